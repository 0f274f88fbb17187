"""Pictures that are hard work and hold no number to read: noise, dense print, too many digits, nets."""

import numpy as np

from bench import sheets
from bench.drawn_forms import HEADS, LABELS, NOTES
from bench.hands import inked
from bench.sheets import Picture, Sheet

WIDTH, HEIGHT = 1600, 900


def noise(random, _digits):
    """5 % black pixels."""
    return _picture(1.0 - (random.random((HEIGHT, WIDTH)) < 0.05))


def screenshot(random, _digits):
    """A page of dense print, as a screenshot shows it, with numbers among the words."""
    sheet = Sheet(WIDTH, HEIGHT)
    words = " ".join((*HEADS, *NOTES, *LABELS)).split()
    size = random.integers(13, 20)
    for top in np.arange(10, HEIGHT - 2 * size, 1.5 * size):
        line = " ".join(
            str(random.integers(10, 99999)) if random.random() < 0.12 else str(random.choice(words)) for _ in range(40)
        )
        sheet.print(line, 12, top, size)
    return Picture("", sheets.bytes_of(sheet.pixels), None)


def photographed_print(random, digits):
    """The same, as a camera takes it."""
    sheet = screenshot(random, digits).pixels / np.float32(255)
    return Picture("", sheets.photographed(sheet, random, turn=1), None)


def page_of_digits(random, _digits):
    """Thousands of small digits in print, more than anybody reads at once."""
    sheet = Sheet(WIDTH, HEIGHT)
    for top in np.arange(8, HEIGHT - 24, 22):
        sheet.print("".join(map(str, random.integers(0, 10, 150))), 10, top, 17)
    return Picture("", sheets.bytes_of(sheet.pixels), None)


def specks(random, _digits):
    """Specks of two to five pixels, each like a dot of somebody's pen."""
    ink = np.zeros((HEIGHT, WIDTH))
    for side in (2, 3, 4, 5):
        there = random.random((HEIGHT // side, WIDTH // side)) < 0.03
        grown = there.repeat(side, 0).repeat(side, 1)
        ink[: len(grown), : grown.shape[1]] += grown
    return _picture(1 - np.clip(ink, 0, 1))


def scribble(random, _digits):
    """One line that goes everywhere and crosses itself, with straight lines through it."""
    sheet, t = Sheet(WIDTH, HEIGHT), np.linspace(0, 1, 3000)
    waves = random.integers(5, 60, (2, 4))
    x, y = (sum(np.sin(2 * np.pi * (wave * t + random.random())) for wave in each) / 4 for each in waves)
    ink, _ = inked([np.stack([WIDTH * (0.5 + 0.5 * x), HEIGHT * (0.5 + 0.5 * y)], axis=1)], 3)
    sheet.ink(ink, 0, 0)
    for _ in range(60):
        ends = random.uniform(0, 1, (2, 2)) * (WIDTH, HEIGHT)
        sheet.line(tuple(ends[0]), tuple(ends[1]), 2)
    return Picture("", sheets.bytes_of(sheet.pixels), None)


def hatching(random, _digits):
    """Hundreds of parallel lines across hundreds of others, broken here and there."""
    y, x = np.mgrid[:HEIGHT, :WIDTH]
    spacing = random.integers(7, 12)
    lines = ((x + y) % spacing < 2) | ((x - y) % spacing < 2)
    return _picture(1 - (lines & (random.random((HEIGHT, WIDTH)) > 0.1)))


def checkerboard(random, _digits):
    """Black and white squares of a few pixels, by their corners all one piece."""
    side = random.integers(2, 12)
    y, x = np.mgrid[:HEIGHT, :WIDTH] // side
    return _picture((x + y) % 2)


def halftone(random, _digits):
    """A photograph printed as dots on a turned net, the darker the larger."""
    y, x = np.mgrid[:HEIGHT, :WIDTH].astype(np.float32)
    spacing, angle = random.uniform(5, 9), np.radians(random.uniform(15, 45))
    u, v = (x * np.cos(angle) + y * np.sin(angle)) / spacing, (y * np.cos(angle) - x * np.sin(angle)) / spacing
    tone = 0.5 + 0.5 * np.sin(x / random.uniform(90, 200) + np.sin(y / 110)) * np.cos(y / random.uniform(80, 160))
    away = np.hypot(u - np.round(u), v - np.round(v))
    return _picture(np.clip((away - 0.62 * np.sqrt(tone)) * spacing + 0.5, 0, 1))


def _picture(grey):
    return Picture("", np.repeat(sheets.bytes_of(np.asarray(grey, float))[..., None], 3, axis=2), None)
