"""docs/embedding.md says what the types of the module and the field say, and of all of it."""

import re

import pytest

from tools import declarations, reference, site

PAGE = reference.PAGE.read_text("utf-8")
PARTS = PAGE.partition("\n## The module\n")[2].partition("\n## Content-Security-Policy")[0]
FIELD = site.ROOT / "web" / "js" / "field"


def named(name):
    return re.search(rf"`[^`\n]*(?<![\w-]){re.escape(name)}(?![\w-])[^`\n]*`", PARTS)


def test_it_says_what_the_types_say():
    assert reference.updated(PAGE) == PAGE, "Run: uv run build.py reference"


def test_every_type_that_the_package_exports_is_said():
    exported = re.search(r"export type \{(.*?)\}", (reference.FIELD.parent / "index.d.ts").read_text(), re.DOTALL)[1]
    names = set(re.findall(r"\w+", exported)) - {"Graph", "LayerOutput", "Card"}  # what the tables of a reader say
    assert len(names) > 12
    assert [name for name in names if not named(name)] == []


def test_everything_that_a_field_has_is_said():
    source = "".join((FIELD / name).read_text("utf-8") for name in ("attributes.js", "digit-input.js"))
    members = set(re.findall(r"^  (?:get |set |async )?([a-z]\w*)\(.*\{$", source, re.MULTILINE))
    own = {name for name in members if not name.endswith("Callback")} - {"constructor", "rules", "isDecimal"}
    assert {"value", "strokes", "clear", "checkValidity", "maxLength"} <= own
    assert {name for name in own if not named(name) and not named(name.lower())} == set()


def test_everything_that_can_be_styled_is_said():
    css = (site.ROOT / "web" / "css" / "digit-input.css").read_text("utf-8")
    parts = re.findall(r'part: [`"](\w+)', (FIELD / "shadow.js").read_text("utf-8"))
    assert {"pad", "value"} <= set(parts)
    properties = set(re.findall(r"var\((--digit-input-[\w-]+)", css))
    assert [name for name in {*properties, *parts} if not named(name)] == []


SOURCE = """/**
 * What it is.
 *
 * @typedef {{ x: number }} Dot where it is, in
 *   pixels
 * @typedef {object} Line of dots
 * @property {Dot[] | null} dots `a | b`
 * @property {number} [width] of it
 */
"""


def test_properties_and_types_are_found():
    types = declarations.typedefs(SOURCE)
    assert types["Dot"] == {"name": "Dot", "type": "{ x: number }", "text": "where it is, in pixels", "properties": []}
    assert types["Line"]["properties"] == [
        {"name": "dots", "type": "Dot[] | null", "text": "`a | b`", "optional": False},
        {"name": "width", "type": "number", "text": "of it", "optional": True},
    ]


@pytest.mark.parametrize(
    ("names", "said"), [("Nothing", "no such types"), ("Reading, Box", "Nothing is said of Reading")]
)
def test_what_is_not_there_or_not_said_is_told(names, said):
    with pytest.raises(declarations.TypesError, match=said):
        reference.updated(f"<!-- types: {names} -->\n<!-- /types -->")


def test_everything_that_the_module_exports_is_said():
    exports = set(declarations.exported(reference.ENTRY.read_text("utf-8")))
    assert exports == {"models", "createReader", "preload", "ModelError"}
    assert set(re.search("<!-- functions: (.*?) -->", PAGE)[1].split(", ")) == exports
    for call in ("createReader(options?)", "reader.read(source, options?)", "reader.dispose()"):
        assert f"\n### `{call}`\n" in PAGE


DECLARED = """/** Their names. */
export declare const names: string[];

/**
 * Loads what
 * reads.
 */
export declare function load(from: URL, more?: Options): Promise<Reader>;

/** No such thing. */
export declare class Missing extends Error {
  name: "Missing";
}
"""
CLASS = """export declare class Field extends Base {
    #private;
    static observed: string[];
    constructor();
    attributeChangedCallback(name: string): void;
    /** Its size. @returns {number} in pixels */
    get size(): number;
    /** Rounded. */
    set size(size: number);
    get ink(): import("../reader/types.js").Ink[];
    /** Says why. @param {string} why in words */
    refuse(why: string): void;
}
"""


def test_exports_and_what_classes_have_are_found():
    exports = declarations.exported(DECLARED)
    assert exports["names"] == {"name": "names", "type": "string[]", "text": "Their names."}
    assert exports["load"]["type"] == "(from: URL, more?: Options) => Promise<Reader>"
    assert exports["load"]["text"] == "Loads what reads."
    assert exports["Missing"]["type"] == "extends Error"
    assert [tuple(row.values()) for row in declarations.members([CLASS])] == [
        ("size", "Its size. In pixels. Rounded.", "number"),
        ("ink", "", "readonly Ink[]"),
        ("refuse(why)", "Says why. `why`: in words.", "void"),
    ]


@pytest.mark.parametrize("block", ["functions: load", "constants: models"])
def test_what_can_not_be_written_is_told(block):
    with pytest.raises(declarations.TypesError, match=r"no such export|there are types"):
        reference.updated(f"<!-- {block} -->\n<!-- /{block.split(':')[0]} -->")
