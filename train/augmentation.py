"""Augmentation: new handwriting out of the handwriting there is.

Images are warped by one composed field with one resampling: every resampling blurs, and real input is not blurred. Pen
strokes are warped before they are drawn, which blurs nothing at all. Elastic distortion follows Simard, Steinkraus and
Platt, "Best practices for convolutional neural networks applied to visual document analysis" (ICDAR 2003), its field
here interpolated from a coarse grid.
"""

from dataclasses import dataclass, fields

import numpy as np

from train import ink

ELASTIC_GRID = 5  # nodes of the coarse grid, each way; if larger, the distortion has more and smaller waves
STROKE_WIDTHS = (1.3, 4.5)  # pixels, the thinnest and the thickest pen; if wider apart, pens differ more


@dataclass(frozen=True)
class Augmentation:
    """How far handwriting is changed: 0 changes nothing.

    A number is the limit, either way, of a uniform distribution, where its comment says nothing else. If any of them
    is larger, training sees stranger handwriting: the network reads more kinds of hands and needs more epochs, until
    what it sees is no longer the digit that it is labelled as.
    """

    rotation: float = 14.0  # degrees, images and strokes
    zoom: float = 0.12  # share of the size, images and strokes
    shift: float = 2.0  # pixels, images; drawn strokes are centred by the page itself and shift less: stroke_shift
    shear: float = 0.25  # share of the height that the top moves sideways, images and strokes
    # Images
    elastic: float = 0.45  # pixels, standard deviation of the coarse grid's displacements
    thickness: float = 0.5  # how far an image goes towards its dilation or erosion by one pixel
    thickened: float = 0.3  # share of the images that become thicker or thinner
    untouched: float = 0.15  # share of the images that stay as they are, so that the sharpness of real ones is seen too
    # Images and drawings, as seen by a coarse scanner
    coarse: float = 0.12  # share of them
    coarse_sides: tuple = (11, 24)  # the fewest and the most pixels across, instead of 28: digits of 8 to 17 pixels
    coarse_gamma: float = 0.4  # of the logarithm of the exponent that changes the scan's tones
    # Strokes
    stroke_width: float = 0.25  # standard deviation of the logarithm of the pen's width, around ink.STROKE_WIDTH
    stroke_elastic: float = 0.035  # share of the digit's size, standard deviation of the waves that bend it
    stroke_shift: float = 0.5  # pixels
    stroke_zoom: float = 0.05  # share of the size, after the digit was fitted into its box
    stroke_noise: float = 0.006  # share of the digit's size that points are off, as where one draws on whole pixels
    stroke_apart: float = 0.025  # share of the digit's size, standard deviation: each stroke moves by itself
    stroke_trimmed: float = 0.06  # share of a stroke's length that is cut off, at each end, at most

    @classmethod
    def of(cls, **changes):
        """These changes, {field: limit}, and no others."""
        return cls(**{each.name: () if each.name == "coarse_sides" else 0.0 for each in fields(cls)} | changes)


NONE = Augmentation.of()


def warp_images(images, seed, strength):
    """Warp a batch, (n, 28, 28, 1) float32 in [0, 1], each image by a field of its own.

    `seed` is a tensor of two integers, `strength` an `Augmentation`; the same seed gives the same images.
    """
    import tensorflow as tf

    n = tf.shape(images)[0]
    draws = _Draws(seed)
    angle, shear = draws.uniform([n], np.radians(strength.rotation)), draws.uniform([n], strength.shear)
    zoom_x, zoom_y = (1 + draws.uniform([n], strength.zoom) for _ in range(2))
    cos, sin = tf.cos(angle), tf.sin(angle)
    matrix = tf.reshape(
        tf.stack([cos * zoom_x, (cos * shear - sin) * zoom_y, sin * zoom_x, (sin * shear + cos) * zoom_y], axis=1),
        [n, 1, 2, 2],
    )
    shift = draws.uniform([n, 1, 2], strength.shift)
    coarse = draws.normal([n, ELASTIC_GRID, ELASTIC_GRID, 2], strength.elastic)
    elastic = tf.reshape(tf.image.resize(coarse, (ink.SIDE, ink.SIDE), "bicubic"), [n, -1, 2])
    centre = (ink.SIDE - 1) / 2
    grid = np.stack(np.meshgrid(np.arange(ink.SIDE), np.arange(ink.SIDE)), axis=-1).reshape(1, -1, 2) - centre
    points = tf.linalg.matvec(matrix, tf.constant(grid, tf.float32)) + centre + shift + elastic
    warped = _sample(images, points)
    some = draws.share(n, strength.thickened)
    warped = tf.where(some, _thicken(warped, draws.uniform([n, 1, 1, 1], strength.thickness)), warped)
    return tf.where(draws.share(n, strength.untouched), images, warped)


def coarsen_some(images, seed, strength):
    """A share of a batch, (n, 28, 28, 1) in [0, 1], as a scanner of few pixels and with other tones would see it.

    `seed` and `strength` are those of `warp_images`.
    """
    import tensorflow as tf

    draws = _Draws(seed)
    n = tf.shape(images)[0]
    side = tf.random.stateless_uniform(
        [], draws.next(), strength.coarse_sides[0], strength.coarse_sides[1] + 1, tf.int32
    )
    coarse = tf.image.resize(tf.image.resize(images, [side, side], "area"), (ink.SIDE, ink.SIDE), "bilinear")
    coarse /= tf.maximum(tf.reduce_max(coarse, axis=(1, 2, 3), keepdims=True), 1e-3)
    coarse = tf.clip_by_value(coarse, 0.0, 1.0) ** tf.exp(draws.uniform([n, 1, 1, 1], strength.coarse_gamma))
    return tf.where(draws.share(n, strength.coarse), coarse, images)


class _Draws:
    """Stateless random numbers: the same seed gives the same numbers, also after training was interrupted."""

    def __init__(self, seed):
        self.seed, self.count = seed, 0

    def next(self):
        import tensorflow as tf

        self.count += 1
        return tf.random.experimental.stateless_fold_in(self.seed, self.count)

    def uniform(self, shape, limit):
        import tensorflow as tf

        return tf.random.stateless_uniform(shape, self.next(), -limit, limit)

    def share(self, n, size):
        return self.uniform([n, 1, 1, 1], 0.5) + 0.5 < size

    def normal(self, shape, spread):
        import tensorflow as tf

        return tf.random.stateless_normal(shape, self.next(), stddev=spread)


def _sample(images, points):
    """Sample images at (n, 784, 2) points x, y by cubic convolution (Keys 1981), which blurs less than bilinear."""
    import tensorflow as tf

    padded = tf.pad(images[..., 0], [[0, 0], [4, 4], [4, 4]])
    side = ink.SIDE + 8
    points = tf.clip_by_value(points + 4, 1.0, side - 2.001)
    base = tf.floor(points)
    weights = _cubic_weights(points - base)
    corner = tf.cast(base, tf.int32)
    flat = tf.reshape(padded, [tf.shape(images)[0], side * side])
    total = 0.0
    for j in range(4):
        for i in range(4):
            index = (corner[..., 1] + j - 1) * side + corner[..., 0] + i - 1
            total += weights[j][..., 1] * weights[i][..., 0] * tf.gather(flat, index, batch_dims=1)
    return tf.reshape(tf.clip_by_value(total, 0.0, 1.0), tf.shape(images))


def _cubic_weights(t):
    return (
        ((-0.5 * t + 1.0) * t - 0.5) * t,
        (1.5 * t - 2.5) * t * t + 1.0,
        ((-1.5 * t + 2.0) * t + 0.5) * t,
        (0.5 * t - 0.5) * t * t,
    )


def _thicken(images, amount):
    """Go `amount` of the way to the image's dilation (amount > 0) or erosion (amount < 0) by one pixel."""
    import tensorflow as tf

    dilated = tf.nn.max_pool2d(images, 3, 1, "SAME")
    eroded = -tf.nn.max_pool2d(-images, 3, 1, "SAME")
    # A dilation by one pixel all round adds two pixels of width, more than real pens vary; half of that is enough.
    return images + tf.maximum(amount, 0.0) / 2 * (dilated - images) + tf.minimum(amount, 0.0) / 2 * (images - eroded)


def draw_warped(strokes, random, strength):
    """Draw strokes as a prepared digit after warping their points and choosing a pen: (28, 28) float32 in [0, 1].

    `strokes` is a list of (n, 2) arrays, `random` a NumPy generator, `strength` an `Augmentation`.
    """
    strokes = ink.fit_in_box(strokes, 1.0)
    strokes = [stroke - ink.SIDE / 2 for stroke in strokes]
    strokes = trimmed(strokes, random, strength)
    if random.random() < 0.5:
        strokes = [smooth(stroke) for stroke in strokes]
    strokes = warp_points(strokes, random, strength)
    width = np.clip(ink.STROKE_WIDTH * np.exp(random.normal(0, strength.stroke_width)), *STROKE_WIDTHS)
    side = (ink.BOX - width) * (1 + random.uniform(-strength.stroke_zoom, strength.stroke_zoom))
    strokes = ink.fit_in_box(strokes, side)
    shift = ink.shift_to_centre(ink.draw(strokes, width))
    shift += random.uniform(-strength.stroke_shift, strength.stroke_shift, 2)
    return ink.draw([stroke + shift for stroke in strokes], width).astype(np.float32)


def draw_all_warped(digits, seed, strength):
    """One warped drawing of each digit, a list of strokes each: (n, 28, 28) uint8."""
    random = np.random.default_rng(seed)
    return ink.as_bytes(np.stack([draw_warped(strokes, random, strength) for strokes in digits]))


def warp_points(strokes, random, strength):
    """Rotate, shear, stretch and bend strokes of about unit size around the origin.

    Points are moved a little, each by itself, and strokes as wholes, too.
    """
    angle = np.radians(random.uniform(-strength.rotation, strength.rotation))
    shear = random.uniform(-strength.shear, strength.shear)
    stretch = np.exp(random.uniform(-strength.zoom, strength.zoom))
    cos, sin = np.cos(angle), np.sin(angle)
    matrix = np.array([[cos, -sin], [sin, cos]]) @ np.array([[stretch, shear], [0, 1 / stretch]])
    frequencies, phases = random.normal(0, 3.5, (3, 2)), random.uniform(0, 2 * np.pi, 3)
    amplitudes = random.normal(0, strength.stroke_elastic, (3, 2))
    noise = random.uniform(0, strength.stroke_noise)
    apart = random.normal(0, strength.stroke_apart, (len(strokes), 2))
    bent = (s + np.sin(s @ frequencies.T + phases) @ amplitudes + by for s, by in zip(strokes, apart, strict=True))
    return [(stroke + random.normal(0, noise, stroke.shape)) @ matrix.T for stroke in bent]


def trimmed(strokes, random, strength):
    """Half of the time, strokes that begin later and end earlier, as where a device notices the pen late."""
    if random.random() < 0.5:
        return strokes
    shares = random.uniform(0, strength.stroke_trimmed, (len(strokes), 2))
    return [along(stroke, start, 1 - end) for stroke, (start, end) in zip(strokes, shares, strict=True)]


def along(stroke, start, end):
    """The part of a stroke, (n, 2), between two shares, in [0, 1], of its length; a dot is a dot."""
    lengths = np.r_[0, np.cumsum(np.linalg.norm(np.diff(stroke, axis=0), axis=1))]
    if lengths[-1] == 0:
        return stroke
    low, high = start * lengths[-1], end * lengths[-1]
    at = np.unique(np.clip(np.r_[low, lengths, high], low, high))
    return np.stack([np.interp(at, lengths, stroke[:, axis]) for axis in (0, 1)], axis=1)


def smooth(stroke):
    """Put three points of a Catmull-Rom spline between each two of a stroke's points, (n, 2)."""
    if len(stroke) < 3:
        return stroke
    padded = np.concatenate([stroke[:1], stroke, stroke[-1:]])
    t = np.arange(4)[:, None] / 4
    weights = _cubic_weights(t)
    between = len(stroke) - 1
    pieces = sum(weight * padded[k : k + between, None] for k, weight in enumerate(weights))
    return np.concatenate([pieces.reshape(-1, 2), stroke[-1:]])
