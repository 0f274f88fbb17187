/**
 * What was learnt, correction by correction: the ink, what it was said to be, what that changed, and a way to take it
 * back. To tell what changed, the same network is loaded once more, without what was learnt.
 *
 *     const learnt = createLearnt(lessons, page, refresh);
 *     learnt.show();
 *
 * @typedef {import("../corrections/lessons.js").Lessons} Lessons
 * @typedef {import("../../reader/types.js").Reader} Reader
 */
import { SIDE } from "../../reader/shared/contract.js";
import { imported } from "../../reader/shared/imported.js";
import { createTurns } from "../../reader/shared/latest.js";
import { nextTurn } from "../../reader/shared/next-turn.js";
import { once } from "../../reader/shared/once.js";
import { button, element, failure, foldable } from "../../ui/elements.js";
import { letterOf } from "../../ui/wording.js";
import { changeOf, saidInWords, summaryOf } from "../corrections/changed.js";

/**
 * @param {Lessons} lessons
 * @param {Pick<import("./dialogs.js").Page, "reader" | "model" | "closed">} page
 * @param {() => void} onTakenBack
 */
export function createLearnt(lessons, { reader, model, closed }, onTakenBack) {
  const content = element("div", { class: "learnt" });
  const whole = foldable("What they changed", content);
  whole.dataset.testid = "what-changed";
  const turns = createTurns();
  const untaught = once(() => loadUntaught(model(), closed));

  const takeBack = async (/** @type {Float32Array} */ image, /** @type {number} */ at) => {
    await lessons.takeBack(image);
    onTakenBack();
    await show();
    const buttons = content.querySelectorAll("button");
    (buttons[Math.min(at, buttons.length - 1)] ?? whole.parentElement?.querySelector("button:not([hidden])"))?.focus();
  };
  const itemOf = (/** @type {Awaited<ReturnType<typeof readBoth>>[number]} */ lesson, /** @type {number} */ at) => {
    const { digit, image } = lesson;
    const back = button("Take back", "take-lesson-back", () => void takeBack(image, at));
    const words = [element("b", {}, saidInWords(digit)), element("span", {}, changeOf(lesson))];
    back.ariaLabel = `Take back: ${saidInWords(digit)}`;
    return element("li", {}, pictureOf(image), element("p", {}, ...words), back);
  };
  const show = async () => {
    const turn = turns.next();
    whole.hidden = lessons.count === 0;
    if (whole.hidden) content.replaceChildren();
    const by = reader();
    if (!whole.open || whole.hidden || !by) return;
    try {
      const read = await readBoth(lessons.all, by, await untaught());
      if (turn.aborted) return;
      content.replaceChildren(
        element("p", { role: "status" }, summaryOf(read)),
        element("ul", { role: "list" }, ...read.map(itemOf)),
      );
    } catch (error) {
      if (!turn.aborted) content.replaceChildren(failure(error));
    }
  };
  whole.addEventListener("toggle", () => void show());
  closed.addEventListener("abort", turns.end);
  return {
    whole,
    /** What there is now; it tells of its own failures. */
    show: () => void show(),
  };
}

/** @param {string} model @param {AbortSignal} closed @returns {Promise<Reader>} gone once the dialog is closed */
async function loadUntaught(model, closed) {
  const { createReader } = await imported(() => import("../../reader/digits.js"), "The network without corrections");
  const reader = await createReader({ model });
  if (closed.aborted) reader.dispose();
  else closed.addEventListener("abort", reader.dispose);
  return reader;
}

/**
 * @param {Lessons["all"]} lessons
 * @param {Reader} taught
 * @param {Reader} untaught
 */
async function readBoth(lessons, taught, untaught) {
  const read = [];
  for (const lesson of lessons) {
    const [before, now] = await Promise.all([letterBy(untaught, lesson.image), letterBy(taught, lesson.image)]);
    read.push({ ...lesson, before, now });
    await nextTurn();
  }
  return read;
}

/** @param {Reader} reader @param {Float32Array} image */
async function letterBy(reader, image) {
  const { digits } = await reader.readPrepared(image);
  return letterOf(digits[0]);
}

/** @param {Float32Array} image */
function pictureOf(image) {
  const canvas = element("canvas", { width: SIDE, height: SIDE, "aria-hidden": "true" });
  const pixels = new ImageData(SIDE, SIDE);
  image.forEach((value, i) => pixels.data.set([255, 255, 255, 255 * value], 4 * i));
  canvas.getContext("2d")?.putImageData(pixels, 0, 0);
  return canvas;
}
