/** The cards and reports of the networks, fetched from the host. Errors say what failed and what to do. */
import { written } from "../ui/figures.js";
import { taken } from "../reader/shared/taken.js";
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
function fetchCard(name) {
  const what = `The card of ${name}`;
  return fetchJson(cardUrl(name), what, (card) => {
    if (isCard(card)) return card;
    throw damaged(what, "accuracy, files and a comparison with Keras", "JSON without one of them");
  });
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
 * @param {(found: any) => any} [take] what is made of it; throws where it is damaged
 * @returns {Promise<any>} rejects where it can't be fetched, or is damaged
 */
async function fetchJson(url, what, take = (found) => found) {
  try {
    return await taken(url, async (response) => take(await jsonOf(response, what)));
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause; // fetch's own, where no answer arrives, or half of it
    throw new Error(`${what} could not be fetched: no answer arrived. ${RETRY}`, { cause });
  }
}

/**
 * @param {Response} response
 * @param {string} what the message's subject
 * @returns {Promise<any>}
 */
async function jsonOf(response, what) {
  if (!response.ok) {
    throw new Error(`${what} could not be fetched: the host answered ${response.status}. ${RETRY}`);
  }
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    throw damaged(what, "JSON", `${written(text.length)} characters that are not JSON`);
  }
}

/**
 * @param {string} what the message's subject
 * @param {string} expected
 * @param {string} got
 */
export const damaged = (what, expected, got) =>
  new Error(`${what} is damaged: expected ${expected}, got ${got}. ${UPLOAD}`);
