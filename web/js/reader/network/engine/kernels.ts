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
 * The sums of four windows (a to d) and eight channels (0 and 1) stay in registers. `weightRow` leads from the weights
 * of one row of windows to those of the next: 0 where all have the same.
 */
export function product(
  input: usize, inStep: usize, inRow: usize, output: usize, outStep: usize, outRow: usize, width: usize, height: usize,
  weights: usize, weightRow: usize, bias: usize, panels: usize, rows: usize, windowRow: usize, length: usize,
  floor: f32,
): void {
  const least = f32x4.splat(floor);
  for (let y: usize = 0; y < height; y++) {
    for (let panel: usize = 0; panel < panels; panel++) {
      const bias0 = v128.load(bias + panel * PANEL), bias1 = v128.load(bias + panel * PANEL, VECTOR);
      for (let x: usize = 0; x < width; x += 4) {
        let a0 = bias0, b0 = bias0, c0 = bias0, d0 = bias0;
        let a1 = bias1, b1 = bias1, c1 = bias1, d1 = bias1;
        let weight = weights + y * weightRow + panel * rows * length * PANEL;
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
        const to = output + y * outRow + x * outStep + panel * PANEL;
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
  const least = f32x4.splat(floor);
  for (let y: usize = 0; y < height; y++) {
    for (let x: usize = 0; x < width; x++) {
      let from = input + y * inRow + x * inStep, to = output + y * outRow + x * outStep;
      for (let at: usize = 0; at < vectors * VECTOR; at += VECTOR, from += VECTOR, to += VECTOR) {
        let most = v128.load(from);
        for (let i: usize = 0; i < rows; i++)
          for (let j: usize = i ? 0 : 1; j < columns; j++)
            most = f32x4.max(most, v128.load(from + i * windowRow + j * pixel));
        v128.store(to, f32x4.max(multiplyAdd(most, v128.load(factors + at), v128.load(addends + at)), least));
      }
    }
  }
}

/**
 * Before a product, for windows of 3 × 3 pixels that follow each other pixel by pixel: each tile of 6 × 6 pixels, four
 * pixels apart, becomes 36 numbers. The product then computes 4 × 4 pixels from 36 numbers, where it would need 144
 * (Winograd, "Arithmetic complexity of computations", 1980; Lavin and Gray, "Fast algorithms for convolutional neural
 * networks", 2016). `width` and `height` are those of the plane of tiles; `step` leads from one pixel, and from one of
 * the 36 numbers, to the next; `a` and `b` are the points of layout.js.
 */
export function spread(
  input: usize, step: usize, inRow: usize, output: usize, width: usize, height: usize, vectors: usize, a: f32, b: f32,
): void {
  const p = f32x4.splat(a), q = f32x4.splat(b);
  for (let y: usize = 0; y < height; y++) {
    for (let x: usize = 0; x < width; x++) {
      for (let at: usize = 0; at < vectors * VECTOR; at += VECTOR) {
        const from = input + 4 * (y * inRow + x * step) + at, to = output + (y * width + x) * 36 * step + at;
        for (let i: usize = 0; i < 6; i++) spreadSix(from + i * step, inRow, to + i * step, 6 * step, p, q);
        for (let i: usize = 0; i < 36; i += 6) spreadSix(to + i * step, step, to + i * step, step, p, q);
      }
    }
  }
}

/**
 * Six numbers times the coefficients of six polynomials, each of which is 0 at all points but one: at 0, p, -p, q, -q,
 * and infinity. `pp` and `qq` are -p² and -q².
 */
@inline
function spreadSix(from: usize, gap: usize, to: usize, toGap: usize, p: v128, q: v128): void {
  const pp = f32x4.neg(f32x4.mul(p, p)), qq = f32x4.neg(f32x4.mul(q, q));
  const a = v128.load(from), b = v128.load(from += gap), c = v128.load(from += gap);
  const d = v128.load(from += gap), e = v128.load(from += gap), f = v128.load(from += gap);
  const even = multiplyAdd(qq, c, e), odd = multiplyAdd(qq, b, d), oddP = f32x4.mul(p, odd);
  v128.store(to, multiplyAdd(pp, multiplyAdd(qq, a, c), even));
  v128.store(to += toGap, f32x4.add(even, oddP));
  v128.store(to += toGap, f32x4.sub(even, oddP));
  const other = multiplyAdd(pp, c, e), oddQ = f32x4.mul(q, multiplyAdd(pp, b, d));
  v128.store(to += toGap, f32x4.add(other, oddQ));
  v128.store(to += toGap, f32x4.sub(other, oddQ));
  v128.store(to += toGap, multiplyAdd(pp, odd, multiplyAdd(qq, d, f)));
}

/** After that product: 36 numbers become 4 × 4 pixels of a plane `width` wide, with their bias. */
export function gather(
  input: usize, step: usize, output: usize, outRow: usize, width: usize, height: usize, bias: usize, vectors: usize,
  floor: f32, a: f32, b: f32,
): void {
  const least = f32x4.splat(floor), p = f32x4.splat(a), q = f32x4.splat(b);
  for (let y: usize = 0; y < height; y += 4) {
    for (let x: usize = 0; x < width; x += 4, input += 36 * step) {
      const rows = min(height - y, 4), columns = min(width - x, 4);
      for (let at: usize = 0; at < vectors * VECTOR; at += VECTOR) {
        const from = input + at, to = output + y * outRow + x * step + at, addend = v128.load(bias + at);
        for (let i = from; i < from + 6 * step; i += step)
          gatherSix(i, 6 * step, i, 6 * step, 4, false, addend, least, p, q);
        for (let i: usize = 0; i < rows; i++)
          gatherSix(from + 6 * i * step, step, to + i * outRow, step, columns, true, addend, least, p, q);
      }
    }
  }
}

/** Of 1, x, x², x³, as many as `count`: the sum of their values at these six points, each times one of six numbers. */
@inline
function gatherSix(
  from: usize, gap: usize, to: usize, toGap: usize, count: usize, isEnd: bool, add: v128, least: v128, p: v128, q: v128,
): void {
  const a = v128.load(from), b = v128.load(from += gap), c = v128.load(from += gap);
  const d = v128.load(from += gap), e = v128.load(from += gap), f = v128.load(from += gap);
  const even = f32x4.add(b, c), odd = f32x4.mul(p, f32x4.sub(b, c)), pp = f32x4.mul(p, p);
  const evens = f32x4.add(d, e), odds = f32x4.mul(q, f32x4.sub(d, e)), qq = f32x4.mul(q, q);
  put(to, f32x4.add(a, f32x4.add(even, evens)), isEnd, add, least);
  if (count > 1) put(to += toGap, f32x4.add(odd, odds), isEnd, add, least);
  if (count > 2) put(to += toGap, multiplyAdd(pp, even, f32x4.mul(qq, evens)), isEnd, add, least);
  if (count > 3) put(to += toGap, multiplyAdd(pp, odd, multiplyAdd(qq, odds, f)), isEnd, add, least);
}

@inline
function put(to: usize, value: v128, isEnd: bool, bias: v128, least: v128): void {
  v128.store(to, isEnd ? f32x4.max(f32x4.add(value, bias), least) : value);
}
