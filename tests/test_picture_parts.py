"""User stories of parts of pictures, in a real browser: a rectangle is dragged, or moved by keys, and read alone."""

import re

import pytest
from accessible import expect_accessible
from conftest import in_window, opened
from drawings import by_touch
from playwright.sync_api import expect
from test_picture_page import choose, full_page, notice, picture, read_picture, shown

# Corners of the lower row of `picture("2048", "715")`, in shares of its width and height
LOWER_ROW = (0.03, 0.37), (0.7, 0.72)
SHIFT = 1  # pixels; how far a box may lie elsewhere if only a part is read


@pytest.fixture
def two_rows(pad_page):
    """The page with a picture of two rows, read, and ready for rectangles."""
    return with_two_rows(pad_page)


def with_two_rows(page):
    choose(page, picture("2048", "715"))
    assert read_picture(page)["text"] == "2048\n715"
    expect(page.get_by_test_id("open-part")).to_be_visible()
    return page


def corners(page, *places):
    """Where shares of the picture are in the window."""
    frame = page.get_by_test_id("part").bounding_box()
    return [(frame["x"] + x * frame["width"], frame["y"] + y * frame["height"]) for x, y in places]


def drag(page, start, end, lift=True):
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    page.mouse.move(*end)
    if lift:
        page.mouse.up()


def next_reading(page, count):
    """The announced reading that is the count-th of this page."""
    page.wait_for_function("(count) => readings.length === count", arg=count)
    return page.evaluate("readings.at(-1)")


def boxes(reading):
    return [[digit["box"][side] for side in ("x", "y", "width", "height")] for digit in reading["digits"]]


def frame_of(page):
    return page.get_by_test_id("part-frame")


@pytest.mark.cleared
def test_a_part_of_a_picture_is_dragged_and_read_and_the_whole_again(two_rows):
    page = two_rows
    whole = page.evaluate("readings.at(-1)")
    start, end = corners(page, *LOWER_ROW)
    drag(page, start, end, lift=False)
    box = frame_of(page).bounding_box()
    assert [box["x"], box["y"]] == pytest.approx(start, abs=1)
    assert [box["x"] + box["width"], box["y"] + box["height"]] == pytest.approx(end, abs=1)
    page.mouse.up()
    part = next_reading(page, 2)
    assert (part["text"], part["source"], part["strokes"], part["finished"]) == ("715", "image", 0, True)
    for found, same in zip(boxes(part), boxes(whole)[4:], strict=True):
        assert found == pytest.approx(same, abs=SHIFT)
    shown(page).to_have_text("715")
    expect(frame_of(page)).to_be_visible()
    expect_accessible(page)
    page.get_by_role("button", name="Read the whole picture").press("Enter")
    assert next_reading(page, 3)["text"] == "2048\n715"
    expect(frame_of(page)).to_be_hidden()
    expect(page.get_by_test_id("open-part")).to_be_focused()


@pytest.mark.cleared
def test_presses_select_and_drags_may_begin_on_a_tab_or_be_given_up(two_rows):
    page = two_rows
    tab = page.get_by_role("radio", name=re.compile("^7"))
    tab.click()
    expect(page.locator("[data-winner] b")).to_have_text("7")
    [end] = corners(page, (0.95, 0.95))
    drag(page, end, corners(page, LOWER_ROW[0])[0], lift=False)
    expect(frame_of(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(frame_of(page)).to_be_hidden()
    page.mouse.up()
    expect(page.get_by_role("img", name="The picture")).to_be_visible()  # which Escape closes otherwise
    assert page.evaluate("readings.length") == 1
    middle = tab.bounding_box()
    drag(page, (middle["x"] + 5, middle["y"] + 5), corners(page, (0.7, 0.3))[0])
    part = next_reading(page, 2)
    assert part["text"].endswith("5")
    assert all(digit["box"]["y"] >= 0.3 * 600 - 1 for digit in part["digits"])


@pytest.mark.cleared
def test_a_part_is_chosen_by_keys(two_rows):
    page = two_rows
    button = page.get_by_role("button", name="Read a part")
    button.press("Enter")
    expect(frame_of(page)).to_be_focused()
    expect(page.get_by_test_id("part-bar")).to_contain_text("Arrow keys move")
    expect_accessible(page)
    page.keyboard.press("Escape")
    expect(frame_of(page)).to_be_hidden()
    expect(button).to_be_focused()
    expect(page.get_by_role("img", name="The picture")).to_be_visible()
    button.press("Enter")
    for key, times in {"ArrowLeft": 5, "ArrowDown": 2, "Shift+ArrowRight": 4, "Shift+ArrowUp": 3}.items():
        for _ in range(times):
            page.keyboard.press(key)
    expect(page.get_by_test_id("spoken")).to_have_text("0% from the left, 35% from the top, 70% wide, 35% high")
    page.keyboard.press("Enter")
    assert next_reading(page, 2)["text"] == "715"
    expect(button).to_be_focused()
    button.click()  # begins where the rectangle is
    expect(page.get_by_test_id("spoken")).to_have_text("0% from the left, 35% from the top, 70% wide, 35% high")
    button.click()  # and gives up
    expect(page.get_by_test_id("whole")).to_be_visible()


def test_a_finger_drags_on_a_narrow_screen(new_page, address):
    phone = opened(new_page(has_touch=True, is_mobile=True, viewport={"width": 360, "height": 740}), address)
    with_two_rows(phone)
    by_touch(phone, [corners(phone, *LOWER_ROW)])
    assert next_reading(phone, 2)["text"] == "715"
    sheet, button = (phone.get_by_test_id(name).bounding_box() for name in ("sheet", "whole"))
    assert button["height"] >= 44
    assert sheet["x"] <= button["x"] and button["x"] + button["width"] <= sheet["x"] + sheet["width"]
    phone.get_by_test_id("whole").tap()
    assert next_reading(phone, 3)["text"] == "2048\n715"


def test_the_newest_part_is_read_also_of_a_picture_that_is_too_much(page, address):
    opened(in_window(page, color_scheme="dark"), address)
    choose(page, full_page())
    page.wait_for_function("() => document.querySelector('[data-testid=share]').value >= 0.35")
    surface = page.get_by_test_id("part")
    expect(surface).to_be_visible()
    drag(page, *corners(page, (0.0, 0.0), (0.6, 0.9)))
    drag(page, *corners(page, (0.0, 0.0), (0.5, 0.055)))
    page.wait_for_function("() => readings.at(-1)?.text.length === 15")
    page.wait_for_timeout(300)
    assert page.evaluate("readings.at(-1).text.length") == 15  # none before it comes after it
    read = page.evaluate("readings.length")
    page.get_by_test_id("whole").click()
    left_out = next_reading(page, read + 1)["leftOut"]
    expect(notice(page)).to_contain_text(re.compile(rf"\b{left_out} marks are left out\. .* drag a rectangle"))
    drag(page, *corners(page, (0.0, 0.0), (0.5, 0.055)))
    next_reading(page, read + 2)
    expect(notice(page)).to_be_hidden()
    page.get_by_test_id("clear").click()
    expect(surface).to_be_hidden()
    expect(page.get_by_test_id("part-bar")).to_be_hidden()


@pytest.mark.cleared
def test_a_test_digit_has_no_parts_and_a_line_is_none(pad_page):
    pad_page.get_by_test_id("sample").click()
    pad_page.wait_for_function("() => readings.length === 1")
    surface = pad_page.get_by_test_id("part")
    expect(surface).to_be_visible()
    expect(pad_page.get_by_test_id("open-part")).to_be_hidden()
    drag(pad_page, *corners(pad_page, (0.1, 0.1), (0.8, 0.8)))
    expect(notice(pad_page)).to_contain_text("This is a test digit. To write, go back to the drawing.")
    choose(pad_page, picture("3"))
    next_reading(pad_page, 2)
    drag(pad_page, *corners(pad_page, (0.1, 0.1), (0.1, 0.8)))
    expect(notice(pad_page)).to_contain_text("drag a rectangle over it. To write, go back to the drawing.")
    assert pad_page.evaluate("readings.length") == 2
