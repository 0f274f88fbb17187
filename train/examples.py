"""What a network is fitted on and judged on, made of the data sets: images, drawn pen strokes, and what is no digit.

data = examples.training_data(source, settings)
stream, steps = examples.batches(data, settings, first_epoch=0)
"""

from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context

import numpy as np
import tensorflow as tf

from train import augmentation, datasets, ink, nondigits, sets
from train.contract import NO_DIGIT, SIDE
from train.datasets import Images

# Sets of drawings, each with one drawing of every pen digit. If larger, a digit is seen in more shapes, and it takes
# longer and more memory to draw them all before training starts.
DRAWN_SETS = 24
# Sets that an epoch sees, in turn. If larger, pen strokes count more against images, and an epoch takes longer.
SETS_PER_EPOCH = 3
# Images of each kind by which weights are rounded. If larger, rounding follows what networks see more closely, and
# takes longer.
ROUNDED_ON = 1000


@dataclass(frozen=True)
class Drawings:
    """The same things drawn again and again, each time with another warp and another pen.

    `pixels` is (DRAWN_SETS, n, 28, 28) uint8, ink bright on black; `labels`, (n,) uint8, are those of every set.
    """

    pixels: np.ndarray
    labels: np.ndarray


@dataclass(frozen=True)
class TrainingData:
    """What a network is fitted on: `images` are warped anew in every epoch, `drawings` were warped as strokes.

    Both may hold what is no digit, too. `plain` holds the images and the pen digits without any warp, in the proportion
    of an epoch.
    """

    images: Images
    drawings: Drawings
    plain: Images
    validation: Images


def training_data(source, settings):
    """The `TrainingData` of a source, with pen strokes where `settings.pen` asks for them.

    `source` is `datasets.source_named`'s. Raises DataError where it can't be read.
    """
    validation = validation_images(source, settings)
    embedded = source == datasets.EMBEDDED
    images = datasets.load_embedded()[0] if embedded else _split(source, settings)[0]
    if embedded or not settings.pen:
        drawings = draw_warped([], round(settings.non_digits * len(images)), settings)
        return TrainingData(_with_non_digits(images, settings), drawings, images, validation)
    writers = _trained_writers(source)
    some = images[np.random.default_rng(settings.seed).permutation(len(images))[: len(images) // SETS_PER_EPOCH]]
    drawings = draw_warped(writers, round(settings.non_digits * len(writers)), settings)
    plain = datasets.concatenated(some, draw(writers))
    return TrainingData(_with_non_digits(images, settings), drawings, plain, validation)


def _with_non_digits(images, settings):
    count = round(settings.non_digit_pictures * len(images))
    if count == 0:
        return images
    pixels = nondigits.pictures_training(images, count, settings.seed)
    return datasets.concatenated(images, Images(pixels, _refused(count)))


def _refused(count):
    return np.full(count, NO_DIGIT, np.uint8)


# Judging


def validation_images(source, settings):
    """The `Images` that decide when to stop and how far to quantise: not trained on, and not a test set."""
    if source == datasets.EMBEDDED:
        return datasets.load_embedded()[1]
    own = _split(source, settings)[1]
    return datasets.concatenated(own, draw(_held_out(source))) if settings.pen else own


@dataclass(frozen=True)
class RoundingImages:
    """What decides how far weights are rounded. None of it is of a test set.

    `digits` are the validation digits, `others` is what is no digit and was made of them, where a network is to know
    that; `trained` are some of the images that it was trained on, without any warp.
    """

    digits: Images
    others: Images
    trained: Images


def rounding_images(source, settings):
    """The `RoundingImages` of a source."""
    digits = validation_images(source, settings)
    embedded = source == datasets.EMBEDDED
    images = datasets.load_embedded()[0] if embedded else _split(source, settings)[0]
    trained = images[_some(images, settings)]
    if settings.pen and not embedded:
        writers = _trained_writers(source)
        trained = datasets.concatenated(trained, draw([writers[i] for i in _some(writers, settings)]))
    if not (settings.non_digits or settings.non_digit_pictures):
        return RoundingImages(digits, digits[:0], trained)
    return RoundingImages(
        digits, _made_of(digits, settings), datasets.concatenated(trained, _made_of(trained, settings))
    )


def _some(things, settings):
    return np.random.default_rng(settings.seed).permutation(len(things))[:ROUNDED_ON]


def _made_of(digits, settings):
    """`Images` of what is no digit, made of digits."""
    return Images(nondigits.pictures_training(digits, ROUNDED_ON, settings.seed), _refused(ROUNDED_ON))


def test_sets(source):
    """The sets that a network is judged on, none of them trained on: {name: Images}, see train/sets.py."""
    if source == datasets.EMBEDDED:
        return {sets.EMBEDDED: datasets.load_embedded()[2]}
    _, mnist = datasets.load_mnist(source)
    return {sets.MNIST: mnist, sets.PEN: draw(_held_out(source))}


def _split(source, settings):
    """MNIST's training images: those that are trained on, and those that are not."""
    train, _ = datasets.load_mnist(source)
    count = max(1, round(settings.validation * len(train)))
    return train[:-count], train[-count:]


def _trained_writers(source):
    """The pen digits of all other writers."""
    return [digit for digit in datasets.load_pen(source) if digit.writer not in datasets.VALIDATION_WRITERS]


def _held_out(source):
    """The pen digits of the validation writers."""
    return [digit for digit in datasets.load_pen(source) if digit.writer in datasets.VALIDATION_WRITERS]


# Drawing


def draw(digits):
    """`PenDigit`s as the page would prepare them: `Images`."""
    pictures = np.stack([ink.from_strokes(digit.strokes) for digit in digits])
    return Images(np.round(255 * pictures).astype(np.uint8), _labels(digits))


def draw_warped(digits, non_digits, settings):
    """DRAWN_SETS sets of `Drawings`, each of all `PenDigit`s and of `non_digits` things that are none, in this order.

    The same seed gives the same drawings.
    """
    strokes = [digit.strokes for digit in digits]
    labelled = [(digit.label, list(digit.strokes)) for digit in digits]

    def submit(pool, k):
        how = (settings.seed, k), settings.augmentation
        if digits:
            yield pool.submit(augmentation.draw_all_warped, strokes, *how)
        if non_digits:
            yield pool.submit(nondigits.draw_training, labelled, non_digits, *how)

    # Spawned, not forked: TensorFlow's threads don't survive a fork.
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        jobs = [list(submit(pool, k)) for k in range(DRAWN_SETS)]
        pixels = [np.concatenate([_NOTHING, *(job.result() for job in each)]) for each in jobs]
    return Drawings(np.stack(pixels), np.concatenate([_labels(digits), _refused(non_digits)]))


_NOTHING = np.zeros((0, SIDE, SIDE), np.uint8)


def _labels(digits):
    return np.array([digit.label for digit in digits], np.uint8)


# Batches


def batches(data, settings, first_epoch):
    """The batches of all epochs from `first_epoch` on, warped and shuffled by (seed, epoch) alone, and those an epoch.

    Returns (tf.data.Dataset, steps an epoch). A batch is (settings.batch, 28, 28, 1) float32 in [0, 1] and as many
    labels, uint8.
    """
    pixels = tf.constant(np.concatenate([data.images.pixels, *data.drawings.pixels]))
    labels = tf.constant(np.concatenate([data.images.labels, *[data.drawings.labels] * DRAWN_SETS]))
    orders = [epoch_order(data, settings, epoch) for epoch in range(first_epoch, settings.epochs)]
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


def epoch_order(data, settings, epoch):
    """Which rows an epoch sees, in which order: all images and its sets of drawings, in whole batches.

    Row i is image i, and after the images come the drawings, set by set.
    """
    count = len(data.images)
    drawn = count + np.arange(DRAWN_SETS * len(data.drawings.labels)).reshape(DRAWN_SETS, len(data.drawings.labels))
    chosen = [(epoch * SETS_PER_EPOCH + k) % DRAWN_SETS for k in range(SETS_PER_EPOCH)]
    rows = np.concatenate([np.arange(count), drawn[chosen].ravel()])
    order = np.random.default_rng((settings.seed, epoch)).permutation(rows).astype(np.int32)
    return order[: len(order) // settings.batch * settings.batch]
