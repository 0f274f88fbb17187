"""Pictures of sudokus, tables and single boxes with digits in them."""

import numpy as np

from bench import sheets
from bench.drawn_forms import word
from bench.hands import Hand
from bench.sheets import Picture, Sheet

HEADLINES = ("SUDOKU", "Le sudoku du jour", "Niveau moyen", "mittel", "Puzzle of the week", "schwer", "Supérieur")


def sudoku(random, digits):
    """A photographed sudoku, partly in print and partly filled in by hand, with a headline above it."""
    cell = random.integers(54, 104)
    left, top = cell * random.uniform(0.5, 1.2), cell * random.uniform(1.6, 2.4)
    paper = sheets.PAPERS[random.integers(len(sheets.PAPERS))]
    sheet = Sheet(9 * cell + 2 * left, 9 * cell + top + cell * random.uniform(0.4, 2), paper)
    bold = random.random() < 0.5
    sheet.print(
        str(random.choice(HEADLINES)), left, 0.4 * cell, 0.6 * cell, "DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"
    )
    _lattice(sheet, random, left, top, cell)
    rows = _fill(sheet, random, digits, (left, top, cell))
    picture = sheets.photographed(sheet.pixels, random, turn=2.5, lean=0.05, bend=0.008)
    return Picture("", picture, "\n".join(filter(None, rows)))


def _lattice(sheet, random, left, top, cell):
    """Thin lines between cells, thick ones around each nine of them."""
    thin, thick = random.uniform(1, 2.5), random.uniform(2.5, 6)
    thin_colour = sheets.GREY if random.random() < 0.6 else sheets.BLACK
    for i in sorted(range(10), key=lambda i: i % 3 == 0):
        width, colour = (thick, sheets.BLACK) if i % 3 == 0 else (thin, thin_colour)
        sheet.line((left, top + i * cell), (left + 9 * cell, top + i * cell), width, colour)
        sheet.line((left + i * cell, top), (left + i * cell, top + 9 * cell), width, colour)


def _fill(sheet, random, digits, place):
    """Digits in the cells, most printed or most by hand or both; returns the rows."""
    left, top, cell = place
    hand, pen = Hand(digits, random), sheets.PENS[random.integers(len(sheets.PENS))]
    font = str(random.choice(["DejaVuSans.ttf", "DejaVuSans-Bold.ttf", "DejaVuSerif.ttf", "STIXGeneral.ttf"]))
    printed, filled, height = random.uniform(0.25, 0.45), random.uniform(0.1, 1), random.uniform(0.45, 0.62)
    shift, rows = random.integers(0, 9), []
    order = random.permutation(9) + 1
    for row in range(9):
        kept = ""
        for column in range(9):
            value = int(order[(row * 3 + row // 3 + column + shift) % 9])
            if random.random() < printed:
                ink, colour, jitter = sheets.printed_digit(value, height * cell, font), sheets.BLACK, 0.0
            elif random.random() < filled:
                ink, colour, jitter = hand.digit(value, cell * random.uniform(0.5, 0.8)), pen, 0.07
            else:
                continue
            x = left + column * cell + (cell - ink.shape[1]) / 2 + random.normal(0, jitter) * cell
            sheet.ink(ink, x, top + row * cell + (cell - len(ink)) / 2 + random.normal(0, jitter) * cell, colour)
            kept += str(value)
        rows.append(kept)
    return rows


def table(random, digits):
    """A table of 3×3 to 6×10 cells, each a digit or a number of up to four, or empty."""
    columns, rows = random.integers(3, 7), random.integers(3, 11)
    longest = random.integers(1, 5)
    height = random.uniform(26, 64) if longest > 1 else random.uniform(34, 110)
    wide, high = height * (0.9 * longest + 0.9), height * random.uniform(1.5, 2)
    margin = random.uniform(0.3, 1) * height
    sheet = Sheet(
        columns * wide + 2 * margin, rows * high + 2 * margin, sheets.PAPERS[random.integers(len(sheets.PAPERS))]
    )
    colour = (sheets.BLACK, sheets.GREY, sheets.BLUE)[random.integers(3)]
    thick = random.uniform(1, 4)
    for i in range(rows + 1):
        sheet.line((margin, margin + i * high), (margin + columns * wide, margin + i * high), thick, colour)
    for i in range(columns + 1):
        sheet.line((margin + i * wide, margin), (margin + i * wide, margin + rows * high), thick, colour)
    hand, pen = Hand(digits, random), sheets.PENS[random.integers(len(sheets.PENS))]
    empty, text = random.choice([0, 0, 0.2, 0.4]), []
    for row in range(rows):
        kept = ""
        for column in range(columns):
            if random.random() < empty:
                continue
            number = "".join(map(str, random.integers(0, 10, random.integers(max(1, longest - 1), longest + 1))))
            ink = number_ink(random, hand, number, height)
            x = margin + column * wide + (wide - ink.shape[1]) / 2 + random.normal(0, 0.04) * height
            sheet.ink(ink, x, margin + row * high + (high - len(ink)) / 2 + random.normal(0, 0.05) * height, pen)
            kept += number
        text.append(kept)
    take = sheets.photographed if random.random() < 0.6 else sheets.scanned
    return Picture("", take(sheet.pixels, random), "\n".join(filter(None, text)))


def number_ink(random, hand, number, height):
    """A number by hand as one piece of ink, not touching."""
    inks = [hand.digit(int(digit), height * random.uniform(0.92, 1.05)) for digit in number]
    gap, high = max(2, round(0.12 * height)), max(map(len, inks))
    joined = np.zeros((high, sum(ink.shape[1] for ink in inks) + gap * (len(inks) - 1)))
    left = 0
    for ink in inks:
        joined[high - len(ink) :, left : left + ink.shape[1]] = ink
        left += ink.shape[1] + gap
    return joined


def square(random, digits):
    """One digit in a square, in some pictures with a word beside it."""
    side = random.choice([36, 48, 80, 140, 200, 320])
    margin = random.uniform(0.1, 0.6) * side
    beside = random.random() < 0.3 and side > 60
    sheet = Sheet(
        side * (2.6 if beside else 1) + 2 * margin,
        side + 2 * margin,
        sheets.PAPERS[random.integers(len(sheets.PAPERS))],
    )
    sheet.box(
        margin,
        margin,
        side,
        side,
        max(1, side * random.uniform(0.01, 0.04)),
        (sheets.BLACK, sheets.GREY)[random.integers(2)],
    )
    hand, value = Hand(digits, random), random.integers(0, 10)
    ink = hand.digit(value, side * random.uniform(0.5, 0.78))
    x, y = margin + (side - ink.shape[1]) / 2, margin + (side - len(ink)) / 2
    sheet.ink(ink, x + random.normal(0, 0.04) * side, y + random.normal(0, 0.04) * side, sheets.PENS[0])
    if beside:
        word(sheet, random, "qty", margin + 1.2 * side, margin + 0.7 * side, 0.4 * side, hand.pen, sheets.PENS[0])
    take = sheets.photographed if random.random() < 0.4 else sheets.scanned
    return Picture("", take(sheet.pixels, random), str(value))


def framed(random, digits):
    """A number with a frame just inside the picture's edge."""
    height = random.uniform(30, 110)
    number = "".join(map(str, random.integers(0, 10, random.integers(1, 6))))
    ink = number_ink(random, Hand(digits, random), number, height)
    margin = height * random.uniform(0.4, 1)
    sheet = Sheet(ink.shape[1] + 2 * margin, len(ink) + 2 * margin)
    inset, (width, depth) = random.integers(0, 9), sheet.size
    sheet.box(inset, inset, width - 2 * inset - 1, depth - 2 * inset - 1, random.uniform(1, 4), sheets.BLACK)
    sheet.ink(ink, margin, margin, sheets.PENS[random.integers(len(sheets.PENS))])
    return Picture("", sheets.scanned(sheet.pixels, random), number)
