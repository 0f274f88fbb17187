"""The app's icons as PNG, drawn from web/icon.svg: phones and desktops show no SVG."""

import re

import numpy as np
from PIL import Image, ImageDraw

SIDE = 64  # units of the SVG, each way
FINER = 4  # times finer it is drawn than it is saved, so that edges are smooth; if larger, smoother and slower
# How large the sign is in icons that systems cut to a shape: they keep the middle 80 % across. If larger, it is cut.
MASKED = 0.8
# {name: (pixels each way, size of the sign)}
ICONS = {"icon-192": (192, 1), "icon-512": (512, 1), "maskable-512": (512, MASKED), "touch-180": (180, MASKED)}


def write(svg, folder):
    """Draw all ICONS of the text of an SVG into a folder."""
    folder.mkdir()
    for name, (side, scale) in ICONS.items():
        draw(svg, side, scale).save(folder / f"{name}.png", optimize=True)


def draw(svg, side, scale=1):
    """An icon as a Pillow image, `side` pixels each way, of the text of an SVG.

    Where its sign is scaled down the ground has no round corners: systems cut the icon themselves.
    """
    ground, ink = re.search(r'<rect[^>]*fill="(#\w+)"', svg)[1], re.search(r'stroke="(#\w+)"', svg)[1]
    corner, width = (float(re.search(rf'{name}="([\d.]+)"', svg)[1]) for name in ("rx", "stroke-width"))
    unit = side * FINER / SIDE
    icon = Image.new("RGBA", (side * FINER, side * FINER))
    pen = ImageDraw.Draw(icon)
    pen.rounded_rectangle((0, 0, side * FINER - 1, side * FINER - 1), corner * unit if scale == 1 else 0, ground)
    for line in _lines(re.search(r' d="([^"]+)"', svg)[1]):
        points = [tuple(point) for point in ((line - SIDE / 2) * scale + SIDE / 2) * unit]
        half = width * scale * unit / 2
        pen.line(points, ink, round(2 * half), "curve")
        for x, y in (points[0], points[-1]):
            pen.ellipse((x - half, y - half, x + half, y + half), ink)
    return icon.resize((side, side), Image.Resampling.LANCZOS)


def _lines(path):
    """An SVG path of M, h and c as polylines, each (n, 2)."""
    lines = []
    for command, numbers in re.findall(r"([Mhc])([^Mhc]*)", path):
        values = [float(value) for value in re.findall(r"-?[\d.]+", numbers)]
        if command == "M":
            lines.append([np.array(values)])
            continue
        start = lines[-1][-1]
        if command == "h":
            lines[-1].append(start + np.array([values[0], 0]))
            continue
        a, b, end = (start + pair for pair in np.reshape(values, (3, 2)))
        t = np.linspace(0, 1, 40)[1:, None]
        lines[-1] += list((1 - t) ** 3 * start + 3 * (1 - t) ** 2 * t * a + 3 * (1 - t) * t**2 * b + t**3 * end)
    return [np.array(line) for line in lines]
