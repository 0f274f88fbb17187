/** How often readings are right, by how sure they are. */
import { chart, dots, guide } from "./chart.js";
import { element, foldable, table } from "../ui/elements.js";
import { percent, written } from "../ui/figures.js";

/** @param {import("./files.js").ReadSet} set */
export function reliability({ reliability: bins, calibrationError }) {
  const filled = bins.flatMap(({ count, confidence, accuracy }) =>
    confidence === null || accuracy === null ? [] : [{ count, confidence, accuracy }],
  );
  const points = filled.map((bin) => ({
    x: bin.confidence,
    y: bin.accuracy,
    radius: 1.5 + Math.log10(bin.count), // bins have from one digit to nearly all
    title: `${written(bin.count)} digits: ${percent(bin.confidence)} sure, ${percent(bin.accuracy)} right`,
  }));
  const ticks = [0, 0.2, 0.4, 0.6, 0.8, 1];
  const shown = (/** @type {number} */ value) => percent(value, 0);
  const frame = {
    title: "How often readings are right, by how sure they are",
    x: { label: "how sure", ticks, shown },
    y: { ticks, shown },
    testid: "reliability",
  };
  const drawn = chart(frame, (scale) => [guide(scale, [0, 0], [1, 1], "As sure as right"), dots(scale, points)]);
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
        "How often it is right, by how sure it is; on the dotted line both are the same. " +
          "The larger a dot, the more digits: small ones say little.",
      ),
      drawn,
    ),
    element("p", { "data-testid": "calibration-error" }, `Expected calibration error: ${percent(calibrationError)}`),
    foldable("As a table", table({ caption: "Bins of confidence", columns: ["Sure", "Right", "Digits"], rows })),
  );
}
