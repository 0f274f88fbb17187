"""What a network is fitted on and judged on, made of the data sets: images, drawn pen strokes, and what is no digit.

data = examples.training_data(source, settings)
stream, steps = examples.batches(data, settings, first_epoch=0)
"""

from dataclasses import dataclass

import numpy as np
import tensorflow as tf

from errors import PlainError
from train import augmentation, datasets, drawings, nondigits, own_data, sets, sources, windows, writers
from train.contract import DIGITS, NO_DIGIT
from train.datasets import Images

# Sets that an epoch sees, in turn. If larger, pen strokes count more against images, and an epoch takes longer.
SETS_PER_EPOCH = 3
# Images of each kind by which weights are rounded. If larger, rounding follows what networks see more closely, and
# takes longer.
ROUNDED_ON = 1000

# The random seed of the digits drawn by a program that are for validation. Training's seeds are pairs.
DRAWN_SEED = 17


@dataclass(frozen=True)
class TrainingData:
    """What a network is fitted on: `images` are warped anew in every epoch, `drawings` were warped as strokes.

    Both may hold what is no digit, too. `plain` holds the images and the pen digits without any warp, in the proportion
    of an epoch.
    """

    images: Images
    drawings: drawings.Drawings
    plain: Images
    validation: Images


def training_data(source, settings):
    """The `TrainingData` of a source, with pen strokes where `settings.pen` asks for them.

    `source` is `sources.named`'s. Raises DataError where it can't be read.
    """
    validation = validation_images(source, settings)
    if sources.is_own(source):
        return _own_training(source, settings, validation)
    if source == datasets.EMBEDDED:
        images, wrote = datasets.load_embedded()[0], None
    else:
        images, wrote = _split(source, settings)[0]
    seen = _with_made(images, wrote, settings)
    if source == datasets.EMBEDDED or not settings.pen:
        return TrainingData(seen, drawings.warped([], len(images), settings), images, validation)
    digits = _trained_writers(source)
    some = images[np.random.default_rng(settings.seed).permutation(len(images))[: len(images) // SETS_PER_EPOCH]]
    plain = datasets.concatenated(some, drawings.plain(digits))
    return TrainingData(seen, drawings.warped(digits, len(digits), settings), plain, validation)


def count(source, settings):
    """About how many digits an epoch of a network has that sees images alone."""
    return len(_trained_images(source, settings))


def check(source, settings):
    """Read all that a network is trained and judged on, as far as it takes seconds. Raises DataError."""
    validation_images(source, settings)
    test_sets(source)


def _own_training(source, settings, validation):
    """Of data of one's own: all pictures and drawings as images, and what was drawn as warped strokes, too.

    What is no digit is left out where the network has no class for it, see `Settings`.
    """
    images = source.images("train", settings.validation)
    digits = images[images.labels != NO_DIGIT]
    none = images[images.labels == NO_DIGIT] if settings.non_digit_pictures or settings.non_digits else images[:0]
    drawn = source.drawn(settings.validation)
    seen = datasets.concatenated(_with_made(digits, None, settings), none)
    return TrainingData(seen, drawings.warped(drawn, len(digits), settings), digits, validation)


def _with_made(images, wrote, settings):
    """`Images` and what is made of them: pictures of what is no digit, and windows of touching numbers.

    `wrote`, (n,), says who wrote each of them; where it is None, there are no windows.
    """
    made = [images]
    if count := round(settings.non_digit_pictures * len(images)):
        made.append(Images(nondigits.pictures_training(images, count, settings.seed), _refused(count)))
    if wrote is not None and (count := round(settings.windows * len(images) / 2)):
        for labels, seed in ((np.arange(count, dtype=np.uint8) % DIGITS, 1), (_refused(count), 2)):
            made.append(Images(windows.of_images(images, wrote, labels, (settings.seed, seed)), labels))
    return datasets.concatenated(*made)


def _refused(count):
    return np.full(count, NO_DIGIT, np.uint8)


# Judging


def validation_images(source, settings):
    """The `Images` that decide when to stop and how far to quantise: not trained on, and not a test set."""
    if source == datasets.EMBEDDED:
        own = datasets.load_embedded()[1]
        if not settings.drawn_digits:
            return own
        return datasets.concatenated(own, drawings.by_program(len(own), DRAWN_SEED, settings.augmentation))
    if sources.is_own(source):
        return source.images("validation", settings.validation)
    own = _split(source, settings)[1][0]
    return datasets.concatenated(own, drawings.plain(_held_out(source))) if settings.pen else own


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
    images = _trained_images(source, settings)
    trained = images[_some(images, settings)]
    if settings.pen and source != datasets.EMBEDDED:
        writers = _trained_writers(source)
        trained = datasets.concatenated(trained, drawings.plain([writers[i] for i in _some(writers, settings)]))
    if not (settings.non_digits or settings.non_digit_pictures):
        return RoundingImages(digits, digits[:0], trained)
    return RoundingImages(
        digits, _made_of(digits, settings), datasets.concatenated(trained, _made_of(trained, settings))
    )


def _trained_images(source, settings):
    """The digits that are trained on as images."""
    if source == datasets.EMBEDDED:
        return datasets.load_embedded()[0]
    if sources.is_own(source):
        images = source.images("train", settings.validation)
        return images[images.labels != NO_DIGIT]
    return _split(source, settings)[0][0]


def _some(things, settings):
    return np.random.default_rng(settings.seed).permutation(len(things))[:ROUNDED_ON]


def _made_of(digits, settings):
    """`Images` of what is no digit, made of digits."""
    return Images(nondigits.pictures_training(digits, ROUNDED_ON, settings.seed), _refused(ROUNDED_ON))


def test_sets(source):
    """The sets that a network is judged on, none of them trained on: {name: Images}, see train/sets.py."""
    if source == datasets.EMBEDDED:
        return {sets.EMBEDDED: datasets.load_embedded()[2]}
    if sources.is_own(source):
        # Of all shares the same: what is tested with does not depend on what is validated with.
        return {sets.own(source.name): source.images("test", own_data.VALIDATION)}
    _, mnist = datasets.load_mnist(source)
    return {sets.MNIST: mnist, sets.PEN: drawings.plain(_held_out(source))}


def _split(source, settings):
    """MNIST's training images by their writers: those that are trained on, and those that are not.

    Each part is (`Images`, their writers). Of all writers, in the order of their numbers, every so many-th is held
    back.
    """
    train, _ = datasets.load_mnist(source)
    by = writers.load(source)
    everyone = np.unique(by)
    count = max(1, round(settings.validation * len(everyone)))
    held_back = np.isin(by, everyone[np.linspace(0, len(everyone) - 1, count).round().astype(int)])
    return [(train[rows], by[rows]) for rows in (np.flatnonzero(~held_back), np.flatnonzero(held_back))]


def _trained_writers(source):
    """The pen digits of all other writers."""
    return [digit for digit in datasets.load_pen(source) if digit.writer not in datasets.VALIDATION_WRITERS]


def _held_out(source):
    """The pen digits of the validation writers."""
    return [digit for digit in datasets.load_pen(source) if digit.writer in datasets.VALIDATION_WRITERS]


# Batches


def batches(data, settings, first_epoch):
    """The batches of all epochs from `first_epoch` on, warped and shuffled by (seed, epoch) alone, and those an epoch.

    Returns (tf.data.Dataset, steps an epoch). A batch is (settings.batch, 28, 28, 1) float32 in [0, 1] and as many
    labels, uint8. Raises PlainError where a batch would be more than an epoch.
    """
    if settings.batch > (most := _rows_an_epoch(data)):
        raise PlainError(f"--batch {settings.batch}: expected at most {most:,}, which is all that an epoch has.")
    pixels = tf.constant(np.concatenate([data.images.pixels, *data.drawings.pixels]))
    labels = tf.constant(np.concatenate([data.images.labels, *[data.drawings.labels] * drawings.SETS]))
    orders = [epoch_order(data, settings, epoch) for epoch in range(first_epoch, settings.epochs)]
    first_step = first_epoch * len(orders[0]) // settings.batch

    @tf.autograph.experimental.do_not_convert  # nothing here needs it, and it takes seconds
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


def _rows_an_epoch(data):
    return len(data.images) + SETS_PER_EPOCH * len(data.drawings.labels)


def epoch_order(data, settings, epoch):
    """Which rows an epoch sees, in which order: all images and its sets of drawings, in whole batches.

    Row i is image i, and after the images come the drawings, set by set.
    """
    count = len(data.images)
    drawn = count + np.arange(drawings.SETS * len(data.drawings.labels)).reshape(
        drawings.SETS, len(data.drawings.labels)
    )
    chosen = [(epoch * SETS_PER_EPOCH + k) % drawings.SETS for k in range(SETS_PER_EPOCH)]
    rows = np.concatenate([np.arange(count), drawn[chosen].ravel()])
    order = np.random.default_rng((settings.seed, epoch)).permutation(rows).astype(np.int32)
    return order[: len(order) // settings.batch * settings.batch]
