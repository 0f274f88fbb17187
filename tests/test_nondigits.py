"""What is no digit: kinds for training and for testing, kept apart, seeded, and of the shape that networks take."""

import numpy as np
import pytest
from drawings import DRAWINGS

from train import nondigits
from train.augmentation import Augmentation

DIGITS = [(label, [np.array(stroke) for stroke in strokes]) for label, strokes in DRAWINGS.values()]


def test_no_kind_font_or_maker_is_used_for_training_and_testing_alike():
    assert not set(nondigits.TRAINING_KINDS) & set(nondigits.TESTING_KINDS.values())
    assert not set(nondigits.TRAINING_FONTS) & set(nondigits.TESTING_FONTS)


def test_no_letter_that_people_write_a_digit_like():
    assert not set(nondigits.TRAINING_LETTERS + nondigits.TESTING_LETTERS) & set("0123456789OoQDZzSsBbGgqIl|1!/")


@pytest.mark.parametrize("digits", [DIGITS, []], ids=["of digits", "without digits"])
def test_drawings_for_training_are_seeded_and_inked(digits):
    drawn = nondigits.draw_training(digits, 40, 3, Augmentation())
    assert drawn.shape == (40, 28, 28) and drawn.dtype == np.uint8
    assert (drawn.max(axis=(1, 2)) > 100).all()
    assert np.array_equal(drawn, nondigits.draw_training(digits, 40, 3, Augmentation()))
    assert not np.array_equal(drawn, nondigits.draw_training(digits, 40, 4, Augmentation()))


def test_every_kind_for_testing_is_drawn():
    drawn = nondigits.draw_testing(DIGITS, 5, seed=1)
    assert set(drawn) == set(nondigits.TESTING_KINDS)
    for images in drawn.values():
        assert images.shape == (5, 28, 28)
        assert (images.max(axis=(1, 2)) > 100).all()
    assert len(np.unique(drawn["letters"], axis=0)) > 1


def test_a_share_of_a_path_has_that_share_of_its_length():
    strokes = [np.array([[0, 0], [3, 0]]), np.array([[5, 0], [5, 1]])]
    assert [part.tolist() for part in nondigits.along_path(strokes, 0, 0.5)] == [[[0, 0], [2, 0]]]
    ending = nondigits.along_path(strokes, 0.5, 1)
    assert [part.tolist() for part in ending] == [[[2, 0], [3, 0]], [[5, 0], [5, 1]]]


def test_fragments_are_neither_ones_nor_zeros():
    random = np.random.default_rng(0)
    for _ in range(50):
        points = np.concatenate(nondigits.fragment(random, DIGITS))
        width, height = np.ptp(points, axis=0)
        assert width >= 0.4 * height


def test_joined_digits_lie_side_by_side():
    left, right = DIGITS[0][1], DIGITS[5][1]
    *_, last = nondigits.beside(left, right, gap=0.25, rise=0)
    edge = np.concatenate(left)[:, 0].max()
    assert last[:, 0].min() >= edge + 0.25 - 1e-9


def test_pictures_for_training_are_seeded_and_inked(embedded):
    pictures = nondigits.pictures_training(embedded, 40, seed=2)
    assert pictures.shape == (40, 28, 28) and pictures.dtype == np.uint8
    assert (pictures.max(axis=(1, 2)) == 255).all()
    assert np.array_equal(pictures, nondigits.pictures_training(embedded, 40, seed=2))


@pytest.fixture(scope="module")
def embedded():
    from train import datasets

    return datasets.load_embedded()[0]
