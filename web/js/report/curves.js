/** The learning curves: accuracy and loss in training, epoch by epoch. */
import { chart, guide, legend, series } from "./chart.js";
import { element, foldable, note, table } from "../ui/elements.js";
import { small } from "../ui/figures.js";
import { percent, shortPercent } from "../ui/percent.js";
import { epochsShown, roundNumbers } from "./ticks.js";

/** @typedef {import("./cards.js").Report["history"]} History */

/** About how many values are labelled on the upright axis. If larger, the labels are closer together. */
const HEIGHTS = 5;

/**
 * @param {History} history
 * @param {number} best the epoch that was kept, counted from 1; 0 where all epochs are of distillation
 */
export function curves(history, best) {
  if (history.length === 0)
    return note("No learning curves: the training run was not available when the report was written.");
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
    note(best ? `The dotted line is at epoch ${best}. ${keptOf(history, best)}` : keptOf(history, best)),
    foldable(
      "As a table",
      table({
        caption: `Each epoch. ${keptOf(history, best)}`,
        columns: ["Epoch", "Training accuracy", "Validation accuracy", "Training loss", "Validation loss"],
        rows,
      }),
    ),
  );
}

/** @param {History} history @param {number} best */
function keptOf(history, best) {
  if (!best) return "It began with published weights, and was taught further by distillation.";
  const count = history.filter(({ distilled }) => distilled).length;
  const kept = `The weights of epoch ${best} were kept`;
  return count ? `${kept}, and taught further in the last ${count} epochs, by distillation.` : `${kept}.`;
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
  const heights = roundNumbers(key === "loss" ? 0 : Math.min(...values), Math.max(...values), HEIGHTS);
  const points = (/** @type {"accuracy" | "loss" | "val_accuracy" | "val_loss"} */ name) =>
    history.map((epoch, i) => ({ x: i + 1, y: epoch[name], title: `Epoch ${i + 1}: ${shown(epoch[name])}` }));
  const frame = {
    title: `${title} in training and validation, by epoch`,
    x: { label: "epoch", ticks: epochsShown(history.length), shown: String },
    y: { ticks: heights, shown },
    testid: `curve-${key}`,
  };
  const drawn = chart(frame, (scale) => [
    ...(best ? [guide(scale, [best, heights[0]], [best, heights[heights.length - 1]], `Epoch ${best} was kept`)] : []),
    series(scale, "one", points(key)),
    series(scale, "two", points(`val_${key}`)),
  ]);
  return element("figure", {}, element("figcaption", {}, title), drawn);
}
