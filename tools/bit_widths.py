"""How many bits each layer's weights get: the fewest by which the network still reads as it did.

    predict = graphs.runner(graph["modelTopology"])
    judge = bit_widths.Judge(network.predict, arrays, validation)
    choice = bit_widths.chosen(judge, packing.channels(graph), network.moments(arrays, trained_on))

Every figure is of validation data.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np

from tools import quantising
from train import calibration, evaluation

# How far the answers may get from those of the weights before rounding: the mean Kullback-Leibler divergence over the
# images, in nats. Unlike accuracy and loss, which a few digits decide, it can't get lower by chance. If larger, files
# get smaller, and more digits are read otherwise: with 0.001 about 1 in 1,000.
DIVERGENCE = 0.001


# How far the loss on validation digits may rise, as a share of itself; accuracy may not fall at all. If larger, files
# get smaller, and the network is less sure of what it reads.
LOSS_RISE = 0.02
# Of so many images, one is read to compare layers with each other. If larger, that is faster, and less exact.
_SAMPLED = 4


class Judge:
    """Tells what other weights would do to a network.

    `predict` gives probabilities of weights, {name: array}, and images; `arrays` are the weights before. `digits` are
    `Images` that decide accuracy, loss and divergence, `others` are `Images` that count for the divergence alone.
    """

    def __init__(self, predict, arrays, digits, others):
        self.arrays, self.labels, self.others = arrays, digits.labels, len(others)
        self._images = np.concatenate([digits.inputs, others.inputs])
        self._predict = predict
        self._before = predict(arrays, self._images)
        self.before = self._judged(self._before)

    def after(self, quantised):
        """A `Verdict` on the network with some weights replaced: {name: Quantised}."""
        return self._judged(self._read(quantised, self._images))

    def divergence(self, quantised):
        """About the divergence that `after` gives, in a part of the time."""
        return _divergence(self._before[::_SAMPLED], self._read(quantised, self._images[::_SAMPLED]))

    def _read(self, quantised, images):
        return self._predict(self.arrays | {name: one.values for name, one in quantised.items()}, images)

    def _judged(self, read):
        digits = read[: len(self.labels)]
        return Verdict(
            accuracy=evaluation.accuracy(digits, self.labels),
            loss=calibration.loss(digits, self.labels),
            divergence=_divergence(self._before, read),
        )


@dataclass(frozen=True)
class Verdict:
    """On validation data: the share of digits read correctly, their mean negative log-likelihood, the divergence."""

    accuracy: float
    loss: float
    divergence: float

    def is_as_good_as(self, before):
        """Whether a network may be published with these weights instead of those before."""
        is_near = self.divergence <= DIVERGENCE
        return is_near and self.accuracy >= before.accuracy and self.loss <= before.loss * (1 + LOSS_RISE)


def _divergence(before, after):
    """The mean Kullback-Leibler divergence of (n, classes) probabilities, in nats."""
    logarithms = [np.log(np.maximum(np.asarray(each, float), calibration.SMALLEST)) for each in (before, after)]
    return float((before * (logarithms[0] - logarithms[1])).sum(axis=1).mean())


@dataclass(frozen=True)
class Choice:
    """Weights of few bits: {name: Quantised}, {name: Verdict} on each of them alone, and the `Verdict` on all."""

    quantised: dict
    alone: dict
    verdict: Verdict


def chosen(judge, channels, moments):
    """The `Choice` of the fewest bytes that is as good as the weights before, or None where there is none.

    `channels` is {name: number of output channels} of the weights that are to be rounded, `moments` {name: those of
    what they are multiplied with}, where these are known: see `quantising.quantised`.
    """
    for quantised in reversed(_path(judge, channels, moments)):
        verdict = judge.after(quantised)
        if verdict.is_as_good_as(judge.before):
            return Choice(quantised, {name: judge.after({name: one}) for name, one in quantised.items()}, verdict)
    return None


def _path(judge, channels, moments):
    """Rounded weights, [{name: Quantised}], from those of most bits on, one bit less for one weight in each step.

    That is the one whose divergence rises least for each byte that it saves. What the weights cost together is about
    the sum of what they cost alone, and the path ends where that would get above DIVERGENCE.
    """

    @cache
    def rounded(name, bits):
        return quantising.quantised(judge.arrays[name], bits, channels[name], moments.get(name))

    @cache
    def divergence(name, bits):
        return judge.divergence({name: rounded(name, bits)})

    def rise(name):
        return divergence(name, widths[name] - 1) - divergence(name, widths[name])

    def price(name):
        return rise(name) / max(rounded(name, widths[name]).bytes - rounded(name, widths[name] - 1).bytes, 1)

    widths, path = dict.fromkeys(channels, max(quantising.BITS)), []
    while True:
        path.append({name: rounded(name, bits) for name, bits in widths.items()})
        total = sum(divergence(name, bits) for name, bits in widths.items())
        left = [name for name, bits in widths.items() if bits > min(quantising.BITS)]
        possible = [name for name in left if total + rise(name) <= DIVERGENCE]
        if not possible:
            return path
        widths[min(possible, key=price)] -= 1
