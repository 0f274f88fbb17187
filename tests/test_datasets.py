"""Data that is parsed, verified and, where it is missing, cut or wrong, refused in words; and the names of sets."""

import gzip
import json
import zipfile

import numpy as np
import pytest

from tools import site
from train import contract, datasets, sets, writers

TWO_STROKES = """.INCLUDE dene.doc
.SEGMENT DIGIT    0 ? "4"
.COMMENT 4 12  224
.PEN_DOWN
 10 90
 10  50
 40 50
.PEN_UP
.DT 100
.PEN_DOWN
 30 70
 30 -5
.PEN_UP
.DT 100

.SEGMENT DIGIT  1-1 ? "1"
.COMMENT 1  3   7
.PEN_DOWN
 5 5
.PEN_UP
"""


def test_unipen_becomes_strokes_with_y_pointing_down():
    four, one = datasets.parse_unipen(TWO_STROKES)
    assert (four.label, four.writer, one.label, one.writer) == (4, 12, 1, 3)
    assert [stroke.tolist() for stroke in four.strokes] == [[[10, -90], [10, -50], [40, -50]], [[30, -70], [30, 5]]]
    assert [stroke.tolist() for stroke in one.strokes] == [[[5, -5]]]


@pytest.mark.parametrize(
    "cut",
    [
        TWO_STROKES[: TWO_STROKES.index(" 30 -5")],
        TWO_STROKES.replace('"4"', '"?"'),
        TWO_STROKES.replace(".COMMENT 4 12  224", ".COMMENT"),
        TWO_STROKES.replace(" 10  50", " 10"),
    ],
    ids=["stroke never ends", "no label", "no writer", "half a point"],
)
def test_broken_unipen_says_which_digit_and_what_was_expected(cut):
    with pytest.raises(
        datasets.DataError, match=r"pen\.tra: digit 1 is broken.*expected a label.*Fetch the file again"
    ):
        datasets.parse_unipen(cut, "pen.tra")


def test_a_folder_without_mnist_says_what_is_missing_and_what_to_do(tmp_path):
    with pytest.raises(datasets.DataError, match=r"mnist\.npz is missing.*x_train.*--data download.*--data embedded"):
        datasets.load_mnist(tmp_path)


def test_a_cut_mnist_file_is_refused(tmp_path):
    np.savez(tmp_path / "mnist.npz", x_train=np.zeros((60, 28, 28), np.uint8))
    whole = (tmp_path / "mnist.npz").read_bytes()
    (tmp_path / "mnist.npz").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(datasets.DataError, match=r"can't be read.*expected a NumPy archive.*got [\d,]+ bytes"):
        datasets.load_mnist(tmp_path)


def test_a_mnist_file_with_other_digits_is_refused_by_its_checksum(tmp_path):
    images, labels = np.zeros((2, 28, 28), np.uint8), np.zeros(2, np.uint8)
    np.savez(tmp_path / "mnist.npz", x_train=images, y_train=labels, x_test=images, y_test=labels)
    with pytest.raises(datasets.DataError, match=r"expected SHA-256 [0-9a-f]{64}.*got [0-9a-f]{64}.*Delete it"):
        datasets.load_mnist(tmp_path)


def test_pen_strokes_of_other_writers_are_refused_by_their_checksum(tmp_path):
    (tmp_path / datasets.PEN_FILE).write_text(TWO_STROKES)
    with pytest.raises(datasets.DataError, match=r"expected SHA-256 [0-9a-f]{64}.*got [0-9a-f]{64}"):
        datasets.load_pen(tmp_path)


def test_a_folder_without_pen_strokes_says_so(tmp_path):
    with pytest.raises(datasets.DataError, match=r"pendigits-orig\.tra is missing.*--data download"):
        datasets.load_pen(tmp_path)


# Who wrote MNIST's digits


def qmnist(writer_ids):
    """QMNIST's file of labels with these writers, and other numbers in the other columns."""
    rows = np.full((len(writer_ids), 8), 9, ">i4")
    rows[:, 2] = writer_ids
    return gzip.compress(bytes([0, 0, 12, 2]) + np.array(rows.shape, ">i4").tobytes() + rows.tobytes())


@pytest.fixture
def three_writers(monkeypatch):
    ids = np.array([2154, 0, 23])
    monkeypatch.setitem(datasets.CHECKSUMS, "writers", datasets.checksum(ids))
    return ids


def test_writers_are_read_from_either_file_or_fetched(tmp_path, monkeypatch, three_writers):
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    np.savez(tmp_path / "one" / "mnist_writers.npz", train=three_writers.astype(np.uint16))
    (tmp_path / "two" / writers.QMNIST_FILE).write_bytes(qmnist(three_writers))
    monkeypatch.setattr(writers, "DOWNLOADS", tmp_path / "data")
    monkeypatch.setattr(writers, "QMNIST_URL", (tmp_path / "two" / writers.QMNIST_FILE).as_uri())
    for source in (tmp_path / "one", tmp_path / "two", datasets.DOWNLOAD, datasets.DOWNLOAD):
        np.testing.assert_array_equal(writers.load(source), three_writers)
    assert [path.name for path in (tmp_path / "data").iterdir()] == [writers.QMNIST_FILE]


def test_writers_that_are_missing_cut_or_others_are_refused_in_words(tmp_path, monkeypatch, three_writers):
    with pytest.raises(datasets.DataError, match=r"neither mnist_writers\.npz nor qmnist.*--data download"):
        writers.load(tmp_path)
    for content in (qmnist(three_writers)[:-20], gzip.compress(b"no labels"), b""):
        (tmp_path / writers.QMNIST_FILE).write_bytes(content)
        with pytest.raises(datasets.DataError, match=r"can't be read.*Delete it"):
            writers.load(tmp_path)
    (tmp_path / writers.QMNIST_FILE).write_bytes(qmnist([1, 2, 3]))
    with pytest.raises(datasets.DataError, match=r"expected SHA-256.*got"):
        writers.load(tmp_path)
    monkeypatch.setattr(writers, "QMNIST_URL", (tmp_path / "nowhere").as_uri())
    monkeypatch.setattr(writers, "DOWNLOADS", tmp_path / "data")
    with pytest.raises(datasets.DataError, match=r"could not be fetched.*Check the connection"):
        writers.load(datasets.DOWNLOAD)


def compressed(text):
    """Text of at most 250 letters as compress(1) writes it: 9-bit codes, all of them literals."""
    bits = "".join(f"{code:09b}"[::-1] for code in text.encode())
    padded = bits.ljust(-(-len(bits) // 8) * 8, "0")
    return b"\x1f\x9d\x90" + bytes(int(padded[i : i + 8][::-1], 2) for i in range(0, len(padded), 8))


@pytest.fixture
def uci(tmp_path, monkeypatch):
    """UCI's zip, with one short digit in it, at a file: address; what it decodes to counts as right."""
    text = '.SEGMENT DIGIT 0 ? "1"\n.COMMENT 1 3 7\n.PEN_DOWN\n 5 9\n 5 1\n.PEN_UP\n'
    archive = tmp_path / "pen.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr(datasets.PEN_FILE + ".Z", compressed(text))
    arrays = datasets._pen_arrays(datasets.parse_unipen(text))
    monkeypatch.setitem(datasets.CHECKSUMS, "pen", datasets.checksum(*arrays))
    monkeypatch.setattr(datasets, "PEN_URL", archive.as_uri())
    monkeypatch.setattr(datasets, "DOWNLOADS", tmp_path / "data")
    return archive


def test_pen_strokes_are_fetched_unpacked_and_kept(uci):
    assert [digit.label for digit in datasets.load_pen(datasets.DOWNLOAD)] == [1]
    uci.unlink()
    assert len(datasets.load_pen(datasets.DOWNLOAD)) == 1


@pytest.mark.parametrize("broken", ["cut", "absent", "another file"])
def test_a_failed_download_leaves_nothing_behind(uci, broken):
    if broken == "cut":
        uci.write_bytes(uci.read_bytes()[:60])
    elif broken == "absent":
        uci.unlink()
    else:
        with zipfile.ZipFile(uci, "w") as packed:
            packed.writestr("readme", "no strokes")
    with pytest.raises(datasets.DataError, match=r"could not be fetched from .*--data FOLDER.*--data embedded"):
        datasets.load_pen(datasets.DOWNLOAD)
    assert not list(datasets.DOWNLOADS.glob("*"))


def test_a_folder_that_is_not_there_is_named(monkeypatch):
    monkeypatch.setenv("DIGITPAD_DATA", "/no/such/folder")
    with pytest.raises(datasets.DataError, match=r"No folder .*such.folder.*DIGITPAD_DATA"):
        datasets.source_named()


def test_without_any_data_the_embedded_digits_serve(monkeypatch, tmp_path):
    monkeypatch.delenv("DIGITPAD_DATA", raising=False)
    monkeypatch.setattr(datasets, "DOWNLOADS", tmp_path)
    assert datasets.source_named() == datasets.EMBEDDED
    train, validation, test = datasets.load_embedded()
    assert (len(train), len(validation), len(test)) == (1197, 300, 300)
    assert train.pixels.shape == (1197, 28, 28)
    assert train.pixels.max() == 255


def test_held_out_writers_are_at_least_six_of_the_thirty():
    assert len(set(datasets.VALIDATION_WRITERS)) >= 6
    assert set(datasets.VALIDATION_WRITERS) <= set(range(1, 31))


# Names and numbers that Python and JavaScript share

CARDS = sorted((site.ROOT / "web" / "model").glob("*/card.json"))


def exported(module, name):
    """What a JavaScript module exports by a name, as JSON has it."""
    script = f"import {{ {name} }} from './{module}'; console.log(JSON.stringify({name}));"
    return json.loads(site.run_node(["--input-type=module", "-e", script]))


def named_in_cards():
    """The names of the sets that committed cards and reports have figures of."""
    names = {title.rpartition(" (")[0] for path in CARDS for title in json.loads(path.read_text())["accuracy"]}
    reports = (path.with_name("report.json") for path in CARDS)
    return names | {name for path in reports for name in json.loads(path.read_text())["sets"]}


def test_sets_are_called_what_committed_cards_and_reports_call_them():
    assert len(CARDS) >= 6
    assert named_in_cards() == {"MNIST test", "pen strokes of held-out writers", "validation"}
    assert {sets.MNIST, sets.PEN, sets.VALIDATION} == named_in_cards()
    assert sets.EMBEDDED == "embedded digits, test"
    sizes = {title for path in CARDS for title in json.loads(path.read_text())["accuracy"] if title.startswith("MNIST")}
    assert sizes == {sets.with_size(sets.MNIST, 10_000)} == {"MNIST test (10,000)"}


def test_the_pages_know_every_set_by_its_name():
    assert set(exported("web/js/ui/sets.js", "SETS")) == {sets.MNIST, sets.PEN, sets.EMBEDDED, sets.VALIDATION}
    assert set(exported("web/js/ui/sets.js", "SOURCES")) == set(datasets.CHECKSUMS)


@pytest.mark.parametrize(("name", "value"), [("SIDE", 28), ("PIXELS", 784), ("DIGITS", 10), ("CLASSES", 11)])
def test_the_page_has_the_numbers_of_training(name, value):
    assert getattr(contract, name) == value == exported("web/js/reader/shared/contract.js", name)


@pytest.fixture
def keras_file(tmp_path, monkeypatch):
    """A small mnist.npz at a file: address; what it decodes to counts as right."""
    labels = np.array([3, 5], np.uint8)
    pixels = np.arange(2 * 784, dtype=np.uint32).reshape(2, 28, 28).astype(np.uint8)
    archive = tmp_path / "mnist.npz"
    np.savez(archive, x_train=pixels, y_train=labels, x_test=pixels[::-1], y_test=labels[::-1])
    checksum = datasets.checksum(pixels, labels, pixels[::-1], labels[::-1])
    monkeypatch.setitem(datasets.CHECKSUMS, "mnist", checksum)
    monkeypatch.setattr(datasets, "MNIST_URL", archive.as_uri())
    monkeypatch.setattr(datasets, "DOWNLOADS", tmp_path / "data")
    return archive


def test_mnist_is_fetched_verified_and_kept(keras_file):
    _, test = datasets.load_mnist(datasets.DOWNLOAD)
    assert test.labels.tolist() == [5, 3]
    keras_file.unlink()
    assert len(datasets.load_mnist(datasets.DOWNLOAD)[1]) == 2


@pytest.mark.parametrize("broken", ["cut", "absent", "other digits"])
def test_mnist_that_does_not_arrive_whole_is_refused_and_nothing_is_left(keras_file, broken):
    if broken == "cut":
        keras_file.write_bytes(keras_file.read_bytes()[:900])
    elif broken == "absent":
        keras_file.unlink()
    else:
        pixels, labels = np.zeros((2, 28, 28), np.uint8), np.array([3, 5], np.uint8)
        np.savez(keras_file, x_train=pixels, y_train=labels, x_test=pixels, y_test=labels)
    with pytest.raises(datasets.DataError, match=r"MNIST could not be fetched from .*--data FOLDER.*--data embedded"):
        datasets.load_mnist(datasets.DOWNLOAD)
    assert not list(datasets.DOWNLOADS.glob("*"))


def test_a_site_gets_mnists_test_digits_where_they_can_be_fetched_and_else_says_so(keras_file, tmp_path, capsys):
    from tools import test_digits

    def index(site):
        site.mkdir()
        test_digits.write(site, "download")
        return json.loads((site / "test-digits" / "index.json").read_text())

    fetched = index(tmp_path / "fetched")
    assert (fetched["name"], fetched["count"]) == ("MNIST test", 2)
    assert capsys.readouterr().err == ""
    (datasets.DOWNLOADS / datasets.MNIST_FILE).unlink()
    keras_file.unlink()
    without = index(tmp_path / "without")
    assert (without["name"], without["count"]) == ("embedded digits, test", 300)
    said = capsys.readouterr().err
    assert said.startswith("MNIST could not be fetched from ")
    assert said.endswith("The site is built with scikit-learn's test digits instead of MNIST's.\n")
    with pytest.raises(datasets.DataError, match=r"No folder"):  # one that is named is not replaced
        test_digits.write(tmp_path, str(tmp_path / "nowhere"))
