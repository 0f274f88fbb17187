"""Every text that people see or hear comes out of the tables: in a language of brackets, none is outside of them.

What fails here is a text that tools/texts/extract.mjs does not find, or that is put together otherwise than the tables
have it: see "A text" in CONTRIBUTING.md.
"""

import pytest
from conftest import draw, last_reading, opened
from drawings import by_mouse, drawing, on_pad
from playwright.sync_api import expect
from test_grid_page import sheet
from test_picture_page import choose
from untranslated import in_brackets


@pytest.fixture
def all_in_brackets(page):
    """Waits until what the page shows is in brackets, and says what is not."""
    find = in_brackets(page)

    def check():
        page.evaluate("() => new Promise((then) => requestAnimationFrame(() => setTimeout(then)))")
        assert "\n".join(find()) == ""

    return check


@pytest.fixture
def bracketed(page, address, all_in_brackets):
    opened(page, address)
    expect(page.get_by_test_id("clear")).to_contain_text("⟦")
    return page


def test_an_empty_pad_and_a_digit_with_all_its_bars(bracketed, all_in_brackets):
    all_in_brackets()
    expect(bracketed.get_by_test_id("examples")).to_be_visible()
    all_in_brackets()
    draw(bracketed, "seven")
    expect(bracketed.get_by_test_id("sureness")).to_contain_text("⟦")
    bracketed.get_by_test_id("all-bars").click()
    all_in_brackets()
    bracketed.get_by_test_id("clear").click()
    draw(bracketed, "bar", x=0.3)
    by_mouse(bracketed, on_pad(bracketed, drawing("two"), x=0.7))
    last_reading(bracketed, 2)
    all_in_brackets()


@pytest.mark.parametrize("name", ["history", "save", "settings", "correction"])
def test_a_dialog(bracketed, all_in_brackets, name):
    draw(bracketed, "seven")
    bracketed.get_by_test_id(f"open-{name}").click()
    expect(bracketed.get_by_test_id("dialog-title")).to_contain_text("⟦")
    all_in_brackets()


def test_how_it_sees_for_pupils_and_students(bracketed, all_in_brackets):
    draw(bracketed, "seven")
    bracketed.get_by_test_id("open-sees").click()
    for level in ("level-pupil", "level-student"):
        bracketed.get_by_test_id(level).click()
        expect(bracketed.get_by_test_id("stage-1")).to_contain_text("⟦")
        all_in_brackets()


def test_networks_compared_and_a_test_of_one(bracketed, all_in_brackets):
    draw(bracketed, "seven")
    bracketed.get_by_test_id("open-compare").click()
    expect(bracketed.get_by_test_id("panel")).to_contain_text("⟦")
    all_in_brackets()
    bracketed.get_by_test_id("open-test-set").click()
    bracketed.get_by_test_id("run").click()
    expect(bracketed.get_by_test_id("test-result")).to_contain_text("⟦")
    all_in_brackets()


def test_a_picture_with_a_table_and_a_test_digit(bracketed, all_in_brackets):
    choose(bracketed, sheet())
    expect(bracketed.get_by_test_id("grid")).to_be_visible()
    all_in_brackets()
    bracketed.get_by_test_id("sample").click()
    expect(bracketed.get_by_test_id("truth")).to_contain_text("⟦")
    all_in_brackets()


def test_a_round_of_the_game(bracketed, all_in_brackets):
    bracketed.get_by_test_id("example-game").click()
    expect(bracketed.get_by_test_id("game-rules")).to_contain_text("⟦")
    all_in_brackets()
    bracketed.get_by_test_id("game-start").click()
    all_in_brackets()


@pytest.mark.parametrize(
    ("name", "shown"), [("report.html", "table"), ("collect.html", "canvas"), ("embed.html", "digit-input")]
)
def test_another_page(page, address, all_in_brackets, name, shown):
    page.goto(address + name)
    expect(page.locator(shown).first).to_be_visible()
    page.wait_for_load_state("networkidle")
    all_in_brackets()
