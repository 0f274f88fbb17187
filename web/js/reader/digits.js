/**
 * Digitpad's public module: reads handwritten digits, on the device, in any page.
 *
 *     import { createReader } from "./digits.js";
 *     const reader = await createReader({ model: "default" });
 *     const { text } = await reader.read(canvas);
 */
import { calibrated, calibrationOf, CLASSES, givenADigit } from "./network/calibration.js";
import { boundingBox, fromPieces, fromStrokes, PIXELS, SIDE } from "./ink.js";
import { joined } from "./shared/joined.js";
import { ModelError } from "./network/model-files.js";
import { nextTurn } from "./shared/next-turn.js";
import { notLoaded } from "./shared/not-loaded.js";
import { cardOf, models } from "./network/published.js";
import { loadRecognizer } from "./network/recognizer.js";
import { createSecondLook } from "./network/second-look.js";
import { rowsOf } from "./numbers/rows.js";
import { createScores } from "./numbers/scores.js";
import { segment } from "./numbers/segment.js";
import { readable } from "./numbers/readable.js";
import { areMeetingLines, cutStroke, isLigature, keyOf, meet } from "./numbers/strokes.js";

export { ModelError, models };

/**
 * @typedef {import("./ink.js").Stroke[]} Strokes `[[{x, y, t?}, …], …]`, in any units, y down
 * @typedef {Strokes | HTMLCanvasElement | OffscreenCanvas | HTMLImageElement | ImageBitmap | ImageData | Blob} Source
 *
 * @typedef {object} Digit
 * @property {number} digit 0 to 9: the best guess, also where it is rejected
 * @property {number} confidence the probability that it is a digit, and this one, in [0, 1]
 * @property {number[]} probabilities of each of the ten digits, given that it is one; their sum is 1
 * @property {{ digit: number, confidence: number }[]} alternatives the next three, the likeliest first
 * @property {boolean} rejected whether it is taken for no digit
 * @property {number} row 0 for the uppermost
 * @property {import("./ink.js").Box} box where it is, in the source's units
 * @property {Float32Array} image the prepared 28×28 that the network got: 784 values in [0, 1], ink bright
 *
 * @typedef {{ image: Float32Array, digit: number | null }} Lesson a prepared digit, and what it is: 0 to 9, null for no digit
 *
 * @typedef {{ box: import("./ink.js").Box, image: Float32Array, probabilities: Float32Array }} Found
 *
 * @typedef {object} Reading
 * @property {string} text what is read, rows separated by "\n"; "" where there is no ink. What is no digit reads "?" in its
 *   place, a comma or a slip of the pen too: whoever wrote it sees that something there is not understood.
 * @property {Digit[]} digits in reading order
 *
 * @typedef {object} Reader
 * @property {(source: Source) => Promise<Reading>} read rejects with a TypeError for what is no such source
 * @property {(images: Float32Array) => Promise<Float32Array>} classify n×784 prepared values in, n×10 probabilities out
 * @property {(images: Float32Array) => Promise<Float32Array>} scores the same in, n×11 out: the probability that it is
 *   each digit and, last, that it is none
 * @property {(image: Float32Array, box?: import("./ink.js").Box) => Promise<Reading>} readPrepared reads one prepared digit,
 *   784 values in [0, 1], ink bright; `box` is where it came from
 * @property {(corrections: Lesson[]) => Promise<void>} learn from now on this reader reads what is like these as it is told, in the
 *   place of what it was told before; an empty list makes it forget. Rejects with a TypeError for what are no such corrections
 * @property {(image: Float32Array) => Promise<import("./network/recognizer.js").LayerOutput[]>} layers what each layer of the network
 *   makes of one prepared digit: { name, kind, activation, window, parameters, shape, values }, the digit itself first
 * @property {import("./network/model-files.js").Card} card what is known of the model
 * @property {"wasm" | "cpu"} backend what computes
 * @property {() => number} tensorCount how many tensors are alive, of all readers together
 * @property {() => void} dispose frees the model
 */

const ALTERNATIVES = 3;
const AT_ONCE = 6; // groups of a picture's pieces, after which the page has its turn: some 8 ms each on slow machines

/**
 * @param {{ model?: string, onProgress?: (progress: { loaded: number, total: number }) => void }} [options] which model
 *   of the site reads; onProgress is told the bytes loaded so far
 * @returns {Promise<Reader>}
 * @throws {ModelError} when the model can't be loaded; says why and what to do
 */
export async function createReader({ model = "default", onProgress } = {}) {
  if (!models.includes(model)) {
    throw new ModelError(`There is no model "${model}" here. Choose one of: ${models.join(", ")}.`);
  }
  const { card, backend, classify, look, layers, tensorCount, dispose } = await loadRecognizer(() => cardOf(model), {
    onProgress,
  });
  const { temperature, reject, doubt } = calibrationOf(card);
  const honest = (/** @type {Float32Array} */ outputs) => calibrated(outputs, card.classes, temperature);
  const classified = async (/** @type {Float32Array} */ images) => honest(await classify(images));
  const lookAgain = createSecondLook(classified, doubt);
  const seen = async (/** @type {Float32Array} */ images) => {
    const { probabilities, features } = await look(images);
    return { scores: honest(probabilities), features, images };
  };
  const seenTwice = async (/** @type {Float32Array} */ images) => {
    const first = await seen(images);
    return { ...first, scores: joined(await lookAgain(rowsOfLength(PIXELS, images), scoresOf(first.scores))) };
  };
  /** @type {ReturnType<typeof import("./network/head.js").createHead> | null} what was learnt from corrections */
  let head = null;
  let lessons = 0;
  const glance = async (/** @type {Float32Array} */ images) => (head ? head(await seen(images)) : classified(images));
  // The head has the last word: moved, a drawing is no longer the one that was corrected.
  const judge = async (/** @type {Float32Array} */ images) => {
    if (head) return scoresOf(head(await seenTwice(images)));
    const scores = scoresOf(await classified(images));
    return lookAgain(rowsOfLength(PIXELS, images), scores);
  };
  /** Segmentation goes by glances, as most of what it tries is no digit. @param {Found[]} found */
  const readingOfFound = async (found) => {
    const images = found.map(({ image }) => image);
    const scores = await (head
      ? judge(joined(images))
      : lookAgain(
          images,
          found.map(({ probabilities }) => probabilities),
        ));
    return readingOf(
      found.map((each, i) => ({ ...each, probabilities: scores[i] })),
      reject,
    );
  };
  let scoreStrokes = createScores(fromStrokes, keyOf, glance);
  return {
    async read(source) {
      return readingOfFound(
        await (Array.isArray(source) ? readStrokes(source, scoreStrokes) : readPicture(source, glance)),
      );
    },
    async classify(images) {
      return Float32Array.from((await judge(images)).flatMap(givenADigit));
    },
    async scores(images) {
      return joined(await judge(images));
    },
    async readPrepared(image, box = { x: 0, y: 0, width: SIDE, height: SIDE }) {
      const [probabilities] = await judge(image);
      return readingOf([{ image, box, probabilities }], reject);
    },
    async learn(corrections) {
      checkLessons(corrections);
      const lesson = ++lessons;
      const learnt = corrections.length ? await headOf(corrections, seenTwice) : null;
      if (lesson !== lessons) return; // something newer was to be learnt meanwhile
      head = learnt;
      scoreStrokes = createScores(fromStrokes, keyOf, glance); // without what was remembered
    },
    layers,
    card,
    backend,
    tensorCount,
    dispose,
  };
}

/** @param {Float32Array} scores n×11 */
const scoresOf = (scores) => rowsOfLength(CLASSES, scores);

/** @param {number} length @param {Float32Array} values */
function rowsOfLength(length, values) {
  return Array.from({ length: values.length / length }, (_, i) => values.subarray(i * length, (i + 1) * length));
}

/**
 * @param {Lesson[]} corrections
 * @param {(images: Float32Array) => Promise<import("./network/head.js").Seen>} seen
 */
async function headOf(corrections, seen) {
  const { createHead } = await import("./network/head.js").catch(notLoaded("What learns from corrections"));
  return createHead(
    await seen(joined(corrections.map(({ image }) => image))),
    corrections.map(({ digit }) => digit ?? CLASSES - 1),
  );
}

/** @param {Lesson[]} corrections @throws {TypeError} */
function checkLessons(corrections) {
  const isDigit = (/** @type {any} */ digit) => Number.isInteger(digit) && digit >= 0 && digit <= 9;
  const isImage = (/** @type {any} */ image) =>
    image instanceof Float32Array && image.length === PIXELS && image.every((value) => value >= 0 && value <= 1);
  const isLesson = (/** @type {any} */ each) => isImage(each?.image) && (each.digit === null || isDigit(each.digit));
  if (!Array.isArray(corrections) || !corrections.every(isLesson)) {
    throw new TypeError(
      "learn expects [{ image, digit }, …]: a Float32Array of 784 values in [0, 1]; 0 to 9, or null for no digit.",
    );
  }
}

/**
 * What was found, in reading order.
 * @param {Found[]} found
 * @param {number} reject the confidence below which something is no digit
 * @returns {Reading}
 */
function readingOf(found, reject) {
  const rows = rowsOf(found.map(({ box }) => box)).map((members, row) =>
    members.map((i) => describe(found[i], row, reject)),
  );
  const text = rows.map((digits) => digits.map(({ digit, rejected }) => (rejected ? "?" : digit)).join(""));
  return { text: text.join("\n"), digits: rows.flat() };
}

/**
 * @param {Found} found
 * @param {number} row
 * @param {number} reject
 * @returns {Digit}
 */
function describe({ image, box, probabilities }, row, reject) {
  const [best, ...others] = Array.from(probabilities.subarray(0, 10), (confidence, digit) => ({
    digit,
    confidence,
  })).sort((a, b) => b.confidence - a.confidence);
  return {
    ...best,
    probabilities: givenADigit(probabilities),
    alternatives: others.slice(0, ALTERNATIVES),
    rejected: best.confidence < reject,
    row,
    box,
    image,
  };
}

/**
 * @param {Strokes} strokes
 * @param {ReturnType<typeof createScores<import("./ink.js").Stroke>>} score
 * @returns {Promise<Found[]>}
 */
async function readStrokes(strokes, score) {
  const segments = await segment(readable(strokes), {
    boxOf: (stroke) => /** @type {import("./ink.js").Box} */ (boundingBox([stroke])),
    cut: cutStroke,
    areOneSign: areMeetingLines,
    isLigature,
    meet,
    score,
  });
  return segments.map(({ pieces, box, score: { probabilities } }) => {
    return { image: /** @type {Float32Array} */ (fromStrokes(pieces)), box, probabilities };
  });
}

/**
 * @param {Exclude<Source, Strokes>} source
 * @param {(images: Float32Array) => Promise<Float32Array>} glance
 * @returns {Promise<Found[]>}
 */
async function readPicture(source, glance) {
  const { cutPiece, piecesOfPicture } = await import("./picture/worker.js").catch(notLoaded("What reads pictures"));
  const { pieces, scale } = await piecesOfPicture(source);
  const segments = await segment(pieces, {
    boxOf: ({ box }) => box,
    cut: cutPiece,
    areOneSign: () => false,
    isLigature: () => false,
    meet: () => false,
    score: (groups) => scorePieces(groups, glance),
  });
  return segments.map(({ box, score }) => ({ ...score, box: scaled(box, 1 / scale) }));
}

/**
 * Reads groups of a picture's pieces, some at a time, after which the page gets its turn: preparing one from many pixels
 * takes up to a millisecond.
 * @param {import("./picture/paper.js").Piece[][]} groups
 * @param {(images: Float32Array) => Promise<Float32Array>} glance
 * @returns {Promise<{ image: Float32Array, probabilities: Float32Array }[]>}
 */
async function scorePieces(groups, glance) {
  /** @type {{ image: Float32Array, probabilities: Float32Array }[]} */
  const scores = [];
  for (let from = 0; from < groups.length; from += AT_ONCE) {
    if (from > 0) await nextTurn();
    const images = groups.slice(from, from + AT_ONCE).map((group) => fromPieces(group) ?? new Float32Array(PIXELS));
    const all = new Float32Array(images.length * PIXELS);
    images.forEach((image, i) => all.set(image, i * PIXELS));
    const probabilities = await glance(all);
    images.forEach((image, i) =>
      scores.push({ image, probabilities: probabilities.slice(CLASSES * i, CLASSES * (i + 1)) }),
    );
  }
  return scores;
}

/**
 * @param {import("./ink.js").Box} box
 * @param {number} by
 */
function scaled({ x, y, width, height }, by) {
  return { x: x * by, y: y * by, width: width * by, height: height * by };
}
