"""Accuracy of a network on digits that it was never trained on."""

import numpy as np

from train import datasets, fitting


def test_sets(source):
    """The sets that a network is judged on, none of them trained on: {name: Images}."""
    if source == datasets.EMBEDDED:
        return {"embedded digits, test": datasets.load_embedded()[2]}
    _, mnist = datasets.load_mnist(source)
    return {"MNIST test": mnist, "pen strokes of held-out writers": fitting.draw(fitting.held_out(source))}


def accuracy(probabilities, labels):
    """The share, in [0, 1], of rows whose most probable class is the label's."""
    return float((np.asarray(probabilities).argmax(axis=1) == labels).mean())
