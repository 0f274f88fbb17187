"""The site without a network, and from one version to the next."""

import base64
import hashlib
import json
import re
import shutil
from contextlib import contextmanager

import pytest
from conftest import draw, opened
from PIL import Image
from playwright.sync_api import expect

from tools import icons, server, site

OTHER = "three-conv"
FETCH_FAILED = "Console: Failed to load resource|Failed to fetch|net::ERR"


@pytest.fixture
def copy(built_site, tmp_path):
    """The built site in a folder that a test may change."""
    return shutil.copytree(built_site, tmp_path / "dist")


@pytest.fixture
def page(new_page):
    return new_page(service_workers="allow")


@contextmanager
def visited(page, folder):
    """The page, once its files are kept on the device; after the block its host is gone."""
    with server.serving(folder) as address:
        opened(page, address)
        page.evaluate("async () => { await navigator.serviceWorker.ready; }")
        page.wait_for_function("() => navigator.serviceWorker.controller")
        yield address


def choose(page, name):
    page.get_by_test_id("model").select_option(name)
    expect(page.get_by_test_id("progress")).to_be_hidden()
    page.wait_for_function("(name) => localStorage.getItem('digitpad-model') === name", arg=name)


def new_version(folder):
    """Makes another version of a built site: pages with other contents, a style and a script with other names."""
    index = folder / "index.html"
    style = next((folder / "assets").glob("app-*.css"))
    style.rename(style.with_name("app-AAAAAAAA.css"))
    text = index.read_text().replace(style.name, "app-AAAAAAAA.css").replace("<h1>Digitpad", "<h1>Digitpad 2")
    index.write_text(text)
    script = next((folder / "assets").glob("compare-*.js"))
    script.rename(script.with_name("compare-BBBBBBBB.js"))
    report = folder / "report.html"
    report.write_text(report.read_text().replace("Report on the networks", "Another report on the networks"))
    worker = folder / "offline.js"
    version = re.search(r'version:"(\w+)"', worker.read_text())[1]
    code = worker.read_text().replace(version, "second")
    code = code.replace(style.name, "app-AAAAAAAA.css").replace(script.name, "compare-BBBBBBBB.js")
    worker.write_text(
        re.sub(r'"([^"]+)":"sha256-[^"]+"', lambda found: f'"{found[1]}":"{digest(folder / found[1])}"', code)
    )
    for packed in [*folder.glob("*.gz"), *folder.glob("*.br")]:
        packed.unlink()


def digest(path):
    return "sha256-" + base64.b64encode(hashlib.sha256(path.read_bytes()).digest()).decode()


def test_after_one_visit_everything_that_was_used_works_without_a_network(page, problems, copy, tmp_path):
    problems.allow("preloaded using link preload but not used")  # the default network's files, where another one reads
    with visited(page, copy) as address:
        choose(page, OTHER)
    page.goto(address)
    expect(page.locator("html")).to_have_attribute("data-state", "ready")
    expect(page.get_by_test_id("model")).to_have_value(OTHER)
    assert draw(page, "three")["text"] == "3"
    choose(page, "default")
    page.reload()
    expect(page.get_by_test_id("reading")).to_have_text("3")  # the drawing outlasts the reload
    Image.new("L", (60, 60), 255).save(tmp_path / "empty.png")
    page.get_by_test_id("upload").set_input_files(tmp_path / "empty.png")
    page.wait_for_function("() => readings.at(-1).source === 'image'")
    page.get_by_test_id("open-inside").click()
    expect(page.get_by_test_id("inside-hint")).to_contain_text("Write a digit")


def test_what_was_never_used_says_so_without_a_network(page, problems, copy):
    problems.allow(FETCH_FAILED)
    with visited(page, copy):
        pass
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-state", "ready")
    page.get_by_test_id("model").select_option("batchnorm")
    expect(page.get_by_test_id("notice")).to_contain_text("batchnorm could not be loaded. Still using default")


def test_a_new_version_waits_says_so_and_is_never_mixed_with_the_old(page, copy):
    with visited(page, copy) as address:
        draw(page, "three")
        new_version(copy)
        page.reload()
        expect(page.get_by_role("heading", level=1)).to_have_text("Digitpad")
        button = page.get_by_test_id("update-now")
        expect(button).to_be_visible()
        page.goto(f"{address}report.html")  # never opened before: the host has only the new one
        expect(page.get_by_role("heading", level=1)).to_have_text("Another report on the networks")
        page.go_back()
        expect(page.get_by_test_id("reading")).to_have_text("3")  # and the drawing is there again
        expect(button).to_be_visible()
        other = page.context.new_page()
        opened(other, address)
        button.click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Digitpad 2")
        expect(page.get_by_test_id("reading")).to_have_text("3")
        expect(button).to_be_hidden()
        style = page.locator("link[rel=stylesheet]")
        expect(style).to_have_attribute("href", "assets/app-AAAAAAAA.css")
        # The tab beside still has the old page, and gets the old script, which only the build before has: not the host,
        # nor the browser's own cache for long.
        page.context.new_cdp_session(page).send("Network.clearBrowserCache")
        other.get_by_test_id("open-compare").click()
        expect(other.get_by_test_id("compare-default")).to_be_visible()


@pytest.mark.parametrize("damage", ["index.html", "digits.js"])
def test_a_site_that_arrives_damaged_is_not_kept(page, problems, copy, damage):
    problems.allow("integrity|Console: Failed to find a valid digest")
    (copy / damage).write_text((copy / damage).read_text() + "\n")
    for packed in (".gz", ".br"):
        (copy / (damage + packed)).unlink()
    with server.serving(copy) as address:
        opened(page, address)
        state = "async () => (await navigator.serviceWorker.getRegistration())?.active?.state ?? 'none'"
        page.wait_for_timeout(1500)
        assert page.evaluate(state) == "none"
        assert draw(page, "seven")["text"] == "7"


def test_caches_of_other_pages_are_left_alone(page, copy):
    with server.serving(copy) as address:
        page.goto(f"{address}report.html")
        page.evaluate("async () => { await caches.open('digitpad'); await caches.open('theirs'); }")
        opened(page, address)
        page.evaluate("async () => { await navigator.serviceWorker.ready; }")
        names = page.evaluate("() => caches.keys()")
        assert {"digitpad", "theirs"} <= set(names)
        assert len(names) == 3


def test_the_manifest_names_icons_of_their_sizes(built_site):
    path = next((built_site / "assets").glob("manifest-*.webmanifest"))
    manifest = json.loads(path.read_text())
    for icon in manifest["icons"]:
        with Image.open(path.parent / icon["src"]) as picture:
            assert f"{picture.width}x{picture.height}" == icon["sizes"]
    assert (path.parent / manifest["start_url"]).resolve() == built_site.resolve()


@pytest.mark.parametrize(("name", "corner"), [("icon-192", 0), ("maskable-512", 255)])
def test_icons_are_drawn_from_the_svg(built_site, name, corner):
    with Image.open(built_site / "icons" / f"{name}.png") as icon:
        assert icon.getpixel((0, 0))[3] == corner
        assert icon.getpixel((icon.width // 2, 2))[:3] == (0x2B, 0x50, 0xD6)
        middle = icon.width // 2
        row = {icon.getpixel((x, middle))[:3] for x in range(icon.width)}
        assert (255, 255, 255) in row
    drawn = icons.draw((site.ROOT / "web" / "icon.svg").read_text("utf-8"), 64)
    assert drawn.getpixel((32, 19))[:3] == (255, 255, 255)
