"""Training: data in, a finished run folder out.

    fitting.fit("default", datasets.EMBEDDED, Path("runs/mine"), models.embedded_settings("default"))

The data are made by train/examples.py, and train/runs.py says what is kept in the folder.
"""

import sys
import time
from contextlib import nullcontext
from dataclasses import replace

import keras
import numpy as np
import tensorflow as tf

from errors import PlainError
from train import distillation, examples, models, published, runs
from train.contract import DIGITS, SIDE
from train.settings import OPTIMISERS

# The share of all steps in which a cosine schedule's learning rate rises to its highest. If larger, the first steps are
# safer, and fewer are left at a high rate.
WARM_UP = 0.05
# Settings that make images of what is no digit, which only a network with a class for it can learn.
OF_NON_DIGITS = ("non_digits", "non_digit_pictures", "windows")
# Images at a time when the statistics of the batch norms are measured. If larger, they are more exact and take more
# memory.
SETTLING_BATCH = 512
# Steps that are timed to say how long training takes. If larger, that is more exact, and takes longer.
TIMED_STEPS = 5


def fit(name, source, folder, settings, distribute=False, teacher=None, taught_by=None, begun=None):
    """Train the network `name` in a run folder, or finish what was begun there. Returns the Keras model to publish.

    `source` is `datasets.source_named`'s and `settings` a `Settings`. `distribute` trains on all devices at
    once, each with its share of every batch. `teacher` is a trained network, for settings with distillation, and
    `taught_by` its name where it is not the usual one. `begun`, a `Published`, takes the place of all epochs but those
    of distillation. Raises PlainError where the network and the settings don't fit, and DataError where the data can't
    be read.
    """
    wanted = runs.asked_for(name, source, settings, taught_by, begun)
    if not runs.is_finished(folder, wanted):
        with strategy().scope() if distribute else nullcontext():
            model = _built(name, settings)
            data = examples.training_data(source, settings)  # before an older run is removed: it may not be there
            runs.prepare(folder, wanted)
            run = runs.Run(folder, settings)
            if begun:
                published.begin(model, begun, data.plain.inputs)
            elif not run.finished:
                _train(model, data, run)
        best, epoch = (model, 0) if begun else _best(run, data)
        if settings.distillation:
            best = _distilled(best, teacher, data, run)
        runs.finish(best, folder, epoch)
    return keras.models.load_model(folder / "model.keras")


def take_over(model, name, source, folder, settings):
    """Make a finished run of a network that was trained elsewhere, as it is."""
    runs.prepare(folder, runs.asked_for(name, source, replace(settings, epochs=0)))
    runs.finish(model, folder, 0)


def estimated_minutes(name, source, settings):
    """About how long all epochs of a network take here, at most: minutes, from a few steps of training on noise."""
    model, random = _built(name, settings), np.random.default_rng(0)
    _compile(model, settings, settings.epochs, "sparse_categorical_crossentropy")
    images = random.random((settings.batch, SIDE, SIDE, 1), np.float32)
    labels = random.integers(0, DIGITS, settings.batch)
    model.train_on_batch(images, labels)  # the first one is slow
    began = time.monotonic()
    for _ in range(TIMED_STEPS):
        model.train_on_batch(images, labels)
    steps = examples.count(source, settings) / settings.batch * settings.epochs
    return (time.monotonic() - began) / TIMED_STEPS * steps / 60


def strategy():
    """Training on all GPUs of this machine, or where there are none on all its CPU devices.

    `tf.distribute.MirroredStrategy`: each device has a copy of the network and a share of each batch.
    """
    devices = tf.config.list_logical_devices("GPU") or tf.config.list_logical_devices("CPU")
    return tf.distribute.MirroredStrategy([device.name for device in devices])


def _built(name, settings):
    """The network called `name` with the random weights that the seed gives."""
    keras.utils.set_random_seed(settings.seed)
    model = models.build(name)
    refused = [flag for flag in OF_NON_DIGITS if getattr(settings, flag)]
    if refused and not models.knows_non_digits(model):
        flags = " and ".join(f"--{flag.replace('_', '-')} 0" for flag in refused)
        raise PlainError(f"{name} has a class for each digit and none for what is no digit: train it with {flags}.")
    return model


# The loop


def _train(model, data, run, soften=None):
    """Fit a model for the epochs that are left; `soften`, where there is one, makes the labels of a batch soft."""
    settings, first_epoch = run.settings, len(run.history)
    keras.utils.set_random_seed(settings.seed)
    stream, steps = examples.batches(data, settings, first_epoch)
    labels, loss = data.validation.labels, "sparse_categorical_crossentropy"
    if soften:
        stream = stream.map(soften, num_parallel_calls=1).prefetch(4)
        labels, loss = keras.utils.to_categorical(labels, model.output_shape[-1]), "categorical_crossentropy"
    if first_epoch:
        model = keras.models.load_model(run.folder / "last.keras")
    else:
        _compile(model, settings, steps, loss)
    if not tf.distribute.has_strategy():  # where there is one, Keras does that by itself
        _with_all_variables(model, labels[:1])
    model.fit(
        stream,
        steps_per_epoch=steps,
        initial_epoch=first_epoch,
        epochs=settings.epochs,
        shuffle=False,  # the stream is shuffled already
        verbose=1 if sys.stdout.isatty() else 2,  # a bar that moves, or in a log a line an epoch
        validation_data=(data.validation.inputs, labels),
        validation_batch_size=models.AT_ONCE,
        callbacks=[_Keeper(run)],
    )


def _compile(model, settings, steps, loss):
    model.compile(
        _optimiser(settings, steps * settings.epochs),
        loss,
        metrics=["accuracy"],
        jit_compile=False,  # XLA is three times slower on CPUs at this size
    )


def _with_all_variables(model, labels):
    """Make those of the optimiser and the metrics: a step that had to make them would be traced twice, for seconds."""
    model.optimizer.build(model.trainable_variables)
    model.compute_metrics(None, labels, np.zeros((len(labels), model.output_shape[-1]), np.float32))
    model.reset_metrics()


def _optimiser(settings, steps):
    rate = settings.learning_rate
    if settings.cosine:
        warm_up = int(WARM_UP * steps)
        decay = keras.optimizers.schedules.CosineDecay
        rate = decay(0.0, steps - warm_up, warmup_target=settings.learning_rate, warmup_steps=warm_up)
    kinds = keras.optimizers.Adam, keras.optimizers.AdamW, keras.optimizers.RMSprop, keras.optimizers.SGD
    kind = dict(zip(OPTIMISERS, kinds, strict=True))[settings.optimiser]
    return kind(rate, **({"weight_decay": settings.weight_decay} if settings.weight_decay else {}))


class _Keeper(keras.callbacks.Callback):
    """After each epoch: keeps it in the run, and says how long the others will take."""

    def __init__(self, run):
        super().__init__()
        self.run, self.started, self.first = run, time.monotonic(), len(run.history)

    def on_epoch_end(self, epoch, logs=None):
        run = self.run
        run.keep(self.model, {key: float(value) for key, value in logs.items()})
        each = (time.monotonic() - self.started) / (epoch + 1 - self.first)
        left = run.settings.epochs - epoch - 1
        print(
            f"  {each:.0f} s an epoch; at most {left * each / 60:.0f} min left; best epoch so far {run.best_epoch + 1}"
        )
        if run.finished and left:
            self.model.stop_training = True


# What is published


def _best(run, data):
    """Of the last and the best epoch, settled, the one with the lower validation loss: the model, and its epoch."""
    names = ("last", "best")[: 1 if run.best_epoch + 1 == len(run.history) else 2]  # which may be one and the same
    kept = [settled(keras.models.load_model(run.folder / f"{name}.keras"), data) for name in names]
    validation = data.validation
    losses = [model.evaluate(validation.inputs, validation.labels, models.AT_ONCE, verbose=0)[0] for model in kept]
    chosen = int(np.argmin(losses))
    return kept[chosen], (len(run.history), run.best_epoch + 1)[chosen]


def _distilled(model, teacher, data, run):
    """What a model becomes by distillation, on the same data in another order, without dropout."""
    rate, seed = distillation.LEARNING_RATE, run.settings.seed + 1
    settings = replace(run.settings, epochs=run.settings.distillation, learning_rate=rate, patience=0, seed=seed)
    (run.folder / "distilled").mkdir(exist_ok=True)
    more = runs.Run(run.folder / "distilled", settings)
    if not more.finished:
        _train(_without_dropout(model), data, more, distillation.soft_labels(model, teacher))
    return settled(distillation.halfway(model, keras.models.load_model(more.folder / "last.keras")), data)


def settled(model, data):
    """The model with its batch norms' statistics measured anew, on plain digits and without dropout.

    In training, dropout makes what reaches a batch norm vary more than it does when the network reads (Li et al.,
    "Understanding the disharmony between dropout and batch normalization by variance shift", CVPR 2019), and so do the
    warps.
    """
    settling = _without_dropout(model)
    norms = [layer for layer in settling.layers if isinstance(layer, keras.layers.BatchNormalization)]
    if not norms:
        return model
    order = np.random.default_rng(0).permutation(len(data.plain))
    for count, rows in enumerate(np.array_split(order, max(1, len(order) // SETTLING_BATCH))):
        for norm in norms:
            norm.momentum = count / (count + 1)  # a plain mean over all batches
        settling(data.plain[rows].inputs, training=True)
    model.set_weights(settling.get_weights())
    return model


def _without_dropout(model):
    copy = keras.models.clone_model(model)
    copy.set_weights(model.get_weights())
    for layer in copy.layers:
        if isinstance(layer, keras.layers.Dropout):
            layer.rate = 0.0
    return copy
