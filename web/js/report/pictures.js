/** Lists of test digits, with pictures where the site has them. */
import { canvasOf, testDigitIndex } from "../ui/test-digits.js";
import { element, failure } from "../ui/elements.js";
import { digitsOf, SETS } from "../ui/sets.js";
import { messageOf } from "../ui/wording.js";
import { damaged } from "./files.js";
import { testDigitAt, testDigitsOf } from "./test-digits.js";

/**
 * @typedef {import("../ui/test-digits.js").Index} Index
 * @typedef {{ index: number, label: number, caption: string }} Listed
 */

/**
 * Which sets the site has pictures of.
 * @returns {Promise<(set: string) => Index | string>} gives the list of a set's pictures, or else says why there are
 *   none
 */
export async function sitePictures() {
  try {
    const site = await testDigitIndex();
    return (set) => (site.name === set ? site : whyNone(set, site));
  } catch (error) {
    return () => `${COUNTS} ${messageOf(error)}`;
  }
}

/** Of the window's height: how far ahead pictures are fetched. If larger, more are fetched that nobody looks at. */
const AHEAD = "50%";

const COUNTS = "The pictures of these digits are not part of this site.";

/** @param {string} set @param {Index} site */
function whyNone(set, site) {
  if (SETS[set]?.isDrawn) return "These digits are pen strokes, of which this site has no pictures.";
  return `${COUNTS} It has pictures of ${digitsOf(site.name)} instead.`;
}

/**
 * Digits of a set by their place in it, with captions. Pictures are fetched when the list is about to be seen.
 * @param {Index | null} site null where it has no pictures of the set
 * @param {Listed[]} listed
 * @param {string} label of the list
 */
export function pictureList(site, listed, label) {
  const items = listed.map(({ caption }) => element("li", {}, element("span", {}, caption)));
  const list = element("ul", { class: "pictures", role: "list", "aria-label": label }, ...items);
  const whole = element("div", {}, list);
  const show = (/** @type {Index} */ index) =>
    Promise.all(
      listed.map(async ({ index: place, label, caption }, i) => {
        const scan = await testDigitAt(index, place);
        if (scan.label !== label)
          throw damaged("The list of the test digits", `${label} at place ${place}`, `${scan.label}`);
        items[i].prepend(canvasOf(scan, caption));
      }),
    );
  if (site) onceSeen(whole, () => show(site));
  return whole;
}

/**
 * Pictures of digits with a label, whatever they are read as.
 * @param {Index} site
 * @param {number} label
 * @param {number} howMany
 */
export function someOf(site, label, howMany) {
  const list = element("ul", { class: "pictures", role: "list", "aria-label": `Some of the ${label}s` });
  const whole = element("div", {}, list);
  onceSeen(whole, async () => {
    const found = await testDigitsOf(site, label, howMany);
    list.append(...found.map((scan) => element("li", {}, canvasOf(scan, `${label}`))));
  });
  return whole;
}

/**
 * Calls `show` once the element is about to be seen, and tells in it what fails.
 * @param {Element} whole
 * @param {() => Promise<unknown>} show
 */
function onceSeen(whole, show) {
  const observer = new IntersectionObserver(
    (entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      observer.disconnect();
      show().catch((error) => whole.prepend(failure(error)));
    },
    { rootMargin: AHEAD },
  );
  observer.observe(whole);
}
