/**
 * Puts the page's English into another language. Pure.
 *
 * The sources say everything in English, and English is what texts are found by, as with gettext: a table gives each
 * text its translation. Texts with values in them stand in the table with places, "Saved as {0}.", and are found again
 * by what is around the values. So a message that another thread wrote, or an older script, is understood as well, and
 * English needs no table.
 *
 * @typedef {Partial<Record<Intl.LDMLPluralRule, string>> & { by?: number }} Forms of a text with a number, which is the
 *   value at `by`, or else the first one that is a number
 * @typedef {Record<string, string | Forms>} Texts English → translation. "{0}" is a value in the language's own way of
 *   writing numbers, "{=0}" one as it is, such as what was read
 * @typedef {(text: string, isWhole?: boolean) => string} Translate what is not in the table stays as it is; `isWhole`:
 *   nor is it looked for among texts with values
 *
 * @typedef {object} Said
 * @property {string} text
 * @property {boolean} isWhole whether nothing of it is left in English
 */

// How many texts are remembered with their translations. Larger, more memory; smaller, texts that come again and again,
// as while somebody draws, are looked for each time.
const MOST = 1000;

// How deep texts may stand within texts. Larger, and what is no text of the page takes longer to be told from one.
const DEPTH = 4;

const NUMBER = /^-?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?%?$/;
const NUMBERS = /(?<![\w.,])(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(%?)(?![\w])/g;
const PLACE = /\{(=?)(\d+)\}/g;

/**
 * @param {string} lang as in `lang`
 * @param {Texts} texts
 * @returns {Translate}
 */
export function createTranslator(lang, texts) {
  const own = (/** @type {string} */ text) => (Object.hasOwn(texts, text) ? texts[text] : undefined);
  const patterns = Object.keys(texts).map(patternOf).filter(Boolean).sort(byLength);
  const rules = new Intl.PluralRules(lang);
  const number = numberWriter(lang);
  const apart = lang.startsWith("ar") ? isolated : (/** @type {string} */ text) => text;
  /** @type {Map<string, Said>} */
  const known = new Map();

  /** @param {string} text @param {number} depth @returns {Said} */
  function said(text, depth) {
    const key = `${depth} ${text}`;
    const before = known.get(key);
    if (before) return before;
    if (known.size > MOST) known.clear();
    const found = look(text, depth);
    known.set(key, found);
    return found;
  }

  /** @param {string} text @param {number} depth @returns {Said} */
  function look(text, depth) {
    if (!/\p{L}/u.test(text)) return { text: NUMBER.test(text) ? number(text) : text, isWhole: true };
    const exact = own(text);
    if (exact !== undefined) return { text: formOf(exact, []), isWhole: true };
    if (depth === 0) return { text, isWhole: false };
    /** @type {Said | undefined} */
    let nearly;
    for (const pattern of patterns) {
      const values = /** @type {Pattern} */ (pattern).valuesIn(text);
      if (!values) continue;
      const made = withValues(/** @type {Pattern} */ (pattern).key, values, depth);
      if (made.isWhole) return made;
      nearly ??= made;
    }
    const parted = ended(text, depth) ?? inParts(text, depth);
    return parted?.isWhole || !nearly ? (parted ?? { text, isWhole: false }) : nearly;
  }

  /** @param {string} key @param {string[]} values @param {number} depth @returns {Said} */
  function withValues(key, values, depth) {
    const inside = values.map((value) => said(value, depth - 1));
    const form = formOf(/** @type {string | Forms} */ (own(key)), values);
    const text = form.replace(PLACE, (_, asItIs, i) => {
      if (asItIs) return apart(values[i]);
      return apart(NUMBER.test(values[i]) || inside[i].isWhole ? inside[i].text : number(inside[i].text));
    });
    return { text, isWhole: inside.every(({ isWhole }) => isWhole) };
  }

  /** @param {string | Forms} entry @param {string[]} values */
  function formOf(entry, values) {
    if (typeof entry === "string") return entry;
    const counted = values[entry.by ?? values.findIndex((value) => NUMBER.test(value))] ?? "";
    return entry[rules.select(Number(counted.replaceAll(",", "")))] ?? entry.other ?? "";
  }

  /** A text with a full stop that the table has without. @param {string} text @param {number} depth */
  function ended(text, depth) {
    if (!/[^.]\.$/.test(text)) return null;
    const made = said(text.slice(0, -1), depth - 1);
    return made.isWhole ? { text: made.text + (/^(zh|ja)/.test(lang) ? "。" : "."), isWhole: true } : null;
  }

  /** Sentences, parts of a list and words that are texts by themselves. @param {string} text @param {number} depth */
  function inParts(text, depth) {
    /** @type {Said | undefined} */
    let first;
    for (const [i, between] of BETWEEN.entries()) {
      const pieces = text.split(between);
      if (pieces.length === 1) continue;
      const parts = pieces.map((piece, j) => (j % 2 ? gap(piece) : inLine(said(piece, depth - 1), between)));
      const made = { text: parts.map((part) => part.text).join(""), isWhole: parts.every(({ isWhole }) => isWhole) };
      if (made.isWhole) return made;
      if (i < ALONE) first ??= made;
    }
    return first;
  }

  /** A part of a list, of which each stays together. @param {Said} part @param {RegExp} between @returns {Said} */
  const inLine = (part, between) => (between === BETWEEN[1] ? { ...part, text: apart(part.text) } : part);

  /** @param {string} piece between two texts @returns {Said} */
  const gap = (piece) => ({
    text: lang.startsWith("zh") || lang.startsWith("ja") ? narrow(piece) : piece,
    isWhole: true,
  });

  return (text, isWhole = false) => {
    const [, before, words, after] = /** @type {RegExpExecArray} */ (/^(\s*)([^]*?)(\s*)$/.exec(text));
    if (!words) return text;
    const translated = said(inOneLine(words), isWhole ? 0 : DEPTH).text;
    return translated ? before + translated + after : "";
  };
}

/** As HTML shows it; lines that a script has put together stay lines. @param {string} text */
const inOneLine = (text) => text.replace(/\s*\n\s*/g, (gap) => (gap === "\n" ? gap : " "));

/** Where texts may be put together: after sentences, in lists and lines, between words. */
const BETWEEN = [/(?<=[.!?…])(\s+)/, /(; |\n| · )/, /(: )/, /(, )/, /( (?=[\d+×])|(?<=[\d+×]) )/, /( )/];

/**
 * How many of these, from the first, part what stands by itself, so that each may be said alone; the others part one
 * text. If larger, halves of a text are taken for whole ones.
 */
const ALONE = 2;

/** Chinese and Japanese have no blanks between sentences. @param {string} gap */
const narrow = (gap) => (gap === " " ? "" : gap);

/**
 * What is written from left to right within a line from right to left, so that nothing around it is moved into it.
 * @param {string} text
 */
const isolated = (text) => (/[A-Za-z]/.test(text) && !/\p{Script=Arabic}/u.test(text) ? `\u2066${text}\u2069` : text);

/** @typedef {NonNullable<ReturnType<typeof patternOf>>} Pattern */

/** @param {string} key */
function patternOf(key) {
  if (!/\{\d+\}/.test(key)) return null;
  const literals = key.split(/\{\d+\}/);
  const [first, last] = [literals[0], /** @type {string} */ (literals.at(-1))];
  const whole = new RegExp(`^${literals.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("([^]*?)")}$`);
  return {
    key,
    length: literals.join("").length,
    /** @param {string} text @returns {string[] | null} the values in it; null where it is another text */
    valuesIn(text) {
      if (!text.startsWith(first) || !text.endsWith(last)) return null;
      return whole.exec(text)?.slice(1) ?? null;
    },
  };
}

/** Those with most words first. @param {{ length: number } | null} a @param {{ length: number } | null} b */
const byLength = (a, b) => (b?.length ?? 0) - (a?.length ?? 0);

/**
 * Numbers as a language writes them, always in the digits that are written on the pad.
 * @param {string} lang
 */
function numberWriter(lang) {
  const locale = new Intl.Locale(lang, { numberingSystem: "latn" });
  return (/** @type {string} */ text) =>
    text.replace(NUMBERS, (_, whole, decimals = "", percent = "") => {
      const digits = Math.max(0, decimals.length - 1);
      const format = new Intl.NumberFormat(locale, {
        style: percent ? "percent" : "decimal",
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
        useGrouping: whole.includes(","),
      });
      const value = Number(whole.replaceAll(",", "") + decimals);
      return format.format(percent ? value / 100 : value);
    });
}
