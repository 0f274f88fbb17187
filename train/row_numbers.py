"""Numbers whose digits touch, as pictures of one row, made anew for each epoch of the row network.

    bank = row_numbers.bank(images, image_writers, pen_digits, seed=1)
    inputs, labels = row_numbers.made(bank, count=1000, seed=(1, 0))

Each number is by one writer: of MNIST's digits as they are, or of pen strokes, drawn once in several widths and bent a
little each time. A few are letters, scribbles and halves of digits, which have no label at all.
"""

from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from train import augmentation, hands, nondigits, rows
from train.contract import DIGITS
from train.shapes import unit

# Of MNIST's training writers every so many-th, and these of the pen's, are not trained on: they are for validation, and
# for what the row network weighs. If more, fewer hands are learnt from.
HELD_BACK = 20
HELD_BACK_PENS = (4, 14)
LENGTHS = {1: 0.08, 2: 0.24, 3: 0.25, 4: 0.22, 5: 0.17, 6: 0.04}  # digits of a number: share
LONGEST = max(LENGTHS)
NOTHING = -1  # fills up the labels of a number
PENS_SHARE = 0.55  # of the numbers, drawn by pens. If larger, MNIST's digits count less.
NONE_SHARE = 0.08  # of what has no digits. If larger, more letters are refused, and more digits, too.
HALVES = 0.2  # share of these that are halves of MNIST's digits
BARELY = 0.12  # share of the numbers whose digits stand apart by up to GAP
GAP = 0.12  # heights
# Heights by which ink overlaps at most where digits touch. If larger, they are written over each other.
OVERLAP = 0.12
BASELINE = 0.035  # heights, standard deviation of where digits stand; if larger, they dance more
INKED = 0.3  # of full ink: fainter pixels touch nothing
SIDE = 40  # pixels of a digit's height while a number is made. If larger, it takes longer and looks the same.
IMAGE_SIDE = 20  # the same of MNIST's digits
PEN_WIDTHS = (0.06, 0.085, 0.11, 0.145)  # heights: pens that strokes are drawn with
LEVEL = 0.12  # share of the height by which digits of a number differ in height, at most
# Writers that a program stands for, each with so many of each digit. If more, shapes that few people write count more.
PROGRAMS, OF_EACH = 12, 8
# Heights: the width of a digit that is still as high as the others. If larger, wide strokes take more of a number.
WIDEST = 1.4
SMOOTH = 0.5  # share of the drawings whose corners are rounded; if larger, fewer have sharp ones
FINER = 3  # times finer strokes are drawn, for soft edges
SLANT = 0.25  # the top moves sideways by at most this share of the height
STRETCH = 0.2  # of the logarithm of the width, at most
SHARP = 2.2  # how steep edges become, at most. If larger, they have stairs.
THICKER, THINNER, BLURRED, COARSE = 0.12, 0.1, 0.15, 0.1  # shares of the numbers
COARSE_HEIGHTS = (12, 22)  # pixels of a coarse one
# How far pen strokes are bent, each digit by itself. If further, fewer hands are strange to the network.
BENT = augmentation.Augmentation.of(
    **{"rotation": 9.0, "shear": 0.15, "zoom": 0.14, "stroke_elastic": 0.035},
    **{"stroke_apart": 0.02, "stroke_trimmed": 0.05, "stroke_noise": 0.005},
)


@dataclass(frozen=True)
class Bank:
    """What numbers are made of: digits by writer, as lists of (ink in [0, 255], label); pens by width, too."""

    images: list
    pens: list
    strokes: list  # (label, strokes) of all pen digits, of which scribbles are made


def is_held_back(wrote):
    """Which of MNIST's training digits are by writers who are held back, by their writers: (n,) bool."""
    return np.isin(wrote, np.unique(wrote)[::HELD_BACK])


def bank(images, wrote, pens, seed):
    """A `Bank` of `Images`, whose writers are `wrote`, (n,), and of `PenDigit`s."""
    own = {}
    for writer, pixels, label in zip(wrote, images.pixels, images.labels, strict=True):
        own.setdefault(int(writer), []).append((_cut(pixels), int(label)))
    random = np.random.default_rng(seed)
    written = [(digit.writer, digit.label, digit.strokes) for digit in pens]
    for program in range(PROGRAMS):
        labels = range(DIGITS * OF_EACH)
        written += [(-1 - program, each % DIGITS, hands.draw(random, each % DIGITS)) for each in labels]
    drawn = {}
    for writer, label, strokes in written:
        for width in PEN_WIDTHS:
            drawn.setdefault((writer, width), []).append((_drawn_digit(strokes, width, random), label))
    strokes = [(digit.label, list(digit.strokes)) for digit in pens]
    return Bank(list(own.values()), list(drawn.values()), strokes)


def made(bank, count, seed, first=0):
    """`count` rows, (count, HEIGHT, WIDTH) uint8, and what they say, (count, LONGEST) int8; the same for a seed.

    Of all rows that there are of this seed, those from `first` on.
    """
    inputs = np.zeros((count, rows.HEIGHT, rows.WIDTH), np.uint8)
    labels = np.full((count, LONGEST), NOTHING, np.int8)
    for i in range(count):
        ink, text = _one(bank, np.random.default_rng([*seed, first + i]))
        inputs[i] = np.round(255 * rows.from_ink(ink))
        labels[i, : len(text)] = text
    return inputs, labels


def keep(bank):
    """In a process that makes numbers for another: keep a `Bank` for `made_of_kept`."""
    _kept[:] = [bank]


def made_of_kept(count, first, seed):
    """`made`, of the `Bank` that this process keeps."""
    return made(_kept[0], count, seed, first)


_kept = []


def _one(bank, random):
    if random.random() < NONE_SHARE:
        return _changed(_nothing(bank, random), random), []
    is_pen = random.random() < PENS_SHARE
    writers = bank.pens if is_pen else bank.images
    own = writers[random.integers(len(writers))]
    length = random.choice(list(LENGTHS), p=list(LENGTHS.values()))
    chosen = [own[i] for i in random.integers(len(own), size=length)]
    height = SIDE if is_pen else IMAGE_SIDE
    gap = GAP if random.random() < BARELY else 0
    ink = meeting([digit / 255 for digit, _ in chosen], height, random, OVERLAP, gap)
    return _changed(ink, random, SIDE / height), [label for _, label in chosen]


def _nothing(bank, random):
    """One to three letters or scribbles, or a half of a digit."""
    if random.random() < HALVES:
        own = bank.images[random.integers(len(bank.images))]
        digits, labels = zip(*own, strict=True)
        return nondigits.half(random, digits, labels)
    count = random.choice([1, 1, 2, 3])
    kinds = random.choice([nondigits.letters, nondigits.letters, nondigits.curves, nondigits.marks], count)
    pen = random.choice(PEN_WIDTHS)
    drawn = [_drawn(unit(kind(random, bank.strokes), SIDE), pen * SIDE) / 255 for kind in kinds]
    return meeting(drawn, SIDE, random, OVERLAP)


def meeting(pieces, height, random, overlap, gap=0.0):
    """Pieces of ink in a row, so that each just meets the one before; a digit is `height` pixels high.

    Their ink overlaps by up to `overlap` heights, or stands apart by up to `gap` heights.
    """
    reach = max(1, round(2 * BASELINE * height))
    whole = max(map(len, pieces)) + 2 * reach
    tops = [
        whole - reach - len(piece) + int(np.clip(round(random.normal(0, BASELINE * height)), -reach, reach))
        for piece in pieces
    ]
    lefts, edge = [], np.full(whole, -np.inf)
    for piece, top in zip(pieces, tops, strict=True):
        rows = np.flatnonzero((piece > INKED).any(axis=1))
        begins, ends = np.full(whole, np.inf), np.full(whole, -np.inf)
        begins[top + rows] = (piece > INKED)[rows].argmax(axis=1)
        ends[top + rows] = piece.shape[1] - (piece > INKED)[rows][:, ::-1].argmax(axis=1)
        near = np.max([np.roll(edge, by) for by in (-1, 0, 1)], axis=0) - begins
        closer = random.uniform(-gap * height, overlap * height) if lefts else 0
        left = round(near[np.isfinite(near)].max(initial=0) - closer) if lefts else 0
        lefts.append(max(left, lefts[-1] if lefts else 0))
        edge = np.maximum(edge, ends + lefts[-1])
    ink = np.zeros((whole, max(left + piece.shape[1] for left, piece in zip(lefts, pieces, strict=True))))
    for piece, top, left in zip(pieces, tops, lefts, strict=True):
        under = ink[top : top + len(piece), left : left + piece.shape[1]]
        np.maximum(under, piece, out=under)
    return ink


def _drawn_digit(strokes, width, random):
    """A digit's strokes, bent, and drawn about SIDE pixels high: uint8 ink."""
    bent = augmentation.trimmed([stroke - 0.5 for stroke in unit(strokes)], random, BENT)
    if random.random() < SMOOTH:
        bent = [augmentation.smooth(stroke) for stroke in bent]
    bent = augmentation.warp_points(bent, random, BENT)
    wide, high = np.ptp(np.concatenate(bent), axis=0)
    size = SIDE * (1 + random.uniform(-LEVEL, LEVEL)) / max(high, wide / WIDEST)
    return _drawn([stroke * size for stroke in bent], width * SIDE)


def _drawn(strokes, pen):
    """Strokes in pixels, drawn with a round pen: uint8 ink, cut to it."""
    low = np.concatenate(strokes).min(axis=0) - pen / 2 - 1
    width, height = (int(side) for side in np.ceil(np.concatenate(strokes).max(axis=0) + pen / 2 + 1 - low))
    canvas = Image.new("L", (width * FINER, height * FINER))
    draw, radius = ImageDraw.Draw(canvas), pen * FINER / 2
    for stroke in strokes:
        points = [tuple(point) for point in (stroke - low) * FINER]
        if len(points) > 1:
            draw.line(points, fill=255, width=max(1, round(2 * radius)))
        for x, y in points:
            draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=255)
    return _cut(np.asarray(canvas.reduce(FINER)))


def _cut(pixels, least=25):
    down, across = np.flatnonzero(pixels.max(axis=1) > least), np.flatnonzero(pixels.max(axis=0) > least)
    return pixels[down[0] : down[-1] + 1, across[0] : across[-1] + 1]


def _changed(ink, random, scale=1.0):
    """Ink in [0, 1] enlarged, slanted, stretched, thicker or thinner, blurred or as a coarse scan has it."""
    picture = Image.fromarray(np.round(255 * np.pad(ink, 3)).astype(np.uint8))
    stretch = np.exp(random.uniform(-STRETCH, STRETCH))
    width, height = round(picture.width * scale * stretch), round(picture.height * scale)
    slant = random.uniform(-SLANT, SLANT)
    room = int(np.ceil(abs(slant) * height))
    # One resampling, from a pixel of the result to one of the source.
    across, down = picture.width / width, picture.height / height
    matrix = (across, across * slant, -across * (room / 2 + slant * height / 2), 0, down, 0)
    picture = picture.transform((width + room, height), Image.Transform.AFFINE, matrix, Image.Resampling.BICUBIC)
    chance = random.random()
    if chance < THICKER + THINNER:
        other = picture.filter(ImageFilter.MaxFilter(3) if chance < THICKER else ImageFilter.MinFilter(3))
        picture = Image.blend(picture, other, random.random() * (1 if chance < THICKER else 0.7))
    chance = random.random()
    if chance < BLURRED:
        picture = picture.filter(ImageFilter.GaussianBlur(random.uniform(0.4, 1.6)))
    elif chance < BLURRED + COARSE:
        height = random.uniform(*COARSE_HEIGHTS)
        picture = picture.resize(
            (max(3, round(picture.width * height / picture.height)), round(height)), Image.Resampling.BOX
        )
    changed = np.asarray(picture, np.float32) / 255
    if chance >= BLURRED + COARSE:
        changed = np.clip((changed - 0.45) * random.uniform(1, SHARP) + 0.47, 0, 1)
        changed[changed < 0.02] = 0
    return changed if changed.max() > 0 else ink
