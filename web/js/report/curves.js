/** How training went, epoch by epoch. */
import { chart, guide, legend, series } from "./chart.js";
import { element, foldable, note, table } from "../ui/elements.js";
import { percent, roundNumbers, shortPercent, small } from "../ui/figures.js";

/** @typedef {import("./files.js").Report["history"]} History */

/**
 * @param {History} history
 * @param {number} best the epoch that was kept, counted from 1
 */
export function curves(history, best) {
  if (history.length === 0) return note("There are no curves: its run was not at hand when its report was written.");
  const rows = history.map((epoch, i) => [
    `${i + 1}`,
    percent(epoch.accuracy),
    percent(epoch.val_accuracy),
    epoch.loss.toFixed(4),
    epoch.val_loss.toFixed(4),
  ]);
  return element(
    "div",
    {},
    element(
      "div",
      { class: "beside" },
      curve("Accuracy", history, best, "accuracy", shortPercent),
      curve("Loss", history, best, "loss", small),
    ),
    legend("training", "validation"),
    foldable(
      "As a table",
      table({
        caption: `Each epoch; ${best} was kept`,
        columns: ["Epoch", "Accuracy, training", "Accuracy, validation", "Loss, training", "Loss, validation"],
        rows,
      }),
    ),
  );
}

/**
 * @param {string} title
 * @param {History} history
 * @param {number} best
 * @param {"accuracy" | "loss"} key
 * @param {(value: number) => string} shown
 */
function curve(title, history, best, key, shown) {
  const values = history.flatMap((epoch) => [epoch[key], epoch[`val_${key}`]]);
  const heights = roundNumbers(key === "loss" ? 0 : Math.min(...values), Math.max(...values), 5);
  const points = (/** @type {"accuracy" | "loss" | "val_accuracy" | "val_loss"} */ name) =>
    history.map((epoch, i) => ({ x: i + 1, y: epoch[name], title: `Epoch ${i + 1}: ${shown(epoch[name])}` }));
  const frame = {
    title: `${title} in training and in validation, by epoch`,
    x: { label: "epoch", ticks: epochsShown(history.length), shown: String },
    y: { ticks: heights, shown },
    testid: `curve-${key}`,
  };
  const drawn = chart(frame, (scale) => [
    guide(scale, [best, heights[0]], [best, heights[heights.length - 1]], `Epoch ${best} was kept`),
    series(scale, "one", points(key)),
    series(scale, "two", points(`val_${key}`)),
  ]);
  return element("figure", {}, element("figcaption", {}, title), drawn);
}

/**
 * The first epoch, the last, and round ones between.
 * @param {number} last
 */
function epochsShown(last) {
  const step = Math.ceil(last / 6);
  const between = roundNumbers(1, last, 5).filter((epoch) => epoch > 1 && epoch < last && last - epoch >= step / 2);
  return [1, ...between.filter(Number.isInteger), ...(last > 1 ? [last] : [])];
}
