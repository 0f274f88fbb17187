"""Windows out of touching numbers, and digits that a program draws: what they are labelled as is what they are."""

import numpy as np
import pytest
from drawings import DRAWINGS

from train import augmentation, datasets, hands, windows
from train.augmentation import Augmentation
from train.datasets import Images, PenDigit

PEN = [
    PenDigit(tuple(np.array(stroke, float) for stroke in strokes), label, writer)
    for label, strokes in DRAWINGS.values()
    for writer in (1, 2)
]
NO_DIGIT = [10]


def image(left, right):
    """A bar of ink of this width, 20 pixels high."""
    pixels = np.zeros((28, 28), np.uint8)
    pixels[4:24, left:right] = 200
    return pixels


@pytest.fixture(scope="module")
def embedded():
    return datasets.load_embedded()[0]


def test_windows_are_seeded_and_inked(embedded):
    by = np.arange(len(embedded)) % 5
    labels = [*range(10), *NO_DIGIT * 5]
    for draw in (
        lambda seed: windows.of_images(embedded, by, labels, seed),
        lambda seed: windows.of_strokes(PEN, labels, seed, Augmentation()),
    ):
        made = draw(1)
        assert made.shape == (15, 28, 28) and made.dtype == np.uint8 and (made.max(axis=(1, 2)) > 100).all()
        np.testing.assert_array_equal(made, draw(1))
        assert not np.array_equal(made, draw(2))


def test_a_window_that_is_a_digit_looks_like_the_digit(embedded):
    by = np.zeros(len(embedded), int)
    labels = np.arange(200) % 10
    made = windows.of_images(embedded, by, labels, 3)
    means = np.stack([embedded.pixels[embedded.labels == digit].mean(axis=0) for digit in range(10)])
    likeness = np.corrcoef(made.reshape(200, -1), means.reshape(10, -1))[:200, 200:]
    assert (likeness.argmax(axis=1) == labels).mean() > 0.7


def test_digits_of_a_number_are_by_one_writer():
    # Those of the second writer are twice as wide, so that no window of one has a width of the other.
    images = Images(np.stack([image(11, 15), image(8, 20)]), np.array([1, 3], np.uint8))
    made = windows.of_images(images, np.array([1, 2]), [1] * 40, 5)
    widths = [np.ptp(np.flatnonzero(one.max(axis=0) > 150)) + 1 for one in made]
    assert max(widths) <= 7


@pytest.mark.parametrize(
    ("inside", "label", "expected"),
    [
        ([95, 5, 0], 3, True),
        ([85, 0, 0], 3, False),  # an end is lost
        ([100, 25, 0], 3, False),  # much of another digit
        ([50, 0, 0], 10, True),
        ([75, 0, 0], 10, False),  # it may be read as the digit
        ([100, 60, 0], 10, True),
        ([100, 30, 0], 10, False),
        ([0, 0, 0], 10, False),
    ],
)
def test_a_window_is_a_digit_or_none_by_the_ink_that_it_holds(inside, label, expected):
    assert windows._is_labelled(label, np.array(inside), np.full(3, 100), 0, [3, 3, 3]) is expected


def test_half_a_digit_whose_half_is_a_digit_is_left_out():
    assert windows._is_labelled(10, np.array([50, 0]), np.full(2, 100), 0, [3, 3])
    assert not windows._is_labelled(10, np.array([50, 0]), np.full(2, 100), 0, [8, 3])


def test_no_window_is_narrow_where_it_is_no_digit():
    for strokes in (windows._of_strokes(PEN, groups(), 10, np.random.default_rng(seed)) for seed in range(40)):
        width, height = np.ptp(np.concatenate(strokes), axis=0)
        assert width >= 0.4 * height


def groups():
    return windows._Groups([digit.writer for digit in PEN], [digit.label for digit in PEN])


# Digits drawn by a program


def by_program(label, seed):
    return hands.draw(np.random.default_rng(seed), label)


@pytest.mark.parametrize("label", range(10))
def test_a_digit_drawn_by_a_program_is_of_about_unit_size_and_differs_each_time(label):
    drawn = [by_program(label, seed) for seed in range(20)]
    extents = np.array([np.ptp(np.concatenate(strokes), axis=0) for strokes in drawn])
    assert extents[:, 1].min() > 0.9 and extents[:, 1].max() < 1.4 and extents[:, 0].max() < 1.35
    assert len({tuple(np.concatenate(strokes).ravel()) for strokes in drawn}) == 20


def test_upstrokes_of_a_one_are_short_and_long_and_steeper_than_the_top_of_a_seven():
    lengths, angles = [], []
    for seed in range(200):
        strokes = by_program(1, seed)
        begin, top = strokes[0][0], strokes[0][1]
        if top[1] < begin[1]:
            lengths.append(begin[1] - top[1])
            angles.append(np.degrees(np.arctan2(begin[1] - top[1], top[0] - begin[0])))
    assert len(lengths) > 100 and min(lengths) < 0.15 and max(lengths) > 0.8
    assert min(angles) > 30
    tops = [np.concatenate(by_program(7, seed))[:3] for seed in range(100)]
    assert max(abs(points[-1][1] - points[-2][1]) for points in tops) < 0.3


def test_bars_and_strokes_stand_apart_at_times():
    assert {len(by_program(7, seed)) for seed in range(60)} >= {1, 2, 3}
    gaps = [
        np.concatenate(strokes[:1])[:, 1].min() - strokes[1][:, 1].max()
        for strokes in (by_program(5, seed) for seed in range(60))
        if len(strokes) == 2
    ]
    assert len(gaps) > 10 and max(gaps) > 0.1 and min(gaps) < 0.05


def test_what_a_program_draws_can_be_warped():
    random = np.random.default_rng(1)
    for label in range(10):
        image = augmentation.draw_warped(by_program(label, 1), random, Augmentation())
        assert image.shape == (28, 28) and image.max() > 0.5
