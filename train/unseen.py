"""What is no digit, for testing: kinds that are made in other ways than those for training in `train/nondigits.py`.

    unseen.strokes([(digit.label, digit.strokes) for digit in held_out], count=100, seed=1)["scribbles"]

Strokes are (n, 2) arrays of x, y in a box of about 1×1, y down.
"""

import numpy as np

from train import augmentation
from train.shapes import beside, glyph, like_one_or_zero, one_of, runs_inside, unit

FONTS = ("futuram", "scriptc", "timesib", "rowmand")  # none of those for training
LETTERS = "AEFHKMNRTWXaefhkmnrtwx#%&*+=?@"  # see nondigits.LETTERS for what is left out

# Digits whose half may be a digit: a half of a 1 is a 1, of an 8 a 0 or a 3, of a 7 a dash or a 1.
NO_HALF = {1, 7, 8}


def strokes(digits, count, seed):
    """`count` drawings of each kind: {kind: list of lists of strokes}.

    `digits` are (label, strokes) of writers that training never saw. The same seed gives the same drawings.
    """
    return {
        kind: [make(np.random.default_rng((seed, i)), digits) for i in range(count)] for kind, make in KINDS.items()
    }


def half(random, digits):
    """A digit clipped at a straight line: its left, right, upper or lower half."""
    while True:
        label, strokes = one_of(random, digits)
        if label in NO_HALF:
            continue
        strokes = unit([augmentation.smooth(stroke) for stroke in strokes])
        axis, side = random.integers(0, 2), random.choice([-1, 1])
        middle = (np.concatenate(strokes)[:, axis].max() + np.concatenate(strokes)[:, axis].min()) / 2
        runs = (run for stroke in strokes for run in runs_inside(stroke, side * (stroke[:, axis] - middle) > 0))
        pieces = [run for run in runs if len(run) > 1]
        if pieces and not like_one_or_zero(pieces):
            return pieces


def squeezed(random, digits):
    """Two digits in one box: each squeezed to half its width."""
    return beside(
        *([stroke * (0.5, 1) for stroke in unit(one_of(random, digits)[1])] for _ in range(2)),
        random.uniform(0, 0.08),
        0,
    )


def scribble(random, _digits):
    """A random walk that keeps its direction for a while."""
    steps = random.integers(60, 160)
    turning = np.cumsum(random.normal(0, 0.35, steps))
    walk = np.cumsum(np.stack([np.cos(turning), np.sin(turning)], axis=1), axis=0)
    return [walk, *([walk[::-1] * (-1, 1)] if random.random() < 0.5 else [])]


def dash(random, _digits):
    """A slightly bent stroke within 20° of level."""
    x = np.linspace(-0.5, 0.5, 12)
    y = np.tan(np.radians(random.uniform(-20, 20))) * x + random.uniform(-0.08, 0.08) * np.cos(np.pi * x)
    return [np.stack([x, y], axis=1)]


def dot(random, _digits):
    """A tap. The page takes one that moves by less than the pen's width for the same."""
    return [random.uniform(0, 1, (1, 2))]


def cross(random, _digits):
    """An x or a +, of two bent strokes."""
    return [dash(random, _digits)[0], dash(random, _digits)[0][:, ::-1]] if random.random() < 0.5 else _saltire(random)


def _saltire(random):
    t = np.linspace(-0.5, 0.5, 12)
    bend = random.uniform(-0.1, 0.1, 2)[:, None] * np.cos(np.pi * t)
    wide = random.uniform(0.7, 1.2)
    return [np.stack([wide * t, t + bend[0]], axis=1), np.stack([wide * t, -t + bend[1]], axis=1)]


def other_letters(random, _digits):
    """A letter or sign of fonts that training never saw."""
    return glyph(random, FONTS, LETTERS)


KINDS = {
    "letters": other_letters,
    "scribbles": scribble,
    "dashes": dash,
    "dots": dot,
    "crosses": cross,
    "half digits": half,
    "two digits in one box": squeezed,
}
