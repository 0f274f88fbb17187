/** What pointers do on a canvas before its pad is there is done again then, so that no stroke is lost. */

/**
 * @param {HTMLCanvasElement} canvas
 * @returns {() => void} does it all again, once the pad is there
 */
export function keepEarly(canvas) {
  /** @type {PointerEvent[]} */
  const events = [];
  const isThere = new AbortController();
  const keep = (/** @type {PointerEvent} */ event) => {
    if (event.type === "pointerdown" || events.length > 0) events.push(event);
  };
  for (const type of /** @type {const} */ (["pointerdown", "pointermove", "pointerup", "pointercancel"]))
    canvas.addEventListener(type, keep, { signal: isThere.signal });
  return () => {
    isThere.abort();
    for (const event of events) canvas.dispatchEvent(new PointerEvent(event.type, event));
  };
}
