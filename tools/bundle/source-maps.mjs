/**
 * The npm package's source maps: which line of which module of the repository each part of a script comes from, for
 * stack traces. Columns, names and the sources themselves are left out: they would be three times the package.
 */
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import { root } from "./scripts.mjs";

/**
 * @typedef {{ version: number, sources: string[], sourcesContent?: string[], names: string[],
 *   mappings: string }} SourceMap
 */

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

// Letters of mappings: a map with no more is of a few lines, and is left out, as the rest of it is longer. Larger, more
// lines of stack traces stay those of the package.
const FEW = 260;

/**
 * Makes the maps of a folder's scripts such.
 * @param {string} folder
 * @param {string} release the package's version
 */
export async function shortenMaps(folder, release) {
  for (const name of (await readdir(folder)).filter((each) => each.endsWith(".js.map"))) {
    const path = join(folder, name);
    const whole = JSON.parse(await readFile(path, "utf8"));
    const sources = whole.sources.map((/** @type {string} */ source) => placeOf(source, folder));
    const map = shortened({ ...whole, sources }, release);
    if (sources.some(isCode) && map.mappings.length > FEW) await writeFile(path, JSON.stringify(map));
    else await removeMap(path);
  }
}

/** The kernels come from a module that the build makes: their source. */
const KERNELS = "web/js/reader/network/engine/kernels.ts";

/** @param {string} source as esbuild names it @param {string} folder of the map @returns {string} from the root */
const placeOf = (source, folder) =>
  source.endsWith("engine:kernels") ? KERNELS : relative(root, resolve(folder, source));

/** Whether a source is code of ours: not a table of texts, nor somebody else's. @param {string} source */
const isCode = (source) => /^web[\\/]js[\\/]/.test(source) && !/[\\/]shared[\\/]sha2\.js$/.test(source);

/** @param {string} path of a map, beside its script */
async function removeMap(path) {
  const script = path.replace(/\.map$/, "");
  await writeFile(script, (await readFile(script, "utf8")).replace(/\/\/# sourceMappingURL=.*\n?$/, ""));
  await rm(path);
}

/**
 * @param {SourceMap} map whose sources are paths in the repository
 * @param {string} release the package's version
 * @returns {SourceMap} bundlers warn of sources that are neither in a map nor beside it, so each says where all are
 */
export const shortened = ({ version, sources, mappings }, release) => ({
  version,
  sources,
  sourcesContent: sources.map(() => `// ${release}`),
  names: [],
  mappings: linesOnly(mappings),
});

/**
 * @param {string} mappings of a source map
 * @returns {string} the same, with a segment only where another line begins
 */
export function linesOnly(mappings) {
  const [read, written] = [createPlace(), createPlace()];
  const lines = mappings.split(";").map((line) => {
    let last = "";
    const kept = [];
    [read.column, written.column] = [0, 0];
    for (const segment of line.split(",").filter(Boolean)) {
      read.move(decoded(segment));
      const place = `${read.source} ${read.line}`;
      if (place !== last) kept.push(encoded(written.moveTo(read)));
      last = place;
    }
    return kept.join(",");
  });
  return lines.join(";");
}

/** Where a segment is, of those that each say how far it is from the one before. */
const createPlace = () => ({
  ...{ column: 0, source: 0, line: 0 },
  /** @param {number[]} by segments of fewer numbers are of no source */
  move([columns, sources = 0, lines = 0]) {
    this.column += columns;
    this.source += sources;
    this.line += lines;
  },
  /** @param {{ column: number, source: number, line: number }} other @returns {number[]} the way to it */
  moveTo({ column, source, line }) {
    const way = [column - this.column, source - this.source, line - this.line, 0];
    Object.assign(this, { column, source, line });
    return way;
  },
});

/** @param {string} segment numbers as source maps have them: base 64, five bits a letter, the sign as the lowest bit */
function decoded(segment) {
  const numbers = [];
  let [number, shift] = [0, 0];
  for (const letter of segment) {
    const bits = DIGITS.indexOf(letter);
    number += (bits & 31) << shift;
    shift += 5;
    if (bits & 32) continue;
    numbers.push(number & 1 ? -(number >> 1) : number >> 1);
    [number, shift] = [0, 0];
  }
  return numbers;
}

/** @param {number[]} numbers */
function encoded(numbers) {
  let text = "";
  for (const number of numbers) {
    let rest = number < 0 ? (-number << 1) | 1 : number << 1;
    do {
      text += DIGITS[(rest & 31) | (rest > 31 ? 32 : 0)];
      rest >>= 5;
    } while (rest);
  }
  return text;
}
