/** The cards and reports of the networks, on their way from the host; every failure told in words for people. */
import { written } from "../ui/figures.js";

/**
 * @typedef {import("../reader/types.js").Card & { report?: string }} Card see tools/publish.py
 *
 * @typedef {object} Report see train/evaluation.py
 * @property {{ name: string, kind: string, settings: string, shape: number[], parameters: number }[]} layers
 * @property {Record<"accuracy" | "loss" | "val_accuracy" | "val_loss", number>[]} history one an epoch, or none
 * @property {Record<string, ReadSet>} sets by name
 *
 * @typedef {object} ReadSet what a network made of one set of digits
 * @property {number} count
 * @property {number} accuracy
 * @property {number} loss
 * @property {number} refused
 * @property {number[][]} confusion rows: labels; columns: what was read
 * @property {{ precision: number, recall: number, f1: number, count: number }[]} digits
 * @property {{ count: number, confidence: number | null, accuracy: number | null }[]} reliability
 * @property {number} calibrationError
 * @property {Mistake[]} mistakes the surest first, and not all where there are many
 *
 * @typedef {{ index: number, label: number, read: number, confidence: number }} Mistake
 *
 * @typedef {{ name: string, card?: Card, error?: unknown }} Network without its card where that failed
 */

/** The names of the site's networks; the one that reads the pad comes first. */
const NAMES = Object.keys(MODEL_CARDS);

/** @returns {Promise<Network[]>} all, also those whose cards can't be had */
export function fetchNetworks() {
  return Promise.all(
    NAMES.map((name) =>
      fetchCard(name).then(
        (card) => ({ name, card }),
        (error) => ({ name, error }),
      ),
    ),
  );
}

/** @param {string} name @returns {Promise<Card>} @throws {Error} when it can't be had, or is no card */
async function fetchCard(name) {
  const card = await fetchJson(cardUrl(name), `The card of ${name}`);
  if (isCard(card)) return card;
  throw damaged(`The card of ${name}`, "what it read, its files and how it compares with Keras", "JSON without");
}

/** Whether all is there that is compared. @param {any} card */
function isCard(card) {
  const isFigure = (/** @type {any} */ value) => typeof value === "number";
  const { largestDifference, otherDigits, images } = card?.againstKeras?.[card.precision] ?? {};
  const figures = [card?.parameters, card?.multiplyAdds, card?.files?.["weights.bin"]?.bytes];
  const read = Object.values(card?.accuracy ?? {}).map((shares) => shares?.[card.precision]);
  return [...figures, largestDifference, otherDigits, images, ...read].every(isFigure);
}

/**
 * @param {string} name
 * @param {Card} card
 * @returns {Promise<Report | null>} null where there is none
 * @throws {Error} when it can't be had
 */
export async function fetchReport(name, card) {
  return card.report ? fetchJson(new URL(card.report, cardUrl(name)), `The report of ${name}`) : null;
}

/** @param {string} name */
const cardUrl = (name) => new URL(MODEL_CARDS[name], import.meta.url);

const RETRY = "Check your connection and reload the page.";
const UPLOAD = "Reload the page; if that does not help, the site's files have to be uploaded anew.";

/**
 * @param {URL} url
 * @param {string} what the message's subject
 * @returns {Promise<any>}
 * @throws {Error} says what failed and what to do
 */
async function fetchJson(url, what) {
  const text = await fetchText(url, what);
  try {
    return JSON.parse(text);
  } catch {
    throw damaged(what, "JSON", `${written(text.length)} characters that are none`);
  }
}

/**
 * @param {URL} url
 * @param {string} what the message's subject
 * @throws {Error} says what failed and what to do
 */
async function fetchText(url, what) {
  let response;
  try {
    response = await fetch(url);
    if (response.ok) return await response.text();
  } catch (cause) {
    throw new Error(`${what} could not be fetched: it did not arrive. ${RETRY}`, { cause });
  }
  throw new Error(`${what} could not be fetched: the host answered ${response.status}. ${RETRY}`);
}

/**
 * @param {string} what the message's subject
 * @param {string} expected
 * @param {string} got
 */
export const damaged = (what, expected, got) =>
  new Error(`${what} is damaged: expected ${expected}, got ${got}. ${UPLOAD}`);
