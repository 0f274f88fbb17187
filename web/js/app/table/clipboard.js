import { copyText } from "../../ui/clipboard.js";

/**
 * Puts something on the clipboard in several forms, as a text and as HTML: whoever takes it chooses.
 * @param {Record<string, string>} content by type; text/plain is there
 * @throws {Error} where the browser doesn't let the page do that; the message holds the text
 */
export async function copy(content) {
  const blobs = Object.entries(content).map(([type, text]) => [type, new Blob([text], { type })]);
  try {
    await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
  } catch {
    await copyText(content["text/plain"]); // older browsers
  }
}
