"""How well a network reads digits that it was never trained on, by scikit-learn's metrics.

    report = evaluation.report(model, history, {"MNIST test": (images.labels, probabilities)}, calibration)

Every figure of the report page, of the plots and of a run's metrics.json comes from here.
"""

import numpy as np
from sklearn import metrics

from train import calibration, datasets, fitting, models

MISTAKES = 60  # that a report lists, the surest first


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


def report(model, history, read, calibrated):
    """What there is to say of a network, as plain data.

    `read` is {set: (labels, probabilities)}, (n,) and (n, 10 or 11); `history` a list of one dict an epoch;
    `calibrated` is {"temperature", "reject"}, see `calibration.fit`.
    """
    return {
        "layers": models.layer_table(model),
        "history": history,
        "sets": {name: measured(labels, values, calibrated) for name, (labels, values) in read.items()},
    }


def measured(labels, probabilities, calibrated):
    """Of one set: accuracy, loss, confusion, precision, recall and F1 of each digit, calibration, the worst mistakes.

    In `confusion` the rows are labels and the columns what was read; `loss` is the mean negative log-likelihood of the
    label, given that it is a digit, in nats.
    """
    digits = range(datasets.DIGITS)
    read = best_digits(probabilities)
    ten = np.maximum(np.asarray(probabilities, float)[:, : datasets.DIGITS], calibration.SMALLEST)
    precision, recall, f1, support = metrics.precision_recall_fscore_support(
        labels, read, labels=digits, zero_division=0
    )
    honest = calibration.at_temperature(probabilities, calibrated["temperature"])
    confidence = honest[:, : datasets.DIGITS].max(axis=1)
    curve = calibration.reliability(confidence, read == labels)
    return {
        "count": len(labels),
        "accuracy": float(metrics.accuracy_score(labels, read)),
        "loss": float(metrics.log_loss(labels, ten / ten.sum(axis=1, keepdims=True), labels=digits)),
        "refused": int((confidence < calibrated["reject"]).sum()),
        "confusion": metrics.confusion_matrix(labels, read, labels=digits).tolist(),
        "digits": [
            {"precision": float(p), "recall": float(r), "f1": float(f), "count": int(n)}
            for p, r, f, n in zip(precision, recall, f1, support, strict=True)
        ],
        "reliability": curve,
        "calibrationError": calibration.expected_calibration_error(curve),
        "mistakes": _mistakes(labels, read, confidence),
    }


def _mistakes(labels, read, confidence):
    """[{"index" in the set, "label", "read", "confidence"}], the surest first."""
    wrong = np.flatnonzero(read != labels)
    worst = wrong[np.argsort(-confidence[wrong], kind="stable")][:MISTAKES]
    return [
        {"index": int(i), "label": int(labels[i]), "read": int(read[i]), "confidence": float(confidence[i])}
        for i in worst
    ]
