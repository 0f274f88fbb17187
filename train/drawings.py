"""Pen strokes drawn as the page draws them: once each to be read, and again and again, warped, to be trained on.

    drawings.warped(pen_digits, len(pen_digits), settings)   # `Drawings`

Drawing takes minutes, so what was drawn is kept in `data/`, and is used again as long as neither the strokes, nor the
settings, nor the code that draws are others.
"""

import hashlib
import json
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import asdict, dataclass
from multiprocessing import get_context
from pathlib import Path

import numpy as np

from train import augmentation, datasets, hands, ink, nondigits, numbers, shapes, windows
from train.contract import DIGITS, NO_DIGIT, SIDE
from train.datasets import Images

# Sets of drawings, each with one drawing of everything. If larger, a digit is seen in more shapes, and it takes longer
# and more memory to draw them all before training starts.
SETS = 24
# The code that decides what is drawn.
CODE = (augmentation, hands, ink, nondigits, numbers, shapes, windows)
KEPT = "drawn-{}.npy"
# Bytes of all drawings that are kept: those of the shipped network, and of a few small sets. If larger, more of them
# are there when one goes back to an earlier set, and the disk is fuller.
ROOM = 1_000_000_000


@dataclass(frozen=True)
class Drawings:
    """The same things drawn again and again, each time with another warp and another pen.

    `pixels` is (SETS, n, 28, 28) uint8, ink bright on black; `labels`, (n,) uint8, are those of every set.
    """

    pixels: np.ndarray
    labels: np.ndarray


def plain(digits):
    """`PenDigit`s as the page would prepare them: `Images`."""
    pictures = np.stack([ink.from_strokes(digit.strokes) for digit in digits])
    return Images(ink.as_bytes(pictures), _labels(digits))


def by_program(count, seed, strength):
    """`count` digits as `hands` draws them, warped, every digit as often as the others: `Images`."""
    labels = (np.arange(count) % DIGITS).astype(np.uint8)
    return Images(_by_program(labels, seed, strength), labels)


def _by_program(labels, seed, strength):
    random = np.random.default_rng(seed)
    drawn = [augmentation.draw_warped(hands.draw(random, label), random, strength) for label in labels]
    return ink.as_bytes(np.reshape(drawn, (-1, SIDE, SIDE)))


def warped(digits, count, settings):
    """`Drawings` of all `PenDigit`s, and of as many other things for each of `count` digits as the settings say.

    These are, in this order: the pen digits; digits drawn by a program; windows that are digits; what is no digit;
    windows that are none. The same arguments give the same drawings. They are kept in
    `data/`.
    """
    jobs = _jobs(digits, count, settings)
    labels = np.concatenate([_NO_LABELS, *(labels for _, labels, _ in jobs)])
    path = datasets.DOWNLOADS / KEPT.format(_digest(digits, count, settings))
    if path.exists():
        return Drawings(np.load(path), labels)
    pixels = _drawn(jobs, settings)
    if len(labels):
        _keep(pixels, path)
    return Drawings(pixels, labels)


def _jobs(digits, count, settings):
    """What a set is made of: [(function, labels, arguments)]; a seed and the strength are added to the arguments."""
    programmed = (np.arange(round(settings.drawn_digits * count)) % DIGITS).astype(np.uint8)
    windowed = round(settings.windows * count / 2) if digits else 0
    cut, wrong = (np.arange(windowed) % DIGITS).astype(np.uint8), np.full(windowed, NO_DIGIT, np.uint8)
    none = np.full(round(settings.non_digits * count), NO_DIGIT, np.uint8)
    labelled = [(digit.label, list(digit.strokes)) for digit in digits]
    jobs = [
        (augmentation.draw_all_warped, _labels(digits), ([digit.strokes for digit in digits],)),
        (_by_program, programmed, (programmed,)),
        (windows.of_strokes, cut, (digits, cut)),
        (nondigits.draw_training, none, (labelled, len(none))),
        (windows.of_strokes, wrong, (digits, wrong)),
    ]
    return [job for job in jobs if len(job[1])]


def _drawn(jobs, settings):
    """(SETS, n, 28, 28) uint8: every job, SETS times, each with a seed of its own."""
    pixels = [[_NOTHING] * len(jobs) for _ in range(SETS)]
    if not jobs:
        return np.zeros((SETS, *_NOTHING.shape), np.uint8)
    # Spawned, not forked: TensorFlow's threads don't survive a fork.
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        running = {
            pool.submit(draw, *arguments, (settings.seed, k, j), settings.augmentation): (k, j)
            for k in range(SETS)
            for j, (draw, _, arguments) in enumerate(jobs)
        }
        for done, job in enumerate(as_completed(running), 1):
            k, j = running[job]
            pixels[k][j] = job.result()
            if done % len(jobs) == 0:
                print(f"  drawing what is trained on: {done // len(jobs)} of {SETS} sets")
    return np.stack([np.concatenate(each) for each in pixels])


def _keep(pixels, path):
    """Keep drawings for the next time, and of those that were kept before the newest that there is room for."""
    path.parent.mkdir(parents=True, exist_ok=True)
    room = ROOM - pixels.nbytes
    for older in sorted(path.parent.glob(KEPT.format("*")), key=lambda file: -file.stat().st_mtime):
        room -= older.stat().st_size
        if room < 0:
            older.unlink()
    unfinished = path.with_suffix(".tmp.npy")
    np.save(unfinished, pixels)
    unfinished.replace(path)


def _digest(digits, count, settings):
    """What decides how drawings come out, as SHA-256."""
    asked = {name: getattr(settings, name) for name in ("seed", "drawn_digits", "windows", "non_digits")}
    digest = hashlib.sha256(json.dumps([asked, count, SETS, asdict(settings.augmentation)]).encode())
    digest.update(datasets.pen_checksum(digits).encode() if digits else b"")
    for file in (__file__, *(module.__file__ for module in CODE)):
        digest.update(Path(file).read_bytes())
    return digest.hexdigest()[:16]


_NOTHING = np.zeros((0, SIDE, SIDE), np.uint8)
_NO_LABELS = np.zeros(0, np.uint8)


def _labels(digits):
    return np.array([digit.label for digit in digits], np.uint8)
