/** The language that a field speaks: that of what is around it, or somebody's own texts. */
import { isEnglish } from "../languages/codes.js";
import { createTurns } from "../reader/shared/latest.js";

/** @typedef {import("../languages/translator.js").Texts} Texts */
/** @typedef {ReturnType<typeof createLanguage>} Language */

const ENGLISH = { said: (/** @type {string} */ text) => text, lang: "en", dir: "ltr" };

/**
 * @param {Element} field
 * @param {() => void} onChange told once it says its texts otherwise than before
 */
export function createLanguage(field, onChange) {
  const turns = createTurns();
  /** @type {MutationObserver | undefined} */
  let observer;
  /** @type {Texts | undefined} */
  let texts;
  /** @type {string | undefined} the language around, with the texts for it asked for */
  let around;
  const speak = async () => {
    const now = langAround(field);
    if (now === around) return;
    around = now;
    const turn = turns.next();
    /** @type {typeof ENGLISH | null} */
    let spoken = null;
    if (texts || !isEnglish(now)) {
      language.isKnown = false;
      try {
        spoken = await (await import("../languages/tables.js")).spokenIn(now, texts);
      } catch {
        around = undefined; // English, until the field is put into the page again
      }
    }
    if (turn.aborted) return;
    Object.assign(language, ENGLISH, spoken, { isKnown: true });
    onChange();
  };
  const language = {
    ...ENGLISH,
    /** False while its texts are on their way. */
    isKnown: true,
    // Not as an accessor: V8 would keep the first field of a page in memory for it.
    texts: () => texts,
    /** @param {Texts | undefined} given somebody's own, which count before ours */
    useTexts(given) {
      texts = given;
      around = undefined;
      if (observer) void speak();
    },
    /** From now on, and with every change of a `lang` around. */
    follow() {
      observer = new MutationObserver(() => void speak());
      const options = { subtree: true, attributeFilter: ["lang"] };
      for (const root of rootsAround(field)) observer.observe(root, options);
      void speak();
    },
    leave() {
      observer?.disconnect();
      observer = undefined;
    },
  };
  return language;
}

/** The trees that an element is in, through the hosts of shadow trees. @param {Element} element @returns {Node[]} */
function rootsAround(element) {
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? [root, ...rootsAround(root.host)] : [root];
}

/** @param {Element} element @returns {string} "" where nothing says it */
function langAround(element) {
  const lang = element.closest("[lang]")?.getAttribute("lang");
  const root = element.getRootNode();
  return lang ?? (root instanceof ShadowRoot ? langAround(root.host) : "");
}
