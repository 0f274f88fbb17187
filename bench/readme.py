"""README's figures and docs/figures.md, written from what runs wrote: the models' cards and a bench's JSON.

uv run --group browser build.py figures
"""

import json
import re

from bench import figures, reliability
from bench.sections import in_words
from errors import PlainError
from tools import site

README = site.ROOT / "README.md"
DOCS = site.ROOT / "docs"
PAGE = DOCS / "figures.md"
BENCH = DOCS / "bench.json"
_BLOCK = re.compile(r"(<!-- figures:.*?-->\n).*?(<!-- /figures -->)", re.DOTALL)


class FiguresError(PlainError):
    """What the figures come from is missing; the message says what to run."""


def write(bench):
    """Keep the bench's JSON in docs/, and write docs/figures.md, its diagram and README's figures from it."""
    if not bench.exists():
        raise FiguresError(f"{bench} is missing: expected what `build.py bench` writes. Run that first.")
    report = json.loads(bench.read_text("utf-8"))
    lacking = [
        section for section in (*figures.SECTIONS, "accuracy", "pictures", "corrections") if section not in report
    ]
    if lacking:
        raise FiguresError(f"{bench} lacks {', '.join(lacking)}. Run `build.py bench` without naming sections.")
    if report["about"]["model"]["weights"] != site.model_card("default")["files"]["weights.bin"]["sha256"]:
        raise FiguresError(f"{bench} measured another network than web/model/default holds. Run `build.py bench` anew.")
    BENCH.write_bytes(bench.read_bytes())
    (DOCS / "reliability.svg").write_text(reliability.diagram(report["accuracy"]["reliability"]), "utf-8")
    PAGE.write_text(figures.page(report), "utf-8")
    README.write_text(updated(README.read_text("utf-8")), "utf-8")


def updated(readme):
    """README's text with its figures as the card and the kept bench have them."""
    card, bench = site.model_card("default"), json.loads(BENCH.read_text("utf-8"))
    latency, size = (bench[name]["figures"] for name in ("latency", "size"))
    three = (
        (figures.correct(card, figures.MNIST, "page"), "of MNIST's test digits are read correctly"),
        (
            in_words(latency["end of stroke to reading, mouse, median"]),
            "by mouse, from the end of a stroke to its reading",
        ),
        (in_words(size["first load, gzip"]), "downloaded on a first visit, compressed"),
    )
    values, said = zip(*three, strict=True)
    table = [f"| {' | '.join(cells)} |" for cells in (values, [":---:"] * len(three), said)]
    return _BLOCK.sub(lambda found: "\n".join([found[1], *table, "", found[2]]), readme)
