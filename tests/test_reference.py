"""docs/embedding.md says what the types of the module and the field say, and of all of it."""

import re

import pytest

from tools import reference, site

PAGE = reference.PAGE.read_text("utf-8")
PARTS = PAGE.partition("\n## The module\n")[2].partition("\n## Content-Security-Policy")[0]
FIELD = site.ROOT / "web" / "js" / "field"


def named(name):
    return re.search(rf"`[^`\n]*(?<![\w-]){re.escape(name)}(?![\w-])[^`\n]*`", PARTS)


def test_its_tables_are_those_of_the_types():
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
    types = reference.typedefs(SOURCE)
    assert types["Dot"] == {"name": "Dot", "type": "{ x: number }", "text": "where it is, in pixels", "properties": []}
    assert types["Line"]["properties"] == [
        {"name": "dots", "type": "Dot[] | null", "text": "`a | b`", "optional": False},
        {"name": "width", "type": "number", "text": "of it", "optional": True},
    ]


@pytest.mark.parametrize(
    ("names", "said"), [("Nothing", "no such types"), ("Reading, Box", "Nothing is said of Reading")]
)
def test_what_is_not_there_or_not_said_is_told(names, said):
    with pytest.raises(reference.TypesError, match=said):
        reference.updated(f"<!-- types: {names} -->\n<!-- /types -->")
