"""`bench`: Digitpad's size, speed and accuracy in a real browser; size and speed beside stock TensorFlow.js's.

uv run --group train build.py bench
uv run --group browser build.py bench size latency

Machines differ and are busy; the ratios to stock TensorFlow.js, measured in turns with it, mean the same anywhere.
"""

import json
import os
import platform
import random
import shutil
import tempfile
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Error

from bench import drawings, first_load, latencies, sections, speed
from errors import PlainError
from tools import browser, packing, server, site

STOCK = Path(__file__).parent / "stock"  # the packages of stock TensorFlow.js, installed on first use
STOCK_SCRIPT = STOCK / "node_modules" / "@tensorflow" / "tfjs" / "dist" / "tf.min.js"
WASM = STOCK / "node_modules" / "@tensorflow" / "tfjs-backend-wasm" / "dist"  # its back end that is compared with ours
MODEL = site.ROOT / "web" / "model" / "default"
SEED = 1

# With the wasm back end's script beside the whole package, or without.
_STOCK_PAGES = {"index.html": "", "wasm.html": '<script src="tf-backend-wasm.min.js"></script>'}
_STOCK_PAGE = """<!doctype html><title>Stock TensorFlow.js</title><script src="tf.min.js"></script>
{}
<script>globalThis.opened = bench.openStock(new URLSearchParams(location.search).get("backend"));</script>"""


def _accuracy():
    from bench import accuracy  # what it reads takes packages of training

    return accuracy.accuracy


def _pictures():
    from bench import pictures

    return pictures.pictures


def _numbers():
    from bench import numbers

    return numbers.measure


def _corrections():
    from bench import corrections

    return corrections.corrections


def _accounts():
    from bench import accounts

    return accounts.accounts


def _camera():
    from bench import camera

    return camera.camera


def _fuzz():
    from bench import fuzz

    return fuzz.fuzz


# What is measured, in this order; whatever else is worth a section goes in here. Each gives the function to call.
SECTIONS = {
    "size": lambda: first_load.size,
    "first reading": lambda: sections.first_reading,
    "loading": lambda: first_load.loading,
    "latency": lambda: latencies.latency,
    "number latency": lambda: latencies.number_latency,
    "photograph": lambda: latencies.photograph,
    "inner views": lambda: latencies.inner_views,
    "accounts": _accounts,
    "network": lambda: speed.network,
    "memory": lambda: sections.memory,
    "fuzz": _fuzz,
    "accuracy": _accuracy,
    "pictures": _pictures,
    "numbers": _numbers,
    "camera": _camera,
    "corrections": _corrections,
}
COMPARED = {"size", "first reading", "network"}  # with stock TensorFlow.js


def bench(out, titles=(), data=None, photographs=(), before=None):
    """Measure the sections of these titles (all), print them as a table and write them to the file `out`.

    `data` and `photographs` are for accuracy and pictures: see bench.cases. `before` is a folder with a built site of
    another version, whose first reading is measured in turns with this one's. Raises PlainError.
    """
    unknown = set(titles) - set(SECTIONS)
    if unknown:
        raise PlainError(f"The bench has no section {', '.join(unknown)}. It has: {', '.join(SECTIONS)}.")
    chosen = {title: section() for title, section in SECTIONS.items() if not titles or title in titles}
    with ExitStack() as stack:
        without_stock = _install_stock() if COMPARED & set(chosen) else "Not compared with stock TensorFlow.js."
        site.build_if_stale()
        measured = sections.Bench(
            chromium=stack.enter_context(browser.browser()),
            address=stack.enter_context(server.serving(site.DIST)),
            drawings=drawings.drawings(random.Random(SEED), latencies.DIGITS),
            stock=None if without_stock else stack.enter_context(_serving_stock()),
            stock_script=STOCK_SCRIPT,
            before=before and stack.enter_context(server.serving(before)),
            gallery=out.with_suffix(""),
            data=data,
            photographs=list(photographs),
        )
        report = {"about": about(measured), "withoutStock": without_stock}
        for title, section in chosen.items():
            print(f"Measuring {title} …", flush=True)
            try:
                report[title] = section(measured)
            except Error as error:
                raise site.SiteError(f"The bench stopped while measuring {title}: {error.message}") from error
            _write(out, report)  # what is measured stays, whatever becomes of the rest
    _print(report)
    print(f"\nWritten to {out}")


def _install_stock():
    """Install stock TensorFlow.js; returns why that failed, or None."""
    try:
        site.install_packages(STOCK)
    except site.SiteError as error:
        return f"No comparison with stock TensorFlow.js: {error}"
    return None


@contextmanager
def _serving_stock():
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for page, script in _STOCK_PAGES.items():
            (folder / page).write_text(_STOCK_PAGE.format(script))
        for file in (STOCK_SCRIPT, WASM / "tf-backend-wasm.min.js", *WASM.glob("*.wasm")):
            shutil.copy(file, folder)
        packing.write_plain(MODEL, folder)
        with server.serving(folder) as address:
            yield address


# The report


def about(measured):
    with sections.fresh_page(measured) as page:
        page.goto(measured.address)
        backend = page.evaluate("() => bench.openDigitpad()")
    card = site.model_card("default")
    return {
        "command": "build.py bench",
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "seed": SEED,
        "model": {"name": card["name"], "weights": card["files"]["weights.bin"]["sha256"]},
        "backend": backend,
        "browser": f"Chromium {measured.chromium.version}",
        "system": f"{platform.system()} {platform.machine()}, {os.cpu_count()} CPUs",
    }


def _print(report):
    shown = {**report["about"], "model": f"{report['about']['model']['name']}, {report['about']['model']['weights']}"}
    print(*(f"{name}: {value}" for name, value in shown.items()), sep="\n")
    for title in [title for title in SECTIONS if title in report]:
        print(f"\n{title}")
        for name, each in report[title]["figures"].items():
            counted = f"{each['right']:,} of {each['of']:,}" if "of" in each else ""
            print(f"  {name:52} {sections.in_words(each):>12}  {counted:16} {_floor(each)}".rstrip())
        for missing in report[title].get("missing", ()):
            print(f"  {missing}")
    if report["withoutStock"]:
        print(f"\n{report['withoutStock']}")


def _floor(each):
    for name, sign in (("most", "≤"), ("least", "≥")):
        if name in each:
            return f"{sign} {sections.in_words({**each, 'value': each[name]}):12} {each['verdict']}"
    return ""


def _write(out, report):
    out.parent.mkdir(parents=True, exist_ok=True)
    unfinished = out.with_name(f".{out.name}.tmp")
    unfinished.write_text(json.dumps(report, indent=2, ensure_ascii=False) + "\n", "utf-8")
    unfinished.replace(out)
