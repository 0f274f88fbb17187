"""Digits and networks of people's own, each in one command: from what they bring to a network that a browser reads."""

import hashlib
import json
from contextlib import nullcontext

import keras
import numpy as np
import pytest
import saved
import test_own_data as brought
from PIL import Image

import build
from tools import browser, convert, experiments, publish, site, trial
from train import datasets, evaluation, models, own_data, plots, runs, sources

SMALL = """
from keras import layers
def small():
    return [layers.MaxPooling2D(2), layers.Flatten(), layers.Dense(10, activation="softmax")]
"""


@pytest.fixture
def project(tmp_path, monkeypatch, chromium, built_site):
    """A folder with mine.py:small; what is trained and published lies there, and beside it what the repository has."""
    monkeypatch.setattr(experiments, "RUNS", tmp_path / "runs")
    monkeypatch.setattr(experiments, "MODELS", tmp_path / "models")
    monkeypatch.setattr(browser, "browser", lambda: nullcontext(chromium))
    monkeypatch.setattr(plots, "GRID", (1, 4))  # more takes longer to draw
    for path in (site.ROOT / "web" / "model").glob("*/*.json"):
        copy = tmp_path / "models" / path.relative_to(site.ROOT / "web" / "model")
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
    (tmp_path / "mine.py").write_text(SMALL)
    return tmp_path


def two_hundred_pictures(at):
    for label in range(10):
        folder = at / "digits" / str(label)
        folder.mkdir(parents=True)
        for seed in range(20):
            Image.fromarray(brought.drawn(label, seed, seed % 3 > 0, 40)).save(folder / f"{seed}.png")
    return at / "digits"


FORMS = [brought.a_table, brought.an_npz_with_light_ground, brought.digits_collected_on_the_page]


@pytest.mark.parametrize("form", [two_hundred_pictures, *FORMS])
def test_digits_of_ones_own_are_trained_on_published_and_read_and_the_card_tells_the_truth(
    project, form, capsys, monkeypatch
):
    flags = ["--epochs", "4", "--batch", "8", "--learning-rate", "0.03"]
    if form in FORMS:
        done_once(monkeypatch)
        flags += ["--augment", "none"]
    (project / "data").mkdir()
    data = form(project / "data")
    before = shipped(project)
    build.main(["train", f"{project / 'mine.py'}:small", "--data", str(data), *flags])
    said = capsys.readouterr().out
    [name] = {path.name for path in (project / "models").iterdir()} - models.NETWORKS.keys()
    source, card = sources.named(str(data)), json.loads((project / "models" / name / "card.json").read_text())
    assert f"Published web/model/{name}" in said and f"{name}, as published, in the browser" in said
    assert name.startswith(f"small-{source.name}-epochs-4")
    check_card(card, project, source)
    assert card["accuracy"][f"{source.name}, test ({len(source.images('test', 0.15))})"]["page"] > 0.4
    assert shipped(project) == before


def done_once(monkeypatch):
    """What takes long and does not depend on what is brought is left out: other tests here do it."""
    monkeypatch.setattr(trial, "run", lambda *_: "")
    monkeypatch.setattr(plots, "write", lambda *_: None)
    once = publish.calibrate_once
    monkeypatch.setattr(publish, "calibrate", lambda _, precision, results, *__: once(precision, results))
    only_exact(monkeypatch)


def only_exact(monkeypatch):
    """Weights are published as they are, and not rounded."""
    monkeypatch.setattr(convert, "PRECISIONS", convert.PRECISIONS[:1])
    monkeypatch.setattr(publish, "add_packed", lambda *_: None)


def shipped(project):
    """What lies in the folders of the networks that come with the repository."""
    found = [path for name in models.NETWORKS for path in sorted((project / "models" / name).iterdir())]
    return {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in found}


def check_card(card, project, source):
    """What a card and a report say against the run, the data, and what Keras reads."""
    [run] = [folder for folder in (project / "runs").iterdir() if folder.is_dir()]
    history, model = runs.history(run), keras.models.load_model(run / "model.keras")
    report = json.loads((project / "models" / card["name"] / "report.json").read_text())
    training = card["training"]
    assert report["history"] == [pytest.approx(entry, abs=1e-6) for entry in history]
    assert (training["epochs"], training["distilledEpochs"]) == (len(history), 0)
    losses = [entry["val_loss"] for entry in history]
    assert training["bestEpoch"] in (losses.index(min(losses)) + 1, len(losses))
    assert training["data"] == {name: {"sha256": digest} for name, digest in source.checksums.items()}
    assert training["settings"]["validation"] == own_data.VALIDATION and "pen" not in training["settings"]
    assert card["about"] == f"mine.py:small, trained on someone's own digits, called {source.name}."
    assert card["parameters"] == model.count_params() == 1_970
    assert card["againstKeras"]["float32"]["otherDigits"] == 0
    assert card["againstKeras"]["float32"]["largestDifference"] <= publish.TOLERANCE
    for part, named in (("test", f"{source.name}, test"), ("validation", "validation")):
        images = source.images(part, own_data.VALIDATION)
        read = evaluation.accuracy(evaluation.predicted(model, images), images.labels)
        assert card["accuracy"][f"{named} ({len(images)})"]["keras"] == pytest.approx(read, abs=1e-5)
    found = report["sets"][f"{source.name}, test"]
    assert found["accuracy"] == pytest.approx(
        card["accuracy"][f"{source.name}, test ({found['count']})"]["page"], abs=1e-5
    )
    assert np.sum(found["confusion"]) == found["count"]


def test_a_saved_network_is_published_as_it_is_with_its_accuracy_measured(project, capfd, monkeypatch):
    only_exact(monkeypatch)
    nearest_mean().save(project / "mnist_cnn.h5")
    build.main(["export", str(project / "mnist_cnn.h5"), "--data", "embedded"])
    said, errors = capfd.readouterr()
    assert "Starting new session" not in errors, "TensorFlow talks of accelerators"
    assert "a softmax was added at its end" in said and "Published web/model/mnist-cnn-embedded" in said
    card = json.loads((project / "models" / "mnist-cnn-embedded" / "card.json").read_text())
    assert "mnist_cnn.h5, trained elsewhere, and measured on" in card["about"]
    assert (card["training"]["epochs"], card["training"]["bestEpoch"]) == (0, 0)
    assert card["accuracy"]["embedded digits, test (300)"]["keras"] > 0.8
    assert card["againstKeras"]["float32"]["largestDifference"] <= publish.TOLERANCE


# The architectures of five known projects, each in a file of another age.
KNOWN = {
    "first-cnn": (saved.by_keras_2_0, "h5"),
    "three-conv": (saved.by_keras_2_2, "h5"),
    "augmented": (saved.by_tensorflow_2, "h5"),
    "batchnorm": (saved.by_keras_3, "h5"),
    "l2-dense": (saved.by_keras_3, "keras"),
}


@pytest.mark.parametrize("name", KNOWN)
def test_files_of_known_projects_are_published_and_read_on_the_page_as_in_keras(project, name, monkeypatch):
    done_once(monkeypatch)
    train, validation, test = datasets.load_embedded()
    monkeypatch.setattr(datasets, "load_embedded", lambda: (train, validation[:60], test[:60]))
    model, (save, suffix) = fitted(models.build(name), train), KNOWN[name]
    save(model, project / f"mnist_cnn.{suffix}")
    build.main(["export", str(project / f"mnist_cnn.{suffix}"), "--data", "embedded"])
    card = json.loads((project / "models" / "mnist-cnn-embedded" / "card.json").read_text())
    assert card["parameters"] == model.count_params()
    against = card["againstKeras"]["float32"]
    assert (against["images"], against["otherDigits"]) == (120, 0) and against["largestDifference"] <= 1e-4
    assert card["accuracy"]["embedded digits, test (60)"]["page"] > 0.8


def fitted(model, images):
    """A network of random weights whose last layer is fitted to digits in one step; its batch norms do something."""
    random = np.random.default_rng(0)
    for layer in model.layers:
        if isinstance(layer, keras.layers.BatchNormalization):
            layer.set_weights([random.uniform(0.5, 1.5, one.shape) for one in layer.get_weights()])
    *before, last = model.layers
    features = keras.Model(model.inputs, before[-1].output).predict(images.inputs[:600], verbose=0)
    with_one = np.pad(features, [(0, 0), (0, 1)], constant_values=1)
    ridge = 1e-3 * np.trace(with_one.T @ with_one) / len(with_one.T) * np.eye(len(with_one.T))
    weights = np.linalg.solve(with_one.T @ with_one + ridge, with_one.T @ (10 * np.eye(10)[images.labels[:600]]))
    last.set_weights([weights[:-1], weights[-1]])
    return model


def nearest_mean():
    """A network of one dense layer that says which digit's mean is nearest."""
    train, dense = datasets.load_embedded()[0], keras.layers.Dense(10)
    small = train.inputs.reshape(-1, 14, 2, 14, 2).max(axis=(2, 4)).reshape(-1, 196)
    means = np.stack([small[train.labels == digit].mean(axis=0) for digit in range(10)], axis=1)
    shape = [keras.Input((28, 28)), keras.layers.Reshape((28, 28, 1)), keras.layers.MaxPooling2D()]
    model = keras.Sequential([*shape, keras.layers.Flatten(), dense])
    dense.set_weights([2 * means, -(means**2).sum(axis=0)])
    return model
