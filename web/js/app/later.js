/**
 * What is seen of pictures, and fetched when it is first needed.
 *
 *     const part = createLater(() => import("./part/part.js"), (script) => …, onFailure);
 *     part.show(picture, picture);
 *     part.made?.begin(start);
 */
import { imported } from "../reader/shared/imported.js";

/**
 * @template Script
 * @template Shown
 * @template {{ show: (shown: Shown) => void }} Made
 * @param {() => Promise<Script>} load
 * @param {(script: Script) => Made} make
 * @param {(error: unknown) => void} onFailure is told where it does not load
 */
export function createLater(load, make, onFailure) {
  /** @type {Made | undefined} */
  let made;
  /** @type {Shown} */
  let newest;
  /** @type {unknown} */
  let neededFor;
  const start = async () => {
    try {
      const script = await imported(load, "A part of the page");
      made ??= make(script);
      made.show(newest);
    } catch (error) {
      onFailure(error);
    }
  };
  return {
    get made() {
      return made;
    },
    /**
     * @param {unknown} need what it is fetched for, if it isn't yet: once for each; null for nothing
     * @param {Shown} shown
     */
    show(need, shown) {
      newest = shown;
      if (made) made.show(shown);
      else if (need && need !== neededFor) void start();
      neededFor = need;
    },
  };
}
