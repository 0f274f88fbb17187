/**
 * Copies the reading: by the button beside it, and by Ctrl+C where nothing else is selected.
 *
 *     createCopy(button, { contentOf: () => ({ "text/plain": "2048" }), isElsewhere: () => false, say, onFailure });
 */
import { copyText } from "../ui/clipboard.js";
import { createMoment } from "../ui/moment.js";
import { isTyping } from "./tools.js";

/**
 * @param {HTMLElement} button
 * @param {object} page
 * @param {() => Record<string, string>} page.contentOf the reading, by its type; "" as a text for nothing
 * @param {() => boolean} page.isElsewhere whether keys mean something else now, as in a dialog
 * @param {(what: string) => void} page.say
 * @param {(error: unknown) => void} page.onFailure
 */
export function createCopy(button, { contentOf, isElsewhere, say, onFailure }) {
  const mark = createMoment(
    () => (button.dataset.done = ""),
    () => delete button.dataset.done,
  );
  const done = () => {
    say("Copied");
    mark();
  };
  button.addEventListener("click", () => void copyText(contentOf()["text/plain"]).then(done, onFailure));
  document.addEventListener("copy", (event) => {
    const content = contentOf();
    if (!content["text/plain"] || isElsewhere() || isTyping(event.target) || !getSelection()?.isCollapsed) return;
    event.preventDefault();
    for (const type in content) event.clipboardData?.setData(type, content[type]);
    done();
  });
}
