/** Reads a field's ink, with a network that all fields of a page share. The newest ink wins. */
import { forgetNetwork, loadNetwork } from "../reader/networks.js";
import { createTurns } from "../reader/shared/latest.js";
import { messageOf } from "../ui/wording.js";

/**
 * @typedef {import("../reader/types.js").Stroke} Stroke
 * @typedef {import("../reader/types.js").Reading} Reading
 */

/**
 * @param {(reading: Reading) => void} take gets what is read, unless its ink is gone by then
 * @param {(failure: string) => void} tell says why nothing can be read, or "" where it can
 */
export function createReading(take, tell) {
  const turns = createTurns();
  return {
    /**
     * Loads a network, ahead of the first ink or after that failed.
     * @param {string} model
     * @returns {Promise<boolean>} whether it is there; where it isn't, why is told
     */
    async load(model) {
      try {
        await loadNetwork(model);
        tell("");
        return true;
      } catch (error) {
        tell(messageOf(error));
        return false;
      }
    },

    /**
     * Reads ink. Never rejects: a failure is told, unless its ink is gone by then.
     * @param {string} model
     * @param {Stroke[]} strokes
     */
    async read(model, strokes) {
      const turn = turns.next();
      try {
        const reading = await readWith(model, strokes);
        tell("");
        if (!turn.aborted) take(reading);
      } catch (error) {
        if (!turn.aborted) tell(messageOf(error));
      }
    },

    /** The ink is gone, or counts no more: what is read of it is dropped. */
    drop: turns.end,
  };
}

/** @param {string} model @param {Stroke[]} strokes */
async function readWith(model, strokes) {
  const reader = await loadNetwork(model);
  try {
    return await reader.read(strokes);
  } catch (error) {
    forgetNetwork(model); // it is loaded anew the next time
    throw error;
  }
}
