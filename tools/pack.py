"""A converted network → the same with packed weights, of as few bits as validation data allow.

about = pack.write(Path("float32"), Path("float16"), Path("packed"), examples.rounding_images(source, settings))
"""

import json

from tools import bit_widths, graphs, packing


def write(exact, small, out, images):
    """Pack a network into the folder `out`, model.json and weights.bin, and say what was chosen.

    `exact` is the folder of the network whose weights are rounded, `small` that of the same network with its biases and
    whatever else is not rounded here as they are to be stored. `images` is an `examples.RoundingImages`. Returns plain
    data for a card, or None, and has written nothing, where packed weights would read less.
    """
    graph, arrays = packing.read(exact)
    network = graphs.Network(graph["modelTopology"])
    judge = bit_widths.Judge(network.predict, arrays, images.digits, images.others)
    choice = bit_widths.chosen(judge, packing.channels(graph), network.moments(arrays, images.trained.inputs))
    if choice is None:
        return None
    stored = json.loads((small / "model.json").read_text("utf-8")), (small / "weights.bin").read_bytes()
    packed, content = packing.packed(*stored, choice.quantised)
    out.mkdir()
    (out / "model.json").write_text(json.dumps(packed, separators=(",", ":")))
    (out / "weights.bin").write_bytes(content)
    return _described(judge, choice)


def _described(judge, choice):
    """What a card says of the choice; losses and divergences are changes on validation data, in nats."""

    def rounded(verdict):
        return {"loss": round(verdict.loss - judge.before.loss, 6), "divergence": round(verdict.divergence, 6)}

    return {
        "digits": len(judge.labels),
        "others": judge.others,
        "loss": [round(each.loss, 6) for each in (judge.before, choice.verdict)],
        "accuracy": [round(each.accuracy, 5) for each in (judge.before, choice.verdict)],
        "divergence": round(choice.verdict.divergence, 6),
        "weights": [
            {
                "name": _short(name),
                "shape": list(one.shape),
                "bits": one.bits,
                "bytes": one.bytes,
                **rounded(choice.alone[name]),
            }
            for name, one in choice.quantised.items()
        ],
    }


def _short(name):
    """The layer's part of a weight's name, such as "StatefulPartitionedCall/default_1/conv2d_7_1/convolution/…"."""
    parts = name.split("/")
    return parts[2] if len(parts) > 2 else name
