/**
 * Shares of 1 as percentages. There are two kinds: a measured share, such as an accuracy, is shown as it is; the
 * confidence of a single reading is never shown as 100%. Pure.
 */

/**
 * The largest confidence that is shown, as a share of 1, since no reading is certain. If it were 0.9995 or larger,
 * one decimal would show "100.0%".
 */
const MOST = 0.999;

/**
 * A measured share.
 * @param {number} share
 * @param {number} [decimals] digits after the point
 */
export const percent = (share, decimals = 2) => `${(100 * share).toFixed(decimals)}%`;

/** A measured share or a setting, with at most two decimals and no zeros at the end. @param {number} share */
export const shortPercent = (share) => `${Number((100 * share).toFixed(2))}%`;

/** The confidence of one reading: "97.0%", at most "99.9%". @param {number} confidence */
export const confidencePercent = (confidence) => percent(Math.min(confidence, MOST), 1);
