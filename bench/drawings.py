"""What the bench draws: digits made in code, drawn on the pad with a mouse or a finger."""

from itertools import pairwise

# Ten digits on a grid of 10×10: points "x,y", strokes separated by "/".
_SHAPES = (
    "5,0 2,1 0,5 2,9 5,10 8,9 10,5 8,1 5,0",
    "3,2 5,0 5,5 5,10",
    "0,2 2,0 7,0 10,3 7,6 0,10 5,10 10,10",
    "1,1 5,0 9,2 8,4 4,5 9,6 10,8 6,10 0,9",
    "3,0 0,6 5,6 10,6/7,3 7,10",
    "1,0 1,4 6,4 10,7 7,10 0,9/1,0 9,0",
    "8,0 3,3 0,7 3,10 8,10 10,7 7,5 2,6 0,7",
    "0,0 5,0 10,0 7,5 4,10",
    "9,2 5,0 1,2 3,4 7,6 10,8 5,10 0,8 3,6 7,4 9,2",
    "9,3 6,5 1,4 1,1 5,0 9,1 9,4 8,10",
)


def drawings(chance, count):
    """Digits in turn, of many sizes, slants and places: lists of strokes of (x, y) in fractions of the pad."""
    return [_drawing(_SHAPES[i % 10], chance) for i in range(count)]


def _drawing(shape, chance):
    height, slant = chance.uniform(0.3, 0.75), chance.uniform(-0.15, 0.25)
    width = height * chance.uniform(0.45, 0.7)
    reach = abs(slant) * height / 2 + 0.02  # how far slant and tremor lead out of the box
    left, top = chance.uniform(reach, 1 - width - reach), chance.uniform(0.02, 0.98 - height)
    return _in_box(shape, chance, (left, top, width, height), slant)


def numbers(chance, count, digits):
    """Numbers in a row across the pad: lists of their digits, each a list of strokes like `drawings`'."""
    return [_number(chance, digits) for _ in range(count)]


def _number(chance, digits):
    height, slant, top = chance.uniform(0.25, 0.35), chance.uniform(-0.1, 0.2), chance.uniform(0.2, 0.5)
    step = 0.9 / digits
    boxes = [(0.06 + step * i, top + chance.uniform(-0.02, 0.02), 0.6 * step, height) for i in range(digits)]
    return [_in_box(chance.choice(_SHAPES), chance, box, slant) for box in boxes]


def digit(value, chance, box, slant):
    """The strokes of one digit, 0 to 9, in a box of (left, top, width, height)."""
    return _in_box(_SHAPES[value], chance, box, slant)


def _in_box(shape, chance, box, slant):
    """A shape, with a hand's tremor, in a box of (left, top, width, height)."""
    left, top, width, height = box

    def place(x, y):
        x, y = (value / 10 + chance.gauss(0, 0.015) for value in (x, y))
        return [left + width * x + slant * height * (0.5 - y), top + height * y]

    strokes = ([place(*map(int, point.split(","))) for point in stroke.split()] for stroke in shape.split("/"))
    return [_dense(stroke) for stroke in strokes]


def _dense(stroke):
    """The stroke with another point between any two, about as many as a hand's movement brings."""
    middles = ([(a[0] + b[0]) / 2, (a[1] + b[1]) / 2] for a, b in pairwise(stroke))
    return [point for pair in zip(stroke, middles, strict=False) for point in pair] + [stroke[-1]]


def joined(digits):
    """The strokes of a number's digits, one after the other."""
    return [stroke for digit in digits for stroke in digit]


def points(drawn):
    """Digits, lists of strokes of (x, y), as page.js takes them: strokes of {"x", "y"}."""
    return [[[{"x": x, "y": y} for x, y in stroke] for stroke in digit] for digit in drawn]


class Mouse:
    """Draws with the mouse: start, move, up, in pixels of the window."""

    def __init__(self, page):
        self.down, self.move, self.up = page.mouse.down, page.mouse.move, page.mouse.up

    def start(self, x, y):
        self.move(x, y)
        self.down()


class Finger:
    """Draws with a finger, like `Mouse`."""

    def __init__(self, page):
        self.send = page.context.new_cdp_session(page).send

    def touch(self, kind, *points):
        touched = [{"x": x, "y": y} for x, y in points]
        self.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touched})

    def start(self, x, y):
        self.touch("touchStart", (x, y))

    def move(self, x, y):
        self.touch("touchMove", (x, y))

    def up(self):
        self.touch("touchEnd")


def draw_all(page, pen, drawn):
    """Draw digits on the pad one after the other; each stroke is read before the next one starts."""
    box = page.get_by_test_id("pad").bounding_box()
    strokes = 0
    for digit in drawn:
        for stroke in digit:
            start, *others = [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in stroke]
            pen.start(*start)
            for point in others:
                pen.move(*point)
            pen.up()
            strokes += 1
            page.evaluate("strokes => bench.read(strokes)", strokes)
        page.evaluate("() => bench.clear()")
