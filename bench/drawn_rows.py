"""Pictures of rows on ruled, squared and blank paper: notebooks' pages and crops of them, rows close to each other."""

from itertools import pairwise

import numpy as np

from bench import conditions, sheets
from bench.hands import Hand, inked
from bench.sheets import Picture, Sheet
from train import augmentation

RULES = ((0.45, 0.6, 0.85), (0.62, 0.42, 0.38), (0.55, 0.62, 0.68), (0.75, 0.45, 0.5), (0.5, 0.55, 0.6))
NOTEBOOKS = ((0.93, 0.93, 0.92), (0.82, 0.86, 0.87), (0.9, 0.86, 0.82), (0.96, 0.95, 0.9), (0.8, 0.79, 0.78))
INKS = ((0.2, 0.12, 0.12), (0.15, 0.15, 0.2), (0.12, 0.15, 0.45), (0.25, 0.2, 0.2))


def crop(random, digits):
    """A close-up of a number in a ruled notebook: 100 to 300 pixels wide, on, touching or crossing its line."""
    number = "1000" if random.random() < 0.2 else _number(random, 3, 5)
    width = random.integers(100, 301)
    hand = Hand(digits, random, kind="pen" if random.random() < 0.75 else "images")
    height = width / (0.85 * len(number) + 0.6)
    hand.pen = np.clip(random.uniform(1.2, 3) / height, 0.05, 0.13)
    sheet = Sheet(2 * width, height * random.uniform(1.25, 1.9), NOTEBOOKS[random.integers(len(NOTEBOOKS))])
    rule, ink = RULES[random.integers(len(RULES))], INKS[random.integers(len(INKS))]
    base = max(sheet.size[1] * random.uniform(0.72, 0.95), height * random.uniform(0.98, 1.12))
    thick, slope, apart = random.uniform(1, 2.4), random.uniform(-0.04, 0.04), height * random.uniform(1.2, 1.7)
    for y in (base, base - apart, base + apart):
        sheet.line((-2, y), (2 * width, y + 2 * slope * width), thick, rule)
    if random.random() < 0.15:
        sheet.line((random.uniform(0, 0.08) * width, 0), (0.06 * width, sheet.size[1]), thick, sheets.RED)
    gaps = [(-0.12, 0.02), (0.05, 0.25)][random.integers(2)]
    rise = random.choice([0.0, random.uniform(0.02, 0.12), random.uniform(-0.2, 0)]) * height
    place = (random.uniform(0.02, 0.12) * width, base - rise, height)
    end = _along(sheet, random, hand, number, place, ink, gaps, slope)
    if random.random() < 0.3:
        _remains(sheet, random, hand, height, ink)
    pixels = sheet.pixels[:, : round(end + random.uniform(-0.02, 0.4) * height)]
    taken = sheets.photographed(pixels, random, turn=1.5, lean=0.01, bend=0.0, light=1.4, blur=0.9, noise=4)
    return Picture("", taken, number)


def _number(random, least, most):
    return "".join(map(str, random.integers(0, 10, random.integers(least, most + 1))))


def _along(sheet, random, hand, number, place, colour, gaps, slope=0.0):
    """A number from (left, base) on, digits `height` high, by boxes `gaps` heights apart; returns where it ends."""
    left, base, height = place
    for digit in number:
        ink = hand.digit(int(digit), height * random.uniform(0.88, 1.08))
        sheet.ink(ink, left, base + slope * left - len(ink) + random.normal(0, 0.03) * height, colour)
        left += ink.shape[1] + height * random.uniform(*gaps)
    return left


def _remains(sheet, random, hand, height, colour):
    """The feet of a row above, at the upper edge."""
    for left in np.arange(0.05, 1, 0.1) * sheet.size[0]:
        ink = hand.digit(int(random.integers(0, 10)), height)
        sheet.ink(ink, left, height * random.uniform(0.04, 0.1) - len(ink), colour)


def page(random, digits):
    """A photographed page of a notebook, ruled or squared, with 5 to 12 rows of numbers."""
    width, count = 1600, random.integers(5, 13)
    height = random.uniform(45, 80)
    step = height * random.uniform(1.45, 1.9)
    sheet = Sheet(width, step * (count + 2), sheets.PAPERS[random.integers(len(sheets.PAPERS))])
    rule, squared = RULES[random.integers(len(RULES))], random.random() < 0.4
    spacing = step / (2 if squared else 1)
    thick = random.uniform(1, 2.2)
    for y in np.arange(step * 0.5, sheet.size[1], spacing):
        sheet.line((0, y), (width, y), thick, rule)
    if squared:
        for x in np.arange(random.uniform(0, spacing), width, spacing):
            sheet.line((x, 0), (x, sheet.size[1]), thick, rule)
    elif random.random() < 0.5:
        x = width * random.uniform(0.06, 0.12)
        sheet.line((x, 0), (x, sheet.size[1]), thick, sheets.RED)
    hand, pen = Hand(digits, random), sheets.PENS[random.integers(len(sheets.PENS))]
    rise, rows = random.choice([0.02, 0.08, -0.05]) * height, []
    for i in range(count):
        number = _number(random, 3, 9)
        place = (width * random.uniform(0.14, 0.3), step * (i + 1.5) - rise, height)
        _along(sheet, random, hand, number, place, pen, (0.12, 0.35))
        rows.append(number)
    return Picture("", sheets.photographed(sheet.pixels, random, turn=2), "\n".join(rows))


def close_rows(random, digits):
    """Rows with 5 to 40 % of a digit's height between them."""
    height, count, length = random.uniform(30, 120), random.integers(2, 5), random.integers(1, 6)
    hand, rows = Hand(digits, random), []
    gap = max(2, random.uniform(0.05, 0.4) * height)
    lines = []
    for _ in range(count):
        number = _number(random, length, length)
        inks = [hand.digit(int(digit), height * random.uniform(0.97, 1.0)) for digit in number]
        lines.append(inks)
        rows.append(number)
    wide = max(sum(ink.shape[1] + 0.25 * height for ink in inks) for inks in lines)
    sheet = Sheet(wide + 1.2 * height, count * (height + gap) + 1.4 * height)
    top = 0.7 * height
    for inks in lines:
        left, deep = 0.7 * height, max(map(len, inks))
        for ink in inks:
            sheet.ink(ink, left, top + deep - len(ink), sheets.PENS[0])
            left += ink.shape[1] + random.uniform(0.12, 0.25) * height
        top += deep + gap
    if random.random() < 0.6:
        return Picture("", sheets.scanned(sheet.pixels, random), "\n".join(rows))
    return Picture("", sheets.photographed(sheet.pixels, random, turn=1), "\n".join(rows))


# Straight strokes

_STRAIGHT = {
    "1": ([[(0, 0), (0, 1)]], [[(-0.18, 0.2), (0, 0), (0, 1)]]),
    "4": (
        [[(0, 0), (-0.06, 0.6), (0.5, 0.6)], [(0.36, 0.1), (0.36, 1)]],
        [[(0.4, 1), (0.4, 0), (0, 0.68), (0.6, 0.68)]],
    ),
    "7": ([[(0, 0), (0.5, 0), (0.15, 1)]], [[(0, 0), (0.5, 0), (0.15, 1)], [(0.05, 0.5), (0.5, 0.5)]]),
}
_NUMBERS = ("142", "417", "111", "147", "714", "41", "11", "174", "741", "1", "4", "7", "12", "121", "4117", "1174")


def thin(random, digits):
    """A number of straight strokes with a thin pen on a large sheet."""
    number, width = str(random.choice(_NUMBERS)), random.choice([500, 600, 900, 1200])
    depth = width * random.uniform(0.45, 0.8)
    height = min(depth * random.uniform(0.4, 0.85), width / (0.75 * len(number) + 0.3))
    hand = Hand(digits, random, kind="pen")
    pen, colour = random.uniform(1, 5), sheets.PENS[random.integers(len(sheets.PENS))]
    sheet = Sheet(width, depth, sheets.PAPERS[random.integers(len(sheets.PAPERS))])
    left, top = 0.12 * width, (depth - height) / 2
    for digit in number:
        strokes = _straight(random, digit) if digit in _STRAIGHT else hand.strokes(int(digit))
        low = np.concatenate(strokes).min(axis=0)
        ink, corner = inked([(stroke - low) * height for stroke in strokes], pen)
        sheet.ink(ink, left + corner[0], top + corner[1] + random.normal(0, 0.02) * height, colour)
        left += ink.shape[1] + height * random.uniform(0.15, 0.3)
    take = sheets.photographed if random.random() < 0.5 else sheets.scanned
    return Picture("", take(sheet.pixels, random), number)


def _straight(random, digit):
    """A digit of straight strokes as a hand draws it: not quite straight, leaning, its corners not quite sharp."""
    shapes = _STRAIGHT[digit]
    strokes = [np.array(stroke, float) for stroke in shapes[random.integers(len(shapes))]]
    strokes = [stroke + random.normal(0, 0.015, stroke.shape) for stroke in strokes]
    dense = [np.concatenate([np.linspace(a, b, 6)[:-1] for a, b in pairwise(s)] + [s[-1:]]) for s in strokes]
    wavy = [augmentation.smooth(stroke + random.normal(0, 0.004, stroke.shape)) for stroke in dense]
    return conditions.slanted(wavy, random.uniform(-0.05, 0.2))
