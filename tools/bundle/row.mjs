/**
 * Runs a converted row network as the page does, in Node, to compare it with Keras.
 *
 *     node tools/bundle/row.mjs FOLDER < rows.json > logits
 *
 * FOLDER has model.json and weights.bin. In: {images: base64 of n rows, float32}. Out: base64 of what the network gives
 * of each, float32.
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { json } from "node:stream/consumers";
import { kernelTexts } from "./kernels.mjs";
import { createEngine } from "../../web/js/reader/network/engine/engine.js";
import { planOf } from "../../web/js/reader/network/engine/plan.js";
import { start } from "../../web/js/reader/network/engine/start.js";
import { outputOf } from "../../web/js/reader/network/graph.js";
import { decodedWeights } from "../../web/js/reader/network/weights.js";
import { ROW } from "../../web/js/reader/picture/row-input.js";

const [folder] = process.argv.slice(2);

try {
  const { modelTopology, weightsManifest } = JSON.parse(await readFile(join(folder, "model.json"), "utf8"));
  const weights = decodedWeights(weightsManifest, new Uint8Array(await readFile(join(folder, "weights.bin"))));
  const { simd } = await kernelTexts();
  const { kernels } = await start([simd]);
  const sent = /** @type {{ images: string }} */ (await json(process.stdin));
  const images = new Float32Array(Uint8Array.from(Buffer.from(sent.images, "base64")).buffer);
  const count = images.length / ROW.height / ROW.width;
  const run = createEngine(planOf(modelTopology.node, weights, ROW.height, ROW.width), count, kernels);
  const [{ values }] = run(images, [outputOf(modelTopology.node)]);
  process.stdout.write(Buffer.from(values.buffer).toString("base64"));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
