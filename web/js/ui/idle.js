// In ms, how long a page waits where the browser can't say when it is idle. Larger, and what waits comes late; smaller,
// and it takes from what people do.
const SOON = 1000;

/** Once the page has nothing to do. @param {() => void} then */
export function whenIdle(then) {
  if ("requestIdleCallback" in globalThis) requestIdleCallback(then);
  else setTimeout(then, SOON);
}
