"""Drawings that the page has saved: one drawing in a file, or the digits that it has collected from several people.

    {"format": "digitpad drawing", "version": 1, "reading": {"text", "digits": [{"digit", "box"}, …]}, "strokes": […]}
    {"format": "digitpad digits", "version": 1, "writers": [{"name", "digits": [{"label", "strokes"}, …]}, …]}

A stroke is a list of {"x", "y"}, y down. A drawing's labels are what the page read in it, unless it lies in a folder
that says what it is.
"""

import json

import numpy as np

from train import ink
from train.brought import Sample, label_named, refuse_faults
from train.datasets import DataError

DRAWING, COLLECTED = "digitpad drawing", "digitpad digits"
MOST_POINTS = 10_000  # of a digit; the page saves no more of a whole drawing


def is_one(path):
    """Whether a path is a .json file, or a folder of them."""
    return bool(_files(path))


def _files(path):
    if path.is_dir():
        return sorted(path.glob("*.json"))
    return [path] if path.suffix.lower() == ".json" else []


def samples(path):
    """The `Sample`s of a .json file or of a folder of them. Raises DataError."""
    found, faults = [], []
    for file in _files(path):
        try:
            found += _of_file(file)
        except DataError as error:
            faults.append((file.name, str(error)))
    refuse_faults(path, faults, len(_files(path)))
    return found


def single(file, label):
    """(label, prepared image, what else is known) of a file with one drawing, whatever the page read in it."""
    content = _content(file)
    if content["format"] != DRAWING:
        raise DataError("it holds digits that were collected: put it beside the folders, or name it alone")
    strokes = _strokes(content.get("strokes"))
    return label, _prepared(strokes), {"strokes": strokes}


def _of_file(file):
    content = _content(file)
    if content["format"] == COLLECTED:
        return _collected(file, content)
    digits = _read_digits(content)
    strokes = _strokes(content.get("strokes"))
    return [
        Sample(f"{file.name}, digit {place}", label, _prepared(own), tuple(own))
        for place, (label, own) in enumerate(_apart(digits, strokes), 1)
    ]


def _content(file):
    try:
        content = json.loads(file.read_text("utf-8"))
    except OSError as error:
        raise DataError("there is no such file, or it can't be read") from error
    except (ValueError, RecursionError) as error:
        raise DataError("it is not JSON, or only a part of it") from error
    if not isinstance(content, dict) or content.get("format") not in (DRAWING, COLLECTED):
        raise DataError(f'it is no drawing saved on the page: expected the format "{DRAWING}" or "{COLLECTED}"')
    if content.get("version") != 1:
        raise DataError(f"it was saved by another version of the page: expected 1, got {content.get('version')}")
    return content


def _collected(file, content):
    found = []
    try:
        for number, writer in enumerate(content["writers"], 1):
            name = str(writer.get("name") or f"person {number}")
            for place, digit in enumerate(writer["digits"], 1):
                where = f"{file.name}, {name}, digit {place}"
                label = label_named(digit["label"])
                if label is None:
                    raise DataError(f"digit {place} of {name} has the label {digit['label']}: expected 0 to 9")
                strokes = _strokes(digit["strokes"])
                found.append(Sample(where, label, _prepared(strokes), strokes, f"{file.stem}/{name}"))
    except (KeyError, TypeError, AttributeError) as error:
        raise DataError('it is damaged: expected "writers", each with "name" and "digits"') from error
    return found


def _strokes(strokes):
    """Strokes as (n, 2) arrays, those without points left out."""
    try:
        arrays = [np.array([(float(point["x"]), float(point["y"])) for point in stroke]) for stroke in strokes]
    except (KeyError, TypeError, ValueError) as error:
        raise DataError('its strokes are damaged: expected lists of {"x", "y"}') from error
    arrays = tuple(stroke for stroke in arrays if len(stroke))
    if not arrays:
        raise DataError("nothing is drawn in it")
    if sum(map(len, arrays)) > MOST_POINTS or not all(np.isfinite(stroke).all() for stroke in arrays):
        raise DataError(f"its strokes are damaged: expected at most {MOST_POINTS:,} points of finite numbers")
    return arrays


def _prepared(strokes):
    return ink.as_bytes(ink.from_strokes(strokes))


def _read_digits(content):
    """[(label, (left, upper, right, lower))] of what the page read."""
    try:
        digits = content["reading"]["digits"]
        boxes = [[float(digit["box"][key]) for key in ("x", "y", "width", "height")] for digit in digits]
        found = [(label_named(digit["digit"]), box) for digit, box in zip(digits, boxes, strict=True)]
    except (KeyError, TypeError, ValueError) as error:
        raise DataError("it does not say what was read in it: put it into a folder 0/ to 9/") from error
    if not found or any(label is None for label, _ in found):
        raise DataError("no digit was read in it: put it into a folder 0/ to 9/, or none/")
    return [(label, (x, y, x + width, y + height)) for label, (x, y, width, height) in found]


def _apart(digits, strokes):
    """[(label, its strokes)]: each stroke is of the digit in whose box most of its points lie."""
    if len(digits) == 1:
        return [(digits[0][0], strokes)]
    own = [[] for _ in digits]
    for stroke in strokes:
        inside = [_share_inside(stroke, box) for _, box in digits]
        own[int(np.argmax(inside))].append(stroke)
    if not all(own):
        raise DataError("a stroke goes through several digits: save digits that don't touch, or one at a time")
    return [(label, tuple(each)) for (label, _), each in zip(digits, own, strict=True)]


def _share_inside(stroke, box):
    left, upper, right, lower = box
    x, y = stroke.T
    return ((x >= left) & (x <= right) & (y >= upper) & (y <= lower)).mean()
