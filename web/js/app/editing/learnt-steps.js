/**
 * What is learnt while ink is on the pad is a step of the drawing: undo takes it back, and redo learns it again. It is
 * kept as a note of the newest stroke, so that it has its place among the pad's own steps.
 *
 *     createLearntSteps(document, { store, pad, lessons });
 *
 * @typedef {import("../../reader/types.js").Stroke} Stroke
 * @typedef {import("../corrections/lessons.js").Learnt} Learnt
 */
import { noted, notesOf } from "../drawings/notes.js";
import { pictureShown } from "../view.js";

/**
 * @param {Document} root on which lessons are announced
 * @param {object} page
 * @param {import("../state.js").Store} page.store
 * @param {import("../../pad/pad.js").Pad} page.pad
 * @param {() => Promise<import("../corrections/lessons.js").Lessons>} page.lessons
 * @param {(error: unknown) => void} page.notice
 */
export function createLearntSteps(root, { store, pad, lessons, notice }) {
  let shown = pad.strokes;
  pad.addEventListener("change", (event) => {
    const { cause } = /** @type {CustomEvent<{ cause: import("../../pad/pad.js").Cause }>} */ (event).detail;
    const [before, after] = [shown, pad.strokes];
    shown = after;
    if (cause !== "undo" && cause !== "redo") return;
    const step = stepBetween(before, after);
    if (step) lessons().then((all) => all.restore(step.image, step.said), notice); // tells of its own failures
  });
  root.addEventListener("learnt", (event) => {
    const { strokes } = pad;
    if (!strokes.length || pad.isDrawing || pictureShown(store.state)) return;
    pad.load(withLearnt(strokes, /** @type {CustomEvent<Learnt>} */ (event).detail));
  });
}

/**
 * @param {Stroke[]} strokes at least one
 * @param {Learnt} learnt
 * @returns {Stroke[]} the same ink, of which this is a step
 */
export function withLearnt(strokes, learnt) {
  const last = strokes[strokes.length - 1];
  return [...strokes.slice(0, -1), noted(last, { learnt: [...learntOf(last), learnt] })];
}

/**
 * What is to be said of which ink after a step of the pad that was nothing but a lesson.
 * @param {Stroke[]} before
 * @param {Stroke[]} after
 * @returns {{ image: ArrayLike<number>, said: Learnt["after"] } | null} null where the ink is another
 */
export function stepBetween(before, after) {
  if (before.length !== after.length || !before.every((stroke, i) => isSameInk(stroke, after[i]))) return null;
  const [were, are] = [before, after].map((strokes) => strokes.flatMap(learntOf));
  const gone = were.find((learnt) => !are.includes(learnt));
  if (gone) return { image: gone.image, said: gone.before };
  const come = are.find((learnt) => !were.includes(learnt));
  return come ? { image: come.image, said: come.after } : null;
}

/** @param {Stroke} stroke */
const learntOf = (stroke) => notesOf(stroke).learnt ?? [];

/** @param {Stroke} a @param {Stroke} b */
const isSameInk = (a, b) => a.length === b.length && a.every(({ x, y }, i) => x === b[i].x && y === b[i].y);
