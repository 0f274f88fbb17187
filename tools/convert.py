"""Keras model → tfjs graph models, by tensorflowjs: the weights in three precisions.

convert.all_precisions(model, folder)   # folder/float32, folder/float16 and folder/uint8
"""

import hashlib
import json
import sys
import types
from contextlib import contextmanager

import keras
import numpy as np

from tools import experiments

PRECISIONS = ("float32", "float16", "uint8")  # of the weights, from the largest to the smallest


def all_precisions(model, folder):
    """Convert a Keras model: a folder for each precision with model.json, weights.bin and a card of these files."""
    _convert_to(PRECISIONS, model, folder)


def exact(model, folder):
    """The same in float32 alone, to try whether a model can be converted: the folder of it. Raises PlainError."""
    _convert_to(PRECISIONS[:1], model, folder)
    return folder / PRECISIONS[0]


def _convert_to(precisions, model, folder):
    with experiments.tensorflow_silent():  # which says lines about accelerators here, too
        _plain(model).export(folder / "saved", verbose=False)
        for precision in precisions:
            _convert(folder / "saved", folder / precision, precision)
    for precision in precisions:
        card = {"name": precision, **file_card(model.output_shape[-1], folder / precision)}
        (folder / precision / "card.json").write_text(json.dumps(card))


class _Reshaped(keras.layers.Layer):
    """What Flatten and Reshape do, with a fixed number for each axis but the batch's.

    Keras's own ask for the shape when the network runs, by three operations that nothing else in a plain CNN needs and
    that the page's engine does not have.
    """

    def __init__(self, shape, **options):
        super().__init__(**options)
        self.shape = shape

    def call(self, inputs):
        return keras.ops.reshape(inputs, (-1, *self.shape))


def _plain(model):
    """A copy of a model for conversion: no groups, flattening by fixed numbers, GELU and tanh as the page has them.

    What does something in training alone is left out.
    """

    def plain(layer):
        if isinstance(layer, keras.Model):
            return _plain(layer)
        if _is_for_training(layer):
            return keras.layers.Identity(name=layer.name)
        if isinstance(layer, keras.layers.Flatten | keras.layers.Reshape):
            return _Reshaped(layer.output.shape[1:], name=layer.name)
        config = layer.get_config()
        if _is_grouped(layer):
            config["groups"] = 1
        made = layer.__class__.from_config(config)
        instead = {keras.activations.gelu: _gelu, keras.activations.tanh: _tanh}
        activation = getattr(layer, "activation", None)
        if activation in instead:
            made.activation = instead[activation]
        return made

    copy = keras.models.clone_model(model, clone_function=plain)
    for old, new in zip(model.layers, copy.layers, strict=True):
        if not isinstance(old, keras.Model) and not _is_for_training(old):
            new.set_weights(_without_groups(old) if _is_grouped(old) else old.get_weights())
    return copy


def _is_for_training(layer):
    """Whether a layer passes on what it gets once a network is trained."""
    kind = type(layer).__name__
    return kind.startswith("Random") or "Dropout" in kind or kind in ("GaussianNoise", "ActivityRegularization")


def _gelu(x):
    """Keras's own, which computes with an operation that tensorflowjs does not know."""
    return 0.5 * x * (1 + keras.ops.erf(x / 2**0.5))


def _tanh(x):
    """Written so that TensorFlow does not join it to the convolution before it, which the page could not run."""
    return 2 * keras.ops.sigmoid(2 * x) - 1


def _is_grouped(layer):
    return isinstance(layer, keras.layers.Conv2D) and layer.groups > 1


def _without_groups(layer):
    """The weights of a convolution in groups as those of a plain one, which has zeros between groups."""
    kernel, *bias = layer.get_weights()
    height, width, depth, filters = kernel.shape
    whole = np.zeros((height, width, depth * layer.groups, filters), kernel.dtype)
    each = filters // layer.groups
    for group in range(layer.groups):
        own = slice(group * each, (group + 1) * each)
        whole[:, :, group * depth : (group + 1) * depth, own] = kernel[..., own]
    return [whole, *bias]


def _convert(saved, folder, precision):
    """SavedModel → tfjs graph model: folder/model.json and folder/weights.bin."""
    with _stand_ins():
        from tensorflowjs.converters.tf_saved_model_conversion_v2 import convert_tf_saved_model

        quantised = {} if precision == "float32" else {precision: "*"}
        convert_tf_saved_model(str(saved), str(folder), quantization_dtype_map=quantised)
    graph = json.loads((folder / "model.json").read_text())
    graph["weightsManifest"][0]["paths"] = ["weights.bin"]
    (folder / "group1-shard1of1.bin").rename(folder / "weights.bin")
    (folder / "model.json").write_text(json.dumps(graph, separators=(",", ":")))


@contextmanager
def _stand_ins():
    """Empty modules in place of packages (1.3 GB) that tensorflowjs imports, and needs for other formats only."""
    names = ("tensorflow_decision_forests", "tensorflow_hub", "jax", "jax.experimental", "jax.experimental.jax2tf")
    missing = {name: types.ModuleType(name) for name in names if name not in sys.modules}
    sys.modules.update(missing)
    sys.modules["jax.experimental"].jax2tf = sys.modules["jax.experimental.jax2tf"]
    try:
        yield
    finally:
        for name in missing:
            del sys.modules[name]


def file_card(classes, folder):
    """The files of a converted model, of so many classes, as a card lists them."""
    files = {file: (folder / file).read_bytes() for file in ("model.json", "weights.bin")}
    return {
        "classes": classes,
        "files": {
            file: {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
            for file, content in files.items()
        },
    }
