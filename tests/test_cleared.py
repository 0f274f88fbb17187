"""What a test leaves on a page that is shared is gone for the next one, or the page is loaded again."""

from contextlib import closing
from urllib.parse import urlsplit

import pytest
from cleared import can_be_cleared, is_cleared
from conftest import SharedWindow, choose_network, cleared_or_loaded, draw, in_window, serving
from playwright.sync_api import expect

from tools import server


@pytest.fixture
def shared(pad_page):
    can_be_cleared(pad_page)
    return pad_page


def test_ink_panels_and_dialogs_are_gone(shared):
    draw(shared, "three")
    shared.get_by_test_id("open-sees").click()
    expect(shared.get_by_test_id("panel")).to_be_visible()
    shared.get_by_test_id("open-settings").click()
    expect(shared.get_by_role("dialog")).to_be_visible()
    assert is_cleared(shared)
    expect(shared.get_by_test_id("reading")).to_have_text("")
    expect(shared.get_by_test_id("hint")).to_be_visible()
    expect(shared.get_by_test_id("panel")).to_be_hidden()
    expect(shared.get_by_role("dialog")).to_have_count(0)
    assert shared.evaluate("readings") == []
    assert draw(shared, "seven")["text"] == "7"


def test_what_clearing_does_not_bring_back_is_seen(shared):
    choose_network(shared, "first-cnn")
    assert not is_cleared(shared)
    choose_network(shared, "default")
    assert is_cleared(shared)
    shared.evaluate("document.documentElement.dataset.ink = 'red'")
    assert not is_cleared(shared)


def test_a_page_that_was_loaded_since_is_loaded_again(shared):
    shared.reload()
    assert not is_cleared(shared)


def test_the_page_of_another_site_is_not_taken_for_this_one(window, address, built_site, problems):
    """All files of tests share the window, and some of them have a site of their own."""
    with serving(built_site) as other:
        for site in (address, other):
            with cleared_or_loaded(window, site, problems, "reduce"):
                assert window.url == site


def test_a_window_of_other_options_is_lent_empty_and_is_another_after_what_stays(chromium, address, problems):
    options = {"color_scheme": "dark", "viewport": {"width": 400, "height": 300}}
    look = """() => [sessionStorage.length, localStorage.length, innerWidth,
      matchMedia("(prefers-color-scheme: dark)").matches]"""
    with closing(SharedWindow(chromium, **options)) as shared:
        with shared.lent(address, problems) as first:
            first.goto(f"{address}licenses.txt")
            first.evaluate("sessionStorage.left = localStorage.left = 'ink'")
            in_window(first, 500, 500, color_scheme="light")
            assert first.evaluate(look) == [1, 1, 500, False]
        with shared.lent(address, problems) as second:
            assert second is first
            assert second.evaluate(look) == [0, 0, 400, True]
            second.add_init_script("window.isLeft = true")
        with shared.lent(address, problems) as third:
            assert third is not first


def test_no_two_sites_of_a_worker_have_the_same_address(built_site, monkeypatch):
    """The system may give a port again, and the window keeps what came from there."""
    with serving(built_site) as before:
        taken = urlsplit(before).port
    ports, on_any = [taken, 0], server.serving
    monkeypatch.setattr(server, "serving", lambda folder, prefix: on_any(folder, prefix, ports.pop(0)))
    with serving(built_site) as address:
        assert urlsplit(address).port != taken
    assert ports == []
