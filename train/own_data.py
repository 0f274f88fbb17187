"""Data of people's own as a source to train on: read, checked, and divided into parts.

    data = OwnData(Path("digits"))
    data.images("test", 0.15)   # `Images`

Taken are a folder of pictures by class, an .npz, IDX files, a CSV of labels and paths, and drawings saved on the page.
Everything is prepared as the page prepares it. Where it is known who wrote what, no writer is in two parts.
"""

import hashlib
from collections import Counter, defaultdict
from functools import cached_property
from itertools import chain
from pathlib import Path

import numpy as np

from train import brought, brought_arrays, brought_drawings, brought_pictures
from train.brought import label_word
from train.contract import DIGITS, NO_DIGIT
from train.datasets import DataError, Images, PenDigit, checksum

EXPECTED = (
    "expected a folder with a folder of pictures for each digit (0/ to 9/, and none/ for what is no digit), an .npz "
    "with x_train and y_train, IDX files (…-images-idx3-ubyte and …-labels-idx1-ubyte), a .csv of labels and paths, or "
    ".json files that the page has saved"
)
# The share of the digits, or of their writers, to test with, and to choose by where no other share is asked for. If
# larger, figures are steadier, and fewer digits are left to train on.
TEST, VALIDATION = 0.15, 0.15
FEWEST = 5  # of each digit; with fewer, a part would be without it
FEWEST_WRITERS = 3  # one each to train, to validate and to test
PARTS = ("train", "validation", "test")


class OwnData:
    """A file or folder of someone's own digits. What is in it is read when it is first asked for."""

    def __init__(self, path):
        self.path = Path(path)

    @property
    def name(self):
        """What the data are called in folders' names: "my-digits" of "My digits.npz"."""
        plain = "".join(letter if letter.isalnum() and letter.isascii() else "-" for letter in self.path.stem.lower())
        return "-".join(filter(None, plain.split("-"))) or "data"

    @cached_property
    def samples(self):
        """All `brought.Sample`s, checked, without those that are there twice. Raises DataError."""
        _refuse_two_labels(self.path, self._found)
        _refuse_few(self.path, self._found)
        return _once(self._found)

    @cached_property
    def _found(self):
        return _of(self.path)

    @property
    def twice(self):
        """How many are left out because they are there twice, and how many of these are in two parts."""
        groups = [group for group in _alike(self._found) if len(group) > 1]
        apart = sum(len({one.part for one in group}) > 1 for group in groups)
        return sum(len(group) - 1 for group in groups), apart

    @property
    def count(self):
        """How many digits and other things there are."""
        return len(self.samples)

    def parts(self, share):
        """{"train", "validation", "test": their `Sample`s}, with this share of the digits to choose by."""
        digits = [sample for sample in self.samples if sample.label != NO_DIGIT]
        divided = _divided(digits, share)
        none = [sample for sample in self.samples if sample.label == NO_DIGIT]
        found = {part: [one for one, own in zip(digits, divided, strict=True) if own == part] for part in PARTS}
        _refuse_missing(self.path, found)
        return found | {"train": [*found["train"], *none]}

    def images(self, part, share):
        """The `Images` of a part; in the one to train on, what is no digit comes last."""
        return _images(self.parts(share)[part])

    def drawn(self, share):
        """The `PenDigit`s to train on: digits that are there as strokes."""
        writers = {}
        return [
            PenDigit(one.strokes, one.label, writers.setdefault(one.writer, len(writers)))
            for one in self.parts(share)["train"]
            if one.strokes and one.label != NO_DIGIT
        ]

    @property
    def checksums(self):
        """{name: SHA-256} over all prepared digits, their labels and who wrote them."""
        known = [f"{one.label}|{one.writer}|{one.part}" for one in self.samples]
        images = checksum(np.stack([one.image for one in self.samples]))
        strokes = checksum(*chain.from_iterable(one.strokes for one in self.samples))
        return {f"own: {self.name}": hashlib.sha256("\n".join([images, strokes, *known]).encode()).hexdigest()}

    def divided_by(self):
        """How the parts are made: "folders", "writers" or "chance"."""
        digits = [sample for sample in self.samples if sample.label != NO_DIGIT]
        return "folders" if _are_given(digits) else "writers" if _are_known(digits) else "chance"


def _of(path):
    for module in (brought_pictures, brought_arrays, brought_drawings):
        if module.is_one(path):
            found = module.samples(path)
            if not found:
                raise DataError(f"{path} is empty: {EXPECTED}.")
            return found
    raise DataError(f"{path} holds no digits to train on: {EXPECTED}; {_what_came(path)}.")


def _what_came(path):
    if path.is_file():
        return f"a {path.suffix or 'nameless'} file came"
    names = sorted(each.name for each in path.iterdir())
    more = f" and {len(names) - brought.NAMED} more" if len(names) > brought.NAMED else ""
    return f"it holds {', '.join(names[: brought.NAMED])}{more}" if names else "the folder is empty"


def _images(samples):
    pixels = np.stack([one.image for one in samples]) if samples else np.zeros((0, 28, 28), np.uint8)
    return Images(pixels, np.array([one.label for one in samples], np.uint8))


# Checks


def _alike(samples):
    """The samples by their prepared images: [[Sample]]."""
    groups = defaultdict(list)
    for one in samples:
        groups[one.image.tobytes()].append(one)
    return groups.values()


def _refuse_two_labels(path, samples):
    """The same picture under two labels: at least one of them is wrong."""
    faults = []
    for group in _alike(samples):
        other = next((one for one in group if one.label != group[0].label), None)
        if other:
            first = group[0]
            words = label_word(first.label), label_word(other.label)
            faults.append((first.where, f"the same as {other.where}, one as {words[0]}, the other as {words[1]}"))
    brought.refuse_faults(path, faults, len(samples))


def _refuse_few(path, samples):
    counts = Counter(one.label for one in samples)
    missing = [str(digit) for digit in range(DIGITS) if not counts[digit]]
    if missing:
        raise DataError(f"{path} has no digit {' or '.join(missing)}: expected at least {FEWEST} of each, 0 to 9.")
    few = [f"{counts[digit]} of {digit}" for digit in range(DIGITS) if counts[digit] < FEWEST]
    if few:
        raise DataError(f"{path} has only {', '.join(few)}: expected at least {FEWEST} of each digit.")


def _refuse_missing(path, parts):
    for part in PARTS:
        missing = sorted(set(range(DIGITS)) - {one.label for one in parts[part]})
        if missing and (part == "train" or len(missing) == DIGITS):
            digits = ", ".join(map(str, missing))
            raise DataError(f"{path}: of what is to {_FOR[part]}, there is no {digits}. Bring more, or divide it anew.")


_FOR = {"train": "train on", "validation": "validate with", "test": "test with"}


def _once(samples):
    """Each image once; where it is in several parts, in the one that is trained on last of all."""
    order = {"test": 0, "validation": 1, "train": 2, None: 2}
    kept = {id(min(group, key=lambda one: order[one.part])) for group in _alike(samples)}
    return [one for one in samples if id(one) in kept]


# Parts


def _are_given(digits):
    return any(one.part == "test" for one in digits)


def _are_known(digits):
    wrote = defaultdict(set)
    for one in digits:
        wrote[one.writer].add(one.label)
    return None not in wrote and len(wrote) >= FEWEST_WRITERS


def _divided(digits, share):
    """The part of each of these digits, the same whenever they are the same."""
    if _are_given(digits):
        if any(one.part == "validation" for one in digits):
            return [one.part for one in digits]
        own = [one for one in digits if one.part == "train"]
        divided = iter(_by_writer(own, share, 0) if _are_known(own) else _by_chance(own, share, 0))
        return [one.part if one.part == "test" else next(divided) for one in digits]
    return _by_writer(digits, share, TEST) if _are_known(digits) else _by_chance(digits, share, TEST)


def _by_chance(digits, share, test):
    """Of each digit the same share; which ones, their pixels decide, and not their order."""
    divided = [None] * len(digits)
    for label in range(DIGITS):
        rows = [row for row, one in enumerate(digits) if one.label == label]
        rows.sort(key=lambda row: hashlib.sha256(digits[row].image.tobytes()).digest())
        _give(divided, rows, share, test)
    return divided


def _by_writer(digits, share, test):
    writers = sorted({one.writer for one in digits}, key=lambda name: hashlib.sha256(name.encode()).digest())
    by = [None] * len(writers)
    _give(by, range(len(writers)), share, test)
    part = dict(zip(writers, by, strict=True))
    return [part[one.writer] for one in digits]


def _give(divided, rows, share, test):
    """Give the first rows to the test, the next to validation, at least one each where there are any, the rest to
    training."""
    tests = max(1, round(test * len(rows))) if test else 0
    validation = max(1, round(share * len(rows)))
    for place, row in enumerate(rows):
        divided[row] = "test" if place < tests else "validation" if place < tests + validation else "train"


# In words


def described(data, share):
    """What is said of own data before training: lines of text."""
    samples, parts = data.samples, data.parts(share)
    counts = Counter(one.label for one in samples)
    lines = [", ".join(f"{counts[label]:,} of {label_word(label)}" for label in sorted(counts))]
    sizes = [one.size for one in samples if one.size]
    if sizes:
        light = sum(one.is_light for one in samples if one.size)
        small, large = (each(sizes, key=lambda size: size[0] * size[1]) for each in (min, max))
        lines.append(
            f"pictures from {small[1]}×{small[0]} to {large[1]}×{large[0]} pixels, {light:,} dark on light and "
            f"{len(sizes) - light:,} light on dark"
        )
    left, apart = data.twice
    if left:
        both = f", {apart:,} of them in two parts, where they stay in the one that is not trained on" if apart else ""
        lines.append(f"{left:,} left out that are there twice{both}")
    how = {"folders": "as its folders say", "writers": "no writer in two of them", "chance": "by chance"}
    divided = ", ".join(f"{len(parts[part]):,} to {_FOR[part]}" for part in PARTS)
    return [*lines, f"{divided}; {how[data.divided_by()]}"]
