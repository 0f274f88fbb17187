/**
 * The site's scripts: few files, each of what is needed together.
 *
 * @typedef {import("./join.mjs").Script} Script
 * @typedef {import("./join.mjs").Scripts} Scripts
 */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import { asBuilt, bundlePictures, PICTURES } from "./alone.mjs";
import { joined } from "./join.mjs";
import { library, LIBRARY } from "./library.mjs";
import { bundling } from "./scripts.mjs";
import { neededWasm } from "./tfjs.mjs";

export const DIGITS = "web/js/reader/digits.js";

/**
 * What all pages import as it is built for all of them, so that a page that imports several scripts has each module
 * once. Every page's own scripts are built apart: else each would be split by what the other pages use as well.
 */
const COMMON = [DIGITS, "web/js/reader/pictures.js", "web/js/offline/register.js"];

/** The parts of the page of the pad that are imported when they are needed, each in a folder, and one script each. */
const PART = /^web\/js\/app\/(dialogs|panels|sees|part|table|corrections|camera|game)\//;
/** What comes with every picture is one script, and so are all dialogs. @type {Record<string, string>} */
const JOINED = { part: "picture", table: "picture", camera: "dialogs", game: "dialogs" };
/** What of it is fetched once the page can read, and with the first strokes: one script. */
const SOON = /^web\/js\/app\/((editing|welcome)\/|keyboard\.js$)/;
/** What reads pictures, and what is seen of them, as they are built: of all that is kept offline, the largest part. */
const PICTURE = /^assets\/(worker|picture)-/;
/** What a reader imports later, and an offline visit needs: one script, as few requests count more than its bytes. */
const READER = /^web\/js\/reader\/(numbers\/separators|network\/head)\.js$/;
/** What of the page is imported later is one script with what several parts share. */
const PAGE = /^web\/js\/(app|ui)\//;

/**
 * What an offline visit does not need: SHA-256 for plain http, where there is no service worker either, and what is
 * kept once it has been loaded, as what runs networks of others, and languages.
 */
const SELDOM = /^web\/js\/reader\/shared\/sha2\.js$|^web\/js\/reader\/network\/tensorflow\/|^web\/(js\/)?languages\//;

/**
 * Scripts, and files that they ask for, into assets/.
 * @param {string} out
 * @param {string[][]} pages of each page the modules that it starts with, by their paths from the root
 * @param {Record<string, string>} cards of the models, by name
 * @param {string} rows the row network's card
 * @returns {Promise<{ scripts: Scripts, inputs: string[] }>} and the bundled modules' paths
 */
export async function bundleScripts(out, pages, cards, rows) {
  const fromAssets = Object.fromEntries(Object.entries(cards).map(([name, path]) => [name, `../${path}`]));
  const wasm = await neededWasm();
  const { file, names, inputs } = await bundlePictures(join(out, "assets"), wasm, {
    define: { ROWS_CARD: JSON.stringify(`../${rows}`) },
  });
  /** @type {{ scripts: Scripts, inputs: string[] }} */
  const all = { scripts: { [`assets/${file}`]: { source: PICTURES, imports: [], later: [], names } }, inputs };
  const add = async (/** @type {import("./join.mjs").Joined} */ { files, scripts, inputs }) => {
    for (const [path, text] of Object.entries(files)) await writeFile(join(out, path), text);
    Object.assign(all.scripts, scripts);
    all.inputs.push(...inputs);
  };
  await add(await library(wasm));
  const bundle = async (/** @type {string[]} */ entries, firsts = entries) => {
    const built = Object.fromEntries(
      [PICTURES, LIBRARY, ...COMMON].map((source) => [source, builtOf(all.scripts, source)]),
    );
    const split = await build({
      ...bundling(wasm, { MODEL_CARDS: JSON.stringify(fromAssets) }, [asBuilt(built)]),
      ...{ entryPoints: entries, outdir: join(out, "assets"), entryNames: "[name]", write: false },
      ...{ minify: false, minifySyntax: true }, // the rest, once they are joined
    });
    await add(await joined(split, { entries, firsts, groupOf }));
  };
  await bundle(COMMON, [DIGITS]);
  for (const scripts of pages) await bundle(scripts);
  return all;
}

/** @param {string} source */
function groupOf(source) {
  if (SOON.test(source)) return "soon";
  if (READER.test(source)) return "further";
  const part = PART.exec(source)?.[1];
  if (part) return JOINED[part] ?? part;
  return PAGE.test(source) ? "shared" : undefined;
}

/**
 * A module at an address that stays.
 * @param {string} out
 * @param {string} address
 * @param {Scripts} scripts
 * @param {string} source
 */
export async function writeModule(out, address, scripts, source) {
  const built = builtOf(scripts, source);
  // By name, since a script also exports what others of the site import from it.
  const names = scripts[built].names.join(", ");
  await writeFile(join(out, address), `export { ${names} } from "./${built}";\n`);
}

/** @param {Scripts} scripts @param {string} source @returns {string} the address; "" where it is not built yet */
export function builtOf(scripts, source) {
  return Object.keys(scripts).find((address) => scripts[address].source === source) ?? "";
}

/**
 * Scripts, and those that they import, themselves and through others.
 * @param {Scripts} scripts
 * @param {string[]} addresses
 * @param {(script: Script) => boolean} [isWanted] which of those count that are imported later
 * @returns {string[]}
 */
export function withImports(scripts, addresses, isWanted = () => false) {
  const found = new Set(addresses);
  for (const address of found) {
    const { imports, later } = scripts[address];
    for (const imported of [...imports, ...later.filter((each) => isWanted(scripts[each]))]) found.add(imported);
  }
  return [...found];
}

/** Whether an offline visit may need it. @param {Script} script */
export const isForOffline = ({ source }) => !SELDOM.test(source);

/** Whether pictures need it, and drawings don't. @param {string} address of a script */
export const isForPictures = (address) => PICTURE.test(address);
