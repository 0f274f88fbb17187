/** What was learnt from corrections: how many there are; saved as a file, brought from one, erased. */
import { button, element } from "../../ui/elements.js";
import { textOf } from "../../ui/parts.js";
import { messageOf } from "../../ui/wording.js";
import { download } from "./download.js";

const LARGEST = 1_000_000; // bytes; a file of as many corrections as are kept has a tenth of that
const NOTHING = "Nothing is learnt yet. What was exported elsewhere can be brought here.";

/** @param {import("../corrections/lessons.js").Lessons} lessons */
export function memory(lessons) {
  const status = element("p", { role: "status", class: "quiet", "data-testid": "learnt" });
  const say = textOf(status);
  const count = () => (lessons.count === 1 ? "1 correction" : `${lessons.count} corrections`);
  const summary = () => lessons.trouble || (lessons.count ? `Learnt from ${count()}, on this device alone.` : NOTHING);
  const show = (/** @type {string} */ text) => {
    say(text);
    exported.hidden = lessons.count === 0;
    erased.hidden = lessons.count === 0 && !lessons.trouble;
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
  const erased = button("Forget all", "forget-corrections", async () => {
    const forgotten = lessons.count ? count() : "what was damaged";
    await lessons.forget();
    if (forgotten === "what was damaged") show("Forgot what was damaged.");
    else offerUndo(`Forgot ${forgotten}.`);
  });
  const undo = button("Undo", "undo-corrections", async () => {
    await lessons.undo();
    undo.hidden = true;
    show(summary());
  });
  undo.hidden = true;

  const input = element("input", {
    type: "file",
    accept: ".json,application/json",
    "data-testid": "import-corrections",
  });
  input.addEventListener("change", async () => {
    const [file] = input.files ?? [];
    input.value = ""; // the same file again is a change again
    if (!file) return;
    try {
      const more = await lessons.bring(await textIn(file));
      offerUndo(`${more} more. ${summary()}`);
    } catch (error) {
      show(messageOf(error));
    }
  });
  const brought = element("label", { class: "button" }, input, element("span", {}, "Import"));
  show(summary());
  return element("div", { class: "memory" }, status, element("div", {}, exported, brought, erased, undo));
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
