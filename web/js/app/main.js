/**
 * The page: makes its parts, joins them, and shows the state. What happens is decided in `network-choice.js`,
 * `drawing-reader.js`, `picture-reader.js`, `bring.js` and `commands.js`; what is shown, in `view.js`.
 *
 * Every reading is announced as a `reading` event on the document; its detail is the reading with `strokes` (how many;
 * 0 of a picture), `source` ("pad", "image" or "sample"; of a test digit also its `label`), `finished` (false while a
 * stroke still grows) and `latencyMs`: to the reading, from the end of the stroke, from the last pointer event of one
 * that still grows, or from the arrival of the picture. After another network has been chosen, what is on the sheet is
 * read again, and announced; so is what is left of it once unreadable "?"s are hidden.
 *
 * What these parts do takes time, and none of it is waited for here: each tells of its own failures, in a notice or in
 * the network's state, and never rejects. `void` says so.
 */
import { onPictures } from "./arrivals.js";
import { createBoxes } from "./boxes.js";
import { createBring, rememberPicture } from "./bring.js";
import { createCommands } from "./commands.js";
import { createCopy } from "./copy.js";
import { createLearning } from "./corrections/loader.js";
import { createDrawingReader } from "./drawing-reader.js";
import { createEditor } from "./editor.js";
import { pad, surface } from "./entry.js";
import { createErasing } from "./erasing.js";
import { createKeeping } from "./kept.js";
import { createLater } from "./later.js";
import { createMeaning } from "./meaning.js";
import { createModelStatus } from "./model-status.js";
import { createNetworkChoice } from "./network-choice.js";
import { createOffline } from "./offline.js";
import { createPanels } from "./panels/panels.js";
import { createPictureReader } from "./picture-reader.js";
import { createResults } from "./results.js";
import { middleOf } from "./selection.js";
import { createSheet } from "./sheet.js";
import { INITIAL } from "./state.js";
import { createStore } from "./store.js";
import { createTools } from "./tools.js";
import * as view from "./view.js";
import { imported } from "../reader/shared/imported.js";
import { once } from "../reader/shared/once.js";
import { whenIdle } from "../ui/idle.js";
import { named } from "../ui/parts.js";
import { messageOf } from "../ui/wording.js";

const DIALOGS = /** @type {const} */ (["history", "save", "settings", "correction", "camera"]); // which buttons open

// Milliseconds after the page can read before an empty pad invites to write. If larger, people wonder what to do; if
// smaller, it takes from what a first visit loads.
const INVITES = 500;

const part = (/** @type {string} */ name) => named(document, name);
const inputs = ["upload", "camera"].map((name) => /** @type {HTMLInputElement} */ (part(name)));
const [updateNow, openCorrection, copyButton, hostNote] = ["update-now", "open-correction", "copy", "host-note"].map(
  part,
);
const store = createStore(INITIAL, show);

// What happens

const learning = createLearning({ onLearnt: () => void readAgain(), onFailure: notice });
const networks = createNetworkChoice({ store, learning, onReady, onLost });
const editor = createEditor(notice);
const drawings = createDrawingReader({ store, pad, editor, onRead: onDrawingRead, onFailure: networks.fail });
const pictures = createPictureReader({
  store,
  onOpened: onPictureOpened,
  onRead: onPictureRead,
  onRefused: sayReading, // the notice is said by itself
  onFailure: networks.fail,
});
const bring = createBring({ store, pad, pictures, onBack: sayReading });
const commands = createCommands({ store, pad, editor, bring });
const meaning = createMeaning({ store, pad, editor });
const keeping = createKeeping({ store, pad });
const offline = createOffline({ onNewVersion: offerNewVersion, onNote: sayOfHost });

// What is seen

const sheet = createSheet(document);
const results = createResults(document, { onSelect: select });
const pictureParts = createLater(
  () => Promise.all([import("./part/tools.js"), import("./part/style.js")]),
  ([{ createPictureTools }]) =>
    createPictureTools(document, {
      store,
      bring,
      announce,
      isTyped: (read, box) => table.made?.isTyped(read, box) ?? false,
      say: results.say,
      notice,
    }),
  notice,
);
const table = createLater(
  () => Promise.all([import("./table/table.js"), import("./table/style.js")]),
  ([{ createTable }]) => createTable(document, { store, bring, lessons: learning.lessons, say: results.say, notice }),
  notice,
);
const welcome = createLater(
  () => Promise.all([import("./welcome/welcome.js"), import("./welcome/style.js")]),
  ([{ createWelcome }]) => createWelcome(document.documentElement, { pad, bring, dialogs }),
  () => {}, // the page works as well without
);
const acts = createLater(
  editor.load,
  ({ createActs, widthsOf }) => {
    pad.useWidths(widthsOf);
    return createActs(document, {
      ...{ store, pad, onChange: bring.write },
      ...{ lessons: learning.lessons, say: results.say, notice },
    });
  },
  () => {}, // the page works as well without
);
const keyboardPen = once(async () => {
  const { createPen } = await imported(() => import("./keyboard.js"), "You can't write by keyboard yet: its script");
  createPen({ surface, mark: part("pen-mark"), keys: part("pen-keys") }, pad, { onPen: results.say });
  surface.onkeydown = null;
});
const boxes = createBoxes(part("boxes"), { onSelect: select, onDrag: startStroke });
const showStatus = createModelStatus(document, (name) => void networks.choose(name));
const panels = createPanels(document, { onPress: togglePanel });
const tools = createTools(document, (command) => commands.carryOut(command));
const erasing = createErasing(
  part("sheet"),
  surface,
  { pad, reading: () => store.state.drawing.reading, onBegin: bring.write },
  editor,
  () => store.state.isErasing,
);
createCopy(copyButton, {
  contentOf,
  isElsewhere,
  say: results.say,
  onFailure: notice,
});
const dialogs = createLater(
  () => import("./dialogs/dialogs.js"),
  ({ createDialogs }) => createDialogs(document, dialogPage),
  notice,
);
for (const name of DIALOGS) part(`open-${name}`).addEventListener("click", () => dialogs.show({}, name));
/** @type {Omit<import("./dialogs/dialogs.js").Page, "close" | "closed">} */
const dialogPage = {
  strokes: () => pad.strokes,
  size: () => pad.size,
  reading: () => view.readingShown(store.state),
  contentOf,
  digit: () => view.selectedDigit(store.state),
  lessons: learning.lessons,
  model: () => store.state.network.name,
  picture: () => view.pictureShown(store.state),
  reader: () => store.state.network.reader,
  bring,
  history: () => store.state.history,
  keep: keeping.keep,
  redraw: () => pad.redraw(),
};

/** @param {import("./state.js").State} state */
function show(state) {
  const root = document.documentElement;
  const picture = view.pictureShown(state);
  const { shown } = state.pictures;
  const reading = view.readingShown(state);
  const selected = view.selectedIndex(state);
  root.dataset.state = view.pageState(state);
  root.dataset.view = picture ? "picture" : "drawing";
  root.toggleAttribute("data-empty", view.isEmpty(state));
  root.toggleAttribute("data-drawing", state.drawing.isGrowing);
  root.toggleAttribute("data-panel", state.panel !== null);
  sheet.show({ picture, busy: view.isBusy(state), share: state.pictures.share, notice: state.notice });
  pictureParts.show(picture?.image, picture);
  table.show(shown?.testDigit ? null : shown, { visible: picture, shown, chosen: state.chosen });
  tools.show(view.commandsOffered(state), { isPicture: picture !== null, isErasing: state.isErasing });
  erasing.show(state.isErasing && !picture);
  const isFree = view.isEmpty(state) && !view.hasPicture(state);
  welcome.show(state.isInviting && isFree, isFree);
  results.show(reading, selected, view.whyNoReading(state), view.verdictShown(state));
  const { digits, size } = view.boxesShown(state);
  if (!state.drawing.isGrowing) boxes.show(digits, size, selected);
  showStatus(state.network);
  updateNow.hidden = !state.newVersion;
  openCorrection.classList.toggle("unseen", !view.canCorrect(state));
  acts.show(state.isInviting || null, { state, digit: view.selectedDigit(state) });
  copyButton.classList.toggle("unseen", !reading.text);
  panels.show(state.panel, view.panelView(state));
}

/** What there is to copy, by its type: the table of a picture, or the number. @returns {Record<string, string>} */
function contentOf() {
  return table.made?.copied() ?? { "text/plain": view.readingShown(store.state).text };
}

/** Whether a dialog is open. */
function isElsewhere() {
  return dialogs.made?.isOpen ?? false;
}

function sayReading() {
  results.say(view.readingSpoken(store.state));
}

/** @param {unknown} error */
function notice(error) {
  store.update({ notice: messageOf(error) });
}

/** @param {import("./panels/panels.js").PanelName} name */
function togglePanel(name) {
  store.update({ panel: store.state.panel === name ? null : name });
}

/** @param {number} index */
function select(index) {
  const { digits } = view.readingShown(store.state);
  if (digits.length > 1 && digits[index]) store.update({ chosen: middleOf(digits[index].box) });
}

// Readings

async function readAgain() {
  await Promise.all([drawings.readAgain(), pictures.readAgain()]);
}

async function onReady() {
  offline.lookForNewVersion(); // not before this page has all that it needs itself
  await readAgain();
  setTimeout(() => whenIdle(invite), INVITES);
}

/** To write, and by keys. */
function invite() {
  fetchPen();
  store.update({ isInviting: true });
}

/** Where it does not come, those are told who press its keys. */
function fetchPen() {
  keyboardPen().catch(() => {});
}

/** What was drawn, or brought, waits until a network reads again. */
function onLost() {
  drawings.forget();
  pictures.wait();
  if (store.state.pictures.incoming) results.say(view.whyNoReading(store.state));
}

/** @param {import("../offline/register.js").UseNewVersion} newVersion */
function offerNewVersion(newVersion) {
  store.update({ newVersion });
  results.say("A new version is ready");
}

/** @param {string} note */
function sayOfHost(note) {
  hostNote.textContent = note;
  hostNote.hidden = false;
}

/** @param {import("./drawing-reader.js").Read} read */
function onDrawingRead({ reading, strokes, isFinished, timeStamp }) {
  if (isFinished) sayReading();
  announce(reading, { strokes, source: "pad", finished: isFinished, timeStamp });
}

/** It takes the place of the one before, and is going to be read. @param {import("./state.js").Picture} picture */
function onPictureOpened(picture) {
  rememberPicture(store, picture);
  results.say(view.whyNoReading(store.state));
}

/** @param {import("./state.js").Picture} picture */
function onPictureRead({ reading, testDigit, timeStamp }) {
  sayReading();
  const from = testDigit ? { source: "sample", label: testDigit.label } : { source: "image" };
  announce(reading, { ...from, strokes: 0, finished: true, timeStamp });
}

/**
 * @param {import("./state.js").Reading} reading
 * @param {{ strokes: number, source: string, finished: boolean, timeStamp: number }} from
 */
function announce(reading, { timeStamp, ...from }) {
  const detail = { ...reading, ...from, latencyMs: performance.now() - timeStamp };
  document.dispatchEvent(new CustomEvent("reading", { detail }));
  if (from.finished && reading.digits.length) offline.keepSoon(from.source);
}

// Joins

/** A stroke that starts on a box goes through to the pad, or a drag to the picture. @param {PointerEvent} start */
function startStroke(start) {
  if (view.pictureShown(store.state)) pictureParts.made?.begin(start);
  else surface.dispatchEvent(new PointerEvent("pointerdown", start));
}

/** @param {string} type @param {(detail: { timeStamp: number, cause: import("../pad/pad.js").Cause }) => void} then */
function onPad(type, then) {
  pad.addEventListener(type, (event) => then(/** @type {CustomEvent} */ (event).detail));
}

function onStrokeStart() {
  bring.write();
  drawings.begin();
}

/** @param {{ timeStamp: number, cause?: import("../pad/pad.js").Cause }} detail */
function onChange({ timeStamp, cause = "load" }) {
  if (pad.isEmpty) store.update({ chosen: null, isErasing: false });
  void drawings.change(timeStamp);
  meaning.look(cause);
  keeping.keepSoon();
}

/** Of ink that was drawn before this script ran, nobody has told. */
function takeUpInk() {
  if (pad.isEmpty) return;
  onStrokeStart();
  if (!pad.isDrawing) onChange({ timeStamp: performance.now() });
}

onPad("strokestart", onStrokeStart);
onPad("strokechange", ({ timeStamp }) => void drawings.grow(timeStamp));
onPad("change", onChange);
onPad("reshape", () => pad.arrange((strokes) => editor.placed(strokes, pad.size))); // a phone is turned
surface.addEventListener("focus", fetchPen);
// A key that comes before the pen waits for it.
surface.onkeydown = (event) => {
  if (event.altKey || !/^( |Enter|Arrow)|Numpad[1-9]/.test(event.key + event.code)) return;
  event.preventDefault();
  keyboardPen().then(() => surface.dispatchEvent(new KeyboardEvent("keydown", event)), notice);
};
const takeFile = (/** @type {import("./arrivals.js").Arrival} */ arrival) => void bring.file(arrival);
onPictures(document, inputs, takeFile, () => {
  store.update({ notice: "What you pasted or dropped is not a picture." });
});
document.addEventListener("keydown", (event) => isElsewhere() || commands.onKey(event));
part("dismiss").addEventListener("click", () => store.update({ notice: "" }));
part("sample").addEventListener("click", (press) => void bring.testDigit(press));
part("retry").addEventListener("click", () => void networks.open());
updateNow.addEventListener("click", () => store.state.newVersion?.());
addEventListener("pagehide", keeping.keep);
addEventListener("pageshow", ({ persisted }) => persisted && keeping.bringNewer());
document.addEventListener("freeze", keeping.keep);
document.addEventListener("visibilitychange", () => document.hidden && keeping.keep());
addEventListener("hashchange", () => void bring.link());

void bring.link();
takeUpInk();
keeping.bringBack();
show(store.state); // before anything is seen, or what was made would move in the next frame
document.documentElement.dataset.started = ""; // see not-running.js, and css/app.css
void networks.open();
