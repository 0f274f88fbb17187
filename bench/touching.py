"""Numbers whose digits touch, as pictures; and what the lattice for them has learnt, learnt anew.

    uv run --group train python -m bench.touching --data FOLDER

draws numbers by training writers into runs/touching/ and fits web/js/reader/picture/learnt-weights.js to them
(bench/lattice.mjs), the same on each run; on two free cores it takes some five minutes. What the row network weighs
beside them is fitted to numbers by writers that it has not seen. Numbers of validation writers, in the same folder,
choose nothing: how many of them are read is printed in the end. With --measure nothing is fitted.
"""

import argparse
import hashlib
import json

import numpy as np

from bench import conditions, hands
from tools import experiments, site
from train import datasets, numbers, row_numbers, writers

FOLDER = experiments.RUNS / "touching"
SEED = 17
LENGTHS = (2, 3, 4, 5)
# Numbers of each length; if larger, weights are steadier, and it takes longer.
COUNT, SECOND_COUNT, VALIDATION_COUNT = 60, 20, 15
OVERLAP = 0.09  # heights by which ink overlaps at most where digits touch; if larger, they are written over each other
HEIGHTS = (20, 110)  # pixels of a digit
PENS = (0.06, 0.14)  # the pen's width in heights of a digit
MARGIN = 6  # pixels of paper around a number


def main():
    parser = argparse.ArgumentParser(description="Learn anew what the lattice for touching digits weighs.")
    parser.add_argument(
        "--data", required=True, help="a folder with mnist.npz, mnist_writers.npz and pendigits-orig.tra"
    )
    parser.add_argument("--measure", action="store_true", help="fit nothing: measure what is committed")
    options = parser.parse_args()
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, pictures in drawn(datasets.source_named(options.data)):
        print(f"{name}: {len(pictures)} numbers, SHA-256 {saved(name, pictures)[:16]}", flush=True)
    site.install_packages()
    if not options.measure:
        for part in ([], ["--second"]):
            print(site.run_node(["bench/lattice.mjs", str(FOLDER), *part]), end="", flush=True)
    print(site.run_node(["bench/lattice.mjs", str(FOLDER), "--measure"]), end="")


def drawn(source):
    """(name, pictures) of each set; a picture is (grey, text): (h, w) uint8, and what it says."""
    images, _ = datasets.load_mnist(source)
    by, pen = writers.load(source), datasets.load_pen(source)
    held_back, others = row_numbers.is_held_back(by), row_numbers.HELD_BACK_PENS
    pens = {
        "fit": [digit for digit in pen if digit.writer not in (*datasets.VALIDATION_WRITERS, *others)],
        "second": [digit for digit in pen if digit.writer in others],
        "validation": [digit for digit in pen if digit.writer in datasets.VALIDATION_WRITERS],
    }
    for name, count, rows, seed in (
        ("fit", COUNT, np.flatnonzero(~held_back), SEED),
        ("second", SECOND_COUNT, np.flatnonzero(held_back), SEED + 1),
        ("validation", VALIDATION_COUNT, np.flatnonzero(held_back), SEED),
    ):
        own = _by_writer(by[rows], rows)
        yield (
            f"{name}-images",
            [
                _of_images(images, own, length, np.random.default_rng([seed, length, i, len(rows)]))
                for length in LENGTHS
                for i in range(count)
            ],
        )
        strokes = pens[name]
        own = _by_writer([digit.writer for digit in strokes], strokes)
        yield (
            f"{name}-strokes",
            [
                _of_strokes(own, length, np.random.default_rng([seed, length, i, len(strokes)]))
                for length in LENGTHS
                for i in range(count)
            ],
        )


def saved(name, pictures):
    """Writes a set, and returns the SHA-256 of its pixels."""
    pixels = b"".join(grey.tobytes() for grey, _ in pictures)
    (FOLDER / f"{name}.bin").write_bytes(pixels)
    told = [{"text": text, "width": grey.shape[1], "height": grey.shape[0]} for grey, text in pictures]
    (FOLDER / f"{name}.json").write_text(json.dumps(told), encoding="utf-8")
    return hashlib.sha256(pixels).hexdigest()


def _by_writer(names, items):
    found = {}
    for name, item in zip(names, items, strict=True):
        found.setdefault(int(name), []).append(item)
    return list(found.values())


def _of_images(images, own, length, random):
    rows = _some(own, length, random)
    ink = row_numbers.meeting([hands.cut(images.pixels[row] / 255) for row in rows], 20, random, OVERLAP)
    # A quarter as small as they are, and the rest enlarged.
    height = HEIGHTS[0] if random.random() < 0.25 else random.uniform(*HEIGHTS)
    enlarged = ink if height == HEIGHTS[0] else hands.enlarged(np.pad(ink, 1), height * (len(ink) + 2) / 20)
    return _on_paper(enlarged, random), "".join(str(images.labels[row]) for row in rows)


def _of_strokes(own, length, random):
    digits = _some(own, length, random)
    height, pen = random.uniform(2 * HEIGHTS[0], HEIGHTS[1]), random.uniform(*PENS)
    placed, _ = numbers.place(digits, numbers.TOUCHING, random)
    pieces = []
    for strokes in placed:
        ink, _ = hands.inked([stroke * height / numbers.HEIGHT for stroke in strokes], pen * height)
        pieces.append(hands.cut(ink, 0.05))
    ink = row_numbers.meeting(pieces, height, random, OVERLAP)
    return _on_paper(ink, random), "".join(str(digit.label) for digit in digits)


def _some(own, length, random):
    """Digits of one writer."""
    theirs = own[random.integers(len(own))]
    return [theirs[i] for i in random.integers(len(theirs), size=length)]


def _on_paper(ink, random):
    return conditions.bytes_of(1 - (1 - random.uniform(0, 0.3)) * np.pad(ink, MARGIN))


if __name__ == "__main__":
    main()
