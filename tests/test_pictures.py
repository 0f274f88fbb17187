"""Pictures: what is ink in them and what is paper, and how the page and Node read them."""

import base64
import io
import re
import struct
import zlib
from contextlib import contextmanager, nullcontext

import numpy as np
import pytest
from conftest import Problems, watched, without_rest
from drawings import DRAWINGS, PLAIN, arc, bounds, drawing, line, placed
from photographs import covered, photographed
from pieces import pieces_of
from PIL import Image, ImageFilter
from sklearn.datasets import load_digits

from tools import predict
from train import ink

ROWS = [["two", "eight", "closed four"], ["five", "round zero", "seven"]]
LINE = [["three", "six", "nine", "two"]]
READ = "".join(str(DRAWINGS[name][0]) for name in LINE[0])


def assert_one_piece_each(found, photograph, tolerance):
    """As many pieces as digits, each where its digit is."""
    assert len(found["boxes"]) == len(photograph.boxes)
    for expected in photograph.boxes:
        assert any(np.abs(np.subtract(box, expected)).max() <= tolerance for box in found["boxes"]), expected


# Paper


@pytest.mark.parametrize(
    "how",
    [
        {},
        {"noise": 8},
        {"light": 2},
        {"light": 4},
        {"shadow": 0.5},
        {"light": 2, "shadow": 0.4},
        {"pen": 3, "ink": 0.22},
        {"pen": 4, "ink": 0.3, "light": 4},
        {"pen": 20, "ink": 0.85},
        {"colour": (1, 0.8, 0.3), "light": 2},
        {"colour": (0.2, 1, 0.9)},
        {"paper": (230, 215, 140)},
        {"ruled": "lines"},
        pytest.param(
            {"ruled": "lines", "tilt": -3, "ruling": 0.4},
            marks=pytest.mark.xfail(
                strict=True, reason="what is left of a dark line stays on a stroke that lies along it"
            ),
        ),
        {"ruled": "squares"},
        {"ruled": "squares", "pen": 4, "ink": 0.4, "light": 3},
        {"ruled": "squares", "tilt": 3, "shadow": 0.4},
        {"table": 18},
        {"specks": 60},
    ],
    ids=lambda how: " ".join(f"{name}={value}" for name, value in how.items()) or "plain",
)
def test_each_digit_of_a_photograph_is_one_piece(how):
    photograph = photographed(ROWS, **how)
    [found] = pieces_of(photograph.rgba())
    assert_one_piece_each(found, photograph, tolerance=6)


def test_light_ink_on_a_dark_board_is_found():
    photograph = photographed(ROWS, light=2, shadow=0.3)
    [found] = pieces_of(photograph.rgba() ^ np.array([255, 255, 255, 0], np.uint8))
    assert_one_piece_each(found, photograph, tolerance=6)


@pytest.mark.parametrize("how", [{"light": 2}, {"light": 4}, {"noise": 25}, {"noise": 50}], ids=str)
@pytest.mark.parametrize("name", ["round zero", "six", "eight", "nine"])
def test_a_digit_that_fills_the_picture_is_one_piece(name, how):
    """Its loops are wide beside the picture, and there is as much ink around them as paper."""
    photograph = photographed([[name]], size=(130, 170), height=80, pen=10, ink=0.85, **how)
    [found] = pieces_of(photograph.rgba())
    assert_one_piece_each(found, photograph, tolerance=6)


@pytest.mark.parametrize("name", ["two", "closed four", "five", "six", "seven"])
def test_a_digit_out_of_focus_is_one_piece(name):
    """Its strokes fade over as much as they are wide."""
    sharp = Image.fromarray(photographed([[name]], size=(130, 170), height=90, pen=9, ink=0.85).rgba())
    [found] = pieces_of(np.asarray(sharp.filter(ImageFilter.GaussianBlur(5.4))))
    assert len(found["boxes"]) == 1


def noise(seed, middle=180, deviation=9):
    grain = np.random.default_rng(seed).normal(middle, deviation, (300, 400, 1)).clip(0, 255)
    return np.concatenate([np.repeat(grain, 3, axis=2), np.full((300, 400, 1), 255)], axis=2).astype(np.uint8)


BLANK = {  # drawn where they are needed, and not where tests are only listed
    "white": lambda: np.full((300, 400, 4), 255, np.uint8),
    "green": lambda: np.full((300, 400, 4), (20, 90, 60, 255), np.uint8),
    "transparent": lambda: np.zeros((300, 400, 4), np.uint8),
    "noise": lambda: noise(1),
    "strong noise": lambda: noise(2, middle=128, deviation=40),
    "coarse noise": lambda: noise(3)[::4, ::4].repeat(4, axis=0).repeat(4, axis=1),
    "paper": lambda: photographed([]).rgba(),
    "paper in uneven light": lambda: photographed([], light=4).rgba(),
    "paper in shade": lambda: photographed([], shadow=0.6, light=2).rgba(),
    "lines": lambda: photographed([], ruled="lines", tilt=2).rgba(),
    "squares": lambda: photographed([], ruled="squares", tilt=-2).rgba(),
    "paper on a table": lambda: photographed([], table=25, light=2).rgba(),
}


@pytest.mark.parametrize("name", BLANK)
def test_where_nothing_is_written_there_is_no_piece(name):
    assert pieces_of(BLANK[name]()) == [{"boxes": [], "image": None}]


# Clean pictures


@pytest.mark.parametrize("side", [8, 16, 28])
def test_a_data_sets_picture_is_prepared_as_training_prepares_it(side):
    """Specks and gaps included: a picture so small is one digit."""
    pixels = np.random.default_rng(side).integers(0, 256, (side, side)).astype(np.uint8)
    pixels[:, [0, -1]] = pixels[[0, -1]] = 0
    pixels[pixels < 128] = 0
    rgba = np.dstack([pixels] * 3 + [np.full_like(pixels, 255)])
    [found] = pieces_of(rgba)
    assert len(found["boxes"]) == 1
    np.testing.assert_allclose(np.reshape(found["image"], (28, 28)), ink.from_image(pixels), atol=1e-6)


# Strokes' width


def image_of(name, pen):
    """What the page makes of a drawing 200 pixels high, and what training would: two (28, 28) arrays."""
    grey = np.uint8(255 * (1 - covered(placed(drawing(name), 50, 50, 200), (300, 300), pen)))
    drawn = np.dstack([grey] * 3 + [np.full_like(grey, 255)])
    [found] = pieces_of(drawn)
    return np.reshape(found["image"], (28, 28)), ink.from_image(drawn)


@pytest.mark.parametrize("name", PLAIN)
def test_thin_strokes_are_drawn_as_wide_as_the_thinnest_that_the_network_knows(name):
    thinnest = ink.from_strokes([np.array(stroke) for stroke in drawing(name)], width=1.3)
    image, as_drawn = image_of(name, pen=3)
    assert as_drawn.sum() < 0.8 * thinnest.sum()
    assert image.sum() == pytest.approx(thinnest.sum(), rel=0.15)


@pytest.mark.parametrize("pen", [12, 28, 60])
@pytest.mark.parametrize("name", PLAIN)
def test_all_other_strokes_stay_exactly_as_they_are(name, pen):
    image, as_drawn = image_of(name, pen)
    np.testing.assert_allclose(image, as_drawn, atol=1e-6)


# In the browser

BLANK_PAGE = '<!doctype html><html lang="en"><title>Another page</title></html>'

_OPEN = """async () => {
  window.digits = await import("../digits.js");
  window.reader = await digits.createReader();
  window.fileOf = (base64, type) =>
    new Blob([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], { type });
}"""


def open_reader(page, address, workers_rest=False):
    """A page of the site's own origin, not its own, with a reader."""
    if not workers_rest:
        without_rest(page)
    page.route("**/elsewhere/", lambda route: route.fulfill(body=BLANK_PAGE, content_type="text/html"))
    page.goto(f"{address}elsewhere/")
    page.evaluate(_OPEN)
    return page


@pytest.fixture(scope="module")
def reading_page(chromium, address):
    problems = Problems()
    with watched(chromium, problems) as page:
        yield open_reader(page, address)
    assert problems.unexpected() == []


def read(page, content, kind="image/jpeg"):
    """The reading of a file's bytes, without the 28×28s."""
    return page.evaluate(
        """async ([content, kind]) => {
          const { text, digits } = await reader.read(fileOf(content, kind));
          return { text, digits: digits.map(({ image, ...digit }) => digit) };
        }""",
        [base64.b64encode(content).decode(), kind],
    )


ANSWER = "reader.read(fileOf(content, kind)).then(({ text }) => `read as ${text}`, (error) => `${error}`)"


def soon(promise):
    """A promise, in JavaScript, that gives up after 15 seconds."""
    clock = "(window.ownTimeout ?? setTimeout)"
    return f"Promise.race([{promise}, new Promise((then) => {clock}(then, 15_000, 'nothing so far'))])"


def complaint(page, content, kind="image/jpeg"):
    return page.evaluate(
        f"([content, kind]) => {soon(ANSWER)}",
        [base64.b64encode(content).decode(), kind],
    )


def assert_boxes(reading, expected, tolerance):
    boxes = [[digit["box"][side] for side in ("x", "y", "width", "height")] for digit in reading["digits"]]
    assert np.abs(np.subtract(boxes, expected)).max() <= tolerance


def test_rows_on_ruled_paper_are_read_in_order(reading_page):
    photograph = photographed(ROWS, light=2, ruled="lines")
    reading = read(reading_page, photograph.file(quality=70))
    assert reading["text"] == "284\n507"
    assert [digit["row"] for digit in reading["digits"]] == [0, 0, 0, 1, 1, 1]
    assert_boxes(reading, photograph.boxes, tolerance=6)


def drawn(strokes, size, pen):
    """A PNG file's bytes: black on white."""
    file = io.BytesIO()
    Image.fromarray(np.uint8(255 * (1 - covered(strokes, size, pen)))).save(file, "PNG")
    return file.getvalue()


@pytest.mark.parametrize("names", [("two", "five"), ("six", "three"), ("five", "seven")])
def test_digits_that_touch_are_read(reading_page, names):
    left, right = (placed(drawing(name), 40, 40, 120) for name in names)
    across = bounds(left)[2] - bounds(right)[0] - 4
    touching = [*left, *[[(x + across, y) for x, y in stroke] for stroke in right]]
    reading = read(reading_page, drawn(touching, (320, 200), 9), "image/png")
    assert reading["text"] == "".join(str(DRAWINGS[name][0]) for name in names)


AROUND = {
    "circle": [arc(1, 1, 1.7, 1.8, 0, 350)],
    "frame": [line((0.2, 0.2), (1.9, 0.2), (1.9, 1.9), (0.2, 1.9), (0.2, 0.2))],
}


@pytest.mark.parametrize("around", AROUND)
def test_what_goes_around_a_digit_is_no_part_of_it(reading_page, around):
    """A circle alone reads as a 0."""
    read_in_it = [
        read(
            reading_page,
            drawn([*placed(drawing(PLAIN[digit]), 70, 60, 80), *placed(AROUND[around], 0, 0, 100)], (210, 210), 8),
            "image/png",
        )["text"]
        for digit in (1, 2, 5, 8)
    ]
    assert read_in_it == ["1", "2", "5", "8"]


@pytest.mark.parametrize("pen", [8, 10, 12])
@pytest.mark.parametrize(
    "letter",
    [
        [line((0.4, 0.7), (0.4, 1.4)), [*arc(0.7, 1, 0.6, 0.6, 180, 360), (1, 1.4)]],
        [
            line((0.4, 0.7), (0.4, 1.4)),
            [*arc(0.65, 0.95, 0.5, 0.5, 180, 360), (0.9, 1.4)],
            [*arc(1.15, 0.95, 0.5, 0.5, 180, 360), (1.4, 1.4)],
        ],
        [line((0.4, 1.4), (0.5, 0.4), (0.9, 1.1), (1.3, 0.4), (1.4, 1.4))],
    ],
    ids="nmM",
)
def test_a_letter_with_parts_that_might_be_digits_is_one_question_mark(reading_page, letter, pen):
    strokes = placed(letter, 0, 0, 100)
    assert read(reading_page, drawn(strokes, (180, 180), pen), "image/png")["text"] == "?"


@pytest.mark.parametrize("orientation", range(1, 9))
def test_photographs_taken_with_the_camera_turned_are_read_upright(reading_page, orientation):
    """Cameras store pixels as the sensor saw them, and in EXIF how to turn them; boxes are in the turned picture."""
    photograph = photographed(LINE, height=110)
    turns = [
        None,
        "FLIP_LEFT_RIGHT",
        "ROTATE_180",
        "FLIP_TOP_BOTTOM",
        "TRANSPOSE",
        "ROTATE_90",
        "TRANSVERSE",
        "ROTATE_270",
    ]
    turn = turns[orientation - 1]
    stored = photograph.image.transpose(Image.Transpose[turn]) if turn else photograph.image
    exif = Image.Exif()
    exif[0x0112] = orientation
    file = io.BytesIO()
    stored.save(file, "JPEG", quality=80, exif=exif)
    reading = read(reading_page, file.getvalue())
    assert reading["text"] == READ
    assert_boxes(reading, photograph.boxes, tolerance=6)


def test_most_ones_of_coarse_scans_are_read(reading_page):
    """Of 8×8 pixels: softer than what is drawn, and told to be no digit where as much is asked of them as of that."""
    scans, labels = load_digits(return_X_y=True)
    ones = np.round(scans[labels == 1] * 255 / 16).astype(int)
    texts = reading_page.evaluate(
        """async (pictures) => {
          const texts = [];
          for (const grey of pictures) {
            const data = Uint8ClampedArray.from(grey.flatMap((value) => [value, value, value, 255]));
            texts.push((await reader.read(new ImageData(data, 8))).text);
          }
          return texts;
        }""",
        ones.tolist(),
    )
    assert texts.count("1") > 0.7 * len(ones)


def png_of(width, height):
    """The beginning of a PNG file that says how large its picture is, and has none of it."""
    header = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + header + struct.pack(">I", zlib.crc32(header)) + bytes(8)


def enlarged(content, at, size):
    """A file's content with other bytes at one place: where its header says how large its picture is."""
    return content[:at] + size + content[at + len(size) :]


def small(kind, **options):
    file = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(file, kind, **options)
    return file.getvalue()


JPEG_FRAME = small("JPEG").index(b"\xff\xc0") + 5


UNREADABLE = {
    "empty": (b"", "image/png", r"This file is empty \(0 bytes\)\. Expected PNG.*send it again"),
    "SVG": (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image/png", "an SVG drawing, not pixels.*Save it as PNG"),
    "SVG with a prolog": (b"<?xml version='1.0'?>\n<!-- a -->\n<svg/>", "image/svg+xml", "an SVG drawing"),
    "HTML": (b"<!DOCTYPE html><html><body>7</body></html>", "image/jpeg", "a web page, not a picture. Save the"),
    "PDF": (b"%PDF-1.7 ", "image/png", "a PDF document"),
    "HEIC": (b"\0\0\0\x18ftypheic" + bytes(99), "image/heic", "a HEIC picture, which can't be read here"),
    "text": (b"Seven, in words", "image/png", "This file is text, not a picture. Expected PNG.*Choose another"),
    "text of two bytes a letter": ("Seven".encode("utf-16"), "text/plain", "text, not a picture"),
    "other bytes": (b"PK\3\4" + bytes(1230), "application/zip", r"kind of picture \(1,234 bytes of application/zip\)"),
    "half a PNG": (small("PNG")[:40], "image/png", "This PNG picture is damaged .*Expected a whole one. Save"),
    "a PNG without its header": (b"\x89PNG\r\n\x1a\n" + b"\x91" * 99, "image/png", "This PNG picture is damaged"),
    "no pixel": (png_of(0, 30), "image/png", "at least one each way; 0×30 came"),
    "huge PNG": (png_of(20_000, 20_000), "image/png", "at most 100 megapixels; 20,000×20,000 pixels came"),
    "huge GIF": (enlarged(small("GIF"), 6, b"\xff\xff\xff\xff"), "image/gif", "65,535×65,535 pixels came"),
    "huge BMP": (
        enlarged(small("BMP"), 18, struct.pack("<ii", 30_000, -30_000)),
        "image/bmp",
        "30,000×30,000 pixels came",
    ),
    "huge WebP": (enlarged(small("WEBP"), 26, b"\xff\x3f\xff\x3f"), "image/webp", "16,383×16,383 pixels came"),
    "huge lossless WebP": (
        enlarged(small("WEBP", lossless=True), 21, b"\xff\xff\xff\x0f"),
        "image/webp",
        "16,384×16,384 pixels came",
    ),
    "huge JPEG": (enlarged(small("JPEG"), JPEG_FRAME, b"\x60\x00\x70\x00"), "image/jpeg", "28,672×24,576 pixels came"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_can_not_be_read_is_told_with_what_came_and_what_to_do(reading_page, name):
    content, kind, said = UNREADABLE[name]
    answer = complaint(reading_page, content, kind)
    assert answer.startswith("TypeError: This ")
    assert re.search(said, answer), answer
    assert len(re.findall(r"\.( |$)", answer)) <= 3, answer


@pytest.fixture(scope="module")
def large_photograph():
    """A photograph of 12 megapixels, as bytes."""
    photograph = photographed(3 * LINE, light=2, ruled="lines")
    file = io.BytesIO()
    photograph.image.resize((4000, 3000), Image.Resampling.BICUBIC).save(file, "JPEG", quality=80)
    return file.getvalue()


def test_a_photograph_of_12_megapixels_is_read_away_from_the_pages_own_thread(new_page, address, large_photograph):
    page = open_reader(new_page(), address)
    assert read(page, large_photograph)["text"] == "\n".join(3 * [READ])
    assert len(page.workers) == 1  # how long the page's own thread is busy, `build.py bench photograph` measures


def test_where_no_worker_can_be_had_pictures_are_read_all_the_same(new_page, address):
    page = new_page()
    page.add_init_script("window.Worker = class { constructor() { throw new DOMException('no', 'SecurityError'); } };")
    photograph = photographed(LINE, light=2)
    reading = read(open_reader(page, address), photograph.file(quality=80))
    assert reading["text"] == READ
    assert page.workers == []


# What becomes of the worker, half-way through a picture: all it needs is there, and then one call in it goes wrong.
DEATHS = {
    "closed": "close(); return new Promise(() => {});",
    "an error": "setTimeout(() => { throw new Error('out of memory'); }); return new Promise(() => {});",
    "hanging": "for (;;);",
}


@contextmanager
def quick_clock(page):
    """A page where a minute takes 0.6 seconds."""
    page.evaluate("""() => {
      window.ownTimeout = setTimeout;
      window.setTimeout = (work, ms, ...rest) => ownTimeout(work, ms / 100, ...rest);
    }""")
    yield
    page.evaluate("() => { window.setTimeout = ownTimeout; }")


def assert_one_worker(page):
    """Soon: browsers give a worker that hangs some time to end."""
    for _ in range(100):
        if len(page.workers) == 1:
            break
        page.wait_for_timeout(100)
    assert len(page.workers) == 1


@pytest.mark.parametrize("death", DEATHS)
def test_if_the_worker_dies_it_says_so_and_the_next_picture_gets_another(new_page, address, death):
    page = open_reader(new_page(), address)
    photograph = photographed(LINE, light=2).file(quality=80)
    assert read(page, photograph)["text"] == READ
    [worker] = page.workers
    worker.evaluate(f"() => {{ createImageBitmap = () => {{ {DEATHS[death]} }}; }}")
    with quick_clock(page) if death == "hanging" else nullcontext():
        said = complaint(page, photograph)
    assert said.startswith("Error: This picture could not be read: what reads pictures has stopped")
    assert "Try again" in said
    assert read(page, photograph)["text"] == READ
    assert_one_worker(page)


def test_if_the_worker_died_while_it_had_nothing_to_do_the_next_picture_is_read_all_the_same(new_page, address):
    """A worker that is closed tells nobody."""
    page = open_reader(new_page(), address)
    photograph = photographed(LINE, light=2).file(quality=80)
    assert read(page, photograph)["text"] == READ
    page.workers[0].evaluate("() => close()")
    assert complaint(page, photograph) == f"read as {READ}"


# Giving up

# A picture of specks, which takes a worker seconds; `then` is done once the worker is at it.
_SPECKS = """async () => {
  const canvas = new OffscreenCanvas(1600, 1200);
  const context = canvas.getContext("2d");
  context.fillStyle = "white";
  context.fillRect(0, 0, 1600, 1200);
  context.fillStyle = "black";
  let seed = 1;
  const random = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
  for (let i = 0; i < 96_000; i++) context.fillRect(Math.floor(1600 * random()), Math.floor(1200 * random()), 1, 1);
  window.specks = await canvas.convertToBlob();
  window.giveUpOnceBegun = (then) => new Promise((resolve) => {
    const given = new AbortController();
    let since;
    const onProgress = () => {
      if (since) return;
      then();
      setTimeout(() => {
        since = performance.now();
        given.abort();
      }, 50);
    };
    reader.read(specks, { signal: given.signal, onProgress }).then(
      ({ text }) => resolve({ said: `read as ${text}` }),
      (error) => {
        const after = performance.now() - since;
        resolve({ said: error.name, after, isReason: error === given.signal.reason });
      },
    );
  });
}"""


def test_a_picture_that_is_given_up_stops_at_once_and_others_are_read(reading_page):
    """The worker is ended in the midst of its work, and whoever else waits for it gets another one."""
    content = photographed(LINE, light=2).file(quality=80)
    assert read(reading_page, content)["text"] == READ
    [before] = reading_page.workers
    reading_page.evaluate(_SPECKS)
    told = reading_page.evaluate(
        """async (content) => {
          let other;
          const told = await giveUpOnceBegun(() => (other = reader.read(fileOf(content, "image/jpeg"))));
          return { ...told, other: (await other).text };
        }""",
        base64.b64encode(content).decode(),
    )
    assert told.pop("after") <= 100
    assert told == {"said": "AbortError", "isReason": True, "other": READ}
    assert_one_worker(reading_page)
    assert reading_page.workers != [before]


# In Node


def test_predict_prints_a_line_a_row_and_one_a_digit(built_site, tmp_path, capsys):
    path = tmp_path / "rows.jpg"
    path.write_bytes(photographed(ROWS, light=2).file(quality=80))
    assert predict.predict([path], "default") == 0
    first, second, *digits = capsys.readouterr().out.splitlines()
    assert first == f"{path}: 284"
    assert second.strip() == "507"
    places = [f"  row {row}, place {place}" for row in (1, 2) for place in (1, 2, 3)]
    assert [told.split(": ")[0] for told in digits] == places
    for told, digit in zip(digits, "284507", strict=True):
        assert re.fullmatch(rf".*: {digit} \d\d\.\d%(, or .*)?", told), told
