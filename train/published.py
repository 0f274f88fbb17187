"""Published weights as a Keras network's own, so that training can go on from them.

    published.begin(models.build("default"), graphs.published(Path("web/model/default")), images)

What is published has no batch norms: their factors are in the kernels before them, or stand alone. A network to be
trained has them, with statistics of what comes in, so these are measured.
"""

import hashlib
from dataclasses import dataclass

import keras
import numpy as np

from errors import PlainError

# The largest difference of a probability between a network that begins with published weights and the published one.
# Arithmetic alone gives about 1e-5; if larger, a layer may have got another one's weights.
TOLERANCE = 1e-3
# Images by which the batch norms' statistics are measured. If larger, they are more exact and take more memory.
MEASURED_ON = 2000


@dataclass(frozen=True)
class Published:
    """A published network: its name, its floating-point weights in the order of its layers, and how it reads.

    `read` takes (n, 28, 28, 1) images and gives probabilities.
    """

    name: str
    weights: tuple
    read: object

    @property
    def digest(self):
        """SHA-256 of the weights."""
        return hashlib.sha256(b"".join(each.tobytes() for each in self.weights)).hexdigest()


def begin(model, published, images):
    """Give a Sequential `model` the weights of a `Published` network; `images` are (n, 28, 28, 1), unwarped.

    Raises PlainError where these are not the weights of its layers.
    """
    left, seen = list(published.weights), images[:MEASURED_ON]
    try:
        after, before = seen, None
        for layer in model.layers:
            if isinstance(layer, keras.layers.BatchNormalization):
                _take_norm(layer, left, after, is_folded=_is_linear(before))
            elif layer.weights:
                layer.set_weights([left.pop(0).reshape(each.shape) for each in layer.weights])
            after, before = np.asarray(layer(after, training=False)), layer
        fits = not left and np.abs(after - np.asarray(published.read(seen, training=False))).max() < TOLERANCE
    except (IndexError, ValueError):  # too few weights, or of other shapes
        fits = False
    if not fits:
        raise PlainError(
            f"{model.name} can't begin with the weights of {published.name}: expected the same layers, one after the "
            "other. Take the network that was published of these layers, or train it from the start, without --from."
        )


def _is_linear(layer):
    return getattr(layer, "activation", None) is keras.activations.linear


def _take_norm(norm, left, before, is_folded):
    """Let a batch norm give what the published network has in its place: `before`, what comes in, × factor + offset."""
    mean, variance = before.mean(axis=(0, 1, 2)[: before.ndim - 1]), before.var(axis=(0, 1, 2)[: before.ndim - 1])
    factor, offset = 1.0 if is_folded else left.pop(0), left.pop(0)
    norm.set_weights([factor * np.sqrt(variance + norm.epsilon), offset + factor * mean, mean, variance])
