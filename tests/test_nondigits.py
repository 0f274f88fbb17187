"""What is no digit: kinds for training and for testing, kept apart, seeded, and of the shape that networks take."""

import numpy as np
import pytest
from drawings import DRAWINGS

from train import datasets, ink, nondigits, shapes, unseen
from train.augmentation import Augmentation

DIGITS = [(label, [np.array(stroke) for stroke in strokes]) for label, strokes in DRAWINGS.values()]


@pytest.fixture(scope="module")
def embedded():
    return datasets.load_embedded()[0]


def test_no_kind_font_or_maker_is_used_for_training_and_testing_alike():
    assert not set(nondigits.TRAINING_KINDS) & set(unseen.KINDS.values())
    assert not set(nondigits.FONTS) & set(unseen.FONTS)


def test_no_letter_that_people_write_a_digit_like():
    assert not set(nondigits.LETTERS + unseen.LETTERS) & set("0123456789OoQDZzSsBbGgqIl|1!/")


@pytest.mark.parametrize("digits", [DIGITS, []], ids=["of digits", "without digits"])
def test_drawings_for_training_are_seeded_and_inked(digits):
    drawn = nondigits.draw_training(digits, 40, 3, Augmentation())
    assert drawn.shape == (40, 28, 28) and drawn.dtype == np.uint8
    assert (drawn.max(axis=(1, 2)) > 100).all()
    assert np.array_equal(drawn, nondigits.draw_training(digits, 40, 3, Augmentation()))
    assert not np.array_equal(drawn, nondigits.draw_training(digits, 40, 4, Augmentation()))


def test_every_kind_for_testing_is_drawn():
    drawn = {kind: [ink.from_strokes(each) for each in some] for kind, some in unseen.strokes(DIGITS, 5, 1).items()}
    assert len(drawn) == 7
    for images in drawn.values():
        assert len(images) == 5
        assert min(image.max() for image in images) > 0.4
    assert len(np.unique(drawn["letters"], axis=0)) > 1


# Halves and parts of digits, which must not be digits themselves


SHAPE = [np.array([[0.0, 0], [1, 0.1], [0.9, 1], [0.1, 0.9], [0.6, 0.5]])]
OTHER = [np.array([[0.0, 0], [0.3, 1], [0.5, 0.2], [0.7, 1], [1, 0]])]


def drawn_by(make, digits, count=100):
    """What a maker draws of digits, with each seed, as something that can be compared."""
    made = (make(np.random.default_rng(seed), digits) for seed in range(count))
    return {tuple(map(tuple, np.round(np.concatenate(strokes), 6))) for strokes in made}


def test_no_half_for_testing_is_of_a_digit_whose_half_is_a_digit():
    of_a_three = drawn_by(unseen.half, [(3, SHAPE)])
    assert 2 <= len(of_a_three) <= 4  # left, right, upper, lower, but those that are like a 1
    assert drawn_by(unseen.half, [(3, SHAPE), (1, OTHER), (7, OTHER), (8, OTHER)]) == of_a_three
    assert drawn_by(unseen.half, [(3, SHAPE), (2, OTHER)]) > of_a_three


def test_no_part_of_a_one_is_a_fragment():
    digits = [(3, SHAPE), (1, [stroke + 10 for stroke in OTHER])]
    parts = [np.concatenate(nondigits.fragment(np.random.default_rng(seed), digits)) for seed in range(50)]
    assert max(part.max() for part in parts) <= 1


def pictures(*labels):
    """Pictures, 20×20 and nearly filled, of digits: that of a 3 is bright and those of others dim."""
    pixels = np.zeros((len(labels), 28, 28), np.uint8)
    pixels[:, 4:24, 4:24] = np.where(np.array(labels) == 3, 255, 150)[:, None, None]
    return datasets.Images(pixels, np.array(labels, np.uint8))


def test_no_picture_of_a_half_is_of_a_digit_whose_half_is_a_digit():
    halves = [nondigits._halved(np.random.default_rng(seed), pictures(1, 3, 7, 8)) for seed in range(100)]
    by_side, across = ([half for half in halves if (half.shape[0] == 20) == upright] for upright in (True, False))
    assert len(by_side) > 10 and len(across) > 10
    assert {half.max() for half in halves} == {1}


def test_a_two_a_six_and_a_nine_are_halved_by_their_sides_alone():
    halves = [nondigits._halved(np.random.default_rng(seed), pictures(2, 6, 9)) for seed in range(50)]
    assert {half.shape[0] for half in halves} == {20}
    assert max(half.shape[1] for half in halves) < 14


def test_a_share_of_a_path_has_that_share_of_its_length():
    strokes = [np.array([[0, 0], [3, 0]]), np.array([[5, 0], [5, 1]])]
    assert [part.tolist() for part in shapes.along_path(strokes, 0, 0.5)] == [[[0, 0], [2, 0]]]
    ending = shapes.along_path(strokes, 0.5, 1)
    assert [part.tolist() for part in ending] == [[[2, 0], [3, 0]], [[5, 0], [5, 1]]]


def test_fragments_are_neither_ones_nor_zeros():
    random = np.random.default_rng(0)
    for _ in range(50):
        points = np.concatenate(nondigits.fragment(random, DIGITS))
        width, height = np.ptp(points, axis=0)
        assert width >= 0.4 * height


def test_joined_digits_lie_side_by_side():
    left, right = DIGITS[0][1], DIGITS[5][1]
    *_, last = shapes.beside(left, right, gap=0.25, rise=0)
    edge = np.concatenate(left)[:, 0].max()
    assert last[:, 0].min() >= edge + 0.25 - 1e-9


def test_pictures_for_training_are_seeded_and_inked(embedded):
    pictures = nondigits.pictures_training(embedded, 40, seed=2)
    assert pictures.shape == (40, 28, 28) and pictures.dtype == np.uint8
    assert (pictures.max(axis=(1, 2)) == 255).all()
    assert np.array_equal(pictures, nondigits.pictures_training(embedded, 40, seed=2))
