"""The second look: what is doubted is looked at again, slanted and moved, and nothing else is."""

import json
import shutil

import numpy as np
import pytest

from tools import browser, server, site
from train import calibration, datasets


def ran(script, *values):
    """What a module prints as JSON."""
    return json.loads(site.run_node(["--input-type=module", "-e", script, json.dumps(values)]))


@pytest.mark.parametrize(
    ("way", "at"),
    [
        ({"down": -1}, (9, 14)),
        ({"slant": 2}, (10, 21)),
        ({"slant": 5}, None),
        ({"down": -11}, None),
        ({}, (10, 14)),
    ],
)
def test_ink_goes_where_it_is_moved_to(way, at):
    image = np.zeros((28, 28), np.float32)
    image[10, 14] = 1
    moved = ran(
        """
        import { moved } from "./web/js/reader/network/second-look.js";
        const [image, way] = JSON.parse(process.argv[1]);
        console.log(JSON.stringify(Array.from(moved(Float32Array.from(image), way))));
        """,
        image.ravel().tolist(),
        way,
    )
    moved = np.reshape(moved, (28, 28))
    if at is None:
        assert moved.sum() == 0, "it is outside"
    else:
        assert moved.sum() == pytest.approx(1, abs=1e-6)
        assert np.unravel_index(moved.argmax(), moved.shape) == at


def test_only_what_is_doubted_is_looked_at_again_and_only_once():
    asked, settled, again = ran(
        """
        import { createSecondLook } from "./web/js/reader/network/second-look.js";
        const shares = (first) => Float32Array.from({ length: 11 }, (_, k) => (k === 0 ? first : (1 - first) / 10));
        const asked = [];
        const judge = async (images) => {
          asked.push(images.length / 784);
          return Float32Array.from(Array(images.length / 784).fill([...shares(0.1)]).flat());
        };
        const images = [0, 1, 2].map(() => new Float32Array(784));
        const scores = [shares(0.97), shares(0.91), shares(0.2)];
        const lookAgain = createSecondLook(judge, 0.95);
        const settled = await lookAgain(images, scores);
        const again = await lookAgain(images, scores);
        const never = await createSecondLook(judge, 0)(images, scores);
        console.log(JSON.stringify([
          asked,
          [settled[0] === scores[0], settled[1][0], settled[2][0], settled[1].reduce((a, b) => a + b)],
          [again.every((each, i) => each === settled[i]), never.every((each, i) => each === scores[i])],
        ]));
        """
    )
    assert asked == [4, 4]
    assert settled == [True, pytest.approx((0.91 + 4 * 0.1) / 5), pytest.approx((0.2 + 4 * 0.1) / 5), pytest.approx(1)]
    assert again == [True, True]


def test_the_network_of_the_page_changes_its_mind_on_what_it_doubts_alone(chromium, address, tmp_path):
    images = datasets.load_embedded()[2].inputs
    copy = tmp_path / "models" / "default"
    shutil.copytree(site.ROOT / "web" / "model" / "default", copy)
    card = json.loads((copy / "card.json").read_text("utf-8"))
    card["calibration"]["doubt"] = 0
    (copy / "card.json").write_text(json.dumps(card), "utf-8")
    site.build(tmp_path / "site", copy.parent)
    with server.serving(tmp_path / "site") as undoubting:
        first = browser.classify(chromium, undoubting, "default", images)
    twice = browser.classify(chromium, address, "default", images)
    doubted = first.max(axis=1) < calibration.DOUBT
    assert 0 < doubted.sum() < 100
    assert np.array_equal(first[~doubted], twice[~doubted])
    assert (first[doubted] != twice[doubted]).any(axis=1).all()
    np.testing.assert_allclose(twice.sum(axis=1), 1, atol=1e-5)
