/**
 * The sets of digits that networks are trained on and judged on. Their names come from Python (train/sets.py), in
 * cards, reports and the list of test digits; this is what the pages say of them. Pure.
 *
 * @typedef {object} DigitSet
 * @property {string} digits whose digits they are, as after "99% of"
 * @property {string} [short] a name for the head of a column, where the set's own is too long
 * @property {string} [about] more about them, in a few words
 * @property {boolean} [isDrawn] whether they are pen strokes, of which sites have no pictures
 */
import { written } from "./figures.js";

/** @type {Record<string, DigitSet | undefined>} by name, as in a report */
export const SETS = {
  "MNIST test": { digits: "MNIST's test digits", about: "by LeCun, Cortes and Burges" },
  "embedded digits, test": {
    digits: "scikit-learn's 8×8 digits",
    short: "8×8 digits",
    about: "low-resolution scans, used because MNIST was not available when this site was built",
  },
  "pen strokes of held-out writers": {
    digits: "the pen strokes of held-out writers",
    short: "Pen strokes",
    isDrawn: true,
  },
  validation: { digits: "the validation digits" },
};

/** @type {Record<string, string | undefined>} the data that a network is trained on, by the names in its card */
export const SOURCES = {
  mnist: "MNIST (LeCun, Cortes and Burges)",
  writers: "Who wrote each digit of MNIST (QMNIST: Yadav and Bottou)",
  pen: "Pen-Based Recognition of Handwritten Digits (Alpaydin and Alimoglu, UCI)",
  embedded: "The 8×8 digits that come with scikit-learn",
};

/**
 * A card has a set's name and size in one: "MNIST test (10,000)".
 * @param {string} key
 * @returns {{ name: string, size: string }} the size as it is written there, "" without one
 */
export function setOf(key) {
  const [, name, size] = /^(.*) \(([\d,]+)\)$/.exec(key) ?? [];
  return name ? { name, size } : { name: key, size: "" };
}

/**
 * How many digits of a set are read correctly in the page, which looks a second time at what is in doubt where that
 * helps the network. The set's figures in the report are of the same readings.
 * @param {Record<string, any>} card a network's
 * @param {string} set as the card calls it
 * @returns {number} in [0, 1]
 */
export const accuracyInPage = ({ accuracy, precision }, set) => accuracy[set].page ?? accuracy[set][precision];

/** Whose digits those of a set are. @param {string} name the set's */
export const digitsOf = (name) => SETS[name]?.digits ?? `the digits of "${name}"`;

/** How many digits of which set, and what there is to know of them. @param {{ name: string, count: number }} set */
export function inWords({ name, count }) {
  const about = SETS[name]?.about;
  const [many, digits] = [written(count), digitsOf(name)];
  return about ? `${many} of ${digits} (${about})` : `${many} of ${digits}`;
}
