/** All networks side by side. */
import { element, failure, table } from "../page/elements.js";
import { duration, percent, setOf, small, written } from "../page/figures.js";

/**
 * @typedef {import("./files.js").Network} Network
 * @typedef {import("./files.js").Card} Card
 */

/**
 * @param {Network[]} networks
 * @returns {{ element: Element, show: (name: string, speed: import("./speed.js").Speed) => void }} `show` writes how
 *   fast a network is into its row
 */
export function comparison(networks) {
  const known = networks.flatMap(({ card }) => card ?? []);
  const sets = [...new Set(known.flatMap(({ accuracy }) => Object.keys(accuracy).map((key) => setOf(key).name)))];
  const speeds = new Map(networks.map(({ name }) => [name, [element("span", {}, "–"), element("span", {}, "–")]]));
  const rows = networks.flatMap(({ name, card }) =>
    card ? [[link(name), ...figuresOf(card, sets), ...(speeds.get(name) ?? [])]] : [],
  );
  const columns = [
    "Network",
    "Parameters",
    "Multiply-adds",
    "Bytes of weights",
    ...sets,
    "Stated by its author, MNIST test",
    "Largest difference against Keras",
    "Other digits than Keras",
    "One image",
    "Images a second",
  ];
  const caption = "Accuracy, and the difference from Keras, are those of the published weights in a browser";
  return {
    element: element(
      "div",
      {},
      table({ caption, columns, rows, testid: "networks" }),
      ...networks.flatMap(({ card, error }) => (card ? [] : [failure(error)])),
    ),
    show(name, { milliseconds, perSecond }) {
      const [one, many] = speeds.get(name) ?? [];
      one?.replaceChildren(duration(milliseconds));
      many?.replaceChildren(written(Math.round(perSecond)));
    },
  };
}

/** @param {string} name */
const link = (name) => element("a", { href: `#${encodeURIComponent(name)}` }, name);

/**
 * @param {Card} card
 * @param {string[]} sets
 */
function figuresOf({ parameters, multiplyAdds, files, precision, accuracy, stated, againstKeras }, sets) {
  const against = againstKeras[precision];
  return [
    written(parameters),
    written(multiplyAdds),
    two(written(files["weights.bin"].bytes), precision),
    ...sets.map((set) => accuracyOn(set, accuracy, precision)),
    typeof stated === "number" ? percent(stated) : "–",
    small(against.largestDifference),
    two(written(against.otherDigits), `of ${written(against.images)}`),
  ];
}

/**
 * @param {string} set
 * @param {Record<string, Record<string, number>>} accuracy by set and precision
 * @param {string} precision
 */
function accuracyOn(set, accuracy, precision) {
  const key = Object.keys(accuracy).find((each) => setOf(each).name === set);
  return key ? two(percent(accuracy[key][precision]), `of ${setOf(key).size}`) : "–";
}

/**
 * A figure, and below it what it is of.
 * @param {string} figure
 * @param {string} of
 */
const two = (figure, of) => element("span", { class: "figure" }, figure, " ", element("small", {}, of));
