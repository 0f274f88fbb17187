"""`predict`: picture files, decoded by Pillow, and read by the built site's own reader in Node.

What may be read, what is said of it and what is wrong with a file are the page's own rules and words: see
tools/bundle/read.mjs.
"""

import base64
import io
import json
import sys
from itertools import groupby
from pathlib import Path

from PIL import Image, ImageOps

from tools import site

STANDARD_INPUT = "-"  # in the place of a file's name
HEAD = 1024  # bytes of what is no picture, by which the page tells what it is; more would tell no more


def predict(paths, model, as_json=False):
    """Print what each picture shows, as text or as JSON; returns how many could not be read. Raises SiteError.

    Of a folder, all files in it are read; "-" is a picture that comes by standard input.
    """
    site.build_if_stale()
    limits = json.loads(site.run_node(["tools/bundle/limits.mjs"]))
    asked = {str(path): taken(path, limits) for path in _files(paths)}
    sent = [one for one in asked.values() if "error" not in one]
    answers = iter(json.loads(site.run_node(["tools/bundle/read.mjs", str(site.DIST), model], json.dumps(sent))))
    read = {path: one if "error" in one else next(answers) for path, one in asked.items()}
    if as_json:
        print(json.dumps([_plain(path, reading) for path, reading in read.items()], indent=1))
    else:
        for path, reading in read.items():
            print(describe(path, reading))
    return sum("error" in reading for reading in read.values())


def _files(paths):
    for path in paths:
        yield from _within(path) or [path]


def _within(path):
    try:
        return files_in(path) if path.is_dir() else []
    except OSError:  # which `taken` tells of
        return []


def files_in(folder):
    """The files in a folder and those below it, by their names, without hidden ones."""
    return [each for each in sorted(folder.rglob("*")) if each.is_file() and not each.name.startswith(".")]


def taken(path, limits):
    """What read.mjs takes of a file, or {"error": …}, which says what is wrong with it and what to do.

    A picture: {"width", "height", "rgba"}; one of more than limits["pixels"]: {"width", "height"}; what can't be
    decoded: {"size", "head"}, its bytes and the first of them.
    """
    path = Path(path)
    try:
        if path.is_dir():
            return {"error": "There are no files in this folder. Expected pictures in it."}
        if str(path) == STANDARD_INPUT:
            return _of_content(sys.stdin.buffer.read(), limits)
        return load(path, limits)
    except FileNotFoundError:
        return {"error": "There is no such file. Expected a picture: check the path."}
    except (OSError, ValueError, SyntaxError, EOFError) as error:  # which Pillow raises on damaged files
        if getattr(error, "errno", None):
            return {"error": f"This file can't be opened: {error.strerror}. Expected one that may be read."}
        with path.open("rb") as file:
            return {"size": path.stat().st_size, "head": _base64(file.read(HEAD))}


def _of_content(content, limits):
    try:
        return load(io.BytesIO(content), limits)
    except (OSError, ValueError, SyntaxError, EOFError):  # as above
        return {"size": len(content), "head": _base64(content[:HEAD])}


def load(file, limits):
    """A picture, a path or an open file, as read.mjs takes it: RGBA, upright, at most limits["side"] pixels a side."""
    with _opened(file) as picture:
        if picture.width * picture.height > limits["pixels"]:
            return {"width": picture.width, "height": picture.height}
        picture = ImageOps.exif_transpose(picture)
        if picture.mode.startswith(("I", "F")):  # 16 bits and more, which `convert` would cut off
            low, high = picture.getextrema()
            scale = 255 / max(high - low, 1)
            picture = picture.convert("F").point(lambda value: value * scale - low * scale).convert("L")
        picture.thumbnail((limits["side"], limits["side"]))
        rgba = picture.convert("RGBA").tobytes()
        return {"width": picture.width, "height": picture.height, "rgba": _base64(rgba)}


def _opened(file):
    """The picture in a file, its pixels not decoded yet. Pillow's own limits, which are lower, are not asked for."""
    limit, Image.MAX_IMAGE_PIXELS = Image.MAX_IMAGE_PIXELS, None
    try:
        return Image.open(file)
    finally:
        Image.MAX_IMAGE_PIXELS = limit


def _base64(content):
    return base64.b64encode(content).decode()


def _plain(path, reading):
    """A reading for programs: as the public module gives it, without the words for people."""
    return {"file": path} | {key: value for key, value in reading.items() if key != "words"}


def describe(path, reading):
    """What is read, rows below one another, and then a line for each digit; or what is wrong."""
    if "error" in reading:
        return f"{path}: {reading['error']}"
    if not reading["digits"]:
        return f"{path}: no ink found"
    first, *rows = reading["text"].split("\n")
    lines = [f"{path}: {first}", *(" " * len(f"{path}: ") + row for row in rows)]
    in_words = zip(reading["digits"], reading["words"], strict=True)
    for row, digits in groupby(in_words, lambda each: each[0]["row"]):
        where = f"row {row + 1}, " if rows else ""
        lines += [f"  {where}place {place}: {words}" for place, (_, words) in enumerate(digits, 1)]
    return "\n".join(lines)
