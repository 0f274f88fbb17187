"""One definition of a prepared digit, in Python and in the browser: the same drawings and pictures through both."""

import json
from itertools import pairwise

import numpy as np
import pytest
from drawings import DRAWINGS, placed, thinned
from pieces import pieces_of
from PIL import Image, ImageDraw

from tools import site
from train import ink

# Both halves compute in 64 bits and round to 32 at the end: 1e-6 is some ten times the last bit of what comes out.
TOLERANCE = 1e-6

# Where on the pad, and how large: x, y, size, in whatever units.
PLACES = [(0, 0, 1), (40, 60, 200), (812.5, 3.25, 35), (-70, 20, 900)]

# How a picture is made: width, height, where the digit's box is, its size, the pen's width; pixel ratios 1, 2 and 3.
# The pens are as wide, for their digits, as those that the page leaves as they are.
PICTURES = [
    {"size": (28, 28), "at": (4, 4), "side": 20, "pen": 3},
    {"size": (140, 100), "at": (60, 10), "side": 60, "pen": 5, "ratio": 1},
    {"size": (140, 100), "at": (60, 10), "side": 60, "pen": 5, "ratio": 2},
    {"size": (140, 100), "at": (60, 10), "side": 60, "pen": 5, "ratio": 3},
    {"size": (400, 300), "at": (10, 190), "side": 100, "pen": 7},
    {"size": (340, 440), "at": (30, 30), "side": 280, "pen": 34},
]
COLOURS = [((255, 255, 255, 255), (0, 0, 0, 255)), ((0, 0, 0, 255), (255, 255, 255, 255))]
COLOURS += [((250, 240, 200, 255), (30, 40, 160, 255)), ((0, 0, 0, 0), (200, 30, 60, 255))]

_STROKES = """
import { json } from "node:stream/consumers";
import { fromStrokes } from "./web/js/reader/ink.js";
console.log(JSON.stringify((await json(process.stdin)).map((strokes) => fromStrokes(strokes)?.join() ?? null)));
"""


def drawn_by_page(drawings):
    """What the page prepares of drawings: a list of (28, 28) arrays, or None where there is no ink."""
    sent = [[[{"x": x, "y": y} for x, y in stroke] for stroke in strokes] for strokes in drawings]
    said = json.loads(site.run_node(["--input-type=module", "-e", _STROKES], json.dumps(sent)))
    return [image and np.array(image.split(","), float).reshape(28, 28) for image in said]


def seen_by_page(pictures):
    """What the page prepares of all ink in pictures, (h, w, 4) uint8, together: a list of (28, 28) arrays, or None."""
    return [found["image"] and np.reshape(found["image"], (28, 28)) for found in pieces_of(*pictures)]


def picture(strokes, size, at, side, pen, ratio=1, colours=COLOURS[0]):
    """A drawing as a picture, (h, w, 4) uint8, anti-aliased by being drawn four times as large."""
    large = 4 * ratio
    image = Image.new("RGBA", (size[0] * large, size[1] * large), colours[0])
    canvas = ImageDraw.Draw(image)
    for stroke in placed(strokes, at[0] * large, at[1] * large, side * large):
        canvas.line([tuple(point) for point in stroke], colours[1], round(pen * large), "curve")
    return np.asarray(image.resize((size[0] * ratio, size[1] * ratio), Image.Resampling.BOX))


def largest_difference(ours, theirs):
    return max(np.abs(a - b).max() for a, b in zip(ours, theirs, strict=True))


def test_drawings_are_prepared_alike():
    shapes = [strokes for _, strokes in DRAWINGS.values()]
    sparse = [thinned(strokes, 12) for strokes in shapes]
    drawn = [placed(strokes, *place) for strokes in shapes + sparse for place in PLACES]
    drawn += [[[(3, 4)]], [[(3, 4), (3, 4)]], [[(0, 0)], [(10, 1)]], [[], [(0, 0), (0, 5)]]]
    assert len(drawn) >= 150
    ours = [ink.from_strokes([np.array(stroke) for stroke in strokes]) for strokes in drawn]
    assert largest_difference(ours, drawn_by_page(drawn)) < TOLERANCE


def test_pictures_are_prepared_alike():
    shapes = [strokes for _, strokes in DRAWINGS.values()]
    made = [
        picture(strokes, **how, colours=COLOURS[(i + j) % len(COLOURS)])
        for i, strokes in enumerate(shapes)
        for j, how in enumerate(PICTURES)
    ]
    assert len(made) >= 120
    ours = [ink.from_image(pixels) for pixels in made]
    assert largest_difference(ours, seen_by_page(made)) < TOLERANCE


@pytest.mark.parametrize("strokes", [[], [[]], [[], []]])
def test_no_strokes_are_no_ink(strokes):
    assert ink.from_strokes(strokes) is None
    assert drawn_by_page([strokes]) == [None]


@pytest.mark.parametrize("colour", [(255, 255, 255, 255), (0, 0, 0, 255), (90, 120, 30, 255), (0, 0, 0, 0)])
def test_a_blank_picture_is_no_ink(colour):
    blank = np.full((40, 60, 4), colour, np.uint8)
    assert ink.from_image(blank) is None
    assert seen_by_page([blank]) == [None]


@pytest.mark.parametrize("name", DRAWINGS)
def test_strokes_fill_the_box_are_centred_and_as_wide_as_mnists(name):
    image = ink.from_strokes([np.array(stroke) for stroke in DRAWINGS[name][1]])
    rows, columns = (np.flatnonzero((image > 0.5).any(axis=axis)) for axis in (1, 0))
    assert 19 <= max(np.ptp(rows), np.ptp(columns)) + 1 <= 21
    grid = np.arange(28) + 0.5
    assert image.sum(axis=0) @ grid / image.sum() == pytest.approx(14, abs=0.2)
    assert image.sum(axis=1) @ grid / image.sum() == pytest.approx(14, abs=0.2)
    length = sum(np.hypot(*np.diff(stroke, axis=0).T).sum() for stroke in map(np.array, DRAWINGS[name][1]))
    extent = max(np.ptp(np.concatenate(DRAWINGS[name][1]), axis=0))
    drawn = length / extent * (ink.BOX - ink.STROKE_WIDTH)
    assert 0.6 * ink.STROKE_WIDTH < image.sum() / drawn < 1.25 * ink.STROKE_WIDTH  # crossings are inked once


@pytest.mark.parametrize("width", [1.3, 2.6, 4.5])
def test_a_pixel_is_inked_by_how_far_the_nearest_of_all_segments_is(width):
    """Only near pairs of pixels and segments are looked at, and none that counts is left out."""
    random = np.random.default_rng(round(10 * width))
    centres = np.stack(np.meshgrid(np.arange(28) + 0.5, np.arange(28) + 0.5), axis=-1)
    for points in (random.uniform(-3, 31, (12, 2)), random.uniform(9, 17, (20, 2)), np.array([[14.0, 7.5]])):
        nearest = np.full((28, 28), np.inf)
        for start, end in pairwise(points if len(points) > 1 else [*points, *points]):
            along = end - start
            t = np.clip((centres - start) @ along / max(along @ along, 1e-12), 0, 1)
            nearest = np.minimum(nearest, np.linalg.norm(centres - (start + t[..., None] * along), axis=-1))
        expected = np.clip(width / 2 + 0.5 - nearest, 0, 1)
        np.testing.assert_allclose(ink.draw([points], width), expected, atol=1e-9)


def test_proportions_are_kept():
    image = ink.from_strokes([np.array([(0, 0), (30, 0), (30, 60), (0, 60), (0, 0)])])
    rows, columns = (np.ptp(np.flatnonzero((image > 0.5).any(axis=axis))) + 1 for axis in (1, 0))
    side = ink.BOX - ink.STROKE_WIDTH
    assert rows == pytest.approx(ink.BOX, abs=1)
    assert columns == pytest.approx(side / 2 + ink.STROKE_WIDTH, abs=1)


def test_area_is_averaged_and_nothing_is_lost():
    checks = np.zeros((200, 200), np.uint8)
    checks[::2, ::2] = checks[1::2, 1::2] = 255
    image = ink.from_ink(checks / 255)
    np.testing.assert_allclose(image[4:24, 4:24], 1, atol=1e-6)
    assert image.sum() == pytest.approx(400, rel=1e-6)


@pytest.mark.parametrize("how", [Image.Resampling.BILINEAR, Image.Resampling.BICUBIC, Image.Resampling.LANCZOS])
@pytest.mark.parametrize("times", [3, 15])
def test_a_picture_that_was_enlarged_is_prepared_about_as_it_was(times, how):
    smalls = [picture(strokes, (28, 28), (4, 4), 17, 2.6)[..., :3] for _, strokes in DRAWINGS.values()]
    pairs = [(ink.from_image(small), ink.from_image(enlarged(small, times, how))) for small in smalls]
    apart = [np.abs(as_it_was - after).mean() for as_it_was, after in pairs]
    assert np.median(apart) < 0.008  # without sharpening it is 0.012 and more


def enlarged(pixels, times, how):
    """A picture cut to its ink, enlarged, with a margin."""
    rows, columns = (np.flatnonzero((pixels < 255).any(axis=(axis, 2))) for axis in (1, 0))
    cut = pixels[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    large = Image.fromarray(cut).resize((cut.shape[1] * times, cut.shape[0] * times), how)
    return np.pad(np.asarray(large), ((9, 9), (9, 9), (0, 0)), constant_values=255)


def test_enlarged_pictures_are_prepared_alike():
    shapes = [strokes for _, strokes in DRAWINGS.values()]
    smalls = [picture(strokes, (28, 28), (4, 4), 17, 3)[..., :3] for strokes in shapes]
    made = [enlarged(small, 4, Image.Resampling.BILINEAR) for small in smalls]
    made = [np.dstack([pixels, np.full((*pixels.shape[:2], 1), 255, np.uint8)]) for pixels in made]
    assert largest_difference([ink.from_image(pixels) for pixels in made], seen_by_page(made)) < TOLERANCE


def test_polarity_does_not_matter():
    strokes = DRAWINGS["seven"][1]
    dark = picture(strokes, **PICTURES[1], colours=COLOURS[0])
    np.testing.assert_allclose(ink.from_image(dark), ink.from_image(255 - dark[..., :3]), atol=1e-6)


def test_a_digit_that_fills_its_box_is_only_moved():
    prepared = np.zeros((28, 28), np.uint8)
    prepared[3:23, 8:20] = np.random.default_rng(0).integers(1, 256, (20, 12))
    prepared[10, 12] = 255
    image = np.round(255 * ink.from_image(prepared)).astype(np.uint8)
    rows, columns = (np.flatnonzero(image.any(axis=axis)) for axis in (1, 0))
    np.testing.assert_array_equal(image[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1], prepared[3:23, 8:20])
