"""Windows cut out of touching numbers, as the page cuts them: a digit with slivers of its neighbours, or a wrong cut.

    windows.of_strokes(writers, labels, seed, strength)   # drawings of digits with these labels
    windows.of_strokes(writers, [NO_DIGIT] * 100, …)      # drawings of wrong cuts

A window that holds nearly all of a digit and little else is that digit. One that holds a part of a digit, or much of
another one, is no digit. What lies between is left out: a person may read it either way. Numbers are by one writer, and
their digits touch.
"""

from dataclasses import dataclass

import numpy as np

from train import augmentation, ink, numbers
from train.contract import NO_DIGIT, SIDE
from train.nondigits import NO_SIDE, cropped
from train.shapes import like_one_or_zero, runs_inside

# The smallest share of a digit's ink in a window that is the digit. If larger, cuts have to be more exact.
WHOLE = 0.9
# The largest share of a window's ink that is its neighbours', in a window that is a digit. If larger, digits with
# strokes of other digits are learnt as digits.
SLIVERS = 0.14
# The largest share of any digit's ink in a window that is none. If larger, digits that lost an end are refused. Parts
# of digits whose side may be a digit itself are left out.
BROKEN = 0.55
# The smallest share of a window's ink that is a second digit's, in a window that is none. If larger, fewer such windows
# are seen.
CROWDED = 0.32
# The narrowest window that is no digit, in ratio to its height. If smaller, parts of digits that are 1s, taken by
# themselves, are learnt as no digit.
NARROWEST = 0.45
SLANT = (-0.15, 0.35)  # how far cuts lean to the right at the top, as a share of the height
# How far a cut is from where two digits meet, as a share of the height, standard deviation. If larger, slivers are
# larger.
OFF = 0.06
OVERLAP = (-1.0, 2.5)  # pixels of 20 by which the ink of neighbouring pictures overlaps where they are closest
BASELINE = 1.0  # pixels of 20, standard deviation of where pictures stand


@dataclass(frozen=True)
class _Window:
    """The part of a number between two cuts, as places along it."""

    left: float = -np.inf
    right: float = np.inf

    def holds(self, along):
        """Which of these places are in the window."""
        return (along >= self.left) & (along <= self.right)


def of_strokes(digits, labels, seed, strength):
    """One warped drawing of a window for each of `labels`, which may be NO_DIGIT: (n, 28, 28) uint8.

    `digits` are `PenDigit`s, `strength` an `augmentation.Augmentation`. The same seed gives the same drawings.
    """
    random = np.random.default_rng(seed)
    groups = _Groups([digit.writer for digit in digits], [digit.label for digit in digits])
    drawn = [augmentation.draw_warped(_of_strokes(digits, groups, label, random), random, strength) for label in labels]
    return ink.as_bytes(np.reshape(drawn, (-1, SIDE, SIDE)))


def _of_strokes(digits, groups, label, random):
    while True:
        rows, target = groups.number(label, random)
        slant, labels = random.uniform(*SLANT), [digits[row].label for row in rows]
        placed, boxes = numbers.place([digits[row] for row in rows], numbers.TOUCHING, random)
        leaning = [[_leaned(stroke, slant) for stroke in strokes] for strokes in placed]
        window = _window([(box[0], box[2]) for box in boxes], target, numbers.HEIGHT, label, random)
        parts = [_within(window, strokes) for strokes in leaning]
        inside, whole = (np.array([_length(strokes) for strokes in each]) for each in (parts, leaning))
        if _is_labelled(label, inside, whole, target, labels):
            upright = [_leaned(stroke, -slant) for part in parts for stroke in part]
            if label != NO_DIGIT or not (_narrow(upright) or like_one_or_zero(upright)):
                return upright


def _leaned(stroke, slant):
    """A stroke sheared so that a cut that leans by `slant` is upright: y counts from the middle of the height."""
    return stroke + np.stack([slant * (stroke[:, 1] + numbers.HEIGHT / 2), np.zeros(len(stroke))], axis=1)


def _within(window, strokes):
    """The parts of strokes that a window holds."""
    return [run for stroke in strokes for run in runs_inside(stroke, window.holds(stroke[:, 0]))]


def _length(strokes):
    """The length of strokes; a dot has that of a small one."""
    return sum(np.linalg.norm(np.diff(stroke, axis=0), axis=1).sum() + 1 for stroke in strokes)


def _narrow(strokes):
    width, height = np.ptp(np.concatenate(strokes), axis=0)
    return width < NARROWEST * height


def of_images(images, writers, labels, seed):
    """The picture of one window for each of `labels`, which may be NO_DIGIT: (n, 28, 28) uint8, prepared.

    `images` are `Images` and `writers`, (n,), says who wrote each of them.
    """
    random = np.random.default_rng(seed)
    groups = _Groups(writers, images.labels)
    made = [ink.from_ink(_of_images(images, groups, label, random)) for label in labels]
    return ink.as_bytes(np.reshape(made, (-1, SIDE, SIDE)))


def _of_images(images, groups, label, random):
    while True:
        rows, target = groups.number(label, random)
        layers, extents = _side_by_side([cropped(images.pixels[row]) for row in rows], random)
        height, width = layers.shape[1:]
        lean = random.uniform(*SLANT) * (height / 2 - np.arange(height))[:, None]
        along = np.arange(width) - lean
        held = layers * _window(extents, target, height, label, random).holds(along)
        inside, whole = (each.sum(axis=(1, 2)) for each in (held, layers))
        if _is_labelled(label, inside, whole, target, images.labels[rows]):
            picture = held.max(axis=0)
            down, across = np.flatnonzero(picture.any(axis=1)), np.flatnonzero(picture.any(axis=0))
            if label != NO_DIGIT or np.ptp(across) >= NARROWEST * np.ptp(down):
                return picture


def _side_by_side(pictures, random):
    """Pictures put side by side until their ink meets: layers, (n, h, w) in [0, 1], and each one's (left, right)."""
    height = max(len(picture) for picture in pictures) + 6
    stand = np.clip(np.round(random.normal(0, BASELINE, len(pictures))), -3, 3).astype(int)
    tops = [height - 3 - len(picture) + by for picture, by in zip(pictures, stand, strict=True)]
    lefts, edge = [], None
    for picture, top in zip(pictures, tops, strict=True):
        begins = np.full(height, np.inf)
        ends = np.full(height, -np.inf)
        inked = picture > 0.3
        some = np.flatnonzero(inked.any(axis=1))
        begins[top + some] = inked[some].argmax(axis=1)
        ends[top + some] = picture.shape[1] - inked[some][:, ::-1].argmax(axis=1)
        left = 0 if edge is None else _meeting(edge, begins, random)
        lefts.append(left)
        edge = ends + left if edge is None else np.maximum(edge, ends + left)
    width = max(left + picture.shape[1] for left, picture in zip(lefts, pictures, strict=True))
    layers = np.zeros((len(pictures), height, width))
    for layer, picture, top, left in zip(layers, pictures, tops, lefts, strict=True):
        layer[top : top + len(picture), left : left + picture.shape[1]] = picture
    return layers, [(left, left + picture.shape[1]) for left, picture in zip(lefts, pictures, strict=True)]


def _meeting(edge, begins, random):
    """How far to the right a picture stands whose ink meets what is there; a row counts for its neighbours, too."""
    reach = np.max([np.roll(edge, by) for by in (-1, 0, 1)], axis=0) - begins
    nearest = reach[np.isfinite(reach)].max(initial=0)
    return max(0, round(nearest - random.uniform(*OVERLAP)))


class _Groups:
    """Which digits are by which writer."""

    def __init__(self, writers, labels):
        self.by_writer, self.by_label = {}, {}
        self.writers = list(writers)
        for row, (writer, label) in enumerate(zip(self.writers, labels, strict=True)):
            self.by_writer.setdefault(writer, []).append(row)
            self.by_label.setdefault(int(label), []).append(row)

    def number(self, label, random):
        """The rows of two or three digits of one writer, and the place of one with this label, or of any."""
        rows = range(len(self.writers)) if label == NO_DIGIT else self.by_label[label]
        chosen = rows[random.integers(len(rows))]
        own = self.by_writer[self.writers[chosen]]
        length = random.integers(2, 4)
        number = [own[i] for i in random.integers(len(own), size=length)]
        target = random.integers(length)
        number[target] = chosen
        return number, target


def _window(extents, target, height, label, random):
    """A window that holds the digit at `target`, nearly, or that is cut wrongly.

    `extents` are the (left, right) of each digit.
    """
    if label == NO_DIGIT:
        low, high = extents[max(0, target - 1)][0], extents[min(len(extents) - 1, target + 1)][1]
        first, second = np.sort(random.uniform(low, high, 2))
        return _Window(first if random.random() < 0.7 else -np.inf, second)
    left, right = -np.inf, np.inf
    if target > 0:
        left = (extents[target - 1][1] + extents[target][0]) / 2 + random.normal(0, OFF * height)
    if target < len(extents) - 1:
        right = (extents[target][1] + extents[target + 1][0]) / 2 + random.normal(0, OFF * height)
    return _Window(left, right)


def _is_labelled(label, inside, whole, target, labels):
    """Whether a window is what `label` says.

    `inside` is how much of each digit it holds, of all that is in `whole`; `labels` are those of the digits.
    """
    total = inside.sum()
    if total == 0:
        return False
    shares = inside / whole
    if label != NO_DIGIT:
        return bool(shares[target] >= WHOLE and total - inside[target] <= SLIVERS * total)
    broken = shares.max() <= BROKEN and labels[int(np.argmax(inside))] not in NO_SIDE
    crowded = len(inside) > 1 and np.sort(inside)[-2] >= CROWDED * total
    return bool(broken or crowded)
