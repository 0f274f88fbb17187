"""A converted network, run by TensorFlow: to see what other weights would cost.

    predict = graphs.runner(json.loads(Path("web/model/default/model.json").read_text())["modelTopology"])
    probabilities = predict(weights, images)  # weights: {name: array}
"""

import numpy as np
import tensorflow as tf
from google.protobuf import json_format

# Images in one run. If larger, fewer runs, and more memory: about 100 KB an image for the largest network.
_AT_ONCE = 500
# What the converter calls by a name of its own: a depthwise convolution with what was joined to it.
_JOINED = "FusedDepthwiseConv2dNative"


def runner(topology):
    """A function of ({name: array}, (n, 28, 28, 1) images) that gives the network's (n, classes) probabilities.

    `topology` is modelTopology of a model.json. The weights are those of its manifest, by their names.
    """
    graph = tf.Graph()
    with graph.as_default():
        tf.import_graph_def(_with_open_weights(topology), name="")
    session = tf.compat.v1.Session(graph=graph)
    [image] = [node["name"] for node in topology["node"] if node["op"] == "Placeholder"]
    [softmax] = [node["name"] for node in topology["node"] if node["op"] == "Softmax"]

    def predict(weights, images):
        fed = {f"{name}:0": value for name, value in weights.items()}
        parts = (images[at : at + _AT_ONCE] for at in range(0, len(images), _AT_ONCE))
        return np.concatenate([session.run(f"{softmax}:0", fed | {f"{image}:0": part}) for part in parts])

    return predict


def _with_open_weights(topology):
    """The graph with a placeholder for each weight, and of TensorFlow's own operations alone."""
    nodes = [each for node in topology["node"] for each in (_apart(node) if node["op"] == _JOINED else [_open(node)])]
    return json_format.ParseDict({"node": nodes}, tf.compat.v1.GraphDef())


def _open(node):
    if node["op"] != "Const":
        return node
    tensor = node["attr"]["value"]["tensor"]
    attributes = {"dtype": node["attr"]["dtype"], "shape": {"shape": tensor["tensorShape"]}}
    return {"name": node["name"], "op": "Placeholder", "attr": attributes}


def _apart(node):
    """A depthwise convolution, its bias and its ReLU, as nodes of their own; the last one has the name."""
    raise NotImplementedError
