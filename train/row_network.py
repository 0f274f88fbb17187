"""The row network: what a whole piece of touching digits says, without cutting it.

    model = row_network.fit(source, folder, settings)

A convolutional network gives, at each of `rows.STEPS` places along the row, the logits of ten digits and of the blank
between them; what a row says comes out when repeats and then blanks are left out (connectionist temporal
classification: Graves, Fernández, Gomez and Schmidhuber, ICML 2006). An interrupted training goes on after its last
whole epoch, and the same settings give the same weights.
"""

import json
import multiprocessing
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass

import keras
import numpy as np
import tensorflow as tf
from keras import layers

from train import datasets, row_numbers, rows, runs, sources, writers
from train.contract import CLASSES, DIGITS
from train.layers import checksum

BLANK = DIGITS  # the class of what is between digits, the last of CLASSES
CHANNELS = (16, 32, 56, 64)  # if larger, it reads better and takes longer, to train and to read, and more bytes
WARM_UP = 0.04  # share of the steps in which the learning rate rises
MAKERS, PART = 2, 1000  # processes that make numbers, and how many one makes at a time
CLIPPED = 5.0  # the longest gradient. If larger, odd rows may throw the weights off.


@dataclass(frozen=True)
class Settings:
    """How the row network is trained."""

    epochs: int = 30
    patience: int = 0  # as in train.settings: it never stops early
    numbers: int = 16_000  # made for each epoch
    passes: int = 2  # how often each of them is learnt from: making them takes longer than learning
    validation: int = 1_500  # numbers of writers who are held back
    batch: int = 64
    learning_rate: float = 4e-3
    weight_decay: float = 0.01
    seed: int = 1


def build():
    """The untrained network: (HEIGHT, WIDTH, 1) to STEPS · CLASSES logits, step by step."""

    def convolution(x, channels, size, padding="same"):
        x = layers.Conv2D(channels, size, padding=padding, use_bias=False)(x)
        return layers.ReLU()(layers.BatchNormalization(momentum=0.95)(x))

    first, second, third, fourth = CHANNELS
    inputs = layers.Input((rows.HEIGHT, rows.WIDTH, 1))
    x = layers.MaxPooling2D()(convolution(inputs, first, 3))
    x = layers.MaxPooling2D()(convolution(x, second, 3))
    x = convolution(x, third, 3)
    x = convolution(x, fourth, (rows.HEIGHT // 4, 1), "valid")  # the height is gone: what is left are steps
    x = convolution(x, fourth, (1, 5))
    x = layers.Conv2D(CLASSES, 1)(x)
    return keras.Model(inputs, layers.Flatten()(x), name="rows")


def loss(labels, logits):
    """The mean of -log p(what a row says); labels are filled up with `row_numbers.NOTHING`."""
    labels, logits = tf.cast(labels, tf.int32), tf.reshape(logits, [-1, rows.STEPS, CLASSES])
    none = tf.reduce_all(labels == row_numbers.NOTHING, axis=1)  # has no labels, which TensorFlow's loss refuses
    sparse = tf.sparse.from_dense(tf.where(none[:, None] & (tf.range(row_numbers.LONGEST) == 0), 1, labels + 1))
    sparse = tf.SparseTensor(sparse.indices, sparse.values - 1, sparse.dense_shape)
    steps = tf.fill([tf.shape(logits)[0]], rows.STEPS)
    some = tf.nn.ctc_loss(sparse, logits, None, steps, logits_time_major=False, blank_index=BLANK)
    blanks = -tf.reduce_sum(tf.nn.log_softmax(logits)[..., BLANK], axis=1)
    return tf.reduce_mean(tf.where(none, blanks, some))


def read(logits):
    """What rows say at a glance: the likeliest class of each step, without repeats and blanks. A list of texts."""
    classes = np.asarray(logits).reshape(-1, rows.STEPS, CLASSES).argmax(axis=2)

    def said(row):
        return "".join(
            str(now) for now, before in zip(row, [BLANK, *row[:-1]], strict=True) if now not in (before, BLANK)
        )

    return [said(row) for row in classes]


def texts(labels):
    """Labels, filled up with `row_numbers.NOTHING`, as texts."""
    return ["".join(str(label) for label in row if label != row_numbers.NOTHING) for row in labels]


def fit(source, folder, settings):
    """Train in a run folder, or finish what was begun there. Returns the Keras model."""
    runs.prepare(folder, asked_for(source, settings), usual={})
    if not (folder / "model.keras").exists():
        _train(*banks(source, settings), runs.Run(folder, settings))
    return keras.models.load_model(folder / "model.keras", compile=False)


def asked_for(source, settings):
    """What a run's settings.json says: the settings, the network and the data's checksums."""
    asked = {"network": "rows", "layers": checksum(build()), **asdict(settings)}
    return json.loads(json.dumps(asked | {"data": sources.checksums(source, pen=True)}))


def banks(source, settings):
    """The `row_numbers.Bank`s that it is trained on and validated with: other writers' digits."""
    images, _ = datasets.load_mnist(source)
    wrote, pens = writers.load(source), datasets.load_pen(source)
    held_back, others_pens = row_numbers.is_held_back(wrote), row_numbers.HELD_BACK_PENS
    trained = [digit for digit in pens if digit.writer not in (*datasets.VALIDATION_WRITERS, *others_pens)]
    others = [digit for digit in pens if digit.writer in others_pens]
    return (
        row_numbers.bank(images[~held_back], wrote[~held_back], trained, settings.seed),
        row_numbers.bank(images[held_back], wrote[held_back], others, settings.seed),
    )


def _train(trained, others, run):
    settings = run.settings
    keras.utils.set_random_seed(settings.seed)
    validation = row_numbers.made(others, settings.validation, (settings.seed, 0))
    model = _begun(run)
    epochs = range(len(run.history), settings.epochs)
    with ProcessPoolExecutor(MAKERS, multiprocessing.get_context("spawn"), row_numbers.keep, (trained,)) as makers:
        making = _making(makers, settings, epochs.start)
        for epoch in epochs:
            made, began = [np.concatenate(parts) for parts in zip(*making, strict=True)], time.monotonic()
            making = _making(makers, settings, epoch + 1)  # which go on while these are learnt
            fitted = model.fit(_batches(*made, settings), shuffle=False, verbose=0)
            logits = model.predict(as_inputs(validation[0]), batch_size=256, verbose=0)
            run.keep(model, {"loss": fitted.history["loss"][0], **judged(logits, validation[1])})
            told = ", ".join(f"{key} {value:.3f}" for key, value in run.history[-1].items())
            print(f"  epoch {epoch + 1} of {settings.epochs}: {told}; {time.monotonic() - began:.0f} s", flush=True)
    runs.finish(model, run.folder, settings.epochs)


def _making(makers, settings, epoch):
    """The numbers of an epoch, in parts that processes make beside each other."""
    firsts = range(0, settings.numbers if epoch < settings.epochs else 0, PART)
    counts = [min(PART, settings.numbers - first) for first in firsts]
    return makers.map(row_numbers.made_of_kept, counts, firsts, [(settings.seed, 1 + epoch)] * len(counts))


def _begun(run):
    """The model after the last whole epoch of a run, or a new one."""
    if run.history:
        return keras.models.load_model(run.folder / "last.keras", custom_objects={"loss": loss})
    model, settings = build(), run.settings
    steps = settings.epochs * settings.passes * -(-settings.numbers // settings.batch)
    warm_up = int(WARM_UP * steps)
    rate = keras.optimizers.schedules.CosineDecay(
        0.0, steps - warm_up, warmup_target=settings.learning_rate, warmup_steps=warm_up
    )
    optimiser = keras.optimizers.AdamW(rate, weight_decay=settings.weight_decay, clipnorm=CLIPPED)
    optimiser.build(model.trainable_variables)  # or the first step, which had to do that, would be traced twice
    model.compile(optimiser, loss, jit_compile=False)  # XLA is slower on CPUs at this size
    return model


def as_inputs(pixels):
    """Rows, (n, HEIGHT, WIDTH) uint8, as the network takes them."""
    return pixels[..., None].astype(np.float32) / 255


def _batches(pixels, labels, settings):
    taken = tf.data.Dataset.from_tensor_slices((pixels, labels)).batch(settings.batch).repeat(settings.passes)
    return taken.map(lambda pixels, labels: (tf.cast(pixels[..., None], tf.float32) / 255, labels)).prefetch(2)


def judged(logits, labels):
    """The loss, and the share of rows read as they are, by what the network gave of them."""
    right = [seen == wanted for seen, wanted in zip(read(logits), texts(labels), strict=True)]
    return {"val_loss": float(loss(labels, logits)), "val_accuracy": float(np.mean(right))}
