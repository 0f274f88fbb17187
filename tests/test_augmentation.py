"""How handwriting is changed for training: as far as is asked for, by the seed alone, and each change by itself."""

import numpy as np
import pytest
import tensorflow as tf

from train import augmentation, datasets
from train.augmentation import Augmentation


def warped(images, seed=(1, 2), **changes):
    """Images, (n, 28, 28, 1), warped by these changes and no others."""
    strength = Augmentation.of(**changes)
    return augmentation.warp_images(tf.constant(images), tf.constant(seed, tf.int64), strength).numpy()


def bars(count):
    """Images of an upright line, 4 pixels wide and 20 high, in the middle."""
    images = np.zeros((count, 28, 28, 1), np.float32)
    images[:, 4:24, 12:16] = 1
    return images


def lean(image):
    """How far a line leans: pixels sideways for each pixel up."""
    rows = image[..., 0]
    middles = [(row @ np.arange(28)) / row.sum() for row in (rows[6:10].sum(axis=0), rows[18:22].sum(axis=0))]
    return (middles[0] - middles[1]) / 12


def test_nothing_is_changed_where_nothing_is_asked_for():
    images = datasets.load_embedded()[0].inputs[:8]
    np.testing.assert_allclose(warped(images), images, atol=1e-6)


def test_images_are_sheared_by_up_to_a_quarter():
    leans = [lean(image) for image in warped(bars(200), shear=0.25)]
    assert 0.2 < max(leans) < 0.26
    assert -0.26 < min(leans) < -0.2
    sheared = warped(bars(200), shear=0.25)
    for image in sheared:  # it is as high as before, where it leans and where not
        assert np.flatnonzero(image.max(axis=(1, 2)) > 0.5).tolist() == list(range(4, 24))


def test_images_are_turned_by_up_to_fourteen_degrees():
    degrees = [np.degrees(np.arctan(lean(image))) for image in warped(bars(200), rotation=14.0)]
    assert 12 < max(degrees) < 15
    assert -15 < min(degrees) < -12


def test_images_are_shifted_by_up_to_two_pixels_each_way():
    images = warped(bars(200), shift=2.0)[..., 0]
    across = [(image.sum(axis=0) @ np.arange(28)) / image.sum() - 13.5 for image in images]
    down = [(image.sum(axis=1) @ np.arange(28)) / image.sum() - 13.5 for image in images]
    for shifts in (across, down):
        assert 1.8 < max(shifts) < 2.05
        assert -2.05 < min(shifts) < -1.8


def test_images_are_zoomed_each_way_by_itself():
    images = warped(bars(200), zoom=0.12)[..., 0]
    heights, widths = images.sum(axis=1).max(axis=1), images.sum(axis=2).max(axis=1)
    assert (heights.min(), heights.max()) == pytest.approx((20 / 1.12, 20 / 0.88), rel=0.03)
    assert (widths.min(), widths.max()) == pytest.approx((4 / 1.12, 4 / 0.88), rel=0.06)
    assert abs(np.corrcoef(heights, widths)[0, 1]) < 0.3


def test_a_share_of_the_images_becomes_thicker_or_thinner():
    ink = warped(bars(300), thickness=0.5, thickened=0.3).sum(axis=(1, 2, 3)) / 80
    assert (np.abs(ink - 1) > 1e-3).mean() == pytest.approx(0.3, abs=0.08)
    assert ink.max() > 1.1 and ink.min() < 0.9
    assert ink.max() < 1.25 and ink.min() > 0.75  # at most half of a pixel all round, halved


def test_a_share_of_the_images_stays_as_it_is():
    images = bars(300)
    same = np.abs(warped(images, shift=2.0, untouched=0.15) - images).max(axis=(1, 2, 3)) == 0
    assert same.mean() == pytest.approx(0.15, abs=0.06)


def test_images_are_warped_once_and_by_the_seed_alone():
    images = datasets.load_embedded()[0].inputs[:64]
    first, again, other = (
        augmentation.warp_images(tf.constant(images), tf.constant(seed, tf.int64), Augmentation()).numpy()
        for seed in ([1, 2], [1, 2], [1, 3])
    )
    np.testing.assert_array_equal(first, again)
    assert np.abs(first - other).max() > 0.5
    assert first.min() >= 0
    assert first.max() <= 1
    assert first.sum() == pytest.approx(images.sum(), rel=0.1)


def test_a_share_of_the_images_is_seen_by_a_coarse_scanner():
    images = tf.constant(datasets.load_embedded()[0].inputs[:200])
    seed, strength = tf.constant([1, 2], tf.int64), Augmentation(coarse=0.3)
    coarse = augmentation.coarsen_some(images, seed, strength).numpy()
    changed = np.abs(coarse - images).max(axis=(1, 2, 3)) > 0
    assert changed.mean() == pytest.approx(0.3, abs=0.12)
    assert coarse.min() >= 0
    assert coarse.max() <= 1
    np.testing.assert_array_equal(coarse, augmentation.coarsen_some(images, seed, strength).numpy())


# Strokes

LINE = np.array([[0.0, -0.5], [0.0, 0.5]])


def moved(strokes=(LINE,), seeds=200, **changes):
    """Strokes warped by these changes and no others, with each seed."""
    strength = Augmentation.of(**changes)
    return [augmentation.warp_points(list(strokes), np.random.default_rng(seed), strength) for seed in range(seeds)]


def test_strokes_are_sheared_by_up_to_a_quarter():
    leans = [stroke[1] - stroke[0] for (stroke,) in moved(shear=0.25)]
    assert 0.22 < max(x for x, _ in leans) <= 0.25
    assert -0.25 <= min(x for x, _ in leans) < -0.22
    assert {round(y, 9) for _, y in leans} == {1}


def test_strokes_are_turned_and_stretched():
    angles = [np.degrees(np.arctan2(*(stroke[1] - stroke[0]))) for (stroke,) in moved(rotation=14.0)]
    assert 12 < max(angles) <= 14 and -14 <= min(angles) < -12
    heights = [np.ptp(stroke[:, 1]) for (stroke,) in moved(zoom=0.12)]
    assert (min(heights), max(heights)) == pytest.approx((np.exp(-0.12), np.exp(0.12)), rel=0.01)


def test_strokes_are_put_apart_from_each_other_each_as_it_is():
    strokes = [np.array([[0.0, 0], [0.5, 0.5]]), np.array([[0.0, 0.5], [0.5, 0]])]
    [after] = moved(strokes, seeds=1, stroke_apart=0.1)
    shifts = [new - old for old, new in zip(strokes, after, strict=True)]
    for shift in shifts:
        np.testing.assert_allclose(shift, shift[:1].repeat(2, axis=0), atol=1e-12)
    assert np.abs(shifts[0] - shifts[1]).max() > 0.01


def test_strokes_are_cut_short_along_their_length():
    corner = np.array([[0.0, 0], [4, 0], [4, 4]])
    assert augmentation.along(corner, 0.25, 0.75).tolist() == [[2, 0], [4, 0], [4, 2]]
    assert augmentation.along(corner, 0, 1).tolist() == corner.tolist()
    assert augmentation.along(corner[:1], 0.25, 0.75).tolist() == [[0, 0]]
    strength = Augmentation.of(stroke_trimmed=0.1)
    cut = [augmentation.trimmed([corner], np.random.default_rng(seed), strength)[0] for seed in range(40)]
    lengths = np.array([np.abs(np.diff(stroke, axis=0)).sum() for stroke in cut])
    assert 10 < (lengths == 8).sum() < 30
    assert lengths.min() > 0.8 * 8


def test_pens_differ_in_width_between_limits():
    ink = [
        augmentation.draw_warped([LINE], np.random.default_rng(seed), Augmentation.of(stroke_width=0.6))
        .max(axis=0)
        .sum()
        for seed in range(100)
    ]
    assert 1.2 < min(ink) < 1.8
    assert 4 < max(ink) < 4.6


def test_a_smooth_stroke_goes_through_its_points_and_evenly_along_a_line():
    points = np.array([(0, 0), (4, 0), (8, 0), (12, 0), (12, 6)], float)
    smooth = augmentation.smooth(points)
    np.testing.assert_allclose(smooth[::4], points)
    np.testing.assert_allclose(smooth[4:9], [(4, 0), (5, 0), (6, 0), (7, 0), (8, 0)], atol=1e-12)
    assert len(smooth) == 17 and smooth[12:, 0].max() > 12  # it swings out at the corner
    assert len(augmentation.smooth(points[:2])) == 2
