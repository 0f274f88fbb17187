"""`predict`: picture files, read by the built site's own reader."""

import base64
import json
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from page import site

MAX_SIDE = 1600  # pixels; the page reads no more either, and 48 megapixels as text would be a quarter of a gigabyte


def predict(paths, model, as_json=False):
    """Print what each picture shows, as a table or as JSON; returns how many could not be read."""
    site.build_if_stale()
    read = dict.fromkeys(map(str, paths))
    pictures = {}
    for path in read:
        try:
            pictures[path] = load(path)
        except (OSError, ValueError, UnidentifiedImageError, Image.DecompressionBombError) as error:
            read[path] = {
                "error": f"can't be read as a picture ({error}). Expected PNG, JPEG, WebP, GIF, BMP, TIFF or the like."
            }
    sent = [
        {"width": p.width, "height": p.height, "rgba": base64.b64encode(p.tobytes()).decode()}
        for p in pictures.values()
    ]
    answer = json.loads(site.run_node(["page/read.mjs", str(site.DIST), model], json.dumps(sent)))
    read |= zip(pictures, answer, strict=True)
    if as_json:
        print(json.dumps([{"file": path, **reading} for path, reading in read.items()], indent=1))
    else:
        for path, reading in read.items():
            print(describe(path, reading))
    return len(read) - len(pictures)


def load(path):
    """A picture as Pillow decodes it: RGBA, upright, at most MAX_SIDE wide and high."""
    with Image.open(Path(path)) as picture:
        picture = ImageOps.exif_transpose(picture)
        if picture.mode.startswith(("I", "F")):  # 16 bits and more, which `convert` would cut off
            low, high = picture.getextrema()
            scale = 255 / max(high - low, 1)
            picture = picture.convert("F").point(lambda value: value * scale - low * scale).convert("L")
        picture.thumbnail((MAX_SIDE, MAX_SIDE))
        return picture.convert("RGBA")


def describe(path, reading):
    """What is read, rows after one another, and a line with the ten probabilities for each digit."""
    if "error" in reading:
        return f"{path}: {reading['error']}"
    if not reading["digits"]:
        return f"{path}: no ink found"
    first, *rows = reading["text"].split("\n")
    lines = [f"{path}: {first}", *(" " * len(f"{path}: ") + row for row in rows)]
    for digit in reading["digits"]:
        shares = "  ".join(f"{i}: {share:.1%}" for i, share in enumerate(digit["probabilities"]))
        lines.append(f"  {shares}{'  (no digit)' if digit['rejected'] else ''}")
    return "\n".join(lines)
