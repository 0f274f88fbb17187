"""Training on the embedded digits: what a run keeps, how it goes on after an interruption, and what it gives."""

import json
from dataclasses import replace

import keras
import numpy as np
import pytest
import tensorflow as tf
import trained

from train import datasets, evaluation, examples, fitting, models, runs
from train.augmentation import Augmentation
from train.datasets import EMBEDDED
from train.settings import OPTIMISERS, Settings

# Two devices, for training on several at once: TensorFlow has to know before it does anything.
tf.config.set_logical_device_configuration(
    tf.config.list_physical_devices("CPU")[0], 2 * [tf.config.LogicalDeviceConfiguration()]
)

QUICK = replace(models.embedded_settings("first-cnn"), epochs=2)


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """The experiment with the tiny network, after its run."""
    return trained.run(tmp_path_factory)


@pytest.fixture(scope="module")
def model(run):
    return run.model()


@pytest.fixture(scope="module")
def data(run):
    return examples.training_data(EMBEDDED, replace(run.settings, non_digit_pictures=0.0))


def kept(run, name):
    return keras.models.load_model(run.run / f"{name}.keras")


def validation_loss(model):
    validation = datasets.load_embedded()[1]
    return model.evaluate(validation.inputs, validation.labels, verbose=0)[0]


# A run


def test_training_learns_the_embedded_digits(model):
    test = datasets.load_embedded()[2]
    assert evaluation.accuracy(evaluation.predicted(model, test), test.labels) > 0.93


def test_a_run_says_what_it_was_and_keeps_the_best_epoch(run):
    settings, versions, history = (
        json.loads((run.run / f"{name}.json").read_text()) for name in ("settings", "versions", "history")
    )
    assert (settings["network"], settings["seed"]) == (trained.TINY, run.settings.seed)
    assert settings["data"] == {"embedded": datasets.CHECKSUMS["embedded"]}
    assert versions["keras"] == keras.__version__
    assert len(history) == run.settings.epochs
    lowest = min(entry["val_loss"] for entry in history)
    assert validation_loss(kept(run, "best")) == pytest.approx(lowest, rel=0.01)
    assert validation_loss(kept(run, "last")) == pytest.approx(history[-1]["val_loss"], rel=0.01)


def test_a_run_keeps_the_last_epoch_and_the_best_one_so_far(tmp_path):
    model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
    run = runs.Run(tmp_path, Settings(epochs=4))
    for epoch, loss in enumerate([1.0, 0.5, 0.6]):
        model.layers[0].bias.assign([epoch])
        run.keep(model, {"val_loss": loss})
    kept = {name: keras.models.load_model(tmp_path / f"{name}.keras", compile=False) for name in ("last", "best")}
    assert {name: float(one.layers[0].bias[0]) for name, one in kept.items()} == {"last": 2, "best": 1}
    assert runs.Run(tmp_path, Settings()).history == [{"val_loss": 1.0}, {"val_loss": 0.5}, {"val_loss": 0.6}]


def test_what_is_published_has_statistics_of_plain_digits(run, model, data):
    before, norm = kept(run, "last"), model.layers[1]
    assert not np.allclose(before.layers[1].moving_variance, norm.moving_variance, rtol=1e-3)
    outputs = model.layers[0](data.plain.inputs).numpy()
    np.testing.assert_allclose(norm.moving_mean, outputs.mean(axis=(0, 1, 2)), rtol=0.02, atol=0.005)
    np.testing.assert_allclose(norm.moving_variance, outputs.var(axis=(0, 1, 2)), rtol=0.05)


def test_statistics_are_measured_without_dropout_which_stays_in_the_network():
    """Dropout would make inputs that are all alike vary."""
    dropout, norm = keras.layers.Dropout(0.5), keras.layers.BatchNormalization()
    model = keras.Sequential([keras.Input((28, 28, 1)), dropout, norm])
    alike = datasets.Images(np.full((600, 28, 28), 255, np.uint8), np.zeros(600, np.uint8))
    fitting.settled(model, examples.TrainingData(alike, None, alike, alike))
    assert (float(norm.moving_mean[0]), float(norm.moving_variance[0])) == pytest.approx((1, 0), abs=1e-6)
    assert dropout.rate == 0.5


@pytest.mark.parametrize("better", ["last", "best"])
def test_the_epoch_with_the_lower_loss_once_settled_is_published(model, data, tmp_path, better):
    """The lowest loss in training may be that of an epoch that reads worse than the last one, or better."""
    untrained = models.build(trained.TINY)
    untrained.compile("sgd", "sparse_categorical_crossentropy", metrics=["accuracy"])
    untrained.optimizer.build(untrained.trainable_variables)
    for name in ("last", "best"):
        (model if name == better else untrained).save(tmp_path / f"{name}.keras")
    (tmp_path / "history.json").write_text(json.dumps([{"val_loss": loss} for loss in (0.2, 0.1, 0.3)]))
    chosen, epoch = fitting._best(runs.Run(tmp_path, QUICK), data)
    assert epoch == {"last": 3, "best": 2}[better]
    np.testing.assert_array_equal(chosen.layers[0].kernel, model.layers[0].kernel)


@pytest.mark.parametrize("suffix", ["keras", "h5"])
def test_either_file_of_a_run_is_read_in_three_lines(run, model, suffix):
    images = datasets.load_embedded()[2].inputs[:50]
    loaded = keras.models.load_model(run.run / f"model.{suffix}")
    np.testing.assert_allclose(loaded.predict(images, verbose=0), model.predict(images, verbose=0), atol=1e-6)


def test_the_seed_decides_the_weights_that_training_starts_with():
    first, again, other = (
        fitting._built("first-cnn", replace(QUICK, seed=seed)).get_weights()[0] for seed in (1, 1, 2)
    )
    np.testing.assert_array_equal(first, again)
    assert not np.allclose(first, other)


def test_two_runs_of_one_command_learn_the_same(tmp_path, monkeypatch):
    """In two epochs there is all that is random: first weights, order, warps, dropout."""
    traced = trained.traced(monkeypatch)
    settings = replace(QUICK, augmentation=Augmentation.of(rotation=10.0, shift=1.0))
    for name in ("one", "other"):
        fitting.fit(trained.DROPPED, EMBEDDED, tmp_path / name, settings)
    assert runs.history(tmp_path / "one") == runs.history(tmp_path / "other")
    assert len(traced) == 2  # once a run


# Interruptions


def test_interrupted_training_goes_on_after_the_last_epoch(tmp_path, monkeypatch):
    keep = runs.Run.keep

    def interrupted(self, model, entry):
        keep(self, model, entry)
        raise KeyboardInterrupt

    monkeypatch.setattr(runs.Run, "keep", interrupted)
    with pytest.raises(KeyboardInterrupt):
        fitting.fit(trained.FLAT, EMBEDDED, tmp_path, QUICK)
    first = json.loads((tmp_path / "history.json").read_text())
    monkeypatch.setattr(runs.Run, "keep", keep)
    fitting.fit(trained.FLAT, EMBEDDED, tmp_path, QUICK)
    history = json.loads((tmp_path / "history.json").read_text())
    assert len(first) == 1
    assert len(history) == 2
    assert history[0] == first[0]
    assert keras.models.load_model(tmp_path / "last.keras").optimizer.iterations == 2 * (1197 // 32)

    written = (tmp_path / "model.keras").stat().st_mtime_ns
    fitting.fit(trained.FLAT, EMBEDDED, tmp_path, QUICK)
    assert (tmp_path / "model.keras").stat().st_mtime_ns == written, "a finished run is not trained again"


def test_a_run_of_other_settings_starts_anew(tmp_path):
    runs.prepare(tmp_path, runs.asked_for("first-cnn", EMBEDDED, QUICK))
    (tmp_path / "history.json").write_text("[]")
    runs.prepare(tmp_path, runs.asked_for("first-cnn", EMBEDDED, QUICK))
    assert (tmp_path / "history.json").exists()
    runs.prepare(tmp_path, runs.asked_for("first-cnn", EMBEDDED, replace(QUICK, seed=2)))
    assert not (tmp_path / "history.json").exists()


def test_training_stops_early_once_validation_has_stopped_getting_better(tmp_path):
    losses = [1.0, 0.5, 0.6, 0.7]
    (tmp_path / "history.json").write_text(json.dumps([{"val_loss": loss} for loss in losses]))
    assert runs.Run(tmp_path, Settings(patience=2)).finished
    assert not runs.Run(tmp_path, Settings(patience=3)).finished


# Optimisers


@pytest.mark.parametrize("optimiser", ["adam", "adamw", "rmsprop", "sgd"])
def test_each_optimiser_is_what_its_name_says(optimiser):
    assert optimiser in OPTIMISERS
    settings = replace(QUICK, optimiser=optimiser, weight_decay=0.25, learning_rate=0.5)
    made = fitting._optimiser(settings, 10)
    assert type(made).__name__.lower() == optimiser
    assert (float(made.learning_rate), made.weight_decay) == (0.5, 0.25)


def test_a_cosine_rises_for_a_twentieth_of_the_steps_and_falls_to_nothing():
    rate = fitting._optimiser(replace(QUICK, cosine=True, learning_rate=0.8), 1000)._learning_rate
    rates = [float(rate(step)) for step in (0, 25, 50, 525, 1000)]
    assert rates == pytest.approx([0, 0.4, 0.8, 0.4, 0], abs=1e-6)


# Devices


LINE = """
from pathlib import Path
import tensorflow as tf
from keras import layers
def line():
    with Path(__file__).with_name("replicas").open("a") as file:
        print(tf.distribute.get_strategy().num_replicas_in_sync, file=file)
    return [layers.Flatten(), layers.Dense(10, activation="softmax")]
"""


def test_training_on_two_devices_at_once(tmp_path):
    (tmp_path / "line.py").write_text(LINE)
    assert fitting.strategy().num_replicas_in_sync == 2
    settings, folder = Settings(epochs=1, batch=32, learning_rate=0.01), tmp_path / "run"
    model = fitting.fit(f"{tmp_path / 'line.py'}:line", EMBEDDED, folder, settings, distribute=True)
    [entry] = json.loads((folder / "history.json").read_text())
    assert entry["val_accuracy"] > 0.6
    assert (tmp_path / "replicas").read_text().split()[-1] == "2"
    assert model.count_params() == 7_850
