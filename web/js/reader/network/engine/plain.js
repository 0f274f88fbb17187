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
      const [weights, weightRow, bias, panels, rows, windowRow, length, floor] = rest;
      for (let y = 0; y < height; y++)
        for (let x = 0; x < width; x++) {
          const [from, to] = [(input + y * inRow + x * inStep) >> 2, (output + y * outRow + x * outStep) >> 2];
          for (let channel = 0; channel < panels * PANEL; channel += 4) {
            const panel = (weights + y * weightRow) >> 2;
            const weight = panel + (channel - (channel % PANEL)) * rows * length + (channel % PANEL);
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
    spread(input, step, inRow, output, width, height, vectors, p, q) {
      const [gap, row] = [step >> 2, inRow >> 2];
      eachOf(height, width, (y, x) => {
        for (let k = 0; k < 4 * vectors; k++) {
          const from = (input >> 2) + 4 * (y * row + x * gap) + k;
          const to = (output >> 2) + (y * width + x) * 36 * gap + k;
          for (let i = 0; i < 6; i++) spreadSix(floats, from + i * gap, row, to + i * gap, 6 * gap, p, q);
          for (let i = 0; i < 36; i += 6) spreadSix(floats, to + i * gap, gap, to + i * gap, gap, p, q);
        }
      });
    },
    gather(input, step, output, outRow, width, height, bias, vectors, floor, p, q) {
      const [across, down, gap] = [Math.ceil(width / 4), Math.ceil(height / 4), step >> 2];
      eachOf(down, across, (y, x) => {
        for (let k = 0; k < 4 * vectors; k++) {
          const from = (input >> 2) + (y * across + x) * 36 * gap + k;
          for (let i = 0; i < 6; i++) gatherSix(floats, from + i * gap, 6 * gap, p, q);
          for (let i = 0; i < 4; i++) gatherSix(floats, from + 6 * i * gap, gap, p, q);
          eachOf(Math.min(4, height - 4 * y), Math.min(4, width - 4 * x), (i, j) => {
            const to = (output + (4 * y + i) * outRow + (4 * x + j) * step) >> 2;
            floats[to + k] = Math.max(floats[from + (6 * i + j) * gap] + floats[(bias >> 2) + k], floor);
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

/**
 * @param {Float32Array} floats
 * @param {number} from @param {number} gap @param {number} to @param {number} toGap
 * @param {number} p @param {number} q the points
 */
function spreadSix(floats, from, gap, to, toGap, p, q) {
  const [a, b, c] = [floats[from], floats[from + gap], floats[from + 2 * gap]];
  const [d, e, f] = [floats[from + 3 * gap], floats[from + 4 * gap], floats[from + 5 * gap]];
  floats[to] = p * p * q * q * a - (p * p + q * q) * c + e;
  floats[to + 5 * toGap] = p * p * q * q * b - (p * p + q * q) * d + f;
  floats[to + toGap] = e - q * q * c + p * (d - q * q * b);
  floats[to + 2 * toGap] = e - q * q * c - p * (d - q * q * b);
  floats[to + 3 * toGap] = e - p * p * c + q * (d - p * p * b);
  floats[to + 4 * toGap] = e - p * p * c - q * (d - p * p * b);
}

/**
 * @param {Float32Array} floats
 * @param {number} from @param {number} gap
 * @param {number} p @param {number} q the points
 */
function gatherSix(floats, from, gap, p, q) {
  const [a, b, c] = [floats[from], floats[from + gap], floats[from + 2 * gap]];
  const [d, e, f] = [floats[from + 3 * gap], floats[from + 4 * gap], floats[from + 5 * gap]];
  floats[from] = a + b + c + d + e;
  floats[from + gap] = p * (b - c) + q * (d - e);
  floats[from + 2 * gap] = p * p * (b + c) + q * q * (d + e);
  floats[from + 3 * gap] = p * p * p * (b - c) + q * q * q * (d - e) + f;
}

/** @param {number} rows @param {number} columns @param {(row: number, column: number) => void} then */
function eachOf(rows, columns, then) {
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) then(i, j);
}
