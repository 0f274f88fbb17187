/**
 * The table for other programs: copied, or saved as a file. Where numbers have commas, CSV has semicolons between
 * cells; whether they do is remembered, and is at first as usual in the browser's language.
 */
import { nextTurn } from "../../reader/shared/next-turn.js";
import { once } from "../../reader/shared/once.js";
import { download } from "../../ui/download.js";
import { createMoment } from "../../ui/moment.js";
import { remember } from "../../ui/storage.js";
import { copy } from "./clipboard.js";
import { COMMA, usualMark } from "./decimal-mark.js";
import { csvOf, fileNameOf, htmlOf, jsonOf, tsvOf } from "./written.js";

/** @typedef {import("./numbers.js").DecimalMark} DecimalMark */

/**
 * @param {object} table
 * @param {ReturnType<typeof import("./model.js").createModel>} table.model
 * @param {HTMLInputElement} table.comma
 * @param {Record<"copy" | "csv" | "tsv" | "json", HTMLButtonElement>} table.buttons
 * @param {() => string} table.network which one reads
 * @param {() => void} table.onSaved it was copied or saved, as it is now
 * @param {(words: string) => void} table.say
 * @param {(error: unknown) => void} table.notice
 */
export function createSaving({ model, comma, buttons, network, onSaved, say, notice }) {
  // The first number that a page writes in somebody's language takes 25 ms: a task of its own, and only for a table.
  const begin = once(async () => {
    await nextTurn();
    comma.checked = usualMark() === ",";
  });
  comma.addEventListener("change", () => remember(COMMA, `${comma.checked}`));
  const mark = () => /** @type {DecimalMark} */ (comma.checked ? "," : ".");
  const copied = () => ({ "text/plain": tsvOf(model.texts(), mark()), "text/html": htmlOf(model.texts(), mark()) });
  const files = {
    csv: () => ({ type: "text/csv", text: csvOf(model.texts(), mark()) }),
    tsv: () => ({ type: "text/tab-separated-values", text: tsvOf(model.texts(), mark()) }),
    json: () => ({ type: "application/json", text: jsonOf(model.sheets, network()) }),
  };
  for (const kind of /** @type {const} */ (["csv", "tsv", "json"]))
    buttons[kind].addEventListener("click", () => {
      const { type, text } = files[kind]();
      const name = `${fileNameOf(model.sheets[0]?.sheet.name)}.${kind}`;
      download(new Blob([text], { type }), name);
      say(`Saved as ${name}`);
      onSaved();
    });
  const showCopied = createMoment(
    () => (buttons.copy.dataset.done = ""),
    () => delete buttons.copy.dataset.done,
  );
  const done = () => {
    say("Copied");
    onSaved();
    showCopied();
  };
  buttons.copy.addEventListener("click", () => void copy(copied()).then(done, notice));
  return {
    copied,
    /** To be called once there is a table to save. */
    begin,
  };
}
