/** Which numbers stand beside the axes of a chart. Pure. */

/** About how many epochs are labelled. If larger, their numbers run into each other on a phone. */
const EPOCHS = 5;

/**
 * How far from the last epoch a label must be, as a share of the mean distance of labels. If larger, fewer are left.
 */
const APART = 0.5;

/** Of a step, allowed for sums of fractions that are not exact. If it were larger than 0.5, ticks would be lost. */
const SLACK = 1e-9;

/** Steps between ticks, times a power of ten; if none is large enough, the step is the next power. */
const STEPS = [1, 2, 5];

/**
 * Round numbers in equal steps, the first at `from` or below and the last at `to` or above.
 * @param {number} from
 * @param {number} to at least `from`
 * @param {number} wanted about how many steps; there may be fewer, and one more where `from` is not round
 * @returns {number[]}
 */
export function roundNumbers(from, to, wanted) {
  const rough = (to - from) / wanted || 1;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * (STEPS.find((factor) => factor * power >= rough) ?? 10);
  const first = Math.floor(from / step + SLACK);
  const last = Math.ceil(to / step - SLACK);
  // Rounded, since 3 × 0.1 is not quite 0.3.
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

/**
 * The first epoch, the last, and round ones between.
 * @param {number} last at least 1
 * @returns {number[]}
 */
export function epochsShown(last) {
  const apart = APART * Math.ceil(last / (EPOCHS + 1));
  const between = roundNumbers(1, last, EPOCHS).filter(
    (epoch) => Number.isInteger(epoch) && epoch > 1 && epoch < last && last - epoch >= apart,
  );
  return [1, ...between, ...(last > 1 ? [last] : [])];
}
