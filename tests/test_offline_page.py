"""The site without a network, and from one version to the next."""

import json
import re
from contextlib import contextmanager

import pytest
from conftest import choose_network, draw, opened
from PIL import Image
from playwright.sync_api import expect

from bench import deploys, visits
from bench.versions import Host, copied, other_pages, other_title, serving
from tools import icons, server, site

OTHER = "three-conv"
FETCH_FAILED = "Console: Failed to load resource|Failed to fetch|net::ERR"


@pytest.fixture
def copy(built_site, tmp_path):
    """The built site in a folder that a test may change."""
    return copied(built_site, tmp_path / "dist")


@pytest.fixture
def page(new_page):
    return new_page(service_workers="allow")


@contextmanager
def visited(page, folder):
    """The page, once its files are kept on the device; after the block its host is gone."""
    with server.serving(folder) as address:
        visits.keeps(page, address)
        yield address


def choose(page, name):
    choose_network(page, name)
    page.wait_for_function("(name) => localStorage.getItem('digitpad-model') === name", arg=name)


def read_empty(page, picture):
    page.get_by_test_id("upload").set_input_files(picture)
    page.wait_for_function("() => readings.at(-1)?.source === 'image'")


def test_after_one_visit_everything_that_was_used_works_without_a_network(page, problems, copy, tmp_path):
    problems.allow("preloaded using link preload but not used")  # the default network's files, where another one reads
    Image.new("L", (60, 60), 255).save(tmp_path / "empty.png")
    with visited(page, copy) as address:
        choose(page, OTHER)
        read_empty(page, tmp_path / "empty.png")
    page.goto(address)
    expect(page.locator("html")).to_have_attribute("data-state", "ready")
    expect(page.get_by_test_id("model")).to_have_value(OTHER)
    assert draw(page, "three")["text"] == "3"
    choose(page, "default")
    page.reload()
    expect(page.get_by_test_id("reading")).to_have_text("3")  # the drawing outlasts the reload
    read_empty(page, tmp_path / "empty.png")  # with the row network
    page.get_by_test_id("open-sees").click()
    expect(page.get_by_test_id("sees-hint")).to_contain_text("Write a digit")


# Whether what reads pictures is kept on the device: the script, and the row network.
PICTURES_KEPT = """async () => {
  const [cache] = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
  const paths = (await cache.keys()).map(({ url }) => new URL(url).pathname);
  const isThere = (start) => paths.some((path) => path.startsWith(start));
  return ["/assets/worker-", "/assets/picture-", "/rows/weights-"].every(isThere);
}"""


def comes_again(page):
    page.reload()


def installs(page):
    page.evaluate("() => dispatchEvent(new Event('appinstalled'))")


@pytest.mark.parametrize("does", [comes_again, installs])
def test_who_comes_again_or_installs_the_app_has_pictures_read_without_a_network(page, copy, tmp_path, does):
    Image.new("L", (60, 60), 255).save(tmp_path / "empty.png")
    with visited(page, copy):
        assert not page.evaluate(PICTURES_KEPT)
        does(page)
        visits.until(page, PICTURES_KEPT)
    page.reload()
    read_empty(page, tmp_path / "empty.png")


def test_what_was_never_used_says_so_without_a_network(page, problems, copy, tmp_path):
    problems.allow(FETCH_FAILED)
    Image.new("L", (60, 60), 255).save(tmp_path / "empty.png")
    with visited(page, copy):
        pass
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-state", "ready")
    page.get_by_test_id("upload").set_input_files(tmp_path / "empty.png")
    expect(page.get_by_test_id("notice")).to_contain_text(
        "The script for pictures did not load. Check the connection and try again."
    )
    page.get_by_test_id("model").select_option("batchnorm")
    expect(page.get_by_test_id("notice")).to_contain_text(
        "(batchnorm) could not be loaded. Still using default. Not here yet."
    )
    page.get_by_test_id("open-compare").click()
    card = page.get_by_test_id("compare-batchnorm")
    expect(card).to_contain_text("Not on this device yet. It is downloaded when it is first used with a connection.")
    page.get_by_test_id("open-test-set").click()
    page.get_by_test_id("run").click()
    said = "The test digits are not on this device yet. They are downloaded when they are first used with a connection."
    expect(page.get_by_test_id("panel").get_by_text(said)).to_have_count(1)
    page.get_by_role("link", name="Report").click()
    expect(page.get_by_role("heading")).to_have_text("Not on this device yet")
    expect(page.locator("html")).to_have_css("background-color", "rgb(245, 245, 242)")  # the site's own look
    expect(page.locator("body")).to_have_css("display", "flex")
    policy = page.locator("meta[http-equiv=Content-Security-Policy]").get_attribute("content")
    assert policy.startswith("default-src 'none'") and "unsafe" not in policy
    page.get_by_role("link", name="Back to the pad").click()
    expect(page.get_by_test_id("pad")).to_be_visible()
    page.evaluate("() => localStorage.setItem('digitpad-language', 'ar')")
    page.get_by_role("link", name="Report").click()  # which is in English, and says so
    assert page.locator("html").evaluate("({ lang, dir, dataset }) => [lang, dir, 'translating' in dataset]") == [
        *("en", "", False)
    ]


def test_a_new_version_waits_says_so_and_is_never_mixed_with_the_old(page, copy):
    with visited(page, copy) as address:
        draw(page, "three")
        style = page.locator("link[rel=stylesheet]").get_attribute("href")
        other_pages(copy, "Digitpad 2")
        page.reload()
        expect(page.get_by_role("heading", level=1)).to_have_text("Digitpad")
        button = page.get_by_test_id("update-now")
        expect(button).to_be_visible()
        page.goto(f"{address}report.html")  # never opened before: the host has only the new one
        expect(page.get_by_role("heading", level=1)).to_have_text("Digitpad 2: report")
        page.go_back()
        expect(page.get_by_test_id("reading")).to_have_text("3")  # and the drawing is there again
        expect(button).to_be_visible()
        other = page.context.new_page()
        opened(other, address)
        button.click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Digitpad 2")
        expect(page.get_by_test_id("reading")).to_have_text("3")
        expect(button).to_be_hidden()
        expect(page.locator("link[rel=stylesheet]")).not_to_have_attribute("href", style)
        # The tab beside still has the old page, and gets the old script, which only the build before has: not the host,
        # nor the browser's own cache for long.
        page.context.new_cdp_session(page).send("Network.clearBrowserCache")
        other.get_by_test_id("open-compare").click()
        expect(other.get_by_test_id("compare-default")).to_be_visible()
        other.get_by_test_id("update-now").click()  # what waited when it was opened is in use already
        expect(other.get_by_role("heading", level=1)).to_have_text("Digitpad 2")


def test_caches_of_other_pages_are_left_alone(page, copy):
    with server.serving(copy) as address:
        page.goto(f"{address}report.html")
        page.evaluate("async () => { await caches.open('digitpad'); await caches.open('theirs'); }")
        visits.keeps(page, address)
        names = page.evaluate("() => caches.keys()")
        assert {"digitpad", "theirs"} <= set(names)
        assert len(names) == 3
        other_title(copy, "Digitpad 2")
        page.reload()
        visits.updates(page)
        assert {"digitpad", "theirs"} <= set(page.evaluate("() => caches.keys()"))


# Hosts that go wrong


@pytest.fixture(scope="module")
def versions(built_site, tmp_path_factory):
    return visits.versions_of(built_site, tmp_path_factory.mktemp("versions"))


@pytest.fixture
def host(versions):
    """A host with the first version, at `host.address`."""
    host = Host(versions["first"])
    with serving(host) as host.address:
        yield host


LOGIN = (200, "text/html", b"<!doctype html><title>Log in</title><h1>Log in</h1>")
BROKEN = "Failed to load|MIME type|preload|can't be kept on your device|Failed to fetch"
DAMAGE = """async (address) => {
  const [name] = await caches.keys();
  const page = new Response("<!doctype html>", { headers: { "Content-Type": "text/html" } });
  await (await caches.open(name)).put(address, page);
}"""


def title(page):
    return page.get_by_role("heading", level=1)


def note(page):
    return page.get_by_test_id("host-note")


def test_an_error_page_with_status_200_is_never_kept_and_the_page_says_so(page, problems, host, versions):
    problems.allow(BROKEN)
    visits.keeps(page, host.address)
    host.folder = versions["next"]
    host.fault = lambda path: LOGIN if re.search(r"index\.html|assets/app-.*\.css", path) else None
    with page.expect_console_message(lambda said: "index.html is not as it was built" in said.text):
        visits.looks_for_another(page)
    expect(note(page)).to_contain_text("You see an older version")
    page.goto(host.address)
    expect(title(page)).to_have_text("Digitpad")  # what was kept, whole
    host.fault = lambda path: None
    page.reload()
    visits.updates(page)
    expect(note(page)).to_be_hidden()


def test_what_lies_damaged_in_a_cache_is_not_copied_and_a_new_version_takes_over(page, problems, host, copy):
    """As it may lie there since a worker kept it that did not look: such a page does not run, and can't be asked."""
    problems.allow(BROKEN)
    visits.keeps(page, host.address)
    script = page.locator("link[rel=modulepreload][href*='/digits-']").get_attribute("href")
    page.evaluate(DAMAGE, script)
    other_title(copy, "Digitpad 2")
    host.folder = copy
    visits.looks_for_another(page)
    visits.reloads_until(page, "Digitpad 2")
    assert draw(page, "three")["text"] == "3"


def test_a_network_and_a_report_that_were_opened_behind_a_portal_heal(page, problems, host):
    problems.allow(BROKEN)
    visits.keeps(page, host.address)
    page.goto(f"{host.address}report.html")
    expect(page.get_by_role("heading", name="Learning curves")).to_be_visible()
    host.fault = lambda path: LOGIN
    page.get_by_test_id("choice").select_option("three-conv")
    expect(page.get_by_test_id("about")).to_contain_text("The report of three-conv is damaged")
    page.go_back()
    page.go_back()
    page.get_by_test_id("model").select_option("three-conv")
    expect(page.get_by_test_id("notice")).to_contain_text("damaged")
    host.fault = lambda path: None
    visits.choose(page, "three-conv")
    expect(page.get_by_test_id("model")).to_have_value("three-conv")
    page.goto(f"{host.address}report.html#three-conv")
    expect(page.get_by_role("heading", name="Learning curves")).to_be_visible()


@pytest.mark.parametrize(("files", "said"), [("main-|weights-", "not-loaded"), ("assets/digits-", "error")])
def test_an_error_page_that_browsers_keep_for_a_year_is_gone_after_a_reload(page, problems, host, files, said):
    """At the first visit, so without a service worker."""
    problems.allow(BROKEN)
    host.fault = lambda path: LOGIN if re.search(files, path) else None
    page.goto(host.address)
    expect(page.get_by_test_id(said)).to_be_visible()
    host.fault = lambda path: None
    page.reload()
    visits.runs(page)
    assert draw(page, "three")["text"] == "3"


@pytest.mark.parametrize(
    "scenario",
    [
        "two failed deploys, then a good one",
        "other apps beside and below",
        "HTML changed on the way",
        "retired",
        "replaced by another site",
    ],
)
def test_a_deploy_heals_and_touches_nothing_of_others(chromium, versions, scenario):
    """The others are played by `build.py bench fuzz`."""
    assert deploys.played(scenario, chromium, versions) == {"bad": [], "uncaught": []}


# Icons


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
