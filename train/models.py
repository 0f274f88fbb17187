"""The networks, each one literal list of layers, and how each is trained.

`default` reads the pad. The other five are those of well-known public MNIST projects, as their authors give them,
trained on MNIST alone and with their settings: what they are good at, and what they were never trained for, shows
beside it.
"""

import importlib.util
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import keras
from keras import layers

from errors import PlainError
from train import own_networks, saved_networks
from train.augmentation import NONE, Augmentation
from train.contract import CLASSES, DIGITS, SIDE
from train.own_data import VALIDATION as OWN_VALIDATION
from train.settings import Settings

# Images at a time where nothing is learnt. If larger, it takes more memory; the results are the same.
AT_ONCE = 512


@dataclass(frozen=True)
class Network:
    """A network, and how it is trained."""

    layers: Callable[[], list]  # gives its Keras layers without the input, the last one a softmax
    settings: Settings
    about: str  # what a card says of it, one sentence
    # The share of validation digits, in [0, 1], that it reads at least, or it is not published. If larger, one that is
    # as good as the published one may be refused. No test set decides.
    floor: float = 0.0
    stated: float | None = None  # the accuracy on MNIST's test set that its author states, in [0, 1]


def _conv(filters):
    """Convolution, batch norm, ReLU: tensorflowjs folds the norm into the convolution's weights."""
    return [
        layers.Conv2D(filters, 3, padding="same", use_bias=False, kernel_initializer="he_normal"),
        layers.BatchNormalization(),
        layers.ReLU(),
    ]


def default():
    """The network that reads the pad: small enough to load at once.

    Instead of a global average or a dense layer, each feature has one weight for each place of the last 7×7: a global
    depthwise convolution (Chen et al., "MobileFaceNets", 2018), which begins as an average.
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
        layers.Dense(DIGITS, activation="softmax"),
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
        layers.Dense(DIGITS, activation="softmax"),
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
        layers.Dense(DIGITS, activation="softmax"),
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
        layers.Dense(DIGITS, activation="softmax"),
    ]


# The strength of the penalty on large weights. If larger, weights are smaller: Keras's own, 0.01, reads fewer of the
# validation images.
L2 = 1e-3


def l2_dense():
    return [
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(strides=2),
        layers.Conv2D(64, 3, activation="relu"),
        layers.MaxPooling2D(strides=2),
        layers.Flatten(),
        layers.Dense(128, activation="relu", kernel_regularizer=keras.regularizers.L2(L2)),
        layers.Dropout(0.5),
        layers.Dense(DIGITS, activation="softmax"),
    ]


NETWORKS = {
    "default": Network(
        default,
        Settings(
            epochs=40,
            batch=128,
            optimiser="adamw",
            learning_rate=3e-3,
            cosine=True,
            weight_decay=0.05,
            patience=40,  # long, because a cosine schedule is best at its end
            distillation=8,
            pen=True,
            non_digits=0.5,
            non_digit_pictures=0.1,
            drawn_digits=0.25,
            windows=0.2,
            augmentation=Augmentation(),
        ),
        "Reads the pad and pictures: small, trained on images and pen strokes, and on what is no digit.",
        0.993,
    ),
    "first-cnn": Network(
        first_cnn,
        Settings(epochs=20),
        "Two small convolutions and much dropout: a first CNN.",
        0.98,
    ),
    "three-conv": Network(
        three_conv,
        Settings(epochs=5),
        "Three convolutions and no regularisation at all, five times through the data.",
        0.983,
        0.9923,
    ),
    "augmented": Network(
        augmented,
        Settings(epochs=15, augmentation=Augmentation.of(rotation=10.0, zoom=0.1, shift=2.8)),
        "Two convolutions, taught with images turned by up to 10°, zoomed and shifted by up to a tenth.",
        0.983,
        0.987,
    ),
    "batchnorm": Network(
        batchnorm,
        Settings(epochs=30, batch=128, patience=5),
        "Four convolutions with batch norms, trained until validation gets no better.",
        0.988,
        0.9936,
    ),
    "l2-dense": Network(
        l2_dense,
        Settings(epochs=10),
        "Two convolutions and a dense layer whose weights are kept small.",
        0.982,
    ),
}


# Digits drawn by a program for each of the embedded digits, for a network that reads the pad. If larger, the pad counts
# more against the embedded digits, and training takes longer.
EMBEDDED_DRAWN = 1.5
# Drawings of what is no digit, for each of them. If larger, more scribbles are refused, and more digits of a pen, which
# such a network has never seen.
EMBEDDED_NON_DIGITS = 0.15


def embedded_settings(name):
    """The `Settings` with which the network `name` is trained on the embedded digits.

    Few images make few steps an epoch; with smaller batches there are enough for the batch norms' statistics. They are
    blurred, as 8×8 pixels are, and nobody drew them: digits that are drawn by a program stand for those of a pen.
    """
    settings = network(name).settings
    drawn = EMBEDDED_DRAWN if settings.drawn_digits else 0.0
    refused = min(settings.non_digits, EMBEDDED_NON_DIGITS)
    few = {"epochs": 15, "batch": 32, "patience": 0, "distillation": 0}
    return replace(settings, **few, drawn_digits=drawn, non_digits=refused, windows=0.0)


# Digits of one's own up to which a set is small: it gets small batches, and as many epochs as it needs. If larger,
# more sets are trained for longer than a network's own settings say.
SMALL = 10_000
# Digits that are seen in training on a small set, all epochs together. If larger, training takes longer: with 64,000,
# a minute or two for the networks here.
SEEN = 64_000
MOST_EPOCHS = 60  # of a small set; more would only learn it by heart
# How far a small set's digits are changed for a network that has no augmentation of its own.
SMALL_AUGMENTATION = Augmentation.of(rotation=10.0, zoom=0.1, shift=2.0, shear=0.15)


def own_settings(name, count):
    """The `Settings` with which the network `name` is trained on `count` digits of someone's own, of any kind."""
    settings = replace(network(name).settings, pen=False, windows=0.0, distillation=0, validation=OWN_VALIDATION)
    if count >= SMALL:
        return settings
    drawn = EMBEDDED_DRAWN if settings.drawn_digits else 0.0
    refused = min(settings.non_digits, EMBEDDED_NON_DIGITS)
    an_epoch = count * (1 + 3 * (drawn + refused))
    return replace(
        settings,
        epochs=min(MOST_EPOCHS, max(settings.epochs, round(SEEN / an_epoch))),
        batch=32,
        patience=0,
        drawn_digits=drawn,
        non_digits=refused,
        augmentation=SMALL_AUGMENTATION if settings.augmentation == NONE else settings.augmentation,
    )


def network(name):
    """The `Network` called `name`: one of NETWORKS; "FILE.py:FUNCTION", a function of the user's own; or a saved file.

    The function gives what `Network.layers` does, or a keras.Model. Raises PlainError, which says what was expected and
    what came.
    """
    if name in NETWORKS:
        return NETWORKS[name]
    if saved_networks.is_file(name):
        path = Path(name).expanduser()
        if not path.is_file():
            raise PlainError(f"There is no file {path}: expected a network saved by Keras, .keras or .h5.")
        return Network(partial(saved_networks.loaded, path), Settings(), f"{path.name}, saved by Keras")
    if ":" not in name:
        raise PlainError(
            f"There is no network {name}: expected one of {', '.join(NETWORKS)}; or FILE.py:FUNCTION, a function of "
            "your own that returns a list of Keras layers, or a keras.Model; or a file saved by Keras, .keras or .h5."
        )
    path, function = name.rsplit(":", 1)
    return Network(_function(Path(path).expanduser(), function), Settings(), f"{function} of {Path(path).name}")


def _function(path, name):
    if not path.is_file():
        raise PlainError(f"There is no file {path}: expected FILE.py:FUNCTION, a function that returns Keras layers.")
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None:
        raise PlainError(f"{path} is no Python file: expected FILE.py:FUNCTION.")
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except (Exception, SystemExit) as error:  # whatever the file does
        raise PlainError(f"{path} can't be loaded: {type(error).__name__}: {error}") from error
    function = getattr(module, name, None)
    if not callable(function):
        raise PlainError(f"{path} has no function {name}: expected one that returns a list of Keras layers.")
    return function


def published_name(name):
    """What the folders of network `name` are called: the function's name, or the file's, where it is one's own."""
    own = Path(name).stem if saved_networks.is_file(name) else name.rsplit(":", 1)[-1]
    return re.sub(r"[^A-Za-z0-9.-]+", "-", own).strip("-.") or "network"


def whole_name(name):
    """The network's name with the whole path of its file, where it is one of the user's own."""
    if name in NETWORKS:
        return name
    if saved_networks.is_file(name):
        return str(Path(name).expanduser().resolve())
    path, _, function = name.rpartition(":")
    return f"{Path(path).expanduser().resolve()}:{function}"


def short_name(name):
    """The network's name with its file's name alone, as others may see it."""
    if name in NETWORKS:
        return name
    if saved_networks.is_file(name):
        return Path(name).name
    path, _, function = name.rpartition(":")
    return f"{Path(path).name}:{function}"


def build(name):
    """The network called `name`: (n, 28, 28, 1) float32 in [0, 1] → (n, 10 or 11) probabilities.

    It is untrained, but where it is a saved file. Raises PlainError where there is no such network, or it is none that
    the page could run.
    """
    return noted(name)[0]


def noted(name):
    """`build`, and what was added to a network of the user's own so that it takes and gives what the page does."""
    if name in NETWORKS:
        return keras.Sequential([keras.Input((SIDE, SIDE, 1)), *NETWORKS[name].layers()], name=published_name(name)), []
    function = network(name).layers
    try:
        given = function()
    except PlainError:
        raise
    except Exception as error:  # whatever the function does
        said = " ".join(str(error).split())[:300]
        raise PlainError(f"{name} fails: {type(error).__name__}: {said}") from error
    return own_networks.made(name, given, published_name(name))


def knows_non_digits(model):
    """Whether a network has a class for what is no digit."""
    return model.output_shape[-1] == CLASSES
