/**
 * A confidence of a digit that may be a mark, or have lost one: it is to be checked, and no "?". Larger than what the
 * page calls sure, nobody is told.
 */
export const DOUBT = 0.8;
