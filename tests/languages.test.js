/** Every text that people may see stands in every language's tables, and nothing else does. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { before, test } from "node:test";
import { textsOfPage, textsOfScript, textsOfSources } from "../tools/texts/extract.mjs";
import { ALSO, NO_TEXTS } from "../tools/texts/lists.mjs";
import { LANGUAGES } from "../web/js/languages/codes.js";
import { translatorFor } from "../web/js/languages/tables.js";
import { OF_THE_PAGES } from "../web/js/languages/page-tables.js";

const FOLDER = new URL("../web/languages/", import.meta.url);
const WEB = new URL("../web/", import.meta.url);
const OTHERS = LANGUAGES.slice(1);

/** @type {ReturnType<typeof textsOfSources>} */
let texts;
before(() => {
  texts = textsOfSources(); // takes a second, which who only lists the tests need not wait
});

/** @param {string} file @returns {Promise<Record<string, string | Record<string, string | number>>>} */
const tableOf = async (file) => (await import(new URL(file, FOLDER).href)).default;

test("eight languages are there, each with a table of the field and one of the pages", () => {
  assert.equal(LANGUAGES.length, 8);
  const files = OTHERS.flatMap((code) => [`${code}-page.js`, `${code}.js`]);
  assert.deepEqual(readdirSync(FOLDER).sort(), files.sort());
  assert.deepEqual(Object.keys(OF_THE_PAGES), OTHERS);
});

for (const code of OTHERS) {
  for (const { file, kind } of /** @type {const} */ ([
    { file: `${code}.js`, kind: "field" },
    { file: `${code}-page.js`, kind: "page" },
  ])) {
    test(`${file} has each text, and no other`, async () => {
      const wanted = texts[kind];
      const table = await tableOf(file);
      const missing = [...wanted].filter(([text]) => !Object.hasOwn(table, text));
      assert.deepEqual(missing, [], `${missing.length} texts (with their places) need a line in web/languages/${file}`);
      assert.deepEqual(
        Object.keys(table).filter((text) => !wanted.has(text)),
        [],
        `translations in web/languages/${file} whose text is in no source: it was changed, or is gone`,
      );
    });

    test(`${file} has the values of each text, and the forms that its numbers need`, async () => {
      const categories = new Intl.PluralRules(code).resolvedOptions().pluralCategories;
      for (const [text, entry] of Object.entries(await tableOf(file))) {
        const { by, ...forms } = typeof entry === "string" ? { other: entry } : entry;
        const places = placesIn(text);
        assert.ok(by === undefined || places.includes(`${by}`), text);
        assert.ok(forms.other !== undefined, `${text} has a form for all other numbers`);
        for (const [category, form] of Object.entries(forms)) {
          assert.ok(categories.includes(category), `${code} has the form "${category}", which ${text} has`);
          const mayLeaveOut = category === "other" ? places.filter((place) => !placesIn(form).includes(place)) : [];
          assert.deepEqual(mayLeaveOut, [], `values of "${text}" that "${form}" leaves out`);
          assert.deepEqual(
            placesIn(form).filter((place) => !places.includes(place)),
            [],
            `values that "${form}" has and "${text}" has not`,
          );
        }
      }
    });
  }

  test(`${code} is said by its tables`, async () => {
    const said = await translatorFor(`${code}-XX`, undefined, OF_THE_PAGES);
    assert.notEqual(said("Write here"), "Write here");
    assert.notEqual(said("Settings"), "Settings");
  });
}

/** @param {string} text */
const placesIn = (text) => [...new Set(Array.from(text.matchAll(/\{=?(\d+)\}/g), ([, place]) => place))].sort();

test("values are told apart by words between them", () => {
  const all = [...texts.field.keys(), ...texts.page.keys()];
  assert.ok(all.length > 900);
  assert.deepEqual(
    all.filter((text) => /\}\{/.test(text)),
    [],
  );
});

test("what is listed as no text, and what as texts of single words, is still there", () => {
  const sources = readdirSync(WEB, { recursive: true })
    .filter((path) => /\.(js|html)$|report\.json$/.test(path) && !/^(languages|js\/languages)\//.test(path))
    .map((path) => readFileSync(new URL(String(path), WEB), "utf8"));
  const whole = sources.join("\n");
  const isThere = (/** @type {string} */ text) => text.split(/\{\d+\}|[\n"]/).every((part) => whole.includes(part));
  assert.deepEqual(
    [...NO_TEXTS].filter((text) => !isThere(text)),
    [],
  );
  const lower = whole.toLowerCase();
  for (const text of Object.keys(ALSO).filter((text) => /[a-z]{2}/i.test(text))) {
    const word = text
      .replace(/\(?\{\d+\}\)?/, "")
      .trim()
      .toLowerCase()
      .replace(/s$/, "");
    assert.match(lower, new RegExp(`["\`> ]${word}[s"\`: $]`), text);
  }
});

test("the search finds what people would see, and not what machines read", () => {
  const source = `
    import { a } from "./Some name.js";
    button("Take back", "take-back", () => say(\`Saved as \${name}.\`));
    element("p", { class: "quiet note", title: "More of it" }, "Two words, " + count + " of them");
    if (key === "Escape now") throw new Error("It broke: " + (isOld ? "too old" : "too new"));
    root.querySelector("main > p"); console.info("For developers only");
  `;
  const found = textsOfScript("web/js/app/x.js", source).map(({ text }) => text);
  const expected = [
    "Take back",
    "Saved as {0}.",
    "More of it",
    "Two words, {0} of them",
    "It broke: {0}",
    "too old",
    "too new",
  ];
  assert.deepEqual(found, expected);
  const page =
    '<p title="Name">Press <b>Start</b> now.</p><label>Who <input placeholder="A name" /></label><code>let x</code>';
  assert.deepEqual(textsOfPage(page), ["Name", "Press {0} now.", "Start", "Who", "A name"]);
});
