"""How much is read of numbers with points, commas, signs and separators, of numbers side by side, and of tables.

On the pad, as PNG and as pages made to look photographed, through the public module. Digits are of writers whose pen
strokes the network was not trained on; marks are made in code (see bench.written).
"""

import io

import numpy as np
from PIL import Image

from bench import accuracy, cases, conditions, gallery, scoring, written
from bench.cases import Case
from bench.sections import figure, fresh_page, share
from train import numbers

SEED = 5
# How many of each kind, on the pad and as each kind of picture. If larger, figures are steadier, and it takes longer:
# now some five minutes on two busy cores.
STROKES, PICTURES, TABLES = 120, 40, 20
TOGETHER = 400  # numbers of spaced digits, which must not fall apart
GAPS = (0.12, 0.22, 0.4)  # between digits, in their height
APART = (1.0, 2.0)  # between numbers side by side, smallest and largest
TOOLS = (conditions.PENCIL, conditions.BALLPEN, conditions.MARKER)
HOWS = ("strokes", "PNG", "photographed")

SIDE_BY_SIDE = "side by side, split where they should be"

LEAST = {
    "decimals": {"strokes": 0.97, "PNG": 0.95, "photographed": 0.95},
    "dates with slashes": dict.fromkeys(HOWS, 0.95),
    SIDE_BY_SIDE: dict.fromkeys(HOWS, 0.98),
    "together": 0.995,
    "tables": 0.95,
    "sure cells": 0.995,
}
MOST_DROPPED = 0  # marks in pictures that are neither read nor a "?", in numbers without a doubtful digit
SURE = 0.9  # a confidence: a digit of less is doubtful


def measure(measured):
    """The section: "figures", and "rows" with counts by kind."""
    at_hand = cases.load(measured.data)
    hands = written.writers(at_hand.digits)
    figures, outcomes, dropped = {}, {}, 0
    with fresh_page(measured) as page:
        page.goto(measured.address)
        page.evaluate("() => bench.openDigitpad()")
        for kind in KINDS:
            for how in HOWS:
                made = list(_cases(kind, how, hands))
                readings = accuracy.read_all(page, [case.source for case in made])
                is_right = _is_split if kind == SIDE_BY_SIDE else scoring.reads_all
                found = outcomes[f"{kind}, {how}"] = scoring.outcome(made, readings, is_right)
                figures[f"{kind}, {how}"] = share(found.right, found.of, at_hand.floor(LEAST.get(kind, {}).get(how)))
                if how != "strokes":
                    dropped += sum(map(_is_dropped_in_silence, made, readings))
        figures |= _together(page, at_hand, outcomes)
        figures["marks in pictures dropped without a ? or a doubtful digit"] = figure(
            dropped, "", at_hand.floor(MOST_DROPPED)
        )
        for name, is_ruled in (("ruled", True), ("aligned", False)):
            figures |= _tables(page, at_hand, hands, name, is_ruled)
    gallery.write(measured.gallery / "numbers", outcomes)
    return {
        "figures": figures,
        "is": "numbers composed of digits of one writer each, and of marks made in code, on the pad and as pictures",
        "missing": at_hand.missing,
        "rows": {title: found.plain() for title, found in outcomes.items()},
    }


# What is written


def _number(random, count):
    return "".join(map(str, random.integers(0, 10, count)))


def _decimal(random):
    mark, sign = random.choice([".", ","]), random.choice(["", "-"])
    whole = _number(random, random.integers(1, 4))
    return sign + whole + (mark + _number(random, random.integers(1, 3)) if not sign or random.random() < 0.7 else "")


def _date(random):
    day, month, year = random.integers(1, 32), random.integers(1, 13), random.integers(1950, 2031)
    return str(random.choice([f"{day:02}/{month:02}/{year}", f"{day}/{month}/{year % 100:02}"]))


def _dashed(random):
    day, month, year = random.integers(1, 32), random.integers(1, 13), random.integers(1950, 2031)
    return str(random.choice([f"{day:02}-{month:02}-{year}", f"{year}-{month:02}-{day:02}"]))


def _time(random):
    return f"{random.integers(0, 24)}:{random.integers(0, 60):02}"


def _side_by_side(random):
    return " ".join(_number(random, random.integers(1, 5)) for _ in range(random.integers(2, 5)))


def _others(random):
    return _number(random, 2) + str(random.choice(["+", "="])) + _number(random, 2)


KINDS = {
    "decimals": _decimal,
    "dates with slashes": _date,
    "dates with dashes": _dashed,
    "times": _time,
    SIDE_BY_SIDE: _side_by_side,
    "plus and equals, read ?": _others,
}


def _cases(kind, how, hands):
    """So many of a kind; the same numbers as strokes and as pictures."""
    for i in range(STROKES if how == "strokes" else PICTURES):
        random = np.random.default_rng([SEED, i, *kind.encode()])
        text, gap = KINDS[kind](random), GAPS[i % len(GAPS)]
        hand = hands[random.choice(sorted(hands))]
        dots = written.DOT if i % 2 else written.TAP
        strokes = written.write(random, hand, text, gap, dots, random.uniform(*APART))
        expected = text.replace("+", "?").replace("=", "?")
        yield Case(_source(how, strokes, TOOLS[i % len(TOOLS)], random), expected, f"gap {gap}")


def _source(how, strokes, tool, random):
    if how == "strokes":
        return cases.strokes(strokes)
    if how == "PNG":
        return cases.file(conditions.png(conditions.on_paper(strokes)))
    return cases.file(conditions.jpeg(conditions.page([strokes], tool, random), 80))


def _is_split(case, text):
    """Whether each number has as many digits as it should, whatever they read as."""
    return [len(number) for number in text.split(" ")] == [len(number) for number in case.expected.split(" ")]


def _is_dropped_in_silence(case, reading):
    """Whether a mark is neither read, as whatever, nor a "?", and the page has no digit of the number checked."""
    marks = sum(letter in "?.,-/:" for letter in case.expected)
    is_doubtful = any(digit["confidence"] < SURE for digit in reading["digits"])
    return sum(letter in "?.,-/:" for letter in reading["text"]) < marks and not is_doubtful


def _together(page, at_hand, outcomes):
    """Numbers of spaced digits: whether each of them is one."""
    made = [
        Case(cases.strokes(number.strokes), number.text)
        for length in (3, 4, 5, 6)
        for number in numbers.compose(at_hand.digits, TOGETHER // 4, length, numbers.SPACED, (SEED, length))
    ]
    readings = accuracy.read_all(page, [case.source for case in made])
    one = [" " not in each["text"] for each in readings]
    outcomes["spaced digits"] = scoring.outcome(made, readings, scoring.reads_all)
    return {"spaced digits are one number": share(sum(one), len(one), at_hand.floor(LEAST["together"]))}


def _tables(page, at_hand, hands, name, is_ruled):
    """Cells of tables that are exactly right, of all and of those without a doubtful digit."""
    right = of = sure = sure_right = 0
    for i in range(TABLES):
        random = np.random.default_rng([SEED, i, is_ruled])
        pixels, cells = written.table(random, hands[random.choice(sorted(hands))], is_ruled)
        file = io.BytesIO()
        Image.fromarray(pixels).save(file, "PNG", compress_level=1)
        [reading] = accuracy.read_all(page, [cases.file(file.getvalue())])
        table = reading.get("table") or []
        has_shape = [len(row) for row in table] == [len(row) for row in cells]
        for row, expected in enumerate(cells):
            for column, text in enumerate(expected):
                cell = table[row][column] if has_shape else None
                is_right = has_shape and (cell["text"] if cell else "") == text
                is_sure = has_shape and (not cell or cell["least"] >= SURE)
                of, right = of + 1, right + is_right
                sure, sure_right = sure + is_sure, sure_right + (is_sure and is_right)
    return {
        f"tables, {name}: cells": share(right, of, at_hand.floor(LEAST["tables"])),
        f"tables, {name}: cells without doubt": share(sure_right, max(sure, 1), at_hand.floor(LEAST["sure cells"])),
    }
