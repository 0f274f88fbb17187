"""User stories of the table beside a picture, in a real browser: gone through, mended, copied, saved, continued."""

import csv
import io
import json
import re

import pytest
from accessible import expect_accessible
from conftest import PATIENCE, in_window, last_reading, opened
from drawings import PLAIN, by_mouse, drawing, on_pad, placed
from PIL import Image, ImageDraw
from playwright.sync_api import expect
from test_learning_page import correct, kept
from test_picture_page import choose, drop, notice
from test_picture_parts import corners, drag

INK, WIDE, HIGH, SIZE = "#1b2a5a", 150, 80, 45  # of the ink: colour; of cells and digits: pixels
DIGITS = ".boxes *"  # in the picture; what a press on one does, one on its cell does, too
SCRIBBLE = [[(0, 0), (0.6, 0.1), (0, 0.3), (0.7, 0.4), (0.1, 0.6), (0.7, 0.7), (0, 0.8), (0.6, 1), (0.1, 0.1)]]
# A scribble is "~": in the second row, and at the end of the third, where it takes a 5 with it.
ROWS = ["12 345 7", "48 ~05 ", "20  35~"]
READ = [["12", "345", "7"], ["48", "?05", ""], ["20", "", "3?"]]


def sheet(rows=ROWS, name="page.png", left=60, title="", angle=0):
    """A picture of a ruled table, one text for each row, cells parted by blanks; a title's digits above it."""
    columns = rows[0].count(" ") + 1
    paper = Image.new("RGB", (left + WIDE * columns + 60, 120 + HIGH * len(rows)), "#f4f1ea")
    pen = ImageDraw.Draw(paper)
    for k, letter in enumerate(title):
        for stroke in placed(drawing(PLAIN[int(letter)]), left + 30 * k, 8, 32):
            pen.line([tuple(point) for point in stroke], fill=INK, width=5, joint="curve")
    for i, row in enumerate(rows):
        for j, text in enumerate(row.split(" ")):
            x, y = left + WIDE * j, 60 + HIGH * i
            pen.rectangle((x, y, x + WIDE, y + HIGH), outline="#555", width=2)
            for k, letter in enumerate(text):
                strokes = SCRIBBLE if letter == "~" else drawing(PLAIN[int(letter)])
                for stroke in placed(strokes, x + 18 + 0.75 * SIZE * k, y + 18, SIZE):
                    pen.line([tuple(point) for point in stroke], fill=INK, width=5, joint="curve")
    paper = paper.rotate(angle, Image.Resampling.BICUBIC, fillcolor="#f4f1ea")
    file = io.BytesIO()
    paper.save(file, "png")
    return {"name": name, "mimeType": "image/png", "buffer": file.getvalue()}


@pytest.fixture
def table_page(pad_page):
    """The page with a picture of a table that has been read, two of whose cells are in doubt."""
    pad_page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    choose(pad_page, sheet())
    expect(pad_page.get_by_test_id("table")).to_be_visible()
    return pad_page


def grid(page):
    return page.get_by_role("grid", name="What was read")


def cell(page, row, column):
    return grid(page).locator("tbody tr").nth(row).get_by_role("gridcell").nth(column)


def texts(page):
    return (
        grid(page)
        .locator("tbody tr:has(td)")
        .evaluate_all("(rows) => rows.map((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent))")
    )


def active(page):
    """The text of the cell that has the focus, or of none."""
    return page.evaluate("document.activeElement.closest('td')?.textContent ?? null")


def count(page):
    return expect(page.get_by_test_id("to-check-cells"))


@pytest.mark.cleared
def test_the_digit_whose_bars_are_shown_is_in_the_cell_that_is_enlarged(table_page):
    checked = table_page.locator('[role=radio][aria-checked="true"]')
    expect(checked).to_have_attribute("aria-label", re.compile("^Probably not a digit"))  # of "?05", the first to check


@pytest.mark.cleared
def test_undo_in_a_table_takes_back_what_was_said_of_a_digit_and_then_the_cell_before(table_page):
    page = table_page
    mend(page)
    cell(page, 0, 2).click()
    correct(page, 9)
    expect(cell(page, 0, 2)).to_have_text("9")
    page.get_by_test_id("undo-cell").click()
    expect(cell(page, 0, 2)).to_have_text("7")
    assert kept(page) is None
    expect(cell(page, 1, 1)).to_have_text("705")
    page.keyboard.press("Control+Shift+z")
    expect(cell(page, 0, 2)).to_have_text("9")
    assert len(kept(page)["corrections"]) == 1
    for _ in range(2):
        page.keyboard.press("Control+z")
    expect(cell(page, 0, 2)).to_have_text("7")  # once it is read again
    assert texts(page) == READ
    assert kept(page) is None


def saved(page, kind):
    with page.expect_download() as download:
        page.get_by_test_id(f"save-table-{kind}").click()
    assert download.value.suggested_filename == f"page.{kind}"
    return download.value.path().read_text("utf-8")


def frame_over(page):
    """The frame on the picture, in pixels of the picture."""
    return page.get_by_test_id("cell-frame").evaluate("""(around) => {
      const [outer, inner] = [around, around.firstChild].map((element) => element.getBoundingClientRect());
      const scale = document.querySelector(".picture canvas").width / outer.width;
      const [x, y] = [inner.x + inner.width / 2 - outer.x, inner.y + inner.height / 2 - outer.y];
      return [x * scale, y * scale];
    }""")


def inked(page):
    """How many pixels of the enlarged cell are as dark as ink."""
    return page.get_by_test_id("magnified").evaluate(
        "(canvas) => pixelsOf(canvas).filter((value, i) => i % 4 === 0 && value < 60).length"
    )


@pytest.mark.cleared
def test_a_table_is_read_into_a_grid_and_its_cells_are_tied_to_their_places(table_page):
    page = table_page
    assert texts(page) == READ
    count(page).to_have_text("2 to check")
    expect(cell(page, 1, 1)).to_have_attribute("aria-label", "?05, to check")
    expect(cell(page, 1, 1)).to_have_attribute("aria-selected", "true")
    expect(page.get_by_test_id("cell-why")).to_contain_text('Not sure of the "?", perhaps')
    cell(page, 0, 2).click()
    assert frame_over(page) == pytest.approx([60 + 2.5 * WIDE, 60 + 0.5 * HIGH], abs=6)
    expect(page.get_by_role("radio", name=re.compile("^7"))).to_be_checked()
    assert inked(page) > 1000
    page.get_by_role("radio", name=re.compile("^8")).click()  # in the picture
    expect(cell(page, 1, 0)).to_have_attribute("aria-selected", "true")
    expect(page.get_by_test_id("cell")).to_have_value("48")
    expect(cell(page, 1, 2)).to_have_attribute("aria-label", "empty")
    expect_accessible(page, but=DIGITS)


@pytest.mark.cleared
def test_cells_in_doubt_are_gone_through_by_keys_alone_and_every_step_can_be_undone(table_page):
    page = table_page
    cell(page, 0, 0).click()
    page.keyboard.press("Tab")
    assert active(page) == "?05"
    page.keyboard.type("6")
    expect(page.get_by_test_id("cell")).to_be_focused()
    page.keyboard.type("05")
    page.keyboard.press("Enter")
    count(page).to_have_text("1 to check")
    assert active(page) == "3?"
    expect(cell(page, 1, 1)).to_have_attribute("aria-label", "605, typed")
    page.keyboard.press("Enter")  # it is right as it is
    count(page).to_have_text("Nothing to check")
    expect(page.get_by_test_id("spoken")).to_have_text("Nothing to check")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Delete")  # of an empty cell: nothing to undo
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Escape")  # the reading is back, and the picture stays
    count(page).to_have_text("1 to check")
    assert texts(page) == READ
    for expected in ("605", "605"):  # given back, accepted
        page.keyboard.press("Control+z")
        assert texts(page)[1][1] == expected
    count(page).to_have_text("1 to check")
    page.keyboard.press("Control+z")
    assert texts(page) == READ
    page.keyboard.press("Control+Shift+z")
    assert texts(page)[1][1] == "605"
    page.keyboard.press("Control+Home")
    page.keyboard.press("Shift+Tab")  # out of the grid, where nothing is to be checked that way
    assert active(page) is None
    page.get_by_test_id("next-to-check").click()
    expect(cell(page, 2, 2)).to_have_attribute("aria-selected", "true")
    page.get_by_test_id("accept").click()
    count(page).to_have_text("Nothing to check")


@pytest.mark.cleared
def test_it_s_right_is_pressed_again_and_again_and_what_is_enlarged_stays_in_sight(table_page):
    page = in_window(table_page, 390, 600)
    right, enlarged = page.get_by_test_id("accept"), page.get_by_test_id("magnified")
    right.press("Space")
    count(page).to_have_text("1 to check")
    expect(right).to_be_focused()
    expect(cell(page, 2, 2)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Space")
    count(page).to_have_text("Nothing to check")
    assert active(page) == "3?"  # where nothing is to be accepted, the button is off
    page.get_by_test_id("cell").fill("38")
    page.keyboard.press("Enter")
    assert active(page) == "38"
    expect(enlarged).to_be_in_viewport(ratio=1)


@pytest.mark.cleared
def test_undo_goes_to_the_picture_in_which_something_was_said_of_a_digit(table_page):
    page = table_page
    cell(page, 2, 0).click()
    correct(page, 8)  # the 2 of 20
    expect(cell(page, 2, 0)).to_have_text("80")
    page.get_by_test_id("add-pictures").set_input_files([sheet(["4 5", "5 4"], "second.png")])
    expect(page.get_by_role("img", name="The picture second.png")).to_be_visible()
    expect(grid(page).locator("[scope=rowgroup]")).to_have_count(2)
    page.keyboard.press("Control+z")
    expect(page.get_by_role("img", name="The picture page.png")).to_be_visible()
    expect(cell(page, 3, 0)).to_have_text("20")  # the picture's name is a row, too
    expect(cell(page, 3, 0)).to_have_attribute("aria-selected", "true")
    assert kept(page) is None


@pytest.mark.cleared
def test_where_the_enlarged_cell_is_in_no_part_that_is_read_another_one_is_enlarged_with_its_digit(table_page):
    page = table_page
    cell(page, 2, 0).click()
    drag(page, *corners(page, (0.05, 0.12), (0.95, 0.62)))
    expect(grid(page).locator("tbody tr")).to_have_count(2)
    expect(page.get_by_label("A2")).to_have_value("48")
    expect(page.locator('[role=radio][aria-checked="true"]')).to_have_attribute("aria-label", re.compile("^4"))


@pytest.mark.cleared
def test_one_press_copies_or_saves_it_with_decimal_commas_by_choice(table_page):
    page = table_page
    cell(page, 1, 1).press("1")
    page.keyboard.type(".501")
    page.keyboard.press("Enter")
    expected = [["12", "345", "7"], ["48", "1.501", ""], ["20", "", "3?"]]
    assert texts(page) == expected
    page.get_by_test_id("copy-table").click()
    expect(page.get_by_test_id("spoken")).to_have_text("Copied")
    copied = page.evaluate("""async () => {
      const [item] = await navigator.clipboard.read();
      return Promise.all(["text/plain", "text/html"].map(async (type) => (await item.getType(type)).text()));
    }""")
    assert [line.split("\t") for line in copied[0].splitlines()] == expected
    assert re.findall("<td>(.*?)</td>", copied[1]) == [text for row in expected for text in row]
    assert list(csv.reader(io.StringIO(saved(page, "csv")))) == expected
    page.get_by_label("Decimal comma").check()
    assert saved(page, "csv").splitlines()[1] == "48;1,501;"
    assert saved(page, "tsv").splitlines()[1] == "48\t1,501\t"
    [picture] = json.loads(saved(page, "json"))["pictures"]
    assert (picture["picture"], picture["rows"][1][2]) == ("page.png", None)
    doubtful = [bool(one and one["doubtful"]) for row in picture["rows"] for one in row]
    assert doubtful == [False] * 8 + [True]
    box = picture["rows"][0][1]["digits"][0]["box"]
    assert box["x"] == pytest.approx(60 + WIDE + 18, abs=20)
    cell(page, 0, 0).click()
    page.evaluate("document.execCommand('copy')")  # Ctrl+C
    assert page.evaluate("navigator.clipboard.readText()").splitlines()[1] == "48\t1,501\t"


def test_every_number_of_a_sheet_that_lies_askew_is_in_its_cell_and_what_is_beside_is_told(page, address):
    rows = ["12 305 48", "7 61 920", "83 4 56", "19 270 3"]
    choose(opened(page, address), sheet(rows, title="2024", angle=1.5))
    expect(page.get_by_test_id("table")).to_be_visible()
    assert texts(page) == [row.split() for row in rows]
    expect(page.get_by_test_id("outside-table")).to_have_text("Outside the table: 2024")
    choose(page, sheet(rows, "second.png", angle=-1.5))
    expect(page.get_by_role("img", name="The picture second.png")).to_be_visible()
    expect(cell(page, 3, 2)).to_have_text("3")
    expect(page.get_by_test_id("outside-table")).to_be_hidden()
    assert texts(page) == [row.split() for row in rows]


@pytest.mark.cleared
def test_what_is_no_number_takes_the_place_of_none_in_silence(table_page):
    page = table_page
    field = page.get_by_test_id("cell")
    for typed, why in (("abc", "“abc” is not a number"), ("1" * 41, "a cell holds at most 40 characters")):
        cell(page, 0, 1).click()
        field.fill(typed)
        field.press("Enter")
        expect(notice(page)).to_contain_text(f"B1 stays as it was: {why}.")
        expect(cell(page, 0, 1)).to_be_focused()
        assert texts(page) == READ
    page.get_by_test_id("dismiss").click()
    field.fill("abc")
    cell(page, 0, 2).click()  # leaves the field
    expect(notice(page)).to_contain_text("B1 stays as it was")
    assert texts(page) == READ
    count(page).to_have_text("2 to check")
    cell(page, 0, 1).click()
    field.fill("1e5")
    field.press("Tab")
    expect(cell(page, 0, 1)).to_have_attribute("aria-label", "1?5, typed, to check")
    count(page).to_have_text("3 to check")
    cell(page, 0, 1).click()
    expect(page.get_by_test_id("cell-why")).to_have_text("This is not a number.")
    page.evaluate("navigator.clipboard.writeText('12\\n٣٤')")
    field.focus()
    page.keyboard.press("Control+v")
    expect(field).to_have_value("12 ٣٤")
    page.keyboard.press("Enter")
    expect(cell(page, 0, 1)).to_have_attribute("aria-label", "12 34, typed, to check")
    cell(page, 0, 1).click()
    page.keyboard.press("Enter")  # it is right so
    count(page).to_have_text("2 to check")


@pytest.mark.cleared
def test_pictures_make_one_table_and_what_was_made_of_it_is_not_lost(table_page):
    page = table_page
    cell(page, 0, 0).press("9")
    page.keyboard.press("Enter")
    more = [
        sheet(["7 5 4", "1 2 3"], "second.png"),
        {**sheet(name="bad.png"), "buffer": b"none"},
        sheet(["3 5 3", "5 3 5"], "third.png"),
    ]
    page.get_by_test_id("add-pictures").set_input_files(more)
    expect(page.get_by_role("img", name="The picture third.png")).to_be_visible(timeout=2 * PATIENCE)
    expect(notice(page)).to_contain_text("Not read: bad.png")
    expected = [["9", "345", "7"], *READ[1:], ["7", "5", "4"], ["1", "2", "3"], ["3", "5", "3"], ["5", "3", "5"]]
    assert texts(page) == expected
    expect(grid(page).locator("[scope=rowgroup]")).to_have_text(["page.png", "second.png", "third.png"])
    cell(page, 6, 1).click()  # names are rows, too: in the second picture
    expect(page.get_by_role("img", name="The picture second.png")).to_be_visible()
    expect(page.get_by_test_id("cell-frame").locator("i")).to_be_visible()
    page.get_by_test_id("back").click()
    expect(page.get_by_test_id("table")).to_be_hidden()
    expect(page.get_by_test_id("pad")).to_be_visible()
    page.get_by_test_id("open-history").click()
    page.get_by_test_id("bring-back").first.click()
    expect(page.get_by_test_id("table")).to_be_visible()
    assert texts(page) == expected
    page.keyboard.press("Control+z")
    expect(cell(page, 1, 0)).to_have_text("12")  # in the first picture, which comes back for that
    expect(page.get_by_role("img", name="The picture page.png")).to_be_visible()


def questions(page):
    """What the page asks from now on, each question being answered with yes."""
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    return asked


def mend(page):
    cell(page, 1, 1).click()
    page.keyboard.type("705")
    page.keyboard.press("Enter")


def test_a_reload_asks_first_and_keeps_what_was_mended_without_the_picture(table_page):
    asked = questions(table_page)
    mend(table_page)
    expect(cell(table_page, 1, 1)).to_have_text("705")
    table_page.reload()
    assert asked == ["beforeunload"]
    expect(table_page.get_by_test_id("notice")).to_contain_text("The table that you mended is under Earlier")
    table_page.get_by_test_id("dismiss").click()
    table_page.get_by_test_id("open-history").click()
    rows = table_page.get_by_test_id("mended-table").locator("tr")
    expect(rows).to_have_count(3)
    assert [row.locator("td").all_inner_texts() for row in rows.all()] == [READ[0], ["48", "705", ""], READ[2]]
    expect_accessible(table_page)
    table_page.get_by_test_id("copy-mended").click()
    expect(table_page.locator(".mended")).to_contain_text("Copied")
    assert table_page.evaluate("navigator.clipboard.readText()").split() == ["12", "345", "7", "48", "705", "20", "3?"]
    with table_page.expect_download() as download:
        table_page.get_by_test_id("save-mended").click()
    assert download.value.suggested_filename == "page.csv"
    assert list(csv.reader(io.StringIO(download.value.path().read_text())))[1] == ["48", "705", ""]


@pytest.mark.cleared
def test_what_was_copied_or_is_as_it_was_read_is_left_without_a_question(table_page):
    asked = questions(table_page)
    mend(table_page)
    table_page.get_by_test_id("copy-table").click()
    expect(table_page.get_by_test_id("copy-table")).to_have_attribute("data-done", "")
    table_page.reload()
    choose(table_page, sheet())
    expect(table_page.get_by_test_id("table")).to_be_visible()
    cell(table_page, 1, 1).click()
    table_page.keyboard.type("705")
    table_page.keyboard.press("Enter")
    table_page.get_by_test_id("undo-cell").click()
    expect(cell(table_page, 1, 1)).to_have_text("?05")
    table_page.reload()
    assert asked == []


@pytest.mark.parametrize("damaged", ["{", "7", '[{"name": 1, "rows": [["2"]]}]', '[{"name": "a", "rows": [[2]]}]'])
def test_kept_tables_that_are_damaged_do_no_harm(page, address, damaged):
    page.evaluate("(damaged) => sessionStorage.setItem('digitpad-tables', damaged)", damaged)
    opened(page, address)
    page.get_by_test_id("open-history").click()
    expect(page.get_by_role("dialog")).to_contain_text("kept here until you close this tab")
    expect(page.get_by_test_id("mended-table")).to_have_count(0)


def test_files_that_come_together_are_one_table(page, address):
    drop(opened(page, address), sheet(["7 5", "1 2"], "a.png"), sheet(["4 4", "3 3"], "b.png"))
    expect(grid(page).locator("[scope=rowgroup]")).to_have_text(["a.png", "b.png"])
    assert texts(page) == [["7", "5"], ["1", "2"], ["4", "4"], ["3", "3"]]


@pytest.mark.cleared
def test_checks_mark_and_count_what_fails(table_page):
    page = table_page
    page.get_by_text("Checks").click()
    page.get_by_role("button", name="Add a check").click()
    page.get_by_label("Columns").select_option("column A")
    page.get_by_label("to", exact=True).fill("30")
    count(page).to_have_text("3 to check")
    expect(cell(page, 1, 0)).to_have_attribute("aria-label", "48, to check")
    cell(page, 1, 0).click()
    expect(page.get_by_test_id("cell-why")).to_have_text("More than 30.")
    page.keyboard.press("Enter")
    count(page).to_have_text("2 to check")
    page.get_by_label("to", exact=True).fill("3O")  # an O
    count(page).to_have_text("2 to check")
    expect(page.get_by_label("to", exact=True)).to_have_attribute("aria-invalid", "true")
    page.get_by_label("Check", exact=True).select_option("Number of digits")
    page.get_by_label("How many").fill("3")
    count(page).to_have_text("5 to check")
    page.get_by_label("How many").fill("")  # on the way to another number
    count(page).to_have_text("2 to check")
    page.get_by_label("How many").fill("2")
    page.get_by_label("Columns").select_option("column C")
    expect_accessible(page, but=DIGITS)
    choose(page, sheet(["7 5", "5 7"]))
    expect(grid(page).locator("tbody td")).to_have_count(4)
    count(page).to_have_text("Nothing to check")
    expect(page.get_by_label("Columns")).to_have_value("2")  # what is checked is what is shown
    page.get_by_role("button", name="Remove").click()
    expect(page.get_by_role("button", name="Add a check")).to_be_focused()


@pytest.mark.cleared
def test_on_a_phone_it_is_below_the_picture_and_nothing_is_cut_off(table_page):
    page = in_window(table_page, 390, 844)
    picture, table = (page.get_by_test_id(name).bounding_box() for name in ("sheet", "table"))
    assert table["y"] >= picture["y"] + picture["height"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    in_window(page, 1366, 768)
    picture, table = (page.get_by_test_id(name).bounding_box() for name in ("sheet", "table"))
    assert table["x"] >= picture["x"] + picture["width"]
    assert page.get_by_test_id("copy-table").bounding_box()["y"] < 768 - 44


def test_one_digit_of_the_test_set_has_no_table(pad_page):
    pad_page.get_by_test_id("sample").click()
    expect(pad_page.get_by_test_id("truth")).to_be_visible()
    expect(pad_page.get_by_test_id("table")).to_have_count(0)


# The pad


def test_what_is_in_doubt_is_counted_beside_the_number_in_the_page_s_language(page, address):
    page.evaluate("localStorage.setItem('digitpad-language', 'de')")
    opened(page, address)
    expect(page.get_by_test_id("lesson")).to_be_attached()
    by_mouse(page, on_pad(page, drawing("two"), x=0.25, size=0.4))
    by_mouse(page, on_pad(page, SCRIBBLE, x=0.7, size=0.4))
    last_reading(page, 2)
    said = "getComputedStyle(document.querySelector('.readout'), '::after').content"
    page.wait_for_function(f"() => {said} === '\"1 zu prüfen\"'")


@pytest.mark.cleared
def test_doubt_shows_in_the_number_on_the_pad_and_only_there_are_labels(pad_page):
    page = pad_page
    for strokes, x in ((drawing("two"), 0.3), (SCRIBBLE, 0.5), (drawing("round zero"), 0.7)):
        by_mouse(page, on_pad(page, strokes, x=x, size=0.3))
    unsure = [each["rejected"] or each["confidence"] < 0.9 for each in last_reading(page, 3)["digits"]]
    assert unsure == [False, True, False]
    letters = page.locator(".reading span")
    expect(letters.nth(1)).to_have_attribute("data-unsure", "")
    expect(page.locator(".reading [data-unsure]")).to_have_count(1)
    said = "getComputedStyle(document.querySelector('.readout'), '::after').content"
    page.wait_for_function(f"() => {said}.includes('to check')")
    labels = page.locator(".boxes b")
    for i, opacity in enumerate(["0", "1", "1"]):  # sure, in doubt, chosen
        expect(labels.nth(i)).to_have_css("opacity", opacity)
    page.get_by_test_id("undo").click()
    page.get_by_test_id("undo").click()
    expect(page.locator(".reading [data-unsure]")).to_have_count(0)
