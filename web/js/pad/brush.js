/**
 * Draws strokes on a canvas, as many in one frame as it has time for, and goes on where it was.
 *
 *     const brush = createBrush(context);
 *     brush.restart();
 *     brush.draw(strokes, false, widths); // in every frame, until it gives true
 *
 * @typedef {import("../reader/types.js").Stroke} Stroke
 */
import { curveOf } from "./curve.js";

// What a frame has time for, in points: 1,500 take some 4 ms. Larger, drawing many strokes anew stops the page;
// smaller, it is seen to take several frames more often. A number of five digits takes 1,000.
const FRAME = 1500;

// Units of line, in those of the strokes, that take as long to draw as a point does. Larger, scribbles of long lines
// take longer than a frame has.
const LINE = 10;

/** @param {CanvasRenderingContext2D} context whose colour, scale and, of the first stroke, width are set */
export function createBrush(context) {
  /** @type {WeakMap<Stroke, { path: Path2D, cost: number }>} of finished strokes, which never change */
  const known = new WeakMap();
  let at = 0; // strokes that are drawn to their ends
  let drawn = 0; // points of the next one
  const whole = (/** @type {Stroke} */ stroke) => {
    const before = known.get(stroke);
    const found = before ?? { path: new Path2D(curveOf(stroke)), cost: costOf(stroke) };
    if (!before) known.set(stroke, found);
    return found;
  };
  /** @param {Stroke} stroke @param {number} left of the frame @returns {number} what is left afterwards */
  const drawPart = (stroke, left) => {
    const { end, cost } = partOf(stroke, drawn, left);
    context.stroke(new Path2D(curveOf(stroke, Math.max(1, drawn - 1), end)));
    drawn = end;
    return left - cost;
  };
  return {
    /** Nothing is drawn yet. */
    restart: () => ([at, drawn] = [0, 0]),
    /** Whether a frame has time for all of these. @param {Stroke[]} strokes finished */
    isQuick(strokes) {
      let left = FRAME;
      return strokes.every((stroke) => (left -= whole(stroke).cost) >= 0);
    },
    /**
     * @param {Stroke[]} strokes those that were drawn before come first; the last one may have grown
     * @param {boolean} isGrowing whether the last one may still grow
     * @param {number[]} widths of the strokes; without one, a stroke is as wide as the one before it
     * @returns {boolean} whether all is drawn
     */
    draw(strokes, isGrowing, widths) {
      let left = FRAME;
      for (; at < strokes.length; [at, drawn] = [at + 1, 0]) {
        const stroke = strokes[at];
        const isLast = at === strokes.length - 1;
        if (at in widths) context.lineWidth = widths[at];
        if (drawn === 0 && !(isLast && isGrowing) && whole(stroke).cost <= left) {
          context.stroke(whole(stroke).path);
          left -= whole(stroke).cost;
          drawn = stroke.length;
        }
        if (drawn < stroke.length) left = drawPart(stroke, left);
        if (drawn < stroke.length) return false;
        if (isLast) return true; // it is left there, since it may grow
        if (left <= 0) return false;
      }
      return true;
    },
  };
}

/** @param {Stroke} stroke */
const costOf = (stroke) => partOf(stroke, 0, Infinity).cost;

/**
 * @param {Stroke} stroke
 * @param {number} from
 * @param {number} most that it may cost
 * @returns {{ end: number, cost: number }} how far it may be drawn, one point at least, and what that costs
 */
function partOf(stroke, from, most) {
  let cost = 0;
  let end = from;
  for (; end < stroke.length && (end === from || cost < most); end++) {
    const { x, y } = stroke[Math.max(0, end - 1)];
    cost += 1 + Math.hypot(stroke[end].x - x, stroke[end].y - y) / LINE;
  }
  return { end, cost };
}
