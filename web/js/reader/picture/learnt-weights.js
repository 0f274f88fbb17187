/**
 * What the windows and joints of a lattice count, in logarithms, for each of what is measured of them: see
 * window-value.js. Learnt from 424 numbers by training writers, made to touch. Written by bench/touching.py; edits
 * here are lost.
 */

/** @type {Record<import("./window-value.js").Measure, number>} */
export const WINDOW = {
  digit: -0.618,
  confidence: 0.469,
  none: -0.531,
  wide: 0.162,
  width: -0.471,
  "odd width": -0.191,
  long: 0.584,
  length: 0.664,
  "odd length": -0.015,
  short: 0.365,
  height: 1.772,
  "odd height": -1.305,
  "low one": 0.835,
  above: -0.671,
  below: -2.872,
  dropped: 0.128,
  "cut right": 0.217,
  "cut left": -0.214,
  "strokes right": 0.469,
  "strokes left": -0.169,
  "longest right": -0.094,
  "longest left": 0.112,
};

/** What each digit counts besides. */
export const DIGIT = [1.262, -0.323, -0.662, -1.076, -0.414, -0.378, 0.203, -1.287, 0.931, 0.382];

/** @type {Record<import("./window-value.js").JointMeasure, number>} */
export const JOINT = {
  shared: -2.342,
  "shared ink": -1.608,
  between: -2.764,
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
  [-0.45, 0.26],
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
  [0.61, 0.2],
  [0.55, 0.2],
  [0.75, 0.18],
  [0.6, 0.16],
];

/** What the row network's logarithm of a reading's probability counts beside these. */
export const ROW_WEIGHT = 0.35;
