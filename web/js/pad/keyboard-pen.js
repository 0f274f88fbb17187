/**
 * A pen for the keyboard: while the pad has the focus, keys move it, put it down and lift it, and what it writes are
 * strokes like any others.
 *
 *     createKeyboardPen({ surface, mark, keys }, pad, { onPen: (said) => … });
 *
 * The arrow keys move it in small steps, in larger ones while they are held (as soon and as often as the system
 * repeats keys, which people set for themselves), in leaps with Shift, and obliquely where two are held. A number pad
 * does it all with one key at a time, for hands that can't hold two keys, and for ears, which follow a few leaps more
 * easily than many steps: its eight outer keys leap, each in its own direction, and 5 is the pen.
 *
 * @typedef {import("../reader/types.js").Point} Point
 * @typedef {readonly [number, number]} Direction across and down: -1, 0 or 1
 *
 * @typedef {object} Parts of the page
 * @property {HTMLElement} surface what is drawn on, and has the focus
 * @property {HTMLElement} mark shows where the pen is: `--x` and `--y` in per cent of the surface, `data-down` while it
 *   writes
 * @property {HTMLElement} keys explains the keys; `data-low` where it is to keep away from the pen
 */

// How far the pen moves, in pad units, of which the pad has 1000 across: STEP with a key that is pressed once, less
// than half of a line's width; HELD each time the system repeats a key, so that a side of a digit a third of the pad
// high takes half a second; LEAP with Shift or on the number pad, of which three or four make a digit's height and two
// its width. Larger, the pen is quicker and its shapes coarser.
const STEP = 10;
const HELD = 20;
const LEAP = 75;

const ARROWS = /** @type {Record<string, Direction>} */ ({
  ArrowLeft: [-1, 0],
  ArrowUp: [0, -1],
  ArrowRight: [1, 0],
  ArrowDown: [0, 1],
});

// By place, since their letters depend on Num Lock.
const NUMBER_PAD = /** @type {Record<string, Direction>} */ ({
  Numpad7: [-1, -1],
  Numpad8: [0, -1],
  Numpad9: [1, -1],
  Numpad4: [-1, 0],
  Numpad6: [1, 0],
  Numpad1: [-1, 1],
  Numpad2: [0, 1],
  Numpad3: [1, 1],
});

/**
 * @param {Parts} parts
 * @param {import("./pad.js").Pad} pad
 * @param {{ onPen: (said: string) => void }} listener is told, in words, when the pen is put down or lifted
 */
export function createKeyboardPen({ surface, mark, keys }, pad, { onPen }) {
  /** @type {Set<string>} arrows that are down */
  const held = new Set();
  /** @type {Point | null} null before it was first needed */
  let place = null;
  let isShown = false;

  const show = (/** @type {boolean} */ shown) => {
    isShown = shown;
    if (shown) place ??= { x: pad.size.width / 2, y: pad.size.height / 2 };
    render();
  };
  const render = () => {
    mark.hidden = keys.hidden = !isShown;
    if (!isShown || !place) return;
    const { x, y } = sharesOf(place, pad.size);
    mark.style.setProperty("--x", `${100 * x}%`);
    mark.style.setProperty("--y", `${100 * y}%`);
    mark.toggleAttribute("data-down", pad.isPenDown);
    keys.toggleAttribute("data-low", y < 0.5); // away from the pen
  };
  const leave = () => {
    held.clear();
    pad.penUp();
    show(false);
  };
  /** @param {Direction} direction @param {number} length pad units each way */
  const move = ([across, down], length) => {
    const from = /** @type {Point} */ (place);
    const to = within({ x: from.x + across * length, y: from.y + down * length }, pad.size);
    if (pad.isPenDown) for (const point of pointsBetween(from, to)) pad.penTo(point);
    place = to;
  };
  const toggle = () => {
    if (pad.isPenDown) return pad.penUp();
    const from = /** @type {Point} */ (place);
    pad.penDown(from);
    const { x, y } = sharesOf(from, pad.size);
    onPen(`Pen down, ${Math.round(100 * x)}% across, ${Math.round(100 * y)}% down`);
  };
  /** @param {KeyboardEvent} event @returns {boolean} whether the key was the pen's */
  const obey = ({ key, code, shiftKey, repeat, isTrusted }) => {
    if (ARROWS[key] && !NUMBER_PAD[code]) {
      const arrows = new Set(held).add(key);
      if (isTrusted) held.add(key); // what was pressed before the pen came is told of late, and its release not at all
      move(sumOf([...arrows].map((arrow) => ARROWS[arrow])), shiftKey ? LEAP : repeat ? HELD : STEP);
    } else if (NUMBER_PAD[code]) move(NUMBER_PAD[code], LEAP);
    else if (key === " " || key === "Enter" || code === "Numpad5") {
      if (!repeat) toggle();
    } else if (key === "Escape" && pad.isPenDown) pad.undo();
    else return false;
    return true;
  };

  surface.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return held.clear(); // whose release nobody may tell
    show(true);
    if (!obey(event)) return;
    event.preventDefault();
    render();
  });
  surface.addEventListener("keyup", ({ key }) => held.delete(key));
  surface.addEventListener("focus", () => surface.matches(":focus-visible") && show(true));
  surface.addEventListener("blur", leave);
  surface.addEventListener("pointerdown", () => show(false));
  pad.addEventListener("change", (event) => {
    if (!isShown) return;
    if (/** @type {CustomEvent} */ (event).detail.cause === "stroke") onPen("Pen up");
    render();
  });
  if (surface.matches(":focus-visible")) show(true); // which had the keyboard before
}

/** @param {Direction[]} directions @returns {Direction} */
function sumOf(directions) {
  return directions.reduce(([x, y], [across, down]) => [x + across, y + down], [0, 0]);
}

/** @param {Point} point @param {{ width: number, height: number }} size @returns {Point} shares of it */
function sharesOf({ x, y }, { width, height }) {
  return { x: x / width, y: y / height };
}

/** @param {Point} point @param {{ width: number, height: number }} size @returns {Point} */
function within({ x, y }, { width, height }) {
  return { x: Math.min(Math.max(x, 0), width), y: Math.min(Math.max(y, 0), height) };
}

/**
 * The way to a point, the point included: strokes are smoothed, and a leap of two points would lose its corners.
 * @param {Point} from @param {Point} to @returns {Point[]}
 */
function pointsBetween(from, to) {
  const count = Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / STEP);
  return Array.from({ length: count }, (_, i) => {
    const share = (i + 1) / count;
    return { x: from.x + share * (to.x - from.x), y: from.y + share * (to.y - from.y) };
  });
}
