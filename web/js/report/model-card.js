/** What a network is for, how it came about, and what it can't do: all that its card says. */
import { element, note, table } from "../ui/elements.js";
import { percent, shortPercent, small, written } from "../ui/figures.js";
import { settingsInWords } from "./settings.js";

/** @typedef {import("./files.js").Card} Card */

/** @type {Record<string, string>} the data that training knows, by their names in a card */
const DATA = {
  mnist: "MNIST (LeCun, Cortes and Burges)",
  pen: "Pen-Based Recognition of Handwritten Digits (Alpaydin and Alimoglu, UCI)",
  embedded: "The 8×8 digits that come with scikit-learn",
};

const PURPOSE =
  "Reading single handwritten digits, 28×28 pixels each, in a browser. The page finds the digits of numbers, and " +
  "reads each by itself. Not for letters, and not for reading that nobody checks where a mistake is costly.";

const CHANGED = "How training digits were changed, each by chance";

/** @param {Card} card */
export function modelCard(card) {
  const { training, versions, files } = card;
  const { settings, changes } = settingsInWords(training);
  return element(
    "section",
    { "aria-label": "Model card", "data-testid": "model-card" },
    element("h3", {}, "Model card"),
    element("h4", {}, "What it is for"),
    element("p", {}, PURPOSE),
    element("h4", {}, "Limits"),
    element("ul", { "data-testid": "limits" }, ...limitsOf(card).map((limit) => element("li", {}, limit))),
    element("h4", {}, "How it was made"),
    element("pre", {}, element("code", {}, training.command)),
    table({
      caption: "Data it was trained and validated on",
      columns: ["Data", "SHA-256"],
      rows: Object.entries(training.data).map(([name, { sha256 }]) => [DATA[name] ?? name, code(sha256)]),
    }),
    element(
      "div",
      { class: "beside" },
      table({ caption: "Settings", columns: ["Setting", "Value"], rows: settings, testid: "settings" }),
      changes.length
        ? table({ caption: CHANGED, columns: ["Change", "How far"], rows: changes, testid: "changes" })
        : note("Its training digits were not changed."),
      table({
        caption: "Made with",
        columns: ["Software", "Version"],
        rows: Object.entries(versions).map(([name, version]) => [name, String(version)]),
      }),
    ),
    element("h4", {}, "As it is published"),
    precisions(card),
    table({
      caption: "Files",
      columns: ["File", "Bytes", "SHA-256"],
      rows: Object.entries(files).map(([name, { bytes, sha256 }]) => [name, written(bytes), code(sha256)]),
    }),
  );
}

/**
 * What a reader of the figures has to know, from what the card says of classes, data and validation.
 * @param {Card} card
 */
function limitsOf({ classes, training, calibration }) {
  const threshold = calibration ? percent(calibration.reject, 1) : "0%";
  const ofClasses =
    classes > 10
      ? `An eleventh class is for what is no digit. Readings less than ${threshold} sure are refused; not all that is no digit is.`
      : `It has ten classes and none for what is no digit: a scribble or a letter gets a digit, often a sure one. Only readings less than ${threshold} sure are refused.`;
  const { shift, zoom } = training.settings.augmentation ?? {};
  const ofData = [
    ...("pen" in training.data ? [] : ["It was never trained on pen strokes, which is what the pad gets."]),
    ...("embedded" in training.data ? ["It was trained on 8×8 digits, far fewer and coarser than MNIST's."] : []),
    ...(shift || zoom ? [] : ["All digits of its training were centred and of one size."]),
  ];
  const writers = training.validationWriters ?? [];
  const ofWriters = writers.length
    ? [
        `The pen strokes that it is measured on are of writers ${writers.join(", ")}, whom it was not trained on; but they are part of the validation data, which chose the epoch, the temperature and the threshold.`,
      ]
    : [];
  const looks = calibration?.doubt
    ? [
        `What it is less than ${shortPercent(calibration.doubt)} sure of, the page has it read again, slanted and moved, and takes the mean.`,
      ]
    : [];
  const measured = calibration && "doubt" in calibration ? " and whether there are second looks" : "";
  const kept = `Validation data chose the epoch (${training.bestEpoch} of ${training.epochs}), the temperature, the threshold${measured ? "," : " and"} the precision of the weights${measured}: accuracy on them is no test.`;
  return [ofClasses, ...looks, ...ofData, ...ofWriters, kept];
}

/** @param {string} reader of a card's accuracy @param {string} precision the published one */
function nameOf(reader, precision) {
  if (reader === "keras") return "Keras";
  if (reader === "page") return `${precision}, with second looks`;
  return reader === precision ? `${reader} (published)` : reader;
}

/**
 * Keras, each precision that the weights were tried in, and what the page reads with the published ones in the end.
 * @param {Card} card
 */
function precisions({ accuracy, againstKeras, precision }) {
  const sets = Object.keys(accuracy);
  const second = sets.some((set) => "page" in accuracy[set]) ? ["page"] : [];
  const readers = ["keras", ...Object.keys(againstKeras), ...second];
  return table({
    caption: "Accuracy with weights of each precision, in the browser, and how far that is from Keras",
    columns: ["Weights", ...sets, "Largest difference of a probability", "Other digits than Keras"],
    rows: readers.map((reader) => {
      const against = againstKeras[reader];
      return [
        nameOf(reader, precision),
        ...sets.map((set) => percent(accuracy[set][reader])),
        against ? small(against.largestDifference) : "",
        against ? `${written(against.otherDigits)} of ${written(against.images)}` : "",
      ];
    }),
  });
}

/** @param {string} text */
const code = (text) => element("code", {}, text);
