/**
 * Reads a field's ink, with a network that all fields of a page share. The newest ink wins. What reads is loaded when
 * the field is seen, or gets ink.
 */
import { imported } from "../reader/shared/imported.js";
import { createTurns } from "../reader/shared/latest.js";
import { messageOf } from "../ui/message.js";

/**
 * @typedef {import("../reader/types.js").Stroke} Stroke
 * @typedef {import("./reading-ink.js").Read} Read
 * @typedef {string | import("../reader/types.js").Network} Model
 */

const shared = () => imported(() => import("./reading-ink.js"), "The script that reads digits");

/**
 * @param {(read: Read) => void} take gets what is read, unless its ink is gone
 * @param {(failure: string) => void} tell says why nothing can be read, or "" where it can
 */
export function createReading(take, tell) {
  const turns = createTurns();
  return {
    /**
     * Loads a network, ahead of the first ink or after that failed.
     * @param {Model} model
     * @returns {Promise<boolean>} whether it is there; where it isn't, why is told
     */
    async load(model) {
      try {
        await (await shared()).load(model);
        tell("");
        return true;
      } catch (error) {
        tell(messageOf(error));
        return false;
      }
    },

    /**
     * Reads ink. Never rejects: a failure is told, unless its ink is gone by then.
     * @param {Model} model
     * @param {Stroke[]} strokes
     */
    async read(model, strokes) {
      const turn = turns.next();
      try {
        const read = await (await shared()).readInk(model, strokes);
        tell("");
        if (!turn.aborted) take(read);
      } catch (error) {
        if (!turn.aborted) tell(messageOf(error));
      }
    },

    /**
     * Ink from outside, once it is checked, unless another takes its place.
     * @param {unknown} strokes
     * @param {(strokes: Stroke[]) => void} then
     */
    async check(strokes, then) {
      const turn = turns.next();
      try {
        const ink = (await shared()).inkOf(strokes);
        if (!turn.aborted && ink.length > 0) then(ink);
      } catch {
        // Without the script no ink can be shown; the value is there.
      }
    },

    /** The ink is gone, or counts no more: what is read of it is dropped. */
    drop: turns.end,
  };
}
