"""Digitpad's page, to which pictures are brought: what becomes of each, and what of the page's process.

    with bringing.Page(measured) as page:
        answer = page.answer(png)  # {"text", "digits", "said", "ms", "longest"}

A picture that the page does not answer in time is given up, with the page, and a new page goes on.
"""

import base64
import subprocess
import time
from contextlib import ExitStack
from pathlib import Path

from playwright.sync_api import TimeoutError as NotInTime

from bench.sections import collect_garbage, fresh_page

PATIENCE = 20  # seconds for an answer. If larger, a run takes longer where pictures are not answered at all
ALIVE = 1  # second in which a page answers whose thread is free
CLEARED = 300  # ms from a drop to the click on Clear: by then it is being read. If larger, some are read before it
# A process is idle that computes for no more than IDLE seconds in QUIET: the clock for it ticks in hundredths.
QUIET, IDLE = 0.1, 0.015
_SCRIPT = Path(__file__).parent / "pictures.js"


class Page:
    """See above."""

    def __init__(self, measured):
        self.measured, self.stack = measured, ExitStack()

    def __enter__(self):
        self.processes = self.stack.enter_context(_session(self.measured.chromium))
        self._open()
        return self

    def __exit__(self, *_):
        self.opened.close()
        self.stack.close()

    def _open(self):
        self.opened = ExitStack()
        self.page = self.opened.enter_context(fresh_page(self.measured))
        self.page.add_init_script(script=_SCRIPT.read_text("utf-8"))
        self.page.goto(self.measured.address)
        self.page.evaluate("() => bench.ready()")

    def renew(self):
        """Take a new page in the place of this one, whatever it is doing."""
        self.opened.close()
        self._open()

    def answer(self, file):
        """What becomes of a picture, the bytes of a file, that is dropped on the page.

        Gives its "text" and "digits", or what the page has "said" in their place; "ms" from the drop to that; and ms
        of the "longest" task of the page's thread meanwhile, where that is above 50. Without an answer there is an
        "error", and both are what was waited for at least.
        """
        self._take(file)
        self.page.evaluate("() => pictures.bring()")
        answered = "() => pictures.answered()"
        try:
            found = self.page.wait_for_function(answered, timeout=1000 * PATIENCE)
            answer = found.json_value()
            found.dispose()  # or it stays in the page's memory
            return answer
        except NotInTime:
            longest = 1000 * PATIENCE if self._is_stuck() else 0
            self.renew()
            error = f"no answer within {PATIENCE} s"
            return {"text": "", "digits": [], "said": "", "error": error, "ms": 1000 * PATIENCE, "longest": longest}

    def _take(self, file):
        self.page.evaluate("file => pictures.take(file)", base64.b64encode(file).decode())

    def clear(self):
        """Click on Clear."""
        self.page.evaluate("() => pictures.clear()")

    def _is_stuck(self):
        try:
            self.page.wait_for_function("() => true", timeout=1000 * ALIVE)
        except NotInTime:
            return True
        return False

    def idle_after_clear(self, file, ms):
        """Ms from Clear, clicked so many ms after a picture was dropped, until nothing is computed any more."""
        self._take(file)
        dropped = self.page.evaluate("cleared => pictures.bring(cleared)", ms)
        cleared, samples = (dropped + ms) / 1000, []
        while time.time() < cleared + PATIENCE:
            samples.append((time.time(), self._computed()))
            idle = idle_since(samples, cleared)
            if idle is not None:
                return 1000 * (idle - cleared)
            time.sleep(0.003)
        self.renew()
        return 1000 * PATIENCE

    def _computed(self):
        """Seconds that pages' processes have computed, in all threads."""
        return sum(each["cpuTime"] for each in self._pages())

    def _pages(self):
        found = self.processes.send("SystemInfo.getProcessInfo")["processInfo"]
        return [each for each in found if each["type"] == "renderer"]

    def memory(self):
        """Bytes of memory that the page's process has, once what is garbage has gone; None where no `ps` tells."""
        collect_garbage(self.page)
        ids = ",".join(str(each["id"]) for each in self._pages())
        try:
            told = subprocess.run(["ps", "-o", "rss=", "-p", ids], capture_output=True, text=True, check=True)
        except (OSError, subprocess.CalledProcessError):
            return None
        return 1024 * max(map(int, told.stdout.split()))  # others are spare


def idle_since(samples, cleared):
    """From when on, not before `cleared`, too little was computed to count; None where that can't be told yet.

    `samples` are (time, seconds computed until then), in seconds.
    """
    after = [sample for sample in samples if sample[0] >= cleared]
    for i, (start, before) in enumerate(after):
        later = next((computed for at, computed in after[i:] if at >= start + QUIET), None)
        if later is None:
            return None
        if later - before <= IDLE:
            return start
    return None


class _session:
    """A session of the browser's own developer tools, for as long as the block runs."""

    def __init__(self, chromium):
        self.session = chromium.new_browser_cdp_session()

    def __enter__(self):
        return self.session

    def __exit__(self, *_):
        self.session.detach()
