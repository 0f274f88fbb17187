"""The data: MNIST, pen strokes and scikit-learn's embedded digits, each verified by what it decodes to.

MNIST        LeCun, Cortes, Burges; 70,000 digits, 28×28. Keras's mnist.npz in a folder, or downloaded into `data/`.
             Who wrote them: train/writers.py.
pen strokes  Alpaydin, Alimoglu: Pen-Based Recognition of Handwritten Digits, original trajectories (UCI, CC BY
             4.0); 7,494 digits of 30 writers. pendigits-orig.tra in a folder, or downloaded into `data/`.
embedded     scikit-learn's load_digits: 1,797 digits, 8×8. Always there, no network needed.
"""

import hashlib
import http.client
import io
import os
import re
import urllib.request
import zipfile
import zlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from errors import PlainError

ROOT = Path(__file__).resolve().parent.parent
DOWNLOADS = ROOT / "data"
EMBEDDED, DOWNLOAD = "embedded", "download"  # what --data takes besides a folder
MNIST_FILE = "mnist.npz"
MNIST_URL = "https://storage.googleapis.com/tensorflow/tf-keras-datasets/mnist.npz"
PEN_FILE = "pendigits-orig.tra"
PEN_URL = "https://archive.ics.uci.edu/static/public/81/pen+based+recognition+of+handwritten+digits.zip"

# SHA-256 of the decoded arrays (see `checksum`), whatever file and compression they came in.
CHECKSUMS = {
    "mnist": "25c98f992c005963b7428e1f38418b233c9b286cc403519287eb8063f0bcfe07",
    "pen": "c99be5d9d3e9678e8b89f70d93fb0d0c35e96e50a4cb1ae71e704d4bbf32e5e1",
    "writers": "0af5179402c2daabd3b31aacac135884ddcf70de76f50ea3a77a271ec41c5fe0",
    "embedded": "88779380a7709f41729911002512f87ab9395c201e80697007f2c1816dbc7d4a",
}
# Six of the thirty writers, never trained on. If there were more, figures would be steadier, and training would see
# fewer hands.
VALIDATION_WRITERS = (5, 10, 15, 20, 25, 30)
# How scikit-learn's digits are divided, in their order: so many are trained on, and so many after them are for
# validation. If larger, fewer are left to test with.
EMBEDDED_TRAINING, EMBEDDED_VALIDATION = 1197, 300
EMBEDDED_TONES = 16  # the brightest value of scikit-learn's pictures


class DataError(PlainError):
    """A data set is missing, damaged or not what it should be; the message says what to do."""


@dataclass(frozen=True)
class PenDigit:
    """One digit as its writer's pen drew it: strokes are (n, 2) float64 arrays of x, y, y down."""

    strokes: tuple
    label: int
    writer: int


@dataclass(frozen=True)
class Images:
    """n images, (n, 28, 28) uint8, ink bright on black, with labels (n,) uint8."""

    pixels: np.ndarray
    labels: np.ndarray

    @property
    def inputs(self):
        """What the networks take: (n, 28, 28, 1) float32 in [0, 1]."""
        return self.pixels[..., None].astype(np.float32) / 255

    def __len__(self):
        return len(self.labels)

    def __getitem__(self, rows):
        return Images(self.pixels[rows], self.labels[rows])


def concatenated(*sets):
    """Several `Images` as one, in this order."""
    return Images(np.concatenate([s.pixels for s in sets]), np.concatenate([s.labels for s in sets]))


def source_named(data=None):
    """Where the data come from: a folder's Path, "download" or "embedded".

    `data` names it, or else DIGITPAD_DATA, or else an earlier download, or else the embedded digits are taken. Raises
    DataError where the folder does not exist.
    """
    data = data or os.environ.get("DIGITPAD_DATA")
    if data in (EMBEDDED, DOWNLOAD):
        return data
    if data:
        folder = Path(data).expanduser().resolve()
        if not folder.is_dir():
            raise DataError(
                f"No folder {folder}. --data (or DIGITPAD_DATA) takes a folder with mnist.npz and {PEN_FILE}, "
                f'"{DOWNLOAD}" to fetch them, or "{EMBEDDED}" for the digits that come with scikit-learn.'
            )
        return folder
    return DOWNLOAD if all((DOWNLOADS / name).exists() for name in (MNIST_FILE, PEN_FILE)) else EMBEDDED


def checksums(source, pen=True):
    """The checksums of the data sets that a source trains on, with or without pen strokes: {name: SHA-256}."""
    names = ("embedded",) if source == EMBEDDED else ("mnist", "writers", *(["pen"] if pen else []))
    return {name: CHECKSUMS[name] for name in names}


def checksum(*arrays):
    """SHA-256, in hexadecimal, over the arrays' shapes and little-endian bytes."""
    digest = hashlib.sha256()
    for array in arrays:
        digest.update(str(array.shape).encode())
        digest.update(np.ascontiguousarray(array, array.dtype.newbyteorder("<")).tobytes())
    return digest.hexdigest()


def verify(name, where, arrays):
    """Raise DataError unless these decoded arrays are the data set `name`; the message calls them `where`."""
    actual = checksum(*arrays)
    if actual != CHECKSUMS[name]:
        raise DataError(
            f"{where} is not the data set it should be: expected SHA-256 {CHECKSUMS[name]} of its decoded arrays, "
            f"got {actual}. Delete it and fetch it again (--data {DOWNLOAD})."
        )


def load_mnist(source):
    """(train, test) of MNIST as `Images`, from a folder's mnist.npz or downloaded from where Keras has it.

    Raises DataError where it is missing, damaged or another data set.
    """
    path = (DOWNLOADS if source == DOWNLOAD else Path(source)) / MNIST_FILE
    if source == DOWNLOAD and not path.exists():
        _download_mnist(path)
    arrays = _read_npz(path)
    verify("mnist", path, arrays)
    x_train, y_train, x_test, y_test = arrays
    return Images(x_train, y_train), Images(x_test, y_test)


def _download_mnist(path):
    """Fetch MNIST, verify it and put it at `path`, whole or not at all. Takes no Keras."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".tmp.npz")
    try:
        with urllib.request.urlopen(MNIST_URL, timeout=60) as answer:
            unfinished.write_bytes(answer.read())
        verify("mnist", MNIST_URL, _read_npz(unfinished))
        unfinished.replace(path)
    except (OSError, ValueError, http.client.HTTPException, DataError) as error:
        raise DataError(
            f"MNIST could not be fetched from {MNIST_URL} ({error}). Check the connection and try again, put "
            f"{MNIST_FILE} into a folder and pass --data FOLDER, or use the embedded digits with --data {EMBEDDED}."
        ) from error
    finally:
        unfinished.unlink(missing_ok=True)


def _read_npz(path):
    keys = ("x_train", "y_train", "x_test", "y_test")
    if not path.exists():
        raise DataError(
            f"{path} is missing. It is the file of keras.datasets.mnist with the arrays {', '.join(keys)}; "
            f"--data {DOWNLOAD} fetches it, --data {EMBEDDED} does without."
        )
    try:
        with path.open("rb") as file, np.load(file) as arrays:
            return [arrays[key] for key in keys]
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
        raise DataError(
            f"{path} can't be read ({error}): expected a NumPy archive with the arrays {', '.join(keys)}, got "
            f"{path.stat().st_size:,} bytes of something else, or a file that was cut. Delete it and fetch it again."
        ) from error


def load_pen(source):
    """The pen digits, a list of `PenDigit`, from a folder's pendigits-orig.tra or downloaded from UCI.

    Raises DataError where they are missing, damaged or another data set.
    """
    path = (DOWNLOADS if source == DOWNLOAD else Path(source)) / PEN_FILE
    if source == DOWNLOAD and not path.exists():
        _download_pen(path)
    if not path.exists():
        raise DataError(
            f"{path} is missing. It holds the original trajectories of UCI's Pen-Based Recognition of Handwritten "
            f"Digits; --data {DOWNLOAD} fetches it, --data {EMBEDDED} does without."
        )
    digits = parse_unipen(path.read_text("ascii", errors="replace"), path)
    verify("pen", path, _pen_arrays(digits))
    return digits


def pen_checksum(digits):
    """The `checksum` of pen digits."""
    return checksum(*_pen_arrays(digits))


def _pen_arrays(digits):
    strokes = [stroke for digit in digits for stroke in digit.strokes]
    return (
        np.concatenate(strokes),
        np.array([len(stroke) for stroke in strokes]),
        np.array([(len(digit.strokes), digit.label, digit.writer) for digit in digits]),
    )


def _download_pen(path):
    """Fetch UCI's zip, unpack the .Z in it, and put the text at `path`, whole or not at all."""
    from unlzw3 import unlzw

    try:
        with urllib.request.urlopen(PEN_URL, timeout=60) as answer:
            archive = zipfile.ZipFile(io.BytesIO(answer.read()))
        text = unlzw(archive.read(PEN_FILE + ".Z"))
    except (OSError, ValueError, KeyError, zipfile.BadZipFile, zlib.error, http.client.HTTPException) as error:
        raise DataError(
            f"The pen strokes could not be fetched from {PEN_URL} ({error}). Check the connection and try again, put "
            f"{PEN_FILE} into a folder and pass --data FOLDER, or train on the embedded digits with --data {EMBEDDED}."
        ) from error
    verify("pen", PEN_URL, _pen_arrays(parse_unipen(text.decode("ascii", errors="replace"), PEN_URL)))
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".tmp")
    unfinished.write_bytes(text)
    unfinished.replace(path)


def parse_unipen(text, name="the text"):
    """Parse UNIPEN text into a list of `PenDigit`; y is turned to point down.

    A digit is a `.SEGMENT DIGIT … "8"`, its `.COMMENT label writer sample`, and strokes between `.PEN_DOWN` and
    `.PEN_UP`, one `x y` a line (Guyon et al., "UNIPEN project of on-line data exchange", ICPR 1994). Raises DataError,
    which calls the text `name`.
    """
    digits = []
    for number, segment in enumerate(re.split(r"^\.SEGMENT DIGIT", text, flags=re.MULTILINE)[1:], 1):
        head = re.search(r'"(\d)"\s*\n\.COMMENT\s+\d\s+(\d+)', segment)
        lines = re.findall(r"^\.PEN_DOWN\s*\n((?:\s*-?\d+\s+-?\d+\s*\n)+)\.PEN_UP", segment, flags=re.MULTILINE)
        if not head or not lines or len(lines) != segment.count(".PEN_DOWN"):
            raise DataError(
                f'{name}: digit {number} is broken or cut short: expected a label ("0" to "9"), a .COMMENT with the '
                "writer, and strokes of `x y` lines between .PEN_DOWN and .PEN_UP. Fetch the file again."
            )
        points = (np.array(line.split(), float).reshape(-1, 2) * (1, -1) for line in lines)
        digits.append(PenDigit(tuple(points), int(head[1]), int(head[2])))
    return digits


@cache
def load_embedded():
    """scikit-learn's 8×8 digits as `Images` (train, validation, test), each prepared as the page would prepare it."""
    from sklearn.datasets import load_digits

    from train import ink

    digits = load_digits()
    verify("embedded", "sklearn.datasets.load_digits", (digits.images.astype(np.uint8), digits.target.astype(np.uint8)))
    pixels = ink.as_bytes(np.stack([ink.from_ink(image / EMBEDDED_TONES) for image in digits.images]))
    images = Images(pixels, digits.target.astype(np.uint8))
    first, second = EMBEDDED_TRAINING, EMBEDDED_TRAINING + EMBEDDED_VALIDATION
    return images[:first], images[first:second], images[second:]
