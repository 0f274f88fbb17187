/**
 * Which model reads, which one is to read, how much of that has come, and what failed.
 *
 * @typedef {import("./state.js").Network} Network
 */
import { DIGITS } from "../reader/shared/contract.js";
import { written } from "../ui/figures.js";
import { titleOf } from "../ui/network-titles.js";
import { named, textOf } from "../ui/parts.js";
import { percent } from "../ui/percent.js";

/**
 * Milliseconds before it is said that a network is on its way, by which most have come. Larger, a slow one looks like
 * none; smaller, the words flicker.
 */
const SOON = 300;

/**
 * @param {ParentNode} root holds the elements, marked by data-testid
 * @param {(name: string) => void} onChoose is told which model somebody wants
 * @returns {(network: Network) => void} shows it
 */
export function createModelStatus(root, onChoose) {
  const select = /** @type {HTMLSelectElement} */ (named(root, "model"));
  const progress = /** @type {HTMLProgressElement} */ (named(root, "progress"));
  const loading = named(root, "model-loading");
  const showShare = textOf(named(root, "model-share"));
  const failure = named(root, "error");
  const limit = named(root, "model-limit");
  const showMessage = textOf(named(root, "message"));
  const showModel = textOf(named(root, "model-status"));
  select.addEventListener("change", () => onChoose(select.value));
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;
  const showLoading = (/** @type {Network} */ { phase, loaded, total }) => {
    if (total) Object.assign(progress, { max: total, value: loaded });
    else progress.removeAttribute("value");
    showShare(`Loading the network${total ? `, ${percent(loaded / total, 0)}` : "…"}`);
    if (phase !== "loading") {
      clearTimeout(waiting);
      waiting = undefined;
      loading.hidden = true;
    } else waiting ??= setTimeout(() => (loading.hidden = false), SOON);
  };
  return (network) => {
    const { phase, message, reader, names, choice } = network;
    const isLoading = phase === "loading";
    if (names.length !== select.length) select.replaceChildren(...names.map((name) => new Option(titleOf(name), name)));
    if (select.value !== choice) select.value = choice;
    select.disabled = names.length < 2;
    failure.hidden = phase !== "failed";
    showMessage(phase === "failed" ? message : "");
    showLoading(network);
    limit.hidden = isLoading || !reader || reader.card.classes > DIGITS;
    if (phase === "failed") showModel("The network isn't loaded. Your drawing is kept.");
    else if (isLoading) showModel("");
    else if (reader) showModel(describe(reader));
  };
}

/** @param {NonNullable<Network["reader"]>} reader */
function describe({ card, backend }) {
  const files = /** @type {{ bytes: number }[]} */ (Object.values(card.files ?? {}));
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const facts = [];
  if (card.parameters) facts.push(`${written(card.parameters)} parameters`);
  if (bytes) facts.push(kilobytes(bytes));
  facts.push(backend === "wasm" ? "WebAssembly" : "without WebAssembly (slower)");
  return facts.join(" · ");
}

/** @param {number} bytes */
const kilobytes = (bytes) => `${Math.round(bytes / 1000)}\u00a0KB`;
