"""The row network: what it takes, how it learns, and what is published of it."""

import itertools
import json
import shutil
from dataclasses import replace

import drawings
import keras
import numpy as np
import pytest
from trained import traced as traced_networks

from bench import touching
from tools import rows as publishing
from tools import site
from train import row_network, row_numbers, rows
from train.datasets import Images, PenDigit

PENS = [
    PenDigit(tuple(100 * np.array(stroke) for stroke in strokes), label, 1)
    for label, strokes in drawings.DRAWINGS.values()
]
TINY = replace(row_network.Settings(), epochs=2, numbers=16, validation=4, batch=8)

_INPUT = """
import { json } from "node:stream/consumers";
import { rowInput } from "./web/js/reader/picture/row-input.js";
const pieces = await json(process.stdin);
console.log(JSON.stringify(pieces.map(({ width, height, values }) =>
  Array.from(rowInput({ box: { x: 3, y: 5, width, height }, values: Float32Array.from(values) })))));
"""


def bank():
    random = np.random.default_rng(3)
    pixels = np.zeros((20, 28, 28), np.uint8)
    for image in pixels:
        image[4:24, 8 : random.integers(12, 20)] = random.integers(60, 255, (20, 1))
    images = Images(pixels, np.arange(20, dtype=np.uint8) % 10)
    return row_numbers.bank(images, np.arange(20) // 10, PENS, seed=1)


def ink(height, width, seed):
    """Ink with faint edges all around."""
    random = np.random.default_rng(seed)
    values = 0.1 * random.random((height, width))
    values[2:-1, 1:-2] += 0.8 * random.random((height - 3, width - 3))
    return values


@pytest.mark.parametrize(("height", "width"), [(24, 60), (11, 30), (90, 310), (40, 400), (30, 9)])
def test_the_page_and_training_give_the_row_network_the_same(height, width):
    values = ink(height, width, height)
    sent = [{"width": width, "height": height, "values": values.astype(np.float32).ravel().tolist()}]
    [given] = json.loads(site.run_node(["--input-type=module", "-e", _INPUT], json.dumps(sent)))
    own = rows.from_ink(values.astype(np.float32))
    assert own.shape == (rows.HEIGHT, rows.WIDTH)
    assert np.abs(np.reshape(given, own.shape) - own).max() < 1e-5


def test_a_row_is_as_high_as_the_network_takes_it_and_in_the_middle():
    values = np.zeros((60, 100))
    values[10:50, 20:60] = 0.5
    row = rows.from_ink(values)
    down, across = np.flatnonzero(row.any(axis=1)), np.flatnonzero(row.any(axis=0))
    assert (down[0], down[-1]) == (0, rows.HEIGHT - 1)
    assert (across[0], across[-1]) == (52, 75)
    assert row.max() == pytest.approx(1)


def test_what_is_very_wide_still_fits():
    row = rows.from_ink(np.ones((10, 200)))
    down = np.flatnonzero(row.any(axis=1))
    assert row.any(axis=0).all() and 6 <= np.ptp(down) + 1 <= 8


def test_the_loss_is_of_all_ways_to_say_it():
    random = np.random.default_rng(1)
    logits = np.full((1, rows.STEPS, row_network.CLASSES), -60.0)
    logits[:, :, row_network.BLANK] = 0
    logits[0, :4] = random.normal(0, 1, (4, row_network.CLASSES))
    steps = logits[0] - np.log(np.exp(logits[0]).sum(axis=1, keepdims=True))
    for text in ("", "7", "22", "305"):
        total = 0.0
        for said in itertools.product(range(row_network.CLASSES), repeat=4):
            kept = [now for now, before in zip(said, (None, *said), strict=False) if now != before]
            if "".join(str(each) for each in kept if each != row_network.BLANK) == text:
                total += np.exp(sum(steps[at, each] for at, each in enumerate(said)))
        labels = np.full((1, row_numbers.LONGEST), row_numbers.NOTHING)
        labels[0, : len(text)] = [int(digit) for digit in text]
        given = float(row_network.loss(labels, logits.reshape(1, -1).astype(np.float32)))
        assert given == pytest.approx(-np.log(total), abs=1e-3), text


def test_repeats_and_blanks_are_left_out_of_what_a_row_says():
    said = [10, 4, 4, 10, 4, 7, 7, 10]
    logits = np.zeros((1, rows.STEPS, row_network.CLASSES))
    logits[0, np.arange(rows.STEPS), [*said, *[10] * (rows.STEPS - len(said))]] = 5
    assert row_network.read(logits) == ["447"]


def test_numbers_are_the_same_for_the_same_seed_in_whatever_parts_they_are_made():
    own = bank()
    inputs, labels = row_numbers.made(own, 12, (5, 1))
    for first in (0, 4, 8):
        part, told = row_numbers.made(own, 4, (5, 1), first)
        assert np.array_equal(part, inputs[first : first + 4]) and np.array_equal(told, labels[first : first + 4])
    assert not np.array_equal(inputs, row_numbers.made(own, 12, (5, 2))[0])
    assert inputs.reshape(12, -1).max(axis=1).min() > 200


def test_held_back_writers_are_in_no_bank_that_is_trained_on(monkeypatch):
    wrote = np.repeat(np.arange(60), 2)
    images = Images(np.full((120, 28, 28), 200, np.uint8), np.arange(120, dtype=np.uint8) % 10)
    pens = [PenDigit(PENS[0].strokes, 1, writer) for writer in range(1, 31)]
    monkeypatch.setattr(row_network.datasets, "load_mnist", lambda _: (images, None))
    monkeypatch.setattr(row_network.writers, "load", lambda _: wrote)
    monkeypatch.setattr(row_network.datasets, "load_pen", lambda _: pens)
    kept = []
    monkeypatch.setattr(row_numbers, "bank", lambda images, wrote, pens, seed: kept.append((wrote, pens)))
    row_network.banks("a folder", row_network.Settings())
    (trained, trained_pens), (others, others_pens) = kept
    assert set(others) == {0, 20, 40} and not set(trained) & set(others) and len(set(trained)) == 57
    assert {digit.writer for digit in others_pens} == {4, 14}
    assert {digit.writer for digit in trained_pens} == set(range(1, 31)) - {4, 14, 5, 10, 15, 20, 25, 30}


@pytest.fixture(scope="module")
def own():
    return bank()


@pytest.fixture
def banked(own, monkeypatch):
    """What is trained is trained on few numbers, which one process makes."""
    monkeypatch.setattr(row_network, "banks", lambda *_: (own, own))
    monkeypatch.setattr(row_network, "MAKERS", 1)


def shipped():
    """When each file of the network that comes with the page was written."""
    return [path.stat().st_mtime_ns for path in sorted((site.ROOT / "web" / "rows").iterdir())]


@pytest.fixture(scope="module")
def runs(own, tmp_path_factory):
    """The folder of runs after `build.py train rows`, which has replaced nothing that comes with the page.

    In "interrupted" is the run as it was after its first epoch.
    """
    site.install_packages()
    folder, before, keep = tmp_path_factory.mktemp("runs"), shipped(), row_network.runs.Run.keep

    def keep_and_copy(run, model, entry):
        keep(run, model, entry)
        if len(run.history) == 1:
            shutil.copytree(run.folder, folder / "interrupted")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(row_network.runs.Run, "keep", keep_and_copy)
        patch.setattr(row_network, "banks", lambda *_: (own, own))
        patch.setattr(row_network, "Settings", lambda: TINY)
        patch.setattr(publishing.experiments, "RUNS", folder)
        patch.setattr(publishing, "ROUNDED_ON", 12)
        publishing.make("download")
    assert shipped() == before
    return folder


def trained(run):
    return keras.models.load_model(run / "model.keras", compile=False)


def history(run):
    return json.loads((run / "history.json").read_text("utf-8"))


def test_an_interrupted_training_goes_on_to_the_same_weights(runs, banked, monkeypatch):
    """That training begins alike is for the test after this one."""
    once, interrupted, traced = runs / "rows", runs / "interrupted", traced_networks(monkeypatch)
    assert history(interrupted) == history(once)[:1] and not (interrupted / "model.keras").exists()
    gone_on, trained_once = row_network.fit("download", interrupted, TINY).get_weights(), trained(once).get_weights()
    assert history(interrupted) == history(once) and len(history(once)) == 2
    assert all(np.array_equal(a, b) for a, b in zip(gone_on, trained_once, strict=True))
    assert not all(np.array_equal(a, b) for a, b in zip(gone_on, row_network.build().get_weights(), strict=True))
    assert traced == ["rows"]  # once, where it goes on


def begun_with(folder, seed, monkeypatch):
    """The weights and the first numbers that a training of this seed begins with."""
    given = []

    def stop(model, batches, **_):
        given.extend([model.get_weights(), [part.numpy() for part in next(iter(batches))]])
        raise KeyboardInterrupt

    monkeypatch.setattr(keras.Model, "fit", stop)
    with pytest.raises(KeyboardInterrupt):
        row_network.fit("download", folder, replace(TINY, seed=seed))
    return given


def test_the_seed_decides_the_first_weights_and_the_numbers(banked, tmp_path, monkeypatch):
    begun = [begun_with(tmp_path / str(at), seed, monkeypatch) for at, seed in enumerate((1, 1, 2))]
    for first, again, other in zip(*begun, strict=True):
        assert all(np.array_equal(a, b) for a, b in zip(first, again, strict=True))
        assert not all(np.array_equal(a, b) for a, b in zip(first, other, strict=True))


def test_what_is_published_is_what_was_trained_and_small(runs, own):
    run, published = runs / "rows", runs / "rows" / "published"
    card = json.loads((published / "card.json").read_text("utf-8"))
    assert card["againstKeras"] <= 1e-5
    files = [published / name for name in ("model.json", "weights.bin")]
    assert [card["files"][file.name]["bytes"] for file in files] == [file.stat().st_size for file in files]
    made, _ = row_numbers.made(own, 6, (9, 9))
    assert publishing.differing(trained(run), published, made) < 0.2  # of few bits, and no other network


def test_the_row_network_that_comes_with_the_page_is_small_and_reads_what_touches(tmp_path, monkeypatch):
    folder = site.ROOT / "web" / "rows"
    assert sum((folder / name).stat().st_size for name in ("model.json", "weights.bin")) <= 60_000
    monkeypatch.setattr(touching, "FOLDER", tmp_path)
    for name, seed in (("validation-images", 1), ("validation-strokes", 2)):
        made = [
            touching._of_strokes([PENS], length, np.random.default_rng([seed, length, i]))
            for length in (2, 3, 4)
            for i in range(5)
        ]
        touching.saved(name, made)
    site.install_packages()
    told = site.run_node(["bench/lattice.mjs", str(tmp_path), "--measure"])
    read = [[int(word) for word in line.replace(",", "").split() if word.isdigit()] for line in told.splitlines()]
    both, pieces, alone = (sum(each) for each in zip(*read, strict=True))
    assert pieces >= 24 and both >= FLOOR * pieces and both >= alone, told


# Of such numbers, the share that is read at least. If larger, what is learnt anew may fail for a number or two.
FLOOR = 0.8
