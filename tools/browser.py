"""A real browser for tests, export and bench: found on the system, or installed, or asked for in plain words."""

import base64
import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from playwright.sync_api import Error, sync_playwright

from errors import PlainError
from train.contract import CLASSES, PIXELS

VARIABLE = "DIGITPAD_BROWSER"  # names a browser, which is then the only one that is tried
# Chromium without windows: reading a page takes it a quarter less, but it keeps no page that one leaves, and has no
# cameras.
_SHELL = "chromium-headless-shell"
# What browsers are called, and where those are that are not on the path.
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
# No sandbox: as root, as in most containers, Chromium has none. The rest keeps it from looking for its maker's hosts.
_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


class BrowserMissing(PlainError):
    """There is no browser, and none could be installed; the message says what to install."""


@contextmanager
def browser(*arguments):
    """A headless Chromium, closed at the end of the block: a Playwright `Browser`. Raises BrowserMissing.

    `arguments` are for its command line.
    """
    with sync_playwright() as playwright:
        running = start(playwright.chromium, arguments=arguments)
        try:
            yield running
        finally:
            running.close()


def start(chromium, keeps_pages=False, arguments=(), **options):
    """Start the first Chromium that starts: DIGITPAD_BROWSER's alone, or Playwright's own, the system's, a new one.

    `keeps_pages` asks for one that can show a page again as it was left (its back/forward cache), as people's browsers
    do, and that has cameras. `arguments` are for its command line, `options` are Playwright's own for a launch. Raises
    BrowserMissing.
    """
    failures = []
    for path in candidates(chromium.executable_path, failures, keeps_pages):
        try:
            return chromium.launch(executable_path=path, args=[*_ARGUMENTS, *arguments], **options)
        except Error as error:
            failures.append(f"  {path}: {error.message.strip()[:300]}")
    raise BrowserMissing(
        "A browser is needed, and none was found or could be installed. Install Chrome or Chromium (on Debian and "
        f"Ubuntu: apt-get install chromium), or set {VARIABLE} to the path of one. Tried:\n" + "\n".join(failures)
    )


def candidates(playwrights_own, failures, keeps_pages=False):
    """Paths of browsers, one after the other; what could not be installed is added to `failures`."""
    named = os.environ.get(VARIABLE)
    if named:
        if not Path(named).is_file():
            raise BrowserMissing(f"{VARIABLE} names {named}, which is no file. Set it to a Chrome or Chromium.")
        yield named
        return
    seen = set()
    names = _NAMES if keeps_pages else (_SHELL, *_NAMES)
    for command in (None, *_installers(names)):
        if command:
            _install(command, failures)
        found = [path for path in (playwrights_own, *map(shutil.which, names), *_PLACES) if path]
        new = [path for path in dict.fromkeys(found) if path not in seen and Path(path).is_file()]
        seen.update(new)
        yield from new


def _install(command, failures):
    print(f"No browser that starts; trying: {' '.join(command)}", flush=True)
    done = subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    if done.returncode:
        failures.append(f"  {' '.join(command)}: {(done.stderr or done.stdout).strip()[-300:]}")


def _installers(names):
    yield [sys.executable, "-m", "playwright", "install", "chromium"]
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        yield ["apt-get", "update", "-qq"]
        for name in names[: names.index("chromium") + 1]:
            yield ["apt-get", "install", "-y", "-qq", name]


_CLASSIFY = """async ({ model, images }) => {
  const bytes = Uint8Array.from(atob(images), (letter) => letter.charCodeAt(0));
  const { createReader } = await import(new URL("digits.js", location.href).href);
  const reader = await createReader({ model });
  try {
    return Array.from(await reader.scores(new Float32Array(bytes.buffer)));
  } finally {
    reader.dispose();
  }
}"""
# A file of the site that loads nothing: a page would load a network of its own.
_BARE = "licenses.txt"
# Images that go to the browser at a time, as text. If larger, there are fewer trips, and each takes more memory.
IMAGES_AT_ONCE = 2000


def classify_sets(chromium, address, model, sets):
    """What the site makes of each set: {name: (n, 11) float32}, of {name: Images}; see `classify`."""
    read = classify(chromium, address, model, np.concatenate([images.inputs for images in sets.values()]))
    ends = np.cumsum([len(images) for images in sets.values()])
    return dict(zip(sets, np.split(read, ends[:-1]), strict=True))


def classify(chromium, address, model, images):
    """What the site at `address` makes of prepared images, n×784 values in [0, 1]: (n, 11) float32.

    `model` is the name of one of its networks, or where on it the card of another one is.
    Columns are the probabilities of the ten digits, and of what is none.
    """
    images = np.asarray(images, np.float32).reshape(-1, PIXELS)
    page = chromium.new_page()
    try:
        page.goto(f"{address}{_BARE}")
        parts = [images[at : at + IMAGES_AT_ONCE] for at in range(0, len(images), IMAGES_AT_ONCE)]
        sent = ({"model": model, "images": base64.b64encode(part.tobytes()).decode()} for part in parts)
        read = [np.array(page.evaluate(_CLASSIFY, part), np.float32) for part in sent]
        return np.concatenate(read).reshape(-1, CLASSES)
    finally:
        page.close()
