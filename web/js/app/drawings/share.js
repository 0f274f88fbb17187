/** Pictures of ink, to those with whom somebody shares them; where that can't be done, they are saved. */
import { download } from "../../ui/download.js";

/**
 * @param {Blob} content
 * @param {string} name of the file
 * @returns {Promise<boolean>} whether it was saved, and not shared
 */
export async function sharePicture(content, name) {
  const file = new File([content], name, { type: content.type });
  const canShare = navigator.canShare?.({ files: [file] }) ?? false;
  if (canShare) await shared({ files: [file] });
  else download(file, name);
  return !canShare;
}

/** @param {ShareData} what */
export async function shared(what) {
  await navigator.share(what).catch((error) => {
    if (error.name !== "AbortError") throw error; // it was cancelled
  });
}

/** How the ink looks on the page: what is saved looks the same. @returns {import("./image.js").Look} */
export function look() {
  const pad = /** @type {HTMLElement} */ (document.querySelector("[data-testid='pad']"));
  const style = getComputedStyle(pad);
  const { backgroundColor: ground } = getComputedStyle(/** @type {HTMLElement} */ (pad.parentElement));
  return { ink: style.color, ground, pen: Number(style.getPropertyValue("--pen")) };
}
