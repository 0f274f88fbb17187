"""Distillation: what the labels become, what the weights become, and that training goes by both."""

import json
from dataclasses import replace

import keras
import numpy as np
import pytest
import tensorflow as tf

from train import distillation, fitting, models
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
    expected = distillation.SHARE * teachers + (1 - distillation.SHARE) * np.eye(11)[3]
    np.testing.assert_allclose(labels[0], expected, atol=1e-5)
    np.testing.assert_allclose(labels[1], np.eye(11)[5], err_msg="a wrong teacher is not listened to")


def test_a_run_goes_on_with_its_teacher_and_comes_out_half_way(tmp_path):
    settings = replace(models.embedded_settings("first-cnn"), epochs=1, distillation=2)
    teacher = models.build("three-conv")
    model = fitting.fit("first-cnn", EMBEDDED, tmp_path, settings, teacher=teacher)
    history = json.loads((tmp_path / "distilled" / "history.json").read_text())
    assert len(history) == 2
    before, after = (
        keras.models.load_model(tmp_path / path).get_weights() for path in ("last.keras", "distilled/last.keras")
    )
    for mean, *both in zip(model.get_weights(), before, after, strict=True):
        assert not np.array_equal(*both)
        np.testing.assert_allclose(mean, np.mean(both, axis=0), atol=1e-6)
    assert [layer.rate for layer in model.layers if isinstance(layer, keras.layers.Dropout)] == pytest.approx(
        [layer.rate for layer in models.build("first-cnn").layers if isinstance(layer, keras.layers.Dropout)]
    )
