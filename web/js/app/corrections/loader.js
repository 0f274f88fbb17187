/**
 * The way to what was learnt from corrections: until there are some, or the first is to be made, none of it is loaded.
 *
 *     const learning = createLearning({ onLearnt: readAnew, onFailure: (error) => … });
 *     await learning.teach(reader);
 *
 * @typedef {import("./lessons.js").Lessons} Lessons
 * @typedef {import("../../reader/networks.js").Reader} Reader
 */
import { PREFIX, remembered } from "../../ui/storage.js";
import { notLoaded } from "../../reader/shared/not-loaded.js";

/** Their name in storage. */
export const CORRECTIONS = "corrections";

/** @param {import("./lessons.js").Listener} listener is also told what does not load */
export function createLearning(listener) {
  /** @type {Set<Reader>} all that read here, whatever there is to learn */
  const readers = new Set();
  /** @type {Promise<Lessons> | undefined} */
  let lessons;
  const load = () => {
    lessons ??= import("./lessons.js")
      .catch(notLoaded("What learns from corrections"))
      .then(({ createLessons }) => createLessons(readers, listener));
    lessons.catch(() => (lessons = undefined)); // the next press tries again
    return lessons;
  };
  const attempt = async (/** @type {(lessons: Lessons) => Promise<void>} */ then) => {
    try {
      await then(await load());
    } catch (error) {
      listener.onFailure(error);
    }
  };
  addEventListener("storage", ({ key }) => {
    if (key === PREFIX + CORRECTIONS || (key === null && lessons)) attempt((loaded) => loaded.loadAgain());
  });
  return {
    lessons: load,
    /** Before a reader reads; never fails. @param {Reader} reader */
    async teach(reader) {
      readers.add(reader);
      if (lessons || remembered(CORRECTIONS) !== null) await attempt((loaded) => loaded.teach(reader));
    },
    /** It has been disposed of. @param {Reader} reader */
    leave: (reader) => readers.delete(reader),
  };
}
