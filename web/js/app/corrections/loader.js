/**
 * The way to what was learnt from corrections: until there are some, or the first is to be made, none of it is loaded.
 *
 *     const learning = createLearning({ onLearnt: readAgain, onFailure: (error) => … });
 *     await learning.teach(reader);
 *
 * @typedef {import("./lessons.js").Lessons} Lessons
 * @typedef {import("../../reader/types.js").Reader} Reader
 */
import { imported } from "../../reader/shared/imported.js";
import { once } from "../../reader/shared/once.js";
import { PREFIX, remembered } from "../../ui/storage.js";

const NAME = "corrections"; // in storage

/** Whether there is something learnt on this device, or something damaged in its place. */
export const hasCorrections = () => remembered(NAME) !== null;

/** @param {import("./lessons.js").Listener} listener is also told what does not load */
export function createLearning(listener) {
  /** @type {Set<Reader>} all that read here, whatever there is to learn */
  const readers = new Set();
  let isLoaded = false;
  const lessons = once(async () => {
    const { createLessons } = await imported(() => import("./lessons.js"), "The script for corrections");
    isLoaded = true;
    return createLessons(NAME, readers, listener);
  });
  /** Tells the listener what fails. */
  const attempt = async (/** @type {(lessons: Lessons) => Promise<void>} */ then) => {
    try {
      await then(await lessons());
    } catch (error) {
      listener.onFailure(error);
    }
  };
  addEventListener("storage", ({ key }) => {
    const isCleared = key === null && isLoaded;
    if (isCleared || key === PREFIX + NAME) void attempt((loaded) => loaded.loadAgain());
  });
  return {
    lessons,
    /** Before a reader reads; never fails. @param {Reader} reader */
    async teach(reader) {
      readers.add(reader);
      if (isLoaded || hasCorrections()) await attempt((loaded) => loaded.teach(reader));
    },
    /** It has been disposed of. @param {Reader} reader */
    leave: (reader) => readers.delete(reader),
  };
}
