"""Numbers with points, commas, signs and separators, composed of one writer's pen digits and of marks made in code.

    writers = written.writers(pen_digits)
    strokes = written.write(random, writers[5], "-12.50", gap=0.2)

Strokes are lists of (n, 2) arrays of x, y, y down; digits are about 1 high and stand on y = 1.
"""

import numpy as np

from bench import conditions, sheets
from bench.hands import inked
from bench.sheets import Sheet
from train import augmentation

DIGITS = "0123456789"
HEIGHT_SPREAD = 0.08  # share of the height by which digits differ; if larger, writing is more uneven
BASELINE_SPREAD = 0.03  # shares of the height, standard deviation of where digits stand; if larger, they dance more
GAP_SPREAD = 0.3  # share of a gap by which gaps differ
BESIDE_MARK = 0.6  # share of a gap that is beside a point or a comma, on each side
LEAST_GAP = 0.2  # of the lines of a mark and a digit, so that a broad pen's don't touch
# (writer, label): which of that writer's digits of that label shows another one: a 3 that everybody reads as 2. In
# tables of many numbers it comes so often that it hides what is measured.
MISLABELLED = {(30, "3"): 3}
DOT, TAP = "dot", "tap"  # a small ring, and a pen that is put down and lifted


def writers(digits):
    """{writer: {label: strokes of each}} of the writers of all ten digits, without what is mislabelled."""
    found = {}
    for digit in digits:
        extents = [np.ptp(stroke, axis=0).max() for stroke in digit.strokes]
        if min(extents) > 0.12 * np.ptp(np.concatenate(digit.strokes), axis=0).max():
            found.setdefault(digit.writer, {}).setdefault(str(digit.label), []).append(digit.strokes)
    whole = {writer: labels for writer, labels in found.items() if len(labels) == len(DIGITS)}
    for (writer, label), i in MISLABELLED.items():
        of_label = whole.get(writer, {}).get(label, [])
        del of_label[i : i + 1]
    return whole


def write(random, hand, text, gap, dots=TAP, apart=1.0):
    """The strokes of a text of one writer: digits `gap` heights apart, and numbers, at a blank, by `apart` heights."""
    strokes, right, between = [], 0.0, 0.0
    level = random.random() < 0.5
    for i, sign in enumerate(text):
        if sign == " ":
            between = apart
            continue
        drawn = _digit(random, hand, sign, level) if sign in DIGITS else MARKS[sign](random, dots)
        left = min(stroke[:, 0].min() for stroke in drawn)
        if i:
            is_small = not {sign, text[i - 1]} <= set(DIGITS + " ")
            usual = gap * (BESIDE_MARK if is_small else 1) * random.uniform(1 - GAP_SPREAD, 1 + GAP_SPREAD)
            between = between or max(usual, LEAST_GAP if is_small else 0)
        strokes += [stroke + np.array([right + between - left, 0]) for stroke in drawn]
        right = max(stroke[:, 0].max() for stroke in strokes)
        between = 0.0
    return strokes


def _digit(random, hand, label, level):
    """A digit's strokes on the line; `level` ones are all of one height, others as high as they were written."""
    drawn = hand[label][random.integers(len(hand[label]))]
    unit = [augmentation.smooth(stroke) for stroke in drawn]
    points = np.concatenate(unit)
    low, high = points.min(axis=0), points.max(axis=0)
    usual = high[1] - low[1] if level else np.median([_height(each) for some in hand.values() for each in some])
    scale = random.uniform(1 - HEIGHT_SPREAD, 1 + HEIGHT_SPREAD) / usual
    base = 1 + random.normal(0, BASELINE_SPREAD)
    return [(stroke - (low[0], high[1])) * scale + (0, base) for stroke in unit]


def _height(strokes):
    return np.ptp(np.concatenate(strokes)[:, 1])


# Marks, each about its own x


def _line(random, start, end, bow=0.02):
    """A stroke from one point to another, a little bowed."""
    along = np.linspace(0, 1, 9)[:, None]
    start, end = np.array(start), np.array(end)
    across = np.array([start[1] - end[1], end[0] - start[0]])
    return start + along * (end - start) + random.normal(0, bow) * 4 * along * (1 - along) * across


def _spot(random, dots, x, y):
    """A dot about (x, y)."""
    if dots == TAP:
        return np.array([(x, y)]) + random.normal(0, 0.008, (random.integers(1, 4), 2))
    radius, turns = random.uniform(0.025, 0.06), np.linspace(0, 2 * np.pi * random.uniform(0.8, 1.4), 12)
    return np.array([(x, y)]) + radius * np.stack([np.cos(turns), np.sin(turns)], 1)


def _point(random, dots):
    return [_spot(random, dots, 0, 1 + random.normal(-0.03, 0.025))]


def _comma(random, _dots):
    top = (0.0, 1 + random.uniform(-0.1, 0.02))
    return [_line(random, top, (-random.uniform(0.02, 0.14), top[1] + random.uniform(0.18, 0.32)), bow=0.08)]


def _dash(random, _dots):
    y, tilt = random.uniform(0.42, 0.64), random.normal(0, 0.03)
    return [_line(random, (0, y - tilt), (random.uniform(0.28, 0.55), y + tilt))]


def _slash(random, _dots):
    top, bottom = -random.uniform(0.05, 0.2), 1 + random.uniform(0.03, 0.2)
    ends = (random.uniform(0.3, 0.65), top), (0, bottom)
    return [_line(random, *(ends if random.random() < 0.7 else ends[::-1]))]


def _colon(random, dots):
    lower = 1 + random.normal(-0.12, 0.04)
    x, upper = random.normal(0, 0.015), lower - random.uniform(0.35, 0.55)
    return [_spot(random, dots, 0, upper), _spot(random, dots, x, lower)]


def _plus(random, _dots):
    side, y = random.uniform(0.2, 0.3), random.uniform(0.45, 0.6)
    return [_line(random, (0, y), (2 * side, y)), _line(random, (side, y - side), (side, y + side))]


def _equals(random, _dots):
    y, apart, width = random.uniform(0.4, 0.5), random.uniform(0.18, 0.28), random.uniform(0.35, 0.55)
    return [_line(random, (0, y + i * apart), (width, y + i * apart)) for i in range(2)]


MARKS = {".": _point, ",": _comma, "-": _dash, "/": _slash, ":": _colon, "+": _plus, "=": _equals}


def picture(strokes, pen=conditions.PEN):
    """A picture of strokes in dark ink on white paper, as a drawing program saves it."""
    return conditions.on_paper(strokes, pen)


# Tables


def table(random, hand, is_ruled):
    """A photographed table of 2 to 6 columns and 3 to 15 rows by one writer: the picture, and its cells' texts.

    Cells are texts, "" where one is empty. The numbers of a column have as many decimals, and stand to the right.
    """
    columns, rows = int(random.integers(2, 7)), int(random.integers(3, 16))
    height = random.uniform(34, 48)
    lengths = random.integers(1, 4, columns)
    decimals = random.choice([0, 0, 1, 2], columns)
    mark, empty = str(random.choice([".", ","])), random.choice([0, 0.1, 0.25])
    wide = [height * (0.95 * (length + places) + 1.9) for length, places in zip(lengths, decimals, strict=True)]
    high, margin = height * 1.9, height
    pen = random.uniform(0.07, 0.12) * height
    sheet = Sheet(sum(wide) + 2 * margin, rows * high + 2 * margin, sheets.PAPERS[random.integers(len(sheets.PAPERS))])
    if is_ruled:
        _rule(sheet, np.cumsum([margin, *wide]), margin + high * np.arange(rows + 1), random.uniform(1, 3))
    colour, cells = sheets.PENS[random.integers(len(sheets.PENS))], []
    for row in range(rows):
        cells.append([])
        for column in range(columns):
            text = _cell(random, lengths[column], decimals[column], mark)
            text = "" if row and column and random.random() < empty else text
            cells[-1].append(text)
            if not text:
                continue
            strokes = [stroke * height for stroke in write(random, hand, text, 0.2)]
            ink, (_, top) = inked(strokes, pen)
            right = margin + sum(wide[: column + 1]) - 0.55 * height
            sheet.ink(ink, right - ink.shape[1], margin + row * high + 0.45 * height + top, colour)
    return sheets.photographed(sheet.pixels, random, turn=1.5, lean=0.02, bend=0.004), cells


def _cell(random, length, places, mark):
    whole = "".join(map(str, random.integers(0, 10, length)))
    return whole + (mark + "".join(map(str, random.integers(0, 10, places))) if places else "")


def _rule(sheet, across, down, thick):
    for x in across:
        sheet.line((x, down[0]), (x, down[-1]), thick)
    for y in down:
        sheet.line((across[0], y), (across[-1], y), thick)
