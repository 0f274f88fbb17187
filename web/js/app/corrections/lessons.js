/**
 * What was learnt from corrections on this device: kept from visit to visit, and taught to every network that reads.
 *
 *     const lessons = createLessons("corrections", new Set([reader]), { onLearnt, onFailure });
 *     await lessons.correct(digit.image, 4);
 *
 * What somebody says, or takes back, is announced: the document gets a `learnt` event once it is learnt.
 *
 * @typedef {import("./corrections.js").Correction} Correction
 * @typedef {{ digit: number | null } | undefined} Said of some ink; null: no digit; undefined: nothing
 * @typedef {{ image: ArrayLike<number>, before: Said, after: Said }} Learnt detail of the event
 * @typedef {Pick<import("../../reader/types.js").Reader, "learn">} Learner
 */
import { forget, remember, remembered } from "../../ui/storage.js";
import { inkOf, lessonOf, readBack, saidOf, without, withCorrections, written } from "./corrections.js";

const NOT_KEPT =
  "The browser's storage for this page is full or blocked, so corrections last only until the page is closed. Export " +
  "saves them as a file.";
const DAMAGED =
  "The saved corrections are damaged and not used. Delete all removes them; the next correction replaces them.";

/** @typedef {ReturnType<typeof createLessons>} Lessons */

/**
 * @typedef {object} Listener
 * @property {() => void} onLearnt the learners read otherwise from now on
 * @property {(error: unknown) => void} onFailure they could not be taught what is kept all the same
 */

/**
 * @param {string} name of what is kept, in storage
 * @param {Set<Learner>} learners which may change
 * @param {Listener} listener
 */
export function createLessons(name, learners, { onLearnt, onFailure }) {
  /** @type {Correction[]} */
  let corrections = [];
  /** @type {Correction[]} */
  let before = [];
  let trouble = ""; // with keeping them
  const load = () => {
    try {
      const text = remembered(name);
      corrections = text === null ? [] : readBack(text);
      trouble = "";
    } catch {
      [corrections, trouble] = [[], DAMAGED];
    }
  };
  const keep = () => {
    if (corrections.length === 0) forget(name);
    trouble = corrections.length === 0 || remember(name, written(corrections)) ? "" : NOT_KEPT;
  };
  const teachAll = async () => {
    try {
      await Promise.all([...learners].map(teach));
      onLearnt();
    } catch (error) {
      onFailure(error);
    }
  };
  const teach = (/** @type {Learner} */ reader) => reader.learn(corrections.map(lessonOf));
  const change = async (/** @type {Correction[]} */ next) => {
    [before, corrections] = [corrections, next];
    keep();
    await teachAll();
  };
  /** As it was said before, or is again. @param {ArrayLike<number>} image @param {Said} said */
  const restore = (image, said) => {
    const ink = inkOf(image);
    return change(said ? withCorrections(corrections, [{ digit: said.digit, ink }]) : without(corrections, ink));
  };
  /** @param {ArrayLike<number>} image @param {Said} after */
  const learn = async (image, after) => {
    const known = saidOf(corrections, inkOf(image));
    const before = known && { digit: known.digit };
    await restore(image, after);
    document.dispatchEvent(new CustomEvent("learnt", { detail: { image, before, after } }));
  };
  load();
  return {
    get count() {
      return corrections.length;
    },
    /** All of them, as a reader takes them, the newest last. */
    get all() {
      return corrections.map(lessonOf);
    },
    /** What there is to say of keeping them, for people; "" where all is well. */
    get trouble() {
      return trouble;
    },
    /**
     * @param {ArrayLike<number>} image 784 values in [0, 1]
     * @returns {{ digit: number | null } | undefined} what was said of it
     */
    saidOf: (image) => saidOf(corrections, inkOf(image)),
    teach,
    /** @param {ArrayLike<number>} image @param {number | null} digit null for what is none */
    correct: (image, digit) => learn(image, { digit }),
    /** @param {ArrayLike<number>} image of which nothing is said any more */
    takeBack: (image) => learn(image, undefined),
    restore,
    forget: () => change([]),
    /** What was there before the last change is there again. */
    undo: () => change(before),
    /** All of them, as text for a file. */
    text: () => written(corrections),
    /**
     * @param {string} text of such a file, whose corrections join those that are here
     * @returns {Promise<number>} how many more there are now
     * @throws {Error} says what is wrong with it
     */
    async bring(text) {
      const known = corrections.length;
      await change(withCorrections(corrections, readBack(text)));
      return corrections.length - known;
    },
    /** Another tab has learnt, or forgotten. */
    async loadAgain() {
      load();
      await teachAll();
    },
  };
}
