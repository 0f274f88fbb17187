/**
 * Put in by tools/bundle/site.mjs: each model's card, by the model's name: its address, relative to the assets folder.
 */
declare const MODEL_CARDS: Record<string, string>;

/** Put in by tools/bundle/site.mjs: the address of the row network's card, relative to the assets folder. */
declare const ROWS_CARD: string;

/**
 * Put before the service worker by tools/bundle/offline.mjs. Addresses are relative to the site's root.
 *
 * version: of everything: other files, or another worker, another version
 * core: how many of the files are kept from the first visit on; the others once they have been opened
 * forPictures: how many after these are kept from the second visit on, or once a picture has been read
 * files: SHA-256 in base64, without the sign that fills it up, by address
 * marks: of the pages, by address: what each has at its end
 */
declare const BUILD: {
  version: string;
  core: number;
  forPictures: number;
  files: Record<string, string>;
  marks: Record<string, string>;
};

/** Written by tools/bundle/kernels.mjs: .wasm files in hexadecimal. */
declare module "engine:kernels" {
  export const relaxed: string;
  export const simd: string;
}

/** Written by tools/bundle/package.mjs: the default network. */
declare module "digitpad:default-network" {
  /** JSON of its card and the text of its graph, deflated. */
  export const described: Uint8Array<ArrayBuffer>;
  export const weights: Uint8Array<ArrayBuffer>;
}

/** Written by tools/bundle/tfjs.mjs: a back end's kernels for the operations in reader/network/operations.js. */
declare module "kernels:*" {
  export const kernels: import("@tensorflow/tfjs-core").KernelConfig[];
}

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
