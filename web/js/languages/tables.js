/**
 * The languages that Digitpad speaks besides English, each with two tables: one has the texts of <digit-input> and of
 * the module, the other those of the pages. They are fetched when they are wanted.
 *
 * @typedef {import("./translator.js").Texts} Texts
 * @typedef {() => Promise<{ default: Texts }>} Load
 */
import { createTranslator } from "./translator.js";

/** @type {Record<string, Load>} */
const OF_THE_FIELD = {
  de: () => import("../../languages/de.js"),
  fr: () => import("../../languages/fr.js"),
  es: () => import("../../languages/es.js"),
  pt: () => import("../../languages/pt.js"),
  ja: () => import("../../languages/ja.js"),
  zh: () => import("../../languages/zh.js"),
  ar: () => import("../../languages/ar.js"),
};

/** "de" of "de-AT". @param {string} lang */
const languageOf = (lang) => lang.toLowerCase().split(/[-_]/)[0];

/** From which side a language is written. @param {string} lang as in `lang` @returns {"ltr" | "rtl"} */
export const directionOf = (lang) =>
  /^(ar|arc|dv|fa|he|iw|ckb|ks|ps|sd|ug|ur|yi)$/.test(languageOf(lang)) ? "rtl" : "ltr";

/**
 * What says the field's and the module's texts in a language.
 * @param {string} lang as in `lang`
 * @param {Texts} [texts] somebody's own, which count before ours
 * @param {Record<string, Load>} [more] tables of more texts, by language
 * @returns {Promise<import("./translator.js").Translate | null>} null where there are no texts in that language
 */
export async function translatorFor(lang, texts, more = {}) {
  const name = languageOf(lang);
  const loads = [OF_THE_FIELD, more].flatMap((tables) => (Object.hasOwn(tables, name) ? [tables[name]] : []));
  if (!texts && loads.length === 0) return null;
  const tables = await Promise.all(loads.map((load) => load()));
  const known = isKnown(lang) ? lang : "en";
  return createTranslator(known, Object.assign({}, ...tables.map((table) => table.default), texts));
}

/**
 * The same, for what has a language of its own.
 * @param {string} lang
 * @param {Texts} [texts]
 */
export async function spokenIn(lang, texts) {
  const said = await translatorFor(lang, texts);
  return said && { said, lang, dir: directionOf(lang) };
}

/** Whether a browser can write numbers in it. @param {string} lang */
function isKnown(lang) {
  try {
    return Intl.PluralRules.supportedLocalesOf(lang).length > 0;
  } catch {
    return false; // it is no tag of a language
  }
}
