"""What is no digit: drawings and pictures that a network is taught to refuse.

The kinds that it is tested with are in `train/unseen.py`: they are made in other ways, of other writers' digits and
other fonts' letters, so that a figure says how the network refuses what it has never seen.

Strokes are (n, 2) arrays of x, y in a box of about 1×1, y down. Refusing helps twice: a scribble is not read as a
digit, and wrong cuts of a number lose against the right one (Liu, Sako and Fujisawa, "Effects of classifier structures
and training regimes on integrated segmentation and recognition of handwritten numeral strings", PAMI 2004).
"""

import numpy as np
from scipy import ndimage

from train import augmentation, ink
from train.shapes import along_path, beside, glyph, like_one_or_zero, one_of, unit

FONTS = ("futural", "rowmans", "scripts", "timesr", "timesi", "greek", "cyrillic", "mathlow")
# Left out are the signs that some people write a digit like: O and 0, Z and 2, S and 5, l and 1, b and 6, …
LETTERS = "ACEFHJKLMNPRTUVWXacdefhkmnprtuvwx#$%&*+<=>?@[]^{}~"
# How far letters of a font are bent before they are warped as everything is: a font's are far more alike than those of
# a hand.
HANDWRITTEN = augmentation.Augmentation.of(
    rotation=8.0, shear=0.2, zoom=0.25, stroke_elastic=0.05, stroke_apart=0.04, stroke_noise=0.0
)

# The largest share of a digit's path that a fragment keeps, by the digit. If larger, a fragment may still be the digit
# that it is taken from, and the network is taught to refuse it. 1 is left out: a part of a 1 is a 1.
FRAGMENT = {0: 0.5, 2: 0.55, 3: 0.5, 4: 0.5, 5: 0.5, 6: 0.5, 7: 0.35, 8: 0.45, 9: 0.45}

NO_SIDE = {1, 7, 8}  # digits whose left or right half may be a 1 or a 3
NO_UPPER_OR_LOWER = {1, 2, 6, 7, 8, 9}  # digits whose upper or lower half may be a 0 or a 7


def draw_training(digits, count, seed, strength):
    """`count` drawings of what is no digit, warped: (count, 28, 28) uint8.

    `digits` are (label, strokes) of the training writers; where there are none, kinds made of digits are left out.
    `strength` is an `augmentation.Augmentation`.
    """
    random = np.random.default_rng(seed)
    usable = {make: share for make, share in TRAINING_KINDS.items() if digits or make not in MADE_OF_DIGITS}
    makers, shares = list(usable), np.array(list(usable.values()))
    chosen = random.choice(len(makers), count, p=shares / shares.sum())
    drawn = (augmentation.draw_warped(makers[kind](random, digits), random, strength) for kind in chosen)
    return np.stack([ink.as_bytes(image) for image in drawn])


def pictures_training(images, count, seed):
    """`count` pictures of what is no digit: halves and joins of digits, and blobs: (count, 28, 28) uint8."""
    random = np.random.default_rng(seed)
    makers = (_halved, _joined, _joined, _joined, _blob)
    made = (makers[i](random, images) for i in random.integers(0, len(makers), count))
    return np.stack([ink.as_bytes(ink.from_ink(picture)) for picture in made])


def fragment(random, digits):
    """A part of a digit's path, from its beginning or to its end, that is neither a straight 1 nor a closed 0."""
    while True:
        label, strokes = one_of(random, digits)
        if label not in FRAGMENT:
            continue
        share = random.uniform(0.2, FRAGMENT[label])
        part = along_path(strokes, 0, share) if random.random() < 0.5 else along_path(strokes, 1 - share, 1)
        if not like_one_or_zero(part):
            return part


def join(random, digits):
    """Two or three digits side by side, touching, or apart by up to half of their height."""
    count = 2 if random.random() < 0.8 else 3
    # Pairs of 1s would be rare by chance, and look most like one digit.
    ones = [digit for digit in digits if digit[0] == 1] if random.random() < 0.1 else []
    joined = []
    for _ in range(count):
        strokes = unit(one_of(random, ones or digits)[1], random.uniform(0.75, 1))
        joined = beside(joined, strokes, random.uniform(-0.15, 0.5), random.uniform(-0.1, 0.1))
    return joined


def intrusion(random, digits):
    """A digit with a part of its neighbour."""
    whole = unit(one_of(random, digits)[1])
    share = random.uniform(0.25, 0.6)
    other = unit(one_of(random, digits)[1])
    part = along_path(other, 0, share) if random.random() < 0.5 else along_path(other, 1 - share, 1)
    pair = (whole, part) if random.random() < 0.5 else (part, whole)
    return beside(*pair, random.uniform(-0.05, 0.35), 0)


def overwritten(random, digits):
    """Two digits on top of each other, or one that was crossed out."""
    (label, first), (other, second) = one_of(random, digits), one_of(random, digits)
    if label != other and random.random() < 0.4:
        return unit(first) + [stroke + random.uniform(0.1, 0.3, 2) for stroke in unit(second)]
    return [*unit(first), zigzag(random)]


def curves(random, _digits):
    """One to four smooth random curves: sums of sines with falling amplitudes."""
    count = random.choice([1, 1, 2, 3, 4])
    drawn = []
    for _ in range(count):
        terms = random.integers(3, 9)
        t = np.linspace(0, 1, 60)[:, None]
        phases, sizes = random.uniform(0, 2 * np.pi, (terms, 2)), random.normal(0, 1, (terms, 2))
        wave = sum(
            sizes[k] / (k + 1) ** random.uniform(0.4, 1.0) * np.sin(np.pi * (k + 1) * t + phases[k])
            for k in range(terms)
        )
        drawn.append(wave + random.normal(0, 0.6, 2))
    return drawn


def zigzag(random):
    """A scribble back and forth, one stroke."""
    turns = random.integers(3, 12)
    across, along = np.linspace(0, 1, turns), np.arange(turns) % 2 * 1.0
    points = np.stack([across, along], axis=1) + random.normal(0, 0.08, (turns, 2))
    angle = random.uniform(0, 2 * np.pi)
    turned = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    return (points - 0.5) @ turned.T + 0.5


def marks(random, _digits):
    """Dots, dashes, crosses, ticks, equals signs, angles, boxes and zigzags, drawn by hand."""
    kind = random.integers(0, 9)
    if kind == 0:
        return [np.zeros((1, 2))]
    if kind <= 2:
        return [_line(random, random.uniform(-30, 30))]
    if kind == 3:
        angle = random.uniform(-25, 25)
        return [_line(random, angle), _line(random, angle + random.uniform(50, 130))]
    if kind == 4:
        levels = np.arange(random.integers(2, 4))
        return [_line(random, random.uniform(-12, 12)) + np.array([0, 0.35 * level]) for level in levels]
    if kind == 5:
        places = np.cumsum(random.uniform(0.3, 0.6, random.integers(2, 5)))
        return [_line(random, 90 + random.uniform(-15, 15)) + np.array([place, 0]) for place in places]
    if kind == 6:
        corners = random.uniform(0, 1, (random.integers(4, 7), 2))
        return [np.concatenate([corners, corners[:1]])]
    if kind == 7:
        tick = np.array([[0, 0.5], [0.35, 1], [1, 0]]) * random.uniform((0.6, 0.6), (1.2, 1.0))
        return [tick * random.choice([-1, 1], 2) + random.normal(0, 0.05, (3, 2))]
    return [zigzag(random)]


def _halved(random, images):
    return half(random, images.pixels, images.labels)


def half(random, pictures, labels):
    """The left or right half of one of some digits' pictures, or its upper or lower one.

    Left out are those that may look like a digit. `pictures` are in [0, 255].
    """
    while True:
        row = random.integers(len(pictures))
        picture = cropped(pictures[row])
        axis, share = random.integers(0, 2), random.uniform(0.35, 0.55)
        if labels[row] in (NO_SIDE if axis else NO_UPPER_OR_LOWER):
            continue
        first, second = np.split(picture, [round(share * picture.shape[axis])], axis)
        half = cropped(255 * (first if random.random() < 0.5 else second))
        if half.max() > 0.5 and half.shape[1] > 0.5 * half.shape[0]:
            return half


def _joined(random, images):
    """The pictures of two digits side by side."""
    left, right = (cropped(images.pixels[row]) for row in random.integers(len(images), size=2))
    height = max(len(left), len(right))
    left, right = (np.pad(part, ((height - len(part), 0), (0, 0))) for part in (left, right))
    gap = random.integers(-3, 9)
    joined = np.zeros((height, max(left.shape[1], left.shape[1] + gap + right.shape[1])))
    joined[:, : left.shape[1]] = left
    start = left.shape[1] + gap
    joined[:, start : start + right.shape[1]] = np.maximum(joined[:, start : start + right.shape[1]], right)
    return joined


def _blob(random, _images):
    """A filled spot, or a clump of noise."""
    noise = ndimage.gaussian_filter(random.normal(0, 1, (40, 40)), random.uniform(1, 5))
    y, x = np.mgrid[-1:1:40j, -1:1:40j] / random.uniform(0.4, 1, (2, 1, 1))
    roughness = random.choice([0, 0.1, 0.5])
    return cropped(255 * np.clip(6 * (1 - x**2 - y**2 + roughness * noise / noise.std()), 0, 1))


def cropped(picture):
    """The ink of a picture in [0, 255], cropped to where there is any: float in [0, 1]."""
    rows, columns = np.flatnonzero(picture.max(axis=1) > 0), np.flatnonzero(picture.max(axis=0) > 0)
    if len(rows) == 0:
        return np.zeros((1, 1))
    return picture[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1] / 255


def letters(random, _digits):
    """A letter or sign of the training fonts, bent as no font is."""
    strokes = [augmentation.smooth(stroke) - 0.5 for stroke in unit(glyph(random, FONTS, LETTERS))]
    return augmentation.warp_points(strokes, random, HANDWRITTEN)


TRAINING_KINDS = {  # kind: share
    fragment: 0.17,
    join: 0.16,
    intrusion: 0.1,
    overwritten: 0.05,
    curves: 0.13,
    marks: 0.12,
    letters: 0.27,
}
MADE_OF_DIGITS = {fragment, join, intrusion, overwritten}


def _line(random, degrees):
    t = np.linspace(-0.5, 0.5, 8)
    bend = random.normal(0, 0.03) * np.cos(np.pi * t)
    angle = np.radians(degrees)
    return np.stack([np.cos(angle) * t - np.sin(angle) * bend, np.sin(angle) * t + np.cos(angle) * bend], axis=1)
