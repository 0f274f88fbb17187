/** What is said of failures, in the language of whoever is told. */
import { isEnglish } from "../../languages/codes.js";

// So begin errors of a call that was not made as it should be. They are for programmers, and stay in English.
const OF_A_CALL = /^\w+ expects /;

/**
 * Does some work; an error of it that is for people says in their language what failed. Its table is fetched then, and
 * where it does not arrive, the error stays in English, as what only programmers can mend does.
 * @template T
 * @param {{ lang?: string, texts?: import("../../languages/translator.js").Texts }} language the page's, without one
 * @param {() => T | Promise<T>} work
 * @returns {Promise<T>}
 */
export async function inLanguage({ lang = globalThis.document?.documentElement.lang ?? "", texts }, work) {
  try {
    return await work();
  } catch (error) {
    if ((texts || !isEnglish(lang)) && isForPeople(error)) {
      const { translatorFor } = await import("../../languages/tables.js");
      const translate = await translatorFor(lang, texts).catch(() => null);
      if (translate) error.message = translate(error.message);
    }
    throw error;
  }
}

/** @param {unknown} error @returns {error is Error} */
const isForPeople = (error) =>
  error instanceof Error && !(error instanceof DOMException) && !OF_A_CALL.test(error.message);
