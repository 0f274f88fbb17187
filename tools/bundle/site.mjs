/**
 * Builds the whole site: scripts, wasm, styles, models and the pages, with content-hashed names but for the pages.
 *
 *     node tools/bundle/site.mjs OUTDIR [--models DIR]
 *
 * OUTDIR exists, empty but for files that are compressed with the others; DIR holds one folder a model, each with its
 * card.json (default: web/model).
 */
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { basename, dirname, extname, join, relative, sep } from "node:path";
import { build } from "esbuild";
import { compressAll } from "./compress.mjs";
import { dataNotices } from "./data.mjs";
import { bundleFramework, withExamples } from "./examples.mjs";
import { thirdPartyLicences } from "./licences.mjs";
import { readModels } from "./models.mjs";
import { marked, writeWorkers } from "./offline.mjs";
import { BuildError, bundling, root, runBuild, STRICT_CSS } from "./scripts.mjs";
import { neededWasm } from "./tfjs.mjs";

const web = join(root, "web");

/** The pages, in web/ and in the site, and of each its script and its style. */
const PAGES = {
  "index.html": { script: "js/app/main.js", style: "css/app.css" },
  "report.html": { script: "js/report/report.js", style: "css/report.css" },
  "embed.html": { script: "js/field/digit-input.js", style: "css/embed.css" },
};

/** No modules: the one runs before a page is shown, the other where modules don't run. */
const PLAIN = ["js/ui/theme.js", "js/ui/not-running.js"];

const DRAWN = new Set([".svg", ".png", ".webmanifest"]);

/** Scripts that other pages import, and their addresses in the site, which stay. */
const MODULES = { "js/reader/digits.js": "digits.js", "js/field/digit-input.js": "digit-input.js" };

/** How a script asks for another: before it runs, or whenever it likes. */
const [AT_ONCE, EVER] = [["import-statement"], ["import-statement", "dynamic-import"]];

const pageNames = /** @type {(keyof typeof PAGES)[]} */ (Object.keys(PAGES));

// What servers compress; images and fonts are compressed already.
const COMPRESSIBLE = new Set([".html", ".css", ".js", ".json", ".svg", ".wasm", ".bin", ".txt", ".webmanifest"]);

/** @typedef {{ cards: Record<string, string>, preload: string[] }} Models addresses relative to the site's root */

/**
 * @param {string} out
 * @param {string} models
 */
async function buildSite(out, models) {
  const written = await copyModels(models, out);
  const { outputs, inputs } = await bundleScripts(out, written.cards);
  const shown = await bundleStyles(out);
  const framework = await bundleFramework(root, out);
  const digits = outputOf(outputs, "js/reader/digits.js");
  for (const [script, address] of Object.entries(MODULES))
    await writeFile(join(out, address), `export * from "./${outputOf(outputs, script)}";\n`);
  const code = [...inputs, ...framework.inputs];
  await writeFile(join(out, "licenses.txt"), await thirdPartyLicences(root, code, await dataNotices(out)));
  const wasm = Object.keys(outputs).find((path) => path.endsWith(".wasm"));
  const preloaded = {
    "index.html": { scripts: [digits], files: [wasm, ...written.preload] },
    "report.html": { scripts: [], files: Object.values(written.cards) },
    "embed.html": { scripts: [], files: [] },
  };
  /** @type {Record<string, string[]>} */
  const linked = {};
  for (const name of pageNames) {
    const { script, style } = PAGES[name];
    const names = {
      [script]: outputOf(outputs, script),
      [style]: outputOf(shown, style),
      ...Object.fromEntries(PLAIN.map((path) => [path, outputOf(shown, path)])),
    };
    const { scripts, files } = preloaded[name];
    const preloads = [
      ...withImports(outputs, [names[script], ...scripts], AT_ONCE).map(
        (path) => `<link rel="modulepreload" href="${path}">`,
      ),
      ...files.map((path) => `<link rel="preload" href="${path}" as="fetch" crossorigin>`),
    ];
    const source = await withExamples(
      await readFile(join(web, name), "utf8"),
      join(web, "examples"),
      framework.importMap,
    );
    linked[name] = await writePage(out, name, source, names, preloads);
  }
  const scripts = [PAGES["index.html"].script, "js/reader/digits.js"].map((path) => outputOf(outputs, path));
  const icons = (await readdir(out, { recursive: true })).filter((path) => DRAWN.has(extname(path)));
  await writeWorkers(out, [
    "index.html",
    "digits.js",
    ...withImports(outputs, scripts, EVER),
    ...[...linked["index.html"], wasm ?? "", ...written.preload],
    ...icons.map((path) => path.split(sep).join("/")),
  ]);
  return compressSite(out);
}

/**
 * Scripts and the wasm, into assets/.
 * @param {string} out
 * @param {Record<string, string>} cards
 * @returns {Promise<{ outputs: import("esbuild").Metafile["outputs"], inputs: string[] }>} outputs by address
 */
async function bundleScripts(out, cards) {
  const fromAssets = Object.fromEntries(Object.entries(cards).map(([name, path]) => [name, `../${path}`]));
  const entries = new Set([...pageNames.map((name) => PAGES[name].script), ...Object.keys(MODULES)]);
  const { metafile } = await build({
    ...bundling(await neededWasm(), { MODEL_CARDS: JSON.stringify(fromAssets) }),
    entryPoints: [...entries].map((path) => `web/${path}`),
    outdir: join(out, "assets"),
    entryNames: "[name]-[hash]",
  });
  return { outputs: relativeTo(out, metafile.outputs), inputs: Object.keys(metafile.inputs) };
}

/**
 * What a page has but modules, its stylesheet and plain scripts, into assets/.
 * @param {string} out
 */
async function bundleStyles(out) {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [...pageNames.map((name) => PAGES[name].style), ...PLAIN].map((path) => `web/${path}`),
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
  return relativeTo(out, metafile.outputs);
}

/**
 * @template T
 * @param {string} out
 * @param {Record<string, T>} outputs by path from the repository's root
 * @returns {Record<string, T>} by address from the site's root
 */
function relativeTo(out, outputs) {
  const address = (/** @type {string} */ path) => relative(out, join(root, path)).split(sep).join("/");
  return Object.fromEntries(Object.entries(outputs).map(([path, output]) => [address(path), output]));
}

/**
 * @param {import("esbuild").Metafile["outputs"]} outputs
 * @param {string} entry a path in web/
 */
function outputOf(outputs, entry) {
  return Object.keys(outputs).find((path) => outputs[path].entryPoint === `web/${entry}`) ?? "";
}

/**
 * Scripts, and the chunks that they import, themselves and through others.
 * @param {import("esbuild").Metafile["outputs"]} outputs
 * @param {string[]} paths
 * @param {string[]} kinds of imports that count
 * @returns {string[]}
 */
function withImports(outputs, paths, kinds) {
  const found = new Set(paths);
  for (const path of found) {
    for (const imported of outputs[path].imports) {
      const address = Object.keys(outputs).find((known) => imported.path.endsWith(known));
      if (address && kinds.includes(imported.kind)) found.add(address);
    }
  }
  return [...found];
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
  for (const { name, card, files, report } of all) {
    const folder = `model/${name}`;
    for (const [file, bytes] of Object.entries(files))
      card.files[file].url = basename(await writeHashed(out, `${folder}/${file}`, bytes));
    if (report) card.report = basename(await writeHashed(out, `${folder}/report.json`, report));
    written.cards[name] = await writeHashed(out, `${folder}/card.json`, Buffer.from(JSON.stringify(card)));
    if (name === "default" || all.length === 1) {
      const files = ["model.json", "weights.bin"].map((file) => `${folder}/${card.files[file].url}`);
      written.preload = [written.cards[name], ...files];
    }
  }
  return written;
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
 * @param {Record<string, string>} built its script and its style → what was built of them
 * @param {string[]} preloads
 * @returns {Promise<string[]>} addresses of all files that it links to
 */
async function writePage(out, page, source, built, preloads) {
  const names = { ...built };
  const attribute = /\b(href|src)="(?![a-z]+:|#|\/)([^"]+)"/g;
  for (const [, , path] of source.matchAll(attribute)) {
    if (names[path] || path in PAGES || !existsSync(join(web, path))) continue;
    names[path] = await writeHashed(out, `assets/${basename(path)}`, await readFile(join(web, path)));
  }
  const html = source.replace(attribute, (all, name, path) => (names[path] ? `${name}="${names[path]}"` : all));
  const missing = Object.keys(built).filter((path) => !html.includes(names[path]));
  if (missing.length > 0) throw new BuildError(`web/${page} does not mention ${missing.join(" and ")}.`);
  // After the policy, which has to come first, and before the stylesheet, which can wait less long.
  const at = html.indexOf('<link rel="stylesheet"');
  if (at < 0) throw new BuildError(`web/${page} has no <link rel="stylesheet" …>, before which the preloads go.`);
  const whole = html.slice(0, at) + preloads.join("\n    ") + "\n    " + html.slice(at);
  await writeFile(join(out, page), marked(whole));
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
