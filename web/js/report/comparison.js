/** All networks side by side. */
import { element, failure, table } from "../ui/elements.js";
import { duration, small, written } from "../ui/figures.js";
import { shortTitleOf } from "../ui/network-titles.js";
import { percent } from "../ui/percent.js";
import { accuracyInPage, setOf, SETS } from "../ui/sets.js";
import { againstKeras } from "./cards.js";
import { sizes } from "./sizes.js";

/**
 * @typedef {import("./files.js").Network} Network
 * @typedef {import("./cards.js").Card} Card
 */

const CAPTION =
  "Accuracy is that of the page, which looks a second time at digits in doubt where that helps the network; one look " +
  "alone is in the model card. Pen strokes are those of writers that no network " +
  "was trained on. The author's figure is the accuracy on MNIST's test set that the network's author states. The " +
  "columns on Keras show the largest difference of a probability from what Keras computes, and how many digits are " +
  "read differently; they are empty where weights were packed after publication. If the table is wider than the " +
  "window, it scrolls sideways.";

/**
 * @param {Network[]} networks
 * @returns {{ element: Element, show: (name: string, speed: import("./speed.js").Speed) => void }} `show` writes a
 *   network's speed into its row
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
    ...sets.map((set) => short(SETS[set]?.short ?? set, set)),
    short("Author's figure", "Accuracy on MNIST's test set, as stated by the network's author"),
    short("Keras: difference", "The largest difference of a probability from what Keras computes"),
    short("Keras: digits", "Digits that are read differently by Keras"),
    "Time per\u00a0image",
    "Images per\u00a0second",
  ];
  return {
    element: element(
      "div",
      {},
      ...(known.length > 1 ? [sizes(known)] : []),
      table({ caption: CAPTION, columns, rows, testid: "networks", stacks: true }),
      ...networks.flatMap(({ card, error }) => (card ? [] : [failure(error)])),
    ),
    show(name, { milliseconds, perSecond }) {
      const [one, many] = speeds.get(name) ?? [];
      one?.replaceChildren(duration(milliseconds));
      many?.replaceChildren(written(Math.round(perSecond)));
    },
  };
}

/** The head of a column. @param {string} head @param {string} long what it stands for */
const short = (head, long) => (head === long ? head : element("abbr", { title: long }, head));

/** @param {string} name */
function link(name) {
  const title = shortTitleOf(name);
  const technical = title === name ? [] : [" ", element("small", {}, name)];
  return element("a", { href: `#${encodeURIComponent(name)}`, class: "figure" }, title, ...technical);
}

/**
 * @param {Card} card
 * @param {string[]} sets
 */
function figuresOf(card, sets) {
  const { parameters, multiplyAdds, files, precision, stated } = card;
  const against = againstKeras(card);
  return [
    written(parameters),
    written(multiplyAdds),
    two(written(files["weights.bin"].bytes), precision),
    ...sets.map((set) => accuracyOn(set, card)),
    typeof stated === "number" ? percent(stated) : "–",
    against ? small(against.largestDifference) : "–",
    against ? two(written(against.otherDigits), `of ${written(against.images)}`) : "–",
  ];
}

/**
 * @param {string} set
 * @param {Card} card
 */
function accuracyOn(set, card) {
  const key = Object.keys(card.accuracy).find((each) => setOf(each).name === set);
  return key ? two(percent(accuracyInPage(card, key)), `of ${setOf(key).size}`) : "–";
}

/**
 * A figure, and below it a remark.
 * @param {string} figure
 * @param {string} remark
 */
const two = (figure, remark) => element("span", { class: "figure" }, figure, " ", element("small", {}, remark));
