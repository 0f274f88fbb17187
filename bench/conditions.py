"""Pictures of drawings, and what pens, light, cameras and files do to them.

Strokes are (n, 2) arrays of x, y, y down, with a digit about 1 high. Pictures are (h, w) arrays of grey in [0, 1], 1
being white paper. All randomness comes from the generator that is handed in.
"""

import io
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw

HEIGHT = 90  # pixels of a digit
PEN = 0.1  # the width of an ordinary pen's line, in heights of a digit
MARGIN = 0.5  # of paper around a drawing, in heights of a digit
INK = 0.12  # grey of an ordinary pen
FINER = 3  # times finer it is drawn than the picture is, for soft edges


# Strokes


def one_high(strokes):
    """Strokes scaled so that their box is 1 high (or wide, where that is more), from 0, 0."""
    points = np.concatenate(strokes)
    low, extent = points.min(axis=0), max(np.ptp(points, axis=0).max(), 1e-9)
    return [(stroke - low) / extent for stroke in strokes]


def rotated(strokes, degrees):
    """Strokes turned around their box's middle, clockwise as seen."""
    angle = np.radians(degrees)
    return _about_the_middle(strokes, np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]]))


def slanted(strokes, shear):
    """Strokes leaning to the right by `shear` of their height, to the left where it is negative."""
    return _about_the_middle(strokes, np.array([[1, -shear], [0, 1]]))


def _about_the_middle(strokes, matrix):
    points = np.concatenate(strokes)
    middle = (points.min(axis=0) + points.max(axis=0)) / 2
    return [(stroke - middle) @ matrix.T + middle for stroke in strokes]


# Pictures


def coverage(strokes, width, height, pen):
    """How much of each pixel lines of `pen` pixels with round ends and joins cover: (height, width) in [0, 1]."""
    canvas = Image.new("L", (width * FINER, height * FINER))
    draw, radius = ImageDraw.Draw(canvas), pen * FINER / 2
    for stroke in strokes:
        points = [tuple(point) for point in np.asarray(stroke, float) * FINER]
        if len(points) > 1:
            draw.line(points, fill=255, width=max(1, round(2 * radius)))
        for x, y in points:
            draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=255)
    return np.asarray(canvas.resize((width, height), Image.Resampling.BOX), float) / 255


def on_paper(strokes, pen=PEN, height=HEIGHT):
    """A picture of strokes in dark ink on white paper; digits are `height` pixels high, the pen's width relative."""
    points = np.concatenate(strokes)
    low = points.min(axis=0) - MARGIN
    width, depth = (int(np.ceil(side * height)) for side in points.max(axis=0) + MARGIN - low)
    return 1 - (1 - INK) * coverage([(stroke - low) * height for stroke in strokes], width, depth, pen * height)


def negative(picture):
    """A picture with light and dark exchanged."""
    return 1 - picture


def lit_from_a_side(picture, ratio, random):
    """A picture `ratio` times brighter at one end, in any direction, than at the other."""
    direction = random.uniform(0, 2 * np.pi)
    rows, columns = np.indices(picture.shape)
    along = np.cos(direction) * columns + np.sin(direction) * rows
    along = (along - along.min()) / max(np.ptp(along), 1e-9)
    return picture * (1 - along * (1 - 1 / ratio))


def blurred(picture, pixels):
    """A picture out of focus: a Gaussian of that standard deviation, cut at three of them."""
    reach = int(np.ceil(3 * pixels))
    weights = np.exp(-0.5 * (np.arange(-reach, reach + 1) / pixels) ** 2)
    weights /= weights.sum()
    for _ in range(2):  # down, then across; the paper goes on beyond the picture
        padded = np.pad(picture, ((reach, reach), (0, 0)), "edge")
        picture = sum(weight * padded[i : i + len(picture)] for i, weight in enumerate(weights)).T
    return picture


def noisy(picture, deviation, random):
    """A picture with a sensor's noise, of that standard deviation of full scale."""
    return np.clip(picture + random.normal(0, deviation, picture.shape), 0, 1)


def resized(picture, width, height):
    """A picture of that many pixels, its proportions changed where they must be."""
    return np.asarray(Image.fromarray(picture.astype(np.float32)).resize((width, height)), float)


def png(picture):
    """The bytes of a PNG file."""
    return _file(picture, "PNG")


def jpeg(picture, quality):
    """The bytes of a JPEG file."""
    return _file(picture, "JPEG", quality=quality)


def _file(picture, kind, **options):
    file = io.BytesIO()
    Image.fromarray(bytes_of(picture)).save(file, kind, **options)
    return file.getvalue()


def bytes_of(picture):
    """A picture's grey as 0 to 255: (h, w) uint8."""
    return np.round(255 * np.clip(picture, 0, 1)).astype(np.uint8)


# Pages


@dataclass(frozen=True)
class Tool:
    """What somebody writes with: the line's width in heights of a digit, its grey, and how much its ink varies."""

    pen: float
    ink: float
    grain: float


PENCIL, BALLPEN, MARKER = Tool(0.06, 0.5, 0.15), Tool(0.07, 0.25, 0.05), Tool(0.16, 0.1, 0.02)
RULES = 0.8  # grey of ruled lines
ROWS_APART = 1.9  # heights of a digit from row to row


def page(rows, tool, random, ruled=False, height=HEIGHT):
    """Rows of strokes on one sheet, as a camera takes it: turned a little, unevenly lit, soft and noisy."""
    margin, step = height, round(ROWS_APART * height)
    wide = max(np.concatenate(row)[:, 0].max() - np.concatenate(row)[:, 0].min() for row in rows)
    width, depth = int(np.ceil(wide * height)) + 2 * margin, step * (len(rows) - 1) + 3 * margin
    strokes = []
    for i, row in enumerate(rows):
        low = np.concatenate(row).min(axis=0)
        indent = random.uniform(0, width - 2 * margin - (np.concatenate(row)[:, 0].max() - low[0]) * height)
        strokes += [(stroke - low) * height + (margin + indent, margin + i * step) for stroke in row]
    strokes = rotated(strokes, random.uniform(-3, 3))
    ink = coverage(strokes, width, depth, tool.pen * height)
    grain = blurred(random.normal(0, 1, ink.shape), 1)
    sheet = np.ones(ink.shape)
    if ruled:
        sheet[:: step // 4] = sheet[1 :: step // 4] = RULES
    sheet *= 1 - (1 - tool.ink) * np.clip(ink * (1 + tool.grain * grain / grain.std()), 0, 1)
    light = lit_from_a_side(0.85 * sheet, random.uniform(1.3, 3), random)
    return noisy(blurred(light, random.uniform(0.5, 1.5)), 0.02, random)
