"""A network with its data and its settings: what training, publishing and evaluating share.

    [experiment] = experiments.named(["first-cnn"], "embedded", {"epochs": 3})

Keras takes seconds to import, so it is imported when a network is asked for.
"""

import hashlib
import json
import os
import re
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from itertools import count
from pathlib import Path

from errors import PlainError
from tools import flags, site
from train import datasets, sources
from train.augmentation import NONE
from train.settings import Settings

RUNS = site.ROOT / "runs"
MODELS = site.ROOT / "web" / "model"
DIGIT = 7  # 0 to 9: whose feature maps are plotted, where none is named
# What a network that comes with the repository is called once it was trained anew, where --as gives no name.
AGAIN = "-again"
# Characters of a folder's name. If larger, more of what was changed can be read in it, and some systems refuse it.
LONGEST_NAME = 60


@dataclass(frozen=True)
class Experiment:
    """A network, how and on what it is trained, and where the run and the published network are."""

    name: str  # the network's, with the whole path of a file of one's own
    network: object  # a train.models.Network
    settings: object  # a train.settings.Settings
    source: object  # where the data come from: see train.sources.named
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
    def is_shipped(self):
        """Whether it is published as one of the networks that come with the repository, which have to be good."""
        from train import models

        return self.published in models.NETWORKS

    @property
    def is_usual(self):
        """Whether it is a network of the repository, with its own settings, on the data that these are for."""
        from train import models

        own = models.NETWORKS.get(self.name)
        is_published = self.source != datasets.EMBEDDED and not sources.is_own(self.source)
        return own is not None and is_published and self.settings == own.settings

    @property
    def trained_on(self):
        """The data in a few words, for others to see: without folders of this machine."""
        if sources.is_own(self.source):
            return f"someone's own digits, called {self.source.name}"
        if self.source == datasets.EMBEDDED:
            return "the 8×8 digits that come with scikit-learn"
        return "MNIST and pen strokes" if self.settings.pen else "MNIST"

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
            others = sorted(path.parent.name for path in RUNS.glob(f"{self.run.name.partition('_')[0]}_*/model.keras"))
            or_other = f", or give the flags of another run, {' or '.join(others)}" if others else ""
            raise PlainError(
                f"There is nothing to export in {self.run}: expected model.keras there. Train first{or_other}."
            )
        return keras.models.load_model(self.trained)


def _changed(path):
    return path.stat().st_mtime


def named(names, data, asked, called=None, teacher=None, begun=None):
    """The `Experiment`s of the networks with these names, or None for all, with data that --data names.

    `asked` are the settings other than the networks' own: {field of Settings: value}. `called` is what one network is
    to be published as. Raises PlainError.
    """
    source = sources.named(data)
    with tensorflow_silent():
        from train import models
    names = names or list(models.NETWORKS)
    if called and len(names) > 1:
        raise PlainError(f"--as {called} names one network, and {len(names)} are to be trained: train them one by one.")
    return [experiment(name, source, asked, called, teacher, begun) for name in names]


def shipped(data):
    """The `Experiment`s of all networks, each published under its own name. Raises PlainError."""
    source = sources.named(data)
    with tensorflow_silent():
        from train import models
    is_theirs = source != datasets.EMBEDDED and not sources.is_own(source)
    return [experiment(name, source, {}, name if is_theirs else None) for name in models.NETWORKS]


def experiment(name, source, asked, called=None, teacher=None, begun=None):
    """The `Experiment` of one network on a source, see `sources.named`. Raises PlainError.

    A run of other settings, on other data or with other code is another run, in a folder of its own. None of them is
    published as a network that comes with the repository, unless `called` says so.
    """
    from train import models

    network = models.network(name)
    settings = replace(_usual_settings(name, source), **asked)
    flags.check(asked, source)
    changed = [flags.written(key, value) for key, value in asked.items()]
    changed += [f"--{flag} {one}" for flag, one in (("from", begun), ("teacher", teacher)) if one]
    base = models.published_name(name) + _of_data(source)
    run = called or _short("".join([base, *("_" + each.lstrip("-").replace(" ", "-") for each in changed)]))
    whole = models.whole_name(name)
    run = _own_folder(run, whole) if whole not in models.NETWORKS else run
    published = called or _published(name, source, run)
    return Experiment(
        whole,
        network,
        settings,
        source,
        _described(source, settings),
        checked_name(published),
        RUNS / run,
        _command(name, source, changed, called),
    )


def published(names, data):
    """The `Experiment`s of published networks: what their cards say, and the runs that they are from, where these are
    still there.

    `names` are those of folders in web/model/, None for all that come with the repository; `data` is what --data names,
    if anything. Raises PlainError.
    """
    with tensorflow_silent():
        from train import models
    return [_of_card(name, data) for name in names or list(models.NETWORKS)]


def _of_card(name, data):
    path = MODELS / name / "card.json"
    if not path.exists():
        there = ", ".join(sorted(each.parent.name for each in MODELS.glob("*/card.json")))
        raise PlainError(f"There is no web/model/{name}: expected a published network, one of {there}. Train it first.")
    card = json.loads(path.read_text("utf-8"))
    training = card["training"]
    run = _run_of(card)
    asked = json.loads((run / "settings.json").read_text("utf-8")) if run else training["settings"]
    network = asked.get("network") or training.get("network") or name
    source = _source_of(name, training["data"], data)
    return Experiment(
        network,
        _network_of(network),
        _settings_from(asked),
        source,
        ", ".join(training["data"]),
        name,
        run or RUNS / name,
        training["command"],
    )


def _run_of(card):
    """The folder of the run that a published network is from, whatever it is called; None where it is gone."""
    for trained in sorted(RUNS.glob("*/model.keras")):
        if hashlib.sha256(trained.read_bytes()).hexdigest() == card.get("run"):
            return trained.parent
    return None


def _network_of(network):
    """The `Network` of this name; of one of somebody's own that is gone, what is needed to measure it."""
    from train import models

    if network in models.NETWORKS:
        return models.NETWORKS[network]
    return models.Network(list, Settings(), models.short_name(network))


def _settings_from(asked):
    """The `Settings` in a card, or in a run's settings.json."""
    known = {each.name for each in fields(Settings)} & asked.keys()
    given = {key: asked[key] for key in known}
    strength = dict(given.get("augmentation", {}))
    if "coarse_sides" in strength:
        strength["coarse_sides"] = tuple(strength["coarse_sides"])
    return replace(Settings(**{**given, "augmentation": NONE}), augmentation=replace(NONE, **strength))


def _source_of(name, trained_on, data):
    """Where the data come from that a network is measured on: of the kind that it was trained on."""
    is_own, is_embedded = any(key.startswith("own: ") for key in trained_on), "embedded" in trained_on
    if is_embedded and not data:
        return datasets.EMBEDDED
    source = sources.named(data)
    kind = "own" if sources.is_own(source) else "embedded" if source == datasets.EMBEDDED else "mnist"
    wanted = "own" if is_own else "embedded" if is_embedded else "mnist"
    if kind != wanted:
        named = {"own": "the data that it was trained on", "embedded": "embedded", "mnist": "download, or a folder"}
        raise PlainError(
            f"{name} was trained on {', '.join(trained_on)}, and its report is to be on the same: pass --data with "
            f"{named[wanted]}."
        )
    return source


def _usual_settings(name, source):
    from train import models

    if source == datasets.EMBEDDED:
        return models.embedded_settings(name)
    if sources.is_own(source):
        return models.own_settings(name, source.count)
    return models.network(name).settings


def _of_data(source):
    if sources.is_own(source):
        return f"-{source.name}"
    return "-embedded" if source == datasets.EMBEDDED else ""


def _described(source, settings):
    if sources.is_own(source):
        return str(source.path)
    if source == datasets.EMBEDDED:
        return "scikit-learn's 1,797 digits (for MNIST: --data download, or --data FOLDER)"
    return "MNIST and pen strokes" if settings.pen else "MNIST"


def _command(name, source, changed, called):
    """The command that makes a network anew; folders of this machine are not named."""
    from train import models

    data = source if isinstance(source, str) else "FOLDER"
    parts = ["build.py train", models.short_name(name), f"--data {data}", *changed]
    return " ".join([*parts, *([f"--as {called}"] if called and called != name else [])])


def _own_folder(run, whole):
    """The first of run, run-2, … that is free, or is of this very file: two files may have one function's name."""
    for number in count(1):
        candidate = run if number == 1 else f"{run}-{number}"
        settings = RUNS / candidate / "settings.json"
        if not settings.exists() or json.loads(settings.read_text("utf-8"))["network"] == whole:
            return candidate


def _published(name, source, run):
    from train import models

    if run == "default-embedded" and name == "default":
        return "embedded"
    plain = re.sub(r"[^A-Za-z0-9.-]+", "-", run).strip("-.")
    return f"{plain}{AGAIN}" if plain in models.NETWORKS and not sources.is_own(source) else plain


def _short(name):
    """A name of at most LONGEST_NAME characters; of a longer one, the rest is told by a few figures."""
    if len(name) <= LONGEST_NAME:
        return name
    figures = hashlib.sha256(name.encode()).hexdigest()[:6]
    return f"{name[: LONGEST_NAME - 7].rstrip('-_.')}-{figures}"


def checked_name(called):
    """A name for a folder in web/model/. Raises PlainError where it can be none."""
    if re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}", called):
        return called
    raise PlainError(f"--as {called}: expected a name of letters, figures, dots and dashes, at most 64 of them.")


@contextmanager
def tensorflow_silent():
    """TensorFlow prints lines about accelerators when it is imported and converts, past Python's own standard error."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    kept = os.dup(2)
    with Path(os.devnull).open("w") as nothing:
        os.dup2(nothing.fileno(), 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
