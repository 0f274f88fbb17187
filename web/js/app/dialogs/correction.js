/** What a digit is, said by who wrote it: pressed or typed. */
import { DIGITS } from "../../reader/shared/contract.js";
import { button, element } from "../../ui/elements.js";
import { withArticle } from "../../ui/wording.js";
import { memory } from "./memory.js";

/** @typedef {import("../corrections/lessons.js").Said} Said */

export const title = "What is it?";

/**
 * @param {import("./dialogs.js").Page} page
 * @returns {Promise<HTMLElement>}
 */
export async function contentOf(page) {
  const lessons = await page.lessons();
  const digit = page.digit();
  return element("div", { class: "correcting" }, ...(digit ? choice(digit, lessons, page) : []), memory(lessons, page));
}

/**
 * @param {import("../../reader/types.js").Digit} digit
 * @param {import("../corrections/lessons.js").Lessons} lessons
 * @param {import("./dialogs.js").Page} page
 */
function choice(digit, lessons, { close, closed }) {
  const { image } = digit;
  const said = lessons.saidOf(image);
  /** `lessons` tells of failures itself. */
  const say = async (/** @type {number | null} */ what) => {
    close();
    await lessons.correct(image, what);
  };
  const takeBack = async () => {
    close();
    await lessons.takeBack(image);
  };
  const buttons = Array.from({ length: DIGITS }, (_, i) => button(`${i}`, `it-is-${i}`, () => void say(i)));
  const none = button("Not a digit", "it-is-none", () => void say(null));
  buttons[0].autofocus = true;
  if (said) (said.digit === null ? none : buttons[said.digit]).ariaPressed = "true";
  document.addEventListener(
    "keydown",
    ({ key, ctrlKey, metaKey, altKey }) => {
      if (/^[0-9]$/.test(key) && !ctrlKey && !metaKey && !altKey) void say(Number(key));
    },
    { signal: closed },
  );
  return [
    element("p", {}, readAs(digit, said)),
    element("div", { class: "choice", role: "group", "aria-label": "Correct digit" }, ...buttons, none),
    ...(said ? [button("Undo this correction", "take-back", () => void takeBack())] : []),
  ];
}

/** @param {import("../../reader/types.js").Digit} digit @param {Said} said */
function readAs(digit, said) {
  if (said) return `Corrected to ${inWords(said.digit)}. To change it, press what it is.`;
  const { rejected, digit: best } = digit.readAs ?? digit;
  const read = inWords(rejected ? null : best);
  return `Read as ${read}. Press or type what it is; similar writing will be read that way from now on.`;
}

/** @param {number | null} digit null for what is none */
const inWords = (digit) => (digit === null ? "not a digit" : withArticle(digit));
