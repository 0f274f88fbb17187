/**
 * What a network's card and report hold, and whether a card is whole. Pure.
 *
 * @typedef {Record<string, any> & { name: string, report?: string }} Card see tools/publish.py
 *
 * @typedef {object} Report see train/evaluation.py
 * @property {{ name: string, kind: string, settings: string, shape: number[], parameters: number }[]} layers
 * @property {(Record<"accuracy" | "loss" | "val_accuracy" | "val_loss", number> & { distilled?: true })[]} history one
 *   for each epoch, those of distillation last, or none at all
 * @property {Record<string, ReadSet>} sets by name
 *
 * @typedef {object} ReadSet what a network read of one set of digits; shares are in [0, 1]
 * @property {number} count digits
 * @property {number} accuracy
 * @property {number} loss
 * @property {number} refused digits
 * @property {number[][]} confusion digits; rows: labels; columns: what was read
 * @property {{ precision: number, recall: number, f1: number, count: number }[]} digits one for each, from 0
 * @property {{ count: number, confidence: number | null, accuracy: number | null }[]} reliability means of each bin,
 *   null where it is empty
 * @property {number} calibrationError
 * @property {Mistake[]} mistakes the most confident first, and not all where there are many
 *
 * @typedef {{ index: number, label: number, read: number, confidence: number }} Mistake `index` is the place in the
 *   set
 */

/**
 * How far the published weights are from Keras. Undefined where they were packed later, out of others: see
 * `quantisation.against` then.
 * @param {any} card
 * @returns {{ images: number, otherDigits: number, largestDifference: number } | undefined}
 */
export const againstKeras = (card) => card?.againstKeras?.[card.precision];

/** Whether a card has all figures that are compared. @param {any} card @returns {card is Card} */
export function isCard(card) {
  const { largestDifference, otherDigits, images } = card?.quantisation?.against ?? againstKeras(card) ?? {};
  const figures = [card?.parameters, card?.multiplyAdds, card?.files?.["weights.bin"]?.bytes];
  const accuracies = Object.values(card?.accuracy ?? {}).map((shares) => shares?.[card.precision]);
  return [...figures, largestDifference, otherDigits, images, ...accuracies].every(
    (value) => typeof value === "number",
  );
}
