/**
 * Corrections: what people said their writing is. The ink itself is kept, not what a network made of it, so that every
 * network, of this version of the site or of the next, can learn from them. Pure.
 *
 * @typedef {object} Correction
 * @property {number | null} digit 0 to 9; null for what is no digit
 * @property {Uint8Array} ink the prepared 28×28: 784 bytes, 255 for full ink
 */
import { PIXELS } from "../../reader/shared/contract.js";

/**
 * Corrections that are kept; of more the oldest go. With 100, a reading takes some 0.3 ms longer and the browser's
 * storage holds 110 KB; both grow with it.
 */
export const MOST = 100;

const VERSION = 1;
const EXPECTED = `expected corrections saved with Export (version ${VERSION})`;

/** @param {ArrayLike<number>} image 784 values in [0, 1] @returns {Uint8Array} */
export const inkOf = (image) => Uint8Array.from(image, (value) => Math.round(255 * value));

/** @param {Correction} correction @returns {{ digit: number | null, image: Float32Array }} as a reader takes it */
export const lessonOf = ({ digit, ink }) => ({ digit, image: new Float32Array(ink).map((value) => value / 255) });

/**
 * With others, the newest last; who says of the same ink something else has thought better of it.
 * @param {Correction[]} corrections
 * @param {Correction[]} others
 */
export function withCorrections(corrections, others) {
  const all = [...corrections, ...others].map((each) => /** @type {[string, Correction]} */ ([textOf(each.ink), each]));
  const byInk = new Map();
  for (const [key, each] of all) {
    byInk.delete(key);
    byInk.set(key, each);
  }
  return [...byInk.values()].slice(-MOST);
}

/** @param {Correction[]} corrections @param {Uint8Array} ink */
export const without = (corrections, ink) => corrections.filter((each) => !isSame(each.ink, ink));

/**
 * What was said of exactly this ink.
 * @param {Correction[]} corrections
 * @param {Uint8Array} ink
 * @returns {Correction | undefined}
 */
export const saidOf = (corrections, ink) => corrections.find((each) => isSame(each.ink, ink));

/** @param {Uint8Array} a @param {Uint8Array} b */
const isSame = (a, b) => a.every((value, i) => value === b[i]);

/** As storage and files hold them. @param {Correction[]} corrections */
export function written(corrections) {
  const plain = corrections.map(({ digit, ink }) => ({ digit, ink: textOf(ink) }));
  return JSON.stringify({ digitpad: "corrections", version: VERSION, corrections: plain });
}

/**
 * @param {string} text
 * @returns {Correction[]}
 * @throws {Error} says what was expected, what came and what to do
 */
export function readBack(text) {
  const kept = parsed(text);
  if (kept?.digitpad !== "corrections" || !Array.isArray(kept.corrections)) throw damaged("it holds something else");
  if (kept.version !== VERSION) throw damaged("it is of another version");
  return withCorrections([], kept.corrections.map(correctionIn));
}

/** @param {string} text */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    throw damaged("this is not JSON, or was cut off");
  }
}

/** @param {any} plain @param {number} at @returns {Correction} */
function correctionIn(plain, at) {
  const ink = inkIn(plain?.ink);
  const isDigit = Number.isInteger(plain?.digit) && plain.digit >= 0 && plain.digit <= 9;
  if (!ink || !(isDigit || plain.digit === null)) throw damaged(`correction ${at + 1} is broken`);
  return { digit: plain.digit, ink };
}

/** @param {any} text @returns {Uint8Array | null} */
function inkIn(text) {
  try {
    const letters = atob(text);
    return letters.length === PIXELS ? new Uint8Array(PIXELS).map((_, i) => letters.charCodeAt(i)) : null;
  } catch {
    return null;
  }
}

/** @param {Uint8Array} ink */
const textOf = (ink) => btoa(String.fromCharCode(...ink));

/** @param {string} came */
const damaged = (came) => new Error(`This file can't be imported: ${EXPECTED}, but ${came}. Nothing was changed.`);
