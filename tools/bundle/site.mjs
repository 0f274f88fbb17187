/**
 * Builds the whole site: scripts, wasm, styles, models and the pages, with content-hashed names but for the pages.
 *
 *     node tools/bundle/site.mjs OUTDIR [--models DIR] [--address URL]
 *
 * OUTDIR exists, empty but for files that are compressed with the others; DIR holds one folder a model, each with its
 * card.json (default: web/model). URL, with "/" at its end, is where the site will be, for sites that show a picture of
 * a link to it: most of them take only whole addresses.
 */
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { basename, dirname, extname, join } from "node:path";
import { build } from "esbuild";
import { compressAll } from "./compress.mjs";
import { dataNotices } from "./data.mjs";
import { builtOf, bundleScripts, DIGITS, isForOffline, isForPictures, withImports, writeModule } from "./chunks.mjs";
import { bundleFramework, withExamples } from "./examples.mjs";
import { thirdPartyLicences } from "./licences.mjs";
import { readModels, readRows } from "./models.mjs";
import { marked, writeWorkers } from "./offline.mjs";
import { BuildError, root, runBuild, STRICT_CSS } from "./scripts.mjs";

const web = join(root, "web");

/** What the service worker shows in place of a page that it does not have; offline it needs all that this links to. */
const NOT_HERE = "not-here.html";

/** The pages, in web/ and in the site, and of each its scripts, in the order in which they run, and its style. */
const PAGES = {
  "index.html": { scripts: ["web/js/app/entry.js", "web/js/app/main.js"], style: "web/css/app.css" },
  "report.html": { scripts: ["web/js/report/report.js"], style: "web/css/report.css" },
  "embed.html": {
    scripts: ["web/js/field/digit-input.js", "web/js/languages/start.js", "web/js/embed/embed.js"],
    style: "web/css/embed.css",
  },
  "collect.html": { scripts: ["web/js/collect/collect.js"], style: "web/css/collect.css" },
  [NOT_HERE]: { scripts: [], style: "web/css/app.css" },
};

/** Blanks before a tag, which show nothing: some 140 bytes of the pad's page, compressed. */
const INDENT = /\n +</g;
// A tag that is broken over lines.
const TAG = /<[a-z][^<>]*\n[^<>]*>/g;
/** @param {string} tag */
const inOneLine = (tag) => tag.replace(/\s*\n\s*/g, " ");

/** No module: it runs before a page is shown, and where modules don't run. */
const PLAIN = "web/js/ui/plain.js";

/** Scripts that other pages import, and their addresses in the site, which stay. */
const MODULES = { [DIGITS]: "digits.js", "web/js/field/digit-input.js": "digit-input.js" };

const DRAWN = new Set([".svg", ".png", ".webmanifest"]);

const pageNames = /** @type {(keyof typeof PAGES)[]} */ (Object.keys(PAGES));

// What servers compress; images and fonts are compressed already.
const COMPRESSIBLE = new Set([".html", ".css", ".js", ".json", ".svg", ".wasm", ".bin", ".txt", ".webmanifest"]);

/** @typedef {import("./join.mjs").Scripts} Scripts */
/** @typedef {{ cards: Record<string, string>, preload: string[] }} Models addresses relative to the site's root */

/**
 * @param {string} out
 * @param {string} models
 * @param {string} address of the site; "" where it is not known
 */
async function buildSite(out, models, address) {
  const written = await copyModels(models, out);
  const rows = await copyModel(await readRows(), out, "rows");
  const { scripts, inputs } = await bundleScripts(
    out,
    pageNames.map((name) => PAGES[name].scripts).filter((scripts) => scripts.length > 0),
    written.cards,
    rows.address,
  );
  const shown = await bundleStyles(out);
  const framework = await bundleFramework(root, out);
  for (const [source, address] of Object.entries(MODULES)) await writeModule(out, address, scripts, source);
  const code = [...inputs, ...framework.inputs];
  await writeFile(join(out, "licenses.txt"), await thirdPartyLicences(root, code, await dataNotices(out)));
  const digits = withImports(scripts, [builtOf(scripts, DIGITS)]);
  const preloaded = {
    "index.html": { modules: digits, files: written.preload },
    "report.html": { modules: [], files: Object.values(written.cards) },
    "embed.html": { modules: [], files: [] },
    "collect.html": { modules: [], files: [] },
    [NOT_HERE]: { modules: [], files: [] },
  };
  /** @type {Record<string, string[]>} */
  const linked = {};
  for (const name of pageNames) {
    const { scripts: started, style } = PAGES[name];
    const names = {
      ...Object.fromEntries(started.map((source) => [source, builtOf(scripts, source)])),
      ...{ [style]: shown[style], [PLAIN]: shown[PLAIN] },
    };
    const { modules, files } = preloaded[name];
    const needed = withImports(scripts, [...started.map((source) => names[source]), ...modules]);
    const preloads = [
      ...needed
        .filter((address) => !Object.values(names).includes(address)) // which the page asks for itself
        .map((address) => `<link rel="modulepreload" href="${address}">`),
      // They are large, and what takes ink comes first.
      ...files.map((address) => `<link rel="preload" href="${address}" as="fetch" crossorigin fetchpriority="low">`),
    ];
    const source = await withExamples(
      await readFile(join(web, name), "utf8"),
      join(web, "examples"),
      framework.importMap,
    );
    linked[name] = await writePage(out, name, source, names, { preloads, address });
  }
  const first = PAGES["index.html"].scripts.map((source) => builtOf(scripts, source));
  const kept = withImports(scripts, [...first, ...digits], isForOffline);
  const linkedOrPreloaded = [...linked["index.html"], ...linked[NOT_HERE], ...written.preload].filter(
    (address) => !DRAWN.has(extname(address)),
  );
  const forDrawings = kept.filter((address) => !isForPictures(address));
  await writeWorkers(
    out,
    ["index.html", NOT_HERE, "digits.js", ...forDrawings, ...linkedOrPreloaded],
    [...kept.filter(isForPictures), rows.address, ...rows.files],
  );
  return compressSite(out);
}

/**
 * What a page has but modules, its stylesheet and its plain script, into assets/.
 * @param {string} out
 * @returns {Promise<Record<string, string>>} a source's path → its address
 */
async function bundleStyles(out) {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [...pageNames.map((name) => PAGES[name].style), PLAIN],
    outdir: join(out, "assets"),
    entryNames: "[name]-[hash]",
    bundle: true,
    format: "iife",
    minify: true,
    target: ["chrome100", "firefox100", "safari15.4"],
    logOverride: STRICT_CSS,
    metafile: true,
    logLevel: "silent",
  });
  return Object.fromEntries(
    Object.entries(metafile.outputs).map(([path, { entryPoint }]) => [entryPoint, `assets/${basename(path)}`]),
  );
}

/**
 * Copies every model that has a card, its files checked against the card, and its report, under hashed names.
 * @param {string} from
 * @param {string} out
 * @returns {Promise<Models>}
 */
async function copyModels(from, out) {
  const all = await readModels(from);
  /** @type {Models} */
  const written = { cards: {}, preload: [] };
  for (const model of all) {
    const { address, files } = await copyModel(model, out, `model/${model.name}`);
    written.cards[model.name] = address;
    if (model.name === "default" || all.length === 1) written.preload = [address, ...files];
  }
  return written;
}

/**
 * @param {import("./models.mjs").Model} model
 * @param {string} out
 * @param {string} folder in it
 * @returns {Promise<{ address: string, files: string[] }>} its card's, and those of the files that it reads with
 */
async function copyModel({ card, files, report }, out, folder) {
  for (const [file, bytes] of Object.entries(files))
    card.files[file].url = basename(await writeHashed(out, `${folder}/${file}`, bytes));
  if (report) card.report = basename(await writeHashed(out, `${folder}/report.json`, report));
  const address = await writeHashed(out, `${folder}/card.json`, Buffer.from(JSON.stringify(card)));
  return { address, files: ["model.json", "weights.bin"].map((file) => `${folder}/${card.files[file].url}`) };
}

/**
 * @param {string} out
 * @param {string} path
 * @param {Buffer} bytes
 * @returns {Promise<string>} the address under which it was written
 */
async function writeHashed(out, path, bytes) {
  const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 10);
  const name = `${basename(path, extname(path))}-${hash}${extname(path)}`;
  const address = `${dirname(path)}/${name}`;
  await mkdir(join(out, dirname(path)), { recursive: true });
  await writeFile(join(out, address), bytes);
  return address;
}

/**
 * A page with the names of what was built, and preloads, so that nothing waits for a script to ask for it.
 * @param {string} out
 * @param {keyof typeof PAGES} page
 * @param {string} source
 * @param {Record<string, string>} built the paths of its scripts and its style → what was built of them
 * @param {{ preloads: string[], address: string }} more tags, and where the site will be; "" where that is not known
 * @returns {Promise<string[]>} addresses of all files that it links to
 */
async function writePage(out, page, source, built, { preloads, address }) {
  const names = { ...built };
  const attribute = /\b(href|src|og:image" content)="(?![a-z]+:|#|\/)([^"]+)"/g;
  for (const [, , path] of source.matchAll(attribute)) {
    if (names[`web/${path}`] || path in PAGES || !existsSync(join(web, path))) continue;
    names[`web/${path}`] = await writeHashed(out, `assets/${basename(path)}`, await readFile(join(web, path)));
  }
  const html = source.replace(attribute, (all, name, path) => {
    const built = names[`web/${path}`];
    return built ? `${name}="${name.startsWith("og:") ? address : ""}${built}"` : all;
  });
  const missing = Object.keys(built).filter((path) => !html.includes(names[path]));
  if (missing.length > 0) throw new BuildError(`web/${page} does not mention ${missing.join(" and ")}.`);
  // After what is needed first, and before the one script that the rest of the page waits for.
  const at = html.indexOf(`<script src="${names[PLAIN]}"`);
  const whole = html.slice(0, at) + [...preloads, ""].join("\n") + html.slice(at);
  await writeFile(join(out, page), marked(whole.replace(INDENT, "\n<").replace(TAG, inOneLine)));
  return Object.values(names);
}

/**
 * What servers compress, compressed.
 * @param {string} out
 * @returns {Promise<string>} what was built, in one line
 */
async function compressSite(out) {
  const files = (await readdir(out, { recursive: true })).filter((path) => COMPRESSIBLE.has(extname(path)));
  const bytes = await compressAll(files.map((path) => join(out, path)));
  return `${files.length} files, ${(bytes / 1000).toFixed(0)} KB in gzip, in ${out}`;
}

await runBuild("tools/bundle/site.mjs", buildSite);
