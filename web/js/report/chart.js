/** Charts as plain SVG: two axes, and what is drawn between them. Colours are the style sheet's. */
import { element, shape } from "../ui/elements.js";

/**
 * @typedef {{ ticks: number[], shown: (value: number) => string }} Axis from its first tick to its last
 * @typedef {{ x: (value: number) => number, y: (value: number) => number }} Scale from values to places in the
 *   picture
 * @typedef {{ x: number, y: number, title: string }} Mark a value, and what is said of it
 */

// In the picture's units, which are pixels on a narrow phone and larger elsewhere.

/** If larger, a narrow phone shows the chart, and its type, smaller than set. */
const WIDTH = 300;

/** If larger, charts are higher. */
const HEIGHT = 210;

/** Room around the axes for their labels. If larger, less is left for the chart; if smaller, labels are cut off. */
const MARGIN = { left: 44, right: 10, top: 10, bottom: 38 };

/**
 * Where labels are: below the axis and beside it, and how far above the lower edge the name of the axis is. If larger,
 * labels are further from what they belong to.
 */
const LABELS = { below: 15, beside: 6, name: 5 };

/** How much lower than its line a label stands, so that its middle is beside the line. */
const HALF_LETTER = 4;

/** How far apart lines of text are. If smaller, names touch. */
const LINE = 13;

/** Half the size of a marker. If larger, markers hide the line. */
const MARKER = 2.5;

/**
 * @param {{ title: string, x: Axis & { label: string }, y: Axis, testid: string }} frame
 * @param {(scale: Scale) => SVGElement[]} draw
 */
export function chart({ title, x, y, testid }, draw) {
  const scale = {
    x: between(x.ticks, MARGIN.left, WIDTH - MARGIN.right),
    y: between(y.ticks, HEIGHT - MARGIN.bottom, MARGIN.top),
  };
  return shape(
    "svg",
    { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": title, class: "chart", "data-testid": testid },
    shape("title", {}, title),
    ...y.ticks.map((value) => horizontal(scale.y(value), y.shown(value))),
    ...x.ticks.map((value) => text(scale.x(value), HEIGHT - MARGIN.bottom + LABELS.below, "middle", x.shown(value))),
    text((MARGIN.left + WIDTH - MARGIN.right) / 2, HEIGHT - LABELS.name, "middle", x.label),
    ...draw(scale),
  );
}

/**
 * A line through points, each with a marker that shows its title. The kinds "one" and "two" differ in colour, dash
 * and marker.
 * @param {Scale} scale
 * @param {"one" | "two"} kind
 * @param {Mark[]} marks
 */
export function series(scale, kind, marks) {
  const placed = marks.map(({ x, y, title }) => ({ x: scale.x(x), y: scale.y(y), title }));
  const path = placed.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" ");
  return shape("g", { class: kind }, shape("polyline", { points: path }), ...placed.map((at) => marker(kind, at)));
}

/**
 * Dots whose size says how many things they stand for.
 * @param {Scale} scale
 * @param {(Mark & { radius: number })[]} marks radii in the picture's units
 */
export function dots(scale, marks) {
  const circles = marks.map(({ x, y, title, radius }) =>
    shape("circle", { cx: scale.x(x).toFixed(1), cy: scale.y(y).toFixed(1), r: radius }, shape("title", {}, title)),
  );
  return shape("g", { class: "one" }, ...circles);
}

/**
 * Dots with their names beside them: on the side where there is more room, and further down where another name is.
 * @param {Scale} scale
 * @param {(Mark & { label: string })[]} marks
 */
export function labelled(scale, marks) {
  /** @type {{ x: number, y: number }[]} */
  const taken = [];
  const named = [...marks]
    .sort((a, b) => b.y - a.y)
    .flatMap((mark) => {
      const [x, y] = [scale.x(mark.x), scale.y(mark.y)];
      const isRight = x < WIDTH / 2;
      const at = { x: x + (isRight ? 1 : -1) * 2 * LABELS.beside, y: y + HALF_LETTER };
      while (taken.some((other) => Math.abs(other.y - at.y) < LINE && Math.abs(other.x - at.x) < WIDTH / 3)) at.y += 1;
      taken.push(at);
      const dot = shape(
        "circle",
        { cx: x.toFixed(1), cy: y.toFixed(1), r: 2 * MARKER },
        shape("title", {}, mark.title),
      );
      return [dot, text(at.x, at.y, isRight ? "start" : "end", mark.label)];
    });
  return shape("g", { class: "one" }, ...named);
}

/**
 * A dotted line between two values.
 * @param {Scale} scale
 * @param {[number, number]} from x and y
 * @param {[number, number]} to x and y
 * @param {string} title
 */
export function guide(scale, [x1, y1], [x2, y2], title) {
  const ends = { x1: scale.x(x1), y1: scale.y(y1), x2: scale.x(x2), y2: scale.y(y2) };
  return shape("line", { class: "guide", ...ends }, shape("title", {}, title));
}

/**
 * Says what the two kinds of lines stand for.
 * @param {string} one
 * @param {string} two
 */
export function legend(one, two) {
  return element("p", { class: "legend" }, sign("one"), one, sign("two"), two);
}

/** @param {"one" | "two"} kind */
function sign(kind) {
  const line = shape("polyline", { points: "0,6 28,6" });
  const drawn = shape("g", { class: kind }, line, marker(kind, { x: 14, y: 6, title: "" }));
  return shape("svg", { viewBox: "0 0 28 12", class: "sign", "aria-hidden": "true" }, drawn);
}

/**
 * @param {"one" | "two"} kind
 * @param {Mark} at in the picture's units
 */
function marker(kind, { x, y, title }) {
  const said = shape("title", {}, title);
  return kind === "one"
    ? shape("circle", { cx: x.toFixed(1), cy: y.toFixed(1), r: MARKER }, said)
    : shape(
        "rect",
        { x: (x - MARKER).toFixed(1), y: (y - MARKER).toFixed(1), width: 2 * MARKER, height: 2 * MARKER },
        said,
      );
}

/**
 * @param {number} y
 * @param {string} label
 */
function horizontal(y, label) {
  const line = shape("line", { class: "rule", x1: MARGIN.left, y1: y, x2: WIDTH - MARGIN.right, y2: y });
  return shape("g", {}, line, text(MARGIN.left - LABELS.beside, y + HALF_LETTER, "end", label));
}

/**
 * @param {number} x
 * @param {number} y
 * @param {"start" | "middle" | "end"} anchor
 * @param {string} said
 */
const text = (x, y, anchor, said) => shape("text", { x, y, "text-anchor": anchor }, said);

/**
 * @param {number[]} ticks
 * @param {number} start
 * @param {number} end
 * @returns {(value: number) => number}
 */
function between(ticks, start, end) {
  const [from, to] = [ticks[0], ticks[ticks.length - 1]];
  return (value) => start + ((value - from) / (to - from || 1)) * (end - start);
}
