"""README's moving picture: a number written on the real page, a photograph of numbers read, and a look inside.
And the picture that sites show of a link to the page: the number, as the page itself makes a picture to share of it.

uv run --group browser build.py film

All that is seen is the page itself, in a real browser; only the pointer is painted, which screenshots leave out. The
photograph is made here too: numbers that are drawn in code, on paper that is computed.
"""

import io
import random

import numpy as np
from PIL import Image, ImageDraw

from bench import conditions, drawings
from tools import browser, server, site
from train.augmentation import smooth

DOCS = site.ROOT / "docs"
FILMS = {"light": "film.webp", "dark": "film-dark.webp"}
POST = site.ROOT / "web" / "post.png"  # 1200×630, in the built site
STILLS = {"light": "page.png", "dark": "page-dark.png"}  # for people who ask their device for less motion

WINDOW = {"width": 1100, "height": 700}  # pixels; a narrower one wraps the tools, a wider one has smaller letters
SHOWN = (900, 573)  # pixels of the film: as wide as GitHub shows a README, so that nobody loads more
QUALITY = 70  # of WebP, 0 to 100; larger, letters are sharper and the file may pass 600 KB, which a test holds

COLOURS = 16  # of POST: shades between ink and ground; more, and the file is larger and looks no better

NUMBER = "2048"
ROWS = ("365024", "718209", "46135")  # on the photograph
CHOSEN = 8  # of its digits in reading order, the first being 0: the one to look inside of
SEED = 4  # of the hand's tremor, the light and the grain
SLANT = 0.1  # of all writing, to the right
APART = 0.85  # from the left edge of a digit to that of the next, in heights of a digit; nearer ones would touch
WIDTH = 0.55  # of a digit, in its heights
ON_PAD = 0.36  # of the pad's height: a digit's
PAPER = (1, 0.97, 0.9)  # red, green and blue of the photograph's white

PEN, WAY = 45, 40  # ms that a frame is seen while the pen writes, and while the pointer goes somewhere
BREATH, LOOK, REST = 300, 1800, 3500  # ms: between two strokes, at what has just changed, and at the end
STRIDE = 60  # pixels that the pointer goes in a frame; longer strides look like jumps, shorter ones take more frames
TURN, TURNS = 70, 15  # pixels that the wheel turns the page by in a frame, and how often: until maps are seen

POINTER = ((0, 0), (0, 17), (4, 13), (7, 20), (10, 19), (7, 12), (12, 12))  # pixels, its tip at 0, 0


def write(folder=DOCS, post=POST):
    """Film the built site in both colour schemes, and keep a still of each: the files of FILMS and STILLS; and POST."""
    site.build_if_stale()
    with server.serving(site.DIST) as address, browser.browser() as chromium:
        for scheme in FILMS:
            page = chromium.new_page(viewport=WINDOW, color_scheme=scheme)
            page.goto(address)
            page.wait_for_function("() => document.documentElement.dataset.state === 'ready'")
            camera = Camera(page)
            _write_number(camera)
            camera.still().save(folder / STILLS[scheme], optimize=True)
            if scheme == "light":
                save_post(page, post)
            _read_photograph(camera)
            _look_inside(camera)
            camera.save(folder / FILMS[scheme])
            page.close()


def _write_number(camera):
    pad = camera.page.get_by_test_id("pad").bounding_box()
    middle = np.array([pad["x"] + pad["width"] / 2, pad["y"] + pad["height"] / 2])
    strokes = handwriting(NUMBER, random.Random(SEED))
    low, high = (edge(np.concatenate(strokes), axis=0) for edge in (np.min, np.max))
    for stroke in strokes:
        camera.write((stroke - (low + high) / 2) * ON_PAD * pad["height"] + middle)
    _wait_for(camera.page, NUMBER)
    camera.hold(LOOK)


def save_post(page, path):
    """The picture to share of what is drawn on the page, with as few colours as look the same, as a PNG."""
    page.evaluate("navigator.canShare = undefined")  # it is saved then
    page.get_by_test_id("open-save").click()
    with page.expect_download() as saving:
        page.get_by_test_id("share-picture").click()
    with Image.open(saving.value.path()) as picture:
        picture.convert("RGB").quantize(COLOURS).save(path, optimize=True)
    page.keyboard.press("Escape")
    page.evaluate("document.activeElement.blur()")  # or the film shows where the focus is


def _read_photograph(camera):
    page = camera.page
    with page.expect_file_chooser() as chooser:
        camera.press(page.get_by_test_id("upload").locator(".."))  # its label
    chooser.value.set_files({"name": "numbers.png", "mimeType": "image/png", "buffer": photograph()})
    _wait_for(page, "\n".join(ROWS))
    camera.hold(LOOK)
    camera.press(page.get_by_test_id("boxes").get_by_role("radio").nth(CHOSEN))
    camera.hold(LOOK)


def _look_inside(camera):
    camera.press(camera.page.get_by_role("button", name="How it sees"))
    camera.page.get_by_test_id("panel").get_by_role("img").last.wait_for()
    camera.hold(LOOK)
    for _ in range(TURNS):
        camera.page.evaluate("by => scrollBy({ top: by, behavior: 'instant' })", TURN)
        camera.hold(WAY)
    camera.hold(REST)


def _wait_for(page, text):
    """Until the page reads it: a film of anything else is not made."""
    page.wait_for_function("text => document.querySelector('[data-testid=reading]').innerText === text", arg=text)


class Camera:
    """Moves a page's mouse at a hand's pace, and takes a picture of the page after each step."""

    def __init__(self, page):
        self.page, self.at = page, np.array([0.5 * WINDOW["width"], 0.9 * WINDOW["height"]])
        self.frames, self.durations = [], []
        self.hold(BREATH)

    def still(self):
        return Image.open(io.BytesIO(self.page.screenshot(animations="disabled"))).convert("RGB")

    def hold(self, milliseconds):
        """A frame, with the pointer, that is seen for so long."""
        frame = self.still()
        corners = [tuple(self.at + corner) for corner in POINTER]
        ImageDraw.Draw(frame).polygon(corners, fill="white", outline="black")
        self.frames.append(frame.resize(SHOWN, Image.Resampling.LANCZOS))
        self.durations.append(milliseconds)

    def go(self, to, milliseconds):
        self.at = np.asarray(to)
        self.page.mouse.move(*self.at)
        self.hold(milliseconds)

    def glide(self, to):
        """To a place, slow at both ends."""
        start, way = self.at, np.asarray(to) - self.at
        for t in np.linspace(0, 1, 2 + int(np.hypot(*way) / STRIDE))[1:]:
            self.go(start + (3 - 2 * t) * t * t * way, WAY)

    def write(self, stroke):
        """A stroke of (n, 2) points of the window, n odd: every second one is a frame."""
        self.glide(stroke[0])
        self.page.mouse.down()
        for between, point in zip(stroke[1::2], stroke[2::2], strict=True):
            self.page.mouse.move(*between)
            self.go(point, PEN)
        self.page.mouse.up()
        self.hold(BREATH)

    def press(self, control):
        box = control.bounding_box()
        self.glide((box["x"] + box["width"] / 2, box["y"] + box["height"] / 2))
        self.page.mouse.down()
        self.page.mouse.up()

    def save(self, path):
        """The frames as an animated WebP that goes on for ever, each with what has changed since the one before."""
        first, *others = self.frames
        how = {"duration": self.durations, "loop": 0, "quality": QUALITY, "method": 4, "minimize_size": True}
        first.save(path, save_all=True, append_images=others, **how)


def handwriting(text, chance):
    """A number's strokes, (n, 2) arrays each, a digit about 1 high."""
    boxes = [(APART * i, chance.uniform(-0.04, 0.04), WIDTH, 1) for i in range(len(text))]
    drawn = [drawings.digit(int(each), chance, box, SLANT) for each, box in zip(text, boxes, strict=True)]
    return [_rounded(stroke) for stroke in drawings.joined(drawn)]


def _rounded(stroke):
    """A stroke of the bench's with round corners: a curve through its corners, or where these are two, a line."""
    corners = stroke[::2]  # between them are the middles of straight parts
    return smooth(np.array(corners if len(corners) > 2 else stroke))


def photograph():
    """A sheet with rows of numbers as a camera takes it: the bytes of a PNG."""
    chance, light = random.Random(SEED), np.random.default_rng(SEED)
    rows = [handwriting(row, chance) for row in ROWS]
    grey = conditions.page(rows, conditions.BALLPEN, light, ruled=True)
    file = io.BytesIO()
    Image.fromarray(conditions.bytes_of(grey[..., None] * PAPER)).save(file, "PNG")
    return file.getvalue()
