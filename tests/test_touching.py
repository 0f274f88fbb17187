"""Numbers whose digits touch, drawn, and what a lattice learns of them."""

import json
import re

import drawings
import numpy as np
import pytest
from scipy import ndimage

from bench import touching
from tools import site
from train import row_numbers
from train.datasets import PenDigit

OWN = [
    [
        PenDigit(tuple(100 * np.array(stroke) for stroke in strokes), label, 1)
        for label, strokes in drawings.DRAWINGS.values()
    ]
]


def picture(length, seed):
    return touching._of_strokes(OWN, length, np.random.default_rng(seed))


def pieces(ink, least=row_numbers.INKED):
    return ndimage.label(ink > least, np.ones((3, 3)))[1]


@pytest.mark.parametrize("seed", range(5))
def test_pieces_in_a_row_just_meet(seed):
    ring, bar = np.zeros((40, 30)), np.ones((38, 5))
    ring[:3], ring[-3:], ring[:, :3], ring[:, -3:] = 1, 1, 1, 1
    ink = row_numbers.meeting([ring, bar, ring], 40, np.random.default_rng(seed), touching.OVERLAP)
    assert pieces(ink) == 1
    columns = np.flatnonzero(ink.any(axis=0))
    apart = 30 + 5 + 30 - (columns[-1] + 1 - columns[0])
    assert 0 <= apart <= 2 * (touching.OVERLAP * 40 + 1.5)


def test_a_number_is_the_same_for_the_same_seed_and_says_what_it_shows():
    (grey, text), (again, same), (_, other) = picture(3, 1), picture(3, 1), picture(3, 2)
    assert np.array_equal(grey, again) and text == same and text != other
    assert len(text) == 3 and grey.dtype == np.uint8
    assert grey[0, 0] == 255 and grey.min() < 90


def test_what_is_learnt_is_the_same_each_time_and_makes_true_readings_likelier(tmp_path, monkeypatch):
    monkeypatch.setattr(touching, "FOLDER", tmp_path)
    for name in ("fit-images", "fit-strokes"):
        touching.saved(name, [picture(2, [len(name), i]) for i in range(8)])
    site.install_packages()
    told = site.run_node(["bench/lattice.mjs", str(tmp_path), str(tmp_path / "one.js")])
    shares = [float(share) for share in re.findall(r"logarithm (-[0-9.]+)", told)]
    assert len(shares) > 5 and shares[-1] > shares[0]
    site.run_node(["bench/lattice.mjs", str(tmp_path), str(tmp_path / "two.js")])
    assert (tmp_path / "one.js").read_text() == (tmp_path / "two.js").read_text()


def test_a_set_is_saved_as_it_is_drawn(tmp_path, monkeypatch):
    monkeypatch.setattr(touching, "FOLDER", tmp_path)
    drawn = [picture(2, 3), picture(3, 4)]
    digest = touching.saved("some", drawn)
    assert digest == touching.saved("some", drawn) != touching.saved("some", drawn[:1])
    touching.saved("some", drawn)
    told = json.loads((tmp_path / "some.json").read_text("utf-8"))
    assert [(each["text"], each["height"], each["width"]) for each in told] == [
        (text, *grey.shape) for grey, text in drawn
    ]
    assert (tmp_path / "some.bin").stat().st_size == sum(grey.size for grey, _ in drawn)
