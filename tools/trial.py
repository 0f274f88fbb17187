"""A network of someone's own, tried before it is trained: converted, its operations known, one batch compared.

print(trial.run("mine.py:net", model))   # "runs on the page's own engine"
"""

import base64
import json
import re
import tempfile
from pathlib import Path

import keras
import numpy as np

from errors import PlainError
from tools import convert, publish, site
from train import datasets, own_networks

# Images that are read. If larger, the trial takes longer; what is converted wrongly shows in a few.
IMAGES = 32
# How much is added to weights at most. If larger, large networks give only 0 and 1; if smaller, less is compared.
SHAKEN = 0.02
# What to use in place of operations, where the layer that has them does not say it all.
INSTEAD = {
    "While": "a loop can't be run: use Conv2D, Flatten or Dense",
    "Einsum": "use Dense or Conv2D",
    "ResizeNearestNeighbor": "use Conv2DTranspose",
    "ResizeBilinear": "use Conv2DTranspose",
    "LRN": "use BatchNormalization",
}


def run(name, model):
    """Convert a Keras model and read a batch with what comes of it; says in words what runs it. Raises PlainError."""
    model = _shaken(model)
    with tempfile.TemporaryDirectory(prefix="digitpad-trial-") as folder:
        converted = _converted(name, model, Path(folder))
        check_operations(name, model, converted)
        images = datasets.load_embedded()[1][:IMAGES].inputs
        read, is_engine = _read(name, model, converted, images)
    kept = model.predict(images, verbose=0)
    worst = float(np.abs(read.reshape(kept.shape) - kept).max())
    if not worst <= publish.TOLERANCE:
        raise PlainError(
            f"{name}: the page does not read as Keras does: probabilities differ by {worst:g}, and "
            f"{publish.TOLERANCE:g} is allowed. A layer is converted wrongly: leave these out, one by one: "
            f"{own_networks.unusual(model)}. {own_networks.LIST}."
        )
    return "runs on the page's own engine" if is_engine else "runs on TensorFlow.js, which the page loads for it"


def _shaken(model):
    """The same with slightly larger weights: the converter would leave out those that are 0 before training."""
    copy, random = keras.models.clone_model(model), np.random.default_rng(0)
    copy.set_weights([each + random.uniform(0, SHAKEN, each.shape).astype(each.dtype) for each in model.get_weights()])
    return copy


def _converted(name, model, folder):
    try:
        return convert.exact(model, folder)
    except PlainError:
        raise
    except Exception as error:  # whatever Keras, TensorFlow and the converter do
        said = " ".join(str(error).split())
        unknown = re.search(r"Unsupported Ops[^:]*?(?:: ?|optimization )(.*)", said)
        if unknown:
            raise _unknown(name, model, [(op, "") for op in re.findall(r"\w+", unknown[1])]) from error
        raise PlainError(
            f"{name} can't be converted: {type(error).__name__}: {said[:300]}. It may be one of "
            f"{own_networks.unusual(model)}. {own_networks.LIST}."
        ) from error


def check_operations(name, model, converted):
    """Raise PlainError where a converted network has operations that the page can't run, with their layers' names."""
    nodes = json.loads((converted / "model.json").read_text("utf-8"))["modelTopology"]["node"]
    known = known_operations()
    unknown = [(node["op"], node["name"]) for node in nodes if node["op"] not in known]
    if unknown:
        raise _unknown(name, model, unknown)
    if [node["op"] for node in nodes].count("Softmax") != 1:
        *others, _ = [one.name for one in own_networks.every_layer(model) if own_networks.is_softmax(one)]
        raise PlainError(
            f"{name} has several softmaxes, and the page expects one, at the end: use sigmoid in {', '.join(others)}. "
            f"{own_networks.LIST}."
        )


def known_operations():
    """The names of the operations that the page runs."""
    script = """
      import { OPERATIONS } from "./web/js/reader/network/operations.js";
      import { OTHER_OPERATIONS } from "./web/js/reader/network/tensorflow/operations.js";
      console.log(Object.keys({ ...OPERATIONS, ...OTHER_OPERATIONS }).join());
    """
    return set(site.run_node(["--input-type=module", "-e", script]).strip().split(","))


def _unknown(name, model, operations):
    parts = [(op, layer_of(model, node)) for op, node in operations]
    said = sorted({f"{layer or own_networks.unusual(model)}: {op}" for op, layer in parts})
    advice = [INSTEAD[op] for op, _ in parts if op in INSTEAD]
    instead = advice[0] if advice else "use other layers"
    return PlainError(
        f"{name} has operations that the page can't run, in {', '.join(said)}: {instead}. {own_networks.LIST}."
    )


def layer_of(model, node):
    """The layer that a node of a converted graph is from, in words: its name and kind; "" where none is known."""
    parts = set(node.split("/"))
    found = [one for one in own_networks.every_layer(model) if one.name in parts or f"{one.name}_1" in parts]
    return f"{found[-1].name} ({type(found[-1]).__name__})" if found else ""


def _read(name, model, converted, images):
    sent = json.dumps({"images": base64.b64encode(np.ascontiguousarray(images, np.float32).tobytes()).decode()})
    site.install_packages()
    try:
        read = json.loads(site.run_node(["tools/bundle/try.mjs", str(converted)], sent))
    except site.SiteError as error:
        raise PlainError(
            f"{name} can't be run by the page: {str(error).splitlines()[0]} It may be one of "
            f"{own_networks.unusual(model)}. {own_networks.LIST}."
        ) from error
    return np.frombuffer(base64.b64decode(read["probabilities"]), np.float32), read["engine"]
