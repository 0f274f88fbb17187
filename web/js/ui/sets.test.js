import test from "node:test";
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { digitsOf, inWords, setOf, SETS, SOURCES } from "./sets.js";

const MODELS = new URL("../../model/", import.meta.url);

/** The JSON files of all committed networks that have one. @param {string} file */
function committed(file) {
  const addresses = readdirSync(MODELS).map((network) => new URL(`${network}/${file}`, MODELS));
  return addresses.filter((address) => existsSync(address)).map((address) => JSON.parse(readFileSync(address, "utf8")));
}

test("every set of a committed card is known, and its size is told apart", () => {
  const cards = committed("card.json");
  assert.ok(cards.length >= 6);
  for (const { name, accuracy } of cards) {
    const sets = Object.keys(accuracy).map(setOf);
    assert.ok(sets.length >= 2, name);
    for (const set of sets) {
      assert.ok(SETS[set.name], `${set.name} of ${name}`);
      assert.match(set.size, /^[1-9][\d,]*$/);
    }
  }
});

test("every set of a committed report is known", () => {
  const reports = committed("report.json");
  assert.ok(reports.length >= 6);
  for (const { name, sets } of reports) {
    assert.ok(Object.keys(sets).length >= 2, name);
    for (const set of Object.keys(sets)) assert.ok(SETS[set], `${set} of ${name}`);
  }
});

test("all data that a committed network is trained on are known", () => {
  for (const { name, training } of committed("card.json")) {
    assert.ok(Object.keys(training.data).length >= 1, name);
    for (const data of Object.keys(training.data)) assert.ok(SOURCES[data], `${data} of ${name}`);
  }
});

test("a set's name and size are told apart, and a name may have brackets of its own", () => {
  assert.deepEqual(setOf("MNIST test (10,000)"), { name: "MNIST test", size: "10,000" });
  assert.deepEqual(setOf("my digits (old) (40)"), { name: "my digits (old)", size: "40" });
  assert.deepEqual(setOf("my digits (old)"), { name: "my digits (old)", size: "" });
});

test("the digits of a set are said in words, and those of an unknown set by its name", () => {
  assert.equal(digitsOf("MNIST test"), "MNIST's test digits");
  assert.equal(digitsOf("mine"), 'the digits of "mine"');
  assert.equal(
    inWords({ name: "MNIST test", count: 10_000 }),
    "10,000 of MNIST's test digits (by LeCun, Cortes and Burges)",
  );
  assert.equal(inWords({ name: "mine", count: 5 }), '5 of the digits of "mine"');
});
