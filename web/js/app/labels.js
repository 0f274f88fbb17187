/**
 * Where the label of a digit's box stands, so that it is in no other row's digits. Pure.
 *
 * @typedef {Pick<import("../reader/types.js").Digit, "box" | "row">} Placed
 */

// Shares of the sheet that a label takes: of a phone's, 24 px high and as wide as a digit with its percentage. Larger,
// and more labels stand over their own ink; smaller, and they cover other digits.
const LABEL = { width: 0.16, height: 0.09 };

/**
 * @param {Placed} digit
 * @param {Placed[]} digits all of them
 * @param {{ width: number, height: number }} size of the sheet, in the boxes' units
 * @returns {"below" | "above" | "within"}
 */
export function labelSide({ box, row }, digits, size) {
  const [width, height] = [LABEL.width * size.width, LABEL.height * size.height];
  const left = box.x + (box.width - width) / 2;
  const isFree = (/** @type {number} */ top) =>
    top >= 0 &&
    top + height <= size.height &&
    !digits.some(
      (other) =>
        other.row !== row &&
        other.box.x < left + width &&
        other.box.x + other.box.width > left &&
        other.box.y < top + height &&
        other.box.y + other.box.height > top,
    );
  if (isFree(box.y + box.height)) return "below";
  return isFree(box.y - height) ? "above" : "within";
}
