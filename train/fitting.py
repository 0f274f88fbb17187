"""Training: data in, a run folder out. Interrupted runs go on after their last whole epoch.

runs/NAME-DATA/settings.json   what was asked for, with the data's checksums; a run with other settings starts anew
               history.json    one entry an epoch
               last.keras      after the last whole epoch, with the optimiser's state
               best.keras      of the epoch with the lowest validation loss
               distilled/      the same of the epochs of distillation, where there are any
"""

import importlib.metadata
import json
import platform
import shutil
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from contextlib import nullcontext
from dataclasses import asdict, dataclass, replace
from multiprocessing import get_context

import keras
import numpy as np
import tensorflow as tf

from errors import PlainError
from train import augmentation, datasets, distillation, ink, models, nondigits
from train.datasets import Images

WARM_UP = 0.05  # of all steps, rising to the peak learning rate
DRAWINGS = 24  # of each pen digit, each with a warp and a pen of its own
DRAWINGS_PER_EPOCH = 3
PACKAGES = ("tensorflow", "keras", "tensorflowjs", "numpy", "scipy", "scikit-learn")
SETTLING_BATCH = 512  # images at a time, when the batch norms' statistics are measured


@dataclass(frozen=True)
class TrainingData:
    """What a network is fitted on: `images` are warped anew in every epoch, `drawings` were warped as strokes.

    Both may hold what is no digit, too. `plain` holds the images and the pen digits as they are, in the proportion of
    an epoch.
    """

    images: Images
    drawings: Images
    plain: Images
    validation: Images


def training_data(source, settings):
    """The images, or the embedded digits, and where `settings.pen` says so drawn pen strokes: `TrainingData`."""
    validation = validation_images(source, settings)
    embedded = source == datasets.EMBEDDED
    images = datasets.load_embedded()[0] if embedded else _split(source, settings)[0]
    if embedded or not settings.pen:
        drawings = draw_warped([], round(settings.non_digits * len(images)), settings)
        return TrainingData(_with_non_digits(images, settings), drawings, images, validation)
    writers = [digit for digit in datasets.load_pen(source) if digit.writer not in datasets.VALIDATION_WRITERS]
    pen = draw(writers)
    some = images[np.random.default_rng(settings.seed).permutation(len(images))[: len(images) // DRAWINGS_PER_EPOCH]]
    drawings = draw_warped(writers, round(settings.non_digits * len(writers)), settings)
    return TrainingData(_with_non_digits(images, settings), drawings, datasets.concatenated(some, pen), validation)


def _with_non_digits(images, settings):
    count = round(settings.non_digit_pictures * len(images))
    if count == 0:
        return images
    pixels = nondigits.pictures_training(images, count, settings.seed)
    return datasets.concatenated(images, Images(pixels, _refused(count)))


def _refused(count):
    return np.full(count, datasets.DIGITS, np.uint8)


def _split(source, settings):
    """MNIST's training images as those that are trained on, and those that are not."""
    train, _ = datasets.load_mnist(source)
    count = max(1, round(settings.validation * len(train)))
    return train[:-count], train[-count:]


def validation_images(source, settings):
    """What decides when to stop and how far to quantise: never trained on, and no test set."""
    if source == datasets.EMBEDDED:
        return datasets.load_embedded()[1]
    own = _split(source, settings)[1]
    return datasets.concatenated(own, draw(held_out(source))) if settings.pen else own


def held_out(source):
    """The pen digits of the validation writers."""
    return [digit for digit in datasets.load_pen(source) if digit.writer in datasets.VALIDATION_WRITERS]


def draw(digits):
    """Pen digits as the page would prepare them: `Images`."""
    pictures = np.stack([ink.from_strokes(digit.strokes) for digit in digits])
    return Images(np.round(255 * pictures).astype(np.uint8), _labels(digits))


def draw_warped(digits, non_digits, settings):
    """DRAWINGS sets of drawings, each of all pen digits and as many `non_digits`, all warped: `Images`, set by set."""
    strokes = [digit.strokes for digit in digits]
    labelled = [(digit.label, list(digit.strokes)) for digit in digits]
    # Spawned, not forked: TensorFlow's threads don't survive a fork.
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        jobs = []
        for k in range(DRAWINGS):
            how = (settings.seed, k), settings.augmentation
            if digits:
                jobs.append((pool.submit(augmentation.draw_all_warped, strokes, *how), _labels(digits)))
            if non_digits:
                jobs.append((pool.submit(nondigits.draw_training, labelled, non_digits, *how), _refused(non_digits)))
        return datasets.concatenated(_NO_IMAGES, *(Images(job.result(), labels) for job, labels in jobs))


_NO_IMAGES = Images(np.zeros((0, ink.SIDE, ink.SIDE), np.uint8), np.zeros(0, np.uint8))


def _labels(digits):
    return np.array([digit.label for digit in digits], np.uint8)


def batches(data, settings, first_epoch):
    """The batches of all epochs from `first_epoch` on, warped and shuffled by (seed, epoch) alone."""
    pixels = tf.constant(np.concatenate([data.images.pixels, data.drawings.pixels]))
    labels = tf.constant(np.concatenate([data.images.labels, data.drawings.labels]))
    orders = [_epoch_order(data, settings, epoch) for epoch in range(first_epoch, settings.epochs)]
    first_step = first_epoch * len(orders[0]) // settings.batch

    def warp(step, rows):
        images = tf.cast(tf.gather(pixels, rows), tf.float32)[..., None] / 255
        if settings.augmentation == augmentation.NONE:
            return images, tf.gather(labels, rows)
        drawn = (rows >= len(data.images))[:, None, None, None]
        seed = tf.stack([tf.cast(settings.seed, tf.int64), first_step + step])
        warped = tf.where(drawn, images, augmentation.warp_images(images, seed, settings.augmentation))
        if settings.augmentation.coarse:
            warped = augmentation.coarsen_some(warped, seed + (1 << 32), settings.augmentation)
        return warped, tf.gather(labels, rows)

    steps = tf.data.Dataset.from_tensor_slices(np.concatenate(orders)).batch(settings.batch).enumerate()
    return steps.map(warp, num_parallel_calls=1).prefetch(4), len(orders[0]) // settings.batch


def _epoch_order(data, settings, epoch):
    """Which rows an epoch sees, in which order: all images and its share of the drawings, in whole batches."""
    each = len(data.drawings) // DRAWINGS
    chosen = [(epoch * DRAWINGS_PER_EPOCH + k) % DRAWINGS for k in range(DRAWINGS_PER_EPOCH if each else 0)]
    rows = [np.arange(len(data.images))] + [len(data.images) + k * each + np.arange(each) for k in chosen]
    order = np.random.default_rng((settings.seed, epoch)).permutation(np.concatenate(rows)).astype(np.int32)
    return order[: len(order) // settings.batch * settings.batch]


def fit(name, source, folder, settings, distribute=False, teacher=None):
    """Train network `name` in a run folder, or finish what was begun there. Returns the model to publish.

    `distribute` trains on all devices at once, each with its share of every batch. `teacher` is a trained network, for
    settings with distillation.
    """
    wanted = asked_for(name, source, settings)
    if not is_finished(folder, wanted):
        with strategy().scope() if distribute else nullcontext():
            model = models.build(name)
            if settings.non_digits and not models.knows_non_digits(model):
                raise PlainError(
                    f"{name} has a class for each digit and none for what is no digit: train it with --non-digits 0."
                )
            data = training_data(source, settings)  # before an older run is removed: it may not be there
            _prepare(folder, wanted)
            run = Run(folder, settings)
            if not run.finished:
                _train(model, data, run)
        best = _best(run, data)
        if settings.distillation:
            best = _distilled(best, teacher, data, run)
        _save(best, folder / "model.keras")
        _save(best, folder / "model.h5")  # last: after it, Keras no longer saves how the model was compiled
    return keras.models.load_model(folder / "model.keras")


def asked_for(name, source, settings):
    """What a run's settings.json says: the network and its layers, the settings and the data's checksums."""
    asked = {"network": name, "layers": models.checksum(models.build(name)), **asdict(settings)}
    return json.loads(json.dumps(asked | {"data": datasets.checksums(source, settings.pen)}))


def is_finished(folder, wanted):
    """Whether a run of these settings has come to its end."""
    return _is_run_of(folder, wanted) and (folder / "model.h5").exists()


def strategy():
    """Training on all GPUs of this machine, or where there are none on all its CPU devices.

    `tf.distribute.MirroredStrategy`: each device has a copy of the network and a share of each batch.
    """
    devices = tf.config.list_logical_devices("GPU") or tf.config.list_logical_devices("CPU")
    return tf.distribute.MirroredStrategy([device.name for device in devices])


def versions():
    """What a run was made with: {"python", package: version}."""
    return {"python": platform.python_version()} | {name: importlib.metadata.version(name) for name in PACKAGES}


def _is_run_of(folder, wanted):
    settings = folder / "settings.json"
    # A run of a time when there was no such setting had what is now its default.
    return settings.exists() and asdict(models.Settings()) | json.loads(settings.read_text()) == wanted


def _prepare(folder, wanted):
    if not _is_run_of(folder, wanted):
        shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / "settings.json", wanted)
    _write(folder / "versions.json", versions())


def _best(run, data):
    """Of the last and the best epoch, settled, the one with the lower validation loss."""
    candidates = [settled(keras.models.load_model(run.folder / f"{name}.keras"), data) for name in ("last", "best")]
    losses = [model.evaluate(data.validation.inputs, data.validation.labels, 512, verbose=0)[0] for model in candidates]
    return candidates[int(np.argmin(losses))]


def _distilled(model, teacher, data, run):
    """What a model becomes by distillation, on the same data in another order, without dropout."""
    rate, seed = distillation.LEARNING_RATE, run.settings.seed + 1
    settings = replace(run.settings, epochs=run.settings.distillation, learning_rate=rate, patience=0, seed=seed)
    (run.folder / "distilled").mkdir(exist_ok=True)
    more = Run(run.folder / "distilled", settings)
    if not more.finished:
        _train(_without_dropout(model), data, more, distillation.soft_labels(model, teacher))
    return settled(distillation.halfway(model, keras.models.load_model(more.folder / "last.keras")), data)


def settled(model, data):
    """The model with its batch norms' statistics measured anew, on plain digits and without dropout.

    In training, dropout makes what reaches a batch norm vary more than it ever will again (Li et al., "Understanding
    the disharmony between dropout and batch normalization by variance shift", CVPR 2019), and so do the warps.
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


def _train(model, data, run, soften=None):
    """Fit a model, on labels made soft where there is something that makes them so."""
    settings, first_epoch = run.settings, len(run.history)
    keras.utils.set_random_seed(settings.seed)
    stream, steps = batches(data, settings, first_epoch)
    labels, loss = data.validation.labels, "sparse_categorical_crossentropy"
    if soften:
        stream = stream.map(soften, num_parallel_calls=1).prefetch(4)
        labels, loss = keras.utils.to_categorical(labels, model.output_shape[-1]), "categorical_crossentropy"
    if first_epoch:
        model = keras.models.load_model(run.folder / "last.keras")
    else:
        _compile(model, settings, steps, loss)
    model.fit(
        stream,
        steps_per_epoch=steps,
        initial_epoch=first_epoch,
        epochs=settings.epochs,
        shuffle=False,  # the stream is shuffled already
        verbose=1 if sys.stdout.isatty() else 2,  # a bar that moves, or in a log a line an epoch
        validation_data=(data.validation.inputs, labels),
        validation_batch_size=512,
        callbacks=[_Keeper(run)],
    )


def _compile(model, settings, steps, loss):
    model.compile(
        _optimiser(settings, steps * settings.epochs),
        loss,
        metrics=["accuracy"],
        jit_compile=False,  # XLA is three times slower on CPUs at this size
    )


def _optimiser(settings, steps):
    rate = settings.learning_rate
    if settings.cosine:
        warm_up = int(WARM_UP * steps)
        decay = keras.optimizers.schedules.CosineDecay
        rate = decay(0.0, steps - warm_up, warmup_target=settings.learning_rate, warmup_steps=warm_up)
    kinds = keras.optimizers.Adam, keras.optimizers.AdamW, keras.optimizers.RMSprop, keras.optimizers.SGD
    kind = dict(zip(models.OPTIMISERS, kinds, strict=True))[settings.optimiser]
    return kind(rate, **({"weight_decay": settings.weight_decay} if settings.weight_decay else {}))


class Run:
    """What a run folder says of how far training has come."""

    def __init__(self, folder, settings):
        self.folder, self.settings = folder, settings
        path = folder / "history.json"
        self.history = json.loads(path.read_text()) if path.exists() else []

    @property
    def best_epoch(self):
        losses = [entry["val_loss"] for entry in self.history]
        return losses.index(min(losses))

    @property
    def finished(self):
        done = len(self.history)
        patience = self.settings.patience or done
        return done > 0 and (done >= self.settings.epochs or done - 1 - self.best_epoch >= patience)


class _Keeper(keras.callbacks.Callback):
    """After each epoch: keep the model, the best one, the history, and say how long it will still take."""

    def __init__(self, run):
        super().__init__()
        self.run, self.started, self.first = run, time.monotonic(), len(run.history)

    def on_epoch_end(self, epoch, logs=None):
        run = self.run
        run.history.append({key: float(value) for key, value in logs.items()})
        _save(self.model, run.folder / "last.keras")
        if run.best_epoch == epoch:
            _save(self.model, run.folder / "best.keras")
        _write(run.folder / "history.json", run.history)
        each = (time.monotonic() - self.started) / (epoch + 1 - self.first)
        left = run.settings.epochs - epoch - 1
        print(
            f"  {each:.0f} s an epoch; at most {left * each / 60:.0f} min left; best epoch so far {run.best_epoch + 1}"
        )
        if run.finished and left:
            self.model.stop_training = True


def _save(model, path):
    unfinished = path.with_name(f"unfinished-{path.name}")
    model.save(unfinished)
    unfinished.replace(path)


def _write(path, value):
    unfinished = path.with_suffix(".tmp")
    unfinished.write_text(json.dumps(value, indent=1))
    unfinished.replace(path)
