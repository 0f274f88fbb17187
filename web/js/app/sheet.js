/**
 * The sheet under the pad: shows a picture in place of the drawing, whether one is being read, and the notice.
 *
 *     const sheet = createSheet(document);
 *     sheet.show({ picture, busy: true, share: 0.3, notice: "" });
 *
 * @typedef {import("../reader/pictures.js").View} View
 * @typedef {{ size: { width: number, height: number }, thumbnail: ImageBitmap }} Loaded the picture's size, in pixels
 * @typedef {object} Opened
 * @property {HTMLCanvasElement} image
 * @property {Promise<Loaded>} loaded when it can be shown; rejects where the browser can't show it
 * @property {() => void} close frees what it takes; nothing is seen of it any more
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
     * @param {import("./state.js").Picture | null} shown.picture null: the drawing
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
      if (picture) sheet.style.setProperty("--ratio", `${picture.size.width / picture.size.height}`);
      else sheet.style.removeProperty("--ratio");
    },
  };
}

/**
 * A picture that can be shown: of a canvas, as large as it is seen. Of image elements browsers keep all pixels of each,
 * also once it is gone.
 * @param {(signal: AbortSignal) => Promise<View>} open
 * @param {string} name
 * @param {AbortSignal} signal once it is aborted, nobody wants the picture any more
 * @returns {Opened}
 */
export function openPicture(open, name, signal) {
  const canvas = document.createElement("canvas");
  const image = Object.assign(canvas, { role: "img", ariaLabel: `The picture ${name}` });
  const closed = new AbortController();
  const loaded = shownOn(image, open, AbortSignal.any([signal, closed.signal]));
  loaded.catch(() => {}); // whoever waits for it is told
  const close = () => {
    closed.abort();
    canvas.getContext("bitmaprenderer")?.transferFromImageBitmap(null); // or it stays until garbage is collected
    image.width = image.height = 0;
  };
  return { image, loaded, close };
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {(signal: AbortSignal) => Promise<View>} open
 * @param {AbortSignal} signal
 * @returns {Promise<Loaded>}
 */
async function shownOn(canvas, open, signal) {
  const { bitmap, ...loaded } = await open(signal);
  if (signal.aborted) for (const each of [bitmap, loaded.thumbnail]) each.close();
  signal.throwIfAborted();
  Object.assign(canvas, { width: bitmap.width, height: bitmap.height });
  canvas.getContext("bitmaprenderer")?.transferFromImageBitmap(bitmap);
  return loaded;
}
