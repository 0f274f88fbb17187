"""`predict`: picture files, read by the built site's own reader."""

import base64
import json
import warnings
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from PIL import Image, ImageOps

from tools import site

MAX_SIDE = 1600  # pixels; the page reads no more either, and 48 megapixels as text would be a quarter of a gigabyte
MAX_PIXELS = 100e6  # as the page has it: what is decoded takes 4 bytes a pixel
LIKELY = 0.01  # what a digit may be besides is named from this share on
MOST = 0.999  # as the page has it: no reading is certain


def predict(paths, model, as_json=False):
    """Print what each picture shows, as text or as JSON; returns how many could not be read."""
    site.build_if_stale()
    asked = {str(path): taken(path) for path in paths}
    sent = [one for one in asked.values() if "error" not in one]
    answers = iter(json.loads(site.run_node(["tools/bundle/read.mjs", str(site.DIST), model], json.dumps(sent))))
    read = {path: one if "error" in one else next(answers) for path, one in asked.items()}
    if as_json:
        print(json.dumps([{"file": path, **reading} for path, reading in read.items()], indent=1))
    else:
        for path, reading in read.items():
            print(describe(path, reading))
    return sum("error" in reading for reading in read.values())


def taken(path):
    """What read.mjs takes of a file: a picture, or the first bytes of what is none; or {"error": …} at once."""
    path = Path(path)
    try:
        if path.is_dir():
            return {"error": "This is a folder. Expected a picture: name the files in it."}
        picture = load(path)
    except FileNotFoundError:
        return {"error": "There is no such file. Expected a picture: check the path."}
    except Image.DecompressionBombError:
        most = f"{MAX_PIXELS / 1e6:.0f} megapixels"
        return {"error": f"This picture is too large. Expected at most {most}: make it smaller, or cut a part out."}
    except (OSError, ValueError, SyntaxError, EOFError) as error:  # which Pillow raises on damaged files
        if getattr(error, "errno", None):
            return {"error": f"This file can't be opened: {error.strerror}. Expected one that may be read."}
        with path.open("rb") as file:
            return {"size": path.stat().st_size, "head": _base64(file.read(1024))}
    return {"width": picture.width, "height": picture.height, "rgba": _base64(picture.tobytes())}


def _base64(content):
    return base64.b64encode(content).decode()


def load(path):
    """A picture as Pillow decodes it: RGBA, upright, at most MAX_SIDE wide and high."""
    with _opened(path) as picture:
        if picture.width * picture.height > MAX_PIXELS:
            raise Image.DecompressionBombError
        picture = ImageOps.exif_transpose(picture)
        if picture.mode.startswith(("I", "F")):  # 16 bits and more, which `convert` would cut off
            low, high = picture.getextrema()
            scale = 255 / max(high - low, 1)
            picture = picture.convert("F").point(lambda value: value * scale - low * scale).convert("L")
        picture.thumbnail((MAX_SIDE, MAX_SIDE))
        return picture.convert("RGBA")


def _opened(path):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # which comes from 89 megapixels on
        return Image.open(Path(path))


def describe(path, reading):
    """What is read, rows below one another, and then a line for each digit."""
    if "error" in reading:
        return f"{path}: {reading['error']}"
    if not reading["digits"]:
        return f"{path}: no ink found"
    first, *rows = reading["text"].split("\n")
    lines = [f"{path}: {first}", *(" " * len(f"{path}: ") + row for row in rows)]
    for row, digits in groupby(reading["digits"], itemgetter("row")):
        where = f"row {row + 1}, " if rows else ""
        lines += [f"  {where}place {place}: {describe_digit(digit)}" for place, digit in enumerate(digits, 1)]
    return "\n".join(lines)


def describe_digit(digit):
    """A digit, how likely it is one and this one, and what else it may be: "7 97.2%, or 1 2.1%"."""
    this = f"{digit['digit']} {percent(digit['confidence'])}"
    others = [f"{name} {percent(share)}" for name, share in alternatives(digit)]
    if digit["rejected"]:
        return f"? not a digit, perhaps {', '.join([this, *others])}"
    return f"{this}, or {', '.join(others)}" if others else this


def alternatives(digit):
    """What else a digit may be, the likeliest first: [(name, share)]."""
    found = [(other["digit"], other["confidence"]) for other in digit["alternatives"]]
    if not digit["rejected"]:  # which says so by itself
        one_of_ten = digit["confidence"] / digit["probabilities"][digit["digit"]]  # those are given that it is one
        found.append(("not a digit", 1 - one_of_ten))
    return sorted([(name, share) for name, share in found if share > LIKELY], key=itemgetter(1), reverse=True)


def percent(share):
    return f"{min(share, MOST):.1%}"
