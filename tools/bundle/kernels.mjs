/** The engine's kernels, compiled from AssemblyScript to WebAssembly. */
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { BuildError } from "./build-error.mjs";
import { keptOrMade, versioned } from "./kept.mjs";

const ENGINE = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "web", "js", "reader", "network", "engine");

/** What WebAssembly has to know for each of the two. */
const FEATURES = { relaxed: ["simd", "relaxed-simd"], simd: ["simd"] };

/**
 * @returns {Promise<Record<keyof typeof FEATURES, string>>} the .wasm file of each, a letter for each byte, as `start`
 *   of the engine takes it
 */
export async function kernelTexts() {
  const source = await readFile(join(ENGINE, "kernels.ts"));
  const compiler = await versioned("assemblyscript");
  const [relaxed, simd] = await Promise.all(
    [FEATURES.relaxed, FEATURES.simd].map((features) => {
      return keptOrMade(`${compiler} ${features.join(" ")}`, source, () => compiled(source.toString(), features));
    }),
  );
  const textOf = (/** @type {Uint8Array} */ bytes) => Buffer.from(bytes).toString("latin1");
  return { relaxed: textOf(relaxed), simd: textOf(simd) };
}

/**
 * @param {string} source
 * @param {string[]} features
 * @returns {Promise<Uint8Array>}
 */
async function compiled(source, features) {
  const { default: asc, createMemoryStream } = await import("assemblyscript/asc"); // which takes a while to load
  /** @type {Uint8Array | undefined} */
  let wasm;
  const enabled = features.flatMap((feature) => ["--enable", feature]);
  const options = ["-O3", "--converge", "--noAssert", "--runtime", "stub", "--importMemory", ...enabled];
  const stderr = createMemoryStream();
  const { error } = await asc.main(["kernels.ts", "--outFile", "kernels.wasm", ...options], {
    readFile: (name) => (name === "kernels.ts" ? source : null),
    writeFile: (_, contents) => void (wasm = /** @type {Uint8Array} */ (contents)),
    listFiles: () => [],
    stderr,
  });
  if (wasm && !error) return wasm;
  throw new BuildError(`web/js/reader/network/engine/kernels.ts can't be compiled:\n${stderr.toString()}`);
}

/**
 * The module `engine:kernels`, which holds both. They are nearly the same, and compression finds that only where a byte
 * begins at a letter: in base64 they take a KB more.
 * @type {import("esbuild").Plugin}
 */
export const kernelsPlugin = {
  name: "engine-kernels",
  setup(build) {
    build.onResolve({ filter: /^engine:kernels$/ }, ({ path }) => ({ path, namespace: "engine" }));
    build.onLoad({ filter: /.*/, namespace: "engine" }, async () => {
      const texts = Object.entries(await kernelTexts());
      return { contents: texts.map(([name, text]) => `export const ${name} = ${JSON.stringify(text)};`).join("\n") };
    });
  },
};
