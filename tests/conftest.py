"""What all tests share: the built site, a browser, and pages that tell of everything they must not do."""

import os
import re
import shutil
import time
from collections import Counter
from contextlib import ExitStack, closing, contextmanager
from functools import wraps
from pathlib import Path
from urllib.parse import urlsplit
from weakref import WeakKeyDictionary

import cleared
import pytest
from drawings import FEW, by_mouse, drawing, on_pad
from filelock import FileLock
from playwright.sync_api import expect

from errors import PlainError
from tools import browser, server, site

# Each worker has about a core: TensorFlow's threads would rather wait for each other than compute.
os.environ.setdefault("TF_NUM_INTRAOP_THREADS", "1")

PATIENCE = 20_000  # ms; a busy machine is slow, and what is right after all is no failure
expect.set_options(timeout=PATIENCE)

# Keeps every reading that the page announces, and puts policy violations where the other complaints are. Pixels are
# read from a copy: Chromium draws a canvas in another way once it is read from, and warns of it.
_WATCH = """
window.readings = [];
document.addEventListener("reading", (event) => window.readings.push(event.detail));
document.addEventListener("securitypolicyviolation", (event) =>
  console.error(`Policy violated: ${event.violatedDirective}, ${event.blockedURI}`));
window.pixelsOf = (canvas) => {
  const { width, height } = canvas;
  const copy = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
  copy.drawImage(canvas, 0, 0);
  return copy.getImageData(0, 0, width, height).data;
};
"""


LONGEST = (  # files
    *("test_training", "test_experiments", "test_publishing", "test_in_one_command", "test_package"),
    "test_accessibility",
    *("test_offline_page", "test_refusals", "test_report_page", "test_hosts", "test_number_page"),
    *("test_picture_parts", "test_fuzz", "test_late_page", "test_security", "test_embed_page"),
    *("test_examples", "test_second_look"),
)
_EMPTY = "empty.html"
# What Chromium does without in tests. It heeds the last such list alone, so that of Playwright's the first six are said
# again. With the next four, each new window loads the pages that drop from the browser's own address bar, and takes
# three times the processor time; with the last, each page gets a new frame, which no page can tell, and takes a fifth
# more to load.
_FEATURES_OFF = (
    *("AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades", "OptimizationHints"),
    *("PaintHolding", "ThirdPartyStoragePartitioning"),
    *("PreloadTopChromeWebUI", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup", "WebUIOmniboxPopup"),
    "RenderDocument",
)
_FLAGS = (f"--disable-features={','.join(_FEATURES_OFF)}",)
_KEPT = "local_storage,indexeddb,cache_storage,service_workers"  # what the site keeps between visits
RAN = "browser"  # a property of tests that run in a browser: in which


def pytest_configure(config):
    config.addinivalue_line("markers", "cleared: `pad_page` need not be just loaded, see tests/cleared.py")
    config.addinivalue_line("markers", "motion: shared pages have transitions, as for most people")


def pytest_collection_modifyitems(items):
    """The files that take longest first, then those of most tests: last, one worker would be at them alone."""
    tests = Counter(item.path for item in items)
    items.sort(key=lambda item: (item.path.stem not in LONGEST, -tests[item.path], item.path))


def pytest_terminal_summary(terminalreporter, config):
    """Say which browsers the tests ran in, and why not in others."""
    reports = [report for outcome in ("passed", "failed") for report in terminalreporter.getreports(outcome)]
    ran = Counter(value for report in reports for name, value in report.user_properties if name == RAN)
    lines = [f"{version}: {count} tests" for version, count in sorted(ran.items())]
    skipped = {
        report.longrepr[2] for report in terminalreporter.getreports("skipped") if "other_browsers" in report.nodeid
    }
    lines += [reason.removeprefix("Skipped: ") for reason in sorted(skipped)]
    if lines:
        terminalreporter.section("browsers")
    for line in lines:
        terminalreporter.line(line)


@contextmanager
def _needed(session):
    """Makes what many tests can't do without: where that fails, all ends, and why is told once and in plain words."""
    try:
        yield
    except PlainError as missing:
        session.shouldstop = str(missing)
        raise pytest.fail.Exception("What it needs is missing: see the end.", pytrace=False) from None


@pytest.fixture(scope="session")
def built_site(request, tmp_path_factory):
    """The folder of the built site: a copy, so that a build in the meantime can't pull it away from under the tests."""
    with _needed(request.session):
        site.build_if_stale()
    return Path(shutil.copytree(site.DIST, tmp_path_factory.mktemp("built") / "dist"))


@pytest.fixture(scope="session")
def address(built_site, tmp_path_factory):
    """Where the built site is, and an empty document beside it."""
    served = Path(shutil.copytree(built_site, tmp_path_factory.mktemp("served") / "dist"))
    (served / _EMPTY).write_text("<!doctype html><link rel=icon href='data:,'>")  # or /favicon.ico would be asked for
    with serving(served) as where:
        yield where


_PORTS = set()  # that a server of this worker had


@contextmanager
def serving(folder, prefix=""):
    """Serve a built site while the block runs; gives its address, which no other site of this worker has had.

    The shared window keeps what came from an address: its storage, and files that a site says will never change, which
    a broken copy of a site does change.
    """
    with ExitStack() as stack:
        while True:
            address = stack.enter_context(server.serving(folder, prefix))
            if (port := urlsplit(address).port) not in _PORTS:
                break
        _PORTS.add(port)
        yield address


@pytest.fixture(scope="session")
def chromium(request, tmp_path_factory):
    with ExitStack() as stack:
        # One worker after the other, since the first may have to install it.
        with _needed(request.session), FileLock(tmp_path_factory.getbasetemp().parent / "browser.lock"):
            running = stack.enter_context(browser.browser(*_FLAGS))
        yield running


@contextmanager
def with_windows(chromium, *arguments, **options):
    """Another Chromium beside that of the tests, which has cameras, and keeps the pages that one leaves."""
    running = browser.start(chromium.browser_type, keeps_pages=True, arguments=[*_FLAGS, *arguments], **options)
    try:
        yield running
    finally:
        running.close()


@pytest.fixture(autouse=True)
def _browser_is_told(request, record_property):
    if "chromium" in request.fixturenames:
        record_property(RAN, f"Chromium {request.getfixturevalue('chromium').version}")


class Problems(list):
    """What pages did that they must not: complaints on the console, uncaught errors, requests to other hosts."""

    def __init__(self):
        super().__init__()
        # Regular expressions; a test that breaks things on purpose adds what has to come of it.
        self.allowed = ["Service Worker registration blocked by Playwright"]  # see `watched`

    def allow(self, pattern):
        self.allowed.append(pattern)

    def unexpected(self):
        return [problem for problem in self if not any(re.search(pattern, problem) for pattern in self.allowed)]


VIEWPORT = {"width": 1280, "height": 800}


@contextmanager
def watched(chromium, problems, **options):
    """A page in a context of its own, for as long as the block runs, whose problems are collected."""
    with _window(chromium, **options) as page, _watching(page, problems):
        yield page


@contextmanager
def _window(chromium, **options):
    # What a service worker fetches, no test can hold back or break: only the tests of it have one.
    context = chromium.new_context(**{"viewport": VIEWPORT, "service_workers": "block", **options})
    context.set_default_timeout(PATIENCE)
    context.add_init_script(_WATCH)
    try:
        yield context.new_page()
    finally:
        context.close()


@contextmanager
def _watching(page, problems):
    watchers = {
        "console": lambda said: (
            said.type in ("error", "warning") and problems.append(f"Console: {said.text} {said.location['url']}")
        ),
        "pageerror": lambda error: problems.append(f"Uncaught: {error}"),
        "request": lambda request: _check_request(request, problems),
    }
    for event, watcher in watchers.items():
        page.on(event, watcher)
    try:
        yield
    finally:
        for event, watcher in watchers.items():
            page.remove_listener(event, watcher)


def _check_request(request, problems):
    asked = urlsplit(request.url)
    if asked.scheme in ("data", "blob"):
        return
    home = asked if request.is_navigation_request() else urlsplit(request.frame.url)
    if asked.hostname != "127.0.0.1" or home.netloc not in ("", asked.netloc):
        problems.append(f"Request to another host: {request.url}")
    if request.method != "GET":
        problems.append(f"Something was sent: {request.method} {request.url}")


@pytest.fixture
def problems():
    """The problems of this test's pages: there must be none but those that the test allows."""
    found = Problems()
    yield found
    assert found.unexpected() == []


class SharedWindow:
    """A window that a worker's tests have one after the other; another one after a test that did to it what stays.

    `prepare(page)` does to each what stays and all its tests want.
    """

    def __init__(self, chromium, prepare=lambda page: None, **options):
        self._chromium, self._prepare, self._options = chromium, prepare, options
        self._opened = ExitStack()
        self._page = None

    def page(self):
        if self._page is None:
            self._page = self._opened.enter_context(_window(self._chromium, **self._options))
            self._prepare(self._page)
            for owner, name in ((self._page, "add_init_script"), (self._page.clock, "install")):
                setattr(owner, name, self._staying(getattr(owner, name)))
        return self._page

    def _staying(self, act):
        @wraps(act)
        def acted(*arguments, **options):
            self._page = None
            return act(*arguments, **options)

        return acted

    @contextmanager
    def lent(self, address, problems):
        """Its page for one test, watched, that remembers nothing of the tests before."""
        page = self.page()
        if page.url != _NEW:
            _forget(page, address, **{"reduced_motion": "no-preference", **self._options})
        with _lent(page, problems):
            yield page

    def close(self):
        self._opened.close()


_NEW = "about:blank"  # the address of a window that nobody has had


@pytest.fixture(scope="module")
def _other_windows(chromium):
    """By their options, windows that `new_page` lends to one test of a file after the other."""
    windows = {}
    yield lambda options: windows.setdefault(repr(options), SharedWindow(chromium, **options))
    for window in windows.values():
        window.close()


@pytest.fixture
def new_page(chromium, _other_windows, address, problems):
    """Gives watched pages with other options than usual: new_page(has_touch=True).

    Tests of a file share them, see SharedWindow, but for those with service workers, which nothing takes back.
    """
    lent = []
    with ExitStack() as stack:

        def give(**options):
            shared = _other_windows(options)
            if shared in lent or "service_workers" in options:
                return stack.enter_context(watched(chromium, problems, **options))
            lent.append(shared)
            return stack.enter_context(shared.lent(address, problems))

        yield give


@pytest.fixture(scope="session")
def shared_window(chromium):
    # A page that is cleared keeps its worker: one that has just started reads a picture at more than twice the cost.
    with closing(SharedWindow(chromium, prepare=without_rest)) as shared:
        yield shared


@pytest.fixture
def window(shared_window):
    return shared_window.page()


@pytest.fixture
def page(request, window, address, problems):
    """A watched page, 1280×800, with an empty document of the site, that remembers nothing of the tests before.

    All tests of a worker share it, since a new one takes twice as long to open and load, until one does to it what
    can't be taken back: adds an init script, or installs a clock.
    """
    _forget(window, address, reduced_motion=_motion(request))
    with _lent(window, problems):
        yield window


def _motion(request):
    """What a test's system says of motion: most need none, which only adds frames, and these take long to draw."""
    return "no-preference" if request.node.get_closest_marker("motion") else "reduce"


@contextmanager
def _lent(window, problems):
    """The window for one test: watched, and afterwards with no button down and no other tab."""
    with _watching(window, problems):
        yield
    window.mouse.up()
    for other in window.context.pages:
        if other is not window:
            other.close()


@pytest.fixture
def new_tab(page, problems):
    """A watched tab beside `page`, for what can't be taken back: a new window takes twice as long to open and load."""
    tab = page.context.new_page()
    with _watching(tab, problems):
        yield tab


def _forget(page, address, **options):
    """What tests did to the page and its context, and what the site at `address` keeps, is undone."""
    _as_usual(page, **options)
    page.goto(f"{address}{_EMPTY}")
    _empty_storage(page, address)


def _as_usual(page, reduced_motion, viewport=VIEWPORT, color_scheme="light", **_):
    """Around the page all is as at first: the window's size, media, permissions, and no request held back."""
    for routed in (page, page.context):
        routed.unroute_all()
    page.context.clear_permissions()
    page.set_viewport_size(viewport)
    page.emulate_media(media="screen", color_scheme=color_scheme, reduced_motion=reduced_motion, forced_colors="none")


_SESSIONS = WeakKeyDictionary()  # by page: to open one for each time takes longer than what it is for


def _empty_storage(page, address):
    page.evaluate("sessionStorage.clear()")
    session = _SESSIONS.get(page) or _SESSIONS.setdefault(page, page.context.new_cdp_session(page))
    session.send("Storage.clearDataForOrigin", {"origin": address.rstrip("/"), "storageTypes": _KEPT})


@pytest.fixture
def pad_page(request, window, address, problems):
    """The page, ready to read, with nothing on its pad: just loaded, but for tests that are marked `cleared`.

    These get the page of the one before, cleared: see cleared.py.
    """
    if request.node.get_closest_marker("cleared"):
        return request.getfixturevalue("_cleared_page")
    return opened(request.getfixturevalue("page"), address)


@pytest.fixture
def _cleared_page(request, window, address, problems):
    with cleared_or_loaded(window, address, problems, _motion(request)):
        yield window


@pytest.fixture(scope="session")
def _shared_touch_window(chromium):
    with closing(SharedWindow(chromium, has_touch=True)) as shared:
        yield shared


@pytest.fixture
def touch_page(request, _shared_touch_window, address, problems):
    """Like `pad_page` of tests that are marked `cleared`, on a screen that can be touched."""
    window = _shared_touch_window.page()
    with cleared_or_loaded(window, address, problems, _motion(request)):
        yield window


@contextmanager
def cleared_or_loaded(window, address, problems, motion):
    """For one test, the page of the site at `address` is in the window: that of the test before, cleared, or loaded."""
    _as_usual(window, motion)
    is_cleared = window.url.startswith(address) and cleared.is_cleared(window)
    if is_cleared:
        _empty_storage(window, address)
    else:
        _forget(window, address, reduced_motion=motion)
    with _lent(window, problems):
        if not is_cleared:
            cleared.can_be_cleared(opened(window, address))
        yield


def in_window(page, width=VIEWPORT["width"], height=VIEWPORT["height"], **media):
    """The page in a window of another size, or in other media: color_scheme="dark"."""
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(**media)
    return page


_REST = int(re.search(r"\nconst REST = (\d+);", (site.ROOT / "web/js/reader/picture/mortal-worker.js").read_text())[1])


def without_rest(page):
    """The page, once it is loaded, never ends a worker because it has nothing to do: tests have it at leisure."""
    page.add_init_script(f"""{{
      let isAsked = false; // a worker: before that, timers of so many milliseconds are others'
      const {{ postMessage }} = Worker.prototype;
      Worker.prototype.postMessage = function (...sent) {{
        isAsked = true;
        return postMessage.apply(this, sent);
      }};
      const ownTimeout = window.setTimeout;
      window.setTimeout = (work, ms, ...rest) =>
        ownTimeout(work, isAsked && ms === {_REST} ? 3_600_000 : ms, ...rest);
    }}""")
    return page


def opened(page, address):
    """The page, loaded and ready to read."""
    page.goto(address)
    expect(page.locator("html")).to_have_attribute("data-state", "ready")
    return page


def choose_network(page, name):
    """Choose a published network, and wait until it reads."""
    page.get_by_test_id("model").select_option(name)
    reading_by(page, name)


def reading_by(page, name):
    """Waits until that published network reads: until its number of parameters is told, no longer another's."""
    count = site.model_card(name)["parameters"]
    expect(page.get_by_test_id("model-status")).to_contain_text(f"{count:,} parameters")
    expect(page.get_by_test_id("model")).to_have_value(name)


def last_reading(page, strokes):
    """The announced reading of finished ink with so many strokes, once it is the newest."""
    newest = "(strokes) => readings.at(-1)?.finished && readings.at(-1).strokes === strokes && readings.at(-1)"
    return page.wait_for_function(newest, arg=strokes).json_value()


def draw(page, name, points=FEW, **where):
    """Draw with the mouse; returns the announced reading."""
    strokes = drawing(name)
    by_mouse(page, on_pad(page, strokes, **where), points)
    return last_reading(page, len(strokes))


class Held:
    """Holds requests back until release, as a slow host would."""

    def __init__(self, page, pattern):
        self.page, self.pattern, self.routes = page, pattern, []
        page.route(pattern, lambda route: self.routes.append(route))

    def asked(self):
        """Wait until there is something to hold back; without, the next step of a test may come before it."""
        deadline = time.monotonic() + PATIENCE / 1000
        while not self.routes:
            assert time.monotonic() < deadline, f"{self.pattern} was not asked for."
            self.page.wait_for_timeout(10)

    def release(self):
        self._answer(lambda route: route.continue_())

    def fail(self):
        self._answer(lambda route: route.fulfill(status=404))

    def _answer(self, answer):
        for route in self.routes:
            answer(route)
        self.page.unroute(self.pattern)
