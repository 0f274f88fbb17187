"""What a run and a published network come to: metrics.json and plots beside the one, report.json beside the other."""

import json

from tools import browser, publish
from train import calibration, evaluation, fitting, models, plots


def of_published(lab, chromium, address):
    """Read the test sets with a published network, in the browser; write its report.json and return it.

    `lab` names the network (see build.py); the site at `address` has it.
    """
    card = lab.card
    sets = evaluation.test_sets(lab.source)
    read = {
        name: (images.labels, browser.classify(chromium, address, lab.published, images.inputs))
        for name, images in sets.items()
    }
    path = lab.folder / "report.json"
    # The browser's probabilities are calibrated already.
    honest = {"temperature": 1.0, "reject": card["calibration"]["reject"]}
    report = {"name": lab.published} | evaluation.report(models.build(lab.name), _history(lab, path), read, honest)
    _write(path, report)
    return report


def _history(lab, path):
    """Of the run that the network is from; of its last report where the run is no longer there."""
    if lab.is_from_run:
        return json.loads((lab.run / "history.json").read_text())
    return json.loads(path.read_text("utf-8"))["history"] if path.exists() else []


def of_run(lab, digit):
    """Read the test sets with a run's Keras model, write its metrics.json and plots, and return the metrics.

    The feature maps in plots/ are those of the first `digit` of the first test set.
    """
    model = lab.model()
    validation = fitting.validation_images(lab.source, lab.settings)
    calibrated = calibration.fit(_predicted(model, validation), validation.labels)
    sets = evaluation.test_sets(lab.source)
    read = {name: (images.labels, _predicted(model, images)) for name, images in sets.items()}
    report = evaluation.report(model, json.loads((lab.run / "history.json").read_text()), read, calibrated)
    first = next(iter(sets))
    plots.write(lab.run / "plots", model, report, first, sets[first], read[first][1], digit)
    _write(lab.run / "metrics.json", {"calibration": calibrated, **report["sets"]})
    return report


def _predicted(model, images):
    return publish.with_refusal(model.predict(images.inputs, batch_size=512, verbose=0))


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
