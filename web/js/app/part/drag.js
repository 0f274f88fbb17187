/**
 * A rectangle that a pointer drags: from where it goes down to where it is lifted. Escape and a second finger give it
 * up.
 *
 * @typedef {import("../../reader/types.js").Box} Box
 */
import { between } from "./rectangle.js";

// CSS pixels that a pointer may move while it presses, since no finger lies quite still. Larger, small rectangles can't
// be dragged; smaller, presses become rectangles.
const SLIP = 6;

// CSS pixels: what is dragged with a shorter side is a line, as of somebody who writes. Larger, rows of small digits
// can't be chosen.
const LEAST = 10;

/**
 * @param {HTMLElement} surface as large as the picture
 * @param {HTMLElement} around it, where a drag may begin as well
 * @param {object} listener
 * @param {() => void} listener.onChange there is another `box`, or none any more
 * @param {(box: Box) => void} listener.onDragged is told the rectangle, in shares of the picture
 * @param {() => void} listener.onFlat a line was dragged
 * @returns {{ readonly box: Box | null, end: (this: void) => void, begin: (this: void, start: PointerEvent) => void }}
 *   `box`: what is being dragged, in shares of the picture
 */
export function createDrag(surface, around, { onChange, onDragged, onFlat }) {
  /** @type {Box | null} */
  let box = null;
  /** @type {AbortController | null} */
  let going = null;
  const end = () => {
    going?.abort();
    going = null;
    if (!box) return;
    box = null;
    onChange();
  };
  // A quick drag must not become a fling, in which the browser takes the next tap for its end.
  const onTouch = (/** @type {TouchEvent} */ event) => {
    if (going && event.touches.length === 1 && event.cancelable) event.preventDefault();
  };
  around.addEventListener("touchmove", onTouch, { passive: false });
  return {
    get box() {
      return box;
    },
    end,
    begin(start) {
      end();
      if (!start.isPrimary || start.button !== 0) return;
      const { left, top, width, height } = surface.getBoundingClientRect();
      const place = (/** @type {PointerEvent} */ at) => ({
        x: (at.clientX - left) / width,
        y: (at.clientY - top) / height,
      });
      going = new AbortController();
      const { signal } = going;
      surface.setPointerCapture(start.pointerId);
      surface.addEventListener(
        "pointermove",
        (event) => {
          const path = Math.hypot(event.clientX - start.clientX, event.clientY - start.clientY);
          if (!box && path <= SLIP) return;
          box = between(place(start), place(event));
          onChange();
        },
        { signal },
      );
      surface.addEventListener(
        "pointerup",
        () => {
          const dragged = box;
          end();
          if (!dragged) return;
          if (Math.min(dragged.width * width, dragged.height * height) < LEAST) onFlat();
          else onDragged(dragged);
        },
        { signal },
      );
      surface.addEventListener("lostpointercapture", end, { signal }); // after pointerup, and if the browser takes over
      const giveUp = (/** @type {KeyboardEvent} */ event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        end();
      };
      document.addEventListener("keydown", giveUp, { signal, capture: true }); // before what Escape does otherwise
    },
  };
}
