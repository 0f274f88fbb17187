"""Random inputs against the public module and the page, a share of what `build.py bench fuzz` reads."""

import pytest
from conftest import Problems, draw, watched
from drawings import DRAWINGS
from playwright.sync_api import expect

from bench import fuzz

SEED = 2  # the bench has another, so that together they see more


@pytest.fixture(scope="module")
def fuzzed(chromium, address):
    problems = Problems()
    given = {"files": fuzz.files(), "drawings": [strokes for _, strokes in DRAWINGS.values()]}
    with watched(chromium, problems) as page:
        fuzz.ready(page, address, given)
        yield page
    assert problems.unexpected() == []


@pytest.mark.parametrize(("what", "count"), [("strokes", 300), ("pictures", 300), ("others", 120)])
def test_whatever_comes_is_read_or_refused_in_plain_words(fuzzed, what, count):
    """And no tensor is left over."""
    before = fuzzed.evaluate("() => fuzz.tensors()")
    found = fuzz.read(fuzzed, what, count, SEED)
    assert (found["bad"], found["uncaught"]) == ([], [])
    assert sum(found["counts"].values()) == count
    assert found["counts"]["refused"] > 0 and found["counts"].get("read", 0) > 0
    assert fuzzed.evaluate("() => fuzz.tensors()") == before


def test_whatever_happens_on_the_page_it_goes_on_reading(fuzzed):
    acted = fuzz.act(fuzzed, 150, SEED)
    assert (acted["uncaught"], acted["states"]) == ([], ["ready"])
    for _ in range(3):  # a notice, a picture, the drawing
        fuzzed.keyboard.press("Escape")
    expect(fuzzed.get_by_test_id("reading")).to_have_text("")
    assert draw(fuzzed, "three")["text"] == "3"


MANY = """async ([strokes, points]) => {
  const line = (i) => Array.from({ length: points }, (_, j) => ({ x: 12 * i + j / points, y: j }));
  try {
    const { text, leftOut } = await fuzz.reader.read(Array.from({ length: strokes }, (_, i) => line(i)));
    return leftOut ? `${text}, ${leftOut} left out` : text;
  } catch (error) {
    return `${error.name}: ${error.message}`;
  }
}"""


@pytest.mark.parametrize(
    ("strokes", "points", "said"),
    [
        (1, 1_000_000, "1"),
        (
            1,
            1_000_001,
            "TypeError: There is too much here to read at once: expected at most 1,000,000 points; 1,000,001",
        ),
        (501, 2, 500 * "1" + ", 1 left out"),
    ],
)
def test_how_much_can_be_read_at_once(fuzzed, strokes, points, said):
    assert fuzzed.evaluate(MANY, [strokes, points]).startswith(said)


def test_of_more_strokes_on_the_pad_than_can_be_read_the_newest_are_read(pad_page):
    """Five hundred dots may be read, and one more not: the first is left out."""
    pad_page.evaluate("""() => {
      const pad = document.querySelector("[data-testid=pad]");
      const { left, top, width, height } = pad.getBoundingClientRect();
      for (let i = 0; i < 501; i++) {
        const [x, y] = [0.02 + 0.04 * (i % 25), 0.02 + 0.045 * Math.floor(i / 25)];
        const at = { clientX: left + width * x, clientY: top + height * y };
        for (const type of ["pointerdown", "pointerup"])
          pad.dispatchEvent(new PointerEvent(type, { ...at, pointerId: 1, bubbles: true, cancelable: true }));
      }
    }""")
    newest = "() => readings.at(-1)?.strokes === 501 && readings.at(-1)"
    reading = pad_page.wait_for_function(newest).json_value()
    assert len(reading["digits"]) == 500
    assert min(digit["box"]["x"] for digit in reading["digits"] if digit["row"] == 0) > 50, "the first is left out"
    expect(pad_page.locator("html")).to_have_attribute("data-state", "ready")
    pad_page.get_by_test_id("clear").click()
    assert draw(pad_page, "three")["text"] == "3"
