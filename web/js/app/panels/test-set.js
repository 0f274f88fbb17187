/**
 * The whole test set, read here by the chosen network; one result for each network that has read it, the newest first.
 *
 * @typedef {import("../../reader/types.js").Reader} Reader
 * @typedef {import("../../ui/test-digits.js").Index} Index
 * @typedef {import("./test-result.js").Result} Result
 */
import { CLASSES, DIGITS, PIXELS } from "../../reader/shared/contract.js";
import { element } from "../../ui/elements.js";
import { percent } from "../../ui/percent.js";
import { inWords } from "../../ui/sets.js";
import { titleOf } from "../../ui/network-titles.js";
import { messageOf } from "../../ui/wording.js";
import { prepared, scansOf, testDigitIndex } from "../../ui/test-digits.js";
import { testResult } from "./test-result.js";

const AT_ONCE = 100; // digits, after which progress is shown and a press of Cancel heard; more are a little faster

/** @param {HTMLElement} panel @returns {import("./panels.js").Panel} */
export function createPanel(panel) {
  const about = element("p", { "data-testid": "test-about" }, "Loading the list of test digits…");
  const run = element("button", { type: "button", "data-testid": "run" }, "Run the test set");
  const cancel = element("button", { type: "button", "data-testid": "cancel", hidden: "" }, "Cancel");
  const progress = element("progress", {
    "data-testid": "test-progress",
    "aria-label": "Test digits read",
    hidden: "",
  });
  const status = element("p", { role: "status", "data-testid": "test-status" });
  const results = element("div", { class: "test-results" });
  panel.append(about, element("div", { class: "button-row" }, run, cancel), progress, status, results);
  /** @type {import("./panels.js").View} */
  let view;
  /** @type {AbortController | null} of the run that is under way */
  let running = null;

  /** @param {string} text @param {boolean} [isShown] elsewhere, so that it is only to be heard */
  const say = (text, isShown = false) => {
    status.textContent = text;
    status.classList.toggle("spoken", isShown);
  };
  const showRunning = (/** @type {boolean} */ isRunning) => {
    const focused = [run, cancel].includes(/** @type {HTMLButtonElement} */ (document.activeElement));
    run.hidden = isRunning;
    cancel.hidden = progress.hidden = !isRunning;
    if (focused) (isRunning ? cancel : run).focus(); // which would be lost with the button
  };
  const describe = async () => {
    const index = await testDigitIndex();
    about.textContent = `${inWords(index)}. The network was not trained on any of them.`;
    about.hidden = false;
    return index;
  };
  /** @param {string} model @param {Index} index @param {Result} measured */
  const showResult = (model, index, measured) => {
    for (const old of results.children) if (old.getAttribute("data-network") === model) old.remove();
    results.prepend(testResult(model, index, measured));
    say(`${titleOf(model)}: ${percent(measured.right / measured.count)} correct.`, true);
  };
  /** Tells of its failures in the status. */
  const start = async () => {
    const { reader, model } = view;
    if (!reader) return;
    const stop = (running = new AbortController());
    progress.removeAttribute("value");
    say(`${titleOf(model)} is reading the test digits…`);
    showRunning(true);
    const onProgress = (/** @type {number} */ value, /** @type {number} */ max) =>
      Object.assign(progress, { max, value });
    try {
      const index = await describe();
      const measured = await readAll(reader, index, stop.signal, onProgress);
      if (measured) showResult(model, index, measured);
      else say("Cancelled.");
    } catch (error) {
      say(messageOf(error));
    }
    running = null;
    showRunning(false);
  };
  describe().catch((error) => {
    about.hidden = true;
    say(messageOf(error));
  });
  run.addEventListener("click", () => void start());
  cancel.addEventListener("click", () => running?.abort());
  return {
    show(newest) {
      view = newest;
      run.disabled = !newest.reader;
    },
    close: () => running?.abort(),
  };
}

/**
 * @param {Reader} reader
 * @param {Index} index
 * @param {AbortSignal} signal
 * @param {(done: number, all: number) => void} onProgress
 * @returns {Promise<Result | null>} null when it was cancelled
 */
async function readAll(reader, index, signal, onProgress) {
  const confusion = Array.from({ length: DIGITS }, () => Array(DIGITS).fill(0));
  /** @type {Result} */
  const result = { confusion, misread: [], count: 0, right: 0, seconds: 0 };
  for (const shard of index.shards) {
    const scans = await scansOf(index, shard);
    for (let at = 0; at < scans.length; at += AT_ONCE) {
      if (signal.aborted) return null;
      await readSome(reader, scans.slice(at, at + AT_ONCE), result);
      onProgress(result.count, index.count);
      await new Promise((resolve) => setTimeout(resolve)); // the page gets its turn
    }
  }
  return signal.aborted ? null : result;
}

/**
 * @param {Reader} reader
 * @param {import("../../ui/test-digits.js").Scan[]} scans
 * @param {Result} result is added to
 */
async function readSome(reader, scans, result) {
  const images = new Float32Array(scans.length * PIXELS);
  scans.forEach(({ ink }, i) => images.set(prepared(ink), i * PIXELS));
  const start = performance.now();
  const scores = await reader.scores(images);
  result.seconds += (performance.now() - start) / 1000;
  scans.forEach(({ label, ink }, i) => {
    const shares = scores.subarray(i * CLASSES, i * CLASSES + DIGITS);
    const digit = shares.indexOf(Math.max(...shares));
    result.confusion[label][digit]++;
    result.count++;
    if (digit === label) result.right++;
    // A copy: with a part of it, the whole file of digits would be kept.
    else result.misread.push({ label, ink: ink.slice(), digit, confidence: shares[digit] });
  });
}
