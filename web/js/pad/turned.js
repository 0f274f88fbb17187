/**
 * Where a pointer is on an element that CSS has turned, mirrored or skewed, itself or with what it is in.
 *
 * @typedef {(x: number, y: number) => { x: number, y: number }} ToLocal pixels of the window to shares of the element's
 *   width and height, from its upper left corner
 */

/**
 * @param {Element} element
 * @returns {ToLocal | null} null where it is not turned: its box tells
 */
export function localOf(element) {
  const { a, b, c, d } = turnOf(element);
  if (b === 0 && c === 0 && a > 0 && d > 0) return null;
  const size = a * d - b * c;
  if (!size) return null; // it is flat: nobody sees it
  const { clientWidth, clientHeight } = element;
  const box = element.getBoundingClientRect();
  // Every turn leaves its middle where it is.
  const [middleX, middleY] = [box.left + box.width / 2, box.top + box.height / 2];
  return (x, y) => {
    const [right, down] = [x - middleX, y - middleY];
    return {
      x: 0.5 + (d * right - c * down) / size / clientWidth,
      y: 0.5 + (a * down - b * right) / size / clientHeight,
    };
  };
}

/** How the page turns an element. @param {Element} element @returns {DOMMatrix} what it moves is left out */
function turnOf(element) {
  let turn = new DOMMatrix();
  for (let each = /** @type {Element | null} */ (element); each; each = parentOf(each)) {
    const { rotate, scale, transform } = getComputedStyle(each);
    const turns = [
      rotate && rotate !== "none" ? `rotate(${rotate})` : "",
      scale && scale !== "none" ? `scale(${scale.trim().replace(/\s+/g, ",")})` : "",
      transform !== "none" ? transform : "",
    ].join("");
    if (turns) turn = new DOMMatrix(turns).multiply(turn);
  }
  return turn;
}

/** As it is shown. @param {Element} element @returns {Element | null} */
const parentOf = ({ assignedSlot, parentElement, parentNode }) =>
  assignedSlot ?? parentElement ?? (parentNode instanceof ShadowRoot ? parentNode.host : null);
