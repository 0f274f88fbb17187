/**
 * The page: joins the pad, pictures, the reader and the results. It alone holds state, and `render` alone shows it. (A
 * long file, since the drawing's story and that of pictures share the one state.)
 *
 * Every reading is announced as a `reading` event on the document; its detail is the reading with `strokes` (how many; 0
 * of a picture), `source` ("pad", "image" or "sample"; of a sample also its `label`), `finished` (false while a stroke
 * still grows) and `latencyMs`: to the reading shown, from the end of the stroke, from the last pointer event of one that
 * still grows, or from the arrival of the picture. What is there is read anew, and announced, when another network has
 * been chosen.
 *
 * @typedef {import("../ui/wording.js").Reading} Reading
 * @typedef {import("../reader/networks.js").Reader} Reader
 * @typedef {{ strokes: import("../pad/pad.js").Stroke[], timeStamp: number, version: number, finished: boolean }} Ink
 * @typedef {import("./sheet.js").Picture & Pick<import("./arrivals.js").Arrival, "timeStamp"> & {
 *   read: (reader: Reader) => Promise<Reading>, sample: import("../ui/test-digits.js").Sample | null,
 *   isLoaded: boolean, reading: Reading }} Picture a photograph or the like, or a digit of the site's test set
 */

import { onPictures } from "./arrivals.js";
import { createBoxes } from "./boxes.js";
import { createDialogs } from "./dialogs/dialogs.js";
import { withEntry } from "./history.js";
import { keep, kept } from "./kept.js";
import { createKeyboardPen } from "../pad/keyboard-pen.js";
import { createLearning } from "./corrections/loader.js";
import { createModelStatus } from "./model-status.js";
import { forgetNetwork, loadNetwork, networkNames } from "../reader/networks.js";
import { chosenNetwork, rememberNetwork } from "./network-choice.js";
import { Pad } from "../pad/pad.js";
import { createPanels } from "./panels/panels.js";
import { named } from "../ui/parts.js";
import { applyPreferences, preferences } from "./preferences.js";
import { createResults } from "./results.js";
import { digitAt, middleOf } from "./selection.js";
import { createSheet, openPicture } from "./sheet.js";
import { commandOf, createTools } from "./tools.js";
import { messageOf, spoken, verdict } from "../ui/wording.js";
import { notLoaded } from "../reader/shared/not-loaded.js";
import { keepOffline } from "../offline/register.js";

/** @type {Reading} */
const NOTHING = { text: "", digits: [] };

const part = (/** @type {string} */ name) => named(document, name);
applyPreferences(preferences()); // before there is a pad, which looks at them
const surface = /** @type {HTMLCanvasElement} */ (part("pad"));
const pad = new Pad(surface);
const sheet = createSheet(document, { onWriting: onWritingOnPicture });
const results = createResults(document, { onSelect: select });
const boxes = createBoxes(part("boxes"), { onSelect: select, onDrag: startStroke });
const showStatus = createModelStatus(document, chooseModel);
const panels = createPanels(document, { onPress: togglePanel });
const [updateNow, openCorrection] = ["update-now", "open-correction"].map(part);
const inputs = ["upload", "camera"].map((name) => /** @type {HTMLInputElement} */ (part(name)));
const tools = createTools(document, carryOut);
const dialogs = createDialogs(document, {
  strokes: () => pad.strokes,
  size: () => pad.size,
  reading: readingShown,
  digit: () => readingShown().digits[selected()],
  lessons: () => learning.lessons(),
  model: () => state.model,
  isPicture: () => pictureShown() !== null,
  draw,
  history: () => state.history,
  bringBack,
  redraw: () => pad.redraw(),
});
const learning = createLearning({ onLearnt: readAnew, onFailure: notice });

const state = {
  phase: /** @type {"loading" | "ready" | "error"} */ ("loading"),
  message: "", // what failed, in the phase "error"
  models: /** @type {string[]} */ ([]), // all that can be chosen; empty while not known
  choice: "", // the model that somebody wants
  model: "", // the one that reads, until the other is there
  loaded: 0, // bytes of the model chosen
  total: 0, // bytes of it, 0 while not known
  reader: /** @type {Reader | null} */ (null),
  reading: NOTHING, // of the drawing
  wanted: /** @type {Ink | null} */ (null), // the newest ink that waits to be read
  busy: false, // a read of the drawing is under way
  drawing: false, // a stroke grows
  version: 0, // of the finished strokes; what was read from older ones is dropped
  picture: /** @type {Picture | null} */ (null), // read, and on the sheet in place of the drawing
  incoming: /** @type {Picture | null} */ (null), // the newest one, still being read
  notice: "", // what there is to say of the last picture that came
  panel: /** @type {import("./panels/panels.js").PanelName | null} */ (null), // the one that is open
  chosen: /** @type {import("./selection.js").Point | null} */ (null), // where the digit is that somebody chose
  history: /** @type {import("./history.js").Entry[]} */ ([]), // of this sitting, the newest first
  newVersion: /** @type {import("../offline/register.js").UseNewVersion | null} */ (null), // of the site, which waits
};

// The model

async function openReader() {
  Object.assign(state, { phase: "loading", loaded: 0, total: 0 });
  render();
  try {
    state.models = await networkNames();
  } catch (error) {
    return fail(error);
  }
  chooseModel(state.choice || chosenNetwork(state.models));
}

/** The one that reads goes on reading until the other is there. @param {string} name */
async function chooseModel(name) {
  Object.assign(state, { choice: name, loaded: 0, total: 0, phase: state.reader ? "ready" : "loading" });
  render();
  const onProgress = (/** @type {{ loaded: number, total: number }} */ progress) => {
    if (name !== state.choice) return;
    Object.assign(state, progress);
    render();
  };
  try {
    const reader = await loadNetwork(name, onProgress);
    await learning.teach(reader);
    if (name !== state.choice) return; // yet another was chosen meanwhile
    Object.assign(state, { reader, model: name, phase: "ready" });
    rememberNetwork(name);
    keepOffline(offerNewVersion); // not before this page has all that it needs itself
  } catch (error) {
    if (name !== state.choice) return;
    if (!state.reader) return fail(error);
    state.choice = state.model;
    state.notice = `The network ${name} could not be loaded, and ${state.model} goes on reading. ${messageOf(error)}`;
    return render();
  }
  render();
  readAnew();
}

/** @param {import("../offline/register.js").UseNewVersion} use */
function offerNewVersion(use) {
  state.newVersion = use;
  render();
  results.say("A new version is ready");
}

/** What is there, or came in the meantime. */
function readAnew() {
  if (!pad.isEmpty) state.wanted ??= ink(performance.now(), !state.drawing);
  if (state.incoming)
    state.incoming = { ...state.incoming }; // what the old one still reads, is dropped
  else if (state.picture) state.incoming = { ...state.picture, timeStamp: performance.now() };
  readLatest();
  readPicture();
}

/** Says what failed; the drawing stays, and is read when trying again has worked. @param {unknown} error */
function fail(error) {
  if (state.reader) learning.leave(state.reader);
  forgetNetwork(state.model);
  Object.assign(state, { phase: "error", message: messageOf(error), reader: null, model: "", reading: NOTHING });
  render();
  if (state.incoming) results.say(whyNoReading());
}

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
      const reading = await readOrRefuse(state.reader, wanted.strokes);
      if (wanted.version === state.version) showDrawing(reading, wanted);
    }
  } catch (error) {
    fail(error);
  } finally {
    state.busy = false;
  }
}

/**
 * Nothing is read where there is more than can be, and a notice says so.
 * @param {Reader} reader
 * @param {Ink["strokes"]} strokes
 */
async function readOrRefuse(reader, strokes) {
  try {
    return await reader.read(strokes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    state.notice = messageOf(error);
    return NOTHING;
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

/** @param {import("./arrivals.js").Arrival} arrival */
function takeFile({ file, others, timeStamp }) {
  if (file.type === "application/json") return takeDrawing(file);
  const read = (/** @type {Reader} */ reader) => reader.read(file);
  open({ ...openPicture(file, file.name), timeStamp, read, sample: null, isLoaded: false, reading: NOTHING });
  state.notice = others ? `${others + 1} files came; the first, ${file.name}, is read.` : "";
  render();
  results.say(whyNoReading());
}

/** A digit of the test set, any one, in the place of a picture. @param {{ timeStamp: number }} event */
async function takeSample({ timeStamp }) {
  try {
    const { pictureOf, randomSample } = await import("../ui/test-digits.js").catch(notLoaded("What shows test digits"));
    const sample = await randomSample();
    const read = (/** @type {Reader} */ reader) => reader.readPrepared(sample.image, sample.box);
    const picture = openPicture(await pictureOf(sample), `labelled ${sample.label}, of ${sample.set}`);
    open({ ...picture, timeStamp, read, sample, isLoaded: false, reading: NOTHING });
    state.notice = "";
  } catch (error) {
    state.notice = messageOf(error);
  }
  render();
}

/** A newer picture takes the place of one that is still being read. @param {Picture} picture */
function open(picture) {
  rememberPicture();
  state.incoming = picture;
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
    const reading = await picture.read(reader);
    await picture.loaded;
    if (picture === state.incoming) showPicture({ ...picture, reading });
  } catch (error) {
    if (picture !== state.incoming || reader !== state.reader) return;
    if (error instanceof Error && error.name === "ModelError") return fail(error);
    Object.assign(state, { incoming: null, notice: messageOf(error) });
    render();
    sayReading(); // the notice is said by itself; what was read before it, holds again
  }
}

/** @param {Picture} picture */
function showPicture(picture) {
  const chosen = picture.image === state.picture?.image ? state.chosen : null;
  Object.assign(state, { picture, incoming: null, chosen });
  render();
  sayReading();
  const { reading, timeStamp, sample } = picture;
  const from = sample ? { source: "sample", label: sample.label } : { source: "image" };
  announce(reading, { ...from, strokes: 0, finished: true, timeStamp });
}

/** Back to the drawing, which is as it was. */
function closePicture() {
  rememberPicture();
  Object.assign(state, { picture: null, incoming: null, notice: "", chosen: null });
  render();
  sayReading();
}

// What was there before

function rememberDrawing() {
  const entry = { text: state.reading.text, strokes: pad.strokes, picture: null };
  if (!pad.isEmpty) state.history = withEntry(state.history, entry);
}

function rememberPicture() {
  const { picture } = state;
  if (picture) state.history = withEntry(state.history, { text: picture.reading.text, strokes: [], picture });
}

/** Puts a drawing in the place of what is there. @param {import("../pad/pad.js").Stroke[]} strokes */
function draw(strokes) {
  rememberDrawing();
  if (hasPicture()) closePicture();
  pad.load(strokes);
}

/** A drawing that was saved. @param {File} file */
async function takeDrawing(file) {
  try {
    const { strokesOfFile } = await import("./drawings/file.js").catch(notLoaded("What opens drawings"));
    draw(await strokesOfFile(file));
  } catch (error) {
    notice(error);
  }
}

/** @param {import("./history.js").Entry} entry */
function bringBack({ strokes, picture }) {
  if (picture) open({ ...picture, timeStamp: performance.now() });
  else draw(strokes);
}

/** A drawing that the address holds; once it is drawn, the address is the page's again. */
async function drawLinked() {
  if (!location.hash.startsWith("#drawing=")) return;
  try {
    const { strokesOfFragment } = await import("./drawings/link.js").catch(notLoaded("What reads links"));
    draw(strokesOfFragment(location.hash) ?? []);
  } catch (error) {
    notice(error);
  }
  history.replaceState(history.state, "", location.pathname + location.search);
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
  const index = selected();
  root.dataset.state = state.phase;
  root.dataset.view = picture ? "picture" : "drawing";
  root.toggleAttribute("data-empty", pad.isEmpty && !picture);
  root.toggleAttribute("data-drawing", state.drawing);
  root.toggleAttribute("data-panel", state.panel !== null);
  sheet.show({ picture, busy: state.incoming !== null && state.phase !== "error", notice: state.notice });
  tools.show(commandsOffered(), picture !== null);
  results.show(reading, index, whyNoReading(), verdictShown());
  if (!state.drawing) renderBoxes(reading, picture, index);
  showStatus(state);
  updateNow.hidden = !state.newVersion;
  // A test digit has its label; what was learnt from it would spoil the test set.
  openCorrection.classList.toggle("unseen", !reading.digits[index] || Boolean(picture?.sample));
  const { reader, model } = state;
  panels.show(state.panel, { reader, model, reading, digit: reading.digits[index], read: picture?.read ?? readPad });
}

/** @param {Reader} reader */
const readPad = (reader) => reader.read(pad.strokes);

/** @param {import("./panels/panels.js").PanelName} name */
function togglePanel(name) {
  state.panel = state.panel === name ? null : name;
  render();
}

/**
 * Round the digits of a picture, and of the drawing where there are several: a single one needs none.
 * @param {Reading} reading
 * @param {Picture | null} picture
 * @param {number} index of the digit that is selected
 */
function renderBoxes({ digits }, picture, index) {
  if (!picture) return boxes.show(digits.length > 1 ? digits : [], pad.size, index);
  const { naturalWidth: width, naturalHeight: height } = picture.image;
  boxes.show(digits, { width, height }, index);
}

function whyNoReading() {
  if (state.incoming) return state.reader ? "Reading the picture…" : "Read as soon as the model is here";
  if (state.picture) return "No digits found. Dark ink on light paper, in focus, works best.";
  if (pad.isEmpty) return "Nothing drawn yet";
  return state.reader ? "Nothing to read" : "Read as soon as the model is here";
}

/** Of a test digit that has been read. */
function verdictShown() {
  const picture = pictureShown();
  return picture?.sample && picture.reading.digits.length ? verdict(picture.sample, picture.reading) : "";
}

function sayReading() {
  const reading = readingShown();
  const said = verdictShown();
  if (reading.digits.length) results.say(said ? `${spoken(reading)}. ${said}` : spoken(reading));
  else results.say(pad.isEmpty && !pictureShown() ? "Empty" : whyNoReading());
}

/** @returns {Set<import("./tools.js").Command>} */
function commandsOffered() {
  if (pictureShown()) return new Set(["clear", "back"]);
  const can = { undo: pad.canUndo, redo: pad.canRedo, clear: !pad.isEmpty || state.incoming !== null };
  return new Set(/** @type {(keyof typeof can)[]} */ (Object.keys(can)).filter((command) => can[command]));
}

// Keys and pointers

/** A picture has none of the drawing's commands, but Clear clears both. @param {import("./tools.js").Command} command */
function carryOut(command) {
  if (command === "back") return closePicture();
  if (command === "clear") rememberDrawing();
  if (command === "clear" && hasPicture()) closePicture();
  if (command === "clear" || !pictureShown()) pad[command]();
}

/** Whether a picture is shown, or read. */
const hasPicture = () => state.picture !== null || state.incoming !== null;

/** @param {KeyboardEvent} event */
function onKey(event) {
  const command = commandOf(event);
  if (!command || event.defaultPrevented || dialogs.isOpen) return;
  event.preventDefault();
  if (event.key === "Escape" && state.notice && !state.picture) closeNotice();
  else carryOut(command === "clear" && hasPicture() ? "back" : command); // keys are pressed by mistake more easily
}

/** A stroke that starts on a box goes through to the pad. @param {PointerEvent} start */
function startStroke(start) {
  if (!pictureShown()) surface.dispatchEvent(new PointerEvent("pointerdown", start));
}

/** A picture takes no ink. */
function onWritingOnPicture() {
  if (state.notice) return;
  state.notice = "This is a picture. To write, go back to the drawing.";
  render();
}

function closeNotice() {
  if (!state.notice) return;
  state.notice = "";
  render();
}

/** @param {unknown} error */
function notice(error) {
  state.notice = messageOf(error);
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
createKeyboardPen({ surface: part("pad"), mark: part("pen-mark"), keys: part("pen-keys") }, pad, {
  onPen: results.say,
});
part("dismiss").addEventListener("click", closeNotice);
part("sample").addEventListener("click", takeSample);
updateNow.addEventListener("click", () => state.newVersion?.());
document.addEventListener("keydown", onKey);
onPictures(document, inputs, takeFile, () => {
  state.notice = "There is no picture in what was pasted or dropped.";
  render();
});
part("retry").addEventListener("click", openReader);
addEventListener("pagehide", () => keep(pad.strokes, state.history));
addEventListener("theme", () => pad.redraw());
addEventListener("hashchange", drawLinked);
const { strokes, history: earlier } = kept();
state.history = earlier;
if (strokes.length) pad.load(strokes);
drawLinked();
openReader();
document.documentElement.dataset.started = ""; // see not-running.js
