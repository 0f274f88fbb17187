/**
 * An account, written out: each product in its place, then the lines of the sum, down to what comes out.
 *
 * @typedef {import("./account.js").Account} Account
 * @typedef {import("./account.js").Part} Part
 * @typedef {import("./account.js").Term} Term
 * @typedef {{ name: string, value: string }} Line
 */
import { element } from "../../ui/elements.js";
import { textOf } from "../../ui/parts.js";
import { shareOf, strongest } from "./mosaic.js";
import { number, short, signed } from "./written.js";

const WRITTEN = 9; // terms that are written with value and weight; of more, such as 49, only the products fit

/**
 * The lines of the sum. Pure.
 * @param {Account} account
 * @param {Part} part the one whose terms are shown
 * @param {import("./stages.js").Level} level
 * @returns {Line[]}
 */
export function linesOf({ how, parts, sum, bias, total, isRelu, value }, part, level) {
  const isPupil = level === "pupil";
  const count = part.terms.length;
  /** @type {Line[]} */
  const lines = [];
  const add = (/** @type {string} */ name, /** @type {string} */ value) => void lines.push({ name, value });
  if (how === "products") {
    add(count === 1 ? "This product" : `Sum of these ${count} products`, number(part.sum));
    const rest = parts.length - 1;
    if (rest > 0) add(count > 1 ? `The other ${rest} maps` : `The other ${rest} products`, signed(sum - part.sum));
  }
  if (how === "largest") add(`Largest of these ${count}`, number(sum));
  if (how === "each") add(part.terms[0].weight === 1 ? "The number" : "Number × factor", number(sum));
  if (how === "sum") add(`Sum of ${parts.length} numbers`, number(sum));
  if (how === "mean") {
    add(count === 1 ? "The number" : `Sum of these ${count} numbers`, number(part.sum));
    add(`Divided by ${count}`, number(sum));
  }
  if (bias !== 0) add(isPupil ? "Always added here" : "Bias", signed(bias));
  if (bias !== 0 || parts.length > 1) add("Together", number(total));
  if (isRelu && isPupil) add(total < 0 ? "Below zero becomes 0" : "Above zero stays", number(value));
  else if (isRelu) add(total < 0 ? "ReLU: below zero becomes 0" : "ReLU: above zero stays", number(value));
  return lines;
}

/** How one term is written. Pure. @param {Account["how"]} how @param {Term} term @param {number} count of all */
export function termOf(how, { value, weight, product, isOutside }, count) {
  if (isOutside) return { factors: "edge", result: number(0) };
  const hasFactors = (how === "products" || (how === "each" && weight !== 1)) && count <= WRITTEN;
  if (count > WRITTEN) return { factors: "", result: short(product) };
  return { factors: hasFactors ? `${number(value)} × ${number(weight)}` : "", result: number(product) };
}

export function createWrittenOut() {
  const grid = element("ol", { class: "terms", role: "list", "data-testid": "terms" });
  const list = element("dl", { class: "lines", "data-testid": "lines" });
  /** @type {ReturnType<typeof createCell>[]} */
  let cells = [];
  /** @type {ReturnType<typeof createLine>[]} */
  let rows = [];
  return {
    elements: [grid, list],
    /**
     * @param {Account} account @param {Part} part @param {number} across terms side by side
     * @param {import("./stages.js").Level} level
     */
    show(account, part, across, level) {
      const { terms } = part;
      if (cells.length !== terms.length) {
        cells = terms.map(createCell);
        grid.replaceChildren(...cells.map(({ item }) => item));
      }
      grid.style.setProperty("--across", `${across}`);
      grid.toggleAttribute("data-small", terms.length > WRITTEN);
      const most = strongest(terms.map(({ product }) => product));
      terms.forEach((term, i) => {
        const isLargest = account.how === "largest" && !term.isOutside && term.product === account.sum;
        cells[i].show(termOf(account.how, term, terms.length), term.product, most, isLargest);
      });
      const lines = linesOf(account, part, level);
      if (rows.length !== lines.length) {
        rows = lines.map(createLine);
        list.replaceChildren(...rows.map(({ row }) => row));
      }
      lines.forEach((line, i) => rows[i].show(line));
    },
  };
}

function createCell() {
  const [factors, result] = [element("span"), element("b")];
  const item = element("li", {}, factors, " ", result);
  const [showFactors, showResult] = [textOf(factors), textOf(result)];
  return {
    item,
    /**
     * @param {{ factors: string, result: string }} texts
     * @param {number} product @param {number} most @param {boolean} isLargest
     */
    show(texts, product, most, isLargest) {
      showFactors(texts.factors);
      showResult(texts.factors && texts.factors !== "edge" ? `= ${texts.result}` : texts.result);
      item.toggleAttribute("data-below", product < 0);
      item.toggleAttribute("data-largest", isLargest);
      item.style.setProperty("--share", shareOf(product, most).toFixed(2));
    },
  };
}

function createLine() {
  const [name, value] = [element("dt"), element("dd")];
  const [showName, showValue] = [textOf(name), textOf(value)];
  return {
    row: element("div", {}, name, value),
    /** @param {Line} line */
    show(line) {
      showName(line.name);
      showValue(line.value);
    },
  };
}
