"""Films of paper with numbers on it, as a camera sees it in a hand that is never quite still.

    filmed.write(path, filmed.paper(["2048", "305"], seed=1))

A film is the file that Chromium takes in the place of a camera: see `arguments`. It has no sound, and begins again at
its end without a jump.
"""

import random as chances
from dataclasses import dataclass

import numpy as np
from PIL import Image

from bench import conditions, drawings

WIDTH, HEIGHT = 640, 480  # pixels, what the cameras of laptops give at least
RATE = 15  # frames a second, as laptops give in the light of a room
LENGTH = 30  # frames: a film of 2 s, of 14 MB
DRIFT, TURN = 4.0, 0.6  # how far a hand moves, pixels each way, and turns, degrees
MARGIN = 40  # pixels of paper beyond what is seen, for that
NOISE = 0.015  # of full scale, the sensor's
BLUR = (0.5, 1.1)  # pixels
GREY, NEUTRAL = 128, 16 * 16  # without colour


@dataclass(frozen=True)
class Paper:
    """Paper larger than what is seen of it: grey in [0, 1], and the numbers on it, from top to bottom."""

    grey: np.ndarray
    numbers: tuple


def arguments(path):
    """What Chromium is started with to take the film at `path` for its camera; pages still have to be allowed it."""
    return ("--use-fake-device-for-media-stream", f"--use-file-for-fake-video-capture={path}")


def paper(numbers, seed):
    """Paper with these numbers below each other, in a hand and under a light of their own."""
    chance, random = chances.Random(seed), np.random.default_rng(seed)
    width, depth = WIDTH + 2 * MARGIN, HEIGHT + 2 * MARGIN
    height = min(110.0, (HEIGHT - 60) / (1.6 * len(numbers)))
    slant, pen = chance.uniform(-0.05, 0.15), chance.uniform(0.07, 0.11)
    strokes = []
    for row, number in enumerate(numbers):
        advance = 0.85 * height
        left = MARGIN + (WIDTH - advance * len(number)) * chance.uniform(0.35, 0.65)
        top = MARGIN + (row + 0.5) * HEIGHT / len(numbers) - height / 2
        for i, digit in enumerate(number):
            box = (left + i * advance, top, 0.58 * height, height)
            strokes += drawings.digit(int(digit), chance, box, slant)
    ink = conditions.coverage(strokes, width, depth, pen * height)
    grain = conditions.blurred(random.normal(0, 1, ink.shape), 2)
    texture = 0.9 + 0.012 * grain / grain.std()
    return Paper(
        conditions.lit_from_a_side(texture * (1 - 0.75 * ink), random.uniform(1.1, 1.6), random), tuple(numbers)
    )


def write(path, filmed, seed=1):
    """Write the film of a paper to `path`, in the form that Chromium reads: YUV4MPEG2."""
    random = np.random.default_rng(seed)
    sheet = Image.fromarray(filmed.grey.astype(np.float32))
    colourless = bytes([GREY]) * (WIDTH * HEIGHT // 2)
    with path.open("wb") as file:
        file.write(f"YUV4MPEG2 W{WIDTH} H{HEIGHT} F{RATE}:1 Ip A1:1 C420jpeg\n".encode())
        for at in np.linspace(0, 2 * np.pi, LENGTH, endpoint=False):
            file.write(b"FRAME\n" + _frame(sheet, at, random).tobytes() + colourless)


def _frame(sheet, at, random):
    """What is seen at an angle of the hand's round."""
    angle = np.radians(TURN) * np.sin(at)
    cos, sin = np.cos(angle), np.sin(angle)
    x, y = MARGIN + DRIFT * np.sin(2 * at), MARGIN + DRIFT * np.cos(at)
    seen = sheet.transform(
        (WIDTH, HEIGHT), Image.Transform.AFFINE, (cos, -sin, x, sin, cos, y), Image.Resampling.BILINEAR
    )
    soft = conditions.blurred(np.asarray(seen, float), random.uniform(*BLUR))
    return conditions.bytes_of(conditions.noisy(soft, NOISE, random))
