"""User stories of what can be done with a picture on the page: it is turned, and what is unreadable is hidden."""

from accessible import expect_accessible
from drawings import drawing, line, placed
from PIL import Image, ImageDraw
from playwright.sync_api import expect
from test_grid_page import READ, cell, grid, sheet, texts
from test_picture_page import HEIGHT, WIDTH, choose, file_of, picture, read_picture
from test_picture_parts import boxes, corners, drag, next_reading


def lies_turned(page):
    """Whether the picture on the sheet is higher than wide."""
    return page.evaluate("""() => {
      const { width, height } = document.querySelector("[data-testid=picture] canvas");
      return height > width;
    }""")


def middles(reading):
    return [(x + width / 2, y + height / 2) for x, y, width, height in boxes(reading)]


def test_a_picture_is_turned_and_read_again_and_stays_so(pad_page):
    page = pad_page
    choose(page, picture("2048", "715"))
    before = read_picture(page)
    right = page.get_by_role("button", name="Turn right")
    right.click()
    turned = next_reading(page, 2)
    expect(right).to_be_focused()
    assert lies_turned(page)
    places = [(HEIGHT - y, x) for x, y in middles(before)]
    assert all(min(abs(x - u) + abs(y - v) for u, v in middles(turned)) < 8 for x, y in places)
    drag(page, *corners(page, (0.65, 0.02), (0.98, 0.97)))  # of the picture as it lies now: what was its upper row
    part = next_reading(page, 3)
    assert len(part["digits"]) == 4
    assert all(x >= 0.65 * HEIGHT - 1 for x, _ in middles(part))
    page.get_by_test_id("clear").click()
    page.get_by_test_id("open-history").click()
    page.get_by_test_id("bring-back").click()
    assert len(next_reading(page, 4)["digits"]) == 4
    assert lies_turned(page)
    page.keyboard.press("l")
    again = next_reading(page, 5)
    assert (again["text"], lies_turned(page)) == ("2048", False)  # the same part
    page.get_by_test_id("whole").click()
    assert next_reading(page, 6)["text"] == "2048\n715"
    expect_accessible(page)


def test_the_newest_turn_wins_and_each_press_counts(pad_page):
    page = pad_page
    choose(page, picture("2048", "715"))
    first = read_picture(page)
    before = page.evaluate("readings.length")
    page.evaluate("""() => {
      for (const _ of [1, 2]) document.querySelector("[data-testid=turn-right]").click();
    }""")
    turned = next_reading(page, before + 1)
    assert not lies_turned(page)
    upside_down = [(WIDTH - x, HEIGHT - y) for x, y in middles(first)]
    assert all(min(abs(x - u) + abs(y - v) for u, v in middles(turned)) < 8 for x, y in upside_down)
    page.wait_for_timeout(300)
    assert page.evaluate("readings.length") == before + 1  # the first is given up


def test_in_a_table_of_several_pictures_the_one_that_is_shown_is_turned(pad_page):
    page = pad_page
    choose(page, sheet())
    expect(grid(page)).to_be_visible()
    files = [sheet(["7 5 4", "1 2 3"], "second.png")]
    page.get_by_test_id("add-pictures").set_input_files(files)
    expect(page.get_by_role("img", name="The picture second.png")).to_be_visible()
    expect(grid(page).locator("[scope=rowgroup]")).to_have_count(2)
    cell(page, 1, 0).click()
    expect(page.get_by_role("img", name="The picture page.png")).to_be_visible()
    cell(page, 1, 0).press("9")
    page.keyboard.press("Enter")
    read = page.evaluate("readings.length")
    page.get_by_role("button", name="Turn right").click()
    next_reading(page, read + 1)
    expect(grid(page).locator("[scope=rowgroup]")).to_have_text(["page.png", "second.png"])
    expect(cell(page, 1, 0)).to_have_attribute("aria-label", "9, typed")  # it stands where it did
    page.get_by_test_id("undo-cell").click()
    expect(cell(page, 1, 0)).to_have_text("12")
    page.get_by_test_id("redo-cell").click()
    expect(cell(page, 1, 0)).to_have_text("9")
    page.get_by_role("button", name="Turn left").click()
    next_reading(page, read + 2)
    expect(cell(page, 1, 1)).to_have_text("345")
    assert texts(page) == [["9", "345", "7"], *READ[1:], ["7", "5", "4"], ["1", "2", "3"]]


def with_a_cross():
    """A picture of the numbers 12 and 345 in a row, and a cross between them."""
    paper = Image.new("L", (900, 220), 255)
    pen = ImageDraw.Draw(paper)
    digits = [("bar", 60), ("two", 132), ("three", 420), ("closed four", 492), ("five", 564)]
    strokes = [stroke for name, x in digits for stroke in placed(drawing(name), x, 60, 80)]
    corners = [((0, 0), (0.8, 1)), ((0.8, 0), (0, 1)), ((0, 0.5), (0.8, 0.5)), ((0.4, 0), (0.4, 1))]
    strokes += placed([line(*ends) for ends in corners], 270, 60, 80)
    for stroke in strokes:
        pen.line([tuple(point) for point in stroke], fill=0, width=7, joint="curve")
    return file_of(paper, "cross.png")


def test_what_stands_in_no_number_is_hidden_and_shown_again(pad_page):
    page = pad_page
    choose(page, with_a_cross())
    assert read_picture(page)["text"] == "12 ? 345"
    shown, hide = page.get_by_test_id("reading"), page.get_by_test_id("hide-unreadable")
    expect(hide).to_have_text("Hide 1 unreadable")
    hide.click()
    expect(shown).to_have_text("12 345")
    announced = page.evaluate("readings.at(-1)")
    assert (announced["text"], announced["source"], announced["strokes"]) == ("12 345", "image", 0)
    assert len(announced["digits"]) == 5
    assert announced["finished"]
    assert 0 <= announced["latencyMs"] < 5000
    expect(page.get_by_test_id("boxes").get_by_role("radio")).to_have_count(5)
    expect_accessible(page, but="[role=radio]")
    assert texts(page) == [["12", "345"]]
    for read in (4, 6):  # turned, it is read, and what can't be read is hidden again
        page.get_by_role("button", name="Turn left").click()
        page.wait_for_function("(read) => readings.length === read", arg=read)
        expect(hide).to_have_text("Show 1 unreadable")
        expect(shown).to_have_text("12 345")
    hide.click()
    expect(shown).to_have_text("12 ? 345")
    expect(hide).to_have_text("Hide 1 unreadable")
    assert page.evaluate("(read) => readings.slice(read).map(({ text }) => text)", read) == ["12 ? 345"]
    assert texts(page) == [["12", "?", "345"]]
    cell(page, 0, 1).press("6")  # what somebody has typed is hidden no more
    page.keyboard.press("Enter")
    expect(hide).to_be_hidden()
