"""The head that learns from corrections: what it changes, and above all what it leaves alone."""

import json

import numpy as np
import pytest
from drawings import drawing

from tools import site
from train import ink

CLASSES, FEATURES = 11, 20


def image(name):
    return ink.from_strokes([np.array(stroke) for stroke in drawing(name)]).ravel()


def features(number):
    """What a network finds, of a kind: directions by chance have hardly anything in common."""
    return np.random.default_rng(number).normal(size=FEATURES)


def sure_of(digit, probability=0.999):
    scores = np.full(CLASSES, (1 - probability) / (CLASSES - 1))
    scores[digit] = probability
    return scores


def seen(*each):
    """Of (scores, features, image)."""
    return {
        name: np.concatenate(lists).tolist()
        for name, lists in zip(("scores", "features", "images"), zip(*each, strict=True), strict=True)
    }


def judged(known, told, asked):
    case = {"known": seen(*known), "told": told, "seen": seen(*asked)}
    return np.array(json.loads(site.run_node(["tests/head.mjs"], json.dumps(case)))).reshape(-1, CLASSES)


ONE = (sure_of(1), features(1), image("slanting bar"))


@pytest.mark.parametrize("told", [7, 10])
@pytest.mark.parametrize("probability", [0.4, 0.9, 0.999, 1 - 1e-7])
def test_a_correction_is_read_as_told_however_sure_the_network_was(told, probability):
    corrected = (sure_of(1, probability), *ONE[1:])
    (scores,) = judged([corrected], [told], [corrected])
    assert scores[told] >= 0.95
    assert scores.sum() == pytest.approx(1)


def test_what_is_like_it_to_the_network_but_not_to_the_eye_stays_and_the_other_way_round():
    asked = [(ONE[0], ONE[1], image("eight")), (ONE[0], features(2), ONE[2]), (sure_of(8), features(3), image("eight"))]
    scores = judged([ONE], [7], asked)
    assert scores[0][1] > 0.95 and scores[1][1] > 0.95
    assert scores[2] == pytest.approx(asked[2][0], abs=1e-4)


def test_a_slip_against_a_sure_network_reaches_less_far_than_a_correction_of_an_unsure_one():
    near = features(1) + features(2)
    sure, unsure = (sure_of(1, probability) for probability in (0.9999, 0.5))
    (after_slip,) = judged([(sure, *ONE[1:])], [7], [(sure, near, ONE[2])])
    (after_correction,) = judged([(unsure, *ONE[1:])], [7], [(unsure, near, ONE[2])])
    assert after_slip[1] > 0.8
    assert after_correction[7] > 0.5


def test_confirming_what_is_read_surely_changes_nothing():
    asked = [ONE, (sure_of(2, 0.6), features(2), image("two"))]
    scores = judged([ONE], [1], asked)
    assert scores == pytest.approx(np.array([each[0] for each in asked]), abs=2e-3)


def test_corrections_that_contradict_each_other_and_networks_that_find_nothing_give_probabilities():
    nothing = (sure_of(3), np.zeros(FEATURES), np.zeros(784))
    scores = judged([ONE, ONE, nothing], [7, 2, 4], [ONE, nothing, (sure_of(5), features(5), image("five"))])
    assert np.isfinite(scores).all()
    assert scores.sum(axis=1) == pytest.approx(np.ones(3))
    assert scores[2][5] > 0.99
