"""A converted network, run by TensorFlow: to see what other weights would cost.

network = graphs.Network(json.loads(Path("web/model/default/model.json").read_text())["modelTopology"])
probabilities = network.predict(weights, images)
"""

import base64

import numpy as np
import tensorflow as tf
from google.protobuf import json_format

from errors import PlainError
from tools import packing
from train.published import Published

# Images in one run. If larger, fewer runs, and more memory: about 5 MB an image for the moments of the largest network.
_AT_ONCE = 100
_CONVOLUTIONS = ("Conv2D", "_FusedConv2D")
_DENSE = ("MatMul", "_FusedMatMul")
# The converter's own name for a depthwise convolution with what was joined to it.
_JOINED = "FusedDepthwiseConv2dNative"
_DEPTHWISE = ("strides", "padding", "data_format", "dilations", "T")  # what attributes a plain one has


def published(folder):
    """The `Published` network in a folder. Raises PlainError where there is none."""
    if not (folder / "card.json").exists():
        raise PlainError(f"There is no web/model/{folder.name} to learn from: expected a published network.")
    graph, arrays = packing.read(folder)
    nodes = graph["modelTopology"]["node"]
    definition = _with_open_weights(nodes)
    [image] = [node["name"] for node in nodes if node["op"] == "Placeholder"]
    [softmax] = [node["name"] for node in nodes if node["op"] == "Softmax"]
    weights = {f"{name}:0": value for name, value in arrays.items()}

    def network(images, training=False):
        given = {f"{image}:0": images} | {key: tf.constant(value) for key, value in weights.items()}
        return tf.graph_util.import_graph_def(definition, given, return_elements=[f"{softmax}:0"], name="")[0]

    numbers = tuple(each for each in arrays.values() if each.dtype == np.float32)
    return Published(folder.name, numbers, tf.function(network))


class Network:
    """The graph of a model.json, modelTopology, without weights: it runs with any, {name: array}, by its own names."""

    def __init__(self, topology):
        self._nodes = topology["node"]
        graph = tf.Graph()
        with graph.as_default():
            tf.import_graph_def(_with_open_weights(self._nodes), name="")
            self._moments = dict(self._moments_of_inputs(graph))
        self._session = tf.compat.v1.Session(graph=graph)

    def predict(self, weights, images):
        """(n, classes) probabilities of (n, 28, 28, 1) images; or what else a network gives, and takes."""
        taken = {name.split(":")[0] for node in self._nodes for name in node.get("input", [])}
        [last] = [node["name"] for node in self._nodes if node["name"] not in taken and node["op"] != "NoOp"]
        return np.concatenate(list(self._run(f"{last}:0", weights, images)))

    def moments(self, weights, images):
        """What the kernels of convolutions and dense layers are multiplied with: {name: (k, k) float64}.

        That is xᵀx of the (rows, k) inputs of (n, 28, 28, 1) images, k being the inputs of one output. Depthwise
        kernels are left out.
        """
        parts = list(self._run(self._moments, weights, images))
        return {name: sum(part[name].astype(float) for part in parts) for name in self._moments}

    def _run(self, wanted, weights, images):
        fed = {f"{name}:0": value for name, value in weights.items()}
        image = f"{self._only('Placeholder')}:0"
        for at in range(0, len(images), _AT_ONCE):
            yield self._session.run(wanted, fed | {image: images[at : at + _AT_ONCE]})

    def _only(self, operation):
        [name] = [node["name"] for node in self._nodes if node["op"] == operation]
        return name

    def _moments_of_inputs(self, graph):
        for node in self._nodes:
            if node["op"] in (*_CONVOLUTIONS, *_DENSE):
                kernel = node["input"][1]
                rows = graph.get_tensor_by_name(f"{node['input'][0]}:0")
                if node["op"] in _CONVOLUTIONS:
                    rows = _patches(rows, graph.get_tensor_by_name(f"{kernel}:0"), node["attr"])
                yield kernel, tf.matmul(rows, rows, transpose_a=True)


def _patches(images, kernel, attributes):
    height, width, depth, _ = kernel.shape
    strides = [int(each) for each in attributes["strides"]["list"]["i"]]
    padding = base64.b64decode(attributes["padding"]["s"]).decode()
    patches = tf.image.extract_patches(images, [1, height, width, 1], strides, [1, 1, 1, 1], padding)
    return tf.reshape(patches, (-1, height * width * depth))


def _with_open_weights(nodes):
    """The graph with a placeholder for each weight, and of TensorFlow's own operations alone."""
    known = [each for node in nodes for each in (_apart(node) if node["op"] == _JOINED else [_open(node)])]
    return json_format.ParseDict({"node": known}, tf.compat.v1.GraphDef())


def _open(node):
    if node["op"] != "Const":
        return node
    shape = node["attr"]["value"]["tensor"]["tensorShape"]
    attributes = {"dtype": node["attr"]["dtype"], "shape": {"shape": shape}}
    return {"name": node["name"], "op": "Placeholder", "attr": attributes}


def _apart(node):
    """A depthwise convolution, its bias and its ReLU as nodes of their own, of which the last one has the name."""
    attributes = node["attr"]
    steps = [base64.b64decode(each).decode() for each in attributes["fused_ops"]["list"]["s"]]
    names = [*(f"{node['name']}/{i}" for i in range(len(steps))), node["name"]]
    plain = {key: attributes[key] for key in _DEPTHWISE if key in attributes}
    nodes = [{"name": names[0], "op": "DepthwiseConv2dNative", "input": node["input"][:2], "attr": plain}]
    for step, before, name in zip(steps, names, names[1:], strict=False):
        more = node["input"][2:3] if step == "BiasAdd" else []
        nodes.append({"name": name, "op": step, "input": [before, *more], "attr": {"T": attributes["T"]}})
    return nodes
