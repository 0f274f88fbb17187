/**
 * Which files JavaScript modules import, as the bundler resolves them.
 *
 *     node tests/imports.mjs web/js/app/main.js … > imports.json
 *
 * Out: by file, a list of {path, original, kind}: the file that is imported, how it is named there, and whether the
 * import is "static" or "dynamic". Packages and Node's own modules are left out.
 */
import { build } from "esbuild";

const { metafile } = await build({
  entryPoints: process.argv.slice(2),
  ...{ bundle: true, write: false, metafile: true, format: "esm", platform: "node", outdir: "unwritten" },
  ...{ packages: "external", loader: { ".css": "text" } },
});
const isOurs = ({ external }) => !external;
const described = ({ path, original, kind }) => ({
  ...{ path, original },
  kind: kind === "dynamic-import" ? "dynamic" : "static",
});
const imports = Object.entries(metafile.inputs).map(([file, { imports }]) => [
  file,
  imports.filter(isOurs).map(described),
]);
console.log(JSON.stringify(Object.fromEntries(imports)));
