"""How soon the page reads drawn digits, numbers and a photograph, and how often the inner views follow the pen."""

import base64
import random
import statistics

import numpy as np

from bench import conditions, drawings
from bench.drawings import Finger, Mouse, draw_all, joined
from bench.sections import figure, fresh_page, p95

DIGITS, DIGITS_TOUCH = 100, 40  # drawn with a mouse, and again with a finger; 100 leave five above the 95th percentile
NUMBERS, LENGTH = 40, 5
DROPS = 3  # of the photograph
SIZE = (4000, 3000)  # pixels of the photograph: 12 megapixels, as phones take them
ROWS, ROW_LENGTH = 3, 6
PAINTED = 4  # seconds of a stroke that the inner views follow
UPDATES = 30  # a second, at least
OPENED = 7  # times each panel, with nothing loaded that it needs; an odd number has a median that was measured
PANELS = {"sees": "How it sees", "compare": "Compare"}
SEED = 2

MOST = {
    "median": 3,  # ms from the end of a stroke to its reading
    "p95": 10,
    "number, median": 12,
    "number, p95": 30,
    "photograph": 2000,  # ms from the drop to the reading
    "task": 100,  # ms of the page's own thread meanwhile
    "task, panel": 50,  # ms, while it opens; browsers do not tell of shorter ones
}


def latency(measured):
    """From the end of a stroke to its reading, drawn with a mouse and with a finger."""
    figures, runs = {}, {}
    for pointer, pen in (("mouse", Mouse), ("touch", Finger)):
        with fresh_page(measured, has_touch=pointer == "touch") as page:
            page.goto(measured.address)
            page.evaluate("() => bench.ready()")
            draw_all(page, pen(page), measured.drawings[: DIGITS if pointer == "mouse" else DIGITS_TOUCH])
            times, waits = page.evaluate("() => bench.latencies()")
        runs[pointer] = {"latencyMs": times, "delivery": waits}
        figures |= _latency_figures(pointer, times, waits)
    return {
        "figures": figures,
        "is": "`latencyMs` of the `reading` events of finished strokes; delivery is what of it goes by before the page "
        "gets the pointer's event: touches that DevTools makes are held for a frame by the browser",
        "runs": runs,
    }


def _latency_figures(pointer, times, waits):
    """Of strokes drawn with `pointer`: ms until each was read, and ms of it until the page got to know of its end."""
    own = [time - wait for time, wait in zip(times, waits, strict=True)]
    return {
        f"end of stroke to reading, {pointer}, median": figure(statistics.median(times), "ms", MOST["median"]),
        f"end of stroke to reading, {pointer}, p95": figure(p95(times), "ms", MOST["p95"]),
        f"  of it in the page, {pointer}, median": figure(statistics.median(own), "ms"),
        f"  of it in the page, {pointer}, p95": figure(p95(own), "ms"),
        f"strokes, {pointer}": figure(len(times), ""),
    }


def number_latency(measured):
    """From the end of a stroke of the last digit of a number to its reading."""
    drawn = drawings.numbers(random.Random(SEED), NUMBERS, LENGTH)
    with fresh_page(measured) as page:
        page.goto(measured.address)
        page.evaluate("() => bench.ready()")
        draw_all(page, Mouse(page), [joined(digits) for digits in drawn])
        times, _ = page.evaluate("() => bench.latencies()")
    ends = np.cumsum([sum(map(len, digits)) for digits in drawn])
    last = [time for end, digits in zip(ends, drawn, strict=True) for time in times[end - len(digits[-1]) : end]]
    return {
        "figures": {
            f"{LENGTH} digits, end of stroke to reading, median": figure(
                statistics.median(last), "ms", MOST["number, median"]
            ),
            f"{LENGTH} digits, end of stroke to reading, p95": figure(p95(last), "ms", MOST["number, p95"]),
            "all their strokes, median": figure(statistics.median(times), "ms"),
            "strokes of last digits": figure(len(last), ""),
        },
        "is": "`latencyMs` of the `reading` events of the last digit's strokes, drawn with the mouse",
        "runs": {"last digit": last, "all": times},
    }


def photograph(measured):
    """From the drop of a 12-megapixel photograph to its reading."""
    content = base64.b64encode(_photograph()).decode()
    with fresh_page(measured) as page:
        page.goto(measured.address)
        page.evaluate("() => bench.ready()")
        runs = [page.evaluate("file => bench.drop(file, 'image/jpeg')", content) for _ in range(DROPS)]
    times = [run["latencyMs"] for run in runs]
    longest = max((task for run in runs for task in run["tasks"]), default=0)
    return {
        "figures": {
            "drop to reading, slowest": figure(max(times), "ms", MOST["photograph"]),
            "drop to reading, median": figure(statistics.median(times), "ms"),
            "longest task meanwhile": figure(longest, "ms", MOST["task"]),
            "size": figure(len(content) * 3 // 4, "bytes"),
        },
        "is": f"a page of {ROWS} rows of {ROW_LENGTH} digits, {SIZE[0]}×{SIZE[1]} pixels, {DROPS} times, the first "
        "with nothing loaded that pictures need; tasks under 50 ms, which browsers do not tell of, count as 0",
        "runs": runs,
    }


def inner_views(measured):
    """How often a second the pictures of all layers follow a growing stroke, network by network."""
    with fresh_page(measured) as page:
        page.goto(measured.address)
        page.evaluate("() => bench.ready()")
        runs = {}
        for name in page.evaluate("() => bench.networks()"):
            page.evaluate("name => bench.lookInside(name)", name)
            runs[name] = page.evaluate("seconds => bench.paintLayers(seconds)", PAINTED)
    figures = {f"{name}, updates a second": figure(run["updates"], "", least=UPDATES) for name, run in runs.items()}
    opened = {name: [_longest_to_open(measured, name) for _ in range(OPENED)] for name in PANELS}
    figures |= {
        f"longest task while “{PANELS[name]}” opens, median": figure(
            statistics.median(longest), "ms", MOST["task, panel"]
        )
        for name, longest in opened.items()
    }
    return {
        "figures": figures,
        "is": f"all layers' pictures painted anew, while a stroke grows at every frame for {PAINTED} s; the page makes "
        f"{min(run['frames'] for run in runs.values()):.0f} frames a second or more; a panel is opened beside a digit, "
        f"{OPENED} times, each in a page that has just been loaded, until it shows what it is for; tasks under 50 ms "
        "count as 0",
        "runs": runs,
        "opened": opened,
    }


def _longest_to_open(measured, name):
    """ms of the longest task of the page's own thread while a panel opens; 0 for all under 50 ms."""
    with fresh_page(measured) as page:
        page.goto(measured.address)
        page.evaluate("() => bench.ready()")
        return max(page.evaluate("name => bench.openPanel(name)", name), default=0)


def _photograph():
    rows = [joined(digits) for digits in drawings.numbers(random.Random(SEED), ROWS, ROW_LENGTH)]
    # Digits of `numbers` are about 0.3 of the pad high.
    strokes = [[np.array(stroke) / 0.3 * (4 / 3, 1) for stroke in row] for row in rows]
    sheet = conditions.page(strokes, conditions.BALLPEN, np.random.default_rng(SEED), height=SIZE[0] // 8)
    return conditions.jpeg(conditions.resized(sheet, *SIZE), 90)
