"""Distillation: what the labels become, what the weights become, and that training goes by both."""

from dataclasses import replace

import keras
import numpy as np
import pytest
import tensorflow as tf

from train import distillation, examples, fitting, models, runs
from train.datasets import EMBEDDED


def answering(probabilities):
    return lambda images, training: tf.constant(probabilities, tf.float32)


def test_labels_are_shared_with_both_teachers_where_these_are_right():
    own = np.full((2, 11), 0.02)
    own[:, 3], own[:, 5], own[:, 10] = 0.5, 0.2, 0.14
    other = np.full((2, 10), 0.05)
    other[:, 3], other[:, 5] = 0.4, 0.2
    soften = distillation.soft_labels(answering(own), answering(other))
    images, labels = soften(tf.zeros((2, 28, 28, 1)), tf.constant([3, 5], tf.uint8))
    digits = np.sqrt(own[0, :10] * other[0])
    teachers = np.append(0.86 * digits / digits.sum(), 0.14)
    assert images.shape == (2, 28, 28, 1)
    expected = 0.6 * teachers + 0.4 * np.eye(11)[3]
    np.testing.assert_allclose(labels[0], expected, atol=1e-5)
    np.testing.assert_allclose(labels[1], np.eye(11)[5], err_msg="a wrong teacher is not listened to")


def test_a_network_without_another_teacher_teaches_itself():
    own = np.full((1, 11), 0.05)
    own[0, 3] = 0.5
    _, labels = distillation.soft_labels(answering(own), None)(tf.zeros((1, 28, 28, 1)), tf.constant([3], tf.uint8))
    np.testing.assert_allclose(labels[0], 0.6 * own[0] + 0.4 * np.eye(11)[3], atol=1e-5)


def test_what_is_no_digit_is_learnt_from_the_network_itself_alone():
    own = np.full((1, 11), 0.01)
    own[0, 10] = 0.9
    soften = distillation.soft_labels(answering(own), answering(np.full((1, 10), 0.1)))
    _, labels = soften(tf.zeros((1, 28, 28, 1)), tf.constant([10], tf.uint8))
    assert float(labels[0, 10]) == pytest.approx(0.4 + 0.6 * 0.9)
    np.testing.assert_allclose(labels[0, :10], 0.6 * 0.01, atol=1e-6)


def test_a_run_goes_on_with_its_teacher_and_comes_out_half_way(tmp_path):
    settings = replace(models.embedded_settings("first-cnn"), epochs=1, distillation=1)
    data = examples.training_data(EMBEDDED, settings)
    run = runs.Run(tmp_path, settings)
    before = models.build("first-cnn")
    weights = before.get_weights()
    model = fitting._distilled(before, models.build("three-conv"), data, run)
    (tmp_path / "history.json").write_text('[{"loss": 1.0}]')
    assert [entry.get("distilled", False) for entry in runs.history(tmp_path)] == [False, True]
    after = keras.models.load_model(tmp_path / "distilled" / "last.keras")
    assert float(after.optimizer.learning_rate) == pytest.approx(0.001)
    for mean, *both in zip(model.get_weights(), weights, after.get_weights(), strict=True):
        assert not np.array_equal(*both)
        np.testing.assert_allclose(mean, np.mean(both, axis=0), atol=1e-6)
    assert [layer.rate for layer in model.layers if isinstance(layer, keras.layers.Dropout)] == [0.2, 0.2, 0.5]
    assert [layer.rate for layer in after.layers if isinstance(layer, keras.layers.Dropout)] == [0, 0, 0]
