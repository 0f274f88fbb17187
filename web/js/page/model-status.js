/**
 * Which model reads, how much of it has come, and what failed.
 *
 * @typedef {object} Status
 * @property {"loading" | "ready" | "error"} phase
 * @property {string} message what failed, in the phase "error"
 * @property {number} loaded bytes of the model
 * @property {number} total bytes of the model, 0 while not known
 * @property {{ card: import("../model-files.js").Card, backend: string } | null} reader
 */
import { named, textOf } from "./parts.js";

/**
 * @param {ParentNode} root holds the elements, marked by data-testid
 * @returns {(status: Status) => void} shows it
 */
export function createModelStatus(root) {
  const progress = /** @type {HTMLProgressElement} */ (named(root, "progress"));
  const failure = named(root, "error");
  const showMessage = textOf(named(root, "message"));
  const showModel = textOf(named(root, "model"));
  return ({ phase, message, loaded, total, reader }) => {
    failure.hidden = phase !== "error";
    showMessage(phase === "error" ? message : "");
    progress.hidden = phase !== "loading";
    if (total) Object.assign(progress, { max: total, value: loaded });
    else progress.removeAttribute("value");
    if (phase === "loading") showModel(total ? `Loading the model, ${kilobytes(loaded, total)}` : "Loading the model");
    if (phase === "error") showModel("No model reads at the moment. What you draw is kept.");
    if (reader) showModel(describe(reader));
  };
}

/** @param {NonNullable<Status["reader"]>} reader */
function describe({ card, backend }) {
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
