"""The rows of the accuracy section: what is read, under which conditions, and how much of it has to be right."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from bench import cases, conditions, scoring
from bench.cases import Case
from train import numbers, sets, unseen
from train.contract import SIDE

SEED = 3

# How many of each. If larger, figures are steadier, and it takes longer: now some minutes on two busy cores.
MNIST_READ = 1500
DIGITS_PLACED = 15  # at each place and scale
DIGITS_CHANGED = 80  # at each width of pen, angle, slant
DIGITS_SEEN = 200  # in each light, blur, noise
NUMBERS, NUMBERS_SEEN = 120, 60  # of each length and gap, as strokes, as pictures
PAGES = 40
NONDIGITS, NONDIGITS_SEEN = 150, 50  # of each kind, as strokes, as pictures

PAD = (600, 450)  # pixels
PAD_PEN = 10  # pixels, the width of a line; with the scales, lines are thin and thick beside their digit
SCALES = (0.2, 0.3, 0.5, 0.8)  # of the pad's height
PLACES = {"left": 0, "centre": 0.5, "right": 1}, {"top": 0, "middle": 0.5, "bottom": 1}
PENS = (0.5, 0.7, 1, 1.4, 2)  # times an ordinary pen
ANGLES = (-15, -10, -5, 5, 10, 15)  # degrees
SLANTS = (-0.4, -0.2, 0.2, 0.4)  # of the height
LENGTHS, LONGEST = (2, 3, 4, 5), 6  # digits of a number; the floor is for LENGTHS
PAGE_LENGTHS, PAGE_ROWS = (2, 6), (1, 5)  # smallest and largest
PAGE_TOOLS = {"pencil": conditions.PENCIL, "ballpen": conditions.BALLPEN, "marker": conditions.MARKER}

# The shares that have to be right, of digits that people wrote.
LEAST = {"digits": 0.992, "spaced": 0.96, "touching": 0.8, "photographs": 0.95}


@dataclass(frozen=True)
class Row:
    """Cases that are counted together."""

    title: str
    cases: list
    least: float | None = None  # of the cases
    least_digits: float | None = None
    is_right: Callable = scoring.reads_all


DIGITS = "single digits, strokes"
NO_DIGIT = "no digit: "  # begins the titles of what has to be refused
NOTHING = f"{NO_DIGIT}nothing at all"


def rows(at_hand):
    """All rows for `Samples`, one after the other: their pictures take memory."""
    yield from _single(at_hand)
    yield _placed_strokes(at_hand)
    yield _placed_canvas(at_hand)
    yield from _changed(at_hand)
    yield from _seen(at_hand)
    yield from _numbers(at_hand)
    yield from _pages(at_hand)
    yield from _nondigits(at_hand)


def _single(at_hand):
    made = [Case(cases.strokes(digit.strokes), str(digit.label), str(digit.label)) for digit in at_hand.digits]
    yield Row(DIGITS, made, at_hand.floor(LEAST["digits"]))
    if at_hand.mnist is not None:
        chosen = at_hand.mnist[cases.some(range(len(at_hand.mnist)), MNIST_READ, SEED)]
        yield Row(f"{sets.MNIST}, ImageData", _images(chosen.pixels, chosen.labels))
    pictures, labels = at_hand.embedded
    yield Row("scikit-learn's 8×8 digits, ImageData", _images(np.round(pictures * 255 / 16), labels))


def _images(pictures, labels):
    return [
        Case(cases.pixels(picture), str(label), str(label)) for picture, label in zip(pictures, labels, strict=True)
    ]


def _drawn(at_hand, count, seed):
    """Strokes 1 high, and their digits, of so many digits."""
    chosen = cases.some(at_hand.digits, count, (SEED, seed))
    return [(conditions.one_high(digit.strokes), str(digit.label)) for digit in chosen]


def _placed(at_hand):
    """Digits in nine places on the pad in four scales: strokes in the pad's pixels, digit, and where."""
    places = [
        (scale, (x, y), f"{scale} of the pad, {line} {column}")
        for scale in SCALES
        for column, x in PLACES[0].items()
        for line, y in PLACES[1].items()
    ]
    for i, (scale, place, name) in enumerate(places):
        for unit, label in _drawn(at_hand, DIGITS_PLACED, i):
            sized = [scale * PAD[1] * stroke + PAD_PEN for stroke in unit]
            free = np.array(PAD) - np.concatenate(sized).max(axis=0) - PAD_PEN
            yield [stroke + free * place for stroke in sized], label, name


def _placed_strokes(at_hand):
    made = [Case(cases.strokes(strokes), *rest) for strokes, *rest in _placed(at_hand)]
    return Row("9 places × 4 scales, strokes", made, at_hand.floor(LEAST["digits"]))


def _placed_canvas(at_hand):
    made = [Case(cases.canvas(strokes, *PAD, PAD_PEN), *rest) for strokes, *rest in _placed(at_hand)]
    return Row("9 places × 4 scales, canvas", made)


def _changed(at_hand):
    """Pens, angles and slants."""
    digits = _drawn(at_hand, DIGITS_CHANGED, 100)
    pens = [(_picture(strokes, conditions.PEN * pen), label, f"{pen}×") for pen in PENS for strokes, label in digits]
    yield Row("pen width 0.5–2×, PNG", [Case(*each) for each in pens])
    for title, change, values in (
        ("rotated to ±15°", conditions.rotated, ANGLES),
        ("slanted to ±0.4", conditions.slanted, SLANTS),
    ):
        changed = [(change(strokes, value), label, f"{value}") for value in values for strokes, label in digits]
        yield Row(f"{title}, strokes", [Case(cases.strokes(strokes), *rest) for strokes, *rest in changed])
        yield Row(f"{title}, PNG", [Case(_picture(strokes), *rest) for strokes, *rest in changed])


def _picture(strokes, pen=conditions.PEN):
    return cases.file(conditions.png(conditions.on_paper(strokes, pen)))


def _seen(at_hand):
    """What light, cameras and files do to a picture."""
    random = np.random.default_rng((SEED, 200))
    pictures = [(conditions.on_paper(strokes), label) for strokes, label in _drawn(at_hand, DIGITS_SEEN, 201)]
    for title, level, look in (
        ("as drawn", "", lambda picture: picture),
        ("negative", "", conditions.negative),
        ("light 2:1", "", lambda picture: conditions.lit_from_a_side(picture, 2, random)),
        ("light 4:1", "", lambda picture: conditions.lit_from_a_side(picture, 4, random)),
        ("blurred", "by 0.03 of the height", lambda picture: conditions.blurred(picture, 0.03 * conditions.HEIGHT)),
        (
            "blurred more",
            "by 0.06 of the height",
            lambda picture: conditions.blurred(picture, 0.06 * conditions.HEIGHT),
        ),
        ("noise", "0.1 of full scale", lambda picture: conditions.noisy(picture, 0.1, random)),
        ("more noise", "0.2 of full scale", lambda picture: conditions.noisy(picture, 0.2, random)),
    ):
        made = [Case(cases.file(conditions.png(look(picture))), label, level) for picture, label in pictures]
        yield Row(f"{title}, PNG", made)
    yield Row(
        "quality 20, JPEG", [Case(cases.file(conditions.jpeg(picture, 20)), label) for picture, label in pictures]
    )


def _numbers(at_hand):
    """Numbers of 2 to 6 digits by one writer, spaced and touching, as strokes and as pictures."""
    for name, gaps in (("spaced", numbers.SPACED), ("touching", numbers.TOUCHING)):
        of_length = {
            length: numbers.compose(at_hand.digits, NUMBERS, length, gaps, (SEED, length))
            for length in (*LENGTHS, LONGEST)
        }
        for lengths, span, floor in (
            (LENGTHS, f"{LENGTHS[0]}–{LENGTHS[-1]}", at_hand.floor(LEAST[name])),
            ([LONGEST], f"{LONGEST}", None),
        ):
            title = f"numbers of {span} digits, {name}"
            strokes = [(number, f"{length} digits") for length in lengths for number in of_length[length]]
            seen = [(number, f"{length} digits") for length in lengths for number in of_length[length][:NUMBERS_SEEN]]
            yield Row(
                f"{title}, strokes",
                [Case(cases.strokes(number.strokes), number.text, part) for number, part in strokes],
                floor,
            )
            yield Row(f"{title}, PNG", [Case(_picture(_unit(number)), number.text, part) for number, part in seen])


def _unit(number):
    """A number's strokes with a digit about 1 high."""
    return [stroke / numbers.HEIGHT for stroke in number.strokes]


def _pages(at_hand):
    """Photographs, and pages that are made to look photographed."""
    if at_hand.photographs:
        every = [case for found in at_hand.photographs.values() for case in found]
        yield Row("photographs", every, least_digits=LEAST["photographs"])
    yield Row("pages made to look photographed", [_page(at_hand, i) for i in range(PAGES)])


def _page(at_hand, i):
    random = np.random.default_rng((SEED, 300, i))
    tool, ruled = list(PAGE_TOOLS)[i % len(PAGE_TOOLS)], i % 4 == 3
    lengths = random.integers(*PAGE_LENGTHS, random.integers(*PAGE_ROWS, endpoint=True), endpoint=True)
    lines = [
        numbers.compose(at_hand.digits, 1, length, numbers.SPACED, (SEED, 300, i, row))[0]
        for row, length in enumerate(lengths)
    ]
    sheet = conditions.page([_unit(line) for line in lines], PAGE_TOOLS[tool], random, ruled)
    text = "\n".join(line.text for line in lines)
    return Case(cases.file(conditions.jpeg(sheet, 80)), text, f"{tool}, ruled" if ruled else tool)


def _nondigits(at_hand):
    """What is no digit, by kind, as strokes and as pictures; and nothing at all."""
    digits = [(digit.label, digit.strokes) for digit in at_hand.digits]
    for kind, drawn in unseen.strokes(digits, NONDIGITS, SEED).items():
        is_right = scoring.reads_not_one_digit if kind == "two digits in one box" else scoring.reads_no_digit
        unit = [conditions.one_high(strokes) for strokes in drawn]
        strokes = [Case(cases.strokes(each), None) for each in unit]
        pictures = [Case(_picture(each), None) for each in unit[:NONDIGITS_SEEN]]
        yield Row(f"{NO_DIGIT}{kind}, strokes", strokes, is_right=is_right)
        yield Row(f"{NO_DIGIT}{kind}, PNG", pictures, is_right=is_right)
    yield Row(
        NOTHING,
        [
            Case(cases.strokes([]), None),
            Case(cases.canvas([], *PAD, PAD_PEN), None),
            Case(cases.pixels(np.zeros((SIDE, SIDE))), None),
            Case(cases.file(conditions.png(np.ones(PAD[::-1]))), None),
        ],
        is_right=scoring.reads_no_digit,
    )
