"""The tables of docs/embedding.md, written from the types that the module and the field have.

uv run build.py reference
"""

import re

from errors import PlainError
from tools import site

PAGE = site.ROOT / "docs" / "embedding.md"
MODULE = site.ROOT / "web" / "js" / "reader" / "types.js"
FIELD = site.ROOT / "tools" / "npm" / "digit-input.d.ts"

BAR = r"\|"  # within a table's cell

_BLOCK = re.compile(r"(<!-- types: (.*?) -->\n).*?(<!-- /types -->)", re.DOTALL)
_TAG = re.compile(r"@(typedef|property) ")
_NAME = re.compile(r" (?:(\w+)|\[(\w+)\])\s*")


class TypesError(PlainError):
    """The page names types that there are none of, or that nothing is said of."""


def write():
    """Write the page's tables anew."""
    PAGE.write_text(updated(PAGE.read_text("utf-8")), "utf-8")


def updated(page):
    """The page with its tables as the types are: `<!-- types: NAME -->` has the properties of one, or lists some."""
    types = typedefs(MODULE.read_text("utf-8")) | interfaces(FIELD.read_text("utf-8"))
    return _BLOCK.sub(lambda found: f"{found[1]}{_table(found[2].split(', '), types)}\n{found[3]}", page)


def _table(names, types):
    missing = [name for name in names if name not in types]
    if missing:
        raise TypesError(f"{PAGE} has tables of {', '.join(missing)}, but there are no such types in {MODULE}.")
    if len(names) == 1:
        rows = types[names[0]]["properties"]
        head = "| | type | |"
    else:
        rows = [types[name] | {"type": _written_out(types[name])} for name in names]
        head = "| type | is | |"
    silent = [row["name"] for row in rows if not row["text"]]
    if silent:
        raise TypesError(f"Nothing is said of {', '.join(silent)} where its type is: {', '.join(names)}.")
    return "\n".join([head, "| --- | --- | --- |", *map(_row, rows)])


def _written_out(named):
    """A type on one line, its properties in place of "object"."""
    if named["type"] != "object":
        return named["type"]
    properties = (f"{each['name']}{'?' if each['optional'] else ''}: {each['type']}" for each in named["properties"])
    return f"{{ {', '.join(properties)} }}"


def _row(row):
    optional = "?" if row.get("optional") else ""
    cells = (f"`{row['name']}{optional}`", f"`{row['type']}`", row["text"])
    return f"| {' | '.join(cell.replace('|', BAR) for cell in cells)} |"


def typedefs(source):
    """By name, the types of a JSDoc comment: `type`, `text`, and of those that are objects their `properties`."""
    comment = re.sub(r"^ \* ?", "", source[source.index("/**") + 3 : source.index("*/")], flags=re.MULTILINE)
    found, properties = {}, []
    parts = _TAG.split(comment)[1:]
    for kind, rest in zip(parts[::2], parts[1::2], strict=True):
        type_, rest = _braced(rest)
        named = _NAME.match(rest)
        entry = {"name": named[1] or named[2], "type": type_, "text": _line(rest[named.end() :])}
        if kind == "typedef":
            properties = []
            found[entry["name"]] = entry | {"properties": properties}
        else:
            properties.append(entry | {"optional": named[2] is not None})
    return found


def _braced(text):
    """What stands in a text's first braces, on one line, and what follows them."""
    depth = 0
    for i, letter in enumerate(text):
        depth += {"{": 1, "}": -1}.get(letter, 0)
        if letter == "}" and depth == 0:
            return _line(text[1:i]), text[i + 1 :]
    raise TypesError(f"Braces do not match in {text[:60]!r}.")


def _line(text):
    return " ".join(text.split())


def interfaces(source):
    """By name, the interfaces of a .d.ts, each with its `properties`."""
    found = {}
    for name, body in re.findall(r"^export interface (\w+)[^{]*\{\n(.*?)^\}", source, re.MULTILINE | re.DOTALL):
        members = re.findall(r'(?:/\*\*(.*?)\*/\s*)?"?([\w-]+)"?(\??): (.*?);\n', body, re.DOTALL)
        found[name] = {
            "name": name,
            "type": "object",
            "text": "",
            "properties": [
                {"name": member, "type": _line(type_), "text": _said(comment), "optional": False}
                for comment, member, _, type_ in members
            ],
        }
    return found


def _said(comment):
    return _line(re.sub(r"^\s*\* ?", "", comment, flags=re.MULTILINE))
