"""The README's figures and pictures, written from what runs wrote: the model's card and a bench's JSON."""

import json
import re
import shutil
from math import cos, sin

from numpy import linspace

from bench import reliability
from bench.drawings import Mouse
from bench.sections import in_words
from errors import PlainError
from tools import browser, server, site

README = site.ROOT / "README.md"
DOCS = site.ROOT / "docs"
TRIALS = DOCS / "trials"
BENCH = DOCS / "bench.json"
_BLOCK = re.compile(r"(<!-- figures:.*?-->\n).*?(<!-- /figures -->)", re.DOTALL)
# A 3, in fractions of the pad: two bows.
_THREE = [(0.49 + 0.1 * cos(a), 0.32 + 0.17 * sin(a)) for a in linspace(-2.6, 1.5, 40)]
_THREE += [(0.49 + 0.13 * cos(a), 0.67 + 0.18 * sin(a)) for a in linspace(-1.5, 2.7, 40)]


class FiguresError(PlainError):
    """What the figures come from is missing; the message says what to run."""


def write(bench):
    """Keep the bench's JSON in docs/, and write README's figures and the page's pictures from it."""
    if not bench.exists():
        raise FiguresError(f"{bench} is missing: expected what `build.py bench` writes. Run that first.")
    report = json.loads(bench.read_text("utf-8"))
    lacking = [section for section in (*_SECTIONS, "accuracy", "corrections") if section not in report]
    if lacking:
        raise FiguresError(f"{bench} lacks {', '.join(lacking)}. Run `build.py bench` without naming sections.")
    if report["about"]["model"]["weights"] != site.model_card("default")["files"]["weights.bin"]["sha256"]:
        raise FiguresError(f"{bench} measured another network than web/model/default holds. Run `build.py bench` anew.")
    site.build_if_stale()
    DOCS.mkdir(exist_ok=True)
    shutil.copy(bench, BENCH)
    README.write_text(updated(README.read_text("utf-8")), "utf-8")
    (DOCS / "reliability.svg").write_text(reliability.diagram(report["accuracy"]["reliability"]), "utf-8")
    _take_pictures()


def updated(readme):
    """README's text with its figures as the cards and the kept bench have them."""
    block = render(site.model_card("default"), _others(), json.loads(BENCH.read_text("utf-8")))
    return _BLOCK.sub(lambda found: f"{found[1]}\n{block}\n{found[2]}", readme)


def _others():
    """The cards of the published networks but the default and those of embedded digits."""
    folders = sorted((site.ROOT / "web" / "model").glob("*/card.json"))
    names = [path.parent.name for path in folders]
    return [site.model_card(name) for name in names if name != "default" and not name.endswith("embedded")]


def render(card, others, bench):
    """The figures as Markdown."""
    accuracy = [f"| {name} | {_read(card, name)} | {_read(card, name, 'page')} |" for name in card["accuracy"]]
    about = bench["about"]
    figures = {
        name: each for section in _SECTIONS if section in bench for name, each in bench[section]["figures"].items()
    }
    measured = [f"| {label} | {in_words(figures[name])} |" for name, label in _IN_README.items() if name in figures]
    exact, published = (card["againstKeras"][precision] for precision in ("float32", card["precision"]))
    return "\n".join(
        [
            f"The network that reads has {card['parameters']:,} parameters and takes {card['multiplyAdds'] / 1e6:.1f} "
            f"million multiply-adds a digit; its weights, {card['precision']}, are "
            f"{card['files']['weights.bin']['bytes'] / 1000:.1f} KB. Accuracy in the browser, with these weights:",
            "",
            "| digits | read rightly at first | with a second look at what is in doubt |",
            "| --- | --- | --- |",
            *accuracy,
            "",
            f"In float32 the browser reads {exact['otherDigits']} of {exact['images']:,} digits otherwise than Keras, "
            f"and probabilities differ by at most {exact['largestDifference']:.1g}; with the weights as they are "
            f"published, it reads {published['otherDigits']} otherwise, and by at most "
            f"{published['largestDifference']:.1g}. The validation digits chose the epoch, the quantisation and "
            "whether to look twice; held-out writers' strokes are among them, MNIST's test set is not. All of this is "
            "from the run that made the network, `web/model/default/card.json`.",
            "",
            *_networks([card, *others]),
            *_trials(card),
            f"Measured by `{about['command']}` in {about['browser']} on {about['system']} ({about['date'][:10]}), "
            "all of it in `docs/bench.json`:",
            "",
            "| | |",
            "| --- | --- |",
            *measured,
            "",
            *_accuracy(bench["accuracy"]),
            *_corrections(bench.get("corrections")),
        ]
    )


def _trials(card):
    """What was tried for the default network: docs/trials/ has each run's card, with what was "tried" in words."""
    trials = [json.loads(path.read_text("utf-8")) for path in sorted(TRIALS.glob("*.json"))]
    return [
        "<details><summary>What was tried for `default`</summary>",
        "",
        "Each row is a run as its card in `docs/trials/` has it, with that run's own precision and no second look:",
        "",
        "| tried | parameters | epochs | validation | MNIST test | pen strokes |",
        "| --- | --- | --- | --- | --- | --- |",
        *(
            f"| {each['tried']}{' (this one reads)' if each['files'] == card['files'] else ''} "
            f"| {each['parameters']:,} | {each['training']['epochs']} | {_read(each, 'validation')} "
            f"| {_read(each, 'MNIST test')} | {_read(each, 'pen strokes of held-out writers')} |"
            for each in trials
        ),
        "",
        "</details>",
        "",
    ]


def _networks(cards):
    """All networks side by side; beside MNIST's figure the one that a network's author states."""
    mnist, pen = ("MNIST test", "pen strokes of held-out writers")
    return [
        "All networks of the page at first look, each from its own run's card; the five beside `default` are trained "
        "on MNIST alone:",
        "",
        "| network | parameters | million multiply-adds | weights | MNIST test | its author's figure | pen strokes |",
        "| --- | --- | --- | --- | --- | --- | --- |",
        *(
            f"| `{card['name']}` | {card['parameters']:,} | {card['multiplyAdds'] / 1e6:.1f} "
            f"| {card['files']['weights.bin']['bytes'] / 1000:.0f} KB {card['precision']} | {_read(card, mnist)} "
            f"| {format(card['stated'], '.2%') if card.get('stated') else ''} | {_read(card, pen)} |"
            for card in cards
        ),
        "",
    ]


def _read(card, name, by=None):
    """The share of a set that a network reads rightly: as it is published, or `by` another reader of its card."""
    return next(
        f"{row[by or card['precision']]:.2%}" for title, row in card["accuracy"].items() if title.startswith(name)
    )


def _accuracy(section):
    """What the page reads rightly, through its public module: first what has a floor, then all else."""
    figures = section["figures"]
    floors = {name for name, each in figures.items() if "verdict" in each}
    return [
        f"What the public module reads rightly, of {section['is']}; what is asked for, this project asks of itself:",
        "",
        *_table(figures, floors),
        "",
        "![How often readings are right, by how sure they are](docs/reliability.svg)",
        "",
        "<details><summary>Under each condition</summary>",
        "",
        *_table(figures, figures.keys() - floors),
        "",
        "</details>",
        "",
    ]


def _corrections(section):
    """What a writer's corrections change, where there was somebody to correct anything."""
    if not section or not section["figures"]:
        return []
    return [
        f"What the page learns from corrections. {section['is']}",
        "",
        *_table(section["figures"], section["figures"]),
        "",
    ]


def _table(figures, names):
    rows = [
        f"| {name} | {in_words(each)} | {format(each['of'], ',') if 'of' in each else ''} | {_bound(each)} |"
        for name, each in figures.items()
        if name in names
    ]
    return ["| | | of | asked for |", "| --- | --- | --- | --- |", *rows]


def _bound(each):
    for name, sign in (("most", "≤"), ("least", "≥")):
        if name in each:
            missed = "" if each["verdict"] == "ok" else ", not reached"
            return f"{sign} {in_words({**each, 'value': each[name]})}{missed}"
    return ""


_SECTIONS = (
    *(
        "size",
        "first reading",
        "loading",
        "latency",
        "number latency",
        "photograph",
        "inner views",
        "network",
        "memory",
    ),
    "fuzz",
)
_IN_README = {
    "first load, gzip": "first load, everything, gzip",
    "ours : stock, gzip": "scripts and wasm, gzip, to stock `tf.min.js` alone",
    "requests to other hosts": "requests to other hosts",
    "first reading, median": "from navigation to the first reading, median",
    "first reading, CPU throttled 4×, median": "the same with the CPU throttled 4×",
    "first reading, slow network, cold, median": "the same, and the network with 1.6 Mbit/s and 150 ms",
    "first reading, slow network, second visit, median": "the same on a second visit",
    "layout shift, 360 pixels wide": "layout shift meanwhile, on a phone",
    "layout shift, 1280 pixels wide": "and in a wide window",
    "end of stroke to reading, mouse, median": "from the end of a stroke to its reading, median",
    "end of stroke to reading, mouse, p95": "the same, 95th percentile",
    "5 digits, end of stroke to reading, median": "the same for the last digit of a number of five, median",
    "5 digits, end of stroke to reading, p95": "the same, 95th percentile",
    "drop to reading, slowest": "from the drop of a 12-megapixel photograph to its reading, slowest",
    "longest task meanwhile": "longest task of the page's own thread meanwhile (those under 50 ms count as 0)",
    "default, updates a second": "pictures of all layers, updates a second while a stroke grows",
    "digitpad, one image, median": "one image through `classify`, median",
    "ours : stock (cpu), one image, median": "the same, to stock TensorFlow.js on its cpu backend",
    "2,000 on the page: tensors before": "tensors alive before 2,000 readings on the page",
    "2,000 on the page: tensors after": "and after them",
    "2,000 on the page: heap, after : before": "memory in use after them, to that before",
    "random inputs": "random inputs: strokes, pictures and what not, of every kind and damage",
    "answered wrongly, not at all or not in plain words": "of them answered wrongly, not at all or not in plain words",
    "uncaught errors": "errors that nothing caught",
}


def _take_pictures():
    with server.serving(site.DIST) as address, browser.browser() as chromium:
        for scheme, name in (("light", "page.png"), ("dark", "page-dark.png")):
            page = chromium.new_page(viewport={"width": 1100, "height": 680}, color_scheme=scheme)
            page.goto(address)
            page.wait_for_function("() => document.documentElement.dataset.state === 'ready'")
            _draw(page, _THREE)
            page.screenshot(path=DOCS / name, animations="disabled")
            page.close()


def _draw(page, points):
    box = page.get_by_test_id("pad").bounding_box()
    pen = Mouse(page)
    (x, y), *others = [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in points]
    pen.start(x, y)
    for x, y in others:
        pen.move(x, y)
    pen.up()
    page.get_by_test_id("reading").get_by_text("3").wait_for()
