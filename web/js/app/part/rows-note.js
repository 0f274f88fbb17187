/**
 * Where the row network did not arrive, says so beside the reading of a picture, in plain words: digits that touch are
 * read less well without it.
 */
import { lacksRowNetwork } from "../../reader/pictures.js";
import { element } from "../../ui/elements.js";
import { named } from "../../ui/parts.js";

const NOTE =
  "Digits that touch each other may be misread in this picture: the network for them did not load. It is tried again " +
  "with the next picture.";

/**
 * @param {ParentNode} root holds the results
 * @returns {(picture: import("../state.js").Picture | null) => void} is given the one on the sheet
 */
export function createRowsNote(root) {
  const note = element("p", { class: "rows-note", "data-testid": "rows-note", role: "status" });
  named(root, "truth").after(note);
  /** @type {import("../state.js").Reading | undefined} */
  let shown;
  return (picture) => {
    if (picture?.reading === shown) return;
    shown = picture?.reading;
    const hasNeighbours = picture !== null && !picture.testDigit && picture.reading.digits.length > 1;
    note.textContent = hasNeighbours && lacksRowNetwork() ? NOTE : "";
  };
}
