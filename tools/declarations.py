"""What JSDoc comments and .d.ts files say of types, and of what a module exports and a class has."""

import re

from errors import PlainError

_TAG = re.compile(r"@(typedef|property) ")
_NAME = re.compile(r" (?:(\w+)|\[(\w+)\])\s*")


class TypesError(PlainError):
    """The page names types that there are none of, or that nothing is said of."""


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


def exported(source):
    """By name, what a .d.ts exports: functions, classes and constants."""
    found = {}
    declared = r"/\*\*((?:(?!\*/).)*)\*/\s*export declare (function|class|const) (\w+)(.*?)[;{]\n"
    for comment, kind, name, rest in re.findall(declared, source, re.DOTALL):
        type_ = rest.replace("): ", ") => ", 1) if kind == "function" else rest.removeprefix(":").strip()
        found[name] = {"name": name, "type": _line(type_), "text": _said(comment)}
    return found


def members(sources):
    """What people may use of classes, each inheriting from the one before: properties and methods, in their order."""
    found = {}
    member = r"^    (?:/\*\*((?:(?!\*/).)*)\*/\s*)?(get |set )?(\w+)\(([^\n]*?)\)(?:: ([^\n]*))?;$"
    for source in sources:
        for comment, kind, name, taken, given in re.findall(member, source, re.MULTILINE | re.DOTALL):
            if name == "constructor" or name.endswith("Callback"):
                continue
            row = found.setdefault(name, {"name": name, "text": "", "type": ""})
            row["text"] = " ".join(filter(None, (row["text"], _with_tags(comment))))
            if kind == "set ":
                row["type"] = row["type"].removeprefix("readonly ")
            else:
                row["name"] = name if kind else f"{name}({', '.join(names_of(taken))})"
                row["type"] = ("readonly " if kind else "") + re.sub(r'import\("[^"]*"\)\.', "", given)
    return list(found.values())


def _with_tags(comment):
    """What a comment says, with what its tags say of arguments and results."""
    text, *tags = re.split(r"@(?=param|returns)", _said(comment))
    told = [text.strip()]
    for tag in tags:
        kind, rest = tag.split(" ", 1)
        _, rest = _braced(rest)
        name, _, what = rest.strip().partition(" ")
        if kind == "param" and what:
            told.append(f"`{name}`: {what.strip()}.")
        elif kind == "returns" and rest.strip():
            told.append(sentence(rest.strip()))
    return " ".join(filter(None, told))


def names_of(arguments):
    return re.findall(r"(\w+\??):", arguments)


def sentence(text):
    text = text[0].upper() + text[1:]
    return text if text.endswith(".") else f"{text}."
