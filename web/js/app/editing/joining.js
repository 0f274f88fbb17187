/**
 * Joins the digit that is looked at with its neighbour, and splits it in two, by buttons beside it or by keys.
 *
 *     const joining = createJoining(document, { store, pad, onChange, notice });
 *     joining.show(state);
 *
 * @typedef {import("../state.js").State} State
 */
import { boundingBox } from "../../reader/ink.js";
import { union } from "../../reader/numbers/rectangle.js";
import { button } from "../../ui/elements.js";
import { named } from "../../ui/parts.js";
import { isSure } from "../../ui/wording.js";
import { joinedDigits, neighbourOf, splitDigit } from "../drawings/groups.js";
import { inkOf } from "../drawings/erase.js";
import { itemsOf } from "../drawings/items.js";
import { middleOf } from "../selection.js";
import { isTyping, letterTyped } from "../tools.js";
import { digitChosen, pictureShown, selectedIndex } from "../view.js";
import { halvesOf } from "./halves.js";

const NO_CUT = "This can't be split in two: no cut leaves a digit on either side.";

// A digit's width, in its heights: one that is wider may be two, and can be split by a button before it is chosen.
// Larger, people have to choose such a digit first.
const WIDE = 1;

/**
 * @param {Document} root holds the button "Wrong?", after which these are
 * @param {object} page
 * @param {import("../state.js").Store} page.store
 * @param {import("../../pad/pad.js").Pad} page.pad
 * @param {() => void} page.onChange the drawing is going to change
 * @param {(error: unknown) => void} page.notice
 */
export function createJoining(root, { store, pad, onChange, notice }) {
  /** @param {import("../state.js").Stroke[]} strokes @param {import("../state.js").Box | null} box looked at then */
  const load = (strokes, box) => {
    onChange();
    store.update({ chosen: box && middleOf(box) });
    pad.load(strokes);
  };
  const join = () => {
    const { strokes, reading } = store.state.drawing;
    const index = indexIn(store.state);
    const other = neighbourOf(reading.digits, index);
    if (other < 0) return;
    const box = union([index, other].map((i) => reading.digits[i].box));
    load(joinedDigits(strokes, itemsOf(reading), [index, other]), box);
  };
  const split = async () => {
    const { drawing, network } = store.state;
    const index = indexIn(store.state);
    if (index < 0 || !network.reader) return;
    const items = itemsOf(drawing.reading);
    const halves = await halvesOf(inkOf(drawing.strokes, items, [index]), network.reader);
    if (store.state.drawing !== drawing || pad.isDrawing) return; // somebody has gone on meanwhile
    if (halves) load(splitDigit(drawing.strokes, items, index, halves), boundingBox(halves[0]));
    else notice(NO_CUT);
  };
  /** @type {Record<string, () => void>} by its key */
  const acts = { j: join, s: () => void split().catch(notice) };
  const [joins, splits] = [button("Join", "join", acts.j), button("Split", "split", acts.s)];
  splits.title = splits.ariaLabel = "Split in two (S)";
  named(root, "open-correction").after(joins, splits);
  root.addEventListener("keydown", (event) => {
    const { ctrlKey, metaKey, altKey, shiftKey, target, defaultPrevented } = event;
    const act = acts[letterTyped(event)];
    if (!act || ctrlKey || metaKey || altKey || shiftKey || defaultPrevented) return;
    if (indexIn(store.state) < 0 || isTyping(target) || root.querySelector("dialog:modal")) return;
    event.preventDefault();
    act();
  });
  return {
    /** @param {State} state */
    show(state) {
      const { digits } = state.drawing.reading;
      const index = indexIn(state);
      const other = neighbourOf(digits, index);
      const isOffered = index >= 0 && (digitChosen(state) >= 0 || mayBeSeveral(digits[index]));
      joins.hidden = !isOffered || other < 0;
      const isAfter = other > index;
      joins.title = joins.ariaLabel = isAfter
        ? "Join with the digit after it (J)"
        : "Join with the digit before it (J)";
      splits.hidden = !isOffered;
    },
  };
}

/** The index of the digit of the drawing that is looked at; -1 for none. @param {State} state */
const indexIn = (state) => (pictureShown(state) || state.drawing.isGrowing ? -1 : selectedIndex(state));

/** @param {import("../state.js").Digit} digit */
const mayBeSeveral = (digit) => !isSure(digit) || digit.box.width > WIDE * digit.box.height;
