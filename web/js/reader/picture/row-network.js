/**
 * The row network at work: a second opinion on what a whole piece of digits that touch says. `train/row_network.py`
 * trains it, and `tools/rows.py` publishes it, in web/rows/.
 *
 * @typedef {import("../network/from-files.js").Files} Files
 * @typedef {import("./paper.js").Piece} Piece
 *
 * @typedef {import("./likeliest-way.js").Way} Way
 * @typedef {import("./second-opinion.js").Seconded} Seconded
 * @typedef {(ways: Way[], piece: Piece) => Seconded[]} Second of the ways through a piece's lattice, the likeliest
 *   first, those that both opinions find the likeliest first
 */
import { createEngine } from "../network/engine/engine.js";
import { planOf } from "../network/engine/plan.js";
import { startEngine } from "../network/from-files.js";
import { outputOf } from "../network/graph.js";
import { decodedWeights } from "../network/weights.js";
import { logarithmsOf } from "./ctc.js";
import { ROW, rowInput } from "./row-input.js";
import { seconded } from "./second-opinion.js";

/**
 * The last one, and of which weights: files come with each picture.
 * @type {{ hash: string, second: Promise<Second> }}
 */
let last;

/**
 * @param {Files} files of web/rows/
 * @returns {Promise<Second>}
 * @throws {Error} where they are no network that the engine runs
 */
export function secondOf(files) {
  const hash = files.card.files["weights.bin"].sha256;
  if (last?.hash !== hash) last = { hash, second: made(files) };
  return last.second;
}

/** @param {Files} files @returns {Promise<Second>} */
async function made({ graph, weights }) {
  const { modelTopology, weightsManifest } = JSON.parse(new TextDecoder().decode(graph));
  const plan = planOf(modelTopology.node, decodedWeights(weightsManifest, weights), ROW.height, ROW.width);
  const run = createEngine(plan, 1, (await startEngine()).kernels);
  const output = outputOf(modelTopology.node);
  return (ways, piece) => seconded(ways, logarithmsOf(run(rowInput(piece), [output])[0].values));
}
