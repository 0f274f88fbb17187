"""Where data come from: the published sets, in a folder or downloaded, scikit-learn's digits, or data of one's own.

source = sources.named("digits/")   # an `OwnData`
source = sources.named("embedded")  # "embedded"
"""

import os
from pathlib import Path

from train import datasets
from train.datasets import DOWNLOAD, EMBEDDED, MNIST_FILE, DataError
from train.own_data import OwnData


def named(data=None):
    """The source that --data names, or else DIGITPAD_DATA, or else `datasets.source_named`'s choice.

    A folder with MNIST as it was published is that folder's Path; any other file or folder is an `OwnData`. Raises
    DataError where there is no such file or folder.
    """
    data = data or os.environ.get("DIGITPAD_DATA")
    path = Path(data).expanduser().resolve() if data and data not in (EMBEDDED, DOWNLOAD) else None
    if path is None or not path.exists():
        return datasets.source_named(data)
    return path if _is_published(path) else OwnData(path)


def _is_published(path):
    """Whether a folder holds MNIST, which may be damaged, and not other digits under its name."""
    if not (path / MNIST_FILE).is_file():
        return False
    try:
        datasets.load_mnist(path)
    except DataError:
        return (path / datasets.PEN_FILE).exists()
    return True


def is_own(source):
    """Whether a source is data of someone's own."""
    return isinstance(source, OwnData)


def checksums(source, pen):
    """The checksums of what a source trains on, with or without pen strokes: {name: SHA-256}."""
    return source.checksums if is_own(source) else datasets.checksums(source, pen)
