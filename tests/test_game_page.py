"""User stories of the game: numbers against the clock, on a pad of its own."""

import io
from contextlib import closing

import pytest
from accessible import expect_accessible
from conftest import SharedWindow, draw, opened
from drawings import PLAIN, by_mouse, drawing, placed
from PIL import Image
from playwright.sync_api import expect

# The same numbers each time (Lehmer's generator): whether any number at all is read, these tests do not ask.
CHANCE = "{ let state = 7; Math.random = () => (state = (state * 48271) % 2147483647) / 2147483647; }"


@pytest.fixture(scope="module")
def window_with_clock(chromium):
    """A window whose clock can be put forward, with the same numbers each time its page is loaded."""

    def prepare(page):
        page.add_init_script(CHANCE)
        page.clock.install()

    with closing(SharedWindow(chromium, prepare, reduced_motion="reduce")) as window:
        yield window


@pytest.fixture
def game(window_with_clock, address, problems):
    """The game, opened and not begun."""
    with window_with_clock.lent(address, problems) as page:
        opened(page, address)
        page.clock.run_for(2000)  # until the examples are there
        page.get_by_test_id("example-game").click()
        expect(page.get_by_test_id("game-start")).to_be_visible()
        yield page


def begin(page):
    page.get_by_test_id("game-start").click()
    expect(page.get_by_test_id("game-pad")).to_be_visible()


def asked(page):
    return page.get_by_test_id("game-asked").inner_text()


def write(page, number):
    """A number on the game's pad, by mouse."""
    pad = page.get_by_test_id("game-pad").bounding_box()
    side = pad["width"] / (1.3 * max(3, len(number)))
    for i, digit in enumerate(number):
        x = pad["x"] + pad["width"] / 2 + (i - len(number) / 2) * 1.1 * side
        by_mouse(page, placed(drawing(PLAIN[int(digit)]), x, pad["y"] + pad["height"] / 3, side))


def points(page):
    return page.get_by_test_id("game-points")


def write_rightly(page, score):
    number = asked(page)
    write(page, number)
    expect(points(page)).to_have_text(f"{score} point{'s' * (score != 1)}")
    return number


def write_wrongly(page):
    number = asked(page)
    write(page, "1" if number != "1" else "7")
    expect(page.get_by_test_id("game-asked")).not_to_have_text(number)
    return number


def end(page):
    page.clock.fast_forward(61_000)
    expect(page.get_by_test_id("game-result")).to_be_visible()


def test_each_number_that_is_read_is_a_point_and_the_next_comes_by_itself(game):
    expect(game.get_by_test_id("game-rules")).to_contain_text("60 seconds")
    begin(game)
    expect(game.get_by_test_id("game-left")).to_have_text("60 s")
    first = write_rightly(game, 1)
    expect(game.get_by_test_id("game-asked")).not_to_have_text(first)
    write_rightly(game, 2)
    end(game)
    expect(game.locator(".game-score")).to_have_text("2 points")
    expect(game.get_by_test_id("game-outcome")).to_have_text(
        "You wrote 2 numbers in 60 seconds, and the network read all of them."
    )
    expect(game.get_by_test_id("game-tricky")).to_have_count(0)
    expect(game.get_by_test_id("game-result")).to_contain_text("Your best on this device: 2.")


def test_what_was_tricky_is_shown_with_what_was_asked_and_what_was_read(game):
    begin(game)
    number = write_wrongly(game)
    write_rightly(game, 1)
    end(game)
    [tricky] = game.get_by_test_id("game-tricky").get_by_role("listitem").all()
    expect(tricky).to_contain_text(f"Read as {'1' if number != '1' else '7'}, not as {number}.")
    assert tricky.locator("path").count() >= 1
    expect(game.get_by_test_id("game-outcome")).to_have_text(
        "You wrote 2 numbers in 60 seconds. The network read 1 as asked, and 1 otherwise."
    )


def test_a_wrong_number_is_told_at_once_to_all_and_is_no_point(game):
    begin(game)
    told = game.get_by_test_id("game-told")
    expect(told).to_have_text("")
    where = game.get_by_test_id("game-pad").bounding_box()
    number = write_wrongly(game)
    expect(told).to_have_text(f"Read as {'1' if number != '1' else '7'}, not as {number}.")
    expect(told).to_have_role("status")
    expect(told).to_be_in_viewport()
    expect(points(game)).to_have_text("0 points")
    assert game.get_by_test_id("game-pad").bounding_box() == where  # nothing moves
    write_rightly(game, 1)
    expect(told).to_have_text("")


def test_the_network_is_beaten_only_where_one_says_that_one_wrote_what_was_asked(game):
    begin(game)
    numbers = [write_wrongly(game), write_wrongly(game)]
    end(game)
    verdict = game.get_by_test_id("game-verdict")
    expect(game.get_by_test_id("game-result")).not_to_contain_text("You have beaten the network")
    mine = [game.get_by_role("button", name=f"I wrote {number}", exact=True).first for number in numbers]
    mine[0].press("Enter")
    expect(mine[0]).to_have_attribute("aria-pressed", "true")
    expect(verdict).to_have_text("You have beaten the network once in 2.")
    expect(verdict).to_have_role("status")
    mine[1].press("Enter")
    expect(verdict).to_have_text("You have beaten the network 2 times in 2.")
    for each in mine:
        each.press("Enter")  # and took it back
    expect(verdict).to_contain_text("Which of these")


def test_it_is_found_in_the_header_once_there_is_ink(game):
    game.keyboard.press("Escape")
    draw(game, "seven")
    expect(game.get_by_test_id("example-game")).to_be_hidden()
    game.get_by_test_id("open-game").click()
    expect(game.get_by_test_id("game-start")).to_be_focused()
    game.keyboard.press("Escape")
    expect(game.get_by_test_id("open-game")).to_be_focused()


def test_the_score_is_a_picture_to_share(game):
    begin(game)
    write_rightly(game, 1)
    write_wrongly(game)
    end(game)
    with game.expect_download() as download:
        game.get_by_test_id("game-share").click()
    picture = Image.open(io.BytesIO(download.value.path().read_bytes()))
    assert picture.size == (1200, 630)
    grey = picture.convert("L")
    ink, score, below = [grey.crop(part) for part in ((60, 60, 580, 530), (640, 60, 1140, 530), (640, 560, 1140, 610))]
    for each in (ink, score, below):  # below: what the ink was read as, and what it was to be
        assert len(each.getcolors()) > 10
    expect(game.get_by_test_id("game-shared")).to_have_text("Saved as digitpad-game.png.")


def test_what_is_being_written_when_time_is_up_does_not_count_and_one_plays_again(game):
    begin(game)
    write_rightly(game, 1)
    pad = game.get_by_test_id("game-pad").bounding_box()
    game.mouse.move(pad["x"] + 80, pad["y"] + 60)
    game.mouse.down()
    game.mouse.move(pad["x"] + 80, pad["y"] + 160)
    end(game)
    game.mouse.up()
    expect(game.locator(".game-score")).to_have_text("1 point")
    expect(game.get_by_test_id("game-start")).to_be_focused()
    game.keyboard.press("Enter")
    expect(points(game)).to_have_text("0 points")
    expect(game.get_by_test_id("game-left")).to_have_text("60 s")
    end(game)
    expect(game.get_by_test_id("game-outcome")).to_contain_text("Nothing was written")
    expect(game.get_by_test_id("game-share")).to_be_hidden()
    expect(game.get_by_test_id("game-result")).to_contain_text("Your best on this device: 1.")


def test_nothing_moves_when_time_is_up(game):
    begin(game)
    write_rightly(game, 1)
    game.evaluate("""() => {
      window.shifts = [];
      const add = (list) => shifts.push(...list.getEntries().map((each) => JSON.stringify(each.sources)));
      new PerformanceObserver(add).observe({ type: "layout-shift" });
    }""")
    end(game)
    game.clock.run_for(1000)
    assert game.evaluate("shifts") == []


def test_clear_begins_the_number_anew(game):
    begin(game)
    number = asked(game)
    pad = game.get_by_test_id("game-pad").bounding_box()
    by_mouse(game, [[(pad["x"] + 20, pad["y"] + 20), (pad["x"] + 120, pad["y"] + 90)]], None)
    game.get_by_test_id("game-clear").click()
    game.clock.run_for(2000)
    expect(game.get_by_test_id("game-asked")).to_have_text(number)
    write_rightly(game, 1)


def test_nothing_of_the_page_is_touched(game):
    begin(game)
    write_rightly(game, 1)
    game.keyboard.press("Escape")
    expect(game.get_by_role("dialog")).to_have_count(0)
    expect(game.get_by_test_id("example-game")).to_be_focused()
    assert game.evaluate("readings.length") == 0
    expect(game.get_by_test_id("undo")).to_be_disabled()
    game.clock.fast_forward(70_000)  # and no round goes on
    expect(game.get_by_role("dialog")).to_have_count(0)
    assert draw(game, "seven")["text"] == "7"


def test_it_is_played_by_keys_alone(new_page, address):
    page = new_page(reduced_motion="reduce")
    page.add_init_script("Math.random = () => 0.15")  # asks for a 1
    opened(page, address)
    page.get_by_test_id("example-game").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("game-start")).to_be_visible()
    expect(page.get_by_test_id("game-start")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("game-asked")).to_have_text("1")
    expect(page.get_by_test_id("game-pad")).to_be_focused()
    page.keyboard.press("Space")
    for _ in range(4):
        page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Space")
    expect(points(page)).to_have_text("1 point")


@pytest.mark.parametrize("state", ["rules", "playing", "result"])
def test_it_is_accessible(game, state):
    if state != "rules":
        begin(game)
    if state == "result":
        write_wrongly(game)
        end(game)
    expect_accessible(game)
