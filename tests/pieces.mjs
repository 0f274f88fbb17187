/**
 * The pieces that web/js/reader/picture/paper.js finds in decoded pictures, and what from-pieces.js makes of them
 * together, without a site. For tests/pieces.py, which keeps it running.
 *
 * In: lines, each a list of {width, height, rgba (base64)}. Out: for each line one with a list, for each picture of
 * {boxes, image}: the 28×28 of all pieces, or null.
 */
import { createInterface } from "node:readline";
import { fromPieces } from "../web/js/reader/picture/from-pieces.js";
import { inkOf } from "../web/js/reader/picture/paper.js";

async function found({ width, height, rgba }) {
  const { pieces } = await inkOf({ width, height, data: new Uint8ClampedArray(Buffer.from(rgba, "base64")) });
  const image = fromPieces(pieces);
  return {
    boxes: pieces.map(({ box: { x, y, width, height } }) => [x, y, width, height]),
    image: image && Array.from(image),
  };
}

for await (const line of createInterface({ input: process.stdin }))
  console.log(JSON.stringify(await Promise.all(JSON.parse(line).map(found))));
