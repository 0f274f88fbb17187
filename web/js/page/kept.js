/**
 * The drawing over a reload, and when the browser comes back to this page or has put it away to save memory.
 *
 * @typedef {import("./pad.js").Stroke} Stroke
 */

const KEY = "digitpad-drawing"; // in sessionStorage, which each tab has for itself

/** @param {Stroke[]} strokes */
export function keepDrawing(strokes) {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(strokes));
  } catch {
    // Storage is full or refused: the drawing lasts as long as the page.
  }
}

/** @returns {Stroke[]} none on a new visit */
export function keptDrawing() {
  const [{ type }] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
  if (type !== "reload" && type !== "back_forward") return [];
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY) ?? "[]");
    return Array.isArray(kept) ? kept.filter(Array.isArray) : [];
  } catch {
    return [];
  }
}
