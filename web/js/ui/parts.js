/** Elements of a page by their `data-testid`, and texts that are written into them. */

/**
 * @param {ParentNode} root
 * @param {string} name
 * @returns {HTMLElement}
 * @throws {Error} where the page has no such element
 */
export function named(root, name) {
  const element = root.querySelector(`[data-testid="${name}"]`);
  if (!element) throw new Error(`The page has no element with data-testid="${name}".`);
  return /** @type {HTMLElement} */ (element);
}

/**
 * @param {Element} element whose content becomes a text alone, at first its own
 * @returns {(text: string) => void} shows a text in it; the same text again changes nothing
 */
export function textOf(element) {
  const node = new Text(element.textContent ?? ""); // which stays until then: nothing moves
  element.replaceChildren(node);
  let said = node.data; // what is shown may be its translation
  return (text) => {
    if (text !== said) node.data = said = text;
  };
}
