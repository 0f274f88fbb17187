/**
 * What the windows and joints of a lattice count, in logarithms, for each of what is measured of them: see
 * window-value.js. Learnt from 423 numbers by training writers, made to touch. Written by bench/touching.py; edits
 * here are lost.
 */

/** @type {Record<import("./window-value.js").Measure, number>} */
export const WINDOW = {
  digit: -0.736,
  confidence: 0.517,
  behind: 0.507,
  none: -0.537,
  wide: 0.24,
  width: -0.504,
  "odd width": -0.139,
  long: 0.614,
  length: 0.583,
  "odd length": -0.143,
  short: 0.376,
  height: 1.954,
  "odd height": -1.483,
  "low one": 1.167,
  above: -0.795,
  below: -3.084,
  dropped: 0.208,
  "cut right": 0.377,
  "cut left": -0.292,
  "strokes right": 0.291,
  "strokes left": -0.08,
  "longest right": -0.113,
  "longest left": 0.001,
};

/** What each digit counts besides. */
export const DIGIT = [0.82, -0.345, -0.735, -0.874, -0.425, -0.498, 0.139, -1.192, 0.878, 0.468];

/** @type {Record<import("./window-value.js").JointMeasure, number>} */
export const JOINT = {
  shared: -2.407,
  "shared ink": -1.687,
  between: -2.956,
  "ink between": -3.097,
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
