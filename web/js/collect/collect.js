/** The page that collects digits: asks several people for ten of each, shows how many there are, and saves a file. */
import "../languages/start.js";
import { createKeyboardPen } from "../pad/keyboard-pen.js";
import { Pad } from "../pad/pad.js";
import { element } from "../ui/elements.js";
import { named, textOf } from "../ui/parts.js";
import { remember, remembered } from "../ui/storage.js";
import { added, asked, by, count, fileOf, kept, OF_EACH, own, takenBack } from "./collection.js";

const KEPT = "collected"; // the name under which digits are kept on the device until they are saved

// Milliseconds after the last stroke until a digit counts as finished. Larger, ten of each take longer; smaller, the
// second stroke of a 4, a 5 or a 7 comes too late.
const PAUSE = 900;

const part = (/** @type {string} */ name) => named(document, name);
const writer = /** @type {HTMLInputElement} */ (part("writer"));
const surface = /** @type {HTMLCanvasElement} */ (part("pad"));
const [next, back, save] = ["next", "back", "save"].map((name) => /** @type {HTMLButtonElement} */ (part(name)));
const ask = textOf(part("asked"));
const say = textOf(part("counted"));
const tell = textOf(part("status"));

const pad = new Pad(surface);
createKeyboardPen({ surface, mark: part("pen-mark"), keys: part("pen-keys") }, pad, { onPen: tell });
let collection = by(kept(remembered(KEPT)), writer.value);
let waiting = 0;

document.documentElement.dataset.started = ""; // see ui/not-running.js
addEventListener("theme", () => pad.redraw());
writer.addEventListener("input", () => change(by(collection, writer.value)));
pad.addEventListener("strokestart", () => clearTimeout(waiting));
pad.addEventListener("strokeend", () => {
  clearTimeout(waiting);
  waiting = window.setTimeout(take, PAUSE);
});
next.addEventListener("click", take);
back.addEventListener("click", () => {
  if (!pad.isEmpty) pad.clear();
  else change(takenBack(collection));
});
save.addEventListener("click", () => {
  const address = URL.createObjectURL(new Blob([fileOf(collection)], { type: "application/json" }));
  element("a", { href: address, download: "digits.json" }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000); // some browsers begin to read it late
  tell("Saved as digits.json.");
});
pad.addEventListener("change", show);
show();

/** Takes what is on the pad for the digit that was asked for. */
function take() {
  clearTimeout(waiting);
  const label = asked(collection);
  if (pad.isEmpty || pad.isDrawing || label === null) return;
  change(added(collection, { label, strokes: pad.strokes }));
  pad.clear();
}

/** @param {import("./collection.js").Collection} changed */
function change(changed) {
  const isKept = changed.writers === collection.writers || remember(KEPT, fileOf(changed));
  collection = changed;
  if (!isKept) tell("This browser has no room to keep the digits: save them before you close the page.");
  show();
}

function show() {
  const label = asked(collection);
  const mine = own(collection).length;
  ask(label === null ? "Done. The next person may write." : `Write a ${label}`);
  const who = collection.current;
  const all = count(collection);
  const people = collection.writers.length;
  const by = people === 1 ? "1 person" : `${people} people`;
  const wanted = 10 * OF_EACH;
  const done = who ? `${who} has written ${mine} of ${wanted}` : `Written: ${mine} of ${wanted}`;
  say(all === 0 ? `No digits yet; each person writes ${wanted}.` : `${done}. In all: ${all}, by ${by}.`);
  next.disabled = pad.isEmpty || label === null;
  back.disabled = pad.isEmpty && mine === 0;
  save.disabled = all === 0;
}
