"""A network with its data and its settings: what training, publishing and evaluating share.

    [experiment] = experiments.named(["first-cnn"], "embedded", {"epochs": 3})

Keras takes seconds to import, so it is imported when a network is asked for.
"""

import hashlib
import json
import os
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from errors import PlainError
from tools import flags, site
from train import datasets
from train.settings import Settings

RUNS = site.ROOT / "runs"
MODELS = site.ROOT / "web" / "model"
DIGIT = 7  # 0 to 9: whose feature maps are plotted, where none is named


@dataclass(frozen=True)
class Experiment:
    """A network, how and on what it is trained, and where the run and the published network are."""

    name: str  # the network's, as it was asked for
    network: object  # a train.models.Network
    settings: Settings
    source: object  # where the data come from: see train.datasets.source_named
    described: str  # the data, in words
    published: str  # the folder in web/model/
    run: Path  # the folder of the run
    command: str  # which makes it anew

    @property
    def folder(self):
        """The folder of the published network, which need not be there."""
        return MODELS / self.published

    @property
    def card(self):
        """The card of the published network as a dict, or None where there is none."""
        path = self.folder / "card.json"
        return json.loads(path.read_text("utf-8")) if path.exists() else None

    @property
    def trained(self):
        """The file of the run's network, which is there once the run has ended."""
        return self.run / "model.keras"

    @property
    def digest(self):
        """SHA-256 of `trained`, by which a card says which run it is from."""
        return hashlib.sha256(self.trained.read_bytes()).hexdigest()

    @property
    def is_from_run(self):
        """Whether what is published is from this run."""
        return bool(self.card) and self.trained.exists() and self.card.get("run") == self.digest

    @property
    def is_evaluated(self):
        """Whether metrics, plots and the report are newer than what they are of."""
        written = [self.run / "metrics.json", self.folder / "report.json"]
        made = [self.trained, self.folder / "card.json"]
        return all(path.exists() for path in written) and min(map(_changed, written)) >= max(map(_changed, made))

    def model(self):
        """The run's Keras model. Raises PlainError where the run has not ended."""
        import keras

        if not self.trained.exists():
            raise PlainError(f"There is nothing to export in {self.run}: expected model.keras there. Train first.")
        return keras.models.load_model(self.trained)


def _changed(path):
    return path.stat().st_mtime


def named(names, data, asked):
    """The `Experiment`s of the networks with these names, or None for all, with data that --data names.

    `asked` are the settings other than the networks' own: {field of Settings: value}. Raises PlainError.
    """
    source = datasets.source_named(data)
    with _tensorflow_silent():
        from train import models
    return [experiment(name, source, asked) for name in names or models.NETWORKS]


def experiment(name, source, asked):
    """The `Experiment` of one network on a source, see `datasets.source_named`. Raises PlainError."""
    from train import models

    network, published = models.network(name), models.published_name(name)
    embedded = source == datasets.EMBEDDED
    settings = replace(models.embedded_settings(name) if embedded else network.settings, **asked)
    if not 0 < settings.validation < 1:
        raise PlainError(f"--validation {settings.validation:g}: expected a share of the images, between 0 and 1.")
    folder = published
    if embedded:
        described = "scikit-learn's 1,797 digits (for MNIST: --data download, or --data FOLDER)"
        folder = "embedded" if name == "default" else f"{published}-embedded"
    else:
        described = "MNIST and pen strokes" if settings.pen else "MNIST"
    # Runs of other settings are other runs, and lie beside each other.
    changed = [flags.written(key, value) for key, value in asked.items()]
    run = RUNS / "".join(
        [published, "-embedded" if embedded else "", *("_" + each.lstrip("-").replace(" ", "-") for each in changed)]
    )
    data = source if isinstance(source, str) else "FOLDER"
    command = " ".join(["build.py train", name, f"--data {data}", *changed])
    return Experiment(name, network, settings, source, described, folder, run, command)


@contextmanager
def _tensorflow_silent():
    """TensorFlow prints a dozen lines about accelerators when it is imported, past Python's own standard error."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    kept = os.dup(2)
    with Path(os.devnull).open("w") as nothing:
        os.dup2(nothing.fileno(), 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
