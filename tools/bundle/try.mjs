/**
 * Runs a converted network as the page does, in Node, to see whether it reads what Keras reads before it is trained.
 *
 *     node tools/bundle/try.mjs FOLDER < images.json > read.json
 *
 * FOLDER has model.json, weights.bin and card.json. In: {images: base64 of n×784 float32}. Out: {probabilities: base64
 * of n×classes float32, engine: whether the page's own engine runs it, and not TensorFlow.js}.
 */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { json } from "node:stream/consumers";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { explain } from "./build-error.mjs";
import { bundling, root } from "./scripts.mjs";
import { neededWasm } from "./tfjs.mjs";

const NETWORK = "web/js/reader/network";
const [folder] = process.argv.slice(2);
const scratch = await mkdtemp(join(tmpdir(), "digitpad-try-"));

/**
 * A module of the page, bundled.
 * @param {string} name
 * @param {Uint8Array} wasm of TensorFlow.js
 * @returns {Promise<any>}
 */
async function bundled(name, wasm) {
  const outdir = join(scratch, name.replace(/\W/g, "-"));
  const entryPoints = [join(root, NETWORK, name)];
  await build({ ...bundling(wasm, { MODEL_CARDS: "{}" }), entryPoints, outdir, entryNames: "module" });
  return import(pathToFileURL(join(outdir, "module.js")).href);
}

/** @type {import("../../web/js/reader/network/from-files.js").Otherwise} */
async function tensorFlow(modelTopology, weights) {
  globalThis.fetch = async (/** @type {any} */ url) => new Response(await readFile(new URL(String(url))));
  const { tensorFlowRuntime } = await bundled("tensorflow/runtime.js", await neededWasm());
  return tensorFlowRuntime(modelTopology, weights);
}

try {
  await writeFile(join(scratch, "package.json"), '{ "type": "module" }');
  const file = async (/** @type {string} */ name) => new Uint8Array(await readFile(join(folder, name)));
  const card = JSON.parse(await readFile(join(folder, "card.json"), "utf8"));
  const files = { card, graph: await file("model.json"), weights: await file("weights.bin") };
  const { recognizerFrom } = await bundled("from-files.js", new Uint8Array());
  console.info = () => {}; // it says so where TensorFlow.js runs
  const recognizer = await recognizerFrom(files, tensorFlow);
  const sent = /** @type {{ images: string }} */ (await json(process.stdin));
  const bytes = Uint8Array.from(Buffer.from(sent.images, "base64"));
  const { probabilities } = await recognizer.look(new Float32Array(bytes.buffer));
  const read = {
    probabilities: Buffer.from(probabilities.buffer).toString("base64"),
    engine: recognizer.files() !== null,
  };
  await rm(scratch, { recursive: true });
  // TensorFlow.js keeps the process alive, and what is still on its way through a pipe would be lost.
  process.stdout.write(JSON.stringify(read), () => process.exit(0));
} catch (error) {
  await rm(scratch, { recursive: true });
  const { name, message, cause } = /** @type {Error} */ (error);
  const why = cause instanceof Error ? ` (${cause.message})` : "";
  console.error(name === "ModelError" ? message.replace(/ Choose another one.*/, why) : explain(error));
  process.exit(1);
}
