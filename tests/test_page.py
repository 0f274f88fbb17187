"""User stories on the page, in a real browser: draw, see it read, undo, clear, resize."""

import re
from functools import partial

import numpy as np
import pytest
from conftest import draw, in_window, last_reading, opened
from drawings import (
    DRAWINGS,
    FEW,
    PLAIN,
    QUICK,
    bounds,
    by_flick,
    by_mouse,
    by_pen,
    by_touch,
    drawing,
    line,
    on_pad,
    thinned,
    touch,
)
from playwright.sync_api import expect

pytestmark = pytest.mark.motion  # boxes are hidden for a while after each stroke

BRUSH = 0.026  # how wide the pad shows a stroke, in pad widths


def draw_and_clear(page, name, points=FEW, **where):
    """Like draw, on a pad that is empty again afterwards."""
    reading = draw(page, name, points, **where)
    page.get_by_test_id("clear").click()
    last_reading(page, 0)
    return reading["text"]


def digit_of(name):
    return str(DRAWINGS[name][0])


def shown(page):
    return expect(page.get_by_test_id("reading"))


# The page in the next frame but one: by then the pad has drawn what it holds.
FRAMES = "await new Promise((then) => requestAnimationFrame(() => requestAnimationFrame(then)));"
INK_BOX = f"""async () => {{
  {FRAMES}
  const pad = document.querySelector("[data-testid=pad]");
  const {{ width, height }} = pad;
  const data = pixelsOf(pad);
  let [left, top, right, bottom] = [width, height, 0, 0];
  for (let i = 0; i < width * height; i++) {{
    if (data[4 * i + 3] < 128) continue;
    const [x, y] = [i % width, Math.floor(i / width)];
    [left, top] = [Math.min(left, x), Math.min(top, y)];
    [right, bottom] = [Math.max(right, x + 1), Math.max(bottom, y + 1)];
  }}
  return right ? [left / width, top / height, right / width, bottom / height] : null;
}}"""


def ink_box(page):
    """The left, upper, right and lower edge of the ink that the pad shows, in shares of the pad; None without ink."""
    return page.evaluate(INK_BOX)


def middle_of_pad(page):
    """The red, green, blue and opacity of its middle pixel, in the next frame but one."""
    return page.get_by_test_id("pad").evaluate(f"""async (pad) => {{
      {FRAMES}
      const at = 4 * (Math.round(pad.height / 2) * pad.width + Math.round(pad.width / 2));
      return Array.from(pixelsOf(pad).slice(at, at + 4));
    }}""")


def share_of_pad(page, strokes):
    """Where ink_box has to find strokes that were drawn in the window's pixels."""
    pad = page.get_by_test_id("pad").bounding_box()
    left, top, right, bottom = bounds(thinned(strokes, QUICK))
    half = BRUSH / 2 * pad["width"]
    across = [(x - pad["x"]) / pad["width"] for x in (left - half, right + half)]
    down = [(y - pad["y"]) / pad["height"] for y in (top - half, bottom + half)]
    return pytest.approx([across[0], down[0], across[1], down[1]], abs=0.02)  # smooth strokes cut corners


def network_input(page):
    """The 28×28 picture that the page shows, in [0, 1], in the next frame but one."""
    values = page.get_by_test_id("network-input").evaluate(f"""async (canvas) => {{
      {FRAMES}
      return Array.from(pixelsOf(canvas)).filter((_, i) => i % 4 === 0);
    }}""")
    return np.array(values).reshape(28, 28) / 255


def centre_of_mass(picture):
    """(x, y) in pixels, pixel i covering [i, i + 1)."""
    at = np.arange(28) + 0.5
    return float(picture.sum(0) @ at / picture.sum()), float(picture.sum(1) @ at / picture.sum())


# What is drawn is read


@pytest.mark.cleared
def test_each_digit_is_read_and_shown(pad_page):
    for name in PLAIN:
        draw(pad_page, name)
        shown(pad_page).to_have_text(digit_of(name))
        pad_page.get_by_test_id("clear").click()
        shown(pad_page).to_have_text("")


@pytest.mark.cleared
def test_digits_are_read_in_every_corner(pad_page):
    count = 0
    corners = [(0.13, 0.17), (0.87, 0.17), (0.13, 0.83), (0.87, 0.83)]
    for name, (x, y) in zip([PLAIN[2], PLAIN[9], PLAIN[3], PLAIN[6]], corners, strict=True):
        by_mouse(pad_page, on_pad(pad_page, drawing(name), x=x, y=y, size=0.3))
        count += len(drawing(name))
    assert last_reading(pad_page, count)["text"] == "2 9\n3 6"


@pytest.mark.cleared
def test_tiny_digits_are_read(pad_page):
    """A twentieth of the pad's height: 25 pixels, where a mouse can hardly write."""
    count = 0
    for i, name in enumerate(PLAIN):
        by_mouse(pad_page, on_pad(pad_page, drawing(name), x=0.1 + 0.04 * i, y=0.4, size=0.05), QUICK)
        count += len(drawing(name))
    assert last_reading(pad_page, count)["text"] == "0123456789"


@pytest.mark.cleared
def test_digits_from_edge_to_edge_are_read(pad_page):
    assert [draw_and_clear(pad_page, name, size=0.99) for name in PLAIN[::3]] == list("0369")


@pytest.mark.cleared
def test_a_stroke_may_leave_the_pad_and_end_outside(pad_page):
    pad = pad_page.get_by_test_id("pad").bounding_box()
    strokes = on_pad(pad_page, drawing("two"), x=0.5, y=0.56, size=1)
    assert bounds(strokes)[3] > pad["y"] + pad["height"]
    by_mouse(pad_page, strokes)
    assert last_reading(pad_page, 1)["text"] == "2"
    pad_page.mouse.move(pad["x"] + 9, pad["y"] + 9)  # the pad has let go of the mouse
    assert ink_box(pad_page)[0] > 0.1


@pytest.mark.cleared
def test_a_fast_stroke_of_few_points_is_read(pad_page):
    assert [draw_and_clear(pad_page, name, points=6) for name in (PLAIN[0], PLAIN[7])] == ["0", "7"]


@pytest.mark.cleared
def test_a_fast_stroke_has_no_gaps(pad_page):
    strokes = on_pad(pad_page, drawing("bar"))
    by_mouse(pad_page, strokes, points=2)
    assert last_reading(pad_page, 1)["text"] == "1"
    gaps = """() => {
      const pad = document.querySelector("[data-testid=pad]");
      const { width, height } = pad;
      const data = pixelsOf(pad);
      return Array.from({ length: height }, (_, y) => data[4 * (y * width + Math.round(width / 2)) + 3] > 128)
        .slice(Math.ceil(0.25 * height), Math.floor(0.75 * height)).filter((inked) => !inked).length;
    }"""
    assert ink_box(pad_page) == share_of_pad(pad_page, strokes)
    assert pad_page.evaluate(gaps) == 0


@pytest.mark.cleared
def test_a_slow_hand_is_read(pad_page):
    assert draw(pad_page, "two with a loop", points=None, size=0.3)["text"] == "2"


@pytest.mark.cleared
def test_a_tap_is_a_dot_that_can_be_undone(pad_page):
    pad_page.get_by_test_id("pad").click()
    reading = last_reading(pad_page, 1)
    assert len(reading["digits"]) == 1
    assert network_input(pad_page).max() > 0.9
    left, top, right, bottom = ink_box(pad_page)
    assert right - left == pytest.approx(BRUSH, rel=0.2)
    assert ((left + right) / 2, (top + bottom) / 2) == pytest.approx((0.5, 0.5), abs=0.005)
    pad_page.keyboard.press("Control+z")
    shown(pad_page).to_have_text("")


@pytest.mark.cleared
def test_the_other_mouse_buttons_do_not_draw(pad_page):
    pad_page.get_by_test_id("pad").hover()
    pad_page.mouse.down(button="middle")
    pad_page.mouse.move(300, 300)
    pad_page.mouse.up(button="middle")
    assert ink_box(pad_page) is None
    assert draw(pad_page, "seven")["strokes"] == 1


def test_the_brush_on_the_screen_does_not_change_the_reading(new_tab, address):
    """Thin, as it is, thick: the network gets strokes, drawn for it in a width of its own."""
    page = new_tab
    page.add_init_script("""
        window.factor = 1;
        const property = Object.getOwnPropertyDescriptor(CanvasRenderingContext2D.prototype, "lineWidth");
        Object.defineProperty(CanvasRenderingContext2D.prototype, "lineWidth", {
          ...property, set(width) { property.set.call(this, width * window.factor); } });""")
    opened(page, address)
    probabilities, widths = [], []
    for factor in (0.1, 1, 4):
        page.evaluate("(factor) => (window.factor = factor)", factor)
        probabilities.append(draw(page, "open four")["digits"][0]["probabilities"])
        left, _, right, _ = ink_box(page)
        widths.append(right - left)
        page.keyboard.press("Escape")
    assert widths[0] < widths[1] < widths[2]  # the brush was another
    assert probabilities[0] == probabilities[1] == probabilities[2]


# Other pointers


@pytest.mark.parametrize("name", ["three", "five", "seven with a bar"])
def test_a_finger_draws(touch_page, name):
    page = touch_page
    strokes = on_pad(page, drawing(name))
    by_touch(page, strokes)
    assert last_reading(page, len(strokes))["text"] == digit_of(name)
    assert ink_box(page) == share_of_pad(page, strokes)


def test_the_page_does_not_scroll_while_a_finger_draws(new_page, address):
    page = opened(new_page(has_touch=True, is_mobile=True, viewport={"width": 360, "height": 420}), address)
    upwards = on_pad(page, [drawing("bar")[0][::-1]], size=0.9)
    by_touch(page, upwards)
    assert last_reading(page, 1)["text"] == "1"
    assert page.evaluate("scrollY") == 0
    assert ink_box(page) == share_of_pad(page, upwards)
    pad = page.get_by_test_id("pad").bounding_box()
    beside = pad["y"] + pad["height"] + 20
    by_touch(page, [[(100, beside - 10 * step) for step in range(20)]])  # elsewhere, a finger scrolls
    page.wait_for_function("() => scrollY > 0")


def test_a_scrolled_page_is_drawn_on_where_the_finger_is(new_page, address):
    page = opened(new_page(has_touch=True, is_mobile=True, viewport={"width": 360, "height": 520}), address)
    page.evaluate("scrollTo(0, 60)")
    page.wait_for_function("() => scrollY === 60")
    strokes = on_pad(page, drawing("six"), size=0.6)
    by_touch(page, strokes)
    assert last_reading(page, 1)["text"] == "6"
    assert ink_box(page) == share_of_pad(page, strokes)


def test_a_press_right_after_a_quick_stroke_counts(touch_page):
    page = touch_page
    first, second = on_pad(page, [line((0.2, 0), (0.2, 1)), line((0.8, 0), (0.8, 1))])
    by_touch(page, [first])
    expect(page.get_by_test_id("undo")).to_be_enabled()
    by_flick(page, second, page.get_by_test_id("undo"))
    expect(page.get_by_test_id("redo")).to_be_enabled()


def test_a_pen_draws(pad_page):
    strokes = on_pad(pad_page, drawing("five"))
    pad_page.evaluate("addEventListener('pointerdown', ({ pointerType }) => (window.pointer = pointerType))")
    by_pen(pad_page, strokes)
    assert pad_page.evaluate("window.pointer") == "pen"
    assert last_reading(pad_page, 2)["text"] == "5"


def test_a_second_finger_does_not_scramble_the_drawing(touch_page):
    page = touch_page
    strokes = thinned(on_pad(page, drawing("three")), QUICK)
    pad = page.get_by_test_id("pad").bounding_box()
    elsewhere = (pad["x"] + 20, pad["y"] + pad["height"] - 20)
    session = page.context.new_cdp_session(page)
    touch(session, "touchStart", strokes[0][0])
    for i, point in enumerate(strokes[0]):
        second = [(elsewhere[0] + i, elsewhere[1] - i)] if 3 < i < 12 else []
        touch(session, "touchStart" if i == 4 else "touchMove", point, *second)
    touch(session, "touchEnd")
    reading = last_reading(page, 1)
    assert reading["text"] == "3"
    assert ink_box(page) == share_of_pad(page, strokes)


def test_a_touch_that_the_system_takes_away_keeps_its_ink(touch_page):
    page = touch_page
    first, second = thinned(on_pad(page, drawing("open four")), QUICK)
    session = page.context.new_cdp_session(page)
    touch(session, "touchStart", first[0])
    for point in first:
        touch(session, "touchMove", point)
    touch(session, "touchCancel")
    last_reading(page, 1)
    by_touch(page, [second])
    assert last_reading(page, 2)["text"] == "4"


# Undo, redo, clear

COMMANDS = {
    "buttons": {
        name: partial(lambda page, name: page.get_by_test_id(name).click(), name=name)
        for name in ("undo", "redo", "clear")
    },
    **{
        label: {
            name: partial(lambda page, key: page.keyboard.press(key), key=key)
            for name, key in zip(("undo", "redo", "clear"), keys, strict=True)
        }
        for label, keys in {
            "keys": ("Control+z", "Control+Shift+z", "Escape"),
            "other keys": ("Meta+z", "Control+y", "Delete"),
        }.items()
    },
}


@pytest.mark.parametrize("by", COMMANDS)
@pytest.mark.cleared
def test_undo_redo_and_clear(pad_page, by):
    undo, redo, clear = (partial(COMMANDS[by][name], pad_page) for name in ("undo", "redo", "clear"))
    four = draw(pad_page, "open four")
    drawn = ink_box(pad_page)
    undo()
    assert last_reading(pad_page, 1)["digits"] != four["digits"]
    assert ink_box(pad_page) != drawn
    redo()
    assert last_reading(pad_page, 2)["digits"] == four["digits"]
    assert ink_box(pad_page) == drawn
    clear()
    assert last_reading(pad_page, 0)["text"] == ""
    assert ink_box(pad_page) is None
    undo()
    assert last_reading(pad_page, 2)["digits"] == four["digits"]
    shown(pad_page).to_have_text("4")
    assert ink_box(pad_page) == drawn


def test_buttons_are_off_where_they_would_do_nothing(pad_page):
    def are(undo, redo, clear):
        for name, on in {"undo": undo, "redo": redo, "clear": clear}.items():
            expect(pad_page.get_by_test_id(name)).to_be_enabled(enabled=on)

    are(undo=False, redo=False, clear=False)
    draw(pad_page, "bar")
    are(undo=True, redo=False, clear=True)
    pad_page.keyboard.press("Control+z")
    are(undo=False, redo=True, clear=False)
    draw(pad_page, "bar")  # a new stroke, and there is nothing to do again
    are(undo=True, redo=False, clear=True)


@pytest.mark.cleared
def test_clear_leaves_nothing_of_the_last_answer(pad_page):
    draw(pad_page, "eight")
    expect(pad_page.get_by_test_id("spoken")).to_have_text(re.compile("^8"))
    pad_page.get_by_test_id("clear").click()
    assert last_reading(pad_page, 0)["digits"] == []
    shown(pad_page).to_have_text("")
    expect(pad_page.get_by_test_id("spoken")).to_have_text("Empty")
    expect(pad_page.get_by_role("status")).to_have_text("Empty")  # which screen readers follow
    expect(pad_page.get_by_test_id("bars").locator("li:visible")).to_have_count(0)
    expect(pad_page.locator("[data-winner]")).to_have_count(0)
    assert network_input(pad_page).max() == 0
    seen = pad_page.get_by_test_id("network-input")  # and no black square in its place
    assert seen.evaluate("(canvas) => pixelsOf(canvas).every((value) => value === 0)")
    assert seen.evaluate("(canvas) => getComputedStyle(canvas).backgroundColor") == "rgb(233, 232, 227)"


@pytest.mark.cleared
def test_clear_in_the_middle_of_a_stroke(pad_page):
    stroke = thinned(on_pad(pad_page, drawing("nine")), QUICK)[0]
    pad_page.mouse.move(*stroke[0])
    pad_page.mouse.down()
    for point in stroke[:8]:
        pad_page.mouse.move(*point)
    pad_page.keyboard.press("Escape")
    for point in stroke[8:]:
        pad_page.mouse.move(*point)
    pad_page.mouse.up()
    assert ink_box(pad_page) is None
    shown(pad_page).to_have_text("")
    assert draw(pad_page, "seven")["text"] == "7"


@pytest.mark.parametrize("kept", ["{", "7", "[null, 7, [null]]", '[[{"x": null}]]', '[[{"x": "1", "y": {}}]]'])
def test_a_drawing_that_was_kept_damaged_does_no_harm(page, address, kept):
    page.evaluate("(kept) => sessionStorage.setItem('digitpad-drawing', kept)", kept)
    opened(page, address)
    page.keyboard.press("Escape")
    assert draw(page, "three")["text"] == "3"


# Sizes and screens


@pytest.mark.cleared
def test_resizing_keeps_the_drawing(pad_page):
    page = pad_page
    before = draw(page, "five", x=0.3, y=0.6)
    drawn = ink_box(page)
    for size in ({"width": 900, "height": 600}, {"width": 700, "height": 900}, {"width": 1600, "height": 1000}):
        page.set_viewport_size(size)
        assert ink_box(page) == pytest.approx(drawn, abs=0.01)
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+y")
    after = last_reading(page, 2)
    assert after["digits"][0]["probabilities"] == before["digits"][0]["probabilities"]


@pytest.mark.cleared
def test_a_phone_that_is_turned_keeps_all_ink_on_its_pad_and_what_undo_brings_back(pad_page):
    page = in_window(pad_page, 390, 844)
    upright = page.get_by_test_id("pad").bounding_box()
    assert upright["height"] >= 844 / 2
    draw(page, "five", x=0.3, y=0.85, size=0.2)
    draw_more = on_pad(page, drawing("bar"), x=0.8, y=0.85, size=0.2)
    by_mouse(page, draw_more)
    assert last_reading(page, 3)["text"] == "5 1"
    page.keyboard.press("Control+z")
    page.set_viewport_size({"width": 844, "height": 390})
    lying = page.get_by_test_id("pad").bounding_box()
    assert lying["height"] == 390  # all of it
    assert lying["width"] >= 0.8 * 844
    assert last_reading(page, 2)["text"] == "5"
    left, top, right, bottom = ink_box(page)
    assert 0 < left < right < 1
    assert 0 < top < bottom < 1
    shape = (right - left) * lying["width"] / ((bottom - top) * lying["height"])
    _, _, width, height = corners = bounds(drawing("five"))
    assert shape == pytest.approx((width - corners[0]) / (height - corners[1]), rel=0.2)  # a pen's width at each side
    page.keyboard.press("Control+y")
    assert last_reading(page, 3)["text"] == "5 1"
    assert max(ink_box(page)) < 1
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.cleared
def test_resizing_in_the_middle_of_a_stroke(pad_page):
    page = pad_page

    def points():
        return thinned(on_pad(page, drawing("three"), size=0.7), QUICK)[0]

    page.mouse.move(*points()[0])
    page.mouse.down()
    for point in points()[1:8]:
        page.mouse.move(*point)
    page.set_viewport_size({"width": 700, "height": 860})
    ink_box(page)  # the page has its new size when a frame is drawn
    for point in points()[8:]:
        page.mouse.move(*point)
    page.mouse.up()
    assert last_reading(page, 1)["text"] == "3"
    assert ink_box(page) == share_of_pad(page, [points()])


@pytest.mark.parametrize("ratio", [1, 2, 3])
def test_the_pad_is_sharp_at_every_pixel_ratio(new_page, address, ratio):
    page = opened(new_page(device_scale_factor=ratio, viewport={"width": 900, "height": 600}), address)
    strokes = on_pad(page, drawing("seven with a bar"), x=0.7, y=0.4, size=0.4)
    by_mouse(page, strokes)
    assert last_reading(page, 2)["text"] == "7"
    assert ink_box(page) == share_of_pad(page, strokes)
    size = page.get_by_test_id("pad").evaluate(
        "(pad) => [pad.width, pad.height, pad.clientWidth, pad.clientHeight, devicePixelRatio]"
    )
    assert size[4] == ratio
    assert size[:2] == pytest.approx([ratio * size[2], ratio * size[3]], abs=1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.cleared
def test_it_fits_and_the_ink_stands_out(pad_page, scheme, width):
    page = in_window(pad_page, width, 568, color_scheme=scheme)
    overflow = "document.documentElement.scrollWidth - innerWidth"
    assert page.evaluate(overflow) <= 0
    draw(page, "bar")
    assert page.evaluate(overflow) <= 0
    ink = middle_of_pad(page)
    paper = page.locator(".sheet").evaluate(
        "(sheet) => getComputedStyle(sheet).backgroundColor.match(/\\d+/g).map(Number)"
    )
    assert ink[3] == 255
    lighter = sum(ink[:3]) - sum(paper[:3])
    assert (lighter > 450) if scheme == "dark" else (lighter < -450)


@pytest.mark.cleared
def test_the_ink_follows_when_the_scheme_changes(pad_page):
    page = pad_page
    draw(page, "bar")
    assert middle_of_pad(page)[1] < 100
    page.emulate_media(color_scheme="dark")
    assert middle_of_pad(page)[1] > 150


# What the page shows


def test_an_empty_pad_invites_to_draw(pad_page):
    hint = pad_page.get_by_test_id("hint")
    expect(hint).to_contain_text("Write a digit or a number")
    expect(hint).to_be_visible()
    shown(pad_page).to_have_text("")
    draw(pad_page, "two")
    expect(hint).to_be_hidden()
    pad_page.keyboard.press("Escape")
    expect(hint).to_be_visible()


def shares_of(digit):
    """How likely it is each of the ten digits; the rest of 1 is for what is none."""
    return [share * digit["confidence"] / digit["probabilities"][digit["digit"]] for share in digit["probabilities"]]


@pytest.mark.parametrize("name", ["nine", "open four"])
@pytest.mark.cleared
def test_the_bars_add_up_and_name_the_winner(pad_page, name):
    strokes = drawing(name)
    by_mouse(pad_page, on_pad(pad_page, strokes))
    probabilities = shares_of(last_reading(pad_page, len(strokes))["digits"][0])
    none = 1 - sum(probabilities)
    pad_page.keyboard.press("Control+z")  # and, of the four, half a digit, which nobody is sure of
    last_reading(pad_page, len(strokes) - 1)
    pad_page.keyboard.press("Control+y")
    last_reading(pad_page, len(strokes))
    pad_page.evaluate(f"async () => {{ {FRAMES} }}")
    rows = pad_page.get_by_test_id("bars").locator("li")
    expect(rows.locator("span:visible")).to_have_count(sum(share >= 0.01 for share in [*probabilities, none]))
    button = pad_page.get_by_test_id("all-bars")
    button.click()
    expect(button).to_have_attribute("aria-expanded", "true")
    expect(rows.locator("span:visible")).to_have_count(11)
    assert rows.locator("b").all_inner_texts() == [*"0123456789", "not a digit"]
    percentages = [float(re.search(r"[\d.]+", text)[0]) for text in rows.locator("span").all_inner_texts()]
    assert sum(percentages) == pytest.approx(100, abs=0.6)  # eleven roundings
    assert percentages == pytest.approx([100 * share for share in [*probabilities, none]], abs=0.11)
    winner = pad_page.locator("[data-winner]")
    expect(winner).to_have_count(1)
    expect(winner).to_have_attribute("data-testid", f"bar-{digit_of(name)}")
    assert probabilities.index(max(probabilities)) == int(digit_of(name))
    lengths = rows.locator("i").evaluate_all(
        "(bars) => bars.map((bar) => Number(bar.style.getPropertyValue('--share')))"
    )
    assert lengths == pytest.approx([*probabilities, none], abs=0.006)
    button.click()  # the likely ones again
    expect(button).to_have_attribute("aria-expanded", "false")


@pytest.mark.parametrize("name", ["seven", "six", "bar"])
@pytest.mark.cleared
def test_the_28_by_28_picture_is_what_the_network_gets(pad_page, name):
    for where in ({"size": 0.9}, {"x": 0.15, "y": 0.8, "size": 0.15}):
        draw(pad_page, name, **where)
        picture = network_input(pad_page)
        got = pad_page.evaluate("Array.from(readings.at(-1).digits[0].image)")
        assert picture.ravel() == pytest.approx(np.array(got), abs=0.5 / 255 + 1e-6)
        assert picture.max() == 1
        assert centre_of_mass(picture) == pytest.approx((14, 14), abs=0.5)
        rows = np.flatnonzero(picture.max(1) > 0.2)
        assert rows[-1] - rows[0] + 1 in (19, 20, 21)  # from the strokes: as large, however large they were drawn
        pad_page.keyboard.press("Escape")


@pytest.mark.cleared
def test_readings_are_announced(pad_page):
    reading = draw(pad_page, "five", size=0.5)
    assert (reading["text"], reading["strokes"], reading["source"]) == ("5", 2, "pad")
    assert 0 <= reading["latencyMs"] < 5000
    [digit] = reading["digits"]
    assert digit["digit"] == 5
    assert digit["probabilities"][5] == max(digit["probabilities"])
    assert 0.5 < digit["confidence"] <= digit["probabilities"][5]  # that it is a digit at all, and this one
    assert not digit["rejected"]
    assert sum(digit["probabilities"]) == pytest.approx(1, abs=1e-4)
    others = sorted(((share, i) for i, share in enumerate(digit["probabilities"]) if i != 5), reverse=True)
    assert [other["digit"] for other in digit["alternatives"]] == [i for _, i in others[:3]]
    for other, (share, _) in zip(digit["alternatives"], others, strict=False):
        assert other["confidence"] == pytest.approx(share * digit["confidence"] / digit["probabilities"][5], rel=1e-3)
    box = digit["box"]
    assert set(box) == {"x", "y", "width", "height"}
    # In pad units: 1000 across, three quarters of that down.
    left, top, right, bottom = bounds(thinned(drawing("five"), FEW))
    assert box["width"] == pytest.approx(375 * (right - left), abs=3)
    assert box["height"] == pytest.approx(375 * (bottom - top), abs=3)
    assert (box["x"], box["y"]) == pytest.approx((500 + 375 * (left - 0.5), 375 + 375 * (top - 0.5)), abs=3)


@pytest.mark.cleared
def test_it_reads_while_one_draws(pad_page):
    stroke = thinned(on_pad(pad_page, drawing("three")), QUICK)[0]
    pad_page.mouse.move(*stroke[0])
    pad_page.mouse.down()
    for point in stroke:
        pad_page.mouse.move(*point)
    shown(pad_page).to_have_text("3")  # the button is still down
    growing = pad_page.evaluate("readings.map(({ finished, strokes }) => [finished, strokes])")
    assert len(growing) > 3
    assert all(one == [False, 1] for one in growing)
    pad_page.mouse.up()
    assert last_reading(pad_page, 1)["text"] == "3"


def test_no_tensor_is_left_behind(pad_page):
    """The count of all tensors, the page's own reader's included: they share one runtime."""
    pad_page.evaluate("""async () => {
      const { createReader } = await import(new URL("digits.js", location.href).href);
      window.counter = await createReader();
    }""")
    draw(pad_page, "open four")
    before = pad_page.evaluate("[counter.tensorCount(), readings.length]")
    pad_page.evaluate("""async () => {
      for (let i = 0; i < 100; i++) {
        const read = new Promise((then) => document.addEventListener("reading", then, { once: true }));
        document.querySelector(`[data-testid=${i % 2 ? "redo" : "undo"}]`).click();
        await read;
        await new Promise(requestAnimationFrame); // which shows that the other button can be pressed now
      }
    }""")
    after = pad_page.evaluate("[counter.tensorCount(), readings.length]")
    assert after == [before[0], before[1] + 100]
    assert before[0] > 0
