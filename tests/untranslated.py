"""A language of which every text is seen: each of its texts stands in brackets, so that what has none was never one."""

import json
import re
from functools import cache

from tools import site

_TABLES = """
import { textsOfSources } from "./tools/texts/extract.mjs";
import { NO_TEXTS } from "./tools/texts/lists.mjs";
const { field, page } = textsOfSources();
// Values are outside of the brackets, so that each has to have its own.
const inBrackets = (text) => `⟦${text.replace(/\\{\\d+\\}/g, "⟧$&⟦")}⟧`;
const marked = (texts) => Object.fromEntries([...texts.keys()].map((text) => [text, inBrackets(text)]));
const same = [...NO_TEXTS].filter((text) => /^[A-Z]/.test(text));
console.log(JSON.stringify({ field: marked(field), page: marked(page), same }));
"""

# What people see and is the same in every language: names of networks, layers, packages, measures, columns and files,
# kinds of files and of numbers, units.
_SAME = (
    *("Digitpad", "CSV", "TSV", "JSON", "PNG", "SVG", "HTML", "JavaScript", "WebAssembly", "MNIST", "SHA-256"),
    *("(Small|Deep|Dense|Augmented|Large) CNN", "CNN", "default", "augmented", "batchnorm", "first-cnn", "l2-dense"),
    *("three-conv", "ReLU", "AdamW", "F1", "KB", "MB", "[A-Z]\\d*", "s", "ms"),
    *("BatchNormalization", "Conv2D", "DepthwiseConv2D", "MaxPooling2D", "GlobalAveragePooling2D", "Dropout", "Dense"),
    *("python", "tensorflow", "keras", "tensorflowjs", "numpy", "scipy", "scikit-learn", "float32", "float16", "uint8"),
    *("model.json", "weights.bin", "digits.json", "page.png", "(depthwise_)?conv2d_\\d+(_1)?", "dense_1(_1)?"),
)

_SEEN = """(same) => {
  const names = new RegExp(`(?<!\\\\p{L})(?:${same.join("|")})(?!\\\\p{L})`, "gu");
  const outside = (text) => {
    let [depth, rest] = [0, ""];
    for (const letter of text) {
      depth += { "⟦": 1, "⟧": -1 }[letter] ?? 0;
      if (depth === 0) rest += letter;
    }
    return rest.replace(names, "");
  };
  const found = new Set();
  const look = (text, where) => {
    if (/\\p{L}/u.test(outside(text))) found.add(`${where}: ${text.trim().replace(/\\s+/g, " ").slice(0, 300)}`);
  };
  const isAsItIs = (element) =>
    element.closest("[translate=no], code, script, style, noscript, textarea, option") !== null;
  const textIn = (node) => {
    if (node instanceof Text) return node.data;
    return node instanceof Element && !isAsItIs(node) ? [...node.childNodes].map(textIn).join("") : "";
  };
  for (const element of document.querySelectorAll("body *")) {
    if (isAsItIs(element) || !element.checkVisibility()) continue;
    const hasText = [...element.childNodes].some((node) => node instanceof Text && node.data.trim());
    if (hasText) look(textIn(element), element.tagName);
    for (const name of ["title", "aria-label", "alt", "placeholder", "aria-valuetext"])
      if (element.hasAttribute(name)) look(element.getAttribute(name), `${element.tagName} ${name}`);
  }
  for (const option of document.querySelectorAll("option:not([translate=no])")) look(option.label, "OPTION");
  look(document.title, "the title");
  return [...found];
}"""


def in_brackets(page):
    """The page, once it is loaded, is shown in that language. Gives what of it is seen or spoken in another: it()."""
    tables = _tables()
    for pattern, name in ((r"/assets/de-\w{8}\.js$", "field"), (r"/assets/de-page-\w+\.js$", "page")):
        page.route(re.compile(pattern), _answering(f"const x = {json.dumps(tables[name])}; export {{ x as default }};"))
    page.evaluate("() => localStorage.setItem('digitpad-language', 'de')")
    names = [re.sub(r"[.*+?^${}()|[\]\\/]", r"\\\g<0>", name) for name in tables["same"]]  # as JavaScript escapes
    same = [*names, *_SAME]
    return lambda: page.evaluate(_SEEN, same)


@cache
def _tables():
    site.install_packages(site.ROOT / "tools" / "texts")
    return json.loads(site.run_node(["--input-type=module", "-e", _TABLES]))


def _answering(script):
    return lambda route: route.fulfill(body=script, content_type="text/javascript")
