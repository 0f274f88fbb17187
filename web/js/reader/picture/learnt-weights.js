/**
 * What the windows and joints of a lattice count, in logarithms, for each of what is measured of them: see
 * window-value.js. Learnt from 424 numbers by training writers, made to touch. Written by bench/touching.py; edits
 * here are lost.
 */

/** @type {Record<import("./window-value.js").Measure, number>} */
export const WINDOW = {
  digit: -0.783,
  confidence: 0.583,
  behind: 0.384,
  none: -0.554,
  wide: 0.344,
  width: -0.61,
  "odd width": -0.173,
  long: 0.473,
  length: 0.578,
  "odd length": -0.116,
  short: 0.387,
  height: 1.844,
  "odd height": -1.479,
  "low one": 0.983,
  above: -0.781,
  below: -2.889,
  dropped: 0.115,
  "cut right": 0.415,
  "cut left": -0.312,
  "strokes right": 0.268,
  "strokes left": -0.055,
  "longest right": -0.081,
  "longest left": -0.038,
};

/** What each digit counts besides. */
export const DIGIT = [1.054, -0.329, -0.839, -1.17, -0.445, -0.568, 0.261, -1.304, 0.862, 0.34];

/** @type {Record<import("./window-value.js").JointMeasure, number>} */
export const JOINT = {
  shared: -2.685,
  "shared ink": -1.604,
  between: -2.861,
  "ink between": -3.055,
};

/** Of each digit, the median of the logarithm of its width in heights, and the standard deviation. */
export const WIDTHS = [
  [-0.14, 0.19],
  [-0.82, 0.39],
  [-0.17, 0.25],
  [-0.36, 0.2],
  [-0.38, 0.25],
  [-0.18, 0.22],
  [-0.46, 0.25],
  [-0.32, 0.21],
  [-0.44, 0.23],
  [-0.46, 0.21],
];

/** The same of its ink's length in heights. */
export const LENGTHS = [
  [0.88, 0.17],
  [0.17, 0.26],
  [0.71, 0.18],
  [0.63, 0.18],
  [0.5, 0.23],
  [0.7, 0.2],
  [0.6, 0.2],
  [0.55, 0.19],
  [0.75, 0.17],
  [0.6, 0.16],
];

/** What the row network's logarithm of a reading's probability counts beside these. */
export const ROW_WEIGHT = 0.8;
