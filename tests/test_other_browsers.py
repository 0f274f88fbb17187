"""The user stories in Firefox and WebKit, where they are installed; all other tests run in Chromium."""

import pytest
import webdriver
from conftest import RAN
from drawings import PLAIN, drawing, placed, thinned
from photographs import photographed

from tools import server

BROWSERS = {"Firefox": webdriver.firefox, "WebKit": webdriver.webkit}
WATCH = """(() => {
  window.readings = [];
  window.complaints = [];
  document.addEventListener("reading", (event) => readings.push(event.detail));
  document.addEventListener("securitypolicyviolation", (event) => complaints.push(event.violatedDirective));
  addEventListener("error", (event) => complaints.push(event.message));
  addEventListener("unhandledrejection", (event) => complaints.push(String(event.reason)));
})()"""
FOCUS = "(element) => (element.focus(), element === document.activeElement)"
POINTS = 12  # a stroke


@pytest.fixture(scope="module", params=BROWSERS)
def browser(request):
    try:
        with BROWSERS[request.param]() as running:
            yield running
    except webdriver.BrowserMissing as missing:
        pytest.skip(str(missing))


@pytest.fixture
def window(browser, address, record_property):
    """The page in that browser, empty and ready to read."""
    record_property(RAN, browser.version)
    browser.go(f"{address}licenses.txt")
    browser.evaluate("(sessionStorage.clear(), localStorage.clear())")  # or the drawing of the test before is there
    opened(browser, address)
    yield browser
    assert browser.evaluate("complaints") == []


def opened(browser, address):
    browser.go(address)
    return ready(browser)


def ready(browser):
    browser.evaluate(WATCH)
    browser.wait("document.documentElement.dataset.state === 'ready'")
    return browser


def write(browser, *names, first=0):
    """Write digits beside each other, each as large as there is room for five of them."""
    x, y, width, height = browser.box("pad")
    size = 0.18 * width
    for i, name in enumerate(names, first):
        strokes = placed(thinned(drawing(name), POINTS), x + (i + 0.1) * width / 5, y + (height - size) / 2, size)
        browser.draw(strokes)


def test_digits_are_read(window):
    for digit in (2, 4, 5, 7, 9):
        write(window, PLAIN[digit])
        window.shows("reading", str(digit))
        window.press("Escape")
        window.shows("reading", "")


def test_a_number_is_read_and_its_digits_are_looked_at(window):
    write(window, "two", "round zero", "closed four", "eight")
    window.shows("reading", "2048")
    window.wait("document.querySelectorAll('[role=radio]').length === 4")
    window.wait(f"({FOCUS})(document.querySelector('[role=radio][aria-checked=true]'))")  # once it is shown
    window.press("ArrowLeft")
    window.wait("document.querySelector('[data-winner] b').textContent === '4'")
    assert window.text("spoken").startswith("2 0 4 8, least sure of ")


def test_undo_redo_and_clear(window):
    write(window, "seven", "bar")
    window.shows("reading", "71")
    window.click("undo")
    window.shows("reading", "7")
    window.press("Control+y")
    window.shows("reading", "71")
    window.click("clear")
    window.shows("reading", "")
    window.press("Control+z")
    window.shows("reading", "71")


def test_a_digit_is_written_with_keys(window):
    window.press("ArrowDown", "Space")  # which are not the pad's while it hasn't the focus
    assert window.evaluate("document.querySelector('[data-testid=pen-mark]').hidden")
    window.wait(f"({FOCUS})(document.querySelector('[data-testid=pad]'))")
    window.press("Space", *["Shift+ArrowRight"] * 3, *["Shift+ArrowDown"] * 4, "Enter")
    window.shows("reading", "7")


def test_a_picture_is_read(window, tmp_path):
    file = tmp_path / "number.jpg"
    file.write_bytes(photographed([["five", "two"], ["seven"]], light=3, ruled="lines").file())
    window.choose_file("upload", file)
    window.shows("reading", "52\n7")
    window.click("back")
    window.shows("reading", "")


def test_another_network_reads(window):
    write(window, "three")
    window.shows("reading", "3")
    window.evaluate("""(() => {
      const select = document.querySelector("[data-testid=model]");
      select.value = "three-conv";
      select.dispatchEvent(new Event("change", { bubbles: true }));
    })()""")
    window.wait("!document.querySelector('[data-testid=model-limit]').hidden")
    assert window.wait("readings.length > 1 && readings.at(-1).text") == "3"


def test_panels_and_dialogs_open(window):
    write(window, "six")
    window.shows("reading", "6")
    for panel, content in (("sees", ".stage canvas"), ("compare", ".answer:not(:empty)"), ("test-set", "button")):
        window.click(f"open-{panel}")
        window.wait("document.querySelector(`[data-testid=panel] ${arguments[0]}`)", content)
    for dialog in ("history", "save", "settings"):
        window.click(f"open-{dialog}")
        window.wait("document.querySelector('dialog').open")
        window.press("Escape")
        window.wait("!document.querySelector('dialog').open")


@pytest.mark.parametrize("page", ["report.html", "embed.html"])
def test_the_other_pages_run(window, address, page):
    window.go(f"{address}{page}")
    window.evaluate(WATCH)
    window.wait(
        "document.querySelector(arguments[0])", {"report.html": "table", "embed.html": "digit-input:defined"}[page]
    )
    window.wait("document.querySelector('main').checkVisibility()")
    assert window.evaluate("document.querySelector('[data-testid=not-running]') === null")


def test_the_drawing_is_kept_over_a_reload(window):
    write(window, "two", "five")
    window.shows("reading", "25")
    window.reload()
    ready(window)
    window.shows("reading", "25")


def test_it_works_without_a_network_after_one_visit(browser, built_site, record_property):
    record_property(RAN, browser.version)
    with server.serving(built_site) as address:
        opened(browser, address)
        write(browser, "nine")
        browser.shows("reading", "9")
        browser.wait("navigator.serviceWorker.controller !== null")
    browser.reload()  # its host is gone
    ready(browser)
    browser.shows("reading", "9")
    write(browser, "open four", first=1)
    browser.shows("reading", "94")


def test_a_form_is_filled_in_by_hand_and_by_keys(browser, address, record_property):
    record_property(RAN, browser.version)
    browser.go(f"{address}embed.html")
    browser.wait("document.querySelectorAll('#sum digit-input').length === 2")  # by way of the import map
    box = """(() => {
      const canvas = document.getElementById("floor").shadowRoot.querySelector("canvas");
      const { x, y, width, height } = canvas.getBoundingClientRect();
      return [x, y, width, height];
    })()"""
    x, y, width, height = browser.evaluate(box)
    browser.draw(placed(thinned(drawing("seven"), POINTS), x + 0.1 * width, y + 0.2 * height, 0.6 * height))
    browser.wait("document.getElementById('floor').value === '7'")
    assert browser.evaluate("document.getElementById('delivery').checkValidity()") is False
    browser.wait("(document.getElementById('zip').focus(), document.activeElement.id === 'zip')")
    browser.press("1", "2", "3", "4", "5", "Enter")
    browser.wait("document.getElementById('sent').textContent === 'This would be sent: zip=12345&floor=7'")
    browser.evaluate("document.getElementById('delivery').reset()")
    assert browser.evaluate("document.getElementById('floor').value") == "3"
