import { copyFileSync } from "node:fs";
import resolve from "@rollup/plugin-node-resolve";

// The one file that is asked for by its address.
const pictures = {
  name: "pictures",
  writeBundle: ({ dir }) =>
    copyFileSync("node_modules/digitpad/pictures.js", `${dir}/pictures.js`),
};

export default {
  input: "main.js",
  output: { dir: "dist" },
  plugins: [resolve({ browser: true }), pictures],
};
