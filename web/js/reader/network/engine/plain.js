/**
 * The kernels in plain JavaScript, for where WebAssembly is missing or refused: what `kernels.ts` says, with the same
 * arguments in the same order.
 */
import { PANEL } from "./layout.js";

/**
 * @param {number} bytes of memory
 * @returns {import("./engine.js").Kernels}
 */
export function plainKernels(bytes) {
  const floats = new Float32Array(bytes >> 2);
  return {
    floats,
    product(input, inStep, inRow, output, outStep, outRow, width, height, ...rest) {
      const [weights, bias, panels, rows, windowRow, length, floor] = rest;
      for (let y = 0; y < height; y++)
        for (let x = 0; x < width; x++) {
          const [from, to] = [(input + y * inRow + x * inStep) >> 2, (output + y * outRow + x * outStep) >> 2];
          for (let channel = 0; channel < panels * PANEL; channel += 4) {
            const weight = (weights >> 2) + (channel - (channel % PANEL)) * rows * length + (channel % PANEL);
            multiply(floats, from, rows, windowRow >> 2, length, weight, (bias >> 2) + channel, to + channel, floor);
          }
        }
    },
    pool(input, inStep, inRow, output, outStep, outRow, width, height, ...rest) {
      const [factors, addends, vectors, rows, windowRow, columns, pixel, floor] = rest;
      eachOf(height, width, (y, x) => {
        const [from, to] = [(input + y * inRow + x * inStep) >> 2, (output + y * outRow + x * outStep) >> 2];
        for (let k = 0; k < 4 * vectors; k++) {
          let most = floats[from + k];
          eachOf(rows, columns, (i, j) => {
            most = Math.max(most, floats[from + ((i * windowRow + j * pixel) >> 2) + k]);
          });
          floats[to + k] = Math.max(most * floats[(factors >> 2) + k] + floats[(addends >> 2) + k], floor);
        }
      });
    },
    spread(input, inStep, inRow, output, outStep, width, height, vectors) {
      const [step, row, matrix] = [inStep >> 2, inRow >> 2, (width * height * outStep) >> 2];
      eachOf(height, width, (y, x) => {
        for (let k = 0; k < 4 * vectors; k++) {
          const from = (input >> 2) + 2 * y * row + 2 * x * step + k;
          const to = (output >> 2) + (y * width + x) * (outStep >> 2) + k;
          for (let i = 0; i < 4; i++) spreadFour(floats, from + i * step, row, to + i * matrix, 4 * matrix);
          for (let i = 0; i < 4; i++) spreadFour(floats, to + i * 4 * matrix, matrix, to + i * 4 * matrix, matrix);
        }
      });
    },
    gather(input, inStep, output, outStep, outRow, width, height, vectors, floor) {
      const [across, down] = [(width + 1) >> 1, (height + 1) >> 1];
      const matrix = across * down * (inStep >> 2);
      eachOf(down, across, (y, x) => {
        for (let k = 0; k < 4 * vectors; k++) {
          const from = (input >> 2) + (y * across + x) * (inStep >> 2) + k;
          for (let i = 0; i < 4; i++) gatherTwo(floats, from + i * matrix, 4 * matrix);
          for (let i = 0; i < 2; i++) gatherTwo(floats, from + i * 4 * matrix, matrix);
          eachOf(Math.min(2, height - 2 * y), Math.min(2, width - 2 * x), (i, j) => {
            const to = (output + (2 * y + i) * outRow + (2 * x + j) * outStep) >> 2;
            floats[to + k] = Math.max(floats[from + (4 * i + j) * matrix], floor);
          });
        }
      });
    },
  };
}

/**
 * One window and four channels: the loop that takes nearly all of the time.
 * @param {Float32Array} floats
 * @param {number} input @param {number} rows @param {number} windowRow @param {number} length
 * @param {number} weight @param {number} bias @param {number} output @param {number} floor
 */
function multiply(floats, input, rows, windowRow, length, weight, bias, output, floor) {
  let a = floats[bias];
  let b = floats[bias + 1];
  let c = floats[bias + 2];
  let d = floats[bias + 3];
  for (let i = 0; i < rows; i++, input += windowRow) {
    for (let at = input; at < input + length; at++, weight += PANEL) {
      const value = floats[at];
      a += value * floats[weight];
      b += value * floats[weight + 1];
      c += value * floats[weight + 2];
      d += value * floats[weight + 3];
    }
  }
  floats[output] = Math.max(a, floor);
  floats[output + 1] = Math.max(b, floor);
  floats[output + 2] = Math.max(c, floor);
  floats[output + 3] = Math.max(d, floor);
}

/** @param {Float32Array} floats @param {number} from @param {number} gap @param {number} to @param {number} toGap */
function spreadFour(floats, from, gap, to, toGap) {
  const a = floats[from];
  const b = floats[from + gap];
  const c = floats[from + 2 * gap];
  const d = floats[from + 3 * gap];
  floats[to] = a - c;
  floats[to + toGap] = b + c;
  floats[to + 2 * toGap] = c - b;
  floats[to + 3 * toGap] = b - d;
}

/** @param {Float32Array} floats @param {number} from @param {number} gap */
function gatherTwo(floats, from, gap) {
  const b = floats[from + gap];
  const c = floats[from + 2 * gap];
  floats[from] += b + c;
  floats[from + gap] = b - c - floats[from + 3 * gap];
}

/** @param {number} rows @param {number} columns @param {(row: number, column: number) => void} then */
function eachOf(rows, columns, then) {
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) then(i, j);
}
