"""User stories of ink that is edited, in a real browser: scratched out, written over, rubbed out, joined, split."""

import json
import re
from pathlib import Path

import pytest
from accessible import expect_accessible
from conftest import opened
from drawings import PLAIN, QUICK, by_mouse, by_touch, drawing, line, on_pad
from playwright.sync_api import expect
from test_number_page import places, shown, tab, write

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
    by_mouse(pad_page, on_pad(pad_page, lines, size=0.2))
    shown(pad_page).to_have_text("24")
    pad_page.wait_for_function("() => readings.at(-1).strokes === 3")
    pad_page.keyboard.press("Control+z")
    shown(pad_page).to_contain_text("0")


@pytest.mark.cleared
def test_a_digit_written_over_another_takes_its_place_and_undo_brings_the_other_back(pad_page):
    write(pad_page, "20")
    pad_page.wait_for_timeout(1100)  # a person has seen what was read
    (_, place) = places("20")[1]
    by_mouse(pad_page, on_pad(pad_page, drawing(PLAIN[3]), **place))
    shown(pad_page).to_have_text("23")
    pad_page.wait_for_function("() => readings.at(-1).strokes === 2")
    pad_page.keyboard.press("Control+z")
    pad_page.wait_for_function("() => readings.at(-1).strokes === 3")
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
    pad_page.wait_for_function("() => readings.at(-1).strokes > 2")  # what was one stroke is two
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
    for said in ("Learnt: 6. Take back", "0 → 6. Learn this?"):  # each of these is a step, too
        pad_page.keyboard.press("Control+z")
        expect(lesson).to_have_text(said)
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
    pad_page.wait_for_function(  # paper's style comes once the page is idle
        """(width) => [...document.querySelectorAll(".reading span")]
          .every((each) => each.getBoundingClientRect().right <= width)""",
        arg=pad_page.viewport_size["width"],
    )


# Joined and split


def moved(strokes, right):
    return [[(x + right, y) for x, y in stroke] for stroke in strokes]


WIDE_FOUR = [drawing("open four")[0], *moved(drawing("open four")[1:], 0.43)]  # reads "?1"
CLOSE_TEN = [*drawing("bar"), *moved(drawing("round zero"), 0.18)]  # reads 0


def write_strokes(page, strokes, text):
    by_mouse(page, on_pad(page, strokes, size=0.4), 20)  # points a stroke: where digits are close, shapes count
    page.wait_for_function(
        "([count, text]) => readings.at(-1)?.finished && readings.at(-1).strokes === count "
        "&& readings.at(-1).text === text",
        arg=[len(strokes), text],
    )


@pytest.mark.cleared
def test_a_digit_that_reads_as_two_is_joined_by_a_press_and_parted_by_an_undo(pad_page):
    write_strokes(pad_page, WIDE_FOUR, "?1")
    pad_page.get_by_test_id("reading").locator("span").first.click()
    pad_page.get_by_role("button", name="Join with the digit after it (J)").click()
    shown(pad_page).to_have_text("4")
    expect(pad_page.get_by_test_id("spoken")).to_have_text(re.compile("^4, "))
    expect(pad_page.get_by_test_id("join")).to_be_hidden()  # it has no neighbour any more
    pad_page.keyboard.press("Control+z")
    shown(pad_page).to_have_text("?1")
    pad_page.keyboard.press("Control+Shift+z")
    shown(pad_page).to_have_text("4")


@pytest.mark.cleared
def test_two_digits_that_read_as_one_are_split_by_a_key_and_stay_so_while_one_writes_on(pad_page):
    write_strokes(pad_page, CLOSE_TEN, "0")
    pad_page.keyboard.press("s")
    shown(pad_page).to_have_text("10")
    expect(tab(pad_page, 1)).to_be_checked()
    by_mouse(pad_page, on_pad(pad_page, drawing("seven"), x=0.85, size=0.4))
    shown(pad_page).to_have_text("107")
    pad_page.keyboard.press("Control+z")
    pad_page.keyboard.press("Control+z")
    shown(pad_page).to_have_text("0")


@pytest.mark.cleared
def test_one_stroke_through_two_digits_is_cut_and_joined_again(pad_page):
    write_strokes(pad_page, [CLOSE_TEN[0] + CLOSE_TEN[1]], "0")
    pad_page.keyboard.press("s")
    shown(pad_page).to_have_text("10")
    pad_page.keyboard.press("j")
    shown(pad_page).to_have_text("0")


@pytest.mark.cleared
def test_what_can_not_be_split_says_so_and_stays(pad_page):
    write_strokes(pad_page, drawing("round zero"), "0")
    expect(pad_page.get_by_test_id("split")).to_be_hidden()  # a digit in no doubt is no invitation
    pad_page.keyboard.press("s")
    expect(pad_page.get_by_test_id("notice-text")).to_have_text(
        "This can't be split in two: no cut leaves a digit on either side."
    )
    pad_page.keyboard.press("j")  # and there is nothing to join it with
    shown(pad_page).to_have_text("0")
    assert pad_page.evaluate("readings.at(-1).strokes") == 1
    pad_page.keyboard.press("8")  # what is done next takes the place of what was said
    shown(pad_page).to_have_text("8")
    expect(pad_page.get_by_test_id("notice")).to_be_hidden()


@pytest.mark.cleared
def test_ink_on_a_joined_digit_is_a_part_of_it(pad_page):
    write_strokes(pad_page, WIDE_FOUR, "?1")
    pad_page.keyboard.press("j")
    shown(pad_page).to_have_text("4")
    by_mouse(pad_page, on_pad(pad_page, [line((0.7, 0.5), (0.9, 0.6))], size=0.4))
    pad_page.wait_for_function("() => readings.at(-1).finished && readings.at(-1).strokes === 3")
    assert pad_page.evaluate("readings.at(-1).digits.length") == 1
    pad_page.keyboard.press("Control+z")
    pad_page.wait_for_function("() => readings.at(-1).strokes === 2")


def test_what_was_told_is_kept_by_the_tab_in_files_links_and_earlier_readings(page, address):
    opened(page, address)
    write_strokes(page, CLOSE_TEN, "0")
    page.keyboard.press("s")
    shown(page).to_have_text("10")
    page.reload()
    shown(page).to_have_text("10")
    page.get_by_test_id("open-save").click()
    with page.expect_download() as saving:
        page.get_by_test_id("save-json").click()
    file = json.loads(Path(saving.value.path()).read_text("utf-8"))
    assert sorted(stroke[0]["group"] for stroke in file["strokes"]) == [0, 1]
    page.keyboard.press("Escape")
    link = page.evaluate("""async () => {
      let copied;
      navigator.clipboard.writeText = async (text) => (copied = text);
      document.querySelector("[data-testid=open-save]").click();
      while (!document.querySelector("[data-testid=copy-link]")) await new Promise(requestAnimationFrame);
      document.querySelector("[data-testid=copy-link]").click();
      while (!copied) await new Promise(requestAnimationFrame);
      return copied;
    }""")
    page.keyboard.press("Escape")
    page.get_by_test_id("clear").click()
    shown(page).to_have_text("")
    page.get_by_test_id("open-history").click()
    page.get_by_test_id("bring-back").click()
    shown(page).to_have_text("10")
    page.get_by_test_id("clear").click()
    page.get_by_test_id("upload").set_input_files(
        {"name": "ten.json", "mimeType": "application/json", "buffer": json.dumps(file).encode()}
    )
    shown(page).to_have_text("10")
    page.get_by_test_id("clear").click()
    page.goto("about:blank")
    page.goto(link)
    shown(page).to_have_text("10")


def test_the_actions_beside_a_chosen_digit_are_for_fingers_and_for_everybody(touch_page):
    write(touch_page, "204")
    touch_page.get_by_test_id("reading").locator("span").nth(2).tap()
    expect(touch_page.get_by_test_id("split")).to_be_visible()
    touch_page.get_by_role("button", name="Join with the digit before it (J)").tap()
    touch_page.wait_for_function("() => readings.at(-1).digits.length === 2")
    expect_accessible(touch_page)


# Small writing

# How many pixels are inked, and a sum that tells any two pictures of the pad apart.
INKED = """async () => {
  for (let i = 0; i < 3; i++) await new Promise(requestAnimationFrame);
  const pixels = pixelsOf(document.querySelector("[data-testid=pad]"));
  let [inked, sum] = [0, 0];
  for (let i = 3; i < pixels.length; i += 4) {
    if (pixels[i] > 127) inked++;
    sum = (sum * 31 + pixels[i]) % 1_000_003;
  }
  return [inked, sum];
}"""


def inked_in_the_end(page):
    """What is inked once the pen's width is known, which is fetched a while after the page can read."""
    page.wait_for_timeout(1500)
    return page.evaluate(INKED)


def test_small_writing_has_a_thinner_pen_and_looks_the_same_again_wherever_it_was_kept(page, address):
    opened(page, address)
    by_mouse(page, on_pad(page, drawing(PLAIN[8]), x=0.3, size=0.09), QUICK)
    small = inked_in_the_end(page)
    page.get_by_test_id("undo").click()
    page.evaluate("document.documentElement.style.setProperty('--pen', '8')")
    by_mouse(page, on_pad(page, drawing(PLAIN[8]), x=0.3, size=0.09), QUICK)
    assert small[0] < 1.6 * page.evaluate(INKED)[0]  # it is about as thin as the thinnest pen that can be chosen
    page.evaluate("document.documentElement.style.removeProperty('--pen')")
    by_mouse(page, on_pad(page, drawing(PLAIN[7]), x=0.7, size=0.5))  # which has the usual pen
    both = inked_in_the_end(page)
    page.reload()
    page.wait_for_function("() => readings.at(-1)?.strokes === 2")
    assert inked_in_the_end(page) == both
    page.get_by_test_id("open-save").click()
    with page.expect_download() as saving:
        page.get_by_test_id("save-svg").click()
    svg = Path(saving.value.path()).read_text("utf-8")
    widths = [float(width) for width in re.findall(r'stroke-width="([\d.]+)"', svg)]
    assert widths[0] == 26
    assert len(widths) == 2  # the pen's, and that of the 8
    assert 4 < widths[1] < 13
    with page.expect_download() as saving:
        page.get_by_test_id("save-json").click()
    file = Path(saving.value.path()).read_bytes()
    page.keyboard.press("Escape")
    page.get_by_test_id("clear").click()
    page.get_by_test_id("upload").set_input_files({"name": "8.json", "mimeType": "application/json", "buffer": file})
    page.wait_for_function("() => readings.at(-1).strokes === 2")
    inked, _ = inked_in_the_end(page)  # coordinates are kept to a tenth of a unit
    assert abs(inked - both[0]) < 0.01 * both[0]


def test_a_large_digit_beside_a_dash_makes_it_as_broad_as_itself(page, address):
    opened(page, address)
    page.wait_for_timeout(1500)
    by_mouse(page, on_pad(page, [line((0, 0.5), (0.4, 0.5))], x=0.3, size=0.5))
    by_mouse(page, on_pad(page, drawing(PLAIN[7]), x=0.5, size=0.5))
    shown(page).to_have_text("-7")
    page.get_by_test_id("open-save").click()
    with page.expect_download() as saving:
        page.get_by_test_id("save-svg").click()
    assert re.findall(r'stroke-width="([\d.]+)"', Path(saving.value.path()).read_text("utf-8")) == ["26"]
