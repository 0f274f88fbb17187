/**
 * Shows a reading: its text, and of the digit selected how sure it is, how likely others are, and the picture that the
 * network got.
 *
 *     const results = createResults(document, { onSelect: (index) => … });
 *     results.show(reading, 0, "Nothing drawn yet");
 *     results.say("7, 99.2 percent");
 *
 * `show` runs many times a second while someone draws: it only writes what has changed, and never measures the page.
 *
 * @typedef {import("../reader/types.js").Digit} Digit
 * @typedef {import("../reader/types.js").Reading} Reading
 */
import { SIDE } from "../reader/shared/contract.js";
import { named, textOf } from "../ui/parts.js";
import { isSure, sureness } from "../ui/wording.js";
import { createBars } from "./bars.js";

/**
 * @param {ParentNode} root holds the elements, marked by data-testid
 * @param {{ onSelect: (index: number) => void }} listener is told which digit of the text was pressed
 */
export function createResults(root, { onSelect }) {
  const text = named(root, "reading");
  const showText = createText(text, onSelect);
  const showSureness = textOf(named(root, "sureness"));
  const truth = named(root, "truth");
  const showTruth = textOf(truth);
  const bars = createBars(named(root, "bars"), named(root, "all-bars"));
  const showPicture = createPicture(/** @type {HTMLCanvasElement} */ (named(root, "network-input")));
  /** @type {Digit | undefined | null} */
  let shown = null;
  return {
    /**
     * @param {Reading} reading
     * @param {number} selected its digit
     * @param {string} otherwise what to say without one
     * @param {string} verdict whether it is right, where that is known
     */
    show(reading, selected, otherwise, verdict) {
      const digit = reading.digits[selected];
      const oneOfSeveral = reading.digits.length > 1;
      showText(reading.text, oneOfSeveral ? selected : -1, oneOfSeveral ? reading.digits : []);
      text.toggleAttribute("data-doubtful", digit?.doubtful === true);
      showSureness(digit ? sureness(digit) : otherwise);
      truth.hidden = !verdict;
      showTruth(verdict);
      if (digit === shown) return;
      shown = digit;
      bars.show(digit);
      showPicture(digit);
    },
    /** Says something to people who listen instead of looking. */
    say: textOf(named(root, "spoken")),
  };
}

/**
 * One element a digit, so that it can be pressed and marked; the boxes over the ink do the same for the keyboard. The
 * stylesheet makes the letters as large as so many rows and columns allow.
 * @param {HTMLElement} element
 * @param {(index: number) => void} onSelect
 */
function createText(element, onSelect) {
  let shown = "";
  /** @type {HTMLElement[]} */
  let letters = [];
  element.addEventListener("click", ({ target }) => {
    const index = letters.indexOf(/** @type {HTMLElement} */ (target));
    if (index >= 0) onSelect(index);
  });
  const write = (/** @type {string} */ text) => {
    const nodes = Array.from(text, (letter) => (isDigit(letter) ? spanOf(letter) : letter));
    const rows = text.split("\n");
    letters = nodes.filter((node) => typeof node !== "string");
    element.replaceChildren(...nodes);
    element.style.setProperty("--rows", `${rows.length}`);
    element.style.setProperty("--columns", `${Math.max(1, ...rows.map((row) => row.length))}`);
  };
  return (/** @type {string} */ text, /** @type {number} */ selected, /** @type {Digit[]} */ digits) => {
    if (text !== shown) write(text);
    shown = text;
    letters.forEach((letter, i) => {
      letter.toggleAttribute("data-selected", i === selected);
      letter.toggleAttribute("data-unsure", i in digits && !isSure(digits[i]));
    });
  };
}

/** Whether a letter of a reading stands for a digit, or for what is none, and not for a mark. @param {string} letter */
const isDigit = (letter) => /[0-9?]/.test(letter);

/** @param {string} letter */
function spanOf(letter) {
  return Object.assign(document.createElement("span"), { textContent: letter });
}

/** @param {HTMLCanvasElement} canvas */
function createPicture(canvas) {
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const pixels = new ImageData(SIDE, SIDE);
  const { data } = pixels;
  return (/** @type {Digit | undefined} */ reading) => {
    for (let i = 0; i < SIDE * SIDE; i++) {
      data[4 * i] = data[4 * i + 1] = data[4 * i + 2] = 255 * (reading?.image[i] ?? 0);
      data[4 * i + 3] = reading ? 255 : 0;
    }
    context.putImageData(pixels, 0, 0);
    canvas.setAttribute("aria-label", reading ? "The network's input, 28 by 28 pixels" : "Nothing to read yet");
  };
}
