/**
 * Pictures, read away from the page's own thread: this module is what the page imports when the first picture comes,
 * and what a worker runs, from the same address. It is built with all that it imports inside, since a worker that
 * imported a script of the page would start the page.
 *
 * Where the engine runs the network, the worker does all the work: it makes the same network of the same files, and
 * teaches it the same corrections, so that it reads the same. What TensorFlow.js runs stays on the calling thread, and
 * the worker only finds the pieces. Small pictures are read on the calling thread altogether, unless they are live, and
 * so are all where no worker can be had (a page of another origin, a policy, Node).
 *
 * @typedef {import("../types.js").Lesson} Lesson
 * @typedef {import("../judge.js").Judge} Judge
 * @typedef {import("../network/from-files.js").Files} Files
 * @typedef {import("./picture.js").Picture} Picture
 * @typedef {import("./picture.js").Decoded} Decoded
 * @typedef {import("./picture.js").View} View
 * @typedef {import("./found.js").Pieces} Pieces
 * @typedef {import("./found.js").Judged} Judged
 *
 * @typedef {object} Origin what a judge is made of
 * @property {() => Files | null} files null of a network that the engine does not run; throws once it is disposed of
 * @property {Lesson[]} lessons that it has learnt
 *
 * @typedef {{ id: number, files: Files, lessons: Lesson[] }} Copy of an origin, as the worker gets it; one has one id
 *
 * @typedef {object} FromPage what there must be one of on a page
 * @property {typeof import("../shared/trusted-scripts.js").trustedWorker} trustedWorker
 * @property {(script: string) => string} addressOf where a worker starts from, by this script's own address
 * @property {typeof import("../network/model-files.js").ModelError} ModelError
 */
import { createJudge } from "../judge.js";
import { recognizerFrom } from "../network/from-files.js";
import { ModelError } from "../network/model-files.js";
import { SCRIPT } from "../shared/place.js";
import { createPace } from "../shared/next-turn.js";
import { once } from "../shared/once.js";
import { afterPieces, FINDING_PIECES, judgedIn, piecesIn, readIn } from "./found.js";
import { createWorker, live } from "./mortal-worker.js";
import { decoded, isPixels, opened } from "./picture.js";
import { checkRegion } from "./region.js";
import { rowFiles, secondOpinionOf } from "./row-files.js";

export { rowFilesAreMissing } from "./row-files.js";
export { tableOf } from "./table.js";

const NAME = "digitpad-pictures"; // tells this module that it runs in its own worker: pages may run Digitpad in theirs

// Pixels. Smaller pictures are read on the calling thread: it takes some 20 ms, less than a worker takes to start.
// Larger, the page stands still for longer.
const SMALL = 512 * 512;

// On the calling thread

/**
 * @param {import("../types.js").PictureSource} source
 * @param {import("../types.js").ReadOptions} options
 * @param {Judge & { origin: Origin }} mind
 * @param {FromPage} page
 * @returns {Promise<Judged>}
 * @throws {TypeError} when it is no picture that can be read, or the region is none of it; says what came and what to
 *   do
 * @throws {Error} where the worker dies or takes too long; the next picture gets another one
 * @throws the signal's reason, once it is aborted
 */
export async function readPicture(source, { region, live, signal, onProgress = () => {} }, mind, page) {
  if (region) checkRegion(region);
  const copy = copyOf(mind.origin);
  const tell = rising(onProgress, signal);
  const rows = rowFiles(); // beside all that comes before they are needed
  const course = { pace: createPace(signal), onProgress: tell };
  const ask = (live || isLarge(source, region)) && (await startedWorker(page));
  const number = source instanceof Blob && !region ? fileNumbers.get(source) : undefined;
  if (!ask) return readIn(pixelsFor(source, region, number), mind, { ...course, second: rows.then(secondOpinionOf) });
  const sent = { source: await sendable(source), region, copy, number };
  if (copy) return /** @type {Promise<Judged>} */ (ask({ ...sent, rows: await rows }, { signal, onProgress: tell }));
  const pieces = await ask(sent, { signal, onProgress: (share) => tell(share * FINDING_PIECES) });
  const rest = { pace: createPace(signal), onProgress: afterPieces(tell), second: rows.then(secondOpinionOf) };
  return judgedIn(/** @type {Pieces} */ (pieces), mind, rest);
}

/**
 * Shows a file, and keeps it decoded for whoever reads it next.
 * @param {Blob} file
 * @param {AbortSignal | undefined} signal
 * @param {FromPage} page
 * @returns {Promise<View>}
 * @throws {TypeError} where it is no picture that can be read; says what came and what to do
 * @throws the signal's reason, once it is aborted
 */
export async function openPicture(file, signal, page) {
  const number = ++latestFile;
  fileNumbers.set(file, number);
  const ask = await startedWorker(page);
  signal?.throwIfAborted();
  if (!ask) return openedHere(file, number);
  return /** @type {Promise<View>} */ (ask({ source: file, number, isToShow: true }, { signal }));
}

/** Of files that were opened, by which the thread that decodes them knows them. @type {WeakMap<Blob, number>} */
const fileNumbers = new WeakMap();
let latestFile = 0;

/** @type {WeakMap<Origin, number>} */
const ids = new WeakMap();
let latestId = 0;

/** @param {Origin} origin @returns {Copy | null} null of a network that the worker can't run */
function copyOf(origin) {
  const files = origin.files();
  if (!files) return null;
  if (!ids.has(origin)) ids.set(origin, ++latestId);
  return { id: /** @type {number} */ (ids.get(origin)), files, lessons: origin.lessons };
}

/** @param {(share: number) => void} onProgress @param {AbortSignal | undefined} signal */
function rising(onProgress, signal) {
  let told = 0;
  return (/** @type {number} */ share) => {
    if (share > told && !signal?.aborted) onProgress((told = share));
  };
}

/** One for all pictures. @type {ReturnType<typeof createWorker<Judged | Pieces | View>> | undefined} */
let worker;

/** @param {FromPage} page */
const workerOf = ({ trustedWorker, addressOf, ModelError }) =>
  (worker ??= createWorker(
    () => new Worker(trustedWorker(addressOf(SCRIPT)), { type: "module", name: NAME }),
    ({ error, isOfModel }) => (isOfModel ? new ModelError(error.message, { cause: error }) : error),
    tellOnce(),
  ));

function tellOnce() {
  let isTold = !("Worker" in globalThis); // as in Node, where nobody waits for a page
  return (/** @type {string} */ why) => {
    if (!isTold) console.info(`Pictures are read on the page's own thread, which stands still meanwhile: ${why}`);
    isTold = true;
  };
}

/** @type {boolean | undefined} */
let isThereAWorker;

/** Whether pictures are read in a worker; undefined before the first one is. */
export const hasWorker = () => isThereAWorker;

/** @param {FromPage} page */
async function startedWorker(page) {
  const ask = await workerOf(page).started();
  isThereAWorker = ask !== null;
  return ask;
}

/** @param {any} source @param {import("../types.js").Box} [region] */
function isLarge(source, region) {
  const width = source?.displayWidth ?? source?.videoWidth ?? source?.width;
  const height = source?.displayHeight ?? source?.videoHeight ?? source?.height;
  const isSized = typeof width === "number" && typeof height === "number";
  return source instanceof Blob || (isSized && Math.min(width * height, areaOf(region)) > SMALL);
}

const areaOf = (/** @type {import("../types.js").Box | undefined} */ region) =>
  region ? region.width * region.height : Infinity;

/**
 * @param {Picture} source
 * @returns {Promise<Picture>} what can be sent to a worker: an element of a page can't
 */
async function sendable(source) {
  if (source instanceof Blob || source instanceof ImageBitmap || isPixels(source)) return source;
  return createImageBitmap(/** @type {ImageBitmapSource} */ (source));
}

// On the thread that decodes

/**
 * The file that was opened last, until it is read: one, since each takes up to 10 MB.
 * @type {{ number: number, decoded: Promise<Decoded> } | undefined}
 */
let kept;

/** @param {Blob} file @param {number} number @returns {Promise<View>} */
async function openedHere(file, number) {
  const opening = opened(file);
  const decoded = opening.then((each) => each.decoded);
  decoded.catch(() => {}); // whoever waits for the view is told
  kept = { number, decoded };
  return (await opening).view;
}

/**
 * @param {Picture} source
 * @param {import("../types.js").Box | undefined} region
 * @param {number | undefined} number of a file that was opened and is read as a whole
 * @returns {Promise<Decoded>}
 */
function pixelsFor(source, region, number) {
  if (number === undefined || kept?.number !== number) return decoded(source, region);
  const { decoded: known } = kept;
  kept = undefined;
  return known;
}

// In the worker

/**
 * @typedef {object} Question
 * @property {Picture} source
 * @property {import("../types.js").Box} [region]
 * @property {number} [number] of a file that has been opened, or is to be
 * @property {boolean} [isToShow] whether it is asked for a view of the file, and nothing else
 * @property {Copy | null} copy null where only the pieces are asked for
 * @property {Files | null} [rows] of the row network; null where it did not arrive
 * @property {MessagePort} port
 */

/** @param {MessageEvent<Question>} event */
async function answer({ data: { port, ...question } }) {
  try {
    const { found, transferred = [] } = await answerTo(question, (share) => port.postMessage({ share }));
    port.postMessage({ found }, transferred);
  } catch (error) {
    port.postMessage({ error, isOfModel: error instanceof ModelError }); // of which a copy is an Error and no more
  }
}

/**
 * @param {Omit<Question, "port">} question
 * @param {(share: number) => void} onProgress
 * @returns {Promise<{ found: Judged | Pieces | View, transferred?: Transferable[] }>}
 */
async function answerTo({ source, region, number, isToShow, copy, rows = null }, onProgress) {
  if (isToShow) {
    const found = await openedHere(/** @type {Blob} */ (source), /** @type {number} */ (number));
    return { found, transferred: [found.bitmap, found.thumbnail] };
  }
  const course = { pace: createPace(), onProgress };
  const picture = pixelsFor(source, region, number);
  if (copy) return { found: await readIn(picture, judgeOf(copy), { ...course, second: secondOpinionOf(rows) }) };
  const found = await piecesIn(picture, course);
  return { found, transferred: [...found.pieces, ...found.others, ...found.specks].map(({ values }) => values.buffer) };
}

/**
 * The last that was asked for: one, since each takes some 3 MB.
 * @type {{ id: number, judge: () => Promise<Judge> } | undefined}
 */
let last;

/** @param {Copy} copy @returns {Promise<Judge>} which reads as the original does */
function judgeOf(copy) {
  if (last?.id !== copy.id) last = { id: copy.id, judge: once(() => createdJudge(copy)) };
  return last.judge();
}

/** @param {Copy} copy @returns {Promise<Judge>} */
async function createdJudge({ files, lessons }) {
  const judge = createJudge(await recognizerFrom(files, withoutEngine));
  return lessons.length > 0 ? judge.taught(lessons) : judge;
}

const withoutEngine = () => Promise.reject(new Error("A worker was sent a network that its engine does not run."));

if (/** @type {any} */ (globalThis).name === NAME && !("document" in globalThis)) {
  addEventListener("message", (event) => void answer(event)); // which never fails: it sends what went wrong
  void live(); // which never fails
}
