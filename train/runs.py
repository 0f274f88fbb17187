"""The folder of a run, and how far its training has come. An interrupted run goes on after its last whole epoch.

runs/NAME-DATA/settings.json   what was asked for, with the data's checksums; a run with other settings starts anew
               versions.json   of the packages that it was made with
               history.json    one entry an epoch
               last.keras      after the last whole epoch, with the optimiser's state
               best.keras      of the epoch with the lowest validation loss
               distilled/      the same of the epochs of distillation, where there are any
               published.json  which epoch the network that is published is of, before distillation
               model.keras     what is published, and model.h5 the same; they are there once the run has ended
"""

import hashlib
import importlib.metadata
import json
import logging
import platform
import shutil
from dataclasses import asdict
from pathlib import Path

from train import layers, models, saved_networks, sources
from train.settings import Settings

USUAL = asdict(Settings())  # what a run had that is from before a setting existed

PACKAGES = ("tensorflow", "keras", "tensorflowjs", "numpy", "scipy", "scikit-learn")


class Run:
    """What a run folder holds after each whole epoch.

    `settings` is a `Settings`; `history` a list of {"accuracy", "loss", "val_accuracy", "val_loss"}.
    """

    def __init__(self, folder, settings):
        self.folder, self.settings = folder, settings
        self.history = _read(folder / "history.json") or []

    @property
    def best_epoch(self):
        """The epoch, from 0, with the lowest validation loss so far."""
        losses = [entry["val_loss"] for entry in self.history]
        return losses.index(min(losses))

    @property
    def finished(self):
        """Whether all epochs are done, or validation has not become better for `settings.patience` epochs."""
        done = len(self.history)
        patience = self.settings.patience or done
        return done > 0 and (done >= self.settings.epochs or done - 1 - self.best_epoch >= patience)

    def keep(self, model, entry):
        """Keep an epoch that has ended: the model as last.keras, the best one as best.keras, the entry as history."""
        self.history.append(entry)
        _save(model, self.folder / "last.keras")
        if self.best_epoch == len(self.history) - 1:
            _save(model, self.folder / "best.keras")
        _write(self.folder / "history.json", self.history)


def asked_for(name, source, settings, teacher=None, begun=None):
    """What a run's settings.json says: the network and its layers, the settings and the data's checksums.

    `teacher` is the name of the network that taught, where it is not the usual one; `begun` the `Published` network
    that it begins with.
    """
    asked = {"network": name, "layers": layers.checksum(models.build(name)), **asdict(settings)}
    if saved_networks.is_file(name):
        asked["file"] = hashlib.sha256(Path(name).read_bytes()).hexdigest()
    if teacher:
        asked["teacher"] = teacher
    if begun:
        asked["from"] = {"network": begun.name, "weights": begun.digest}
    return json.loads(json.dumps(asked | {"data": sources.checksums(source, settings.pen)}))


def is_finished(folder, wanted):
    """Whether a folder holds a run of what is `wanted`, see `asked_for`, that has come to its end."""
    return _is_run_of(folder, wanted, USUAL) and (folder / "model.h5").exists()


def prepare(folder, wanted, usual=USUAL):
    """Make a folder ready for a run of what is `wanted`: a run of something else that is there is removed.

    `usual` are the settings that a run had which says nothing of them.
    """
    if not _is_run_of(folder, wanted, usual):
        shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / "settings.json", wanted)
    _write(folder / "versions.json", _versions())


def _is_run_of(folder, wanted, usual):
    settings = folder / "settings.json"
    return settings.exists() and usual | json.loads(settings.read_text()) == wanted


def _versions():
    return {"python": platform.python_version()} | {name: importlib.metadata.version(name) for name in PACKAGES}


def finish(model, folder, epoch):
    """Save the model that is published, which is of this epoch, from 1: from now on the run counts as finished."""
    _write(folder / "published.json", {"epoch": epoch})
    _save(model, folder / "model.keras")
    _save(model, folder / "model.h5")  # last: after it, Keras no longer saves how the model was compiled


def history(folder):
    """An entry an epoch of a run, the epochs of distillation after the others, with "distilled": true."""
    own, more = (_read(folder / part / "history.json") or [] for part in ("", "distilled"))
    return [*own, *({**entry, "distilled": True} for entry in more)]


def published_epoch(folder):
    """The epoch, from 1, that the network that is published is of, before distillation."""
    return _read(folder / "published.json")["epoch"]


def is_taken_over(folder):
    """Whether what is published of a run was trained elsewhere, see `fitting.take_over`."""
    published = _read(folder / "published.json")
    return bool(published) and published["epoch"] == 0 and not history(folder)


def _read(path):
    return json.loads(path.read_text()) if path.exists() else None


def _save(model, path):
    """Save a Keras model in the format of the path's suffix, whole or not at all."""
    unfinished = path.with_name(f"unfinished-{path.name}")
    logging.disable(logging.WARNING)  # Keras warns that .h5 is of old, which is why it is saved, too
    try:
        model.save(unfinished)
    finally:
        logging.disable(logging.NOTSET)
    unfinished.replace(path)


def _write(path, value):
    unfinished = path.with_suffix(".tmp")
    unfinished.write_text(json.dumps(value, indent=1))
    unfinished.replace(path)
