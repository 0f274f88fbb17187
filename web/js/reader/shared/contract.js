/** The size of what a network takes and gives: the numbers of the contract in `train/ink.py`. */

/** Pixels of a prepared digit, each way. */
export const SIDE = 28;

/**
 * Pixels. The larger side of a digit, as MNIST has it; with a larger box the network would get digits of a size that it
 * has not been trained on.
 */
export const BOX = 20;

/** Values of a prepared digit. */
export const PIXELS = SIDE * SIDE;

/** Digits that there are. */
export const DIGITS = 10;

/** What a score tells apart: the ten digits and, last, what is no digit. */
export const CLASSES = DIGITS + 1;
