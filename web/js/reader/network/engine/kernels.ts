/**
 * The kernels in AssemblyScript (https://www.assemblyscript.org), which becomes WebAssembly when the site is built:
 * once with relaxed SIMD, where multiplying and adding are one instruction, and once without. `plain.js` is the same in
 * JavaScript; `layout.js` says how numbers lie in memory.
 *
 * Addresses and distances are in bytes. `input` is the first pixel of the first window; `inStep` and `inRow` lead from
 * one window to the next, across and down, `outStep` and `outRow` from one pixel that is written to the next. A window
 * has `rows` rows, `windowRow` apart. No value that is written is below `floor`.
 */
const VECTOR: usize = 16; // bytes: four floats
const PANEL: usize = 32; // bytes: eight channels
const FLOAT: usize = 4; // bytes

@inline
function multiplyAdd(a: v128, b: v128, sum: v128): v128 {
  return ASC_FEATURE_RELAXED_SIMD ? f32x4.relaxed_madd(a, b, sum) : f32x4.add(sum, f32x4.mul(a, b));
}

/**
 * Convolutions and dense layers: runs of `length` floats, one in each row of a window, times the weights of each panel.
 * The sums of four windows (a to d) and eight channels (0 and 1) stay in registers.
 */
export function product(
  input: usize, inStep: usize, inRow: usize, output: usize, outStep: usize, outRow: usize, width: usize, height: usize,
  weights: usize, bias: usize, panels: usize, rows: usize, windowRow: usize, length: usize, floor: f32,
): void {
  const least = f32x4.splat(floor);
  for (let at: usize = 0; at < panels; at++, output += PANEL, bias += PANEL, weights += rows * length * PANEL) {
    const bias0 = v128.load(bias), bias1 = v128.load(bias, VECTOR);
    for (let y: usize = 0; y < height; y++) {
      for (let x: usize = 0; x < width; x += 4) {
        let a0 = bias0, b0 = bias0, c0 = bias0, d0 = bias0;
        let a1 = bias1, b1 = bias1, c1 = bias1, d1 = bias1;
        let weight = weights;
        for (let i: usize = 0; i < rows; i++) {
          let a = input + y * inRow + x * inStep + i * windowRow, b = a + inStep, c = b + inStep, d = c + inStep;
          const end = a + length * FLOAT;
          for (; a < end; a += FLOAT, b += FLOAT, c += FLOAT, d += FLOAT, weight += PANEL) {
            const weight0 = v128.load(weight), weight1 = v128.load(weight, VECTOR);
            let value = v128.load32_splat(a);
            a0 = multiplyAdd(value, weight0, a0), a1 = multiplyAdd(value, weight1, a1);
            value = v128.load32_splat(b);
            b0 = multiplyAdd(value, weight0, b0), b1 = multiplyAdd(value, weight1, b1);
            value = v128.load32_splat(c);
            c0 = multiplyAdd(value, weight0, c0), c1 = multiplyAdd(value, weight1, c1);
            value = v128.load32_splat(d);
            d0 = multiplyAdd(value, weight0, d0), d1 = multiplyAdd(value, weight1, d1);
          }
        }
        const to = output + y * outRow + x * outStep;
        store(to, a0, a1, least);
        if (x + 1 < width) store(to + outStep, b0, b1, least);
        if (x + 2 < width) store(to + 2 * outStep, c0, c1, least);
        if (x + 3 < width) store(to + 3 * outStep, d0, d1, least);
      }
    }
  }
}

@inline
function store(to: usize, first: v128, second: v128, least: v128): void {
  v128.store(to, f32x4.max(first, least));
  v128.store(to, f32x4.max(second, least), VECTOR);
}

/** The largest value of each channel in a window, times the channel's factor, plus its addend. */
export function pool(
  input: usize, inStep: usize, inRow: usize, output: usize, outStep: usize, outRow: usize, width: usize, height: usize,
  factors: usize, addends: usize, vectors: usize, rows: usize, windowRow: usize, columns: usize, pixel: usize,
  floor: f32,
): void {
  for (let y: usize = 0; y < height; y++) {
    for (let x: usize = 0; x < width; x++) {
      for (let at: usize = 0; at < vectors * VECTOR; at += VECTOR) {
        const from = input + y * inRow + x * inStep + at;
        let most = v128.load(from);
        for (let i: usize = 0; i < rows; i++)
          for (let j: usize = i ? 0 : 1; j < columns; j++)
            most = f32x4.max(most, v128.load(from + i * windowRow + j * pixel));
        const sum = multiplyAdd(most, v128.load(factors + at), v128.load(addends + at));
        v128.store(output + y * outRow + x * outStep + at, f32x4.max(sum, f32x4.splat(floor)));
      }
    }
  }
}

/**
 * Before a product, for windows of 3 × 3 pixels that follow each other pixel by pixel: each tile of 4 × 4 pixels, two
 * pixels apart, becomes 16 numbers, number i in matrix i. The product then computes 2 × 2 pixels from 16 numbers, where
 * it would need 36 (Winograd, "Arithmetic complexity of computations", 1980; Lavin and Gray, "Fast algorithms for
 * convolutional neural networks", 2016). `width` and `height` are those of the plane of tiles.
 */
export function spread(
  input: usize, inStep: usize, inRow: usize, output: usize, outStep: usize, width: usize, height: usize, vectors: usize,
): void {
  const matrix = width * height * outStep;
  for (let y: usize = 0; y < height; y++) {
    for (let x: usize = 0; x < width; x++) {
      for (let at: usize = 0; at < vectors * VECTOR; at += VECTOR) {
        const a = input + 2 * y * inRow + 2 * x * inStep + at, b = a + inRow, c = b + inRow, d = c + inRow;
        const to = output + (y * width + x) * outStep + at;
        spreadRow(a, c, false, inStep, to, matrix);
        spreadRow(b, c, true, inStep, to + 4 * matrix, matrix);
        spreadRow(c, b, false, inStep, to + 8 * matrix, matrix);
        spreadRow(b, d, false, inStep, to + 12 * matrix, matrix);
      }
    }
  }
}

/** The sum, or the difference, of four pixels each of two rows, and of those four numbers the same. */
@inline
function spreadRow(one: usize, other: usize, isSum: bool, step: usize, to: usize, matrix: usize): void {
  const a = sumOrDifference(one, other, isSum), b = sumOrDifference(one + step, other + step, isSum);
  const c = sumOrDifference(one + 2 * step, other + 2 * step, isSum);
  const d = sumOrDifference(one + 3 * step, other + 3 * step, isSum);
  v128.store(to, f32x4.sub(a, c));
  v128.store(to + matrix, f32x4.add(b, c));
  v128.store(to + 2 * matrix, f32x4.sub(c, b));
  v128.store(to + 3 * matrix, f32x4.sub(b, d));
}

@inline
function sumOrDifference(one: usize, other: usize, isSum: bool): v128 {
  const a = v128.load(one), b = v128.load(other);
  return isSum ? f32x4.add(a, b) : f32x4.sub(a, b);
}

/** After that product: 16 numbers become 2 × 2 pixels of a plane `width` wide. */
export function gather(
  input: usize, inStep: usize, output: usize, outStep: usize, outRow: usize, width: usize, height: usize,
  vectors: usize, floor: f32,
): void {
  const across = (width + 1) / 2, matrix = across * ((height + 1) / 2) * inStep, row = 4 * matrix;
  for (let y: usize = 0; y < height; y += 2) {
    for (let x: usize = 0; x < width; x += 2) {
      for (let at: usize = 0; at < vectors * VECTOR; at += VECTOR) {
        const from = input + ((y * across + x) / 2) * inStep + at, to = output + y * outRow + x * outStep + at;
        gatherRow(from, row, false, matrix, to, outStep, x + 1 < width, f32x4.splat(floor));
        if (y + 1 < height) {
          gatherRow(from + row, row, true, matrix, to + outRow, outStep, x + 1 < width, f32x4.splat(floor));
        }
      }
    }
  }
}

@inline
function gatherRow(
  from: usize, row: usize, isLast: bool, matrix: usize, to: usize, outStep: usize, areTwo: bool, least: v128,
): void {
  const b = sumOfThree(from + matrix, row, isLast), c = sumOfThree(from + 2 * matrix, row, isLast);
  v128.store(to, f32x4.max(f32x4.add(f32x4.add(sumOfThree(from, row, isLast), b), c), least));
  if (!areTwo) return;
  v128.store(to + outStep, f32x4.max(f32x4.sub(f32x4.sub(b, c), sumOfThree(from + 3 * matrix, row, isLast)), least));
}

/** Of the last three of four numbers the first, less the others; else of the first three the sum. */
@inline
function sumOfThree(from: usize, gap: usize, isLast: bool): v128 {
  const a = v128.load(from), b = v128.load(from + gap), c = v128.load(from + 2 * gap);
  return isLast ? f32x4.sub(f32x4.sub(a, b), c) : f32x4.add(f32x4.add(a, b), c);
}
