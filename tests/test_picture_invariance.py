"""Whatever changes nothing for a person changes nothing for the result: size, margin, frame, polarity, rotation, rule
lines, boxes and grids, dust and print beside a number.

All pictures are drawn here, and read in one page by the real network: `CASES` has what is drawn and what it says.
"""

import base64
import io
from functools import partial

import numpy as np
import pytest
from conftest import Problems, watched
from drawings import bounds, drawing
from PIL import Image, ImageFilter

from bench import film, hands
from bench.sheets import BLACK, BLUE, GREY, RED, Sheet

# By digit: the drawing that shows it.
HAND = dict(zip("0123456789", ("round zero", "bar", "two", "three", "closed four"), strict=False)) | dict(
    zip("56789", ("five", "six", "seven", "eight", "nine"), strict=True)
)
NUMBER = "3527"  # no digit of it is one upside down
LONG = "268354"
RULE = (0.55, 0.65, 0.85)

CASES = {}  # name: (function that draws RGB, (h, w, 3) uint8; what it says)


# Drawing


def write(sheet, text, left, base, height, pen=None, colour=BLACK, gap=0.3):
    """Write digits on a line at `base`, digits `height` high with a pen of `pen` pixels; returns where they end."""
    pen = pen or 0.1 * height
    for digit in text:
        strokes = [np.array(stroke) for stroke in drawing(HAND[digit])]
        x, _, right, bottom = bounds(strokes)
        ink, (at_x, at_y) = hands.inked([(stroke - (x, bottom)) * height for stroke in strokes], pen)
        sheet.ink(ink, left + at_x, base + at_y, colour)
        left += (right - x + gap) * height
    return left - gap * height


def number(text=NUMBER, height=60, pen=None, margin=0.6, **how):
    """A sheet with rows of digits and nothing else; `margin` in heights around them, `apart` between rows."""
    apart = how.pop("apart", 0.8)
    rows = text.split("\n")
    pen = pen or 0.1 * height
    wide = (max(map(len, rows)) * 1.2 + 0.5 + 2 * margin) * height
    sheet = Sheet(wide, (len(rows) + apart * (len(rows) - 1) + 2 * margin) * height + pen)
    base = margin * height + pen / 2
    ends = []
    for row in rows:
        base += height
        ends.append(write(sheet, row, margin * height + pen / 2, base, height, pen, **how))
        base += apart * height
    sheet.pixels = sheet.pixels[:, : round(max(ends) + margin * height + pen / 2)]
    return sheet


def rgb(sheet):
    return np.round(255 * sheet.pixels).astype(np.uint8)


def photographed(pixels):
    """Unevenly lit, a little blurred, noisy, and a JPEG."""
    high, wide = pixels.shape[:2]
    light = np.linspace(0.95, 0.6, wide)[None, :, None] * np.linspace(1, 0.85, high)[:, None, None]
    soft = np.asarray(Image.fromarray(pixels).filter(ImageFilter.GaussianBlur(0.8)), float)
    noisy = soft * light + np.random.default_rng(1).normal(0, 3, (high, wide, 1))
    file = io.BytesIO()
    Image.fromarray(noisy.clip(0, 255).astype(np.uint8)).save(file, "JPEG", quality=75)
    return np.asarray(Image.open(file))


def seen(pixels, look):
    """A clean picture as it is, light on dark, or photographed."""
    return photographed(pixels) if look == "photographed" else 255 - pixels if look == "light" else pixels


def resized(pixels, times, how=Image.Resampling.BICUBIC):
    high, wide = (round(side * times) for side in pixels.shape[:2])
    return np.asarray(Image.fromarray(pixels).resize((wide, high), how))


def broad(digit, times):
    """A digit by itself that is so many times as wide as it is drawn."""
    pixels = rgb(number(digit))
    high, wide = pixels.shape[:2]
    return np.asarray(Image.fromarray(pixels).resize((round(times * wide), high), Image.Resampling.BICUBIC))


def turned(pixels, degrees):
    """Turned by any angle, the paper going on around it."""
    return np.asarray(Image.fromarray(pixels).rotate(degrees, Image.Resampling.BICUBIC, expand=True, fillcolor="white"))


def cut(pixels):
    """Cut to its ink."""
    ink = pixels.min(axis=2) < 200
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    return pixels[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def case(name, text=NUMBER):
    def keep(draw):
        CASES[name] = (draw, text)
        return draw

    return keep


# Size, margin, polarity

for digit in "0689":  # rings, whose halves are no 1s
    for times in (1.4, 1.8):
        case(f"broad: {digit}, {times} times", digit)(partial(broad, digit, times))


def plain(height, pen):
    return rgb(number(height=height, pen=pen))


for height in (20, 60, 200):
    for share in (0.05, 0.15):
        case(f"size: {height} px, pen {share}")(partial(plain, height, max(1.2, share * height)))

for times in (0.5, 3):
    case(f"size: × {times}")(lambda times=times: resized(rgb(number(height=44)), times))
    case(f"size: × {times}, photographed")(lambda times=times: resized(photographed(rgb(number(height=44))), times))
    case(f"size: × {times}, on a line")(lambda times=times: resized(on_a_line(44, 0), times))


def small(digit, side):
    """A picture of a data set: a digit that fills `side` pixels, light on black."""
    high = resized(rgb(number(digit, 160, 20, margin=0.05)), side / 180, Image.Resampling.BOX)
    return 255 - high


for digit in "258":
    for times, how in ((1, "NEAREST"), (3, "BICUBIC"), (3, "NEAREST"), (6, "BILINEAR")):
        case(f"size: a small scan of {digit}, × {times} {how.lower()}", digit)(
            lambda digit=digit, times=times, how=how: resized(small(digit, 18), times, Image.Resampling[how])
        )

for digit in "257":
    for height in (28, 64, 150):
        for is_light in (False, True):

            @case(f"margin: {digit} cut to its ink, {height} px, {'light' if is_light else 'dark'}", digit)
            def _(digit=digit, height=height, is_light=is_light):
                pixels = cut(rgb(number(digit, height, 0.12 * height)))
                return 255 - pixels if is_light else pixels


def soft(pixels, height, how):
    """Cut to its ink and reduced to 20 pixels, as in MNIST, and enlarged from that."""
    pixels = cut(pixels)
    return resized(resized(pixels, 20 / len(pixels), Image.Resampling.BOX), height / 20, how)


def slanted(height, degrees):
    """A 1 that leans so that its ground is two wedges beside it."""
    return turned(rgb(number("1", height, 0.12 * height)), degrees)


for digit in "2570":
    for height, how in ((64, "LANCZOS"), (150, "BILINEAR"), (400, "BICUBIC")):
        for is_light in (False, True):
            name = f"size: {digit} cut to its ink, 20 px enlarged to {height}, {'light' if is_light else 'dark'}"

            @case(name, digit)
            def _(digit=digit, height=height, how=how, is_light=is_light):
                pixels = soft(rgb(number(digit, 160, 20)), height, Image.Resampling[how])
                return 255 - pixels if is_light else pixels


for height in (64, 150, 400):
    for degrees in (-16, -6):
        for look in ("clean", "light"):
            case(f"margin: a 1 that leans by {-degrees}°, cut to its ink, {height} px, {look}", "1")(
                lambda height=height, degrees=degrees, look=look: seen(cut(slanted(height, degrees)), look)
            )
            case(f"size: a 1 that leans by {-degrees}°, cut to its ink, enlarged to {height} px, {look}", "1")(
                lambda height=height, degrees=degrees, look=look: seen(
                    soft(slanted(160, degrees), height, Image.Resampling.BICUBIC), look
                )
            )

for pen in (0.05, 0.07):  # its bar goes from one side of the picture to the other, as a rule does
    case(f"margin: a 7 cut to its ink, pen {pen}", "7")(lambda pen=pen: cut(rgb(number("7", 380, pen * 380))))


for margin in (0.0, 0.05, 5):
    for what, change in (("dark", lambda pixels: pixels), ("light", lambda pixels: 255 - pixels)):
        case(f"margin: {margin} heights, {what}")(
            lambda margin=margin, change=change: change(rgb(number(margin=margin, height=40)))
        )

for name, ink, ground in (
    ("grey on grey", (150, 150, 150), (90, 90, 90)),
    ("blue on yellow", (40, 60, 200), (250, 230, 120)),
    ("yellow on blue", (250, 230, 120), (40, 60, 200)),
    ("pale on white", (190, 190, 200), (255, 255, 255)),
):

    @case(f"polarity: {name}")
    def _(ink=ink, ground=ground):
        there = 1 - number(colour=(0, 0, 0)).pixels
        return np.round(there * ink + (1 - there) * ground).astype(np.uint8)


# Frames


for inset, thick in ((0, 3), (2, 1), (8, 3)):
    for look in ("clean", "light", "photographed"):

        @case(f"frame: {thick} px, {inset} px from the edge, {look}")
        def _(inset=inset, thick=thick, look=look):
            sheet = number(height=44)
            far = inset + thick / 2
            width, height = (side - 2 * far for side in sheet.size)
            sheet.box(far, far, width, height, thick, BLACK)
            return seen(rgb(sheet), look)


# Rotation


for degrees in (90, 180, 270):
    for look in ("clean", "photographed"):
        case(f"rotation: {degrees}°, {look}", LONG)(
            lambda degrees=degrees, look=look: np.rot90(seen(rgb(number(LONG, 44)), look), degrees // 90)
        )
    case(f"rotation: {degrees}°, two rows", f"{LONG}\n{NUMBER}47")(
        lambda degrees=degrees: np.rot90(rgb(number(f"{LONG}\n{NUMBER}47", 44)), degrees // 90)
    )

for degrees in (-4, 4):
    case(f"rotation: {degrees}°", LONG)(lambda degrees=degrees: turned(rgb(number(LONG, 44)), degrees))


# Rule lines


def on_a_line(height, rise, thick=2, colour=RULE, slope=0.0, apart=None):
    """A number on ruled paper: its feet `rise` heights above a line (below 0: the line goes through it)."""
    sheet = number(height=height, margin=0.9)
    width, base = sheet.size[0], sheet.size[1] - 0.9 * height + rise * height
    for y in (base, *(base + apart * height * i for i in (-2, -1, 1) if apart)):
        sheet.line((-2, y), (width + 2, y - slope * width), thick, colour)
    return rgb(sheet)


for height in (30, 90):
    for name, rise in (("clear of", 0.25), ("on", 0.05), ("touching", 0.0), ("across", -0.3)):
        case(f"rule lines: {name} a pale line, {height} px")(partial(on_a_line, height, rise, max(1, height / 30)))
        case(f"rule lines: {name} a line, {height} px, photographed")(
            lambda height=height, rise=rise: photographed(on_a_line(height, rise, max(1, height / 30), RED))
        )

case("rule lines: touching a grey line")(partial(on_a_line, 60, 0.0, 2, GREY))
case("rule lines: several")(partial(on_a_line, 60, 0.0, 2, RULE, 0.0, 1.2))
case("rule lines: sloping")(partial(on_a_line, 60, 0.0, 2, RULE, 0.03, 1.2))
case("rule lines: narrow")(partial(on_a_line, 60, 0.0, 1, RULE, 0.0, 0.5))
case("rule lines: light on dark")(lambda: 255 - on_a_line(60, 0.0, 2, GREY))


@case("rule lines: a margin line")
def _():
    sheet = number(margin=1.2)
    sheet.line((30, 0), (30, sheet.size[1]), 2, RED)
    return rgb(sheet)


# Ruled and squared paper, on which stems stand between lines


def on_paper(text, room, squared, slope=0.01, height=60):
    """Rows of numbers on paper whose lines are `room` heights apart, wherever they are."""
    sheet = number(text, height=height, margin=1.2)
    wide, high = sheet.size
    step = room * height
    for y in np.arange(0.37 * step, high + slope * wide, step):
        sheet.line((-2, y), (wide + 2, y - slope * wide), 2, RULE)
    for x in np.arange(0.37 * step, wide, step) if squared else ():
        sheet.line((x, -2), (x + slope * high, high + 2), 2, RULE)
    return rgb(sheet)


STEMS = "71147\n1041"
for squared in (False, True):
    for room in (0.45, 0.7, 1.0, 1.6):
        kind = "squared" if squared else "ruled"
        case(f"{kind} paper, lines {room} heights apart", STEMS)(partial(on_paper, STEMS, room, squared))
        case(f"{kind} paper, lines {room} heights apart, photographed", STEMS)(
            lambda room=room, squared=squared: photographed(on_paper(STEMS, room, squared))
        )

case("ruled paper: the film's photograph", "\n".join(film.ROWS))(
    lambda: np.array(Image.open(io.BytesIO(film.photograph())))
)


# Strokes of the writer's own


for text in ("142", "417", "111"):
    for pen in (1.2, 3):
        case(f"own strokes: {text}, pen {pen}", text)(
            lambda text=text, pen=pen: photographed(rgb(number(text, 280, pen, gap=0.6, margin=0.3)))
        )
for text in ("1", "4", "11"):
    for height in (70, 200):
        case(f"own strokes: {text}, {height} px", text)(
            lambda text=text, height=height: photographed(rgb(number(text, height, 1.2, margin=0.35)))
        )


# Boxes and grids


def boxed(text, side, thick, gap=0.0, height=0.62):
    """A digit in each box; boxes `gap` sides apart, or with walls in common; rows apart by newlines make a table."""
    rows = text.split("\n")
    step, margin = side * (1 + gap), 0.3 * side
    sheet = Sheet(max(map(len, rows)) * step + 2 * margin, len(rows) * side + 2 * margin)
    for i, row in enumerate(rows):
        for j, digit in enumerate(row):
            left, top = margin + j * step, margin + i * side
            sheet.box(left, top, side, side, thick, BLACK)
            if digit != " ":
                x, _, right, _ = bounds(drawing(HAND[digit]))
                high = height * side
                write(sheet, digit, left + (side - (right - x) * high) / 2, top + (side + high) / 2, high)
    return rgb(sheet)


for look in ("clean", "photographed", "light"):
    for side in (40, 200) if look == "clean" else (80,):
        case(f"boxes: one of {side} px, {look}", "5")(
            lambda side=side, look=look: seen(boxed("5", side, max(1, side / 40)), look)
        )
    case(f"boxes: a comb, {look}", "936528")(lambda look=look: seen(boxed("936528", 40, 2), look))
    case(f"boxes: apart, {look}", "936528")(lambda look=look: seen(boxed("936528", 40, 2, gap=0.2), look))
    case(f"boxes: touching the digits, {look}", "936528")(lambda look=look: seen(boxed("936528", 44, 2, 0, 0.92), look))
    case(f"grid: 3×3, {look}", "517\n024\n938")(lambda look=look: seen(boxed("517\n024\n938", 50, 2), look))
    case(f"grid: 5×4 with empty cells, {look}", "27\n583\n94\n6")(
        lambda look=look: seen(boxed("2  7 \n 58 3\n9   4\n  6  ", 44, 2), look)
    )

case("grid: turned by 3°", "517\n024\n938")(lambda: turned(boxed("517\n024\n938", 60, 2), 3))
case("grid: thick walls", "517\n024\n938")(lambda: boxed("517\n024\n938", 60, 5))


@case("grid: squared paper")
def _():
    sheet = number(height=60)
    for y in np.arange(8, sheet.size[1], 22):
        sheet.line((0, y), (sheet.size[0], y), 1, RULE)
    for x in np.arange(8, sheet.size[0], 22):
        sheet.line((x, 0), (x, sheet.size[1]), 1, RULE)
    return rgb(sheet)


# Rows close to each other


for text in ("5\n6", "25\n64", "7\n3", "125\n364\n928"):
    for gap in (0.08, 0.2):
        case(f"close rows: {text.replace(chr(10), '/')}, {gap}", text)(
            lambda text=text, gap=gap: rgb(number(text, 60, 6, apart=gap + 0.1))
        )


# What is no number


@case("beside: dust")
def _():
    sheet = number(margin=1.5)
    random = np.random.default_rng(2)
    for x, y in zip(random.integers(0, sheet.size[0], 60), random.integers(0, sheet.size[1], 60), strict=True):
        sheet.ink(np.ones((1, 1)), x, y)
    return rgb(sheet)


@case("beside: print above")
def _():
    sheet = number(margin=1.5)
    sheet.print("Account number", 10, 8, 22)
    return rgb(sheet)


@case("beside: print on the left")
def _():
    sheet = Sheet(560, 130)
    sheet.print("Account", 14, 62, 30)
    write(sheet, NUMBER, 220, 96, 60)
    return rgb(sheet)


@case("beside: a form of print", f"{NUMBER}\n{LONG}")
def _():
    sheet = Sheet(700, 420)
    sheet.print("Change of address", 20, 14, 34)
    sheet.print("Please complete in block letters and sign.", 20, 62, 17)
    sheet.print("Account", 20, 122, 24)
    sheet.print("Contract", 20, 232, 24)
    for base, text in ((160, NUMBER), (270, LONG)):
        sheet.line((230, base + 6), (650, base + 6), 2, BLUE)
        write(sheet, text, 250, base, 54)
    sheet.print("Signature of the applicant", 20, 350, 17)
    return photographed(rgb(sheet))


for degrees in (0, 180):

    @case(f"beside: print, turned by {degrees}°", f"{LONG}\n{NUMBER}")
    def _(degrees=degrees):
        sheet = Sheet(720, 300)
        for base, label, text in ((110, "Order", LONG), (230, "Account", NUMBER)):
            sheet.print(label, 20, base - 36, 34)
            write(sheet, text, 250, base, 70)
        return np.rot90(rgb(sheet), degrees // 90)


for height in (60, 120):

    @case(f"beside: a plus below a 7, {height} px", "6789")
    def _(height=height):
        sheet = number("6789", height, margin=1.2)
        middle, row, half = 2.2 * height, sheet.size[1] - 0.77 * height, 0.2 * height
        sheet.line((middle - half, row), (middle + half, row), 0.06 * height, BLACK)
        sheet.line((middle, row - half), (middle, row + half), 0.06 * height, BLACK)
        return rgb(sheet)


@case("beside: a small digit in a large frame, and outlines of buttons", "2")
def _():
    sheet = Sheet(520, 460)
    sheet.box(60, 40, 300, 270, 2, BLACK)
    write(sheet, "2", 120, 170, 90)
    for left in (60, 200):
        sheet.box(left, 360, 110, 40, 2, BLACK)
        sheet.print("CLEAR", left + 28, 371, 18)
    return rgb(sheet)


def slashed(height, pen, slant, length):
    """A 0 with a stroke through it, between other digits: `slant` widths for each height, `length` heights long."""
    sheet = Sheet(4 * height, 2.2 * height)
    left = write(sheet, "3", 0.5 * height, 1.6 * height, height, pen) + 0.3 * height
    x, _, right, _ = bounds(drawing(HAND["0"]))
    middle, half = left + (right - x) * height / 2, length * height / 2
    left = write(sheet, "0", left, 1.6 * height, height, pen)
    sheet.line((middle - slant * half, 1.1 * height + half), (middle + slant * half, 1.1 * height - half), pen, BLACK)
    write(sheet, "7", left + 0.3 * height, 1.6 * height, height, pen)
    return rgb(sheet)


for height in (40, 120):
    for slant in (0.4, 0.8):
        for length in (0.3, 0.8):
            case(f"slashed: {height} px, slant {slant}, {length} heights long", "307")(
                partial(slashed, height, 0.08 * height, slant, length)
            )


@case("beside: slashes of a date", "12/04/2023")
def _():
    sheet, left = Sheet(800, 140), 40
    for i, part in enumerate(("12", "04", "2023")):
        left = write(sheet, part, left, 105, 70) + 14
        if i < 2:
            sheet.line((left, 112), (left + 26, 28), 7, BLACK)
            left += 44
    return rgb(sheet)


# Reading

_READ = """async (pictures) => {
  const { createReader } = await import("../digits.js");
  const reader = await createReader();
  const texts = [];
  for (const picture of pictures) {
    const bytes = Uint8Array.from(atob(picture), (letter) => letter.charCodeAt(0));
    texts.push(await reader.read(new Blob([bytes], { type: "image/png" })).then(({ text }) => text, String));
  }
  return texts;
}"""


@pytest.fixture(scope="module")
def texts(chromium, address):
    """What is read in the picture of each case, by name: all of them in one page."""
    problems = Problems()
    with watched(chromium, problems) as page:
        blank = '<!doctype html><html lang="en"><title>Another page</title></html>'
        page.route("**/elsewhere/", lambda route: route.fulfill(body=blank, content_type="text/html"))
        page.goto(f"{address}elsewhere/")
        read = page.evaluate(_READ, [png(draw()) for draw, _ in CASES.values()])
    assert problems.unexpected() == []
    return dict(zip(CASES, read, strict=True))


def png(pixels):
    file = io.BytesIO()
    Image.fromarray(np.ascontiguousarray(pixels)).save(file, "PNG", compress_level=1)
    return base64.b64encode(file.getvalue()).decode()


@pytest.mark.parametrize("name", CASES)
def test_what_changes_nothing_for_a_person_changes_nothing_for_the_reading(texts, name):
    assert texts[name] == CASES[name][1]
