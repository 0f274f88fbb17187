import assert from "node:assert/strict";
import test from "node:test";
import { sizeOf, whyUnreadable } from "./format.js";

/**
 * Bytes, from numbers and letters; and zeros up to a length.
 * @param {(number | string)[]} parts
 * @param {number} [length]
 */
function bytes(parts, length = 64) {
  const head = parts.flatMap((part) => (typeof part === "string" ? [...part].map((each) => each.charCodeAt(0)) : part));
  return Uint8Array.from({ length: Math.max(length, head.length) }, (_, i) => head[i] ?? 0);
}

/** @type {Record<string, { head: Uint8Array, size: { width: number, height: number } | null }>} */
const SIZES = {
  PNG: {
    head: bytes([0x89, "PNG\r\n", 0x1a, "\n", 0, 0, 0, 13, "IHDR", 0, 0, 2, 1, 0, 0, 1, 3]),
    size: { width: 513, height: 259 },
  },
  "a PNG that begins with another chunk": {
    head: bytes([0x89, "PNG\r\n", 0x1a, "\n", 0, 0, 0, 13, "IDAT", 0, 0, 2, 1, 0, 0, 1, 3]),
    size: null,
  },
  GIF: { head: bytes(["GIF89a", 0x01, 0x02, 0x03, 0x01]), size: { width: 513, height: 259 } },
  "BMP, its rows from top to bottom": {
    head: bytes(["BM", ...Array(16).fill(0), 1, 2, 0, 0, 0xfd, 0xfe, 0xff, 0xff]),
    size: { width: 513, height: 259 },
  },
  WebP: {
    head: bytes(["RIFF", 0, 0, 0, 0, "WEBPVP8 ", ...Array(10).fill(0), 0x01, 0x42, 0x03, 0x41]),
    size: { width: 513, height: 259 },
  },
  "lossless WebP": {
    head: bytes(["RIFF", 0, 0, 0, 0, "WEBPVP8L", 0, 0, 0, 0, 0x2f, 0x00, 0x82, 0x40, 0x00]),
    size: { width: 513, height: 259 },
  },
  "extended WebP": {
    head: bytes(["RIFF", 0, 0, 0, 0, "WEBPVP8X", ...Array(8).fill(0), 0, 2, 0, 2, 1, 0]),
    size: { width: 513, height: 259 },
  },
  "JPEG, behind a segment and filling": {
    head: bytes([0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 1, 0xff, 0xff, 0xc2, 0, 17, 8, 1, 3, 2, 1]),
    size: { width: 513, height: 259 },
  },
  "a JPEG whose frame is further on": { head: bytes([0xff, 0xd8, 0xff, 0xe0, 0xff, 0xff]), size: null },
  AVIF: { head: bytes([0, 0, 0, 24, "ftypavif"]), size: null },
  "a few bytes": { head: bytes(["GIF89a", 1, 2, 3, 1], 10), size: null },
};

for (const [name, { head, size }] of Object.entries(SIZES)) {
  test(`the size of ${name}`, () => assert.deepEqual(sizeOf(head), size));
}

test("an address into a larger buffer is respected", () => {
  const all = new Uint8Array(200);
  all.set(SIZES.GIF.head, 100);
  assert.deepEqual(sizeOf(all.subarray(100)), { width: 513, height: 259 });
});

/** @type {[Uint8Array, RegExp][]} */
const UNREADABLE = [
  [bytes(["%PDF-1.7"]), /^This file is a PDF document, not a picture\. Save its page/],
  [bytes([0, 0, 0, 24, "ftypheic"]), /^This file is a HEIC picture, which can't be read here\. Save it as PNG or JPEG/],
  [bytes(["II*", 0]), /^This file is a TIFF picture/],
  [bytes(["<?xml version='1.0'?>\n<!-- a -->\n<svg/>"]), /^This file is an SVG drawing, not pixels/],
  [bytes([" ".repeat(900), "<svg>"]), /^This file is an SVG drawing/],
  [bytes(["<!DOCTYPE html><html>"]), /^This file is a web page/],
  [bytes(["Seven, in words"], 15), /^This file is text, not a picture\. Expected PNG/],
  [bytes(["PK", 3, 4]), /^This file is not a known kind of picture \(1,234 bytes of application\/zip\)\. Expected PNG/],
  [
    SIZES.PNG.head,
    /^This PNG picture is damaged or cut short \(1,234 bytes of application\/zip\)\. Expected a whole one/,
  ],
];

for (const [head, message] of UNREADABLE) {
  test(`a file that can't be read: ${message}`, () =>
    assert.match(whyUnreadable({ size: 1234, type: "application/zip" }, head), message));
}

test("an empty file is told of as such", () =>
  assert.match(
    whyUnreadable({ size: 0 }, new Uint8Array()),
    /^This file is empty \(0 bytes\)\. Expected PNG, JPEG, WebP/,
  ));
