"""Weights as whole numbers of few bits, with a scale for each output channel.

    rounded = quantising.quantised(kernel, bits=4, channels=32)
    rounded.values  # what the page computes with
"""

from dataclasses import dataclass

import numpy as np

from tools import entropy_code

BITS = range(8, 1, -1)  # what the format has, from the most to the fewest
# Scales that are tried for each channel, as shares of the one by which its largest weight just fits. The smaller, the
# finer are the steps, and the more large weights are cut off. More of them, and the error gets hardly smaller.
_SHARES = np.linspace(1.1, 0.3, 41)


@dataclass(frozen=True)
class Quantised:
    """Whole numbers (n,) from 0 to 2^bits − 1, row by row, and the scale of each channel, (channels,) float32.

    Weight i belongs to channel i modulo `channels`. Each scale is the upper half of a float32, and so exact in the
    file.
    """

    numbers: np.ndarray
    bits: int
    scales: np.ndarray
    shape: tuple

    @property
    def values(self):
        """The weights, rounded: float32, exact, since number and scale have 8 bits each."""
        signed = (self.numbers - (1 << (self.bits - 1))).reshape(-1, len(self.scales))
        return (signed * self.scales).astype(np.float32).reshape(self.shape)

    @property
    def bytes(self):
        """About how many they take in a file."""
        return round(entropy_code.length(self.numbers, self.bits) + 2 * len(self.scales))


def quantised(values, bits, channels):
    """Float32 weights of any shape as `Quantised`: each channel with the scale that has the least squared error."""
    weights = np.asarray(values, np.float64).reshape(-1, channels)
    half = 1 << (bits - 1)
    least = np.full(channels, np.inf)
    scales, numbers = np.zeros(channels, np.float32), np.zeros(weights.shape, np.int64)
    for share in _SHARES:
        tried = _upper_halves(np.abs(weights).max(axis=0, initial=0) / (half - 0.5) * share)
        rounded = np.clip(np.round(weights / np.where(tried, tried, 1)), -half, half - 1)
        error = ((rounded * tried - weights) ** 2).sum(axis=0)
        better = error < least
        least[better], scales[better], numbers[:, better] = error[better], tried[better], rounded[:, better]
    return Quantised(numbers.ravel() + half, bits, scales, np.shape(values))


def _upper_halves(values):
    """The nearest numbers whose lower 16 bits, of 32, are 0: float32."""
    bits = np.asarray(values, np.float32).view(np.uint32)
    return ((bits + 0x7FFF + (bits >> 16 & 1)) >> 16 << 16).view(np.float32)
