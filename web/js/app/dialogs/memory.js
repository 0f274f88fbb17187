/** Corrections on this device: how many there are and what they changed; export, import, forget. */
import { button, element } from "../../ui/elements.js";
import { textOf } from "../../ui/parts.js";
import { messageOf } from "../../ui/wording.js";
import { download } from "../../ui/download.js";
import { createLearnt } from "./learnt.js";

// Bytes of a file that is imported: more than four times as many as a full one has. If larger, a file of brackets alone
// keeps the page busy for more than 50 ms.
const LARGEST = 500_000;
const NOTHING = "No corrections yet. Import some from another device.";

/**
 * @param {import("../corrections/lessons.js").Lessons} lessons
 * @param {import("./dialogs.js").Page} page
 */
export function memory(lessons, page) {
  const status = element("p", { role: "status", class: "quiet", "data-testid": "learnt" });
  const say = textOf(status);
  const count = () => (lessons.count === 1 ? "1 correction" : `${lessons.count} corrections`);
  const summary = () => lessons.trouble || (lessons.count ? `${count()}, kept only on this device.` : NOTHING);
  const show = (/** @type {string} */ text) => {
    say(text);
    exported.hidden = lessons.count === 0;
    erased.hidden = lessons.count === 0 && !lessons.trouble;
    learnt.show();
  };
  const offerUndo = (/** @type {string} */ text) => {
    show(text);
    undo.hidden = false;
  };

  const exported = button("Export", "export-corrections", () => {
    const name = "digitpad-corrections.json";
    download(new Blob([lessons.text()], { type: "application/json" }), name);
    show(`Saved as ${name}.`);
  });
  const forget = async () => {
    const forgotten = lessons.count ? count() : "";
    await lessons.forget();
    if (forgotten) offerUndo(`Deleted ${forgotten}.`);
    else show("Deleted the damaged corrections.");
  };
  const takeBack = async () => {
    await lessons.undo();
    undo.hidden = true;
    show(summary());
  };
  // `lessons` tells of failures itself.
  const erased = button("Delete all", "forget-corrections", () => void forget());
  const undo = button("Undo", "undo-corrections", () => void takeBack());
  undo.hidden = true;

  const input = element("input", {
    type: "file",
    accept: ".json,application/json",
    "data-testid": "import-corrections",
  });
  const bring = async () => {
    const [file] = input.files ?? [];
    input.value = ""; // so that the same file, chosen again, is a change again
    if (!file) return;
    try {
      const more = await lessons.bring(await textIn(file));
      offerUndo(`Imported ${more}. ${summary()}`);
    } catch (error) {
      show(messageOf(error));
    }
  };
  input.addEventListener("change", () => void bring());
  const brought = element("label", { class: "button" }, input, element("span", {}, "Import"));
  const learnt = createLearnt(lessons, page, () => offerUndo(`Taken back. ${summary()}`));
  show(summary());
  return element("div", { class: "memory" }, status, element("div", {}, exported, brought, erased, undo), learnt.whole);
}

/** @param {File} file */
async function textIn(file) {
  if (file.size > LARGEST)
    throw new Error(
      `${file.name} is too large for corrections: expected at most ${LARGEST / 1e6} MB, ` +
        `got ${(file.size / 1e6).toFixed(1)} MB. Choose a file that Export has saved here.`,
    );
  return file.text();
}
