"""Handwriting for pictures that are drawn by a program: digits of MNIST's writers, and of the pen's.

Ink is a (height, width) array of how much of each pixel is covered, in [0, 1], cut to where there is any.
"""

from dataclasses import dataclass

import numpy as np
from PIL import Image

from bench import conditions
from train import augmentation, datasets

SHARP = 4.0  # how steep the edges of enlarged MNIST digits are; if larger, they have stairs
ALIKE = 12  # digits among which one is chosen whose line is as wide as the writer's; if larger, numbers look more even


@dataclass(frozen=True)
class Source:
    """Whose digits are written: `Images` of MNIST, and `PenDigit`s, by their labels."""

    images: datasets.Images
    by_label: tuple  # for each digit, the rows of `images` that show it
    pens: dict  # writer: label: list of strokes


def source(images, pens):
    """A `Source` out of `Images` and a list of `PenDigit`s; only writers of all ten digits write."""
    writers = {}
    for digit in filter(_is_whole, pens):
        writers.setdefault(digit.writer, {}).setdefault(digit.label, []).append(digit.strokes)
    whole = {writer: labels for writer, labels in writers.items() if len(labels) == 10}
    return Source(images, tuple(np.flatnonzero(images.labels == label) for label in range(10)), whole)


def _is_whole(digit):
    """Whether all strokes of a pen digit are strokes: some have a dot where the pen was put down too early."""
    extents = [np.ptp(stroke, axis=0).max() for stroke in digit.strokes]
    return min(extents) > 0.12 * np.ptp(np.concatenate(digit.strokes), axis=0).max()


class Hand:
    """One person's writing in one picture; `pen` is the line's width in heights of a digit."""

    def __init__(self, source, random, pen=None, kind=None):
        self.source, self.random = source, random
        self.kind = kind or random.choice(["images", "pen"])
        self.pen = pen or random.uniform(0.06, 0.14)
        self.slant, self.tilt = random.normal(0, 0.06), random.normal(0, 2)
        self.writer = source.pens[random.choice(list(source.pens))]

    def digit(self, label, height):
        """A digit's ink, about `height` pixels high."""
        if self.kind == "images":
            return self._image(label, height)
        ink, _ = self.inked(self.strokes(label), height)
        return ink

    def strokes(self, label):
        """A digit's strokes, 1 high, from 0, 0."""
        drawn = self.writer[label][self.random.integers(len(self.writer[label]))]
        strokes = conditions.one_high([augmentation.smooth(stroke) for stroke in drawn])
        strokes = conditions.slanted(strokes, self.slant + self.random.normal(0, 0.03))
        return conditions.one_high(conditions.rotated(strokes, self.tilt + self.random.normal(0, 1.5)))

    def inked(self, strokes, height):
        """The ink of strokes (1 is `height` pixels), and how far left of and above 0, 0 it begins, in pixels."""
        pen = max(self.pen * height, 0.8)
        return inked([stroke * height for stroke in strokes], pen)

    def _image(self, label, height):
        rows = self.random.choice(self.source.by_label[label], ALIKE)
        images = self.source.images.pixels[rows] / 255
        chosen = cut(images[int(np.argmin([abs(line_of(image) - 20 * self.pen) for image in images]))])
        return enlarged(chosen, height)


def inked(strokes, pen):
    """The ink of strokes in pixels, with a round pen of `pen` pixels, and the (x, y) of its upper left corner."""
    points = np.concatenate(strokes)
    low = np.floor(points.min(axis=0) - pen / 2 - 1)
    width, height = (int(side) for side in np.ceil(points.max(axis=0) + pen / 2 + 1) - low)
    return conditions.coverage([stroke - low for stroke in strokes], width, height, pen), low


def line_of(image):
    """The mean width of a picture's line: its ink by half of the length of its edges; in pixels."""
    edges = np.abs(np.diff(image, axis=0)).sum() + np.abs(np.diff(image, axis=1)).sum()
    return 2.5 * image.sum() / max(edges, 1e-9)


def cut(image, least=0.1):
    """A picture in [0, 1] cut to where it is brighter than `least`."""
    rows, columns = np.flatnonzero(image.max(axis=1) > least), np.flatnonzero(image.max(axis=0) > least)
    return image[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def enlarged(image, height):
    """A picture of a digit at another height, its proportions kept, with edges as sharp as a pen's."""
    height = max(4, round(height))
    width = max(2, round(image.shape[1] * height / image.shape[0]))
    padded = np.pad(image, 1)
    grown = resized(
        padded, round(width * padded.shape[1] / image.shape[1]), round(height * padded.shape[0] / len(image))
    )
    steepness = max(1.0, SHARP * height / 80)
    return np.clip((grown - 0.45) * steepness + 0.5, 0, 1) if height > 28 else np.clip(grown, 0, 1)


def resized(image, width, height, how=Image.Resampling.BICUBIC):
    """A (h, w) array of floats at another size."""
    return np.asarray(Image.fromarray(image.astype(np.float32)).resize((width, height), how), float)
