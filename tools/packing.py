"""A converted network with its weights packed: what web/js/reader/network/weights.js reads, where the file is drawn.

graph, weights = packing.packed(graph, stored, {"conv2d/kernel": quantising.quantised(kernel, 4, 32)})
graph, arrays = packing.read(Path("web/model/default"))
"""

import json
import tempfile
from pathlib import Path

import numpy as np

from tools import entropy_code, site

PACKED = "packed"  # what manifests and cards call it
# Bytes of one number, by the type that it is stored as.
_SIZES = {"float32": 4, "int32": 4, "bool": 1, "float16": 2, "uint16": 2, "uint8": 1}
_DEPTHWISE = ("DepthwiseConv2dNative", "FusedDepthwiseConv2dNative")


def packed(graph, stored, quantised):
    """model.json and weights.bin with some of the weights packed, and the others as they are.

    `graph` is model.json as the converter writes it, `stored` the bytes that it describes, and `quantised`
    {name: Quantised}. Returns the same two.
    """
    entries, parts, at = [], [], 0
    for entry in _entries(graph):
        kind = entry.get("quantization", entry)["dtype"]
        length = _SIZES[kind] * int(np.prod(entry["shape"], dtype=int))
        one = quantised.get(entry["name"])
        entries.append(_packed_entry(entry, one) if one else entry)
        parts.append(_upper_halves(one.scales) if one else stored[at : at + length])
        at += length
    in_order = (quantised[entry["name"]] for entry in entries if entry["name"] in quantised)
    parts.append(entropy_code.encoded([(one.numbers, one.bits) for one in in_order]))
    return {**graph, "weightsManifest": [{"paths": ["weights.bin"], "weights": entries}]}, b"".join(parts)


def _packed_entry(entry, one):
    quantization = {"dtype": PACKED, "bits": one.bits, "channels": len(one.scales)}
    return {"name": entry["name"], "shape": entry["shape"], "dtype": "float32", "quantization": quantization}


def _upper_halves(scales):
    return (np.asarray(scales, np.float32).view(np.uint32) >> 16).astype("<u2").tobytes()


def read(folder):
    """A network's model.json, and its weights by the page's own decoder: (dict, {name: array})."""
    with tempfile.TemporaryDirectory() as name:
        write_plain(folder, Path(name))
        graph = json.loads((Path(name) / "model.json").read_text("utf-8"))
        stored = (Path(name) / "weights.bin").read_bytes()
    arrays, at = {}, 0
    for entry in _entries(graph):
        count = int(np.prod(entry["shape"], dtype=int))
        arrays[entry["name"]] = np.frombuffer(stored, entry["dtype"], count, at).reshape(entry["shape"])
        at += arrays[entry["name"]].nbytes
    return graph, arrays


def write_plain(folder, out):
    """Write a network's model.json and weights.bin into the folder `out`, without any quantisation."""
    site.run_node(["tools/bundle/unpack.mjs", str(folder), str(out)])


def channels(graph):
    """The weights that can be packed, kernels of convolutions and dense layers: {name: number of output channels}."""
    nodes = graph["modelTopology"]["node"]
    depthwise = {node["input"][1] for node in nodes if node["op"] in _DEPTHWISE}
    kernels = [each for each in _entries(graph) if each["dtype"] == "float32" and len(each["shape"]) > 1]
    return {each["name"]: int(np.prod(each["shape"][-2 if each["name"] in depthwise else -1 :])) for each in kernels}


def _entries(graph):
    return [entry for group in graph["weightsManifest"] for entry in group["weights"]]
