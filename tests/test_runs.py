"""The lab: six networks, their settings on the command line, runs with metrics and plots, and what is up to date."""

import json
import subprocess
import sys
from dataclasses import replace

import keras
import numpy as np
import pytest
from PIL import Image

import build
from errors import PlainError
from tools import publish, reports, site
from train import augmentation, datasets, evaluation, fitting, models, plots

SETTINGS = replace(models.embedded_settings("first-cnn"), epochs=4)


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """A finished run of first-cnn on the embedded digits, and its network."""
    folder = tmp_path_factory.mktemp("run")
    return folder, fitting.fit("first-cnn", datasets.EMBEDDED, folder, SETTINGS)


def lab(*arguments):
    """What a command of the lab would work on: the first network that it names."""
    return build._labs(build.parser().parse_args(arguments))[0]


# The networks


@pytest.mark.parametrize(
    ("name", "kinds", "parameters"),
    [
        ("first-cnn", "Conv2D MaxPooling2D Dropout Conv2D MaxPooling2D Dropout Flatten Dense Dropout Dense", 42_358),
        ("three-conv", "Conv2D MaxPooling2D Conv2D MaxPooling2D Conv2D Flatten Dense Dense", 93_322),
        ("augmented", "Conv2D MaxPooling2D Conv2D MaxPooling2D Flatten Dense Dropout Dense", 225_034),
        (
            "batchnorm",
            "Conv2D BatchNormalization Conv2D BatchNormalization MaxPooling2D Dropout "
            "Conv2D BatchNormalization Conv2D BatchNormalization MaxPooling2D Dropout "
            "Flatten Dense BatchNormalization Dropout Dense",
            469_098,
        ),
        ("l2-dense", "Conv2D MaxPooling2D Conv2D MaxPooling2D Flatten Dense Dropout Dense", 225_034),
    ],
)
def test_the_five_are_as_their_authors_give_them(name, kinds, parameters):
    model = models.build(name)
    table = models.layer_table(model)
    assert [row["kind"] for row in table] == kinds.split()
    assert model.count_params() == sum(row["parameters"] for row in table) == parameters
    assert table[-1]["settings"] == "10 units, softmax"
    assert model.output_shape == (None, 10)


def test_another_strength_of_a_layer_is_another_network(monkeypatch):
    before = models.checksum(models.build("l2-dense"))
    assert models.checksum(models.build("l2-dense")) == before
    monkeypatch.setattr(models, "L2", 0.5)
    assert models.checksum(models.build("l2-dense")) != before


def test_layers_are_told_in_words():
    table = models.layer_table(models.build("l2-dense"))
    assert [row["name"] for row in table[:3]] == ["Conv2D 1", "MaxPooling2D 1", "Conv2D 2"]
    assert table[0]["settings"] == "32 filters, 3×3, relu"
    assert table[0]["shape"] == [26, 26, 32]
    assert table[5]["settings"] == "128 units, relu, L2"
    assert table[6]["settings"] == "rate 0.5"


OWN = """
from keras import layers
def mine():
    return [layers.Flatten(), layers.Dense(10, activation="softmax")]
def five():
    return [layers.Flatten(), layers.Dense(5, activation="softmax")]
def nothing():
    return 7
"""


def test_a_network_of_ones_own_is_a_function_in_a_file(tmp_path):
    (tmp_path / "networks.py").write_text(OWN)
    mine = lab("train", f"{tmp_path / 'networks.py'}:mine", "--data", "embedded", "--epochs", "2")
    assert mine.published == "mine-embedded"
    model = fitting.fit(mine.name, mine.source, tmp_path / "run", mine.settings)
    assert model.count_params() == 7850


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("fifth-cnn", r"no network fifth-cnn: expected one of default, first-cnn.*or FILE\.py:FUNCTION"),
        ("nowhere.py:mine", r"no file nowhere\.py"),
        ("{file}:yours", r"networks\.py has no function yours"),
        ("{file}:five", r"gives \(None, 5\): expected \(None, 10\)"),
        ("{file}:nothing", r"makes no network: expected a list of Keras layers"),
        ("{broken}:mine", r"broken\.py can't be loaded: NameError"),
    ],
)
def test_what_is_no_network_is_told(tmp_path, name, said):
    file, broken = tmp_path / "networks.py", tmp_path / "broken.py"
    file.write_text(OWN)
    broken.write_text("oops")
    with pytest.raises(PlainError, match=said):
        models.build(name.format(file=file, broken=broken))


# Settings


def test_every_setting_can_be_asked_for_and_is_another_run():
    asked = lab(
        *("train", "augmented", "--data", "embedded", "--epochs", "3", "--batch", "16", "--optimiser", "sgd"),
        *("--learning-rate", "0.1", "--cosine", "--patience", "2", "--seed", "9", "--validation", "0.2"),
        *("--augment", "rotation=5", "shift=1"),
    )
    expected = augmentation.Augmentation.of(rotation=5.0, shift=1.0)
    assert asked.settings == replace(
        models.embedded_settings("augmented"),
        **{"epochs": 3, "batch": 16, "optimiser": "sgd", "learning_rate": 0.1, "cosine": True, "patience": 2},
        **{"seed": 9, "validation": 0.2, "augmentation": expected},
    )
    assert asked.command.endswith("--validation 0.2 --augment rotation=5 shift=1")
    assert asked.run.name.startswith("augmented-embedded_epochs-3_batch-16")
    assert lab("train", "augmented", "--data", "embedded").run.name == "augmented-embedded"
    assert lab("train", "augmented", "--augment", "none").settings.augmentation == augmentation.NONE


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        (["--augment", "rotate=5"], r"--augment rotate=5: expected none, or KEY=NUMBER with a KEY of rotation, zoom"),
        (["--augment", "rotation=far"], r"--augment rotation=far: expected none, or KEY=NUMBER"),
        (["--validation", "1"], r"--validation 1: expected a share"),
        (["--non-digits", "0.5"], r"has a class for each digit and none for what is no digit"),
    ],
)
def test_settings_that_cannot_be_are_told(flags, said):
    with pytest.raises(SystemExit, match=said):
        build.main(["train", "first-cnn", "--data", "embedded", *flags])


@pytest.mark.parametrize("optimiser", models.OPTIMISERS)
def test_each_optimiser_is_what_its_name_says(optimiser):
    assert optimiser in build.SETTINGS["optimiser"][0]
    settings = replace(SETTINGS, optimiser=optimiser, epochs=1)
    assert type(fitting._optimiser(settings, 10)).__name__.lower() == optimiser


def test_images_are_left_alone_where_no_augmentation_is_asked_for():
    data = fitting.training_data(datasets.EMBEDDED, SETTINGS)
    stream, _ = fitting.batches(data, SETTINGS, first_epoch=0)
    images, _ = next(iter(stream))
    known = {image.tobytes() for image in data.images.inputs}
    assert all(image.numpy().tobytes() in known for image in images)


# Runs


def test_a_run_folder_has_all_that_it_came_to(run):
    folder, _ = run
    assert json.loads((folder / "settings.json").read_text())["network"] == "first-cnn"
    assert json.loads((folder / "versions.json").read_text())["keras"] == keras.__version__
    assert len(json.loads((folder / "history.json").read_text())) == SETTINGS.epochs


@pytest.mark.parametrize("file", ["model.keras", "model.h5"])
def test_either_file_of_a_run_is_read_in_three_lines(run, file):
    folder, model = run
    images = datasets.load_embedded()[2].inputs
    loaded = keras.models.load_model(folder / file)
    np.testing.assert_allclose(loaded.predict(images, verbose=0), model.predict(images, verbose=0), atol=1e-6)


def test_flatten_comes_to_the_browser_as_one_operation(run, tmp_path, chromium):
    publish.convert_all(run[1], tmp_path)
    nodes = json.loads((tmp_path / "float32" / "model.json").read_text())["modelTopology"]["node"]
    assert not {node["op"] for node in nodes} & {"Shape", "StridedSlice", "Pack"}
    results = publish.read_all(run[1], tmp_path, evaluation.test_sets(datasets.EMBEDDED), chromium)
    publish.check_parity(results)


def test_training_on_two_devices_at_once(tmp_path):
    code = f"""
import tensorflow as tf
cpu = tf.config.list_physical_devices("CPU")[0]
tf.config.set_logical_device_configuration(cpu, 2 * [tf.config.LogicalDeviceConfiguration()])
from dataclasses import replace
from pathlib import Path
from train import datasets, fitting, models
settings = replace(models.embedded_settings("first-cnn"), epochs=4)
assert fitting.strategy().num_replicas_in_sync == 2
fitting.fit("first-cnn", datasets.EMBEDDED, Path({str(tmp_path)!r}), settings, distribute=True)
"""
    subprocess.run([sys.executable, "-c", code], cwd=site.ROOT, check=True, capture_output=True)
    history = json.loads((tmp_path / "history.json").read_text())
    assert len(history) == 4
    assert history[-1]["val_accuracy"] > 0.6
    assert keras.models.load_model(tmp_path / "model.keras").count_params() == 42_358


# Evaluation


def test_what_is_measured_is_what_was_read():
    labels = np.array([0, 0, 1, 1, 2])
    read = np.array([0, 1, 1, 1, 0])
    probabilities = np.full((5, 11), 0.01)
    probabilities[np.arange(5), read] = [0.9, 0.8, 0.9, 0.9, 0.4]
    probabilities /= probabilities.sum(axis=1, keepdims=True)
    found = evaluation.measured(labels, probabilities, {"temperature": 1.0, "reject": 0.85})
    assert (found["count"], found["accuracy"]) == (5, 0.6)
    assert found["refused"] == 1
    assert [row[:3] for row in found["confusion"][:3]] == [[1, 1, 0], [0, 2, 0], [1, 0, 0]]
    assert found["digits"][1] == {"precision": pytest.approx(2 / 3), "recall": 1, "f1": pytest.approx(0.8), "count": 2}
    assert found["digits"][7] == {"precision": 0, "recall": 0, "f1": 0, "count": 0}
    assert [(row["index"], row["label"], row["read"]) for row in found["mistakes"]] == [(1, 0, 1), (4, 2, 0)]
    assert found["loss"] == pytest.approx(-np.log(probabilities[np.arange(5), labels] * 1.0).mean(), rel=0.03)


def test_a_run_is_measured_and_plotted(run, monkeypatch):
    folder, _ = run
    measured = replace(lab("evaluate", "first-cnn", "--data", "embedded"), run=folder, settings=SETTINGS)
    looked_into, feature_maps = [], plots.feature_maps
    monkeypatch.setattr(plots, "feature_maps", lambda *of: looked_into.append(of[1]) or feature_maps(*of))
    report = reports.of_run(measured, 3)
    digits = datasets.load_embedded()[2]
    np.testing.assert_array_equal(looked_into, digits.inputs[digits.labels == 3][:1])
    written = json.loads((folder / "metrics.json").read_text())["embedded digits, test"]
    assert written["accuracy"] == pytest.approx(report["sets"]["embedded digits, test"]["accuracy"], abs=1e-6)
    assert sum(map(sum, written["confusion"])) == 300
    names = {"curves", "confusion", "predictions", "feature-maps", "filters", "reliability"}
    for name in names:
        assert (folder / "plots" / f"{name}.svg").read_text().startswith("<?xml")
        with Image.open(folder / "plots" / f"{name}.png") as picture:
            assert np.asarray(picture.convert("L")).std() > 5, f"{name} shows nothing"
    assert {path.stem for path in (folder / "plots").iterdir()} == names


def test_wrong_predictions_are_red_and_right_ones_green():
    images = datasets.load_embedded()[2][:4]
    probabilities = np.eye(11)[images.labels]
    probabilities[0] = np.roll(probabilities[0], 1)
    figure = plots.predictions(images, probabilities)
    colours = [axis.title.get_color() for axis in figure.axes[:4]]
    plots.pyplot.close(figure)
    assert colours == [plots.RED, plots.GREEN, plots.GREEN, plots.GREEN]


# All


def test_all_makes_only_what_is_not_up_to_date(run, monkeypatch, tmp_path, capsys):
    folder, _ = run
    one = replace(lab("train", "first-cnn", "--data", "embedded"), run=folder, settings=SETTINGS, published="one")
    monkeypatch.setattr(build, "ROOT", tmp_path)
    monkeypatch.setattr(build, "RUNS", tmp_path / "runs")
    for name in ("runs", "train"):
        (tmp_path / name).mkdir()
    asked = []
    monkeypatch.setattr(build, "_labs", lambda options: asked.append(options) or [one])
    monkeypatch.setattr(site, "build_if_stale", lambda: False)
    made = []
    monkeypatch.setattr(build, "_train", lambda lab: made.append("train"))
    monkeypatch.setattr(build, "_publish", lambda lab: made.append("publish"))
    monkeypatch.setattr(build, "_evaluate", lambda lab: made.append("evaluate"))
    build.main(["all"])
    assert made == ["publish", "evaluate"]

    one.folder.mkdir(parents=True)
    (one.folder / "card.json").write_text(json.dumps({"run": publish.file_sha256(folder / "model.keras")}))
    for path in (folder / "metrics.json", one.folder / "report.json"):
        path.write_text("{}")
    made.clear()
    build.main(["all"])
    assert made == []
    assert len(asked) == 2
    build.main(["all"])
    assert len(asked) == 2  # nothing has changed: nobody is asked
    assert "nothing has changed" in capsys.readouterr().out

    (tmp_path / "train" / "models.py").write_text("seed = 2")
    monkeypatch.setattr(build, "_labs", lambda options: [replace(one, settings=replace(SETTINGS, seed=2))])
    build.main(["all"])
    assert made == ["train"]
