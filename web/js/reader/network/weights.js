/**
 * A network's weights, out of weights.bin and the manifest in model.json that says what is in there: one decoder for
 * what tensorflowjs's converter writes and for packed weights, of half the size. Pure. `tools/packing.py` packs.
 *
 * Each weight has an entry in the manifest: name, shape, dtype and, where it takes less room than its dtype does, a
 * `quantization`:
 *
 *     none                                 as it is: float32, int32 (4 bytes each) or bool (1 byte)
 *     {dtype: "float16"}                   2 bytes each
 *     {dtype: "uint8", min, scale}         1 byte each, uint16 has 2; the value is that number · scale + min
 *     {dtype: "packed", bits, channels}    a number of 2 to 8 bits each; the value is (number − 2^(bits−1)) · scale of
 *                                          its channel: weight i belongs to channel i modulo `channels`
 *
 * The file has all weights in the manifest's order, the packed ones by their scales alone, each of which is the upper
 * half of a float32. After them come the numbers of all packed weights, one sequence each, as `entropy-code.js` has it.
 * With two packed kernels and a bias:
 *
 *     ┌────────────┬──────────────┬────────────┬──────────────────────────────────────────┐
 *     │ kernel 1:  │ bias: 16     │ kernel 2:  │ numbers of kernel 1, numbers of kernel 2 │
 *     │ 16 scales  │ bytes, uint8 │ 32 scales  │                                          │
 *     └────────────┴──────────────┴────────────┴──────────────────────────────────────────┘
 *       32 bytes     16 bytes       64 bytes     to the end
 *
 * @typedef {{ dtype: string, min?: number, scale?: number, bits?: number, channels?: number }} Quantization
 * @typedef {{ name: string, shape: number[], dtype: string, quantization?: Quantization }} Entry
 * @typedef {{ weights: Entry[] }[]} Manifest weightsManifest of model.json
 *
 * @typedef {import("../types.js").Weight} Weight
 */
import { createDecoder } from "./entropy-code.js";
import { ModelError } from "./model-files.js";

// The most numbers that all weights may have together: 128 MB of float32. More, and a damaged manifest could ask for
// all memory, since packed numbers may take next to no bytes.
const MOST = 2 ** 25;

/**
 * @param {Manifest} manifest its groups in the order of the bytes
 * @param {Uint8Array} bytes weights.bin
 * @returns {Record<string, Weight>} by name, each with an array of its own
 * @throws {ModelError} where weights are of a kind that is not known; says what to do
 * @throws {Error} where bytes and manifest are damaged or don't fit together; says why, for a `cause`
 */
export function decodedWeights(manifest, bytes) {
  const entries = entriesOf(manifest);
  let at = 0;
  const take = (/** @type {number} */ length) => {
    at += length;
    if (at > bytes.length) throw unusable(`${bytes.length} bytes are too few`);
    return new Uint8Array(bytes.subarray(at - length, at)).buffer; // a copy: of Node's Buffers, slice() makes none
  };
  // A packed one's are its scales at first.
  const values = entries.map((entry) => (isPacked(entry) ? scalesOf(entry, take) : valuesOf(entry, take)));
  if (entries.some(isPacked)) unpack(entries, values, bytes.subarray(at));
  else if (at < bytes.length) throw unusable(`${at} bytes were expected, not ${bytes.length}`);
  return Object.fromEntries(
    entries.map(({ name, shape, dtype }, i) => [name, { shape, dtype: /** @type {any} */ (dtype), values: values[i] }]),
  );
}

/**
 * The same as the converter writes them without any quantisation, for what has no decoder for packed ones.
 * @param {Record<string, Weight>} weights
 * @returns {{ specs: { name: string, shape: number[], dtype: Weight["dtype"] }[], bytes: Uint8Array<ArrayBuffer> }}
 */
export function plainWeights(weights) {
  const specs = Object.entries(weights).map(([name, { shape, dtype }]) => ({ name, shape, dtype }));
  const parts = Object.values(weights).map(({ values }) => values);
  const bytes = new Uint8Array(parts.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let at = 0;
  for (const { buffer, byteOffset, byteLength } of parts) {
    bytes.set(new Uint8Array(buffer, byteOffset, byteLength), at);
    at += byteLength;
  }
  return { specs, bytes };
}

/** @param {string} why @param {unknown} [cause] */
const unusable = (why, cause) => new Error(`The weights are damaged, or not those of the graph: ${why}.`, { cause });

/** @param {Manifest} manifest @returns {Entry[]} checked as to their sizes */
function entriesOf(manifest) {
  try {
    const entries = manifest.flatMap(({ weights }) => weights);
    const sizes = entries.map(({ shape }) => sizeOf(shape));
    const isCount = (/** @type {number} */ size) => Number.isSafeInteger(size) && size >= 0;
    if (sizes.every(isCount) && sizes.reduce((a, b) => a + b, 0) <= MOST) return entries;
  } catch (cause) {
    throw unusable("their list can't be read", cause);
  }
  throw unusable(`their list asks for more than ${MOST.toLocaleString("en")} numbers`);
}

/** @param {number[]} shape */
const sizeOf = (shape) => shape.reduce((a, b) => a * b, 1);

// Weights as the converter writes them

/** @typedef {(length: number) => ArrayBuffer} Take gives the next bytes of the file */

/** @param {Entry} entry @param {Take} take @returns {Weight["values"]} */
function valuesOf(entry, take) {
  const { dtype, shape, quantization } = entry;
  const size = sizeOf(shape);
  if (!quantization && dtype === "float32") return new Float32Array(take(4 * size));
  if (!quantization && dtype === "int32") return new Int32Array(take(4 * size));
  if (!quantization && dtype === "bool") return new Uint8Array(take(size));
  const stored = quantization?.dtype;
  if (stored === "float16" && dtype === "float32") {
    return filled(new Float32Array(size), new Uint16Array(take(2 * size)), fromHalf);
  }
  const { min, scale } = quantization ?? {};
  if (typeof min !== "number" || typeof scale !== "number") throw unknown(entry);
  const value = (/** @type {number} */ number) => number * scale + min;
  const isStep = stored === "uint8" || stored === "uint16";
  if (!isStep || !(dtype === "float32" || dtype === "int32")) throw unknown(entry);
  const numbers = stored === "uint8" ? new Uint8Array(take(size)) : new Uint16Array(take(2 * size));
  return dtype === "float32"
    ? filled(new Float32Array(size), numbers, value)
    : filled(new Int32Array(size), numbers, (number) => Math.round(value(number)));
}

/**
 * What `from` does, several times as fast: half a million weights would hold up the page for 40 ms.
 * @template {Float32Array | Int32Array} T
 * @param {T} values of the same length, which get what is made of the numbers
 * @param {Uint8Array | Uint16Array} numbers
 * @param {(number: number) => number} valueOf
 */
function filled(values, numbers, valueOf) {
  for (let i = 0; i < values.length; i++) values[i] = valueOf(numbers[i]);
  return values;
}

/** @param {Entry} entry */
const unknown = ({ name, dtype, quantization }) =>
  new ModelError(
    `The model's weights can't be read: "${name}" is ${dtype}, stored as ${JSON.stringify(quantization ?? dtype)}. ` +
      "Convert the model again, by tensorflowjs, as float32, float16, uint16 or uint8.",
  );

/** @param {number} bits of a float16 @returns {number} */
function fromHalf(bits) {
  const [sign, exponent, fraction] = [bits >> 15 ? -1 : 1, (bits >> 10) & 31, (bits & 1023) / 1024];
  if (exponent === 31) return fraction ? NaN : sign * Infinity;
  return exponent ? sign * (1 + fraction) * 2 ** (exponent - 15) : sign * fraction * 2 ** -14;
}

// Packed weights

/** @param {Entry} entry */
const isPacked = ({ quantization }) => quantization?.dtype === "packed";

/** @param {Entry} entry @param {Take} take @returns {Float32Array} of each channel */
function scalesOf(entry, take) {
  const { bits = NaN, channels = NaN } = entry.quantization ?? {};
  const isWhole = Number.isInteger(bits) && bits >= 2 && bits <= 8 && Number.isInteger(channels) && channels > 0;
  if (!isWhole || sizeOf(entry.shape) % channels !== 0 || entry.dtype !== "float32") throw unknown(entry);
  const upperHalves = Uint32Array.from(new Uint16Array(take(2 * channels)), (half) => half << 16);
  return new Float32Array(upperHalves.buffer);
}

/**
 * @param {Entry[]} entries all of them
 * @param {Weight["values"][]} values of each; a packed one's scales are replaced by its values
 * @param {Uint8Array} code the rest of the file
 */
function unpack(entries, values, code) {
  if (code.length < 4) throw unusable("their code is missing");
  const decoder = createDecoder(code);
  entries.forEach(({ shape, quantization }, i) => {
    if (quantization?.dtype !== "packed" || !quantization.bits) return;
    const numbers = decoder.next(sizeOf(shape), quantization.bits);
    values[i] = scaled(numbers, values[i], 2 ** (quantization.bits - 1));
  });
  if (!decoder.isWhole()) throw unusable("their code does not end where it should");
}

/**
 * @param {Uint8Array} numbers
 * @param {ArrayLike<number>} scales of each channel
 * @param {number} zero the number that stands for 0
 */
function scaled(numbers, scales, zero) {
  const values = new Float32Array(numbers.length);
  for (let i = 0, channel = 0; i < values.length; i++) {
    values[i] = (numbers[i] - zero) * scales[channel];
    channel = channel + 1 < scales.length ? channel + 1 : 0;
  }
  return values;
}
