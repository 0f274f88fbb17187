"""A published network → the same with packed weights, without its run: rounded, checked in a real browser, published.

card = republish.packed(experiment, chromium)
"""

import json
import shutil
import tempfile
from pathlib import Path

from errors import PlainError
from tools import convert, pack, publish
from tools.packing import PACKED
from train import evaluation, examples, sets

# The largest share of a test set's digits that may be lost: 1 in 1,000. If larger, a network may be published that
# reads less than its training's figures say.
LOST = 0.001


def packed(experiment, chromium):
    """Publish a network of web/model/ with packed weights, and return its card; what it says of the training stays.

    `chromium` is a browser that runs. Raises PlainError, and then has written nothing: where there is no such network,
    where it is packed already, or where it would read less.
    """
    card = _card(experiment)
    before = card["precision"]
    with tempfile.TemporaryDirectory(prefix="digitpad-pack-") as name:
        folder = Path(name)
        _copy(experiment.folder, folder / before, card)
        _pack(experiment, folder, before, card["classes"])
        judged = publish.judged_sets(experiment)
        with publish.serving({before: folder / before, PACKED: folder / PACKED}) as address:
            results = publish.read_in_browser(judged, chromium, address, (before, PACKED))
        check(results, before)
        # Whether the page looks twice is no matter of packing, and stays as it was.
        if card["calibration"].get("doubt"):
            card["calibration"] = publish.calibrate(folder / PACKED, PACKED, results, judged, chromium)
        else:
            calibrated = publish.calibrate_once(PACKED, results)
            card["calibration"] = {key: calibrated[key] for key in ("temperature", "reject")}
        publish.judge_floor(experiment, results[sets.VALIDATION])
        card |= _described(card, results, publish.about_files(folder / PACKED, results, before))
        kept = [file.name for file in experiment.folder.glob("report.json")]
        publish.replace(folder / PACKED, experiment.folder, card, kept)
    return card


def _card(experiment):
    if not experiment.card:
        raise PlainError(f"There is no web/model/{experiment.published}: expected a published network. Train it first.")
    if experiment.card["precision"] == PACKED:
        raise PlainError(
            f"The weights of web/model/{experiment.published} are packed already, and to round them again would lose "
            "more. Train the network anew, or get its weights from before with git."
        )
    return experiment.card


def _copy(published, folder, card):
    """A published network without its calibration, which would change what is compared."""
    folder.mkdir()
    for file in card["files"]:
        shutil.copy(published / file, folder)
    plain = {"name": folder.name, **convert.file_card(card["classes"], folder)}
    (folder / "card.json").write_text(json.dumps(plain))


def _pack(experiment, folder, before, classes):
    images = examples.rounding_images(experiment.source, experiment.settings)
    about = pack.write(folder / before, folder / before, folder / PACKED, images)
    if about is None:
        raise PlainError(
            f"The weights of {experiment.published} can't be packed: even with 8 bits each, it reads less of the "
            "validation digits than before. Nothing was written."
        )
    command = experiment.command.replace("build.py train", "build.py pack")
    publish.write_card(folder / PACKED, classes, {"command": command, **about})


def check(results, before):
    """Raise ExportError unless packed weights read as well as those before, in the browser, but for LOST elsewhere."""
    for name, read in results.items():
        old, new = (evaluation.accuracy(read[each], read["labels"]) for each in (before, PACKED))
        least = old if name == sets.VALIDATION else old - LOST
        if new < least:
            raise publish.ExportError(
                f"Packed weights read less than before: on {name} expected at least {least:.2%}, got {new:.2%}. "
                "Nothing was published."
            )


def _described(card, results, files):
    """What changes in a card."""
    accuracy = {
        sets.with_size(name, len(read["labels"])): publish.shares(read, (PACKED, "page"))
        for name, read in results.items()
    }
    return {
        "precision": PACKED,
        "accuracy": {name: _without_page(card["accuracy"].get(name, {})) | shares for name, shares in accuracy.items()},
        **files,
    }


def _without_page(shares):
    return {reader: share for reader, share in shares.items() if reader != "page"}
