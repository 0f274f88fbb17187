import vue from "@vitejs/plugin-vue";

const isCustomElement = (tag) => tag === "digit-input";

export default {
  plugins: [vue({ template: { compilerOptions: { isCustomElement } } })],
};
