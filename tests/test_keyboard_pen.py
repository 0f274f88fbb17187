"""Writing on the pad with the keyboard alone, by real key events, and what is shown and said meanwhile."""

from itertools import pairwise

import pytest
from conftest import Held, draw, last_reading, opened
from drawings import by_mouse, drawing, on_pad
from playwright.sync_api import expect

pytestmark = pytest.mark.motion  # boxes are hidden for a while after each stroke

ARROWS = {"←": "ArrowLeft", "↑": "ArrowUp", "→": "ArrowRight", "↓": "ArrowDown"}
# Digits by arrows: which keys are held together, and how many times the system repeats them.
WAYS = {
    "7": [("→", 10), ("↓←", 8), ("↓", 7)],
    "2": [("→↑", 3), ("→", 5), ("→↓", 3), ("↓", 4), ("↓←", 8), ("→", 11)],
    "4": [("↓", 9), ("→", 12)],
}
# The same by a number pad, whose outer keys leap.
LEAPS = {"7": "66611122", "2": "9632114166", "1": "2222", "0": "3221447889"}
ROOM = "77777777777777" + "3333"  # to the upper left corner, and from there to a place with room around it


def focus_pad(page):
    page.get_by_test_id("pad").focus()
    expect(page.get_by_test_id("pen-mark")).to_be_visible()
    page.keyboard.press("Shift+ArrowUp")  # a key, as the one that brought the focus here would be


def go(page, arrows, times):
    """Hold arrows down; all but the first event of each are repetitions, as the system sends them for the last."""
    keys = [ARROWS[arrow] for arrow in arrows]
    for key in keys:
        page.keyboard.down(key)
    for _ in range(times):
        page.keyboard.down(keys[-1])
    for key in keys:
        page.keyboard.up(key)


def write(page, way):
    page.keyboard.press("Space")
    for arrows, times in way:
        go(page, arrows, times)
    page.keyboard.press("Space")


def leap(page, keys):
    for key in keys:
        page.keyboard.press(f"Numpad{key}")


def strokes_of(page):
    """What the pad would keep over a reload."""
    page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide'))")
    return page.evaluate("JSON.parse(sessionStorage.getItem('digitpad-drawing'))")


def place_of(page):
    """The middle of the pen's mark, in shares of the pad."""
    pad, pen = (page.get_by_test_id(name).bounding_box() for name in ("pad", "pen-mark"))
    across = (pen["x"] + pen["width"] / 2 - pad["x"]) / pad["width"]
    return across, (pen["y"] + pen["height"] / 2 - pad["y"]) / pad["height"]


def test_digits_are_written_with_arrows(pad_page):
    focus_pad(pad_page)
    for digit in "72":
        write(pad_page, WAYS[digit])
        assert last_reading(pad_page, 1)["text"] == digit
        expect(pad_page.get_by_test_id("reading")).to_have_text(digit)
        pad_page.keyboard.press("Escape")
        last_reading(pad_page, 0)
        leap(pad_page, ROOM)


def test_digits_are_written_on_a_number_pad(pad_page):
    focus_pad(pad_page)
    for digit, keys in LEAPS.items():
        leap(pad_page, f"{ROOM}5{keys}5")
        assert last_reading(pad_page, 1)["text"] == digit
        pad_page.keyboard.press("Escape")
        last_reading(pad_page, 0)


def test_a_digit_of_two_strokes_and_a_number(pad_page):
    focus_pad(pad_page)
    leap(pad_page, "444")
    write(pad_page, WAYS["4"])
    go(pad_page, "↑←", 3)
    go(pad_page, "↑", 4)
    write(pad_page, [("↓", 16)])
    assert last_reading(pad_page, 2)["text"] == "4"
    leap(pad_page, "66699")
    leap(pad_page, ["5", *LEAPS["7"], "5"])
    assert last_reading(pad_page, 3)["text"] == "47"


def test_strokes_of_keys_are_strokes_like_others(pad_page):
    """Undone, redone, read by pen and mouse together, kept over a reload."""
    focus_pad(pad_page)
    write(pad_page, WAYS["7"])
    last_reading(pad_page, 1)
    pad_page.keyboard.press("Control+z")
    expect(pad_page.get_by_test_id("reading")).to_have_text("")
    pad_page.keyboard.press("Control+y")
    last_reading(pad_page, 1)
    by_mouse(pad_page, on_pad(pad_page, drawing("bar"), x=0.2))
    expect(pad_page.get_by_test_id("reading")).to_have_text("17")
    pad_page.reload()
    expect(pad_page.get_by_test_id("reading")).to_have_text("17")


def test_it_is_read_while_it_grows_and_announced_as_finished_at_pen_up(pad_page):
    focus_pad(pad_page)
    pad_page.keyboard.press("Space")
    for arrows, times in WAYS["7"]:
        go(pad_page, arrows, times)
    expect(pad_page.get_by_test_id("reading")).to_have_text("7")
    assert not pad_page.evaluate("readings.some(({ finished }) => finished)")
    pad_page.keyboard.press("Enter")
    last_reading(pad_page, 1)


def test_steps_are_fine_and_larger_when_repeated_or_with_shift(pad_page):
    focus_pad(pad_page)
    pad_page.keyboard.press("Space")
    pad_page.keyboard.press("ArrowRight")
    go(pad_page, "→", 1)
    pad_page.keyboard.press("Shift+ArrowRight")
    go(pad_page, "↓→", 0)
    pad_page.keyboard.press("Space")
    last_reading(pad_page, 1)
    [stroke] = strokes_of(pad_page)
    across = [round(point["x"] - stroke[0]["x"]) for point in stroke]
    assert {10, 20, 40, 115} <= set(across)
    assert max(b - a for a, b in pairwise(across)) <= 20  # of which corners are not cut
    assert (across[-1], round(stroke[-1]["y"] - stroke[0]["y"])) == (125, 20)  # ↓ alone, then both


def test_the_pen_stays_on_the_pad(pad_page):
    focus_pad(pad_page)
    leap(pad_page, "7" * 20)
    assert place_of(pad_page) == pytest.approx((0, 0), abs=0.01)
    leap(pad_page, "3" * 20)
    assert place_of(pad_page) == pytest.approx((1, 1), abs=0.01)


def test_escape_takes_back_the_stroke_then_clears(pad_page):
    focus_pad(pad_page)
    write(pad_page, WAYS["7"])
    pad_page.keyboard.press("Space")
    go(pad_page, "→", 5)
    pad_page.keyboard.press("Escape")
    last_reading(pad_page, 1)
    expect(pad_page.get_by_test_id("reading")).to_have_text("7")
    go(pad_page, "→", 5)  # with the pen up
    assert len(strokes_of(pad_page)) == 1
    pad_page.keyboard.press("Escape")
    last_reading(pad_page, 0)


def test_leaving_the_pad_lifts_the_pen(pad_page):
    focus_pad(pad_page)
    pad_page.keyboard.press("Space")
    go(pad_page, "↓", 15)
    pad_page.keyboard.press("Tab")
    assert last_reading(pad_page, 1)["text"] == "1"
    expect(pad_page.get_by_test_id("pen-mark")).to_be_hidden()
    expect(pad_page.get_by_test_id("pen-keys")).to_be_hidden()


def test_the_pen_and_its_keys_are_shown_only_to_the_keyboard(pad_page):
    [pad, pen, keys] = (pad_page.get_by_test_id(name) for name in ("pad", "pen-mark", "pen-keys"))
    draw(pad_page, "seven")
    expect(pen).to_be_hidden()
    before = pad_page.evaluate("scrollY")
    pad_page.keyboard.press("ArrowDown")  # scrolls, where there is something to scroll, and writes nothing
    expect(pen).to_be_hidden()
    assert pad_page.evaluate("scrollY") >= before
    pad_page.get_by_test_id("undo").focus()
    pad_page.keyboard.press("Shift+Tab")
    expect(pen).to_be_visible()
    expect(keys).to_be_visible()
    expect(keys).to_contain_text("Arrow keys")
    expect(pad).to_have_accessible_description(keys.inner_text())
    expect(pad).to_have_role("application")
    expect(pad).to_have_accessible_name("Drawing pad")
    by_mouse(pad_page, on_pad(pad_page, drawing("bar"), x=0.2))
    expect(pen).to_be_hidden()


def test_where_its_script_is_blocked_only_who_uses_the_pen_is_told(page, address, problems):
    problems.allow("Failed to load resource|net::ERR_FAILED")
    page.route("**/assets/soon-*.js", lambda route: route.abort())
    opened(page, address)
    page.wait_for_timeout(1500)  # the page fetches it once it can read
    draw(page, "seven")
    page.get_by_test_id("pad").focus()
    page.keyboard.press("Tab")
    expect(page.get_by_test_id("notice")).to_be_hidden()
    page.get_by_test_id("pad").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_test_id("notice")).to_contain_text("You can't write by keyboard yet")
    expect(page.get_by_test_id("notice")).to_contain_text("Check the connection and try again")
    page.unroute("**/assets/soon-*.js")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_test_id("pen-mark")).to_be_visible()


@pytest.mark.parametrize(
    ("pen", "right"), [("Space", "Shift+ArrowRight"), ("Enter", "Numpad6"), ("Numpad5", "Numpad6")]
)
def test_keys_pressed_before_the_pen_has_arrived_wait_for_it(page, address, pen, right):
    held = Held(page, "**/assets/soon-*.js")
    opened(page, address)
    page.get_by_test_id("pad").focus()
    for key in (pen, *[right] * 3):
        page.keyboard.press(key)
    held.release()
    expect(page.get_by_test_id("pen-mark")).to_be_visible()
    for key in (*["Shift+ArrowDown"] * 4, "Space"):
        page.keyboard.press(key)
    assert last_reading(page, 1)["text"] == "7"


def test_what_happens_is_said_and_no_more(pad_page):
    """The words of all live regions, in the order in which they come."""
    pad_page.evaluate("""() => {
      window.said = [];
      for (const region of document.querySelectorAll("[role=status]"))
        new MutationObserver(() => region.textContent && said.push(region.textContent)).observe(
          region, { characterData: true, childList: true, subtree: true });
    }""")
    focus_pad(pad_page)
    write(pad_page, WAYS["7"])
    last_reading(pad_page, 1)
    pad_page.wait_for_function("() => said.length === 3")
    assert pad_page.evaluate("said.slice(0, 2)") == ["Pen down, 50% across, 40% down", "Pen up"]
    assert pad_page.evaluate("said[2]").startswith("7, ")
    pad_page.keyboard.press("Escape")
    pad_page.wait_for_function("() => said.at(-1) === 'Empty'")
    assert pad_page.evaluate("said.length") == 4
