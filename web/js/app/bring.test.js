import assert from "node:assert/strict";
import test from "node:test";
import { rememberPicture } from "./bring.js";
import { INITIAL } from "./state.js";
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
  const file = { name: "7.png", after: null, rest: [] };
  const shown = { ...opened, ...more, ...file, reading, read };
  store.update({ pictures: { phase: "idle", incoming: null, share: 0, shown } });
  rememberPicture(store);
  const [{ text, picture }] = store.state.history;
  assert.deepEqual([text, picture?.open === shown.open, picture?.read === shown.read], ["7", true, true]);
  assert.deepEqual(picture?.reading, { text: "", digits: [], rows: [] });
  assert.ok(!Object.values(picture ?? {}).includes(/** @type {any} */ (image)), "its canvas is kept");
});
