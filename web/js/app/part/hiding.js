/**
 * A press hides the "?"s of a picture that stand in no number, and over which nobody has typed; another shows them
 * again: in the boxes, the number, what is copied, and the table. They stay hidden where the picture is turned, or a
 * part of it is read. What is shown then is announced as any other reading is.
 *
 * @typedef {import("../state.js").Picture} Picture
 * @typedef {import("../state.js").Reading} Reading
 * @typedef {{ source: string, strokes: number, finished: boolean, timeStamp: number }} From where a reading comes from
 * @typedef {(reading: Reading, from: From) => void} Announce
 */
import { button } from "../../ui/elements.js";
import { named, textOf } from "../../ui/parts.js";
import { unreadableIn, withoutUnreadable } from "./unreadable.js";

/**
 * @param {ParentNode} root holds the results
 * @param {object} page
 * @param {import("../state.js").Store} page.store
 * @param {Announce} page.announce
 * @param {import("./tools.js").Page["isTyped"]} page.isTyped
 * @param {(words: string) => void} page.say to people who listen
 */
export function createHiding(root, { store, announce, isTyped, say }) {
  /** @type {WeakMap<Reading, Reading>} all that was read, by what is shown of it */
  const whole = new WeakMap();
  const knownIn =
    (/** @type {Picture} */ { read }) =>
    (/** @type {import("../../reader/types.js").ReadNumber} */ { box }) =>
      isTyped(read, box);
  /** @type {WeakSet<File>} the files of pictures whose "?"s are hidden */
  const hidden = new WeakSet();
  const replace = (/** @type {Picture} */ picture, /** @type {Reading} */ reading, /** @type {number} */ timeStamp) => {
    store.update({ pictures: { ...store.state.pictures, shown: { ...picture, reading } } });
    announce(reading, { source: "image", strokes: 0, finished: true, timeStamp });
  };
  const hide = (/** @type {Picture} */ picture, /** @type {number} */ timeStamp) => {
    const reading = withoutUnreadable(picture.reading, knownIn(picture));
    whole.set(reading, picture.reading);
    if (picture.origin) hidden.add(picture.origin);
    replace(picture, reading, timeStamp);
  };
  const toggle = (/** @type {MouseEvent} */ { timeStamp }) => {
    const { shown } = store.state.pictures;
    if (!shown) return;
    const all = whole.get(shown.reading);
    if (all) {
      if (shown.origin) hidden.delete(shown.origin);
      replace(shown, all, timeStamp);
    } else hide(shown, timeStamp);
    say(all ? "Shown again" : "Hidden");
  };
  const control = button("", "hide-unreadable", toggle);
  control.title = "What can't be read and belongs to no number";
  const showLabel = textOf(control);
  named(root, "open-correction").before(control);
  return {
    /** @param {Picture | null} picture the one on the sheet */
    show(picture) {
      const reading = picture?.reading;
      const all = reading && whole.get(reading);
      const count = reading && !picture.testDigit ? unreadableIn(all ?? reading, knownIn(picture)) : 0;
      if (count && !all && picture?.origin && hidden.has(picture.origin)) hide(picture, picture.timeStamp);
      control.hidden = count === 0;
      showLabel(all ? `Show ${count} unreadable` : `Hide ${count} unreadable`);
    },
  };
}
