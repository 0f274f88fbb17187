import test from "node:test";
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { shortTitleOf, titleOf } from "./network-titles.js";

const MODELS = new URL("../../model/", import.meta.url);

for (const name of readdirSync(MODELS)) {
  test(`${name} has a name for visitors, with its number of parameters in thousands`, () => {
    const { parameters } = JSON.parse(readFileSync(new URL(`${name}/card.json`, MODELS), "utf8"));
    const [, said] = /^[A-Z][A-Za-z ]+, (\d+) K$/.exec(shortTitleOf(name)) ?? [];
    assert.equal(Number(said), Math.round(parameters / 1000));
    assert.equal(titleOf(name), `${shortTitleOf(name)} (${name})`);
  });
}

test("a network of somebody's own has its own name", () => {
  assert.equal(titleOf("my-network"), "my-network");
  assert.equal(shortTitleOf("constructor-2"), "constructor-2");
});
