/** Lists of test digits, with their pictures where the site has them. */
import { canvasOf, ofSet, sampleIndex } from "../ui/test-digits.js";
import { element, failure } from "../ui/elements.js";
import { messageOf } from "../ui/wording.js";
import { damaged } from "./files.js";
import { sampleAt, samplesOf } from "./test-digits.js";

/**
 * @typedef {import("../ui/test-digits.js").Index} Index
 * @typedef {{ index: number, label: number, caption: string }} Listed
 */

/**
 * What there is to see of a set's digits, asked for once: the list of the site's pictures, where those are the set's,
 * or else why there are none.
 * @returns {Promise<(set: string) => Index | string>}
 */
export async function sitePictures() {
  try {
    const site = await sampleIndex();
    return (set) => (site.name === set ? site : whyNone(set, site));
  } catch (error) {
    return () => `${COUNTS} ${messageOf(error)}`;
  }
}

const COUNTS = "There are only counts of these digits, no pictures.";

/** @param {string} set @param {Index} site */
function whyNone(set, site) {
  if (set.startsWith("pen strokes")) return `${COUNTS} They are strokes of a pen, which no site comes with.`;
  const has = `This site was built with pictures of ${ofSet(site.name)}`;
  return `${COUNTS} ${has}${set.startsWith("MNIST") ? ", since MNIST was not at hand" : ""}.`;
}

/**
 * Digits of a set by their place in it, in words where there are no pictures of them. Pictures come when the list is
 * about to be seen.
 * @param {Index | null} site
 * @param {Listed[]} listed
 * @param {string} label the list's
 */
export function pictureList(site, listed, label) {
  const items = listed.map(({ caption }) => element("li", {}, element("span", {}, caption)));
  const list = element("ul", { class: "pictures", role: "list", "aria-label": label }, ...items);
  const whole = element("div", {}, list);
  const show = (/** @type {Index} */ index) =>
    Promise.all(
      listed.map(async ({ index: place, label, caption }, i) => {
        const sample = await sampleAt(index, place);
        if (sample.label !== label)
          throw damaged("The test digits' order", `a ${label} at ${place}`, `${sample.label}`);
        items[i].prepend(canvasOf(sample, caption));
      }),
    );
  if (site) onceSeen(whole, () => show(site));
  return whole;
}

/**
 * Some digits with a label, whatever they are read as.
 * @param {Index} site
 * @param {number} label
 * @param {number} howMany
 */
export function someOf(site, label, howMany) {
  const list = element("ul", { class: "pictures", role: "list", "aria-label": `Some of the ${label}s` });
  const whole = element("div", {}, list);
  onceSeen(whole, async () => {
    const found = await samplesOf(site, label, howMany);
    list.append(...found.map((sample) => element("li", {}, canvasOf(sample, `A ${label}`))));
  });
  return whole;
}

/**
 * @param {Element} whole has above its list what comes in between
 * @param {() => Promise<unknown>} show
 */
function onceSeen(whole, show) {
  const observer = new IntersectionObserver(
    (entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      observer.disconnect();
      show().catch((error) => whole.prepend(failure(error)));
    },
    { rootMargin: "50%" },
  );
  observer.observe(whole);
}
