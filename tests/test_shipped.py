"""The network that the repository ships: its card tells the truth, and it reads real digits in the browser."""

import hashlib
import os

import numpy as np
import pytest

from tools import browser
from tools.site import ROOT, model_card
from train import datasets

CARD = model_card("default")
FLOORS = {"MNIST test": 0.9972, "pen strokes of held-out writers": 0.992}


def test_the_card_describes_the_files_beside_it():
    for name, listed in CARD["files"].items():
        content = (ROOT / "web" / "model" / "default" / name).read_bytes()
        assert listed == {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    assert CARD["files"]["weights.bin"]["bytes"] <= 60_000
    assert CARD["training"]["data"] == {name: {"sha256": datasets.CHECKSUMS[name]} for name in ("mnist", "pen")}
    assert CARD["againstKeras"]["float32"]["otherDigits"] == 0
    assert CARD["againstKeras"]["float32"]["largestDifference"] <= 1e-4


@pytest.mark.parametrize(("name", "floor"), FLOORS.items())
def test_the_card_is_above_the_floors(name, floor):
    accuracy = next(row for row_name, row in CARD["accuracy"].items() if row_name.startswith(name))
    assert accuracy["page"] >= floor


def share_read(probabilities, images):
    return (probabilities[:, :10].argmax(axis=1) == images.labels).mean()


def test_probabilities_in_the_browser_are_probabilities(address, chromium):
    images = datasets.load_embedded()[2]
    probabilities = browser.classify(chromium, address, "default", images.inputs)
    assert probabilities.shape == (300, 11)
    np.testing.assert_allclose(probabilities.sum(axis=1), 1, atol=1e-5)
    # Never trained on, and of 8×8 pixels.
    assert share_read(probabilities, images) > 0.95


@pytest.mark.skipif(
    "DIGITPAD_DATA" not in os.environ, reason="needs DIGITPAD_DATA: a folder with MNIST and pen strokes"
)
def test_the_floors_hold_in_this_browser(address, chromium):
    from train import examples  # takes Keras, which nothing else here does

    for name, images in examples.test_sets(datasets.source_named()).items():
        probabilities = browser.classify(chromium, address, "default", images.inputs)
        assert share_read(probabilities, images) >= FLOORS[name], name
