"""Ink to numbers, by the site's own reader: which strokes are one digit, and that it stays so and stays fast."""

import random

import pytest
from conftest import Problems, opened, watched
from drawings import DRAWINGS, FEW, QUICK, arc, bounds, drawing, joined, line, placed, thinned

NAMES = {
    "0": "round zero",
    "1": "bar",
    "2": "two",
    "3": "three",
    "4": "closed four",
    "5": "five",
    "6": "six",
    "7": "seven with a bar",
    "8": "eight",
    "9": "nine",
}
SIZE = 100


@pytest.fixture(scope="module")
def reader_page(chromium, address):
    """A page with a reader, window.reader; one for all these tests, which leave it as it is."""
    problems = Problems()
    with watched(chromium, problems) as page:
        opened(page, address)
        page.evaluate(
            """async () => {
              const { createReader } = await import(new URL("digits.js", location.href).href);
              window.reader = await createReader();
            }"""
        )
        yield page
    assert problems.unexpected() == []


def as_points(strokes):
    return [[{"x": x, "y": y} for x, y in stroke] for stroke in strokes]


def read(page, strokes):
    return page.evaluate("(strokes) => reader.read(strokes)", as_points(strokes))


def digits_of(text, gap=0.3, x=0, y=0, size=SIZE, slope=0.0, names=NAMES):
    """The strokes of each digit of a number, side by side, `gap` of their height apart."""
    drawn = []
    for digit in text:
        strokes = placed(drawing(names[digit]), 0, 0, size)
        left, _, right, _ = bounds(strokes)
        drawn.append([[(px - left + x, py + y + slope * x) for px, py in stroke] for stroke in strokes])
        x += right - left + gap * size
    return drawn


def number(text, **where):
    return [stroke for strokes in digits_of(text, **where) for stroke in strokes]


def straight(*corners):
    """A stroke from corner to corner, with as many points as a hand gives where digits are SIZE high."""
    return placed([line(*((x / SIZE, y / SIZE) for x, y in corners))], 0, 0, SIZE)[0]


def text_of(page, strokes):
    return read(page, strokes)["text"]


def edges(digit):
    box = digit["box"]
    return box["x"], box["y"], box["x"] + box["width"], box["y"] + box["height"]


# Digits


@pytest.mark.parametrize("name", DRAWINGS)
def test_each_digit_is_read_however_it_is_written(reader_page, name):
    digit, strokes = DRAWINGS[name]
    assert text_of(reader_page, strokes) == str(digit)
    assert text_of(reader_page, thinned(strokes, QUICK)) == str(digit)


def test_few_points_of_a_straight_stroke_are_its_corners_and_read_as_well(reader_page):
    for name, count in {"bar": 2, "seven": 3, "three": FEW}.items():
        digit, strokes = DRAWINGS[name]
        few = thinned(strokes, FEW)
        assert [len(stroke) for stroke in few] == [count]
        assert text_of(reader_page, few) == str(digit)


# Numbers


@pytest.mark.parametrize("text", ["10", "47", "205", "8836", "31415", "967520"])
@pytest.mark.parametrize("gap", [0.15, 0.5])
def test_a_number_is_read(reader_page, text, gap):
    assert text_of(reader_page, number(text, gap=gap)) == text


@pytest.mark.parametrize("text", ["23", "580", "6392"])
def test_digits_that_touch_are_told_apart(reader_page, text):
    assert text_of(reader_page, number(text, gap=-0.03)) == text


@pytest.mark.parametrize("scale", [0.01, 1, 1000])
def test_numbers_come_in_any_units(reader_page, scale):
    strokes = [[(scale * x - 7, scale * y + 9) for x, y in stroke] for stroke in number("2748")]
    assert text_of(reader_page, strokes) == "2748"


def test_each_digit_has_its_box(reader_page):
    drawn = digits_of("4805")
    reading = read(reader_page, number("4805"))
    assert [edges(digit) for digit in reading["digits"]] == [pytest.approx(bounds(strokes)) for strokes in drawn]
    assert [digit["row"] for digit in reading["digits"]] == [0, 0, 0, 0]


@pytest.mark.parametrize(
    ("name", "digit"),
    [
        ("open four", "4"),
        ("closed four", "4"),
        ("five", "5"),
        ("seven with a bar", "7"),
        ("eight of two rings", "8"),
    ],
)
def test_strokes_of_a_digit_stay_together(reader_page, name, digit):
    """Alone, and between others."""
    names = {**NAMES, digit: name}
    for text in (digit, f"1{digit}0", f"{digit}{digit}"):
        assert text_of(reader_page, number(text, gap=0.2, names=names)) == text


def test_bars_may_be_drawn_last(reader_page):
    drawn = digits_of("5475")
    first, later = [strokes[0] for strokes in drawn], [strokes[1] for strokes in drawn]
    assert text_of(reader_page, first + later) == "5475"
    assert text_of(reader_page, first + later[::-1]) == "5475"


def test_the_order_of_writing_does_not_matter(reader_page):
    strokes = number("54078")
    for seed in range(3):
        shuffled = random.Random(seed).sample(strokes, len(strokes))
        assert text_of(reader_page, shuffled) == "54078"
    assert text_of(reader_page, [stroke[::-1] for stroke in strokes]) == "54078"


def test_digits_joined_in_one_stroke_are_cut(reader_page):
    [two], [three] = digits_of("2")[0], digits_of("3", x=130)[0]
    (x, y), (to_x, to_y) = two[-1], three[0]
    ligature = [(x + (to_x - x) * i / 20, y + (to_y - y) * i / 20) for i in range(1, 20)]
    stroke = joined(two, ligature, three)
    reading = read(reader_page, [stroke])
    assert reading["text"] == "23"
    assert reading["digits"][0]["box"]["x"] < reading["digits"][1]["box"]["x"]


# Rows


def test_rows_are_read_from_top_to_bottom(reader_page):
    rows = ["407", "15", "2368", "90", "588"]
    strokes = [stroke for i, text in enumerate(rows) for stroke in number(text, x=20 * i, y=150 * i)]
    reading = read(reader_page, strokes)
    assert reading["text"] == "\n".join(rows)
    assert [digit["row"] for digit in reading["digits"]] == [i for i, text in enumerate(rows) for _ in text]
    assert text_of(reader_page, random.Random(1).sample(strokes, len(strokes))) == "\n".join(rows)


@pytest.mark.parametrize("slope", [-0.15, 0.15])
def test_rows_may_slope(reader_page, slope):
    strokes = number("230586", slope=slope) + number("904", y=170, slope=slope)
    assert text_of(reader_page, strokes) == "230586\n904"


def test_digits_may_dance_and_differ_in_size(reader_page):
    strokes = []
    for i, (digit, size, y) in enumerate([("3", 100, 0), ("0", 60, 35), ("8", 90, 20), ("2", 110, -15)]):
        strokes += number(digit, x=130 * i, y=y, size=size)
    assert text_of(reader_page, strokes) == "3082"


# While a person writes


def test_what_was_read_stays_while_more_is_written(reader_page):
    """At every stage of every stroke: the digits finished before, as they were."""
    drawn = digits_of("458702")
    done, read_before = [], []
    for count, strokes in enumerate(drawn):
        for i, stroke in enumerate(strokes):
            for share in (0.1, 0.3, 0.5, 0.7, 0.9, 1):
                growing = [*done, *strokes[:i], stroke[: max(1, round(share * len(stroke)))]]
                reading = read(reader_page, growing)
                finished = [(digit["digit"], edges(digit)) for digit in reading["digits"]][: len(read_before)]
                assert finished == read_before
        done += strokes
        read_before = [(digit["digit"], edges(digit)) for digit in reading["digits"]]
        assert reading["text"] == "458702"[: count + 1]


def test_ink_elsewhere_changes_nothing(reader_page):
    first = read(reader_page, number("5748"))["digits"]
    elsewhere = number("83", x=900, y=40, size=300) + number("12", y=-300, size=40)
    with_more = read(reader_page, number("5748") + elsewhere)["digits"]
    plain = [(digit["digit"], digit["confidence"], digit["box"]) for digit in first]
    assert [one for one in plain if one in [(d["digit"], d["confidence"], d["box"]) for d in with_more]] == plain


def test_strokes_that_changed_since_are_read_anew(reader_page):
    texts = reader_page.evaluate(
        """async ([strokes, other]) => {
          const first = await reader.read(strokes);
          first.digits[0].image.fill(0);
          first.digits[0].probabilities.fill(0);
          const again = await reader.read(strokes);
          strokes[0].splice(0, Infinity, ...other[0]);
          const changed = await reader.read(strokes);
          return [first.text, again.text, changed.text, Math.max(...again.digits[0].image)];
        }""",
        [as_points(number("2")), as_points(number("3"))],
    )
    assert texts[:3] == ["2", "2", "3"]
    assert texts[3] > 0.9


# What is no number


def test_no_ink_is_no_number(reader_page):
    for strokes in ([], [[]], [[], []]):
        assert read(reader_page, strokes) == {"text": "", "digits": [], "rows": []}
    assert text_of(reader_page, [[], *number("5"), []]) == "5"


def test_lines_that_meet_are_one_sign(reader_page):
    """Two 1s do not: a V, an X and a T are no 11."""
    for sign in (
        [straight((0, 0), (30, 100)), straight((60, 0), (30, 100))],
        [straight((0, 0), (60, 100)), straight((60, 0), (0, 100))],
        [straight((0, 0), (80, 0)), straight((40, 0), (40, 100))],
    ):
        reading = read(reader_page, sign)
        assert len(reading["digits"]) == 1, reading["text"]
    assert text_of(reader_page, [straight((0, 0), (0, 100)), straight((30, 0), (30, 100))]) == "11"


@pytest.mark.parametrize(
    "letter",
    [
        [straight((0, 0), (0, 100)), straight((70, 0), (70, 100)), straight((0, 50), (70, 50))],
        [straight((0, 0), (0, 100)), straight((60, 0), (0, 55)), straight((15, 45), (65, 100))],
        pytest.param(
            [
                straight((0, 0), (0, 100)),
                straight((0, 0), (40, 60)),
                straight((40, 60), (80, 0)),
                straight((80, 0), (80, 100)),
            ],
            marks=pytest.mark.xfail(strict=True, reason="a 1 beside what may be a 4, read 14 since distillation"),
        ),
        [straight((0, 0), (0, 100)), straight((0, 0), (60, 100)), straight((60, 0), (60, 100))],
        [straight((0, 0), (0, 100)), arc(0, 25, 90, 50, -90, 90), straight((10, 50), (50, 100))],
    ],
    ids="HKMNR",
)
def test_a_letter_is_one_question_mark(reader_page, letter):
    assert text_of(reader_page, letter) == "?"
    assert text_of(reader_page, [*letter, *digits_of("2", x=110)[0]]) == "?2"


def test_what_is_no_digit_leaves_its_neighbours_alone(reader_page):
    star = [(205 + 50 * x, 50 * y) for x, y in ((1, 0), (1.6, 2), (0, 0.7), (2, 0.7), (0.4, 2), (1, 0))]
    reading = read(reader_page, [*number("28"), star, *number("30", x=345)])
    assert reading["text"] == "28?30"
    assert [digit["rejected"] for digit in reading["digits"]] == [False, False, True, False, False]


@pytest.mark.parametrize("strokes", [200, 1])
def test_a_scribble_is_one_question_mark_and_soon_read(reader_page, strokes):
    """5,000 points. Ordinary reading is a hundred times quicker than what is allowed here to a busy machine."""
    chance = random.Random(4)
    scribble = [
        [(chance.uniform(0, 300), chance.uniform(0, 200)) for _ in range(5000 // strokes)] for _ in range(strokes)
    ]
    text, ms = reader_page.evaluate(
        """async (strokes) => {
          const start = performance.now();
          const { text } = await reader.read(strokes);
          return [text, performance.now() - start];
        }""",
        as_points(scribble),
    )
    assert text == "?"
    assert ms < 2000
