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

# How much is added to the moments' diagonal, as a share of its mean. If larger, rounding follows the images less, and
# makes up for less; if smaller, inputs that those images hardly have get weights of any size.
_DAMPING = 0.01


@dataclass(frozen=True)
class Quantised:
    """Whole numbers (n,) from 0 to 2^bits - 1, row by row, and the scale of each channel, (channels,) float32.

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


def quantised(values, bits, channels, moments=None):
    """Float32 weights of any shape as `Quantised`, each channel with the scale that has the least squared error.

    `moments`, (k, k), are those of the k inputs of one output, see `graphs.Network.moments`. With them, it is the error
    of the outputs that is made small.
    """
    weights = np.asarray(values, np.float64).reshape(-1, channels)
    scales = _scales(weights, bits)
    rounded = _rounded(weights, scales, bits) if moments is None else _compensated(weights, scales, bits, moments)
    return Quantised(rounded.ravel().astype(np.int64) + (1 << (bits - 1)), bits, scales, np.shape(values))


def _scales(weights, bits):
    """Of each column of (k, channels): (channels,) float32."""
    largest = np.abs(weights).max(axis=0, initial=0) / ((1 << (bits - 1)) - 0.5)
    tried = [_upper_halves(largest * share) for share in _SHARES]
    errors = [((_rounded(weights, scales, bits) * scales - weights) ** 2).sum(axis=0) for scales in tried]
    return np.stack(tried)[np.argmin(errors, axis=0), np.arange(len(largest))]


def _rounded(weights, scales, bits):
    half = 1 << (bits - 1)
    return np.clip(np.round(weights / np.where(scales, scales, 1)), -half, half - 1)


def _compensated(weights, scales, bits, moments):
    """The rounded weights, row by row; what a row's rounding does to the outputs, the rows below make up for."""
    left = weights.copy()
    spread = _spread(moments)
    rounded = np.zeros_like(weights)
    for i in range(len(weights)):
        rounded[i] = _rounded(left[i], scales, bits)
        error = (left[i] - rounded[i] * scales) / spread[i, i]
        left[i + 1 :] -= np.outer(spread[i, i + 1 :], error)
    return rounded


def _spread(moments):
    """How an error spreads: the upper Cholesky factor of the inverse moments, with a little added to their diagonal."""
    damped = moments + np.eye(len(moments)) * (_DAMPING * np.diag(moments).mean() or 1)
    return np.linalg.cholesky(np.linalg.inv(damped)).T


def _upper_halves(values):
    """The nearest numbers whose lower 16 bits, of 32, are 0: float32."""
    bits = np.asarray(values, np.float32).view(np.uint32)
    return ((bits + 0x7FFF + (bits >> 16 & 1)) >> 16 << 16).view(np.float32)
