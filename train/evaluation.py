"""How well a network reads digits that it was never trained on, by scikit-learn's metrics.

    read = {sets.MNIST: (images.labels, evaluation.predicted(model, images))}
    report = evaluation.report(model, history, read, {"temperature": 1.0, "reject": 0.1})

Every figure of the report page, of the plots and of a run's metrics.json comes from here.
"""

import numpy as np
from sklearn import metrics

from train import calibration, layers, models
from train.contract import CLASSES, DIGITS

# Mistakes that a report lists, the most confident first. If larger, reports are larger, and take longer to load.
MISTAKES = 60


def predicted(model, images):
    """What a Keras model reads in `Images`: (n, 11) probabilities, the last one 0 where it knows digits alone."""
    probabilities = model.predict(images.inputs, batch_size=models.AT_ONCE, verbose=0)
    return np.pad(probabilities, ((0, 0), (0, CLASSES - probabilities.shape[1])))


def accuracy(probabilities, labels):
    """The share, in [0, 1], of rows whose most probable digit is the label; the class of no digit is left out."""
    return float((best_digits(probabilities) == labels).mean())


def best_digits(probabilities):
    """The most probable of the first ten classes in each row."""
    return np.asarray(probabilities)[:, :DIGITS].argmax(axis=1)


def report(model, history, read, calibrated):
    """What a report says of a network, as plain data: {"layers", "history", "sets"}.

    `read` is {set: (labels, probabilities)}, (n,) and (n, 10 or 11); `history` a list of one dict an epoch;
    `calibrated` is {"temperature", "reject"}, see `calibration.fit`. "sets" holds what `measured` gives of each set.
    """
    return {
        "layers": layers.table(model),
        "history": history,
        "sets": {name: measured(labels, values, calibrated) for name, (labels, values) in read.items()},
    }


def measured(labels, probabilities, calibrated):
    """Of one set: accuracy, loss, confusion, precision, recall and F1 of each digit, calibration, mistakes.

    In `confusion` the rows are labels and the columns what was read; `loss` is the mean negative log-likelihood of the
    label, given that it is a digit, in nats.
    """
    digits = range(DIGITS)
    read = best_digits(probabilities)
    ten = np.maximum(np.asarray(probabilities, float)[:, :DIGITS], calibration.SMALLEST)
    precision, recall, f1, support = metrics.precision_recall_fscore_support(
        labels, read, labels=digits, zero_division=0
    )
    honest = calibration.at_temperature(probabilities, calibrated["temperature"])
    confidence = honest[:, :DIGITS].max(axis=1)
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
    """[{"index" in the set, "label", "read", "confidence"}], the most confident first."""
    wrong = np.flatnonzero(read != labels)
    worst = wrong[np.argsort(-confidence[wrong], kind="stable")][:MISTAKES]
    return [
        {"index": int(i), "label": int(labels[i]), "read": int(read[i]), "confidence": float(confidence[i])}
        for i in worst
    ]
