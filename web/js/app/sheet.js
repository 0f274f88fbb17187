/**
 * The sheet under the pad: shows a picture in place of the drawing, whether one is being read, and the notice.
 *
 *     const sheet = createSheet(document);
 *     sheet.show({ picture: openPicture(file, name), busy: true, share: 0.3, notice: "" });
 *
 * @typedef {object} Opened
 * @property {HTMLImageElement} image
 * @property {Promise<void>} loaded when its size is known; rejects where the browser can't show it
 */
import { named, textOf } from "../ui/parts.js";

// Milliseconds before it is said that a picture is being read, by which most have been. Larger, a slow reading looks
// like none; smaller, the words flicker.
const SOON = 300;

/** @param {ParentNode} root holds the elements, marked by data-testid */
export function createSheet(root) {
  const sheet = named(root, "sheet");
  const frame = named(root, "picture");
  const busyMark = named(root, "busy");
  const progress = /** @type {HTMLProgressElement} */ (named(root, "share"));
  const notice = named(root, "notice");
  const showNotice = textOf(named(root, "notice-text"));
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;
  const showBusy = (/** @type {boolean} */ busy) => {
    if (sheet.ariaBusy === `${busy}`) return;
    sheet.ariaBusy = `${busy}`;
    clearTimeout(waiting);
    busyMark.hidden = true;
    if (busy) waiting = setTimeout(() => (busyMark.hidden = false), SOON);
  };
  return {
    /**
     * @param {object} shown
     * @param {Opened | null} shown.picture null: the drawing
     * @param {boolean} shown.busy
     * @param {number} shown.share of what it is busy with that is done, in [0, 1]
     * @param {string} shown.notice
     */
    show({ picture, busy, share, notice: text }) {
      showBusy(busy);
      progress.value = share;
      notice.hidden = !text;
      showNotice(text);
      if ((frame.firstChild ?? null) === (picture?.image ?? null)) return;
      frame.replaceChildren(...(picture ? [picture.image] : []));
      if (picture) sheet.style.setProperty("--ratio", `${picture.image.naturalWidth / picture.image.naturalHeight}`);
      else sheet.style.removeProperty("--ratio");
    },
  };
}

/**
 * A file as an image that can be shown. Nothing is decoded here: the browser does that on other threads.
 * @param {Blob} file
 * @param {string} name
 * @returns {Opened}
 */
export function openPicture(file, name) {
  const image = Object.assign(new Image(), { decoding: "async", draggable: false, alt: `The picture ${name}` });
  const address = URL.createObjectURL(file);
  /** @type {Promise<void>} */
  const loaded = new Promise((resolve, reject) => {
    image.onload = () => resolve();
    image.onerror = () =>
      reject(new TypeError(`${name} can't be opened: it is damaged, or not a picture. Choose a PNG or JPEG.`));
  });
  for (const type of ["load", "error"]) image.addEventListener(type, () => URL.revokeObjectURL(address));
  image.src = address;
  return { image, loaded };
}
