"""Networks of people's own: what is made of them, what is refused before anything is trained, and in which words."""

import json
import time
from dataclasses import replace

import keras
import numpy as np
import pytest
from keras import layers

import build
from errors import PlainError
from tools import experiments, graphs, stages, trial
from train import datasets, models, own_networks, runs

ON_THE_PAGE = np.random.default_rng(3).random((5, 28, 28, 1), np.float32)


def made(given):
    return own_networks.made("mine.py:net", given, "net")[0]


def everything():
    """A network with the layers that are said to work, none of which the page's own engine need have."""
    picture = keras.Input((28, 28, 1))
    x = layers.ZeroPadding2D(2)(layers.GaussianNoise(0.1)(layers.RandomRotation(0.1)(picture)))
    x = layers.Conv2D(8, 3, activation="tanh")(layers.Conv2D(8, 5, strides=2)(x))
    x = layers.Conv2D(8, 3, groups=2, padding="same", activation="swish")(x)
    x = layers.LayerNormalization()(layers.Conv2D(8, 3, dilation_rate=2, activation="gelu")(x))
    other = layers.Conv2D(8, 3, padding="same", activation="elu")(x)
    x = layers.Concatenate()([layers.Add()([x, other]), layers.DepthwiseConv2D(3, padding="same")(x)])
    scale = layers.Dense(16, activation="sigmoid")(layers.GlobalAveragePooling2D()(x))
    x = layers.Multiply()([x, layers.Reshape((1, 1, 16))(scale)])
    x = layers.PReLU(shared_axes=[1, 2])(layers.SeparableConv2D(8, 3, activation="relu6")(x))
    x = layers.GroupNormalization(2)(layers.LeakyReLU()(layers.Conv2DTranspose(8, 2, strides=2)(x)))
    x = layers.Activation("selu")(layers.Activation("softplus")(layers.AveragePooling2D(2)(x)))
    pooled = [layers.GlobalMaxPooling2D()(x), layers.Flatten()(layers.MaxPooling2D(3, padding="same")(x))]
    inner = keras.Sequential([layers.Dense(12, activation="hard_sigmoid"), layers.Dropout(0.5), layers.Dense(11)])
    return keras.Model(picture, inner(layers.Concatenate()(pooled)))


def test_all_layers_that_are_said_to_work_read_on_the_page_as_in_keras():
    model, notes = own_networks.made("mine.py:net", everything(), "net")
    assert notes == ["It gives logits: a softmax was added at its end."]
    assert model.output_shape == (None, 11)
    assert trial.run("mine.py:net", model) == "runs on TensorFlow.js, which the page loads for it"


class Doubling(layers.Layer):
    def call(self, inputs):
        return 2 * inputs


class OfOnesOwn(keras.Model):
    def call(self, inputs):
        return inputs


def joined(layer):
    picture = keras.Input((28, 28))
    return keras.Model(picture, layers.Dense(10)(layers.Flatten()(layer(picture))))


def end():
    return [layers.Flatten(), layers.Dense(10)]


REFUSED = {
    "lstm": (
        lambda: [layers.Reshape((28, 28)), layers.LSTM(4), layers.Dense(10)],
        r"the layer lstm\S* \(LSTM\).*use Conv2D",
    ),
    "gru": (lambda: [layers.Reshape((28, 28)), layers.GRU(4), layers.Dense(10)], r"\(GRU\).*in a loop"),
    "bidirectional": (
        lambda: [layers.Reshape((28, 28)), layers.Bidirectional(layers.SimpleRNN(4)), layers.Dense(10)],
        r"\(Bidirectional\).*in a loop",
    ),
    "attention": (
        lambda: joined(lambda x: layers.MultiHeadAttention(1, 4)(x, x)),
        r"\(MultiHeadAttention\).*doesn't run attention: use Conv2D",
    ),
    "lambda": (lambda: [layers.Lambda(lambda x: 2 * x), *end()], r"\(Lambda\).*code can't be saved.*use Rescaling"),
    "embedding": (
        lambda: [layers.Flatten(), layers.Embedding(9, 2), *end()],
        r"\(Embedding\).*expects whole numbers.*use Dense",
    ),
    "three dimensions": (
        lambda: [layers.Reshape((28, 28, 1, 1)), layers.Conv3D(2, 1), *end()],
        r"\(Conv3D\).*use Conv2D",
    ),
    "larger": (lambda: [layers.UpSampling2D(), *end()], r"\(UpSampling2D\).*use Conv2DTranspose"),
    "a layer of one's own": (
        lambda: [Doubling(), *end()],
        r"the layer doubling\S* is a Doubling, a class of somebody's",
    ),
    "a model of one's own": (OfOnesOwn, r"is a OfOnesOwn, a class of somebody's own.*expected a list of layers"),
    "a function of one's own": (
        lambda: [layers.Conv2D(2, 3, activation=lambda x: x * x), *end()],
        r"the layer conv2d\S* \(Conv2D\) has a function of somebody's own as its activation, <lambda>",
    ),
    "softsign": (lambda: [layers.Conv2D(2, 3, activation="softsign"), *end()], r"\(Conv2D\).*softsign.*: use tanh"),
    "log softmax": (
        lambda: [layers.Flatten(), layers.Dense(10, activation="log_softmax")],
        r"\(Dense\).*: use softmax",
    ),
    "bfloat16": (
        lambda: [layers.Conv2D(2, 3, dtype="mixed_bfloat16"), *end()],
        r"\(Conv2D\) computes in bfloat16: use float32",
    ),
    "two softmaxes": (
        lambda: [layers.Flatten(), layers.Dense(9, activation="softmax", name="first"), layers.Dense(10)],
        r"has several softmaxes.*use sigmoid in first\.",
    ),
    "sparsemax": (
        lambda: [layers.Flatten(), layers.Dense(9, activation="sparsemax", name="first"), layers.Dense(10)],
        r"can't run, in first \(Dense\): Cumsum",
    ),
    "buckets": (
        lambda: [layers.Flatten(), layers.Discretization([0.5], name="first"), layers.Dense(10)],
        r"can't run, in first \(Discretization\): Bucketize",
    ),
    "a sigmoid at its end": (lambda: [layers.Flatten(), layers.Dense(10, activation="sigmoid")], r"ends with sigmoid"),
    "five classes": (lambda: [layers.Flatten(), layers.Dense(5)], r"gives \(None, 5\): expected \(None, 10\)"),
    "no vector": (lambda: [layers.Conv2D(10, 3)], r"gives \(None, 26, 26, 10\)"),
    "colours": (
        lambda: keras.Sequential([keras.Input((28, 28, 3)), *end()]),
        r"takes \(28, 28, 3\): expected \(28, 28",
    ),
    "two pictures": (
        lambda: (lambda a, b: keras.Model([a, b], layers.Dense(10)(layers.Flatten()(layers.Add()([a, b])))))(
            keras.Input((28, 28, 1)), keras.Input((28, 28, 1))
        ),
        r"has 2 inputs and 1 outputs: expected one each",
    ),
    "a number": (lambda: 7, r"makes no network: expected a list of Keras layers"),
    "nothing": (lambda: None, r"makes no network: expected a list of Keras layers"),
    "no layers": (lambda: ["Dense"], r"makes no network: expected a list of Keras layers"),
    "layers that do not fit": (lambda: [layers.Conv2D(4, 29), *end()], r"makes no network: .*kernel shape=\(29, 29"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_can_not_be_run_is_told_before_an_epoch_with_its_layer_and_what_to_use(kind, tmp_path, monkeypatch):
    monkeypatch.setattr(experiments, "RUNS", tmp_path / "runs")
    file = tmp_path / "mine.py"
    file.write_text(f"from test_own_networks import REFUSED\nnet = REFUSED[{kind!r}][0]\n")
    began = time.process_time()  # which does not count what others do on a busy machine
    with pytest.raises(SystemExit, match=REFUSED[kind][1]) as told:
        build.main(["train", f"{file}:net", "--data", "embedded"])
    assert time.process_time() - began < 10
    assert str(told.value).startswith(f"{file}:net") and not (tmp_path / "runs").exists()


def test_a_batch_that_the_page_reads_otherwise_is_told_with_the_layers_to_look_at(monkeypatch):
    model = made([layers.Conv2D(2, 3, activation="mish", name="first"), *end()])
    monkeypatch.setattr(trial, "_converted", lambda *_: None)
    monkeypatch.setattr(trial, "check_operations", lambda *_: None)
    monkeypatch.setattr(trial, "_read", lambda *_: (np.full(10 * trial.IMAGES, 0.1, np.float32), True))
    with pytest.raises(
        PlainError, match=r"differ by 0\.\d+.*leave these out, one by one: first \(Conv2D with mish\)\."
    ):
        trial.run("mine.py:net", model)


def test_what_is_known_to_work_is_what_the_documentation_lists():
    listed = (
        (trial.site.ROOT / "docs" / "training.md").read_text("utf-8").split("| works | |", 1)[1].split("\n\n", 1)[0]
    )
    refused = listed.split("| not |", 1)[1]
    kinds = {kind for kind in own_networks.KNOWN if hasattr(layers, kind)} - {"InputLayer", "Activation", "Rescaling"}
    written = {"Softmax": "softmax", "ELU": "ELU", "LeakyReLU": "leaky ReLU"}
    assert [kind for kind in kinds if written.get(kind, f"`{kind}`") not in listed] == []
    assert [kind for kind in own_networks.KNOWN if f"`{kind}`" in refused] == []


def test_operations_that_the_page_does_not_have_are_told_with_their_layer(tmp_path):
    model = keras.Sequential([keras.Input((28, 28, 1)), layers.Flatten(), layers.Dense(10, name="last")])
    nodes = [{"op": "MatMul", "name": "a"}, {"op": "Einsum", "name": "StatefulPartitionedCall/net_1/last_1/einsum"}]
    (tmp_path / "model.json").write_text(json.dumps({"modelTopology": {"node": nodes}}))
    with pytest.raises(PlainError, match=r"can't run, in last \(Dense\): Einsum: use Dense or Conv2D"):
        trial.check_operations("mine.py:net", model, tmp_path)
    known = trial.known_operations()
    assert {"MatMul", "Erf", "Conv2DBackpropInput"} < known and "Einsum" not in known


# What is added


@pytest.mark.parametrize("shape", [(28, 28), (784,), (32, 32, 1)])
def test_pictures_get_the_shape_that_a_network_takes(shape):
    own = keras.Sequential([keras.Input(shape), layers.Flatten(), layers.Dense(10, activation="softmax")])
    functional = keras.Model(own.inputs, own.outputs)
    given = np.pad(ON_THE_PAGE, [(0, 0), (2, 2), (2, 2), (0, 0)]) if shape[0] == 32 else ON_THE_PAGE
    expected = own.predict(given.reshape(-1, *shape), verbose=0)
    for one in (own, functional):
        np.testing.assert_allclose(made(one).predict(ON_THE_PAGE, verbose=0), expected, atol=1e-6)


def test_a_network_without_an_input_takes_pictures():
    assert made(keras.Sequential([layers.Flatten(), layers.Dense(10)])).input_shape == (None, 28, 28, 1)


def test_logits_get_a_softmax_and_probabilities_no_second_one():
    logits = keras.Sequential([keras.Input((28, 28, 1)), layers.Flatten(), layers.Dense(10)])
    model, notes = own_networks.made("net", logits, "net")
    powers = np.exp(logits.predict(ON_THE_PAGE, verbose=0))
    expected = powers / powers.sum(axis=1, keepdims=True)
    np.testing.assert_allclose(model.predict(ON_THE_PAGE, verbose=0), expected, atol=1e-5)
    assert "softmax was added" in notes[0]
    assert own_networks.made("net", model, "net") == (model, [])


def test_a_trained_network_is_found_out_to_expect_other_values():
    images = datasets.load_embedded()[1]
    means = np.stack([images.inputs[images.labels == digit].mean(axis=0).ravel() for digit in range(10)], axis=1)
    dense = layers.Dense(10)
    model = keras.Sequential([keras.Input((28, 28, 1)), layers.Flatten(), dense])
    # The nearest mean, of dark ink on white in [0, 255].
    dense.set_weights([-2 * means / 255, (1 - (means**2).sum(axis=0)) + 2 * means.sum(axis=0) - 1])
    model = made(model)
    scaled, said = own_networks.scaled(model, images)
    assert said == "dark ink on white, from 0 to 255"
    read = scaled.predict(images.inputs, verbose=0).argmax(axis=1)
    assert (read == images.labels).mean() > 0.8
    assert own_networks.scaled(scaled, images) == (scaled, "")


# Saved files


def saved(path, **options):
    model = keras.Sequential([keras.Input((784,)), layers.Dense(10)])
    model.save(path, **options)
    return model


@pytest.mark.parametrize("suffix", ["keras", "h5"])
def test_a_saved_network_is_taken_over_as_it_is_and_anew_where_the_file_is_another(
    tmp_path, monkeypatch, suffix, caplog
):
    monkeypatch.setattr(experiments, "RUNS", tmp_path / "runs")
    file = tmp_path / f"mnist_cnn.{suffix}"
    model = saved(file)
    one = experiments.experiment(str(file), datasets.EMBEDDED, {})
    assert one.published == "mnist-cnn-embedded" and not stages._is_there(one)
    one.run.parent.mkdir()
    built, _ = models.noted(one.name)
    caplog.clear()
    stages.fitting.take_over(built, one.name, one.source, one.run, one.settings)
    assert caplog.text == "", "Keras warns of .h5, which is there on purpose"
    assert stages._is_there(one) and runs.published_epoch(one.run) == 0
    said = f"{file.name}, trained elsewhere, and measured on the 8×8 digits that come with scikit-learn."
    assert stages.publish.about(one) == said
    np.testing.assert_array_equal(one.model().get_weights()[0], model.get_weights()[0])
    saved(file)
    assert not stages._is_there(one)


def test_files_that_hold_no_network_are_told(tmp_path):
    saved(tmp_path / "whole.h5").save_weights(tmp_path / "only.weights.h5")
    (tmp_path / "cut.h5").write_bytes((tmp_path / "whole.h5").read_bytes()[:900])
    (tmp_path / "text.keras").write_text("no network")
    for name, why in {"only.weights.h5": "weights alone|got:", "cut.h5": "got:", "text.keras": "got:"}.items():
        with pytest.raises(PlainError, match=rf"{name} can't be loaded: .*({why})"):
            models.build(str(tmp_path / name))
    with pytest.raises(PlainError, match=r"There is no file .*gone\.h5"):
        models.build(str(tmp_path / "gone.h5"))


@pytest.mark.parametrize("suffix", ["keras", "h5"])
def test_files_with_layers_that_can_not_be_read_again_are_told(tmp_path, suffix):
    cases = {
        layers.Lambda(
            lambda x: 2 * x
        ): r"can't be loaded: it has a Lambda layer, and its code can't be saved.*Rescaling",
        Doubling(): r"can't be loaded: it has a Doubling, a layer of somebody's own: make it of Keras's own layers",
    }
    for layer, said in cases.items():
        file = tmp_path / f"{type(layer).__name__}.{suffix}"
        keras.Sequential([keras.Input((28, 28, 1)), layer, *end()]).save(file)
        with pytest.raises(PlainError, match=rf"{file.name} {said}"):
            models.build(str(file))


# Teachers


def test_a_published_network_teaches_as_it_reads():
    teacher = graphs.published(experiments.site.ROOT / "web" / "model" / "first-cnn").read
    images = datasets.load_embedded()[2][:60]
    read = teacher(images.inputs, training=False).numpy()
    assert read.shape == (60, 10) and (read.argmax(axis=1) == images.labels).mean() > 0.8
    with pytest.raises(PlainError, match=r"no web/model/nobody to learn from"):
        graphs.published(experiments.MODELS / "nobody")


def test_another_teacher_makes_another_run(tmp_path):
    one, other = (
        experiments.experiment("default", datasets.EMBEDDED, {"distillation": 2}, teacher=teacher)
        for teacher in (None, "first-cnn")
    )
    assert one.run != other.run and other.run.name.endswith("_teacher-first-cnn")
    asked = [runs.asked_for("first-cnn", datasets.EMBEDDED, replace(one.settings), t) for t in (None, "l2-dense")]
    assert "teacher" not in asked[0] and asked[1]["teacher"] == "l2-dense"
