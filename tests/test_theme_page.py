"""User stories of the theme chosen in Settings, in a real browser: every page follows the choice, not the system."""

import re
from io import BytesIO

import numpy as np
import pytest
from conftest import draw, in_window, opened
from drawings import by_mouse, line, placed
from PIL import Image
from playwright.sync_api import expect
from test_number_page import write as write_number

# Of the ground behind everything, as the browser's own bars have it, and of the first line in a chart.
GROUNDS = {"light": "#f5f5f2", "dark": "#131519"}
LINES = {"light": "rgb(0, 114, 178)", "dark": "rgb(86, 180, 233)"}

CHOICES = [("light", "dark"), ("dark", "light")]  # the system's theme, and another one that is chosen


def choose(page, theme):
    page.get_by_test_id("open-settings").click()
    page.get_by_role("radio", name=theme.capitalize(), exact=True).check()
    page.get_by_test_id("close-dialog").click()


def bar_colour(page):
    """The colour that the page gives the browser's own bars: that of the one meta whose media apply."""
    [colour] = page.evaluate("""Array.from(document.querySelectorAll("meta[name=theme-color]"))
      .filter(({ media }) => matchMedia(media).matches).map(({ content }) => content)""")
    return colour


def line_colour(page):
    return page.locator("polyline").first.evaluate("(line) => getComputedStyle(line).stroke")


def brightness(page, x, y):
    """How bright the example's canvas looks at a place, in shares of its size: 0 to 255."""
    shown = Image.open(BytesIO(page.locator("#slate").screenshot())).convert("L")
    return shown.getpixel((round(x * shown.width), round(y * shown.height)))


@pytest.mark.parametrize(("system", "chosen"), CHOICES)
def test_the_browsers_bars_follow_the_choice_on_every_page(page, address, system, chosen):
    opened(in_window(page, color_scheme=system), address)
    assert bar_colour(page) == GROUNDS[system]
    choose(page, chosen)
    assert bar_colour(page) == GROUNDS[chosen]
    for name in ("index.html", "report.html", "embed.html"):
        page.goto(f"{address}{name}")
        assert bar_colour(page) == GROUNDS[chosen]


@pytest.mark.parametrize(("system", "chosen"), CHOICES)
def test_the_charts_of_the_report_follow_the_choice(page, address, system, chosen):
    opened(in_window(page, color_scheme=system), address)
    choose(page, chosen)
    page.goto(f"{address}report.html")
    expect(page.locator("polyline").first).to_be_visible()
    assert line_colour(page) == LINES[chosen]


def test_a_report_that_is_open_follows_what_is_chosen_in_another_tab(page, address):
    opened(in_window(page, color_scheme="light"), address)
    report = page.context.new_page()
    report.emulate_media(color_scheme="light")
    report.goto(f"{address}report.html")
    expect(report.locator("polyline").first).to_be_visible()
    assert line_colour(report) == LINES["light"]
    choose(page, "dark")
    expect(report.locator("html")).to_have_attribute("data-theme", "dark")
    assert line_colour(report) == LINES["dark"]
    assert bar_colour(report) == GROUNDS["dark"]


def test_ink_that_is_on_the_canvas_of_an_example_is_seen_in_the_other_theme(page, address):
    in_window(page, color_scheme="light").goto(f"{address}embed.html")
    page.locator("#slate").scroll_into_view_if_needed()
    box = page.locator("#slate").bounding_box()
    by_mouse(page, placed([line((0.5, 0), (0.5, 1))], box["x"], box["y"] + 20, box["width"]), 10)
    expect(page.locator("#read")).to_contain_text("sure")
    assert brightness(page, 0.5, 0.5) < 50 < 200 < brightness(page, 0.1, 0.5)
    page.emulate_media(color_scheme="dark")
    assert brightness(page, 0.5, 0.5) > 200 > 50 > brightness(page, 0.1, 0.5)


# Forced colours


def seen(locator):
    """The pixels that somebody sees of it, in brightnesses."""
    return np.asarray(Image.open(BytesIO(locator.screenshot())).convert("L"), int)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_under_forced_colours_handles_stand_out_from_their_boxes_and_the_chosen_one_from_the_others(pad_page, scheme):
    page = in_window(pad_page, color_scheme=scheme, forced_colors="active")
    write_number(page, "204", size=0.3)
    expect(page.get_by_test_id("lesson")).to_be_attached()  # its style has come
    boxes = page.get_by_test_id("boxes")
    chosen = boxes.locator("[data-selected] button")
    expect(chosen).to_have_count(1)
    others = boxes.locator(":not([data-selected]) > button")
    expect(others).to_have_count(2)
    ground = seen(page.get_by_test_id("pad"))[5, 5]
    for handle in others.all():
        pixels = np.abs(seen(handle) - ground) > 100
        middle, side = pixels[:, pixels.shape[1] // 2].sum(), pixels[:, 1].sum()
        assert middle >= side + 1  # a bar on the line of its box, which is thinner
        assert pixels.mean() < 0.5  # ink is not covered
    assert (np.abs(seen(chosen) - ground) > 60).mean() > 0.5  # filled


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_under_forced_colours_the_level_chosen_in_how_it_sees_is_told_apart(pad_page, scheme):
    page = in_window(pad_page, color_scheme=scheme, forced_colors="active")
    page.get_by_test_id("open-sees").click()
    pupil, student = page.get_by_test_id("level-pupil"), page.get_by_test_id("level-student")
    for chosen, other in ((pupil, student), (student, pupil)):
        chosen.click()
        expect(chosen).to_have_attribute("aria-pressed", "true")
        page.mouse.move(0, 0)
        grounds = [np.bincount(seen(each).ravel()).argmax() for each in (chosen, other)]
        assert abs(grounds[0] - grounds[1]) > 60


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_under_forced_colours_bars_in_panels_are_as_long_as_what_they_stand_for(pad_page, scheme):
    page = in_window(pad_page, color_scheme=scheme, forced_colors="active")
    draw(page, "seven")
    for panel, bars in (("open-sees", ".answers i"), ("open-compare", "[data-testid=compare-default] .top i")):
        page.get_by_test_id(panel).click()
        bars = page.get_by_test_id("panel").locator(bars)
        expect(page.get_by_test_id("panel")).to_contain_text(re.compile(r"9\d\.\d%"))
        expect(bars.nth(2)).to_be_visible()  # networks answer one after another
        middles = [each[each.shape[0] // 2, each.shape[1] // 2] for each in map(seen, bars.all())]
        unlike = [abs(int(middle) - int(np.median(middles))) > 60 for middle in middles]
        assert len(middles) >= 3 and sum(unlike) == 1, panel
