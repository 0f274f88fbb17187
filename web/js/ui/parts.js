/** The page's elements, by their data-testid, and what is written into them. */

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
 * A function that shows a text in an element, and leaves the element alone while the text stays the same.
 * @param {Element} element
 */
export function textOf(element) {
  const node = new Text();
  element.replaceChildren(node);
  return (/** @type {string} */ text) => {
    if (node.data !== text) node.data = text;
  };
}
