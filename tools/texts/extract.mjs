/**
 * Finds every text of the sources that people may see, as it has to stand in the tables of languages.
 *
 *     node tools/texts/extract.mjs        prints them, one a line, with the file and the line of each
 *
 * In scripts, these are strings and templates that look like words, `a + b` as one text, with "{0}" for each value.
 * What is a name for the machine, such as a class, an event or a key, is told by where it stands, and the rest of what
 * is no text is listed in `lists.mjs`. In pages, these are the texts of elements, and the attributes that are shown or
 * spoken.
 */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { ALSO, FOR_DEVELOPERS, NO_TEXTS } from "./lists.mjs";

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** @typedef {Map<string, string>} Found a text → where it stands first */

/** Whose texts stand in the tables of the field and the module. */
const OF_THE_FIELD = /^web\/js\/(field|reader|pad)\/|^web\/js\/ui\/(wording|elements|parts)\.js$/;

const PAGES = ["index.html", "report.html", "collect.html", "embed.html", "not-here.html"];

/** @returns {{ field: Found, page: Found }} */
export function textsOfSources() {
  /** @type {{ field: Found, page: Found }} */
  const found = { field: new Map(), page: new Map() };
  const add = (/** @type {string} */ file, /** @type {string} */ text, /** @type {number} */ line) => {
    const [own, other] = OF_THE_FIELD.test(file) ? [found.field, found.page] : [found.page, found.field];
    if (own === found.page && other.has(text)) return;
    if (own === found.field) other.delete(text);
    if (!own.has(text)) own.set(text, `${file}:${line}`);
  };
  for (const file of scripts()) for (const { text, line } of textsOfScript(file)) add(file, text, line);
  for (const page of PAGES)
    for (const text of textsOfPage(readFileSync(join(root, "web", page), "utf8")))
      if (!NO_TEXTS.has(text)) add(`web/${page}`, text, 1);
  for (const [file, text] of sentencesOfCards()) add(file, text, 1);
  for (const [text, file] of Object.entries(ALSO)) add(file, text, 1);
  return found;
}

/** Scripts whose texts people may see, by their paths from the root. */
function scripts() {
  const folder = join(root, "web", "js");
  return readdirSync(folder, { recursive: true })
    .map((path) => relative(root, join(folder, String(path))))
    .filter((path) => path.endsWith(".js") && !/\.(test|fixture)\.js$/.test(path) && !FOR_DEVELOPERS.test(path))
    .sort();
}

/** What the networks' cards say of them. @returns {[file: string, text: string][]} */
function sentencesOfCards() {
  const names = readdirSync(join(root, "web", "model"));
  return names.map((name) => {
    const file = `web/model/${name}/card.json`;
    return [file, JSON.parse(readFileSync(join(root, file), "utf8")).about];
  });
}

// Scripts

/** @param {string} file @returns {{ text: string, line: number }[]} */
export function textsOfScript(file, source = readFileSync(join(root, file), "utf8")) {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true, ts.ScriptKind.JS);
  /** @type {{ text: string, line: number }[]} */
  const found = [];
  const visit = (/** @type {ts.Node} */ node) => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return;
    const text = textOf(node);
    if (text !== null) {
      const line = tree.getLineAndCharacterOfPosition(node.getStart()).line + 1;
      if (!isForMachines(node) && isWords(text) && !NO_TEXTS.has(text)) found.push({ text, line });
      for (const value of valuesIn(node)) visit(value);
    } else ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

/** A text as tables have it; null of what is none. @param {ts.Node} node @returns {string | null} */
function textOf(node) {
  if (!isString(node)) return null;
  let next = 0;
  return piecesOf(node)
    .map((piece) => (typeof piece === "string" ? piece : `{${next++}}`))
    .join("")
    .replace(/[ \t]*\n[ \t]*/g, (gap) => (gap === "\n" ? gap : " "))
    .trim();
}

/** @param {ts.Node} node @returns {ts.Node[]} */
const valuesIn = (node) => /** @type {ts.Node[]} */ (piecesOf(node).filter((piece) => typeof piece !== "string"));

/** @param {ts.Node} node @returns {boolean} */
function isString(node) {
  if (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node)) return true;
  return isSum(node) && (isString(node.left) || isString(node.right));
}

/** @param {ts.Node} node @returns {node is ts.BinaryExpression} */
const isSum = (node) => ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken;

/** @param {ts.Node} node @returns {(string | ts.Node)[]} what it says, and values */
function piecesOf(node) {
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isTemplateExpression(node))
    return [node.head.text, ...node.templateSpans.flatMap((span) => [span.expression, span.literal.text])];
  if (isSum(node)) return [...piecesOf(node.left), ...piecesOf(node.right)];
  return [node];
}

/** Whether it is for people: several words, or one that begins as a sentence does. @param {string} text */
function isWords(text) {
  const words = text.replace(/\{\d+\}/g, " ");
  if (!/[A-Za-z]{2}/.test(words)) return false;
  return /^[^A-Za-z]*[A-Z][a-z]+( |[.!?…:,]|$)/.test(words) || /[a-z]{2}[.,:;?!]? \S|\S [a-z]{2}/.test(text);
}

/** What is one of these as a whole. @param {...string} names each some, with "|" between them */
const wholeOf = (...names) => new RegExp(`^(${names.join("|")})$`);

// Attributes, options and properties whose values are for machines.
const MACHINE_NAMES = wholeOf(
  "class|type|role|id|data-.*|part|name|href|for|d|viewBox|transform|autocomplete",
  "aria-(controls|describedby|labelledby|live|haspopup|hidden|sort|current)|points|fill|inputmode",
  "spellcheck|scope|accept|headers|style|className|font|key|keys|colorSpace|rootMargin|mode|testid|method",
  "cache",
);
// Functions whose strings are for machines.
const MACHINE_CALLS = wholeOf(
  "addEventListener|removeEventListener|querySelector(All)?|matches|closest|getAttribute|hasAttribute",
  "removeAttribute|toggleAttribute|matchMedia|createElementNS|createElement|named|part|getElementById",
  "getPropertyValue|setProperty|startsWith|endsWith|includes|split|join|replace|replaceAll|remembered",
  "remember|forget|getContext|getItem|setItem|dispatch|onPad|require|test|repeat|padStart|localeCompare",
  "indexOf|has|get|delete",
);

/** @param {ts.Node} node */
function isForMachines(node) {
  const { parent } = node;
  if (ts.isPropertyAssignment(parent)) {
    if (parent.name === node) return true;
    const name = parent.name.getText().replace(/^"|"$/g, "");
    return MACHINE_NAMES.test(name);
  }
  if (ts.isElementAccessExpression(parent) || ts.isCaseClause(parent) || ts.isLiteralTypeNode(parent)) return true;
  if (ts.isBinaryExpression(parent)) {
    if (/^(===|!==|==|!=|in)$/.test(parent.operatorToken.getText())) return true;
    const left = parent.left;
    return (
      parent.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
      ts.isPropertyAccessExpression(left) &&
      MACHINE_NAMES.test(left.name.text)
    );
  }
  if (ts.isPropertyDeclaration(parent)) return false;
  if (ts.isCallExpression(parent) || ts.isNewExpression(parent)) {
    const called = parent.expression;
    if (called.getText().startsWith("console.")) return true;
    if (called.kind === ts.SyntaxKind.ImportKeyword) return true;
    const name = ts.isPropertyAccessExpression(called) ? called.name.text : called.getText();
    const at = parent.arguments?.indexOf(/** @type {ts.Expression} */ (node)) ?? -1;
    if (name === "setAttribute")
      return at === 0 || MACHINE_NAMES.test(parent.arguments?.[0].getText().slice(1, -1) ?? "");
    if (
      /^(element|shape|button|Event|CustomEvent|PointerEvent|DOMException)$/.test(name) &&
      at === 0 &&
      name !== "button"
    )
      return true;
    return MACHINE_CALLS.test(name);
  }
  return false;
}

// Pages

const TAG = /<!--[^]*?-->|<!doctype[^>]*>|<(\/?)([a-z][a-z0-9-]*)((?:\s+[^\s=>/]+(?:="[^"]*")?)*)\s*(\/?)>|[^<]+/gi;
const SHOWN = ["title", "aria-label", "alt", "placeholder"];
const EMPTY = /^(meta|link|input|br|img|path|hr)$/;
const SKIPPED = /^(script|style|code|svg)$/;
/** As in web/js/languages/shown.js. */
const WITHIN = /^(a|code|strong|em|kbd|b)$/;

/** @typedef {{ tag: string, parts: (string | Node)[], attributes: Record<string, string> }} Node */

/** @param {string} html @returns {string[]} */
export function textsOfPage(html) {
  /** @type {string[]} */
  const found = [];
  const walk = (/** @type {Node} */ { tag, parts, attributes }) => {
    for (const name of SHOWN) if (attributes[name]) found.push(attributes[name]);
    if (tag === "meta" && attributes.name === "description") found.push(attributes.content);
    if (SKIPPED.test(tag) || attributes.translate === "no") return;
    const within = parts.filter((part) => typeof part !== "string");
    let next = 0;
    const words = parts.map((part) => (typeof part === "string" ? part : `{${next++}}`)).join("");
    const isSentence = within.length > 0 && within.every(({ tag }) => WITHIN.test(tag));
    const texts = isSentence ? [words] : parts.filter((part) => typeof part === "string");
    for (const text of texts)
      if (/\p{L}/u.test(text.replace(/\{\d+\}/g, ""))) found.push(text.replace(/\s+/g, " ").trim());
    within.forEach(walk);
  };
  walk(treeOf(html));
  return found;
}

/** @param {string} html of our own: whole, and in lower case @returns {Node} */
function treeOf(html) {
  /** @type {Node} */
  const whole = { tag: "", parts: [], attributes: {} };
  const open = [whole];
  for (const [all, closes, tag, attributes, isEmpty] of html.matchAll(TAG)) {
    const parent = /** @type {Node} */ (open.at(-1));
    if (!tag) {
      if (!all.startsWith("<!")) parent.parts.push(plain(all));
    } else if (closes) open.pop();
    else {
      const node = { tag, parts: [], attributes: attributesIn(attributes) };
      parent.parts.push(node);
      if (!isEmpty && !EMPTY.test(tag)) open.push(node);
    }
  }
  return whole;
}

/** @param {string} text */
const attributesIn = (text) =>
  Object.fromEntries(Array.from(text.matchAll(/([^\s=]+)="([^"]*)"/g), ([, name, value]) => [name, plain(value)]));

/** @param {string} text */
const plain = (text) =>
  text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&amp;", "&");

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { field, page } = textsOfSources();
  for (const [name, texts] of Object.entries({ field, page })) {
    for (const [text, place] of texts) console.log(`${name}\t${place}\t${JSON.stringify(text)}`);
  }
}
