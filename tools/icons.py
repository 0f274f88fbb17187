"""The app's icons as PNG, drawn from web/icon.svg: phones and desktops show no SVG."""

import re
from dataclasses import dataclass
from xml.etree import ElementTree

import numpy as np
from PIL import Image, ImageColor, ImageDraw

from errors import PlainError

SIDE = 64  # units of the SVG, each way
FINER = 4  # times finer it is drawn than it is saved, so that edges are smooth; if larger, smoother and slower
# How large the sign is in icons that systems cut to a shape: they keep the middle 80 % across. If larger, it is cut.
MASKED = 0.8
# {name: (pixels each way, size of the sign)}
ICONS = {"icon-192": (192, 1), "icon-512": (512, 1), "maskable-512": (512, MASKED), "touch-180": (180, MASKED)}


@dataclass(frozen=True)
class _Sign:
    """What an icon shows: lines, each (n, 2) in units of the SVG, on a ground with round corners."""

    ground: str
    corner: float
    ink: str
    width: float
    lines: list


class IconError(PlainError):
    """The SVG is not the drawing that icons are made of; the message says what was expected."""


def write(svg, folder):
    """Draw all ICONS of an SVG, its text or its bytes, into a new folder. Raises IconError."""
    folder.mkdir()
    for name, (side, scale) in ICONS.items():
        draw(svg, side, scale).save(folder / f"{name}.png", optimize=True)


def draw(svg, side, scale=1):
    """An icon as a Pillow image, `side` pixels each way, of an SVG. Raises IconError.

    Where its sign is scaled down the ground has no round corners: systems cut the icon themselves.
    """
    sign = _sign(svg)
    unit = side * FINER / SIDE
    icon = Image.new("RGBA", (side * FINER, side * FINER))
    pen = ImageDraw.Draw(icon)
    corner = sign.corner * unit if scale == 1 else 0
    pen.rounded_rectangle((0, 0, side * FINER - 1, side * FINER - 1), corner, sign.ground)
    for line in sign.lines:
        points = [tuple(point) for point in ((line - SIDE / 2) * scale + SIDE / 2) * unit]
        half = sign.width * scale * unit / 2
        pen.line(points, sign.ink, round(2 * half), "curve")
        for x, y in (points[0], points[-1]):
            pen.ellipse((x - half, y - half, x + half, y + half), sign.ink)
    return icon.resize((side, side), Image.Resampling.LANCZOS)


def _sign(svg):
    try:
        root = ElementTree.fromstring(svg)
        ground, ink = root.find("{*}rect"), root.find("{*}path")
        sign = _Sign(
            ground=ground.attrib["fill"],
            corner=float(ground.attrib["rx"]),
            ink=ink.attrib["stroke"],
            width=float(ink.attrib["stroke-width"]),
            lines=_lines(ink.attrib["d"]),
        )
        for colour in (sign.ground, sign.ink):
            ImageColor.getrgb(colour)
    except (ElementTree.ParseError, AttributeError, LookupError, ValueError) as error:
        raise IconError(
            f"web/icon.svg can't be drawn ({error}): expected a <rect> with fill and rx, and a <path> with stroke, "
            "stroke-width and a d of M, h and c. Mend it, or restore it (git checkout web/icon.svg)."
        ) from error
    return sign


def _lines(path):
    """An SVG path of M, h and c as polylines, each (n, 2). Raises ValueError for any other."""
    commands = re.findall(r"([A-Za-z])([^A-Za-z]*)", path)
    lines = []
    for command, numbers in commands:
        values = np.array([float(value) for value in re.findall(r"-?[\d.]+", numbers)])
        if len(values) != {"M": 2, "h": 1, "c": 6}.get(command) or (command != "M" and not lines):
            raise ValueError(f"{command}{numbers} in its path")
        if command == "M":
            lines.append([values])
        elif command == "h":
            lines[-1].append(lines[-1][-1] + [values[0], 0])
        else:
            lines[-1] += _curve(lines[-1][-1], values)
    if not lines or min(map(len, lines)) < 2:
        raise ValueError("its path has no line")
    return [np.array(line) for line in lines]


def _curve(start, values):
    """Points of a cubic curve after its start, which its other points are relative to."""
    a, b, end = (start + pair for pair in np.reshape(values, (3, 2)))
    t = np.linspace(0, 1, 40)[1:, None]
    return list((1 - t) ** 3 * start + 3 * (1 - t) ** 2 * t * a + 3 * (1 - t) * t**2 * b + t**3 * end)
