/** Calibration: how often readings are correct, by their confidence. */
import { chart, dots, guide } from "./chart.js";
import { element, foldable, table } from "../ui/elements.js";
import { written } from "../ui/figures.js";
import { percent } from "../ui/percent.js";

/** In a chart's units: the radius of a dot that stands for one digit. If larger, dots cover each other. */
const SMALLEST = 1.5;

/** @param {import("./cards.js").ReadSet} set */
export function reliability({ reliability: bins, calibrationError }) {
  const filled = bins.flatMap(({ count, confidence, accuracy }) =>
    confidence === null || accuracy === null ? [] : [{ count, confidence, accuracy }],
  );
  const points = filled.map((bin) => ({
    x: bin.confidence,
    y: bin.accuracy,
    radius: SMALLEST + Math.log10(bin.count), // since bins hold from one digit to thousands
    title: `${written(bin.count)} digits: confidence ${percent(bin.confidence)}, accuracy ${percent(bin.accuracy)}`,
  }));
  const ticks = [0, 0.2, 0.4, 0.6, 0.8, 1];
  const shown = (/** @type {number} */ value) => percent(value, 0);
  const frame = {
    title: "Accuracy by confidence",
    x: { label: "confidence", ticks, shown },
    y: { ticks, shown },
    testid: "reliability",
  };
  const drawn = chart(frame, (scale) => [guide(scale, [0, 0], [1, 1], "Perfect calibration"), dots(scale, points)]);
  const rows = filled.map((bin) => [percent(bin.confidence), percent(bin.accuracy), written(bin.count)]);
  return element(
    "div",
    {},
    element(
      "figure",
      {},
      element(
        "figcaption",
        {},
        "Accuracy by confidence; on the dotted line they are equal. Larger dots stand for more digits; small dots " +
          "say little.",
      ),
      drawn,
    ),
    element("p", { "data-testid": "calibration-error" }, `Expected calibration error: ${percent(calibrationError)}`),
    foldable(
      "As a table",
      table({ caption: "Bins of confidence", columns: ["Confidence", "Accuracy", "Digits"], rows }),
    ),
  );
}
