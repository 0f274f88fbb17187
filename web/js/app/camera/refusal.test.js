import assert from "node:assert/strict";
import { test } from "node:test";
import { whyNone, whyRefused } from "./refusal.js";

const PLACE = { isSecure: true, hasDevices: true, isFramed: false };

/** @param {string} name */
const errorOf = (name) => new DOMException("The words of a browser", name);

test("where a camera can be asked for there is nothing to say", () => {
  assert.equal(whyNone(PLACE), "");
});

test("an address that is not secure, and an old browser, are told apart", () => {
  assert.match(whyNone({ ...PLACE, isSecure: false, hasDevices: false }), /https:\/\/.*“Picture”/);
  assert.match(whyNone({ ...PLACE, hasDevices: false }), /another browser.*“Picture”/);
});

for (const [name, words] of [
  ["NotAllowedError", /Allow it/],
  ["NotFoundError", /Plug one in/],
  ["NotReadableError", /Another program/],
  ["OverconstrainedError", /another one/],
  ["AbortError", /did not start \(AbortError\)/],
])
  test(`${name} is said in plain words, with what to do next`, () => {
    const said = whyRefused(errorOf(/** @type {string} */ (name)), PLACE);
    assert.match(said, /** @type {RegExp} */ (words));
    assert.match(said, /try again/i);
    assert.match(said, /“Picture”/);
    assert.doesNotMatch(said, /words of a browser/);
  });

test("within another page, that one has to allow it", () => {
  assert.match(whyRefused(errorOf("NotAllowedError"), { ...PLACE, isFramed: true }), /tab of its own/);
});
