/**
 * Keeps the drawing, and the earlier ones, over a reload, and when the browser comes back to this page or had put it
 * away to save memory.
 *
 * @typedef {import("../reader/types.js").Stroke} Stroke
 * @typedef {import("./state.js").Entry} Entry
 */

import { isPoint } from "../pad/pad.js";

const [DRAWING, HISTORY] = ["digitpad-drawing", "digitpad-history"]; // in sessionStorage, which each tab has for itself

/** @param {Stroke[]} strokes @param {Entry[]} history of which pictures are not kept: they may be large */
export function keep(strokes, history) {
  write(DRAWING, strokes);
  write(
    HISTORY,
    history.filter(({ picture }) => !picture),
  );
}

/** @param {string} key @param {any} value */
function write(key, value) {
  try {
    sessionStorage.removeItem(key); // or what was kept before would come back where there is no room for this
    sessionStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Storage is full or refused: it lasts as long as the page.
  }
}

/** @returns {{ strokes: Stroke[], history: Entry[] }} nothing on a new visit */
export function kept() {
  const [{ type }] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
  if (type !== "reload" && type !== "back_forward") return { strokes: [], history: [] };
  const entries = read(HISTORY).filter((entry) => typeof entry?.text === "string");
  return {
    strokes: strokesIn(read(DRAWING)),
    history: entries.map(({ text, strokes }) => ({ text, strokes: strokesIn(strokes), picture: null })),
  };
}

/** @param {string} key @returns {any[]} */
function read(key) {
  try {
    const value = JSON.parse(sessionStorage.getItem(key) ?? "[]");
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}

/** What of it can be drawn. @param {any} strokes @returns {Stroke[]} */
function strokesIn(strokes) {
  const lists = Array.isArray(strokes) ? strokes.filter(Array.isArray) : [];
  return lists.map((stroke) => stroke.filter(isPoint)).filter((stroke) => stroke.length);
}
