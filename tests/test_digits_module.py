"""The public module, digits.js, from another page of the same origin."""

import base64
import io
import re

import numpy as np
import pytest
from conftest import Problems, watched
from drawings import DRAWINGS, PLAIN, bounds, drawing, placed
from PIL import Image, ImageDraw

from tools import site

# Another site's page, in a folder beside the built site's files, with the few lines that it takes to read.
OTHER_PAGE = """<!doctype html><html lang="en"><title>Another page</title><script type="module">
import * as digits from "../digits.js";

const picture = (strokes, { ink = "black", ground = "white", width = 320, height = 240, line = 12 } = {}) => {
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  draw(canvas.getContext("2d"), strokes, { ink, ground, line });
  return canvas;
};

function draw(context, strokes, { ink = "black", ground = "white", line = 12 }) {
  const { width, height } = context.canvas;
  if (ground) Object.assign(context, { fillStyle: ground }).fillRect(0, 0, width, height);
  Object.assign(context, { strokeStyle: ink, lineWidth: line, lineCap: "round", lineJoin: "round" });
  for (const stroke of strokes) {
    context.beginPath();
    for (const { x, y } of stroke) context.lineTo(x, y);
    context.stroke();
  }
}

window.sources = {
  strokes: (strokes) => strokes,
  HTMLCanvasElement: picture,
  OffscreenCanvas: (strokes) => {
    const canvas = new OffscreenCanvas(320, 240);
    draw(canvas.getContext("2d"), strokes, {});
    return canvas;
  },
  ImageBitmap: (strokes) => createImageBitmap(picture(strokes)),
  HTMLImageElement: async (strokes) => {
    const image = Object.assign(new Image(), { src: picture(strokes).toDataURL() });
    await image.decode();
    return image;
  },
  HTMLVideoElement: async (strokes) => {
    const video = Object.assign(document.createElement("video"), { srcObject: picture(strokes).captureStream() });
    await video.play();
    return video;
  },
  VideoFrame: (strokes) => {
    const frame = new VideoFrame(picture(strokes), { timestamp: 0 });
    setTimeout(() => frame.close(), 5000); // once it is read
    return frame;
  },
  ImageData: (strokes, { width = 320, height = 240, ...options } = {}) =>
    picture(strokes, { width, height, ...options }).getContext("2d").getImageData(0, 0, width, height),
  Object: (strokes, options) => {
    const { width, height, data } = sources.ImageData(strokes, options);
    return { width, height, data };
  },
  Blob: (strokes) => new Promise((then) => picture(strokes).toBlob(then)),
};
window.fileOf = (base64, type) =>
  new Blob([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], { type });
window.complaint = (promise) => promise.then(() => null, ({ name, message }) => `${name}: ${message}`);
Object.assign(window, digits);
window.reader = await createReader({ model: "default" });
</script></html>"""


@pytest.fixture(scope="module")
def other_page(chromium, address):
    """Another page, with a reader of its own; one for all these tests, which leave it as it is."""
    problems = Problems()
    with watched(chromium, problems) as page:
        page.route("**/elsewhere/", lambda route: route.fulfill(body=OTHER_PAGE, content_type="text/html"))
        page.goto(f"{address}elsewhere/")
        page.wait_for_function("() => window.reader")
        yield page
    assert problems.unexpected() == []


def as_points(strokes):
    return [[{"x": x, "y": y} for x, y in stroke] for stroke in strokes]


def points(name, x=100, y=60, size=120):
    return as_points(placed(drawing(name), x, y, size))


def read(page, source, *arguments):
    """The reading of what the function `source`, in JavaScript, makes of the arguments."""
    return page.evaluate(f"async (given) => reader.read(await ({source})(...given))", list(arguments))


def complaint(page, promise, *arguments):
    """What a call was rejected with: "TypeError: …"."""
    return page.evaluate(f"(given) => complaint((async (...given) => ({promise}))(...given))", list(arguments))


# Sources


@pytest.mark.parametrize("length", [1000, 4_000_000_000])
def test_lists_that_hold_no_strokes_are_refused_at_once_however_long_they_are(other_page, length):
    said = complaint(other_page, f"reader.read(Array({length}))")
    assert said.startswith("TypeError: ")
    assert "stroke" in said


@pytest.mark.parametrize("name", DRAWINGS)
def test_strokes_of_every_drawing_are_read(other_page, name):
    assert read(other_page, "sources.strokes", points(name))["text"] == str(DRAWINGS[name][0])


@pytest.mark.parametrize(
    "kind",
    [
        *("HTMLCanvasElement", "OffscreenCanvas", "ImageBitmap", "HTMLImageElement", "HTMLVideoElement", "VideoFrame"),
        *("ImageData", "Object", "Blob"),
    ],
)
def test_every_kind_of_picture_is_read(other_page, kind):
    is_one = f"async (strokes) => (await sources.{kind}(strokes)) instanceof {kind}"
    assert other_page.evaluate(is_one, points("three"))
    texts = [read(other_page, f"sources.{kind}", points(name))["text"] for name in PLAIN]
    assert texts == list("0123456789")


@pytest.mark.parametrize("scale", [0.001, 1, 1e6])
def test_strokes_come_in_any_units(other_page, scale):
    """And the time that a stroke's points may have does not matter."""
    strokes = [
        [{"x": -3 * scale + scale * x, "y": scale * y, "t": 12} for x, y in stroke] for stroke in drawing("five")
    ]
    assert read(other_page, "sources.strokes", strokes)["text"] == "5"


@pytest.mark.parametrize(("ink", "ground"), [("black", "white"), ("white", "black"), ("gold", "navy"), ("black", "")])
@pytest.mark.parametrize("line", [3, 22])
def test_every_polarity_colour_and_width_is_read(other_page, ink, ground, line):
    options = {"ink": ink, "ground": ground, "line": line}
    names = ("two", "closed four", "eight")
    texts = [read(other_page, "sources.HTMLCanvasElement", points(name), options)["text"] for name in names]
    assert texts == ["2", "4", "8"]


def test_white_ink_on_a_transparent_ground_is_read(other_page):
    options = {"ink": "white", "ground": ""}
    assert read(other_page, "sources.HTMLCanvasElement", points("six"), options)["text"] == "6"


def picture_file(name, kind, mode="RGB", **options):
    """A file of a drawing made by another program: dark blue on beige, as bytes."""
    image = Image.new("RGB", (200, 160), "beige")
    for stroke in placed(drawing(name), 60, 30, 100):
        ImageDraw.Draw(image).line(stroke, fill="midnightblue", width=9, joint="curve")
    file = io.BytesIO()
    image.convert(mode, dither=Image.Dither.NONE).save(file, kind, **options)
    return file.getvalue()


def read_file(page, content, mime):
    return read(page, "fileOf", base64.b64encode(content).decode(), mime)


@pytest.mark.parametrize(
    ("kind", "mime", "options"),
    [
        ("PNG", "image/png", {}),
        ("PNG", "image/png", {"mode": "L"}),
        ("PNG", "image/png", {"mode": "1"}),
        ("JPEG", "image/jpeg", {"quality": 40}),
        ("WEBP", "image/webp", {"quality": 40}),
        ("GIF", "image/gif", {}),
        ("BMP", "image/bmp", {}),
        ("PNG", "", {}),
    ],
    ids=["png", "grey png", "black and white png", "jpeg", "webp", "gif", "bmp", "png of no type"],
)
def test_files_are_read(other_page, kind, mime, options):
    for name in ("two", "five", "nine"):
        assert read_file(other_page, picture_file(name, kind, **options), mime)["text"] == str(DRAWINGS[name][0])


@pytest.mark.parametrize("kind", ["HTMLCanvasElement", "Object"])
def test_a_huge_picture_is_read_and_its_box_is_in_its_own_pixels(other_page, kind):
    strokes = points("three", x=2500, y=1500, size=1000)
    options = {"width": 4000, "height": 3000, "line": 80}
    reading = read(other_page, f"sources.{kind}", strokes, options)
    assert reading["text"] == "3"
    assert edges(reading) == pytest.approx(widened(strokes, 40), abs=8)


# Places


def edges(reading):
    box = reading["digits"][0]["box"]
    return box["x"], box["y"], box["x"] + box["width"], box["y"] + box["height"]


def widened(strokes, by):
    left, top, right, bottom = bounds([[(point["x"], point["y"]) for point in stroke] for stroke in strokes])
    return left - by, top - by, right + by, bottom + by


def test_the_box_of_strokes_holds_their_points(other_page):
    strokes = points("five", x=-40, y=1000, size=33)
    assert edges(read(other_page, "sources.strokes", strokes)) == pytest.approx(widened(strokes, 0))


def test_the_box_of_a_picture_holds_its_ink(other_page):
    strokes = points("seven", x=150, y=40, size=80)
    assert edges(read(other_page, "sources.HTMLCanvasElement", strokes)) == pytest.approx(widened(strokes, 6), abs=1.5)


# Parts of pictures

RIGHT_HALF = {"x": 160, "y": 0, "width": 160, "height": 240}


def two_and_five():
    return points("two", x=20, y=60, size=110) + points("five", x=190, y=60, size=110)


@pytest.mark.parametrize(
    "kind", ["HTMLCanvasElement", "OffscreenCanvas", "ImageBitmap", "HTMLImageElement", "ImageData", "Blob"]
)
def test_a_part_of_every_kind_of_picture_is_read_and_boxes_are_in_the_whole(other_page, kind):
    reading = other_page.evaluate(
        f"async ([strokes, region]) => reader.read(await sources.{kind}(strokes), {{ region }})",
        [two_and_five(), RIGHT_HALF],
    )
    assert reading["text"] == "5"
    expected = widened(points("five", x=190, y=60, size=110), 6)
    assert edges(reading) == pytest.approx(expected, abs=1.5)


@pytest.mark.parametrize("source", ["canvas", "new Promise((then) => canvas.toBlob(then))"])
def test_a_part_is_read_in_its_full_resolution(other_page, source):
    """In the whole picture, which is reduced, this digit is some six pixels high."""
    texts = other_page.evaluate(
        f"""async (strokes) => {{
          const canvas = sources.HTMLCanvasElement(strokes, {{ width: 6000, height: 4000, line: 3 }});
          const part = sources.HTMLCanvasElement(
            strokes.map((stroke) => stroke.map(({{ x, y }}) => ({{ x: x - 4980, y: y - 3170 }}))),
            {{ width: 60, height: 70, line: 3 }},
          );
          const region = {{ x: 4980, y: 3170, width: 60, height: 70 }};
          const inBoth = [await reader.read(await {source}, {{ region }}), await reader.read(part)];
          return inBoth.map(({{ text, digits: [{{ image, box }}] }}) => [text, Array.from(image), box.x, box.y]);
        }}""",
        points("five", x=5000, y=3200, size=24),
    )
    (text, image, x, y), (as_cut, image_as_cut, x_as_cut, y_as_cut) = texts
    assert (text, as_cut) == ("5", "5")
    assert image == pytest.approx(image_as_cut, abs=0.01)
    assert (x - x_as_cut, y - y_as_cut) == (4980, 3170)


@pytest.mark.parametrize(
    ("region", "said"),
    [
        ("{ x: NaN, y: 0, width: 9, height: 9 }", r"read expects a region \{ x, y, width, height \} .* x NaN"),
        ("{ x: 0, y: 0, width: 0, height: 9 }", "width and height above 0; .* width 0"),
        ("{}", "x undefined"),
        ("{ x: 320, y: 0, width: 9, height: 9 }", "which has 320×240; one from 320, 0 to 329, 9 came, outside of it"),
    ],
)
@pytest.mark.parametrize("source", ["canvas", "await new Promise((then) => canvas.toBlob(then))"])
def test_no_part_of_the_picture_is_refused(other_page, source, region, said):
    canvas = "const canvas = sources.HTMLCanvasElement([]);"
    answer = complaint(
        other_page, f"(async () => {{ {canvas} await reader.read({source}, {{ region: {region} }}); }})()"
    )
    assert answer.startswith("TypeError: ")
    assert re.search(said, answer), answer


def test_strokes_that_are_told_to_be_one_digit_are_and_no_others_with_them(other_page):
    texts = other_page.evaluate(
        """async () => {
          const bar = (x, group) => [{ x, y: 0, ...(group !== undefined && { group }) }, { x, y: 100 }];
          const texts = [];
          for (const groups of [[], [0, 0], [0, 1], [0], ["0", "0"]]) {
            const { text, digits } = await reader.read([bar(0, groups[0]), bar(50, groups[1]), bar(110, groups[2])]);
            texts.push([text, digits.map(({ box }) => box.width)]);
          }
          return texts;
        }"""
    )
    alone, together, *others = texts
    assert alone == ["111", [0, 0, 0]]
    assert [len(together[0]), together[1]] == [2, [50, 0]]
    assert others == [alone, alone, alone]


def test_strokes_have_no_parts(other_page):
    said = complaint(other_page, "reader.read(given[0], { region: { x: 0, y: 0, width: 9, height: 9 } })", [])
    assert said.startswith("TypeError: read expects a region only with a picture")


# Giving up, and progress


@pytest.mark.parametrize("source", ["() => sources.Blob([])", "() => []"])
def test_what_was_given_up_before_it_began_is_not_read(other_page, source):
    reason = other_page.evaluate(f"""async () => {{
      const signal = AbortSignal.abort("not now");
      return reader.read(await ({source})(), {{ signal }}).then(() => "read", (reason) => reason);
    }}""")
    assert reason == "not now"


def test_very_much_ink_can_be_given_up(other_page):
    """Long work takes turns with the page: after it was given up, it takes none any more."""
    told = other_page.evaluate("""async () => {
      const strokes = Array.from({ length: 500 }, (_, i) =>
        Array.from({ length: 20 }, (_, k) => ({ x: 30 * (i % 25) + 9 * ((7 * k + i) % 5), y: 40 * (i % 20) + 3 * k })));
      const given = new AbortController();
      let [since, turns] = [Infinity, 0];
      const Channel = MessageChannel;
      window.MessageChannel = class extends Channel {
        constructor() {
          super();
          if (performance.now() > since) turns++;
        }
      };
      setTimeout(() => {
        since = performance.now();
        given.abort();
      }, 100);
      const name = await reader.read(strokes, { signal: given.signal }).then(() => "read", ({ name }) => name);
      const after = performance.now() - since;
      await new Promise((then) => setTimeout(then, 200));
      window.MessageChannel = Channel;
      return { name, after, turns };
    }""")
    assert told["name"] == "AbortError"
    assert told["after"] <= 100
    assert told["turns"] <= 1


def test_how_much_of_a_picture_is_read_is_told(other_page):
    shares = other_page.evaluate(
        """async (strokes) => {
          const shares = [];
          await reader.read(await sources.Blob(strokes), { onProgress: (share) => shares.push(share) });
          return shares;
        }""",
        two_and_five(),
    )
    assert len(shares) >= 3
    assert shares == sorted(set(shares))
    assert 0 < shares[0] < 0.2
    assert shares[-1] == 1


# Nothing to read


@pytest.mark.parametrize(
    "source",
    [
        "() => []",
        "() => [[]]",
        "() => document.createElement('canvas')",
        "() => sources.HTMLCanvasElement([], { ground: 'white' })",
        "() => sources.HTMLCanvasElement([], { ground: 'black' })",
        "() => sources.HTMLCanvasElement([], { ground: 'teal' })",
        "() => sources.OffscreenCanvas([])",
        "() => new OffscreenCanvas(50, 50)",
        "() => new ImageData(50, 50)",
    ],
)
def test_no_ink_is_no_digit(other_page, source):
    assert read(other_page, source) == {"text": "", "digits": [], "rows": []}


def test_a_blank_photograph_is_no_digit(other_page):
    noisy = np.random.default_rng(1).normal(200, 2, (160, 200, 3)).clip(0, 255).astype(np.uint8)
    file = io.BytesIO()
    Image.fromarray(noisy).save(file, "JPEG", quality=80)
    assert read_file(other_page, file.getvalue(), "image/jpeg") == {"text": "", "digits": [], "rows": []}


# Results


def test_a_reading_is_plain_and_complete(other_page):
    """What the contract names, and nothing that can't be cloned, sent to a worker or stored."""
    reading = other_page.evaluate("async (s) => structuredClone(await reader.read(s))", points("open four"))
    [digit] = reading["digits"]
    assert (reading["text"], digit["digit"]) == ("4", 4)
    names = {"digit", "confidence", "probabilities", "alternatives", "rejected", "row", "box", "image"}
    assert set(digit) == names
    assert (digit["rejected"], digit["row"], len(digit["image"])) == (False, 0, 784)
    assert len(digit["probabilities"]) == 10
    assert sum(digit["probabilities"]) == pytest.approx(1, abs=1e-4)
    assert digit["probabilities"][4] == max(digit["probabilities"])
    # The confidence is that of a digit at all, times that of this one among digits.
    is_digit = digit["confidence"] / digit["probabilities"][4]
    assert 0.5 < is_digit <= 1 + 1e-6
    ranked = sorted(range(10), key=lambda i: -digit["probabilities"][i])
    assert [other["digit"] for other in digit["alternatives"]] == ranked[1:4]
    for other in digit["alternatives"]:
        assert other["confidence"] == pytest.approx(is_digit * digit["probabilities"][other["digit"]], abs=1e-6)
    plain = """async (strokes) => {
      const isPlain = (value) => value === null || typeof value !== "object" || value instanceof Float32Array
        || ([Object.prototype, Array.prototype].includes(Object.getPrototypeOf(value))
            && Object.values(value).every(isPlain));
      return isPlain(await reader.read(strokes));
    }"""
    assert other_page.evaluate(plain, points("open four"))


def test_reading_twice_gives_the_same_and_changes_nothing(other_page):
    same = """async (strokes) => {
      const before = JSON.stringify(strokes);
      const first = JSON.stringify(await reader.read(strokes));
      return first === JSON.stringify(await reader.read(strokes)) && before === JSON.stringify(strokes);
    }"""
    assert other_page.evaluate(same, points("eight"))


# Prepared images


def test_classify_takes_any_number_of_images(other_page):
    shares = other_page.evaluate(
        """async (drawings) => {
          const readings = await Promise.all(drawings.map((strokes) => reader.read(strokes)));
          const one = readings.map(({ digits }) => digits[0].image);
          const many = new Float32Array(300 * 784);
          for (let i = 0; i < 300; i++) many.set(one[i % 10], 784 * i);
          const before = many.slice();
          const all = await reader.classify(many);
          return {
            isFloat32: all instanceof Float32Array,
            untouched: many.every((value, i) => value === before[i]),
            none: (await reader.classify(new Float32Array(0))).length,
            one: Array.from(await reader.classify(one[3])),
            all: Array.from(all),
            read: readings.map(({ digits }) => digits[0].probabilities),
          };
        }""",
        [points(name) for name in PLAIN],
    )
    assert (shares["isFloat32"], shares["untouched"], shares["none"]) == (True, True, 0)
    rows = np.array(shares["all"]).reshape(300, 10)
    assert rows.argmax(1).tolist() == 30 * list(range(10))
    assert rows == pytest.approx(np.tile(shares["read"], (30, 1)), abs=1e-5)
    assert shares["one"] == pytest.approx(shares["read"][3], abs=1e-5)


@pytest.mark.parametrize(
    ("images", "came"),
    [
        ("new Float32Array(783)", "783 values"),
        ("new Float32Array(785)", "785 values"),
        ("new Float32Array(28)", "28 values"),
        ("Array(784).fill(0)", "Array"),
        ("new Float64Array(784)", "Float64Array"),
        ("undefined", "undefined"),
        ("null", "null"),
    ],
)
def test_classify_says_what_it_expects(other_page, images, came):
    said = complaint(other_page, f"reader.classify({images})")
    assert said.startswith("TypeError: ")
    assert "Float32Array of n×784" in said
    assert came in said


@pytest.mark.parametrize(
    ("change", "came"),
    [("image[9] = NaN", "a value of NaN"), ("image[783] = 1.5", "a value of 1.5"), ("image[0] = -1", "a value of -1")],
)
@pytest.mark.parametrize("call", ["classify", "scores", "readPrepared", "layers"])
def test_prepared_images_that_hold_other_than_shares_are_refused(other_page, call, change, came):
    make = f"(() => {{ const image = new Float32Array(784); {change}; return image; }})()"
    said = complaint(other_page, f"reader.{call}({make})")
    expected = "n×784" if call in ("classify", "scores") else "784"
    assert said == f"TypeError: {call} expects a Float32Array of {expected} values in [0, 1]; this came: {came}."


@pytest.mark.parametrize("call", ["readPrepared", "layers"])
@pytest.mark.parametrize(
    ("image", "came"),
    [
        ("new Float32Array(0)", "0 values"),
        ("new Float32Array(2 * 784)", "1568 values"),
        ("Array(784).fill(0)", "Array"),
    ],
)
def test_what_takes_one_image_takes_one(other_page, call, image, came):
    said = complaint(other_page, f"reader.{call}({image})")
    assert said == f"TypeError: {call} expects a Float32Array of 784 values in [0, 1]; this came: {came}."


@pytest.mark.parametrize(
    "box", ["null", "{}", "{ x: NaN, y: 0, width: 1, height: 1 }", "{ x: 0, y: 0, width: -1, height: 1 }"]
)
def test_a_box_is_a_place(other_page, box):
    said = complaint(other_page, f"reader.readPrepared(new Float32Array(784), {box})")
    assert said.startswith("TypeError: readPrepared expects a box { x, y, width, height } of finite numbers")


# Much ink


def test_of_too_many_strokes_the_newest_are_read_and_it_says_how_many_are_left_out(other_page):
    line = "(i) => Array.from({ length: 9 }, (_, j) => ({ x: 40 * i + j, y: 10 * j }))"
    reading = read(other_page, f"(count) => Array.from({{ length: count }}, (_, i) => ({line})(i))", 503)
    assert (reading["leftOut"], len(reading["digits"])) == (3, 500)
    assert min(digit["box"]["x"] for digit in reading["digits"]) == 120
    few = read(other_page, f"(count) => Array.from({{ length: count }}, (_, i) => ({line})(i))", 2)
    assert "leftOut" not in few


def test_a_reader_learns_two_hundred_corrections_and_no_more(other_page):
    said, text = other_page.evaluate(
        """async () => {
          const pupil = await createReader();
          const lesson = (i) => ({ image: new Float32Array(784).fill((i + 1) / 300), digit: i % 10 });
          const lessons = (count) => Array.from({ length: count }, (_, i) => lesson(i));
          await pupil.learn(lessons(200));
          const { text } = await pupil.readPrepared(lesson(9).image);
          const said = await complaint(pupil.learn(lessons(201)));
          pupil.dispose();
          return [said, text];
        }"""
    )
    assert said == "TypeError: learn expects at most 200 corrections; 201 came. Leave out the oldest."
    assert text in {*"0123456789", "?"}


# Errors


def test_an_unknown_model_names_the_known(other_page):
    assert "default" in (said := complaint(other_page, "createReader({ model: 'best' })"))
    assert '"best"' in said
    assert complaint(other_page, "createReader({ model: 'toString' })").startswith("ModelError")


@pytest.mark.parametrize(
    ("source", "came"),
    [
        ("new Blob(['Seven, in words'], { type: 'text/plain' })", "text, not a picture"),
        ("new Blob([], { type: 'image/png' })", "empty (0 bytes)"),
        ("null", "null"),
        ("undefined", "undefined"),
        ("42", "42"),
        ("'digit.png'", "digit.png"),
        ("({ width: 3 })", "object"),
        ("new Image()", "HTMLImageElement"),
        ("Object.assign(document.createElement('canvas'), { width: 0 })", "HTMLCanvasElement"),
    ],
)
def test_what_is_no_picture_is_told_so(other_page, source, came):
    said = complaint(other_page, f"reader.read({source})")
    assert said.startswith("TypeError: ")
    assert "Expected PNG, JPEG" in said if source.startswith("new Blob") else "expected strokes, a canvas" in said
    assert came in said


@pytest.mark.parametrize("strokes", ["[[{ x: 1 }]]", "[[{ x: NaN, y: 1 }]]", "[{ x: 1, y: 1 }]", "[1, 2]", "[null]"])
def test_what_are_no_strokes_is_told_so(other_page, strokes):
    said = complaint(other_page, f"reader.read({strokes})")
    assert said.startswith("TypeError: ")
    assert "[[{x, y}, …], …]" in said


# Life and death


def test_a_reader_that_was_disposed_of_says_so(other_page):
    said = other_page.evaluate(
        """async (strokes) => {
          const reader = await createReader();
          reader.dispose();
          reader.dispose();
          const picture = reader.read(await sources.Blob(strokes));
          const others = [reader.read(strokes), reader.classify(new Float32Array(784))];
          return Promise.all([picture, ...others].map(complaint));
        }""",
        points("two"),
    )
    assert all("disposed" in one for one in said)


def test_two_readers_at_once(other_page):
    """They read side by side; and one goes on when the other is gone, leaving no tensor behind."""
    texts, tensors = other_page.evaluate(
        """async (drawings) => {
          const before = reader.tensorCount();
          const [second, third] = await Promise.all([createReader(), createReader({ model: "default" })]);
          const all = drawings.flatMap((strokes) => [second.read(strokes), third.read(strokes)]);
          const readings = await Promise.all(all);
          second.dispose();
          readings.push(await third.read(drawings[0]));
          third.dispose();
          readings.push(await reader.read(drawings[0]));
          return [readings.map(({ text }) => text).join(""), [before, reader.tensorCount()]];
        }""",
        [points(name) for name in PLAIN],
    )
    assert texts == "00112233445566778899" + "0" + "0"
    assert tensors[0] == tensors[1] > 0


def test_fifty_readers_leave_nothing_behind(other_page):
    many = """async ([strokes, times]) => {
      for (let i = 0; i < times; i++) {
        const one = await createReader();
        if ((await one.read(strokes)).text !== "9") throw new Error(`Reader ${i} read something else.`);
        one.dispose();
      }
      return reader.tensorCount();
    }"""
    session = other_page.context.new_cdp_session(other_page)

    def heap():
        for _ in range(3):
            session.send("HeapProfiler.collectGarbage")
        usage = session.send("Runtime.getHeapUsage")
        return usage["usedSize"] + usage["backingStorageSize"]

    tensors = other_page.evaluate(many, [points("nine"), 5])  # what is made once is there
    before = heap()
    assert other_page.evaluate(many, [points("nine"), 50]) == tensors
    assert heap() < before + 1_000_000  # bytes; a reader takes 400,000
    session.detach()


@pytest.mark.parametrize(
    "given",
    [
        "new URL('../MODEL/card.json', location.href)",
        "'../MODEL/card.json'",
        "await network('../MODEL/')",
    ],
)
def test_a_network_is_given_by_its_address_or_its_bytes(other_page, given):
    """Its files lie where somebody has put them, under their own names."""
    model = site.ROOT / "web" / "model" / "three-conv"
    other_page.route("**/mine/*", lambda route: route.fulfill(path=model / route.request.url.rsplit("/", 1)[1]))
    network = """async (folder) => {
      const [card, graph, weights] = await Promise.all(
        ["card.json", "model.json", "weights.bin"].map(async (name) => (await fetch(folder + name)).arrayBuffer()),
      );
      return { card: JSON.parse(new TextDecoder().decode(card)), graph, weights };
    }"""
    read = f"""async (strokes) => {{
      const network = {network};
      const own = await createReader({{ model: {given.replace("MODEL", "mine")} }});
      const {{ text }} = await own.read(strokes);
      own.dispose();
      return [own.card.name, text];
    }}"""
    assert other_page.evaluate(read, points("three")) == ["three-conv", "3"]
    other_page.unroute("**/mine/*")


def test_loading_a_reader_is_given_up(other_page):
    given_up = """async () => {
      const given = new AbortController();
      const loading = createReader({ signal: given.signal, onProgress: () => given.abort("enough") });
      const reason = await loading.then(() => "it went on", (reason) => reason);
      return [reason, await createReader({ signal: AbortSignal.abort("not now") }).catch((reason) => reason)];
    }"""
    before = other_page.evaluate("reader.tensorCount()")
    assert other_page.evaluate(given_up) == ["enough", "not now"]
    other_page.wait_for_function("(before) => reader.tensorCount() === before", arg=before)


def test_what_is_loaded_ahead_is_fetched_and_using_frees_a_reader(other_page):
    ahead = """async () => {
      const before = reader.tensorCount();
      const { length } = performance.getEntriesByType("resource");
      await preload({ model: "augmented" });
      const fetched = performance.getEntriesByType("resource").slice(length).map(({ name }) => name);
      const counts = [reader.tensorCount() - before];
      const one = await createReader();
      counts.push(reader.tensorCount() - before);
      one[Symbol.dispose]();
      return [fetched.some((name) => /augmented.weights-/.test(name)), ...counts, reader.tensorCount() - before];
    }"""
    assert other_page.evaluate(ahead) == [True, 0, 1, 0]


def test_readings_leave_no_tensor_behind(other_page):
    before, after = other_page.evaluate(
        """async (strokes) => {
          const before = reader.tensorCount();
          const canvas = sources.HTMLCanvasElement(strokes);
          for (let i = 0; i < 50; i++) await Promise.all([reader.read(strokes), reader.read(canvas)]);
          await complaint(reader.classify(new Float32Array(3)));
          return [before, reader.tensorCount()];
        }""",
        points("nine"),
    )
    assert before == after


def test_progress_is_told(other_page):
    progress = other_page.evaluate(
        """async () => {
          const told = [];
          (await createReader({ onProgress: (one) => told.push(one) })).dispose();
          return told;
        }"""
    )
    loaded = [one["loaded"] for one in progress]
    assert loaded == sorted(loaded)
    assert loaded[-1] == progress[-1]["total"] > 0
