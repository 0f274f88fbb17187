"""Conversion and publication of a network that was trained: what the browser reads is what Keras reads."""

import hashlib
import json
import re
import shutil
from contextlib import nullcontext
from dataclasses import replace

import numpy as np
import pytest
import tensorflow as tf
import trained

from errors import PlainError
from tools import convert, experiments, publish, republish
from train import calibration, datasets, evaluation, examples


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    return trained.run(tmp_path_factory)


@pytest.fixture(scope="module")
def model(run):
    return run.model()


@pytest.fixture(scope="module")
def converted(tmp_path_factory):
    """The folder with the network in every precision."""
    return trained.converted(tmp_path_factory)


@pytest.fixture(scope="module")
def model_address(converted):
    """A site with these."""
    with publish.serving({path.name: path for path in publish.precisions(converted)}) as where:
        yield where


@pytest.fixture(scope="module")
def judged():
    _, validation, test = datasets.load_embedded()
    return {"embedded digits, test": test, "validation": validation}


@pytest.fixture(scope="module")
def results(model, judged, chromium, model_address, converted):
    """What Keras and the browser read."""
    names = [path.name for path in publish.precisions(converted)]
    return publish.read_all(model, judged, chromium, model_address, names)


@pytest.fixture
def copied(results):
    """The same, for a test to change."""
    return {name: {reader: values.copy() for reader, values in read.items()} for name, read in results.items()}


# Conversion


def test_the_browser_reads_what_keras_reads(results):
    publish.check_parity(results)
    for read in results.values():
        assert publish.other_digits(read, "keras", "float32") == 0
        assert np.abs(read["keras"] - read["float32"]).max() < 1e-5


def test_flatten_comes_to_the_browser_as_one_operation(converted):
    nodes = json.loads((converted / "float32" / "model.json").read_text())["modelTopology"]["node"]
    assert not {node["op"] for node in nodes} & {"Shape", "StridedSlice", "Pack"}
    assert [node["op"] for node in nodes].count("Reshape") == 1


def test_quantised_weights_are_smaller_and_nearly_as_good(converted, results):
    sizes = [(converted / precision / "weights.bin").stat().st_size for precision in ("float32", "float16", "uint8")]
    assert sizes[1] == pytest.approx(sizes[0] / 2, rel=0.01)
    assert sizes[2] == pytest.approx(sizes[0] / 4, rel=0.01)
    read = results["embedded digits, test"]
    assert evaluation.accuracy(read["uint8"], read["labels"]) > 0.93


def test_packed_weights_are_smaller_still_and_say_what_was_chosen(converted, results):
    sizes = [(converted / precision / "weights.bin").stat().st_size for precision in ("uint8", "packed")]
    assert sizes[1] < 0.85 * sizes[0]
    about = json.loads((converted / "packed" / "card.json").read_text())["quantisation"]
    assert about["digits"] == 300 and about["others"] == 1000
    assert len(about["weights"]) == 5  # two convolutions, a depthwise one, and two dense layers
    assert all(2 <= one["bits"] <= 8 and one["bytes"] > 0 for one in about["weights"])
    assert about["accuracy"][1] >= about["accuracy"][0]
    assert 0 < about["divergence"] <= 0.001
    # What TensorFlow made of these weights in choosing them is what the browser makes of them.
    read = results["validation"]
    assert evaluation.accuracy(read["packed"], read["labels"]) == pytest.approx(about["accuracy"][1], abs=1e-5)
    assert calibration.loss(read["packed"], read["labels"]) == pytest.approx(about["loss"][1], abs=1e-4)


def test_a_card_lists_the_files_beside_it(converted, model):
    card = convert.file_card(model.output_shape[-1], converted / "uint8")
    assert card["classes"] == 11
    for name, listed in card["files"].items():
        content = (converted / "uint8" / name).read_bytes()
        assert listed == {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}


# Checks


@pytest.mark.parametrize(("off", "passes"), [(5e-5, True), (3e-4, False)])
def test_probabilities_in_the_browser_may_differ_by_a_ten_thousandth(copied, off, passes):
    read = copied["validation"]
    read["float32"] = read["keras"].copy()
    least = read["keras"][0].argmin()
    read["float32"][0, least] += off
    if passes:
        publish.check_parity(copied)
    else:
        with pytest.raises(publish.ExportError, match=r"within 0\.0001, got 0 other digits of 300 and 0\.0003"):
            publish.check_parity(copied)


def test_a_model_that_the_browser_reads_otherwise_is_not_published(copied):
    read = copied["embedded digits, test"]
    read["float32"][0] = np.roll(read["float32"][0], 1)
    with pytest.raises(publish.ExportError, match=r"does not read as Keras does.*got 1 other digits of 300"):
        publish.check_parity(copied)


def test_the_floor_is_for_what_the_page_reads():
    labels = np.arange(10)
    right, wrong = np.eye(11)[labels], np.eye(11)[(labels + 1) % 10]
    publish.check_floor({"labels": labels, "keras": wrong, "page": right}, 0.9)
    with pytest.raises(publish.ExportError, match=r"at least 90\.00% of the validation digits, got 0\.00%"):
        publish.check_floor({"labels": labels, "keras": right, "page": wrong}, 0.9)


def test_the_smallest_precision_that_costs_no_accuracy_is_chosen():
    labels = np.arange(10).repeat(300)
    right = np.eye(10)[labels]
    wrong, hardly = right.copy(), right.copy()
    wrong[:3], hardly[:2] = np.roll(wrong[:3], 1, axis=1), np.roll(hardly[:2], 1, axis=1)
    assert publish.smallest_good({"labels": labels, "float32": right, "float16": right, "uint8": hardly}) == "uint8"
    assert publish.smallest_good({"labels": labels, "float32": right, "float16": right, "uint8": wrong}) == "float16"
    assert publish.smallest_good({"labels": labels, "float32": right, "float16": wrong, "uint8": wrong}) == "float32"
    unpacked = {"labels": labels, "float32": right, "float16": right, "uint8": right}
    assert publish.smallest_good(unpacked | {"packed": hardly}) == "packed"
    assert publish.smallest_good(unpacked | {"packed": wrong}) == "uint8"


@pytest.mark.parametrize("gains", [True, False])
def test_the_page_looks_twice_if_validation_says_that_it_helps(copied, judged, monkeypatch, gains):
    labels = copied["validation"]["labels"]
    twice = np.eye(11)[labels] if gains else np.full((len(labels), 11), 1 / 11)
    monkeypatch.setattr(publish, "read_calibrated", lambda *_: dict.fromkeys(judged, twice))
    once = evaluation.accuracy(copied["validation"]["uint8"], labels)
    calibrated = publish.calibrate(None, "uint8", copied, judged, None)
    assert calibrated["doubt"] == (0.95 if gains else 0)
    assert (calibrated["reject"] == 1) == gains
    assert evaluation.accuracy(copied["validation"]["page"], labels) == (1 if gains else once)


# Publication


@pytest.fixture
def published(run, model, converted, copied, chromium, tmp_path, monkeypatch):
    """Exports the network into a folder with this floor, and returns the card.

    What was converted and read before is not converted and read again: that would only take long.
    """
    serving = publish.serving
    monkeypatch.setattr(
        convert, "all_precisions", lambda _, folder: shutil.copytree(converted, folder, dirs_exist_ok=True)
    )
    monkeypatch.setattr(publish, "add_packed", lambda *_: None)
    monkeypatch.setattr(publish, "serving", lambda some: nullcontext() if "float32" in some else serving(some))
    monkeypatch.setattr(publish, "read_all", lambda _, judged, *__: {name: copied[name] for name in judged})
    monkeypatch.setattr(experiments, "MODELS", tmp_path)
    return lambda floor, name="tiny": publish.export(
        model, replace(run, network=replace(run.network, floor=floor), published=name), chromium
    )


def test_publishing_writes_the_model_and_a_card_of_the_run(run, model, published, tmp_path, monkeypatch, results):
    looked_again, read_calibrated = [], publish.read_calibrated
    monkeypatch.setattr(
        publish, "read_calibrated", lambda *of: looked_again.append((of[1], read_calibrated(*of))) or looked_again[0][1]
    )
    card = published(0.9)
    assert [path.name for path in tmp_path.iterdir()] == ["tiny"]
    assert json.loads((tmp_path / "tiny" / "card.json").read_text()) == card
    assert card["parameters"] == model.count_params() == 7_963
    assert card["training"]["network"] == "trained.py:tiny"
    # Nothing is said of what these data don't have.
    assert card["about"] == "trained.py:tiny, trained on the 8×8 digits that come with scikit-learn."
    assert not {"pen", "validation"} & card["training"]["settings"].keys()
    assert card["training"]["settings"]["seed"] == run.settings.seed
    assert card["training"]["bestEpoch"] == json.loads((run.run / "published.json").read_text())["epoch"]
    assert (card["training"]["epochs"], card["training"]["distilledEpochs"]) == (run.settings.epochs, 0)
    assert card["training"]["data"]["embedded"]["sha256"] == datasets.CHECKSUMS["embedded"]
    assert card["versions"]["tensorflow"] == tf.__version__
    assert card["run"] == hashlib.sha256((run.run / "model.keras").read_bytes()).hexdigest()
    assert card["againstKeras"]["float32"]["otherDigits"] == 0
    assert card["precision"] == "packed"
    assert card["quantisation"]["before"] == "float32"
    assert card["quantisation"]["against"] == publish.compared(results, "float32", "packed")
    assert set(card["accuracy"]) == {"embedded digits, test (300)", "validation (300)"}
    for file, listed in card["files"].items():
        assert (tmp_path / "tiny" / file).stat().st_size == listed["bytes"]
    # The page reads with the temperature, and looks again at what is less probable than 0.95.
    [(calibrated, read)] = looked_again
    for name, again in read.items():
        once = calibration.at_temperature(results[name][card["precision"]], calibrated["temperature"])
        doubted = once.max(axis=1) < 0.95
        np.testing.assert_allclose(again[~doubted], once[~doubted], atol=1e-4)
        assert np.abs(again[doubted] - once[doubted]).max() > 0.01


def test_a_network_of_the_repository_below_its_floor_is_not_published_and_one_of_ones_own_is(
    published, tmp_path, monkeypatch, results, capsys
):
    looked_again = {name: read["uint8"] for name, read in results.items()}
    monkeypatch.setattr(publish, "read_calibrated", lambda *_: looked_again)
    with pytest.raises(publish.ExportError, match=r"too weak.*at least 101\.00%.*got 9\d\.\d+%.*Nothing was published"):
        published(1.01, "three-conv")
    assert not list(tmp_path.iterdir())
    published(1.01)
    assert re.search(r"Warning: tiny reads 9\d\.\d% of the validation digits", capsys.readouterr().err)
    assert (tmp_path / "tiny" / "card.json").exists()


def test_what_a_run_is_judged_on_is_what_it_was_not_trained_on(run, judged):
    data = examples.training_data(run.source, run.settings)
    trained_on = {image.tobytes() for image in data.images.pixels}
    for images in judged.values():
        assert not trained_on & {image.tobytes() for image in images.pixels}


# Packing what is published


@pytest.fixture
def published_before(run, converted, tmp_path, monkeypatch):
    """The tiny network's experiment, published with uint8 weights, as it was before there were packed ones."""
    monkeypatch.setattr(experiments, "MODELS", tmp_path)
    folder = shutil.copytree(converted / "uint8", tmp_path / "tiny")
    card = json.loads((folder / "card.json").read_text())
    card |= {"precision": "uint8", "calibration": {}, "training": {"epochs": 5}, "accuracy": {"validation (300)": {}}}
    (folder / "card.json").write_text(json.dumps(card))
    (folder / "report.json").write_text('{"history": []}')
    return replace(run, network=replace(run.network, floor=0.0))


def test_a_published_network_is_packed_without_its_run(published_before, chromium, tmp_path):
    one = replace(published_before, run=tmp_path / "no-run")
    card = republish.packed(one, chromium)
    assert one.card == card
    assert card["precision"] == "packed" and card["training"] == {"epochs": 5}
    assert set(card["calibration"]) == {"temperature", "reject"}  # no second looks, as before
    assert card["quantisation"]["before"] == "uint8"
    assert card["quantisation"]["command"].startswith("build.py pack ")
    assert card["quantisation"]["against"]["images"] == 600
    assert set(card["accuracy"]) == {"embedded digits, test (300)", "validation (300)"}
    assert all(set(shares) >= {"packed", "page"} for shares in card["accuracy"].values())
    assert sorted(path.name for path in one.folder.iterdir()) == [
        "card.json",
        "model.json",
        "report.json",
        "weights.bin",
    ]
    for file, listed in card["files"].items():
        assert hashlib.sha256((one.folder / file).read_bytes()).hexdigest() == listed["sha256"]
    with pytest.raises(PlainError, match=r"tiny are packed already.*with git"):
        republish.packed(one, chromium)


def test_only_what_is_published_can_be_packed(published_before):
    with pytest.raises(PlainError, match="There is no web/model/other"):
        republish.packed(replace(published_before, published="other"), None)


@pytest.mark.parametrize(
    ("name", "lost", "passes"),
    [("validation", 0, True), ("validation", 1, False), ("MNIST test", 2, True), ("MNIST test", 3, False)],
)
def test_packed_weights_may_lose_one_digit_in_a_thousand_and_of_validation_digits_none(name, lost, passes):
    labels = np.arange(10).repeat(200)
    right = np.eye(11)[labels]
    less = right.copy()
    less[:lost] = np.roll(less[:lost], 1, axis=1)
    results = {name: {"labels": labels, "uint8": right, "packed": less}}
    if passes:
        republish.check(results, "uint8")
    else:
        with pytest.raises(publish.ExportError, match=rf"read less than before: on {name} expected at least"):
            republish.check(results, "uint8")
