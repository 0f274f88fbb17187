"""What the bench measures: each section takes a Bench and returns plain data, the figures to print under "figures"."""

import gzip
import json
import math
import statistics
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import brotli
from playwright.sync_api import Browser

from bench.drawings import points
from tools import built, site
from train import contract

LOADS, LOADS_STOCK = 5, 3  # of a page, each in a fresh context; stock TensorFlow.js takes seconds
THROTTLED = 4  # times slower than this machine: about what a cheap phone is to a desktop
READINGS = 2000  # after which it is measured what they leave behind
# A slow network: ms, and bytes a second
SLOW = {"latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 0.75e6 / 8, "offline": False}
SLOW_LOADS = 3  # of a page on it
WIDTHS = (360, 1280)  # pixels, a phone and a wide window

# What the page has to reach.
MOST = {
    "first load": 320_000,  # bytes, gzip
    "weights": 100_000,  # bytes, as they are: not every host compresses them
    "first reading": 1500,  # ms, throttled
    "slow, cold": 4000,  # the same on a slow network, too
    "slow, second visit": 1200,
    "layout shift": 0,
    "heap": 1.02,  # times what it was before
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
    if unit == "score":
        return f"{value:.3f}"
    return f"{value:,.0f}"


def p95(values):
    """The 95th percentile by nearest rank."""
    return sorted(values)[math.ceil(0.95 * len(values)) - 1]


@contextmanager
def fresh_page(measured, **options):
    """A page in a context of its own, so with an empty cache, with page.js in it."""
    # A service worker would fetch the site behind what is measured.
    usual = {"viewport": {"width": 1280, "height": 900}, "service_workers": "block"}
    context = measured.chromium.new_context(**{**usual, **options})
    try:
        context.add_init_script(script=_SCRIPT)
        yield context.new_page()
    finally:
        context.close()


def size(measured):
    """How many bytes the page loads, until it is ready, and stock TensorFlow.js."""
    assets = {
        path.relative_to(site.DIST).as_posix(): _sizes(path)
        for path in sorted(site.DIST.rglob("*"))
        if path.is_file() and path.suffix not in (".gz", ".br") and path.name != built.MARK
    }
    loaded, elsewhere = _first_load(measured)
    first = _total(assets[name] for name in loaded)
    weights = _total(sizes for name, sizes in assets.items() if name.startswith("model/default/weights"))
    figures = {f"first load, {kind}": figure(first[kind], "bytes") for kind in ("raw", "gzip", "brotli")}
    figures["first load, gzip"] = figure(first["gzip"], "bytes", MOST["first load"])
    figures["requests to other hosts"] = figure(len(elsewhere), "", 0)
    figures["weights, raw"] = figure(weights["raw"], "bytes", MOST["weights"])
    if measured.stock:
        code = _total(assets[name] for name in loaded if name.endswith((".js", ".wasm")))
        packed = _sizes(measured.stock_script)
        for kind in ("raw", "gzip", "brotli"):
            figures[f"all scripts and wasm, {kind}"] = figure(code[kind], "bytes")
            figures[f"stock tf.min.js alone, {kind}"] = figure(packed[kind], "bytes")
            figures[f"ours : stock, {kind}"] = figure(code[kind] / packed[kind], "ratio")
    return {
        "figures": figures,
        "firstLoad": {"is": "what the page asks for until it is ready, the cache empty", "files": loaded},
        "assets": assets,
    }


def _sizes(path):
    """Bytes as they are, and compressed: by the build where it did so, and else as it would."""
    raw = path.read_bytes()
    packers = {"gzip": (".gz", gzip.compress), "brotli": (".br", brotli.compress)}
    sizes = {"raw": len(raw)}
    for kind, (suffix, pack) in packers.items():
        packed = path.with_name(path.name + suffix)
        # The build leaves alone what compressing would not help.
        sizes[kind] = packed.stat().st_size if packed.exists() else min(len(raw), len(pack(raw)))
    return sizes


def _total(sizes):
    sizes = list(sizes)
    return {kind: sum(each[kind] for each in sizes) for kind in ("raw", "gzip", "brotli")}


def _first_load(measured):
    """The files of the site that the page loads until it is ready, and the addresses elsewhere."""
    asked = []
    with fresh_page(measured) as page:
        page.on("request", lambda request: asked.append(request.url))
        page.goto(measured.address)
        page.evaluate("() => bench.ready()")
    own = {url.removeprefix(measured.address) or "index.html" for url in asked if url.startswith(measured.address)}
    own = {name for name in own if (site.DIST / name).is_file()}
    return sorted(own), [url for url in asked if not url.startswith((measured.address, "data:", "blob:"))]


def first_reading(measured):
    """How soon the page reads after navigation starts, and stock TensorFlow.js."""

    def digitpad(page):
        page.add_init_script("bench.drawWhileLoading();")
        page.goto(measured.address)
        return page.evaluate("() => bench.timeOfFirstReading()")

    def stock(page):
        page.goto(measured.stock)
        return page.evaluate("async () => (await opened).firstResult")

    figures, runs = {}, {}
    for throttled in (1, THROTTLED):
        how = f", CPU throttled {throttled}×" if throttled > 1 else ""
        ours = runs[f"first reading{how}"] = _loads(measured, digitpad, throttled, LOADS)
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


def _loads(measured, load, throttled, count):
    times = []
    for _ in range(count):
        with fresh_page(measured) as page:
            page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": throttled})
            times.append(load(page))
    return times


def loading(measured):
    """On a slow device and a slow network: how soon the page reads, and whether anything moves meanwhile."""
    cold = [_slow_visit(measured) for _ in range(SLOW_LOADS)]
    again = [_slow_visit(measured, is_second=True) for _ in range(SLOW_LOADS)]
    shifts = {f"{width} pixels wide": _shift(measured, width) for width in WIDTHS}
    figures = {
        "first reading, slow network, cold, median": figure(statistics.median(cold), "ms", MOST["slow, cold"]),
        "first reading, slow network, second visit, median": figure(
            statistics.median(again), "ms", MOST["slow, second visit"]
        ),
        **{f"layout shift, {how}": figure(shift, "score", MOST["layout shift"]) for how, shift in shifts.items()},
    }
    return {
        "figures": figures,
        "is": f"as first reading, with the CPU throttled {THROTTLED}× and the network to 1.6 Mbit/s and 150 ms; the "
        "second visit has the service worker of a first one; layout shift is the sum of what the browser tells until "
        "the page is ready and for a second after",
        "runs": {"cold": cold, "second visit": again},
    }


def _slow_visit(measured, is_second=False):
    """Milliseconds from navigation to the first reading."""
    with fresh_page(measured, service_workers="allow") as page:
        if is_second:
            page.goto(measured.address)
            page.evaluate("() => bench.ready()")
            page.evaluate("async () => { await navigator.serviceWorker.ready; }")
            page.wait_for_function("() => navigator.serviceWorker.controller")
        page.add_init_script("bench.drawWhileLoading();")
        _slow_down(page)
        page.goto(measured.address)
        return page.evaluate("() => bench.timeOfFirstReading()")


def _shift(measured, width):
    """How much of the page has moved, and how far, while it loaded: the sum of all layout shifts."""
    with fresh_page(measured, viewport={"width": width, "height": 740}) as page:
        _slow_down(page)
        page.goto(measured.address)
        page.evaluate("() => bench.ready()")
        page.wait_for_timeout(1000)
        return page.evaluate("() => bench.layoutShift()")


def _slow_down(page):
    devtools = page.context.new_cdp_session(page)
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": THROTTLED})
    devtools.send("Network.enable")
    devtools.send("Network.emulateNetworkConditions", SLOW)


def memory(measured):
    """What readings leave behind: of strokes, through the public module, and of a pen on the page; no two the same."""
    with fresh_page(measured) as page:
        page.goto(measured.address)
        page.evaluate("() => bench.openDigitpad()")
        devtools = page.context.new_cdp_session(page)
        figures = {}
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


def _kept(page, devtools):
    devtools.send("Performance.enable")
    for _ in range(2):  # what the first collection finalises, the second one frees
        devtools.send("HeapProfiler.collectGarbage")
        page.wait_for_timeout(300)
    metrics = {each["name"]: each["value"] for each in devtools.send("Performance.getMetrics")["metrics"]}
    return {"tensors": page.evaluate("() => bench.tensors()"), "heap": metrics["JSHeapUsedSize"]}
