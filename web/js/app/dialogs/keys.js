/** What keys do on the page, for those who look for it. */
import { element } from "../../ui/elements.js";

const KEYS = [
  [["Arrow keys", "Space"], "move the pen on the pad, lower and lift it"],
  [["0", "…", "9"], "say what the chosen digit is"],
  [["J"], "joins the digit with its neighbour"],
  [["S"], "splits the digit in two"],
  [["Backspace", "Delete"], "take the digit away"],
  [["E"], "takes the eraser"],
  [["Ctrl Z", "Ctrl Shift Z"], "undo and redo"],
  [["Ctrl C"], "copies the number, or the table"],
  [["L", "R"], "turn a picture"],
  [["Tab", "Enter"], "in a table: go to what is in doubt, accept it"],
  [["Esc"], "clears, or goes back to the drawing"],
];

/** @returns {HTMLElement} */
export function keysList() {
  const items = KEYS.flatMap(([keys, what]) => [
    element("dt", {}, .../** @type {string[]} */ (keys).map((key) => element("kbd", {}, key))),
    element("dd", {}, `${what}`),
  ]);
  return element(
    "details",
    { class: "keys", "data-testid": "keys" },
    element("summary", {}, "Keys"),
    element("dl", {}, ...items),
  );
}
