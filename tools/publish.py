"""Keras model → web/model/NAME: converted, checked in a real browser and described by a card.

A model is published only if the browser gives what Keras gives and its accuracy is above the floors.
"""

import json
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from errors import PlainError
from tools import browser, convert, experiments, server, site
from tools.convert import PRECISIONS
from train import calibration, datasets, evaluation, examples, layers, sets

# The largest share of validation digits that smaller weights may cost: 2 of 3,000. If larger, weights get smaller and
# read less.
QUANTISATION_LOSS = 0.0007
# The largest difference of a probability between the browser, in float32, and Keras; arithmetic alone gives about 1e-6.
# If larger, a layer that is converted wrongly may pass.
TOLERANCE = 1e-4


class ExportError(PlainError):
    """A model may not be published; the message says what was expected and what came."""


def export(model, experiment, chromium):
    """Publish an experiment's Keras model to web/model/ and return its card, or write nothing and raise ExportError.

    `chromium` is a browser that runs.
    """
    with tempfile.TemporaryDirectory(prefix="digitpad-export-") as folder:
        converted = Path(folder)
        convert.all_precisions(model, converted)
        with serving({precision: converted / precision for precision in PRECISIONS}) as address:
            judged = _judged(experiment)
            results = read_all(model, judged, chromium, address)
        return publish(model, experiment, converted, judged, results, chromium, experiments.MODELS)


def _judged(experiment):
    """The sets that decide whether a network is published: {name: Images}."""
    validation = examples.validation_images(experiment.source, experiment.settings)
    return {**examples.test_sets(experiment.source), sets.VALIDATION: validation}


@contextmanager
def serving(models):
    """A site with these models alone, {name: folder}, the first one also being its default; gives its address."""
    with tempfile.TemporaryDirectory(prefix="digitpad-site-") as folder:
        out = Path(folder)
        for name, model in {"default": next(iter(models.values())), **models}.items():
            shutil.copytree(model, out / "models" / name)
        site.build(out / "site", out / "models")
        with server.serving(out / "site") as address:
            yield address


def publish(model, experiment, converted, judged, results, chromium, folder):
    """Check what was converted, and publish it as a folder in `folder`; returns the card.

    `converted` is a folder of `convert.all_precisions`, `judged` are the sets and `results` what `read_all` gives of
    them. Raises ExportError, and then has written nothing.
    """
    check_parity(results)
    precision = smallest_good(results[sets.VALIDATION])
    calibrated = calibrate(converted / precision, precision, results, judged, chromium)
    check_floors(results, experiment.network.floors)
    card = _describe(model, experiment, precision, calibrated, results)
    card |= convert.file_card(model, converted / precision)
    _replace(converted / precision, folder / experiment.published, card)
    return card


def read_all(model, judged, chromium, address):
    """Read every set with Keras and, in the browser, with each precision: {set: {"labels", "keras", precision: …}}.

    `judged` is {set: Images}; what is read are (n, 11) probabilities.
    """
    results = {}
    for name, images in judged.items():
        results[name] = {"labels": images.labels, "keras": evaluation.predicted(model, images)}
        for precision in PRECISIONS:
            results[name][precision] = browser.classify(chromium, address, precision, images.inputs)
    return results


def calibrate(converted, precision, results, judged, chromium):
    """Read every set as the page will, calibrated, which becomes "page" in `results`, and return the calibration.

    `converted` is the folder of the model in this precision. The page looks again at what it doubts if the loss on
    validation data gets lower by that, and never otherwise.
    """
    validation = results[sets.VALIDATION]
    once = {**calibration.fit(validation[precision], validation["labels"]), "doubt": 0.0}
    for read in results.values():
        read["page"] = calibration.at_temperature(read[precision], once["temperature"])
    doubting = once | {"doubt": calibration.DOUBT}
    twice = read_calibrated(converted, doubting, judged, chromium)
    losses = [calibration.loss(read, validation["labels"]) for read in (validation["page"], twice[sets.VALIDATION])]
    if losses[1] >= losses[0]:
        return once
    for name, read in twice.items():
        results[name]["page"] = read
    return doubting | {"reject": calibration.threshold(twice[sets.VALIDATION])}


def read_calibrated(converted, calibrated, judged, chromium):
    """What the page reads in every set, with this calibration in the model's card: {set: (n, 11) probabilities}."""
    with tempfile.TemporaryDirectory(prefix="digitpad-calibrated-") as folder:
        model = shutil.copytree(converted, Path(folder) / "model")
        card = json.loads((model / "card.json").read_text())
        (model / "card.json").write_text(json.dumps(card | {"calibration": calibrated}))
        with serving({"default": model}) as address:
            return {
                name: browser.classify(chromium, address, "default", images.inputs) for name, images in judged.items()
            }


def check_parity(results):
    """Raise ExportError unless float32 in the browser gives what Keras gives."""
    for name, read in results.items():
        worst = float(np.abs(read["keras"] - read["float32"]).max())
        changed = argmax_differences(read, "float32")
        if changed or worst > TOLERANCE:
            raise ExportError(
                f"The browser does not read as Keras does: on {name} expected the same digits and probabilities "
                f"within {TOLERANCE:g}, got {changed} other digits of {len(read['labels'])} and {worst:g}. "
                "Nothing was published; a layer may be converted wrongly."
            )


def argmax_differences(read, precision):
    """How many digits a precision reads otherwise than Keras."""
    return int((evaluation.best_digits(read["keras"]) != evaluation.best_digits(read[precision])).sum())


def smallest_good(read):
    """The smallest precision that costs at most QUANTISATION_LOSS of validation accuracy."""
    floor = evaluation.accuracy(read["float32"], read["labels"]) - QUANTISATION_LOSS
    return [p for p in PRECISIONS if evaluation.accuracy(read[p], read["labels"]) >= floor][-1]


def check_floors(results, floors):
    """Raise ExportError unless what the page reads rightly of each set is at its floor or above."""
    for name, floor in floors.items():
        reached = evaluation.accuracy(results[name]["page"], results[name]["labels"]) if name in results else floor
        if reached < floor:
            raise ExportError(
                f"The model is too weak to publish: expected at least {floor:.2%} on {name}, got {reached:.2%} "
                "(in the browser). Nothing was published; train longer or with more data."
            )


def _describe(model, experiment, precision, calibrated, results):
    """What a card says besides its files; every figure comes from this run."""
    history, settings, versions = (
        json.loads((experiment.run / f"{file}.json").read_text()) for file in ("history", "settings", "versions")
    )
    losses = [entry["val_loss"] for entry in history]
    return {
        "name": experiment.published,
        "about": experiment.network.about,
        "stated": experiment.network.stated,
        "parameters": model.count_params(),
        "multiplyAdds": layers.multiply_adds(model),
        "precision": precision,
        "calibration": calibrated,
        "accuracy": {
            sets.with_size(name, len(read["labels"])): {
                reader: round(evaluation.accuracy(read[reader], read["labels"]), 5)
                for reader in ("keras", *PRECISIONS, "page")
            }
            for name, read in results.items()
        },
        "againstKeras": {
            kind: {
                "images": sum(len(read["labels"]) for read in results.values()),
                "otherDigits": sum(argmax_differences(read, kind) for read in results.values()),
                "largestDifference": max(float(np.abs(read["keras"] - read[kind]).max()) for read in results.values()),
            }
            for kind in PRECISIONS
        },
        "training": {
            "command": experiment.command,
            "settings": {key: value for key, value in settings.items() if key not in ("network", "layers", "data")},
            "data": {key: {"sha256": value} for key, value in settings["data"].items()},
            "validationWriters": list(datasets.VALIDATION_WRITERS) if "pen" in settings["data"] else [],
            "epochs": len(history),
            "bestEpoch": losses.index(min(losses)) + 1,
        },
        "versions": versions,
        "run": experiment.digest,
    }


def _replace(converted, folder, card):
    """Replace a model folder by a new one, whole."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}-") as scratch:
        unfinished = Path(scratch) / "new"
        unfinished.mkdir()
        for file in card["files"]:
            shutil.copy(converted / file, unfinished / file)
        (unfinished / "card.json").write_text(json.dumps(card, indent=2) + "\n")
        if folder.exists():
            folder.rename(Path(scratch) / "old")
        unfinished.rename(folder)
