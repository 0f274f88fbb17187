/**
 * The page about other people's pages: its examples run as they are shown, from the same files in web/examples/, and
 * the framework that one of them uses comes with the site.
 */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";

const NO_MAP = '<script type="importmap"></script>'; // where it is to be
const FRAMEWORK = ["preact", "preact/hooks"]; // in one file, since they share what they know

/**
 * The framework, as a module of its own in assets/, and where a page finds it and Digitpad's modules.
 * @param {string} root the repository's
 * @param {string} out the site
 * @returns {Promise<{ importMap: string, inputs: string[] }>} the import map as JSON, and the bundled modules' paths
 */
export async function bundleFramework(root, out) {
  const { metafile } = await build({
    absWorkingDir: root,
    stdin: { contents: FRAMEWORK.map((name) => `export * from "${name}";`).join("\n"), resolveDir: root },
    outdir: join(out, "assets"),
    entryNames: "preact-[hash]",
    bundle: true,
    format: "esm",
    minify: true,
    target: "es2022",
    legalComments: "none", // licenses.txt has them
    metafile: true,
    logLevel: "silent",
  });
  const [path] = Object.keys(metafile.outputs);
  const address = `./assets/${path.split(/[\\/]/).at(-1)}`;
  const imports = {
    ...Object.fromEntries(FRAMEWORK.map((name) => [name, address])),
    digitpad: "./digits.js",
    "digitpad/digit-input": "./digit-input.js",
  };
  return { importMap: JSON.stringify({ imports }, null, 2), inputs: Object.keys(metafile.inputs) };
}

/**
 * Fills in `<!-- live: FILE -->` with an example, `<!-- code: FILE -->` with its source, and the import map, which a
 * policy has to name by its hash, being a script within the page.
 * @param {string} page
 * @param {string} folder of the examples
 * @param {string} importMap
 */
export async function withExamples(page, folder, importMap) {
  const filled = page.includes(NO_MAP) ? withImportMap(page, importMap) : page;
  const wanted = [...filled.matchAll(/<!-- (live|code): (.*) -->/g)];
  const texts = await Promise.all(
    wanted.map(async ([, , name]) => (name === "import map" ? importMap : readFile(join(folder, name), "utf8"))),
  );
  return wanted.reduce((text, [comment, kind], i) => {
    const source = texts[i].trim();
    return text.replace(comment, () => (kind === "live" ? source : written(source)));
  }, filled);
}

/** @param {string} page @param {string} importMap */
function withImportMap(page, importMap) {
  const hash = createHash("sha256").update(importMap).digest("base64");
  return page
    .replace(NO_MAP, () => `<script type="importmap">${importMap}</script>`)
    .replace("script-src 'self'", `script-src 'self' 'sha256-${hash}'`);
}

/** A source to read; keys scroll it where it is too wide. @param {string} source */
function written(source) {
  const text = source.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  return `<pre tabindex="0"><code>${text}</code></pre>`;
}
