/**
 * The drawing surface: turns pointers on a canvas into strokes, and strokes into ink on that canvas.
 *
 *     const pad = new Pad(document.querySelector("canvas"));
 *     pad.addEventListener("change", () => console.log(pad.strokes));
 *
 * A pen that is no pointer draws by `penDown`, `penTo` and `penUp`.
 *
 * Strokes are the truth and pixels are drawn from them, so resizing, rotation, undo and pixel ratios cost nothing.
 * (A long file, since pointers, history and pixels all work on the one stroke in progress.)
 *
 * Events, all with `detail: { timeStamp }`, the time of the last pointer event or call that they stand for:
 * - `strokestart`   a pointer or pen went down;
 * - `strokechange`  the stroke grew, at most once an animation frame;
 * - `change`        the finished strokes are others now (`detail.cause`: stroke, clear, undo, redo, load);
 * - `strokeend`     a stroke is finished, after its `change`;
 * - `reshape`       the pad is of another shape now, so that ink may be beyond its edge.
 *
 * @typedef {import("../reader/types.js").Point} Point here in pad units
 * @typedef {import("../reader/types.js").Stroke} Stroke
 * @typedef {"stroke" | "clear" | "undo" | "redo" | "load"} Cause
 */

import { createBrush } from "./brush.js";

// Pad units across the pad, whatever its size on the screen. Strokes that were kept are in these units, so it stays as
// it is.
const UNITS = 1000;

// Pad units: the width of a line, where the stylesheet has no `--pen`. Larger, small digits run together on the
// screen; what is read stays the same.
const PEN = 26;

// Pad units that a finger may slip while it taps: what stays within is a dot. Larger, small strokes become dots.
const TAP = 13;

// Pad units by which the height may change, from rounding to pixels, and the pad is of the same shape. Larger, and ink
// may stay beyond the edge of a pad that has become lower.
const SAME = 10;

// Steps that can be undone. Larger, a long sitting may fill the device's memory.
const STEPS = 200;

export class Pad extends EventTarget {
  #canvas;
  #context;
  /** Device pixels a pad unit; 0 while the canvas has no size. */
  #scale = 0;
  #colour = "";
  #pen = PEN;
  /** @type {(strokes: Stroke[], pen: number) => number[]} */
  #widthsOf = (strokes, pen) => strokes.map(() => pen);
  /** @type {number[]} of the finished strokes; the one in progress is as wide as the one before it */
  #widths = [];
  /** @type {Stroke[]} finished; replaced and never changed, so that history can keep it */
  #strokes = [];
  /** @type {Stroke[][]} */
  #past = [];
  /** @type {Stroke[][]} */
  #future = [];
  /** @type {Stroke | null} the stroke in progress */
  #current = null;
  /**
   * @type {number | null} the pointer that draws it, if one does; all others are ignored until it is lifted, but for a
   *   pen: the hand that rests on the pad comes first
   */
  #pointer = null;
  #isTouch = false; // whether that pointer is a finger, or a palm
  /** @type {import("./turned.js").ToLocal | null} where the pointer is, on a pad that is turned */
  #local = null;
  #localOf;
  #brush;
  #frame = 0;
  #stale = false; // everything has to be drawn again
  #isRough = false; // a stroke is there as it was while it grew, less smooth: it stays so where a frame can't draw all
  #hasGrown = false; // the stroke in progress, since that was told
  #lastTime = 0;
  #connected = new AbortController();

  /**
   * @param {HTMLCanvasElement} canvas
   * @param {typeof import("./turned.js").localOf} [localOf] for a pad that the page around it may turn
   */
  constructor(canvas, localOf = () => null) {
    super();
    this.#localOf = localOf;
    this.#canvas = canvas;
    this.#context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
    this.#brush = createBrush(this.#context);
    this.connect();
  }

  /** Listens to pointers and to what changes how ink is shown: from the start, and again after `disconnect`. */
  connect() {
    this.#connected.abort();
    this.#connected = new AbortController();
    this.#listen();
    this.#fitWhenResized();
    for (const query of ["(prefers-color-scheme: dark)", "(forced-colors: active)"])
      matchMedia(query).addEventListener("change", () => this.redraw(), { signal: this.#connected.signal });
  }

  /** Lets go of the canvas and the window, which would keep a pad in memory that has left the page. The ink stays. */
  disconnect() {
    this.#finish();
    this.#connected.abort();
  }

  /** All strokes, the one in progress included. */
  get strokes() {
    return this.#current ? [...this.#strokes, tapOrStroke(this.#current).slice()] : this.#strokes.slice();
  }

  /** Pad units across and down. */
  get size() {
    const { width, height } = this.#canvas;
    return { width: UNITS, height: (UNITS * height) / width };
  }

  get isEmpty() {
    return this.#strokes.length === 0 && this.#current === null;
  }

  get canUndo() {
    return this.#past.length > 0;
  }

  get canRedo() {
    return this.#future.length > 0;
  }

  /** Whether a stroke is in progress. */
  get isDrawing() {
    return this.#current !== null;
  }

  /** Whether a stroke is in progress that no pointer draws. */
  get isPenDown() {
    return this.#current !== null && this.#pointer === null;
  }

  /** @param {Point} point where a stroke begins, without a pointer; one in progress is finished */
  penDown(point) {
    this.#begin(null, performance.now());
    this.#extend([{ ...point, t: performance.now() }]);
    this.#emit("strokestart", this.#lastTime);
  }

  /** @param {Point} point where the stroke goes on */
  penTo(point) {
    if (this.isPenDown) this.#extend([{ ...point, t: performance.now() }]);
  }

  /** Finishes the stroke, if one is in progress that no pointer draws. */
  penUp() {
    if (this.isPenDown) this.#finish();
  }

  clear() {
    this.#finish();
    if (this.#strokes.length) this.#replace([], "clear");
  }

  undo() {
    this.#finish();
    this.#travel(this.#past, this.#future, "undo");
  }

  redo() {
    this.#finish();
    this.#travel(this.#future, this.#past, "redo");
  }

  /**
   * @param {Stroke[]} strokes in pad units, none empty; take the place of what is drawn, which can be undone
   * @param {number} [steps] how many of the last ones they take the place of, too: undo goes back to before these
   */
  load(strokes, steps = 0) {
    this.#finish();
    for (let i = 0; i < steps; i++) this.#strokes = this.#past.pop() ?? this.#strokes;
    this.#replace(strokes.slice(), "load");
  }

  /**
   * Where a pointer is, in pad units.
   * @param {{ clientX: number, clientY: number }} pointer
   * @param {DOMRect} box of the canvas
   * @returns {Point}
   */
  pointAt({ clientX, clientY }, { left, top, width, height } = this.#canvas.getBoundingClientRect()) {
    const { x, y } = this.#local?.(clientX, clientY) ?? { x: (clientX - left) / width, y: (clientY - top) / height };
    return { x: x * UNITS, y: y * this.size.height };
  }

  /**
   * Moves all ink, and what undo and redo bring back, such as onto a pad whose shape is another now: no step to undo.
   * @param {(strokes: Stroke[]) => Stroke[]} placed is given every stroke there is, and returns each at its index
   */
  arrange(placed) {
    const all = [...new Set([...this.#past, this.#strokes, ...this.#future].flat())];
    if (!all.length) return;
    const moved = new Map(placed(all).map((stroke, i) => [all[i], stroke]));
    const others = (/** @type {Stroke[]} */ strokes) => strokes.map((stroke) => moved.get(stroke) ?? stroke);
    [this.#past, this.#future] = [this.#past.map(others), this.#future.map(others)];
    this.#set(others(this.#strokes), "load"); // a stroke in progress goes on where it is
  }

  /** @param {(strokes: Stroke[], pen: number) => number[]} widthsOf how wide strokes are drawn, in pad units */
  useWidths(widthsOf) {
    this.#widthsOf = widthsOf;
    this.redraw();
  }

  /** Draws everything again, in the canvas's CSS `color` and `--pen` (pad units) of now. */
  redraw() {
    const style = getComputedStyle(this.#canvas);
    this.#colour = style.color;
    this.#pen = Number(style.getPropertyValue("--pen")) || PEN;
    this.#widths = this.#widthsOf(this.#strokes, this.#pen);
    this.#drawAll();
  }

  // Pointers

  #listen() {
    const canvas = this.#canvas;
    const { signal } = this.#connected;
    canvas.addEventListener("pointerdown", (event) => this.#start(event), { signal });
    canvas.addEventListener("pointermove", (event) => this.#move(event), { signal });
    canvas.addEventListener("pointerup", (event) => this.#lift(event), { signal });
    const onLost = (/** @type {PointerEvent} */ event) =>
      event.pointerId === this.#pointer && this.#finish(event.timeStamp);
    for (const type of /** @type {const} */ (["pointercancel", "lostpointercapture"]))
      canvas.addEventListener(type, onLost, { signal });
    // A long press opens a menu on some systems, which would take the pointer away.
    canvas.addEventListener("contextmenu", (event) => this.#pointer !== null && event.preventDefault(), { signal });
    // A quick stroke would also be a fling, which goes on for a while and swallows every press of a button meanwhile.
    const onTouch = (/** @type {TouchEvent} */ event) => event.cancelable && event.preventDefault();
    canvas.addEventListener("touchmove", onTouch, { passive: false, signal });
    canvas.addEventListener("contextrestored", () => this.redraw(), { signal }); // the browser had taken its pixels
    window.addEventListener("blur", () => this.#finish(), { signal });
  }

  /** @param {PointerEvent} event */
  #start(event) {
    if (event.button !== 0) return;
    if (this.#pointer !== null && this.#canvas.hasPointerCapture(this.#pointer)) {
      if (event.pointerType !== "pen" || !this.#isTouch) return;
      this.#drop();
    }
    event.preventDefault(); // no text selection, no change of focus
    this.#begin(event.pointerId, event.timeStamp);
    this.#isTouch = event.pointerType === "touch";
    this.#local = this.#localOf(this.#canvas);
    capture(this.#canvas, event.pointerId);
    this.#append([event]);
    this.#emit("strokestart", event.timeStamp);
  }

  /** @param {PointerEvent} event */
  #move(event) {
    if (event.pointerId !== this.#pointer) return;
    const steps = event.getCoalescedEvents?.() ?? [];
    this.#append(steps.length ? steps : [event]);
    // Another mouse button keeps the pointer alive after the drawing one is released.
    if (event.pointerType === "mouse" && !(event.buttons & 1)) this.#finish(event.timeStamp);
  }

  /** @param {PointerEvent} event */
  #lift(event) {
    if (event.pointerId !== this.#pointer) return;
    this.#append([event]);
    this.#finish(event.timeStamp);
  }

  /** @param {PointerEvent[]} events */
  #append(events) {
    const box = this.#canvas.getBoundingClientRect();
    if (!box.width || !box.height) return;
    this.#extend(events.map((event) => ({ ...this.pointAt(event, box), t: event.timeStamp })));
  }

  // The stroke in progress

  /** @param {number | null} pointer @param {number} timeStamp */
  #begin(pointer, timeStamp) {
    this.#fit(); // not every change of the pixel ratio is announced
    this.#finish(timeStamp);
    this.#pointer = pointer;
    this.#current = [];
  }

  /** @param {{ x: number, y: number, t: number }[]} points at least one */
  #extend(points) {
    const stroke = this.#current;
    if (!stroke) return;
    for (const point of points) {
      const last = stroke[stroke.length - 1];
      if (!last || last.x !== point.x || last.y !== point.y) stroke.push(point);
    }
    this.#lastTime = points[points.length - 1].t;
    this.#hasGrown = true;
    this.#requestFrame();
  }

  /** Ends the stroke in progress and keeps nothing of it. */
  #drop() {
    this.#current = null;
    this.#finish();
    this.redraw();
  }

  /** Ends the stroke in progress, if there is one, and keeps all of it. */
  #finish(timeStamp = performance.now()) {
    const stroke = this.#current;
    const pointer = this.#pointer;
    this.#current = null;
    this.#pointer = null;
    if (pointer !== null && this.#canvas.hasPointerCapture(pointer)) this.#canvas.releasePointerCapture(pointer);
    if (!stroke?.length) return;
    this.#replace([...this.#strokes, tapOrStroke(stroke)], "stroke", timeStamp);
    this.#emit("strokeend", timeStamp);
  }

  // History

  /** @param {Stroke[]} strokes @param {Cause} cause @param {number} [timeStamp] */
  #replace(strokes, cause, timeStamp) {
    this.#past = [...this.#past.slice(1 - STEPS), this.#strokes];
    this.#future = [];
    this.#set(strokes, cause, timeStamp);
  }

  /** @param {Stroke[][]} from @param {Stroke[][]} to @param {Cause} cause */
  #travel(from, to, cause) {
    const strokes = from.pop();
    if (!strokes) return;
    to.push(this.#strokes);
    this.#set(strokes, cause);
  }

  /** @param {Stroke[]} strokes @param {Cause} cause @param {number} [timeStamp] */
  #set(strokes, cause, timeStamp = performance.now()) {
    this.#strokes = strokes;
    const widths = this.#widthsOf(strokes, this.#pen);
    const isAsDrawn = widths.every((width, i) => width === (this.#widths[i] ?? this.#context.lineWidth));
    this.#widths = widths;
    // Drawn again in the next frame: who reads the strokes shouldn't wait for pixels.
    if (cause === "stroke" && isAsDrawn) this.#isRough = true;
    else this.#stale = true;
    this.#requestFrame();
    this.#emit("change", timeStamp, cause);
  }

  /** @param {string} type @param {number} timeStamp @param {Cause} [cause] */
  #emit(type, timeStamp, cause) {
    this.dispatchEvent(new CustomEvent(type, { detail: { timeStamp, cause } }));
  }

  // Pixels

  #fitWhenResized() {
    const { signal } = this.#connected;
    const observer = new ResizeObserver(() => this.#fit());
    observer.observe(this.#canvas);
    signal.addEventListener("abort", () => observer.disconnect());
    const onRatio = () => {
      matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener("change", onRatio, { once: true, signal });
      this.#fit();
    };
    onRatio();
  }

  /** Gives the canvas as many pixels as the screen shows of it. */
  #fit() {
    const canvas = this.#canvas;
    const width = Math.round(canvas.clientWidth * devicePixelRatio);
    const height = Math.round(canvas.clientHeight * devicePixelRatio);
    if (!width || !height) return;
    if (canvas.width === width && canvas.height === height && this.#scale) return;
    const before = this.size.height;
    Object.assign(canvas, { width, height });
    this.#scale = width / UNITS;
    this.redraw();
    if (Math.abs(this.size.height - before) > SAME) this.#emit("reshape", performance.now());
  }

  #requestFrame() {
    if (this.#frame) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      if (this.#stale || (this.#isRough && this.#brush.isQuick(this.#strokes))) this.#drawAll();
      else this.#drawMore();
      if (!this.#current || !this.#hasGrown) return;
      this.#hasGrown = false;
      this.#emit("strokechange", this.#lastTime);
    });
  }

  #drawAll() {
    const context = this.#context;
    context.resetTransform();
    context.clearRect(0, 0, this.#canvas.width, this.#canvas.height);
    context.scale(this.#scale, this.#scale);
    context.strokeStyle = this.#colour;
    context.lineWidth = this.#pen;
    context.lineCap = context.lineJoin = "round";
    this.#stale = this.#isRough = false;
    this.#brush.restart();
    this.#drawMore();
  }

  /** Draws what is not drawn yet, so that a long stroke in progress stays as cheap as a short one. */
  #drawMore() {
    const all = this.#current?.length ? [...this.#strokes, this.#current] : this.#strokes;
    if (!this.#brush.draw(all, all !== this.#strokes, this.#widths)) this.#requestFrame();
  }
}

/**
 * A stroke that never leaves its own first dot is a tap: what a finger slips meanwhile is no shape to be read.
 * @param {Stroke} stroke not empty
 * @returns {Stroke} one point, or the stroke itself
 */
function tapOrStroke(stroke) {
  const [first] = stroke;
  return stroke.every(({ x, y }) => Math.hypot(x - first.x, y - first.y) < TAP) ? [first] : stroke;
}

/**
 * A pointer goes on telling the surface where it is, over its edge, too.
 * @param {Element} surface
 * @param {number} pointer
 */
export function capture(surface, pointer) {
  try {
    surface.setPointerCapture(pointer);
  } catch {
    // Pointers made by scripts, or gone already, can't be captured: they count while they are over the surface.
  }
}
