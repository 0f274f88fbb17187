/** A chart of all networks: how accurate, and how large to load. */
import { element } from "../ui/elements.js";
import { written } from "../ui/figures.js";
import { shortTitleOf } from "../ui/network-titles.js";
import { percent, shortPercent } from "../ui/percent.js";
import { accuracyInPage, digitsOf, setOf } from "../ui/sets.js";
import { chart, labelled } from "./chart.js";
import { roundNumbers } from "./ticks.js";

/** @typedef {import("./cards.js").Card} Card */

const KILOBYTE = 1000;

/** About how many values are labelled on an axis. If larger, the labels run into each other on a phone. */
const TICKS = 4;

/** @param {Card[]} cards at least two, of which the first has the set that is shown */
export function sizes(cards) {
  const [set] = Object.keys(cards[0].accuracy);
  const name = setOf(set).name;
  const marks = cards.flatMap((card) => {
    const { name: network, accuracy, files } = card;
    const key = Object.keys(accuracy).find((each) => setOf(each).name === name);
    if (!key) return [];
    const [kilobytes, share] = [files["weights.bin"].bytes / KILOBYTE, accuracyInPage(card, key)];
    const title = `${shortTitleOf(network)}: ${percent(share)}, ${written(Math.round(kilobytes))} KB`;
    return [{ x: kilobytes, y: share, title, label: shortTitleOf(network).replace(/,.*/, "") }];
  });
  const [xs, ys] = [marks.map(({ x }) => x), marks.map(({ y }) => y)];
  const frame = {
    title: `How well each network reads ${digitsOf(name)}, and how large its weights are`,
    x: { label: "KB of weights", ticks: roundNumbers(0, Math.max(...xs), TICKS), shown: written },
    y: { ticks: roundNumbers(Math.min(...ys), Math.max(...ys), TICKS), shown: shortPercent },
    testid: "sizes",
  };
  return element(
    "figure",
    {},
    element("figcaption", {}, `${frame.title}. Best are those at the top left.`),
    chart(frame, (scale) => [labelled(scale, marks)]),
  );
}
