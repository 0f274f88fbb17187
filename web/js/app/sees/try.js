/**
 * What the network gets, to be changed: erase or add a piece of stroke and watch the answer. And which ink decided.
 *
 * @typedef {import("./pipeline.js").Seen} Seen
 * @typedef {import("./brush.js").Point} Point
 * @typedef {import("./colours.js").Colours} Colours
 */
import { button, element } from "../../ui/elements.js";
import { textOf } from "../../ui/parts.js";
import { confidencePercent } from "../../ui/percent.js";
import { messageOf } from "../../ui/wording.js";
import { PIXELS, SIDE } from "../../reader/shared/contract.js";
import { createTurns } from "../../reader/shared/latest.js";
import { likeliest, nameOf } from "./answers.js";
import { touched } from "./brush.js";
import { putOver } from "./frame.js";
import { shareOf, strongest } from "./mosaic.js";
import { decidingInk, PATCH } from "./occlusion.js";
import { ARROWS } from "./player.js";
import { number } from "./written.js";

// Milliseconds without a change, after which it is looked at which ink decided. Shorter, drawing stutters.
const REST = 200;

/** @param {(image: Float32Array | null) => void} onTry gets the changed digit; null for the person's own */
export function createTry(onTry) {
  const canvas = element("canvas", { width: SIDE, height: SIDE, role: "img", "aria-label": "What the network gets" });
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const pixels = new ImageData(SIDE, SIDE);
  const frame = element("i", { class: "frame", "aria-hidden": "true" });
  const box = element("div", { class: "map" }, canvas, frame);
  const surface = element("div", { class: "surface", tabindex: 0, role: "application", "data-testid": "try" }, box);
  surface.setAttribute("aria-label", "The digit: arrow keys move, Space erases or adds ink");
  const [erase, add] = ["Erase", "Add ink"].map((name, i) => button(name, i ? "try-add" : "try-erase", () => use(!i)));
  const back = button("Back to your ink", "try-back", () => onTry(null));
  const which = button("Which ink decided?", "which-ink", () => lookAtInk(!isLooking));
  const tools = element(
    "div",
    { class: "button-row", role: "group", "aria-label": "Change the digit" },
    erase,
    add,
    back,
  );
  const before = element("p", { "data-testid": "try-before" });
  const after = element("p", { "data-testid": "try-after", "aria-live": "polite" });
  const decided = element("p", { class: "quiet", "data-testid": "decided", "aria-live": "polite" });
  const [sayBefore, sayAfter, sayDecided] = [before, after, decided].map(textOf);
  const words = element("div", { class: "words" }, before, after, tools, which, decided);
  const root = element("div", { class: "try" }, surface, words);
  const turns = createTurns();
  let cursor = { x: 14.5, y: 14.5 };
  let [isErasing, isLooking] = [true, false];
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;
  /** @type {Seen} */
  let seen;
  /** @type {Colours} */
  let colours;
  /** @type {{ image: Float32Array, losses: Float32Array } | null} */
  let found = null;

  const use = (/** @type {boolean} */ toErase) => {
    isErasing = toErase;
    erase.ariaPressed = `${isErasing}`;
    add.ariaPressed = `${!isErasing}`;
  };
  const lookAtInk = (/** @type {boolean} */ toLook) => {
    isLooking = toLook;
    which.ariaPressed = `${isLooking}`;
    stopLooking();
    paint();
    if (isLooking) waiting = setTimeout(() => void look(), 0);
  };
  const stopLooking = () => {
    clearTimeout(waiting);
    turns.end();
    found = null;
    sayDecided("");
  };
  /** Tells of its own failures. */
  const look = async () => {
    const turn = turns.next();
    const now = seen;
    const answer = likeliest(now.scores);
    try {
      const evidenceOf = (/** @type {Float32Array} */ image) => evidence(now, image, answer);
      const { losses, most } = await decidingInk(now.image, evidenceOf, turn);
      if (turn.aborted) return;
      found = { image: now.image, losses };
      sayDecided(
        `Blue ink speaks for ${nameOf(answer)}, red ink against it: what the evidence loses when a patch of ` +
          `${PATCH} × ${PATCH} is erased, at most ${number(most)}.`,
      );
      paint();
    } catch (error) {
      if (!turn.aborted) sayDecided(messageOf(error));
    }
  };
  const paint = () => {
    const losses = found?.image === seen.image ? found.losses : null;
    paintInk(pixels, seen.image, losses, colours);
    context.putImageData(pixels, 0, 0);
    putOver(frame, { x: cursor.x - 1, y: cursor.y - 1, width: 2, height: 2 }, pixels);
  };
  const touch = (/** @type {Point} */ from, /** @type {Point} */ to) => onTry(touched(seen.image, from, to, isErasing));
  const pointAt = (/** @type {PointerEvent} */ { clientX, clientY }) => {
    const { left, top, width, height } = canvas.getBoundingClientRect();
    return { x: ((clientX - left) / width) * SIDE, y: ((clientY - top) / height) * SIDE };
  };
  surface.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    surface.focus();
    surface.setPointerCapture(event.pointerId);
    cursor = pointAt(event);
    touch(cursor, cursor);
  });
  surface.addEventListener("pointermove", (event) => {
    if (!event.buttons) return;
    const to = pointAt(event);
    touch(cursor, to);
    cursor = to;
  });
  surface.addEventListener("keydown", (event) => {
    const by = ARROWS[event.key];
    if (event.ctrlKey || event.metaKey || event.altKey || !(by || event.key === " ")) return;
    event.preventDefault();
    event.stopPropagation(); // the page's own keys
    const within = (/** @type {number} */ at) => Math.max(0.5, Math.min(SIDE - 0.5, at));
    if (by) cursor = { x: within(cursor.x + by[0]), y: within(cursor.y + by[1]) };
    if (by) paint();
    else touch(cursor, cursor);
  });
  use(true);
  which.ariaPressed = "false";
  return {
    root,
    /** @param {Seen} now @param {Colours} shown */
    show(now, shown) {
      const isOther = now.image !== seen?.image;
      [seen, colours] = [now, shown];
      const isTried = now.own !== null;
      sayBefore(`Your ink: ${told(now.own ?? now.scores)}`);
      sayAfter(isTried ? `Changed: ${told(now.scores)}` : "Erase a piece, or add one, and watch the answer.");
      back.hidden = !isTried;
      paint();
      if (!isLooking || !isOther) return;
      stopLooking();
      waiting = setTimeout(() => void look(), REST);
    },
    stop: stopLooking,
  };
}

/** @param {Float32Array} scores */
function told(scores) {
  const answer = likeliest(scores);
  return `${nameOf(answer)}, ${confidencePercent(scores[answer])}.`;
}

/**
 * What the sums before softmax say for an answer.
 * @param {Seen} seen
 * @param {Float32Array} image
 * @param {number} answer
 */
async function evidence({ view: { reader }, parts }, image, answer) {
  const layers = await /** @type {import("../../reader/types.js").Reader} */ (reader).layers(image);
  const last = layers.findLastIndex(({ kind }) => kind === "softmax");
  const [before] = parts[last].from;
  return before === undefined ? Math.log(layers[last].values[answer]) : layers[before].values[answer];
}

/**
 * The digit, bright on black as it is everywhere, and over it what each pixel says.
 * @param {ImageData} pixels
 * @param {Float32Array} image
 * @param {Float32Array | null} losses
 * @param {Colours} colours
 */
function paintInk({ data }, image, losses, { above, below }) {
  const most = losses ? strongest(losses) : 1;
  for (let at = 0; at < PIXELS; at++) {
    const loss = losses?.[at] ?? 0;
    const [share, colour] = [losses ? 0.85 * shareOf(loss, most) : 0, loss < 0 ? below : above];
    const base = 255 * image[at];
    for (let i = 0; i < 3; i++) {
      data[4 * at + i] = base + share * (colour[i] - base);
    }
    data[4 * at + 3] = 255;
  }
}
