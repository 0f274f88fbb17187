/**
 * What made one number of a layer's output: the numbers that went in, what each was multiplied by, and what was done
 * with the products, in the order in which it is done. Pure.
 *
 *     const account = accountOf(step, inputs, { x: 3, y: 5, channel: 0 });
 *     account.sum + account.bias === account.total;
 *
 * Everything is computed anew here, in double precision, from what the layers before gave.
 *
 * @typedef {import("../../reader/network/engine/plan.js").Step} Step
 * @typedef {import("../../reader/network/engine/plan.js").Tensor} Tensor
 * @typedef {{ x: number, y: number, channel: number }} Place in a layer's output; x and y are 0 in a list of numbers
 *
 * @typedef {object} Term one number that went in
 * @property {Place} place where it is in the layer before
 * @property {number} value 0 where the window reaches over the edge
 * @property {number} weight what it is multiplied by; 1 where it is not
 * @property {number} product
 * @property {boolean} isOutside whether the window reaches over the edge here
 *
 * @typedef {object} Part what came of one map of the layer before, or of one number of a list
 * @property {number} channel
 * @property {Term[]} terms row by row
 * @property {number} sum of the products
 *
 * @typedef {object} Account
 * @property {"products" | "largest" | "mean" | "sum" | "each" | "same" | "share"} how
 * @property {Part[]} parts
 * @property {number} sum of all products; of "largest" the largest value, of "mean" the mean
 * @property {number} bias what is added; 0 where nothing is
 * @property {number} total sum and bias
 * @property {boolean} isRelu whether what is below zero becomes zero in the end
 * @property {number} value what comes out
 */

/** @typedef {{ values: Float32Array }} Values row by row, and for each place all channels */
/** @typedef {{ isRelu?: boolean, bias?: number }} End */

/**
 * @param {Step} step
 * @param {Values[]} inputs what the step takes: the outputs of the layers before it
 * @param {Place} place
 * @returns {Account}
 */
export const accountOf = (step, inputs, place) => ACCOUNTS[step.kind](step, inputs, place);

/** @type {Record<Step["kind"], (step: Step, inputs: Values[], place: Place) => Account>} */
const ACCOUNTS = {
  product(step, [input], place) {
    const { from, to, window = POINT, weights = NONE, bias } = step;
    const parts = range(from.channels).map((channel) =>
      partOf(
        window,
        from,
        input,
        { ...place, channel },
        (i) => weights[(i * from.channels + channel) * to.channels + place.channel],
      ),
    );
    return ended("products", parts, sumOf(parts), { isRelu: step.isRelu, bias: bias?.[place.channel] });
  },
  depthwise(step, [input], place) {
    const { from, window = POINT, weights = NONE, bias } = step;
    const parts = [partOf(window, from, input, place, (i) => weights[i * from.channels + place.channel])];
    return ended("products", parts, sumOf(parts), { isRelu: step.isRelu, bias: bias?.[place.channel] });
  },
  pool(step, [input], place) {
    const { from, window, weights, bias } = step;
    const part = partOf(window ?? POINT, from, input, place, () => weights?.[place.channel] ?? 1);
    const most = Math.max(...part.terms.map(({ product }) => product));
    const end = { isRelu: step.isRelu, bias: bias?.[place.channel] };
    return ended(window ? "largest" : "each", [part], most, end);
  },
  sum(step, inputs, place) {
    const parts = [step.from, step.and ?? step.from].map((from, i) => partOf(POINT, from, inputs[i], place, () => 1));
    return ended("sum", parts, sumOf(parts));
  },
  mean({ from }, [input], { channel }) {
    const whole = { height: from.height, width: from.width, stride: 1, top: 0, left: 0 };
    const part = partOf(whole, from, input, { x: 0, y: 0, channel }, () => 1);
    return ended("mean", [part], part.sum / part.terms.length);
  },
  flatten({ from }, [input], { channel: i }) {
    const pixel = Math.floor(i / from.channels);
    const place = { x: pixel % from.width, y: Math.floor(pixel / from.width), channel: i % from.channels };
    const part = partOf(POINT, from, input, place, () => 1);
    return ended("same", [part], part.sum);
  },
  softmax({ from }, [input], { channel }) {
    const most = Math.max(...input.values);
    const parts = range(from.channels).map((channel) => partOf(POINT, from, input, { x: 0, y: 0, channel }, () => 1));
    // Of all of them the same factor is taken out, so that none is too large a number.
    for (const part of parts) part.sum = Math.exp(part.sum - most);
    return ended("share", parts, parts[channel].sum / sumOf(parts));
  },
};

const POINT = { height: 1, width: 1, stride: 1, top: 0, left: 0 };
const NONE = new Float32Array();

const range = (/** @type {number} */ count) => Array.from({ length: count }, (_, i) => i);

/** @param {Part[]} parts */
const sumOf = (parts) => parts.reduce((total, { sum }) => total + sum, 0);

/**
 * What a window sees of one map.
 * @param {import("../../reader/network/engine/plan.js").Window} window
 * @param {Tensor} from
 * @param {Values} input
 * @param {Place} place of what comes out; the channel is that of the input
 * @param {(i: number) => number} weightOf of each number in the window, row by row
 * @returns {Part}
 */
function partOf(window, from, { values }, { x, y, channel }, weightOf) {
  const terms = range(window.height * window.width).map((i) => {
    const place = {
      x: x * window.stride - window.left + (i % window.width),
      y: y * window.stride - window.top + Math.floor(i / window.width),
      channel,
    };
    const isOutside = place.x < 0 || place.y < 0 || place.x >= from.width || place.y >= from.height;
    const value = isOutside ? 0 : values[(place.y * from.width + place.x) * from.channels + channel];
    const weight = weightOf(i);
    return { place, value, weight, product: value * weight, isOutside };
  });
  return { channel, terms, sum: terms.reduce((sum, { product }) => sum + product, 0) };
}

/**
 * @param {Account["how"]} how
 * @param {Part[]} parts
 * @param {number} sum
 * @param {End} [end]
 * @returns {Account}
 */
function ended(how, parts, sum, { isRelu = false, bias = 0 } = {}) {
  const total = sum + bias;
  return { how, parts, sum, bias, total, isRelu, value: isRelu ? Math.max(0, total) : total };
}
