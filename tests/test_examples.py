"""What a network is fitted on: images, drawings of pen strokes, what is no digit, and the order in which they come."""

from dataclasses import replace

import numpy as np
import pytest
from drawings import DRAWINGS

from train import augmentation, datasets, drawings, examples, models, writers
from train.augmentation import Augmentation
from train.datasets import EMBEDDED, Images, PenDigit

SETTINGS = replace(models.embedded_settings("default"), non_digits=0.003, drawn_digits=0.01, epochs=2, batch=400)
PEN = [
    PenDigit(tuple(np.array(stroke) for stroke in strokes), label, 1) for label, strokes in list(DRAWINGS.values())[:4]
]


@pytest.fixture(scope="module", autouse=True)
def kept_here(tmp_path_factory):
    """Drawings are kept in a folder of the test's own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(datasets, "DOWNLOADS", tmp_path_factory.mktemp("data"))
        yield


@pytest.fixture(scope="module")
def data():
    return examples.training_data(EMBEDDED, SETTINGS)


def test_batches_after_an_interruption_are_those_that_would_have_come(data):
    few, settings = replace(data, images=data.images[:60]), replace(SETTINGS, batch=24)
    stream, steps = examples.batches(few, settings, first_epoch=0)
    resumed, _ = examples.batches(few, settings, first_epoch=1)
    for (images, labels), (again, labels_again) in zip(stream.skip(steps), resumed, strict=True):
        np.testing.assert_array_equal(images, again)
        np.testing.assert_array_equal(labels, labels_again)


def test_what_is_no_digit_is_in_every_epoch(data):
    for labels in (data.images.labels, data.drawings.labels):
        assert (labels == 10).any()
    assert (data.plain.labels < 10).all() and (data.validation.labels < 10).all()
    rows = examples.epoch_order(data, replace(SETTINGS, batch=1), epoch=0)
    drawn = rows[rows >= len(data.images)]
    assert len(drawn) == 3 * len(data.drawings.labels)


def test_an_epoch_sees_every_image_and_three_sets_of_drawings_each_in_its_turn(data):
    count, each = len(data.images), len(data.drawings.labels)
    seen = []
    for epoch in range(8):
        rows = examples.epoch_order(data, replace(SETTINGS, batch=1), epoch)
        assert sorted(rows[rows < count]) == list(range(count))
        chosen = sorted(set((rows[rows >= count] - count) // each))
        assert len(rows) == count + 3 * each and len(chosen) == 3
        seen += chosen
    assert sorted(seen) == list(range(24))


def test_images_are_shuffled_otherwise_in_every_epoch(data):
    first, again, second = (examples.epoch_order(data, SETTINGS, epoch) for epoch in (0, 0, 1))
    np.testing.assert_array_equal(first, again)
    assert (first[:100] == second[:100]).mean() < 0.1
    assert len(first) % 400 == 0


def test_images_are_left_alone_where_no_augmentation_is_asked_for(data):
    stream, _ = examples.batches(data, replace(SETTINGS, augmentation=Augmentation.of(), batch=64), first_epoch=0)
    images, _ = next(iter(stream))
    known = {image.tobytes() for image in (data.images.pixels / np.float32(255))}
    known |= {image.tobytes() for image in data.drawings.pixels.reshape(-1, 28, 28) / np.float32(255)}
    assert all(image.numpy().tobytes() in known for image in images)


def drawn(pen, count, **settings):
    nothing = {"drawn_digits": 0.0, "windows": 0.0, "non_digits": 0.0}
    return drawings.warped(pen, count, replace(SETTINGS, **nothing | settings))


def test_pen_strokes_are_drawn_many_times_each_otherwise_and_by_the_seed_alone(monkeypatch):
    monkeypatch.setattr(drawings, "SETS", 4)
    made = drawn(PEN, 4, non_digits=0.5)
    strokes = [digit.strokes for digit in PEN]
    for k in range(4):
        again = augmentation.draw_all_warped(strokes, (SETTINGS.seed, k, 0), SETTINGS.augmentation)
        np.testing.assert_array_equal(made.pixels[k, :4], again)
    assert made.pixels.shape == (4, 6, 28, 28)
    assert made.labels.tolist() == [*(digit.label for digit in PEN), 10, 10]
    first = made.pixels[:, 0].astype(float)
    assert np.abs(first[1:] - first[:-1]).max(axis=(1, 2)).min() > 100
    plain = drawings.plain(PEN)
    alike = [np.corrcoef(one[i].ravel(), plain.pixels[i].ravel())[0, 1] for one in made.pixels for i in range(4)]
    assert np.mean(alike) > 0.4


def test_a_set_has_what_the_settings_ask_for_and_every_label_is_that_of_its_drawing(monkeypatch):
    monkeypatch.setattr(drawings, "SETS", 2)
    made = drawn(PEN, 4, drawn_digits=2.5, windows=1.0, non_digits=0.25)
    labels = [*(digit.label for digit in PEN), *range(10), 0, 1, 10, 10, 10]
    assert made.labels.tolist() == labels
    assert made.pixels.shape == (2, len(labels), 28, 28) and (made.pixels.max(axis=(2, 3)) > 100).all()


def test_drawings_are_kept_until_something_that_decides_them_is_another(monkeypatch, capsys):
    monkeypatch.setattr(drawings, "SETS", 1)
    first = drawn(PEN, 4, drawn_digits=0.5)
    assert "drawing what is trained on: 1 of 1 sets" in capsys.readouterr().out
    again = drawn(PEN, 4, drawn_digits=0.5)
    assert capsys.readouterr().out == ""
    np.testing.assert_array_equal(first.pixels, again.pixels)
    for pen, settings in ((PEN, {"seed": 2}), (PEN[:3], {}), (PEN, {"augmentation": Augmentation(shear=0.3)})):
        if "augmentation" in settings:
            assert len(list(datasets.DOWNLOADS.iterdir())) > 1, "while there is room, older drawings stay"
            monkeypatch.setattr(drawings, "ROOM", 0)
        drawn(pen, 4, drawn_digits=0.5, **settings)
        assert "1 of 1 sets" in capsys.readouterr().out
    assert len(list(datasets.DOWNLOADS.iterdir())) == 1, "older drawings are removed"


def test_drawings_come_to_the_network_as_they_were_drawn():
    train, validation, _ = datasets.load_embedded()
    drawn = drawings.Drawings(np.stack([validation.pixels[4 * k : 4 * k + 4] for k in range(24)]), np.full(4, 7))
    data = examples.TrainingData(train[:7], drawn, train[:7], validation)  # the first seven are 0 to 6
    settings = replace(SETTINGS, epochs=1, batch=7 + 4 * 3, augmentation=Augmentation(coarse=0))
    stream, steps = examples.batches(data, settings, first_epoch=0)
    ((images, labels),) = stream
    drawn = np.asarray(images)[np.asarray(labels) == 7]
    assert (steps, len(drawn)) == (1, 12)
    for image in drawn:  # of the first three sets
        assert np.abs(validation.inputs[:12] - image).max(axis=(1, 2, 3)).min() < 1e-6


def test_digits_of_held_out_writers_are_judged_on_and_never_trained_on(monkeypatch):
    pen = [replace(digit, writer=writer) for digit in PEN for writer in (5, 7)]
    mnist = datasets.load_embedded()[0]
    by = np.arange(100) % 10 * 7  # ten writers of ten digits each
    monkeypatch.setattr(drawings, "SETS", 1)
    monkeypatch.setattr(datasets, "load_pen", lambda source: pen)
    monkeypatch.setattr(datasets, "load_mnist", lambda source: (mnist[:100], mnist[100:110]))
    monkeypatch.setattr(writers, "load", lambda source: by)
    nothing = {"non_digits": 0.0, "non_digit_pictures": 0.0, "drawn_digits": 0.0, "windows": 0.0}
    settings = replace(models.NETWORKS["default"].settings, **nothing, validation=0.2)
    data = examples.training_data("folder", settings)
    assert (len(data.images), len(data.drawings.labels), len(data.validation)) == (80, 4, 20 + 4)
    kept = {image.tobytes(): writer for image, writer in zip(mnist.pixels[:100], by, strict=True)}
    trained = {kept[image.tobytes()] for image in data.images.pixels}
    held_out = {kept[image.tobytes()] for image in data.validation.pixels[:20]}
    assert (len(trained), len(held_out)) == (8, 2) and not trained & held_out
    judged = examples.test_sets("folder")
    assert {name: len(images) for name, images in judged.items()} == {
        "MNIST test": 10,
        "pen strokes of held-out writers": 4,
    }
    assert isinstance(judged["MNIST test"], Images)
