"""Data of people's own: every form that is taken, what is made of it, and what is said of what is broken."""

import gzip
import io
import json
import struct
from functools import cache

import numpy as np
import pytest
from PIL import Image

import build
from tools import experiments
from train import contact_sheet, datasets, examples, hands, ink, models, own_data, runs, sources
from train.datasets import DataError
from train.own_data import OwnData

EACH = 6  # of each digit


@cache
def strokes_of(label, seed):
    return [stroke * 80 + 10 for stroke in hands.draw(np.random.default_rng((label, seed)), label)]


@cache
def png(label, seed, light, side):
    """The bytes of a picture's file."""
    with io.BytesIO() as file:
        Image.fromarray(drawn(label, seed, light, side)).save(file, "PNG")
        return file.getvalue()


@cache
def drawn(label, seed, light=True, side=100):
    """A picture of a digit, (side, side) uint8, dark on light or light on dark."""
    grid = ink.draw([(s - 10) / 80 * 18 + 5 for s in strokes_of(label, seed)], 2.6)
    image = Image.fromarray(np.uint8(np.round(255 * grid))).resize((side, side))
    return 255 - np.asarray(image) if light else np.asarray(image)


def saved_drawing(label, seed):
    points = [[{"x": float(x), "y": float(y)} for x, y in stroke] for stroke in strokes_of(label, seed)]
    box = {"x": 0, "y": 0, "width": 110, "height": 110}
    read = {"text": str(label), "digits": [{"digit": label, "box": box}]}
    return {"format": "digitpad drawing", "version": 1, "reading": read, "strokes": points}


def collected(people=3, each=2):
    return {
        "format": "digitpad digits",
        "version": 1,
        "writers": [
            {
                "name": f"person {who}",
                "digits": [
                    {"label": label, "strokes": saved_drawing(label, 100 * who + i)["strokes"]}
                    for label in range(10)
                    for i in range(each)
                ],
            }
            for who in range(people)
        ],
    }


def fill_folder(folder, name="{0}.png", light=lambda seed: seed % 2 == 0, labels=range(10)):
    for label in labels:
        (folder / str(label)).mkdir(parents=True)
        for seed in range(EACH):
            file = folder / str(label) / name.format(seed, label=label)
            file.write_bytes(png(label, seed, light(seed), 40 + 5 * seed))
    return folder


def arrays(side=20, light=True):
    pairs = [(label, seed) for label in range(10) for seed in range(EACH)]
    return np.stack([drawn(*pair, light, side) for pair in pairs]), np.array([label for label, _ in pairs])


def write_idx(path, array):
    head = bytes([0, 0, 8, array.ndim]) + struct.pack(f">{array.ndim}I", *array.shape)
    path.write_bytes(gzip.compress(head + array.astype(np.uint8).tobytes()))


# The forms that are taken


def a_folder(at):
    fill_folder(at / "digits")
    (at / "digits" / "none").mkdir()
    Image.fromarray(255 - np.uint8(np.eye(30) * 255)).save(at / "digits" / "none" / "slash.png")
    return at / "digits"


def a_table(at):
    fill_folder(at / "pictures")
    rows = [f"{label},pictures/{label}/{seed}.png" for label in range(10) for seed in range(EACH)]
    (at / "labels.csv").write_text("\n".join(["label,path", *rows]))
    return at / "labels.csv"


def a_table_without_head(at):
    table = a_table(at)
    table.write_text("\n".join(";".join(reversed(row.split(","))) for row in table.read_text().splitlines()[1:]))
    return table


def an_npz_with_light_ground(at):
    x, y = arrays()
    np.savez(at / "mine.npz", x_train=x / 255, y_train=y)
    return at / "mine.npz"


def an_npz_of_flat_rows_and_one_hot_labels(at):
    x, y = arrays(28, light=False)
    np.savez(at / "mine.npz", x_train=x.reshape(len(x), -1), y_train=np.eye(10)[y])
    return at / "mine.npz"


def an_idx(at):
    x, y = arrays(28, light=False)
    write_idx(at / "train-images-idx3-ubyte.gz", x)
    write_idx(at / "train-labels-idx1-ubyte.gz", y)
    return at


def drawings_of_the_page(at):
    for label in range(10):
        for seed in range(EACH):
            (at / f"{label}-{seed}.json").write_text(json.dumps(saved_drawing(label, seed)))
    return at


def digits_collected_on_the_page(at):
    (at / "digits.json").write_text(json.dumps(collected()))
    return at / "digits.json"


FORMS = [
    *(a_folder, a_table, a_table_without_head, an_npz_with_light_ground, an_npz_of_flat_rows_and_one_hot_labels),
    *(an_idx, drawings_of_the_page, digits_collected_on_the_page),
]


@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_prepared_like_the_page_and_divided(tmp_path, form):
    data = sources.named(str(form(tmp_path)))
    assert sources.is_own(data)
    parts = data.parts(0.2)
    counts = {part: np.bincount([one.label for one in samples], minlength=11) for part, samples in parts.items()}
    assert all((count[:10] >= 1).all() for count in counts.values())
    assert sum(count[:10].sum() for count in counts.values()) == 60
    for samples in parts.values():
        for one in samples:
            inked = np.argwhere(one.image > 0)
            extent = (np.ptp(inked, axis=0) + 1).max()
            assert one.image.shape == (28, 28) and 18 <= extent <= 22, one.where  # sharpened, it may lose a pale edge
            assert one.image[0].max() == 0 or one.image[-1].max() == 0, "the ground is black"
    images = {part: {one.image.tobytes() for one in samples} for part, samples in parts.items()}
    assert not images["train"] & images["test"] and not images["train"] & images["validation"]


@pytest.mark.parametrize("ground", ["light", "dark"])
def test_a_digit_that_fills_its_frame_is_told_by_the_polarity_of_its_set(tmp_path, ground):
    x, y = arrays(20, light=ground == "light")
    paper, pen = (255, 0) if ground == "light" else (0, 255)
    x[3] = pen
    x[3][4:-4, 4:-4] = paper  # a square 0 whose line is the border
    np.savez(tmp_path / "mine.npz", x_train=x, y_train=y)
    image = OwnData(tmp_path / "mine.npz").samples[3].image
    assert image[4:6, 8:20].min() > 200 and image[13:15, 13:15].max() == 0


def test_digits_that_are_prepared_already_stay_as_they_are(tmp_path):
    x, y = np.stack([ink.as_bytes(ink.from_strokes(strokes_of(d % 10, d))) for d in range(60)]), np.arange(60) % 10
    np.savez(tmp_path / "mine.npz", x_train=x, y_train=y)
    kept = [one.image for one in OwnData(tmp_path / "mine.npz").samples]
    same = np.mean([np.array_equal(*pair) for pair in zip(x, kept, strict=True)])
    assert same > 0.9  # others are further off their centre, since they would leave the picture


def test_given_parts_are_kept_and_what_is_in_both_is_not_trained_on(tmp_path):
    x, y = arrays()
    np.savez(tmp_path / "mine.npz", x_train=x, y_train=y, x_test=x[::2], y_test=y[::2])
    data = OwnData(tmp_path / "mine.npz")
    parts = data.parts(0.2)
    assert data.divided_by() == "folders" and len(parts["test"]) == 30
    assert len(parts["train"]) + len(parts["validation"]) == 30
    assert any(
        "30 left out that are there twice, 30 of them in two parts" in line for line in own_data.described(data, 0.2)
    )
    folder = fill_folder(tmp_path / "a" / "train")
    fill_folder(tmp_path / "a" / "test")
    assert {one.part for one in OwnData(folder.parent).samples} == {"test"}  # the same digits: nothing is left


def test_how_many_there_are_of_each_size_polarity_and_part_is_said_first(tmp_path):
    data = OwnData(a_folder(tmp_path))
    counted, seen, divided = own_data.described(data, 0.2)
    assert counted == ", ".join([*(f"6 of {digit}" for digit in range(10)), "1 of none"])
    assert seen == "pictures from 30×30 to 65×65 pixels, 31 dark on light and 30 light on dark"
    assert divided == "41 to train on, 10 to validate with, 10 to test with; by chance"


def test_no_writer_is_in_two_parts_where_names_say_who_wrote(tmp_path):
    for label in range(10):
        (tmp_path / str(label)).mkdir()
        for who in ("ann", "bob", "cy", "di"):
            for seed in range(2):
                picture = Image.fromarray(drawn(label, ord(who[0]) + 1000 * seed))
                picture.save(tmp_path / str(label) / f"{who}-{label}-{seed}.png")
    data = OwnData(tmp_path)
    wrote = {part: {one.writer for one in samples} for part, samples in data.parts(0.2).items()}
    assert data.divided_by() == "writers"
    assert sorted(len(names) for names in wrote.values()) == [1, 1, 2]
    assert set.union(*wrote.values()) == {"ann", "bob", "cy", "di"}


@pytest.mark.parametrize("name", ["img_{0}.png", "{0}.png", "{label}-{0}.png"])
def test_names_that_are_no_people_divide_nothing(tmp_path, name):
    assert OwnData(fill_folder(tmp_path / "digits", name)).divided_by() == "chance"


def test_people_may_have_folders_of_their_own(tmp_path):
    for who in ("ann", "bob", "cy"):
        fill_folder(tmp_path / who, light=lambda seed, who=who: who == "ann")
        for file in (tmp_path / who).rglob("*.png"):
            Image.fromarray(drawn(int(file.parent.name), int(file.stem) + ord(who[0]))).save(file)
    assert OwnData(tmp_path).divided_by() == "writers"


def test_the_division_does_not_depend_on_names_or_order(tmp_path):
    one, other = fill_folder(tmp_path / "one"), fill_folder(tmp_path / "other", "z{0}.png")
    tests = [{s.image.tobytes() for s in OwnData(folder).parts(0.2)["test"]} for folder in (one, other)]
    assert tests[0] == tests[1]


# What is said of what is broken


def faulty(build_it):
    """A folder of good pictures, with something done to it."""

    def make(at):
        folder = fill_folder(at / "digits")
        return build_it(folder) or folder

    return make


def put(path, content=b""):
    def make(folder):
        (folder / path).parent.mkdir(exist_ok=True, parents=True)
        (folder / path).write_bytes(content)

    return faulty(make)


def npz(**changed):
    def make(at):
        x, y = arrays()
        found = {"x_train": x, "y_train": y} | {name: value(x, y) for name, value in changed.items()}
        np.savez(at / "mine.npz", **{name: value for name, value in found.items() if value is not None})
        return at / "mine.npz"

    return make


def table(*rows):
    def make(at):
        a_table(at)
        lines = (at / "labels.csv").read_text().splitlines()
        (at / "labels.csv").write_text("\n".join([*lines, *rows]))
        return at / "labels.csv"

    return make


def text(name, content):
    def make(at):
        (at / name).write_text(content)
        return at / name

    return make


def nothing(at):
    (at / "empty").mkdir()
    return at / "empty"


def same_twice(folder):
    (folder / "5" / "again.png").write_bytes((folder / "3" / "0.png").read_bytes())


def blank(folder):
    Image.new("L", (30, 30), 200).save(folder / "2" / "blank.png")


def without_seven(folder):
    for file in (folder / "7").iterdir():
        file.unlink()


def few(folder):
    for seed in range(2, EACH):
        (folder / "4" / f"{seed}.png").unlink()


def cut(folder):
    whole = (folder / "6" / "5.png").read_bytes()
    (folder / "6" / "5.png").write_bytes(whole[: len(whole) // 2])


def cut_idx(at):
    an_idx(at)
    x, _ = arrays(28)
    (at / "train-images-idx3-ubyte.gz").write_bytes(bytes([0, 0, 8, 3]) + struct.pack(">3I", *x.shape) + b"\0" * 99)
    return at


def idx_without_labels(at):
    an_idx(at)
    (at / "train-labels-idx1-ubyte.gz").unlink()
    return at


BROKEN = {
    "a folder with nothing in it": (nothing, r"empty holds no digits to train on: .*the folder is empty"),
    "a text": (text("notes.txt", "seven"), r"notes\.txt holds no digits.*a \.txt file came"),
    "a file that is no picture": (put("3/note.png", b"seven"), r"3/note\.png: it is no picture, or a damaged one"),
    "an empty picture": (put("3/none.png"), r"3/none\.png: it is no picture, or a damaged one \(0 bytes\)"),
    "a picture that was cut": (faulty(cut), r"6/5\.png: it can't be read"),
    "a picture without ink": (faulty(blank), r"2/blank\.png: it shows no ink"),
    "a folder of another name": (put("ten/0.png"), r"ten/0\.png: it is in no folder that is called 0 to 9, or none"),
    "another kind of file": (put("3/film.mp4", b"x"), r"film\.mp4: expected a picture.*not \.mp4"),
    "the same picture under two labels": (faulty(same_twice), r"3/0\.png: the same as 5/again\.png, one as 3"),
    "a digit that is missing": (faulty(without_seven), r"has no digit 7: expected at least 5"),
    "too few of one": (faulty(few), r"has only 2 of 4: expected at least 5"),
    "folders without pictures": (lambda at: (at / "d" / "3").mkdir(parents=True) or at / "d", r"hold no pictures"),
    "a row without a file": (table("3,gone.png"), r"labels\.csv: 1 of 61.*\n  row 62, gone\.png: there is no such"),
    "a row with a letter": (table("x,pictures/3/0.png"), r"row 62, .*: its label is x: expected 0 to 9"),
    "a table without a label": (text("t.csv", "file,colour\na.png,red\n"), r"t\.csv: its first row is file, colour"),
    "an empty table": (text("t.csv", ""), r"t\.csv is empty"),
    "arrays of other names": (npz(x_train=lambda *_: None, images=lambda x, y: x), r"mine\.npz has the arrays y_train"),
    "more pictures than labels": (npz(y_train=lambda x, y: y[:-1]), r"x_train has 60 pictures and 59 labels"),
    "labels of letters": (npz(y_train=lambda x, y: y + 10), r"y_train holds 11 .*Letters and other signs"),
    "pictures of one row": (npz(x_train=lambda x, y: x[:, 0]), r"x_train has the shape \(60, 20\)"),
    "values out of range": (npz(x_train=lambda x, y: x * 300.0), r"x_train holds values from 0 to 76500"),
    "values that are no numbers": (npz(x_train=lambda x, y: x * np.nan), r"values that are no numbers"),
    "an archive that was cut": (text("mine.npz", "PK\3\4"), r"mine\.npz can't be read"),
    "an IDX file that was cut": (cut_idx, r"train-images.*damaged or cut short \(expected 47,040 values, got 99\)"),
    "IDX images without labels": (idx_without_labels, r"no labels beside it: expected a file train-labels-idx1"),
    "a drawing that was cut": (text("seven.json", '{"format": '), r"seven\.json: it is not JSON, or only a part"),
    "other JSON": (text("seven.json", "[]"), r"seven\.json: it is no drawing saved on the page"),
    "a drawing of a newer page": (
        text("seven.json", json.dumps(saved_drawing(7, 1) | {"version": 2})),
        r"another version of the page: expected 1, got 2",
    ),
    "a drawing without ink": (
        text("seven.json", json.dumps(saved_drawing(7, 1) | {"strokes": []})),
        "nothing is drawn",
    ),
    "a drawing that nobody read": (
        text("seven.json", json.dumps(saved_drawing(7, 1) | {"reading": {}})),
        r"does not say what was read in it",
    ),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_what_is_broken_is_told_in_plain_words_with_its_file(tmp_path, fault):
    make, said = BROKEN[fault]
    path = make(tmp_path)
    with pytest.raises(DataError, match=said) as told:
        OwnData(path).parts(0.15)
    assert path.name in str(told.value) and "delete it" not in str(told.value).lower()


def test_many_faults_are_told_at_once_but_not_all_of_them(tmp_path):
    folder = fill_folder(tmp_path / "digits")
    for number in range(9):
        (folder / "1" / f"bad-{number}.png").write_text("no picture")
    with pytest.raises(DataError, match=r"9 of 69 can't be used") as told:
        OwnData(folder).parts(0.15)
    assert str(told.value).count("bad-") == 5 and "and 4 more" in str(told.value)


# As a source


def test_mnist_of_ones_own_under_its_name_is_another_set(tmp_path):
    x, y = arrays(28, light=False)
    np.savez(tmp_path / "mnist.npz", x_train=x, y_train=y)
    assert sources.is_own(sources.named(str(tmp_path)))
    assert not sources.is_own(sources.named("embedded"))
    with pytest.raises(DataError, match="No folder"):
        sources.named(str(tmp_path / "gone"))


def test_the_test_digits_of_a_site_are_never_those_of_someones_own(tmp_path, monkeypatch):
    from tools import test_digits

    monkeypatch.setenv("DIGITPAD_DATA", str(an_npz_with_light_ground(tmp_path)))
    assert test_digits.set_name() == "embedded digits, test"
    test_digits.write(tmp_path)
    assert json.loads((tmp_path / "test-digits" / "index.json").read_text())["count"] == 300


def test_what_was_drawn_is_trained_on_as_strokes_and_none_only_where_it_can_be_learnt(tmp_path):
    (tmp_path / "a").mkdir()
    data = OwnData(digits_collected_on_the_page(tmp_path / "a"))
    settings = models.own_settings("default", data.count)
    made = data.drawn(settings.validation)
    assert len({digit.writer for digit in made}) == 1  # of three: one each for validation and the test
    assert len(made) == 20 and all(len(digit.strokes) for digit in made)
    (tmp_path / "b").mkdir()
    folder = OwnData(a_folder(tmp_path / "b"))
    for pictures, expected in ((0.0, 0), (0.1, 1 + round(0.1 * 40))):
        few = models.own_settings("first-cnn", folder.count)
        settings = type(few)(**{**vars(few), "non_digit_pictures": pictures})
        assert (examples.training_data(folder, settings).images.labels == 10).sum() == expected


def test_few_digits_are_seen_often_and_many_as_the_network_asks(tmp_path):
    few, many = (models.own_settings("three-conv", count) for count in (200, 60_000))
    assert (few.batch, few.epochs, many.batch, many.epochs) == (32, 60, 64, 5)
    assert few.augmentation.rotation == 10 and many.augmentation.rotation == 0


def test_a_run_on_ones_own_data_has_a_name_and_a_checksum_of_its_own(tmp_path):
    folder = fill_folder(tmp_path / "My Digits")
    one = experiments.experiment("first-cnn", OwnData(folder), {})
    assert (one.published, one.run.name) == ("first-cnn-my-digits", "first-cnn-my-digits")
    before = runs.asked_for("first-cnn", OwnData(folder), one.settings)["data"]
    assert list(before) == ["own: my-digits"]
    (folder / "3" / "0.png").rename(folder / "8" / "moved.png")
    assert runs.asked_for("first-cnn", OwnData(folder), one.settings)["data"] != before


def test_the_contact_sheet_shows_every_label(tmp_path):
    data = OwnData(a_folder(tmp_path))
    with Image.open(contact_sheet.write(tmp_path / "sheet.png", data.parts(0.2))) as sheet:
        pixels = np.asarray(sheet)
    rows = pixels[14 : 14 + 11 * 30].reshape(11, 30, -1)
    assert all((row[:28, 44:72] == 255).any() for row in rows)


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        (["--pen"], "--pen does not apply: there are no pen strokes among data of one's own"),
        (["--windows", "0.2"], "--windows 0.2 does not apply"),
        (["--batch", "5000"], "--batch 5000: expected at most 40"),
    ],
)
def test_settings_that_do_not_apply_to_ones_own_data_are_told(tmp_path, monkeypatch, flags, said):
    monkeypatch.setattr(experiments, "RUNS", tmp_path / "runs")
    folder = fill_folder(tmp_path / "digits")
    with pytest.raises(SystemExit, match=said):
        build.main(["train", "first-cnn", "--data", str(folder), *flags])


def test_published_names_are_not_used_up_by_the_embedded_digits():
    assert experiments.experiment("default", datasets.EMBEDDED, {}).published == "embedded"
