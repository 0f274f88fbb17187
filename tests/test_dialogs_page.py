"""User stories on what is one press away: settings, saving and sharing, earlier readings, print."""

import base64
import io
import json
import re

import numpy as np
import pytest
from conftest import draw, in_window, last_reading, opened
from drawings import by_mouse, drawing, on_pad, placed
from PIL import Image, ImageDraw
from playwright.sync_api import expect

FETCH_FAILED = "Console: Failed to load resource"


@pytest.fixture
def allowed(page):
    """A page that may use the clipboard."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    return page


def open_dialog(page, name):
    page.get_by_test_id(f"open-{name}").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    return dialog


def close_dialog(page):
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def choose(page, name, option):
    page.get_by_test_id(f"choose-{name}").get_by_label(option).check()


def saved(page, name):
    """What a button saves: (file name, bytes)."""
    with page.expect_download() as download:
        page.get_by_test_id(f"save-{name}").click()
    found = download.value
    expect(page.get_by_test_id("saved")).to_have_text(f"Saved as {found.suggested_filename}.")
    return found.suggested_filename, found.path().read_bytes()


def upload_json(page, content):
    file = {"name": "drawing.json", "mimeType": "application/json", "buffer": content}
    page.get_by_test_id("open-json").set_input_files(file)


def ink_on_pad(page):
    """How many pixels of the pad are ink, and the colour of most of them."""
    count, colour = page.get_by_test_id("pad").evaluate(
        """async (canvas) => {
          for (let i = 0; i < 2; i++) await new Promise(requestAnimationFrame); // strokes are smooth from the next
          const pixels = pixelsOf(canvas);
          const colours = new Map();
          for (let i = 0; i < pixels.length; i += 4) {
            const key = pixels.slice(i, i + 3).join();
            if (pixels[i + 3] === 255) colours.set(key, 1 + (colours.get(key) ?? 0));
          }
          const [[colour]] = [...colours].sort((a, b) => b[1] - a[1]);
          return [[...colours.values()].reduce((a, b) => a + b), colour.split(",").map(Number)];
        }"""
    )
    return count, colour


def expect_ground(page, colour):
    expect(page.locator("html")).to_have_css("background-color", colour)


# Settings

LIGHT, DARK = "rgb(245, 245, 242)", "rgb(19, 21, 25)"


@pytest.mark.parametrize(("system", "chosen", "shown"), [("light", "Dark", DARK), ("dark", "Light", LIGHT)])
def test_a_theme_by_choice_holds_against_the_systems_and_over_a_reload(page, address, system, chosen, shown):
    opened(in_window(page, color_scheme=system), address)
    draw(page, "three")
    _, before = ink_on_pad(page)
    open_dialog(page, "settings")
    choose(page, "theme", chosen)
    expect_ground(page, shown)
    _, after = ink_on_pad(page)
    assert abs(after[0] - before[0]) > 150  # the ink has changed, too
    page.goto(f"{address}report.html")
    expect_ground(page, shown)
    opened(page, address)
    expect_ground(page, shown)
    open_dialog(page, "settings")
    choose(page, "theme", "System")
    expect_ground(page, LIGHT if system == "light" else DARK)
    page.emulate_media(color_scheme="dark" if system == "light" else "light")
    expect_ground(page, shown)


def test_a_theme_by_choice_never_flashes(new_page, address):
    page = new_page(color_scheme="light")
    page.add_init_script(
        """
        localStorage.setItem("digitpad-theme", "dark");
        window.grounds = new Set();
        const look = () => {
          if (document.body) grounds.add(getComputedStyle(document.documentElement).backgroundColor);
          requestAnimationFrame(look);
        };
        look();
        """
    )
    opened(page, address)
    assert page.evaluate("() => [...grounds]") == [DARK]


def test_pen_ink_and_paper_are_shown_remembered_and_change_no_reading(page, address):
    opened(page, address)
    before = draw(page, "three")
    thin, _ = ink_on_pad(page)
    open_dialog(page, "settings")
    page.get_by_test_id("pen").fill("52")
    choose(page, "ink", "Red")
    choose(page, "paper", "Squared")
    close_dialog(page)
    for _ in range(2):
        count, colour = ink_on_pad(page)
        assert 1.7 < count / thin < 2.3
        assert colour == [185, 28, 28]
        lines = re.compile(r"(linear-gradient\(.*){2}")
        expect(page.get_by_test_id("sheet")).to_have_css("background-image", lines)
        page.reload()
        expect(page.get_by_test_id("reading")).to_have_text("3")
    assert last_reading(page, 1)["digits"] == before["digits"]
    open_dialog(page, "settings")
    expect(page.get_by_test_id("choose-ink").get_by_label("Red")).to_be_checked()
    page.get_by_test_id("usual").click()
    expect(page.get_by_test_id("choose-ink").get_by_label("Plain")).to_be_checked()
    expect(page.get_by_test_id("pen")).to_have_value("26")
    close_dialog(page)
    assert ink_on_pad(page)[0] == pytest.approx(thin, rel=0.02)


@pytest.mark.parametrize("kept", ["{", "null", "7", '{"pen": "x", "ink": "</style>", "paper": {}}'])
def test_damaged_preferences_are_the_usual_ones(page, address, kept):
    page.evaluate("kept => localStorage.setItem('digitpad-pad', kept)", kept)
    opened(page, address)
    open_dialog(page, "settings")
    expect(page.get_by_test_id("pen")).to_have_value("26")
    expect(page.get_by_test_id("choose-paper").get_by_label("Plain")).to_be_checked()


# Save and share


@pytest.mark.cleared
def test_a_picture_that_was_saved_is_read_again(pad_page):
    page = in_window(pad_page, color_scheme="dark")
    assert draw(page, "five")["text"] == "5"
    open_dialog(page, "save")
    name, content = saved(page, "png")
    assert name == "digitpad-5.png"
    with Image.open(io.BytesIO(content)) as picture:
        assert picture.size == (2000, 1500)
    close_dialog(page)
    page.get_by_test_id("upload").set_input_files({"name": name, "mimeType": "image/png", "buffer": content})
    page.wait_for_function("() => readings.at(-1).source === 'image' && readings.at(-1).text === '5'")


@pytest.mark.cleared
def test_a_drawing_is_saved_as_svg(pad_page):
    page = pad_page
    draw(page, "seven with a bar")
    open_dialog(page, "save")
    name, content = saved(page, "svg")
    assert name == "digitpad-7.svg"
    shown = page.evaluate(
        """async (svg) => {
          const image = new Image();
          image.src = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
          await image.decode();
          const canvas = Object.assign(document.createElement("canvas"), { width: 500, height: 375 });
          canvas.getContext("2d").drawImage(image, 0, 0, 500, 375);
          const { data } = canvas.getContext("2d").getImageData(0, 0, 500, 375);
          return [image.naturalWidth, image.naturalHeight, data.filter((v, i) => i % 4 === 0 && v < 128).length];
        }""",
        content.decode(),
    )
    assert shown[:2] == [1000, 750]
    on_page = ink_on_pad(page)[0] / page.get_by_test_id("pad").evaluate("(pad) => pad.width * pad.height")
    assert shown[2] / (500 * 375) == pytest.approx(on_page, rel=0.1)


@pytest.mark.cleared
def test_a_drawing_that_was_saved_is_opened_again(pad_page):
    page = pad_page
    before = draw(page, "seven with a bar")
    open_dialog(page, "save")
    name, content = saved(page, "json")
    assert name == "digitpad-7.json"
    drawn = json.loads(content)
    assert drawn["format"] == "digitpad drawing"
    assert (drawn["version"], drawn["model"], drawn["reading"]["text"]) == (1, "default", "7")
    assert drawn["reading"]["digits"][0]["confidence"] == before["digits"][0]["confidence"]
    assert [len(stroke) for stroke in drawn["strokes"]] == [len(stroke) for stroke in pad_strokes(page)]
    close_dialog(page)
    page.get_by_test_id("clear").click()
    draw(page, "three")
    open_dialog(page, "save")
    upload_json(page, content)
    assert last_reading(page, 2)["text"] == "7"
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.get_by_test_id("undo").click()  # what was there is not lost
    assert last_reading(page, 1)["text"] == "3"


@pytest.mark.parametrize(
    ("content", "said"), [(b'{"strokes": [[{"x": 500, "y": 100}, {"x": 500, "y": 600}]]}', ""), (b"{", "not JSON")]
)
@pytest.mark.cleared
def test_a_saved_drawing_is_dropped_anywhere(pad_page, content, said):
    draw(pad_page, "three")
    pad_page.evaluate(
        """(content) => {
          const dataTransfer = new DataTransfer();
          dataTransfer.items.add(new File([content], "drawing.json", { type: "application/json" }));
          document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
        }""",
        content.decode(),
    )
    if said:
        expect(pad_page.get_by_test_id("notice-text")).to_contain_text(said)
    expect(pad_page.get_by_test_id("reading")).to_have_text("3" if said else "1")


LARGE = """(count) => {
  const points = Array.from({ length: count }, (_, i) => ({ x: 500 + 400 * Math.cos(i), y: 375 + 300 * Math.sin(i) }));
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([JSON.stringify({ strokes: [points] })], "d.json", { type: "application/json" }));
  document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
}"""


@pytest.mark.cleared
def test_a_drawing_of_very_many_points_is_thinned_or_refused_in_plain_words(pad_page):
    pad_page.evaluate(LARGE, 15_000)
    last_reading(pad_page, 1)
    assert [len(stroke) for stroke in pad_strokes(pad_page)] == [10_000]
    pad_page.evaluate(LARGE, 300_000)
    expect(pad_page.get_by_test_id("notice-text")).to_have_text(
        re.compile(
            r"^This file can't be opened as a drawing: it has \d+\.\d\d MB, and drawings have 0\.75 MB at most\."
        )
    )
    assert [len(stroke) for stroke in pad_strokes(pad_page)] == [10_000]  # it stays


@pytest.mark.cleared
def test_a_drawing_from_beside_the_pad_is_brought_into_it(pad_page):
    strokes = [[{"x": -4000, "y": 100}, {"x": 4000, "y": 100}, {"x": 0, "y": 4100}]]
    open_dialog(pad_page, "save")
    upload_json(pad_page, json.dumps({"strokes": strokes}).encode())
    last_reading(pad_page, 1)
    [points] = pad_strokes(pad_page)
    assert [(round(at["x"]), round(at["y"])) for at in points] == [(30, 100), (970, 100), (500, 570)]


def pad_strokes(page):
    page.evaluate("() => dispatchEvent(new Event('pagehide'))")
    return json.loads(page.evaluate("() => sessionStorage.getItem('digitpad-drawing')"))


@pytest.mark.cleared
def test_what_is_no_saved_drawing_is_told_and_changes_nothing(pad_page):
    draw(pad_page, "three")
    open_dialog(pad_page, "save")
    upload_json(pad_page, b"\x89PNG\r\n")
    expect(pad_page.get_by_test_id("saved")).to_contain_text("it is not JSON, or only a part of it")
    upload_json(pad_page, b'{"strokes": [7]}')
    expect(pad_page.get_by_test_id("saved")).to_have_text(
        "This file can't be opened as a drawing: one of its strokes is not a list of points. "
        'Choose a file that "Save as JSON" has saved.'
    )
    close_dialog(pad_page)
    expect(pad_page.get_by_test_id("reading")).to_have_text("3")


def test_the_reading_is_copied(allowed, address):
    page = allowed
    opened(page, address)
    draw(page, "three")
    open_dialog(page, "save")
    page.get_by_test_id("copy-reading").click()
    expect(page.get_by_test_id("saved")).to_have_text("Copied the reading.")
    assert page.evaluate("() => navigator.clipboard.readText()") == "3"


def test_a_link_holds_the_drawing(allowed, address):
    page = allowed
    opened(page, address)
    before = draw(page, "seven with a bar")
    open_dialog(page, "save")
    page.get_by_test_id("copy-link").click()
    expect(page.get_by_test_id("saved")).to_contain_text("Copied a link")
    link = page.evaluate("() => navigator.clipboard.readText()")
    assert link.startswith(f"{address}#drawing=1")
    assert len(link) - len(address) < 200
    other = page.context.new_page()
    opened(other, link)
    reading = last_reading(other, 2)
    assert reading["text"] == "7"
    box, other_box = before["digits"][0]["box"], reading["digits"][0]["box"]
    assert all(other_box[key] == pytest.approx(box[key], abs=1.5) for key in box)
    assert other.url == address  # the drawing may change now
    # In a tab that shows the page already, a link takes the place of what is drawn, and can be undone.
    draw_more = drawing("three")
    other.keyboard.press("Escape")
    by_mouse(other, on_pad(other, draw_more))
    last_reading(other, 1)
    other.evaluate("(link) => { location.hash = new URL(link).hash; }", link)
    assert last_reading(other, 2)["text"] == "7"
    other.keyboard.press("Control+z")
    assert last_reading(other, 1)["text"] == "3"


SEVEN = "#drawing=1A7wFrALEBAC_AoQHAp8BtwO4AxO23A"  # two strokes, in the first version of links
DAMAGED = SEVEN.replace("LEBAC", "LEBBC")


def test_a_link_from_before_still_holds_its_drawing(page, address):
    opened(page, address + SEVEN)
    assert last_reading(page, 2)["text"] == "7"


def test_a_damaged_link_says_so(pad_page, address):
    pad_page.evaluate("(hash) => { location.hash = hash; }", DAMAGED)
    expect(pad_page.get_by_test_id("notice-text")).to_contain_text("The drawing in this link can't be opened")
    assert pad_page.url == address
    assert draw(pad_page, "three")["text"] == "3"


def link_of(data):
    """A link of any bytes, with the checksum that they need."""
    a, b = 1, 0
    for byte in data:
        a = (a + byte) % 255
        b = (b + a) % 255
    return "#drawing=1" + base64.urlsafe_b64encode(bytes([*data, a, b])).decode().rstrip("=")


ONE = [2, 0x88, 0x07, 0xC8, 0x01, 0, 0xA0, 0x06]  # a stroke from (452, 100) to (452, 500)


def test_a_link_with_empty_strokes_shows_the_others(page, address):
    """And what is drawn after it."""
    opened(page, address + link_of([0, *ONE, 0]))
    assert last_reading(page, 1)["text"] == "1"
    count, _ = ink_on_pad(page)
    by_mouse(page, on_pad(page, drawing("three"), x=0.8))
    last_reading(page, 2)
    assert ink_on_pad(page)[0] > 1.5 * count > 1000


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ([0, 0], "nothing is drawn in it"),
        ([2, *[255] * 180, 1, 2, 3, 4], "a number in it is too long"),  # which gave NaN
    ],
    ids=["of empty strokes", "of endless numbers"],
)
def test_a_link_without_a_drawing_says_so_and_the_pad_takes_ink(page, address, data, said):
    opened(page, address + link_of(data))
    expect(page.get_by_test_id("notice-text")).to_have_text(
        f"The drawing in this link can't be opened: {said}. Ask for the link again."
    )
    assert draw(page, "three")["text"] == "3"


def test_a_clipboard_that_is_refused_is_told_with_what_to_copy(new_tab, address):
    page = new_tab
    page.add_init_script(
        "Object.defineProperty(navigator, 'clipboard', { value: { writeText: () => Promise.reject() } })"
    )
    opened(page, address)
    draw(page, "three")
    open_dialog(page, "save")
    page.get_by_test_id("copy-reading").click()
    expect(page.get_by_test_id("saved")).to_have_text("The browser doesn't let this page copy. To copy it yourself: 3")


@pytest.mark.cleared
def test_a_drawing_that_is_too_long_for_a_link_is_told(pad_page):
    page = pad_page
    strokes = [
        [{"x": 500 + 400 * np.cos(i * j), "y": 300 + 250 * np.sin(3 * i)} for i in range(400)] for j in range(1, 20)
    ]
    open_dialog(page, "save")
    upload_json(page, json.dumps({"strokes": strokes}).encode())
    last_reading(page, 19)
    open_dialog(page, "save")
    page.get_by_test_id("copy-link").click()
    expect(page.get_by_test_id("saved")).to_contain_text("too long for a link")


def test_an_empty_pad_has_nothing_to_save_but_opens_what_was(pad_page):
    dialog = open_dialog(pad_page, "save")
    for name in ("copy-reading", "copy-link", "save-png", "save-svg", "save-json", "print"):
        expect(pad_page.get_by_test_id(name)).to_be_disabled()
    expect(dialog).to_contain_text("Nothing is drawn yet.")
    expect(pad_page.get_by_test_id("open-json")).to_be_enabled()
    close_dialog(pad_page)


# Earlier readings


def test_what_was_cleared_can_be_brought_back(page, address):
    opened(page, address)
    for name in ("three", "seven with a bar"):
        draw(page, name)
        page.get_by_test_id("clear").click()
        last_reading(page, 0)
    draw(page, "five")
    entries = open_dialog(page, "history").get_by_test_id("bring-back")
    expect(entries).to_have_text(["7", "3"])
    entries.nth(1).click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_test_id("reading")).to_have_text("3")
    page.reload()
    entries = open_dialog(page, "history").get_by_test_id("bring-back")
    expect(entries).to_have_text(["5", "7", "3"])


def test_a_picture_can_be_brought_back(page, address, tmp_path):
    picture = Image.new("L", (200, 200), 255)
    picture.paste(0, (95, 40, 109, 160))
    picture.save(tmp_path / "one.png")
    opened(page, address)
    draw(page, "three")
    page.get_by_test_id("upload").set_input_files(tmp_path / "one.png")
    page.wait_for_function("() => readings.at(-1)?.text === '1'")
    page.get_by_test_id("clear").click()  # of both
    entries = open_dialog(page, "history").get_by_test_id("bring-back")
    expect(entries).to_have_text(["1", "3"])
    entries.first.click()
    page.wait_for_function("() => readings.at(-1).source === 'image' && readings.at(-2).source === 'pad'")
    expect(page.get_by_test_id("reading")).to_have_text("1")
    expect(page.locator("html")).to_have_attribute("data-view", "picture")


def test_a_new_sitting_has_no_history(pad_page):
    dialog = open_dialog(pad_page, "history")
    expect(dialog).to_contain_text("kept here until you close this tab, pictures until you leave or reload this page")
    close_dialog(pad_page)


# Dialogs


@pytest.mark.cleared
def test_a_dialog_keeps_keys_to_itself_and_gives_the_focus_back(pad_page):
    draw(pad_page, "three")
    dialog = open_dialog(pad_page, "settings")
    for key in ("Backspace", "Control+z"):
        pad_page.keyboard.press(key)
    pad_page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(pad_page.get_by_test_id("reading")).to_have_text("3")
    expect(pad_page.get_by_test_id("open-settings")).to_be_focused()


@pytest.mark.parametrize("size", [(1280, 800), (1366, 650), (390, 844)])
@pytest.mark.cleared
def test_settings_leave_the_pad_that_they_change_in_sight(pad_page, size):
    page = in_window(pad_page, *size)
    draw(page, "seven")
    dialog = open_dialog(page, "settings")
    pad, box = page.get_by_test_id("pad").bounding_box(), dialog.bounding_box()
    across = min(pad["x"] + pad["width"], box["x"] + box["width"]) - max(pad["x"], box["x"])
    down = min(pad["y"] + pad["height"], box["y"] + box["height"]) - max(pad["y"], box["y"])
    assert min(across, down) <= 0.02 * pad["width"]
    assert dialog.evaluate("(dialog) => getComputedStyle(dialog, '::backdrop').backgroundColor") == "rgba(0, 0, 0, 0)"
    page.get_by_role("radio", name="Red", exact=True).check()
    assert page.locator("html").get_attribute("data-ink") == "red"
    page.get_by_test_id("usual").click()


@pytest.mark.cleared
def test_a_press_beside_a_dialog_closes_it(pad_page):
    open_dialog(pad_page, "settings")
    pad_page.mouse.click(5, 5)
    expect(pad_page.get_by_role("dialog")).to_have_count(0)


def test_a_dialog_that_cannot_be_loaded_says_so(page, address, problems):
    problems.allow(FETCH_FAILED)
    page.route("**/assets/dialogs-*.js", lambda route: route.abort())
    opened(page, address)
    page.get_by_test_id("open-settings").click()
    expect(page.get_by_test_id("notice")).to_contain_text("did not load. Check the connection")
    page.unroute("**/assets/dialogs-*.js")  # it arrives now: the next press asks for it again
    expect(open_dialog(page, "settings")).to_contain_text("Theme")


def test_dialogs_load_nothing_before_they_are_opened(page, address):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    opened(page, address)
    draw(page, "three")
    late = re.compile(r"/assets/dialogs-")  # what they share with others comes once the page is idle
    assert not [url for url in asked if late.search(url)]
    open_dialog(page, "save")
    assert [url for url in asked if late.search(url)]


# Print


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.cleared
def test_the_drawing_and_its_reading_are_printed_dark_on_light(pad_page, scheme):
    page = in_window(pad_page, color_scheme=scheme)
    draw(page, "three")
    page.emulate_media(media="print", color_scheme=scheme)
    page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    page.wait_for_function("() => document.documentElement.dataset.theme === 'light'")
    for name in ("pad", "reading", "sureness"):
        expect(page.get_by_test_id(name)).to_be_visible()
    for name in ("clear", "upload", "open-settings", "open-sees", "model", "bars", "hint"):
        expect(page.get_by_test_id(name)).to_be_hidden()
    assert max(ink_on_pad(page)[1]) < 60
    page.evaluate("() => dispatchEvent(new Event('afterprint'))")
    assert page.evaluate("() => document.documentElement.dataset.theme") == scheme


def saved_post(dialog, name, mode):
    """The pixels of the picture to post, which is saved by this name."""
    with dialog.page.expect_download() as saving:
        dialog.get_by_role("button", name="Share a picture").click()
    assert saving.value.suggested_filename == name
    with Image.open(saving.value.path()) as post:
        assert post.size == (1200, 630)
        return np.asarray(post.convert(mode)).astype(int)


def test_a_picture_to_post_is_saved_or_shared_where_the_browser_can(pad_page):
    draw(pad_page, "seven")
    dialog = open_dialog(pad_page, "save")
    pixels = saved_post(dialog, "digitpad-7.png", "L")
    dark = pixels < pixels[0, 0] - 60
    rows, columns = np.nonzero(dark[:540, :600])
    assert columns.min() >= 55 and rows.min() >= 55 and max(np.ptp(rows), np.ptp(columns)) > 450  # the ink, cropped
    assert dark[:540, 620:].sum() > 4000  # what was read, large
    assert dark[560:, :300].sum() > 300  # the page's name
    pad_page.evaluate("""() => {
      navigator.canShare = ({ files }) => files[0].type === "image/png";
      navigator.share = async ({ files: [file] }) => (window.shared = [file.name, file.size > 1000]);
    }""")
    dialog.get_by_role("button", name="Share a picture").click()
    pad_page.wait_for_function("() => window.shared")
    assert pad_page.evaluate("shared") == ["digitpad-7.png", True]


def test_a_picture_on_the_sheet_is_shared_cropped_with_what_was_read_and_typed(pad_page):
    paper = Image.new("RGB", (900, 700), (200, 230, 255))
    pen = ImageDraw.Draw(paper)
    for x, name in ((500, "two"), (560, "bar"), (620, "seven")):
        for stroke in placed(drawing(name), x, 400, 60):
            pen.line([tuple(point) for point in stroke], fill=(20, 20, 60), width=6)
    file = io.BytesIO()
    paper.save(file, "PNG")
    pad_page.get_by_test_id("upload").set_input_files(
        {"name": "paper.png", "mimeType": "image/png", "buffer": file.getvalue()}
    )
    expect(pad_page.get_by_test_id("reading")).to_have_text("217")
    dialog = open_dialog(pad_page, "save")
    pixels = saved_post(dialog, "digitpad-217.png", "RGB")
    is_paper = np.abs(pixels - (200, 230, 255)).max(axis=2) < 12
    rows, columns = np.nonzero(is_paper)
    assert (columns.min(), columns.max()) == (60, 579)  # the crop fills its place in width
    assert np.ptp(rows) < 420  # and no more of the paper is seen than around the digits
    is_ink = np.abs(pixels - (20, 20, 60)).max(axis=2) < 40
    assert is_ink[:540, 60:580].sum() > 5000  # enlarged
    expect(dialog).to_contain_text("A picture has no strokes to save")
    pad_page.keyboard.press("Escape")
    pad_page.get_by_role("gridcell").first.click()
    pad_page.keyboard.type("29")
    pad_page.keyboard.press("Enter")
    open_dialog(pad_page, "save")
    with pad_page.expect_download() as saving:
        dialog.get_by_role("button", name="Share a picture").click()
    assert saving.value.suggested_filename == "digitpad-29.png"  # what was typed, in place of what was read


@pytest.mark.cleared
@pytest.mark.parametrize(("name", "first"), [("save", "copy-reading"), ("history", "bring-back")])
def test_a_dialog_opens_with_the_focus_on_what_one_does_first(pad_page, name, first):
    draw(pad_page, "seven")
    if name == "history":
        pad_page.get_by_test_id("clear").click()
    pad_page.get_by_test_id(f"open-{name}").press("Enter")
    expect(pad_page.get_by_test_id(first).first).to_be_focused()
