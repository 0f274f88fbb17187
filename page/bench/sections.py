"""What the bench measures: each section takes a Bench and returns plain data, the figures to print under "figures"."""

import gzip
import math
import statistics
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import brotli
from playwright.sync_api import Browser

from page import site
from page.bench.drawings import points

LOADS, LOADS_STOCK = 5, 3  # of a page, each in a fresh context; stock TensorFlow.js takes seconds
THROTTLED = 4  # times slower: about what a cheap phone is to a desktop
# The contenders take turns, so that a busy minute hits them all; stock TensorFlow.js does less, or it takes minutes.
ROUNDS = 3
AMOUNT = {"calls": 100, "many": 2000}  # a round: calls with one image, and images in one call
AMOUNT_STOCK = {"calls": 30, "many": 64}
READINGS = 500  # for what they leave behind

# What the page has to reach.
MOST = {
    "first load": 320_000,  # bytes, gzip
    "weights": 100_000,  # bytes, as they are: not every host compresses them
    "first reading": 1500,  # ms, throttled
}

_SCRIPT = (Path(__file__).parent / "page.js").read_text("utf-8")


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
    photographs: Path | None = None  # a folder


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
    return f"{value:,.0f}"


def p95(values):
    """The 95th percentile by nearest rank."""
    return sorted(values)[math.ceil(0.95 * len(values)) - 1]


@contextmanager
def fresh_page(measured, **options):
    """A page in a context of its own, so with an empty cache, with page.js in it."""
    # A service worker would fetch the site behind what is measured.
    context = measured.chromium.new_context(viewport={"width": 1280, "height": 900}, service_workers="block", **options)
    try:
        context.add_init_script(script=_SCRIPT)
        yield context.new_page()
    finally:
        context.close()


def size(measured):
    assets = {
        path.relative_to(site.DIST).as_posix(): _sizes(path)
        for path in sorted(site.DIST.rglob("*"))
        if path.is_file() and path.suffix not in (".gz", ".br")
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


def network(measured):
    """Digitpad's `classify` and stock TensorFlow.js, in turns, on the same images."""
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
                figures[f"ours : {name}, {what}"] = figure(runs["digitpad"][what] / speed[what], "ratio")
    others = sum(digits != read["digitpad"] for digits in read.values())
    if len(read) > 1:
        figures["contenders that read other digits than ours"] = figure(others, "", 0)
    return {"figures": figures, "runs": runs}


def _amount(name):
    return AMOUNT if name == "digitpad" else AMOUNT_STOCK


def _contenders(measured, stack):
    """Pages that can classify, by name, and images for them."""
    pages = {"digitpad": stack.enter_context(fresh_page(measured))}
    pages["digitpad"].goto(measured.address)
    pages["digitpad"].evaluate("() => bench.openDigitpad()")
    images = pages["digitpad"].evaluate("drawings => bench.prepare(drawings)", points(measured.drawings))
    for backend in ("", "cpu") if measured.stock else ():
        page = stack.enter_context(fresh_page(measured))
        page.goto(f"{measured.stock}?backend={backend}")
        name = page.evaluate("async () => (await opened).backend")
        pages[f"stock ({name})"] = page
    return pages, images


def _speed(rounds, many):
    single = [time for each in rounds for time in each["milliseconds"]]
    return {
        "one image, median": statistics.median(single),
        "one image, p95": p95(single),
        "one image, mean": statistics.fmean(single),  # the browser's clock has steps of 0.1 ms; a mean has none
        "images a second": many / statistics.median(each["seconds"] for each in rounds),
        "calls": len(single),
        "many": many,
        "rounds": [each["seconds"] for each in rounds],
    }


def memory(measured):
    with fresh_page(measured) as page:
        page.goto(measured.address)
        page.evaluate("() => bench.openDigitpad()")
        devtools = page.context.new_cdp_session(page)
        read = "([drawings, times]) => bench.readAll(drawings, times)"
        page.evaluate(read, [points(measured.drawings), READINGS])  # what compiling leaves behind is no leak
        before = _kept(page, devtools)
        page.evaluate(read, [points(measured.drawings), READINGS])
        after = _kept(page, devtools)
    figures = {}
    for what, unit in (("tensors", ""), ("heap", "bytes")):
        figures[f"{what} before"] = figure(before[what], unit)
        figures[f"{what} after {READINGS} readings"] = figure(after[what], unit, before[what] if not unit else None)
    return {"figures": figures}


def _kept(page, devtools):
    devtools.send("Performance.enable")
    devtools.send("HeapProfiler.collectGarbage")
    metrics = {each["name"]: each["value"] for each in devtools.send("Performance.getMetrics")["metrics"]}
    return {"tensors": page.evaluate("() => bench.tensors()"), "heap": metrics["JSHeapUsedSize"]}
