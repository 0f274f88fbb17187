import assert from "node:assert/strict";
import test from "node:test";
import { openPicture } from "./sheet.js";

/** An ImageBitmap of a picture; `isClosed` once it is. */
const bitmapOf = () => ({
  width: 40,
  height: 30,
  isClosed: false,
  close() {
    this.isClosed = true;
  },
});

/** A page whose canvases tell which bitmap each of them holds. @param {import("node:test").TestContext} t */
function canvasesOf(t) {
  /** @type {{ holds: any, width: number }[]} */
  const canvases = [];
  const createElement = () => {
    const canvas = {
      holds: null,
      width: 300,
      height: 150,
      getContext: () => ({
        transferFromImageBitmap: (/** @type {any} */ bitmap) => (canvas.holds = bitmap),
      }),
    };
    canvases.push(canvas);
    return canvas;
  };
  const before = globalThis.document;
  Object.assign(globalThis, { document: { createElement } });
  t.after(() => Object.assign(globalThis, { document: before }));
  return canvases;
}

test("a picture that is gone gives its pixels back at once, and not with other garbage", async (t) => {
  const canvases = canvasesOf(t);
  const [bitmap, thumbnail] = [bitmapOf(), bitmapOf()];
  const view = async () => /** @type {any} */ ({ bitmap, thumbnail, size: { width: 40, height: 30 } });
  const picture = openPicture(view, "one.png", new AbortController().signal);
  assert.deepEqual(Object.keys(await picture.loaded), ["thumbnail", "size"]);
  assert.equal(canvases[0].holds, bitmap);
  picture.close();
  assert.deepEqual([canvases[0].holds, canvases[0].width], [null, 0]);
  assert.equal(thumbnail.isClosed, false, "which the earlier readings show");
});

test("of a picture that nobody wants any more both bitmaps are closed as they come", async (t) => {
  canvasesOf(t);
  const [bitmap, thumbnail] = [bitmapOf(), bitmapOf()];
  const view = async () => /** @type {any} */ ({ bitmap, thumbnail, size: { width: 40, height: 30 } });
  const picture = openPicture(view, "two.png", new AbortController().signal);
  picture.close();
  await assert.rejects(picture.loaded, { name: "AbortError" });
  assert.deepEqual([bitmap.isClosed, thumbnail.isClosed], [true, true]);
});
