/**
 * Shows a page in its reader's language: every text and every name that comes into the document is put into it before
 * it is painted, and put back when another language is chosen. Fetched where the page isn't shown in English.
 *
 * What is in an element with `translate="no"`, such as what was read, stays as it is, and so does code. A sentence with
 * links or the like in it stands in the table as one text, these being its values.
 */
import { useStyle } from "./style.js";
import { directionOf, translatorFor } from "./tables.js";
import { OF_THE_PAGES } from "./page-tables.js";

/** @typedef {import("./translator.js").Translate} Translate */
/** @typedef {{ from: string, to: string }} Said what the page said, and what is shown of it */

const ATTRIBUTES = ["title", "aria-label", "alt", "placeholder", "aria-valuetext", "data-head", "content", "label"];
const AS_IT_IS = "[translate=no], code, script, style, textarea";
/** What may stand within a sentence. */
const WITHIN = "a, code, strong, em, kbd, b";

/** @type {Translate} */
let translate = (text) => text;
/** @type {WeakMap<Text, Said>} */
const texts = new WeakMap();
/** @type {WeakMap<Element, Record<string, Said>>} */
const names = new WeakMap();
/** Elements whose content is a sentence with elements in it: what it was made of. @type {WeakMap<Element, Node[]>} */
const sentences = new WeakMap();

/** @type {MutationObserver | null} */
let observer = null;
/** The language that was asked for last. */
let wanted = "";

/**
 * Shows the page in a language.
 * @param {string} lang
 * @throws {Error} where its table does not arrive; the page stays in the language in which it is
 */
export async function show(lang) {
  const root = document.documentElement;
  wanted = lang;
  const made = await translatorFor(lang, undefined, OF_THE_PAGES);
  if (wanted !== lang) return; // another was chosen meanwhile
  translate = made ?? ((text) => text);
  Object.assign(root, { lang, dir: directionOf(lang) });
  useStyle(made !== null);
  sayAll(root);
  observe(root);
}

/** What this page has asked for before something kept the site is asked for again, so that it is kept, too. */
function keepWithTheSite() {
  const scripts = performance.getEntriesByType("resource").filter(({ name }) => name.endsWith(".js"));
  for (const { name } of scripts) void fetch(name).catch(() => {}); // it is kept when it is asked for the next time
}
navigator.serviceWorker?.addEventListener("controllerchange", keepWithTheSite, { once: true });

/** A text that no element of the page has, such as what is drawn on a canvas. @param {string} text */
export const said = (text) => translate(text);

/** @param {Element} root */
function observe(root) {
  observer?.disconnect();
  observer = new MutationObserver((changes) => {
    for (const { type, target, addedNodes, attributeName } of changes) {
      if (type === "attributes") sayName(/** @type {Element} */ (target), /** @type {string} */ (attributeName));
      else if (type === "characterData") sayText(/** @type {Text} */ (target));
      else addedNodes.forEach(sayAll);
    }
    observer?.takeRecords(); // our own changes
  });
  observer.observe(root, { subtree: true, childList: true, characterData: true, attributeFilter: ATTRIBUTES });
}

/** @param {Node} node with all that is in it */
function sayAll(node) {
  if (node instanceof Text) return sayText(node);
  if (!(node instanceof Element) || isAsItIs(node)) return;
  sayElement(node);
  for (const each of node.querySelectorAll("*")) if (!isAsItIs(each)) sayElement(each);
}

/** @param {Element} element */
const isAsItIs = (element) => element.closest(AS_IT_IS) !== null;

/** @param {Element} element */
function sayElement(element) {
  for (const name of ATTRIBUTES) if (element.hasAttribute(name)) sayName(element, name);
  if (saySentence(element)) return;
  for (const child of element.childNodes) if (child instanceof Text) sayText(child);
}

/** @param {Text} node */
function sayText(node) {
  const parent = node.parentElement;
  if (!parent || isAsItIs(parent)) return;
  const known = texts.get(node);
  const from = known?.to === node.data ? known.from : node.data;
  const to = translate(from);
  texts.set(node, { from, to });
  if (node.data !== to) node.data = to;
}

/** @param {Element} element @param {string} name of one of its attributes */
function sayName(element, name) {
  const value = element.getAttribute(name);
  if (value === null || isAsItIs(element) || (name === "content" && !isDescription(element))) return;
  const said = names.get(element) ?? {};
  const from = said[name]?.to === value ? said[name].from : value;
  const to = translate(from);
  names.set(element, { ...said, [name]: { from, to } });
  if (value !== to) element.setAttribute(name, to);
}

/** @param {Element} element */
const isDescription = (element) => element.getAttribute("name") === "description";

/**
 * A sentence with elements in it: these stand where its translation has them.
 * @param {Element} element
 * @returns {boolean} whether it is one that the table has
 */
function saySentence(element) {
  const before = sentences.get(element);
  const parts = before?.some((part) => part.parentNode === element) ? before : [...element.childNodes];
  const within = parts.filter((part) => part instanceof Element);
  if (within.length === 0 || !within.every((part) => part.matches(WITHIN))) return false;
  const from = keyOf(parts);
  if (!/\p{L}/u.test(from.replace(/\{\d+\}/g, ""))) return false;
  const to = translate(from, true);
  if (to === from && parts !== before) return false;
  sentences.set(element, parts);
  if (to === from) element.replaceChildren(...parts);
  else element.replaceChildren(...to.split(/(\{=?\d+\})/).map((part) => within[placeOf(part)] ?? part));
  return true;
}

/** @param {string} part @returns {number} of the element that stands there; -1 for a text */
const placeOf = (part) => Number(/^\{=?(\d+)\}$/.exec(part)?.[1] ?? -1);

/** What a sentence with elements is found by. @param {Node[]} parts */
function keyOf(parts) {
  let next = 0;
  const words = parts.map((part) => (part instanceof Element ? `{${next++}}` : (part.textContent ?? "")));
  return words.join("").replace(/\s+/g, " ").trim();
}
