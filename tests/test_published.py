"""Training that goes on from published weights: they are the same network's, and a run of them is told as such."""

import json
from dataclasses import replace

import numpy as np
import pytest

from errors import PlainError
from tools import experiments, graphs, publish
from train import datasets, fitting, models, published, runs

MODELS = experiments.site.ROOT / "web" / "model"
IMAGES = datasets.load_embedded()[2].inputs


@pytest.mark.parametrize("name", ["default", "batchnorm", "first-cnn"])
def test_a_network_with_published_weights_reads_as_it_was_published(name):
    """Batch norms that were folded into convolutions, that stand alone, and none; and they train as they read."""
    model, first = models.build(name), graphs.published(MODELS / name)
    published.begin(model, first, IMAGES)
    np.testing.assert_allclose(model(IMAGES), first.read(IMAGES, training=False), atol=1e-4)
    settled = fitting._without_dropout(model)(IMAGES, training=True)
    np.testing.assert_allclose(settled, model(IMAGES), atol=1e-3, err_msg="statistics are not those of what comes in")


def test_weights_of_other_layers_are_refused_in_a_sentence():
    others = graphs.published(MODELS / "three-conv"), graphs.published(MODELS / "batchnorm")
    for other in (*others, replace(others[0], weights=())):
        with pytest.raises(
            PlainError, match=r"^augmented can't begin with the weights of \S+: expected the same layers"
        ):
            published.begin(models.build("augmented"), other, IMAGES[:9])


def test_a_run_that_begins_with_published_weights_is_distilled_and_says_so(tmp_path):
    first = graphs.published(MODELS / "first-cnn")
    settings = replace(models.embedded_settings("first-cnn"), distillation=1)
    model = fitting.fit("first-cnn", datasets.EMBEDDED, tmp_path, settings, begun=first)
    before = models.build("first-cnn")
    published.begin(before, first, IMAGES)
    moved = [np.abs(now - then).max() for now, then in zip(model.get_weights(), before.get_weights(), strict=True)]
    assert 0 < max(moved) < 0.2, "it goes on from them, and is not trained anew"
    asked = json.loads((tmp_path / "settings.json").read_text())
    assert asked["from"] == {"network": "first-cnn", "weights": first.digest}
    assert [entry["distilled"] for entry in runs.history(tmp_path)] == [True]
    assert (runs.published_epoch(tmp_path), runs.is_taken_over(tmp_path)) == (0, False)
    assert "from" not in publish.settings_that_applied(asked)


def test_a_run_that_begins_with_published_weights_is_another_run():
    one, other = (experiments.experiment("default", datasets.EMBEDDED, {}, begun=begun) for begun in (None, "default"))
    assert one.run != other.run and other.command.endswith(" --from default")
