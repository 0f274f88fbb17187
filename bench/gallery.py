"""The failures as pictures for a person to look at: one page that needs nothing else, and never leaves the machine."""

import io
import shutil
from html import escape

import numpy as np
from PIL import Image

SAID = 100  # letters of a reading that are shown, at most
SHOWN = 60  # failures of a row that are shown, at most, the most confident first; if larger, the page loads slowly

_HEAD = """<!doctype html><html lang="en"><meta charset="utf-8"><title>What was read wrongly</title><style>
:root { color-scheme: light dark; font: 14px system-ui; } body { margin: 1rem; }
section { display: flex; flex-wrap: wrap; gap: 0.75rem; } figure { margin: 0; width: 11rem; }
figure.wide { width: 36rem; } svg { width: 100%; max-height: 26rem; background: #fff; border: 1px solid #8888; }
image { image-rendering: pixelated; } polyline, rect { fill: none; }
polyline { stroke: #222; stroke-linecap: round; stroke-linejoin: round; }
rect { stroke: #d22; vector-effect: non-scaling-stroke; } text { fill: #d22; }
figcaption { white-space: pre-line; } b { color: #d22; }</style><h1>What was read wrongly</h1>
<p>Red: where a digit was found, and what was read there, with its confidence. Of each row the surest come first.</p>"""


def write(folder, outcomes):
    """Write `folder`/index.html and its pictures anew, of `scoring.Outcome`s by title."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    parts = [_HEAD]
    for i, (title, found) in enumerate(outcomes.items()):
        if found.failures:
            shown = sorted(found.failures, key=lambda failure: -_confidence(failure[1]))[:SHOWN]
            figures = (_figure(folder, f"{i}-{j}", *failure) for j, failure in enumerate(shown))
            parts += [f"<h2>{escape(title)}: {found.right:,} of {found.of:,}</h2><section>", *figures, "</section>"]
    (folder / "index.html").write_text("\n".join(parts), "utf-8")


def _confidence(reading):
    return min((digit["confidence"] for digit in reading["digits"]), default=0)


def _figure(folder, name, case, reading):
    expected = "no digit" if case.expected is None else case.expected
    said = (reading.get("error") or reading["text"] or reading.get("said") or "nothing")[:SAID]
    sure = ", ".join(f"{digit['confidence']:.0%}" for digit in reading["digits"][:8])
    said = f"{escape(expected)} read as <b>{escape(said)}</b>\n{sure} {escape(case.part)}"
    drawing, (left, top, width, height) = _drawing(folder, name, case.source)
    size = max(height / 8, width / 24)
    marks = "".join(_mark(digit, size) for digit in reading["digits"])
    return (
        f'<figure class="{"wide" if width > 2.2 * height or width > 700 else ""}">'
        f'<svg viewBox="{left:.4g} {top:.4g} {width:.4g} {height:.4g}">{drawing}{marks}</svg>'
        f"<figcaption>{said}</figcaption></figure>"
    )


def _mark(digit, size):
    x, y, width, height = (digit["box"][side] for side in ("x", "y", "width", "height"))
    sign = f"{digit['digit']}?" if digit["rejected"] else f"{digit['digit']}"
    return (
        f'<rect x="{x:.4g}" y="{y:.4g}" width="{width:.4g}" height="{height:.4g}"/>'
        f'<text x="{x:.4g}" y="{y:.4g}" font-size="{size:.4g}">{sign}</text>'
    )


def _drawing(folder, name, source):
    """A source as SVG in its own units, and its view box."""
    if "strokes" in source:
        return _lines(source)
    if "file" in source:
        content = source["file"]
    else:
        file = io.BytesIO()
        Image.fromarray(source["pixels"]).save(file, "PNG")
        content = file.getvalue()
    with Image.open(io.BytesIO(content)) as picture:
        (width, height), suffix = picture.size, picture.format.lower()
    (folder / f"{name}.{suffix}").write_bytes(content)
    return f'<image href="{name}.{suffix}" width="{width}" height="{height}"/>', (0, 0, width, height)


def _lines(source):
    strokes, canvas = source["strokes"], source.get("canvas")
    points = np.array([point for stroke in strokes for point in stroke] or [[0, 0]], float)
    low, size = points.min(axis=0), np.maximum(np.ptp(points, axis=0), 1e-3)
    pen = canvas["pen"] if canvas else 0.07 * max(size[1], 0.3 * size[0])
    margin = 0.12 * size.max()
    box = (0, 0, canvas["width"], canvas["height"]) if canvas else (*(low - margin), *(size + 2 * margin))
    lines = (
        f'<polyline stroke-width="{pen:.4g}" points="{" ".join(f"{x:.4g},{y:.4g}" for x, y in (stroke[0], *stroke))}"/>'
        for stroke in strokes
    )
    return "".join(lines), box
