/**
 * Pictures on their way in: chosen or taken with a camera in a file input, dropped anywhere on the page, pasted.
 *
 *     onPictures(document, [upload, camera], ({ file, others, timeStamp }) => …, () => say("No picture there"));
 *
 * While files are dragged over the page, its root element has the attribute `data-dropping`.
 *
 * @typedef {object} Arrival
 * @property {File} file whatever came first; only reading it can tell whether it is a picture
 * @property {File[]} rest that came with it
 * @property {import("./state.js").Picture["read"] | null} [after] the picture whose table it goes on with
 * @property {number} [quarters] how many times it is turned to the right, by 90 degrees; 0 if not told
 * @property {() => Promise<Blob>} [turned] its file then
 * @property {import("./state.js").Picture["region"]} [region] the part of it that is read then; all of it if not told
 * @property {number} timeStamp when it arrived, as of performance.now()
 */
import { isTyping } from "./tools.js";

/**
 * @param {Document} page
 * @param {HTMLInputElement[]} inputs
 * @param {(arrival: Arrival) => void} then
 * @param {() => void} otherwise what was dropped or pasted is no file
 */
export function onPictures(page, inputs, then, otherwise) {
  const take = (/** @type {FileList | undefined} */ files, /** @type {number} */ timeStamp) =>
    files?.length ? then({ file: files[0], rest: [...files].slice(1), timeStamp }) : otherwise();
  for (const input of inputs) {
    input.addEventListener("change", ({ timeStamp }) => {
      if (input.files?.length) take(input.files, timeStamp);
      input.value = ""; // the same file again is a change again
    });
  }
  page.addEventListener("paste", (event) => {
    if (isTyping(event.target)) return;
    event.preventDefault();
    take(event.clipboardData?.files, event.timeStamp);
  });
  onDrop(page, take);
}

/** @param {Document} page @param {(files: FileList | undefined, timeStamp: number) => void} take */
function onDrop(page, take) {
  const root = page.documentElement;
  const hasFiles = (/** @type {DragEvent} */ { dataTransfer }) => dataTransfer?.types.includes("Files") ?? false;
  // Without preventDefault the browser would leave the page, and its drawing, for the file.
  page.addEventListener("dragover", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    root.toggleAttribute("data-dropping", true);
  });
  page.addEventListener("dragleave", ({ relatedTarget }) => relatedTarget ?? root.removeAttribute("data-dropping"));
  page.addEventListener("drop", (event) => {
    root.removeAttribute("data-dropping");
    if (!hasFiles(event)) return;
    event.preventDefault();
    take(event.dataTransfer?.files, event.timeStamp);
  });
}
