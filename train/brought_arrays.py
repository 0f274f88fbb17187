"""Arrays that people bring: an .npz as Keras stores MNIST, or IDX files as MNIST came in. Any size, either polarity.

mine.npz                       x_train, y_train[, x_test, y_test]
train-images-idx3-ubyte[.gz]   with train-labels-idx1-ubyte beside it, and t10k-… for the test
"""

import gzip
import math
import struct
import zipfile
import zlib

import numpy as np

from train import ink
from train.brought import Sample, refuse_faults
from train.brought_pictures import is_light
from train.contract import DIGITS, NO_DIGIT, SIDE
from train.datasets import DataError

IDX_IMAGES, IDX_LABELS = "images-idx3-ubyte", "labels-idx1-ubyte"
# The share of a set's pictures that have one polarity, from which on the others are taken for digits that fill their
# frames. If larger, such digits are inverted more often; if smaller, sets of both polarities are spoilt.
ONE_POLARITY = 0.9
# Pixels of a side of an array's pictures, at most; larger ones are no digits.
LARGEST_SIDE = 1000
# Pixels that the centre of mass of a prepared digit may be off, each way: MNIST's are rounded. If larger, digits that
# only nearly are prepared stay as they are.
OFF_CENTRE = 1.0
# Pixels of the longer side of a prepared digit's ink: the box's, and up to one more at each end of a drawn line. If
# wider, digits of other sizes stay as they are.
EXTENTS = range(ink.BOX - 1, ink.BOX + 3)


def is_one(path):
    """Whether a path is an .npz or IDX file, or a folder with such files."""
    return bool(_npz_in(path) or _idx_in(path))


def samples(path):
    """The `Sample`s of an .npz or of IDX files. Raises DataError."""
    file = _npz_in(path)
    return _of_npz(file) if file else _of_idx(path, _idx_in(path))


def _npz_in(path):
    if path.is_dir():
        found = [each for each in sorted(path.glob("*.npz")) if each.stem != "mnist_writers"]
        return found[0] if len(found) == 1 else None
    return path if path.suffix.lower() == ".npz" else None


def _of_npz(file):
    try:
        with file.open("rb") as opened, np.load(opened, allow_pickle=False) as arrays:
            found = {name: arrays[name] for name in ("x_train", "y_train", "x_test", "y_test") if name in arrays}
            names = list(arrays)
    except (OSError, ValueError, EOFError, zipfile.BadZipFile, zlib.error, AttributeError) as error:
        raise DataError(f"{file} can't be read: expected a NumPy archive ({error}).") from error
    if "x_train" not in found or "y_train" not in found or ("x_test" in found) != ("y_test" in found):
        raise DataError(
            f"{file} has the arrays {', '.join(names) or 'none'}: expected x_train and y_train, and x_test and y_test "
            "or neither."
        )
    given = "x_test" in found
    made = _samples(file, "x_train", found["x_train"], found["y_train"], "train" if given else None)
    return made + (_samples(file, "x_test", found["x_test"], found["y_test"], "test") if given else [])


# IDX


def _idx_in(path):
    """The files with images that a path is, or that lie in it: [Path]."""
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    return [file for file in files if IDX_IMAGES in file.name.replace(".", "-")]


def _of_idx(path, files):
    made = []
    tests = [file for file in files if file.name.startswith("t10k") or "test" in file.name]
    for file in files:
        labels = _labels_beside(file)
        part = ("test" if file in tests else "train") if tests and len(files) > 1 else None
        pixels = _idx(file, 3)
        if file.name.startswith("emnist"):  # whose pictures are transposed
            pixels = pixels.transpose(0, 2, 1)
        made += _samples(file, "image", pixels, _idx(labels, 1), part)
    return made


def _labels_beside(file):
    name = file.name.replace("images", "labels").replace("idx3", "idx1")
    stem = name.removesuffix(".gz")
    found = [file.with_name(each) for each in (name, stem, f"{stem}.gz") if file.with_name(each).exists()]
    if not found:
        raise DataError(f"{file} has no labels beside it: expected a file {name}.")
    return found[0]


def _idx(file, dimensions):
    """The unsigned bytes of an IDX file of so many dimensions."""
    try:
        raw = file.read_bytes()
        raw = gzip.decompress(raw) if raw[:2] == b"\x1f\x8b" else raw
        if raw[:4] != bytes([0, 0, 8, dimensions]):
            raise ValueError(f"expected an IDX file of bytes in {dimensions} dimensions, began with {raw[:4].hex()}")
        shape = struct.unpack(f">{dimensions}I", raw[4 : 4 + 4 * dimensions])
        if len(raw) - 4 - 4 * dimensions != math.prod(shape):
            raise ValueError(f"expected {math.prod(shape):,} values, got {len(raw) - 4 - 4 * dimensions:,}")
    except (OSError, ValueError, EOFError, zlib.error, struct.error) as error:
        raise DataError(f"{file} is damaged or cut short ({error}).") from error
    return np.frombuffer(raw, np.uint8, offset=4 + 4 * dimensions).reshape(shape)


# Both


def _samples(file, name, pixels, labels, part):
    labels = _labels(file, name.replace("x_", "y_"), labels)
    pixels = _pixels(file, name, pixels)
    if len(pixels) != len(labels):
        raise DataError(f"{file}: {name} has {len(pixels):,} pictures and {len(labels):,} labels.")
    grounds = [is_light(picture) for picture in pixels]
    share = np.mean(grounds) if len(grounds) else 0
    usual = True if share >= ONE_POLARITY else False if share <= 1 - ONE_POLARITY else None
    ready = _are_prepared(pixels)
    made, faults = [], []
    for row, (picture, label, is_so) in enumerate(zip(pixels, labels, grounds, strict=True)):
        where, fills = f"{file.name}, {name} {row}", usual is not None and is_so != usual
        if ready[row]:
            made.append(Sample(where, int(label), picture, part=part, size=picture.shape))
            continue
        image = ink.from_image(_framed(picture, usual) if fills else picture)
        if image is None:
            faults.append((where, "it shows no ink: all of it has about one value"))
            continue
        about = {"part": part, "is_light": is_so != fills, "size": picture.shape[:2]}
        made.append(Sample(where, int(label), ink.as_bytes(image), **about))
    refuse_faults(file, faults, len(labels))
    return made


def _are_prepared(pixels):
    """Which pictures are prepared already, as MNIST's are: (n,) bool. To prepare one again would move it a little."""
    if pixels.shape[1:] != (SIDE, SIDE) or not len(pixels):
        return np.zeros(len(pixels), bool)
    masses = pixels.sum(axis=(1, 2), dtype=float)
    off, extents = [], []
    for axis in (1, 2):
        profile = pixels.sum(axis=axis, dtype=float)
        off.append(np.abs(profile @ (np.arange(SIDE) + 0.5) / np.maximum(masses, 1) - SIDE / 2))
        inked = profile > 0
        extents.append(SIDE - inked.argmax(axis=1) - inked[:, ::-1].argmax(axis=1))
    return (masses > 0) & (np.max(off, axis=0) <= OFF_CENTRE) & np.isin(np.max(extents, axis=0), list(EXTENTS))


def _framed(picture, is_light):
    """A picture with a frame of its set's ground, since the digit itself fills the border."""
    ground = 255 if is_light else 0
    return np.pad(picture, [(2, 2), (2, 2), *[(0, 0)] * (picture.ndim - 2)], constant_values=ground)


def _labels(file, name, labels):
    """(n,) whole numbers from 0 to 10, also of one-hot rows."""
    labels = np.asarray(labels)
    if labels.ndim == 2 and labels.shape[1] in (DIGITS, DIGITS + 1):
        labels = labels.argmax(axis=1)
    labels = labels.reshape(len(labels), -1)[:, 0] if labels.ndim > 1 and labels.size == len(labels) else labels
    if labels.dtype.kind in "US":
        labels = np.array([int(text) if text.isdigit() else -1 for text in labels.astype(str).ravel()])
    if labels.ndim != 1 or labels.dtype.kind not in "iufb":
        raise DataError(
            f"{file}: {name} has the shape {labels.shape} and the type {labels.dtype}: expected a label each."
        )
    wrong = np.flatnonzero(~np.isin(labels, range(NO_DIGIT + 1)))
    if len(wrong):
        raise DataError(
            f"{file}: {name} holds {labels[wrong[0]]} (row {wrong[0]:,}, and {len(wrong) - 1:,} more such rows): "
            f"expected 0 to 9, or {NO_DIGIT} for what is no digit. Letters and other signs can't be learnt."
        )
    return labels.astype(int)


def _pixels(file, name, pixels):
    """(n, h, w[, 3]) uint8 of pictures in [0, 1], [-1, 1] or [0, 255]; rows of a square number are square pictures."""
    pixels = np.asarray(pixels)
    if pixels.ndim == 2 and math.isqrt(pixels.shape[1]) ** 2 == pixels.shape[1] > 1:
        pixels = pixels.reshape(len(pixels), math.isqrt(pixels.shape[1]), -1)
    if pixels.ndim == 4 and pixels.shape[3] == 1:
        pixels = pixels[..., 0]
    is_shaped = pixels.ndim == 3 or (pixels.ndim == 4 and pixels.shape[3] in (3, 4))
    if not is_shaped or pixels.dtype.kind not in "iufb" or not 4 <= min(pixels.shape[1:3]) <= LARGEST_SIDE:
        raise DataError(
            f"{file}: {name} has the shape {pixels.shape} and the type {pixels.dtype}: expected pictures, (n, height, "
            f"width) of numbers, of 4 to {LARGEST_SIDE:,} pixels a side."
        )
    if pixels.dtype == np.uint8 or not len(pixels):
        return pixels.astype(np.uint8)
    if not np.isfinite(pixels).all():
        raise DataError(f"{file}: {name} holds values that are no numbers (NaN or infinite).")
    low, high = float(pixels.min()), float(pixels.max())
    if low < -1 or high > 255:
        raise DataError(f"{file}: {name} holds values from {low:g} to {high:g}: expected 0 to 1, -1 to 1 or 0 to 255.")
    scale, offset = (127.5, 1) if low < 0 else (255, 0) if high <= 1 else (1, 0)
    return np.round((pixels.astype(np.float32) + offset) * scale).astype(np.uint8)
