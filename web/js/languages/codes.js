/** The languages in which the pages are shown, English first, by their codes. */
export const LANGUAGES = ["en", "de", "fr", "es", "pt", "ja", "zh", "ar"];

/**
 * The first of somebody's languages that there is.
 * @param {string | null} [chosen] comes before the browser's
 */
export const ofTheBrowser = (chosen = null) =>
  [chosen, ...navigator.languages].map((tag) => `${tag}`.slice(0, 2)).find((tag) => LANGUAGES.includes(tag)) ?? "en";

/** Whether a language needs no table; "" is that of a page that says none. @param {string} lang as in `lang` */
export const isEnglish = (lang) => /^(en\b|$)/i.test(lang);
