"""What may become of a site between one version and the next, with a service worker on the device that keeps it.

Every scenario begins with a visit, breaks or changes something, and ends with the host whole: a reload of the page then
has to heal whatever was wrong, and nothing of other people's may have been touched meanwhile.
"""

import tempfile
from pathlib import Path

from playwright.sync_api import Error, expect

from bench.sections import figure
from bench.versions import Host, copied, other_pages
from bench.visits import (
    OTHER,
    PATIENCE,
    are_theirs_whole,
    choose,
    draws,
    heals,
    keeps,
    looks_for_another,
    runs,
    staged,
    until,
    updates,
    versions_of,
    watched,
)
from tools import site

_HTML = b"<!doctype html><title>Log in</title><h1>Log in</h1>"


def deploys(measured):
    """The scenarios, as a part of the section "fuzz": "figures" and what was "bad", in words."""
    bad, uncaught = [], []
    with tempfile.TemporaryDirectory() as folder:
        versions = versions_of(site.DIST, Path(folder))
        for name in SCENARIOS:
            found = played(name, measured.chromium, versions)
            bad += [f"{name}: {fault}" for fault in found["bad"]]
            uncaught += [f"{name}: {message}" for message in found["uncaught"]]
    return {
        "figures": {
            "deploys": figure(len(SCENARIOS), ""),
            "deploys that a reload does not heal, or that touch others' files": figure(len(bad), "", 0),
            "uncaught errors in deploys": figure(len(uncaught), "", 0),
        },
        "bad": bad,
        "uncaught": uncaught,
    }


def played(name, chromium, versions):
    """Play a scenario: {"bad": what does not heal, in words, "uncaught": messages}."""
    scenario, below = SCENARIOS[name]
    with staged(chromium, versions, below) as stage:
        try:
            bad = scenario(stage) or []
            stage.page.goto(f"{stage.address}licenses.txt")
            if not are_theirs_whole(stage.page):
                bad.append("caches of others were touched")
        except (Error, AssertionError) as error:
            bad = [str(error).split("\n")[0]]
        return {"bad": bad, "uncaught": stage.uncaught}


def _tries(stage, page):
    """Somebody uses what there is: the page, a network, the report. What comes of it is not looked at here."""
    page.goto(stage.address)
    page.wait_for_timeout(1500)  # what goes wrong in the background takes its time
    if page.get_by_test_id("model").is_enabled():
        choose(page)
    page.goto(f"{stage.address}report.html#{OTHER}")
    page.wait_for_timeout(500)
    page.goto(stage.address)
    page.wait_for_timeout(500)
    for _ in range(3):
        page.reload()


# Scenarios


def _broken(fault, in_everything=False):
    """A deploy of which the new files are broken, or all, for those who know the site and those who don't."""

    def scenario(stage):
        stage.deploy()
        before = stage.host.folder.parent / "first"
        is_new = lambda path: not (before / path).exists() or path.startswith(f"model/{OTHER}")  # noqa: E731
        stage.host.fault = lambda path: fault if in_everything or is_new(path) else None
        newcomer = watched(stage.page.context.browser.new_context().new_page(), stage.uncaught)
        try:
            _tries(stage, stage.page)
            newcomer.goto(stage.address)
            draws(newcomer)
            newcomer.wait_for_timeout(1500)
            newcomer.reload()
            heals(stage)
            heals(stage, newcomer)
        finally:
            newcomer.context.close()

    return scenario


def _offline_half_way(stage):
    stage.deploy()
    fetched = []

    def fault(path):
        fetched.append(path)
        # Without the report's page, which was never opened, the browser would show a page of its own.
        return Host.DOWN if len(fetched) > 5 and path != "report.html" else None

    stage.host.fault = fault
    _tries(stage, stage.page)
    heals(stage)


def _rollback(stage):
    first = stage.host.folder
    stage.deploy()
    stage.page.reload()
    updates(stage.page)
    stage.deploy(first)
    stage.page.reload()
    heals(stage, title="Digitpad")


def _two_tabs(stage):
    other = stage.tab()
    runs(other)
    stage.deploy()
    stage.page.reload()
    other.reload()
    expect(other.get_by_test_id("update-now")).to_be_visible(timeout=PATIENCE)
    updates(stage.page)
    other.get_by_test_id("open-compare").click()  # the script of the version that this tab shows
    expect(other.get_by_test_id(f"compare-{OTHER}")).to_be_visible(timeout=PATIENCE)
    updates(other)
    heals(stage)


def _two_failed_then_good(stage):
    other = stage.tab()
    runs(other)
    for i in range(2):
        failed = copied(stage.new, stage.new.parent / f"failed-{i}-{id(stage)}")
        other_pages(failed, f"Failed {i}")
        stage.deploy(failed)
        stage.host.fault = lambda path: (404, "text/html", _HTML) if path.endswith(".css") else None
        looks_for_another(stage.page)
    stage.host.fault = lambda path: None
    stage.deploy()
    looks_for_another(stage.page)
    updates(stage.page)
    stage.page.context.new_cdp_session(other).send("Network.clearBrowserCache")
    other.get_by_test_id("open-compare").click()
    expect(other.get_by_test_id(f"compare-{OTHER}")).to_be_visible(timeout=PATIENCE)
    heals(stage)


def _moved(stage):
    there = stage.host.below
    stage.host.below = "there/"
    address = stage.address.replace(there, "there/")
    stage.deploy()
    stage.page.reload()
    runs(stage.page)  # what was kept
    keeps(stage.page, address)
    stage.address = address
    heals(stage)
    names = stage.page.evaluate("() => caches.keys()")
    return [] if any(f"/{there} " in name for name in names) else ["the cache of the place before was removed"]


_APP = b"""<!doctype html><title>Theirs</title><link rel=icon href="data:,"><h1>Theirs</h1>"""
_ASKED = """async () => {
  const asked = [["user-settings.php?id=5"], ["film-12345678.bin", { headers: { Range: "bytes=2-5" } }]];
  for (const [url, init] of asked) await (await fetch(url, init)).text();
}"""


def _others(stage):
    texts = {"other/": ("text/html", _APP), "assets/theirs-12345678.js": ("text/javascript", b"// theirs")}
    files = ("other/user-settings.php", "other/film-12345678.bin", "other/index.html", "user-settings.php")
    stage.host.others = texts | {path: ("text/plain", b"theirs") for path in (*files, "film-12345678.bin")}
    bad = []
    for where in ("other/", "licenses.txt"):
        stage.page.goto(f"{stage.address}{where}")
        del stage.host.asked[:]
        stage.page.evaluate(_ASKED)
        base = "/other/" if where == "other/" else "/"
        expected = [(f"{base}user-settings.php?id=5", None), (f"{base}film-12345678.bin", "bytes=2-5")]
        if stage.host.asked != expected:
            bad.append(f"requests of others came as {stage.host.asked}")
    if stage.page.evaluate("async () => (await fetch('/assets/theirs-12345678.js')).text()") != "// theirs":
        bad.append("a script of others did not arrive")
    stage.page.goto(stage.address)
    heals(stage, title="Digitpad")
    return bad


_EVICT = """async (pattern) => {
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const { url } of await cache.keys()) {
      if (name.startsWith(`digitpad ${location.origin}/ `) && new RegExp(pattern).test(url)) await cache.delete(url);
    }
  }
}"""


def _evicted(stage):
    for pattern in ("main-|weights-", "index.html", "digits-|css"):
        stage.page.evaluate(_EVICT, pattern)
        stage.page.reload()
        runs(stage.page)
    stage.page.evaluate(_EVICT, "main-|css")
    stage.deploy()  # and the host has what was kept no more
    stage.page.reload()
    heals(stage)


def _injected(stage):
    stage.host.fault = _changing_html
    stage.deploy()
    stage.page.reload()
    updates(stage.page)
    stage.page.reload()
    runs(stage.page)
    note = stage.page.get_by_test_id("host-note")
    expect(note).to_contain_text("index.html", timeout=PATIENCE)
    stage.host.fault = lambda path: Host.DOWN
    stage.page.reload()
    runs(stage.page)
    heals(stage)
    expect(note).to_be_hidden()


def _changing_html(path):
    changed = lambda content: b"<!-- a comment -->" + content.replace(b"\n    ", b"\n")  # noqa: E731
    return changed if path.endswith(".html") else None


_KEPT = """async () => {
  const registrations = await navigator.serviceWorker.getRegistrations();
  const own = (await caches.keys()).filter((name) => name.startsWith(`digitpad ${location.origin}/ `));
  return registrations.length + own.length;
}"""


def retire(stage):
    """Puts the built file in the worker's place, and waits until the page has been loaded anew."""
    retired = (stage.host.folder / "retired" / "offline.js").read_bytes()
    stage.host.fault = lambda path: (200, "text/javascript", retired) if path == "offline.js" else None
    loads = []
    stage.page.on("load", lambda: loads.append(1))
    stage.page.reload()
    until(stage.page, f"async () => (await ({_KEPT})()) === 0")
    stage.page.wait_for_timeout(1500)  # it might go on loading
    return loads


def _retired(stage):
    loads = retire(stage)
    runs(stage.page)
    bad = [] if len(loads) == 2 else [f"the page was loaded {len(loads)} times"]  # by hand, and by the retired worker
    heals(stage, title="Digitpad")
    return bad


def _replaced(stage):
    """Another site is where this one was, and has no worker."""
    stage.host.fault = lambda path: (200, "text/html", _APP) if path == "index.html" else (404, "text/html", b"")
    stage.page.reload()
    expect(stage.page.get_by_role("heading", level=1)).to_have_text("Theirs", timeout=PATIENCE)
    stage.page.goto(stage.address)
    expect(stage.page.get_by_role("heading", level=1)).to_have_text("Theirs", timeout=PATIENCE)
    stage.host.fault = lambda path: None  # and it is here again
    heals(stage, title="Digitpad")


def _other_model(stage):
    stage.deploy(stage.weights)
    stage.page.reload()
    button = stage.page.get_by_test_id("update-now")
    button.click()
    expect(button).to_be_hidden(timeout=PATIENCE)
    heals(stage, title="Digitpad")


# By name: what happens, and where below the host's root the site is.
SCENARIOS = {
    "404": (_broken((404, "text/html", _HTML)), ""),
    "500": (_broken((500, "text/html", _HTML)), ""),
    "HTML with 200": (_broken((200, "text/html", _HTML)), ""),
    "cut": (_broken(Host.CUT), ""),
    "offline half-way": (_offline_half_way, ""),
    "rollback": (_rollback, ""),
    "two tabs": (_two_tabs, ""),
    "two failed deploys, then a good one": (_two_failed_then_good, ""),
    "moved to another path": (_moved, "here/"),
    "other apps beside and below": (_others, ""),
    "evicted entries": (_evicted, ""),
    "portal": (_broken((200, "text/html", _HTML), in_everything=True), ""),
    "HTML changed on the way": (_injected, ""),
    "retired": (_retired, ""),
    "replaced by another site": (_replaced, ""),
    "only the model is another": (_other_model, ""),
}
