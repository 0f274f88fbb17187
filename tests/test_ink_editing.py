"""User stories of ink that goes, in a real browser: scratched out, written over, rubbed out."""

import pytest
from accessible import expect_accessible
from drawings import FEW, PLAIN, by_mouse, by_touch, drawing, line, on_pad
from playwright.sync_api import expect
from test_number_page import places, shown, write

ZIGZAG = [(x, i / 10) for i in range(11) for x in ((0.1, 0.9) if i % 2 else (0.9, 0.1))]  # across ten times


def press_of_pen(page, kind, x, y):
    """What the eraser's end of a pen does; Chromium's protocol has no such button."""
    page.get_by_test_id("pad").evaluate(
        """(pad, [kind, clientX, clientY]) => pad.dispatchEvent(new PointerEvent(kind, {
          pointerId: 7, pointerType: "pen", button: kind === "pointermove" ? -1 : 5,
          buttons: kind === "pointerup" ? 0 : 32, clientX, clientY, bubbles: true, cancelable: true,
        }))""",
        [kind, x, y],
    )


@pytest.mark.cleared
def test_a_scratch_takes_away_what_is_under_it_and_one_undo_brings_that_back(pad_page):
    write(pad_page, "204")
    by_mouse(pad_page, on_pad(pad_page, [ZIGZAG], size=0.2), None)
    shown(pad_page).to_have_text("24")
    assert pad_page.evaluate("readings.at(-1).strokes") == 3  # those of the 2 and the 4: it has gone with the 0
    pad_page.keyboard.press("Control+z")
    shown(pad_page).to_have_text("204")


@pytest.mark.cleared
def test_three_strokes_to_and_fro_scratch_out_what_they_cross_and_so_does_a_fourth(pad_page):
    write(pad_page, "204")
    lines = [line((0, y), (1, y + 0.1)) for y in (0.2, 0.4, 0.6, 0.8)]
    by_mouse(pad_page, on_pad(pad_page, lines, size=0.2), FEW)
    shown(pad_page).to_have_text("24")
    pad_page.wait_for_function("readings.at(-1).strokes === 3")
    pad_page.keyboard.press("Control+z")
    shown(pad_page).to_contain_text("0")


@pytest.mark.cleared
def test_a_digit_written_over_another_takes_its_place_and_undo_brings_the_other_back(pad_page):
    write(pad_page, "20")
    pad_page.wait_for_timeout(1100)  # a person has seen what was read
    (_, place) = places("20")[1]
    by_mouse(pad_page, on_pad(pad_page, drawing(PLAIN[3]), **place), FEW)
    shown(pad_page).to_have_text("23")
    pad_page.wait_for_function("readings.at(-1).strokes === 2")
    pad_page.keyboard.press("Control+z")
    pad_page.wait_for_function("readings.at(-1).strokes === 3")
    pad_page.keyboard.press("Control+z")
    shown(pad_page).to_have_text("20")


@pytest.mark.cleared
def test_the_eraser_takes_away_what_it_is_drawn_over_in_one_step_and_escape_puts_it_away(pad_page):
    eraser = pad_page.get_by_test_id("eraser")
    expect(eraser).to_be_disabled()
    write(pad_page, "204")
    pad_page.keyboard.press("e")
    expect(eraser).to_have_attribute("aria-pressed", "true")
    by_mouse(pad_page, on_pad(pad_page, [ZIGZAG], size=0.26), None)
    shown(pad_page).to_have_text("24")
    expect(pad_page.get_by_test_id("eraser-ring")).to_be_visible()
    pad_page.keyboard.press("Control+z")
    shown(pad_page).to_have_text("204")
    pad_page.keyboard.press("Escape")
    expect(eraser).to_have_attribute("aria-pressed", "false")
    expect(pad_page.get_by_test_id("eraser-ring")).to_be_hidden()
    shown(pad_page).to_have_text("204")


def test_a_finger_erases_and_the_eraser_is_for_everybody(touch_page):
    page = touch_page
    write(page, "204")
    page.get_by_test_id("eraser").tap()
    by_touch(page, on_pad(page, [ZIGZAG[::2]], size=0.2))
    shown(page).to_have_text("24")
    expect_accessible(page)
    page.get_by_test_id("clear").tap()
    expect(page.get_by_test_id("eraser")).to_have_attribute("aria-pressed", "false")  # an empty pad is written on


@pytest.mark.cleared
def test_the_eraser_s_end_of_a_pen_erases_and_writes_nothing(pad_page):
    write(pad_page, "20")
    [[start, *_, end]] = on_pad(pad_page, [line((0.5, -0.2), (0.5, 1.2))], **places("20")[0][1])
    press_of_pen(pad_page, "pointerdown", *start)
    expect(pad_page.get_by_test_id("eraser-ring")).to_be_visible()
    press_of_pen(pad_page, "pointermove", *end)
    press_of_pen(pad_page, "pointerup", *end)
    pad_page.wait_for_function("readings.at(-1).strokes > 2")  # what was one stroke is two
    expect(pad_page.get_by_test_id("eraser")).to_have_attribute("aria-pressed", "false")
    pad_page.keyboard.press("Control+z")
    shown(pad_page).to_have_text("20")


def test_what_was_mended_may_be_learnt_and_taken_back_in_the_same_place(pad_page):
    write(pad_page, "204")
    pad_page.get_by_test_id("reading").locator("span").nth(1).click()
    pad_page.keyboard.press("6")
    lesson = pad_page.get_by_test_id("lesson")
    expect(lesson).to_have_text("0 → 6. Learn this?")
    expect(pad_page.get_by_test_id("sureness")).to_have_text("You said 6. It was read as 0")
    assert pad_page.evaluate("Object.keys(localStorage).filter((key) => key.includes('corrections'))") == []
    lesson.focus()
    pad_page.keyboard.press("Enter")
    expect(lesson).to_have_text("Learnt: 6. Take back")
    expect(lesson).to_be_focused()
    pad_page.keyboard.press("Enter")
    expect(lesson).to_have_text("0 → 6. Learn this?")
    expect_accessible(pad_page, but="[role=radio]")
    pad_page.keyboard.press("Control+z")
    expect(lesson).to_be_hidden()
    expect(pad_page.get_by_test_id("open-correction")).to_be_visible()


def test_all_of_a_long_number_is_printed(pad_page):
    pad_page.evaluate(
        """() => {
          const reading = document.querySelector("[data-testid=reading]");
          reading.replaceChildren(..."1234567890".repeat(9).split("").map((letter) => {
            const span = document.createElement("span");
            span.textContent = letter;
            return span;
          }));
        }"""
    )
    pad_page.emulate_media(media="print")
    right = pad_page.locator(".reading span").evaluate_all(
        "(all) => Math.max(...all.map((each) => each.getBoundingClientRect().right))"
    )
    assert right <= pad_page.viewport_size["width"]
