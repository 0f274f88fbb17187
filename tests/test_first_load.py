"""What a first visit loads, and in which order: ink before all else, and nothing that nobody has asked for."""

import gzip
import re

import pytest
from conftest import Held, draw, last_reading, opened
from drawings import by_mouse, drawing, on_pad
from playwright.sync_api import expect

from bench import visits
from bench.versions import Host, serving

MAIN = "**/assets/main-*.js"
CONTROLS = ("open-history", "open-save", "open-settings", "open-sees", "open-test-set", "upload", "sample", "clear")
# Bytes in gzip of what is loaded before the page can read: all of it, and that without the network and what runs it.
MOST, MOST_OF_THE_PAGE = 130_000, 28_000
MOST_OF_THE_VISIT = 190_000  # the same, with what is kept for use offline
NETWORK = re.compile(r"assets/digits-|\.wasm$|\.bin$|^model/")
LATER = re.compile(
    r"assets/(dialogs|panels|sees|picture|lessons|shared|register|soon|trusted-scripts|worker|head|sha2)-"
    r"|offline\.js|test-digits"
)


@pytest.fixture
def early_page(page, address):
    """The page, whose main script the host holds back, and its network's weights: `held` and `weights`."""
    page.held, page.weights = Held(page, MAIN), Held(page, "**/weights-*.bin")
    page.goto(address, wait_until="commit")
    expect(page.get_by_test_id("pad")).to_be_visible()
    return page


def ink(page):
    """How many pixels of the pad are inked."""
    return page.evaluate("""async () => {
      await new Promise((then) => requestAnimationFrame(() => requestAnimationFrame(then)));
      return pixelsOf(document.querySelector("[data-testid=pad]")).filter((value, i) => i % 4 === 3 && value).length;
    }""")


def draw_early(page, name):
    by_mouse(page, on_pad(page, drawing(name)))


# Ink


def test_ink_appears_before_the_page_s_script_has_come_and_is_read_then(early_page):
    draw_early(early_page, "seven")
    assert ink(early_page) > 1000
    early_page.held.release()
    expect(early_page.get_by_test_id("undo")).to_be_enabled()
    expect(early_page.get_by_test_id("hint")).not_to_be_visible()
    early_page.weights.release()
    assert last_reading(early_page, 1)["text"] == "7"
    expect(early_page.get_by_test_id("reading")).to_have_text("7")
    early_page.get_by_test_id("undo").click()
    assert ink(early_page) == 0


def test_a_stroke_goes_on_while_the_page_s_script_comes(early_page):
    [[start, *points]] = on_pad(early_page, drawing("bar"))
    early_page.mouse.move(*start)
    early_page.mouse.down()
    early_page.mouse.move(*points[len(points) // 2])
    early_page.held.release()
    early_page.weights.release()
    expect(early_page.locator("html")).to_have_attribute("data-state", "ready")
    early_page.mouse.move(*points[-1])
    early_page.mouse.up()
    assert last_reading(early_page, 1)["text"] == "1"


def test_ink_that_comes_before_what_the_tab_has_kept_stays_and_that_is_an_earlier_one(page, address):
    draw(opened(page, address), "two")
    held = Held(page, MAIN)
    page.reload(wait_until="commit")
    expect(page.get_by_test_id("pad")).to_be_visible()
    draw_early(page, "bar")
    held.release()
    assert last_reading(page, 1)["text"] == "1"
    page.get_by_test_id("open-history").click()
    page.get_by_test_id("bring-back").click()
    expect(page.get_by_test_id("reading")).to_have_text("2")


def test_no_control_is_shown_before_it_works(page, address):
    entry, main = Held(page, "**/assets/entry-*.js"), Held(page, MAIN)
    page.goto(address, wait_until="commit")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    for name in ("pad", "hint", *CONTROLS):
        expect(page.get_by_test_id(name)).not_to_be_visible()
    entry.release()
    expect(page.get_by_test_id("pad")).to_be_visible()
    for name in ("hint", *CONTROLS):
        expect(page.get_by_test_id(name)).not_to_be_visible()
    main.release()
    for name in ("hint", *CONTROLS):
        expect(page.get_by_test_id(name)).to_be_visible()


# What is asked for


def test_until_it_reads_it_asks_for_ten_files_and_nothing_that_is_for_later(page, address, built_site):
    asked = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(address) or "index.html"))
    opened(page, address)
    assert len(asked) <= 10
    assert [path for path in asked if LATER.search(path)] == []
    sizes = {path: len(gzip.compress((built_site / path).read_bytes())) for path in asked}
    assert sum(sizes.values()) <= MOST
    assert sum(size for path, size in sizes.items() if not NETWORK.search(path)) <= MOST_OF_THE_PAGE


def test_the_site_is_kept_after_the_first_reading_with_what_an_offline_visit_needs(new_page, built_site):
    page = new_page(service_workers="allow")
    host = Host(built_site)
    with serving(host) as address:
        opened(page, address)
        page.evaluate("() => new Promise((then) => requestIdleCallback(() => requestIdleCallback(then)))")
        assert page.evaluate("async () => (await navigator.serviceWorker.getRegistrations()).length") == 0
        assert not [path for path, _ in host.asked if LATER.search(path)]
        visits.draws(page)
        page.wait_for_function("() => navigator.serviceWorker.controller")
        asked = [path for path, _ in host.asked]
    assert len(asked) <= 25
    hashed = [path for path in asked if re.search(r"-\w{8,10}\.\w+$", path)]
    assert len(hashed) == len(set(hashed))  # what the page has fetched comes out of the browser's cache
    sizes = {path: len(gzip.compress((built_site / (path.lstrip("/") or "index.html")).read_bytes())) for path in asked}
    assert sum(sizes.values()) <= MOST_OF_THE_VISIT
    assert not [path for path in asked if re.search(r"icon|\.png|manifest|sha2-|/rows/|/(worker|picture)-", path)]


def test_what_the_page_starts_with_is_compiled_beside_its_own_thread_and_nothing_that_is_for_later(built_site):
    hinted = [
        path.name.split("-")[0]
        for path in (built_site / "assets").glob("*.js")
        if path.read_text("utf-8").startswith("//# allFunctionsCalledOnLoad\n")
    ]
    assert {"entry", "main", "digits"} <= set(hinted)
    assert not {"dialogs", "panels", "sees", "picture", "soon", "worker"} & set(hinted)


def test_what_runs_in_a_worker_shares_no_script_with_what_starts_the_page(built_site):
    """The browser would run that in the worker, too. It has all that it needs inside."""
    [script] = (built_site / "assets").glob("worker-*.js")
    assert re.findall(r"""\bimport\b(?!\.meta)|\bfrom\s*["']""", script.read_text("utf-8")) == []
