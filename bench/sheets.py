"""Sheets of paper that a program writes and prints on, and what a scanner or a camera makes of them.

A sheet is (h, w, 3) float32 in [0, 1], 1 being white. Inks take light away, so what crosses is darker. Coordinates
are pixels, x right, y down. All randomness comes from the generator that is handed in.
"""

import io
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import matplotlib
import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

FONTS = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
PRINT = ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf", "DejaVuSerif.ttf", "DejaVuSansMono.ttf", "STIXGeneral.ttf")
BLACK, GREY, BLUE, RED = (0.12, 0.12, 0.13), (0.45, 0.45, 0.47), (0.2, 0.25, 0.6), (0.65, 0.25, 0.2)
PENS = ((0.12, 0.12, 0.14), (0.1, 0.15, 0.5), (0.15, 0.1, 0.1), (0.3, 0.3, 0.32))
PAPERS = ((1, 1, 1), (0.97, 0.96, 0.93), (0.93, 0.94, 0.95), (0.98, 0.95, 0.87))
CELLS = 24  # of the net by which a picture is bent, each way; if larger, slower


@dataclass(frozen=True)
class Picture:
    """A picture and what it says: its digits, rows apart by a newline, or None where only the time counts.

    `pixels` are (h, w, 3) uint8; `printed` are the numbers in print that are no part of `text`.
    """

    kind: str
    pixels: np.ndarray
    text: str | None
    printed: tuple = ()


class Sheet:
    """Paper of a size and colour to put ink on."""

    def __init__(self, width, height, paper=(1, 1, 1)):
        self.pixels = np.ones((round(height), round(width), 3), np.float32) * np.array(paper, np.float32)

    @property
    def size(self):
        return self.pixels.shape[1], self.pixels.shape[0]

    def ink(self, ink, left, top, colour=BLACK):
        """Put ink, (h, w) in [0, 1], on the sheet with its upper left corner at (left, top); what is off it is lost."""
        left, top = round(left), round(top)
        width, height = self.size
        x, y = max(0, -left), max(0, -top)
        part = ink[y : max(y, height - top), x : max(x, width - left)]
        area = self.pixels[top + y : top + y + part.shape[0], left + x : left + x + part.shape[1]]
        area *= 1 - part[..., None].astype(np.float32) * (1 - np.array(colour, np.float32))

    def line(self, start, end, width, colour=GREY):
        """A straight line between two points, `width` pixels wide."""
        (x, y), (to_x, to_y) = start, end
        left, top = np.floor(min(x, to_x) - width - 1), np.floor(min(y, to_y) - width - 1)
        size = (int(abs(to_x - x) + 2 * width + 4), int(abs(to_y - y) + 2 * width + 4))
        image = Image.new("L", (2 * size[0], 2 * size[1]))
        points = [(2 * (x - left), 2 * (y - top)), (2 * (to_x - left), 2 * (to_y - top))]
        ImageDraw.Draw(image).line(points, 255, max(1, round(2 * width)))
        self.ink(np.asarray(image.resize(size, Image.Resampling.BOX), float) / 255, left, top, colour)

    def box(self, left, top, width, height, line, colour=GREY):
        """The outline of a rectangle."""
        right, bottom = left + width, top + height
        for start, end in (
            ((left, top), (right, top)),
            ((left, bottom), (right, bottom)),
            ((left, top), (left, bottom)),
            ((right, top), (right, bottom)),
        ):
            self.line(start, end, line, colour)

    def print(self, words, left, top, size, font=PRINT[0], colour=BLACK):
        """Words in print with their upper left corner there, `size` pixels; returns how wide they are."""
        loaded = ImageFont.truetype(FONTS / font, round(size))
        width = int(loaded.getlength(words)) + 4
        image = Image.new("L", (width, round(1.5 * size)))
        ImageDraw.Draw(image).text((1, 0), words, 255, loaded)
        self.ink(np.asarray(image, float) / 255, left, top, colour)
        return width


def printed_digit(value, height, font):
    """The ink of digits in print, `height` pixels high."""
    loaded = ImageFont.truetype(FONTS / font, round(height * 1.37))
    box = loaded.getbbox(str(value))
    image = Image.new("L", (box[2] - box[0] + 2, box[3] - box[1] + 2))
    ImageDraw.Draw(image).text((1 - box[0], 1 - box[1]), str(value), 255, loaded)
    return np.asarray(image, float) / 255


# What becomes of sheets


def bytes_of(sheet):
    return np.round(255 * np.clip(sheet, 0, 1)).astype(np.uint8)


def scanned(sheet, random):
    """As a scanner gives it: soft by less than a pixel, hardly noisy, turned by less than a degree, or not at all."""
    image = Image.fromarray(bytes_of(sheet))
    if random.random() < 0.5:
        image = image.rotate(random.uniform(-0.6, 0.6), Image.Resampling.BICUBIC, fillcolor=_corner(sheet))
    image = image.filter(ImageFilter.GaussianBlur(random.uniform(0, 0.6)))
    noise = random.normal(0, random.uniform(0, 2), (*image.size[::-1], 1))
    return compressed(np.asarray(image) + noise, random.integers(80, 96))


def photographed(sheet, random, turn=3.0, lean=0.03, bend=0.006, light=1.8, blur=1.1, noise=5.0):
    """As a camera takes it, at most so much turned (degrees), seen from aside and bent (shares of the size), unevenly
    lit (brightest to darkest), blurred (pixels) and noisy (levels of 255), as a JPEG."""
    bent = _bent(Image.fromarray(bytes_of(sheet)), random, turn, lean, bend, _corner(sheet))
    bent = bent.filter(ImageFilter.GaussianBlur(random.uniform(0.4, blur)))
    seen = np.asarray(bent, np.float32) * _light(bent.size, random, light)[..., None]
    grain = random.normal(0, random.uniform(1, noise), (*bent.size[::-1], 1))
    return compressed(seen + grain, random.integers(55, 90))


def compressed(pixels, quality):
    """Levels of 255 as they come back from a JPEG of that quality: (h, w, 3) uint8."""
    file = io.BytesIO()
    Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8)).save(file, "JPEG", quality=int(quality))
    return np.asarray(Image.open(file).convert("RGB"))


def _corner(sheet):
    return tuple(int(level) for level in bytes_of(sheet[:4, :4]).reshape(-1, 3).max(axis=0))


def _light(size, random, most):
    """How much light there is at each pixel, (h, w) in [0, 1]: from one side, and less far from a spot."""
    x, y = np.meshgrid(np.linspace(-0.5, 0.5, size[0]), np.linspace(-0.5, 0.5, size[1]))
    angle, ratio = random.uniform(0, 2 * np.pi), random.uniform(1.05, most)
    along = x * np.cos(angle) + y * np.sin(angle) + 0.3 * (x**2 + y**2)
    along = (along - along.min()) / np.ptp(along)
    return (random.uniform(0.72, 0.98) * (1 - along * (1 - 1 / ratio))).astype(np.float32)


def _bent(image, random, turn, lean, bend, ground):
    """Turned, seen from aside and bent: `ground` is the colour of what comes into sight at the edges."""
    width, height = image.size
    angle = np.radians(random.uniform(-turn, turn))
    leaning = random.uniform(-lean, lean, 2)
    waves, phases = bend * random.uniform(-1, 1, 2), random.uniform(0, 2 * np.pi, 2)

    def origin(u, v):
        """Where what is seen at (u, v), shares from the middle, is on the sheet."""
        far = 1 + 2 * (leaning[0] * u + leaning[1] * v)
        x, y = u * width * far, v * height * far
        x, y = x * np.cos(angle) - y * np.sin(angle), x * np.sin(angle) + y * np.cos(angle)
        x += waves[0] * width * np.sin(2 * np.pi * v + phases[0])
        y += waves[1] * height * np.sin(2 * np.pi * u + phases[1])
        return x + width / 2, y + height / 2

    steps_x, steps_y = (np.round(np.linspace(0, side, CELLS + 1)).astype(int) for side in (width, height))
    mesh = []
    for left, right in pairwise(steps_x):
        for top, bottom in pairwise(steps_y):
            corners = ((left, top), (left, bottom), (right, bottom), (right, top))
            quad = [value for x, y in corners for value in origin(x / width - 0.5, y / height - 0.5)]
            mesh.append(((int(left), int(top), int(right), int(bottom)), quad))
    return image.transform(image.size, Image.Transform.MESH, mesh, Image.Resampling.BICUBIC, fillcolor=ground)
