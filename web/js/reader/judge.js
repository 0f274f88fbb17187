/**
 * What a network makes of prepared digits: in probabilities that can be believed, with a second look at what is in
 * doubt, and with what was learnt from corrections.
 *
 * Two questions are put to it. A glance is quick, and what segmentation goes by, as most of what that tries is no
 * digit. A judgement is final: what is in doubt is looked at again.
 *
 * @typedef {object} Judge
 * @property {(images: Float32Array) => Promise<Float32Array>} glance n×784 prepared values in, n×11 probabilities out
 * @property {(images: Float32Array, glances?: Float32Array[], most?: number, pace?: Pace) => Promise<Float32Array[]>}
 *   judge n×784 prepared values in, n times 11 probabilities out. `glances`, n times 11, are this judge's at the same
 *   images, where they are known: they save a look; and the same ones, by identity, are looked at again only once.
 *   `most`: how many are looked at again at most, the first of those in doubt. `pace`: of the reading that this is a
 *   part of
 *
 * @typedef {object} Teachable
 * @property {(corrections: Lesson[]) => Promise<Judge>} taught another judge, that has also learnt from corrections, at
 *   least one; rejects with an Error where what learns does not load
 *
 * @typedef {import("./network/head.js").Seen} Seen
 * @typedef {import("./network/execution.js").Recognizer} Recognizer
 * @typedef {import("./types.js").Lesson} Lesson
 * @typedef {import("./shared/next-turn.js").Pace} Pace
 */
import { calibrated, calibrationOf } from "./network/calibration.js";
import { createSecondLook } from "./network/second-look.js";
import { CLASSES, DIGITS, PIXELS } from "./shared/contract.js";
import { joined } from "./shared/joined.js";
import { imported } from "./shared/imported.js";
import { rowsOfLength } from "./shared/rows-of-length.js";

// Digits in doubt, of one reading, that are looked at again: a page of 196 has up to 10. Larger, scribbles take longer.
const MAX_DOUBTED = 30;

/**
 * A judge that has learnt nothing but what its network knows.
 * @param {Pick<Recognizer, "card" | "classify" | "look">} network
 * @returns {Judge & Teachable}
 */
export function createJudge({ card, classify, look }) {
  const { temperature, doubt } = calibrationOf(card);
  const calibrate = (/** @type {Float32Array} */ outputs) => calibrated(outputs, card.classes, temperature);
  const glance = async (/** @type {Float32Array} */ images) => calibrate(await classify(images));
  const lookAgain = createSecondLook(glance, doubt);

  /** @type {Judge["judge"]} */
  const judge = async (images, glances, most, pace) => {
    const first = glances ?? scoresOf(await glance(images));
    return lookAgain(rowsOfLength(PIXELS, images), first, most, pace);
  };
  /** @type {(images: Float32Array) => Promise<Seen>} */
  const seen = async (images) => {
    const { probabilities, features } = await look(images);
    return { scores: calibrate(probabilities), features, images };
  };
  /** @type {(images: Float32Array, most?: number, pace?: Pace) => Promise<Seen>} */
  const seenTwice = async (images, most, pace) => {
    const first = await seen(images);
    return { ...first, scores: joined(await judge(images, scoresOf(first.scores), most, pace)) };
  };
  return {
    glance,
    judge,
    async taught(corrections) {
      const { createHead } = await imported(() => import("./network/head.js"), "The script for corrections");
      const known = await seenTwice(joined(corrections.map(({ image }) => image)));
      const told = corrections.map(({ digit }) => digit ?? DIGITS);
      const head = await createHead(known, told);
      return {
        glance: async (images) => head(await seen(images)),
        // The head has the last word: slanted and moved, a drawing is no longer the one that was corrected.
        judge: async (images, _, most, pace) => scoresOf(await head(await seenTwice(images, most, pace))),
      };
    },
  };
}

/**
 * What is finally made of all that was found.
 * @param {{ image: Float32Array, probabilities: Float32Array }[]} found `probabilities`: 11 at a glance of this judge's
 * @param {Judge["judge"]} judge
 * @param {Pace} pace of the reading
 * @returns {Promise<Float32Array[]>} 11 of each
 */
export function judgedAll(found, judge, pace) {
  const images = joined(found.map(({ image }) => image));
  const glances = found.map(({ probabilities }) => probabilities);
  return judge(images, glances, MAX_DOUBTED, pace);
}

/** @param {Float32Array} scores n×11 */
const scoresOf = (scores) => rowsOfLength(CLASSES, scores);
