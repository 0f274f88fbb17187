"""What docs/embedding.md says of the module and the field, written from the types that they have.

uv run build.py reference

It stands between <!-- WHAT: NAMES --> and <!-- /WHAT -->: of `types`, a table of one type's properties, or of what each
of several types is; of `functions`, and of `methods`, those of one type, each under a heading; of `members`, a table of
what a class has, by what `tsc` makes of it.
"""

import re
import tempfile
import textwrap
from functools import cache
from pathlib import Path

from tools import site
from tools.declarations import TypesError, exported, interfaces, members, names_of, sentence, typedefs

PAGE = site.ROOT / "docs" / "embedding.md"
MODULE = site.ROOT / "web" / "js" / "reader" / "types.js"
NPM = site.ROOT / "tools" / "npm"
FIELD = NPM / "digit-input.d.ts"
ENTRY = NPM / "index.d.ts"
CLASSES = ("attributes", "digit-input")  # of the field, the first one inherited by the other

BAR = r"\|"  # within a table's cell
WIDTH = 120  # letters a line of text; tables have longer ones

_BLOCK = re.compile(r"(<!-- (\w+): (.*?) -->\n).*?(<!-- /\2 -->)", re.DOTALL)
_WHOLE = {"break_long_words": False, "break_on_hyphens": False}


def write():
    """Write all of that anew."""
    PAGE.write_text(updated(PAGE.read_text("utf-8")), "utf-8")


def updated(page):
    """The page with all of that as the types are."""
    return _BLOCK.sub(lambda found: f"{found[1]}{_written(found[2], found[3].split(', '))}\n{found[4]}", page)


def _written(what, names):
    if what == "members":
        return _members(members(_class_sources()), names)
    if what == "functions":
        return _sections(exported(ENTRY.read_text("utf-8")), names, "")
    types = typedefs(MODULE.read_text("utf-8")) | interfaces(FIELD.read_text("utf-8"))
    if what == "types":
        return _table(names, types)
    if what == "methods":
        [name] = names
        methods = {row["name"]: row for row in types[name]["properties"] if _is_method(row, name)}
        return _sections(methods, list(methods), f"{name.lower()}.")
    raise TypesError(f"{PAGE} has {what}: there are types, functions, methods and members.")


def _table(names, types):
    missing = [name for name in names if name not in types]
    if missing:
        raise TypesError(f"{PAGE} has tables of {', '.join(missing)}, but there are no such types in {MODULE}.")
    if len(names) == 1:
        rows = [row for row in types[names[0]]["properties"] if not _is_method(row, names[0])]
        head = "| | type | |"
    else:
        rows = [types[name] | {"type": _written_out(types[name])} for name in names]
        head = "| type | is | |"
    silent = [row["name"] for row in rows if not row["text"]]
    if silent:
        raise TypesError(f"Nothing is said of {', '.join(silent)} where its type is: {', '.join(names)}.")
    return "\n".join([head, "| --- | --- | --- |", *map(_row, rows)])


def _is_method(row, of):
    """Options and events may be functions, too: those are given, and not called."""
    return of == "Reader" and row["type"].startswith("(")


def _sections(found, names, before):
    """Of each a heading, how it is called and what it gives, and what is said of it."""
    missing = [name for name in names if name not in found]
    if missing:
        raise TypesError(f"{PAGE} has {', '.join(missing)}, but there is no such export or method.")
    silent = [name for name in names if not found[name]["text"]]
    if silent:
        raise TypesError(f"Nothing is said of {', '.join(silent)} where its type is.")
    return "\n" + "\n\n".join(_section(found[name], before) for name in names) + "\n"


def _section(row, before):
    name, type_ = f"{before}{row['name']}", row["type"]
    function = re.fullmatch(r"\((.*?)\) => (.*)", type_)
    if function:
        heading, code = f"{name}({', '.join(names_of(function[1]))})", f"{name}({function[1]}): {function[2]}"
    else:
        heading, code = name, f"class {name} {type_}" if type_.startswith("extends") else f"{name}: {type_}"
    return f"### `{heading}`\n\n```ts\n{code}\n```\n\n{textwrap.fill(sentence(row['text']), WIDTH, **_WHOLE)}"


def _members(found, names):
    """A table of what classes have, but for what the table of attributes says of those that are properties, too."""
    [name] = names
    types = interfaces(FIELD.read_text("utf-8"))
    attributes = {row["name"].lower() for row in types[f"{name}Attributes"]["properties"]}
    own = [row for row in found if row["text"] or row["name"].lower() not in attributes]
    silent = [row["name"] for row in own if not row["text"]]
    if silent:
        raise TypesError(f"Nothing is said of {', '.join(silent)} of {name} where it is.")
    return "\n".join(["| | type | |", "| --- | --- | --- |", *map(_row, own)])


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


@cache
def _class_sources():
    """What `tsc` makes of the field's classes."""
    site.install_packages(NPM)
    with tempfile.TemporaryDirectory() as folder:
        tsc = NPM / "node_modules" / "typescript" / "bin" / "tsc"
        site.run_node([tsc, "-p", NPM, "--outDir", folder])
        return [(Path(folder) / "js" / "field" / f"{name}.d.ts").read_text("utf-8") for name in CLASSES]
