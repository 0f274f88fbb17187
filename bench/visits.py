"""A browser that has visited a site, what somebody does there, and what has to come of it."""

import time
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Error, expect

from bench.versions import Host, copied, other_pages, other_weights, serving

PATIENCE = 15_000  # ms that a page has for whatever is waited for; if longer, a page that never heals takes that long
OTHER = "first-cnn"  # a network that is not kept before it is chosen
NEW = "Digitpad 2"  # the title of the next version

# Caches of others at the same origin, some with names that are like ours.
_THEIRS = """async (keep) => {
  const names = ["theirs", "digitpad", `digitpad ${location.origin}/other/ 1`];
  for (const name of names) {
    const cache = await caches.open(name);
    if (keep) await cache.put("/other/file.txt", new Response("theirs"));
    else if ((await (await cache.match("/other/file.txt"))?.text()) !== "theirs") return false;
  }
  return true;
}"""

# A 1, on the pad where there is one.
_LINE = """() => {
  const pad = document.querySelector("[data-testid=pad]");
  const { left, top, width, height } = pad?.getBoundingClientRect() ?? {};
  for (const [type, y, buttons] of [["down", 0.2, 1], ["move", 0.5, 1], ["up", 0.8, 0]]) {
    const place = { clientX: left + width / 2, clientY: top + y * height };
    const options = { ...place, buttons, pointerId: 1, isPrimary: true, bubbles: true };
    pad?.dispatchEvent(new PointerEvent(`pointer${type}`, options));
  }
}"""


@dataclass
class Stage:
    """A browser that has visited a site, and the site's host."""

    page: object
    host: Host
    address: str
    new: Path  # the next version's folder
    weights: Path  # that of a version with other weights alone
    uncaught: list = field(default_factory=list)

    def deploy(self, folder=None):
        self.host.folder = folder or self.new

    def tab(self, address=None):
        """Another tab, open at the site."""
        page = watched(self.page.context.new_page(), self.uncaught)
        page.goto(address or self.address)
        return page


def versions_of(built, folder):
    """Folders with a built site, the next version of it, and one of which only the weights are others."""
    made = {name: copied(built, folder / name) for name in ("first", "next", "weights")}
    other_pages(made["next"], NEW)
    other_weights(made["weights"])
    return made


@contextmanager
def staged(chromium, versions, below=""):
    """A Stage whose host has the first version, which the page has opened and keeps."""
    host = Host(versions["first"], below)
    with ExitStack() as stack:
        address = stack.enter_context(serving(host))
        context = chromium.new_context(service_workers="allow")
        stack.callback(context.close)
        context.set_default_timeout(PATIENCE)
        stage = Stage(context.new_page(), host, address, versions["next"], versions["weights"])
        watched(stage.page, stage.uncaught)
        stage.page.goto(f"{address}licenses.txt")
        stage.page.evaluate(_THEIRS, True)
        keeps(stage.page, address)
        yield stage


def watched(page, uncaught):
    page.on("pageerror", lambda error: uncaught.append(str(error)))
    return page


def are_theirs_whole(page):
    """Whether the caches of others are as they were put there."""
    return page.evaluate(_THEIRS, False)


# Steps


def keeps(page, address):
    """Opens the site, has something read and waits until the site is kept on the device."""
    page.goto(address)
    runs(page)
    draws(page)
    page.wait_for_function("() => navigator.serviceWorker.controller")
    page.get_by_test_id("clear").click()


def draws(page):
    """Draws, whether anything reads or not."""
    page.evaluate(_LINE)


def runs(page):
    """Waits until the page reads."""
    expect(page.locator("html")).to_have_attribute("data-state", "ready", timeout=PATIENCE)


def until(page, condition):
    """Waits until a function of the page gives a promise of true, which Playwright's own waiting does not look into."""
    end = time.monotonic() + PATIENCE / 1000
    while not _holds(page, condition):
        assert time.monotonic() < end, f"never: {condition}"
        page.wait_for_timeout(50)


def _holds(page, condition):
    try:
        return page.evaluate(condition)
    except Error:
        return False  # the page is being loaded anew


def looks_for_another(page):
    """Has the browser look for another version, and waits until that is there, or can't be."""
    page.evaluate("async () => { await (await navigator.serviceWorker.getRegistration()).update().catch(() => {}); }")
    until(page, "async () => !(await navigator.serviceWorker.getRegistration()).installing")


def reloads_until(page, title):
    """Loads the page anew, as a person does, until it bears a title: a browser lets a version end its work first."""
    end = time.monotonic() + PATIENCE / 1000
    while page.get_by_role("heading", level=1).text_content() != title:
        assert time.monotonic() < end, f"never: {title}"
        page.reload()


def choose(page, name=OTHER):
    page.get_by_test_id("model").select_option(name)
    expect(page.get_by_test_id("progress")).to_be_hidden(timeout=PATIENCE)


def opens_report(page, address):
    page.goto(f"{address}report.html#{OTHER}")
    expect(page.get_by_role("heading", name="Learning curves")).to_be_visible(timeout=PATIENCE)


def updates(page, title=NEW):
    """Presses the button for the new version, once it is there."""
    page.get_by_test_id("update-now").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title, timeout=PATIENCE)
    runs(page)


def heals(stage, page=None, title=NEW):
    """With the host whole, a reload gives a page that does all, and the new version can be had."""
    page = page or stage.page
    stage.host.fault = lambda path: None
    page.reload()
    runs(page)
    choose(page)
    expect(page.get_by_test_id("model")).to_have_value(OTHER, timeout=PATIENCE)
    opens_report(page, stage.address)
    page.goto(stage.address)
    runs(page)
    if title and page.get_by_role("heading", level=1).inner_text() != title:
        updates(page, title)
