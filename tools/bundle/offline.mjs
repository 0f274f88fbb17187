/** The service worker, which has to know the built site: its files, their SHA-256, and which the first page needs. */
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join, sep } from "node:path";
import { build } from "esbuild";
import { root } from "./scripts.mjs";

/** @typedef {typeof BUILD} Build what the worker knows of the site: see web/js/globals.d.ts */

const MARK = /<template data-digitpad="(\w+)"><\/template>/;

/**
 * A page with a mark at its end, by which the service worker knows it where a host has changed it on the way.
 * @param {string} html
 */
export function marked(html) {
  const mark = createHash("sha256").update(html).digest("hex").slice(0, 16);
  return html.replace("</body>", `<template data-digitpad="${mark}"></template></body>`);
}

/**
 * Writes the service worker, beside the pages that it serves under a name that stays, and the one that takes its place
 * when the site is retired.
 * @param {string} out the built site
 * @param {string[]} needed addresses of what the pad's page may ask for
 * @param {string[]} forPictures addresses of what it asks for besides where it reads a picture
 */
export async function writeWorkers(out, needed, forPictures) {
  const files = await describeFiles(out, new Set(needed), new Set(forPictures));
  const [worker, retired] = await Promise.all(["worker.js", "retired.js"].map(bundled));
  const version = createHash("sha256")
    .update(JSON.stringify(files) + worker)
    .digest("hex")
    .slice(0, 10);
  await writeFile(join(out, "offline.js"), `const BUILD=${JSON.stringify({ version, ...files })};\n${worker}`);
  await mkdir(join(out, "retired"));
  await writeFile(join(out, "retired", "offline.js"), retired);
}

/** @param {string} name in web/js/offline */
async function bundled(name) {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [`web/js/offline/${name}`],
    bundle: true,
    write: false,
    format: "iife",
    minify: true,
    target: "es2022",
    logLevel: "silent",
  });
  return outputFiles[0].text;
}

/**
 * @param {string} out
 * @param {Set<string>} core
 * @param {Set<string>} forPictures none of them in the core
 * @returns {Promise<Omit<Build, "version">>}
 */
async function describeFiles(out, core, forPictures) {
  const entries = await readdir(out, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  const addresses = paths.map((path) => path.slice(out.length + 1).replaceAll(sep, "/")).sort();
  /** @type {Omit<Build, "version">} */
  const described = { core: core.size, forPictures: forPictures.size, files: {}, marks: {} };
  for (const address of new Set([...core, ...forPictures, ...addresses])) {
    const bytes = await readFile(join(out, address));
    described.files[address] = createHash("sha256").update(bytes).digest("base64").replace("=", "");
    const [, mark] = (address.endsWith(".html") && MARK.exec(bytes.toString())) || [];
    if (mark) described.marks[address] = mark;
  }
  return described;
}
