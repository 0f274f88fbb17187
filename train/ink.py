"""Ink to the network's input, as training and the page both make it; the page's half is `web/js/reader/ink.js`.

A prepared digit is 28×28 float32 in [0, 1], ink bright on black, fitted into a 20×20 box with its proportions kept,
its centre of mass at the image's centre: the normalisation of MNIST (LeCun, Cortes and Burges, "The MNIST database of
handwritten digits", 1998). Coordinates are in pixels, x right, y down; pixel i covers [i, i + 1).
"""

import numpy as np

from train.contract import SIDE

# Pixels of the box that a digit is fitted into, as in MNIST. If larger, digits are larger than those of training.
BOX = 20
# Pixels, the width of a drawn line: the median width of MNIST's own strokes (ridge of the distance transform). If
# larger, loops close.
STROKE_WIDTH = 2.6
# The share of full scale by which ink and ground differ at least; a picture with less holds no ink. If larger, pale
# pencil is not read.
MIN_CONTRAST = 0.1
# How many times the border's median deviation from its ground still counts as ground (JPEG, sensors). If larger, pale
# ink on a noisy ground is lost.
GROUND_NOISE = 4
# Pixels. Edges of a picture's digit that are as wide, or less, are left as they are: half of MNIST's are wider than
# 1.06. If larger, enlarged digits stay soft; if smaller, uneven ink gets spots.
SHARP = 1.2
# Pixels. Edges that are wider are those of a scan of some ten pixels or fewer, which has nothing under its blur: they
# left as they are, too. If larger, digits of 8×8 pixels get spots and are refused; if smaller, 16×16 ones stay soft.
COARSE = 3.5
# For each pixel that edges are wider, how much of what blurring once more would take away is added; and the most that
# is. If larger, edges get steps, and thin joins break; if smaller, they stay soft.
SHARPENING, MOST_SHARPENING = 1.2, 1.5
# Pixels of the prepared digit, and a share. Of a picture whose edges are as wide as BLURRED, which was enlarged, only
# so much of the sides of each area that becomes a pixel counts. Enlarged digits of MNIST have 1.18 and more, drawings
# and scans up to 0.9. If BLURRED is much larger or smaller, enlarged digits or grain are read worse; if PART is larger,
# soft digits get softer.
BLURRED, PART = 1.0, 0.4

_CENTRES = np.arange(SIDE) + 0.5


def from_strokes(strokes, width=STROKE_WIDTH):
    """Draw pen strokes as a prepared digit.

    `strokes` is a list of (n, 2) arrays of x, y in any units, y down; a stroke of one point is a dot. `width` is the
    width of the drawn line in pixels of the result. The lines are drawn once, where they belong: no bitmap of the
    drawing is ever scaled. Returns (28, 28) float32, or None where there is no ink.
    """
    strokes = [np.asarray(stroke, float).reshape(-1, 2) for stroke in strokes if len(stroke)]
    if not strokes:
        return None
    strokes = fit_in_box(strokes, BOX - width)
    shift = shift_to_centre(draw(strokes, width))
    return draw([stroke + shift for stroke in strokes], width).astype(np.float32)


def fit_in_box(strokes, side):
    """Scale strokes into a box of `side` pixels, proportions kept, the box's centre at the image's centre."""
    points = np.concatenate(strokes)
    low, high = points.min(axis=0), points.max(axis=0)
    extent = (high - low).max()
    scale = side / extent if extent > 0 else 0.0
    return [(stroke - (low + high) / 2) * scale + SIDE / 2 for stroke in strokes]


def draw(strokes, width):
    """Draw polylines with round caps and joins: (28, 28) float64 of each pixel's coverage in [0, 1].

    A pixel's coverage falls from 1 to 0 over one pixel across the line's edge, by the distance of the pixel's centre
    to the nearest segment. Most pixels are too far from most segments for any ink: only near pairs are looked at.
    """
    starts, ends = _segments(strokes)
    reach = width / 2 + 0.5
    segment, x, y = _near(starts, ends, reach)
    along = ends - starts
    lengths = np.maximum((along**2).sum(axis=1), 1e-12)[segment]
    (ax, ay), (from_x, from_y) = along[segment].T, starts[segment].T
    dx, dy = _CENTRES[x] - from_x, _CENTRES[y] - from_y
    t = np.clip((dx * ax + dy * ay) / lengths, 0, 1)
    squared = np.full(SIDE * SIDE, np.inf)
    np.minimum.at(squared, y * SIDE + x, (dx - t * ax) ** 2 + (dy - t * ay) ** 2)
    return np.clip(reach - np.sqrt(squared), 0, 1).reshape(SIDE, SIDE)


def _near(starts, ends, reach):
    """All pixels in each segment's box, which is `reach` larger each way: (segments, columns, rows), one a pair."""
    low = np.clip(np.floor(np.minimum(starts, ends) - reach - 0.5), 0, SIDE).astype(int)
    high = np.clip(np.ceil(np.maximum(starts, ends) + reach + 0.5), 0, SIDE).astype(int)
    wide, tall = (high - low).T
    counts = wide * tall
    segment = np.repeat(np.arange(len(counts)), counts)
    place = np.arange(len(segment)) - (np.cumsum(counts) - counts)[segment]
    rows, columns = np.divmod(place, wide[segment])
    return segment, low[segment, 0] + columns, low[segment, 1] + rows


def _segments(strokes):
    starts = [stroke[: max(1, len(stroke) - 1)] for stroke in strokes]
    ends = [stroke[min(1, len(stroke) - 1) :] for stroke in strokes]
    return np.concatenate(starts), np.concatenate(ends)


def shift_to_centre(image):
    """The (x, y) that moves the image's centre of mass to its centre, no further than the ink stays in the image."""
    mass = image.sum()
    shift = SIDE / 2 - np.array([image.sum(axis=0) @ _CENTRES, image.sum(axis=1) @ _CENTRES]) / mass
    for axis in (0, 1):
        inked = np.flatnonzero(image.any(axis=axis))
        shift[axis] = np.clip(shift[axis], -inked[0], SIDE - 1 - inked[-1])
    return shift


def from_image(pixels):
    """Turn a picture of one digit, of any polarity, into a prepared digit.

    `pixels` is uint8, (h, w) grey, (h, w, 3) RGB or (h, w, 4) RGBA. Returns (28, 28) float32, or None where there is
    no ink.
    """
    ink = ink_of(pixels)
    return None if ink is None else from_ink(ink)


def ink_of(pixels):
    """How much ink each pixel of a picture holds: (h, w) float64 in [0, 1], or None where there is none.

    The ground is the border's median colour, so that dark on light, light on dark and colour on colour all work; on a
    transparent ground the opacity is the ink.
    """
    pixels = np.asarray(pixels)
    if pixels.ndim == 2:
        pixels = pixels[..., None]
    border = np.concatenate([pixels[0], pixels[-1], pixels[1:-1, 0], pixels[1:-1, -1]])
    if pixels.shape[2] == 4 and _lower_median(border[:, 3]) < 128:
        difference = pixels[..., 3].astype(float)
    else:
        ground = _lower_median(border[:, :3])
        difference = np.abs(pixels[..., :3].astype(float) - ground).max(axis=2)
    edge = np.concatenate([difference[0], difference[-1], difference[1:-1, 0], difference[1:-1, -1]])
    noise, peak = GROUND_NOISE * _lower_median(edge), difference.max()
    if peak - noise < 255 * MIN_CONTRAST:
        return None
    return np.maximum(0, difference - noise) / (peak - noise)


def _lower_median(values):
    return np.sort(values, axis=0)[(len(values) - 1) // 2].astype(float)


def from_ink(ink):
    """Crop, scale and centre an (h, w) map of ink, some of it above 0, into a prepared digit: (28, 28) float32.

    One resampling: each pixel of the result averages the area that it covers in the picture, or the middle of it where
    the ink is soft (or, where the picture is coarser than the result, the area of one of its pixels), and what is
    softer then than MNIST's digits is sharpened. As in MNIST the box lies on whole pixels, so that a digit that fills
    its 20×20 box is only moved.
    """
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    ink = ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    scale = BOX / max(ink.shape)
    centre = scale * np.array([_centre_of_mass(ink.sum(axis=axis)) for axis in (1, 0)])
    extent = scale * np.array(ink.shape)
    offset = np.clip(np.floor(SIDE / 2 - centre + 0.5), 0, np.maximum(0, np.floor(SIDE - extent)))
    part = PART if scale < 1 and scale * _edge_width(ink / ink.max()) >= BLURRED else 1.0
    down, across = (area_weights(n, scale, o, part=part) for n, o in zip(ink.shape, offset, strict=True))
    image = down @ ink @ across.T
    image /= image.max()
    return (image if scale == 1 else _sharpened(image)).astype(np.float32)


def _sharpened(image):
    """A prepared digit with edges about as sharp as MNIST's, where they were softer: enlarged, or out of focus."""
    width = _edge_width(image)
    if width <= SHARP or width > COARSE:
        return image
    strength = min(MOST_SHARPENING, SHARPENING * (width - SHARP))
    around = np.pad(image, 1)
    across = around[:, :-2] + 2 * around[:, 1:-1] + around[:, 2:]
    blurred = (across[:-2] + 2 * across[1:-1] + across[2:]) / 16
    return np.clip(image + strength * (image - blurred), 0, 1)


def _edge_width(image):
    """How wide the ink's edges are, in the mean, in pixels.

    Where ink falls evenly from 1 to 0 within a width, its product with what is missing of it sums up to a sixth of that
    width, and its slope to 1.
    """
    slopes = np.hypot(np.diff(image, axis=0)[:, :-1], np.diff(image, axis=1)[:-1])
    return 6 * (image * (1 - image)).sum() / max(slopes.sum(), 1e-9)


def _centre_of_mass(profile):
    return profile @ (np.arange(len(profile)) + 0.5) / profile.sum()


def as_bytes(images):
    """Ink in [0, 1] as the data sets hold it: uint8, 255 for full ink."""
    return np.round(255 * np.asarray(images)).astype(np.uint8)


def area_weights(n, scale, offset, side=SIDE, part=1.0):
    """(side, n) weights with which each pixel of the result averages n source pixels along one axis.

    `scale` is pixels of the result for one of the source, `offset` where the source begins in the result, `part` how
    much of the area's side counts, around its middle.
    """
    centres = (np.arange(side) + 0.5 - offset) / scale
    half = max(1.0, part / scale) / 2
    edges = np.arange(n)
    overlap = np.minimum(edges + 1, centres[:, None] + half) - np.maximum(edges, centres[:, None] - half)
    return np.maximum(0, overlap) / (2 * half)
