"""How much of pictures is read, on the page itself, by kind; how long that takes; and what it leaves behind.

Pictures are drawn by a program out of digits that the network was not trained on (see bench.drawn), or come from
folders (see bench.cases). Each is dropped on the page, as people do.
"""

import io
import statistics
from itertools import islice

from PIL import Image

from bench import bringing, cases, drawn, gallery, hands, scoring
from bench.cases import Case
from bench.sections import figure, share

SEED = 4
# How many of each kind: of composed pictures, of single digits, and of pictures in many ways. If larger, figures are
# steadier, and it takes longer: now about fifteen minutes on two busy cores. Of 300 single digits, three decided
# whether 99.3 % was reached.
COMPOSED, SINGLE, WAYS = 20, 1000, 20
KEPT_AFTER = 170  # pictures, after which it is measured what they leave behind
# Seconds at rest after which it is measured again. Chromium's V8 keeps the pages of a worker that has ended for the
# next one, and gives them back after 8 s (`memory_pool_timeout`). If smaller, both figures say the same.
GIVEN_BACK = 12

# Shares that have to be right: of pictures; of digits, by edit distance, so that digits too many count as wrong; of
# digits in fields that were found whole; of pictures that read the same at another size.
LEAST = {
    **{f"cut to the ink, {size} px": 0.993 for size in (28, 64, 150, 400)},
    "16×16 scan": 0.968,
    "16×16 scan, three times": 0.965,
}
LEAST_DIGITS = {"notebook crop": 0.9, "sudoku": 0.93}
LEAST_IN_FIELDS, LEAST_SAME = 0.7, 0.98
DIGITS_ALONE = ("sudoku", "table", "date")  # whose text says nothing of cells and separators
SIZES = ("half", "twice", "three times")  # the ways of drawn_digits.variants that differ in size
MOST = {
    "answer": 3000,  # ms from the drop to a reading, or to what the page says in its place
    "task": 50,  # ms of the page's own thread; browsers tell of longer ones only
    "idle": 100,  # ms from Clear until the page's process computes nothing any more
    "memory": 60e6,  # bytes of that process, more than before the first picture
}


def pictures(measured):
    """The section: "figures", "rows" with counts and times by kind, "heavy" ones; a page of failures on the side."""
    at_hand = cases.load(measured.data, measured.photographs)
    outcomes, rows, figures, kept, times = {}, {}, {}, [], []
    with bringing.Page(measured) as page:
        for title, made in _rows(at_hand):
            answers = [page.answer(case.source["file"]) for case in made]
            if title in DIGITS_ALONE or title in at_hand.photographs:
                answers = [{**each, "text": scoring.digits_alone(each["text"])} for each in answers]
            found = outcomes[title] = scoring.outcome(made, answers, scoring.reads_all)
            rows[title] = {**found.plain(), **_times(answers)}
            figures |= _figures(title, found, made, answers)
            times += [each["ms"] for each in answers]
            kept += _answered(made[:COMPOSED], answers)
            print(f"  {title}: {found.right:,} of {found.of:,}", flush=True)
        heavy = {kind: _heavy(page, file) for kind, file in _heavy_ones()}
    if times:
        figures["drop to a reading or a message, median"] = figure(statistics.median(times), "ms")
    figures |= _speed([*rows.values(), *heavy.values()], heavy) | _memory(measured, kept)
    gallery.write(measured.gallery / "pictures", outcomes)
    return {
        "figures": figures,
        "is": "pictures drawn by a program out of digits of people whose writing the network was not trained on, and "
        f"pictures from folders, dropped on the page one after another; what is not answered within "
        f"{bringing.PATIENCE} s is given up",
        "missing": at_hand.missing,
        "rows": rows,
        "heavy": heavy,
    }


# What is brought


def _rows(at_hand):
    """(title, cases) of each kind, one after the other: their pictures take memory."""
    yield from at_hand.photographs.items()
    if at_hand.mnist is None:  # `missing` says so
        return
    source = hands.source(at_hand.mnist, at_hand.digits)
    for kind in (*drawn.KINDS, drawn.SAME):
        made = drawn.pictures(source, SEED, {kind: _count(kind)})
        yield (
            kind,
            [Case(cases.file(_png(picture.pixels)), picture.text, _part(name, picture)) for name, picture in made],
        )


def _count(kind):
    return WAYS if kind == drawn.SAME else SINGLE if kind in LEAST else COMPOSED


def _part(name, picture):
    """The way in which a picture that has several is shown; what there is in print besides."""
    if picture.kind == drawn.SAME:
        return name.partition(", ")[2]
    return f"printed: {', '.join(picture.printed)}" if picture.printed else ""


def _heavy_ones():
    for name, picture in drawn.pictures(None, SEED, dict.fromkeys(drawn.HEAVY, 1)):
        yield name.rpartition(" ")[0], _png(picture.pixels)


def _png(pixels):
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "PNG", compress_level=1)
    return file.getvalue()


def _answered(made, answers):
    """The files of the cases that were answered."""
    return [case.source["file"] for case, each in zip(made, answers, strict=False) if "error" not in each]


def _heavy(page, file):
    answer = page.answer(file)
    idle = page.idle_after_clear(file, min(bringing.CLEARED, answer["ms"] / 2))
    return {"ms": answer["ms"], "longest": answer["longest"], "idle": idle}


# Figures


def _times(answers):
    """Of answers: the median and the largest ms until they came, and ms of the longest task meanwhile."""
    times = [each["ms"] for each in answers]
    longest = max(each["longest"] for each in answers)
    return {"median": statistics.median(times), "ms": max(times), "longest": longest}


def _figures(title, found, made, answers):
    """A kind's figures, by name."""
    figures = {title: share(found.right, found.of, LEAST.get(title))}
    if found.digits > found.of:
        figures[f"{title}: digits"] = share(found.digits_right, found.digits, LEAST_DIGITS.get(title))
    if title in drawn.FORMS:
        whole = sum(
            scoring.digits_in_rows(case.expected, answer["text"]) for case, answer in zip(made, answers, strict=True)
        )
        figures[f"{title}: digits in fields found whole"] = share(whole, found.digits, LEAST_IN_FIELDS)
    if title == drawn.SAME:
        figures |= _same(made, answers)
    return figures


def _same(made, answers):
    """How many read the same in another way as they do as they are: at other sizes, and in each other way."""
    same, base = {}, ""
    for case, answer in zip(made, answers, strict=True):
        if case.part == drawn.AS_IT_IS:
            base = answer["text"]
        else:
            way = "at ½, 2 and 3 times its size" if case.part in SIZES else case.part
            same.setdefault(way, []).append(answer["text"] == base)
    return {
        f"reads the same, {way}": share(sum(each), len(each), LEAST_SAME if "size" in way else None)
        for way, each in same.items()
    }


def _speed(timed, heavy):
    """Over all pictures, the heavy ones too."""
    figures = {
        "drop to a reading or a message, slowest": figure(max(each["ms"] for each in timed), "ms", MOST["answer"]),
        "longest task meanwhile": figure(max(each["longest"] for each in timed), "ms", MOST["task"]),
        "Clear to idle, slowest": figure(max(each["idle"] for each in heavy.values()), "ms", MOST["idle"]),
    }
    for kind, each in heavy.items():
        figures[f"{kind}: drop to a reading or a message"] = figure(each["ms"], "ms")
        figures[f"{kind}: longest task"] = figure(each["longest"], "ms")
        figures[f"{kind}: Clear to idle"] = figure(each["idle"], "ms")
    return figures


def _memory(measured, files):
    """What pictures leave behind in the page's process: some of all kinds, one after another in one page."""
    if not files:
        return {}
    step = max(1, len(files) // KEPT_AFTER)
    with bringing.Page(measured) as page:
        before = page.memory()
        for file in islice(files[::step], KEPT_AFTER):
            page.answer(file)
        page.clear()
        after = page.memory()
        page.page.wait_for_timeout(1000 * GIVEN_BACK)
        rested = page.memory()
    if before is None:
        return {}
    name = f"memory after {KEPT_AFTER} pictures, more than before"
    return {
        name: figure(after - before, "bytes", MOST["memory"]),
        f"{name}, once {GIVEN_BACK} s have passed": figure(rested - before, "bytes", MOST["memory"]),
    }
