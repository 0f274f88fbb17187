"""Packed weights: the decoder of the page gives what Python packed, bit for bit; layers get the bits that they need."""

import gzip
import json

import brotli
import numpy as np
import pytest

from tools import bit_widths, entropy_code, graphs, packing, quantising, site
from train import datasets

MODELS = sorted(path.parent for path in (site.ROOT / "web" / "model").glob("*/card.json"))
PACKED = [path for path in MODELS if json.loads((path / "card.json").read_text())["precision"] == "packed"]


def unpacked(tmp_path, graph, content):
    """What the page's decoder makes of a packed network."""
    (tmp_path / "model.json").write_text(json.dumps(graph))
    (tmp_path / "weights.bin").write_bytes(content)
    return packing.read(tmp_path)[1]


def graph_of(arrays, **more):
    """A model.json of these arrays, as they are, with nothing to compute."""
    entries = [
        {"name": name, "shape": list(array.shape), "dtype": str(array.dtype)} | more.get(name, {})
        for name, array in arrays.items()
    ]
    return {"modelTopology": {"node": []}, "weightsManifest": [{"weights": entries}]}


def same(one, other):
    """Whether two float32 arrays are the same bit for bit."""
    return one.shape == other.shape and np.array_equal(one.view(np.uint32), other.view(np.uint32))


# The format


def test_numbers_of_every_width_come_back_as_they_were(tmp_path):
    random = np.random.default_rng(1)
    quantised = {}
    for bits in range(2, 9):
        for name, count, spread in (("even", 6000, None), ("peaked", 6000, 0.6), ("few", 12, 1), ("one", 3, None)):
            half = 1 << (bits - 1)
            drawn = random.integers(-half, half, count) if spread is None else random.normal(0, spread, count).round()
            scales = np.array([0.25, 0, -3], np.float32)
            numbers = np.clip(drawn, -half, half - 1).astype(np.int64) + half
            quantised[f"{name} {bits}"] = quantising.Quantised(numbers, bits, scales, (count // 3, 3))
    quantised["all the same"] = quantising.Quantised(np.full(30_000, 5), 4, np.ones(1, np.float32), (30_000,))
    arrays = {name: one.values for name, one in quantised.items()}
    counts = np.array([[7, -1], [2**31 - 1, 0]], np.int32)
    graph, content = packing.packed(
        graph_of({**arrays, "counts": counts}), _plain([*arrays.values(), counts]), quantised
    )
    found = unpacked(tmp_path, graph, content)
    assert [name for name in arrays if not same(found[name], arrays[name])] == []
    np.testing.assert_array_equal(found["counts"], counts)


def _plain(arrays):
    return b"".join(array.tobytes() for array in arrays)


@pytest.mark.parametrize("size", [1e-38, 1e-12, 1, 1e12, 1e38])
def test_weights_of_any_size_come_back_within_half_a_step(tmp_path, size):
    weights = np.random.default_rng(2).uniform(-size, size, (3, 3, 4, 5)).astype(np.float32)
    weights[..., 2] = 0  # a channel without any
    rounded = quantising.quantised(weights, 8, 5)
    graph, content = packing.packed(graph_of({"a": weights}), weights.tobytes(), {"a": rounded})
    found = unpacked(tmp_path, graph, content)["a"]
    assert same(found, rounded.values)
    assert np.abs(found - weights).max() < size / 128
    assert not found[..., 2].any()


def test_a_code_is_about_as_short_as_its_entropy():
    random = np.random.default_rng(3)
    numbers = np.clip(random.normal(8, 1.5, 40_000).round(), 0, 15).astype(int)
    shares = np.bincount(numbers) / len(numbers)
    entropy = -(shares[shares > 0] * np.log2(shares[shares > 0])).sum() * len(numbers) / 8
    code = entropy_code.encoded([(numbers, 4)])
    assert entropy < len(code) < 1.01 * entropy
    assert entropy_code.length(numbers, 4) == pytest.approx(len(code), abs=5)


@pytest.mark.parametrize("folder", PACKED, ids=lambda folder: folder.name)
def test_published_networks_are_packed_by_this_code_and_compress_no_further(folder):
    _, arrays = packing.read(folder)
    entries = json.loads((folder / "model.json").read_text())["weightsManifest"][0]["weights"]
    content = (folder / "weights.bin").read_bytes()
    at, sequences = 0, []
    for entry in entries:
        how = entry.get("quantization", {})
        if how.get("dtype") == "packed":
            scales = (np.frombuffer(content, "<u2", how["channels"], at).astype(np.uint32) << 16).view(np.float32)
            at += 2 * how["channels"]
            steps = arrays[entry["name"]].reshape(-1, how["channels"]) / np.where(scales, scales, 1)
            sequences.append((steps.ravel().astype(int) + (1 << how["bits"] - 1), how["bits"]))
        else:
            at += arrays[entry["name"]].size * {"uint8": 1, None: 4}[how.get("dtype")]
    assert content[at:] == entropy_code.encoded(sequences)
    assert len(gzip.compress(content, 9)) > 0.98 * len(content)
    assert len(brotli.compress(content, quality=11)) > 0.98 * len(content)


def test_what_everybody_loads_is_packed():
    assert "default" in [folder.name for folder in PACKED]


# Rounding


def test_what_one_weight_loses_the_others_make_up_for():
    random = np.random.default_rng(4)
    inputs = random.normal(size=(500, 20)) @ random.normal(size=(20, 20))  # not independent of each other
    weights = random.normal(size=(20, 8)).astype(np.float32)
    plain, compensated = (quantising.quantised(weights, 3, 8, moments) for moments in (None, inputs.T @ inputs))
    errors = [((inputs @ (one.values - weights)) ** 2).mean() for one in (plain, compensated)]
    assert errors[1] < 0.7 * errors[0]


def test_inputs_that_are_always_nothing_do_no_harm():
    weights = np.random.default_rng(5).normal(size=(6, 4)).astype(np.float32)
    rounded = quantising.quantised(weights, 4, 4, np.zeros((6, 6)))
    assert same(rounded.values, quantising.quantised(weights, 4, 4).values)


# How many bits


def judge(strength):
    """A network of layers side by side, whose weights count with these strengths, judged on what it is sure of."""
    random = np.random.default_rng(6)
    arrays = {name: random.normal(size=(784, 10)).astype(np.float32) for name in strength}
    digits = datasets.Images(random.integers(0, 256, (400, 28, 28)).astype(np.uint8), np.zeros(400, np.uint8))

    def predict(weights, images):
        flat = images.reshape(len(images), -1) - 0.5
        logits = sum(strength[name] * flat @ weights[name] for name in strength)
        powers = np.exp(logits - logits.max(axis=1, keepdims=True))
        return powers / powers.sum(axis=1, keepdims=True)

    read = predict(arrays, digits.inputs)
    sure = read.max(axis=1) >= np.quantile(read.max(axis=1), 0.8)
    digits = datasets.Images(digits.pixels, read.argmax(axis=1).astype(np.uint8))[sure]
    return bit_widths.Judge(predict, arrays, digits, digits[:0])


def test_weights_whose_rounding_costs_more_keep_more_bits():
    of = judge({"much": 0.2, "little": 0.01})
    choice = bit_widths.chosen(of, {"much": 10, "little": 10}, {})
    bits = {name: one.bits for name, one in choice.quantised.items()}
    assert bits["much"] > bits["little"] + 2
    assert choice.alone["much"].divergence < 0.001
    assert choice.verdict.divergence <= 0.001
    assert choice.verdict.accuracy >= of.before.accuracy
    assert choice.verdict.loss <= 1.02 * of.before.loss


def test_weights_that_can_not_be_rounded_are_left():
    assert bit_widths.chosen(judge({"all": 300}), {"all": 10}, {}) is None


# The network in Python


def test_a_depthwise_convolution_is_run_with_what_was_joined_to_it():
    random = np.random.default_rng(7)
    images, kernel = random.normal(size=(5, 3, 3, 2)).astype(np.float32), random.normal(size=(3, 3, 2, 1))
    weights = {"kernel": kernel.astype(np.float32), "bias": np.array([0.3, -0.2], np.float32)}
    network = graphs.Network({"node": [*_inputs(weights), _JOINED, _SOFTMAX]})
    summed = np.maximum((images * kernel[..., 0]).sum(axis=(1, 2)) + weights["bias"], 0)
    powers = np.exp(summed)
    expected = powers / powers.sum(axis=1, keepdims=True)
    np.testing.assert_allclose(network.predict(weights, images).reshape(5, 2), expected, atol=1e-6)


_FLOAT = {"type": "DT_FLOAT"}
_JOINED = {
    "name": "joined",
    "op": "FusedDepthwiseConv2dNative",
    "input": ["image", "kernel", "bias"],
    "attr": {
        "T": _FLOAT,
        "strides": {"list": {"i": ["1", "1", "1", "1"]}},
        "padding": {"s": "VkFMSUQ="},
        "fused_ops": {"list": {"s": ["Qmlhc0FkZA==", "UmVsdQ=="]}},
    },
}
_SOFTMAX = {"name": "softmax", "op": "Softmax", "input": ["joined"], "attr": {"T": _FLOAT}}


def _inputs(weights):
    yield {"name": "image", "op": "Placeholder", "attr": {"dtype": _FLOAT, "shape": {"shape": {"unknownRank": True}}}}
    for name, array in weights.items():
        tensor = {"dtype": "DT_FLOAT", "tensorShape": {"dim": [{"size": str(size)} for size in array.shape]}}
        yield {"name": name, "op": "Const", "attr": {"dtype": _FLOAT, "value": {"tensor": tensor}}}
