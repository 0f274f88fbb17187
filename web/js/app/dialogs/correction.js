/** What a digit is, said by who wrote it: pressed or typed. */
import { DIGITS } from "../../reader/shared/contract.js";
import { button, element } from "../../ui/elements.js";
import { letterOf } from "../../ui/wording.js";
import { memory } from "./memory.js";

/** @typedef {{ digit: number | null } | undefined} Said */

export const title = "What is it?";

/**
 * @param {import("./dialogs.js").Page} page
 * @returns {Promise<HTMLElement>}
 */
export async function contentOf(page) {
  const lessons = await page.lessons();
  const digit = page.digit();
  return element("div", { class: "correcting" }, ...(digit ? choice(digit, lessons, page) : []), memory(lessons));
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
    element("div", { class: "choice", role: "group", "aria-label": "What it is" }, ...buttons, none),
    ...(said ? [button("Take that back", "take-back", () => void takeBack())] : []),
  ];
}

/** @param {import("../../reader/types.js").Digit} digit @param {Said} said */
function readAs(digit, said) {
  if (said)
    return `You said: ${said.digit === null ? "not a digit" : `a ${said.digit}`}. If it is something else, press that.`;
  const read = digit.rejected ? "not a digit" : `a ${letterOf(digit)}`;
  return `It was read as ${read}. Press or type what it is: from now on, what you write like it is read that way.`;
}
