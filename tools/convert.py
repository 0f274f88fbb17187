"""Keras model → tfjs graph models, by tensorflowjs: the weights in three precisions.

convert.all_precisions(model, folder)   # folder/float32, folder/float16 and folder/uint8
"""

import hashlib
import json
import math
import sys
import types
from contextlib import contextmanager

import keras

PRECISIONS = ("float32", "float16", "uint8")  # of the weights, from the largest to the smallest


def all_precisions(model, folder):
    """Convert a Keras model: a folder for each precision with model.json, weights.bin and a card of these files."""
    _with_plain_flattening(model).export(folder / "saved", verbose=False)
    for precision in PRECISIONS:
        _convert(folder / "saved", folder / precision, precision)
        card = {"name": precision, **file_card(model.output_shape[-1], folder / precision)}
        (folder / precision / "card.json").write_text(json.dumps(card))


class _Flattened(keras.layers.Layer):
    """What Flatten does, with a fixed number for each axis but the batch's.

    Keras's own asks for the shape when the network runs, by three operations that nothing else in a plain CNN needs and
    that the page's runtime does not have.
    """

    def call(self, inputs):
        return keras.ops.reshape(inputs, (-1, math.prod(inputs.shape[1:])))


def _with_plain_flattening(model):
    def plain(layer):
        is_flatten = isinstance(layer, keras.layers.Flatten)
        return _Flattened(name=layer.name) if is_flatten else layer.__class__.from_config(layer.get_config())

    copy = keras.models.clone_model(model, clone_function=plain)
    copy.set_weights(model.get_weights())
    return copy


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
