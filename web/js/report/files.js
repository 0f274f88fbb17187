/** The cards and reports of the networks, fetched from the host. Errors say what failed and what to do. */
import { written } from "../ui/figures.js";
import { isCard } from "./cards.js";

/**
 * @typedef {import("./cards.js").Card} Card
 * @typedef {import("./cards.js").Report} Report
 * @typedef {{ name: string, card?: Card, error?: unknown }} Network with an error where it has no card
 */

/** The names of the site's networks, the one that reads by default first. */
const NAMES = Object.keys(MODEL_CARDS);

/** @returns {Promise<Network[]>} all of them, also those whose cards could not be fetched */
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

/** @param {string} name @returns {Promise<Card>} rejects where it can't be fetched, or is no card */
async function fetchCard(name) {
  const card = await fetchJson(cardUrl(name), `The card of ${name}`);
  if (isCard(card)) return card;
  throw damaged(`The card of ${name}`, "accuracy, files and a comparison with Keras", "JSON without one of them");
}

/**
 * @param {string} name
 * @param {Card} card
 * @returns {Promise<Report | null>} null where the network has none; rejects where it can't be fetched
 */
export async function fetchReport(name, card) {
  return card.report ? fetchJson(new URL(card.report, cardUrl(name)), `The report of ${name}`) : null;
}

/** @param {string} name */
const cardUrl = (name) => new URL(MODEL_CARDS[name], import.meta.url);

const RETRY = "Check your connection and reload the page.";
const UPLOAD = "Reload the page. If that doesn't help, upload the site's files again.";

/**
 * @param {URL} url
 * @param {string} what the message's subject
 * @returns {Promise<any>} rejects where it can't be fetched, or is no JSON
 */
async function fetchJson(url, what) {
  const text = await fetchText(url, what);
  try {
    return JSON.parse(text);
  } catch {
    throw damaged(what, "JSON", `${written(text.length)} characters that are not JSON`);
  }
}

/**
 * @param {URL} url
 * @param {string} what the message's subject
 * @returns {Promise<string>} rejects where it can't be fetched
 */
async function fetchText(url, what) {
  let response;
  try {
    response = await fetch(url);
    if (response.ok) return await response.text();
  } catch (cause) {
    throw new Error(`${what} could not be fetched: no answer arrived. ${RETRY}`, { cause });
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
