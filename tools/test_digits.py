"""Test digits for the built site, to try the networks with: MNIST's where they are there, else scikit-learn's.

dist/test-digits/index.json   {"name": the set's, "side": 28, "count": n, "shards": [{"url", "count"}, …]}; urls are
                              relative to it
                 digits-….bin of each of its digits a byte with the label, and side×side bytes of ink, bright on black
"""

import hashlib
import json
import os
import sys

import numpy as np

from train import datasets, sets, sources
from train.contract import SIDE
from train.datasets import DataError

FOLDER = "test-digits"  # in the site
SHARD = 500  # digits in a file; if larger, there are fewer files, and one test digit takes longer to fetch


def set_name():
    """The name of the set that a build would take now, see train/sets.py."""
    return sets.EMBEDDED if _source() == datasets.EMBEDDED else sets.MNIST


def _source(data=None):
    """Where test digits come from: never from data of someone's own, which are not for everyone to see.

    For them, an earlier download of MNIST will do without pen strokes.
    """
    source = sources.named(data)
    if not data and source == datasets.EMBEDDED and not os.environ.get("DIGITPAD_DATA"):
        return datasets.DOWNLOAD if (datasets.DOWNLOADS / datasets.MNIST_FILE).exists() else source
    return datasets.EMBEDDED if sources.is_own(source) else source


def _digits(source):
    """The set's name and its `Images`; where MNIST can't be downloaded, that is told, and the embedded digits serve."""
    if source == datasets.EMBEDDED:
        return sets.EMBEDDED, datasets.load_embedded()[2]
    try:
        return sets.MNIST, datasets.load_mnist(source)[1]
    except DataError as error:
        if source != datasets.DOWNLOAD:
            raise
        print(f"{error}\nThe site is built with scikit-learn's test digits instead of MNIST's.", file=sys.stderr)
        return _digits(datasets.EMBEDDED)


def name_in(site):
    """The name of the set that a built site has; None where it has none that can be read."""
    try:
        return json.loads((site / FOLDER / "index.json").read_text("utf-8"))["name"]
    except (FileNotFoundError, ValueError, LookupError):
        return None


def write(site, data=None):
    """Write the test digits into a site's folder, from what --data names, as for training.

    Raises DataError where there is no such folder, or MNIST in it can't be read.
    """
    name, images = _digits(_source(data))
    folder = site / FOLDER
    folder.mkdir()
    shards = [_write_shard(folder, images[at : at + SHARD]) for at in range(0, len(images), SHARD)]
    index = {"name": name, "side": SIDE, "count": len(images), "shards": shards}
    (folder / "index.json").write_text(json.dumps(index), "utf-8")


def _write_shard(folder, images):
    flat = images.pixels.reshape(len(images), -1)
    content = np.concatenate([images.labels[:, None].astype(np.uint8), flat], axis=1).tobytes()
    name = f"digits-{hashlib.sha256(content).hexdigest()[:10]}.bin"
    (folder / name).write_bytes(content)
    return {"url": name, "count": len(images)}
