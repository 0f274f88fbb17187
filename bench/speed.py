"""How fast prepared digits are classified, by Digitpad and by stock TensorFlow.js, in turns and on the same images."""

import statistics
from contextlib import ExitStack

from bench.drawings import points
from bench.sections import figure, fresh_page, p95

# The contenders take turns, so that a busy minute slows them all; stock TensorFlow.js does less, or it takes minutes.
ROUNDS = 3
# Of a round: how often calls with one image are timed, and how many of them together, since the browser's clock has
# steps of 0.1 ms; images in one call.
AMOUNT = {"calls": 50, "together": 10, "many": 2000}
AMOUNT_STOCK = {"calls": 15, "together": 4, "many": 64}

# How often a back end of stock TensorFlow.js has to be outdone: in time for an image, and in images a second.
TIMES = {"stock (wasm)": 3}


def network(measured):
    """The section: "figures", and under "runs" the speed of each contender."""
    figures = {}
    with ExitStack() as stack:
        pages, images = _contenders(measured, stack)
        read = {name: page.evaluate("images => bench.take(images)", images) for name, page in pages.items()}
        times = {name: [] for name in pages}
        for _ in range(ROUNDS):
            for name, page in pages.items():
                times[name].append(page.evaluate("amount => bench.time(amount)", _amount(name)))
    runs = {name: _speed(rounds, _amount(name)["many"]) for name, rounds in times.items()}
    for name, speed in runs.items():
        for what, unit in (("one image, median", "ms"), ("one image, p95", "ms"), ("images a second", "")):
            figures[f"{name}, {what}"] = figure(speed[what], unit)
            if name != "digitpad":
                ratio = runs["digitpad"][what] / speed[what]
                figures[f"ours : {name}, {what}"] = figure(ratio, "ratio", **_goal(name, what))
    others = sum(digits != read["digitpad"] for digits in read.values())
    if len(read) > 1:
        figures["contenders that read other digits than ours"] = figure(others, "", 0)
    return {"figures": figures, "runs": runs}


def _goal(name, what):
    if name not in TIMES or what == "one image, p95":
        return {}
    return {"least": TIMES[name]} if what == "images a second" else {"most": 1 / TIMES[name]}


def _amount(name):
    return AMOUNT if name == "digitpad" else AMOUNT_STOCK


def _contenders(measured, stack):
    """Pages that can classify, by name, and images for them."""
    pages = {"digitpad": stack.enter_context(fresh_page(measured))}
    pages["digitpad"].goto(measured.address)
    pages["digitpad"].evaluate("() => bench.openDigitpad()")
    images = pages["digitpad"].evaluate("drawings => bench.prepare(drawings)", points(measured.drawings))
    for file, backend in (("", ""), ("", "cpu"), ("wasm.html", "wasm")) if measured.stock else ():
        page = stack.enter_context(fresh_page(measured))
        page.goto(f"{measured.stock}{file}?backend={backend}")
        name = page.evaluate("async () => (await opened).backend")
        pages[f"stock ({name})"] = page
    return pages, images


def _speed(rounds, many):
    single = [time for each in rounds for time in each["milliseconds"]]
    return {
        "one image, median": statistics.median(single),
        "one image, p95": p95(single),
        "images a second": many / statistics.median(each["seconds"] for each in rounds),
        "calls": len(single),
        "many": many,
        "rounds": [each["seconds"] for each in rounds],
    }
