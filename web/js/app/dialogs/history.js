/** Earlier readings of this tab, each with its ink; a press brings one back. */
import { curveOf } from "../../pad/curve.js";
import { button, element, note, shape } from "../../ui/elements.js";

/** @typedef {import("../state.js").Entry} Entry */

// Pad units: the pen of the small pictures. Larger, and loops close; smaller, and the lines are faint at that size.
const PEN = 40;
// Pixels of a small picture, at most, each way. Larger pictures cost memory: 30 of them are kept.
const SIDE = 240;

export const title = "Earlier readings";

const KEPT =
  "Drawings that you clear or replace are kept here until you close this tab, pictures until you leave or reload " +
  "this page. Only the newest 30 are kept.";
const NOT_KEPT =
  "The browser's storage for this page is full or blocked. What you draw, and what is kept here, may be lost when " +
  "you leave or reload this page.";

/** @param {import("./dialogs.js").Page} page @returns {HTMLElement} */
export function contentOf({ history, bringBack, keep, size, close }) {
  const entries = history();
  const howLong = note(keep() ? KEPT : NOT_KEPT);
  if (!entries.length) return howLong;
  const items = entries.map((entry) => {
    const said = entry.text?.split("\n").join(" / ") ?? "Not read yet";
    const made = button(said || "Nothing read", "bring-back", () => {
      close();
      bringBack(entry);
    });
    made.prepend(pictureOf(entry, size()));
    return element("li", {}, made);
  });
  const list = element("ol", { class: "history", "aria-label": "Press one to restore it" }, ...items);
  return element("div", {}, list, howLong);
}

/** @param {Entry} entry @param {{ width: number, height: number }} size of the pad */
function pictureOf({ strokes, picture }, { width, height }) {
  if (picture) return thumbnail(picture.image);
  const lines = strokes.map((stroke) => shape("path", { d: curveOf(stroke), "stroke-width": PEN }));
  return shape("svg", { viewBox: `0 0 ${width} ${height}`, "aria-hidden": true }, ...lines);
}

/** @param {HTMLImageElement} image whose address is no longer valid, but which is still here */
function thumbnail(image) {
  const scale = SIDE / Math.max(image.naturalWidth, image.naturalHeight);
  const [width, height] = [image.naturalWidth, image.naturalHeight].map((side) =>
    Math.max(1, Math.round(scale * side)),
  );
  const canvas = element("canvas", { width, height, "aria-hidden": true });
  /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d")).drawImage(image, 0, 0, width, height);
  return canvas;
}
