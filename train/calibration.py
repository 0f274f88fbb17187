"""Calibration: probabilities that say how often a reading is right, and the thresholds of doubt and of refusal.

Temperature scaling (Guo, Pleiss, Sun and Weinberger, "On calibration of modern neural networks", ICML 2017): one number
divides the logits, here as p^(1/T), renormalised, because networks give probabilities. The page's half is
`web/js/reader/network/calibration.js`.
"""

import numpy as np
from scipy import optimize

from train.contract import DIGITS

# Bins of confidence. If larger, the reliability curve is finer, and each bin holds fewer readings.
BINS = 15
# The share of validation digits that may be refused. If larger, more scribbles are refused, and more digits, each of
# which spoils the number that it is in.
REFUSED = 0.001
# Smaller probabilities are taken for this one, so that their logarithm is finite.
SMALLEST = 1e-30
# The page looks again at readings that are less probable, if the network gains by that. If larger, it looks again more
# often, which takes time.
DOUBT = 0.95
TEMPERATURES = (0.3, 5)  # the lowest and the highest that are tried


def fit(probabilities, labels):
    """The temperature and the threshold for (n, classes) probabilities of digits: {"temperature", "reject"}.

    The temperature has the lowest negative log-likelihood; a reading whose confidence is below `reject` is refused.
    """
    result = optimize.minimize_scalar(lambda t: loss(at_temperature(probabilities, t), labels), bounds=TEMPERATURES)
    temperature = round(float(result.x), 4)
    return {"temperature": temperature, "reject": threshold(at_temperature(probabilities, temperature))}


def threshold(honest):
    """The confidence that all but REFUSED of (n, classes) calibrated probabilities of digits come up to."""
    return round(float(np.quantile(honest[:, :DIGITS].max(axis=1), REFUSED)), 4)


def loss(probabilities, labels):
    """The mean negative log-likelihood of `labels`, in nats."""
    return float(-np.log(np.maximum(probabilities[np.arange(len(labels)), labels], SMALLEST)).mean())


def at_temperature(probabilities, temperature):
    """(n, classes) probabilities with their logits divided by `temperature`: float64, each row's sum 1."""
    logits = np.log(np.maximum(np.asarray(probabilities, float), SMALLEST)) / temperature
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def reliability(confidence, correct):
    """Per bin of confidence, BINS of them over [0, 1]: a list of {"count", "confidence", "accuracy"}."""
    confidence, correct = np.asarray(confidence), np.asarray(correct)
    bins = np.minimum((confidence * BINS).astype(int), BINS - 1)
    rows = []
    for each in range(BINS):
        inside = bins == each
        count = int(inside.sum())
        means = [float(np.mean(values[inside])) if count else None for values in (confidence, correct)]
        rows.append({"count": count, "confidence": means[0], "accuracy": means[1]})
    return rows


def expected_calibration_error(rows):
    """The mean distance of accuracy and confidence over `reliability`'s bins, weighted by their counts, in [0, 1]."""
    total = sum(row["count"] for row in rows)
    return sum(row["count"] * abs(row["accuracy"] - row["confidence"]) for row in rows if row["count"]) / total
