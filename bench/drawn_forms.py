"""Pictures of forms that somebody filled in, and of slips with words and numbers by hand."""

import numpy as np
from HersheyFonts import HersheyFonts

from bench import conditions, sheets
from bench.hands import Hand, inked
from bench.sheets import Picture, Sheet
from train import augmentation

LABELS = (
    "Date of birth", "Account number", "Postal code", "Telephone", "Customer no.", "Membership number", "Order",
    "Passport number", "Tax identification number", "Amount", "Reference", "Contract", "Invoice no.", "Policy number",
)  # fmt: skip
HEADS = (
    "Application for membership", "Change of address", "Claim for expenses", "Registration form", "Order form",
    "Statement of account", "Please complete in block letters",
)  # fmt: skip
NOTES = (
    "Please write clearly and stay within the boxes.", "To be completed by the applicant.", "Do not fold this form.",
    "See the notes overleaf before you begin.", "I declare that the above is complete and true.",
    "Name and address in capital letters", "Signature of the applicant", "For office use only",
)  # fmt: skip
PRINTED = ("Form 1204-B", "Page 1 of 3", "Rev. 07/2019", "No. 5538", "Section 2")
WORDS = ("order", "paid", "room", "total", "tel", "bus", "no", "apples", "rent", "call", "met", "due", "from", "and")


def form(random, digits, photographed):
    """A filled-in form: fields of combs, boxes or lines, each a row of the text, among words in print."""
    width = random.integers(800, 1700)
    unit = width / random.uniform(38, 52)  # the height of print, in pixels
    fields = random.integers(2, 6)
    sheet = Sheet(width, unit * (8 + 5 * fields) + unit * 6, sheets.PAPERS[random.integers(len(sheets.PAPERS))])
    hand, pen = Hand(digits, random), sheets.PENS[random.integers(len(sheets.PENS))]
    font = sheets.PRINT[random.integers(len(sheets.PRINT))]
    printed = _head(sheet, random, unit, font)
    top, rows = 6.5 * unit, []
    line = sheets.GREY if random.random() < 0.5 else (sheets.BLACK, sheets.BLUE, sheets.RED)[random.integers(3)]
    maker = (_comb, _boxes, _line)[random.choice(3, p=[0.5, 0.3, 0.2])]
    for label in random.choice(LABELS, fields, replace=False):
        number = "".join(map(str, random.integers(0, 10, random.integers(4, 10))))
        left = 2 * unit
        if random.random() < 0.5:
            sheet.print(label, left, top, unit, font)
            top += 1.6 * unit
        else:
            sheet.print(label, left, top + 0.8 * unit, unit, font)
            left = width * 0.42
        cell = min(random.uniform(1.5, 2.2) * unit, (width - left - 2 * unit) / (1.25 * len(number)))
        maker(sheet, random, hand, number, left, top, cell, (line, pen))
        rows.append(number)
        top += random.uniform(3.6, 4.4) * unit
    for note in random.choice(NOTES, 3, replace=False):
        sheet.print(note, 2 * unit, top, 0.8 * unit, font)
        top += 1.3 * unit
    take = sheets.photographed if photographed else sheets.scanned
    return Picture("", take(sheet.pixels[: round(top + unit)], random), "\n".join(rows), printed)


def _head(sheet, random, unit, font):
    """The headline, a note and a printed number; returns the digits in print."""
    sheet.print(str(random.choice(HEADS)), 2 * unit, 1.2 * unit, 1.7 * unit, "DejaVuSans-Bold.ttf")
    sheet.print(str(random.choice(NOTES)), 2 * unit, 3.8 * unit, 0.8 * unit, font)
    number = str(random.choice(PRINTED))
    sheet.print(number, sheet.size[0] - 9 * unit, 1.4 * unit, 0.8 * unit, font)
    return ("".join(letter for letter in number if letter.isdigit()),)


def _comb(sheet, random, hand, number, left, top, cell, colours):
    """Boxes that share their walls, a few more than digits; in some combs only ticks from below part them."""
    line, pen = colours
    thick, high = random.integers(1, 4), cell * random.uniform(1.1, 1.4)
    count = len(number) + random.integers(0, 2)
    tick = 0.35 if random.random() < 0.25 else 1
    for i in range(count + 1):
        x = left + i * cell
        sheet.line((x, top + (1 - (1 if i in (0, count) else tick)) * high), (x, top + high), thick, line)
    if tick == 1:
        sheet.line((left, top), (left + count * cell, top), thick, line)
    sheet.line((left, top + high), (left + count * cell, top + high), thick, line)
    for i, digit in enumerate(number):
        _in_cell(
            sheet,
            random,
            hand.digit(int(digit), high * random.uniform(0.62, 0.95)),
            left + i * cell,
            top,
            cell,
            high,
            pen,
        )


def _boxes(sheet, random, hand, number, left, top, cell, colours):
    """A box for each digit, apart from the next."""
    line, pen = colours
    thick, high, apart = random.integers(1, 4), cell * random.uniform(1.05, 1.4), random.uniform(1.08, 1.25)
    for i, digit in enumerate(number):
        x = left + i * cell * apart
        sheet.box(x, top, cell, high, thick, line)
        _in_cell(sheet, random, hand.digit(int(digit), high * random.uniform(0.6, 0.92)), x, top, cell, high, pen)


def _line(sheet, random, hand, number, left, top, cell, colours):
    """A line to write on, in some forms a dotted one."""
    line, pen = colours
    base, end = top + 1.5 * cell, min(sheet.size[0] - cell, left + 1.3 * cell * len(number))
    if random.random() < 0.3:
        for x in np.arange(left, end, 6):
            sheet.line((x, base), (x + 2, base), 2, line)
    else:
        sheet.line((left, base), (end, base), random.integers(1, 4), line)
    x = left + 0.3 * cell
    for digit in number:
        ink = hand.digit(int(digit), cell * random.uniform(1.0, 1.3))
        sheet.ink(ink, x, base - len(ink) + random.normal(-0.08, 0.07) * cell, pen)
        x += ink.shape[1] + cell * random.uniform(0.1, 0.35)


def _in_cell(sheet, random, ink, left, top, width, height, colour):
    """Ink about the middle of a cell, as people hit it; what is wider than its cell is narrowed."""
    if ink.shape[1] > 0.95 * width:
        share = 0.95 * width / ink.shape[1]
        ink = np.clip(
            conditions.resized(ink, max(2, round(share * ink.shape[1])), max(4, round(share * len(ink)))), 0, 1
        )
    x = left + (width - ink.shape[1]) / 2 + random.normal(0, 0.06) * width
    sheet.ink(ink, x, top + (height - len(ink)) / 2 + random.normal(0, 0.05) * height, colour)


# Slips


def slip(random, digits):
    """A slip of paper: on each line a word or two by hand and a number; some with dust, some with printed words."""
    height, lines, end = random.uniform(40, 80), random.integers(2, 6), 0
    sheet = Sheet(30 * height, height * (2.1 * lines + 2), sheets.PAPERS[random.integers(len(sheets.PAPERS))])
    hand, pen = Hand(digits, random), sheets.PENS[random.integers(len(sheets.PENS))]
    rows = []
    for i in range(lines):
        base, left = height * (2.1 * i + 2.2), height * random.uniform(0.5, 1.2)
        if random.random() < 0.5:
            left += word(sheet, random, str(random.choice(WORDS)), left, base, height, hand.pen, pen) + 0.9 * height
        else:
            left += sheet.print(str(random.choice(LABELS)), left, base - 0.6 * height, 0.55 * height) + 0.7 * height
        number = "".join(map(str, random.integers(0, 10, random.integers(3, 7))))
        left = written(sheet, random, hand, number, left, base, height, pen) + 0.9 * height
        if random.random() < 0.4:
            left += word(sheet, random, str(random.choice(WORDS)), left, base, height, hand.pen, pen)
        rows.append(number)
        end = max(end, left)
    dust(sheet, random, random.integers(0, 60))
    take = sheets.photographed if random.random() < 0.7 else sheets.scanned
    seen = sheet.pixels[:, : round(end + random.uniform(0.3, 3) * height)]
    return Picture("", take(seen, random), "\n".join(rows))


def date(random, digits):
    """A date by hand, with slashes, points or dashes between its parts."""
    height = random.uniform(50, 110)
    parts = [f"{random.integers(1, 32):02}", f"{random.integers(1, 13):02}", str(random.integers(1950, 2031))]
    sheet = Sheet(height * 14, height * 2.4, sheets.PAPERS[random.integers(len(sheets.PAPERS))])
    hand, pen = Hand(digits, random), sheets.PENS[random.integers(len(sheets.PENS))]
    left, base, sign = height * random.uniform(0.6, 1.2), 1.7 * height, str(random.choice(list("//.-")))
    for i, part in enumerate(parts):
        left = written(sheet, random, hand, part, left, base, height, pen) + 0.12 * height
        if i < 2:
            left += _sign(sheet, random, hand, sign, left, base, height, pen) + 0.12 * height
    dust(sheet, random, random.integers(0, 40))
    take = sheets.photographed if random.random() < 0.5 else sheets.scanned
    return Picture("", take(sheet.pixels[:, : round(left + height)], random), "".join(parts))


def _sign(sheet, random, hand, sign, left, base, height, colour):
    """A sign between numbers: a slash, a point or a dash; returns how wide it is."""
    strokes = {
        "/": [np.array([[0.42, -0.08], [0, 1.1]])],
        ".": [np.array([[0.1, 0.97], [0.12, 1.0]])],
        "-": [np.array([[0, 0.55], [0.35, 0.53]])],
    }[sign]
    ink, low = inked(
        [(stroke + random.normal(0, 0.02, stroke.shape)) * height for stroke in strokes], max(hand.pen * height, 1)
    )
    sheet.ink(ink, left + low[0], base - height + low[1], colour)
    return ink.shape[1]


def written(sheet, random, hand, number, left, base, height, colour, gaps=(0.1, 0.3)):
    """A number by hand on a line; returns where it ends."""
    for digit in number:
        ink = hand.digit(int(digit), height * random.uniform(0.9, 1.1))
        sheet.ink(ink, left, base - len(ink) + random.normal(0, 0.03) * height, colour)
        left += ink.shape[1] + height * random.uniform(*gaps)
    return left


_CURSIVE = HersheyFonts()
_CURSIVE.load_default_font("scripts")


def word(sheet, random, letters, left, base, height, pen, colour):
    """A word by hand: a script font's strokes, bent as handwriting is; returns how wide it is."""
    strokes = [np.array(list(stroke), float) for stroke in _CURSIVE.strokes_for_text(letters)]
    strokes = [stroke for stroke in strokes if len(stroke) > 1]
    points = np.concatenate(strokes)
    scale = 0.9 * height / 21  # the height of the font's capitals
    strokes = [(stroke - [points[:, 0].min(), 9]) * scale for stroke in strokes]
    wave = random.normal(0, 0.04 * height, (2, 2))
    strokes = [augmentation.smooth(stroke + np.sin(stroke / height * 3) @ wave) for stroke in strokes]
    ink, low = inked(strokes, max(pen * height, 1))
    sheet.ink(ink, left + low[0], base + low[1], colour)
    return ink.shape[1]


def dust(sheet, random, count):
    """Specks of one to a few pixels."""
    for _ in range(count):
        x, y = random.integers(0, sheet.size[0]), random.integers(0, sheet.size[1])
        side = random.integers(1, 4)
        sheet.ink(np.full((side, random.integers(1, 4)), random.uniform(0.4, 1)), x, y, sheets.BLACK)
