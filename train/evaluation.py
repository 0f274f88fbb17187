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
    """The share, in [0, 1], of rows whose most probable digit is the label; what is no digit is left out."""
    return float((best_digits(probabilities) == labels).mean())


def best_digits(probabilities):
    """The most probable of the first ten classes in each row."""
    return np.asarray(probabilities)[:, : datasets.DIGITS].argmax(axis=1)
