"""Pictures are read in a worker, network and all, and read there as on the page's own thread."""

import base64
import io

import pytest
from conftest import Problems, watched
from drawings import PLAIN, drawing, placed
from PIL import Image, ImageDraw
from test_pictures import open_reader

NO_WORKER = "window.Worker = class { constructor() { throw new DOMException('no', 'SecurityError'); } };"


def sheet(rows, columns, size, boxed):
    """A picture file in base64: rows of digits, in combs of boxes or on plain paper."""
    step, high = round(1.5 * size), round(2 * size)
    paper = Image.new("L", (columns * step + 2 * size, rows * high + 2 * size), 250)
    pen = ImageDraw.Draw(paper)
    for i in range(rows * columns):
        x, y = size + step * (i % columns), size + high * (i // columns)
        if boxed:
            pen.rectangle([x, y, x + step, y + round(1.4 * size)], outline=90, width=2)
        for stroke in placed(drawing(PLAIN[i * 7 % 10]), x + 0.25 * size, y + 0.2 * size, size):
            pen.line([tuple(point) for point in stroke], fill=20, width=5, joint="curve")
    file = io.BytesIO()
    paper.save(file, "PNG")
    return base64.b64encode(file.getvalue()).decode()


SHEETS = {"page": (4, 10, 50, False), "form": (3, 7, 60, True)}

# Two networks, one of which learns that a 3 is no digit: what they read, all of it, and the page's turns meanwhile.
_READ_ALL = """async (pictures) => {
  const { createReader } = digits;
  const other = await createReader({ model: "three-conv" });
  const Channel = MessageChannel;
  let turns = 0;
  window.MessageChannel = class extends Channel {
    constructor() {
      super();
      turns++; // long work takes turns by these
    }
  };
  const readAll = async () => {
    const all = [];
    for (const picture of pictures)
      for (const each of [reader, other]) all.push(await each.read(fileOf(picture, "image/png")));
    return all;
  };
  const untaught = await readAll();
  const taken = turns;
  window.MessageChannel = Channel;
  const { image } = untaught[0].digits.find(({ digit }) => digit === 3);
  const lesson = { image: image.slice(), digit: null, note: () => "kept by whoever teaches" };
  await reader.learn([lesson]);
  lesson.image.fill(1); // is theirs again
  const taught = await readAll();
  await reader.learn([]);
  const forgotten = await reader.read(fileOf(pictures[0], "image/png"));
  other.dispose();
  return { untaught, taught, forgotten, turns: taken };
}"""


def read_all(page):
    read = page.evaluate(_READ_ALL, [sheet(*each) for each in SHEETS.values()])
    return read, page.workers


@pytest.fixture(scope="module")
def both_ways(chromium, address):
    """What is read by a worker, and where there is none."""
    problems, read = Problems(), {}
    for way in ("worker", "page"):
        with watched(chromium, problems) as page:
            if way == "page":
                page.add_init_script(NO_WORKER)
            read[way], workers = read_all(open_reader(page, address))
            assert len(workers) == (1 if way == "worker" else 0)
    assert problems.unexpected() == []
    return read


def test_a_worker_reads_to_the_last_digit_of_every_probability_as_the_page_does(both_ways):
    """Also by several networks in turn, and with what was learnt, and after that was forgotten."""
    in_worker, on_page = (both_ways[way] for way in ("worker", "page"))
    for what in ("untaught", "taught", "forgotten"):
        assert in_worker[what] == on_page[what]
    page, page_by_other, form, _ = in_worker["untaught"]
    for reading, (rows, columns, *_) in zip((page, form), SHEETS.values(), strict=True):
        expected = "".join(str(i * 7 % 10) for i in range(rows * columns))
        assert reading["text"].replace("\n", "") == expected
        assert reading["text"].count("\n") == rows - 1
    assert page["digits"] != page_by_other["digits"]
    taught = in_worker["taught"][0]["text"]
    assert taught == page["text"].replace("3", "?")
    assert in_worker["forgotten"] == page


def test_the_pages_own_thread_does_none_of_the_work(both_ways):
    """A reading asks the worker by one channel, and waits for its table by one; 10 ms of work would take another."""
    assert both_ways["worker"]["turns"] == 2 * 2 * len(SHEETS)  # by two networks
    assert both_ways["page"]["turns"] > 5 * len(SHEETS)


def test_a_network_that_fails_in_the_worker_is_told_of_as_on_the_page(new_page, address):
    page = open_reader(new_page(), address)
    read = """(picture) => reader.read(fileOf(picture, "image/png")).then(({ text }) => text, (error) =>
      [error instanceof digits.ModelError, error.name, error.message])"""
    picture = sheet(1, 3, 60, False)
    assert page.evaluate(read, picture) == "074"
    page.workers[0].evaluate("() => { Math.exp = () => NaN; }")  # which makes probabilities
    is_one, name, message = page.evaluate(read, picture)
    assert (is_one, name) == (True, "ModelError")
    assert message.startswith('The model "default" is broken: what it gives are not probabilities')


def test_a_worker_that_has_nothing_to_do_ends_and_the_next_picture_gets_another_one(new_page, address):
    """What pictures have left in its memory goes with it."""
    page = open_reader(new_page(), address, workers_rest=True)
    read = """(picture) => reader.read(fileOf(picture, "image/png")).then(({ text }) => text)"""
    ended = []
    page.on("worker", lambda worker: worker.on("close", lambda closed: ended.append(closed)))
    for count in (1, 2):
        assert page.evaluate(read, sheet(1, 3, 60, False)) == "074"
        for _ in range(100):
            if len(ended) == count:
                break
            page.wait_for_timeout(100)
        assert (len(ended), page.workers) == (count, [])


@pytest.mark.parametrize("way", ["worker", "page"])
def test_pictures_are_read_without_the_row_network_and_the_console_says_so(chromium, address, way):
    problems = Problems()
    with watched(chromium, problems) as page:
        if way == "page":
            page.add_init_script(NO_WORKER)
        page.route("**/rows/*", lambda route: route.abort())
        open_reader(page, address)
        asked = []
        page.on("request", lambda request: asked.append(request.url))
        read = """(picture) => reader.read(fileOf(picture, "image/png")).then(({ text }) => text)"""
        assert page.evaluate(read, sheet(1, 3, 60, False)) == "074"
        assert any("/rows/card-" in url for url in asked), "it is fetched with the first picture"
    said = [problem for problem in problems.unexpected() if "ERR_FAILED" not in problem]
    assert len(said) == 1
    assert said[0].startswith("Console: Digits that touch are read less well: The model's card could not be fetched")
