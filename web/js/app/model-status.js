/**
 * Which model reads, which one is to read, how much of that has come, and what failed.
 *
 * @typedef {import("./state.js").Network} Network
 */
import { DIGITS } from "../reader/shared/contract.js";
import { named, textOf } from "../ui/parts.js";

/**
 * @param {ParentNode} root holds the elements, marked by data-testid
 * @param {(name: string) => void} onChoose is told which model somebody wants
 * @returns {(network: Network) => void} shows it
 */
export function createModelStatus(root, onChoose) {
  const select = /** @type {HTMLSelectElement} */ (named(root, "model"));
  const progress = /** @type {HTMLProgressElement} */ (named(root, "progress"));
  const failure = named(root, "error");
  const limit = named(root, "model-limit");
  const showMessage = textOf(named(root, "message"));
  const showModel = textOf(named(root, "model-status"));
  select.addEventListener("change", () => onChoose(select.value));
  return ({ phase, message, loaded, total, reader, names, choice }) => {
    const isLoading = phase === "loading";
    if (names.length !== select.length) select.replaceChildren(...names.map((name) => new Option(name)));
    if (select.value !== choice) select.value = choice;
    select.disabled = names.length < 2;
    failure.hidden = phase !== "failed";
    showMessage(phase === "failed" ? message : "");
    progress.hidden = !isLoading;
    if (total) Object.assign(progress, { max: total, value: loaded });
    else progress.removeAttribute("value");
    limit.hidden = isLoading || !reader || reader.card.classes > DIGITS;
    if (phase === "failed") showModel("The model isn't loaded. Your drawing is kept.");
    else if (isLoading) showModel(total ? `Loading the model, ${kilobytes(loaded, total)}` : "Loading the model");
    else if (reader) showModel(describe(reader));
  };
}

/** @param {NonNullable<Network["reader"]>} reader */
function describe({ card, backend }) {
  const files = /** @type {{ bytes: number }[]} */ (Object.values(card.files ?? {}));
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const facts = [];
  if (card.parameters) facts.push(`${card.parameters.toLocaleString("en")} parameters`);
  if (bytes) facts.push(kilobytes(bytes));
  facts.push(backend === "wasm" ? "WebAssembly" : "without WebAssembly (slower)");
  return facts.join(" · ");
}

/** @param {number[]} bytes one amount, or how much of how much */
function kilobytes(...bytes) {
  return `${bytes.map((amount) => Math.round(amount / 1000)).join(" of ")}\u00a0KB`;
}
