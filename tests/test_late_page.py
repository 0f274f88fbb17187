"""User stories on a slow line: what arrives late never takes the place of something newer."""

import json

import pytest
from conftest import Held, choose_network, draw, opened
from drawings import drawing, on_pad
from playwright.sync_api import expect
from test_dialogs_page import DAMAGED, SEVEN
from test_picture_page import picture

TEST_DIGITS = "**/test-digits/*.bin"
OTHER = "three-conv"
IS_PICTURE = "This is a picture. To write, go back to the drawing."


@pytest.fixture
def slow_digits(pad_page):
    """The page after a press of Test digit, whose digits the host holds back."""
    held = Held(pad_page, TEST_DIGITS)
    pad_page.get_by_test_id("sample").click()
    pad_page.wait_for_timeout(100)
    while not held.routes:
        pad_page.wait_for_timeout(20)
    return held


def arrived(page, held):
    """What was held back has come, and the page has had time to show it."""
    held.asked()
    with page.expect_response(lambda _: True):
        held.release()
    page.wait_for_load_state("networkidle")
    page.evaluate("() => new Promise((then) => setTimeout(() => requestAnimationFrame(then), 100))")


def sources(page):
    return set(page.evaluate("readings.map(({ source }) => source)"))


def bring_picture(page, digits):
    page.get_by_test_id("upload").set_input_files(picture(digits))
    page.wait_for_function("(text) => readings.at(-1)?.source === 'image' && readings.at(-1).text === text", arg=digits)


def saved_drawing(name):
    """A file with a drawing, as Save writes it."""
    strokes = [[{"x": 300 + 300 * x, "y": 200 + 300 * y} for x, y in stroke] for stroke in drawing(name)]
    content = json.dumps({"format": "digitpad drawing", "version": 1, "strokes": strokes}).encode()
    return {"name": "drawing.json", "mimeType": "application/json", "buffer": content}


def begin_stroke(page):
    """The pen goes down and draws a line, and stays down."""
    [[(x, y), *points]] = on_pad(page, drawing("bar"))
    page.mouse.move(x, y)
    page.mouse.down()
    for point in points[:: len(points) // 5]:
        page.mouse.move(*point)


# Test digits


def test_a_picture_stays_though_a_test_digit_comes_late(pad_page, slow_digits):
    bring_picture(pad_page, "204")
    arrived(pad_page, slow_digits)
    expect(pad_page.get_by_test_id("reading")).to_have_text("204")
    expect(pad_page.get_by_role("img", name="The picture 204.png")).to_be_visible()
    assert sources(pad_page) == {"image"}


def test_a_growing_stroke_stays_though_a_test_digit_comes_late(pad_page, slow_digits):
    begin_stroke(pad_page)
    arrived(pad_page, slow_digits)
    expect(pad_page.locator("html")).to_have_attribute("data-view", "drawing")
    [[*_, end]] = on_pad(pad_page, drawing("bar"))
    pad_page.mouse.move(*end)
    pad_page.mouse.up()
    expect(pad_page.get_by_test_id("reading")).to_have_text("1")
    expect(pad_page.get_by_text(IS_PICTURE)).to_be_hidden()
    assert sources(pad_page) == {"pad"}


@pytest.mark.parametrize("press", ["Escape", "clear"])
def test_a_test_digit_that_was_given_up_never_comes(pad_page, slow_digits, press):
    expect(pad_page.get_by_test_id("busy")).to_be_visible()
    if press == "clear":
        pad_page.get_by_test_id("clear").click()
    else:
        pad_page.keyboard.press(press)
    expect(pad_page.get_by_test_id("busy")).to_be_hidden()
    arrived(pad_page, slow_digits)
    expect(pad_page.locator("html")).to_have_attribute("data-view", "drawing")
    assert "sample" not in sources(pad_page)


def test_an_undone_stroke_counts_as_newer(page, address):
    opened(page, address)
    draw(page, "bar")
    held = Held(page, TEST_DIGITS)
    page.get_by_test_id("sample").click()
    expect(page.get_by_test_id("busy")).to_be_visible()
    page.keyboard.press("Control+z")
    expect(page.get_by_test_id("busy")).to_be_hidden()
    arrived(page, held)
    expect(page.locator("html")).to_have_attribute("data-view", "drawing")


def test_the_second_of_two_presses_brings_one_test_digit(pad_page, slow_digits):
    pad_page.get_by_test_id("sample").click()
    arrived(pad_page, slow_digits)
    pad_page.wait_for_function("() => readings.length > 0")
    assert pad_page.evaluate("readings.map(({ source }) => source)") == ["sample"]


def test_an_earlier_drawing_stays_though_a_test_digit_comes_late(page, address):
    opened(page, address)
    draw(page, "two")
    page.get_by_test_id("clear").click()
    held = Held(page, TEST_DIGITS)
    page.get_by_test_id("sample").click()
    expect(page.get_by_test_id("busy")).to_be_visible()
    page.get_by_test_id("open-history").click()
    page.get_by_test_id("bring-back").click()
    expect(page.get_by_test_id("reading")).to_have_text("2")
    arrived(page, held)
    expect(page.get_by_test_id("reading")).to_have_text("2")
    assert "sample" not in sources(page)


def test_what_failed_late_is_not_told_over_newer_work(pad_page, slow_digits, problems):
    problems.allow("Failed to load resource")
    draw(pad_page, "bar")
    for route in slow_digits.routes:
        route.abort()
    pad_page.unroute(TEST_DIGITS)
    pad_page.wait_for_load_state("networkidle")
    expect(pad_page.get_by_test_id("notice")).to_be_hidden()
    expect(pad_page.get_by_test_id("reading")).to_have_text("1")


# Drawings


def test_a_stroke_stays_though_a_saved_drawing_opens_late(page, address):
    held = Held(page, "**/assets/shared-*.js")  # which the page may fetch by itself, once it can read
    opened(page, address)
    page.get_by_test_id("upload").set_input_files(saved_drawing("two"))
    held.asked()
    draw(page, "bar")
    arrived(page, held)
    expect(page.get_by_test_id("reading")).to_have_text("1")
    assert page.evaluate("readings.at(-1).strokes") == 1


@pytest.mark.parametrize("link", [SEVEN, DAMAGED], ids=["whole", "damaged"])
def test_a_stroke_stays_though_a_linked_drawing_opens_late(page, address, link):
    held = Held(page, "**/assets/shared-*.js")  # which the page may fetch by itself, once it can read
    opened(page, address)
    page.evaluate("(link) => { location.hash = link; }", link)
    held.asked()
    draw(page, "bar")
    arrived(page, held)
    expect(page.get_by_test_id("reading")).to_have_text("1")
    assert page.evaluate("location.hash").startswith("#drawing=")  # a reload brings what was linked
    expect(page.get_by_test_id("notice")).to_be_hidden()


def test_a_picture_stays_though_a_saved_drawing_opens_late(page, address):
    held = Held(page, "**/assets/shared-*.js")  # which the page may fetch by itself, once it can read
    opened(page, address)
    page.get_by_test_id("upload").set_input_files(saved_drawing("two"))
    held.asked()
    bring_picture(page, "5")
    arrived(page, held)
    expect(page.get_by_test_id("reading")).to_have_text("5")


# Networks, panels, dialogs


def test_the_network_that_was_chosen_last_reads_whichever_comes_last(page, address):
    opened(page, address)
    held = Held(page, f"**/model/{OTHER}/weights-*.bin")
    page.get_by_test_id("model").select_option(OTHER)
    expect(page.get_by_test_id("progress")).to_be_visible()
    choose_network(page, "default")
    arrived(page, held)
    page.wait_for_timeout(500)  # which loading takes
    expect(page.get_by_test_id("model")).to_have_value("default")
    page.get_by_test_id("open-sees").click()
    expect(page.get_by_test_id("about")).to_contain_text("(default):")
    assert page.evaluate("localStorage.getItem('digitpad-model')") == "default"


def test_the_dialog_that_was_asked_for_last_opens(page, address):
    held = Held(page, "**/assets/dialogs-*.js")
    opened(page, address)
    page.get_by_test_id("open-history").click()
    page.get_by_test_id("open-settings").click()
    arrived(page, held)
    expect(page.get_by_role("dialog")).to_contain_text("Theme")


def test_the_panel_that_was_asked_for_last_opens(page, address):
    held = Held(page, "**/assets/panels-*.js")
    opened(page, address)
    page.get_by_test_id("open-test-set").click()
    page.get_by_test_id("open-sees").click()
    arrived(page, held)
    expect(page.get_by_test_id("sees-hint")).to_be_visible()
    expect(page.get_by_test_id("run")).to_have_count(0)
