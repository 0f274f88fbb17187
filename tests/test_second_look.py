"""The second look in the browser: what the network doubts is looked at again, and nothing else is."""

import json
import shutil

import numpy as np

from tools import browser, publish, site
from train import calibration, datasets


def test_the_network_of_the_page_changes_its_mind_on_what_it_doubts_alone(chromium, address, tmp_path):
    images = datasets.load_embedded()[2].inputs
    copy = tmp_path / "models" / "default"
    shutil.copytree(site.ROOT / "web" / "model" / "default", copy)
    card = json.loads((copy / "card.json").read_text("utf-8"))
    card["calibration"]["doubt"] = 0
    (copy / "card.json").write_text(json.dumps(card), "utf-8")
    with publish.serving({"undoubting": copy}) as undoubting:
        first = browser.classify(chromium, undoubting, publish.beside("undoubting"), images)
    twice = browser.classify(chromium, address, "default", images)
    doubted = first.max(axis=1) < calibration.DOUBT
    assert 0 < doubted.sum() < 100
    assert np.array_equal(first[~doubted], twice[~doubted])
    assert (first[doubted] != twice[doubted]).any(axis=1).all()
    np.testing.assert_allclose(twice.sum(axis=1), 1, atol=1e-5)
