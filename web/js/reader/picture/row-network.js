/**
 * The row network at work: it looks at a whole piece of digits that touch, for second-opinion.js.
 * `train/row_network.py` trains it, and `tools/rows.py` publishes it, in web/rows/.
 *
 * @typedef {import("../network/from-files.js").Files} Files
 * @typedef {import("./paper.js").Piece} Piece
 * @typedef {(piece: Piece) => import("./second-opinion.js").Looks} Second what it says of a piece
 */
import { createEngine } from "../network/engine/engine.js";
import { planOf } from "../network/engine/plan.js";
import { startEngine } from "../network/from-files.js";
import { outputOf } from "../network/graph.js";
import { decodedWeights } from "../network/weights.js";
import { logarithmsOf } from "./ctc.js";
import { ROW, rowInput } from "./row-input.js";

// How far a row is stretched across each time that it is read. More of them take longer, and find little more.
const STRETCHES = [1, 1.15, 1.3, 1.5];

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
  const look = (/** @type {Piece} */ piece, /** @type {number} */ stretch) =>
    logarithmsOf(run(rowInput(piece, stretch), [output])[0].values);
  return (piece) => STRETCHES.map((stretch) => look(piece, stretch));
}
