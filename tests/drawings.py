"""Digits as people draw them, made of curves: strokes for every test that draws, in a browser or without one.

A drawing is a list of strokes and a stroke a list of (x, y), y down, in a box of 1×1 that the digit fills in height:

    placed(drawing("four"), x=40, y=60, size=200)

By hand: `by_mouse`, `by_touch` and `by_pen` draw such strokes, placed in the window's pixels, on a Playwright page.
"""

from itertools import pairwise
from math import ceil, cos, dist, radians, sin

SPACING = 0.02  # of the box, between points along a stroke: a hand of ordinary speed, drawing some 200 pixels high
QUICK = 10  # points a stroke: enough for every digit's shape, and each takes the browser a frame
FEW = 7  # points a stroke, or only its corners: enough to be read, where all that matters is that a digit is there


def line(*corners):
    """A stroke that goes straight from corner to corner."""
    points = [corners[0]]
    for (x, y), (to_x, to_y) in pairwise(corners):
        steps = max(1, ceil(dist((x, y), (to_x, to_y)) / SPACING))
        points += [(x + (to_x - x) * i / steps, y + (to_y - y) * i / steps) for i in range(1, steps + 1)]
    return points


def curve(*anchors):
    """A smooth stroke through the anchors (Catmull-Rom)."""
    around = [anchors[0], *anchors, anchors[-1]]
    points = [anchors[0]]
    for before, start, end, after in zip(around, around[1:], around[2:], around[3:], strict=False):
        steps = max(2, ceil(dist(start, end) / SPACING))
        points += [_between(before, start, end, after, i / steps) for i in range(1, steps + 1)]
    return points


def _between(before, start, end, after, t):
    def along(a, b, c, d):
        return (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3) / 2

    return tuple(along(*four) for four in zip(before, start, end, after, strict=True))


def arc(x, y, width, height, start, end):
    """A stroke along an ellipse around (x, y), from one angle to another: 0 is right, 90 is down."""
    steps = ceil(abs(end - start) / 5)
    angles = (radians(start + (end - start) * i / steps) for i in range(steps + 1))
    return [(x + width / 2 * cos(angle), y + height / 2 * sin(angle)) for angle in angles]


def joined(*strokes):
    """One stroke made of several, without lifting the pen."""
    return [point for stroke in strokes for point in stroke]


# By name: the digit, and its strokes.
DRAWINGS = {
    "round zero": (0, [arc(0.5, 0.5, 0.72, 1, -90, -455)]),
    "narrow zero, clockwise": (0, [arc(0.5, 0.5, 0.5, 1, -110, 270)]),
    "bar": (1, [line((0.5, 0), (0.5, 1))]),
    "slanting bar": (1, [line((0.62, 0), (0.4, 1))]),
    "one with a flag": (1, [line((0.34, 0.24), (0.54, 0), (0.52, 1))]),
    "two": (
        2,
        [
            joined(
                curve((0.2, 0.26), (0.32, 0.07), (0.54, 0), (0.74, 0.14), (0.72, 0.38), (0.5, 0.66), (0.2, 0.98)),
                line((0.2, 0.98), (0.84, 0.98)),
            )
        ],
    ),
    "two with a loop": (
        2,
        [
            curve(
                *((0.22, 0.2), (0.45, 0), (0.72, 0.1), (0.72, 0.36), (0.46, 0.7), (0.26, 0.92), (0.16, 0.86)),
                *((0.26, 0.76), (0.46, 0.86), (0.64, 0.97), (0.86, 0.9)),
            )
        ],
    ),
    "three": (
        3,
        [
            curve(
                *((0.24, 0.14), (0.42, 0.01), (0.66, 0.05), (0.74, 0.24), (0.6, 0.42), (0.44, 0.47)),
                *((0.64, 0.52), (0.78, 0.7), (0.7, 0.92), (0.46, 1), (0.22, 0.9)),
            )
        ],
    ),
    "three with a flat top": (
        3,
        [
            joined(
                line((0.22, 0.02), (0.74, 0.02), (0.46, 0.4)),
                curve((0.46, 0.4), (0.68, 0.45), (0.78, 0.66), (0.68, 0.9), (0.44, 1), (0.2, 0.9)),
            )
        ],
    ),
    "open four": (4, [line((0.28, 0.02), (0.2, 0.56), (0.84, 0.54)), line((0.66, 0.12), (0.62, 1))]),
    "closed four": (4, [line((0.6, 0), (0.14, 0.66), (0.88, 0.66)), line((0.6, 0), (0.6, 1))]),
    "five": (
        5,
        [
            joined(
                line((0.3, 0.02), (0.26, 0.42)),
                curve((0.26, 0.42), (0.5, 0.38), (0.76, 0.54), (0.76, 0.82), (0.52, 0.99), (0.2, 0.92)),
            ),
            line((0.3, 0.02), (0.78, 0.02)),
        ],
    ),
    "five without lifting": (
        5,
        [
            joined(
                line((0.78, 0), (0.32, 0.02), (0.27, 0.44)),
                curve((0.27, 0.44), (0.52, 0.38), (0.78, 0.56), (0.74, 0.86), (0.48, 1), (0.2, 0.9)),
            )
        ],
    ),
    "six": (
        6,
        [
            curve(
                *((0.66, 0), (0.42, 0.18), (0.26, 0.46), (0.22, 0.74), (0.36, 0.96), (0.58, 0.98)),
                *((0.76, 0.82), (0.7, 0.6), (0.5, 0.53), (0.32, 0.62), (0.23, 0.76)),
            )
        ],
    ),
    "straight six": (6, [joined(line((0.5, 0), (0.26, 0.6)), arc(0.5, 0.74, 0.5, 0.5, 200, -160))]),
    "seven": (7, [line((0.18, 0.02), (0.8, 0.02), (0.42, 1))]),
    "seven with a bar": (7, [line((0.18, 0.04), (0.8, 0.02), (0.42, 1)), line((0.34, 0.52), (0.76, 0.48))]),
    "eight": (
        8,
        [
            curve(
                *((0.7, 0.14), (0.5, 0), (0.3, 0.12), (0.3, 0.32), (0.5, 0.48), (0.72, 0.64), (0.76, 0.84)),
                *((0.5, 1), (0.26, 0.86), (0.28, 0.66), (0.5, 0.48), (0.68, 0.32), (0.7, 0.14)),
            )
        ],
    ),
    "eight of two rings": (8, [arc(0.5, 0.25, 0.46, 0.5, 90, -275), arc(0.5, 0.75, 0.56, 0.5, -90, 275)]),
    "nine": (9, [joined(arc(0.5, 0.27, 0.46, 0.54, -10, -370), line((0.73, 0.24), (0.68, 1)))]),
    "nine with a tail": (
        9,
        [
            curve(
                *((0.72, 0.2), (0.52, 0.02), (0.3, 0.16), (0.3, 0.38), (0.5, 0.5), (0.7, 0.36), (0.74, 0.16)),
                *((0.75, 0.5), (0.7, 0.84), (0.5, 1), (0.28, 0.94)),
            )
        ],
    ),
}

# One of each, for stories that need no more.
PLAIN = ("round zero", "bar", "two", "three", "closed four", "five", "six", "seven", "eight", "nine")


def drawing(name):
    """The strokes of a drawing."""
    return DRAWINGS[name][1]


def placed(strokes, x, y, size):
    """Strokes whose box of 1×1 is now one of size×size, with its upper left corner at (x, y)."""
    return [[(x + size * px, y + size * py) for px, py in stroke] for stroke in strokes]


def thinned(strokes, count):
    """What a fast hand leaves of strokes: `count` points each, the ends among them. Of FEW, corners alone can be left.

    That is where there is nothing between them: a "seven" of lines is three points.
    """
    thin = []
    for stroke in strokes:
        corners = _corners(stroke) if count <= FEW else stroke
        some = [stroke[round(i * (len(stroke) - 1) / (count - 1))] for i in range(count)]
        thin.append(corners if len(corners) < count else some)
    return thin


def _corners(stroke):
    """The points of a stroke that are on no straight line from the one before to the one after."""
    inner = zip(stroke, stroke[1:], stroke[2:], strict=False)
    return [stroke[0], *(point for before, point, after in inner if not _is_straight(before, point, after)), stroke[-1]]


def _is_straight(before, point, after):
    (ax, ay), (bx, by), (cx, cy) = before, point, after
    turn, ahead = (bx - ax) * (cy - by) - (by - ay) * (cx - bx), (bx - ax) * (cx - bx) + (by - ay) * (cy - by)
    return abs(turn) < 1e-6 * dist(before, point) * dist(point, after) and ahead > 0


def bounds(strokes):
    """The left, upper, right and lower edge of all points."""
    xs, ys = zip(*(point for stroke in strokes for point in stroke), strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def on_pad(page, strokes, x=0.5, y=0.5, size=0.6):
    """Strokes in the window's pixels: the middle of their box at (x, y) of the pad, their size in pad heights."""
    pad = page.get_by_test_id("pad").bounding_box()
    side = size * pad["height"]
    return placed(strokes, pad["x"] + x * pad["width"] - side / 2, pad["y"] + y * pad["height"] - side / 2, side)


def middle_of(locator):
    """The middle of what it finds, in the window's pixels."""
    box = locator.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def by_mouse(page, strokes, points=FEW):
    """Draw with the left button, on whole pixels, as mice do, with so many points a stroke (None: all)."""
    for stroke in thinned(strokes, points) if points else strokes:
        first, *rest = ((round(x), round(y)) for x, y in stroke)
        page.mouse.move(*first)
        page.mouse.down()
        for point in rest:
            page.mouse.move(*point)
        page.mouse.up()


def by_touch(page, strokes):
    """Draw with one finger; Playwright's own touchscreen only taps."""
    session = page.context.new_cdp_session(page)
    for stroke in thinned(strokes, QUICK):
        touch(session, "touchStart", stroke[0])
        for point in stroke[1:]:
            touch(session, "touchMove", point)
        touch(session, "touchEnd")
    session.detach()


def by_flick(page, stroke, press):
    """Draw a stroke with a finger that is still moving as it leaves, and at once tap the middle of `press`."""
    at = middle_of(press)  # before the stroke: a fling may be over while it is asked for
    by_touch(page, [stroke])
    page.touchscreen.tap(*at)


def touch(session, kind, *points):
    """Tell the browser where fingers are, the first of them first: touchStart, touchMove, touchEnd, touchCancel."""
    fingers = [{"x": x, "y": y, "id": finger} for finger, (x, y) in enumerate(points)]
    session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": fingers})


def by_pen(page, strokes):
    """Draw with a stylus."""
    session = page.context.new_cdp_session(page)

    def pen(kind, point, buttons):
        at = {"x": point[0], "y": point[1], "pointerType": "pen", "force": 0.5 * buttons}
        session.send("Input.dispatchMouseEvent", {"type": kind, "button": "left", "buttons": buttons, **at})

    for stroke in thinned(strokes, QUICK):
        pen("mousePressed", stroke[0], 1)
        for point in stroke[1:]:
            pen("mouseMoved", point, 1)
        pen("mouseReleased", stroke[-1], 0)
    session.detach()
