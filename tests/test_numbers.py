"""Numbers composed of single pen digits."""

import numpy as np
import pytest

from train import numbers
from train.datasets import PenDigit

STROKES = {
    0: (np.array([[0, 0], [-40, 60], [0, 120], [40, 60], [0, 0]], float),),
    1: (np.array([[0, 0], [2, 60], [4, 110]], float),),
    4: (np.array([[30, 0], [0, 60], [60, 60]], float), np.array([[40, 30], [38, 90]], float)),
}
DIGITS = [
    PenDigit(tuple(stroke * scale for stroke in strokes), label, writer)
    for writer, scale in ((3, 1.0), (8, 2.5))
    for label, strokes in STROKES.items()
]


def compose(length=4, gaps=numbers.SPACED, seed=1, **options):
    return numbers.compose(DIGITS, 40, length, gaps, seed, **options)


def gaps_of(number):
    return [right[0] - left[2] for left, right in zip(number.boxes, number.boxes[1:], strict=False)]


@pytest.mark.parametrize("length", [1, 2, 5])
def test_boxes_hold_the_digits_in_the_order_of_the_text(length):
    for number in compose(length):
        assert len(number.text) == len(number.boxes) == length
        points = np.concatenate(number.strokes)
        edges = np.array(number.boxes)
        assert points.min(axis=0) == pytest.approx(edges[:, :2].min(axis=0))
        assert points.max(axis=0) == pytest.approx(edges[:, 2:].max(axis=0))
        count = sum(len(STROKES[int(digit)]) for digit in number.text)
        assert len(number.strokes) == count


def test_strokes_come_digit_by_digit():
    for number in compose():
        strokes = iter(number.strokes)
        for digit, (left, upper, right, lower) in zip(number.text, number.boxes, strict=True):
            drawn = np.concatenate([next(strokes) for _ in STROKES[int(digit)]])
            assert [*drawn.min(axis=0), *drawn.max(axis=0)] == pytest.approx([left, upper, right, lower])


def test_gaps_are_as_asked_for():
    spaced = [gap for number in compose() for gap in gaps_of(number)]
    assert min(spaced) >= 0.12 * numbers.HEIGHT
    assert 0.4 * numbers.HEIGHT < max(spaced) <= 0.5 * numbers.HEIGHT
    touching = [gap for number in compose(gaps=numbers.TOUCHING) for gap in gaps_of(number)]
    assert -0.1 * numbers.HEIGHT <= min(touching) < 0 < max(touching) <= 0.02 * numbers.HEIGHT


def test_ones_that_overlap_stay_in_order():
    ones = [digit for digit in DIGITS if digit.label == 1]
    for number in numbers.compose(ones, 40, 3, (-0.1, -0.1), seed=2):
        middles = [(left + right) / 2 for left, _, right, _ in number.boxes]
        assert middles == sorted(middles)


def test_a_number_is_by_one_writer_and_of_about_one_height():
    """Or in natural proportion, which here, where a writer's digits are 120, 110 and 90 high, is much the same."""
    for number in compose():
        heights = [lower - upper for _, upper, _, lower in number.boxes]
        assert max(heights) <= 1.4 * min(heights)
        assert np.median(heights) == pytest.approx(numbers.HEIGHT, rel=0.12)


def test_joined_numbers_are_drawn_without_lifting_the_pen():
    for number in compose(joined=True):
        assert len(number.strokes) == 1 + number.text.count("4")
    [number] = numbers.compose(DIGITS[:1], 1, 3, numbers.SPACED, seed=1, joined=True)
    steps = np.hypot(*np.diff(number.strokes[0], axis=0).T)
    assert steps.max() < 1.5 * np.median(steps)  # the ligature has points, too


def test_the_seed_decides():
    same, again, other = compose(), compose(), compose(seed=2)
    assert [number.text for number in same] == [number.text for number in again]
    assert all(
        np.array_equal(a, b)
        for one, two in zip(same, again, strict=True)
        for a, b in zip(one.strokes, two.strokes, strict=True)
    )
    assert [number.text for number in same] != [number.text for number in other]
