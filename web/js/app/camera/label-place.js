/**
 * Where the reading of a number stands over a picture: beside its ink, on no other number's. Pure; all in shares of the
 * picture.
 *
 * @typedef {import("../../reader/types.js").Box} Box
 * @typedef {"above" | "below" | "right" | "left" | "within"} Side
 */

// How high a label is, how wide each letter, in widths of the picture, and how far it stands off, behind its number's
// frame, in heights of it: as on a phone, where they take most of the picture. Larger, and labels find no place among
// numbers that are close; smaller, and they cover some.
const HIGH = 0.0525;
const LETTER = 0.028;
const OFF = 0.03;

const SIDES = /** @type {Side[]} */ (["above", "below", "right", "left"]);

/**
 * @param {{ text: string, box: Box, side?: Side }[]} numbers of which `side` says where the label was: it stays there
 *   while there is room
 * @param {number} ratio the picture's width to its height
 * @returns {Side[]} of each
 */
export function sidesOf(numbers, ratio) {
  const high = HIGH * ratio;
  /** @type {Box[]} */
  const labels = [];
  return numbers.map(({ text, box, side: before }, i) => {
    const full = [...numbers.filter((_, other) => other !== i).map((other) => other.box), ...labels];
    const isFree = (/** @type {Side} */ side) => isWithin(labelAt(side, text, box, high), full);
    const stays = before && before !== "within" && isFree(before);
    const side = stays ? before : (SIDES.find(isFree) ?? "within");
    labels.push(labelAt(side, text, box, high));
    return side;
  });
}

/** @param {Box} label @param {Box[]} full @returns {boolean} whether it lies in the picture, and on nothing there */
function isWithin(label, full) {
  const isIn = label.x >= 0 && label.y >= 0 && label.x + label.width <= 1 && label.y + label.height <= 1;
  return isIn && !full.some((other) => overlap(label, other));
}

/** @param {Side} side @param {string} text @param {Box} box @param {number} height the label's @returns {Box} */
function labelAt(side, text, box, height) {
  const size = { width: LETTER * (text.length + 1), height };
  const middle = box.y + (box.height - height) / 2;
  if (side === "within") return { ...size, x: box.x, y: box.y };
  if (side === "right") return { ...size, x: box.x + box.width + OFF, y: middle };
  if (side === "left") return { ...size, x: box.x - OFF - size.width, y: middle };
  return { ...size, x: box.x, y: side === "above" ? box.y - OFF - height : box.y + box.height + OFF };
}

/** @param {Box} a @param {Box} b */
const overlap = (a, b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
