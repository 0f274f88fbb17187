/**
 * The page: joins the pad, pictures, the reader and the results. It alone holds state, and `render` alone shows it. (A
 * long file, since the drawing's story and that of pictures share the one state.)
 *
 * Every reading is announced as a `reading` event on the document; its detail is the reading with `strokes` (how many; 0
 * of a picture), `source` ("pad" or "image"), `finished` (false while a stroke still grows) and `latencyMs`: to the
 * reading shown, from the end of the stroke, from the last pointer event of one that still grows, or from the arrival of
 * the picture.
 *
 * @typedef {import("./wording.js").Reading} Reading
 * @typedef {Awaited<ReturnType<typeof import("../digits.js").createReader>>} Reader
 * @typedef {{ strokes: import("./pad.js").Stroke[], timeStamp: number, version: number, finished: boolean }} Ink
 * @typedef {import("./arrivals.js").Arrival & import("./sheet.js").Picture & { isLoaded: boolean, reading: Reading }} Picture
 */

import { onPictures } from "./arrivals.js";
import { createBoxes } from "./boxes.js";
import { createModelStatus } from "./model-status.js";
import { Pad } from "./pad.js";
import { named } from "./parts.js";
import { createResults } from "./results.js";
import { digitAt, middleOf } from "./selection.js";
import { createSheet, openPicture } from "./sheet.js";
import { commandOf, createTools } from "./tools.js";
import { spoken } from "./wording.js";

/** @type {Reading} */
const NOTHING = { text: "", digits: [] };

const part = (/** @type {string} */ name) => named(document, name);
const surface = /** @type {HTMLCanvasElement} */ (part("pad"));
const pad = new Pad(surface);
const sheet = createSheet(document);
const results = createResults(document, { onSelect: select });
const boxes = createBoxes(part("boxes"), { onSelect: select, onDrag: startStroke });
const showStatus = createModelStatus(document);
const inputs = ["upload", "camera"].map((name) => /** @type {HTMLInputElement} */ (part(name)));
const tools = createTools(document, carryOut);

const state = {
  phase: /** @type {"loading" | "ready" | "error"} */ ("loading"),
  message: "", // what failed, in the phase "error"
  loaded: 0, // bytes of the model
  total: 0, // bytes of the model, 0 while not known
  reader: /** @type {Reader | null} */ (null),
  reading: NOTHING, // of the drawing
  wanted: /** @type {Ink | null} */ (null), // the newest ink that waits to be read
  busy: false, // a read of the drawing is under way
  drawing: false, // a stroke grows
  version: 0, // of the finished strokes; what was read from older ones is dropped
  picture: /** @type {Picture | null} */ (null), // read, and on the sheet in place of the drawing
  incoming: /** @type {Picture | null} */ (null), // the newest one, still being read
  notice: "", // what there is to say of the last picture that came
  chosen: /** @type {import("./selection.js").Point | null} */ (null), // where the digit is that somebody chose
};

// The model

async function openReader() {
  Object.assign(state, { phase: "loading", loaded: 0, total: 0 });
  render();
  try {
    const { createReader } = await loadDigits();
    const onProgress = (/** @type {{ loaded: number, total: number }} */ { loaded, total }) => {
      Object.assign(state, { loaded, total });
      render();
    };
    state.reader = await createReader({ model: "default", onProgress });
    state.phase = "ready";
  } catch (error) {
    return fail(error);
  }
  render();
  readLatest(); // what was drawn in the meantime
  readPicture();
}

async function loadDigits() {
  try {
    return await import("../digits.js");
  } catch {
    throw new Error("The part of this page that reads digits did not load. Check the connection, then try again.");
  }
}

/** Says what failed; the drawing stays, and is read when trying again has worked. @param {unknown} error */
function fail(error) {
  const reader = state.reader;
  state.phase = "error";
  state.message = messageOf(error);
  state.reader = null;
  state.reading = NOTHING;
  if (!pad.isEmpty) state.wanted ??= ink(performance.now(), true);
  render();
  reader?.dispose();
}

/** @param {unknown} error */
const messageOf = (error) => (error instanceof Error ? error.message : String(error));

// Reading the drawing

/** @param {number} timeStamp @param {boolean} finished @returns {Ink} */
function ink(timeStamp, finished) {
  return { strokes: pad.strokes, timeStamp, finished, version: state.version };
}

/** Reads the newest ink: one read at a time, and of what comes meanwhile only the newest. */
async function readLatest() {
  if (state.busy) return;
  state.busy = true;
  try {
    while (state.wanted && state.reader) {
      const wanted = state.wanted;
      state.wanted = null;
      const reading = await state.reader.read(wanted.strokes);
      if (wanted.version === state.version) showDrawing(reading, wanted);
    }
  } catch (error) {
    fail(error);
  } finally {
    state.busy = false;
  }
}

/** @param {Reading} reading @param {Ink} from */
function showDrawing(reading, { strokes, timeStamp, finished }) {
  state.reading = reading;
  render();
  if (finished) sayReading();
  announce(reading, { strokes: strokes.length, source: "pad", finished, timeStamp });
}

/** @param {Reading} reading @param {{ strokes: number, source: string, finished: boolean, timeStamp: number }} from */
function announce(reading, { timeStamp, ...from }) {
  const detail = { ...reading, ...from, latencyMs: performance.now() - timeStamp };
  document.dispatchEvent(new CustomEvent("reading", { detail }));
}

/** @param {number} timeStamp @param {boolean} finished */
function read(timeStamp, finished) {
  const drawn = ink(timeStamp, finished);
  state.wanted = pad.isEmpty ? null : drawn;
  if (pad.isEmpty) showDrawing(NOTHING, drawn);
  else readLatest();
}

// Reading pictures

/** A newer picture takes the place of one that is still being read. @param {import("./arrivals.js").Arrival} arrival */
function takePicture(arrival) {
  const picture = { ...arrival, ...openPicture(arrival.file), isLoaded: false, reading: NOTHING };
  state.incoming = picture;
  state.notice = arrival.others ? `${arrival.others + 1} files came; the first, ${arrival.file.name}, is read.` : "";
  render();
  results.say("Reading the picture");
  picture.loaded.then(
    () => {
      picture.isLoaded = true;
      render();
    },
    () => {}, // reading it says why
  );
  readPicture();
}

async function readPicture() {
  const { incoming: picture, reader } = state;
  if (!picture || !reader) return;
  try {
    const reading = await reader.read(picture.file);
    await picture.loaded;
    if (picture === state.incoming) showPicture({ ...picture, reading });
  } catch (error) {
    if (picture !== state.incoming || reader !== state.reader) return;
    if (error instanceof Error && error.name === "ModelError") return fail(error);
    Object.assign(state, { incoming: null, notice: messageOf(error) });
    render();
  }
}

/** @param {Picture} picture */
function showPicture(picture) {
  Object.assign(state, { picture, incoming: null, chosen: null });
  render();
  sayReading();
  announce(picture.reading, { strokes: 0, source: "image", finished: true, timeStamp: picture.timeStamp });
}

/** Back to the drawing, which is as it was. */
function closePicture() {
  Object.assign(state, { picture: null, incoming: null, notice: "", chosen: null });
  render();
  sayReading();
}

// What is shown

/** The picture that is on the sheet; null where the drawing is. */
function pictureShown() {
  return state.incoming?.isLoaded ? state.incoming : state.picture;
}

function readingShown() {
  const picture = pictureShown();
  return picture ? picture.reading : state.reading;
}

/** The digit that was chosen; if there is none, the one that was written last, or in a picture the first. */
function selected() {
  const { digits } = readingShown();
  const chosen = digitAt(digits, state.chosen);
  if (chosen >= 0 || pictureShown()) return Math.max(chosen, 0);
  const newest = digitAt(digits, pad.strokes.at(-1)?.at(-1) ?? null);
  return newest >= 0 ? newest : digits.length - 1;
}

/** @param {number} index */
function select(index) {
  const { digits } = readingShown();
  if (digits.length < 2 || !digits[index]) return;
  state.chosen = middleOf(digits[index].box);
  render();
}

function render() {
  const root = document.documentElement;
  const picture = pictureShown();
  const reading = readingShown();
  root.dataset.state = state.phase;
  root.dataset.view = picture ? "picture" : "drawing";
  root.toggleAttribute("data-empty", pad.isEmpty && !picture);
  root.toggleAttribute("data-drawing", state.drawing);
  sheet.show({ picture, busy: state.incoming !== null && state.phase !== "error", notice: state.notice });
  tools.show(commandsOffered(), picture !== null);
  results.show(reading, selected(), whyNoReading());
  if (!state.drawing) renderBoxes(reading, picture);
  showStatus(state);
}

/** Round the digits of a picture, and of the drawing where there are several: a single one needs none. */
function renderBoxes(/** @type {Reading} */ { digits }, /** @type {Picture | null} */ picture) {
  if (!picture) return boxes.show(digits.length > 1 ? digits : [], pad.size, selected());
  const { naturalWidth: width, naturalHeight: height } = picture.image;
  boxes.show(digits, { width, height }, selected());
}

function whyNoReading() {
  if (state.incoming) return state.reader ? "Reading the picture…" : "Read as soon as the model is here";
  if (state.picture) return "No digits found. Dark ink on light paper, in focus, works best.";
  if (pad.isEmpty) return "Nothing drawn yet";
  return state.reader ? "Nothing to read" : "Read as soon as the model is here";
}

function sayReading() {
  const reading = readingShown();
  if (reading.digits.length) results.say(spoken(reading));
  else results.say(pictureShown() ? whyNoReading() : "Empty");
}

/** @returns {Set<import("./tools.js").Command>} */
function commandsOffered() {
  if (pictureShown()) return new Set(["clear", "back"]);
  const can = { undo: pad.canUndo, redo: pad.canRedo, clear: !pad.isEmpty || state.incoming !== null };
  return new Set(/** @type {(keyof typeof can)[]} */ (Object.keys(can)).filter((command) => can[command]));
}

// Keys and pointers

/** A picture is only closed; the drawing has all commands, and none of them while it is not seen. */
function carryOut(/** @type {import("./tools.js").Command} */ command) {
  const closes = command === "clear" || command === "back";
  if (closes && (state.picture || state.incoming)) closePicture();
  else if (command !== "back" && !pictureShown()) pad[command]();
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  const command = commandOf(event);
  if (!command || event.defaultPrevented) return;
  event.preventDefault();
  if (event.key === "Escape" && state.notice && !state.picture) closeNotice();
  else carryOut(command);
}

/** A stroke that starts on a box goes through to the pad. @param {PointerEvent} start */
function startStroke(start) {
  if (!pictureShown()) surface.dispatchEvent(new PointerEvent("pointerdown", start));
}

function closeNotice() {
  if (!state.notice) return;
  state.notice = "";
  render();
}

// Joins

/** @param {string} type @param {(detail: { timeStamp: number, cause?: string }) => void} then */
function onPad(type, then) {
  pad.addEventListener(type, (event) => then(/** @type {CustomEvent} */ (event).detail));
}

onPad("strokestart", () => {
  Object.assign(state, { drawing: true, notice: "" });
  render();
});
onPad("strokechange", ({ timeStamp }) => read(timeStamp, false));
onPad("change", ({ timeStamp }) => {
  state.version++;
  state.drawing = false;
  if (pad.isEmpty) state.chosen = null;
  read(timeStamp, true);
  render();
});
part("dismiss").addEventListener("click", closeNotice);
document.addEventListener("keydown", onKey);
onPictures(document, inputs, takePicture, () => {
  state.notice = "There is no picture in what was pasted or dropped.";
  render();
});
part("retry").addEventListener("click", openReader);
openReader();
