/** The size of what a network takes and gives: the numbers of the contract in `train/ink.py`. */

/** Pixels of a prepared digit, each way. */
export const SIDE = 28;

/** Values of a prepared digit. */
export const PIXELS = SIDE * SIDE;

/** Digits that there are. */
export const DIGITS = 10;

/** What a score tells apart: the ten digits and, last, what is no digit. */
export const CLASSES = DIGITS + 1;
