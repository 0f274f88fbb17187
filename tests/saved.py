"""Networks saved as Keras saves them, and as older Kerases did.

saved.by_keras_2_2(model, tmp_path / "mnist_cnn.h5")
"""

import json

import h5py


def by_keras_3(model, path):
    model.save(path)


def by_tensorflow_2(model, path):
    """As `tf.keras` of TensorFlow 2.3 to 2.15 did: a layer says what the network takes, in other words than today's."""
    _rewrite(model, path, "2.4.0", _as_then)


def by_keras_2_2(model, path):
    """As Keras 2.2.3 to 2.3 and TensorFlow 2.0 did: the first layer says what the network takes."""
    _rewrite(model, path, "2.2.4", _in_the_first)


def by_keras_2_0(model, path):
    """As Keras 2.0 to 2.2.2 did: the same, and the network is a plain list of layers."""
    _rewrite(model, path, "2.0.8", _as_a_list)


def _rewrite(model, path, version, older):
    model.save(path)
    with h5py.File(path, "r+") as file:
        file.attrs["model_config"] = json.dumps(older(json.loads(file.attrs["model_config"])))
        for group in (file, file["model_weights"]):
            group.attrs["keras_version"] = version


# What configurations did not have in Keras 2.
_NEW = {"module", "registered_name", "build_config", "compile_config", "optional", "quantization_config", "ragged"}


def _as_then(value):
    if isinstance(value, dict):
        if value.get("class_name") == "DTypePolicy":
            return value["config"]["name"]
        renamed = {"batch_input_shape" if key == "batch_shape" else key: each for key, each in value.items()}
        return {key: _as_then(each) for key, each in renamed.items() if key not in _NEW}
    return [_as_then(each) for each in value] if isinstance(value, list) else value


def _in_the_first(config):
    then = _as_then(config)
    taken, first, *others = then["config"]["layers"]
    first["config"]["batch_input_shape"] = taken["config"]["batch_input_shape"]
    return {"class_name": "Sequential", "config": {"name": then["config"]["name"], "layers": [first, *others]}}


def _as_a_list(config):
    then = _in_the_first(config)
    return then | {"config": then["config"]["layers"]}
