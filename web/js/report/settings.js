/** How a network was trained, in words with their units; see train/models.py and train/augmentation.py. Pure. */
import { shortPercent, words } from "../ui/figures.js";

/** @typedef {[string, (value: any) => string]} InWords what a setting does, and its value */

const plain = String;
const yes = () => "yes";
const upTo = (/** @type {number} */ share) => `up to ${shortPercent(share)}`;
const spread = (/** @type {string} */ said) => `${said} (standard deviation)`;

/** @type {Record<string, string>} as their authors write them */
const OPTIMISERS = { adam: "Adam", adamw: "AdamW", rmsprop: "RMSprop", sgd: "SGD" };

/** @type {Record<string, InWords>} */
const TRAINING = {
  epochs: ["Epochs: times through the training digits, at most", plain],
  batch: ["Digits between two changes of the weights", plain],
  optimiser: ["How the weights are changed", (name) => OPTIMISERS[name] ?? name],
  learning_rate: ["Learning rate: how far each change goes", plain],
  cosine: ["Learning rate rises at first, then falls along a cosine", yes],
  weight_decay: ["Weight decay: how strongly weights are drawn to 0", plain],
  patience: ["Stops after so many epochs without a better validation loss", (epochs) => `${epochs} epochs`],
  distillation: ["Epochs of distillation after those, with its own and batchnorm's answers as teachers", plain],
  seed: ["Seed of the random numbers", plain],
  validation: ["Kept of MNIST's training images for validation", shortPercent],
  pen: ["Pen strokes are trained on, too", yes],
  non_digits: ["Drawings of what is no digit, for each drawn digit", plain],
  non_digit_pictures: ["Pictures of what is no digit, for each picture of a digit", plain],
};

/** @type {Record<string, InWords>} */
const CHANGES = {
  rotation: ["Turned", (degrees) => `up to ${degrees}°`],
  zoom: ["Made larger or smaller", upTo],
  shift: ["Pictures shifted", (pixels) => `up to ${pixels} pixels`],
  shear: ["Slanted", (slant) => `up to ${shortPercent(slant)} of the height`],
  elastic: ["Pictures bent", (pixels) => spread(`${pixels} pixels`)],
  thickness: ["Lines thickened or thinned", (share) => `${upTo(share)} of a pixel all round`],
  thickened: ["Pictures that this is done to", shortPercent],
  untouched: ["Pictures left as they are", shortPercent],
  coarse: ["Seen as by a coarse scanner", (share) => `${shortPercent(share)} of all`],
  coarse_sides: ["Such a scanner's pixels, across the whole picture", (sides) => sides.join(" to ")],
  coarse_gamma: ["Such a scanner's tones, to the power of", (log) => `${power(-log)} to ${power(log)}`],
  stroke_width: ["Pen made wider or narrower", (share) => spread(shortPercent(share))],
  stroke_elastic: ["Strokes bent", (share) => spread(`${shortPercent(share)} of the digit's size`)],
  stroke_shift: ["Drawings shifted", (pixels) => `up to ${pixels} pixels`],
  stroke_zoom: ["Drawings made larger or smaller", upTo],
  stroke_noise: ["Points of strokes shaken", (share) => `${upTo(share)} of the digit's size`],
  stroke_apart: ["Each stroke put elsewhere", (share) => spread(`${shortPercent(share)} of the digit's size`)],
  stroke_trimmed: ["Cut off a stroke at each end", (share) => `${upTo(share)} of its length`],
};

/** @param {number} log */
const power = (log) => Math.exp(log).toFixed(2);

/**
 * Rows of what was set, and of how digits were changed; what is off, or 0, is left out.
 * @param {any} training of a card
 * @returns {{ settings: string[][], changes: string[][] }}
 */
export function settingsInWords({ settings, epochs, bestEpoch }) {
  const { augmentation, ...others } = settings;
  const trained = ["Epochs trained, and the one kept", `${epochs}, ${bestEpoch}`];
  return { settings: [...rowsOf(others, TRAINING), trained], changes: rowsOf(augmentation ?? {}, CHANGES) };
}

/**
 * @param {Record<string, unknown>} values
 * @param {Record<string, InWords>} known what is not among them keeps its name
 */
function rowsOf(values, known) {
  return Object.entries(values)
    .filter(([key, value]) => key === "seed" || isOn(value))
    .map(([key, value]) => {
      const [name, shown] = known[key] ?? [words(key), plain];
      return [name, shown(value)];
    });
}

/** @param {unknown} value */
const isOn = (value) => (Array.isArray(value) ? value.length > 0 : Boolean(value));
