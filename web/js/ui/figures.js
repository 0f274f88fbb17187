/** Figures in words. Pure; shares are of 1. */

/** As people write it: 98,299. @param {number} number */
export const written = (number) => number.toLocaleString("en");

/** @param {number} share */
export const percent = (share, decimals = 2) => `${(100 * share).toFixed(decimals)}%`;

/** With no more decimals than it needs. @param {number} share */
export const shortPercent = (share) => `${Number((100 * share).toFixed(2))}%`;

/** Of two significant figures, written out as long as that is readable. @param {number} number */
export const small = (number) => (number === 0 ? "0" : `${Number(number.toPrecision(2))}`);

/** @param {number} milliseconds */
export const duration = (milliseconds) => `${milliseconds.toFixed(milliseconds < 10 ? 2 : 0)} ms`;

/** A key of a card or of its settings, as words: learning_rate, multiplyAdds. @param {string} key */
export function words(key) {
  return key.replace(/_/g, " ").replace(/([a-z])([A-Z])/g, (_, end, start) => `${end} ${start.toLowerCase()}`);
}

/**
 * The name of a set and how many digits it has, which a card has in one: "MNIST test (10,000)".
 * @param {string} key
 */
export function setOf(key) {
  const [, name, size] = /^(.*) \(([\d,]+)\)$/.exec(key) ?? [];
  return name ? { name, size } : { name: key, size: "" };
}

/**
 * Round numbers from `from` to `to`, about as many as asked for.
 * @param {number} from
 * @param {number} to
 * @param {number} wanted
 */
export function roundNumbers(from, to, wanted) {
  const rough = (to - from) / wanted || 1;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5].find((factor) => factor * power >= rough) ?? 10);
  const first = Math.floor(from / step + 1e-9);
  const last = Math.ceil(to / step - 1e-9);
  // Divided, where the step is a fraction: 3 × 0.1 is not quite 0.3.
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}
