/**
 * Puts text on the clipboard.
 * @param {string} text
 * @throws {Error} where the browser doesn't let the page do that; the message holds the text
 */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text); // which pages on plain http don't even have
  } catch {
    throw new Error(`The browser doesn't let this page copy. To copy it yourself: ${text}`);
  }
}
