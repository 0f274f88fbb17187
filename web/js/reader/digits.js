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
 * @typedef {import("./types.js").ReadNumber} ReadNumber
 * @typedef {import("./types.js").Row} Row
 * @typedef {import("./types.js").Table} Table
 * @typedef {import("./types.js").Reading} Reading
 * @typedef {import("./types.js").ReadOptions} ReadOptions
 * @typedef {import("./types.js").Lesson} Lesson
 * @typedef {import("./types.js").LayerOutput} LayerOutput
 * @typedef {import("./types.js").Graph} Graph
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
import { elongationOf, isStraight } from "./numbers/lines.js";
import { withLateMarks } from "./numbers/late-marks.js";
import { marksAmong } from "./numbers/marks.js";
import { SHORTEST } from "./numbers/numbers.js";
import { union } from "./numbers/rectangle.js";
import { areMeetingLines, isIn, keyOf, meet, ownCopy } from "./numbers/strokes.js";
import { groupsAmong } from "./numbers/told.js";
import { hasPictureWorker, readPicture } from "./pictures.js";
import { checkBox, checkImages, checkLessons, checkOneImage } from "./prepared.js";
import { asPoints, pointsOf } from "./stroke-forms.js";
import { ALONE, readingOf } from "./reading.js";
import { SIDE } from "./shared/contract.js";
import { inLanguage } from "./shared/in-language.js";
import { joined } from "./shared/joined.js";
import { createTurns } from "./shared/latest.js";
import { createPace } from "./shared/next-turn.js";
import { once } from "./shared/once.js";
import { unlessAborted } from "./shared/unless-aborted.js";

export { ModelError, models };

// A confidence, as `several` in numbers/segment.js has it: letters in one stroke have parts that look like digits.
// Larger, more numbers in one stroke read as "?"; smaller, more letters read as numbers.
const SEVERAL = 0.89;

// Heights of a digit between its line and another, as they are drawn: nearer, the ink of the two is one. Larger, points
// close to digits are lost; smaller, slips of the pen beside digits become points.
const TOUCHING = 0.04;

// The width of a pen's line, in heights of a digit. Larger, gaps between numbers seem narrower.
const PEN = 0.1;

/**
 * Loads a network and what computes it, and warms both up.
 * @param {ReaderOptions} [options]
 * @returns {Promise<Reader>}
 * @throws {ModelError} when the model can't be loaded; says why and what to do
 * @throws the signal's reason, once it is aborted
 */
export async function createReader({ model = "default", onProgress = () => {}, signal, base, ...language } = {}) {
  /** @type {Promise<import("./network/execution.js").Recognizer> | undefined} */
  let loading;
  const load = () => (loading = loadRecognizer(() => filesFor(model, { onProgress, signal })));
  const network = await inLanguage(language, () => unlessAborted(signal, load)).catch((error) => {
    loading?.then(({ dispose }) => dispose()).catch(() => {}); // nobody waits for it any longer
    throw error;
  });
  const { card, backend, graph, tensorCount, dispose } = network;
  const { reject } = calibrationOf(card);
  const lessons = createTurns();
  const untaught = createJudge(network);
  // Replaced when something is learnt; a reading keeps the one that it began with.
  let mind = mindOf(untaught, network, []);
  return {
    async read(source, options = {}) {
      const present = mind;
      const work = async () => {
        const isDrawn = Array.isArray(source);
        const { found, judged, leftOut, tableOf } = isDrawn
          ? await readStrokes(source, present, options)
          : await readPicture(/** @type {PictureSource} */ (source), options, present, base);
        const coming = found.length < SHORTEST - 1 ? undefined : separators(); // asked for a digit before it is needed
        const separated = found.length < SHORTEST ? undefined : await coming;
        const reading = readingOf(found, judged, reject, separated, isDrawn ? ALONE.drawn : ALONE.pictured);
        const table = await tableOf?.(reading.rows);
        return { ...reading, ...(table && { table }), ...(leftOut > 0 && { leftOut }) };
      };
      return inLanguage(language, () => unlessAborted(options.signal, work));
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
    graph,
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

// Browsers take a frame's time to import again what they have imported, and each reading of a number would wait for it.
const importSeparators = once(() => import("./numbers/separators.js"));

/** Where it does not arrive, numbers are read without, as the browser's console says; the next reading asks anew. */
const separators = () =>
  importSeparators().then(
    ({ separated }) => separated,
    () => undefined,
  );

/** @typedef {import("./picture/found.js").Judged} Judged */

/**
 * @param {Strokes} strokes in any of their forms
 * @param {Mind} mind
 * @param {ReadOptions} options
 * @returns {Promise<Judged & { tableOf?: undefined }>}
 */
async function readStrokes(strokes, { judge, glanceAtStrokes }, { signal, region }) {
  if (region) throw new TypeError("read expects a region only with a picture; of strokes, leave out those outside it.");
  const pace = createPace(signal);
  const { newest, leftOut } = newestOf(strokes);
  const boxOf = (/** @type {Stroke} */ stroke) => /** @type {Box} */ (boundingBox([stroke]));
  const score = (/** @type {Stroke[][]} */ groups) => glanceAtStrokes(groups, pace);
  const elongation = (/** @type {Stroke} */ stroke, /** @type {number} */ unit) => elongationOf(stroke, PEN * unit);
  const given = readable(Array.from(newest, (stroke) => asPoints(pointsOf(stroke)))); // also where there is none
  const ink = ownCopy(given);
  const told = groupsAmong(given).map((group) => group.map((i) => ink[i]));
  const ofTold = new Set(told.flat());
  const shapes = { isLine: isStraight, elongation, isTold: (/** @type {Stroke} */ stroke) => ofTold.has(stroke) };
  const { marks, rest, areOne } = await marksAmong(ink, { touching: TOUCHING, boxOf, isIn, ...shapes, score });
  const segments = await segment(
    rest.filter((stroke) => !ofTold.has(stroke)),
    {
      boxOf,
      cut: cutStroke,
      several: SEVERAL,
      areOneSign: (a, b) => areMeetingLines(a, b) || areOne(a, b),
      areApart: () => false,
      isLigature,
      meet,
      score,
    },
    pace,
  );
  const known = [...told.map((pieces) => ({ pieces, box: union(pieces.map(boxOf)) })), ...marks];
  const scores = await score(known.map(({ pieces }) => pieces));
  const all = withLateMarks([...segments, ...known.map((one, i) => ({ ...one, score: scores[i] }))], shapes);
  const found = [];
  for (const { pieces, score, ...rest } of all) {
    if (pace.isDue()) await pace.turn();
    const image = /** @type {Float32Array} */ (fromStrokes(pieces));
    found.push({ ...rest, place: inked(rest.box), image, probabilities: score.probabilities });
  }
  return { found, judged: await judgedAll(found, judge, pace), leftOut };
}

/**
 * What the ink of strokes covers, as in a picture: gaps between digits are those that people see.
 * @param {Box} box of the strokes' lines
 * @returns {Box}
 */
function inked({ x, y, width, height }) {
  const half = (PEN * height) / 2;
  return { x: x - half, y: y - half, width: width + 2 * half, height: height + 2 * half };
}
