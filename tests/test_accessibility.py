"""Every state of the page is for everybody: by axe-core, by measure, and by keyboard alone."""

import pytest
from accessible import expect_accessible
from conftest import Held, draw, last_reading
from drawings import by_mouse, on_pad
from photographs import photographed
from playwright.sync_api import expect
from test_number_page import STAR
from test_number_page import write as write_number

FETCH_FAILED = "Console: Failed to load resource"


def a_digit(page):
    draw(page, "seven")


def a_number(page):
    write_number(page, "204")
    expect(page.get_by_role("radio")).to_have_count(3)


def no_digit(page):
    by_mouse(page, on_pad(page, STAR))
    expect(page.get_by_test_id("reading")).to_have_text("?")


def a_picture(page):
    file = {"name": "52-7.jpg", "mimeType": "image/jpeg", "buffer": photographed([["five", "two"], ["seven"]]).file()}
    page.get_by_test_id("upload").set_input_files(file)
    expect(page.get_by_test_id("reading")).to_have_text("52\n7", use_inner_text=True)


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
    "look inside": a_panel("inside", "canvas"),
    "compare": a_panel("compare", ".answer:not(:empty)"),
    "layers": a_panel("layers", "table"),
    "a test set's result": a_test_sets_result,
    "earlier readings": a_dialog("history", drawn_and_cleared),
    "save and share": a_dialog("save", a_digit),
    "settings": a_dialog("settings"),
    "a new version": a_new_version,
}


@pytest.mark.parametrize("state", STATES)
def test_every_state_is_accessible(pad_page, state):
    STATES[state](pad_page)
    expect_accessible(pad_page)


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
