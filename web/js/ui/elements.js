/** New elements. Their content is always text or other elements, never markup. */
import { messageOf } from "./message.js";

/**
 * @typedef {string | Node} Content
 * @typedef {Record<string, string | number | boolean>} Attributes `true` sets one without a value, `false` leaves it
 *   out
 */

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Attributes} [attributes]
 * @param {...Content} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function element(tag, attributes = {}, ...children) {
  return filled(document.createElement(tag), attributes, children);
}

/**
 * @param {keyof SVGElementTagNameMap} tag
 * @param {Attributes} attributes
 * @param {...Content} children
 * @returns {SVGElement}
 */
export function shape(tag, attributes, ...children) {
  return filled(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
}

/**
 * @template {Element} Made
 * @param {Made} made
 * @param {Attributes} attributes
 * @param {Content[]} children
 */
function filled(made, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false) made.setAttribute(name, value === true ? "" : `${value}`);
  }
  made.append(...children);
  return made;
}

/** A remark in a quieter colour: something is missing, or less than it seems. @param {string} text */
export const note = (text) => element("p", { class: "quiet" }, text);

/** What went wrong, in place of what should be there. @param {unknown} error */
export const failure = (error) => element("p", { class: "failure", role: "alert" }, messageOf(error));

/**
 * A table whose rows begin with their heads; where it is wider than the page, it scrolls by itself. A long row of it is
 * a list on narrow screens, where the style sheet says so of `stacks`.
 * @param {{ caption: string, columns: Content[], rows: Content[][], testid?: string, stacks?: boolean }} table
 */
export function table({ caption, columns, rows, testid = "", stacks = false }) {
  const head = columns.map((column) => element("th", { scope: "col" }, column));
  const body = rows.map(([first, ...others]) =>
    element(
      "tr",
      {},
      element("th", { scope: "row" }, first),
      ...others.map((cell, i) => element("td", { "data-head": head[i + 1].textContent ?? "" }, cell)),
    ),
  );
  return scrolling(
    caption,
    element(
      "table",
      { "data-testid": testid || false, class: stacks && "stacks" },
      captionOf(caption),
      element("thead", {}, element("tr", {}, ...head)),
      element("tbody", {}, ...body),
    ),
  );
}

/** A caption that stays in sight while its table is scrolled. @param {string} text */
export const captionOf = (text) => element("caption", {}, element("span", {}, text));

/**
 * A box for what may be wider than the page; once it has the focus, keys scroll it, too.
 * @param {string} label for people who can't see it
 * @param {Element} wide
 */
export function scrolling(label, wide) {
  return element("div", { class: "scrolling", role: "group", tabindex: 0, "aria-label": label }, wide);
}

/**
 * Content that is hidden until its title is pressed.
 * @param {string} title
 * @param {...Content} children
 */
export function foldable(title, ...children) {
  return element("details", {}, element("summary", {}, title), ...children);
}

/**
 * @param {string} label
 * @param {string} testid
 * @param {(press: MouseEvent) => void} onPress
 */
export function button(label, testid, onPress) {
  const made = element("button", { type: "button", "data-testid": testid }, label);
  made.addEventListener("click", onPress);
  return made;
}
