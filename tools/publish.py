"""Keras model → web/model/NAME: converted by tensorflowjs, quantised, checked in a real browser, described by a card.

A model is published only if the browser gives what Keras gives and its accuracy is above the floors.
"""

import hashlib
import json
import math
import shutil
import sys
import tempfile
import types
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import keras
import numpy as np

from errors import PlainError
from tools import browser, server, site
from train import calibration, datasets, evaluation, fitting, models

PRECISIONS = ("float32", "float16", "uint8")  # from the largest to the smallest
QUANTISATION_LOSS = 0.0007  # of validation accuracy at most: 2 of 3,000 digits
TOLERANCE = 1e-4  # of a probability, float32 in the browser against Keras; arithmetic alone gives about 1e-6


class ExportError(PlainError):
    """A model may not be published; the message says what was expected and what came."""


@dataclass(frozen=True)
class Origin:
    """How a model came about: of which network, with which settings, on which data, in which run, by which command."""

    network: models.Network
    settings: models.Settings
    source: object  # see train.datasets.source_named
    run: Path
    command: str


def export(model, name, origin, chromium, folder=site.ROOT / "web" / "model"):
    """Publish a trained Keras model as folder/name and return its card, or write nothing and raise ExportError.

    `chromium` is a browser that runs.
    """
    with tempfile.TemporaryDirectory(prefix="digitpad-export-") as scratch:
        scratch = Path(scratch)
        convert_all(model, scratch)
        validation = fitting.validation_images(origin.source, origin.settings)
        sets = {**evaluation.test_sets(origin.source), "validation": validation}
        results = read_all(model, scratch, sets, chromium)
        check_parity(results)
        precision = smallest_good(results["validation"])
        calibrated = calibrate(scratch / precision, precision, results, sets, chromium)
        check_floors(results, origin.network.floors)
        card = describe(model, name, origin, precision, calibrated, results) | file_card(model, scratch / precision)
        _publish(scratch / precision, folder / name, card)
    return card


def convert_all(model, scratch):
    """Convert a Keras model into scratch/float32, scratch/float16 and scratch/uint8."""
    _with_plain_flattening(model).export(scratch / "saved", verbose=False)
    for precision in PRECISIONS:
        convert(scratch / "saved", scratch / precision, precision)
        (scratch / precision / "card.json").write_text(
            json.dumps({"name": precision, **file_card(model, scratch / precision)})
        )


class _Flattened(keras.layers.Layer):
    """What Flatten does, with a number for each axis but the batch's: Keras's own asks for the shape at run time, by
    three operations that nothing else in a plain CNN needs, and that the page's runtime does not have."""

    def call(self, inputs):
        return keras.ops.reshape(inputs, (-1, math.prod(inputs.shape[1:])))


def _with_plain_flattening(model):
    def plain(layer):
        is_flatten = isinstance(layer, keras.layers.Flatten)
        return _Flattened(name=layer.name) if is_flatten else layer.__class__.from_config(layer.get_config())

    copy = keras.models.clone_model(model, clone_function=plain)
    copy.set_weights(model.get_weights())
    return copy


def convert(saved, folder, precision):
    """SavedModel → tfjs graph model: folder/model.json and folder/weights.bin."""
    with _without_what_the_converter_never_uses():
        from tensorflowjs.converters.tf_saved_model_conversion_v2 import convert_tf_saved_model

        quantised = {} if precision == "float32" else {precision: "*"}
        convert_tf_saved_model(str(saved), str(folder), quantization_dtype_map=quantised)
    graph = json.loads((folder / "model.json").read_text())
    graph["weightsManifest"][0]["paths"] = ["weights.bin"]
    (folder / "group1-shard1of1.bin").rename(folder / "weights.bin")
    (folder / "model.json").write_text(json.dumps(graph, separators=(",", ":")))


@contextmanager
def _without_what_the_converter_never_uses():
    """Stand-ins for packages that tensorflowjs imports for other formats, 1.3 GB of them, and never calls for ours."""
    names = ("tensorflow_decision_forests", "tensorflow_hub", "jax", "jax.experimental", "jax.experimental.jax2tf")
    missing = {name: types.ModuleType(name) for name in names if name not in sys.modules}
    sys.modules.update(missing)
    sys.modules["jax.experimental"].jax2tf = sys.modules["jax.experimental.jax2tf"]
    try:
        yield
    finally:
        for name in missing:
            del sys.modules[name]


def file_card(model, folder):
    """The files of a converted model as a card lists them."""
    files = {file: (folder / file).read_bytes() for file in ("model.json", "weights.bin")}
    return {
        "classes": model.output_shape[-1],
        "files": {
            file: {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
            for file, content in files.items()
        },
    }


def read_all(model, converted, sets, chromium):
    """Read every set with Keras and with each precision in the browser: {set: {"labels", "keras", precision…}}."""
    with tempfile.TemporaryDirectory(prefix="digitpad-site-") as out:
        only_models = Path(out) / "models"
        for precision in PRECISIONS:
            shutil.copytree(converted / precision, only_models / precision)
        shutil.copytree(converted / PRECISIONS[0], only_models / "default")
        site.build(Path(out) / "site", only_models)
        results = {}
        with server.serving(Path(out) / "site") as address:
            for name, images in sets.items():
                keras_read = with_refusal(model.predict(images.inputs, batch_size=512, verbose=0))
                results[name] = {"labels": images.labels, "keras": keras_read}
                for precision in PRECISIONS:
                    results[name][precision] = browser.classify(chromium, address, precision, images.inputs)
    return results


def calibrate(converted, precision, results, sets, chromium):
    """Have all sets read as the page will read them, which becomes "page" in `results`, and return the calibration.

    `converted` is the model of `precision`. The page looks again at what it doubts if validation data say that this
    network gains by it, and never otherwise.
    """
    labels = results["validation"]["labels"]
    once = {**calibration.fit(results["validation"][precision], labels), "doubt": 0.0}
    for read in results.values():
        read["page"] = calibration.at_temperature(read[precision], once["temperature"])
    doubting = once | {"doubt": calibration.DOUBT}
    with tempfile.TemporaryDirectory(prefix="digitpad-site-") as out:
        model = Path(out) / "models" / "default"
        shutil.copytree(converted, model)
        card = json.loads((model / "card.json").read_text())
        (model / "card.json").write_text(json.dumps(card | {"calibration": doubting}))
        site.build(Path(out) / "site", model.parent)
        with server.serving(Path(out) / "site") as address:
            twice = {
                name: browser.classify(chromium, address, "default", images.inputs) for name, images in sets.items()
            }
    if calibration.loss(twice["validation"], labels) >= calibration.loss(results["validation"]["page"], labels):
        return once
    for name, read in twice.items():
        results[name]["page"] = read
    return doubting | {"reject": calibration.threshold(twice["validation"])}


def with_refusal(probabilities):
    """As the browser gives them: of eleven classes, the last one 0 where a network knows digits alone."""
    missing = models.CLASSES - probabilities.shape[1]
    return np.pad(probabilities, ((0, 0), (0, missing)))


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


def describe(model, name, origin, precision, calibrated, results):
    """What a card says besides its files; every figure comes from this run."""
    history, settings, versions = (
        json.loads((origin.run / f"{file}.json").read_text()) for file in ("history", "settings", "versions")
    )
    losses = [entry["val_loss"] for entry in history]
    return {
        "name": name,
        "about": origin.network.about,
        "stated": origin.network.stated,
        "parameters": model.count_params(),
        "multiplyAdds": models.multiply_adds(model),
        "precision": precision,
        "calibration": calibrated,
        "accuracy": {
            f"{set_name} ({len(read['labels']):,})": {
                reader: round(evaluation.accuracy(read[reader], read["labels"]), 5)
                for reader in ("keras", *PRECISIONS, "page")
            }
            for set_name, read in results.items()
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
            "command": origin.command,
            "settings": {key: value for key, value in settings.items() if key not in ("network", "layers", "data")},
            "data": {key: {"sha256": value} for key, value in settings["data"].items()},
            "validationWriters": list(datasets.VALIDATION_WRITERS) if "pen" in settings["data"] else [],
            "epochs": len(history),
            "bestEpoch": losses.index(min(losses)) + 1,
        },
        "versions": versions,
        "run": file_sha256(origin.run / "model.keras"),
    }


def file_sha256(path):
    """What a card says of the run that its model is from."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _publish(converted, folder, card):
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
