"""User stories on corrections: the page learns from its writer, on the device, and forgets when it is told to."""

import base64
import json

import pytest
from accessible import expect_accessible
from conftest import draw, last_reading, opened
from drawings import by_mouse, drawing, on_pad
from playwright.sync_api import expect

FETCH_FAILED = "Console: Failed to load resource"
KEY = "digitpad-corrections"
SWASH = "slanting bar"  # what is written, and what its writer says it is
SAID = 7

# Where storage is refused, reading it throws, too.
REFUSED = (
    """Object.defineProperty(window, "localStorage", { get() { throw new DOMException("no", "SecurityError"); } });"""
)
FULL = """Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); };"""


def correct(page, digit):
    """Say what the digit that is selected is, by the button; returns the reading that is announced then."""
    count = page.evaluate("readings.length")
    page.get_by_test_id("open-correction").click()
    page.get_by_test_id(f"it-is-{'none' if digit is None else digit}").click()
    return newer_reading(page, count)


def newer_reading(page, count):
    return page.wait_for_function("(count) => readings.length > count && readings.at(-1)", arg=count).json_value()


def drawn_anew(page, name, **where):
    page.get_by_test_id("clear").click()
    return draw(page, name, **where)


def kept(page):
    return json.loads(page.evaluate(f"localStorage['{KEY}'] ?? 'null'"))


def memory(page):
    """Opens the dialog in which there is what was learnt."""
    page.get_by_test_id("open-correction").click()
    expect(page.get_by_role("dialog")).to_be_visible()  # before that, it holds what it held last
    return page.get_by_test_id("learnt")


def close_dialog(page):
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


# What it costs who does not use it


def test_until_it_is_used_nothing_is_seen_loaded_or_kept(page, address):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    opened(page, address)
    expect(page.get_by_test_id("open-correction")).not_to_be_visible()
    draw(page, "three")
    expect(page.get_by_test_id("open-correction")).to_be_visible()
    assert kept(page) is None
    assert not [url for url in asked if any(part in url for part in ("lessons", "further", "correction", "memory"))]


# A correction


def test_a_corrected_digit_is_read_as_said_at_once_and_announced(page, address):
    opened(page, address)
    assert draw(page, SWASH)["text"] == "1"
    reading = correct(page, SAID)
    assert reading["text"] == f"{SAID}"
    assert reading["source"] == "pad" and reading["finished"] and reading["strokes"] == 1
    assert 0.9 < reading["digits"][0]["confidence"] < 1
    expect(page.get_by_test_id("reading")).to_have_text(f"{SAID}")
    expect(page.get_by_test_id("spoken")).to_contain_text(f"{SAID}, ")


def test_what_is_written_alike_is_read_as_said_and_other_digits_as_before(page, address):
    opened(page, address)
    others = ["two", "open four", "eight", "nine"]
    before = {name: drawn_anew(page, name) if i else draw(page, name) for i, name in enumerate(others)}
    drawn_anew(page, SWASH)
    correct(page, SAID)
    alike = drawn_anew(page, SWASH, x=0.4, y=0.4, size=0.45, points=11)
    assert alike["text"] == f"{SAID}"
    for name, reading in before.items():
        after = drawn_anew(page, name)
        assert after["text"] == reading["text"]
        assert after["digits"][0]["confidence"] > 0.9 * reading["digits"][0]["confidence"]


def test_it_is_typed_as_well(page, address):
    opened(page, address)
    draw(page, SWASH)
    count = page.evaluate("readings.length")
    page.get_by_test_id("open-correction").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press(f"{SAID}")
    assert newer_reading(page, count)["text"] == f"{SAID}"
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_test_id("open-correction")).to_be_focused()
    page.keyboard.press("4")  # without the dialog it says nothing
    assert len(kept(page)["corrections"]) == 1


def test_undo_takes_back_the_correction_before_the_ink_and_redo_makes_it_again(page, address):
    opened(page, address)
    expect(page.get_by_test_id("lesson")).to_be_attached()  # what edits ink has come, a moment after the page
    draw(page, SWASH)
    correct(page, SAID)
    shown = expect(page.get_by_test_id("reading"))
    shown.to_have_text(f"{SAID}")
    undo, redo = page.get_by_test_id("undo"), page.get_by_test_id("redo")
    undo.click()
    shown.to_have_text("1")
    assert kept(page) is None
    redo.click()
    shown.to_have_text(f"{SAID}")
    assert len(kept(page)["corrections"]) == 1
    page.keyboard.press("Control+z")
    shown.to_have_text("1")
    page.keyboard.press("Control+z")
    shown.to_have_text("")
    page.keyboard.press("Control+y")
    shown.to_have_text("1")
    assert kept(page) is None  # ink that comes back brings no correction


def test_undo_gives_back_a_correction_that_was_taken_back(page, address):
    opened(page, address)
    expect(page.get_by_test_id("lesson")).to_be_attached()
    draw(page, SWASH)
    correct(page, SAID)
    page.get_by_test_id("open-correction").click()
    page.get_by_test_id("take-back").click()
    shown = expect(page.get_by_test_id("reading"))
    shown.to_have_text("1")
    page.keyboard.press("Control+z")
    shown.to_have_text(f"{SAID}")
    page.keyboard.press("Control+z")
    shown.to_have_text("1")


def test_a_digit_of_a_number_is_corrected_and_its_neighbours_stay(page, address):
    opened(page, address)
    strokes = [
        *on_pad(page, drawing("two"), x=0.2, size=0.4),
        *on_pad(page, drawing(SWASH), x=0.5, size=0.4),
        *on_pad(page, drawing("three"), x=0.8, size=0.4),
    ]
    by_mouse(page, strokes)
    assert last_reading(page, len(strokes))["text"] == "213"
    page.get_by_test_id("boxes").get_by_role("radio").nth(1).click()
    assert correct(page, SAID)["text"] == f"2{SAID}3"


def test_what_is_no_digit_is_refused_afterwards_and_a_refused_one_read(page, address):
    opened(page, address)
    draw(page, "three")
    assert correct(page, None)["text"] == "?"
    assert drawn_anew(page, "three")["text"] == "?"
    assert correct(page, 3)["text"] == "3"
    assert len(kept(page)["corrections"]) == 1  # who thought better of it said it of the same ink


def test_what_was_said_by_mistake_is_taken_back(page, address):
    opened(page, address)
    before = draw(page, SWASH)
    correct(page, SAID)
    count = page.evaluate("readings.length")
    page.get_by_test_id("open-correction").click()
    expect(page.get_by_test_id(f"it-is-{SAID}")).to_have_attribute("aria-pressed", "true")
    page.get_by_test_id("take-back").click()
    after = newer_reading(page, count)
    assert (after["text"], after["digits"][0]["confidence"]) == (before["text"], before["digits"][0]["confidence"])
    assert kept(page) is None


@pytest.mark.cleared
def test_a_test_digit_is_not_learnt_from(pad_page):
    page = pad_page
    page.get_by_test_id("sample").click()
    page.wait_for_function("() => readings.at(-1)?.source === 'sample'")
    expect(page.get_by_test_id("open-correction")).not_to_be_visible()


def test_the_digit_of_a_picture_is_corrected(page, address):
    opened(page, address)
    draw(page, SWASH)
    picture = page.get_by_test_id("pad").evaluate(
        """(canvas) => {
          const copy = Object.assign(document.createElement("canvas"), { width: canvas.width, height: canvas.height });
          const context = copy.getContext("2d");
          context.fillStyle = "white";
          context.fillRect(0, 0, copy.width, copy.height);
          context.drawImage(canvas, 0, 0);
          return copy.toDataURL().split(",")[1];
        }"""
    )
    page.get_by_test_id("upload").set_input_files(
        {"name": "one.png", "mimeType": "image/png", "buffer": base64.b64decode(picture)}
    )
    page.wait_for_function("() => readings.at(-1)?.source === 'image'")
    correct(page, SAID)
    expect(page.get_by_test_id("reading")).to_have_text(f"{SAID}")
    newest = "() => readings.at(-1).source === 'image' && readings.at(-1).text"
    assert page.wait_for_function(newest).json_value() == f"{SAID}"


# What is kept


def test_a_reload_keeps_it_and_another_network_learns_it_too(page, address):
    opened(page, address)
    draw(page, SWASH)
    correct(page, SAID)
    opened(page, address)
    assert last_reading(page, 1)["text"] == f"{SAID}"
    count = page.evaluate("readings.length")
    page.get_by_test_id("model").select_option("first-cnn")
    assert newer_reading(page, count)["text"] == f"{SAID}"


def test_forgetting_erases_all_and_can_be_undone(page, address):
    opened(page, address)
    draw(page, SWASH)
    correct(page, SAID)
    expect(memory(page)).to_have_text("1 correction, kept only on this device.")
    page.get_by_test_id("forget-corrections").click()
    expect(page.get_by_test_id("learnt")).to_have_text("Deleted 1 correction.")
    expect(page.get_by_test_id("reading")).to_have_text("1")
    assert kept(page) is None
    page.get_by_test_id("undo-corrections").click()
    expect(page.get_by_test_id("reading")).to_have_text(f"{SAID}")
    assert len(kept(page)["corrections"]) == 1
    page.get_by_test_id("forget-corrections").click()
    close_dialog(page)
    opened(page, address)
    assert last_reading(page, 1)["text"] == "1"


def what_changed(page):
    page.get_by_test_id("what-changed").locator("summary").click()
    return page.get_by_test_id("what-changed")


def test_each_correction_is_shown_with_what_it_changed_and_is_taken_back_by_itself(page, address):
    opened(page, address)
    draw(page, SWASH)
    correct(page, SAID)
    drawn_anew(page, "three")
    correct(page, 3)  # which it was read as before
    memory(page)
    changed = what_changed(page)
    expect(changed).to_contain_text("Corrected to 3, 7. 1 of them changed how their ink is read.")
    expect(changed.get_by_role("listitem")).to_contain_text(
        ["Read as 1 before, as 7 now.", "Read as 3, even without it."]
    )
    count = page.evaluate("readings.length")
    changed.get_by_role("button", name="Take back: 7").click()
    newer_reading(page, count)
    expect(changed.get_by_role("listitem")).to_contain_text(["Read as 3, even without it."])
    expect(changed.get_by_role("button", name="Take back: 3")).to_be_focused()
    assert [each["digit"] for each in kept(page)["corrections"]] == [3]
    page.get_by_test_id("undo-corrections").click()
    expect(changed.get_by_role("listitem")).to_contain_text(
        ["Read as 1 before, as 7 now.", "Read as 3, even without it."]
    )


def test_where_the_last_correction_is_taken_back_nothing_is_left_to_show(page, address):
    opened(page, address)
    draw(page, SWASH)
    correct(page, SAID)
    memory(page)
    changed = what_changed(page)
    changed.get_by_role("button", name="Take back: 7").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("learnt")).to_contain_text("Taken back. No corrections yet.")
    expect(changed).to_be_hidden()
    assert kept(page) is None
    assert page.evaluate("document.activeElement.closest('dialog') !== null")
    close_dialog(page)
    expect(page.get_by_test_id("reading")).to_have_text("1")


def test_what_changed_is_accessible(page, address):
    opened(page, address)
    draw(page, SWASH)
    correct(page, None)
    page.get_by_test_id("open-settings").click()
    expect(what_changed(page)).to_contain_text("Read as 1 before, as no digit now.")
    expect_accessible(page)


def test_settings_have_what_was_learnt_also_on_an_empty_pad(page, address):
    opened(page, address)
    draw(page, SWASH)
    correct(page, SAID)
    page.get_by_test_id("clear").click()
    page.get_by_test_id("open-settings").click()
    expect(page.get_by_test_id("learnt")).to_have_text("1 correction, kept only on this device.")
    page.get_by_test_id("forget-corrections").click()
    expect(page.get_by_test_id("learnt")).to_have_text("Deleted 1 correction.")
    assert kept(page) is None


def test_what_was_exported_is_brought_to_another_device(page, new_page, address, tmp_path):
    other = new_page()
    opened(page, address)
    draw(page, SWASH)
    correct(page, SAID)
    memory(page)
    with page.expect_download() as download:
        page.get_by_test_id("export-corrections").click()
    assert download.value.suggested_filename == "digitpad-corrections.json"
    download.value.save_as(tmp_path / "corrections.json")
    opened(other, address)
    assert draw(other, SWASH)["text"] == "1"
    memory(other)
    other.get_by_test_id("import-corrections").set_input_files(tmp_path / "corrections.json")
    expect(other.get_by_test_id("learnt")).to_have_text("Imported 1. 1 correction, kept only on this device.")
    expect(other.get_by_test_id("reading")).to_have_text(f"{SAID}")


INK = "A" * 1044 + "AA=="  # 784 bytes


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("", "this is not JSON, or was cut off"),
        ("[1, 2]", "it holds something else"),
        ('{"digitpad": "corrections", "version": 9, "corrections": []}', "it is of another version"),
        (
            '{"digitpad": "corrections", "version": 1, "corrections": [{"digit": 3, "ink": "AAAA"}]}',
            "correction 1 is broken",
        ),
        (
            json.dumps({"digitpad": "corrections", "version": 1, "corrections": [{"digit": 12, "ink": INK}]}),
            "correction 1 is broken",
        ),
    ],
)
@pytest.mark.cleared
def test_a_damaged_file_says_so_and_changes_nothing(pad_page, content, complaint):
    page = pad_page
    draw(page, SWASH)
    memory(page)
    file = {"name": "corrections.json", "mimeType": "application/json", "buffer": content.encode()}
    page.get_by_test_id("import-corrections").set_input_files(file)
    expect(page.get_by_test_id("learnt")).to_contain_text(complaint)
    expect(page.get_by_test_id("learnt")).to_contain_text("Nothing was changed.")
    close_dialog(page)
    expect(page.get_by_test_id("reading")).to_have_text("1")


@pytest.mark.parametrize("damaged", ["{", '{"digitpad": "corrections", "version": 1}', "null"])
def test_damaged_storage_is_told_of_where_one_looks_and_the_page_goes_on(page, address, damaged):
    page.goto(address)
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, damaged])
    opened(page, address)
    assert draw(page, SWASH)["text"] == "1"
    expect(memory(page)).to_contain_text("The saved corrections are damaged and not used")
    page.get_by_test_id("forget-corrections").click()
    expect(page.get_by_test_id("learnt")).to_have_text("Deleted the damaged corrections.")
    assert kept(page) is None
    close_dialog(page)
    assert correct(page, SAID)["text"] == f"{SAID}"
    assert len(kept(page)["corrections"]) == 1


@pytest.mark.parametrize("storage", [REFUSED, FULL], ids=["refused", "full"])
def test_without_storage_it_is_learnt_for_this_visit_which_is_said(new_tab, address, storage):
    page = new_tab
    page.add_init_script(storage)
    opened(page, address)
    draw(page, SWASH)
    assert correct(page, SAID)["text"] == f"{SAID}"
    expect(memory(page)).to_contain_text("last only until the page is closed. Export saves them as a file.")


def test_another_tab_learns_it_too(page, address):
    opened(page, address)
    other = page.context.new_page()
    opened(other, address)
    assert draw(other, SWASH)["text"] == "1"
    page.bring_to_front()  # browsers draw little in tabs behind
    draw(page, SWASH)
    correct(page, SAID)
    expect(other.get_by_test_id("reading")).to_have_text(f"{SAID}")


def test_where_its_script_does_not_arrive_the_page_says_so_and_reads_on(page, problems, address):
    opened(page, address)
    draw(page, SWASH)
    page.route("**/lessons-*.js", lambda route: route.abort())
    problems.allow(FETCH_FAILED)
    page.get_by_test_id("open-correction").click()
    expect(page.get_by_role("dialog")).to_contain_text("did not load")
    close_dialog(page)
    assert drawn_anew(page, "three")["text"] == "3"
    page.unroute("**/lessons-*.js")  # it arrives now: the next press asks for it again
    page.get_by_test_id("open-correction").click()
    expect(page.get_by_test_id(f"it-is-{SAID}")).to_be_visible()


def test_where_what_learns_does_not_arrive_the_correction_is_kept_for_the_next_visit(page, problems, address):
    opened(page, address)
    draw(page, SWASH)
    page.route("**/further-*.js", lambda route: route.abort())
    problems.allow(FETCH_FAILED)
    page.get_by_test_id("open-correction").click()
    page.get_by_test_id(f"it-is-{SAID}").click()
    expect(page.get_by_test_id("notice-text")).to_have_text(
        "The script for corrections did not load. Check the connection and try again."
    )
    expect(page.get_by_test_id("reading")).to_have_text("1")
    page.unroute("**/further-*.js")
    opened(page, address)
    assert last_reading(page, 1)["text"] == f"{SAID}"


# The public module


def test_a_reader_of_ones_own_learns_forgets_and_refuses_what_are_no_corrections(page, address):
    opened(page, address)
    answers = page.evaluate(
        """async () => {
          const { createReader } = await import("./digits.js");
          const reader = await createReader();
          const strokes = [[{ x: 60, y: 0 }, { x: 40, y: 100 }]];
          const read = async () => (await reader.read(strokes)).text;
          const [{ image }] = (await reader.read(strokes)).digits;
          const answers = [await read()];
          const tensors = reader.tensorCount();
          await reader.learn([{ image, digit: 7 }]);
          answers.push(await read());
          await reader.learn([{ image, digit: null }]);
          answers.push(await read());
          for (let i = 0; i < 20; i++) await reader.learn(Array(10).fill({ image, digit: i % 10 }));
          await reader.learn([]);
          answers.push(await read(), reader.tensorCount() - tensors);
          const nothing = image.map(() => NaN);
          for (const wrong of [null, { image, digit: 10 }, { image: [1], digit: 1 }, { image: nothing, digit: 1 }])
            answers.push(await reader.learn(wrong && [wrong]).catch(({ name }) => name));
          reader.dispose();
          return answers;
        }"""
    )
    assert answers == ["1", "7", "?", "1", 0, *["TypeError"] * 4]
