"""A network that is small and quick to train, with every kind of layer that the six networks have, and runs of it.

What takes long is made once in a test session, by whichever worker needs it first: see `once`.
"""

import os
from dataclasses import replace
from pathlib import Path

import keras
from filelock import FileLock
from keras import layers

from tools import convert, experiments, publish
from train import datasets, examples, fitting
from train.augmentation import Augmentation
from train.contract import CLASSES


def tiny():
    """A network of 7,963 parameters."""
    return [
        layers.Conv2D(16, 3, strides=2, padding="same", use_bias=False),
        layers.BatchNormalization(),
        layers.ReLU(),
        layers.Dropout(0.05),
        layers.Conv2D(32, 3, padding="same", activation="relu"),
        layers.BatchNormalization(),
        layers.MaxPooling2D(),
        layers.DepthwiseConv2D(7, use_bias=False),
        layers.GlobalAveragePooling2D(keepdims=True),
        layers.Flatten(),
        layers.Dense(32, activation="relu"),
        layers.Dense(CLASSES, activation="softmax"),
    ]


def flat():
    """A network of one layer, where it does not matter what is trained: TensorFlow compiles it in no time."""
    return [layers.Flatten(), layers.Dense(CLASSES, activation="softmax")]


def dropped():
    """The same with all that is random in training."""
    return [layers.Flatten(), layers.Dropout(0.1), layers.Dense(CLASSES, activation="softmax")]


TINY, FLAT, DROPPED = (f"{Path(__file__).resolve()}:{name}" for name in ("tiny", "flat", "dropped"))
ASKED = {
    "epochs": 5,
    "batch": 32,
    "optimiser": "adamw",
    "learning_rate": 8e-3,
    "cosine": True,
    "weight_decay": 0.05,
    "non_digits": 0.0,  # drawing them takes long; pictures of what is no digit are enough here
    "non_digit_pictures": 0.1,
    "augmentation": Augmentation.of(rotation=10.0, shift=1.0, untouched=0.3),
}


def experiment(folder, **asked):
    """An experiment with the tiny network on the embedded digits, its run in a folder."""
    one = experiments.experiment(TINY, datasets.EMBEDDED, {})
    return replace(one, settings=replace(one.settings, **ASKED | asked), run=folder, published="tiny")


def run(tmp_path_factory):
    """The tiny network's experiment after its run, which must be left as it is."""

    def train(folder):
        one = experiment(folder)
        fitting.fit(TINY, one.source, folder, one.settings)

    return experiment(once(tmp_path_factory, "run", train))


def converted(tmp_path_factory):
    """The folder with the tiny network in every precision."""
    trained = run(tmp_path_factory)

    def convert_and_pack(folder):
        model = trained.model()
        convert.all_precisions(model, folder)
        publish.add_packed(folder, model, examples.rounding_images(trained.source, trained.settings))

    return once(tmp_path_factory, "converted", convert_and_pack)


def traced(monkeypatch):
    """From now on, the names of networks whose step of training TensorFlow traces, each time: that takes longest."""
    names, step = [], keras.Model.train_step
    monkeypatch.setattr(keras.Model, "train_step", lambda self, data: names.append(self.name) or step(self, data))
    return names


def once(tmp_path_factory, name, make):
    """A folder that `make(folder)` has filled, once for all workers of this test session."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    folder = shared / name
    with FileLock(f"{folder}.lock"):
        if not (shared / f"{name}.made").exists():
            folder.mkdir()
            make(folder)
            (shared / f"{name}.made").touch()
    return folder
