"""Who wrote each of MNIST's training digits.

    writers.load(Path("data"))   # (60000,) int64

The numbers are NIST's, as QMNIST found them again (Yadav and Bottou, "Cold Case: The Lost MNIST Digits", NeurIPS 2019;
BSD licence). A folder has them as mnist_writers.npz, or as QMNIST's own file of labels.
"""

import gzip
import http.client
import urllib.request
import zipfile
import zlib
from pathlib import Path

import numpy as np

from train import datasets
from train.datasets import DOWNLOAD, DOWNLOADS, DataError

FILE = "mnist_writers.npz"  # with an array `train`
QMNIST_FILE = "qmnist-train-labels-idx2-int.gz"
QMNIST_URL = f"https://raw.githubusercontent.com/facebookresearch/qmnist/master/{QMNIST_FILE}"
QMNIST_HEADER = bytes([0, 0, 12, 2])  # an IDX file of 32-bit integers in two dimensions
QMNIST_WRITER = 2  # the column of QMNIST's labels that holds the writer


def load(source):
    """The writer of each of MNIST's training digits, (60000,) int64, from a folder or downloaded from QMNIST.

    `source` is `datasets.source_named`'s. Raises DataError where they are missing, damaged or others.
    """
    folder = DOWNLOADS if source == DOWNLOAD else Path(source)
    if source == DOWNLOAD and not (folder / QMNIST_FILE).exists():
        _download(folder / QMNIST_FILE)
    path = next((folder / name for name in (FILE, QMNIST_FILE) if (folder / name).exists()), None)
    if path is None:
        raise DataError(
            f"{folder} has neither {FILE} nor {QMNIST_FILE}, which say who wrote each digit of MNIST: validation "
            f"digits are by writers that training never sees. --data {DOWNLOAD} fetches them; QMNIST's file is at "
            f"{QMNIST_URL}."
        )
    try:
        writers = _read(path)
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile, zlib.error) as error:
        raise DataError(f"{path} can't be read ({error}). Delete it and fetch it again (--data {DOWNLOAD}).") from error
    datasets.verify("writers", path, (writers,))
    return writers


def _read(path):
    if path.name == FILE:
        with np.load(path) as arrays:
            return arrays["train"].astype(np.int64)
    return parse(path.read_bytes())


def parse(data):
    """The writers in the bytes of QMNIST's file of labels, (n,) int64; ValueError where it is another file."""
    raw = gzip.decompress(data)
    if raw[:4] != QMNIST_HEADER:
        raise ValueError("expected an IDX file of 32-bit integers, 60,000 by 8")
    rows, columns = np.frombuffer(raw, ">i4", 2, 4)
    return np.frombuffer(raw, ">i4", offset=12).reshape(rows, columns)[:, QMNIST_WRITER].astype(np.int64)


def _download(path):
    """Fetch QMNIST's labels and put them at `path`, whole or not at all."""
    try:
        with urllib.request.urlopen(QMNIST_URL, timeout=60) as answer:
            data = answer.read()
        writers = parse(data)
    except (OSError, ValueError, EOFError, zlib.error, http.client.HTTPException) as error:
        raise DataError(
            f"The writers of MNIST's digits could not be fetched from {QMNIST_URL} ({error}). Check the connection and "
            f"try again, or put {QMNIST_FILE} or {FILE} into a folder and pass --data FOLDER."
        ) from error
    datasets.verify("writers", QMNIST_URL, (writers,))
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".tmp")
    unfinished.write_bytes(data)
    unfinished.replace(path)
