"""The first load: what it takes until the page reads, how that goes on a slow line, and what is drawn meanwhile."""

import gzip
import statistics

import brotli

from bench import versions, visits
from bench.sections import THROTTLED, figure, fresh_page, slow_down
from tools import built, site

SLOW_LOADS = 3  # of a page on a slow network
EARLY = 20  # first visits on it, in which somebody draws as soon as the pad is seen
WIDTHS = (360, 1280)  # pixels, a phone and a wide window

# What the page has to reach.
MOST = {
    "first load": 130_000,  # bytes, gzip
    "requests": 10,  # until the page reads
    "whole visit": 190_000,  # bytes, gzip, with what the service worker keeps
    "requests of a visit": 25,
    "weights": 100_000,  # bytes, as they are: not every host compresses them
    "slow, cold": 4000,  # ms until the first reading
    "slow, second visit": 1200,
    "layout shift": 0,
}


def size(measured):
    """How many bytes the page loads, until it is ready, and stock TensorFlow.js."""
    assets = {
        path.relative_to(site.DIST).as_posix(): _sizes(path)
        for path in sorted(site.DIST.rglob("*"))
        if path.is_file() and path.suffix not in (".gz", ".br") and path.name != built.MARK
    }
    asked, elsewhere = _first_load(measured)
    loaded = sorted(set(asked))
    first = _total(assets[name] for name in loaded)
    weights = _total(sizes for name, sizes in assets.items() if name.startswith("model/default/weights"))
    figures = {f"first load, {kind}": figure(first[kind], "bytes") for kind in ("raw", "gzip", "brotli")}
    figures["first load, gzip"] = figure(first["gzip"], "bytes", MOST["first load"])
    figures["requests until it is ready"] = figure(len(asked), "", MOST["requests"])
    visit = _whole_visit(measured)
    bytes_of_visit = sum(assets[name]["gzip"] for name in visit if name in assets)
    figures["whole first visit, gzip"] = figure(bytes_of_visit, "bytes", MOST["whole visit"])
    figures["whole first visit, requests"] = figure(len(visit), "", MOST["requests of a visit"])
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
        "wholeVisit": {"is": "what comes at the host until the site is kept on the device, in turn", "files": visit},
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
    """What the page asks for until it is ready: files of the site, and addresses elsewhere."""
    asked = []
    with fresh_page(measured) as page:
        page.on("request", lambda request: asked.append(request.url))
        page.goto(measured.address)
        page.evaluate("() => bench.ready()")
    own = [url.removeprefix(measured.address) or "index.html" for url in asked if url.startswith(measured.address)]
    return own, [url for url in asked if not url.startswith((measured.address, "data:", "blob:"))]


def _whole_visit(measured):
    """The files that come at the host in a first visit: a digit is read, and the service worker keeps the site."""
    host = versions.Host(site.DIST)
    with versions.serving(host) as address, fresh_page(measured, service_workers="allow") as page:
        visits.keeps(page, address)
        return [path.lstrip("/") or "index.html" for path, _ in host.asked]


def loading(measured):
    """On a slow device and a slow network: how soon the page reads, and whether anything moves meanwhile."""
    cold = [_slow_visit(measured) for _ in range(SLOW_LOADS)]
    again = [_slow_visit(measured, is_second=True) for _ in range(SLOW_LOADS)]
    shifts = {f"{width} pixels wide": _shift(measured, width) for width in WIDTHS}
    early = [_early_ink(measured) for _ in range(EARLY)]
    read = [ms for ms in early if ms]
    figures = {
        "ink drawn as soon as the pad is seen: first visits": figure(len(early), ""),
        "ink drawn as soon as the pad is seen: lost": figure(len(early) - len(read), "", 0),
        "ink drawn as soon as the pad is seen: read, median": figure(statistics.median(read or [0]), "ms"),
        "first reading, slow network, cold, median": figure(statistics.median(cold), "ms", MOST["slow, cold"]),
        "first reading, slow network, second visit, median": figure(
            statistics.median(again), "ms", MOST["slow, second visit"]
        ),
        **{f"layout shift, {how}": figure(shift, "score", MOST["layout shift"]) for how, shift in shifts.items()},
    }
    return {
        "figures": figures,
        "is": f"as first reading, with the CPU throttled {THROTTLED}× and the network to 1.6 Mbit/s and 150 ms; the "
        "second visit has the service worker of a first one; early ink is drawn in the first frame that shows the pad, "
        "and lost where it is not read within a second after the page is ready; layout shift is the sum of what the "
        "browser tells until the page is ready and for a second after",
        "runs": {"cold": cold, "second visit": again, "early ink": early},
    }


def _slow_visit(measured, is_second=False):
    """Milliseconds from navigation to the first reading."""
    with fresh_page(measured, service_workers="allow") as page:
        if is_second:
            visits.keeps(page, measured.address)
        page.add_init_script("bench.drawWhileLoading();")
        slow_down(page)
        page.goto(measured.address)
        return page.evaluate("() => bench.timeOfFirstReading()")


def _early_ink(measured):
    """Milliseconds from navigation to the reading of what is drawn as soon as the pad is seen; 0 where it is lost."""
    with fresh_page(measured) as page:
        page.add_init_script("bench.drawWhenSeen();")
        slow_down(page)
        page.goto(measured.address)
        return page.evaluate("() => bench.timeOfReadingOnceReady()")


def _shift(measured, width):
    """How much of the page has moved, and how far, while it loaded: the sum of all layout shifts."""
    with fresh_page(measured, viewport={"width": width, "height": 740}) as page:
        slow_down(page)
        page.goto(measured.address)
        page.evaluate("() => bench.ready()")
        page.wait_for_timeout(1000)
        return page.evaluate("() => bench.layoutShift()")
