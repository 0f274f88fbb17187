"""What there is to read: digits of people, where their data are at hand, and drawings made in code where not.

`PenDigit`s (see train.datasets) hold strokes; a `Case` is something for the page to read, and what it shows.
"""

import json
import random
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from bench import drawings
from errors import PlainError
from train import datasets

OWN = 300  # drawings made in code, where there are no pen strokes
OWN_WRITERS = 3  # whose drawings they pass for
# Beside photographs, what a person reads in each, rows separated by "\n": {file: text} or [{"file", "text"}].
TRUTH = "truth.json"


@dataclass(frozen=True)
class Case:
    """Something to read: `source` as page.js takes it, what it shows (None: no digit), and which part of its row."""

    source: dict
    expected: str | None
    part: str = ""


@dataclass
class Samples:
    """What is at hand; `missing` says in a line each what is not, and how to get it."""

    digits: list  # PenDigits that the network was not trained on
    embedded: tuple  # scikit-learn's (n, 8, 8) pictures in 0 to 16, and their digits
    mnist: datasets.Images | None = None  # its test part
    photographs: dict = field(default_factory=dict)  # Cases by the name of their folder
    missing: list = field(default_factory=list)

    @property
    def described(self):
        if self.mnist is None:
            return "drawings made in code, for want of data; floors are for what people write"
        return (
            "digits of people whose writing the network was not trained on; the pen strokes are of the writers that "
            "validation had, which chose the epoch, the temperature and the threshold"
        )

    def floor(self, value):
        """What has to be reached, of digits that people wrote; None of others."""
        return None if self.mnist is None else value


def load(data=None, photographs=()):
    """What --data and --photos name, or what is there without: `Samples`. Raises DataError or PlainError.

    `photographs` are folders, each with its truth.json, or such files of other names.
    """
    from sklearn.datasets import load_digits

    scans = load_digits()
    embedded = (scans.images, scans.target)
    source = datasets.source_named(data)
    folders = [Path(each) for each in photographs]
    if source == datasets.EMBEDDED:
        found = Samples(own_digits(OWN), embedded)
        found.missing.append(
            "No MNIST and no pen strokes: drawings made in code are read instead, which says little; --data download "
            "fetches them, --data FOLDER (or DIGITPAD_DATA) takes them from a folder."
        )
    else:
        digits = [digit for digit in datasets.load_pen(source) if digit.writer in datasets.VALIDATION_WRITERS]
        found = Samples(digits, embedded, datasets.load_mnist(source)[1])
        if not folders and source != datasets.DOWNLOAD and (source.parent / "photos" / TRUTH).exists():
            folders = [source.parent / "photos"]
    for folder in folders:
        found.photographs.setdefault(folder.stem, []).extend(_photographs(folder))
    if not folders:
        found.missing.append(f"No photographs: --photos FOLDER takes pictures and {TRUTH}, what each of them shows.")
    return found


def own_digits(count):
    """Digits made in code, as `PenDigit`s of a few writers."""
    drawn = drawings.drawings(random.Random(1), count)
    return [
        datasets.PenDigit(tuple(np.array(stroke) for stroke in strokes), i % 10, i // 10 % OWN_WRITERS)
        for i, strokes in enumerate(drawn)
    ]


def _photographs(folder):
    listed = folder if folder.suffix == ".json" else folder / TRUTH
    try:
        truth = json.loads(listed.read_text("utf-8"))
        each = truth.items() if isinstance(truth, dict) else ((one["file"], one["text"]) for one in truth)
        return [Case(file((listed.parent / name).read_bytes()), text, name) for name, text in each]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise PlainError(f"{folder} holds no photographs to read: expected pictures and {TRUTH} ({error}).") from error


def some(items, count, seed):
    """`count` of the items, or all where there are fewer, by chance, and the same for the same seed."""
    chosen = np.random.default_rng(seed).permutation(len(items))[:count]
    return [items[i] for i in sorted(chosen)]


# Sources, as page.js takes them


def strokes(drawn):
    """Strokes, lists of x, y."""
    return {"strokes": [np.round(np.asarray(stroke, float), 4).tolist() for stroke in drawn]}


def canvas(drawn, width, height, pen):
    """A white canvas of so many pixels with strokes drawn on it in black, `pen` pixels wide."""
    return {**strokes(drawn), "canvas": {"width": width, "height": height, "pen": pen}}


def pixels(grey):
    """ImageData of grey: (h, w) uint8."""
    return {"pixels": np.asarray(grey, np.uint8)}


def file(content):
    """A file as a user has it: its bytes."""
    return {"file": content}
