"""How much is read rightly, in the browser and through the public module, under the conditions of `rows`."""

import base64

import numpy as np

from bench import cases, gallery, scoring
from bench.rows import DIGITS, NO_DIGIT, NOTHING, rows
from bench.sections import figure, fresh_page, share
from tools.browser import IMAGES_AT_ONCE
from train import calibration, sets

# Characters that go to the page at a time. If larger, there are fewer trips, and each takes more memory.
AT_ONCE = 4_000_000
MARKS = ("dashes", "dots")  # kinds of non-digits, see train/unseen.py

# What the page has to reach, besides what `rows` says: shares, but "marks read", which is a number of readings.
LEAST = {"MNIST": 0.9974, "non-digits": 0.85}
MOST = {"digits refused": 0.01, "marks read": 0, "calibration error": 0.01}


def accuracy(measured):
    """The section: "figures", "rows" with their counts, and "reliability" curves; pictures of failures on the side."""
    at_hand = cases.load(measured.data, measured.photographs)
    figures, outcomes, curves = {}, {}, {}
    with fresh_page(measured) as page:
        page.goto(measured.address)
        page.evaluate("() => bench.openDigitpad()")
        if at_hand.mnist is not None:
            figures[f"{sets.MNIST}, classify"], curves[sets.MNIST] = _network(page, at_hand.mnist)
        for row in rows(at_hand):
            readings = read_all(page, [case.source for case in row.cases])
            found = outcomes[row.title] = scoring.outcome(row.cases, readings, row.is_right)
            figures |= _figures(row, found)
            if row.title == DIGITS:
                curves[DIGITS] = reliability(row.cases, readings)
            print(f"  {row.title}: {found.right:,} of {found.of:,}", flush=True)
    figures |= _summary(at_hand, outcomes, curves)
    gallery.write(measured.gallery, outcomes)
    return {
        "figures": figures,
        "is": at_hand.described,
        "missing": at_hand.missing,
        "rows": {title: found.plain() for title, found in outcomes.items()},
        "reliability": curves,
    }


# Reading


def read_all(page, sources):
    """What the public module reads: {"text", "digits": [{"digit", "confidence", "rejected", "box"}]} of each source."""
    readings, batch, size = [], [], 0
    for source in map(_sent, sources):
        batch.append(source)
        size += sum(len(str(value)) for value in source.values())
        if size > AT_ONCE:
            readings += _read(page, batch)
            batch, size = [], 0
    return readings + _read(page, batch)


def _read(page, batch):
    return page.evaluate("sources => bench.readSources(sources)", batch)


def _sent(source):
    """A source as JSON can hold it."""
    if "file" in source:
        return {"file": base64.b64encode(source["file"]).decode()}
    if "pixels" in source:
        height, width = source["pixels"].shape
        return {"pixels": {"width": width, "height": height, "grey": _text_of(source["pixels"])}}
    return source


def _text_of(array):
    return base64.b64encode(array.tobytes()).decode()


def _network(page, images):
    """Prepared images through `classify` and `scores`: the figure, and the reliability curve."""
    parts = [images.pixels[at : at + IMAGES_AT_ONCE] for at in range(0, len(images), IMAGES_AT_ONCE)]
    answers = [page.evaluate("text => bench.classifyPixels(text)", _text_of(part)) for part in parts]
    digits, confidence = (np.concatenate([answer[name] for answer in answers]) for name in ("digits", "confidence"))
    right = digits == images.labels
    return share(int(right.sum()), len(right), LEAST["MNIST"]), calibration.reliability(confidence, right)


def reliability(cases, readings):
    """The reliability curve of readings, refused ones too: one is as sure as all its digits together."""
    confidence = [np.prod([digit["confidence"] for digit in reading["digits"]]) for reading in readings]
    right = [best_guess(reading) == case.expected for case, reading in zip(cases, readings, strict=True)]
    return calibration.reliability(confidence, right)


def best_guess(reading):
    """What would be read if nothing were refused."""
    return "".join(str(digit["digit"]) for digit in reading["digits"])


# Figures


def _figures(row, found):
    """A row's figures, by name: what it counts, and digits and rows where these differ."""
    figures = {row.title: share(found.right, found.of, row.least)}
    if found.digits > found.of:
        figures[f"{row.title}: digits"] = share(found.digits_right, found.digits, row.least_digits)
    if found.rows > found.of:
        figures[f"{row.title}: rows"] = share(found.rows_right, found.rows)
    return figures


def _summary(at_hand, outcomes, curves):
    """Figures over several rows."""
    figures = {}
    refusing = {title: found for title, found in outcomes.items() if title.startswith(NO_DIGIT)}
    for how in ("strokes", "PNG"):
        some = [found for title, found in refusing.items() if title.endswith(how)]
        least = at_hand.floor(LEAST["non-digits"])
        figures[f"non-digits refused, {how}"] = share(sum(f.right for f in some), sum(f.of for f in some), least)
    single = outcomes[DIGITS]
    figures[f"{DIGITS}: refused"] = figure(single.refused / single.of, "share", at_hand.floor(MOST["digits refused"]))
    marks = [found for title, found in refusing.items() if title == NOTHING or any(mark in title for mark in MARKS)]
    figures["dashes, dots and nothing read as a digit"] = figure(
        sum(found.of - found.right for found in marks), "", MOST["marks read"]
    )
    for name, curve in curves.items():
        error = calibration.expected_calibration_error(curve)
        figures[f"expected calibration error, {name}"] = figure(
            error, "share", at_hand.floor(MOST["calibration error"])
        )
    return figures
