"""What the bench measures: each section takes a Bench and returns plain data, the figures to print under "figures"."""

import json
import math
import statistics
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser

from bench.drawings import points
from train import contract

LOADS, LOADS_STOCK = 5, 3  # of a page, each in a fresh context; stock TensorFlow.js takes seconds
THROTTLED = 4  # times slower than this machine: about what a cheap phone is to a desktop
READINGS = 2000  # after which it is measured what they leave behind
FEW_READINGS = 200  # after which the memory of the page's process is measured
# A slow network: ms, and bytes a second
SLOW = {"latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 0.75e6 / 8, "offline": False}

# What the page has to reach.
MOST = {
    "first reading": 1500,  # ms, throttled
    "heap": 1.02,  # times what it was before
    "renderer": 80_000_000,  # bytes of memory that the page's process has for itself
}

_NUMBERS = {"SIDE": contract.SIDE, "PIXELS": contract.PIXELS, "DIGITS": contract.DIGITS, "CLASSES": contract.CLASSES}
_SCRIPT = f"globalThis.contract = {json.dumps(_NUMBERS)};\n" + (Path(__file__).parent / "page.js").read_text("utf-8")


@dataclass
class Bench:
    """What the sections share."""

    chromium: Browser
    address: str  # of the built site
    drawings: list  # digits, each a list of strokes, in fractions of the pad
    stock: str | None  # the address of the page with stock TensorFlow.js, or None where it could not be installed
    stock_script: Path
    before: str | None = field(default=None, kw_only=True)  # the address of another version's site
    gallery: Path  # a folder for pictures of what was read wrongly
    data: str | None = None  # see train.datasets.source_named
    photographs: list = field(default_factory=list)  # folders


def figure(value, unit, most=None, least=None):
    """A value with its unit and, where there is one, the most or the least it may be."""
    plain = {"value": value, "unit": unit}
    if most is not None:
        return {**plain, "most": most, "verdict": "ok" if value <= most else "above"}
    return plain if least is None else {**plain, "least": least, "verdict": "ok" if value >= least else "below"}


def share(right, of, least=None):
    """How many of how many are right and, where there is one, the least share that has to be."""
    return {**figure(right / of, "share", least=least), "right": right, "of": of}


def in_words(figure):
    """A figure's value with its unit, as people read it."""
    value, unit = figure["value"], figure["unit"]
    if unit == "bytes":
        return f"{value / 1000:,.0f} KB"
    if unit == "ms":
        return f"{value:,.1f} ms" if value < 100 else f"{value:,.0f} ms"
    if unit == "share":
        return f"{value:.2%}"
    if unit == "ratio":
        return f"1 : {1 / value:,.1f}" if value < 1 else f"{value:,.1f} : 1"
    if unit == "times":
        return f"× {value:.3f}"
    if unit == "difference":
        return f"{value:.1e}"
    if unit == "score":
        return f"{value:.3f}"
    return f"{value:,.0f}"


def p95(values):
    """The 95th percentile by nearest rank."""
    return sorted(values)[math.ceil(0.95 * len(values)) - 1]


@contextmanager
def fresh_page(measured, running=None, **options):
    """A page in a context of its own, so with an empty cache, with page.js in it; in the browser `running`, if any."""
    # A service worker would fetch the site behind what is measured.
    usual = {"viewport": {"width": 1280, "height": 900}, "service_workers": "block"}
    context = (running or measured.chromium).new_context(**{**usual, **options})
    try:
        context.add_init_script(script=_SCRIPT)
        yield context.new_page()
    finally:
        context.close()


def throttle(page, times=THROTTLED):
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": times})


def slow_down(page):
    """As on a cheap phone and a slow line."""
    throttle(page)
    devtools = page.context.new_cdp_session(page)
    devtools.send("Network.enable")
    devtools.send("Network.emulateNetworkConditions", SLOW)


def first_reading(measured):
    """How soon the page reads after navigation starts, and stock TensorFlow.js."""

    def stock(page):
        page.goto(measured.stock)
        return page.evaluate("async () => (await opened).firstResult")

    figures, runs = _beside_before(measured)
    for throttled in (1, THROTTLED):
        how = f", CPU throttled {throttled}×" if throttled > 1 else ""
        ours = runs[f"first reading{how}"] = _loads(measured, _drawn_while_loading(measured.address), throttled, LOADS)
        most = MOST["first reading"] if throttled > 1 else None
        figures[f"first reading{how}, median"] = figure(statistics.median(ours), "ms", most)
        if measured.stock:
            theirs = runs[f"stock, first result{how}"] = _loads(measured, stock, throttled, LOADS_STOCK)
            figures[f"stock, first result{how}, median"] = figure(statistics.median(theirs), "ms")
            ratio = statistics.median(ours) / statistics.median(theirs)
            figures[f"ours : stock{how}"] = figure(ratio, "ratio")
    return {
        "figures": figures,
        "is": "from the start of navigation, in a fresh context on loopback, to the reading of a 1 that a script "
        "draws, by pointer events, as soon as the pad takes ink, while the model loads; for stock TensorFlow.js, on a "
        "page that holds nothing else, to its result for one image, with the backend that it chooses",
        "runs": runs,
    }


def _drawn_while_loading(address):
    def load(page):
        page.add_init_script("bench.drawWhileLoading();")
        page.goto(address)
        return page.evaluate("() => bench.timeOfFirstReading()")

    return load


def _beside_before(measured):
    """The first reading of this version and of another one, in turns."""
    figures, runs = {}, {}
    conditions = {
        "unthrottled": (lambda page: None, 0.8),
        f"CPU throttled {THROTTLED}×": (lambda page: throttle(page), 0.7),
        f"CPU throttled {THROTTLED}×, slow network": (slow_down, 0.7),
    }
    for how, (slow, most) in conditions.items() if measured.before else ():
        times = {measured.address: [], measured.before: []}
        for _ in range(LOADS):
            for address, list_of in times.items():
                with fresh_page(measured) as page:
                    slow(page)
                    list_of.append(_drawn_while_loading(address)(page))
        ours, theirs = map(statistics.median, times.values())
        runs[f"beside the version before, {how}"] = {"this": times[measured.address], "before": times[measured.before]}
        figures[f"first reading, {how}: this version"] = figure(ours, "ms")
        figures[f"first reading, {how}: the version before"] = figure(theirs, "ms")
        figures[f"first reading, {how}: this : before"] = figure(ours / theirs, "times", most)
    return figures, runs


def _loads(measured, load, throttled, count):
    times = []
    for _ in range(count):
        with fresh_page(measured) as page:
            throttle(page, throttled)
            times.append(load(page))
    return times


def memory(measured):
    """What readings leave behind: of strokes, through the public module, and of a pen on the page; no two the same."""
    figures = _process(measured)
    with fresh_page(measured) as page:
        page.goto(measured.address)
        page.evaluate("() => bench.openDigitpad()")
        devtools = page.context.new_cdp_session(page)
        for what, read, first in (  # and as many at first as fill what is kept on purpose
            ("strokes read", "([drawings, from, count]) => bench.readNew(drawings, from, count)", 4000),
            ("on the page", "([, from, count]) => bench.drawNew(from, count)", 3000),
        ):
            page.evaluate(read, [points(measured.drawings), 0, first])
            before = _kept(page, devtools)
            page.evaluate(read, [points(measured.drawings), first, READINGS])
            after = _kept(page, devtools)
            figures[f"{READINGS:,} {what}: tensors before"] = figure(before["tensors"], "")
            figures[f"{READINGS:,} {what}: tensors after"] = figure(after["tensors"], "", before["tensors"])
            figures[f"{READINGS:,} {what}: heap after"] = figure(after["heap"], "bytes")
            grown = after["heap"] / before["heap"]
            figures[f"{READINGS:,} {what}: heap, after : before"] = figure(grown, "times", MOST["heap"])
    return {"figures": figures}


def _process(measured):
    """What the page's process has for itself after some readings, and an empty page's, where the system tells of it."""
    with fresh_page(measured) as page:
        page.goto(measured.address)
        page.evaluate("() => bench.ready()")
        page.evaluate("count => bench.drawNew(0, count)", FEW_READINGS)
        at_once = _renderer(measured)
        collect_garbage(page)
        collected = _renderer(measured)
    with fresh_page(measured) as page:
        page.goto("data:text/html,")
        collect_garbage(page)
        empty = _renderer(measured)
    if None in (at_once, collected, empty):
        return {}
    name = f"renderer's own memory after {FEW_READINGS} readings"
    (own, written), (least, _) = collected, empty
    return {
        name: figure(own, "bytes", MOST["renderer"]),
        f"{name}, without the browser's own program": figure(written, "bytes"),
        f"{name}, with what is garbage": figure(at_once[0], "bytes"),
        "renderer's own memory, an empty page": figure(least, "bytes"),
    }


def collect_garbage(page):
    devtools = page.context.new_cdp_session(page)
    for _ in range(2):  # what the first collection finalises, the second one frees
        devtools.send("HeapProfiler.collectGarbage")
        page.wait_for_timeout(300)
    devtools.detach()


def _renderer(measured):
    """`_own_memory` of the page's process, which has the most; None where it can't be told."""
    session = measured.chromium.new_browser_cdp_session()
    processes = session.send("SystemInfo.getProcessInfo")["processInfo"]
    session.detach()
    sizes = [_own_memory(each["id"]) for each in processes if each["type"] == "renderer"]
    return None if None in sizes else max(sizes)


def _own_memory(process):
    """Bytes that a process shares with none, and how many of them it has written; None where the system is not Linux.

    The rest is the program itself, as long as no second page runs it.
    """
    told = Path(f"/proc/{process}/smaps_rollup")
    if not told.exists():
        return None
    lines = (line.split() for line in told.read_text().splitlines() if line.startswith("Private_"))
    own = {name: 1024 * int(size) for name, size, _ in lines}
    return sum(own.values()), own["Private_Dirty:"]


def _kept(page, devtools):
    devtools.send("Performance.enable")
    collect_garbage(page)
    metrics = {each["name"]: each["value"] for each in devtools.send("Performance.getMetrics")["metrics"]}
    return {"tensors": page.evaluate("() => bench.tensors()"), "heap": metrics["JSHeapUsedSize"]}
