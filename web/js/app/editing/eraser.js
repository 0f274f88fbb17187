/**
 * The eraser: a ring that takes away the ink that it is drawn over, a part of a stroke or all of it. What one drag
 * takes away is one step to undo.
 *
 *     const eraser = createEraser(surface, { pad, reading: () => …, onBegin: () => … });
 *     eraser.begin(event); // a pointer has gone down
 *
 * @typedef {import("../../reader/types.js").Point} Point
 *
 * @typedef {object} Page
 * @property {import("../../pad/pad.js").Pad} pad
 * @property {() => import("../../reader/types.js").Reading} reading of what is on the pad
 * @property {() => void} onBegin something is going to be erased
 */
import { element } from "../../ui/elements.js";
import { keptTogether } from "../drawings/together.js";
import { erasedAlong } from "./erased.js";

// Pad units: the eraser's radius for mice and pens, twice a line's width, and for fingers, which hide what they are on.
// Larger, it takes away neighbours; smaller, erasing takes more strokes.
const RADIUS = { fine: 26, finger: 40 };

/**
 * @param {HTMLCanvasElement} surface of the pad
 * @param {Page} page
 */
export function createEraser(surface, { pad, reading, onBegin }) {
  const ring = element("i", { class: "eraser-ring", "data-testid": "eraser-ring", "aria-hidden": "true", hidden: "" });
  surface.after(ring);
  const radiusOf = (/** @type {PointerEvent} */ { pointerType }) =>
    pointerType === "touch" ? RADIUS.finger : RADIUS.fine;
  const showRing = (/** @type {PointerEvent} */ event) => {
    const { width, height } = pad.size;
    const { x, y } = pad.pointAt(event);
    const place = { left: x / width, top: y / height, width: (2 * radiusOf(event)) / width };
    for (const [side, share] of Object.entries(place)) ring.style.setProperty(side, `${100 * share}%`);
    ring.hidden = false;
  };
  const hideRing = () => (ring.hidden = true);
  surface.addEventListener("pointerleave", hideRing);

  /** @param {PointerEvent} start */
  const begin = (start) => {
    onBegin();
    let strokes = keptTogether(pad.strokes, reading());
    let hasErased = false;
    let at = pad.pointAt(start);
    const erase = (/** @type {PointerEvent} */ event) => {
      const to = pad.pointAt(event);
      const left = erasedAlong(strokes, [at, to], radiusOf(event));
      at = to;
      if (left === strokes) return;
      pad.load(left, hasErased ? 1 : 0);
      [strokes, hasErased] = [left, true];
    };
    const ended = new AbortController();
    const isOwn = (/** @type {PointerEvent} */ { pointerId }) => pointerId === start.pointerId;
    const onMove = (/** @type {PointerEvent} */ event) => {
      if (!isOwn(event)) return;
      showRing(event);
      const steps = event.getCoalescedEvents?.() ?? [];
      for (const step of steps.length ? steps : [event]) erase(step);
    };
    const onEnd = (/** @type {PointerEvent} */ event) => {
      if (!isOwn(event)) return;
      ended.abort();
      if (event.pointerType !== "mouse") hideRing();
    };
    const { signal } = ended;
    surface.addEventListener("pointermove", onMove, { signal });
    for (const type of /** @type {const} */ (["pointerup", "pointercancel", "lostpointercapture"]))
      surface.addEventListener(type, onEnd, { signal });
    showRing(start);
    erase(start);
    // It may have been lifted while this script was on its way.
    if (start.isTrusted && !surface.hasPointerCapture(start.pointerId)) ended.abort();
  };
  return {
    begin,
    /** Where the eraser would erase. */
    hover: showRing,
    hide: hideRing,
  };
}
