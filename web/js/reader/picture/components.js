/**
 * Connected components: which pixels of ink hang together, by sides or corners.
 *
 * @typedef {import("../types.js").Box} Box
 * @typedef {object} Component
 * @property {Box} box
 * @property {Int32Array} pixels the indices of its pixels
 */

/**
 * Components of the pixels at or above `low` that have a pixel at or above `high` among them: thresholding with
 * hysteresis (Canny, "A computational approach to edge detection", 1986).
 * @param {import("./ground.js").Field} field
 * @param {(at: number) => number} low
 * @param {(at: number) => number} high
 * @returns {Component[]}
 */
export function connected({ width, height, values }, low, high) {
  const seen = new Uint8Array(width * height);
  const stack = new Int32Array(width * height);
  const components = [];
  for (let start = 0; start < values.length; start++) {
    if (seen[start] || values[start] < high(start)) continue;
    seen[start] = 1;
    stack[0] = start;
    let [next, end] = [0, 1]; // all that was found stays on the stack: it is the component
    let [left, top, right, bottom] = [width, height, 0, 0];
    while (next < end) {
      const at = stack[next++];
      const [x, y] = [at % width, Math.floor(at / width)];
      if (x < left) left = x;
      if (x > right) right = x;
      if (y < top) top = y;
      if (y > bottom) bottom = y;
      const [lastX, lastY] = [Math.min(width - 1, x + 1), Math.min(height - 1, y + 1)];
      for (let ny = Math.max(0, y - 1); ny <= lastY; ny++) {
        for (let nx = Math.max(0, x - 1); nx <= lastX; nx++) {
          const neighbour = ny * width + nx;
          if (seen[neighbour] || values[neighbour] < low(neighbour)) continue;
          seen[neighbour] = 1;
          stack[end++] = neighbour;
        }
      }
    }
    components.push({
      box: { x: left, y: top, width: right - left + 1, height: bottom - top + 1 },
      pixels: stack.slice(0, end),
    });
  }
  return components;
}

/**
 * Components that have taken in the fainter ink around them, each pixel going to the component that reaches it first.
 * @param {Component[]} components
 * @param {import("./ground.js").Field} field
 * @param {number} above how much ink a pixel has to hold more than
 * @param {number} [steps] pixels that they grow by at most
 * @returns {Component[]}
 */
export function grown(components, { width, height, values }, above, steps = Infinity) {
  const owner = new Int32Array(width * height).fill(-1);
  components.forEach(({ pixels }, i) => pixels.forEach((at) => (owner[at] = i)));
  /** @type {number[][]} */
  const taken = components.map(() => []);
  let edge = components.flatMap(({ pixels }) => Array.from(pixels));
  for (let step = 0; step < steps && edge.length > 0; step++) {
    const next = [];
    for (const at of edge) {
      const [x, y] = [at % width, Math.floor(at / width)];
      for (let ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++) {
        for (let nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) {
          const neighbour = ny * width + nx;
          if (owner[neighbour] >= 0 || values[neighbour] <= above) continue;
          owner[neighbour] = owner[at];
          taken[owner[at]].push(neighbour);
          next.push(neighbour);
        }
      }
    }
    edge = next;
  }
  return components.map(({ pixels, box }, i) => {
    if (taken[i].length === 0) return { pixels, box };
    const all = new Int32Array(pixels.length + taken[i].length);
    all.set(pixels);
    all.set(taken[i], pixels.length);
    return { pixels: all, box: boxAround(all, width) };
  });
}

/**
 * @param {Int32Array} pixels at least one
 * @param {number} width of the picture
 * @returns {Box}
 */
function boxAround(pixels, width) {
  let [left, top, right, bottom] = [Infinity, Infinity, 0, 0];
  for (const at of pixels) {
    const [x, y] = [at % width, Math.floor(at / width)];
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  return { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
}
