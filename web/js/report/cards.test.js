import test from "node:test";
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { againstKeras, isCard } from "./cards.js";

const MODELS = new URL("../../model/", import.meta.url);

/** @param {string} network */
const cardOf = (network) => JSON.parse(readFileSync(new URL(`${network}/card.json`, MODELS), "utf8"));

test("every committed card is whole", () => {
  for (const network of readdirSync(MODELS)) assert.ok(isCard(cardOf(network)), network);
});

/** @type {Record<string, (card: any) => void>} */
const DAMAGE = {
  parameters: (card) => delete card.parameters,
  multiplyAdds: (card) => (card.multiplyAdds = "9,700,000"),
  "the weights": (card) => delete card.files["weights.bin"],
  files: (card) => delete card.files,
  "a comparison with what was before": (card) => delete card.quantisation,
  "the largest difference": (card) => delete card.quantisation.against.largestDifference,
  "other digits": (card) => delete card.quantisation.against.otherDigits,
  images: (card) => delete card.quantisation.against.images,
  "the accuracy on a set": (card) => delete card.accuracy["MNIST test (10,000)"][card.precision],
};

for (const [missing, damage] of Object.entries(DAMAGE)) {
  test(`a card without ${missing} is no card`, () => {
    const card = cardOf("default");
    damage(card);
    assert.equal(isCard(card), false);
  });
}

test("a card of a network that was not packed has a comparison with Keras", () => {
  const card = cardOf("default");
  delete card.quantisation;
  card.againstKeras[card.precision] = { images: 100, otherDigits: 0, largestDifference: 0.01 };
  assert.ok(isCard(card));
  assert.equal(againstKeras(card)?.images, 100);
  delete card.againstKeras;
  assert.equal(isCard(card), false);
});

test("what is no object is no card", () => {
  for (const value of [null, undefined, 7, "card", []]) assert.equal(isCard(value), false);
});
