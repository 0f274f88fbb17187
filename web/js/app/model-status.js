/**
 * Which model reads, which one is to read, how much of that has come, and what failed.
 *
 * @typedef {object} Status
 * @property {"loading" | "ready" | "error"} phase
 * @property {string} message what failed, in the phase "error"
 * @property {number} loaded bytes of the model
 * @property {number} total bytes of the model, 0 while not known
 * @property {string[]} models all that can be chosen; empty while not known
 * @property {string} choice the model that is to read
 * @property {string} model the one that reads; "" where none does
 * @property {{ card: import("../reader/network/model-files.js").Card, backend: string } | null} reader
 */
import { named, textOf } from "../ui/parts.js";

const DIGITS = 10; // classes of a network that has none for what is no digit

/**
 * @param {ParentNode} root holds the elements, marked by data-testid
 * @param {(name: string) => void} onChoose is told which model somebody wants
 * @returns {(status: Status) => void} shows it
 */
export function createModelStatus(root, onChoose) {
  const select = /** @type {HTMLSelectElement} */ (named(root, "model"));
  const progress = /** @type {HTMLProgressElement} */ (named(root, "progress"));
  const failure = named(root, "error");
  const limit = named(root, "model-limit");
  const showMessage = textOf(named(root, "message"));
  const showModel = textOf(named(root, "model-status"));
  select.addEventListener("change", () => onChoose(select.value));
  return ({ phase, message, loaded, total, reader, models, choice, model }) => {
    const isLoading = phase === "loading" || (choice !== model && phase === "ready");
    if (models.length !== select.length) select.replaceChildren(...models.map((name) => new Option(name)));
    if (select.value !== choice) select.value = choice;
    select.disabled = models.length < 2;
    failure.hidden = phase !== "error";
    showMessage(phase === "error" ? message : "");
    progress.hidden = !isLoading;
    if (total) Object.assign(progress, { max: total, value: loaded });
    else progress.removeAttribute("value");
    limit.hidden = isLoading || !reader || reader.card.classes > DIGITS;
    if (phase === "error") showModel("No model reads at the moment. What you draw is kept.");
    else if (isLoading) showModel(total ? `Loading the model, ${kilobytes(loaded, total)}` : "Loading the model");
    else if (reader) showModel(describe(reader));
  };
}

/** @param {NonNullable<Status["reader"]>} reader */
function describe({ card, backend }) {
  const files = /** @type {{ bytes: number }[]} */ (Object.values(card.files ?? {}));
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const facts = [];
  if (card.parameters) facts.push(`${card.parameters.toLocaleString("en")} parameters`);
  if (bytes) facts.push(kilobytes(bytes));
  facts.push(backend === "wasm" ? "WebAssembly" : "slower, without WebAssembly");
  return facts.join(" · ");
}

/** @param {number[]} bytes one amount, or how much of how much */
function kilobytes(...bytes) {
  return `${bytes.map((amount) => Math.round(amount / 1000)).join(" of ")}\u00a0KB`;
}
