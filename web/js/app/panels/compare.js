/**
 * The same ink, read by all networks of the site, side by side.
 *
 * @typedef {import("./panels.js").View} View
 * @typedef {import("../../reader/types.js").Digit} Digit
 * @typedef {import("../../reader/types.js").Reading} Reading
 * @typedef {import("../../reader/types.js").Reader} Reader
 */
import { element, failure, foldable } from "../../ui/elements.js";
import { shortTitleOf } from "../../ui/network-titles.js";
import { loadNetwork, networkNames } from "../../reader/networks.js";
import { textOf } from "../../ui/parts.js";
import { digitAt, middleOf } from "../selection.js";
import { confidencePercent } from "../../ui/percent.js";
import { allSharesOf, messageOf } from "../../ui/wording.js";
import { createTurns, newestOnly } from "../../reader/shared/latest.js";
import { nextTurn } from "../../reader/shared/next-turn.js";

const NOT_HERE = "Not on this device yet. It is downloaded when it is first used with a connection.";
const NOT_LOADED = "This network did not load. Check your connection, then open Compare again.";
const TOP = 3; // digits shown of each network, the likeliest ones; more make the cards taller
const REMEMBERED = 15; // last times, of which the median is shown; more of them follow a change later

/** @param {HTMLElement} panel @returns {import("./panels.js").Panel} */
export function createPanel(panel) {
  const list = element("ul", { class: "networks", role: "list" });
  panel.append(list);
  /** @type {ReturnType<typeof createNetwork>[]} */
  let networks = [];
  /** @type {View} */
  let shown;
  const turns = createTurns();
  let turn = turns.next(); // at the cards, of what is shown
  let isOpen = true;

  const readNewest = newestOnly(async (/** @type {AbortSignal} */ turn) => {
    for (const network of networks) if (!turn.aborted) await network.read(shown, turn);
  });
  const start = async () => {
    const names = await networkNames();
    networks = names.map(createNetwork);
    list.replaceChildren(...networks.map(({ item }) => item));
    for (const network of networks) {
      if (!isOpen) return;
      await network.load();
      await nextTurn(); // the first run and the first reading are long enough, each by itself
      await readNewest(turn);
    }
  };
  const tell = (/** @type {unknown} */ error) => panel.replaceChildren(failure(error));
  start().catch(tell);
  return {
    show(view) {
      const isSame = view.reading === shown?.reading && view.digit === shown?.digit;
      shown = view;
      if (isSame) return;
      turn = turns.next();
      readNewest(turn).catch(tell);
    },
    close() {
      isOpen = false;
      turns.end();
    },
  };
}

/** @param {string} name */
function createNetwork(name) {
  const text = element("p", { class: "answer" });
  const status = element("p", { class: "quiet" });
  const bars = Array.from({ length: TOP }, createBar);
  const top = element("ul", { class: "top", role: "list" }, ...bars.map(({ item }) => item));
  const title = shortTitleOf(name);
  const heading = element("h2", {}, title, " ", element("small", {}, title === name ? "" : name));
  const item = element("li", { "data-testid": `compare-${name}` }, heading, text, top, status);
  const [showText, showStatus] = [textOf(text), textOf(status)];
  /** @type {Reader | null} */
  let reader = null;
  /** @type {number[]} */
  let durations = [];
  showStatus("Loading…");
  /** @param {Reader} reader @param {View} view @param {AbortSignal} turn */
  const readWith = async (reader, { read, reading, digit }, turn) => {
    const own = reading.digits.length ? await read(reader, turn) : reading;
    if (digit) durations = [...durations, await durationOf(reader, digit)].slice(-REMEMBERED);
    showText(own.text);
    item.toggleAttribute("data-differs", own.text !== reading.text);
    const same = digit && own.digits[digitAt(own.digits, middleOf(digit.box))];
    bars.forEach((bar, i) => bar.show(same ? likeliest(same)[i] : undefined));
    showStatus(durations.length ? `${median(durations).toFixed(1)} ms per digit` : "Nothing to read yet");
  };
  return {
    item,
    async load() {
      try {
        reader = await loadNetwork(name, ({ loaded, total }) =>
          showStatus(`Loading, ${Math.round((100 * loaded) / total)}%`),
        );
        showStatus("Nothing to read yet");
      } catch (error) {
        const isUnanswered = error instanceof Error && error.cause instanceof TypeError; // fetch's own: nobody answers
        showStatus(isUnanswered ? NOT_HERE : NOT_LOADED);
        if (!isUnanswered) item.append(foldable("Why", element("p", { class: "quiet" }, messageOf(error))));
      }
    },
    /** @param {View} view @param {AbortSignal} turn ends it, and what it fails with then is not told */
    async read(view, turn) {
      if (!reader) return;
      try {
        await readWith(reader, view, turn);
      } catch (error) {
        if (!turn.aborted) showStatus(messageOf(error));
      }
    },
  };
}

function createBar() {
  const [name, fill, share] = [element("b"), element("i", { "aria-hidden": "true" }), element("span")];
  const item = element("li", {}, name, " ", fill, " ", share);
  return {
    item,
    /** @param {[string, number] | undefined} guess what it may be, and how likely that is */
    show(guess) {
      name.textContent = guess?.[0] ?? "";
      item.toggleAttribute("data-none", name.textContent.length > 1);
      share.textContent = guess ? confidencePercent(guess[1]) : "";
      fill.style.setProperty("--share", (guess?.[1] ?? 0).toFixed(2));
    },
  };
}

/**
 * How long one prepared digit takes, with its second look where it has one: a reader remembers groups of strokes
 * that it has seen, and preparing a picture takes equally long for all networks.
 * @param {Reader} reader
 * @param {Digit} digit
 */
async function durationOf(reader, { image }) {
  const prepared = Float32Array.from(image);
  const start = performance.now();
  await reader.classify(prepared);
  return performance.now() - start;
}

/** @param {Digit} digit @returns {[string, number][]} what it may be and how likely that is, the likeliest first */
function likeliest(digit) {
  return allSharesOf(digit)
    .map((share, i, { length }) => /** @type {[string, number]} */ ([i === length - 1 ? "not a digit" : `${i}`, share]))
    .sort(([, a], [, b]) => b - a);
}

/** @param {number[]} values */
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
