"""Experiments: six networks, their settings on the command line, metrics, plots, and what is up to date."""

import json
import os
import re
from dataclasses import replace

import numpy as np
import pytest
import trained
from PIL import Image
from test_own_data import an_npz_with_light_ground

import build
from errors import PlainError
from tools import experiments, flags, publish, reports, site, stages
from train import augmentation, datasets, distillation, evaluation, examples, fitting, layers, models, plots, runs, sets


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """The experiment with the tiny network, after its run."""
    return trained.run(tmp_path_factory)


def experiment(*arguments):
    """What a command would work on: the first network that it names."""
    return build._experiments(build.parser().parse_args(arguments))[0]


@pytest.fixture
def published_data(tmp_path):
    """A folder that looks as if it had the published sets, which nobody reads here."""
    for name in ("mnist.npz", "pendigits-orig.tra"):
        (tmp_path / name).write_bytes(b"")
    return str(tmp_path)


# The networks


@pytest.mark.parametrize(
    ("name", "kinds", "parameters"),
    [
        ("first-cnn", "Conv2D MaxPooling2D Dropout Conv2D MaxPooling2D Dropout Flatten Dense Dropout Dense", 42_358),
        ("three-conv", "Conv2D MaxPooling2D Conv2D MaxPooling2D Conv2D Flatten Dense Dense", 93_322),
        ("augmented", "Conv2D MaxPooling2D Conv2D MaxPooling2D Flatten Dense Dropout Dense", 225_034),
        (
            "batchnorm",
            "Conv2D BatchNormalization Conv2D BatchNormalization MaxPooling2D Dropout "
            "Conv2D BatchNormalization Conv2D BatchNormalization MaxPooling2D Dropout "
            "Flatten Dense BatchNormalization Dropout Dense",
            469_098,
        ),
        ("l2-dense", "Conv2D MaxPooling2D Conv2D MaxPooling2D Flatten Dense Dropout Dense", 225_034),
    ],
)
def test_the_five_are_as_their_authors_give_them(name, kinds, parameters):
    model = models.build(name)
    table = layers.table(model)
    assert [row["kind"] for row in table] == kinds.split()
    assert model.count_params() == sum(row["parameters"] for row in table) == parameters
    assert table[-1]["settings"] == "10 units, softmax"
    assert model.output_shape == (None, 10)


def test_another_strength_of_a_layer_is_another_network(monkeypatch):
    before = layers.checksum(models.build("l2-dense"))
    assert layers.checksum(models.build("l2-dense")) == before
    monkeypatch.setattr(models, "L2", 0.5)
    assert layers.checksum(models.build("l2-dense")) != before


def test_layers_are_told_in_words():
    table = layers.table(models.build("l2-dense"))
    assert [row["name"] for row in table[:3]] == ["Conv2D 1", "MaxPooling2D 1", "Conv2D 2"]
    assert table[0]["settings"] == "32 filters, 3×3, relu"
    assert table[0]["shape"] == [26, 26, 32]
    assert table[5]["settings"] == "128 units, relu, L2"
    assert table[6]["settings"] == "rate 0.5"


OWN = """
from keras import layers
def five():
    return [layers.Flatten(), layers.Dense(5, activation="softmax")]
def nothing():
    return 7
"""


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("fifth-cnn", r"no network fifth-cnn: expected one of default, first-cnn.*or FILE\.py:FUNCTION"),
        ("nowhere.py:mine", r"no file nowhere\.py"),
        ("{file}:yours", r"networks\.py has no function yours"),
        ("{file}:five", r"gives \(None, 5\): expected \(None, 10\)"),
        ("{file}:nothing", r"makes no network: expected a list of Keras layers"),
        ("{broken}:mine", r"broken\.py can't be loaded: NameError"),
    ],
)
def test_what_is_no_network_is_told(tmp_path, name, said):
    file, broken = tmp_path / "networks.py", tmp_path / "broken.py"
    file.write_text(OWN)
    broken.write_text("oops")
    with pytest.raises(PlainError, match=said):
        models.build(name.format(file=file, broken=broken))


# Settings


def test_every_setting_can_be_asked_for_and_is_another_run(published_data):
    asked = experiment(
        *("train", "augmented", "--data", published_data, "--epochs", "3", "--batch", "16", "--optimiser", "sgd"),
        *("--learning-rate", "0.1", "--cosine", "--patience", "2", "--seed", "9", "--validation", "0.2"),
        *("--augment", "rotation=5", "shift=1"),
    )
    expected = augmentation.Augmentation.of(rotation=5.0, shift=1.0)
    assert asked.settings == replace(
        models.network("augmented").settings,
        **{"epochs": 3, "batch": 16, "optimiser": "sgd", "learning_rate": 0.1, "cosine": True, "patience": 2},
        **{"seed": 9, "validation": 0.2, "augmentation": expected},
    )
    assert asked.command.endswith("--validation 0.2 --augment rotation=5 shift=1")
    assert asked.run.name.startswith("augmented_epochs-3_batch-16")
    assert experiment("train", "augmented", "--data", "embedded").run.name == "augmented-embedded"
    assert experiment("train", "augmented", "--augment", "none").settings.augmentation == augmentation.NONE


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        (["--augment", "rotate=5"], r"--augment rotate=5: expected none, or KEY=NUMBER with a KEY of rotation, zoom"),
        (["--augment", "rotation=far"], r"--augment rotation=far: expected none, or KEY=NUMBER"),
        (["--augment", "rotation=-1"], r"--augment rotation=-1: expected a number from 0 to 180"),
        (["--augment", "zoom=nan"], r"--augment zoom=nan: expected a number from 0 to 1"),
        (["--augment", "untouched=1.5"], r"--augment untouched=1\.5: expected a number from 0 to 1"),
        (["--non-digits", "0.5"], r"has a class for each digit and none for what is no digit"),
        (["--non-digit-pictures", "0.2"], r"none for what is no digit: train it with --non-digit-pictures 0"),
        (["--windows", "0.2"], r"--windows 0\.2 does not apply: the digits that come with scikit-learn don't say who"),
        (["--pen"], r"--pen does not apply: there are no pen strokes among the digits that come with scikit-learn"),
        (["--validation", "0.2"], r"--validation 0\.2 does not apply: .*the same 300 always are for validation"),
        (["--batch", "1198"], r"--batch 1198: expected at most 1,197, which is all that an epoch has"),
        (["--as", "../default"], r"--as \.\./default: expected a name of letters, figures, dots and dashes"),
        (["--as", "x", "--all"], r"--as x names one network, and 6 are to be trained"),
    ],
)
def test_settings_that_cannot_be_are_told(flags, said, tmp_path, monkeypatch):
    monkeypatch.setattr(experiments, "RUNS", tmp_path)
    with pytest.raises(SystemExit, match=said):
        build.main(["train", "first-cnn", "--data", "embedded", *flags])


WHOLE, RATE, SHARE = (
    r"expected a whole number from \d+ to [\d,]+, got '{}'",
    r"expected a rate, .*",
    r"expected a share.*",
)


@pytest.mark.parametrize(
    ("flag", "value", "said"),
    [
        *[("--epochs", value, WHOLE) for value in ("0", "-3", "2.5", "ten", "1e3", "10001")],
        *[("--batch", value, WHOLE) for value in ("0", "-1", "1000000", "")],
        *[("--seed", value, WHOLE) for value in ("-1", "5000000000", "one")],
        *[("--patience", value, WHOLE) for value in ("-1", "0.5")],
        *[("--distillation", value, WHOLE) for value in ("-1", "many")],
        *[("--learning-rate", value, RATE) for value in ("0", "-0.1", "nan", "inf", "100")],
        *[("--weight-decay", value, RATE) for value in ("-1", "nan")],
        *[("--validation", value, SHARE) for value in ("0", "1", "-0.1", "nan", "5%")],
        *[("--drawn-digits", value, SHARE) for value in ("-0.1", "inf")],
        *[("--windows", value, SHARE) for value in ("nan", "11")],
    ],
)
def test_numbers_are_checked_where_they_are_given(flag, value, said, capsys):
    with pytest.raises(SystemExit) as stopped:
        build.main(["train", "first-cnn", f"{flag}={value}"])
    assert stopped.value.code == 2
    told = capsys.readouterr().err
    assert re.fullmatch(rf"Argument {flag}: {said.format(re.escape(value))}\. See build\.py train --help\.\n", told), (
        told
    )


# Variants


NET = """
from keras import layers
def net():
    return [layers.Flatten(), layers.Dense(10, activation="softmax")]
default = net
"""


def test_what_comes_with_the_repository_is_replaced_only_where_as_names_it(tmp_path, monkeypatch, published_data):
    monkeypatch.setattr(experiments, "RUNS", tmp_path / "runs")
    (tmp_path / "net.py").write_text(NET)
    mnist, own = published_data, f"{tmp_path / 'net.py'}:default"
    trained = {
        arguments: experiment("train", *arguments, "--data", mnist).published
        for arguments in [
            ("default",),
            ("batchnorm",),
            ("default", "--epochs", "3"),
            ("default", "--as", "mine"),
            (own,),
        ]
    }
    assert list(trained.values()) == ["default-again", "batchnorm-again", "default-epochs-3", "mine", "default-again"]
    replaced = experiment("train", "default", "--as", "default", "--data", mnist)
    assert (replaced.published, replaced.run.name) == ("default", "default")
    assert experiment("train", "default", "--data", mnist).run.name == "default"
    assert [one.published for one in experiments.shipped(mnist)] == list(models.NETWORKS)
    assert replaced.is_shipped and not experiment("train", "default", "--data", mnist).is_shipped


def test_no_example_of_the_documentation_replaces_a_network_that_comes_with_the_repository(
    tmp_path, monkeypatch, published_data
):
    monkeypatch.setattr(experiments, "RUNS", tmp_path / "runs")
    (tmp_path / "mine.py").write_text(NET.replace("net", "my_network"))
    models.keras.Sequential([models.keras.Input((784,)), models.layers.Dense(10)]).save(tmp_path / "mnist_cnn.keras")
    given = {
        **{"download": published_data, "digits/": str(an_npz_with_light_ground(tmp_path))},
        **{"mine.py:my_network": f"{tmp_path / 'mine.py'}:my_network"},
        **{"mnist_cnn.h5": str(tmp_path / "mnist_cnn.keras")},
    }
    documents = [site.ROOT / "README.md", *sorted((site.ROOT / "docs").glob("*.md"))]
    text = "\n".join(path.read_text("utf-8") for path in documents)
    lines = re.findall(r"^uv run --group train build\.py ((?:train|export)\b.*)$", text, re.MULTILINE)
    assert len(lines) >= 9
    for line in lines:
        options = build.parser().parse_args([given.get(word, word) for word in line.split()])
        if options.names == [build.ROWS]:
            continue  # see test_rows.py
        assert [one.published for one in build._experiments(options) if one.is_shipped] == [], line


def test_two_files_with_a_function_of_one_name_do_not_share_a_folder(tmp_path, monkeypatch):
    monkeypatch.setattr(experiments, "RUNS", tmp_path / "runs")
    found = []
    for folder in ("a", "b", "a"):
        file = tmp_path / folder / "net.py"
        file.parent.mkdir(exist_ok=True)
        file.write_text(NET)
        one = experiment("train", f"{file}:net", "--data", "embedded")
        runs.prepare(one.run, runs.asked_for(one.name, one.source, one.settings))
        found.append((one.run.name, one.published))
    assert found == [("net-embedded",) * 2, ("net-embedded-2",) * 2, ("net-embedded",) * 2]


def test_runs_of_many_settings_have_folders_of_their_own_with_short_names():
    many = ["--augment", *(f"{key}=0.1" for key in ("rotation", "zoom", "shift", "shear", "elastic", "thickness"))]
    first, second = (experiment("train", "first-cnn", "--seed", seed, *many, "--data", "embedded") for seed in "12")
    assert len(first.run.name) <= 60 and first.run.name != second.run.name
    assert first.published != second.published


def test_flags_are_written_as_they_are_asked_for():
    arguments = ["--epochs", "3", "--no-cosine", "--augment", "rotation=5", "shear=0.1"]
    asked = flags.asked(build.parser().parse_args(["train", *arguments]))
    assert " ".join(flags.written(name, value) for name, value in asked.items()) == " ".join(arguments)


# Evaluation


def test_what_is_measured_is_what_was_read():
    labels = np.array([0, 0, 1, 1, 2])
    read = np.array([0, 1, 1, 1, 0])
    probabilities = np.full((5, 11), 0.01)
    probabilities[np.arange(5), read] = [0.9, 0.8, 0.9, 0.9, 0.4]
    probabilities /= probabilities.sum(axis=1, keepdims=True)
    found = evaluation.measured(labels, probabilities, {"temperature": 1.0, "reject": 0.85})
    assert (found["count"], found["accuracy"]) == (5, 0.6)
    assert found["refused"] == 1
    assert [row[:3] for row in found["confusion"][:3]] == [[1, 1, 0], [0, 2, 0], [1, 0, 0]]
    assert found["digits"][1] == {"precision": pytest.approx(2 / 3), "recall": 1, "f1": pytest.approx(0.8), "count": 2}
    assert found["digits"][7] == {"precision": 0, "recall": 0, "f1": 0, "count": 0}
    assert [(row["index"], row["label"], row["read"]) for row in found["mistakes"]] == [(1, 0, 1), (4, 2, 0)]
    assert found["loss"] == pytest.approx(-np.log(probabilities[np.arange(5), labels] * 1.0).mean(), rel=0.03)


def test_what_is_read_is_a_digit_also_where_none_is_likelier():
    probabilities = np.full((2, 11), 0.01)
    probabilities[[0, 1], [3, 7]] = 0.2
    probabilities[:, 10] = 0.7
    assert evaluation.best_digits(probabilities).tolist() == [3, 7]
    assert evaluation.accuracy(probabilities, [3, 8]) == 0.5


def test_a_run_is_measured_and_plotted(run, tmp_path, monkeypatch):
    for name in ("model.keras", "history.json"):
        (tmp_path / name).write_bytes((run.run / name).read_bytes())
    monkeypatch.setattr(plots, "GRID", (2, 4))
    monkeypatch.setattr(plots, "MAPS", 4)
    looked_into, feature_maps = [], plots.feature_maps
    monkeypatch.setattr(plots, "feature_maps", lambda *of: looked_into.append(of[1]) or feature_maps(*of))
    report = reports.of_run(replace(run, run=tmp_path), 3)
    digits = datasets.load_embedded()[2]
    np.testing.assert_array_equal(looked_into, digits.inputs[digits.labels == 3][:1])
    written = json.loads((tmp_path / "metrics.json").read_text())["embedded digits, test"]
    assert written["accuracy"] == pytest.approx(report["sets"]["embedded digits, test"]["accuracy"], abs=1e-6)
    assert sum(map(sum, written["confusion"])) == 300
    names = {"curves", "confusion", "predictions", "feature-maps", "filters", "reliability"}
    for name in names:
        drawn = (tmp_path / "plots" / f"{name}.svg").read_text()
        assert drawn.startswith("<?xml") and re.search(r"<svg [^>]*>\s*<title>[^<]+ of tiny</title>", drawn)
    for text in ("training", "validation", "Accuracy", "epoch"):
        assert f">{text}</text>" in (tmp_path / "plots" / "curves.svg").read_text()
    for name in names:
        with Image.open(tmp_path / "plots" / f"{name}.png") as picture:
            assert np.asarray(picture.convert("L")).std() > 5, f"{name} shows nothing"
    assert {path.stem for path in (tmp_path / "plots").iterdir()} == names


def test_wrong_predictions_are_red_and_right_ones_green(monkeypatch):
    monkeypatch.setattr(plots, "GRID", (1, 4))
    images = datasets.load_embedded()[2][:4]
    probabilities = np.eye(11)[images.labels]
    probabilities[0] = np.roll(probabilities[0], 1)
    figure = plots.predictions(images, probabilities)
    colours = [axis.title.get_color() for axis in figure.axes[:4]]
    plots.pyplot.close(figure)
    assert colours == ["#D55E00", "#009E73", "#009E73", "#009E73"]


def test_curves_have_the_colours_of_the_report_and_a_legend_off_the_points():
    css = (site.ROOT / "web" / "css" / "report.css").read_text()
    report = [re.search(rf"--{name}: (#\w+)", css)[1] for name in ("one", "two")]
    epoch = {"accuracy": 0.9, "loss": 0.3, "val_accuracy": 0.8, "val_loss": 0.4}
    figure = plots.curves([epoch, epoch, epoch | {"distilled": True}])
    [*lines, teaching] = figure.axes[0].lines
    assert [line.get_color().lower() for line in lines] == report
    assert [len(line.get_xdata()) for line in lines] == [3, 3] and list(teaching.get_xdata()) == [2.5, 2.5]
    plain = plots.curves([epoch])
    assert len(plain.axes[0].lines) == 2
    figure.canvas.draw()
    [legend] = figure.legends
    assert [text.get_text() for text in legend.get_texts()] == ["training", "validation", "from here on with teachers"]
    assert all(legend.get_window_extent().y1 < axis.get_window_extent().y0 for axis in figure.axes)
    for each in (figure, plain):
        plots.pyplot.close(each)


def test_a_network_without_convolutions_or_history_is_plotted_all_the_same(monkeypatch):
    monkeypatch.setattr(plots, "GRID", (1, 4))
    images = datasets.load_embedded()[2][:40]
    model = models.keras.Sequential([models.keras.Input((28, 28, 1)), models.layers.Flatten()], name="plain")
    found = evaluation.measured(images.labels, np.eye(11)[images.labels], {"temperature": 1.0, "reject": 0.1})
    drawn = plots.figures(model, {"history": [], "sets": {"x": found}}, "x", images, np.eye(11)[images.labels], 3)
    for figure in drawn.values():
        plots.pyplot.close(figure)
    assert set(drawn) == {"confusion", "predictions", "reliability"}


# What is published


def test_cards_and_reports_that_are_committed_say_the_same():
    for path in sorted((site.ROOT / "web" / "model").glob("*/card.json")):
        card, report = (json.loads(path.with_name(f"{name}.json").read_text()) for name in ("card", "report"))
        training, history = card["training"], report["history"]
        distilled = [entry for entry in history if entry.get("distilled")]
        assert (training["epochs"], training.get("distilledEpochs", 0)) == (
            len(history) - len(distilled),
            len(distilled),
        )
        begun = "from" in training
        assert training["bestEpoch"] in range(0 if begun else 1, training["epochs"] + 1), path
        assert training["settings"].get("pen", False) == ("pen" in training["data"]), path
        assert ("pen strokes" in card["about"]) == ("pen" in training["data"]), path
        assert card["parameters"] == sum(layer["parameters"] for layer in report["layers"])
        for name, found in report["sets"].items():
            row = card["accuracy"][sets.with_size(name, found["count"])]
            assert found["accuracy"] == pytest.approx(row.get("page", row[card["precision"]]), abs=1e-5), (path, name)


def test_what_a_network_of_the_repository_is_said_to_be_is_only_said_of_it(published_data):
    usual = experiment("train", "default", "--data", published_data)
    assert publish.about(usual).startswith("Reads the pad and pictures: small, trained on images and pen strokes")
    others = [
        ("default", "--no-pen", "--data", published_data),
        ("three-conv", "--epochs", "9", "--data", published_data),
    ]
    assert [
        publish.about(experiment("train", *arguments)) for arguments in (*others, ("default", "--data", "embedded"))
    ] == [
        "default, trained on MNIST.",
        "three-conv, trained on MNIST.",
        "default, trained on the 8×8 digits that come with scikit-learn.",
    ]


# Published networks


def test_the_run_of_a_published_network_is_found_whatever_its_settings_were(one, monkeypatch, tmp_path):
    run = tmp_path / "runs" / "called-otherwise_epochs-9"
    one.run.rename(run)
    trained = replace(one, run=run)
    one.folder.mkdir(parents=True)
    training = {"settings": {}, "data": {"embedded": ""}, "command": "build.py train first-cnn"}
    (one.folder / "card.json").write_text(json.dumps({"run": trained.digest, "training": training}))
    [found] = experiments.published(["one"], None)
    assert (found.run, found.name, found.source, found.settings) == (run, "first-cnn", "embedded", one.settings)
    with pytest.raises(PlainError, match=r"There is no web/model/two: expected a published network, one of one\."):
        experiments.published(["two"], None)


def test_a_network_is_measured_on_what_it_was_trained_on(one, tmp_path, published_data):
    one.folder.mkdir(parents=True)
    settings = {"augmentation": {"rotation": 10.0, "coarse_sides": [11, 24]}, "epochs": 4}
    for data, given in (
        ({"own: ann": ""}, "embedded"),
        ({"mnist": ""}, "embedded"),
        ({"embedded": ""}, published_data),
    ):
        card = {"training": {"settings": settings, "data": data, "command": "", "network": "first-cnn"}}
        (one.folder / "card.json").write_text(json.dumps(card))
        with pytest.raises(
            PlainError, match=r"one was trained on .*, and its report is to be on the same: pass --data"
        ):
            experiments.published(["one"], given)
    [found] = experiments.published(["one"], "embedded")
    assert (found.settings.epochs, found.settings.augmentation.coarse_sides) == (4, (11, 24))
    assert not found.trained.exists()


# Stages


def test_of_several_experiments_those_that_fail_are_told_and_the_others_go_on(run, capsys):
    done = []

    def work(one):
        if one.name == "second":
            raise PlainError("It is raining.")
        done.append(one.name)

    three = [replace(run, name=name) for name in ("first", "second", "third")]
    with pytest.raises(PlainError, match=r"Failed, see above: second$"):
        stages.each(three, work)
    assert done == ["first", "third"]
    assert capsys.readouterr().err == "second: It is raining.\n"


def test_exporting_before_training_says_what_to_do(monkeypatch, tmp_path):
    monkeypatch.setattr(experiments, "RUNS", tmp_path)
    with pytest.raises(SystemExit, match=r"nothing to export.*expected model\.keras there\. Train first\.$"):
        build.main(["export", "--data", "embedded"])
    (tmp_path / "default-embedded_epochs-1").mkdir()
    (tmp_path / "default-embedded_epochs-1" / "model.keras").touch()
    with pytest.raises(SystemExit, match=r"or give the flags of another run, default-embedded_epochs-1\.$"):
        build.main(["export", "--data", "embedded"])


def test_without_network_training_on_mnist_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setattr("keras.src.utils.file_utils.config.keras_home", lambda: str(tmp_path))
    monkeypatch.setattr(datasets, "DOWNLOADS", tmp_path)
    monkeypatch.setattr(experiments, "RUNS", tmp_path / "runs")
    monkeypatch.setenv("https_proxy", "http://127.0.0.1:1")
    with pytest.raises(SystemExit, match=r"MNIST could not be fetched.*--data embedded"):
        build.main(["train", "--data", "download"])


@pytest.fixture
def fitted(monkeypatch, tmp_path):
    """What is fitted, instead of fitting it: [(network, its teacher, the name of one that is published, what it begins
    with)]."""
    found = []
    monkeypatch.setattr(experiments, "RUNS", tmp_path / "runs")
    monkeypatch.setattr(distillation, "TEACHER", "first-cnn")  # which is quick to build
    monkeypatch.setattr(fitting, "fit", lambda name, *given: found.append((name, *given[-3:])) or f"trained {name}")
    for stage in ("export", "evaluate"):
        monkeypatch.setattr(stages, stage, lambda _: None)
    return found


TAUGHT = ("train", "default", "--data", "embedded", "--distillation", "2")


def test_it_is_said_first_that_a_teacher_is_trained_and_for_how_long(fitted, capsys):
    build.main(TAUGHT)
    said = capsys.readouterr().out.splitlines()
    assert re.fullmatch(
        r"default is taught by first-cnn, which is trained first: 15 epochs, at most \d+ min here\. "
        r"--teacher first-cnn takes the published one instead, --no-teacher none\.",
        said[0],
    )
    assert [line.split(" on ")[0] for line in said[1:]] == ["Training first-cnn", "Training default"]
    assert fitted == [("first-cnn", None, None, None), ("default", "trained first-cnn", None, None)]


def test_a_teacher_may_be_a_published_network_or_none(fitted, capsys):
    build.main([*TAUGHT, "--teacher", "l2-dense"])
    build.main([*TAUGHT[:-2], "--no-teacher"])
    [(_, teacher, name, _), alone] = fitted
    assert (teacher(np.zeros((1, 28, 28, 1), np.float32)).shape, name) == ((1, 10), "l2-dense")
    assert alone == ("default", None, None, None)
    assert "taught by" not in capsys.readouterr().out


def test_a_network_that_begins_with_published_weights_teaches_itself(fitted):
    build.main([*TAUGHT, "--from", "default"])
    [(_, teacher, name, begun)] = fitted
    assert (teacher, name, begun.name) == (None, None, "default")
    with pytest.raises(SystemExit, match=r"--from default goes on with the epochs of --distillation: expected 1"):
        build.main([*TAUGHT[:-2], "--from", "default"])


def test_all_data_are_read_before_a_teacher_is_trained(fitted, monkeypatch):
    def fails(_):
        raise datasets.DataError("pendigits-orig.tra is damaged")

    monkeypatch.setattr(examples, "test_sets", fails)
    with pytest.raises(SystemExit, match=r"pendigits-orig\.tra is damaged"):
        build.main(TAUGHT)
    assert fitted == []


@pytest.fixture
def one(tmp_path, monkeypatch):
    """A project with one network, the run of which has ended, and nothing else."""
    monkeypatch.setattr(site, "ROOT", tmp_path)
    monkeypatch.setattr(site, "build_if_stale", lambda: False)
    monkeypatch.setattr(experiments, "RUNS", tmp_path / "runs")
    monkeypatch.setattr(experiments, "MODELS", tmp_path / "models")
    (tmp_path / "train").mkdir()
    settings = models.embedded_settings("first-cnn")
    one = replace(experiments.experiment("first-cnn", datasets.EMBEDDED, {}), published="one")
    runs.prepare(one.run, runs.asked_for(one.name, one.source, settings))
    runs.finish(models.build(one.name), one.run, epoch=1)
    return one


@pytest.fixture
def made(one, monkeypatch):
    """Which stages were gone through, instead of going through them."""
    made = []
    monkeypatch.setattr(stages, "train", lambda _: made.append("train"))
    monkeypatch.setattr(stages, "export", lambda _: made.append("export"))
    monkeypatch.setattr(stages, "evaluate", lambda _: made.append("evaluate"))
    return made


def test_all_makes_only_what_is_not_up_to_date(one, made, monkeypatch, tmp_path, capsys):
    asked = []
    monkeypatch.setattr(experiments, "shipped", lambda *of: asked.append(of) or [one])
    build.main(["all"])
    assert made == ["export", "evaluate"]

    one.folder.mkdir(parents=True)
    (one.folder / "card.json").write_text(json.dumps({"run": one.digest}))
    for path in (one.run / "metrics.json", one.folder / "report.json"):
        path.write_text("{}")
    made.clear()
    build.main(["all"])
    assert made == []
    assert asked == [(None,)] * 2
    build.main(["all"])
    assert len(asked) == 2  # nothing has changed: nobody is asked
    assert "nothing has changed" in capsys.readouterr().out

    (tmp_path / "train" / "models.py").write_text("seed = 2")
    monkeypatch.setattr(experiments, "shipped", lambda *_: [replace(one, settings=replace(one.settings, seed=2))])
    build.main(["all"])
    assert made == ["train"]


@pytest.mark.parametrize(
    ("fault", "left"),
    [
        ("card of another run", ["export"]),
        ("no report", ["evaluate"]),
        ("report before the card", ["evaluate"]),
        ("metrics before the run", ["evaluate"]),
        (None, []),
    ],
)
def test_what_is_published_and_reported_has_to_be_of_the_run(one, made, fault, left):
    files = [one.trained, one.folder / "card.json", one.run / "metrics.json", one.folder / "report.json"]
    one.folder.mkdir(parents=True)
    for path in files[1:]:
        path.write_text(json.dumps({"run": "another" if fault == "card of another run" else one.digest}))
    for path, changed in zip(files, (1000, 1001, 1002, 1003), strict=True):
        os.utime(path, (changed, changed))
    if fault == "no report":
        files[3].unlink()
    elif fault == "report before the card":
        os.utime(files[3], (1000.5, 1000.5))
    elif fault == "metrics before the run":
        os.utime(files[2], (999, 999))
    stages.bring_up_to_date(one)
    assert made == left
