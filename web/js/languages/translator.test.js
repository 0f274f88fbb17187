import assert from "node:assert/strict";
import { test } from "node:test";
import { createTranslator } from "./translator.js";

const GERMAN = createTranslator("de", {
  Clear: "Leeren",
  "no digit": "keine Ziffer",
  "Saved as {0}.": "Als {=0} gespeichert.",
  "{0} Digits can be typed.": "{0} Ziffern lassen sich tippen.",
  "{0} did not load.": "{0} wurde nicht geladen.",
  "The script for links": "Das Skript für Links",
  "{0} digits": { one: "{0} Ziffer", other: "{0} Ziffern" },
  "{0} of {1} correct: {2}.": "{0} von {1} richtig: {2}.",
  "Read as {0} before, as {1} now.": "Vorher {=0}, jetzt {=1}.",
  "Read a": "",
});

test("a text is found by its English, and blanks around it stay", () => {
  assert.equal(GERMAN("Clear"), "Leeren");
  assert.equal(GERMAN(" Clear\n"), " Leeren\n");
  assert.equal(GERMAN("Clear everything"), "Clear everything");
  assert.equal(GERMAN("constructor"), "constructor");
  assert.equal(GERMAN("Read a "), "", "one that the language has no need of leaves no blank");
});

test("a text with values is found by what is around them, and texts within it are said, too", () => {
  assert.equal(GERMAN("Saved as my digits.json."), "Als my digits.json gespeichert.");
  assert.equal(
    GERMAN("The script for links did not load. Digits can be typed."),
    "Das Skript für Links wurde nicht geladen. Ziffern lassen sich tippen.",
  );
});

test("sentences that were put together are said one by one", () => {
  assert.equal(GERMAN("Saved as 1.png. Clear"), "Als 1.png gespeichert. Leeren");
  assert.equal(GERMAN("no digit, Clear"), "keine Ziffer, Leeren");
});

test("numbers are written as the language does, and what was read stays as it is", () => {
  assert.equal(GERMAN("9,678 of 10,000 correct: 96.78%."), "9.678 von 10.000 richtig: 96,78\u00a0%.");
  assert.equal(GERMAN("97.1%"), "97,1\u00a0%");
  assert.equal(GERMAN("Read as 1.5 before, as 1,000 now."), "Vorher 1.5, jetzt 1,000.");
});

test("a text has the form that its number asks for", () => {
  assert.equal(GERMAN("1 digits"), "1 Ziffer");
  assert.equal(GERMAN("1,200 digits"), "1.200 Ziffern");
  const arabic = createTranslator("ar", {
    "{0} digits": { zero: "لا أرقام", one: "رقم", two: "رقمان", few: "{0} أرقام", many: "{0} رقمًا", other: "{0} رقم" },
    "Sign {0} of {1}": { by: 1, two: "العلامة {0} من اثنتين", other: "العلامة {0} من {1}" },
  });
  const said = [0, 1, 2, 3, 11, 100].map((count) => arabic(`${count} digits`));
  assert.deepEqual(said, ["لا أرقام", "رقم", "رقمان", "3 أرقام", "11 رقمًا", "100 رقم"]);
  assert.equal(arabic("Sign 1 of 2"), "العلامة 1 من اثنتين", "of the number that it names");
});

test("Chinese and Japanese have no blank between sentences", () => {
  const japanese = createTranslator("ja", { "Try again.": "再試行。", "Wait.": "待って。" });
  assert.equal(japanese("Wait. Try again."), "待って。再試行。");
});

test("what is written from left to right stays together in a line from right to left", () => {
  const arabic = createTranslator("ar", { "Saved as {0}.": "حُفظ باسم {=0}.", "{0} parameters": "{0} معامل" });
  assert.equal(arabic("Saved as 7 (2).png."), "حُفظ باسم \u20667 (2).png\u2069.");
  assert.equal(arabic("98,299 parameters · 72 KB"), "98,299 معامل · \u206672 KB\u2069");
});

test("the longest text that fits is the one, whatever the order of the table", () => {
  const said = createTranslator("de", {
    "{0} or {1}": "{0} oder {1}",
    "Not sure: {0} or {1}": "Unsicher: {0} oder {1}",
  });
  assert.equal(said("Not sure: 4 or 9"), "Unsicher: 4 oder 9");
});

test("a sentence with elements in it is looked for as a whole alone", () => {
  const said = createTranslator("de", { "{0} Digits": "{0} Ziffern", "Press {0}.": "{0} drücken." });
  assert.equal(said("Press {0}.", true), "{0} drücken.");
  assert.equal(said("{0} and {1} Digits", true), "{0} and {1} Digits");
});
