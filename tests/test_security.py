"""What strangers bring, in names, files and links, is text to the page and never a script."""

import json
import re

import pytest
from conftest import draw, opened, serving
from playwright.sync_api import expect

MARKUP = '"><img src=x onerror="window.hit=1"><script>window.hit=1</script><a href="javascript:window.hit=1">'
# All that such text could leave behind on a page, were it taken for markup.
INJECTED = """() => window.hit
  ?? document.querySelectorAll("img[src=x], script:not([src]), [onerror], [href^=javascript]").length"""
NOT_FETCHED = (
    "Console: Fetch API cannot load|Console: Connecting to|Console: Refused to connect|Policy violated: connect-src"
)


@pytest.fixture(scope="module", params=["index.html", "report.html"])
def name(request):
    return request.param


# Trusted Types


SINKS = (
    "document.body.innerHTML = '<b>'",
    "document.createElement('script').src = 'https://example.invalid/a.js'",
    "new Worker('data:text/javascript,')",
    "document.createElement('p').setAttribute('onclick', 'hit = 1')",
    "trustedTypes.createPolicy('another', { createHTML: (html) => html })",
)


def test_text_can_not_become_a_script(page, address, problems, name):
    problems.allow("Policy violated: (require-trusted-types-for|trusted-types)|TrustedHTML|Trusted|Content Security")
    page.goto(address + name)
    for sink in SINKS:
        said = page.evaluate(f"() => {{ try {{ {sink}; return 'done'; }} catch (error) {{ return error.name; }} }}")
        assert said == "TypeError", sink


OTHERS = (
    "https://example.invalid/offline.js",
    "//example.invalid/offline.js",
    "../offline.js",
    "offline.js?again",
    "model/default/card.json",
    "assets/a/b.js",
    "data:text/javascript,hit=1",
    "blob:https://example.invalid/1",
    "javascript:hit=1",
)


def test_scripts_are_started_from_this_site_s_own_addresses_only(new_tab, built_site):
    """Asked of the page's own policy, which can't be reached but by watching how it is made."""
    page = new_tab
    page.add_init_script("""
      const { createPolicy } = TrustedTypePolicyFactory.prototype;
      TrustedTypePolicyFactory.prototype.createPolicy = function (...given) {
        return (window.policy = createPolicy.apply(this, given));
      };""")
    ask = "(script) => { try { return `${policy.createScriptURL(script)}` } catch (error) { return error.message } }"
    with serving(built_site, prefix="/digit/pad") as address:
        opened(page, address)
        draw(page, "bar")
        page.wait_for_function("() => window.policy")  # made when the service worker is registered
        for own in ("offline.js", "assets/worker-ABCDEFGH.js"):
            assert page.evaluate(ask, own) == address + own
        for other in OTHERS:
            assert "is no script of this site" in page.evaluate(ask, other), other


# Names, links, files


def test_names_of_files_are_text(page, address):
    opened(page, address)
    upload = page.get_by_test_id("upload")
    hostile = {"name": f"{MARKUP}.png", "mimeType": "image/png", "buffer": b"no picture at all"}
    upload.set_input_files(hostile)
    expect(page.get_by_test_id("notice")).to_contain_text("This file is text, not a picture.")
    carried = """(name) => {
      const files = new DataTransfer();
      const picture = document.createElement("canvas");
      picture.toBlob((blob) => {
        for (const what of [blob, "no picture"]) files.items.add(new File([what], name, { type: "image/png" }));
        document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: files, bubbles: true, cancelable: true }));
      });
    }"""
    page.evaluate(carried, MARKUP)
    expect(page.get_by_test_id("notice-text")).to_have_text(f"Not read: {MARKUP}.")
    assert page.evaluate(INJECTED) == 0


FRAGMENTS = {
    "markup": MARKUP,
    "escaped markup": "%3Cimg src=x onerror=window.hit=1%3E",
    "a script": "javascript:window.hit=1",
    "half an escape": "%",
    "no text": "%ff%fe",
    "controls": "\u202e\u0000",
    "long": "a" * 50_000,
}


def test_links_are_text(page, address, name):
    page.goto(f"{address}{name}")
    for kind, fragment in FRAGMENTS.items():
        page.evaluate("(fragment) => { location.hash = fragment; }", fragment)
        page.reload()
        page.wait_for_function("() => 'started' in document.documentElement.dataset")
        if name == "report.html":
            expect(page.get_by_test_id("about")).to_have_attribute("aria-busy", "false")
        else:
            expect(page.locator("html")).to_have_attribute("data-state", "ready")
        assert page.evaluate(INJECTED) == 0, kind


def with_markup(value):
    """A file's content, every text in it hostile."""
    if isinstance(value, str):
        return value + MARKUP
    if isinstance(value, list):
        return [with_markup(each) for each in value]
    if isinstance(value, dict):
        # But for which of its figures are those of the network as it is published.
        return {key: each if key == "precision" else with_markup(each) for key, each in value.items()}
    return value


def hostile(route):
    route.fulfill(body=json.dumps(with_markup(route.fetch().json())))


def test_cards_and_reports_are_text(page, address, problems):
    """Those of a site whose files somebody else has written."""
    problems.allow("Failed to load resource")  # the report, whose address is hostile, too
    page.route("**/card-*.json", hostile)
    page.route("**/report-*.json", hostile)
    page.goto(f"{address}report.html")
    expect(page.get_by_test_id("comparison")).to_contain_text("three-conv")
    expect(page.get_by_test_id("about")).to_contain_text(MARKUP)
    assert page.evaluate(INJECTED) == 0


@pytest.mark.parametrize("card", [None, 7, [], {}, {"precision": "uint8", "accuracy": {"MNIST": None}}])
def test_what_is_no_card_is_told_so_and_the_others_are_compared(page, address, card):
    page.route("**/three-conv/card-*.json", lambda route: route.fulfill(body=json.dumps(card)))
    page.goto(f"{address}report.html")
    expect(page.get_by_test_id("comparison")).to_contain_text("The card of three-conv is damaged")
    expect(page.get_by_test_id("comparison")).to_contain_text("batchnorm")


def test_a_card_with_a_report_elsewhere_fetches_nothing_from_there(page, address, problems):
    problems.allow(NOT_FETCHED)
    problems.allow("Request to another host: https://example.invalid/")  # asked for, and refused by the policy
    elsewhere = {"report": "https://example.invalid/report.json"}
    page.route("**/card-*.json", lambda route: route.fulfill(body=json.dumps(route.fetch().json() | elsewhere)))
    page.goto(f"{address}report.html")
    expect(page.get_by_test_id("about")).to_contain_text("could not be fetched")
    assert any("connect-src" in problem for problem in problems)


def test_the_list_of_test_digits_is_text(page, address, problems):
    page.route(
        "**/test-digits/index.json",
        lambda route: route.fulfill(body=json.dumps(route.fetch().json() | {"name": MARKUP})),
    )
    opened(page, address)
    page.get_by_test_id("sample").click()
    expect(page.get_by_test_id("truth")).to_be_visible()
    expect(page.get_by_test_id("picture").get_by_role("img")).to_have_attribute(
        "aria-label", re.compile(re.escape(MARKUP))
    )
    page.get_by_test_id("open-test-set").click()
    expect(page.get_by_test_id("panel")).to_contain_text(MARKUP)
    assert page.evaluate(INJECTED) == 0


def test_test_digits_elsewhere_are_not_fetched(page, address, problems):
    problems.allow(NOT_FETCHED)
    problems.allow("Request to another host: https://example.invalid/")
    shards = {"shards": [{"url": "https://example.invalid/0.bin", "count": 1}], "count": 1}
    page.route("**/test-digits/index.json", lambda route: route.fulfill(body=json.dumps(route.fetch().json() | shards)))
    opened(page, address)
    page.get_by_test_id("sample").click()
    expect(page.get_by_test_id("notice")).to_contain_text("not on this device yet")
