/**
 * What the windows and joints of a lattice count, in logarithms, for each of what is measured of them: see
 * window-value.js. Learnt from 424 numbers by training writers, made to touch. Written by bench/touching.py; edits
 * here are lost.
 */

/** @type {Record<import("./window-value.js").Measure, number>} */
export const WINDOW = {
  digit: -0.546,
  confidence: 0.495,
  behind: 0.624,
  none: -0.413,
  wide: 0.307,
  width: -0.55,
  "odd width": -0.198,
  long: 0.733,
  length: 0.489,
  "odd length": -0.266,
  short: 0.498,
  height: 1.628,
  "odd height": -1.572,
  "low one": 0.374,
  above: -0.791,
  below: -2.442,
  dropped: -0.808,
  "cut right": -0.022,
  "cut left": -0.061,
  "strokes right": 0.228,
  "strokes left": -0.029,
  "longest right": 0.027,
  "longest left": 0.191,
};

/** What each digit counts besides. */
export const DIGIT = [0.692, -0.335, -0.614, -0.591, -0.5, -0.189, 0.538, -1.026, 0.896, 0.053];

/** @type {Record<import("./window-value.js").JointMeasure, number>} */
export const JOINT = {
  shared: -2.443,
  "shared ink": -1.759,
  between: -2.718,
  "ink between": -3.085,
};

/** Of each digit, the median of the logarithm of its width in heights, and the standard deviation. */
export const WIDTHS = [
  [-0.13, 0.19],
  [-0.73, 0.41],
  [-0.17, 0.22],
  [-0.32, 0.2],
  [-0.4, 0.23],
  [-0.22, 0.2],
  [-0.46, 0.22],
  [-0.33, 0.23],
  [-0.43, 0.26],
  [-0.42, 0.21],
];

/** The same of its ink's length in heights. */
export const LENGTHS = [
  [0.89, 0.17],
  [0.18, 0.36],
  [0.73, 0.17],
  [0.66, 0.18],
  [0.5, 0.21],
  [0.72, 0.21],
  [0.62, 0.17],
  [0.56, 0.19],
  [0.74, 0.18],
  [0.62, 0.18],
];

/** What the row network's logarithm of a reading's probability counts beside these. */
export const ROW_WEIGHT = 0.75;
