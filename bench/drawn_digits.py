"""Pictures of single digits cut to their ink, small scans, and one picture in all the ways that mean the same."""

import numpy as np
from PIL import Image

from bench import drawn_rows, sheets
from bench.hands import Hand, cut
from bench.sheets import Picture, Sheet

SIZES = (28, 64, 150, 400)  # pixels of the longer side of crops
AS_IT_IS = "as it is"  # the way that all others are compared with
FAINTEST = (0.02, 0.2, 0.5)  # the ink that crops are cut to: what is fainter, the program that cuts takes for paper
ENLARGED = (Image.Resampling.BILINEAR, Image.Resampling.BICUBIC, Image.Resampling.LANCZOS)


def crop(random, digits, size):
    """An MNIST digit cut to its ink, its longer side `size` pixels, dark on light or light on dark."""
    row = random.integers(len(digits.images))
    ink = cut(digits.images.pixels[row] / 255, least=random.choice(FAINTEST))
    width, height = (max(1, round(side * size / max(ink.shape))) for side in ink.shape[::-1])
    return Picture("", _grey(_at(ink, width, height, random), random), str(digits.images.labels[row]))


def scan(random, digits, times):
    """A 16×16 scan of a digit that fills it, enlarged so many times."""
    row = random.integers(len(digits.images))
    ink = cut(digits.images.pixels[row] / 255, least=0)
    width, height = (max(1, round(side * 16 / max(ink.shape))) for side in ink.shape[::-1])
    small = np.asarray(Image.fromarray(np.float32(ink)).resize((width, height), Image.Resampling.BOX))
    left, top = (16 - width) // 2, (16 - height) // 2
    scan = np.pad(small, ((top, 16 - height - top), (left, 16 - width - left)))
    scan = np.round(255 * np.clip(scan / scan.max(), 0, 1)) / 255
    if times > 1:
        how = Image.Resampling.NEAREST if random.random() < 0.3 else None
        scan = _at(scan, 16 * times, 16 * times, random, how)
    return Picture("", _grey(scan, random), str(digits.images.labels[row]))


def _at(ink, width, height, random, how=None):
    how = ENLARGED[random.integers(len(ENLARGED))] if how is None else how
    return np.clip(np.asarray(Image.fromarray(np.float32(ink)).resize((width, height), how)), 0, 1)


def _grey(ink, random):
    """Ink as a picture: dark on light, or light on dark."""
    grey = sheets.bytes_of(1 - ink if random.random() < 0.5 else ink)
    return np.repeat(grey[..., None], 3, axis=2)


# The same picture


def variants(random, digits):
    """One picture in all the ways that change nothing for a person: {way: Picture}, the first of them as it is."""
    sheet, text = _base(random, digits)
    small = sheets.scanned(sheet, random)
    ways = {AS_IT_IS: small}
    for way, times in (("half", 0.5), ("twice", 2), ("three times", 3)):
        size = (round(small.shape[1] * times), round(small.shape[0] * times))
        ways[way] = np.asarray(Image.fromarray(small).resize(size, Image.Resampling.LANCZOS))
    ground = tuple(int(level) for level in np.median(small.reshape(-1, 3), axis=0))
    ways["frame"] = _framed(small, random)
    ways["margin"] = _margin(small, ground, 0.4)
    ways["inverted"] = 255 - small
    for degrees in (90, 180, 270):
        ways[f"turned by {degrees}°"] = np.rot90(small, degrees // 90).copy()
    return {way: Picture("", pixels, text) for way, pixels in ways.items()}


def _base(random, digits):
    """A number on blank or ruled paper; with two digits at least that show which way is up."""
    hand, height = Hand(digits, random), random.uniform(44, 90)
    number = [*random.choice(list("23457"), 2), *map(str, random.integers(0, 10, random.integers(2, 5)))]
    number = "".join(random.permutation(number))
    pen = sheets.PENS[random.integers(2)]
    paper = sheets.PAPERS[random.integers(len(sheets.PAPERS))]
    inks = [hand.digit(int(digit), height * random.uniform(0.92, 1.05)) for digit in number]
    gaps = [random.uniform(0.15, 0.3) * height for _ in number]
    left = 0.7 * height
    sheet = Sheet(left + sum(ink.shape[1] for ink in inks) + sum(gaps) + 0.5 * height, 2.1 * height, paper)
    base = 1.55 * height
    if random.random() < 0.4:
        rule = drawn_rows.RULES[random.integers(len(drawn_rows.RULES))]
        for y in (base + 0.02 * height, base - 1.3 * height):
            sheet.line((0, y), (sheet.size[0], y), max(1, 0.03 * height), rule)
    for ink, gap in zip(inks, gaps, strict=True):
        sheet.ink(ink, left, base - len(ink), pen)
        left += ink.shape[1] + gap
    return sheet.pixels, number


def _framed(pixels, random):
    framed, thick, inset = pixels.copy(), random.integers(1, 4), random.integers(0, 7)
    for edge in (framed, framed[::-1], framed.swapaxes(0, 1), framed[:, ::-1].swapaxes(0, 1)):
        edge[inset : inset + thick, inset : edge.shape[1] - inset] = 30
    return framed


def _margin(pixels, ground, share):
    wide = round(share * len(pixels))
    padded = np.empty((pixels.shape[0] + 2 * wide, pixels.shape[1] + 4 * wide, 3), np.uint8)
    padded[:] = ground
    padded[wide : wide + pixels.shape[0], 2 * wide : 2 * wide + pixels.shape[1]] = pixels
    return padded
