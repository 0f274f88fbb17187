"""What the page says that each number of a network is made of, against Keras: products, sums, biases and outputs.

The published networks are built anew of Keras's own layers, with the published weights. Keras computes every layer of
the same digits, and of each layer a few numbers are taken apart as "How it sees" does it.
"""

import base64
import json
import tempfile
from pathlib import Path

import numpy as np

from bench.sections import figure
from tools import packing, site
from train import datasets

DIGITS = 100
CLOSE = 1e-5  # of what is shown; where a layer's numbers are above 1, a share of the largest of the digit
MODELS = site.ROOT / "web" / "model"
NAMES = sorted(path.parent.name for path in MODELS.glob("*/card.json"))


def accounts(measured):
    """The largest differences by network, on test digits that come with the code."""
    images = datasets.load_embedded()[2].inputs[:DIGITS]
    said = told(images)
    runs = {name: compared(name, images, said[name]) for name in NAMES}
    return {
        "figures": {
            f"{name}, largest difference": figure(max(run["differences"].values()), "difference", most=CLOSE)
            for name, run in runs.items()
        },
        "is": f"products, sums and outputs of numbers in every layer, as the page takes them apart, and Keras's own: "
        f"{DIGITS} digits, {sum(run['count'] for run in runs.values()):,} numbers; where those of a layer are above 1, "
        "as a share of the largest",
        "runs": runs,
    }


def told(images):
    """What the page says of numbers in each layer, by network. `images` are n×784 values in [0, 1]."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "images"
        path.write_bytes(np.asarray(images, np.float32).tobytes())
        return json.loads(site.run_node(["bench/accounts.mjs", str(path), *NAMES]))


def compared(name, images, said):
    """The largest differences between what is said and what Keras computes, by what is said, and of which operations.

    Returns {"differences": {"products": 1e-7, …}, "operations": ["Conv2D", …], "layers": number, "count": number}.
    """
    model, names, kernels, nodes = in_keras(name)
    images = np.asarray(images, np.float32).reshape(-1, 28, 28, 1)
    outputs = dict(zip(names, (np.asarray(each) for each in model(images)), strict=True))
    inputs = {each: nodes[each]["input"][0] for each in names}
    outputs[inputs[names[0]]] = images
    most = dict.fromkeys(("products", "sum", "value", "shown"), 0.0)

    def note(what, given, expected, size):
        differences = np.abs(np.subtract(given, expected)) / max(1, size)
        most[what] = max(most[what], float(differences.max()))

    for account in said:
        layer, image = account["layer"], account["image"]
        output = outputs[layer][image]
        expected = (
            output[account["y"], account["x"], account["channel"]] if output.ndim == 3 else output[account["channel"]]
        )
        size = np.abs(output).max()
        note("value", account["value"], expected, size)
        note("shown", account["shown"], expected, size)
        note("sum", account["sum"] + account["bias"], account["total"], size)
        if account["how"] == "products":
            given = outputs[inputs[layer]][image]
            products = products_of(given, kernels[layer], account, nodes[layer])
            note("products", account["products"], products, np.abs(products).max())
    told_of = {account["layer"] for account in said}
    return {
        "differences": most,
        "operations": sorted({nodes[layer]["op"] for layer in told_of}),
        "layers": len(told_of),
        "count": len(said),
    }


def in_keras(name):
    """A published network of Keras's own layers.

    Returns the model, whose outputs are those of all layers; the layers' names in the graph; the kernels by name; and
    all nodes of the graph by name.
    """
    import keras

    graph, arrays = packing.read(MODELS / name)
    nodes = {node["name"]: node for node in graph["modelTopology"]["node"]}
    tensors, kernels, weights = {}, {}, []

    def make(node):
        """The node's tensor, made after those that it takes."""
        inputs = [nodes[each] for each in node["input"] if not each.startswith("^")]
        [taken] = [each for each in inputs if each["op"] != "Const"]
        if taken["name"] not in tensors:
            make(taken)
        layer, own = _layer_of(node, [arrays[each["name"]] for each in inputs if each["op"] == "Const"])
        tensors[node["name"]] = layer(tensors[taken["name"]])
        if own:
            weights.append((layer, own))
            kernels[node["name"]] = own[0]

    [placeholder] = [node for node in nodes.values() if node["op"] == "Placeholder"]
    tensors[placeholder["name"]] = keras.Input((28, 28, 1))
    names = [each for each, node in nodes.items() if node["op"] not in ("Const", "NoOp", "Placeholder", "Identity")]
    for each in names:
        if each not in tensors:
            make(nodes[each])
    for layer, own in weights:
        layer.set_weights(own)
    names.sort(key=list(tensors).index)
    return keras.Model(tensors[placeholder["name"]], [tensors[each] for each in names]), names, kernels, nodes


def _layer_of(node, numbers):
    """Keras's layer that does what a node does, and its weights."""
    from keras import layers

    op = node["op"]
    fused = [base64.b64decode(each) for each in node.get("attr", {}).get("fused_ops", {}).get("list", {}).get("s", [])]
    options = {"activation": "relu" if b"Relu" in fused else None, "use_bias": len(numbers) > 1}
    if op in ("Conv2D", "_FusedConv2D"):
        height, width, _, count = numbers[0].shape
        return layers.Conv2D(count, (height, width), padding=_padding_of(node), **options), numbers
    if op == "DepthwiseConv2dNative":
        return layers.DepthwiseConv2D(numbers[0].shape[:2], padding=_padding_of(node), **options), numbers
    if op in ("MatMul", "_FusedMatMul"):
        return layers.Dense(numbers[0].shape[1], **options), numbers
    others = {
        "MaxPool": lambda: layers.MaxPooling2D(padding=_padding_of(node)),
        "Relu": layers.ReLU,
        "Mul": lambda: layers.Rescaling(numbers[0].ravel()),
        "AddV2": lambda: layers.Rescaling(1.0, numbers[0].ravel()),
        "Reshape": layers.Flatten,
        "Mean": layers.GlobalAveragePooling2D,
        "Softmax": layers.Softmax,
    }
    return others[op](), []


def _padding_of(node):
    return base64.b64decode(node["attr"]["padding"]["s"]).decode().lower()


def products_of(given, kernel, account, node):
    """What one map of the layer before, or one number of a list, gives: in the window's places, row by row."""
    if given.ndim == 1:
        return [given[account["part"]] * kernel[account["part"], account["channel"]]]
    height, width = kernel.shape[:2]
    if _padding_of(node) == "same":
        given = np.pad(given, [*(((side - 1) // 2, side // 2) for side in (height, width)), (0, 0)])
    window = given[account["y"] :, account["x"] :, account["part"]][:height, :width]
    out = 0 if node["op"].startswith("Depthwise") else account["channel"]
    return (window * kernel[:, :, account["part"], out]).ravel()
