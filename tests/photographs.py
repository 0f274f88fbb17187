"""Photographs of what was never on paper: the drawings' own strokes, in some ink, on some paper, in some light.

photographed([["five", "two"], ["seven"]], light=4, ruled="squares")
"""

import io
from dataclasses import dataclass

import numpy as np
from drawings import bounds, drawing, placed
from PIL import Image, ImageDraw, ImageFilter

WHITE = (240, 238, 230)


@dataclass(frozen=True)
class Photograph:
    """What a camera would give, and where the digits are: boxes as (x, y, width, height), in reading order."""

    image: Image.Image
    boxes: list

    def file(self, kind="JPEG", **options):
        """The bytes of a file."""
        file = io.BytesIO()
        self.image.save(file, kind, **options)
        return file.getvalue()

    def rgba(self):
        """(h, w, 4) uint8, as it comes back from a JPEG of middling quality."""
        return np.asarray(Image.open(io.BytesIO(self.file(quality=60))).convert("RGBA"))


def photographed(
    rows,
    *,
    size=(800, 600),
    height=90,
    pen=7,
    ink=0.6,
    colour=(1, 1, 1),
    paper=WHITE,
    light=1.0,
    shadow=0.0,
    ruled=None,
    ruling=0.25,
    tilt=1.0,
    table=0,
    specks=0,
    noise=3.0,
    seed=0,
):
    """A photograph of rows of drawings, each a list of their names.

    `height` and `pen` are the digits' and the line's, in pixels; `ink` is the share of light that the ink takes (0.2:
    faint pencil), and `colour` how much of it in red, green and blue. `light` is how many times brighter one corner is
    than the other, `shadow` how much a shadow with a straight edge takes. `ruled` is "lines" or "squares", with a
    `ruling` as dark as an ink, tilted by `tilt` degrees. `table` is the width of a strip of it on the left, `specks`
    how many specks of dirt there are. `noise` is in levels of 255.
    """
    width, high = size
    random = np.random.default_rng(seed)
    y, x = np.mgrid[0:high, 0:width].astype(np.float32)
    ink_there, boxes = _drawn(rows, size, height, pen)
    seen = np.ones((high, width, 3), np.float32) * paper
    if ruled:
        seen *= (1 - ruling * _ruled(x, y, height, tilt, ruled == "squares"))[..., None]
    dirt = _dirt(size, specks, random)
    seen *= 1 - (np.maximum(ink_there, dirt) * ink)[..., None] * np.array(colour, np.float32)
    seen[:, :table] = (70, 50, 40)
    along = (x / width + y / high) / 2
    seen *= (1 - (1 - 1 / light) * along)[..., None]
    seen *= (1 - shadow * (0.5 - 0.5 * np.tanh((x - y - 0.1 * width) / 12)))[..., None]
    image = Image.fromarray(seen.clip(0, 255).astype(np.uint8)).filter(ImageFilter.GaussianBlur(0.7))
    noisy = np.asarray(image) + random.normal(0, noise, seen.shape)
    return Photograph(Image.fromarray(noisy.clip(0, 255).astype(np.uint8)), boxes)


def _drawn(rows, size, height, pen):
    strokes, boxes = [], []
    top = (size[1] - len(rows) * 1.5 * height) / 2 + 0.25 * height
    for row, names in enumerate(rows):
        left = (size[0] - len(names) * 1.15 * height) / 2
        for column, name in enumerate(names):
            digit = placed(drawing(name), left + 1.15 * height * column, top + 1.5 * height * row, height)
            x, y, right, bottom = bounds(digit)
            boxes.append((x - pen / 2, y - pen / 2, right - x + pen, bottom - y + pen))
            strokes += digit
    return covered(strokes, size, pen), boxes


def covered(strokes, size, pen):
    """How much of each pixel a round pen covers: (h, w) float32 in [0, 1]."""
    large = Image.new("L", (2 * size[0], 2 * size[1]), 0)
    canvas = ImageDraw.Draw(large)
    for stroke in strokes:
        canvas.line([(2 * x, 2 * y) for x, y in stroke], 255, round(2 * pen))
        for x, y in stroke:
            canvas.ellipse((2 * x - pen, 2 * y - pen, 2 * x + pen, 2 * y + pen), 255)
    return np.asarray(large.resize(size, Image.Resampling.BOX), np.float32) / 255


def _ruled(x, y, height, tilt, squares):
    slope, spacing = np.tan(np.radians(tilt)), 0.55 * height if squares else 1.1 * height
    lines = [y - slope * x, x + slope * y] if squares else [y - slope * x]
    away = np.min([np.abs((line + spacing / 2) % spacing - spacing / 2) for line in lines], axis=0)
    return np.clip(1.5 - away, 0, 1)


def _dirt(size, specks, random):
    image = Image.new("L", size, 0)
    canvas = ImageDraw.Draw(image)
    for _ in range(specks):
        x, y, radius = *(random.uniform(0, side) for side in size), random.uniform(0.5, 2)
        canvas.ellipse((x - radius, y - radius, x + radius, y + radius), 255)
    return np.asarray(image, np.float32) / 255
