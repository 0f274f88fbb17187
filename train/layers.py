"""What a network is made of: its layers in words, a checksum of them, and how much there is to compute."""

import hashlib
import json
import math
from collections import Counter

import keras
from keras import layers

from train import own_networks


def checksum(model):
    """SHA-256 of all layers' kinds and settings, but their names, which count on from what was built before.

    Where they are not simply one after the other, it is of how they are joined, too.
    """
    kinds = [type(layer).__name__ for layer in model.layers]
    configs = [{key: value for key, value in layer.get_config().items() if key != "name"} for layer in model.layers]
    joined = [] if isinstance(model, keras.Sequential) else [_inputs_of(model)]
    text = json.dumps([kinds, keras.saving.serialize_keras_object(configs), *joined], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _inputs_of(model):
    """For each layer, which layers' outputs it takes, by their places."""
    places = {id(layer): place for place, layer in enumerate(model.layers)}
    return [
        [places.get(id(before)) for node in layer._inbound_nodes for before in (n.operation for n in node.parent_nodes)]
        for layer in model.layers
    ]


def table(model):
    """The layers of a network: [{"name", "kind", "settings", "shape", "parameters"}], shapes without the batch.

    Names count each kind from 1: Keras's own go on from what was built before.
    """
    counts = Counter()
    rows = []
    for layer in model.layers:
        if isinstance(layer, layers.InputLayer):
            continue
        kind = type(layer).__name__
        counts[kind] += 1
        shape, parameters = list(_output_of(layer).shape[1:]), layer.count_params()
        row = {"name": f"{kind} {counts[kind]}", "kind": kind, "settings": _settings_of(layer)}
        rows.append(row | {"shape": shape, "parameters": parameters})
    return rows


def _output_of(layer):
    """What a layer gives; of one that is used several times, the first time."""
    return layer._inbound_nodes[0].output_tensors[0]


def _settings_of(layer):
    """What tells a layer from others of its kind, in words."""
    config = layer.get_config()
    said = [f"{config['filters']} filters"] if "filters" in config else []
    said += [f"{config['units']} units"] if "units" in config else []
    for key in ("kernel_size", "pool_size"):
        said += ["×".join(str(side) for side in config[key])] if key in config else []
    said += [f"rate {config['rate']:g}"] if "rate" in config else []
    activation = config.get("activation") or "linear"
    said += [activation] if isinstance(activation, str) and activation != "linear" else []
    said += ["L2"] if config.get("kernel_regularizer") else []
    return ", ".join(said)


def multiply_adds(model):
    """Multiply-adds of one forward pass of one image, of convolutions and dense layers."""
    kinds = layers.Conv2D | layers.DepthwiseConv2D | layers.Dense
    weighted = [layer for layer in own_networks.every_layer(model) if isinstance(layer, kinds)]
    return sum(math.prod(layer.kernel.shape) * math.prod(_output_of(layer).shape[1:-1]) for layer in weighted)
