/**
 * What there is to say where there is more than can be read at once, of drawings and of pictures: what was left out,
 * and how to have it read. The notice has it until all is read again.
 */
import { written } from "../ui/figures.js";

/**
 * @param {import("./state.js").Store} store
 * @returns {(text: string) => void} says a text; "": nothing is left out any more
 */
export function createLeftOutNotice(store) {
  let told = "";
  return (text) => {
    if (text || store.state.notice === told) store.update({ notice: text });
    told = text;
  };
}

/** @param {number} count of strokes read */
export function onlyNewestRead(count) {
  const what = count === 1 ? "Only the newest stroke is read:" : `Only the newest ${written(count)} strokes are read:`;
  return `${what} there is more on the pad than can be read at once. Clear it to start anew.`;
}

/** @param {number} count of pieces of ink in a picture that were not read */
export const someInkNotRead = (count) =>
  "There is more in this picture than can be read at once: " +
  (count === 1 ? "1 mark is" : `${written(count)} marks are`) +
  " left out. To have a part of it read, drag a rectangle over that part.";
