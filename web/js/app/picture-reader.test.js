import assert from "node:assert/strict";
import test from "node:test";
import { createTurns } from "../reader/shared/latest.js";
import { createPictureReader } from "./picture-reader.js";
import { INITIAL, UNKNOWN } from "./state.js";
import { createStore } from "./store.js";

/**
 * @typedef {import("./state.js").Picture} Picture
 * @typedef {import("./state.js").Reading} Reading
 * @typedef {import("./state.js").ReadOptions} ReadOptions
 */

/** A picture whose reading a test gives, and what it was asked for. @param {Partial<Picture>} [more] */
function createPicture(more) {
  /** @type {{ options: ReadOptions, give: (reading: Reading) => void }[]} */
  const readings = [];
  const image = /** @type {HTMLCanvasElement} */ ({});
  const thumbnail = /** @type {ImageBitmap} */ ({});
  const loaded = Promise.resolve({ size: { width: 640, height: 480 }, thumbnail });
  let closed = 0;
  const opened = { image, loaded, close: () => void closed++ };
  /** @type {Picture} */
  const picture = {
    ...{ ...opened, ...UNKNOWN, open: () => opened },
    timeStamp: 0,
    read: (_, options = {}) =>
      new Promise((give, fail) => {
        readings.push({ options, give });
        options.signal?.addEventListener("abort", () => fail(new DOMException("Given up", "AbortError")));
      }),
    ...more,
  };
  return { picture, readings, timesClosed: () => closed };
}

/** A page that reads pictures, and all that it was told. */
function createPage() {
  const reader = /** @type {import("./state.js").Reader} */ ({});
  const ready = { ...INITIAL, network: { ...INITIAL.network, phase: /** @type {const} */ ("ready"), reader } };
  const store = createStore(
    ready,
    () => {},
    () => {},
  );
  /** @type {string[]} */
  const told = [];
  const pictures = createPictureReader({
    store,
    onOpened: () => told.push("opened"),
    onRead: ({ reading }) => told.push(`read ${reading.text}`),
    onRefused: () => told.push("refused"),
    onFailure: () => told.push("failed"),
  });
  return { store, told, pictures, sheet: createTurns() };
}

const aWhile = () => new Promise((resolve) => setTimeout(resolve));

const readingOf = (/** @type {string} */ text, more = {}) => ({ text, digits: [], rows: [], ...more });

test("whatever takes the sheet ends the reading in flight, and nothing is told of it", async () => {
  const { store, told, pictures, sheet } = createPage();
  const { picture, readings } = createPicture();
  const taken = pictures.take(sheet.next(), async () => picture);
  await aWhile();
  assert.equal(store.state.pictures.phase, "reading");
  sheet.end(); // Clear, or the pen
  assert.equal(readings[0].options.signal?.aborted, true);
  await taken;
  assert.deepEqual([store.state.pictures.phase, store.state.pictures.incoming, store.state.notice], ["idle", null, ""]);
  assert.deepEqual(told, ["opened"]);
});

test("a newer picture ends the reading of the one before", async () => {
  const { told, pictures, sheet } = createPage();
  const [first, second] = [createPicture(), createPicture()];
  const taken = [pictures.take(sheet.next(), async () => first.picture)];
  await aWhile();
  taken.push(pictures.take(sheet.next(), async () => second.picture));
  await aWhile();
  assert.deepEqual(
    [first.readings[0].options.signal?.aborted, second.readings[0].options.signal?.aborted],
    [true, false],
  );
  second.readings[0].give(readingOf("2"));
  await Promise.all(taken);
  assert.deepEqual(told, ["opened", "opened", "read 2"]);
});

test("how much of a picture has been read is in the state, from 0 for each", async () => {
  const { store, pictures, sheet } = createPage();
  for (const text of ["1", "2"]) {
    const { picture, readings } = createPicture();
    const taken = pictures.take(sheet.next(), async () => picture);
    await aWhile();
    assert.equal(store.state.pictures.share, 0);
    readings[0].options.onProgress?.(0.4);
    assert.equal(store.state.pictures.share, 0.4);
    readings[0].give(readingOf(text));
    await taken;
  }
});

test("a part of a picture is read in place of the whole, and the newest part wins", async () => {
  const { store, told, pictures, sheet } = createPage();
  const { picture, readings } = createPicture();
  const taken = pictures.take(sheet.next(), async () => picture);
  await aWhile();
  readings[0].give(readingOf("1234"));
  await taken;
  const parts = [10, 20].map((x) => ({ x, y: 0, width: 5, height: 5 }));
  const read = parts.map((region) => pictures.readAs(sheet.next(), { ...picture, region }));
  await aWhile();
  assert.deepEqual(
    readings.slice(1).map(({ options }) => options.region),
    parts,
  );
  assert.equal(readings[1].options.signal?.aborted, true);
  readings[2].give(readingOf("34"));
  await Promise.all(read);
  assert.deepEqual(told, ["opened", "read 1234", "read 34"]);
  assert.deepEqual(store.state.pictures.shown?.region, parts[1]);
});

test("what was left out is said until all is read", async () => {
  const { store, pictures, sheet } = createPage();
  const { picture, readings } = createPicture();
  const taken = pictures.take(sheet.next(), async () => picture);
  await aWhile();
  readings[0].give(readingOf("12", { leftOut: 340 }));
  await taken;
  assert.match(store.state.notice, /340 marks are left out\. .* drag a rectangle over/);
  const part = pictures.readAs(sheet.next(), { ...picture, region: { x: 0, y: 0, width: 5, height: 5 } });
  await aWhile();
  readings[1].give(readingOf("1"));
  await part;
  assert.equal(store.state.notice, "");
});

test("of a hundred pictures one after another, the one on the sheet alone is open", async () => {
  const { store, pictures, sheet } = createPage();
  const all = Array.from({ length: 100 }, () => createPicture());
  for (const { picture, readings } of all) {
    const taken = pictures.take(sheet.next(), async () => picture);
    await aWhile();
    readings[0].give(readingOf("1"));
    await taken;
  }
  const closed = () => all.map(({ timesClosed }) => timesClosed());
  assert.deepEqual(closed(), [...Array(99).fill(1), 0]);
  assert.deepEqual(store.state.pictures.shown?.size, { width: 640, height: 480 });
  pictures.close();
  assert.deepEqual(closed(), Array(100).fill(1));
});

test("a picture stays open while a part of it is read, and one that is given up or refused is closed", async () => {
  const { pictures, sheet } = createPage();
  const [shown, given] = [createPicture(), createPicture()];
  const refused = createPicture({ read: () => Promise.reject(new TypeError("not a picture")) });
  const taken = pictures.take(sheet.next(), async () => shown.picture);
  await aWhile();
  shown.readings[0].give(readingOf("1"));
  await taken;
  const part = pictures.readAs(sheet.next(), { ...shown.picture, region: { x: 0, y: 0, width: 5, height: 5 } });
  await aWhile();
  shown.readings[1].give(readingOf("1"));
  await part;
  const givenUp = pictures.take(sheet.next(), async () => given.picture);
  await aWhile();
  await Promise.all([pictures.take(sheet.next(), async () => refused.picture), givenUp]);
  assert.deepEqual(
    [shown, given, refused].map(({ timesClosed }) => timesClosed()),
    [0, 1, 1],
  );
});
