"""Training, conversion and publication, end to end on the embedded digits; no network, under a minute."""

import json
import shutil
from dataclasses import replace
from functools import cache

import keras
import numpy as np
import pytest
import tensorflow as tf
from drawings import DRAWINGS

from tools import browser, publish
from train import augmentation, calibration, datasets, evaluation, fitting, models
from train.datasets import EMBEDDED

SETTINGS = replace(models.embedded_settings("default"), epochs=6)


@pytest.fixture(scope="module", autouse=True)
def drawn_once():
    """The data of the same settings are the same: drawing them anew for each test would only take long."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fitting, "training_data", cache(fitting.training_data))
        yield


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    folder = tmp_path_factory.mktemp("run")
    return folder, fitting.fit("default", EMBEDDED, folder, SETTINGS)


@pytest.fixture(scope="module")
def converted(run, chromium, tmp_path_factory):
    """The trained network in every precision, and what Keras and the browser read with it."""
    folder = tmp_path_factory.mktemp("converted")
    publish.convert_all(run[1], folder)
    sets = {**evaluation.test_sets(EMBEDDED), "validation": fitting.validation_images(EMBEDDED, SETTINGS)}
    return folder, publish.read_all(run[1], folder, sets, chromium)


def test_training_learns_the_embedded_digits(run):
    test = datasets.load_embedded()[2]
    probabilities = run[1].predict(test.inputs, verbose=0)
    assert evaluation.accuracy(probabilities, test.labels) > 0.93


def validation_loss(model):
    validation = fitting.validation_images(EMBEDDED, SETTINGS)
    return model.evaluate(validation.inputs, validation.labels, verbose=0)[0]


def test_a_run_says_what_it_was_and_keeps_the_best_epoch(run):
    folder, _ = run
    settings, history = (json.loads((folder / f"{name}.json").read_text()) for name in ("settings", "history"))
    assert settings["seed"] == SETTINGS.seed
    assert settings["data"] == {"embedded": datasets.CHECKSUMS["embedded"]}
    assert len(history) == SETTINGS.epochs
    best = keras.models.load_model(folder / "best.keras")
    assert validation_loss(best) == pytest.approx(min(entry["val_loss"] for entry in history), rel=0.01)


def test_what_is_published_has_statistics_of_plain_digits(run):
    folder, model = run
    data = fitting.training_data(EMBEDDED, SETTINGS)
    losses = [
        validation_loss(fitting.settled(keras.models.load_model(folder / f"{name}.keras"), data))
        for name in ("last", "best")
    ]
    assert validation_loss(model) == pytest.approx(min(losses), rel=0.01)
    before, norm = keras.models.load_model(folder / "last.keras"), model.layers[1]
    assert not np.allclose(before.layers[1].moving_variance, norm.moving_variance, rtol=1e-3)
    outputs = model.layers[0](data.plain.inputs).numpy()
    np.testing.assert_allclose(norm.moving_mean, outputs.mean(axis=(0, 1, 2)), rtol=0.02, atol=0.005)
    np.testing.assert_allclose(norm.moving_variance, outputs.var(axis=(0, 1, 2)), rtol=0.05)


def test_the_browser_reads_what_keras_reads(converted):
    publish.check_parity(converted[1])
    read = converted[1]["embedded digits, test"]
    assert publish.argmax_differences(read, "float32") == 0
    assert np.abs(read["keras"] - read["float32"]).max() < publish.TOLERANCE


def test_quantised_weights_are_smaller_and_nearly_as_good(converted):
    folder, results = converted
    sizes = [(folder / precision / "weights.bin").stat().st_size for precision in publish.PRECISIONS]
    assert sizes[1] == pytest.approx(sizes[0] / 2, rel=0.01)
    assert sizes[2] == pytest.approx(sizes[0] / 4, rel=0.01)
    read = results["embedded digits, test"]
    assert evaluation.accuracy(read["uint8"], read["labels"]) > 0.93


def origin(folder):
    return publish.Origin(models.NETWORKS["default"], SETTINGS, EMBEDDED, folder, "build.py train")


@pytest.fixture
def already_converted(converted, monkeypatch):
    """Publishing begins with what was converted and read before: to do it again would only take long."""
    folder, results = converted
    monkeypatch.setattr(publish, "convert_all", lambda model, out: shutil.copytree(folder, out, dirs_exist_ok=True))
    monkeypatch.setattr(publish, "read_all", lambda *_: {name: dict(read) for name, read in results.items()})


@pytest.mark.usefixtures("already_converted")
def test_publishing_writes_the_model_and_a_card_of_the_run(run, chromium, tmp_path):
    folder, model = run
    card = publish.export(model, "embedded", origin(folder), chromium, tmp_path)
    written = json.loads((tmp_path / "embedded" / "card.json").read_text())
    assert written == card
    assert card["parameters"] == model.count_params()
    assert card["training"]["settings"]["seed"] == SETTINGS.seed
    assert card["training"]["data"]["embedded"]["sha256"] == datasets.CHECKSUMS["embedded"]
    assert card["versions"]["tensorflow"] == tf.__version__
    assert card["againstKeras"]["float32"]["otherDigits"] == 0
    for file, listed in card["files"].items():
        assert (tmp_path / "embedded" / file).stat().st_size == listed["bytes"]


@pytest.mark.usefixtures("already_converted")
@pytest.mark.parametrize("gains", [True, False])
def test_the_page_looks_twice_if_validation_says_that_it_helps(run, converted, chromium, tmp_path, monkeypatch, gains):
    folder, model = run
    labels = converted[1]["validation"]["labels"]
    twice = np.eye(11)[labels] if gains else np.full((len(labels), 11), 1 / 11)
    monkeypatch.setattr(browser, "classify", lambda chromium, address, name, images: twice[: len(images)])
    network = replace(models.NETWORKS["default"], floors={})
    card = publish.export(model, "embedded", replace(origin(folder), network=network), chromium, tmp_path)
    at_first = card["accuracy"]["validation (300)"][card["precision"]]
    assert card["calibration"]["doubt"] == (calibration.DOUBT if gains else 0)
    assert card["accuracy"]["validation (300)"]["page"] == (1 if gains else at_first)


@pytest.mark.usefixtures("already_converted")
def test_a_model_below_the_floor_is_not_published(run, chromium, tmp_path):
    folder, model = run
    network = replace(models.NETWORKS["default"], floors={"embedded digits, test": 1.01})
    with pytest.raises(publish.ExportError, match=r"too weak.*at least 101\.00%.*got 9\d\.\d+%.*Nothing was published"):
        publish.export(model, "embedded", replace(origin(folder), network=network), chromium, tmp_path)
    assert not list(tmp_path.iterdir())


def test_a_model_that_the_browser_reads_otherwise_is_not_published(converted):
    results = {name: dict(read) for name, read in converted[1].items()}
    read = results["embedded digits, test"]
    read["float32"] = read["float32"].copy()
    read["float32"][0] = np.roll(read["float32"][0], 1)
    with pytest.raises(publish.ExportError, match=r"does not read as Keras does.*got 1 other digits of 300"):
        publish.check_parity(results)


def test_the_smallest_precision_that_costs_no_accuracy_is_chosen():
    labels = np.arange(10).repeat(100)
    right = np.eye(10)[labels]
    wrong = right.copy()
    wrong[:5] = np.roll(wrong[:5], 1, axis=1)
    assert publish.smallest_good({"labels": labels, "float32": right, "float16": right, "uint8": right}) == "uint8"
    assert publish.smallest_good({"labels": labels, "float32": right, "float16": right, "uint8": wrong}) == "float16"
    assert publish.smallest_good({"labels": labels, "float32": right, "float16": wrong, "uint8": wrong}) == "float32"


def test_interrupted_training_goes_on_after_the_last_epoch(tmp_path, monkeypatch):
    settings = replace(models.embedded_settings("first-cnn"), epochs=2)
    finish_epoch = fitting._Keeper.on_epoch_end

    def interrupted(self, epoch, logs=None):
        finish_epoch(self, epoch, logs)
        raise KeyboardInterrupt

    monkeypatch.setattr(fitting._Keeper, "on_epoch_end", interrupted)
    with pytest.raises(KeyboardInterrupt):
        fitting.fit("first-cnn", EMBEDDED, tmp_path, settings)
    first = json.loads((tmp_path / "history.json").read_text())
    monkeypatch.setattr(fitting._Keeper, "on_epoch_end", finish_epoch)
    fitting.fit("first-cnn", EMBEDDED, tmp_path, settings)
    history = json.loads((tmp_path / "history.json").read_text())
    assert len(first) == 1
    assert len(history) == 2
    assert history[0] == first[0]
    steps = len(fitting._epoch_order(fitting.training_data(EMBEDDED, settings), settings, 0)) // settings.batch
    assert keras.models.load_model(tmp_path / "last.keras").optimizer.iterations == 2 * steps

    written = (tmp_path / "model.keras").stat().st_mtime_ns
    fitting.fit("first-cnn", EMBEDDED, tmp_path, settings)
    assert (tmp_path / "model.keras").stat().st_mtime_ns == written, "a finished run is not trained again"


def test_batches_after_an_interruption_are_those_that_would_have_come():
    data = fitting.training_data(EMBEDDED, SETTINGS)
    settings = replace(SETTINGS, epochs=2, batch=400)
    stream, steps = fitting.batches(data, settings, first_epoch=0)
    resumed, _ = fitting.batches(data, settings, first_epoch=1)
    for (images, labels), (again, labels_again) in zip(stream.skip(steps), resumed, strict=True):
        np.testing.assert_array_equal(images, again)
        np.testing.assert_array_equal(labels, labels_again)


def test_training_stops_early_once_validation_has_stopped_getting_better(tmp_path):
    losses = [1.0, 0.5, 0.6, 0.7]
    (tmp_path / "history.json").write_text(json.dumps([{"val_loss": loss} for loss in losses]))
    assert fitting.Run(tmp_path, models.Settings(patience=2)).finished
    assert not fitting.Run(tmp_path, models.Settings(patience=3)).finished


def test_what_is_no_digit_is_in_every_epoch():
    data = fitting.training_data(EMBEDDED, SETTINGS)
    for labels in (data.images.labels, data.drawings.labels):
        assert (labels == datasets.DIGITS).any()
    assert (data.plain.labels < datasets.DIGITS).all() and (data.validation.labels < datasets.DIGITS).all()
    rows = fitting._epoch_order(data, SETTINGS, epoch=0)
    drawn = rows[rows >= len(data.images)]
    assert len(drawn) == pytest.approx(len(data.drawings) * fitting.DRAWINGS_PER_EPOCH / fitting.DRAWINGS, rel=0.2)


def test_a_share_of_the_images_is_seen_by_a_coarse_scanner():
    images = tf.constant(datasets.load_embedded()[0].inputs[:200])
    seed, strength = tf.constant([1, 2], tf.int64), augmentation.Augmentation(coarse=0.3)
    coarse = augmentation.coarsen_some(images, seed, strength).numpy()
    changed = np.abs(coarse - images).max(axis=(1, 2, 3)) > 0
    assert changed.mean() == pytest.approx(0.3, abs=0.12)
    assert coarse.min() >= 0
    assert coarse.max() <= 1
    np.testing.assert_array_equal(coarse, augmentation.coarsen_some(images, seed, strength).numpy())


def test_images_are_warped_once_and_by_the_seed_alone():
    images = datasets.load_embedded()[0].inputs[:64]
    warped, again, other = (
        augmentation.warp_images(tf.constant(images), tf.constant(seed, tf.int64), augmentation.Augmentation()).numpy()
        for seed in ([1, 2], [1, 2], [1, 3])
    )
    np.testing.assert_array_equal(warped, again)
    assert np.abs(warped - other).max() > 0.5
    untouched = (np.abs(warped - images).max(axis=(1, 2, 3)) == 0).mean()
    assert 0 < untouched < 0.4
    assert warped.min() >= 0
    assert warped.max() <= 1
    assert warped.sum() == pytest.approx(images.sum(), rel=0.1)


def test_pen_strokes_are_drawn_many_times_each_otherwise_and_by_the_seed_alone():
    digits = [
        datasets.PenDigit(tuple(np.array(stroke) for stroke in strokes), label, 1)
        for label, strokes in DRAWINGS.values()
    ]
    drawn, again = (fitting.draw_warped(digits, 4, SETTINGS) for _ in range(2))
    np.testing.assert_array_equal(drawn.pixels, again.pixels)
    each = len(digits) + 4
    assert len(drawn) == fitting.DRAWINGS * each
    assert drawn.labels[:each].tolist() == [label for label, _ in DRAWINGS.values()] + 4 * [datasets.DIGITS]
    same_digit = drawn.pixels[::each].astype(float)
    assert np.abs(same_digit[1:] - same_digit[:-1]).max(axis=(1, 2)).min() > 100
    plain = fitting.draw(digits)
    alike = [np.corrcoef(drawn.pixels[i].ravel(), plain.pixels[i].ravel())[0, 1] for i in range(len(digits))]
    assert np.mean(alike) > 0.4


def test_strokes_are_cut_short_along_their_length():
    corner = np.array([[0.0, 0], [4, 0], [4, 4]])
    assert augmentation.along(corner, 0.25, 0.75).tolist() == [[2, 0], [4, 0], [4, 2]]
    assert augmentation.along(corner, 0, 1).tolist() == corner.tolist()
    assert augmentation.along(corner[:1], 0.25, 0.75).tolist() == [[0, 0]]
    strength = augmentation.Augmentation.of(stroke_trimmed=0.1)
    cut = [augmentation.trimmed([corner], np.random.default_rng(seed), strength)[0] for seed in range(40)]
    lengths = np.array([np.abs(np.diff(stroke, axis=0)).sum() for stroke in cut])
    assert 10 < (lengths == 8).sum() < 30
    assert lengths.min() > 0.8 * 8


def test_strokes_are_put_apart_from_each_other_each_as_it_is():
    strokes = [np.array([[0.0, 0], [0.5, 0.5]]), np.array([[0.0, 0.5], [0.5, 0]])]
    strength = augmentation.Augmentation.of(stroke_apart=0.1)
    moved = augmentation.warp_points(strokes, np.random.default_rng(1), strength)
    shifts = [after - before for before, after in zip(strokes, moved, strict=True)]
    for shift in shifts:
        np.testing.assert_allclose(shift, shift[:1].repeat(2, axis=0), atol=1e-12)
    assert np.abs(shifts[0] - shifts[1]).max() > 0.01


def test_drawings_come_to_the_network_as_they_were_drawn():
    train, validation, _ = datasets.load_embedded()
    drawings = datasets.Images(np.tile(validation.pixels[:4], (fitting.DRAWINGS, 1, 1)), np.full(96, 7, np.uint8))
    data = fitting.TrainingData(train[:7], drawings, train[:7], validation)  # the first seven are 0 to 6
    rows = 7 + 4 * fitting.DRAWINGS_PER_EPOCH
    settings = replace(
        models.NETWORKS["default"].settings, epochs=1, batch=rows, augmentation=augmentation.Augmentation(coarse=0)
    )
    stream, steps = fitting.batches(data, settings, first_epoch=0)
    ((images, labels),) = stream
    drawn = np.asarray(images)[np.asarray(labels) == 7]
    assert (steps, len(drawn)) == (1, rows - 7)
    for image in drawn:
        assert np.abs(validation.inputs[:4] - image).max(axis=(1, 2, 3)).min() < 1e-6


def test_multiply_adds_and_parameters_stay_within_the_budget():
    model = models.build("default")
    assert models.multiply_adds(model) == 9_741_600
    assert models.multiply_adds(model) <= 12_000_000
    assert model.count_params() < 100_000
