"""Numbers of several digits, composed of one writer's pen digits: what segmentation is tuned and measured with.

    from train import datasets, numbers
    pen = datasets.load_pen(source)
    held_out = [digit for digit in pen if digit.writer in datasets.VALIDATION_WRITERS]
    numbers.compose(held_out, count=100, length=4, gaps=numbers.TOUCHING, seed=1)

A gap is the space between the boxes of neighbouring digits as a share of the number's height; below 0 they overlap.
"""

from dataclasses import dataclass

import numpy as np

# The smallest and the largest gap between digits, in their height: of those that stand apart, and of those that touch
# or nearly do. If larger, numbers are wider, and fewer of them touch.
SPACED, TOUCHING = (0.12, 0.5), (-0.10, 0.02)
HEIGHT = 100.0  # the height of a digit, in the units of the result
HEIGHT_SPREAD = 0.1  # share of the height by which digits that are scaled to one height differ at most
BASELINE_SPREAD = 0.04  # share of the height, standard deviation of where digits stand; if larger, they dance more
# Share of the narrower digit's width by which boxes overlap at most. If larger, two 1s may change places.
NARROW = 0.5
LEVEL_SHARE = 0.5  # share of the numbers whose digits are all scaled to about one height


@dataclass(frozen=True)
class Number:
    """A number as a pen would draw it: strokes are (n, 2) arrays of x, y, y down, in writing order.

    `boxes` holds each digit's (left, upper, right, lower) edges, in the order of `text`.
    """

    strokes: tuple
    text: str
    boxes: tuple


def compose(digits, count, length, gaps, seed, joined=False):
    """Compose `count` numbers of `length` digits, each by one writer, out of `PenDigit`s.

    `gaps` is the (smallest, largest) gap. `joined` draws each number in as few strokes as possible: a digit's last
    stroke leads on, without lifting the pen, into the first of the next. The same seed gives the same numbers.
    """
    by_writer = {}
    for digit in digits:
        by_writer.setdefault(digit.writer, []).append(digit)
    random = np.random.default_rng(seed)
    writers = sorted(by_writer)
    return [
        _compose_one(by_writer[writers[random.integers(len(writers))]], length, gaps, joined, random)
        for _ in range(count)
    ]


def _compose_one(digits, length, gaps, joined, random):
    chosen = [digits[i] for i in random.integers(len(digits), size=length)]
    placed, boxes = place(chosen, gaps, random)
    strokes = []
    for each in placed:
        strokes = _lead_on(strokes, each) if joined else strokes + each
    return Number(tuple(strokes), "".join(str(digit.label) for digit in chosen), tuple(boxes))


def place(digits, gaps, random):
    """`PenDigit`s placed beside each other: the strokes of each, and their boxes, as a `Number` has them."""
    scales = _scales(digits, random)
    baseline = random.normal(0, BASELINE_SPREAD * HEIGHT, len(digits))
    placed, boxes, right = [], [], None
    for digit, scale, lower in zip(digits, scales, baseline, strict=True):
        scaled = [stroke * scale for stroke in digit.strokes]
        low, high = _corners(scaled)
        width = high[0] - low[0]
        left = 0.0
        if boxes:
            narrower = min(width, boxes[-1][2] - boxes[-1][0])
            left = right + max(random.uniform(*gaps) * HEIGHT, -NARROW * narrower)
        shift = np.array([left - low[0], lower - high[1]])
        placed.append([stroke + shift for stroke in scaled])
        right = left + width
        boxes.append((left, lower - (high[1] - low[1]), right, lower))
    return placed, boxes


def _scales(digits, random):
    """Each digit's scale: to about one height, or all by the same so that heights stay in natural proportion."""
    heights = np.array([np.ptp(np.concatenate(digit.strokes)[:, 1]) for digit in digits])
    if random.random() < LEVEL_SHARE:
        return HEIGHT * (1 + random.uniform(-HEIGHT_SPREAD, HEIGHT_SPREAD, len(digits))) / heights
    return np.full(len(digits), HEIGHT / np.median(heights))


def _corners(strokes):
    points = np.concatenate(strokes)
    return points.min(axis=0), points.max(axis=0)


def _lead_on(strokes, more):
    """Strokes whose last one goes on, straight, into the first of `more`; with points as close as its others."""
    if not strokes:
        return more
    *others, last = strokes
    steps = np.hypot(*np.diff(last, axis=0).T)
    way = more[0][0] - last[-1]
    count = int(np.hypot(*way) / max(np.mean(steps), 1.0)) + 1 if len(steps) else 1
    between = last[-1] + way * (np.arange(1, count) / count)[:, None]
    return [*others, np.concatenate([last, between, more[0]]), *more[1:]]
