/**
 * A picture to post, in the shape that sites show: what is on the sheet, cropped, beside what it was read as, and the
 * page's name.
 *
 *     const file = await postOf(drawingSeen(strokes, pen), "2048", look);
 *
 * @typedef {import("../../reader/types.js").Stroke} Stroke
 * @typedef {import("../../reader/types.js").Reading} Reading
 * @typedef {import("./image.js").Look} Look
 * @typedef {import("../../reader/types.js").Box} Box
 *
 * @typedef {object} Seen what is on the sheet
 * @property {Box} box that is shown of it, in its own units
 * @property {(context: OffscreenCanvasRenderingContext2D) => void} draw in these units
 */
import { boundingBox } from "../../reader/ink.js";
import { union } from "../../reader/numbers/rectangle.js";
import { fitted } from "./fitted.js";
import { drawInk } from "./image.js";

const [WIDTH, HEIGHT] = [1200, 630]; // pixels: what sites show of a link or a post without cropping
// Pixels: where the ink and the text lie. Larger, they come closer to each other and to the edges.
const SHEET = { x: 60, y: 60, width: 520, height: 470 };
const TEXT = { x: 640, y: 60, width: 500, height: 470 };
const NOTE = 860; // pixels of a note's width at most: beside the page's name. Larger, they cover each other
const LARGEST = 280; // pixels of the letters; larger, a single digit fills the picture
const FONT = "system-ui, sans-serif";
const GAP = 0.8; // between the columns of a table, in heights of letters. Larger, the letters are smaller

// Heights of a digit, the median: so much of a picture is shown around what was read. Larger, there is more of the
// table and less of the numbers.
const AROUND = 0.5;

/**
 * @param {Seen} seen
 * @param {string} text what it was read as, rows by "\n"
 * @param {Look} look
 * @param {string} [note] in a line below
 * @returns {Promise<Blob>} PNG, 1200×630
 */
export function postOf({ box, draw }, text, { ink, ground }, note = "") {
  const canvas = new OffscreenCanvas(WIDTH, HEIGHT);
  const context = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext("2d"));
  context.fillStyle = ground;
  context.fillRect(0, 0, WIDTH, HEIGHT);
  context.save();
  const { scale, x, y } = fitted(box, SHEET);
  context.setTransform(scale, 0, 0, scale, x, y);
  context.beginPath();
  context.rect(box.x, box.y, box.width, box.height);
  context.clip();
  Object.assign(context, { strokeStyle: ink, lineCap: "round", lineJoin: "round" });
  draw(context);
  context.restore();
  context.fillStyle = ink;
  write(context, text.split("\n"));
  Object.assign(context, { textAlign: "left", font: `600 32px ${FONT}` });
  context.fillText("Digitpad", SHEET.x, HEIGHT - 40);
  Object.assign(context, { textAlign: "right", font: `400 32px ${FONT}` });
  context.fillText(note, TEXT.x + TEXT.width, HEIGHT - 40, NOTE);
  return canvas.convertToBlob({ type: "image/png" });
}

/** @param {OffscreenCanvasRenderingContext2D} context @param {string[]} rows */
function write(context, rows) {
  Object.assign(context, { textAlign: "right", textBaseline: "middle", font: `700 100px ${FONT}` });
  const { size, texts } = laidOut(rows, (text) => context.measureText(text).width / 100);
  context.font = `700 ${size}px ${FONT}`;
  for (const { text, right, middle } of texts) context.fillText(text, right, middle);
  context.textBaseline = "alphabetic";
}

/**
 * Rows as large as they fit, in the middle; those of a table in columns, whose numbers end below each other.
 * @param {string[]} rows cells of a table parted by "\t"
 * @param {(text: string) => number} widthOf in heights of letters
 * @returns {{ size: number, texts: { text: string, right: number, middle: number }[] }} in pixels
 */
export function laidOut(rows, widthOf) {
  const cells = rows.map((row) => row.split("\t"));
  const columns = Array.from({ length: Math.max(...cells.map((row) => row.length)) }, (_, i) =>
    Math.max(...cells.map((row) => widthOf(row[i] ?? ""))),
  );
  const wide = columns.reduce((sum, width) => sum + width, GAP * (columns.length - 1));
  const size = Math.min(LARGEST, TEXT.width / Math.max(0.01, wide), TEXT.height / rows.length / 1.1);
  const left = TEXT.x + (TEXT.width - size * wide) / 2;
  const texts = cells.flatMap((row, i) => {
    const middle = TEXT.y + TEXT.height / 2 + 1.1 * size * (i - (rows.length - 1) / 2);
    if (columns.length === 1) {
      const [text] = row;
      return [{ text, right: left + (size * (wide + widthOf(text))) / 2, middle }];
    }
    return row.map((text, j) => {
      const before = columns.slice(0, j + 1).reduce((sum, width) => sum + width, GAP * j);
      return { text, right: left + size * before, middle };
    });
  });
  return { size, texts };
}

/** @param {Stroke[]} strokes at least one, with a point @param {number} pen in pad units @returns {Seen} */
export const drawingSeen = (strokes, pen) => ({
  box: inkBox(strokes, pen),
  draw: (context) => drawInk(context, strokes, pen),
});

/**
 * @param {Pick<import("../state.js").Picture, "image" | "size" | "reading">} picture that has been loaded
 * @returns {Seen}
 */
export const pictureSeen = ({ image, size: { width, height }, reading }) => ({
  box: readBox(reading, { x: 0, y: 0, width, height }),
  draw: (context) => context.drawImage(image, 0, 0, width, height),
});

/** @param {Stroke[]} strokes @param {number} pen @returns {Box} around the ink, in pad units */
export function inkBox(strokes, pen) {
  const { x, y, width, height } = /** @type {Box} */ (boundingBox(strokes));
  return { x: x - pen / 2, y: y - pen / 2, width: width + pen, height: height + pen };
}

/**
 * @param {Pick<Reading, "rows" | "digits">} reading of a picture
 * @param {Box} whole picture
 * @returns {Box} around what was read, with some room, within the picture; all of it where nothing was read
 */
export function readBox({ rows, digits }, whole) {
  if (!digits.length) return whole;
  const { x, y, width, height } = union(rows.flatMap(({ numbers }) => numbers.map(({ box }) => box)));
  const room = AROUND * digits.map(({ box }) => box.height).sort((a, b) => a - b)[digits.length >> 1];
  const [left, top] = [Math.max(whole.x, x - room), Math.max(whole.y, y - room)];
  const right = Math.min(whole.x + whole.width, x + width + room);
  const bottom = Math.min(whole.y + whole.height, y + height + room);
  return { x: left, y: top, width: right - left, height: bottom - top };
}
