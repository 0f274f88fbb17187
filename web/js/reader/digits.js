/**
 * Digitpad's public module: reads handwritten digits, on the device, in any page.
 *
 *     import { createReader } from "./digits.js";
 *     const reader = await createReader({ model: "default" });
 *     const { text } = await reader.read(canvas);
 *
 * @typedef {import("./types.js").Point} Point
 * @typedef {import("./types.js").Stroke} Stroke
 * @typedef {import("./types.js").Strokes} Strokes
 * @typedef {import("./types.js").Box} Box
 * @typedef {import("./types.js").PictureSource} PictureSource
 * @typedef {import("./types.js").Source} Source
 * @typedef {import("./types.js").Network} Network
 * @typedef {import("./types.js").ReaderOptions} ReaderOptions
 * @typedef {import("./types.js").Digit} Digit
 * @typedef {import("./types.js").Reading} Reading
 * @typedef {import("./types.js").ReadOptions} ReadOptions
 * @typedef {import("./types.js").Lesson} Lesson
 * @typedef {import("./types.js").LayerOutput} LayerOutput
 * @typedef {import("./types.js").Card} Card
 * @typedef {import("./types.js").Progress} Progress
 * @typedef {import("./types.js").Reader} Reader
 */
import { boundingBox, fromStrokes } from "./ink.js";
import { createJudge, judgedAll } from "./judge.js";
import { calibrationOf, givenADigit } from "./network/calibration.js";
import { ModelError } from "./network/model-files.js";
import { fetchedFiles, givenFiles } from "./network/fetched.js";
import { filesOf, models } from "./network/published.js";
import { loadRecognizer } from "./network/recognizer.js";
import { readable } from "./gate.js";
import { newestOf } from "./newest.js";
import { createScores } from "./numbers/scores.js";
import { segment } from "./numbers/segment.js";
import { cutStroke, isLigature } from "./numbers/ligatures.js";
import { areMeetingLines, keyOf, meet, ownCopy } from "./numbers/strokes.js";
import { hasPictureWorker, readPicture } from "./pictures.js";
import { checkBox, checkImages, checkLessons, checkOneImage } from "./prepared.js";
import { asPoints, pointsOf } from "./stroke-forms.js";
import { readingOf } from "./reading.js";
import { SIDE } from "./shared/contract.js";
import { joined } from "./shared/joined.js";
import { createTurns } from "./shared/latest.js";
import { createPace } from "./shared/next-turn.js";
import { unlessAborted } from "./shared/unless-aborted.js";

export { ModelError, models };

/**
 * Loads a network and what computes it, and warms both up.
 * @param {ReaderOptions} [options]
 * @returns {Promise<Reader>}
 * @throws {ModelError} when the model can't be loaded; says why and what to do
 * @throws the signal's reason, once it is aborted
 */
export async function createReader({ model = "default", onProgress = () => {}, signal, base } = {}) {
  /** @type {Promise<import("./network/execution.js").Recognizer> | undefined} */
  let loading;
  const load = () => (loading = loadRecognizer(() => filesFor(model, { onProgress, signal })));
  const network = await unlessAborted(signal, load).catch((error) => {
    loading?.then(({ dispose }) => dispose()).catch(() => {}); // nobody waits for it any longer
    throw error;
  });
  const { card, backend, tensorCount, dispose } = network;
  const { reject } = calibrationOf(card);
  const lessons = createTurns();
  const untaught = createJudge(network);
  // Replaced when something is learnt; a reading keeps the one that it began with.
  let mind = mindOf(untaught, network, []);
  return {
    async read(source, options = {}) {
      const present = mind;
      return unlessAborted(options.signal, async () => {
        const { found, judged, leftOut } = Array.isArray(source)
          ? await readStrokes(source, present, options)
          : await readPicture(/** @type {PictureSource} */ (source), options, present, base);
        const reading = readingOf(found, judged, reject);
        return leftOut > 0 ? { ...reading, leftOut } : reading;
      });
    },
    async classify(images) {
      await checkImages("classify", images);
      return Float32Array.from((await mind.judge(images)).flatMap(givenADigit));
    },
    async scores(images) {
      await checkImages("scores", images);
      return joined(await mind.judge(images));
    },
    async readPrepared(image, box = { x: 0, y: 0, width: SIDE, height: SIDE }) {
      checkOneImage("readPrepared", image);
      checkBox("readPrepared", box);
      return readingOf([{ image, box }], await mind.judge(image), reject);
    },
    async layers(image) {
      checkOneImage("layers", image);
      return network.layers(image);
    },
    async learn(corrections) {
      checkLessons(corrections);
      const turn = lessons.next();
      const own = corrections.map(({ image, digit }) => ({ image: image.slice(), digit })); // theirs may change
      const judge = own.length > 0 ? await untaught.taught(own) : untaught;
      if (!turn.aborted) mind = mindOf(judge, network, own);
    },
    card,
    backend,
    get worker() {
      return hasPictureWorker();
    },
    tensorCount,
    dispose,
    ...(Symbol.dispose ? { [Symbol.dispose]: dispose } : {}), // `using reader = …`, where that is known
  };
}

/**
 * Loads all that reading takes, ahead of the first reader: what was loaded is there, or in the browser's cache, then.
 * @param {ReaderOptions} [options]
 * @returns {Promise<void>} rejects as createReader does
 */
export async function preload(options) {
  (await createReader(options)).dispose();
}

/**
 * @param {NonNullable<ReaderOptions["model"]>} model
 * @param {import("./network/fetched.js").Fetching} fetching
 * @returns {Promise<import("./network/from-files.js").Files>}
 * @throws {ModelError}
 */
async function filesFor(model, fetching) {
  if (typeof model === "string" && models.includes(model)) return filesOf(model, fetching);
  if (model instanceof URL || (typeof model === "string" && /[/:]/.test(model))) {
    return fetchedFiles(new URL(model, globalThis.document?.baseURI), fetching);
  }
  if (model !== null && typeof model === "object") return givenFiles(model);
  throw new ModelError(`There is no model "${String(model)}" here. Choose one of: ${models.join(", ")}.`);
}

/** @typedef {ReturnType<typeof mindOf>} Mind */

/**
 * A judge, what is remembered of the strokes that it has glanced at, and what a worker makes the same judge of.
 * @param {import("./judge.js").Judge} judge
 * @param {import("./network/execution.js").Recognizer} network the judge's
 * @param {Lesson[]} lessons that the judge has learnt
 */
const mindOf = (judge, { files }, lessons) => ({
  ...judge,
  glanceAtStrokes: createScores(fromStrokes, keyOf, judge.glance),
  origin: { files, lessons },
});

/** @typedef {import("./picture/found.js").Judged} Judged */

/**
 * @param {Strokes} strokes in any of their forms
 * @param {Mind} mind
 * @param {ReadOptions} options
 * @returns {Promise<Judged>}
 */
async function readStrokes(strokes, { judge, glanceAtStrokes }, { signal, region }) {
  if (region) throw new TypeError("read expects a region only with a picture; of strokes, leave out those outside it.");
  const pace = createPace(signal);
  const { newest, leftOut } = newestOf(strokes.map(pointsOf));
  const segments = await segment(
    ownCopy(readable(newest.map(asPoints))),
    {
      boxOf: (stroke) => /** @type {Box} */ (boundingBox([stroke])),
      cut: cutStroke,
      areOneSign: areMeetingLines,
      areApart: () => false,
      isLigature,
      meet,
      score: (groups) => glanceAtStrokes(groups, pace),
    },
    pace,
  );
  const found = [];
  for (const { pieces, box, score } of segments) {
    if (pace.isDue()) await pace.turn();
    const image = /** @type {Float32Array} */ (fromStrokes(pieces));
    found.push({ image, box, probabilities: score.probabilities });
  }
  return { found, judged: await judgedAll(found, judge, pace), leftOut };
}
