/** The npm package's types: what `tsc` makes of the JSDoc comments, as far as callers see it. */
import { execFile } from "node:child_process";
import { copyFile, readdir, readFile, rm, rmdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { BuildError, root } from "./scripts.mjs";

const NPM = join(root, "tools", "npm");

/** Types that stand at the package's root, beside the modules: where old ways of finding types look for them. */
const AT_THE_ROOT = ["index.d.ts", "digit-input.d.ts", "pictures.d.ts"];

/**
 * Needs the packages of tools/npm.
 * @param {string} out
 */
export async function writeTypes(out) {
  const folder = join(out, "types");
  const tsc = join(NPM, "node_modules", "typescript", "bin", "tsc");
  await promisify(execFile)(process.execPath, [tsc, "-p", NPM, "--outDir", folder]).catch(({ stdout, stderr }) => {
    throw new BuildError(`The package's types could not be written:\n${stdout}${stderr}`);
  });
  for (const file of AT_THE_ROOT) await copyFile(join(NPM, file), join(out, file));
  const seen = await reachable(AT_THE_ROOT.map((file) => join(out, file)));
  for (const path of await readdir(folder, { recursive: true })) {
    const file = join(folder, path);
    if (!path.endsWith(".d.ts")) continue;
    if (seen.has(file)) await writeFile(file, withTexts(await readFile(file, "utf8")));
    else await rm(file);
  }
  await removeEmpty(folder);
}

/**
 * Comments that define types stand behind these once more, where no editor shows them: what they say of a type is put
 * before it in their place.
 * @param {string} types a .d.ts
 */
export function withTexts(types) {
  const defining = /\/\*\*(?:(?!\*\/)[^])*@typedef[^]*?\*\/\n?/g;
  const comments = (types.match(defining) ?? []).join("").replace(/\s*\n \* ?|\*\//g, " ");
  return types.replace(defining, "").replace(/^export type (\w+) =/gm, (declared, name) => {
    const text = new RegExp(`@typedef (?:[^@]|@(?!typedef|property))*?\\} ${name}\\b([^@]*)`).exec(comments)?.[1];
    const said = text?.replace(/\s+/g, " ").trim();
    return said ? `/** ${said} */\n${declared}` : declared;
  });
}

/**
 * Files of types, and those that they import, themselves and through others.
 * @param {string[]} files
 */
async function reachable(files) {
  const seen = new Set(files);
  for (const file of seen) {
    const text = await readFile(file, "utf8");
    for (const [, path] of text.matchAll(/(?:from |import\()"(\.[^"]+)\.js"/g))
      seen.add(join(dirname(file), `${path}.d.ts`));
  }
  return seen;
}

/** @param {string} folder whose folders without files are removed */
async function removeEmpty(folder) {
  for (const entry of await readdir(folder, { withFileTypes: true }))
    if (entry.isDirectory()) await removeEmpty(join(folder, entry.name));
  if ((await readdir(folder)).length === 0) await rmdir(folder);
}
