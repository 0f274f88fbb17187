"""What stands in small windows: phones on their side, a window of 320 pixels, a beamer's; nothing is cut or covered."""

import pytest
from conftest import draw, in_window, opened
from playwright.sync_api import expect
from test_grid_page import sheet
from test_layout_page import IN_ROWS, TOOLS
from test_number_page import write as write_number
from test_picture_page import choose

ON_THEIR_SIDE = [(844, 390), (740, 360), (667, 375)]  # phones

# Texts that lie on others by more than a line's own leading, and texts beside the window.
_COVERED = """() => {
  const isBar = getComputedStyle(document.querySelector(".tabs")).position === "fixed"; // the page is scrolled below it
  const apart = `.sheet, .more, .spoken, dialog:not([open])${isBar ? ", .tabs" : ""}`;
  const isSeen = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true })
    && !element.closest(apart);
  const texts = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { currentNode: node } = walker;
    if (!node.data.trim() || !isSeen(node.parentElement) || node.parentElement.closest("option, select")) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) if (box.width > 2) texts.push({ text: node.data.trim(), box });
  }
  const across = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const down = (a, b) => Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  const found = [];
  texts.forEach((a, i) => {
    if (a.box.left < -1 || a.box.right > innerWidth + 1) found.push(`${a.text} is beside the window`);
    for (const b of texts.slice(i + 1))
      if (across(a.box, b.box) > 2 && down(a.box, b.box) > 8) found.push(`${a.text} on ${b.text}`);
  });
  return found;
}"""


def a_number(page):
    write_number(page, "204")


def a_picture(page):
    choose(page, sheet())
    expect(page.get_by_test_id("table")).to_be_visible()


def a_panel(page):
    draw(page, "seven")
    page.get_by_test_id("open-sees").click()
    expect(page.locator(".stage canvas").first).to_be_visible()


STATES = {"an empty pad": lambda page: None, "a number": a_number, "a picture": a_picture, "how it sees": a_panel}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.cleared
def test_on_a_phone_that_lies_on_its_side_no_text_covers_another(pad_page, state):
    page = in_window(pad_page, *ON_THEIR_SIDE[0])
    STATES[state](page)
    for width, height in ON_THEIR_SIDE:
        in_window(page, width, height)
        assert page.evaluate(_COVERED) == [], (width, height)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        sheet_box = page.get_by_test_id("sheet").bounding_box()
        assert sheet_box["height"] >= height - 1 and sheet_box["width"] >= 0.75 * width


@pytest.mark.cleared
def test_a_phone_that_is_turned_on_its_side_shows_its_whole_pad(pad_page):
    page = in_window(pad_page, 390, 844)
    expect(page.get_by_test_id("examples")).to_be_visible()  # in one script with what follows the turn
    draw(page, "seven")
    page.evaluate("scrollTo(0, 60)")
    in_window(page, 844, 390)
    page.wait_for_function("() => scrollY === 0")
    about, bars = (page.locator(part).bounding_box() for part in (".results .about", ".results .bars"))
    assert 0 <= bars["y"] - (about["y"] + about["height"]) < 20  # nothing unseen between them
    in_window(page, 390, 844).get_by_test_id("open-sees").click()
    expect(page.locator(".stage canvas").first).to_be_visible()
    page.evaluate("scrollTo(0, 60)")
    in_window(page, 844, 390)
    page.evaluate("() => new Promise((then) => requestAnimationFrame(() => requestAnimationFrame(then)))")
    assert page.evaluate("scrollY") > 0  # who looks at a panel goes on


@pytest.mark.cleared
def test_what_the_header_has_is_reached_on_a_phone_that_lies_on_its_side(pad_page):
    page = in_window(pad_page, *ON_THEIR_SIDE[0])
    page.get_by_test_id("open-settings").click()
    expect(page.get_by_role("dialog")).to_be_visible()


def test_in_a_narrow_window_each_answer_has_a_bar(pad_page):
    page = in_window(pad_page, 320, 640)
    write_number(page, "204")
    page.get_by_test_id("all-bars").click()
    for width in (412, 390, 360, 320):
        in_window(page, width, 640)
        widths = page.locator(".bars li:visible i").evaluate_all("(bars) => bars.map((bar) => bar.clientWidth)")
        assert len(widths) == 11 and min(widths) >= 40, width
    assert page.evaluate(_COVERED) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def present(page, width, height):
    """The presenter's view at a student's level, in a window of that size, without the browser's full screen."""
    in_window(page, width, height)
    draw(page, "seven")
    page.get_by_test_id("open-sees").click()
    expect(page.locator(".stage canvas").first).to_be_visible()
    page.get_by_test_id("level-student").click()
    page.get_by_test_id("panel").evaluate(
        "(panel) => (panel.requestFullscreen = () => Promise.reject(new Error('no')))"
    )
    page.get_by_test_id("present").press("Enter")


def stages(page):
    """Goes from the first stage to the last, and stops at each."""
    yield 1
    shown = 1
    while page.get_by_test_id("present-next").is_enabled():
        page.keyboard.press("ArrowRight")
        shown += 1
        expect(page.get_by_test_id("presented")).to_contain_text(f"{shown} of ")
        yield shown


PRESENTED = [(1366, 768), (1280, 720), (1366, 650)]  # the last where the browser refuses the full screen


def test_who_presents_sees_all_of_each_stage_and_nothing_of_the_page_below(page, address):
    present(opened(page, address), *PRESENTED[0])
    beyond = """({ scrollHeight, clientHeight, scrollWidth, clientWidth }) =>
      [scrollHeight - clientHeight, innerHeight - clientHeight, scrollWidth - clientWidth]"""
    panel = page.get_by_test_id("panel")
    cut = {
        (stage, size): panel.evaluate(beyond) for stage in stages(page) for size in PRESENTED if in_window(page, *size)
    }
    assert len(cut) > 15 * len(PRESENTED)
    assert {where: more for where, more in cut.items() if max(more) > 0} == {}


def test_a_phone_presents_a_map_with_what_it_is_made_of(page, address):
    present(opened(page, address), 390, 844)
    panel = page.get_by_test_id("panel")
    bar = page.get_by_role("group", name="Presentation")
    for stage in stages(page):
        assert panel.evaluate("(panel) => panel.scrollWidth <= panel.clientWidth"), stage
        assert bar.bounding_box()["height"] < 80  # one row of controls
        for canvas in panel.locator(".slide > figure canvas:visible").all():
            box = canvas.bounding_box()
            assert box["y"] + box["height"] <= bar.bounding_box()["y"] and box["width"] >= 120, stage


@pytest.mark.parametrize("layer", [2, 14, 15])
def test_a_layer_taken_apart_is_not_cut_in_a_window_of_320_pixels(pad_page, layer):
    page = in_window(pad_page, 320, 640)
    a_panel(page)
    page.get_by_test_id("level-student").click()
    page.get_by_test_id(f"press-{layer}").press("Enter")
    detail = page.get_by_test_id("detail")
    expect(detail).to_be_visible()
    beyond = """(detail) => Array.from(detail.querySelectorAll(":not(.spoken, .spoken *)"))
      .filter((part) => part.getBoundingClientRect().right > detail.getBoundingClientRect().right)
      .map((part) => part.outerHTML.slice(0, 80))"""
    assert detail.evaluate(beyond) == []


def test_a_picture_s_tools_stand_in_one_row_or_in_two_of_as_many(page, address):
    opened(page, address)
    page.get_by_test_id("example-photograph").click()
    expect(page.get_by_role("grid")).to_be_visible()
    expect(page.get_by_test_id("open-part")).to_be_visible()
    for size in ((390, 844), (768, 1024), (1280, 720), (1366, 650), (1920, 1080)):
        in_window(page, *size)
        rows = page.locator(TOOLS).evaluate_all(IN_ROWS)
        assert len(rows) == 1 and rows[0] >= 7, size
    for width in (320, 360):
        in_window(page, width, 780)
        assert page.locator(TOOLS).evaluate_all(IN_ROWS) == [3, 4], width
