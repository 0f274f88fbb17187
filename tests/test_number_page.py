"""User stories of numbers on the pad, in a real browser: written, boxed, looked at digit by digit, refused."""

import re
from itertools import pairwise

import numpy as np
import pytest
from conftest import in_window, last_reading, opened
from drawings import FEW, PLAIN, bounds, by_flick, by_mouse, by_touch, drawing, line, middle_of, on_pad, thinned
from playwright.sync_api import expect
from test_loading import FETCH_FAILED, cut_off

pytestmark = pytest.mark.motion  # boxes are hidden for a while after each stroke

STAR = [line((0.5, 0), (0.8, 1), (0, 0.35), (1, 0.35), (0.2, 1), (0.5, 0))]  # drawn in one line, and no digit


def places(text, y=0.5, size=0.3):
    """The strokes of each digit of one number, and where they go on the pad, side by side about its middle."""
    step = min(1 / len(text), 0.75 * size)  # wider, they would be two numbers
    across = [0.5 + (i - (len(text) - 1) / 2) * step for i in range(len(text))]
    return [(drawing(PLAIN[int(digit)]), {"x": x, "y": y, "size": size}) for digit, x in zip(text, across, strict=True)]


def write(page, text, before=0, **where):
    """Write a number by mouse, from left to right; returns the announced reading of all that is on the pad."""
    drawn = places(text, **where)
    for strokes, place in drawn:
        by_mouse(page, on_pad(page, strokes, **place))
    return last_reading(page, before + sum(len(strokes) for strokes, _ in drawn))


def tabs(page):
    """The tabs of the boxes over the ink, in reading order."""
    return page.get_by_role("radio")


def tab(page, name):
    return page.get_by_role("radio", name=re.compile(f"^{name}"))


def shown(page):
    return expect(page.get_by_test_id("reading"))


def looked_at(page):
    """The digit whose bars are shown, and the index of the one whose 28×28 is, after the next frame."""
    page.evaluate("() => new Promise(requestAnimationFrame)")
    winner = page.locator("[data-winner] b").inner_text()
    picture = page.get_by_test_id("network-input").evaluate("(canvas) => Array.from(pixelsOf(canvas))")
    values = np.array(picture)[::4] / 255
    images = page.evaluate("readings.at(-1).digits.map(({ image }) => Array.from(image))")
    return winner, int(np.argmin([np.abs(np.array(image) - values).sum() for image in images]))


@pytest.mark.cleared
def test_a_number_is_read(pad_page):
    reading = write(pad_page, "20483")
    assert reading["text"] == "20483"
    assert [digit["row"] for digit in reading["digits"]] == [0] * 5
    shown(pad_page).to_have_text("20483")
    expect(tabs(pad_page)).to_have_text([re.compile(f"^{digit}") for digit in "20483"])


@pytest.mark.cleared
def test_rows_are_read_from_top_to_bottom(pad_page):
    write(pad_page, "48", y=0.75)
    reading = write(pad_page, "20", y=0.25, before=3)
    assert reading["text"] == "20\n48"
    assert pad_page.get_by_test_id("reading").evaluate("(reading) => reading.textContent") == "20\n48"
    lines = [pad_page.locator(".reading span").nth(i).bounding_box()["y"] for i in range(4)]
    assert lines[0] == lines[1] < lines[2] == lines[3]


@pytest.mark.cleared
def test_a_digit_stays_what_it_was_while_one_goes_on_writing(pad_page):
    first = write(pad_page, "52")["digits"]
    second = write(pad_page, "7", before=3, y=0.15, size=0.2)["digits"]
    assert len(second) == 3
    assert [digit for digit in second if digit["digit"] != 7] == [{**digit, "row": 1} for digit in first]


@pytest.mark.cleared
def test_boxes_are_round_the_ink(pad_page):
    write(pad_page, "204")
    for i, (strokes, place) in enumerate(places("204")):
        left, top, right, bottom = bounds(thinned(on_pad(pad_page, strokes, **place), FEW))
        frame = pad_page.locator(".boxes i").nth(i).bounding_box()
        room = [left - frame["x"], top - frame["y"]]
        room += [frame["x"] + frame["width"] - right, frame["y"] + frame["height"] - bottom]
        half_a_pen = 0.013 * pad_page.get_by_test_id("pad").bounding_box()["width"]
        assert min(room) >= half_a_pen - 1
        assert max(room) <= half_a_pen + 12


@pytest.mark.cleared
def test_a_single_digit_has_no_box(pad_page):
    write(pad_page, "3")
    expect(tabs(pad_page)).to_have_count(0)
    expect(pad_page.get_by_test_id("sureness")).to_have_text("Very likely a 3")


# Which digit is looked at


@pytest.mark.cleared
def test_the_newest_digit_is_looked_at(pad_page):
    write(pad_page, "2")
    write(pad_page, "9", before=1, y=0.15, size=0.2)  # above, and so the first in reading order
    shown(pad_page).to_have_text("9\n2", use_inner_text=True)
    expect(tab(pad_page, 9)).to_be_checked()
    assert looked_at(pad_page) == ("9", 0)
    expect(pad_page.get_by_test_id("sureness")).to_have_text(re.compile("a 9$"))


PRESSES = {
    "its tab": lambda page, i: tabs(page).nth(i).click(),
    "its place in the reading": lambda page, i: page.locator(".reading span").nth(i).click(),
}


@pytest.mark.parametrize("press", PRESSES)
@pytest.mark.cleared
def test_a_digit_that_is_pressed_is_looked_at_and_stays_so(pad_page, press):
    write(pad_page, "2048")
    PRESSES[press](pad_page, 1)
    assert looked_at(pad_page) == ("0", 1)
    expect(tab(pad_page, 0)).to_be_checked()
    expect(pad_page.locator(".reading [data-selected]")).to_have_text("0")
    write(pad_page, "7", before=5, y=0.1, size=0.15)  # which now comes first
    assert looked_at(pad_page) == ("0", 2)
    pad_page.keyboard.press("Escape")
    write(pad_page, "35")
    assert looked_at(pad_page) == ("5", 1)  # what was chosen is gone


def test_a_finger_presses(new_page, address):
    page = opened(new_page(has_touch=True, is_mobile=True, viewport={"width": 390, "height": 844}), address)
    for strokes, place in places("73"):
        by_touch(page, on_pad(page, strokes, **place))
    last_reading(page, 2)
    tab(page, 7).tap()
    expect(tab(page, 7)).to_be_checked()
    assert looked_at(page) == ("7", 0)
    assert page.evaluate("readings.at(-1).strokes") == 2  # and draws no dot
    size = tab(page, 3).bounding_box()
    assert min(size["width"], size["height"]) >= 24


@pytest.mark.cleared
def test_the_keyboard_goes_from_digit_to_digit(pad_page):
    write(pad_page, "204")
    expect(tab(pad_page, 4)).to_be_visible()
    pad_page.get_by_test_id("undo").focus()
    pad_page.keyboard.press("Shift+Tab")
    for key, digit in {"ArrowRight": 2, "End": 4, "ArrowLeft": 0, "Home": 2, "ArrowUp": 4, "ArrowDown": 2}.items():
        pad_page.keyboard.press(key)
        expect(tab(pad_page, digit)).to_be_focused()
        expect(tab(pad_page, digit)).to_be_checked()
    assert looked_at(pad_page) == ("2", 0)
    pad_page.keyboard.press("Tab")
    expect(pad_page.get_by_test_id("undo")).to_be_focused()  # they are one stop


@pytest.mark.cleared
def test_the_keyboard_stays_where_a_digit_is_taken_away(pad_page):
    write(pad_page, "204")
    tab(pad_page, 4).focus()
    pad_page.keyboard.press("Control+z")
    pad_page.keyboard.press("Control+z")
    shown(pad_page).to_have_text("20")
    expect(tab(pad_page, 0)).to_be_focused()


# Boxes are not in the way


@pytest.mark.parametrize("by", [by_mouse, by_touch])
def test_a_stroke_may_start_on_a_tab(touch_page, by):
    page = touch_page
    write(page, "20")
    expect(tab(page, 2)).to_be_visible()
    start = middle_of(tab(page, 2))
    assert ink_at(page, *start) == 0
    by(page, [line(start, (start[0], start[1] + 100))])
    last_reading(page, 3)
    assert ink_at(page, *start) == 255  # all of the stroke is there
    assert ink_at(page, start[0], start[1] + 99) == 255


def test_a_press_right_after_a_quick_stroke_from_a_tab_counts(touch_page):
    page = touch_page
    write(page, "20")
    start = middle_of(tab(page, 2))
    by_flick(page, line(start, (start[0], start[1] + 200)), page.get_by_test_id("undo"))
    expect(page.get_by_test_id("redo")).to_be_enabled()


def ink_at(page, x, y):
    """How opaque the pad's ink is at a place in the window, in the next frame but one: 0 to 255."""
    return page.get_by_test_id("pad").evaluate(
        """async (pad, [x, y]) => {
          await new Promise((then) => requestAnimationFrame(() => requestAnimationFrame(then)));
          const { left, top, width } = pad.getBoundingClientRect();
          const [column, row] = [x - left, y - top].map((at) => Math.round((at * pad.width) / width));
          return pixelsOf(pad)[4 * (row * pad.width + column) + 3];
        }""",
        [x, y],
    )


@pytest.mark.cleared
def test_while_a_stroke_is_drawn_there_is_only_ink(pad_page):
    write(pad_page, "204")
    expect(tabs(pad_page).first).to_be_visible()
    pad_page.mouse.move(*on_pad(pad_page, [[(0, 0)]], x=0.5, y=0.9)[0][0])
    pad_page.mouse.down()
    expect(pad_page.get_by_test_id("boxes")).to_be_hidden()
    pad_page.mouse.up()
    expect(tabs(pad_page).first).to_be_visible()


# Sure, not sure, no digit


@pytest.mark.cleared
def test_what_is_no_digit_is_refused_in_words(pad_page):
    by_mouse(pad_page, on_pad(pad_page, STAR))
    reading = last_reading(pad_page, 1)
    [digit] = reading["digits"]
    assert (reading["text"], digit["rejected"]) == ("?", True)
    shown(pad_page).to_have_text("?")
    expect(pad_page.get_by_test_id("sureness")).to_have_text("Probably not a digit")
    expect(pad_page.get_by_test_id("spoken")).to_have_text(re.compile("^Probably not a digit"))
    expect(pad_page.locator("[data-winner] b")).to_have_text("not a digit")


@pytest.mark.parametrize(
    "strokes",
    [[line((0.5, 0.5), (0.515, 0.51))], [line((0.2, 0.5), (0.8, 0.52))], [line((0.3, 0.4), (0.7, 0.5))]],
    ids=["a tap that slips", "a dash", "a short dash that rises"],
)
@pytest.mark.cleared
def test_dots_and_dashes_are_no_digits(pad_page, strokes):
    by_mouse(pad_page, on_pad(pad_page, strokes))
    assert last_reading(pad_page, 1)["text"] == "?"


@pytest.mark.cleared
def test_one_that_is_no_digit_among_others(pad_page):
    write(pad_page, "2", size=0.3)
    by_mouse(pad_page, on_pad(pad_page, STAR, x=0.8, size=0.3))
    assert last_reading(pad_page, 2)["text"] == "2?"
    expect(tab(pad_page, "Probably not a digit, perhaps")).to_have_text("?")
    said = re.compile("^2 unknown; the only digit read is 2: .* percent$")
    expect(pad_page.get_by_test_id("spoken")).to_have_text(said)


@pytest.mark.cleared
def test_only_digits_from_one_percent_on_are_shown_the_likeliest_first(pad_page):
    [stroke] = drawing("eight")
    by_mouse(pad_page, on_pad(pad_page, [stroke[: round(0.8 * len(stroke))]]))  # an 8 that is not closed
    [digit] = last_reading(pad_page, 1)["digits"]
    assert not digit["rejected"]
    likely = [other["digit"] for other in digit["alternatives"] if other["confidence"] >= 0.01]
    assert 0 < len(likely) < len(digit["alternatives"])
    expect(pad_page.get_by_test_id("reading")).to_have_text(str(digit["digit"]))  # with it, the bars are shown
    rows = pad_page.get_by_test_id("bars").locator("li:visible")
    shown = rows.evaluate_all("""(rows) => {
      const top = (row) => row.getBoundingClientRect().y;
      return rows.sort((a, b) => top(a) - top(b)).map((row) => row.firstChild.textContent);
    }""")
    assert [name for name in shown if name != "not a digit"] == [str(each) for each in (digit["digit"], *likely)]


@pytest.mark.cleared
def test_numbers_are_spoken_digit_by_digit(pad_page):
    digits = write(pad_page, "2048")["digits"]
    least = min(digits, key=lambda digit: digit["confidence"])
    share = f"{min(round(100 * least['confidence']), 99)} percent"
    expect(pad_page.get_by_test_id("spoken")).to_have_text(f"2 0 4 8, least sure of {least['digit']}: {share}")


# Room


def fits(page):
    """Whether all of the reading is seen without scrolling."""
    return page.get_by_test_id("reading").evaluate("""({ parentElement: box }) =>
      box.scrollWidth <= box.clientWidth && box.scrollHeight <= box.clientHeight""")


@pytest.mark.parametrize("size", [(320, 568), (390, 844), (844, 390), (1280, 800)])
@pytest.mark.cleared
def test_nothing_moves_when_a_number_grows(pad_page, size):
    page = in_window(pad_page, *size)
    parts = ["pad", "undo", "clear", "bars", "network-input", "model"]

    def layout():
        return [page.get_by_test_id(part).bounding_box() for part in parts]

    before = layout()
    strokes = 0
    for text, y in (("2075", 0.17), ("20", 0.5), ("7", 0.83)):
        reading = write(page, text, before=strokes, y=y, size=0.2)
        strokes = reading["strokes"]
        assert layout() == before
    assert reading["text"] == "2075\n20\n7"
    assert fits(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


# Editing, copying


@pytest.mark.cleared
def test_backspace_takes_away_the_last_digit_with_its_ink_and_undo_brings_it_back(pad_page):
    write(pad_page, "204")
    before = pad_page.evaluate("readings.length")
    pad_page.keyboard.press("Backspace")
    shown(pad_page).to_have_text("20")
    expect(tabs(pad_page)).to_have_count(2)
    assert pad_page.evaluate("readings.length") > before
    pad_page.keyboard.press("Control+z")
    shown(pad_page).to_have_text("204")


@pytest.mark.parametrize(("key", "left"), [("Backspace", "4"), ("Delete", "2")])
@pytest.mark.cleared
def test_a_chosen_digit_is_taken_away_and_never_all_of_them_and_the_rest_is_one_number(pad_page, key, left):
    write(pad_page, "204")
    tab(pad_page, "0").click()
    pad_page.keyboard.press(key)
    shown(pad_page).to_have_text("24")
    assert pad_page.evaluate("readings.at(-1).rows.map(({ numbers }) => numbers.map(({ value }) => value))") == [[24]]
    pad_page.keyboard.press(key)
    shown(pad_page).to_have_text(left)  # what is chosen then is its neighbour
    pad_page.keyboard.press("Control+z")
    shown(pad_page).to_have_text("24")
    pad_page.keyboard.press("Control+z")
    shown(pad_page).to_have_text("204")


@pytest.mark.cleared
def test_delete_takes_away_the_digit_that_keys_have_come_to_and_not_all(pad_page):
    write(pad_page, "204")
    expect(tab(pad_page, 4)).to_be_visible()
    pad_page.get_by_test_id("undo").focus()
    pad_page.keyboard.press("Shift+Tab")
    pad_page.keyboard.press("Delete")
    shown(pad_page).to_have_text("20")


def test_a_wrong_digit_is_mended_by_a_click_and_a_key_and_undo_takes_that_back(pad_page):
    write(pad_page, "204")
    pad_page.get_by_test_id("reading").locator("span").nth(1).click()
    pad_page.keyboard.press("7")
    shown(pad_page).to_have_text("274")
    expect(pad_page.get_by_test_id("sureness")).to_have_text("You said 7. It was read as 0")
    assert pad_page.evaluate("readings.at(-1).text") == "274"
    pad_page.keyboard.press("Control+z")
    shown(pad_page).to_have_text("204")
    pad_page.keyboard.press("Control+Shift+z")
    shown(pad_page).to_have_text("274")
    # What is written over it is read anew.
    by_mouse(pad_page, on_pad(pad_page, [line((0, 0), (1, 1))], x=0.5, y=0.5, size=0.2))
    expect(pad_page.get_by_test_id("reading")).not_to_have_text("274")


def test_a_digit_typed_while_none_of_several_is_chosen_changes_nothing(pad_page):
    write(pad_page, "20")
    count = pad_page.evaluate("readings.length")
    pad_page.keyboard.press("7")
    pad_page.wait_for_timeout(100)
    shown(pad_page).to_have_text("20")
    assert pad_page.evaluate("readings.length") == count


@pytest.mark.cleared
def test_the_number_is_copied_by_one_press_or_by_keys(pad_page):
    expect(pad_page.get_by_test_id("copy")).not_to_be_visible()
    write(pad_page, "48")
    pad_page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    pad_page.get_by_test_id("copy").click()
    expect(pad_page.get_by_test_id("spoken")).to_have_text("Copied")
    assert pad_page.evaluate("navigator.clipboard.readText()") == "48"
    pad_page.evaluate("navigator.clipboard.writeText('')")
    pad_page.keyboard.press("Control+c")
    assert pad_page.evaluate("navigator.clipboard.readText()") == "48"


@pytest.mark.cleared
def test_what_is_selected_is_copied_in_place_of_the_number(pad_page):
    write(pad_page, "48")
    pad_page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    pad_page.evaluate("getSelection().selectAllChildren(document.querySelector('h1'))")
    pad_page.keyboard.press("Control+c")
    assert pad_page.evaluate("navigator.clipboard.readText()") == "Digitpad"


def test_where_the_browser_does_not_copy_the_page_says_what_to_copy(pad_page):
    write(pad_page, "48")
    pad_page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('not allowed')); }")
    pad_page.get_by_test_id("copy").click()
    expect(pad_page.get_by_test_id("notice-text")).to_have_text(re.compile("To copy it yourself: 48"))


# A saved drawing of 120 upright lines is opened; by frame, how many boxes are there.
_BOXES_BY_FRAME = """async () => {
  const line = (i) => [5, 30].map((y) => ({ x: 30 + 60 * (i % 15), y: 30 + 80 * Math.floor(i / 15) + y }));
  const strokes = Array.from({ length: 120 }, (_, i) => line(i));
  const files = new DataTransfer();
  const text = JSON.stringify({ format: "digitpad drawing", version: 1, strokes });
  files.items.add(new File([text], "lines.json", { type: "application/json" }));
  const boxes = document.querySelector('[data-testid="boxes"]').children;
  document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: files, bubbles: true, cancelable: true }));
  const counts = [boxes.length];
  while (boxes.length < 100 && counts.length < 2000) {
    await new Promise(requestAnimationFrame);
    counts.push(boxes.length);
  }
  return counts;
}"""


def test_of_very_many_digits_few_boxes_are_made_in_one_frame(pad_page):
    counts = pad_page.evaluate(_BOXES_BY_FRAME)
    assert counts[-1] >= 100
    assert max(after - before for before, after in pairwise(counts)) <= 20


# What dates need


def test_what_dates_need_is_on_its_way_before_a_third_digit(page, address):
    opened(page, address)
    with page.expect_request(re.compile("/assets/further-.*js")):
        write(page, "20")


def test_where_what_dates_need_does_not_arrive_numbers_are_read_without(page, address, problems):
    problems.allow(FETCH_FAILED)
    page.route("**/further-*.js", cut_off)
    opened(page, address)
    assert write(page, "204")["text"] == "204"
