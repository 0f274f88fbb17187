"""Keras model → web/model/NAME: converted, checked in a real browser and described by a card.

A model is published only if the browser gives what Keras gives and it reads enough of the validation digits. Test sets
are reported, and decide nothing.
"""

import json
import shutil
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from errors import PlainError
from tools import browser, convert, experiments, pack, server, site
from tools.packing import PACKED
from train import calibration, datasets, evaluation, examples, layers, models, runs, sets

# The largest share of validation digits that smaller weights may cost: 2 of 3,000. If larger, weights get smaller and
# read less.
QUANTISATION_LOSS = 0.0007
# The largest difference of a probability between the browser, in float32, and Keras; arithmetic alone gives about 1e-6.
# If larger, a layer that is converted wrongly may pass.
TOLERANCE = 1e-4
# The share of validation digits below which a network of one's own is published with a warning. If larger, more are
# warned of.
WEAK = 0.9
# What of a run's settings.json a card has elsewhere, or not at all.
NOT_SETTINGS = ("network", "layers", "data", "file", "teacher", "from")


class ExportError(PlainError):
    """A model may not be published; the message says what was expected and what came."""


def export(model, experiment, chromium):
    """Publish an experiment's Keras model to web/model/ and return its card, or write nothing and raise ExportError.

    `chromium` is a browser that runs.
    """
    with tempfile.TemporaryDirectory(prefix="digitpad-export-") as folder:
        converted = Path(folder)
        convert.all_precisions(model, converted)
        add_packed(converted, model, examples.rounding_images(experiment.source, experiment.settings))
        with serving({path.name: path for path in precisions(converted)}) as address:
            judged = judged_sets(experiment)
            results = read_all(model, judged, chromium, address, [path.name for path in precisions(converted)])
        return publish(model, experiment, converted, judged, results, chromium, experiments.MODELS)


def add_packed(converted, model, images):
    """Add the packed network to a folder of `convert.all_precisions`, unless it would read less than before."""
    # Biases are few, and in float16 they cost nothing.
    about = pack.write(converted / "float32", converted / "float16", converted / PACKED, images)
    if about:
        write_card(converted / PACKED, model.output_shape[-1], about)


def write_card(packed, classes, about):
    """Write the card of a packed network, in its folder; `about` is what `pack.write` says."""
    card = {"name": PACKED, **convert.file_card(classes, packed), "quantisation": about}
    (packed / "card.json").write_text(json.dumps(card))


def precisions(converted):
    """The folders of a converted network, one for each precision of its weights, from the largest to the smallest."""
    return [converted / name for name in (*convert.PRECISIONS, PACKED) if (converted / name).exists()]


def judged_sets(experiment):
    """The sets that decide whether a network is published: {name: Images}."""
    validation = examples.validation_images(experiment.source, experiment.settings)
    return {**examples.test_sets(experiment.source), sets.VALIDATION: validation}


@contextmanager
def serving(models):
    """The built site and beside its own networks these models, {name: folder}, see `beside`; gives its address."""
    site.build_if_stale(aside=experiments.MODELS)
    with tempfile.TemporaryDirectory(prefix="digitpad-site-") as folder:
        served = shutil.copytree(site.DIST, Path(folder) / "site")
        for name, model in models.items():
            _add(model, served / beside(name))
        with server.serving(served) as address:
            yield address


def beside(name):
    """Where on a site of `serving` a model's card is, by which a reader takes it."""
    return f"beside/{name}/card.json"


def _add(model, path):
    """Copy a model's folder to that of `path`, its card, which then says where the other files are."""
    shutil.copytree(model, path.parent)
    card = json.loads(path.read_text("utf-8"))
    files = {file: {**listed, "url": file} for file, listed in card["files"].items()}
    path.write_text(json.dumps({**card, "files": files}), "utf-8")


def publish(model, experiment, converted, judged, results, chromium, folder):
    """Check what was converted, and publish it as a folder in `folder`; returns the card.

    `converted` is a folder of `convert.all_precisions`, `judged` are the sets and `results` what `read_all` gives of
    them. Raises ExportError, and then has written nothing.
    """
    check_parity(results)
    precision = smallest_good(results[sets.VALIDATION])
    calibrated = calibrate(converted / precision, precision, results, judged, chromium)
    judge_floor(experiment, results[sets.VALIDATION])
    card = _describe(model, experiment, precision, calibrated, results)
    card |= about_files(converted / precision, results, "float32")
    replace(converted / precision, folder / experiment.published, card)
    return card


def read_all(model, judged, chromium, address, names):
    """Read every set with Keras and, in the browser, with each precision: {set: {"labels", "keras", precision: …}}.

    `judged` is {set: Images}, `names` are those of the precisions; what is read are (n, 11) probabilities.
    """
    keras = {name: evaluation.predicted(model, images) for name, images in judged.items()}
    read = read_in_browser(judged, chromium, address, names)
    return {name: {**each, "keras": keras[name]} for name, each in read.items()}


def read_in_browser(judged, chromium, address, names):
    """The same in the browser alone: {set: {"labels", precision: …}}."""
    read = {each: browser.classify_sets(chromium, address, beside(each), judged) for each in names}
    return {
        name: {"labels": images.labels, **{each: read[each][name] for each in names}} for name, images in judged.items()
    }


def calibrate(converted, precision, results, judged, chromium):
    """Read every set as the page will, calibrated, which becomes "page" in `results`, and return the calibration.

    `converted` is the folder of the model in this precision. The page looks again at what it doubts if the loss on
    validation data gets lower by that, and never otherwise.
    """
    validation = results[sets.VALIDATION]
    once = calibrate_once(precision, results)
    doubting = once | {"doubt": calibration.DOUBT}
    twice = read_calibrated(converted, doubting, judged, chromium)
    losses = [calibration.loss(read, validation["labels"]) for read in (validation["page"], twice[sets.VALIDATION])]
    if losses[1] >= losses[0]:
        return once
    for name, read in twice.items():
        results[name]["page"] = read
    return doubting | {"reject": calibration.threshold(twice[sets.VALIDATION])}


def calibrate_once(precision, results):
    """Read every set calibrated, without second looks, which becomes "page" in `results`; return the calibration."""
    validation = results[sets.VALIDATION]
    once = {**calibration.fit(validation[precision], validation["labels"]), "doubt": 0.0}
    for read in results.values():
        read["page"] = calibration.at_temperature(read[precision], once["temperature"])
    return once


def read_calibrated(converted, calibrated, judged, chromium):
    """What the page reads in every set, with this calibration in the model's card: {set: (n, 11) probabilities}."""
    with tempfile.TemporaryDirectory(prefix="digitpad-calibrated-") as folder:
        model = shutil.copytree(converted, Path(folder) / "model")
        card = json.loads((model / "card.json").read_text())
        (model / "card.json").write_text(json.dumps(card | {"calibration": calibrated}))
        with serving({"calibrated": model}) as address:
            return browser.classify_sets(chromium, address, beside("calibrated"), judged)


def check_parity(results):
    """Raise ExportError unless float32 in the browser gives what Keras gives."""
    for name, read in results.items():
        worst = float(np.abs(read["keras"] - read["float32"]).max())
        changed = other_digits(read, "keras", "float32")
        if changed or worst > TOLERANCE:
            raise ExportError(
                f"The browser does not read as Keras does: on {name} expected the same digits and probabilities "
                f"within {TOLERANCE:g}, got {changed} other digits of {len(read['labels'])} and {worst:g}. "
                "Nothing was published; a layer may be converted wrongly."
            )


def other_digits(read, *two):
    """How many digits two readers of a set, such as "keras" and "uint8", read differently."""
    first, second = (evaluation.best_digits(read[reader]) for reader in two)
    return int((first != second).sum())


def compared(results, *two):
    """How far two readers are from each other on all sets, as a card has it."""
    return {
        "images": sum(len(read["labels"]) for read in results.values()),
        "otherDigits": sum(other_digits(read, *two) for read in results.values()),
        "largestDifference": max(float(np.abs(read[two[0]] - read[two[1]]).max()) for read in results.values()),
    }


def shares(read, readers):
    """The accuracy of each reader of a set, as a card has it."""
    return {reader: round(evaluation.accuracy(read[reader], read["labels"]), 5) for reader in readers}


def smallest_good(read):
    """The smallest precision that costs at most QUANTISATION_LOSS of validation accuracy."""
    floor = evaluation.accuracy(read["float32"], read["labels"]) - QUANTISATION_LOSS
    return [name for name in in_browser(read) if evaluation.accuracy(read[name], read["labels"]) >= floor][-1]


def in_browser(read):
    """The precisions with which a set was read, from the largest to the smallest."""
    return [name for name in (*convert.PRECISIONS, PACKED) if name in read]


def judge_floor(experiment, read):
    """Raise ExportError where a network that comes with the repository is too weak; warn of a weak one of one's own."""
    if experiment.is_shipped:
        check_floor(read, experiment.network.floor)
    reached = evaluation.accuracy(read["page"], read["labels"])
    if reached < max(experiment.network.floor, WEAK):
        print(
            f"Warning: {experiment.published} reads {reached:.1%} of the validation digits, which is little. It is "
            "published all the same; train longer or with more data for more.",
            file=sys.stderr,
        )


def check_floor(read, floor):
    """Raise ExportError unless the share of validation digits that the page reads rightly is `floor` or above."""
    reached = evaluation.accuracy(read["page"], read["labels"])
    if reached < floor:
        raise ExportError(
            f"The model is too weak to publish: expected at least {floor:.2%} of the validation digits, got "
            f"{reached:.2%} (in the browser). Nothing was published; train longer or with more data."
        )


def _describe(model, experiment, precision, calibrated, results):
    """What a card says besides its files; every figure comes from this run."""
    settings, versions = (
        json.loads((experiment.run / f"{file}.json").read_text()) for file in ("settings", "versions")
    )
    distilled = [bool(entry.get("distilled")) for entry in runs.history(experiment.run)]
    return {
        "name": experiment.published,
        "about": about(experiment),
        "stated": experiment.network.stated if experiment.is_usual else None,
        "parameters": model.count_params(),
        "multiplyAdds": layers.multiply_adds(model),
        "precision": precision,
        "calibration": calibrated,
        "accuracy": {
            sets.with_size(name, len(read["labels"])): shares(read, ("keras", *in_browser(read), "page"))
            for name, read in results.items()
        },
        "againstKeras": {kind: compared(results, "keras", kind) for kind in in_browser(results[sets.VALIDATION])},
        "training": {
            "command": experiment.command,
            "network": models.short_name(experiment.name),
            "settings": settings_that_applied(settings),
            "data": {key: {"sha256": value} for key, value in settings["data"].items()},
            "validationWriters": list(datasets.VALIDATION_WRITERS) if "pen" in settings["data"] else [],
            "epochs": distilled.count(False),
            "bestEpoch": runs.published_epoch(experiment.run),
            "distilledEpochs": distilled.count(True),
            **({"from": settings["from"]} if "from" in settings else {}),
        },
        "versions": versions,
        "run": experiment.digest,
    }


def about(experiment):
    """What a network is, in a sentence: the repository's own is true only of what was trained as it says."""
    if experiment.is_usual:
        return experiment.network.about
    name = models.short_name(experiment.name)
    if runs.is_taken_over(experiment.run):
        return f"{name}, trained elsewhere, and measured on {experiment.trained_on}."
    return f"{name}, trained on {experiment.trained_on}."


def settings_that_applied(settings):
    """Of a run's settings.json those that a card has; what these data made no use of is left out."""
    data = settings["data"]
    unused = [key for key, has_it in (("pen", "pen" in data), ("validation", "embedded" not in data)) if not has_it]
    return {key: value for key, value in settings.items() if key not in (*NOT_SETTINGS, *unused)}


def about_files(converted, results, before):
    """What a card says of the files in a folder, and of how these weights were rounded, from those of `before`."""
    card = json.loads((converted / "card.json").read_text())
    about = {"classes": card["classes"], "files": card["files"]}
    if "quantisation" in card:
        against = {"before": before, "against": compared(results, before, PACKED)}
        about["quantisation"] = {**against, **card["quantisation"]}
    return about


def replace(converted, folder, card, kept=()):
    """Replace a model folder by a new one, whole; files that are named in `kept` stay."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}-") as scratch:
        unfinished = Path(scratch) / "new"
        unfinished.mkdir()
        for file in card["files"]:
            shutil.copy(converted / file, unfinished / file)
        for file in kept:
            shutil.copy(folder / file, unfinished / file)
        (unfinished / "card.json").write_text(json.dumps(card, indent=2) + "\n")
        if folder.exists():
            folder.rename(Path(scratch) / "old")
        unfinished.rename(folder)
