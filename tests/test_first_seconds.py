"""User stories of the first seconds: what is above the fold, ink that writes itself, and examples to press."""

import pytest
from accessible import expect_accessible
from conftest import Held, in_window, last_reading, opened
from drawings import by_mouse, drawing, on_pad
from playwright.sync_api import expect

ABOVE = ("pad", "reading", "bars", "undo", "redo", "upload", "sample", "clear")
PANELS = ("open-sees", "open-compare", "open-test-set")
SIZES = [(1366, 650), (1280, 720), (390, 844)]

_SHIFTS = """() => {
  window.shifts = [];
  new PerformanceObserver((list) => shifts.push(...list.getEntries().map(({ value }) => value)))
    .observe({ type: "layout-shift", buffered: true });
}"""


def example(page, name):
    return page.get_by_test_id(f"example-{name}")


def below(page, name, height):
    """How many pixels of a part are below a window of that height, or on phones behind the buttons at its foot."""
    box = page.get_by_test_id(name).bounding_box()
    tabs = page.locator(".tabs")
    is_covered = name not in PANELS and tabs.evaluate("(tabs) => getComputedStyle(tabs).position") == "fixed"
    return max(0, box["y"] + box["height"] - (tabs.bounding_box()["y"] if is_covered else height))


def test_all_that_one_needs_is_above_the_fold(page, address):
    opened(page, address)
    expect(example(page, "number")).to_be_visible()
    for width, height in SIZES:
        in_window(page, width, height)
        parts = (*ABOVE, "examples", *(name for name in PANELS if page.get_by_test_id(name).count()))
        assert len(parts) >= 10
        assert {name: below(page, name, height) for name in parts if below(page, name, height)} == {}
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        if width < 500:
            assert page.get_by_test_id("pad").bounding_box()["height"] >= height / 2
        example(page, "number").click()
        page.wait_for_function("() => readings.at(-1)?.text === '2048'")
        assert {name: below(page, name, height) for name in ABOVE if below(page, name, height)} == {}
        page.get_by_test_id("clear").click()
        expect(example(page, "number")).to_be_visible()


def test_the_examples_come_although_a_key_is_pressed(page, address):
    """After a key, Chromium calls a page idle no more until something else happens."""
    held = Held(page, "**/weights-*.bin")
    page.goto(address)
    expect(page.get_by_test_id("progress")).to_be_visible()
    held.release()
    expect(page.locator("html")).to_have_attribute("data-state", "ready")
    page.keyboard.press("Tab")
    expect(example(page, "number")).to_be_visible()


READ = {"number": "2048", "rows": "305\n67\n918", "tricky": "17", "letter": "?", "photograph": "12 340\n8 95\n76 208"}


def test_each_example_is_read_as_what_it_shows_and_nothing_moves(new_page, address):
    page = new_page(reduced_motion="reduce")  # no size of a test before, from which things would move
    page.goto(address)
    page.evaluate(_SHIFTS)
    for name, text in READ.items():
        if name == "photograph":  # a table takes more of the page's width
            assert sum(page.evaluate("shifts")) == 0
        button = example(page, name)
        expect(button).to_be_visible()
        button.press("Enter")  # by keyboard: the focus goes where the row is brought back
        page.wait_for_function("(text) => readings.at(-1)?.finished && readings.at(-1).text === text", arg=text)
        expect(button).to_be_hidden()
        expect(page.get_by_test_id("clear")).to_be_focused()
        if name == "photograph":
            assert page.evaluate("readings.at(-1).source") == "image"
            expect(page.get_by_role("grid")).to_be_visible()
        page.keyboard.press("Enter")
    expect(example(page, "letter")).to_be_visible()
    expect_accessible(page)


@pytest.mark.motion
def test_an_empty_pad_writes_a_number_once_and_then_it_is_ones_turn(page, address):
    opened(page, address)
    ghost, hint = page.get_by_test_id("ghost"), page.get_by_test_id("hint")
    expect(ghost).to_be_visible()
    expect(hint).to_be_hidden()
    assert page.evaluate("readings.length") == 0  # it is no ink
    expect(page.get_by_test_id("undo")).to_be_disabled()
    expect(ghost).to_have_count(0)
    expect(hint).to_contain_text("Your turn")
    expect(hint).to_be_visible()
    opened(page, address)
    expect(example(page, "number")).to_be_visible()
    expect(ghost).to_have_count(0)


@pytest.mark.motion
def test_the_first_stroke_ends_what_writes_itself_at_once(page, address):
    opened(page, address)
    expect(page.get_by_test_id("ghost")).to_be_visible()
    [stroke] = on_pad(page, drawing("seven"))
    page.mouse.move(*stroke[0])
    page.mouse.down()
    assert page.get_by_test_id("ghost").count() == 0
    page.mouse.up()
    page.keyboard.press("Control+z")
    by_mouse(page, [stroke])
    assert last_reading(page, 1)["text"] == "7"


def test_an_empty_pad_has_no_black_square_beside_it(pad_page):
    pixels = pad_page.get_by_test_id("network-input").evaluate("(canvas) => Array.from(pixelsOf(canvas))")
    assert len(pixels) == 4 * 28 * 28 and not any(pixels)


def test_nothing_writes_itself_for_who_wants_no_motion(page, address):
    opened(page, address)
    expect(example(page, "number")).to_be_visible()
    assert page.get_by_test_id("ghost").count() == 0
    expect(page.get_by_test_id("hint")).to_contain_text("Write a digit or a number here")
