"""A language of which every text is seen: each of its texts stands in brackets, so that what has none was never one."""

import json

from tools import site

_TABLES = """
import { textsOfSources } from "./tools/texts/extract.mjs";
const { field, page } = textsOfSources();
const marked = (texts) => Object.fromEntries([...texts.keys()].map((text) => [text, `⟦${text}⟧`]));
console.log(JSON.stringify([marked(field), marked(page)]));
"""

# Texts that people see and that are the same in every language: names, kinds of files, what is read, units.
_SAME = r"Digitpad|CSV|TSV|JSON|PNG|MNIST|Keras|Preact|HTML|JavaScript|Adam|CNN|WebAssembly|ReLU|KB|MB|ms|x|K|float\\d+"

_SEEN = """(same) => {
  const isSame = (text) => !/\\p{L}/u.test(text.replace(new RegExp(`\\\\b(${same})\\\\b`, "g"), ""));
  const outside = (text) => {
    let [depth, rest] = [0, ""];
    for (const letter of text) {
      if (letter === "⟦") depth++;
      else if (letter === "⟧") depth--;
      else if (depth === 0) rest += letter;
    }
    return rest.trim();
  };
  const found = new Set();
  const look = (text, where) => { if (!isSame(outside(text))) found.add(`${where}: ${text.trim().slice(0, 160)}`); };
  const asItIs = (element) => element.closest("[translate=no], code, script, style, noscript, svg, textarea, .live, .written");
  for (const element of document.querySelectorAll("body *")) {
    if (asItIs(element) || !element.checkVisibility()) continue;
    for (const node of element.childNodes) if (node instanceof Text) look(node.data, element.tagName);
    for (const name of ["title", "aria-label", "alt", "placeholder", "aria-valuetext"])
      if (element.hasAttribute(name)) look(element.getAttribute(name), `${element.tagName} ${name}`);
  }
  look(document.title, "title");
  return [...found];
}"""


def in_brackets(page):
    """The page, once it is loaded, is shown in that language."""
    field, texts = json.loads(site.run_node(["--input-type=module", "-e", _TABLES]))
    for pattern, table in (("**/assets/de-????????.js", field), ("**/assets/de-page-*.js", texts)):
        body = f"const x = {json.dumps(table)}; export {{ x as default }};"
        page.route(pattern, _answering(body))
    page.add_init_script("localStorage.setItem('digitpad-language', 'de')")
    return page


def _answering(script):
    return lambda route: route.fulfill(body=script, content_type="text/javascript")


def untranslated(page):
    """What of the page is seen or spoken in English."""
    return page.evaluate(_SEEN, _SAME)
