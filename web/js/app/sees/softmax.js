/** How softmax makes shares of sums: each to the power of e, divided by all of them. */
import { element } from "../../ui/elements.js";
import { percent } from "../../ui/percent.js";
import { accountOf } from "./account.js";
import { nameOf } from "./answers.js";
import { number } from "./written.js";

const COLUMNS = ["Answer", "Evidence", "e to that power", "Share"];

export function createSoftmax() {
  const body = element("tbody");
  const head = element("tr", {}, ...COLUMNS.map((name) => element("th", { scope: "col" }, name)));
  const note = element("p", { class: "quiet" }, NOTE);
  const table = element("table", { "data-testid": "softmax" }, element("thead", {}, head), body);
  const root = element("div", { class: "softmax" }, note, table);
  return {
    root,
    stop() {},
    /** @param {import("./detail.js").Taken} taken */
    show({ step, inputs, map }) {
      const { parts } = accountOf(step, inputs, { x: 0, y: 0, channel: map });
      const all = parts.reduce((total, { sum }) => total + sum, 0);
      const rows = parts.map(({ channel, terms, sum }) => [
        nameOf(channel),
        number(terms[0].value),
        number(sum),
        percent(sum / all),
      ]);
      body.replaceChildren(...rows.map((cells) => rowOf(cells)));
    },
  };
}

const NOTE =
  "The largest sum is taken from all of them first, so that no power is too large; the shares stay the same. " +
  "They add up to 100 %.";

/** @param {string[]} cells */
const rowOf = ([name, ...others]) =>
  element("tr", {}, element("th", { scope: "row" }, name), ...others.map((text) => element("td", {}, text)));
