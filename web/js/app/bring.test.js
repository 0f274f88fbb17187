import assert from "node:assert/strict";
import test from "node:test";
import { rememberPicture } from "./bring.js";
import { INITIAL, NOTHING } from "./state.js";
import { createStore } from "./store.js";

test("of a picture the history keeps what opens and reads it, and what was read, but no pixels", () => {
  const store = createStore(
    INITIAL,
    () => {},
    (show) => show(),
  );
  const image = /** @type {HTMLCanvasElement} */ ({});
  const size = { width: 640, height: 480 };
  const opened = { image, loaded: new Promise(() => {}), close: () => {} };
  const digit = /** @type {import("./state.js").Digit} */ ({ digit: 7, image: new Float32Array(784) });
  const reading = { text: "7", digits: [digit], rows: [] };
  const read = async () => reading;
  const more = { open: () => opened, size, thumbnail: null, timeStamp: 0, testDigit: null, region: null };
  const file = { name: "7.png", origin: null, quarters: 0, after: null, rest: [] };
  const shown = { ...opened, ...more, ...file, reading, read };
  store.update({ pictures: { phase: "idle", incoming: null, share: 0, shown } });
  rememberPicture(store);
  const [{ text, picture }] = store.state.history;
  assert.deepEqual([text, picture?.open === shown.open, picture?.read === shown.read], ["7", true, true]);
  assert.deepEqual(picture?.reading, { text: "", digits: [], rows: [] });
  assert.ok(!Object.values(picture ?? {}).includes(/** @type {any} */ (image)), "its canvas is kept");
});

test("a picture that is turned is no other, and the history has it once, as it was turned last", () => {
  const origin = new File([], "7.png");
  const store = createStore(
    INITIAL,
    () => {},
    (show) => show(),
  );
  const shownAs = (/** @type {number} */ quarters, from = origin) =>
    /** @type {any} */ ({ origin: from, quarters, read: async () => NOTHING, reading: NOTHING });
  const put = (/** @type {import("./state.js").Picture} */ shown) =>
    store.update({ pictures: { phase: "idle", incoming: null, share: 0, shown } });
  put(shownAs(0));
  rememberPicture(store, shownAs(1));
  assert.equal(store.state.history.length, 0);
  rememberPicture(store, shownAs(0, new File([], "8.png")));
  put(shownAs(3));
  rememberPicture(store);
  assert.deepEqual(
    store.state.history.map(({ picture }) => picture?.quarters),
    [3],
  );
});
