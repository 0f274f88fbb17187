"""What a run and a published network come to: metrics.json and plots beside the one, report.json beside the other."""

import json

from tools import browser, publish
from train import calibration, evaluation, examples, models, plots, runs


def of_published(experiment, chromium, address):
    """Read the test sets with a published network, in the browser; write its report.json and return it.

    `experiment` is an `experiments.Experiment`; the site at `address` has its network beside it, see `publish.serving`.
    """
    card = experiment.card
    sets = examples.test_sets(experiment.source)
    probabilities = browser.classify_sets(chromium, address, publish.beside(experiment.published), sets)
    read = {name: (images.labels, probabilities[name]) for name, images in sets.items()}
    path = experiment.folder / "report.json"
    # The browser's probabilities are calibrated already.
    honest = {"temperature": 1.0, "reject": card["calibration"]["reject"]}
    report = {"name": experiment.published} | evaluation.report(
        _model(experiment), _history(experiment, path), read, honest
    )
    _write(path, report)
    return report


def _model(experiment):
    """The run's network, or where the run is no longer there one of the same layers."""
    return experiment.model() if experiment.trained.exists() else models.build(experiment.name)


def _history(experiment, path):
    """Of the run that the network is from; of its last report where the run is no longer there."""
    if experiment.is_from_run:
        return runs.history(experiment.run)
    return json.loads(path.read_text("utf-8"))["history"] if path.exists() else []


def of_run(experiment, digit):
    """Read the test sets with a run's Keras model, write its metrics.json and plots, and return the metrics.

    The feature maps in plots/ are those of the first `digit` of the first test set.
    """
    model = experiment.model()
    validation = examples.validation_images(experiment.source, experiment.settings)
    calibrated = calibration.fit(evaluation.predicted(model, validation), validation.labels)
    sets = examples.test_sets(experiment.source)
    read = {name: (images.labels, evaluation.predicted(model, images)) for name, images in sets.items()}
    report = evaluation.report(model, runs.history(experiment.run), read, calibrated)
    first = next(iter(sets))
    plots.write(experiment.run / "plots", model, report, first, sets[first], read[first][1], digit)
    _write(experiment.run / "metrics.json", {"calibration": calibrated, **report["sets"]})
    return report


def show(title, report):
    """Print what a report says of each set."""
    print(title)
    for name, found in report["sets"].items():
        print(
            f"  {name:35} accuracy {found['accuracy']:.2%} of {found['count']:,}, loss {found['loss']:.4f}, "
            f"calibration error {found['calibrationError']:.2%}"
        )


def _write(path, value):
    unfinished = path.with_name(f".{path.name}")
    unfinished.write_text(json.dumps(_rounded(value), separators=(",", ":")) + "\n", "utf-8")
    unfinished.replace(path)


def _rounded(value):
    """Plain data with six places after each point: more than any figure means."""
    if isinstance(value, float):
        return round(value, 6)
    if isinstance(value, dict):
        return {key: _rounded(each) for key, each in value.items()}
    return [_rounded(each) for each in value] if isinstance(value, list) else value
