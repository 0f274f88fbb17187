/**
 * The pieces that web/js/reader/picture/paper.js finds in decoded pictures, and what web/js/reader/ink.js makes of them
 * together, without a site.
 *
 *     node tests/pieces.mjs < pictures.json > pieces.json
 *
 * In: a list of {width, height, rgba (base64)}. Out: for each a list of boxes, and the 28×28 of all pieces, or null.
 */
import { json } from "node:stream/consumers";
import { fromPieces } from "../web/js/reader/ink.js";
import { piecesOf } from "../web/js/reader/picture/paper.js";

const found = (await json(process.stdin)).map(({ width, height, rgba }) => {
  const pieces = piecesOf({ width, height, data: new Uint8ClampedArray(Buffer.from(rgba, "base64")) });
  const image = fromPieces(pieces);
  return {
    boxes: pieces.map(({ box: { x, y, width, height } }) => [x, y, width, height]),
    image: image && Array.from(image),
  };
});
console.log(JSON.stringify(found));
