import assert from "node:assert/strict";
import test from "node:test";
import { INITIAL, NOTHING } from "./state.js";
import * as view from "./view.js";

/** @typedef {import("./state.js").State} State */

const reader = /** @type {import("./state.js").Reader} */ ({});

/** A digit in a box of 10×10 whose left edge is at `x`. @param {number} digit @param {number} x */
function digitAt(digit, x) {
  const probabilities = Array.from({ length: 10 }, (_, i) => (i === digit ? 0.991 : 0.001));
  const box = { x, y: 0, width: 10, height: 10 };
  return {
    ...{ digit, confidence: 0.98, probabilities, alternatives: [{ digit: 1, confidence: 0.01 }], rejected: false },
    ...{ row: 0, box, image: new Float32Array(784) },
  };
}

/** Digits side by side, 100 apart. @param {string} text */
const readingOf = (text) => ({
  text,
  digits: Array.from(text, (letter, i) => digitAt(Number(letter), 100 * i)),
  rows: [],
});

/** @param {import("./state.js").Reading} reading @param {Partial<import("./state.js").Picture>} [more] */
function pictureWith(reading, more) {
  const thumbnail = /** @type {ImageBitmap} */ ({});
  const loaded = { size: { width: 640, height: 480 }, thumbnail };
  const opened = { image: /** @type {HTMLCanvasElement} */ ({}), loaded: Promise.resolve(loaded), close: () => {} };
  const read = async () => reading;
  const open = () => opened;
  const file = { name: "", origin: null, quarters: 0, after: null, rest: [] };
  return { ...opened, ...loaded, ...file, open, timeStamp: 0, read, testDigit: null, region: null, reading, ...more };
}

/** @param {{ [Part in keyof State]?: Partial<State[Part]> }} parts */
function stateWith({ network, drawing, pictures, ...others }) {
  return /** @type {State} */ ({
    ...INITIAL,
    network: { ...INITIAL.network, phase: "ready", reader, name: "default", ...network },
    drawing: { ...INITIAL.drawing, ...drawing },
    pictures: { ...INITIAL.pictures, ...pictures },
    ...others,
  });
}

const testDigit = { set: "MNIST test", label: 7, ink: new Uint8Array(784), image: new Float32Array(784) };
const stroke = [{ x: 305, y: 5 }];
const drawn = (/** @type {string} */ text) => ({ strokes: [stroke], reading: readingOf(text) });

test("the page is ready while something reads, also while another network loads or has failed", () => {
  assert.equal(view.pageState(INITIAL), "loading");
  assert.equal(view.pageState(stateWith({ network: { phase: "failed", reader: null } })), "error");
  for (const phase of /** @type {const} */ (["loading", "ready", "failed"]))
    assert.equal(view.pageState(stateWith({ network: { phase } })), "ready");
});

test("a picture is on the sheet once its size is known; until then what was there stays", () => {
  const [before, coming] = [pictureWith(readingOf("1")), pictureWith(NOTHING)];
  const shownIn = (/** @type {State["pictures"]["phase"]} */ phase, incoming = coming) =>
    view.pictureShown(stateWith({ pictures: { phase, incoming, shown: before } }));
  assert.equal(shownIn("loading"), before);
  assert.equal(shownIn("reading"), coming);
  assert.equal(view.pictureShown(stateWith({ pictures: { phase: "failed", shown: before } })), before);
  assert.equal(view.pictureShown(INITIAL), null);
});

test("a picture that is fetched counts as one, a refused one does not", () => {
  assert.equal(view.hasPicture(stateWith({ pictures: { phase: "loading" } })), true);
  assert.equal(view.hasPicture(stateWith({ pictures: { phase: "failed" } })), false);
  assert.equal(view.hasPicture(stateWith({ pictures: { shown: pictureWith(NOTHING) } })), true);
});

test("it is busy while a picture comes, but not where nothing can read it", () => {
  assert.equal(view.isBusy(stateWith({ pictures: { phase: "reading" } })), true);
  assert.equal(view.isBusy(stateWith({ pictures: { phase: "loading" } })), true);
  assert.equal(view.isBusy(stateWith({ pictures: { phase: "idle" } })), false);
  assert.equal(view.isBusy(stateWith({ network: { phase: "failed" }, pictures: { phase: "reading" } })), false);
});

test("of a drawing the digit written last is looked at, of a picture the first, or the one that was chosen", () => {
  const drawing = drawn("2048");
  assert.equal(view.selectedIndex(stateWith({ drawing })), 3);
  assert.equal(view.selectedIndex(stateWith({ drawing: { ...drawing, strokes: [[{ x: 105, y: 5 }]] } })), 1);
  assert.equal(view.selectedIndex(stateWith({ drawing: { ...drawing, strokes: [[{ x: 900, y: 700 }]] } })), 3);
  assert.equal(view.selectedIndex(stateWith({ drawing, chosen: { x: 205, y: 5 } })), 2);
  const pictures = { shown: pictureWith(readingOf("2048")) };
  assert.equal(view.selectedIndex(stateWith({ drawing, pictures })), 0);
  assert.equal(view.selectedIndex(stateWith({ drawing, pictures, chosen: { x: 105, y: 5 } })), 1);
  assert.equal(view.selectedIndex(INITIAL), -1);
});

test("what Backspace takes away is the digit that was chosen, or else the last", () => {
  const drawing = { ...INITIAL.drawing, reading: readingOf("2048") };
  const chosen = { x: 105, y: 5 };
  const away = { x: 900, y: 700 }; // where a digit was that is gone
  assert.deepEqual(
    [chosen, away, null].map((chosen) => view.digitToErase(stateWith({ drawing, chosen }))),
    [1, 3, 3],
  );
  assert.deepEqual(
    [chosen, away, null].map((chosen) => view.digitChosen(stateWith({ drawing, chosen }))),
    [1, -1, -1],
  );
  assert.equal(view.digitToErase(INITIAL), -1);
});

test("a single drawn digit needs no box, that of a picture has one", () => {
  assert.equal(view.boxesShown(stateWith({ drawing: drawn("7") })).digits.length, 0);
  const { digits, size } = view.boxesShown(stateWith({ drawing: drawn("42") }));
  assert.deepEqual([digits.length, size], [2, { width: 1000, height: 750 }]);
  const ofPicture = view.boxesShown(stateWith({ pictures: { shown: pictureWith(readingOf("7")) } }));
  assert.deepEqual([ofPicture.digits.length, ofPicture.size], [1, { width: 640, height: 480 }]);
});

test("why nothing is read is said", () => {
  const noReader = { reader: null };
  const strokes = [stroke];
  for (const [state, said] of /** @type {const} */ ([
    [stateWith({}), "Nothing drawn yet"],
    [stateWith({ drawing: { strokes } }), "Nothing to read"],
    [stateWith({ drawing: { strokes, phase: "reading" } }), "Reading…"],
    [stateWith({ drawing: { strokes, phase: "failed" } }), "Not read"],
    [stateWith({ network: noReader, drawing: { strokes } }), "Will be read once the network is loaded"],
    [stateWith({ pictures: { phase: "loading" } }), "Reading the picture…"],
    [stateWith({ network: noReader, pictures: { phase: "reading" } }), "Will be read once the network is loaded"],
    [
      stateWith({ pictures: { shown: pictureWith(NOTHING) } }),
      "No digits found. Dark ink on light paper, in focus, works best.",
    ],
    [
      stateWith({ pictures: { shown: pictureWith(NOTHING, { region: { x: 0, y: 0, width: 9, height: 9 } }) } }),
      "No digits found in this part of the picture.",
    ],
  ]))
    assert.equal(view.whyNoReading(state), said);
});

test("a test digit is judged once it has been read, and never corrected", () => {
  const right = stateWith({ pictures: { shown: pictureWith(readingOf("7"), { testDigit: digitOfTest() }) } });
  const coming = {
    phase: /** @type {const} */ ("reading"),
    incoming: pictureWith(NOTHING, { testDigit: digitOfTest() }),
  };
  assert.match(view.verdictShown(right), /7/);
  assert.equal(view.verdictShown(stateWith({ pictures: coming })), "");
  assert.equal(view.verdictShown(stateWith({ drawing: drawn("7") })), "");
  assert.equal(view.canCorrect(right), false);
  assert.equal(view.canCorrect(stateWith({ drawing: drawn("7") })), true);
  assert.equal(view.canCorrect(stateWith({ drawing: { strokes: [stroke] } })), false);
});

const digitOfTest = () => ({ ...testDigit, box: { x: 0, y: 0, width: 280, height: 280 } });

test("for the ear an empty sheet is empty, and a verdict comes after the reading", () => {
  assert.equal(view.readingSpoken(INITIAL), "Empty");
  assert.equal(view.readingSpoken(stateWith({ drawing: { strokes: [stroke] } })), "Nothing to read");
  const judged = stateWith({ pictures: { shown: pictureWith(readingOf("7"), { testDigit: digitOfTest() }) } });
  assert.match(view.readingSpoken(judged), /^7, 98 percent\. .+/);
});

test("commands are offered where they do something", () => {
  const offered = (/** @type {State} */ state) => [...view.commandsOffered(state)].sort();
  assert.deepEqual(offered(INITIAL), []);
  assert.deepEqual(offered(stateWith({ drawing: { strokes: [stroke], canUndo: true } })), ["clear", "eraser", "undo"]);
  assert.deepEqual(offered(stateWith({ drawing: { canRedo: true } })), ["redo"]);
  assert.deepEqual(offered(stateWith({ pictures: { phase: "loading" } })), ["clear"]);
  const drawing = { strokes: [stroke], canUndo: true };
  assert.deepEqual(offered(stateWith({ drawing, pictures: { shown: pictureWith(NOTHING) } })), ["back", "clear"]);
});

test("panels read what is on the sheet, or the part of it that is read, with whatever reader they have", async () => {
  const { signal } = new AbortController();
  const own = /** @type {import("./state.js").Reader} */ ({ ...reader, read: async () => readingOf("5") });
  const drawing = drawn("42");
  const looked = view.panelView(stateWith({ drawing }));
  assert.deepEqual([looked.model, looked.digit?.digit, looked.reading.text], ["default", 2, "42"]);
  assert.equal((await looked.read(own, signal)).text, "5");
  /** @type {import("./state.js").ReadOptions | undefined} */
  let asked;
  const region = { x: 10, y: 20, width: 30, height: 40 };
  const read = async (/** @type {unknown} */ _, /** @type {typeof asked} */ options) => {
    asked = options;
    return readingOf("9");
  };
  const shown = pictureWith(readingOf("9"), { region, read });
  assert.equal((await view.panelView(stateWith({ drawing, pictures: { shown } })).read(own, signal)).text, "9");
  assert.deepEqual(asked, { signal, region });
});
