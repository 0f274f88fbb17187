/** Lists of test digits, with their pictures where the site has them. */
import { sampleIndex } from "../lab/samples.js";
import { element, failure, note } from "../page/elements.js";
import { damaged } from "./files.js";
import { sampleAt, samplesOf } from "./samples.js";

/**
 * @typedef {import("../lab/samples.js").Index} Index
 * @typedef {import("../lab/samples.js").Scan} Scan
 * @typedef {{ index: number, label: number, caption: string }} Listed
 */

/**
 * Digits of a set by their place in it. Their pictures come when the list is about to be seen.
 * @param {string} set
 * @param {Listed[]} listed
 * @param {string} label the list's
 */
export function pictureList(set, listed, label) {
  const items = listed.map(({ caption }) => element("li", {}, element("span", {}, caption)));
  const list = element("ul", { class: "pictures", role: "list", "aria-label": label }, ...items);
  const whole = element("div", {}, list);
  const show = (/** @type {Index} */ site) =>
    Promise.all(
      listed.map(async ({ index, label, caption }, i) => {
        const sample = await sampleAt(site, index);
        if (sample.label !== label)
          throw damaged("The test digits' order", `a ${label} at ${index}`, `${sample.label}`);
        items[i].prepend(picture(sample, site.side, caption));
      }),
    );
  onceSeen(whole, () => withSamples(set, whole, show));
  return whole;
}

/**
 * Some digits with a label, whatever they are read as.
 * @param {string} set
 * @param {number} label
 * @param {number} howMany
 */
export function someOf(set, label, howMany) {
  const list = element("ul", { class: "pictures", role: "list", "aria-label": `Some of the ${label}s` });
  const whole = element("div", {}, list);
  const show = async (/** @type {Index} */ site) => {
    const found = await samplesOf(site, label, howMany);
    list.append(...found.map((sample) => element("li", {}, picture(sample, site.side, `A ${label}`))));
  };
  onceSeen(whole, () => withSamples(set, whole, show));
  return whole;
}

/**
 * Lets `show` use the site's test digits, if they are those of the set; says above the list what came in between.
 * @param {string} set
 * @param {Element} whole
 * @param {(site: Index) => Promise<unknown>} show
 */
async function withSamples(set, whole, show) {
  try {
    const site = await sampleIndex();
    if (site.name === set) await show(site);
    else whole.prepend(note(`The site has pictures of "${site.name}" only.`));
  } catch (error) {
    whole.prepend(failure(error));
  }
}

/**
 * @param {Element} element
 * @param {() => void} then
 */
function onceSeen(element, then) {
  const observer = new IntersectionObserver(
    (entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      observer.disconnect();
      then();
    },
    { rootMargin: "50%" },
  );
  observer.observe(element);
}

/**
 * @param {Scan} sample
 * @param {number} side
 * @param {string} label
 */
function picture({ ink }, side, label) {
  const canvas = element("canvas", { width: side, height: side, role: "img", "aria-label": label });
  const pixels = new ImageData(side, side);
  ink.forEach((value, i) => pixels.data.set([value, value, value, 255], 4 * i));
  /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d")).putImageData(pixels, 0, 0);
  return canvas;
}
