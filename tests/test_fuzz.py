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


@pytest.mark.parametrize(("what", "count"), [("strokes", 150), ("pictures", 150), ("others", 120)])
def test_whatever_comes_is_read_or_refused_in_plain_words(fuzzed, what, count):
    """And no tensor is left over."""
    before = fuzzed.evaluate("() => fuzz.tensors()")
    found = fuzz.read(fuzzed, what, count, SEED)
    assert (found["bad"], found["uncaught"]) == ([], [])
    assert sum(found["counts"].values()) == count
    assert found["counts"]["refused"] > 0 and found["counts"].get("read", 0) > 0
    assert fuzzed.evaluate("() => fuzz.tensors()") == before


@pytest.mark.parametrize(("what", "count"), [("links", 25), ("drawings", 25), ("corrections", 12)])
def test_whatever_is_brought_is_taken_or_refused_in_plain_words(fuzzed, what, count):
    found = fuzz.bring(fuzzed, what, count, SEED)
    assert (found["bad"], found["uncaught"]) == ([], [])
    assert sum(found["counts"].values()) == count
    assert found["counts"]["refused"] > 0 and found["counts"]["taken"] > 0


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
    const signs = text.replaceAll(" ", "");
    return leftOut ? `${signs}, ${leftOut} left out` : signs;
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
            "TypeError: read expects at most 1,000,000 points at once; 1,000,001",
        ),
        (501, 2, 500 * "1" + ", 1 left out"),
    ],
)
def test_how_much_can_be_read_at_once(fuzzed, strokes, points, said):
    assert fuzzed.evaluate(MANY, [strokes, points]).startswith(said)


def test_a_pad_with_more_strokes_than_can_be_read_at_once_reads_the_newest_and_says_so(pad_page):
    """Five hundred dots may be read; of one more, the newest."""
    pad_page.evaluate("""() => {
      window.added = []; // boxes, at once
      new MutationObserver((changes) => added.push(changes.reduce((sum, { addedNodes }) => sum + addedNodes.length, 0)))
        .observe(document.querySelector("[data-testid=boxes]"), { childList: true });
      const pad = document.querySelector("[data-testid=pad]");
      const { left, top, width, height } = pad.getBoundingClientRect();
      for (let i = 0; i < 501; i++) {
        const [x, y] = [0.02 + 0.04 * (i % 25), 0.02 + 0.045 * Math.floor(i / 25)];
        const at = { clientX: left + width * x, clientY: top + height * y };
        for (const type of ["pointerdown", "pointerup"])
          pad.dispatchEvent(new PointerEvent(type, { ...at, pointerId: 1, bubbles: true, cancelable: true }));
      }
    }""")
    expect(pad_page.get_by_test_id("notice-text")).to_contain_text("Only the newest 500 strokes are read: there is")
    expect(pad_page.locator("html")).to_have_attribute("data-state", "ready")
    expect(pad_page.get_by_test_id("reading")).not_to_have_text("")
    newest = pad_page.evaluate("readings.at(-1).digits.filter(({ row }) => row === 0).map(({ box }) => box.x)")
    assert min(newest) > 50, "the first is left out"
    digits = len(pad_page.get_by_test_id("reading").inner_text().translate({ord(" "): "", ord("\n"): ""}))
    pad_page.wait_for_function("(count) => added.reduce((a, b) => a + b, 0) === count", arg=digits)
    assert digits > 300 and pad_page.evaluate("() => Math.max(...added)") <= 60  # all at once stop the page
    pad_page.get_by_test_id("undo").click()
    expect(pad_page.get_by_test_id("notice")).to_be_hidden()
    expect(pad_page.get_by_test_id("reading")).not_to_have_text("")
    pad_page.get_by_test_id("clear").click()
    assert draw(pad_page, "three")["text"] == "3"
