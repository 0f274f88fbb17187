"""Networks in files that Keras has saved: .keras, and .h5, also those of older Kerases.

    model = saved_networks.loaded(Path("mnist_cnn.h5"))

Until 2019, Keras wrote what a network takes into its first layer, as many of the files do that people share. Keras 3
misreads that: it takes the batch for one more axis of a picture.
"""

import json
import re
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path

import h5py
import keras

from errors import PlainError
from train.own_networks import LIST, REFUSED

SUFFIXES = (".keras", ".h5", ".hdf5")
_TAKEN = "batch_input_shape"  # in the configuration of a layer of Keras 2: what it takes, the batch included


def is_file(name):
    """Whether a network's name is that of a saved file."""
    return str(name).lower().endswith(SUFFIXES)


def loaded(path):
    """The Keras model in a file, as it was saved. Raises PlainError."""
    if not path.is_file():
        raise PlainError(f"There is no file {path}: expected a network saved by Keras, .keras or .h5.")
    try:
        with _of_today(path) as file:
            return keras.models.load_model(file, compile=False)
    except Exception as error:  # whatever Keras, h5py and the file do
        said = " ".join(str(error).split())
        raise PlainError(f"{path} can't be loaded: {_why(said)}") from error


def _why(said):
    if "Lambda" in said or "lambda" in said:
        return f"it has a Lambda layer, and {REFUSED['Lambda']}."
    unknown = re.search(r"(?:Could not locate class|Unknown layer:) '(\w+)'", said)
    if unknown:
        return f"it has a {unknown[1]}, a layer of somebody's own: make it of Keras's own layers. {LIST}."
    if "model config" in said.lower() or "no model" in said.lower():
        return "it holds weights alone: save the whole network, by model.save(…)."
    return f"expected a network saved by model.save(…), got: {said[:200]}"


@contextmanager
def _of_today(path):
    """The file, or one that says the same as Keras 3 expects it, for as long as the block runs."""
    config = _config(path)
    mended = config and _with_input(config)
    if not mended:
        yield path
        return
    with tempfile.TemporaryDirectory(prefix="digitpad-saved-") as folder:
        copy = Path(shutil.copy(path, Path(folder) / "network.h5"))
        with h5py.File(copy, "r+") as file:
            file.attrs["model_config"] = json.dumps(mended)
        yield copy


def _config(path):
    """What an HDF5 file says of its network's layers; None where it says nothing, or is another file."""
    if not h5py.is_hdf5(path):
        return None
    with h5py.File(path) as file:
        return json.loads(file.attrs["model_config"]) if "model_config" in file.attrs else None


def _with_input(config):
    """A Sequential whose first layer says what it takes, with a layer for that; None where it is another network."""
    if config["class_name"] != "Sequential":
        return None
    own = config["config"]
    name, [first, *others] = ("sequential", own) if isinstance(own, list) else (own["name"], own["layers"])
    if first["class_name"] == "InputLayer" or _TAKEN not in first["config"]:
        return None
    shape = {_TAKEN: first["config"][_TAKEN]}
    taken = {"class_name": "InputLayer", "config": shape | {"name": f"{name}_input"}}
    without = {key: each for key, each in first["config"].items() if key != _TAKEN}
    layers = [taken, first | {"config": without}, *others]
    return {"class_name": "Sequential", "config": {"name": name, "layers": layers}}
