"""What the page learns from a writer's corrections, and what that does to everybody else's digits.

By simulation, in the browser, through the public module: one writer's digits come in an order by chance, those that are
read wrongly or refused are corrected until there are ten corrections (of a writer with fewer than 16 mistakes, half of
the mistakes), and the digits that come after them are read with and without what was learnt. Each writer begins with a
reader that has learnt nothing. Everybody else is a part of MNIST's test set, another one each time, and other writers'
digits, as they write them.

The networks that are trained on MNIST alone know none of the writers and make enough mistakes to correct: only writers
with 16 mistakes and more are counted. `default` makes too few in the hands of its six held-out writers, so it reads
unusual hands as well: theirs, each slanted, turned or squeezed in one way throughout.
"""

import base64
from dataclasses import dataclass

import numpy as np

from bench import cases, conditions
from bench.sections import figure, fresh_page, share
from tools.browser import IMAGES_AT_ONCE
from train import calibration, datasets, ink, sets, unseen
from train.contract import NO_DIGIT

CORRECTIONS = 10  # of a writer; if larger, more is learnt, and fewer of the writer's digits are left to read
ENOUGH = 16  # mistakes that a writer must have, so that some are left to count
MNIST_AT_HAND, MNIST_READ = 4000, 600  # digits of the test set, in all and each time
OTHERS = 300  # digits of other writers, each time
NONDIGITS = 20  # of each kind
SEED = 1

MNIST_ONLY = ("augmented", "batchnorm", "first-cnn", "l2-dense", "three-conv")  # networks
# Writers with whom the constants of what is learnt were chosen; the others only measure.
TRIED = range(1, 31, 2)
HANDS = {
    "as they write": lambda strokes: strokes,
    "slanted by 0.9": lambda strokes: conditions.slanted(strokes, 0.9),
    "slanted by -0.6": lambda strokes: conditions.slanted(strokes, -0.6),
    "turned by 30°": lambda strokes: conditions.rotated(strokes, 30),
    "turned by -30°": lambda strokes: conditions.rotated(strokes, -30),
    "squeezed to 0.4": lambda strokes: [stroke * (0.4, 1) for stroke in strokes],
}

MOST = {"mistakes": 0.6}  # of those before
LEAST = {"others": -0.001}  # what everybody else's accuracy may change by


@dataclass
class Run:
    """One writer with one network: digits read rightly, before and after."""

    corrections: int
    of: int  # the writer's digits after the last correction
    wrong: tuple  # before, after
    mnist: tuple  # of MNIST_READ
    others: tuple  # of OTHERS
    refused: tuple  # of what is no digit
    sure: tuple  # reliability curves of the writer's digits


@dataclass
class Prepared:
    """Prepared images: digits in a hand, as their writers write them, MNIST's, what is no digit; 10 is its label."""

    pixels: np.ndarray
    labels: np.ndarray
    writers: np.ndarray  # below 0 of digits as they write them, 0 where there is none

    def of(self, writers):
        return np.flatnonzero(np.isin(self.writers, list(writers)))

    @property
    def mnist(self):
        return np.flatnonzero((self.writers == 0) & (self.labels != NO_DIGIT))

    @property
    def nondigits(self):
        return np.flatnonzero(self.labels == NO_DIGIT)


def corrections(measured):
    """The section: `figures` by what was read with, and the runs themselves."""
    source = datasets.source_named(measured.data)
    if source == datasets.EMBEDDED:
        missing = "No pen strokes, so no writers to learn from: --data download or --data FOLDER has them."
        return {"figures": {}, "missing": [missing]}
    pen, mnist = datasets.load_pen(source), datasets.load_mnist(source)[1]
    held_out = [digit for digit in pen if digit.writer in datasets.VALIDATION_WRITERS]
    figures, runs = {}, {}
    with fresh_page(measured) as page:
        page.goto(measured.address)
        everyone = sorted({digit.writer for digit in pen} - set(TRIED))
        prepared = _prepared(pen, mnist, lambda strokes: strokes)
        _take(page, prepared)
        runs["networks trained on MNIST alone"] = [
            run for model in MNIST_ONLY for run in _writers(page, prepared, model, everyone, ENOUGH)
        ]
        runs["default, unusual hands"] = []
        for title, hand in HANDS.items():
            prepared = _prepared(held_out, mnist, hand)
            _take(page, prepared)
            found = _writers(page, prepared, "default", datasets.VALIDATION_WRITERS, 2)
            runs["default, unusual hands"] += found
            print(f"  {title}: {_wrong(found, 0)} wrong, then {_wrong(found, 1)}", flush=True)
    for title, some in runs.items():
        figures |= _figures(title, some)
    return {
        "figures": figures,
        "is": " ".join(__doc__.split("\n\n", 1)[1].split()),
        "runs": {title: [_counts(run) for run in some] for title, some in runs.items()},
    }


# The page


def _take(page, prepared):
    for at in range(0, len(prepared.pixels), IMAGES_AT_ONCE):
        text = base64.b64encode(prepared.pixels[at : at + IMAGES_AT_ONCE].tobytes()).decode()
        page.evaluate("([text, isFirst]) => bench.takePrepared(text, isFirst)", [text, at == 0])


def _read(page, model, rows, taught=()):
    """(digits, confidence) of the prepared images with these numbers, after corrections [(number, digit)]."""
    asked = [model, [[int(row), int(digit)] for row, digit in taught], [int(row) for row in rows]]
    answer = page.evaluate("([model, taught, rows]) => bench.readAfter(model, taught, rows)", asked)
    return np.array(answer["digits"]), np.array(answer["confidence"])


# The simulation


def _prepared(pen, mnist, hand):
    drawn = [ink.from_strokes(digit.strokes) for digit in pen]
    in_hand = [ink.from_strokes(hand(digit.strokes)) for digit in pen]
    mnist = mnist[cases.some(range(len(mnist)), MNIST_AT_HAND, SEED)]
    labels, writers = [digit.label for digit in pen], np.array([digit.writer for digit in pen])
    made = unseen.strokes([(digit.label, digit.strokes) for digit in pen], NONDIGITS, SEED)
    none = [ink.from_strokes(strokes) for kind in made.values() for strokes in kind]
    return Prepared(
        np.concatenate([_bytes(in_hand), _bytes(drawn), mnist.pixels, _bytes(none)]),
        np.concatenate([labels, labels, mnist.labels, np.full(len(none), NO_DIGIT)]),
        np.concatenate([writers, -writers, np.zeros(len(mnist) + len(none), int)]),
    )


def _bytes(images):
    return np.round(255 * np.stack(images)).astype(np.uint8)


def _writers(page, prepared, model, writers, enough):
    """A `Run` of each writer of whose digits the network misreads enough."""
    others = [-writer for writer in writers]
    rows = np.concatenate([prepared.of([*writers, *others]), prepared.mnist, prepared.nondigits])
    digits, confidence = np.zeros(len(prepared.labels), int), np.zeros(len(prepared.labels))
    digits[rows], confidence[rows] = _read(page, model, rows)
    runs = []
    for writer in writers:
        random = np.random.default_rng((SEED, writer))
        order = random.permutation(prepared.of([writer]))
        wrong = np.flatnonzero(digits[order] != prepared.labels[order])
        if len(wrong) < enough:
            continue
        count = CORRECTIONS if len(wrong) >= ENOUGH else len(wrong) // 2
        taught, rest = order[wrong[:count]], order[wrong[count - 1] + 1 :]
        strangers = prepared.of(set(others) - {-writer})
        asked = [
            rest,
            random.permutation(prepared.mnist)[:MNIST_READ],
            random.permutation(strangers)[:OTHERS],
            prepared.nondigits,
        ]
        asked_all = np.concatenate(asked)
        after, sure = _read(page, model, asked_all, zip(taught, prepared.labels[taught], strict=True))
        right = [each == prepared.labels[asked_all] for each in (digits[asked_all], after)]
        runs.append(_run(count, [len(rows) for rows in asked], right, (confidence[asked_all], sure)))
    return runs


def _run(count, lengths, right, confidence):
    """A `Run`, from what is right before and after of the writer's digits, MNIST's, others', and non-digits."""
    ends = np.cumsum(lengths)[:-1]
    parts = [np.split(each, ends) for each in right]
    own, mnist, others, none = (tuple(int(part.sum()) for part in both) for both in zip(*parts, strict=True))
    return Run(
        corrections=count,
        of=lengths[0],
        wrong=tuple(lengths[0] - each for each in own),
        mnist=mnist,
        others=others,
        refused=none,
        sure=tuple(
            calibration.reliability(c[: lengths[0]], each[: lengths[0]])
            for c, each in zip(confidence, right, strict=True)
        ),
    )


# Figures


def _counts(run):
    """For bench.json: not how sure it was, which is long, and comes to the calibration error."""
    return {key: value for key, value in vars(run).items() if key != "sure"}


def _wrong(runs, at):
    return sum(run.wrong[at] for run in runs)


def _figures(title, runs):
    wrong, of = [_wrong(runs, at) for at in (0, 1)], sum(run.of for run in runs)
    mistakes = f"{title}: mistakes of a writer"
    figures = {
        f"{title}: corrections of a writer, mean": figure(float(np.mean([run.corrections for run in runs])), ""),
        f"{title}: writers": figure(len(runs), ""),
        f"{mistakes}, before": share(wrong[0], of),
        f"{mistakes}, after": share(wrong[1], of),
        f"{mistakes}, after to before": figure(wrong[1] / max(1, wrong[0]), "share", MOST["mistakes"]),
    }
    for name, each, length in ((sets.MNIST, "mnist", MNIST_READ), ("other writers", "others", OTHERS)):
        changes = [(after - before) / length for before, after in (getattr(run, each) for run in runs)]
        figures[f"{title}: {name}, change of the accuracy"] = figure(
            float(np.mean(changes)), "share", least=LEAST["others"]
        )
        figures[f"{title}: {name}, worst of all writers"] = figure(min(changes), "share")
    refused = [sum(run.refused[at] for run in runs) for at in (0, 1)]
    figures[f"{title}: non-digits refused, change"] = figure(
        (refused[1] - refused[0]) / (len(runs) * NONDIGITS * len(unseen.KINDS)), "share"
    )
    for at, when in enumerate(("before", "after")):
        figures[f"{title}: calibration error of the writers' digits, {when}"] = figure(_error(runs, at), "share")
    return figures


def _error(runs, at):
    """The expected calibration error over all runs."""
    curves = [run.sure[at] for run in runs]
    merged = [_merged(bins) for bins in zip(*curves, strict=True)]
    return calibration.expected_calibration_error(merged)


def _merged(bins):
    count = sum(each["count"] for each in bins)
    means = {
        name: sum(each["count"] * each[name] for each in bins if each["count"]) / count if count else None
        for name in ("confidence", "accuracy")
    }
    return {"count": count, **means}
