/**
 * What strokes do besides being ink: those that go to and fro over ink that was read take it away, and themselves; a
 * digit that is written on top of another takes its place; what is added to a digit that was joined or split is a part
 * of it.
 *
 *     const meant = await meantBy(pad.strokes, reader);
 *     if (meant) pad.load(meant.strokes, meant.steps);
 *
 * @typedef {import("../../reader/types.js").Stroke} Stroke
 * @typedef {import("../../reader/types.js").Box} Box
 * @typedef {Pick<import("../../reader/types.js").Reader, "read" | "scores">} Reader
 * @typedef {{ strokes: Stroke[], steps: number }} Meant the drawing, in place of so many steps
 */
import { boundingBox, fromStrokes } from "../../reader/ink.js";
import { isStraight } from "../../reader/numbers/lines.js";
import { gapBetween, holds, union } from "../../reader/numbers/rectangle.js";
import { DIGITS } from "../../reader/shared/contract.js";
import { withoutDigit } from "../drawings/erase.js";
import { asSaid } from "../drawings/said.js";
import { addedToGroup } from "../drawings/groups.js";
import { itemsOf } from "../drawings/items.js";
import { keptTogether } from "../drawings/together.js";
import { areToAndFro, isToAndFro } from "./to-and-fro.js";
import { struckBy } from "./struck.js";
import { digitUnder, isReplaced, PAUSE } from "./written-over.js";

// Strokes of a digit that is written over another one, and of a scratch in several strokes. Larger, more of them are
// read by themselves after each stroke.
const MOST = 3;

// A confidence: strokes that read as a digit by themselves are one, and scratch nothing out. Larger, a 3 or an 8 that
// is badly written may do so.
const LEGIBLE = 0.9;

// Heights of what was scratched out: so far around it, more strokes of the same scratch go with it. Larger, the next
// digit may go, too.
const AROUND = 0.3;

/**
 * @param {Stroke[]} strokes all, the newest of which has just been finished
 * @param {Reader} reader
 * @returns {Promise<Meant | null>} null where the newest is ink like any other
 */
export async function meantBy(strokes, reader) {
  const more = goingOn(strokes);
  if (more || !isOverOthers(strokes)) return more;
  return (await scratchedOut(strokes, reader)) ?? (await writtenOver(strokes, reader)) ?? addedTo(strokes);
}

/** Whether the newest stroke is where another one is. @param {Stroke[]} strokes */
function isOverOthers(strokes) {
  const [newest, ...others] = strokes.map((stroke) => /** @type {Box} */ (boundingBox([stroke]))).reverse();
  return others.some((other) => {
    const { x, y } = gapBetween(newest, other);
    return x <= 0 && y <= 0;
  });
}

/** @type {{ box: Box, left: Stroke[], end: number } | undefined} the last scratch */
let last;

/** Strokes of a scratch that has done its work already. @param {Stroke[]} strokes @returns {Meant | null} */
function goingOn(strokes) {
  const stroke = strokes[strokes.length - 1];
  const before = strokes.slice(0, -1);
  const isSame = last && last.left.length === before.length && last.left.every((each, i) => each === before[i]);
  if (!last || !isSame || startOf(stroke) - last.end > PAUSE || startOf(stroke) < last.end) return null;
  const box = boundingBox([stroke]);
  if (!box || !(isStraight(stroke) || isToAndFro(stroke)) || !holds(last.box, box)) return null;
  last.end = endOf(stroke);
  return { strokes: before, steps: 2 }; // with the scratch itself
}

/** @param {Stroke[]} strokes @param {Reader} reader @returns {Promise<Meant | null>} */
async function scratchedOut(strokes, reader) {
  const count = isToAndFro(strokes[strokes.length - 1]) ? 1 : MOST;
  const scratch = strokes.slice(-count);
  const before = strokes.slice(0, -count);
  if (!before.length || (count > 1 && !(areToAndFro(scratch) && areOfOneGo(scratch)))) return null;
  const reading = asSaid(await reader.read(before), before);
  const items = itemsOf(reading);
  const struck = struckBy(scratch, items);
  if (!struck.length || (await guessOf(scratch, reader)).confidence >= LEGIBLE) return null;
  const left = struck.reduce((some, i) => withoutDigit(some, items, i), keptTogether(before, reading));
  const box = union(struck.map((i) => items[i].box));
  const room = AROUND * box.height;
  const around = { x: box.x - room, y: box.y - room, width: box.width + 2 * room, height: box.height + 2 * room };
  last = { box: around, left, end: endOf(scratch[scratch.length - 1]) };
  return { strokes: left, steps: count };
}

/** @param {Stroke[]} strokes @param {Reader} reader @returns {Promise<Meant | null>} */
async function writtenOver(strokes, reader) {
  for (let count = 1; count <= Math.min(MOST, strokes.length - 1); count++) {
    const [before, written] = [strokes.slice(0, -count), strokes.slice(-count)];
    if (!areOfOneGo(written)) return null;
    const waited = startOf(written[0]) - endOf(before[before.length - 1]);
    if (waited >= 0 && waited < PAUSE) continue; // where times are those of another visit, it was long ago
    const box = /** @type {Box} */ (boundingBox(written));
    const reading = asSaid(await reader.read(before), before);
    const index = digitUnder(box, reading.digits);
    if (index < 0) return null;
    const left = withoutDigit(before, reading.digits, index);
    const under = before.filter((stroke) => !left.includes(stroke));
    const [alone, together] = [await guessOf(written, reader), await guessOf([...under, ...written], reader)];
    if (!isReplaced({ before: reading.digits[index], alone, together })) return null;
    return { strokes: [...left, ...written], steps: 0 };
  }
  return null;
}

/** Ink on a digit that was joined or split is a part of it. @param {Stroke[]} strokes @returns {Meant | null} */
function addedTo(strokes) {
  const added = addedToGroup(strokes);
  return added && { strokes: added, steps: 1 };
}

/**
 * What strokes read as, as one digit.
 * @param {Stroke[]} strokes
 * @param {Reader} reader
 * @returns {Promise<import("./written-over.js").Guess>}
 */
async function guessOf(strokes, reader) {
  const scores = Array.from(await reader.scores(/** @type {Float32Array} */ (fromStrokes(strokes)))).slice(0, DIGITS);
  const confidence = Math.max(...scores);
  return { digit: scores.indexOf(confidence), confidence };
}

/** Whether each stroke follows soon upon the one before it. @param {Stroke[]} strokes */
const areOfOneGo = (strokes) => strokes.slice(1).every((stroke, i) => startOf(stroke) - endOf(strokes[i]) < PAUSE);

/** Milliseconds. @param {Stroke} stroke */
const startOf = (stroke) => stroke[0].t ?? 0;

/** @param {Stroke} stroke */
const endOf = (stroke) => stroke[stroke.length - 1].t ?? 0;
