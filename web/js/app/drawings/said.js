/** A reading of a drawing with all that people said of its ink. */
import { withFixes } from "./fixes.js";
import { withNumbersTogether } from "./together.js";

/**
 * @param {import("../../reader/types.js").Reading} reading of the strokes
 * @param {import("../../reader/types.js").Stroke[]} strokes
 */
export const asSaid = (reading, strokes) => withFixes(withNumbersTogether(reading, strokes), strokes);
