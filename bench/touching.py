"""Numbers whose digits touch, as pictures; and what the lattice for them has learnt, learnt anew.

    uv run --group train python -m bench.touching --data FOLDER

draws numbers by training writers into runs/touching/ and fits web/js/reader/picture/learnt-weights.js to them
(bench/lattice.mjs), the same on each run; on two free cores it takes some five minutes. Numbers of validation writers,
in the same folder, choose nothing: how many of them are read is printed in the end. With --measure nothing is fitted.
"""

import argparse
import hashlib
import json

import numpy as np

from bench import conditions, hands
from tools import experiments, site
from train import datasets, numbers, writers

FOLDER = experiments.RUNS / "touching"
SEED = 17
LENGTHS = (2, 3, 4, 5)
COUNT, VALIDATION_COUNT = 60, 15  # numbers of each length; if larger, weights are steadier, and it takes longer
HELD_BACK = 20  # of MNIST's training writers every so many-th is for validation
BASELINE = 0.035  # heights, standard deviation of where digits stand; if larger, they dance more
OVERLAP = 0.09  # heights by which ink overlaps at most where digits touch; if larger, they are written over each other
HEIGHTS = (20, 110)  # pixels of a digit
PENS = (0.06, 0.14)  # the pen's width in heights of a digit
MARGIN = 6  # pixels of paper around a number
INKED = 0.3  # of full ink: fainter pixels touch nothing


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
        print(site.run_node(["bench/lattice.mjs", str(FOLDER)]), end="", flush=True)
    print(site.run_node(["bench/lattice.mjs", str(FOLDER), "--measure"]), end="")


def drawn(source):
    """(name, pictures) of each set; a picture is (grey, text): (h, w) uint8, and what it says."""
    images, _ = datasets.load_mnist(source)
    by, pen = writers.load(source), datasets.load_pen(source)
    held_back = np.isin(by, np.unique(by)[::HELD_BACK])
    for name, count, rows, is_ours in (
        ("fit", COUNT, np.flatnonzero(~held_back), lambda writer: writer not in datasets.VALIDATION_WRITERS),
        (
            "validation",
            VALIDATION_COUNT,
            np.flatnonzero(held_back),
            lambda writer: writer in datasets.VALIDATION_WRITERS,
        ),
    ):
        own = _by_writer(by[rows], rows)
        yield (
            f"{name}-images",
            [
                _of_images(images, own, length, np.random.default_rng([SEED, length, i, len(rows)]))
                for length in LENGTHS
                for i in range(count)
            ],
        )
        strokes = [digit for digit in pen if is_ours(digit.writer)]
        own = _by_writer([digit.writer for digit in strokes], strokes)
        yield (
            f"{name}-strokes",
            [
                _of_strokes(own, length, np.random.default_rng([SEED, length, i, len(strokes)]))
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
    ink = meeting([hands.cut(images.pixels[row] / 255) for row in rows], 20, random)
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
    return _on_paper(meeting(pieces, height, random), random), "".join(str(digit.label) for digit in digits)


def _some(own, length, random):
    """Digits of one writer."""
    theirs = own[random.integers(len(own))]
    return [theirs[i] for i in random.integers(len(theirs), size=length)]


def meeting(pieces, height, random):
    """Pieces of ink in a row, so that each just meets the one before; a digit is `height` pixels high."""
    reach = max(1, round(2 * BASELINE * height))
    whole = max(map(len, pieces)) + 2 * reach
    tops = [
        whole - reach - len(piece) + int(np.clip(round(random.normal(0, BASELINE * height)), -reach, reach))
        for piece in pieces
    ]
    lefts, edge = [], np.full(whole, -np.inf)
    for piece, top in zip(pieces, tops, strict=True):
        rows = np.flatnonzero((piece > INKED).any(axis=1))
        begins, ends = np.full(whole, np.inf), np.full(whole, -np.inf)
        begins[top + rows] = (piece > INKED)[rows].argmax(axis=1)
        ends[top + rows] = piece.shape[1] - (piece > INKED)[rows][:, ::-1].argmax(axis=1)
        near = np.max([np.roll(edge, by) for by in (-1, 0, 1)], axis=0) - begins
        left = round(near[np.isfinite(near)].max(initial=0) - random.uniform(0, OVERLAP * height)) if lefts else 0
        lefts.append(max(left, lefts[-1] if lefts else 0))
        edge = np.maximum(edge, ends + lefts[-1])
    ink = np.zeros((whole, max(left + piece.shape[1] for left, piece in zip(lefts, pieces, strict=True))))
    for piece, top, left in zip(pieces, tops, lefts, strict=True):
        under = ink[top : top + len(piece), left : left + piece.shape[1]]
        np.maximum(under, piece, out=under)
    return ink


def _on_paper(ink, random):
    return conditions.bytes_of(1 - (1 - random.uniform(0, 0.3)) * np.pad(ink, MARGIN))


if __name__ == "__main__":
    main()
