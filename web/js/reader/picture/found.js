/**
 * A picture, or a part of it, to what is found in it: the worker finds pieces, and the page reads them. Fetched with
 * the first picture.
 *
 * @typedef {import("../types.js").Box} Box
 * @typedef {import("./interpret.js").Glanced} Glanced
 */
import { createPace } from "../shared/next-turn.js";
import { fromPieces } from "./from-pieces.js";
import { digitsOf } from "./interpret.js";

// How much of reading a picture it is to find its pieces, in time: of a photographed page of digits a third. Larger,
// progress is quick at its end; smaller, at its beginning.
const FINDING_PIECES = 0.3;

/**
 * @param {import("../types.js").PictureSource} source
 * @param {import("../types.js").ReadOptions} options
 * @param {(images: Float32Array) => Promise<Float32Array>} glance n×784 in, n×11 out
 * @param {typeof import("./worker.js")} worker what runs there, imported apart: it must share nothing with the page
 * @returns {Promise<{ found: Glanced[], leftOut: number }>}
 */
export async function foundIn(source, { signal, onProgress, region }, glance, { cutPiece, piecesOfPicture }) {
  let told = 0;
  const tell = (/** @type {number} */ share) => {
    if (share > told && !signal?.aborted) onProgress?.((told = share));
  };
  const pace = createPace(signal);
  const picture = await piecesOfPicture(source, {
    ...{ region, signal },
    turn: () => (pace.isDue() ? pace.turn() : undefined),
    onProgress: (share) => tell(share * FINDING_PIECES),
  });
  const { scale, corner } = picture;
  const { found, leftOut } = await digitsOf(picture, {
    ...{ glance, fromPieces, cutPiece, pace },
    onProgress: (share) => tell(FINDING_PIECES + share * (1 - FINDING_PIECES)),
  });
  return { found: found.map(({ box, ...other }) => ({ ...other, box: boxInPicture(box, scale, corner) })), leftOut };
}

/**
 * @param {Box} box in the pixels that were read
 * @param {number} scale of these, for each pixel of the picture
 * @param {import("../types.js").Point} corner where they begin in it
 * @returns {Box}
 */
const boxInPicture = ({ x, y, width, height }, scale, corner) => ({
  ...{ x: corner.x + x / scale, y: corner.y + y / scale },
  ...{ width: width / scale, height: height / scale },
});
