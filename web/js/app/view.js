/**
 * What is shown of the page's state, and said of it: pure functions, each of the whole state.
 *
 * @typedef {import("./state.js").State} State
 */
import { spoken, verdict } from "../ui/wording.js";
import { digitAt } from "./selection.js";

/** The page's contract: "ready" while something reads. @param {State} state @returns {"loading" | "ready" | "error"} */
export function pageState({ network }) {
  if (network.reader) return "ready";
  return network.phase === "failed" ? "error" : "loading";
}

/** The picture that is on the sheet; null where the drawing is. @param {State} state */
export function pictureShown({ pictures: { phase, incoming, shown } }) {
  return phase === "reading" ? incoming : shown;
}

/** Whether a picture is on the sheet, or on its way. @param {State} state */
export const hasPicture = ({ pictures: { phase, shown } }) =>
  phase === "loading" || phase === "reading" || shown !== null;

/** Whether a picture is being read, or will be. @param {State} state */
export const isBusy = ({ pictures: { phase }, network }) =>
  (phase === "loading" || phase === "reading") && network.phase !== "failed";

/** @param {State} state */
const isPadEmpty = ({ drawing }) => drawing.strokes.length === 0;

/** Whether there is neither a drawing nor a picture. @param {State} state */
export const isEmpty = (state) => isPadEmpty(state) && !pictureShown(state);

/** @param {State} state */
export const readingShown = (state) => (pictureShown(state) ?? state.drawing).reading;

/**
 * The index of the digit that was chosen; if none was, of the one that was written last, or in a picture of the first.
 * @param {State} state
 */
export function selectedIndex(state) {
  const { digits } = readingShown(state);
  const chosen = digitAt(digits, state.chosen);
  if (chosen >= 0 || pictureShown(state)) return Math.max(chosen, 0);
  const newest = digitAt(digits, state.drawing.strokes.at(-1)?.at(-1) ?? null);
  return newest >= 0 ? newest : digits.length - 1;
}

/**
 * The index of the digit of a drawing that a typed one takes the place of: the one that was chosen, or the only one; -1
 * for none.
 * @param {State} state
 */
export function digitToFix({ drawing, chosen }) {
  const { digits } = drawing.reading;
  return digits.length === 1 ? 0 : digitAt(digits, chosen);
}

/**
 * The index of the digit of a drawing that Backspace takes away: the one that was chosen, or else the last; -1 for
 * none.
 * @param {State} state
 */
export function digitToErase(state) {
  const index = digitChosen(state);
  return index >= 0 ? index : state.drawing.reading.digits.length - 1;
}

/** The index of the digit that somebody chose; -1 for none. @param {State} state */
export const digitChosen = (state) => digitAt(readingShown(state).digits, state.chosen);

/** The digit that is looked at. @param {State} state @returns {import("./state.js").Digit | undefined} */
export const selectedDigit = (state) => readingShown(state).digits[selectedIndex(state)];

/**
 * Where to put boxes: round the digits of a picture, and of a drawing where there are several, since one needs none.
 * @param {State} state
 * @returns {{ digits: import("./state.js").Digit[], size: { width: number, height: number } }} and of what they lie in
 */
export function boxesShown(state) {
  const picture = pictureShown(state);
  const { digits } = readingShown(state);
  if (!picture) return { digits: digits.length > 1 ? digits : [], size: state.drawing.size };
  return { digits, size: picture.size };
}

/** What there is to say where no digit is shown. @param {State} state */
export function whyNoReading(state) {
  const { network, pictures } = state;
  if (pictures.phase === "loading" || pictures.phase === "reading")
    return network.reader ? "Reading the picture…" : WAITING;
  if (pictures.shown?.region) return "No digits found in this part of the picture.";
  if (pictures.shown) return "No digits found. Dark ink on light paper, in focus, works best.";
  if (isPadEmpty(state)) return "Nothing drawn yet";
  return network.reader ? NO_DIGITS[state.drawing.phase] : WAITING;
}

/** What there is to say of ink that is refused, such as a single stroke of a million points. */
export const NOT_READABLE = "This drawing can't be read. Undo its last stroke, or clear the pad.";

/** What there is to say of ink in which no digit is shown. */
const NO_DIGITS = { idle: "Nothing to read", reading: "Reading…", failed: "Not read" };

const WAITING = "Will be read once the network is loaded";

/** Whether a test digit that has been read was read rightly; "" of everything else. @param {State} state */
export function verdictShown(state) {
  const picture = pictureShown(state);
  return picture?.testDigit && picture.reading.digits.length ? verdict(picture.testDigit, picture.reading) : "";
}

/** The reading, for the ear. @param {State} state */
export function readingSpoken(state) {
  const reading = readingShown(state);
  if (!reading.digits.length) return isEmpty(state) ? "Empty" : whyNoReading(state);
  return [spoken(reading), verdictShown(state)].filter(Boolean).join(". ");
}

/** A test digit has its label: learning from it would spoil the test set. @param {State} state */
export const canCorrect = (state) => selectedDigit(state) !== undefined && !pictureShown(state)?.testDigit;

/** @param {State} state @returns {Set<import("./tools.js").Command>} */
export function commandsOffered(state) {
  if (pictureShown(state)) return new Set(["clear", "back"]);
  const { canUndo, canRedo } = state.drawing;
  const can = {
    undo: canUndo,
    redo: canRedo,
    eraser: !isPadEmpty(state),
    clear: !isPadEmpty(state) || hasPicture(state),
  };
  return new Set(/** @type {(keyof typeof can)[]} */ (Object.keys(can)).filter((command) => can[command]));
}

/**
 * What panels look at.
 * @param {State} state
 * @returns {import("./panels/panels.js").View}
 */
export function panelView(state) {
  const { network, drawing } = state;
  const picture = pictureShown(state);
  return {
    reader: network.reader,
    model: network.name,
    reading: readingShown(state),
    digit: selectedDigit(state),
    strokes: picture ? [] : drawing.strokes,
    picture: picture?.image ?? null,
    read: picture
      ? (reader, signal) => picture.read(reader, { signal, region: picture.region ?? undefined })
      : (reader, signal) => reader.read(drawing.strokes, { signal }),
  };
}
