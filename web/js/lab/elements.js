/**
 * A new element.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} name
 * @param {Record<string, string>} attributes
 * @param {(Node | string)[]} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  made.append(...children);
  return made;
}

/** A number as people write it: 98,299. @param {number} number */
export const written = (number) => number.toLocaleString("en");

/** Sizes, as in 28 × 28 × 16. @param {ArrayLike<number>} sizes */
export const times = (sizes) => Array.from(sizes).join(" × ");
