"""What browsers refuse: storage, a service worker, workers, the clipboard; and tabs, and the way back and forward."""

import re

import pytest
from conftest import choose_network, draw, last_reading, opened, watched, with_windows
from drawings import by_mouse, drawing, on_pad
from playwright.sync_api import expect
from test_loading import FETCH_FAILED, cut_off, missing
from test_picture_page import choose, picture, read_picture

from bench import visits

OTHER = "first-cnn"
FORBIDDEN = """for (const name of ["localStorage", "sessionStorage", "caches"])
  Object.defineProperty(globalThis, name, { get() { throw new DOMException("Not here", "SecurityError"); } });"""
FILL = """() => {
  for (const storage of [localStorage, sessionStorage]) {
    for (let size = 1 << 22; size >= 1; size >>= 1) {
      try {
        for (let i = 0; ; i++) storage.setItem(`theirs-${size}-${i}`, "x".repeat(size));
      } catch {
        continue; // as much of this size as fits
      }
    }
  }
}"""


def add_a_one(page):
    """Beside a digit of one stroke; what is read then."""
    by_mouse(page, on_pad(page, drawing("bar"), x=0.85))
    return last_reading(page, 2)["text"]


def reads_on(page):
    """The page draws and reads, pictures too, and shows nobody an error."""
    assert draw(page, "three")["text"] == "3"
    choose(page, picture("204"))
    assert read_picture(page)["text"] == "204"
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("reading")).to_have_text("3")
    expect(page.get_by_test_id("notice")).to_be_hidden()
    expect(page.get_by_test_id("error")).to_be_hidden()


# Storage


def says_what_may_be_lost(page):
    page.get_by_test_id("open-history").click()
    expect(page.get_by_role("dialog")).to_contain_text(
        "full or blocked. What you draw, and what is kept here, may be lost"
    )
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_where_storage_is_forbidden_everything_holds_for_the_visit(new_tab, address):
    page = new_tab
    page.add_init_script(FORBIDDEN)
    opened(page, address)
    choose_network(page, OTHER)
    reads_on(page)
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-state", "ready")
    expect(page.get_by_test_id("model")).to_have_value("default")
    expect(page.get_by_test_id("reading")).to_have_text("")
    says_what_may_be_lost(page)


def test_where_storage_is_full_everything_holds_for_the_visit(page, address):
    opened(page, address)
    draw(page, "seven")
    page.reload()
    expect(page.get_by_test_id("reading")).to_have_text("7")  # what was kept while there was room
    page.get_by_test_id("clear").click()
    page.evaluate(FILL)
    choose_network(page, OTHER)
    reads_on(page)
    assert add_a_one(page) == "31"  # takes more room than the 7 did
    says_what_may_be_lost(page)
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-state", "ready")
    expect(page.get_by_test_id("reading")).to_have_text("")
    reads_on(page)


def test_where_storage_is_full_an_old_drawing_does_not_come_back(page, address):
    opened(page, address)
    draw(page, "seven")
    page.reload()
    expect(page.get_by_test_id("reading")).to_have_text("7")  # so it is kept, and then there is no room for more
    page.evaluate(FILL)
    by_mouse(page, on_pad(page, drawing("three"), x=0.85))
    last_reading(page, 2)
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-state", "ready")
    expect(page.get_by_test_id("reading")).to_have_text("")


def line(x, points):
    return [[{"x": x, "y": 100 + i / 2} for i in range(points)]]


def test_where_storage_has_little_room_the_newest_are_kept(page, address):
    kept = [{"text": str(i), "strokes": line(500, 25)} for i in range(8)]  # of some 600 characters each
    page.evaluate("(kept) => sessionStorage.setItem('digitpad-history', JSON.stringify(kept))", kept)
    opened(page, address)
    page.evaluate("sessionStorage.clear()")
    page.evaluate(FILL)
    page.evaluate("() => { for (const size of [2048, 512]) sessionStorage.removeItem(`theirs-${size}-0`); }")
    draw(page, "bar", 10)
    says_what_may_be_lost(page)
    page.reload()
    expect(page.get_by_test_id("reading")).to_have_text("1")
    page.get_by_test_id("open-history").click()
    expect(page.get_by_test_id("bring-back")).to_have_text(["0", "1"])


DAMAGED = "Some of what this tab had kept is damaged and has been left out."


def test_what_storage_holds_passes_the_gate(page, address):
    """Empty strokes are left out, ink beside the pad is brought into it, and what is damaged is told."""
    far = [[], *line(5000, 300), [{"x": 5000, "y": 9}]]
    kept = [None, {"text": "1", "strokes": line(500, 300)}, {"text": "2", "strokes": [[{"x": None}]]}]
    page.evaluate(
        "(kept) => { for (const [key, value] of kept) sessionStorage.setItem(key, JSON.stringify(value)); }",
        [["digitpad-drawing", far], ["digitpad-history", kept]],
    )
    opened(page, address)
    last_reading(page, 2)
    assert page.get_by_test_id("notice-text").inner_text() == DAMAGED
    page.get_by_test_id("open-history").click()
    expect(page.get_by_test_id("bring-back")).to_have_text(["1"])
    strokes = kept_in(page)
    assert [len(stroke) for stroke in strokes] == [300, 1]
    assert {round(point["x"]) for stroke in strokes for point in stroke} == {970}


def kept_in(page):
    return page.evaluate("() => JSON.parse(sessionStorage.getItem('digitpad-drawing') ?? '[]')")


def quota(page, size):
    """Lets this site's pages keep so many bytes; None for what the browser would."""
    given = {} if size is None else {"quotaSize": size}
    page.context.new_cdp_session(page).send(
        "Storage.overrideQuotaForOrigin", {"origin": page.evaluate("location.origin"), **given}
    )


def test_a_device_that_is_full_at_the_first_visit_keeps_no_site_and_reads(new_page, address, problems):
    problems.allow("Quota exceeded|QuotaExceeded|Failed to load resource")  # the last is of /favicon.ico
    page = new_page(service_workers="allow")
    page.goto(f"{address}licenses.txt")
    quota(page, 1)
    opened(page, address)
    with page.context.expect_event("serviceworker"):
        visits.draws(page)
    state = "async () => (await navigator.serviceWorker.getRegistration())?.installing?.state ?? 'none'"
    visits.until(page, f"async () => (await ({state})()) === 'none'")
    assert page.evaluate("async () => (await navigator.serviceWorker.getRegistration())?.active ?? null") is None
    page.get_by_test_id("clear").click()
    reads_on(page)


def test_a_device_that_is_full_later_reads_with_networks_that_are_not_kept(new_page, address, problems):
    problems.allow("Quota exceeded|QuotaExceeded")
    page = new_page(service_workers="allow")
    visits.keeps(page, address)
    quota(page, 1)
    choose_network(page, "batchnorm")
    reads_on(page)


# The service worker


@pytest.mark.parametrize("refusal", ["missing", "no script", "no such thing"])
def test_without_a_service_worker_it_reads(new_page, address, problems, refusal):
    problems.allow("Failed to load resource|unsupported MIME type|bad HTTP response code")
    page = new_page(service_workers="allow")
    if refusal == "no such thing":  # as on plain http
        page.add_init_script("delete Navigator.prototype.serviceWorker")
    answer = {"status": 404} if refusal == "missing" else {"body": "<!doctype html>", "content_type": "text/html"}
    page.context.route("**/offline.js", lambda route: route.fulfill(**answer))
    opened(page, address)
    reads_on(page)
    expect(page.get_by_test_id("update-now")).to_be_hidden()


# Types and workers


def test_files_of_a_wrong_type_are_read_all_the_same(page, address):
    """As hosts send those that they don't know, with orders not to guess."""

    def plain(route):
        answer = route.fetch()
        headers = {**answer.headers, "content-type": "text/plain", "x-content-type-options": "nosniff"}
        route.fulfill(response=answer, headers=headers)

    page.route("**/model/**", plain)
    opened(page, address)
    expect(page.get_by_test_id("model-status")).not_to_contain_text("slower")
    reads_on(page)


def test_where_no_worker_may_be_had_pictures_are_read(new_tab, address):
    page = new_tab
    page.add_init_script("Worker = class { constructor() { throw new DOMException('No', 'SecurityError'); } };")
    opened(page, address)
    reads_on(page)


@pytest.mark.parametrize("answer", [cut_off, missing])
def test_when_what_reads_pictures_does_not_arrive_it_says_so(page, address, problems, answer):
    problems.allow(FETCH_FAILED)
    page.route("**/assets/worker-*.js", answer)
    opened(page, address)
    choose(page, picture("204"))
    expect(page.get_by_test_id("notice")).to_contain_text("The script for pictures did not load. Check the connection")
    page.unroute("**/assets/worker-*.js")
    reads_on(page)


@pytest.mark.parametrize("answer", [cut_off, missing])
def test_when_what_shows_test_digits_does_not_arrive_it_says_so(page, address, problems, answer):
    problems.allow(FETCH_FAILED)
    page.route("**/assets/shared-*.js", answer)
    opened(page, address)
    page.get_by_test_id("sample").click()
    expect(page.get_by_test_id("notice")).to_contain_text("The script for test digits did not load.")


def test_a_page_without_a_clipboard_says_what_to_copy(new_tab, address):
    page = new_tab
    page.add_init_script("delete Navigator.prototype.clipboard")  # as on plain http
    opened(page, address)
    draw(page, "seven")
    page.get_by_test_id("open-save").click()
    page.get_by_test_id("copy-reading").click()
    expect(page.get_by_role("dialog")).to_contain_text("To copy it yourself: 7")


# Tabs, back and forward


def test_two_tabs_have_a_drawing_each_and_share_the_choice_of_network(page, address):
    opened(page, address)
    other = page.context.new_page()
    opened(other, address)
    draw(other, "six")
    choose_network(other, OTHER)
    page.bring_to_front()  # browsers draw little in tabs behind
    draw(page, "three")
    assert add_a_one(page) == "31"
    for tab, text in ((page, "31"), (other, "6")):
        tab.reload()
        expect(tab.get_by_test_id("reading")).to_have_text(text)
        expect(tab.get_by_test_id("model")).to_have_value(OTHER)


def expect_kept(page, text, earlier):
    """The drawing is read as `text`, and in the history there are the `earlier` ones."""
    expect(page.get_by_test_id("reading")).to_have_text(text)
    page.get_by_test_id("open-history").click()
    expect(page.get_by_test_id("bring-back")).to_have_text(earlier)
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_the_drawing_and_the_earlier_ones_come_back_by_any_way(page, address):
    opened(page, address)
    draw(page, "three")
    page.get_by_test_id("clear").click()
    draw(page, "seven")
    page.get_by_role("link", name="Report").click()
    page.get_by_role("link", name="Digitpad").first.click()  # its own way back
    expect_kept(page, "7", ["3"])
    page.goto(f"{address}embed.html")
    page.goto(address)  # typed
    expect_kept(page, "7", ["3"])
    page.goto("about:blank")
    opened(page, f"{address}#drawing=1A7wFrALEBAC_AoQHAp8BtwO4AxO23A")  # a link takes the sheet, and nothing is lost
    last_reading(page, 2)
    expect_kept(page, "7", [re.compile("Not read yet|7"), "3"])  # as far as it had come when the link was opened


def test_ink_that_goes_over_the_edge_stays_where_it_is(page, address):
    opened(page, address)
    by_mouse(page, on_pad(page, [[(0.5, 0.5), (0.5, 1.4)]]), 2)
    before = last_reading(page, 1)["digits"][0]["box"]
    assert before["y"] + before["height"] > 760  # the pad has 750
    page.reload()
    assert last_reading(page, 1)["digits"][0]["box"] == before


ONLY_SO = "addEventListener('pagehide', (event) => event.stopImmediatePropagation(), { capture: true });"
HIDDEN = """() => {
  Object.defineProperty(document, "hidden", { value: true, configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
}"""


def hide(page):
    page.evaluate(HIDDEN)


def freeze(page):
    page.evaluate("() => document.dispatchEvent(new Event('freeze'))")


def pause(page):
    page.wait_for_function("() => JSON.parse(sessionStorage.getItem('digitpad-drawing') ?? '[]').length === 1")


@pytest.mark.parametrize("put_away", [hide, freeze, pause])
def test_the_drawing_survives_a_tab_that_is_killed_without_a_word(page, address, put_away):
    opened(page, address)
    page.evaluate(ONLY_SO)
    draw(page, "three", 10)
    put_away(page)
    assert [len(stroke) for stroke in kept_in(page)] == [10]
    page.reload()
    expect(page.get_by_test_id("reading")).to_have_text("3")


def test_a_tab_that_is_made_of_another_has_its_drawing_and_goes_its_own_way(page, address):
    opened(page, address)
    draw(page, "three")
    page.evaluate(HIDDEN)
    with page.expect_popup() as made:
        page.evaluate("() => void open(location.href)")
    copy = made.value
    expect(copy.get_by_test_id("reading")).to_have_text("3")
    copy.get_by_test_id("clear").click()
    copy.reload()
    expect(copy.get_by_test_id("reading")).to_have_text("")
    page.reload()
    expect(page.get_by_test_id("reading")).to_have_text("3")


@pytest.fixture(scope="module")
def remembering(chromium):
    """A browser that keeps the pages that one leaves, as people's browsers do and Playwright's does not."""
    with with_windows(chromium, ignore_default_args=["--disable-back-forward-cache"]) as running:
        yield running


@pytest.mark.parametrize("is_kept", [True, False], ids=["kept", "loaded again"])
def test_back_and_forward_bring_the_drawing_back(request, problems, address, is_kept):
    chromium = request.getfixturevalue("remembering" if is_kept else "chromium")
    with watched(chromium, problems) as page:
        opened(page, address)
        page.evaluate("addEventListener('pageshow', ({ persisted }) => (window.persisted = persisted))")
        draw(page, "three")
        page.get_by_role("link", name="Report").click()
        expect(page.get_by_test_id("about")).to_have_attribute("aria-busy", "false")
        page.go_back(wait_until="commit")
        expect(page.get_by_test_id("reading")).to_have_text("3")
        assert page.evaluate("window.persisted ?? false") is is_kept
        assert add_a_one(page) == "31"
        page.go_forward(wait_until="commit")
        expect(page.get_by_role("heading", level=1)).to_have_text("Report on the networks")


def test_the_page_that_was_left_first_shows_what_was_drawn_since(remembering, problems, address):
    """The browser has kept it as it was, with the older drawing."""
    with watched(remembering, problems) as page:
        opened(page, address)
        page.evaluate("addEventListener('pageshow', ({ persisted }) => (window.persisted = persisted))")
        draw(page, "three")
        page.get_by_role("link", name="Report").click()
        page.get_by_role("link", name="Digitpad").first.click()
        expect(page.get_by_test_id("reading")).to_have_text("3")
        assert add_a_one(page) == "31"
        page.go_back(wait_until="commit")
        page.go_back(wait_until="commit")
        expect(page.get_by_test_id("reading")).to_have_text("31")
        assert page.evaluate("window.persisted ?? false") is True
