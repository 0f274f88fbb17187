/**
 * Numbers over what a camera shows: a box for each, with its reading. They glide by the style sheet, and are for the
 * eye alone: the line below the picture has the readings for the ear.
 *
 *     const overlay = createOverlay(element);
 *     overlay.show([{ id: 1, text: "2048", box: { x: 0.2, y: 0.3, width: 0.4, height: 0.1 } }], 4 / 3);
 *
 * @typedef {import("../../reader/types.js").Box} Box
 */
import { element } from "../../ui/elements.js";
import { textOf } from "../../ui/parts.js";
import { sidesOf } from "./label-place.js";

/** @param {HTMLElement} place as large as the picture */
export function createOverlay(place) {
  /** @type {Map<number, ReturnType<typeof createLabel>>} by the number's id */
  const labels = new Map();
  return {
    /**
     * @param {{ id: number, text: string, box: Box }[]} numbers their boxes in shares of the picture
     * @param {number} ratio the picture's width to its height
     */
    show(numbers, ratio) {
      const ids = new Set(numbers.map(({ id }) => id));
      for (const [id, { item }] of labels) {
        if (ids.has(id)) continue;
        item.remove();
        labels.delete(id);
      }
      const shown = numbers.map(({ id, ...number }) => {
        const label = labels.get(id) ?? createLabel(place);
        labels.set(id, label);
        return { ...number, label, side: label.side };
      });
      sidesOf(shown, ratio).forEach((side, i) => shown[i].label.show(shown[i], side));
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
  let shownAt;
  return {
    item,
    get side() {
      return shownAt;
    },
    /** @param {{ text: string, box: Box }} number @param {import("./label-place.js").Side} side of its reading */
    show({ text, box }, side) {
      showText(text);
      for (const [name, share] of Object.entries(box)) item.style.setProperty(`--${name}`, (100 * share).toFixed(2));
      item.dataset.side = shownAt = side;
    },
  };
}
