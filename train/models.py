"""The networks, each one literal list of layers, and how each is trained.

`default` reads the pad. The other five are those of well-known public MNIST projects, as their authors give them,
trained on MNIST alone and with their settings: what they are good at, and what they were never trained for, shows
beside it.
"""

import hashlib
import importlib.util
import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import keras
from keras import layers

from errors import PlainError
from train import datasets
from train.augmentation import NONE, Augmentation

CLASSES = datasets.DIGITS + 1  # of a network that also knows what is no digit: the last class


@dataclass(frozen=True)
class Settings:
    """How a network is trained."""

    epochs: int = 10
    batch: int = 64
    optimiser: str = "adam"  # one of OPTIMISERS
    learning_rate: float = 1e-3
    cosine: bool = False  # the learning rate rises for fitting.WARM_UP of the steps and falls along a cosine
    weight_decay: float = 0.0
    patience: int = 0  # epochs without a better validation loss before training stops; 0: it goes on
    distillation: int = 0  # more epochs after those, see train/distillation.py
    seed: int = 1
    validation: float = 0.05  # of MNIST's training images, the last ones
    pen: bool = False  # whether pen strokes are trained on, too
    non_digits: float = 0.0  # drawings of what is no digit for each drawing of a pen digit, if the network knows them
    non_digit_pictures: float = 0.0  # for each image of a digit
    augmentation: Augmentation = NONE


OPTIMISERS = ("adam", "adamw", "rmsprop", "sgd")


@dataclass(frozen=True)
class Network:
    """A network: a function that gives its layers, without the input, the last one a softmax; and its training.

    `floors` are test accuracies below which it is not published, by the set's name; `stated` is the accuracy on MNIST's
    test set that its author gives.
    """

    layers: Callable[[], list]
    settings: Settings
    about: str
    floors: dict = field(default_factory=dict)
    stated: float | None = None


def _conv(filters):
    """Convolution, batch norm, ReLU: tensorflowjs folds the norm into the convolution's weights."""
    return [
        layers.Conv2D(filters, 3, padding="same", use_bias=False, kernel_initializer="he_normal"),
        layers.BatchNormalization(),
        layers.ReLU(),
    ]


def default():
    """The network that reads the pad: small enough to load at once.

    In the place of a global average, or of a dense layer on everything, each feature has one weight for each place:
    a global depthwise convolution (Chen et al., "MobileFaceNets", 2018).
    """
    return [
        *_conv(16),
        *_conv(16),
        layers.MaxPooling2D(),
        layers.Dropout(0.1),
        *_conv(32),
        *_conv(32),
        *_conv(32),
        layers.MaxPooling2D(),
        layers.Dropout(0.1),
        *_conv(72),
        *_conv(72),
        layers.DepthwiseConv2D(7, use_bias=False, depthwise_initializer=keras.initializers.Constant(1 / 49)),
        layers.GlobalAveragePooling2D(),  # of one place: drops the axes that are left
        layers.Dropout(0.3),
        layers.Dense(CLASSES, activation="softmax"),
    ]


def first_cnn():
    return [
        layers.Conv2D(8, 3, activation="relu"),
        layers.MaxPooling2D(),
        layers.Dropout(0.2),
        layers.Conv2D(16, 3, activation="relu"),
        layers.MaxPooling2D(),
        layers.Dropout(0.2),
        layers.Flatten(),
        layers.Dense(100, activation="relu"),
        layers.Dropout(0.5),
        layers.Dense(10, activation="softmax"),
    ]


def three_conv():
    return [
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(),
        layers.Conv2D(64, 3, activation="relu"),
        layers.MaxPooling2D(),
        layers.Conv2D(64, 3, activation="relu"),
        layers.Flatten(),
        layers.Dense(64, activation="relu"),
        layers.Dense(10, activation="softmax"),
    ]


def augmented():
    return [
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(),
        layers.Conv2D(64, 3, activation="relu"),
        layers.MaxPooling2D(),
        layers.Flatten(),
        layers.Dense(128, activation="relu"),
        layers.Dropout(0.5),
        layers.Dense(10, activation="softmax"),
    ]


def batchnorm():
    return [
        layers.Conv2D(32, 3, padding="same", activation="relu"),
        layers.BatchNormalization(),
        layers.Conv2D(32, 3, padding="same", activation="relu"),
        layers.BatchNormalization(),
        layers.MaxPooling2D(),
        layers.Dropout(0.25),
        layers.Conv2D(64, 3, padding="same", activation="relu"),
        layers.BatchNormalization(),
        layers.Conv2D(64, 3, padding="same", activation="relu"),
        layers.BatchNormalization(),
        layers.MaxPooling2D(),
        layers.Dropout(0.25),
        layers.Flatten(),
        layers.Dense(128, activation="relu"),
        layers.BatchNormalization(),
        layers.Dropout(0.5),
        layers.Dense(10, activation="softmax"),
    ]


L2 = 1e-3  # Keras's own strength, 0.01, reads less of the validation images


def l2_dense():
    return [
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(strides=2),
        layers.Conv2D(64, 3, activation="relu"),
        layers.MaxPooling2D(strides=2),
        layers.Flatten(),
        layers.Dense(128, activation="relu", kernel_regularizer=keras.regularizers.L2(L2)),
        layers.Dropout(0.5),
        layers.Dense(10, activation="softmax"),
    ]


NETWORKS = {
    "default": Network(
        default,
        Settings(
            epochs=60,
            batch=128,
            optimiser="adamw",
            learning_rate=3e-3,
            cosine=True,
            weight_decay=0.05,
            patience=40,  # a cosine is best at its end
            distillation=12,
            pen=True,
            non_digits=0.5,
            non_digit_pictures=0.1,
            augmentation=Augmentation(),
        ),
        "Reads the pad and pictures: small, trained on images and pen strokes, and on what is no digit.",
        {"MNIST test": 0.9972, "pen strokes of held-out writers": 0.992, "embedded digits, test": 0.9},
    ),
    "first-cnn": Network(
        first_cnn,
        Settings(epochs=20),
        "Two small convolutions and much dropout: a first CNN.",
        {"MNIST test": 0.988},
    ),
    "three-conv": Network(
        three_conv,
        Settings(epochs=5),
        "Three convolutions and no regularisation at all, five times through the data.",
        {"MNIST test": 0.99},
        0.9923,
    ),
    "augmented": Network(
        augmented,
        Settings(epochs=15, augmentation=Augmentation.of(rotation=10.0, zoom=0.1, shift=2.8)),
        "Two convolutions, taught with images turned by up to 10°, zoomed and shifted by up to a tenth.",
        {"MNIST test": 0.99},
        0.987,
    ),
    "batchnorm": Network(
        batchnorm,
        Settings(epochs=30, batch=128, patience=5),
        "Four convolutions with batch norms, trained until validation gets no better.",
        {"MNIST test": 0.9936},
        0.9936,
    ),
    "l2-dense": Network(
        l2_dense,
        Settings(epochs=10),
        "Two convolutions and a dense layer whose weights are kept small.",
        {"MNIST test": 0.989},
    ),
}


def embedded_settings(name):
    """How network `name` is trained on the embedded digits.

    1,197 images make few steps an epoch: smaller batches, so that the batch norms' statistics settle.
    """
    settings = network(name).settings
    return replace(settings, epochs=15, batch=32, patience=0, distillation=0, non_digits=min(settings.non_digits, 0.05))


def network(name):
    """The `Network` called `name`: one of NETWORKS, or "FILE.py:FUNCTION", a function of the user's own.

    The function gives what `Network.layers` does. Raises PlainError, which says what was expected and what came.
    """
    if ":" not in name:
        if name in NETWORKS:
            return NETWORKS[name]
        raise PlainError(
            f"There is no network {name}: expected one of {', '.join(NETWORKS)}, or FILE.py:FUNCTION, a function of "
            "your own that returns a list of Keras layers."
        )
    path, function = name.rsplit(":", 1)
    return Network(_function(Path(path), function), Settings(), f"{function} of {Path(path).name}")


def _function(path, name):
    if not path.is_file():
        raise PlainError(f"There is no file {path}: expected FILE.py:FUNCTION, a function that returns Keras layers.")
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except Exception as error:  # whatever the file does
        raise PlainError(f"{path} can't be loaded: {type(error).__name__}: {error}") from error
    function = getattr(module, name, None)
    if not callable(function):
        raise PlainError(f"{path} has no function {name}: expected one that returns a list of Keras layers.")
    return function


def published_name(name):
    """What the folders of network `name` are called: the function's name, where it is one of the user's own."""
    return name.rsplit(":", 1)[-1].replace("_", "-")


def build(name):
    """The network called `name`, untrained: (n, 28, 28, 1) float32 in [0, 1] → (n, 10 or CLASSES) probabilities."""
    made = network(name).layers()
    try:
        model = keras.Sequential([keras.Input((28, 28, 1)), *made], name=published_name(name))
    except (TypeError, ValueError) as error:
        raise PlainError(f"{name} makes no network: expected a list of Keras layers ({error}).") from error
    if model.output_shape not in ((None, datasets.DIGITS), (None, CLASSES)):
        raise PlainError(
            f"{name} gives {model.output_shape}: expected (None, {datasets.DIGITS}), a softmax over the digits, or "
            f"(None, {CLASSES}), with a last class for what is no digit."
        )
    return model


def knows_non_digits(model):
    """Whether a network has a class for what is no digit."""
    return model.output_shape[-1] == CLASSES


def checksum(model):
    """SHA-256 of all layers' kinds and settings, but their names, which count on from what was built before."""
    kinds = [type(layer).__name__ for layer in model.layers]
    configs = [{key: value for key, value in layer.get_config().items() if key != "name"} for layer in model.layers]
    text = json.dumps([kinds, keras.saving.serialize_keras_object(configs)], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def layer_table(model):
    """The layers of a network: [{"name", "kind", "settings", "shape", "parameters"}], shapes without the batch.

    Names count each kind from 1: Keras's own go on from what was built before.
    """
    counts = Counter()
    rows = []
    for layer in model.layers:
        kind = type(layer).__name__
        counts[kind] += 1
        shape, parameters = list(layer.output.shape[1:]), layer.count_params()
        row = {"name": f"{kind} {counts[kind]}", "kind": kind, "settings": _settings_of(layer)}
        rows.append(row | {"shape": shape, "parameters": parameters})
    return rows


def _settings_of(layer):
    """What tells a layer from others of its kind, in words."""
    config = layer.get_config()
    said = [f"{config['filters']} filters"] if "filters" in config else []
    said += [f"{config['units']} units"] if "units" in config else []
    for key in ("kernel_size", "pool_size"):
        said += ["×".join(str(side) for side in config[key])] if key in config else []
    said += [f"rate {config['rate']:g}"] if "rate" in config else []
    said += [config["activation"]] if config.get("activation", "linear") != "linear" else []
    said += ["L2"] if config.get("kernel_regularizer") else []
    return ", ".join(said)


def multiply_adds(model):
    """Multiply-adds of one forward pass, of convolutions and dense layers."""
    total = 0
    for layer in model.layers:
        if isinstance(layer, layers.Conv2D | layers.DepthwiseConv2D | layers.Dense):
            positions = layer.output.shape[1:-1]
            kernel = layer.kernel.shape
            total += int(_product(kernel) * _product(positions))
    return total


def _product(numbers):
    result = 1
    for number in numbers:
        result *= number
    return result
