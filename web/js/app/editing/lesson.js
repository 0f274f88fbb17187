/**
 * After a digit of the drawing was mended, the offer to learn from it, and to take that back in the same place. To mend
 * a digit changes this drawing alone; what is learnt changes how similar writing is read from then on.
 *
 *     const lesson = createLesson(document, { lessons, say, notice });
 *     lesson.show(digit);
 *
 * @typedef {import("../../reader/types.js").Digit} Digit
 * @typedef {import("../corrections/lessons.js").Lessons} Lessons
 */
import { button } from "../../ui/elements.js";
import { named, textOf } from "../../ui/parts.js";
import { letterOf } from "../../ui/wording.js";

/**
 * @param {ParentNode} root holds the button "Wrong?", in whose place the offer is
 * @param {object} page
 * @param {() => Promise<Lessons>} page.lessons what was learnt
 * @param {(what: string) => void} page.say to people who listen
 * @param {(error: unknown) => void} page.notice
 */
export function createLesson(root, { lessons, say, notice }) {
  const wrong = named(root, "open-correction");
  const offer = button("", "lesson", () => void press());
  const showText = textOf(offer);
  wrong.after(offer);
  offer.hidden = true;
  /** @type {Digit | undefined} */
  let digit;
  /** @type {Lessons | undefined} */
  let loaded;
  const isLearnt = () => digit !== undefined && loaded?.saidOf(digit.image)?.digit === digit.digit;
  const refresh = () => {
    const text = digit?.readAs && loaded ? offered(digit, digit.readAs, isLearnt()) : "";
    const hadFocus = document.activeElement === offer;
    showText(text);
    offer.hidden = !text;
    wrong.hidden = !offer.hidden;
    if (hadFocus && offer.hidden) wrong.focus();
  };
  const press = async () => {
    if (!digit || !loaded) return;
    const [{ image, digit: is }, wasLearnt] = [digit, isLearnt()];
    await (wasLearnt ? loaded.takeBack(image) : loaded.correct(image, is)); // which tells of its own failures
    refresh();
    say(wasLearnt ? "Taken back" : "Learnt");
  };
  return {
    /** @param {Digit | undefined} selected the digit that is looked at */
    show(selected) {
      digit = selected;
      refresh();
      if (!digit?.readAs || loaded) return;
      lessons().then((all) => {
        loaded = all;
        refresh();
      }, notice);
    },
  };
}

/**
 * @param {Digit} digit as a person said
 * @param {Digit} readAs
 * @param {boolean} isLearnt
 * @returns {string} "" where there is nothing to learn
 */
export function offered(digit, readAs, isLearnt) {
  if (isLearnt) return `Learnt: ${digit.digit}. Take back`;
  const from = letterOf(readAs);
  return from === `${digit.digit}` ? "" : `${from} → ${digit.digit}. Learn this?`;
}
