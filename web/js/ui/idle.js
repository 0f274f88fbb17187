// In ms, how long what waits for an idle page waits at most, where browsers never call a page idle: Chromium does not
// after a key was pressed, until something else happens. Larger, and what waits comes late; smaller, and it takes from
// what people do.
const LATEST = 1000;

/** Once the page has nothing to do. @param {() => void} then */
export function whenIdle(then) {
  if ("requestIdleCallback" in globalThis) requestIdleCallback(then, { timeout: LATEST });
  else setTimeout(then, LATEST);
}
