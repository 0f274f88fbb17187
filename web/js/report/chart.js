/** Charts as plain SVG: two axes, and what is drawn between them. */
import { element, shape } from "../ui/elements.js";

/**
 * @typedef {{ ticks: number[], shown: (value: number) => string }} Axis from its first tick to its last
 * @typedef {{ x: (value: number) => number, y: (value: number) => number }} Scale values → places in the picture
 * @typedef {{ x: number, y: number, title: string }} Point
 */

// In the picture's units; as wide as a narrow telephone has room for, so that its type is at least as large as set.
const WIDTH = 300;
const HEIGHT = 210;
const MARGIN = { left: 44, right: 10, top: 10, bottom: 38 };

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
    ...x.ticks.map((value) => text(scale.x(value), HEIGHT - MARGIN.bottom + 15, "middle", x.shown(value))),
    text((MARGIN.left + WIDTH - MARGIN.right) / 2, HEIGHT - 5, "middle", x.label),
    ...draw(scale),
  );
}

/**
 * A line through points, with a marker on each that says its figures; kind "one" and "two" differ in colour, dash and
 * marker.
 * @param {Scale} scale
 * @param {"one" | "two"} kind
 * @param {Point[]} points
 */
export function series(scale, kind, points) {
  const placed = points.map(({ x, y, title }) => ({ x: scale.x(x), y: scale.y(y), title }));
  const path = placed.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" ");
  return shape("g", { class: kind }, shape("polyline", { points: path }), ...placed.map((at) => marker(kind, at)));
}

/**
 * Points that stand for different numbers of things: the more, the larger.
 * @param {Scale} scale
 * @param {(Point & { radius: number })[]} points radii in the picture's units
 */
export function dots(scale, points) {
  const circles = points.map(({ x, y, title, radius }) =>
    shape("circle", { cx: scale.x(x).toFixed(1), cy: scale.y(y).toFixed(1), r: radius }, shape("title", {}, title)),
  );
  return shape("g", { class: "one" }, ...circles);
}

/**
 * @param {Scale} scale
 * @param {[number, number]} from
 * @param {[number, number]} to
 * @param {string} title
 */
export function guide(scale, [x1, y1], [x2, y2], title) {
  const ends = { x1: scale.x(x1), y1: scale.y(y1), x2: scale.x(x2), y2: scale.y(y2) };
  return shape("line", { class: "guide", ...ends }, shape("title", {}, title));
}

/**
 * What the kinds of lines stand for.
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
 * @param {Point} at in the picture's units
 */
function marker(kind, { x, y, title }) {
  const said = shape("title", {}, title);
  return kind === "one"
    ? shape("circle", { cx: x.toFixed(1), cy: y.toFixed(1), r: 2.5 }, said)
    : shape("rect", { x: (x - 2.3).toFixed(1), y: (y - 2.3).toFixed(1), width: 4.6, height: 4.6 }, said);
}

/**
 * @param {number} y
 * @param {string} label
 */
function horizontal(y, label) {
  const line = shape("line", { class: "rule", x1: MARGIN.left, y1: y, x2: WIDTH - MARGIN.right, y2: y });
  return shape("g", {}, line, text(MARGIN.left - 6, y + 4, "end", label));
}

/**
 * @param {number} x
 * @param {number} y
 * @param {"middle" | "end"} anchor
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
