"""Calibration: the temperature that errors ask for, the threshold, what error is left, and the page's half of it."""

import json

import numpy as np
import pytest

from tools import site
from train import calibration


def honest(count, classes, spread, seed=0):
    """Probabilities, and labels that are drawn by them: nothing to mend."""
    random = np.random.default_rng(seed)
    logits = random.normal(0, spread, (count, classes))
    probabilities = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    labels = (probabilities.cumsum(axis=1) < random.random((count, 1))).sum(axis=1)
    return probabilities, np.minimum(labels, classes - 1)


@pytest.mark.parametrize("temperature", [0.6, 1.0, 1.8])
def test_the_temperature_that_spoiled_probabilities_is_found(temperature):
    probabilities, labels = honest(20_000, 10, 3)
    spoiled = calibration.at_temperature(probabilities, 1 / temperature)
    assert calibration.fit(spoiled, labels)["temperature"] == pytest.approx(temperature, rel=0.05)


def test_a_share_of_the_digits_lies_under_the_threshold():
    probabilities, labels = honest(10_000, 11, 3)
    found = calibration.fit(probabilities, labels)
    confidence = calibration.at_temperature(probabilities, found["temperature"])[:, :10].max(axis=1)
    assert (confidence < found["reject"]).mean() == pytest.approx(0.001, abs=0.0002)


def test_probabilities_of_nothing_at_all_stay_finite():
    saturated = np.eye(11)[:3]
    assert np.isfinite(calibration.at_temperature(saturated, 0.5)).all()
    assert calibration.fit(saturated, [0, 1, 2])["reject"] <= 1


def test_the_calibration_error_is_the_mean_distance_of_confidence_and_accuracy():
    rows = calibration.reliability([0.99, 0.99, 0.5, 1.0], [True, False, True, True])
    assert len(rows) == 15
    assert [row["count"] for row in rows if row["count"]] == [1, 3]
    expected = (1 * abs(1 - 0.5) + 3 * abs(2 / 3 - 2.98 / 3)) / 4
    assert calibration.expected_calibration_error(rows) == pytest.approx(expected)


def test_honest_probabilities_have_no_calibration_error():
    probabilities, labels = honest(50_000, 10, 3)
    rows = calibration.reliability(probabilities.max(axis=1), probabilities.argmax(axis=1) == labels)
    assert calibration.expected_calibration_error(rows) < 0.01


def test_the_page_calibrates_as_training_does():
    probabilities, _ = honest(50, 11, 4)
    script = """
      import { calibrated } from "./web/js/reader/network/calibration.js";
      const [values, temperature] = JSON.parse(process.argv[1]);
      console.log(JSON.stringify(Array.from(calibrated(Float32Array.from(values), 11, temperature))));
    """
    sent = json.dumps([probabilities.ravel().tolist(), 1.7])
    said = site.run_node(["--input-type=module", "-e", script, sent])
    page = np.array(json.loads(said)).reshape(50, 11)
    np.testing.assert_allclose(page, calibration.at_temperature(probabilities, 1.7), atol=1e-6)
