/**
 * Writes a network with plain weights, as the converter writes float32, for whatever reads no packed ones.
 *
 *     node tools/bundle/unpack.mjs web/model/default OUTDIR
 *
 * OUTDIR exists, and gets model.json and weights.bin.
 */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { decodedWeights, plainWeights } from "../../web/js/reader/network/weights.js";

const [folder, out] = process.argv.slice(2);

try {
  const graph = JSON.parse(await readFile(join(folder, "model.json"), "utf8"));
  const weights = decodedWeights(graph.weightsManifest, await readFile(join(folder, "weights.bin")));
  const { specs, bytes } = plainWeights(weights);
  const unpacked = { ...graph, weightsManifest: [{ paths: ["weights.bin"], weights: specs }] };
  await writeFile(join(out, "model.json"), JSON.stringify(unpacked));
  await writeFile(join(out, "weights.bin"), bytes);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
