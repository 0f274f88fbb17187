"""Shapes out of which `train/nondigits.py` and `train/unseen.py` make what is no digit.

Strokes are (n, 2) arrays of x, y in a box of about 1×1, y down; a digit is (label, list of strokes). Letters and signs
come from the Hershey fonts (A. V. Hershey, "Calligraphy for computers", 1967), whose glyphs are pen strokes.
"""

from functools import cache

import numpy as np
from HersheyFonts import HersheyFonts

from train import augmentation


def one_of(random, digits):
    """One of a list of digits, by chance."""
    return digits[random.integers(len(digits))]


def unit(strokes, height=1.0):
    """Strokes scaled to a height (or, where they are wider, width) of `height`, their upper left corner at 0, 0."""
    points = np.concatenate(strokes)
    low, extent = points.min(axis=0), max(np.ptp(points, axis=0).max(), 1e-9)
    return [(stroke - low) * height / extent for stroke in strokes]


def beside(left, right, gap, rise):
    """`right` put to the right of `left`, `gap` apart and `rise` higher."""
    if not left:
        return right
    edge = np.concatenate(left)[:, 0].max() + gap
    shift = np.array([edge - np.concatenate(right)[:, 0].min(), -rise])
    return [*left, *(stroke + shift for stroke in right)]


def along_path(strokes, start, end):
    """The part of strokes between two shares, in [0, 1], of their whole length."""
    lengths = [np.linalg.norm(np.diff(stroke, axis=0), axis=1).sum() for stroke in strokes]
    total = sum(lengths)
    kept, before = [], 0.0
    for stroke, length in zip(strokes, lengths, strict=True):
        low, high = start * total - before, end * total - before
        before += length
        if high > 0 and low < length:
            kept.append(augmentation.along(stroke, max(low, 0) / length, min(high, length) / length))
    return kept or list(strokes[:1])


def runs_inside(stroke, inside):
    """The runs of a stroke's points, (n, 2), that are inside, which (n,) says of each point."""
    edges = np.flatnonzero(np.diff(np.r_[False, inside, False].astype(int)))
    return [stroke[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True)]


def like_one_or_zero(strokes):
    """Whether strokes may be taken for a 1 or a 0: they are narrow, or nearly straight, or end where they begin."""
    points = np.concatenate(strokes)
    width, height = np.maximum(np.ptp(points, axis=0), 1e-9)
    length = sum(np.linalg.norm(np.diff(stroke, axis=0), axis=1).sum() for stroke in strokes)
    straight = np.linalg.norm(points[-1] - points[0]) > 0.9 * length
    closed = np.linalg.norm(points[-1] - points[0]) < 0.3 * max(width, height)
    return width < 0.4 * height or (straight and width < 1.2 * height) or closed


def glyph(random, fonts, letters):
    """The strokes of one of the letters in one of the Hershey fonts, by chance."""
    while True:
        strokes = _strokes_of(str(random.choice(list(fonts))), str(random.choice(list(letters))))
        if strokes:
            return list(strokes)


@cache
def _strokes_of(font, letter):
    """A glyph's strokes, y down; none where the font has no such glyph."""
    if font not in _FONTS:
        _FONTS[font] = HersheyFonts()
        _FONTS[font].load_default_font(font)
    strokes = (np.array(list(stroke), float) for stroke in _FONTS[font].strokes_for_text(letter))
    return tuple(stroke for stroke in strokes if len(stroke))


_FONTS = {}
