/** What pointers do on a canvas before its pad is there is done again then, so that no stroke is lost. */

// Events: some minutes of writing. Larger, more memory where a pad never comes; smaller, the end of long ink is lost.
const MOST = 20_000;

/**
 * @param {HTMLCanvasElement} canvas
 * @returns {() => void} does it all again, once the pad is there
 */
export function keepEarly(canvas) {
  /** @type {PointerEvent[]} */
  const events = [];
  const isThere = new AbortController();
  const keep = (/** @type {PointerEvent} */ event) => {
    const isBegun = event.type === "pointerdown" || events.length > 0;
    if (isBegun && events.length < MOST) events.push(event);
  };
  for (const type of /** @type {const} */ (["pointerdown", "pointermove", "pointerup", "pointercancel"]))
    canvas.addEventListener(type, keep, { signal: isThere.signal });
  return () => {
    isThere.abort();
    for (const event of events) canvas.dispatchEvent(new PointerEvent(event.type, event));
  };
}
