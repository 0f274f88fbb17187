/** All networks side by side. */
import { element, failure, table } from "../ui/elements.js";
import { duration, percent, setOf, small, written } from "../ui/figures.js";

/**
 * @typedef {import("./files.js").Network} Network
 * @typedef {import("./files.js").Card} Card
 */

/** @type {Record<string, string>} names of sets that are too long for the head of a column */
const SHORT = { "pen strokes of held-out writers": "Pen strokes", "embedded digits, test": "8×8 digits" };

const CAPTION =
  "Accuracy is that of the published weights in a browser; pen strokes are those of writers whom no network was " +
  "trained on, and an author's figure is what that author states of MNIST's test set. Against Keras: by how much a " +
  "probability differs at most, and how many digits are read otherwise. Where the table is wider than the window, it " +
  "scrolls sideways.";

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
    "Weights, bytes",
    ...sets.map((set) => short(SHORT[set] ?? set, set)),
    short("Author's figure", "Accuracy on MNIST's test set as the network's author states it"),
    short("Keras: probability", "The largest difference of a probability from what Keras gives"),
    short("Keras: digits", "Digits that are read otherwise than by Keras"),
    "One image",
    "Images a\u00a0second",
  ];
  return {
    element: element(
      "div",
      {},
      table({ caption: CAPTION, columns, rows, testid: "networks" }),
      ...networks.flatMap(({ card, error }) => (card ? [] : [failure(error)])),
    ),
    show(name, { milliseconds, perSecond }) {
      const [one, many] = speeds.get(name) ?? [];
      one?.replaceChildren(duration(milliseconds));
      many?.replaceChildren(written(Math.round(perSecond)));
    },
  };
}

/** A column's head. @param {string} head @param {string} long */
const short = (head, long) => (head === long ? head : element("abbr", { title: long }, head));

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
