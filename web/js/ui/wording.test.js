import test from "node:test";
import assert from "node:assert/strict";
import {
  others,
  isSure,
  labelOf,
  letterOf,
  messageOf,
  sharesOf,
  spoken,
  sureness,
  verdict,
  withArticle,
} from "./wording.js";

/** @typedef {import("../reader/types.js").Digit} Digit */

/**
 * A digit that is read as 7, or else as 2.
 * @param {number} confidence
 * @param {number} [given] the probability that it is a 7, given that it is a digit
 * @param {Partial<Digit>} [other]
 * @returns {Digit}
 */
function seven(confidence, given = 0.99, other = {}) {
  return {
    digit: 7,
    confidence,
    probabilities: [0, 0, 1 - given, 0, 0, 0, 0, given, 0, 0],
    alternatives: [{ digit: 2, confidence: ((1 - given) * confidence) / given }],
    rejected: false,
    row: 0,
    box: { x: 0, y: 0, width: 10, height: 10 },
    image: new Float32Array(784),
    ...other,
  };
}

/**
 * What is rejected as no digit; if it is one, it is a 7, or one of the others.
 * @param {Record<number, number>} others probabilities by digit, given that it is one; the most probable first
 */
function rejected(others = {}) {
  const alternatives = Object.entries(others).map(([digit, share]) => ({
    digit: Number(digit),
    confidence: 0.05 * share,
  }));
  const probabilities = Array.from({ length: 10 }, (_, digit) => (digit === 7 ? 0.5 : (others[digit] ?? 0)));
  return seven(0.025, 0.5, { rejected: true, probabilities, alternatives });
}

test("a reading is sure from 90% on, unless it is rejected", () => {
  assert.equal(isSure(seven(0.9)), true);
  assert.equal(isSure(seven(0.899)), false);
  assert.equal(isSure(seven(0.95, 0.99, { rejected: true })), false);
});

test("what may be a digit, alone, is said to be one with a question mark, and still reads ?", () => {
  const doubtful = { ...rejected(), doubtful: /** @type {true} */ (true) };
  assert.equal(letterOf(doubtful), "?");
  assert.equal(sureness(doubtful), "7? Perhaps not a digit");
  assert.equal(labelOf(doubtful), "Perhaps 7, perhaps not a digit");
});

test("beside other digits, one that is read although it is likelier none is said to be so", () => {
  assert.equal(sureness(seven(0.19, 0.95)), "Read as a 7, but likely not a digit");
  assert.equal(sureness(seven(0.55, 0.95)), "Not sure: 7 or not a digit");
});

test("what looks like a digit and can't be one where it stands is said to be so", () => {
  assert.equal(sureness(seven(0.91, 0.95, { rejected: true })), "Like a 7, but too small or out of place");
  assert.equal(sureness(rejected()), "Probably not a digit");
});

test("what is rejected is a question mark", () => {
  assert.equal(letterOf(seven(0.9)), "7");
  assert.equal(letterOf(rejected()), "?");
});

test("the shares of the ten digits leave room for no digit", () => {
  const shares = sharesOf(seven(0.6, 0.75));
  assert.equal(shares.length, 10);
  assert.ok(Math.abs(shares[7] - 0.6) < 1e-12);
  assert.ok(Math.abs(shares[2] - 0.2) < 1e-12);
  assert.equal(shares[0], 0);
});

test("from 90% on a digit is very likely, and below it probable", () => {
  assert.equal(sureness(seven(0.9, 0.91)), "Very likely a 7");
  assert.equal(sureness(seven(0.899, 0.91)), "Probably a 7");
  assert.equal(sureness(seven(0.67, 0.69)), "Probably a 7");
});

test("below 60% two guesses are named as equals", () => {
  assert.equal(sureness(seven(0.6, 0.65)), "Probably a 7");
  assert.equal(sureness(seven(0.599, 0.65)), "Not sure: 7 or 2");
  assert.equal(sureness(seven(0.4, 0.6)), "Not sure: 7 or not a digit");
  assert.equal(sureness(seven(0.5, 0.55)), "Not sure: 7 or 2");
});

test("a digit without any other guess stands alone, however unsure", () => {
  const digit = seven(0.5, 1, { probabilities: [0, 0, 0, 0, 0, 0, 0, 0.5, 0, 0], alternatives: [] });
  assert.equal(sureness(digit), "Probably a 7");
});

test("other guesses are named from 1% on, the most probable first", () => {
  const digit = seven(0.9, 0.93, {
    alternatives: [
      { digit: 2, confidence: 0.05 },
      { digit: 1, confidence: 0.01 },
      { digit: 3, confidence: 0.0099 },
    ],
  });
  const names = (/** @type {Digit} */ digit) => others(digit).map(({ name }) => name);
  assert.deepEqual(names(digit), ["2", "not a digit", "1"]);
  assert.deepEqual(names(seven(0.98, 0.987)), ["2"]);
  assert.deepEqual(names(seven(0.991, 0.995)), []);
});

test("of what is no digit up to three digits are named, from 1% on", () => {
  assert.equal(labelOf(rejected({ 1: 0.3, 2: 0.1, 4: 0.1 })), "Probably not a digit, perhaps 7, 1 or 2");
  assert.equal(labelOf(rejected({ 1: 0.49, 2: 0.01 })), "Probably not a digit, perhaps 7, 1 or 2");
  assert.equal(labelOf(rejected({ 1: 0.4901, 2: 0.0099 })), "Probably not a digit, perhaps 7 or 1");
  assert.equal(labelOf(rejected()), "Probably not a digit, perhaps 7");
});

test("whether a test digit was read correctly", () => {
  assert.equal(verdict({ label: 2 }, { text: "2" }), "Correct: it is a 2");
  assert.equal(verdict({ label: 2 }, { text: "7" }), "Wrong: it is a 2");
  assert.equal(verdict({ label: 8 }, { text: "?" }), "Wrong: it is an 8");
  assert.equal(verdict({ label: 2 }, { text: "22" }), "Wrong: it is a 2");
  assert.deepEqual([0, 1, 7, 8, 9].map(withArticle), ["a 0", "a 1", "a 7", "an 8", "a 9"]);
});

test("one digit of several is named for the ear", () => {
  assert.equal(labelOf(seven(0.876)), "7, 88 percent");
  assert.equal(labelOf(seven(0.9999)), "7, 99 percent");
  assert.equal(labelOf(rejected({ 2: 0.3, 4: 0.2 })), "Probably not a digit, perhaps 7, 2 or 4");
});

test("a single digit is spoken with its confidence, and from 60% down with the second guess", () => {
  const reading = (/** @type {Digit} */ digit) => ({ text: letterOf(digit), digits: [digit] });
  assert.equal(spoken(reading(seven(0.994))), "7, 99 percent");
  assert.equal(spoken(reading(seven(0.6, 0.65))), "7, 60 percent");
  assert.equal(spoken(reading(seven(0.594, 0.65))), "Not sure: 7 or 2, 59 percent");
  assert.equal(spoken(reading(rejected({ 2: 0.5 }))), "Probably not a digit, perhaps 7 or 2");
});

/** The reading of a text: the first 7 in it is 40% sure, the others 90%. @param {string} text */
function readingOf(text) {
  const letters = [...text.replaceAll("\n", "")];
  const first = letters.indexOf("7");
  return {
    text,
    digits: letters.map((letter, i) => (letter === "?" ? rejected({ 2: 0.5 }) : seven(i === first ? 0.4 : 0.9))),
  };
}

test("numbers are spoken digit by digit, with the confidence of the least sure digit", () => {
  assert.equal(spoken(readingOf("77")), "7 7, least sure of 7: 40 percent");
  assert.equal(spoken(readingOf("77\n7")), "7 7; 7, least sure of 7: 40 percent");
});

test("marks of numbers are spoken as what they are called", () => {
  const [one, two] = [seven(0.9), seven(0.9)];
  const said = (/** @type {string} */ text) => spoken({ text, digits: [one, two] }).split(", least")[0];
  assert.equal(said("-7.7"), "minus 7 point 7");
  assert.equal(said("7 7"), "7 and 7");
  assert.equal(spoken({ text: "-7", digits: [one] }), "minus 7, least sure of 7: 90 percent");
});

test("of a number that a person has said all of, no confidence is told", () => {
  const said = seven(1, 0.99, { readAs: seven(0.4) });
  assert.equal(spoken({ text: "77", digits: [said, said] }), "7 7, as you said");
  assert.equal(spoken({ text: "77", digits: [said, seven(0.8)] }), "7 7, least sure of 7: 80 percent");
});

test("what is no digit has no confidence of its own", () => {
  assert.equal(spoken(readingOf("7?7")), "7 unknown 7; of the digits read, least sure of 7: 40 percent");
  assert.equal(spoken(readingOf("?\n7")), "unknown; 7; the only digit read is 7: 40 percent");
  assert.equal(spoken(readingOf("??")), "2 shapes, none of them a digit");
});

test("an error's message is told, and anything else as text", () => {
  assert.equal(messageOf(new TypeError("No ink.")), "No ink.");
  assert.equal(messageOf("No ink."), "No ink.");
});

test("of a digit that a person said, it is said who did, and what was read", () => {
  const digit = { ...seven(0.9), digit: 2, confidence: 1, readAs: seven(0.9) };
  const said = "You said 2";
  assert.deepEqual([sureness(digit), labelOf(digit)], [`${said}. It was read as 7`, said]);
  assert.equal(sureness({ ...digit, readAs: { ...seven(0.9), digit: 2 } }), said); // it has been learnt
  assert.equal(spoken({ text: "2", digits: [digit] }), said);
  assert.deepEqual(sharesOf(digit), sharesOf(seven(0.9)));
});
