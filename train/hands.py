"""Digits that a program draws stroke by stroke, as hands draw that training's few writers don't have.

    hands.draw(random, 1)   # a 1 with an upstroke, or without one, or with a foot, …

Pen strokes come from 30 writers of one country. Elsewhere a 1 has an upstroke as long as itself, a 7 a bar, a 4 is open
or closed, a 9 or a 2 is curly, a 5's bar is a stroke of its own that stands apart. Strokes are lists of (n, 2) arrays
of x, y in a box of about 1×1, y down; they are to be warped before they are drawn.
"""

import numpy as np

from train import augmentation

# The narrowest and the widest digit, in ratio to its drawing below. If further apart, hands differ more.
WIDTHS = (0.75, 1.2)


def draw(random, label):
    """The strokes of one digit, 0 to 9, in a shape by chance."""
    makers = KINDS[label]
    strokes, width = makers[random.integers(len(makers))](random), random.uniform(*WIDTHS)
    return [stroke * (width, 1.0) for stroke in strokes]


def _bent(*points):
    """A smooth stroke through points."""
    return augmentation.smooth(np.array(points, float))


def _straight(*points):
    """A stroke with corners."""
    return np.array(points, float)


def _arc(centre, radii, start, end):
    """Part of an ellipse, clockwise where `end` is larger; angles in degrees, 0 to the right, 90 down."""
    angles = np.radians(np.linspace(start, end, max(3, int(abs(end - start) / 15))))
    return np.array(centre) + np.stack([np.cos(angles), np.sin(angles)], axis=1) * radii


def _zero(random):
    start, more = random.uniform(-130, -40), random.uniform(-25, 35)
    turn = 1 if random.random() < 0.3 else -1
    return [_arc((0.5, 0.5), (random.uniform(0.25, 0.42), 0.5), start, start + turn * (360 + more))]


def _upstroke(random):
    """A 1 whose upstroke is between a tenth of its height and nearly all of it, steeper than the top of a 7."""
    length, angle = random.uniform(0.1, 0.95), np.radians(random.uniform(38, 78))
    begin = (0.6 - length * np.cos(angle), length * np.sin(angle))
    lean = random.uniform(-0.08, 0.05)
    stem = [(0.6, 0.0), (0.6 + lean, 1.0)]
    strokes = [_straight(begin, *stem)] if random.random() < 0.85 else [_straight(begin, stem[0]), _straight(*stem)]
    return strokes + (_foot(random, 0.6 + lean) if random.random() < 0.2 else [])


def _foot(random, x):
    half = random.uniform(0.15, 0.32)
    return [_straight((x - half, 1.0), (x + half, 1.0 + random.normal(0, 0.03)))]


def _stem(random):
    return [_bent((0.5, 0.0), (0.5 + random.normal(0, 0.02), 0.5), (0.5 + random.normal(0, 0.05), 1.0))]


def _two(random):
    turn = (0.85, random.uniform(0.22, 0.36))
    return [np.concatenate([_bent((0.1, 0.25), (0.4, 0.0), turn, (0.5, 0.65), (0.05, 1.0)), _straight((0.9, 0.98))])]


def _curly_two(random):
    loop = random.uniform(0.06, 0.13)
    low = 0.93
    return [
        _bent(
            *((0.12, 0.22), (0.42, 0.0), (0.8, 0.25), (0.5, 0.65), (0.2, low), (0.05, low - loop)),
            *((0.18, low - 2 * loop), (0.4, low - 0.02), (0.65, 1.0), (0.95, random.uniform(0.85, 0.98))),
        )
    ]


def _three(random):
    middle = random.uniform(0.42, 0.5)
    lower = _bent((0.4, middle), (0.8, 0.6), (0.8, 0.85), (0.45, 1.0), (0.08, random.uniform(0.8, 0.92)))
    if random.random() < 0.35:
        return [np.concatenate([_straight((0.12, 0.03), (0.8, 0.0)), lower])]
    return [np.concatenate([_bent((0.12, 0.15), (0.45, 0.0), (0.78, 0.2), (0.4, middle)), lower])]


def _open_four(random):
    level, stem = random.uniform(0.5, 0.7), random.uniform(0.5, 0.72)
    lean = random.uniform(-0.12, 0.05)
    begin = random.uniform(0.05, 0.4)
    side = _straight((begin, 0.0), (random.uniform(-0.02, 0.1), level), (0.95, level - random.uniform(-0.02, 0.08)))
    top = random.uniform(-0.05, 0.35)
    return [side, _straight((stem - lean * (1 - top), top), (stem + lean, random.uniform(0.95, 1.1)))]


def _closed_four(random):
    level, stem = random.uniform(0.55, 0.72), random.uniform(0.6, 0.75)
    bar = _straight((stem, 0.0), (0.0, level), (1.0, level + random.normal(0, 0.03)))
    if random.random() < 0.5:
        return [bar, _straight((stem + random.normal(0, 0.02), 0.0), (stem + random.uniform(-0.1, 0.03), 1.0))]
    return [np.concatenate([_straight((1.0, level), (0.0, level)), _straight((stem, 0.0), (stem - 0.05, 1.0))])]


def _five_body(random):
    bend = random.uniform(0.32, 0.45)
    return _bent((0.16, bend), (0.5, bend - 0.06), (0.85, 0.66), (0.65, 0.95), (0.3, 1.0), (0.0, 0.88))


def _five(random):
    top = _straight((random.uniform(0.7, 0.95), random.uniform(-0.04, 0.04)), (0.22, 0.0))
    return [np.concatenate([top, _five_body(random)])]


def _five_apart(random):
    """A 5 whose bar is a second stroke, which may miss the first by up to a sixth of the height."""
    gap = random.uniform(-0.04, 0.16)
    left = 0.22 + random.uniform(-0.08, 0.2)
    bar = _straight((left, -gap), (left + random.uniform(0.4, 0.7), -gap - random.uniform(-0.03, 0.12)))
    return [np.concatenate([_straight((0.22, 0.0)), _five_body(random)]), bar]


def _six(random):
    low = random.uniform(0.25, 0.32)
    down = _bent((random.uniform(0.5, 0.85), 0.0), (0.25, 0.35), (0.1, 0.7), (0.2, 0.92))
    return [np.concatenate([down, _arc((0.47, 1.0 - low), (0.35, low), 120, -random.uniform(180, 250))])]


def _seven(random):
    level = random.uniform(-0.03, 0.08)
    top = [(0.05, level), (0.85, 0.0)]
    if random.random() < 0.3:
        top.insert(0, (0.05, level + random.uniform(0.08, 0.2)))
    end = random.uniform(0.15, 0.55)
    bow = random.uniform(-0.08, 0.02)
    leg = _bent((0.85, 0.0), ((0.85 + end) / 2 + bow, 0.5), (end, 1.0))
    strokes = [np.concatenate([_straight(*top), leg])] if random.random() < 0.85 else [_straight(*top), leg]
    return strokes


def _barred_seven(random):
    strokes, level = _seven(random), random.uniform(0.42, 0.6)
    centre = np.interp(level, strokes[-1][-9:, 1], strokes[-1][-9:, 0]) + random.normal(0, 0.04)
    half, rise = random.uniform(0.14, 0.35), random.uniform(-0.06, 0.06)
    return [*strokes, _straight((centre - half, level + rise), (centre + half, level - rise))]


def _eight(random):
    waist = random.uniform(0.42, 0.52)
    start = (random.uniform(0.6, 0.8), random.uniform(0.06, 0.16))
    return [
        _bent(
            *(start, (0.45, 0.0), (0.17, 0.2), (0.5, waist), (0.85, 0.77), (0.5, 1.0)),
            *((0.13, 0.78), (0.5, waist + 0.02), (0.8, 0.24), start),
        )
    ]


def _two_circles(random):
    waist = random.uniform(0.42, 0.52)
    upper = _arc((0.5, waist / 2), (random.uniform(0.2, 0.3), waist / 2), 90, 90 - 360 - random.uniform(0, 30))
    lower = _arc(
        (0.5, (1 + waist) / 2), (random.uniform(0.26, 0.36), (1 - waist) / 2), -90, 270 + random.uniform(0, 30)
    )
    return [upper, lower] if random.random() < 0.5 else [np.concatenate([upper, lower])]


def _nine(random):
    high = random.uniform(0.24, 0.32)
    loop = _arc((0.45, high), (0.36, high), -20, -20 - random.uniform(330, 380))
    end = random.uniform(0.45, 0.85)
    stem = _bent((0.81, high), ((0.81 + end) / 2 + 0.03, 0.65), (end, 1.0))
    return [np.concatenate([loop, stem])] if random.random() < 0.8 else [loop, stem]


def _curly_nine(random):
    high = random.uniform(0.22, 0.3)
    loop = _arc((0.45, high), (0.36, high), -20, -20 - random.uniform(330, 380))
    stem = _bent((0.81, high), (0.82, 0.7), (0.65, 0.96), (0.35, 1.0), (random.uniform(0.05, 0.2), 0.85))
    return [np.concatenate([loop, stem])]


KINDS = {  # label: what draws it, each as often as the others
    0: (_zero,),
    1: (_upstroke, _upstroke, _upstroke, _stem),
    2: (_two, _curly_two),
    3: (_three,),
    4: (_open_four, _closed_four),
    5: (_five, _five_apart),
    6: (_six,),
    7: (_seven, _barred_seven, _barred_seven),
    8: (_eight, _two_circles),
    9: (_nine, _curly_nine),
}
