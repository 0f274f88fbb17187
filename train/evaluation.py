"""Accuracy of a network on digits that it was never trained on."""

import numpy as np

from train import datasets, fitting


def test_sets(source):
    """The sets that a network is judged on, none of them trained on: {name: Images}."""
    if source == datasets.EMBEDDED:
        return {"embedded digits, test": datasets.load_embedded()[2]}
    _, mnist = datasets.load_mnist(source)
    return {"MNIST test": mnist, "pen strokes of held-out writers": fitting.draw(fitting.held_out(source))}


def as_input(pixels):
    """(n, 28, 28) uint8 → (n, 28, 28, 1) float32 in [0, 1], what the networks take."""
    return pixels[..., None].astype(np.float32) / 255


def accuracy(probabilities, labels):
    """The share, in [0, 1], of rows whose most probable class is the label's."""
    return float((np.asarray(probabilities).argmax(axis=1) == labels).mean())
