"""Every state of the page is for everybody: by axe-core, by measure, and by keyboard alone."""

import pytest
from accessible import expect_accessible
from conftest import Held, draw, in_window, last_reading, opened
from drawings import QUICK, by_mouse, on_pad
from photographs import photographed
from playwright.sync_api import expect
from test_number_page import STAR
from test_number_page import write as write_number

FETCH_FAILED = "Console: Failed to load resource"


def a_digit(page):
    draw(page, "seven")


def a_number(page):
    write_number(page, "204", size=0.35)  # as far apart on a phone as fingers are wide
    expect(page.get_by_role("radio")).to_have_count(3)


def no_digit(page):
    by_mouse(page, on_pad(page, STAR))
    expect(page.get_by_test_id("reading")).to_have_text("?")


def a_picture(page):
    photograph = photographed([["five", "two"]], height=180)  # as far apart, too
    file = {"name": "52-7.jpg", "mimeType": "image/jpeg", "buffer": photograph.file()}
    page.get_by_test_id("upload").set_input_files(file)
    expect(page.get_by_test_id("reading")).to_have_text("52", use_inner_text=True)


def a_notice(page):
    page.get_by_test_id("upload").set_input_files(
        {"name": "text.png", "mimeType": "image/png", "buffer": b"no picture"}
    )
    expect(page.get_by_test_id("notice")).to_be_visible()


def the_keyboards_pen(page):
    page.get_by_test_id("pad").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Shift+ArrowRight")
    expect(page.get_by_test_id("pen-mark")).to_be_visible()


def a_panel(name, content):
    def open_it(page):
        draw(page, "seven")
        page.get_by_test_id(f"open-{name}").click()
        expect(page.get_by_test_id("panel").locator(content).first).to_be_visible()

    return open_it


def taken_apart(layer, content):
    """A layer of the default network, with all that a student sees."""

    def open_it(page):
        a_panel("sees", ".stage canvas")(page)
        page.get_by_test_id("level-student").click()
        page.get_by_test_id(f"press-{layer}").press("Enter")
        expect(page.get_by_test_id(content)).to_be_visible()

    return open_it


def presenting(page):
    a_panel("sees", ".stage canvas")(page)
    # As on a phone that has no full screen: of a window that has, no browser changes the size.
    page.get_by_test_id("panel").evaluate(
        "(panel) => (panel.requestFullscreen = () => Promise.reject(new Error('no')))"
    )
    page.get_by_test_id("present").press("Enter")
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    expect(page.get_by_test_id("terms")).to_be_visible()


def a_test_sets_result(page):
    a_panel("test-set", "button")(page)
    page.get_by_test_id("run").click()
    expect(page.get_by_test_id("test-result")).to_be_visible()
    page.locator(".wrong button").first.click()
    expect(page.get_by_test_id("misread").get_by_role("img").first).to_be_visible()


def a_dialog(name, before=lambda page: None):
    def open_it(page):
        before(page)
        page.get_by_test_id(f"open-{name}").click()
        expect(page.get_by_role("dialog")).to_be_visible()

    return open_it


def a_new_version(page):
    page.get_by_test_id("update-now").evaluate("(button) => (button.hidden = false)")


def drawn_and_cleared(page):
    draw(page, "seven")
    page.keyboard.press("Escape")
    last_reading(page, 0)


STATES = {
    "an empty pad": lambda page: None,
    "a digit": a_digit,
    "a number": a_number,
    "no digit": no_digit,
    "a picture": a_picture,
    "a notice": a_notice,
    "the keyboard's pen": the_keyboards_pen,
    "how it sees": a_panel("sees", ".stage canvas"),
    "a digit to be changed": taken_apart(0, "try"),
    "a convolution taken apart": taken_apart(2, "terms"),
    "evidence taken apart": taken_apart(14, "voices"),
    "a presentation": presenting,
    "softmax taken apart": taken_apart(15, "softmax"),
    "compare": a_panel("compare", ".answer:not(:empty)"),
    "a test set's result": a_test_sets_result,
    "a correction": a_dialog("correction", a_digit),
    "earlier readings": a_dialog("history", drawn_and_cleared),
    "save and share": a_dialog("save", a_digit),
    "settings": a_dialog("settings"),
    "a new version": a_new_version,
}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.cleared
def test_every_state_is_accessible(pad_page, state):
    STATES[state](pad_page)
    expect_accessible(pad_page)


def test_what_was_learnt_is_accessible(page, address):  # and is forgotten with this page
    correct = a_dialog("correction", a_digit)
    correct(opened(page, address))
    page.get_by_test_id("it-is-none").click()
    expect(page.get_by_test_id("reading")).to_have_text("?")
    page.get_by_test_id("open-correction").click()
    expect(page.get_by_test_id("take-back")).to_be_visible()
    expect_accessible(page)


@pytest.mark.parametrize("language", ["de", "ar"])
def test_another_language_is_accessible(page, address, language):
    page.evaluate("(language) => localStorage.setItem('digitpad-language', language)", language)
    opened(page, address)
    draw(page, "seven")
    expect_accessible(page)
    page.get_by_test_id("open-settings").click()
    expect(page.get_by_test_id("choose-language")).to_be_visible()
    expect_accessible(page)


def test_loading_is_accessible(page, address):
    held = Held(page, "**/weights-*.bin")
    page.goto(address)
    expect(page.get_by_test_id("progress")).to_be_visible()
    expect_accessible(page)
    held.release()


def test_failure_is_accessible(page, address, problems):
    problems.allow(FETCH_FAILED)
    page.route("**/weights-*.bin", lambda route: route.fulfill(status=404))
    page.goto(address)
    expect(page.get_by_test_id("error")).to_be_visible()
    expect_accessible(page)


# The keyboard


_FOCUSED = """() => {
  const focused = document.activeElement;
  if (focused === document.body) return null;
  const shows = (element) => {
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element);
    return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2 && !outlineColor.endsWith(", 0)");
  };
  const owner = focused.closest("label") ?? focused;
  const box = owner.getBoundingClientRect();
  const isSeen = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  focused.setAttribute("data-visited", "");
  return [focused.outerHTML.slice(0, 160), (shows(focused) || shows(owner)) && isSeen];
}"""
_NEVER_REACHED = """() => [...document.querySelectorAll("button, select, input, summary, a[href], [tabindex='0']")]
  .filter((control) => control.checkVisibility({ visibilityProperty: true }) && !control.disabled)
  .filter((control) => control.tabIndex >= 0 && !control.matches("[type=radio]:not(:checked), [data-visited]"))
  .filter((control) => !document.querySelector("dialog:modal") || control.closest("dialog"))
  .map((control) => control.outerHTML.slice(0, 160))"""


@pytest.mark.parametrize(
    "state", ["a number", "a notice", "a test set's result", "settings", "save and share", "a correction"]
)
@pytest.mark.cleared
def test_every_control_is_reached_by_tab_and_shows_that_it_has_the_focus(pad_page, state):
    STATES[state](pad_page)
    pad_page.evaluate("document.activeElement.blur()")
    unseen = []
    for _ in range(60):
        pad_page.keyboard.press("Tab")
        focused = pad_page.evaluate(_FOCUSED)
        if focused and not focused[1]:
            unseen.append(focused[0])
        if not pad_page.evaluate(_NEVER_REACHED):
            break
    assert unseen == []
    assert pad_page.evaluate(_NEVER_REACHED) == []


@pytest.mark.cleared
def test_escape_closes_a_panel_where_the_focus_is_and_leaves_the_ink(pad_page):
    a_panel("sees", ".stage canvas")(pad_page)
    button = pad_page.get_by_test_id("open-sees")
    pad_page.keyboard.press("Escape")
    expect(pad_page.get_by_test_id("panel")).to_be_hidden()
    expect(button).to_be_focused()
    expect(button).to_have_attribute("aria-expanded", "false")
    expect(pad_page.get_by_test_id("reading")).to_have_text("7")
    other = pad_page.get_by_test_id("open-test-set")
    other.click()
    pad_page.get_by_test_id("run").focus()
    pad_page.keyboard.press("Escape")
    expect(pad_page.get_by_test_id("panel")).to_be_hidden()
    expect(other).to_be_focused()
    pad_page.keyboard.press("Escape")  # with none open it clears, as everywhere
    last_reading(pad_page, 0)


# What is said, and what moves

WATCH_WORDS = """() => {
  window.said = [];
  for (const region of document.querySelectorAll("[role=status], [role=alert], [aria-live]"))
    new MutationObserver(() => region.textContent && said.push(region.textContent)).observe(
      region, { characterData: true, childList: true, subtree: true });
}"""


def test_a_reading_is_said_once_a_stroke_is_finished_and_not_before(pad_page):
    pad_page.evaluate(WATCH_WORDS)
    reading = draw(pad_page, "seven", QUICK)
    assert pad_page.evaluate("readings.length") > 5
    share = min(round(100 * reading["digits"][0]["confidence"]), 99)
    pad_page.wait_for_function("() => said.length")
    assert pad_page.evaluate("said") == [f"7, {share} percent"]
    region = pad_page.get_by_role("status")
    expect(region).to_have_text(f"7, {share} percent")
    assert region.evaluate("(region) => region.ariaLive ?? 'polite'") == "polite"


@pytest.mark.parametrize("wanted", ["reduce", "no-preference"])
def test_nothing_moves_for_who_wants_no_motion(new_page, address, wanted):
    page = new_page(reduced_motion=wanted)
    page.add_init_script("""
      window.moved = [];
      for (const type of ["transitionrun", "animationstart"])
        document.addEventListener(type, ({ target }) => moved.push(target.outerHTML.slice(0, 160)), true);
    """)
    opened(page, address)
    write_number(page, "20")
    page.get_by_test_id("open-compare").click()
    expect(page.locator(".answer:not(:empty)").first).to_be_visible()
    a_picture(page)
    page.get_by_test_id("back").click()
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("hint")).to_be_visible()
    moved = page.evaluate("moved")
    assert (moved == []) if wanted == "reduce" else moved


# Colours that axe doesn't see

_CONTRASTS = """() => {
  const rgb = (colour) => {
    const context = new OffscreenCanvas(1, 1).getContext("2d");
    context.fillStyle = colour;
    context.fillRect(0, 0, 1, 1);
    return Array.from(context.getImageData(0, 0, 1, 1).data.slice(0, 3));
  };
  const luminance = (colour) => {
    const [r, g, b] = rgb(colour).map((value) => value / 255).map((value) =>
      value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (a, b) => {
    const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y);
    return (light + 0.05) / (dark + 0.05);
  };
  const styleOf = (selector) => getComputedStyle(document.querySelector(selector));
  const paper = styleOf(".sheet").backgroundColor;
  const lines = ["i", "[data-selected] i"].map((which) => styleOf(`.boxes ${which}`).borderTopColor);
  const inks = ["plain", "blue", "red", "green", "violet"].map((ink) => {
    document.documentElement.dataset.ink = ink;
    return styleOf(".sheet canvas").color;
  });
  document.documentElement.dataset.ink = "plain";
  lines.push(styleOf("select").borderTopColor, styleOf(":root").getPropertyValue("--accent")); // of outlines
  return [inks, lines].map((colours) => colours.map((colour) => contrast(colour, paper)));
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.cleared
def test_ink_boxes_and_outlines_stand_out(pad_page, scheme):
    page = in_window(pad_page, color_scheme=scheme)
    write_number(page, "20")
    expect(page.get_by_role("radio")).to_have_count(2)
    inks, lines = page.evaluate(_CONTRASTS)
    assert len(inks) == 5
    assert min(inks) >= 4.5
    assert min(lines) >= 3
