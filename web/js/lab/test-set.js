/**
 * The whole test set, read here by the chosen network: how many digits rightly, which for which, and how fast.
 *
 * @typedef {import("../page/networks.js").Reader} Reader
 * @typedef {{ confusion: number[][], count: number, right: number, seconds: number }} Result `confusion[label][digit]`
 */
import { element, scrolling } from "../page/elements.js";
import { percent, written } from "../page/figures.js";
import { prepared, sampleIndex, scansOf } from "./samples.js";

const DIGITS = Array.from({ length: 10 }, (_, digit) => digit);
const CLASSES = 11; // of scores: ten digits and what is none
const PIXELS = 784;
const AT_ONCE = 100; // digits, after which the progress is shown

/** @param {HTMLElement} panel @returns {import("../page/panels.js").Panel} */
export function createPanel(panel) {
  const run = element("button", { type: "button", "data-testid": "run" }, "Run the test set here");
  const cancel = element("button", { type: "button", "data-testid": "cancel", hidden: "" }, "Cancel");
  const progress = element("progress", {
    "data-testid": "test-progress",
    "aria-label": "Test digits read",
    hidden: "",
  });
  const status = element("p", { role: "status", "data-testid": "test-status" });
  const result = element("div", { "data-testid": "test-result" });
  panel.append(element("div", { class: "tools" }, run, cancel), progress, status, result);
  /** @type {import("../page/panels.js").View} */
  let view;
  /** @type {AbortController | null} of the run that is under way */
  let running = null;

  const showRunning = (/** @type {boolean} */ isRunning) => {
    const focused = [run, cancel].includes(/** @type {HTMLButtonElement} */ (document.activeElement));
    run.hidden = isRunning;
    cancel.hidden = progress.hidden = !isRunning;
    if (focused) (isRunning ? cancel : run).focus(); // which would be lost with the button
  };
  const start = async () => {
    const { reader, model } = view;
    if (!reader) return;
    const stop = (running = new AbortController());
    progress.removeAttribute("value");
    result.replaceChildren();
    status.textContent = `${model} reads the test digits …`;
    showRunning(true);
    const onProgress = (/** @type {number} */ value, /** @type {number} */ max) =>
      Object.assign(progress, { max, value });
    try {
      const measured = await readAll(reader, stop.signal, onProgress);
      status.textContent = measured ? summary(model, measured) : "Cancelled.";
      if (measured) result.append(tableOf(measured.confusion));
    } catch (error) {
      status.textContent = error instanceof Error ? error.message : String(error);
    }
    running = null;
    showRunning(false);
  };
  run.addEventListener("click", start);
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
 * @param {AbortSignal} signal
 * @param {(done: number, all: number) => void} onProgress
 * @returns {Promise<Result | null>} null when it was cancelled
 */
async function readAll(reader, signal, onProgress) {
  const index = await sampleIndex();
  const confusion = DIGITS.map(() => DIGITS.map(() => 0));
  const result = { confusion, count: 0, right: 0, seconds: 0 };
  for (const shard of index.shards) {
    const scans = await scansOf(index, shard);
    for (let at = 0; at < scans.length; at += AT_ONCE) {
      if (signal.aborted) return null;
      await readSome(reader, scans.slice(at, at + AT_ONCE), index.side, result);
      onProgress(result.count, index.count);
      await new Promise((resolve) => setTimeout(resolve)); // the page gets its turn
    }
  }
  return signal.aborted ? null : result;
}

/**
 * @param {Reader} reader
 * @param {import("./samples.js").Scan[]} scans
 * @param {number} side
 * @param {Result} result is added to
 */
async function readSome(reader, scans, side, result) {
  const images = new Float32Array(scans.length * PIXELS);
  scans.forEach(({ ink }, i) => images.set(prepared(ink, side), i * PIXELS));
  const start = performance.now();
  const scores = await reader.scores(images);
  result.seconds += (performance.now() - start) / 1000;
  scans.forEach(({ label }, i) => {
    const digit = likeliest(scores.subarray(i * CLASSES, i * CLASSES + DIGITS.length));
    result.confusion[label][digit]++;
    result.count++;
    if (digit === label) result.right++;
  });
}

/** @param {Float32Array} shares */
const likeliest = (shares) => shares.indexOf(Math.max(...shares));

/** @param {string} model @param {Result} result */
function summary(model, { count, right, seconds }) {
  return `${model} reads ${written(right)} of ${written(count)} digits rightly, ${percent(right / count)}, at ${written(Math.round(count / seconds))} a second.`;
}

/** @param {number[][]} confusion */
function tableOf(confusion) {
  const corner = element("th", { scope: "col" }, "Label");
  const heads = DIGITS.map((digit) => element("th", { scope: "col" }, `${digit}`));
  const rows = confusion.map((counts, label) => {
    const cells = counts.map((count, digit) => {
      const kind = digit === label ? "right" : count ? "wrong" : "none";
      return element("td", { class: kind }, count ? written(count) : "");
    });
    return element("tr", {}, element("th", { scope: "row" }, `${label}`), ...cells);
  });
  const caption = element("caption", {}, "Rows: labels; columns: readings");
  const head = element("thead", {}, element("tr", {}, corner, ...heads));
  const table = element("table", { class: "confusion" }, caption, head, element("tbody", {}, ...rows));
  return scrolling("Confusion matrix", table);
}
