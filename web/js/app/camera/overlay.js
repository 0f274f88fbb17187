/**
 * Numbers over what a camera shows: a box for each, with its reading. They glide by the style sheet, and are for the
 * eye alone: the line below the picture has the readings for the ear.
 *
 *     const overlay = createOverlay(element);
 *     overlay.show([{ id: 1, text: "2048", box: { x: 0.2, y: 0.3, width: 0.4, height: 0.1 } }]); // of the picture
 *
 * @typedef {import("../../reader/types.js").Box} Box
 */
import { element } from "../../ui/elements.js";
import { textOf } from "../../ui/parts.js";
import { sideOf } from "./label-place.js";

/** @param {HTMLElement} place as large as the picture */
export function createOverlay(place) {
  /** @type {Map<number, ReturnType<typeof createLabel>>} by the number's id */
  const labels = new Map();
  return {
    /** @param {{ id: number, text: string, box: Box }[]} numbers */
    show(numbers) {
      const ids = new Set(numbers.map(({ id }) => id));
      for (const [id, { item }] of labels) {
        if (ids.has(id)) continue;
        item.remove();
        labels.delete(id);
      }
      for (const number of numbers) {
        const label = labels.get(number.id) ?? createLabel(place);
        labels.set(number.id, label);
        const others = numbers.filter((other) => other !== number);
        label.show(
          number,
          others.map(({ box }) => box),
        );
      }
    },
  };
}

/** @param {HTMLElement} place */
function createLabel(place) {
  const letters = element("b", {});
  const showText = textOf(letters);
  const item = element("div", {}, letters);
  place.append(item);
  /** @type {import("./label-place.js").Side | undefined} */
  let side;
  return {
    item,
    /** @param {{ text: string, box: Box }} number @param {Box[]} others */
    show({ text, box }, others) {
      showText(text);
      for (const [name, share] of Object.entries(box)) item.style.setProperty(`--${name}`, (100 * share).toFixed(2));
      item.dataset.side = side = sideOf(text, box, others, side);
    },
  };
}
