/**
 * What the windows and joints of a lattice count, in logarithms, for each of what is measured of them: see
 * window-value.js. Learnt from 425 numbers by training writers, made to touch. Written by bench/touching.py; edits
 * here are lost.
 */

/** @type {Record<import("./window-value.js").Measure, number>} */
export const WINDOW = {
  digit: -0.701,
  confidence: 0.463,
  none: -0.522,
  wide: 0.07,
  width: -0.422,
  "odd width": -0.175,
  long: 0.54,
  length: 0.646,
  "odd length": -0.024,
  short: 0.332,
  height: 1.736,
  "odd height": -1.258,
  "low one": 0.835,
  above: -0.672,
  below: -2.825,
  dropped: 0.164,
  "cut right": 0.211,
  "cut left": -0.201,
  "strokes right": 0.43,
  "strokes left": -0.171,
  "longest right": -0.108,
  "longest left": 0.099,
};

/** What each digit counts besides. */
export const DIGIT = [1.352, -0.355, -0.636, -1.03, -0.365, -0.315, 0.209, -1.263, 0.952, 0.381];

/** @type {Record<import("./window-value.js").JointMeasure, number>} */
export const JOINT = {
  shared: -2.391,
  "shared ink": -1.558,
  between: -2.826,
  "ink between": -2.387,
};

/** Of each digit, the median of the logarithm of its width in heights, and the standard deviation. */
export const WIDTHS = [
  [-0.14, 0.19],
  [-0.84, 0.4],
  [-0.17, 0.25],
  [-0.36, 0.2],
  [-0.41, 0.24],
  [-0.18, 0.22],
  [-0.46, 0.26],
  [-0.32, 0.21],
  [-0.45, 0.22],
  [-0.46, 0.21],
];

/** The same of its ink's length in heights. */
export const LENGTHS = [
  [0.87, 0.17],
  [0.18, 0.26],
  [0.71, 0.18],
  [0.63, 0.18],
  [0.5, 0.23],
  [0.7, 0.2],
  [0.6, 0.2],
  [0.55, 0.2],
  [0.75, 0.18],
  [0.6, 0.16],
];
