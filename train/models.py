"""The networks, each one literal list of layers, and how each is trained."""

from dataclasses import dataclass, field

import keras
from keras import layers

from train import datasets
from train.augmentation import Augmentation

CLASSES = datasets.DIGITS + 1  # the last one is what is no digit


@dataclass(frozen=True)
class Settings:
    """How a network is trained."""

    epochs: int = 45
    batch: int = 128
    learning_rate: float = 3e-3  # the peak of a cosine, after WARM_UP of the steps
    weight_decay: float = 0.05
    patience: int = 30  # epochs without a better validation loss before training stops; a cosine is best at its end
    seed: int = 1
    non_digits: float = 0.5  # drawings of what is no digit for each drawing of a pen digit
    non_digit_pictures: float = 0.1  # for each image of a digit
    augmentation: Augmentation = field(default_factory=Augmentation)


# 1,197 images make few steps an epoch: smaller batches, so that the batch norms' statistics settle.
EMBEDDED_SETTINGS = Settings(epochs=15, batch=32, non_digits=0.05)


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


NETWORKS = {"default": default}


def build(name):
    """The network called `name`, untrained: (n, 28, 28, 1) float32 in [0, 1] → (n, CLASSES) probabilities."""
    return keras.Sequential([keras.Input((28, 28, 1)), *NETWORKS[name]()], name=name)


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
