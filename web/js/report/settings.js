/** How a network was trained, in words with units; see train/settings.py and train/augmentation.py. Pure. */
import { shortPercent } from "../ui/percent.js";

/** @typedef {[string, (value: any) => string]} InWords what a setting is called, and its value */

const plain = String;
const yes = () => "yes";
const upTo = (/** @type {number} */ share) => `up to ${shortPercent(share)}`;
const spread = (/** @type {string} */ said) => `${said} (standard deviation)`;

/** @type {Record<string, string | undefined>} as their authors write them */
const OPTIMISERS = { adam: "Adam", adamw: "AdamW", rmsprop: "RMSprop", sgd: "SGD" };

/** @type {Record<string, InWords | undefined>} */
const TRAINING = {
  epochs: ["Epochs, at most", plain],
  batch: ["Batch size", plain],
  optimiser: ["Optimiser", (name) => OPTIMISERS[name] ?? name],
  learning_rate: ["Learning rate", plain],
  cosine: ["Learning rate schedule", () => "warm-up, then cosine decay"],
  weight_decay: ["Weight decay", plain],
  patience: ["Early stopping", (epochs) => `after ${epochs} epochs without a lower validation loss`],
  distillation: ["Epochs of distillation after those, from itself and batchnorm", plain],
  seed: ["Random seed", plain],
  validation: ["Share of the training digits kept for validation", shortPercent],
  pen: ["Trained on pen strokes, too", yes],
  non_digits: ["Drawings of non-digits for each drawn digit", plain],
  non_digit_pictures: ["Pictures of non-digits for each picture of a digit", plain],
  drawn_digits: ["Digits drawn by a program for each drawn digit", plain],
  windows: ["Windows cut out of touching numbers for each digit", plain],
};

/** @type {Record<string, InWords | undefined>} */
const CHANGES = {
  rotation: ["Rotation", (degrees) => `up to ${degrees}°`],
  zoom: ["Zoom", upTo],
  shift: ["Shift of pictures", (pixels) => `up to ${pixels} pixels`],
  shear: ["Shear", (slant) => `up to ${shortPercent(slant)} of the height`],
  elastic: ["Elastic deformation of pictures", (pixels) => spread(`${pixels} pixels`)],
  thickness: ["Thicker or thinner lines in pictures", (share) => `${upTo(share)} of a pixel on all sides`],
  thickened: ["Pictures with thicker or thinner lines", shortPercent],
  untouched: ["Pictures left unchanged", shortPercent],
  coarse: ["Simulated low-resolution scans", (share) => `${shortPercent(share)} of all`],
  coarse_sides: ["Pixels across such a scan", (sides) => sides.join(" to ")],
  coarse_gamma: ["Gamma of such a scan", (log) => `${power(-log)} to ${power(log)}`],
  stroke_width: ["Width of the pen", (share) => spread(shortPercent(share))],
  stroke_elastic: ["Elastic deformation of strokes", (share) => spread(`${shortPercent(share)} of the digit's size`)],
  stroke_shift: ["Shift of drawings", (pixels) => `up to ${pixels} pixels`],
  stroke_zoom: ["Zoom of drawings", upTo],
  stroke_noise: ["Noise on the points of strokes", (share) => `${upTo(share)} of the digit's size`],
  stroke_apart: ["Shift of each stroke by itself", (share) => spread(`${shortPercent(share)} of the digit's size`)],
  stroke_trimmed: ["Cut off each end of a stroke", (share) => `${upTo(share)} of its length`],
};

/** @param {number} log */
const power = (log) => Math.exp(log).toFixed(2);

/**
 * Table rows: a setting and its value. What is off, or 0, is left out, except the seed.
 * @param {any} training of a card
 * @returns {{ settings: string[][], changes: string[][] }} how it was trained, and how digits were changed
 */
export function settingsInWords({ settings, epochs, bestEpoch, distilledEpochs, from }) {
  const { augmentation, ...others } = settings;
  const kept = `${epochs}; epoch ${bestEpoch} was kept`;
  const trained = distilledEpochs ? `${kept}, and distilled for ${distilledEpochs} more` : kept;
  const alone = from
    ? `distilled for ${distilledEpochs}, from the published weights of ${from.network}`
    : "none here: it was trained elsewhere";
  const how = epochs ? trained : alone;
  const all = [...rowsOf(others, TRAINING), ["Epochs trained", how]];
  return { settings: all, changes: rowsOf(augmentation ?? {}, CHANGES) };
}

/**
 * @param {Record<string, unknown>} values
 * @param {Record<string, InWords | undefined>} known what is not among them keeps its name
 */
function rowsOf(values, known) {
  return Object.entries(values)
    .filter(([key, value]) => key === "seed" || isOn(value))
    .map(([key, value]) => {
      const [name, shown] = known[key] ?? [spaced(key), plain];
      return [name, shown(value)];
    });
}

/** @param {unknown} value */
const isOn = (value) => (Array.isArray(value) ? value.length > 0 : Boolean(value));

/** A key as words: "label smoothing" of label_smoothing. @param {string} key */
const spaced = (key) => key.replaceAll("_", " ");
