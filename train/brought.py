"""What people bring to train on, and what is said of it: `train/own_data.py` reads it, by the `brought_*` modules."""

from dataclasses import dataclass

import numpy as np

from train.contract import DIGITS, NO_DIGIT
from train.datasets import DataError

NONE = "none"  # the folder and the label of what is no digit
# What folders of parts are called. Without such folders, `train/own_data.py` makes the parts.
PARTS = {
    "train": "train",
    "training": "train",
    "validation": "validation",
    "valid": "validation",
    "val": "validation",
    "test": "test",
    "testing": "test",
}
# Faults that a message names. If larger, what to do about them is hard to find.
NAMED = 5


@dataclass(frozen=True)
class Sample:
    """One digit, or something that is none: `image` is (28, 28) uint8, prepared; `label` is 0 to 9 or NO_DIGIT."""

    where: str  # what it is called in messages: a file, or a row of one
    label: int
    image: np.ndarray
    strokes: tuple = ()  # (n, 2) float64 arrays, y down, where it was drawn
    writer: str | None = None  # who wrote it, where that is known
    part: str | None = None  # "train", "validation" or "test", where that is given
    is_light: bool = False  # whether the ground is light
    size: tuple = ()  # height and width in pixels, of a picture


def label_named(text):
    """The label that a folder, a cell or a file says: "7" is 7, "none" is NO_DIGIT; None for anything else."""
    text = str(text).strip().lower()
    if text == NONE:
        return NO_DIGIT
    return int(text) if len(text) == 1 and text.isascii() and text.isdigit() else None


def label_word(label):
    """A label as folders are called: "7" or "none"."""
    return str(label) if label < DIGITS else NONE


def refuse_faults(path, faults, count):
    """Raise DataError where there are faults: [(what it is of, what is wrong)], among `count` digits."""
    if not faults:
        return
    lines = [f"  {where}: {why}" for where, why in faults[:NAMED]]
    more = [f"  and {len(faults) - NAMED:,} more"] if len(faults) > NAMED else []
    head = f"{path}: {len(faults):,} of {count:,} can't be used. Mend them or take them out."
    raise DataError("\n".join([head, *lines, *more]))
