"""User stories of pictures, in a real browser: chosen, dropped, pasted, read, boxed, refused, closed again."""

import base64
import io
import re

import numpy as np
import pytest
from conftest import Held, in_window, last_reading, opened, without_rest
from drawings import PLAIN, bounds, by_mouse, drawing, middle_of, on_pad, placed
from PIL import Image, ImageDraw
from playwright.sync_api import expect
from test_pictures import UNREADABLE

WIDTH, HEIGHT, SIZE, LINE = 800, 600, 120, 10  # of a picture, the digits in it, and the pen
BLOCK = 8  # pixels each way over which JPEG smears ink
UPRIGHT, TURNED = 1, 6  # EXIF's orientation: TURNED is stored lying on its left side
WEIGHTS = "**/weights-*.bin"


def strokes_of(rows):
    """Each digit's strokes in a picture of numbers, one below the other."""
    return [
        placed(drawing(PLAIN[int(digit)]), 60 + 1.1 * SIZE * column, 60 + 1.5 * SIZE * row, SIZE)
        for row, number in enumerate(rows)
        for column, digit in enumerate(number)
    ]


def picture(*rows, size=(WIDTH, HEIGHT), orientation=UPRIGHT, kind="png"):
    """A picture of numbers as a file that a file input takes."""
    paper = Image.new("RGB", size, "#f4f1ea")
    pen = ImageDraw.Draw(paper)
    for stroke in (stroke for strokes in strokes_of(rows) for stroke in strokes):
        pen.line([tuple(point) for point in stroke], fill="#1b2a5a", width=LINE, joint="curve")
    exif = Image.Exif()
    exif[0x0112] = orientation
    if orientation == TURNED:
        paper = paper.transpose(Image.Transpose.ROTATE_90)
    content = io.BytesIO()
    paper.save(content, kind, exif=exif, quality=95, subsampling=0)
    return {"name": f"{'-'.join(rows) or 'blank'}.{kind}", "mimeType": f"image/{kind}", "buffer": content.getvalue()}


TEXT_FILE = {"name": "notes.png", "mimeType": "image/png", "buffer": b"no picture at all"}


def choose(page, *files):
    page.get_by_test_id("upload").set_input_files(files[0])


# Files as a drag or a paste carries them, in an event on the page's heading.
_CARRY = """([kind, files]) => {
  const carried = new DataTransfer();
  for (const { name, mimeType, base64 } of files) {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    carried.items.add(new File([bytes], name, { type: mimeType }));
  }
  const event = kind === "paste"
    ? new ClipboardEvent(kind, { clipboardData: carried, bubbles: true, cancelable: true })
    : new DragEvent(kind, { dataTransfer: carried, bubbles: true, cancelable: true });
  return !document.querySelector("h1").dispatchEvent(event);
}"""


def carry(page, kind, *files):
    """Whether the page took the event, so that the browser does not open the file in its place."""
    sent = [{**file, "base64": base64.b64encode(file["buffer"]).decode(), "buffer": None} for file in files]
    return page.evaluate(_CARRY, [kind, sent])


def drop(page, *files):
    assert carry(page, "dragover", *files)
    assert carry(page, "drop", *files)


def paste(page, *files):
    assert carry(page, "paste", *files)


def read_picture(page):
    """The announced reading of a picture, once it is the newest."""
    return page.wait_for_function("() => readings.at(-1)?.source === 'image' && readings.at(-1)").json_value()


def write(page, digit):
    strokes = drawing(PLAIN[digit])
    by_mouse(page, on_pad(page, strokes))
    return last_reading(page, len(strokes))


def shown(page):
    return expect(page.get_by_test_id("reading"))


def notice(page):
    return page.get_by_test_id("notice")


# Without what reads digits that touch

MISSING = {
    "en": "Digits that touch each other may be misread in this picture: the network for them did not load.",
    "de": "Ziffern, die sich berühren, werden in diesem Bild vielleicht falsch gelesen:",
}


@pytest.mark.parametrize("language", MISSING)
def test_where_the_row_network_can_not_be_fetched_the_page_says_so_beside_the_reading(
    new_tab, address, problems, language
):
    page = new_tab
    problems.allow("Console: (Failed to load resource|Digits that touch are read less well)")
    page.add_init_script(f"localStorage.setItem('digitpad-language', '{language}')")
    page.route("**/rows/*", lambda route: route.abort())
    opened(page, address)
    choose(page, picture("2048"))
    shown(page).to_have_text("2048")  # it is read all the same
    note = page.get_by_test_id("rows-note")
    expect(note).to_contain_text(MISSING[language])
    expect(note).to_have_count(1)
    expect(note).to_be_in_viewport()
    expect(note).to_have_attribute("role", "status")  # it is told when there is time, and no error
    expect(notice(page)).to_be_hidden()
    choose(page, picture("7"))
    shown(page).to_have_text("7")
    expect(note).to_be_empty()  # one digit touches none
    page.unroute("**/rows/*")
    choose(page, picture("715"))
    shown(page).to_have_text("715")
    expect(note).to_be_empty()  # it was asked for again


# Ways in


@pytest.mark.parametrize("bring", [choose, drop, paste])
@pytest.mark.cleared
def test_a_picture_is_read(pad_page, bring):
    bring(pad_page, picture("2048", "715"))
    reading = read_picture(pad_page)
    assert (reading["text"], reading["strokes"], reading["finished"]) == ("2048\n715", 0, True)
    assert 0 < reading["latencyMs"] < 30_000
    shown(pad_page).to_have_text("2048\n715", use_inner_text=True)
    expect(pad_page.get_by_role("img", name="The picture 2048-715.png")).to_be_visible()
    expect(pad_page.get_by_test_id("pad")).to_be_hidden()
    expect(pad_page.get_by_test_id("sheet")).to_have_attribute("aria-busy", "false")
    expect(pad_page.get_by_test_id("spoken")).to_have_text(re.compile("^2 0 4 8; 7 1 5, least sure of"))
    expect(notice(pad_page)).to_be_hidden()


@pytest.mark.cleared
def test_the_same_picture_can_be_chosen_again(pad_page):
    file = picture("3")
    choose(pad_page, file)
    read_picture(pad_page)
    choose(pad_page, file)
    pad_page.wait_for_function("() => readings.length === 2")


def test_a_camera_is_offered_where_fingers_are(pad_page, new_page, address):
    expect(pad_page.get_by_title("Take a photo")).to_be_hidden()
    tablet = opened(new_page(has_touch=True, is_mobile=True, viewport={"width": 820, "height": 1180}), address)
    expect(tablet.get_by_title("Take a photo")).to_be_visible()
    camera = tablet.get_by_test_id("camera")
    expect(camera).to_have_attribute("capture", "environment")
    camera.set_input_files(picture("48", kind="jpeg"))
    assert read_picture(tablet)["text"] == "48"


def test_on_a_phone_the_live_camera_and_choosing_a_picture_offer_it_and_the_tools_are_one_row(new_page, address):
    phone = opened(new_page(has_touch=True, is_mobile=True, viewport={"width": 390, "height": 844}), address)
    expect(phone.get_by_title("Take a photo")).to_be_hidden()
    expect(phone.get_by_test_id("open-camera")).to_be_visible()
    expect(phone.get_by_test_id("upload")).to_have_attribute("accept", "image/*")  # of which phones offer their camera
    tops = {phone.get_by_test_id(name).bounding_box()["y"] for name in ("undo", "open-camera", "sample", "clear")}
    assert len(tops) == 1


@pytest.mark.cleared
def test_where_it_may_be_dropped_is_shown(pad_page):
    target = pad_page.get_by_text("Drop the picture to read it")
    expect(target).to_be_hidden()
    carry(pad_page, "dragover", picture("3"))
    expect(target).to_be_visible()
    carry(pad_page, "dragleave")
    expect(target).to_be_hidden()
    drop(pad_page, picture("3"))
    expect(target).to_be_hidden()
    read_picture(pad_page)


def test_of_several_files_each_is_read_one_after_the_other(pad_page):
    drop(pad_page, picture("48"), picture("3"), picture("5"))
    pad_page.wait_for_function("() => readings.length === 3")
    assert pad_page.evaluate("readings.map(({ text }) => text)") == ["48", "3", "5"]
    shown(pad_page).to_have_text("5")
    expect(pad_page.get_by_role("gridcell")).to_have_text(["48", "3", "5"])


@pytest.mark.cleared
def test_text_in_the_clipboard_is_no_picture(pad_page):
    write(pad_page, 7)
    paste(pad_page)
    expect(pad_page.get_by_role("alert")).to_contain_text("is not a picture")
    shown(pad_page).to_have_text("7")
    pad_page.keyboard.press("Escape")  # which is for the notice, not the drawing
    expect(notice(pad_page)).to_be_hidden()
    shown(pad_page).to_have_text("7")


# Boxes


@pytest.mark.parametrize("size", [(800, 600), (800, 300), (500, 1500)])
@pytest.mark.parametrize("orientation", [UPRIGHT, TURNED])
@pytest.mark.cleared
def test_boxes_are_round_the_digits_of_the_picture(pad_page, size, orientation):
    choose(pad_page, picture("204", size=size, orientation=orientation, kind="jpeg"))
    assert read_picture(pad_page)["text"] == "204"
    sheet = pad_page.get_by_test_id("sheet").bounding_box()
    scale = min(sheet["width"] / size[0], sheet["height"] / size[1])
    x = sheet["x"] + (sheet["width"] - scale * size[0]) / 2
    y = sheet["y"] + (sheet["height"] - scale * size[1]) / 2
    for i, strokes in enumerate(strokes_of(["204"])):
        left, top, right, bottom = bounds(strokes)
        frame = pad_page.locator(".boxes i").nth(i).bounding_box()
        edges = [frame["x"], frame["y"], frame["x"] + frame["width"], frame["y"] + frame["height"]]
        half = LINE / 2
        ink = [x + scale * (left - half), y + scale * (top - half)]
        ink += [x + scale * (right + half), y + scale * (bottom + half)]
        assert edges == pytest.approx(ink, abs=scale * BLOCK + 3)


@pytest.mark.cleared
def test_a_digit_of_a_picture_is_looked_at(pad_page):
    choose(pad_page, picture("204"))
    read_picture(pad_page)
    expect(pad_page.locator("[data-winner] b")).to_have_text("2")
    pad_page.get_by_role("radio", name=re.compile("^4")).click()
    expect(pad_page.locator("[data-winner] b")).to_have_text("4")
    pad_page.keyboard.press("ArrowLeft")
    expect(pad_page.locator("[data-winner] b")).to_have_text("0")


@pytest.mark.cleared
def test_a_single_digit_of_a_picture_has_its_box(pad_page):
    choose(pad_page, picture("3"))
    read_picture(pad_page)
    expect(pad_page.get_by_role("radio")).to_have_text([re.compile("^3")])


def test_many_rows_fit(page, address):
    for width in (320, 1280):
        opened(in_window(page, width, 800), address)
        rows = ["2048371596", "7153", "90", "5926048371", "4"]
        choose(page, picture(*rows, size=(1500, 1000)))
        assert read_picture(page)["text"] == "\n".join(rows)
        expect(page.get_by_role("gridcell")).to_have_text(rows)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


# Back to the drawing

WAYS_BACK = {
    "the button": lambda page: page.get_by_role("button", name="Back to drawing").click(),
    "Escape": lambda page: page.keyboard.press("Escape"),
}


@pytest.mark.parametrize("way", WAYS_BACK)
@pytest.mark.cleared
def test_the_drawing_is_kept(pad_page, way):
    write(pad_page, 7)
    choose(pad_page, picture("204"))
    read_picture(pad_page)
    for tool in ("undo", "redo"):
        expect(pad_page.get_by_test_id(tool)).to_be_hidden()
    pad_page.keyboard.press("Control+z")  # has nothing to undo in a picture
    WAYS_BACK[way](pad_page)
    expect(pad_page.get_by_test_id("pad")).to_be_visible()
    expect(pad_page.get_by_role("img", name="The picture")).to_have_count(0)
    expect(pad_page.get_by_test_id("back")).to_be_hidden()
    shown(pad_page).to_have_text("7")
    expect(pad_page.get_by_test_id("spoken")).to_have_text(re.compile("^7"))
    pad_page.get_by_test_id("undo").click()
    shown(pad_page).to_have_text("")
    assert write(pad_page, 3)["text"] == "3"


@pytest.mark.cleared
def test_clear_takes_picture_and_drawing_away_and_undo_brings_the_drawing_back(pad_page):
    write(pad_page, 7)
    choose(pad_page, picture("204"))
    read_picture(pad_page)
    pad_page.get_by_test_id("clear").click()
    expect(pad_page.get_by_test_id("pad")).to_be_visible()
    shown(pad_page).to_have_text("")
    pad_page.get_by_test_id("undo").click()
    shown(pad_page).to_have_text("7")


@pytest.mark.cleared
def test_who_writes_on_a_picture_is_told_where_to_write(pad_page):
    choose(pad_page, picture("204"))
    read_picture(pad_page)
    middle = middle_of(pad_page.get_by_test_id("sheet"))
    pad_page.mouse.move(*middle)
    pad_page.mouse.down()
    pad_page.mouse.move(middle[0], middle[1] + 60, steps=6)
    pad_page.mouse.up()
    expect(pad_page.get_by_test_id("notice")).to_contain_text("To write, go back to the drawing")
    shown(pad_page).to_have_text("204")
    pad_page.get_by_test_id("back").click()
    expect(pad_page.get_by_test_id("notice")).to_be_hidden()


def test_the_keyboard_stays_where_the_way_back_was(pad_page):
    choose(pad_page, picture("3"))
    read_picture(pad_page)
    pad_page.get_by_role("button", name="Back to drawing").press("Enter")
    expect(pad_page.get_by_test_id("upload")).to_be_focused()


# Pictures that can't be read


@pytest.mark.parametrize("bring", [choose, drop, paste])
@pytest.mark.cleared
def test_a_broken_file_is_refused_and_the_drawing_stays(pad_page, bring):
    write(pad_page, 7)
    bring(pad_page, TEXT_FILE)
    expect(pad_page.get_by_role("alert")).to_contain_text(re.compile("picture"))
    expect(pad_page.locator("html")).to_have_attribute("data-state", "ready")
    expect(pad_page.get_by_test_id("pad")).to_be_visible()
    expect(pad_page.get_by_test_id("sheet")).to_have_attribute("aria-busy", "false")
    shown(pad_page).to_have_text("7")
    expect(pad_page.get_by_test_id("spoken")).to_have_text(re.compile("^7"))
    assert pad_page.evaluate("readings.at(-1).source") == "pad"
    strokes = drawing(PLAIN[1])
    by_mouse(pad_page, on_pad(pad_page, strokes, x=0.85))  # whoever draws on has read it
    assert last_reading(pad_page, 2)["text"] == "71"
    expect(notice(pad_page)).to_be_hidden()


@pytest.mark.cleared
def test_all_that_is_wrong_with_a_file_can_be_seen_on_a_small_phone(pad_page):
    page = in_window(pad_page, 320, 568)
    choose(page, TEXT_FILE)
    expect(notice(page)).to_be_visible()
    said, sheet = notice(page).bounding_box(), page.get_by_test_id("sheet").bounding_box()
    assert sheet["y"] <= said["y"]
    assert said["y"] + said["height"] <= sheet["y"] + sheet["height"]


@pytest.mark.parametrize("name", ["text", "empty", "SVG", "half a PNG", "other bytes"])
@pytest.mark.cleared
def test_what_is_wrong_with_a_file_leaves_half_the_pad_on_a_phone(pad_page, name):
    content, kind, _ = UNREADABLE[name]
    page = in_window(pad_page, 360, 740)
    choose(page, {"name": "picture", "mimeType": kind, "buffer": content})
    expect(notice(page)).to_be_visible()
    assert notice(page).bounding_box()["height"] <= page.get_by_test_id("sheet").bounding_box()["height"] / 2


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.cleared
def test_what_lies_on_the_pad_is_set_off_from_it(pad_page, scheme):
    page = in_window(pad_page, color_scheme=scheme)
    choose(page, TEXT_FILE)
    expect(notice(page)).to_have_css("border-top-width", "1px")
    same = "element => getComputedStyle(element).borderTopColor === getComputedStyle(element).backgroundColor"
    assert notice(page).evaluate(same) is False
    expect(page.get_by_test_id("sheet")).not_to_have_css("box-shadow", "none")


def test_after_a_broken_file_the_pad_is_said_to_be_empty(pad_page):
    choose(pad_page, TEXT_FILE)
    expect(notice(pad_page)).to_be_visible()
    expect(pad_page.get_by_test_id("spoken")).to_have_text("Empty")


@pytest.mark.cleared
def test_a_broken_file_leaves_the_picture_before_it(pad_page):
    choose(pad_page, picture("204"))
    read_picture(pad_page)
    choose(pad_page, TEXT_FILE)
    expect(notice(pad_page)).to_be_visible()
    expect(pad_page.get_by_role("img", name="The picture 204.png")).to_be_visible()
    shown(pad_page).to_have_text("204")
    expect(pad_page.get_by_test_id("spoken")).to_have_text(re.compile("^2 0 4"))
    choose(pad_page, picture("3"))
    shown(pad_page).to_have_text("3")
    expect(notice(pad_page)).to_be_hidden()


@pytest.mark.cleared
def test_a_picture_without_digits_says_what_helps(pad_page):
    write(pad_page, 7)
    choose(pad_page, picture())
    assert read_picture(pad_page)["text"] == ""
    shown(pad_page).to_have_text("")
    for part in ("sureness", "spoken"):
        expect(pad_page.get_by_test_id(part)).to_have_text(re.compile("No digits found.*works best"))
    pad_page.keyboard.press("Escape")
    shown(pad_page).to_have_text("7")


# While it waits


def test_a_picture_that_comes_before_the_model_is_read_once_it_is_there(page, address):
    model = Held(page, WEIGHTS)
    page.goto(address)
    choose(page, picture("204"))
    sheet = page.get_by_test_id("sheet")
    expect(sheet).to_have_attribute("aria-busy", "true")
    expect(page.get_by_test_id("busy")).to_be_visible()
    expect(page.get_by_role("img", name="The picture 204.png")).to_be_visible()
    for part in ("sureness", "spoken"):
        expect(page.get_by_test_id(part)).to_have_text("Will be read once the network is loaded")
    model.release()
    assert read_picture(page)["text"] == "204"
    expect(sheet).to_have_attribute("aria-busy", "false")
    expect(page.get_by_test_id("busy")).to_be_hidden()


def test_a_newer_picture_takes_the_place_of_one_being_read(page, address):
    model = Held(page, WEIGHTS)
    page.goto(address)
    choose(page, picture("204"))
    expect(page.get_by_role("img", name="The picture 204.png")).to_be_visible()
    choose(page, picture("3"))
    expect(page.get_by_role("img", name="The picture 3.png")).to_be_visible()
    model.release()
    assert read_picture(page)["text"] == "3"
    choose(page, picture("5"))
    page.wait_for_function("() => readings.at(-1).text === '5'")
    assert page.evaluate("readings.map(({ text }) => text)") == ["3", "5"]


def test_one_being_read_can_be_given_up(page, address):
    model = Held(page, WEIGHTS)
    page.goto(address)
    choose(page, picture("204"))
    expect(page.get_by_test_id("busy")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("busy")).to_be_hidden()
    model.release()
    expect(page.locator("html")).to_have_attribute("data-state", "ready")
    assert write(page, 7)["text"] == "7"
    assert page.evaluate("readings.some(({ source }) => source === 'image')") is False


def file_of(image, name):
    content = io.BytesIO()
    image.save(content, "PNG")
    return {"name": name, "mimeType": "image/png", "buffer": content.getvalue()}


def specks():
    """A picture that takes the worker long."""
    dark = np.random.default_rng(1).random((1200, 1600)) < 0.05
    return file_of(Image.fromarray(np.where(dark, 0, 255).astype(np.uint8)), "specks.png")


def full_page():
    """A picture whose digits take the network long."""
    paper = Image.new("L", (1600, 1600), 255)
    pen = ImageDraw.Draw(paper)
    for i in range(30 * 22):
        x, y = 40 + 52 * (i % 30), 40 + 70 * (i // 30)
        for stroke in placed(drawing(PLAIN[(i * 7) % 10]), x, y, 36):
            pen.line([tuple(point) for point in stroke], fill=0, width=4, joint="curve")
    return file_of(paper, "full.png")


# Presses Clear once so much is read, and then sees for forty frames what the page is busy with.
_CLEAR_AT = """(share) => new Promise((resolve) => {
  const [progress, clear, sheet] = ["share", "clear", "sheet"].map((name) =>
    document.querySelector(`[data-testid=${name}]`));
  let [frames, busy, turns] = [0, 0, 0]; // all frames since Clear, those in which it was busy, turns of long work then
  const Channel = MessageChannel;
  window.MessageChannel = class extends Channel {
    constructor() {
      super();
      if (frames > busy) turns++; // long work takes turns by these
    }
  };
  const look = () => {
    if (frames > 0) {
      if (sheet.ariaBusy === "true") busy = frames;
      frames++;
    } else if (progress.value >= share && sheet.ariaBusy === "true") {
      frames = 1;
      clear.click();
    }
    if (frames <= 40) return requestAnimationFrame(look);
    window.MessageChannel = Channel;
    resolve({ busy, turns });
  };
  look();
})"""


@pytest.mark.parametrize(("file", "share"), [(specks, 0.01), (full_page, 0.7)], ids=["pieces", "network"])
def test_after_clear_the_page_is_idle_at_once(new_tab, address, file, share):
    """Whatever it was busy with: finding what is written, or reading it."""
    pad_page = opened(without_rest(new_tab), address)
    choose(pad_page, picture("3"))  # scripts and worker are there
    read_picture(pad_page)
    [before] = pad_page.workers
    choose(pad_page, file())
    told = pad_page.evaluate(_CLEAR_AT, share)
    assert told["busy"] <= 2  # frames: what is shown is drawn in the next one
    assert told["turns"] == 0
    assert before not in pad_page.workers  # which would go on
    assert pad_page.evaluate("readings.length") == 1
    expect(notice(pad_page)).to_be_hidden()
    choose(pad_page, picture("48"))
    pad_page.wait_for_function("() => readings.at(-1).text === '48'")


@pytest.mark.cleared
def test_how_much_of_a_picture_is_read_is_shown(pad_page):
    choose(pad_page, full_page())
    busy = pad_page.get_by_test_id("busy")
    expect(busy).to_contain_text("Reading the picture")
    progress = pad_page.get_by_role("progressbar", name="Read so far")
    assert 0 <= progress.evaluate("(bar) => bar.value") < 1
    pad_page.wait_for_function("() => document.querySelector('[data-testid=share]').value >= 0.4")
    assert progress.is_visible()
    pad_page.keyboard.press("Escape")
    expect(busy).to_be_hidden()


def test_a_picture_waits_for_a_model_that_failed_at_first(page, address, problems):
    problems.allow("Failed to load resource")
    page.route(WEIGHTS, lambda route: route.fulfill(status=404, body="No such file"))
    page.goto(address)
    expect(page.locator("html")).to_have_attribute("data-state", "error")
    choose(page, picture("48"))
    page.unroute(WEIGHTS)
    page.get_by_role("button", name="Try again").click()
    assert read_picture(page)["text"] == "48"
