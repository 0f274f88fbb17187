"""User stories on where things stand: what was pressed stays where it is, and nothing covers a digit."""

import pytest
from conftest import Held, in_window, last_reading, opened
from drawings import by_mouse, drawing, on_pad
from playwright.sync_api import expect
from test_number_page import STAR

PHONE = (390, 844)
LAPTOPS = [(1280, 720), (1366, 650)]
SIZES = [(1920, 1080), *LAPTOPS, (800, 700), (768, 1024), PHONE]
PANELS = ("open-sees", "open-compare", "open-test-set")


def middle_of(box):
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def a_second_press_closes(page, name):
    """Opens a panel, and closes it without moving the mouse."""
    button, panel = page.get_by_test_id(name), page.get_by_test_id("panel")
    before = button.bounding_box()
    page.mouse.click(*middle_of(before))
    expect(panel).to_be_visible()
    expect(panel.locator("> *").first).to_be_visible()  # its script has come, and its style
    assert button.bounding_box() == pytest.approx(before, abs=0.5)
    expect(panel).to_be_in_viewport()
    page.mouse.click(*middle_of(before))
    expect(panel).to_be_hidden()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.cleared
def test_a_second_press_in_the_same_place_closes_a_panel(pad_page, size):
    page = in_window(pad_page, *size)
    page.get_by_test_id("example-number").click()
    last_reading(page, 5)
    for name in PANELS:
        page.evaluate("scrollTo(0, 0)")
        a_second_press_closes(page, name)


@pytest.mark.parametrize("size", [*LAPTOPS, PHONE])
@pytest.mark.cleared
def test_so_it_does_on_a_page_that_is_scrolled(pad_page, size):
    page = in_window(pad_page, *size)
    page.evaluate("scrollTo(0, 15)")
    a_second_press_closes(page, "open-sees")


@pytest.mark.cleared
def test_so_it_does_beside_a_table(pad_page):
    page = pad_page
    page.get_by_test_id("example-photograph").click()
    expect(page.get_by_role("grid")).to_be_visible()
    for size in (*LAPTOPS, PHONE):
        in_window(page, *size)
        page.evaluate("scrollTo(0, 0)")
        a_second_press_closes(page, "open-compare")


# Also where its script comes late: what moves within half a second of a press is no shift, as browsers count.
@pytest.mark.parametrize("size", [*LAPTOPS, PHONE])
def test_nothing_moves_once_a_panel_has_opened(page, address, size):
    in_window(opened(page, address), *size)
    page.get_by_test_id("example-number").click()
    last_reading(page, 5)
    page.evaluate("""() => {
      window.shifts = [];
      new PerformanceObserver((list) =>
        shifts.push(...list.getEntries().filter(({ hadRecentInput }) => !hadRecentInput).map(({ value }) => value))
      ).observe({ type: "layout-shift" });
    }""")
    for name in PANELS:
        scripts = Held(page, "**/assets/*.js")
        page.get_by_test_id(name).click()
        page.wait_for_timeout(700)  # browsers count what moves from then on
        scripts.release()
        expect(page.get_by_test_id("panel").locator("> *").first).to_be_visible()
        page.wait_for_timeout(200)
    assert sum(page.evaluate("shifts")) == 0


@pytest.mark.cleared
def test_what_has_the_focus_is_above_the_panels_buttons_on_phones(pad_page):
    page = in_window(pad_page, *PHONE)
    page.get_by_test_id("open-compare").click()
    page.get_by_test_id("example-number").focus()
    top = page.get_by_test_id("open-compare").bounding_box()["y"]
    for _ in range(20):
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        if focused.count() and not focused.evaluate("(element) => Boolean(element.closest('.tabs'))"):
            box = focused.bounding_box()
            assert box["y"] + box["height"] <= top, focused.evaluate("(element) => element.outerHTML")


# The line that says how many are to check, and how far digits' own ink reaches into it, in pixels.
_COVERED = """() => {
  const readout = document.querySelector(".readout");
  const note = getComputedStyle(readout, "::after");
  const top = readout.getBoundingClientRect().bottom - parseFloat(note.height);
  const context = new OffscreenCanvas(1, 1).getContext("2d");
  const bottoms = [...readout.querySelectorAll("span")].map((span) => {
    const { fontWeight, fontSize, fontFamily } = getComputedStyle(span);
    context.font = `${fontWeight} ${fontSize} ${fontFamily}`;
    const { fontBoundingBoxAscent, actualBoundingBoxDescent } = context.measureText(span.textContent);
    const range = new Range();
    range.selectNodeContents(span);
    return range.getBoundingClientRect().top + fontBoundingBoxAscent + actualBoundingBoxDescent;
  });
  return { said: note.content, digits: bottoms.length, over: Math.max(...bottoms) - top };
}"""


TOOLS = ".tools :is(button, label):visible"
ROWS = "(all) => new Set(all.map((each) => each.offsetTop)).size"
# How many stand in each row.
IN_ROWS = """(all) => {
  const tops = all.map((each) => each.offsetTop);
  return Array.from(new Set(tops), (row) => tops.filter((top) => top === row).length);
}"""
CUT = """(all) => all.filter((each) => {
  const { left, right } = each.getBoundingClientRect();
  return left < 0 || right > innerWidth || each.scrollWidth > each.clientWidth + 1;
}).map((each) => each.innerText)"""


@pytest.mark.parametrize("language", ["de", "fr", "es", "pt", "ar"])
def test_long_names_of_tools_have_room(page, address, language):
    page.evaluate("(language) => localStorage.setItem('digitpad-language', language)", language)
    opened(page, address)
    expect(page.locator("html")).to_have_attribute("lang", language)
    tools = page.locator(TOOLS)
    expect(tools.first).to_be_visible()  # in another language nothing is before its texts have come
    for size in (*LAPTOPS, PHONE):
        in_window(page, *size)
        assert tools.evaluate_all(ROWS) == 1 and tools.evaluate_all(CUT) == [], size
    for width in (320, 360, 375):
        in_window(page, width, 780)
        assert tools.evaluate_all(IN_ROWS) in ([4, 3], [7]) and tools.evaluate_all(CUT) == [], width
    examples = page.get_by_test_id("examples")
    expect(examples).to_be_visible()
    in_window(page, *PHONE)
    box = examples.bounding_box()
    assert box["y"] + box["height"] <= page.get_by_test_id("open-sees").bounding_box()["y"]
    for size in LAPTOPS:
        in_window(page, *size)
        a_second_press_closes(page, "open-sees")  # where the pad is narrower
        page.get_by_test_id("open-sees").click()
        assert tools.evaluate_all(ROWS) == 1 and tools.evaluate_all(CUT) == [], size
        page.get_by_test_id("open-sees").click()


@pytest.mark.cleared
def test_how_many_are_to_check_covers_no_digit(pad_page):
    page = pad_page
    for strokes, x in ((STAR, 0.2), (drawing("seven"), 0.5), (STAR, 0.8)):
        by_mouse(page, on_pad(page, strokes, x=x, size=0.3))
    assert last_reading(page, 3)["text"] == "?7?"
    page.wait_for_function(f"() => ({_COVERED})().said === '\"2 to check\"'")
    for size in (PHONE, *LAPTOPS):
        in_window(page, *size)
        shown = page.evaluate(_COVERED)
        assert (shown["said"], shown["digits"]) == ('"2 to check"', 3)
        assert shown["over"] <= 0, size


# Where each text has its baseline.
_BASELINES = """(all) => all.map((element) => {
  const { fontWeight, fontSize, fontFamily } = getComputedStyle(element);
  const context = new OffscreenCanvas(1, 1).getContext("2d");
  context.font = `${fontWeight} ${fontSize} ${fontFamily}`;
  const range = new Range();
  range.selectNodeContents(element);
  return Math.round(range.getBoundingClientRect().top + context.measureText("7").fontBoundingBoxAscent);
})"""


@pytest.mark.cleared
def test_the_header_has_one_row_and_what_can_be_done_stands_on_the_line_of_the_answer(pad_page):
    page = pad_page
    page.get_by_test_id("example-number").click()
    last_reading(page, 5)
    for size in (PHONE, (768, 1024), (1024, 768), (1180, 820), *LAPTOPS):
        in_window(page, *size)
        buttons = page.locator(".menu button:visible")
        assert buttons.count() >= 3 and buttons.evaluate_all(ROWS) == 1, size
        assert page.locator("header").bounding_box()["height"] < 56, size
        acts = page.locator(".acts button:visible")
        assert acts.count() >= 3 and len(set(acts.evaluate_all(_BASELINES))) == 1, size
    in_window(page, *PHONE)
    line = page.get_by_test_id("sureness").or_(page.get_by_test_id("open-correction"))
    assert len(set(line.evaluate_all(_BASELINES))) == 1


@pytest.mark.cleared
def test_on_phones_every_picture_of_a_button_has_its_name_below(pad_page):
    page = in_window(pad_page, *PHONE)
    expect(page.get_by_test_id("examples")).to_be_visible()
    named = page.locator(f"{TOOLS}, .menu button:visible, .examples button:visible")
    assert named.count() >= 7 + 3 + 5
    for each in named.all():
        name = each.locator("span").last if each.locator("span").count() else each
        assert name.inner_text().strip()
        drawn = each.locator("svg").bounding_box()
        assert drawn["y"] + drawn["height"] <= name.bounding_box()["y"] + 2


def test_the_hint_speaks_of_a_mouse_where_there_is_one_and_of_a_finger_where_one_can_touch(page, new_page, address):
    for opened_page, said, unsaid in (
        (page, "with a mouse, finger or pen, or drop a picture", "with a finger or a pen"),
        (new_page(has_touch=True, is_mobile=True), "with a finger or a pen", "mouse"),
    ):
        opened(opened_page, address)
        hint = opened_page.get_by_test_id("hint")
        expect(hint).to_be_visible()
        expect(hint.get_by_text(said, exact=True)).to_be_visible()
        expect(hint.get_by_text(unsaid)).to_be_hidden()
