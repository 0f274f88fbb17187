"""How well the live camera reads: films of paper, seen by a browser as its camera, and frozen then."""

import random
import statistics

from bench import filmed
from bench.sections import figure, fresh_page, share
from tools import browser

FILMS, ROWS, LONGEST = 40, (1, 2, 3, 4), 5  # films; numbers on a paper, in turns; digits of a number
WATCHED = 4.0  # seconds of each film, after the first
STARTS = 1.0  # seconds after the first reading, from which on what is shown has to be right
SEED = 21

# What it has to reach.
LEAST = {"frozen": 0.98, "held": 0.95, "rate": 8}  # shares, and frames a second
LONGEST_TASK = 50  # ms, while it opens

_WATCH = """
window.live = [];
window.tasks = [];
document.addEventListener("live", ({ detail: { numbers } }) =>
  window.live.push({ at: performance.now(), texts: numbers.map(({ text }) => text) }));
new PerformanceObserver((list) =>
  window.tasks.push(...list.getEntries().map(({ startTime, duration }) => ({ at: startTime, duration })))
).observe({ type: "longtask" });
"""
_IS_READ = "() => document.documentElement.dataset.view === 'picture' && readings.at(-1)?.source === 'image'"
_SECONDS = "(seconds) => live.length && performance.now() - live[0].at > 1000 * seconds"


def camera(measured):
    """Each film in a browser of its own, since a browser has one film for its camera."""
    seen = [_seen(measured, paper) for paper in _papers()]
    numbers = sum(len(film["numbers"]) for film in seen)
    frozen = sum(_among(film["numbers"], film["frozen"]) for film in seen)
    shown = [(film["numbers"], texts) for film in seen for texts in film["shown"]]
    held = sum(_among(numbers, texts) for numbers, texts in shown)
    of = sum(max(len(numbers), len(texts)) for numbers, texts in shown)
    rates = [film["rate"] for film in seen]
    return {
        "figures": {
            f"numbers right in the frozen picture, {len(seen)} films": share(frozen, numbers, LEAST["frozen"]),
            "numbers held right, in all readings after the first second": share(held, of, LEAST["held"]),
            "frames read a second, median": figure(statistics.median(rates), "", least=LEAST["rate"]),
            "longest task while it opens, median": figure(
                statistics.median(film["longest"] for film in seen), "ms", LONGEST_TASK
            ),
        },
        "is": f"films of {filmed.WIDTH}×{filmed.HEIGHT} pixels and {filmed.RATE} frames a second of paper with "
        f"{ROWS[0]} to {ROWS[-1]} numbers, in a hand that is never quite still, soft and noisy; a number is held "
        "in a reading if it is shown there, and what is shown besides counts as wrong",
        "films": seen,
    }


def _papers():
    chance = random.Random(SEED)
    for i in range(FILMS):
        count = ROWS[i % len(ROWS)]
        numbers = ["".join(chance.choices("0123456789", k=chance.randint(1, LONGEST))) for _ in range(count)]
        yield filmed.paper(numbers, seed=SEED * 1000 + i)


def _seen(measured, paper):
    """What is shown of a film, reading by reading, and what is read of it once it is frozen."""
    path = measured.gallery.with_name("camera.y4m")
    path.parent.mkdir(parents=True, exist_ok=True)
    filmed.write(path, paper)
    running = browser.start(measured.chromium.browser_type, keeps_pages=True, arguments=filmed.arguments(path))
    try:
        with fresh_page(measured, running, permissions=["camera"]) as page:
            page.add_init_script(_WATCH)
            page.goto(measured.address)
            page.evaluate("() => bench.ready()")
            page.evaluate(
                "() => { window.readings = []; "
                "document.addEventListener('reading', ({ detail }) => window.readings.push(detail)); }"
            )
            opened = page.evaluate("performance.now()")
            page.get_by_test_id("open-camera").click()
            page.wait_for_function(_SECONDS, arg=STARTS + WATCHED)
            live = page.evaluate("live")
            page.get_by_test_id("freeze").click()
            page.wait_for_function(_IS_READ)
            frozen = page.evaluate("readings.at(-1).text")
            tasks = page.evaluate("tasks")
    finally:
        running.close()
        path.unlink()
    began = live[0]["at"]
    later = [each for each in live if each["at"] - began > 1000 * STARTS]
    return {
        "numbers": list(paper.numbers),
        "frozen": frozen.split(),
        "shown": [each["texts"] for each in later],
        "rate": (len(later) - 1) / (later[-1]["at"] - later[0]["at"]) * 1000,
        "longest": max((each["duration"] for each in tasks if opened <= each["at"] < began), default=0),
    }


def _among(numbers, texts):
    """How many of the numbers are there, each text counting once."""
    left = list(texts)
    right = 0
    for number in numbers:
        if number in left:
            left.remove(number)
            right += 1
    return right
