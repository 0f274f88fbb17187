/**
 * The page: joins the pad, the reader and the results. It alone holds state, and `render` alone shows it.
 *
 * Every reading is announced as a `reading` event on the document; its detail is the reading with `strokes` (how many),
 * `source`, `finished` (false while a stroke still grows) and `latencyMs`, from the end of the stroke, or from the last
 * pointer event of one that still grows, to the reading shown.
 *
 * @typedef {import("./results.js").Reading} Reading
 * @typedef {Awaited<ReturnType<typeof import("./digits.js").createReader>>} Reader
 * @typedef {{ strokes: import("./pad.js").Stroke[], timeStamp: number, version: number, finished: boolean }} Ink
 */

import { Pad } from "./pad.js";
import { createResults } from "./results.js";

/** @type {Reading} */
const NOTHING = { text: "", digits: [] };

/** @param {string} name */
const part = (name) => /** @type {HTMLElement} */ (document.querySelector(`[data-testid="${name}"]`));

const pad = new Pad(/** @type {HTMLCanvasElement} */ (part("pad")));
const results = createResults(document);
const buttons = {
  undo: /** @type {HTMLButtonElement} */ (part("undo")),
  redo: /** @type {HTMLButtonElement} */ (part("redo")),
  clear: /** @type {HTMLButtonElement} */ (part("clear")),
};

const state = {
  phase: /** @type {"loading" | "ready" | "error"} */ ("loading"),
  message: "", // what failed, in the phase "error"
  loaded: 0, // bytes of the model
  total: 0, // bytes of the model, 0 while not known
  reader: /** @type {Reader | null} */ (null),
  reading: NOTHING,
  wanted: /** @type {Ink | null} */ (null), // the newest ink that waits to be read
  busy: false, // a read is under way
  version: 0, // of the finished strokes; what was read from older ones is dropped
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
}

async function loadDigits() {
  try {
    return await import("./digits.js");
  } catch {
    throw new Error("The part of this page that reads digits did not load. Check the connection, then try again.");
  }
}

/** Says what failed; the drawing stays, and is read when trying again has worked. @param {unknown} error */
function fail(error) {
  const reader = state.reader;
  state.phase = "error";
  state.message = error instanceof Error ? error.message : String(error);
  state.reader = null;
  state.reading = NOTHING;
  if (!pad.isEmpty) state.wanted ??= ink(performance.now(), true);
  render();
  reader?.dispose();
}

// Reading

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
      if (wanted.version === state.version) show(reading, wanted);
    }
  } catch (error) {
    fail(error);
  } finally {
    state.busy = false;
  }
}

/** @param {Reading} reading @param {Ink} from */
function show(reading, { strokes, timeStamp, finished }) {
  state.reading = reading;
  render();
  if (finished) results.say(reading);
  const latencyMs = performance.now() - timeStamp;
  const detail = { ...reading, strokes: strokes.length, source: "pad", finished, latencyMs };
  document.dispatchEvent(new CustomEvent("reading", { detail }));
}

/** @param {number} timeStamp @param {boolean} finished */
function read(timeStamp, finished) {
  const drawn = ink(timeStamp, finished);
  state.wanted = pad.isEmpty ? null : drawn;
  if (pad.isEmpty) show(NOTHING, drawn);
  else readLatest();
}

// The page

function render() {
  document.documentElement.dataset.state = state.phase;
  document.documentElement.toggleAttribute("data-empty", pad.isEmpty);
  enable(buttons.undo, pad.canUndo);
  enable(buttons.redo, pad.canRedo);
  enable(buttons.clear, !pad.isEmpty);
  results.show(state.reading, whyNoReading());
  renderModel();
}

function whyNoReading() {
  if (pad.isEmpty) return "Nothing drawn yet";
  return state.reader ? "Nothing to read" : "Read as soon as the model is here";
}

function renderModel() {
  const { phase, message, loaded, total, reader } = state;
  const progress = /** @type {HTMLProgressElement} */ (part("progress"));
  part("error").hidden = phase !== "error";
  write("message", phase === "error" ? message : "");
  progress.hidden = phase !== "loading";
  if (total) Object.assign(progress, { max: total, value: loaded });
  else progress.removeAttribute("value");
  if (phase === "loading")
    write("model", total ? `Loading the model, ${kilobytes(loaded, total)}` : "Loading the model");
  if (phase === "error") write("model", "No model reads at the moment. What you draw is kept.");
  if (reader) write("model", describeModel(reader));
}

/** @param {Reader} reader */
function describeModel({ card, backend }) {
  const files = /** @type {{ bytes: number }[]} */ (Object.values(card.files ?? {}));
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const facts = [`Read by the ${card.name} network`];
  if (card.parameters) facts.push(`${card.parameters.toLocaleString("en")} parameters`);
  if (bytes) facts.push(kilobytes(bytes));
  facts.push(backend === "wasm" ? "WebAssembly" : "slower, without WebAssembly");
  return facts.join(" · ");
}

/** @param {number[]} bytes one amount, or how much of how much */
function kilobytes(...bytes) {
  return `${bytes.map((amount) => Math.round(amount / 1000)).join(" of ")}\u00a0KB`;
}

/** @param {string} name @param {string} text */
function write(name, text) {
  const element = part(name);
  if (element.textContent !== text) element.textContent = text;
}

/**
 * A button that is switched off would lose the keyboard's focus: another one takes it.
 * @param {HTMLButtonElement} button
 * @param {boolean} on
 */
function enable(button, on) {
  if (button.disabled === !on) return;
  const focused = document.activeElement === button;
  button.disabled = !on;
  if (focused && !on)
    Object.values(buttons)
      .find((other) => !other.disabled)
      ?.focus();
}

// Keys

/** @param {KeyboardEvent} event */
function onKey(event) {
  const command = commandOf(event);
  if (!command || event.defaultPrevented || isTyping(event.target)) return;
  event.preventDefault();
  pad[command]();
}

/** @param {KeyboardEvent} event @returns {"undo" | "redo" | "clear" | undefined} */
function commandOf({ key, code, ctrlKey, metaKey, shiftKey, altKey }) {
  if (altKey) return;
  // Where the keyboard writes other letters, the key's place counts.
  const letter = /^[a-z]$/i.test(key) ? key.toLowerCase() : code.replace("Key", "").toLowerCase();
  if ((ctrlKey || metaKey) && letter === "z") return shiftKey ? "redo" : "undo";
  if (ctrlKey && !shiftKey && letter === "y") return "redo";
  if (!ctrlKey && !metaKey && !shiftKey && ["Escape", "Delete", "Backspace"].includes(key)) return "clear";
}

/** @param {EventTarget | null} target */
function isTyping(target) {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select"));
}

// Joins

/** @param {string} type @param {(detail: { timeStamp: number, cause?: string }) => void} then */
function onPad(type, then) {
  pad.addEventListener(type, (event) => then(/** @type {CustomEvent} */ (event).detail));
}

onPad("strokestart", render);
onPad("strokechange", ({ timeStamp }) => read(timeStamp, false));
onPad("change", ({ timeStamp }) => {
  state.version++;
  read(timeStamp, true);
  render();
});
for (const [command, button] of Object.entries(buttons))
  button.addEventListener("click", () => pad[/** @type {"undo" | "redo" | "clear"} */ (command)]());
document.addEventListener("keydown", onKey);
part("retry").addEventListener("click", openReader);
openReader();
