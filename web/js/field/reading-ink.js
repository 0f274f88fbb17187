/** What a field needs once it is seen: networks, the gate for ink, and readings in words. */
import { MOST_DRAWN, passed } from "../reader/gate.js";
import { forgetNetwork, loadNetwork } from "../reader/networks.js";
import { spoken } from "../ui/wording.js";
import { signsOf } from "./signs.js";

/**
 * @typedef {import("../reader/types.js").Stroke} Stroke
 * @typedef {import("../reader/types.js").Reading} Reading
 * @typedef {import("./reading.js").Model} Model
 *
 * @typedef {object} Read
 * @property {Reading} reading
 * @property {import("./signs.js").ReadSign[]} signs of it
 * @property {string} said of it, for people who listen
 */

/** @param {Model} model */
export const load = (model) => loadNetwork(model);

/**
 * @param {Model} model
 * @param {Stroke[]} strokes
 * @returns {Promise<Read>}
 */
export async function readInk(model, strokes) {
  const reader = await loadNetwork(model);
  try {
    const reading = await reader.read(strokes);
    const said = reading.digits.length ? spoken(reading) : "Nothing to read";
    return { reading, signs: signsOf(reading), said };
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
