/** The model card of a network: its intended use, its limitations, how it was trained and what is published. */
import { element, note, table } from "../ui/elements.js";
import { DIGITS } from "../reader/shared/contract.js";
import { small, written } from "../ui/figures.js";
import { percent, shortPercent } from "../ui/percent.js";
import { SOURCES } from "../ui/sets.js";
import { settingsInWords } from "./settings.js";

/** @typedef {import("./cards.js").Card} Card */

const PURPOSE =
  "Reads single handwritten digits of 28×28 pixels in a browser. To read a number, the page finds its digits and " +
  "reads them one by one. Not intended for letters, nor for readings that nobody checks where a mistake is costly.";

const PRECISIONS =
  "Accuracy in a browser with weights of each precision, compared with Keras: with one look at each digit, but for " +
  "the row with second looks, if there is one. That is how the page reads, and what the other figures here are of.";

const CHANGED = "Data augmentation: random changes of the training digits";

/** @param {Card} card */
export function modelCard(card) {
  const { training, versions, files } = card;
  const { settings, changes } = settingsInWords(training);
  return element(
    "section",
    { "aria-label": "Model card", "data-testid": "model-card" },
    element("h3", {}, "Model card"),
    element("h4", {}, "Intended use"),
    element("p", {}, PURPOSE),
    element("h4", {}, "Limitations"),
    element("ul", { "data-testid": "limits" }, ...limitsOf(card).map((limit) => element("li", {}, limit))),
    element("h4", {}, "Training"),
    element("pre", {}, element("code", {}, training.command)),
    table({
      caption: "Training and validation data",
      columns: ["Data", "SHA-256"],
      rows: Object.entries(training.data).map(([name, { sha256 }]) => [SOURCES[name] ?? name, code(sha256)]),
      stacks: true,
    }),
    element(
      "div",
      { class: "beside" },
      table({ caption: "Settings", columns: ["Setting", "Value"], rows: settings, testid: "settings" }),
      changes.length
        ? table({ caption: CHANGED, columns: ["Change", "Amount"], rows: changes, testid: "changes" })
        : note("No data augmentation: the training digits were not changed."),
      table({
        caption: "Software used",
        columns: ["Package", "Version"],
        rows: Object.entries(versions).map(([name, version]) => [name, String(version)]),
      }),
    ),
    element("h4", {}, "Published network"),
    precisions(card),
    ...(card.quantisation ? [packedWeights(card)] : []),
    table({
      caption: "Files",
      columns: ["File", "Bytes", "SHA-256"],
      rows: Object.entries(files).map(([name, { bytes, sha256 }]) => [name, written(bytes), code(sha256)]),
      stacks: true,
    }),
  );
}

/** @param {Card} card */
function limitsOf(card) {
  return [...limitsOfClasses(card), ...limitsOfData(card), ...limitsOfValidation(card)];
}

/** @param {Card} card */
function limitsOfClasses({ classes, calibration }) {
  const threshold = calibration ? percent(calibration.reject, 1) : "0%";
  const limits =
    classes > DIGITS
      ? "An eleventh class stands for everything that is not a digit. Readings with a confidence below " +
        `${threshold} are rejected, but some scribbles and letters are still read as digits.`
      : "It has ten classes and none for what is not a digit: scribbles and letters are read as digits, often with " +
        `high confidence. Only readings with a confidence below ${threshold} are rejected.`;
  if (!calibration?.doubt) return [limits];
  const looks =
    `If its confidence is below ${shortPercent(calibration.doubt)}, the page also reads slanted and shifted copies ` +
    "of the digit and takes the mean.";
  return [limits, looks];
}

/** @param {Card} card */
function limitsOfData({ training }) {
  const { shift, zoom } = training.settings.augmentation ?? {};
  if (!training.epochs) return ["It was trained elsewhere: what it was trained on is not known here."];
  if (Object.keys(training.data).some((name) => name.startsWith("own: ")))
    return ["It was trained on someone's own digits, and may read other people's less well."];
  return [
    ...("pen" in training.data ? [] : ["It was not trained on pen strokes, which is what people draw on the pad."]),
    ...("embedded" in training.data
      ? ["It was trained on 8×8 digits, which are fewer and coarser than those of MNIST."]
      : []),
    ...(shift || zoom ? [] : ["All its training digits were centred and of the same size."]),
  ];
}

/** @param {Card} card */
function limitsOfValidation({ training, calibration }) {
  const writers = training.validationWriters ?? [];
  const ofWriters =
    `Its accuracy on pen strokes is that of writers ${writers.join(", ")}. It was not trained on their strokes, but ` +
    "they are part of the validation data, which chose the epoch, the temperature and the threshold.";
  const chosen = [
    ...(training.epochs ? [`the epoch (${training.bestEpoch} of ${training.epochs})`] : []),
    "the temperature",
    "the threshold",
    ...(calibration && "doubt" in calibration ? ["whether there are second looks"] : []),
  ];
  const ofAll =
    `The validation data chose ${chosen.join(", ")} and the precision of the weights, so the accuracy on them is ` +
    "not a test result.";
  return writers.length ? [ofWriters, ofAll] : [ofAll];
}

/** @param {string} reader a key of a card's accuracy @param {string} precision the published one */
function nameOf(reader, precision) {
  if (reader === "keras") return "Keras";
  if (reader === "page") return `${precision}, with second looks`;
  return reader === precision ? `${reader} (published)` : reader;
}

/**
 * A row for Keras, one for each precision of the weights, and one for the published weights with second looks.
 * @param {Card} card
 */
function precisions({ accuracy, againstKeras, precision }) {
  const sets = Object.keys(accuracy);
  const second = sets.some((set) => "page" in accuracy[set]) ? ["page"] : [];
  const readers = ["keras", ...new Set([...Object.keys(againstKeras), precision]), ...second];
  return table({
    caption: PRECISIONS,
    columns: ["Weights", ...sets, "Largest difference of a probability", "Digits read differently"],
    rows: readers.map((reader) => {
      const against = againstKeras[reader];
      return [
        nameOf(reader, precision),
        ...sets.map((set) => percent(accuracy[set][reader])),
        against ? small(against.largestDifference) : "",
        against ? `${written(against.otherDigits)} of ${written(against.images)}` : "",
      ];
    }),
    stacks: true,
  });
}

/**
 * How many bits each layer's weights got, and what that costs.
 * @param {Card} card
 */
function packedWeights({ quantisation }) {
  const { weights, digits, others, loss, accuracy, divergence, before, against } = quantisation;
  const share = (/** @type {number} */ value) => percent(value);
  const changed = (/** @type {number} */ value) => `${value < 0 ? "−" : "+"}${small(Math.abs(value))}`;
  const chosen = `${written(digits)} validation digits`;
  const on = others ? `${chosen} and ${written(others)} images that are no digit` : chosen;
  return element(
    "div",
    {},
    table({
      caption:
        `Bits of each packed weight, chosen on ${on}. The last two columns show what ` +
        "these weights cost when all others stay as they were: the change of the loss, and how far " +
        "the probabilities move (Kullback-Leibler divergence), both in nats.",
      columns: ["Layer", "Shape", "Bits", "Bytes", "Change of loss", "Divergence"],
      rows: weights.map((/** @type {any} */ one) => [
        one.name,
        one.shape.join("×"),
        String(one.bits),
        written(one.bytes),
        changed(one.loss),
        small(one.divergence),
      ]),
      testid: "packed",
      stacks: true,
    }),
    note(
      `All together: loss ${loss.map(small).join(" → ")}, accuracy ${accuracy.map(share).join(" → ")}, divergence ` +
        `${small(divergence)}. Compared with the ${before} weights from before, on all sets: ` +
        `${written(against.otherDigits)} of ${written(against.images)} digits are read differently, and no ` +
        `probability differs by more than ${small(against.largestDifference)}.`,
    ),
  );
}

/** @param {string} text */
const code = (text) => element("code", {}, text);
