"""The reliability diagram as SVG: how often readings are right, by how sure they are.

Niculescu-Mizil and Caruana, "Predicting good probabilities with supervised learning", ICML 2005.
"""

from html import escape
from math import sqrt

SIDE = 300  # units of the plot
LEFT, TOP, BOTTOM = 56, 16, 64  # around it
LEGEND = 190
COLOURS = ("#3b76d6", "#d9822b", "#2e9e6b")  # with a contrast of 3:1 and more on both
LARGEST = 9  # units: the radius of a bin with all readings

# One grey that can be read on white and on near black: the colours of what is around the picture are not known to it.
_STYLE = """<style>
text { font: 13px system-ui, sans-serif; fill: #7a7a7a }
.axis { stroke: #7a7a7a; fill: none }
.ideal { stroke-dasharray: 4 4 }
</style>"""


def diagram(curves):
    """SVG of `train.calibration.reliability`'s curves, by name: a dot per bin, its area the share of the readings."""
    title = "Reliability: how often readings are right, by how sure they are"
    size = f"{LEFT + SIDE + LEGEND} {TOP + SIDE + BOTTOM}"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}" role="img" aria-label="{title}">',
        f"<title>{title}</title>{_STYLE}",
        f'<path class="axis" d="M{_x(0)},{_y(1)}V{_y(0)}H{_x(1)}"/>',
        f'<path class="axis ideal" d="M{_x(0)},{_y(0)}L{_x(1)},{_y(1)}"/>',
        *(_tick(share) for share in (0, 0.25, 0.5, 0.75, 1)),
        f'<text x="{_x(0.5)}" y="{_y(0) + 44}" text-anchor="middle">confidence</text>',
        f'<text transform="translate(16 {_y(0.5)}) rotate(-90)" text-anchor="middle">share read rightly</text>',
    ]
    for i, (name, bins) in enumerate(curves.items()):
        parts += _curve(bins, COLOURS[i % len(COLOURS)])
        parts.append(_entry(i, name, bins))
    return "\n".join([*parts, "</svg>", ""])


def _x(share):
    return round(LEFT + SIDE * share, 1)


def _y(share):
    return round(TOP + SIDE * (1 - share), 1)


def _tick(share):
    return (
        f'<text x="{_x(share)}" y="{_y(0) + 20}" text-anchor="middle">{share:g}</text>'
        f'<text x="{_x(0) - 8}" y="{_y(share) + 4}" text-anchor="end">{share:g}</text>'
    )


def _curve(bins, colour):
    held = [each for each in bins if each["count"]]
    total = sum(each["count"] for each in held)
    line = " ".join(f"{_x(each['confidence'])},{_y(each['accuracy'])}" for each in held)
    yield f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="1.5"/>'
    for each in held:
        radius = max(2, LARGEST * sqrt(each["count"] / total))
        yield f'<circle cx="{_x(each["confidence"])}" cy="{_y(each["accuracy"])}" r="{radius:.1f}" fill="{colour}"/>'


def _entry(i, name, bins):
    top = TOP + 12 + 40 * i
    count = sum(each["count"] for each in bins)
    return (
        f'<circle cx="{_x(1) + 24}" cy="{top - 4}" r="5" fill="{COLOURS[i % len(COLOURS)]}"/>'
        f'<text x="{_x(1) + 36}" y="{top}">{escape(name)}</text>'
        f'<text x="{_x(1) + 36}" y="{top + 17}">{count:,} readings</text>'
    )
