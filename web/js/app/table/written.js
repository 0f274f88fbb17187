/**
 * A table as other programs take it: for the clipboard, as CSV and TSV, as JSON. Pure. Cells hold digits and marks
 * alone, and what a spreadsheet would still take for a formula is written as a text.
 *
 * @typedef {import("./numbers.js").DecimalMark} DecimalMark
 * @typedef {import("./sheets.js").Sheet} Sheet
 * @typedef {import("./edits.js").EditedCell} EditedCell
 * @typedef {EditedCell & { amiss: string[], toCheck: string[] }} CheckedCell what is amiss, and what of it nobody has
 *   accepted
 */
import { valueOf, withMark } from "./numbers.js";

const FORMULA = /^[=+@\t\r-]/; // what cells begin with that spreadsheets compute

/** @param {string[][]} rows @param {DecimalMark} mark */
export const tsvOf = (rows, mark) => linesOf(rows, mark, "\t");

/** Where "," is the decimal mark, ";" is between the cells. @param {string[][]} rows @param {DecimalMark} mark */
export const csvOf = (rows, mark) => linesOf(rows, mark, mark === "," ? ";" : ",");

/** A table for the clipboard. @param {string[][]} rows @param {DecimalMark} mark */
export function htmlOf(rows, mark) {
  const lines = rows.map(
    (row) => `<tr>${row.map((text) => `<td>${escaped(cellText(text, mark))}</td>`).join("")}</tr>`,
  );
  return `<table>${lines.join("")}</table>`;
}

/**
 * @param {{ sheet: Sheet, rows: CheckedCell[][] }[]} sheets
 * @param {string} model which network read them
 */
export function jsonOf(sheets, model) {
  const pictures = sheets.map(({ sheet, rows }) => ({
    picture: sheet.name,
    ...sheet.size,
    rows: rows.map((row) => row.map(cellJson)),
  }));
  return JSON.stringify({ format: "digitpad table", version: 1, model, pictures }, null, 1);
}

/** @param {CheckedCell} cell */
function cellJson({ text, read, isTyped, toCheck, confidence, box, digits }) {
  if (!text && !read) return null;
  return {
    ...{ text, value: valueOf(text), read, typed: isTyped, confidence: rounded(confidence) },
    ...{ doubtful: toCheck.length > 0, why: toCheck, box: roundedBox(box) },
    digits: digits.map(({ digit, confidence, rejected, box }) => ({
      ...{ digit, confidence: rounded(confidence), rejected, box: roundedBox(box) },
    })),
  };
}

/** @param {import("./cells.js").Box} box */
const roundedBox = (box) => Object.fromEntries(Object.entries(box).map(([side, value]) => [side, tenth(value)]));
const tenth = (/** @type {number} */ value) => Math.round(10 * value) / 10;
const rounded = (/** @type {number} */ share) => Math.round(1e4 * share) / 1e4;

/**
 * @param {string[][]} rows
 * @param {DecimalMark} mark
 * @param {string} separator
 */
const linesOf = (rows, mark, separator) =>
  rows.map((row) => row.map((text) => quoted(cellText(text, mark), separator)).join(separator) + "\r\n").join("");

/** @param {string} text @param {DecimalMark} mark */
function cellText(text, mark) {
  const isText = valueOf(text) === null && FORMULA.test(text);
  return isText ? `'${text}` : withMark(text, mark);
}

/** @param {string} text @param {string} separator */
const quoted = (text, separator) =>
  text.includes(separator) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

const ENTITIES = /** @type {Record<string, string>} */ ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" });
const escaped = (/** @type {string} */ text) => text.replace(/[&<>"]/g, (letter) => ENTITIES[letter]);

/** Of a table's file, without its ending. @param {string | undefined} picture its first one's file */
export const fileNameOf = (picture) => picture?.replace(/\.\w+$/, "") || "table";
