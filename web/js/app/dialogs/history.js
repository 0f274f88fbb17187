/** Earlier readings of this tab, each with its ink; a press brings one back. */
import { curveOf } from "../../pad/curve.js";
import { widthsOf } from "../../pad/widths.js";
import { button, element, note, shape } from "../../ui/elements.js";
import { keptTables } from "../table/kept-tables.js";
import { mendedTables } from "./mended-tables.js";

/** @typedef {import("../state.js").Entry} Entry */

// Pad units: the pen of the small pictures. Larger, and loops close; smaller, and the lines are faint at that size.
const PEN = 40;

export const title = "Earlier readings";

const KEPT =
  "Drawings that you clear or replace are kept here until you close this tab, pictures until you leave or reload " +
  "this page. Only the newest 30 are kept.";
const NOT_KEPT =
  "The browser's storage for this page is full or blocked. What you draw, and what is kept here, may be lost when " +
  "you leave or reload this page.";

/** @param {import("./dialogs.js").Page} page @returns {HTMLElement} */
export function contentOf({ history, bring, keep, size, close }) {
  const entries = history();
  const howLong = note(keep() ? KEPT : NOT_KEPT);
  const tables = keptTables();
  const mended = tables.length ? [mendedTables(tables)] : [];
  if (!entries.length) return element("div", {}, ...mended, howLong);
  const items = entries.map((entry) => {
    const said = entry.text?.split("\n").join(" / ") ?? "Not read yet";
    const made = button(said || "Nothing read", "bring-back", () => {
      close();
      void bring.earlier(entry);
    });
    made.translate = !entry.text;
    made.prepend(pictureOf(entry, size()));
    made.autofocus = entry === entries[0]; // rather than Close
    return element("li", {}, made);
  });
  const list = element("ol", { class: "history", "aria-label": "Press one to restore it" }, ...items);
  return element("div", {}, ...mended, list, howLong);
}

/** @param {Entry} entry @param {{ width: number, height: number }} size of the pad */
function pictureOf({ strokes, picture }, { width, height }) {
  if (picture) return canvasOf(picture.thumbnail);
  const widths = widthsOf(strokes, PEN);
  const lines = strokes.map((stroke, i) => shape("path", { d: curveOf(stroke), "stroke-width": widths[i] }));
  return shape("svg", { viewBox: `0 0 ${width} ${height}`, "aria-hidden": true }, ...lines);
}

/** @param {ImageBitmap | null} thumbnail null of a picture that was never shown */
function canvasOf(thumbnail) {
  const { width, height } = thumbnail ?? { width: 1, height: 1 };
  const canvas = element("canvas", { width, height, "aria-hidden": true });
  if (thumbnail) canvas.getContext("2d")?.drawImage(thumbnail, 0, 0);
  return canvas;
}
