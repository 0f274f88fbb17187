/** Put in by tools/bundle/site.mjs: the address of each model's card, relative to the assets folder, by the model's name. */
declare const MODEL_CARDS: Record<string, string>;

/** Put in by tools/bundle/site.mjs: the bytes of the wasm file, so that progress has a total before it is asked for. */
declare const WASM_BYTES: number;

/** Put in by tools/bundle/site.mjs: the operations of TensorFlow's graphs that the bundle can run. */
declare const OPERATIONS: string[];

/** A style sheet's text, minified, for a shadow tree. */
declare module "*.css" {
  const text: string;
  export default text;
}

/** esbuild's file loader gives the address of the copy beside the bundle, relative to it. */
declare module "*.wasm" {
  const address: string;
  export default address;
}
