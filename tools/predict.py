"""`predict`: picture files, decoded by Pillow, and read by the built site's own reader in Node.

What may be read, what is said of it and what is wrong with a file are the page's own rules and words: see
tools/bundle/read.mjs.
"""

import base64
import json
from itertools import groupby
from pathlib import Path

from PIL import Image, ImageOps

from tools import site

HEAD = 1024  # bytes of what is no picture, by which the page tells what it is; more would tell no more


def predict(paths, model, as_json=False):
    """Print what each picture shows, as text or as JSON; returns how many could not be read. Raises SiteError."""
    site.build_if_stale()
    limits = json.loads(site.run_node(["tools/bundle/limits.mjs"]))
    asked = {str(path): taken(path, limits) for path in paths}
    sent = [one for one in asked.values() if "error" not in one]
    answers = iter(json.loads(site.run_node(["tools/bundle/read.mjs", str(site.DIST), model], json.dumps(sent))))
    read = {path: one if "error" in one else next(answers) for path, one in asked.items()}
    if as_json:
        print(json.dumps([_plain(path, reading) for path, reading in read.items()], indent=1))
    else:
        for path, reading in read.items():
            print(describe(path, reading))
    return sum("error" in reading for reading in read.values())


def taken(path, limits):
    """What read.mjs takes of a file, or {"error": …}, which says what is wrong with it and what to do.

    A picture: {"width", "height", "rgba"}; one of more than limits["pixels"]: {"width", "height"}; what can't be
    decoded: {"size", "head"}, its bytes and the first of them.
    """
    path = Path(path)
    try:
        if path.is_dir():
            return {"error": "This is a folder. Expected a picture: name the files in it."}
        return load(path, limits)
    except FileNotFoundError:
        return {"error": "There is no such file. Expected a picture: check the path."}
    except (OSError, ValueError, SyntaxError, EOFError) as error:  # which Pillow raises on damaged files
        if getattr(error, "errno", None):
            return {"error": f"This file can't be opened: {error.strerror}. Expected one that may be read."}
        with path.open("rb") as file:
            return {"size": path.stat().st_size, "head": _base64(file.read(HEAD))}


def load(path, limits):
    """A picture as read.mjs takes it: RGBA, upright, at most limits["side"] pixels wide and high."""
    with _opened(path) as picture:
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


def _opened(path):
    """The picture in a file, its pixels not decoded yet. Pillow's own limits, which are lower, are not asked for."""
    limit, Image.MAX_IMAGE_PIXELS = Image.MAX_IMAGE_PIXELS, None
    try:
        return Image.open(path)
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
