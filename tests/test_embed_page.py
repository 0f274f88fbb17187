"""The page that shows how Digitpad is used in other pages: its examples work, and are what is shown."""

import json
import re
from pathlib import Path

import pytest
from accessible import expect_accessible
from conftest import Held, in_window, opened
from drawings import by_flick, by_mouse, drawing, placed
from playwright.sync_api import expect

from tools import site

EXAMPLES = site.ROOT / "web" / "examples"


@pytest.fixture
def embed(page, address):
    page.goto(f"{address}embed.html")
    return page


def write(page, surface, *drawings):
    surface.scroll_into_view_if_needed()
    box = surface.bounding_box()
    size = 0.6 * box["height"]
    step = min(box["width"] / len(drawings), 0.8 * size)  # wider, they would be several numbers
    for i, name in enumerate(drawings):
        x = box["x"] + (box["width"] - size) / 2 + (i - (len(drawings) - 1) / 2) * step
        by_mouse(page, placed(drawing(name), x, box["y"] + 0.18 * box["height"], size))


def test_it_is_found_from_the_pad(page, address):
    opened(page, address)
    page.get_by_role("link", name="Use it in your page").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Use Digitpad in your page")


def test_the_form_wants_a_zip_code_and_tells_what_it_would_send(embed):
    embed.get_by_role("button", name="Send").click()
    expect(embed.get_by_role("textbox", name="ZIP code")).to_be_focused()
    expect(embed.locator("#sent")).to_be_empty()
    write(embed, embed.locator("#zip canvas"), "two", "closed four", "six", "eight", "bar")
    expect(embed.get_by_role("textbox", name="ZIP code")).to_have_value("24681")
    embed.get_by_role("button", name="Send").click()
    expect(embed.locator("#sent")).to_have_text("This would be sent: zip=24681&floor=3")
    embed.get_by_role("button", name="Reset").click()
    expect(embed.locator("#sent")).to_be_empty()


def test_the_module_reads_a_canvas_of_the_pages_own(embed):
    write(embed, embed.locator("#slate"), "three", "five")
    expect(embed.locator("#read")).to_have_text(re.compile(r"^35: \d\d%, \d\d% sure$"))
    embed.get_by_role("button", name="Clear", exact=True).click()
    expect(embed.locator("#read")).to_have_text("Write a number.")


def test_what_is_cleared_before_it_is_read_is_never_shown(page, address):
    held = Held(page, "**/weights-*")
    page.goto(f"{address}embed.html")
    page.evaluate("""() => {
      window.shown = [];
      const read = document.getElementById("read");
      new MutationObserver(() => shown.push(read.textContent)).observe(read, { childList: true });
    }""")
    write(page, page.locator("#slate"), "three")
    page.get_by_role("button", name="Clear", exact=True).click()
    held.release()
    write(page, page.locator("#slate"), "two")
    expect(page.locator("#read")).to_have_text(re.compile("^2: "))
    assert not [text for text in page.evaluate("shown") if text.startswith("3")]


def test_a_press_right_after_a_quick_stroke_counts(new_page, address):
    page = new_page(has_touch=True)
    page.goto(f"{address}embed.html")
    write(page, page.locator("#slate"), "three")
    expect(page.locator("#read")).to_have_text(re.compile("^3: "))
    box = page.locator("#slate").bounding_box()
    quick = placed(drawing("bar"), box["x"] + 0.5 * box["width"], box["y"], box["height"])[0]
    by_flick(page, quick, page.get_by_role("button", name="Clear", exact=True))
    expect(page.locator("#read")).to_have_text("Write a number.")


def test_a_framework_adds_what_is_written_by_way_of_an_import_map(embed):
    fields = embed.locator("#sum digit-input")
    write(embed, fields.first.locator("canvas"), "bar", "two")
    embed.get_by_role("textbox", name="Second number").fill("30")
    expect(embed.locator("#sum output")).to_have_text("The sum is 42.")
    imports = json.loads(embed.locator("script[type=importmap]").text_content())["imports"]
    assert {"preact", "preact/hooks", "digitpad", "digitpad/digit-input"} == set(imports)


def test_what_is_shown_is_what_runs(embed, built_site, address):
    """On the page, or in the tests of bundlers; where the site is said to be, it is."""
    shown = [text.strip() for text in embed.locator("pre").all_text_contents()]
    for path in filter(Path.is_file, EXAMPLES.rglob("*")):
        assert path.read_text("utf-8").strip().replace("https://example.org/digitpad/", address) in shown, path.name
    assert f'import {{ createReader }} from "{address}digits.js";' in "".join(shown)
    assert embed.locator("script[type=importmap]").text_content() in shown
    for path in EXAMPLES.glob("*.js"):
        assert [
            built
            for built in (built_site / "assets").glob(f"{path.stem}-*.js")
            if built.read_text() == path.read_text()
        ]


def test_each_way_into_an_app_has_a_tab(embed):
    tabs = embed.get_by_role("tab")
    assert tabs.all_text_contents() == ["Plain page", "React", "Vue", "Svelte", "Next", "Rollup", "CDN"]
    panels = embed.get_by_role("tabpanel")
    expect(panels).to_have_count(1)  # the others are hidden
    expect(panels).to_have_accessible_name("Plain page")
    embed.get_by_role("tab", name="Vue").click()
    expect(embed.get_by_role("tab", selected=True)).to_have_text("Vue")
    expect(panels).to_contain_text('v-model="zip"')
    embed.keyboard.press("ArrowRight")
    expect(embed.get_by_role("tab", name="Svelte")).to_be_focused()
    expect(panels).to_contain_text("oninput={take}")
    for _ in range(4):
        embed.keyboard.press("ArrowRight")
    expect(panels).to_have_accessible_name("Plain page")
    embed.keyboard.press("Tab")
    expect(panels.locator("pre")).to_be_focused()


def test_code_is_copied_by_a_press(embed):
    embed.context.grant_permissions(["clipboard-read", "clipboard-write"])
    embed.get_by_role("tab", name="React").click()
    copy = embed.get_by_role("tabpanel").get_by_role("button", name="Copy")
    copy.click()
    expect(embed.get_by_role("tabpanel").get_by_role("button", name="Copied")).to_be_visible()
    expect(embed.get_by_test_id("said")).to_have_text("Copied")
    assert embed.evaluate("navigator.clipboard.readText()") == (EXAMPLES / "apps" / "react.jsx").read_text().strip()
    expect(copy).to_be_visible()


def test_code_that_the_browser_does_not_copy_is_told(page, address):
    page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error('denied'));")
    page.goto(f"{address}embed.html")
    page.get_by_role("tabpanel").get_by_role("button", name="Copy").click()
    expect(page.get_by_role("alert")).to_contain_text("The browser doesn't let this page copy.")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_narrow_windows_in_both_themes(page, address, scheme):
    in_window(page, 320, 700, color_scheme=scheme)
    page.goto(f"{address}embed.html")
    expect(page.locator("#sum output")).to_be_visible()
    assert page.evaluate("() => document.documentElement.scrollWidth") == 320
    ground = "(field) => getComputedStyle(field.shadowRoot.querySelector('.control')).backgroundColor"
    light = page.locator("#zip").evaluate(ground) == "rgb(255, 255, 255)"
    assert light == (scheme == "light")


def test_without_scripts_it_still_explains(new_page, address):
    page = new_page(java_script_enabled=False)
    page.goto(f"{address}embed.html")
    expect(page.locator("pre").first).to_be_visible()
    expect(page.get_by_text("$state")).to_be_visible()
    expect(page.get_by_role("button", name="Copy")).to_have_count(0)
    expect(page.locator(".live").first).to_be_hidden()


def test_it_is_accessible(embed):
    write(embed, embed.locator("#zip canvas"), "two", "closed four", "six", "eight", "bar")
    expect(embed.get_by_role("textbox", name="ZIP code")).to_have_value("24681")
    expect_accessible(embed)
