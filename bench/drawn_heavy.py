"""Pictures that are hard work and hold no number to read: noise, dense print, a checkerboard, a halftone."""

import numpy as np

from bench import sheets
from bench.drawn_forms import HEADS, LABELS, NOTES
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
