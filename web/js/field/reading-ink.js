/** What a field needs once it is seen: networks, the gate for ink, and readings in words. */
import { MOST_DRAWN, passed } from "../reader/gate.js";
import { forgetNetwork, loadNetwork } from "../reader/networks.js";
import { spoken } from "../ui/wording.js";

/**
 * @typedef {import("../reader/types.js").Stroke} Stroke
 * @typedef {import("../reader/types.js").Reading} Reading
 * @typedef {import("./reading.js").Model} Model
 */

/** @param {Model} model */
export const load = (model) => loadNetwork(model);

/**
 * @param {Model} model
 * @param {Stroke[]} strokes
 * @returns {Promise<{ reading: Reading, said: string }>}
 */
export async function readInk(model, strokes) {
  const reader = await loadNetwork(model);
  try {
    const reading = await reader.read(strokes);
    return { reading, said: reading.digits.length ? spoken(reading) : "Nothing to read" };
  } catch (error) {
    forgetNetwork(model); // it is loaded anew the next time
    throw error;
  }
}

/** @param {unknown} strokes @returns {Stroke[]} none where there are none that can be drawn */
export function inkOf(strokes) {
  try {
    return passed(strokes, MOST_DRAWN);
  } catch {
    return [];
  }
}
