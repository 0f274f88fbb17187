"""User stories on "How it sees": the way from ink to answer, maps that are taken apart, and a digit that is changed."""

import re

import numpy as np
import pytest
from conftest import draw, in_window, opened
from drawings import QUICK, drawing, on_pad, thinned
from playwright.sync_api import expect

from tools.site import model_card

OTHER = "three-conv"
PICTURES = "(list) => list.map((canvas) => pixelsOf(canvas).join())"


def open_it(page, level="pupil"):
    page.get_by_test_id("open-sees").click()
    panel = page.get_by_test_id("panel")
    expect(panel.get_by_test_id("sees-hint")).to_be_visible()
    panel.get_by_test_id(f"level-{level}").click()
    return panel


def choose(page, name):
    page.get_by_test_id("model").select_option(name)
    expect(page.get_by_test_id("progress")).to_be_hidden()


def take_apart(page, layer):
    page.get_by_test_id(f"press-{layer}").press("Enter")
    detail = page.get_by_test_id("detail")
    expect(detail).to_be_visible()
    return detail


def numbers_in(texts):
    return [float(text) for text in re.findall(r"-?\d+\.\d+", re.sub("\N{MINUS SIGN} ?", "-", texts))]


@pytest.mark.cleared
def test_the_way_is_seen_while_one_draws(pad_page):
    page = pad_page
    panel = open_it(page, "student")
    expect(page.get_by_test_id("sees-hint")).to_contain_text("Write a digit")
    stroke = thinned(on_pad(page, drawing("three")), QUICK)[0]
    page.mouse.move(*stroke[0])
    page.mouse.down()
    seen = []
    half = len(stroke) // 2
    for part in (stroke[:half], stroke[half:]):
        read = page.evaluate("readings.length")
        for point in part:
            page.mouse.move(*point)
        page.wait_for_function("(read) => readings.length > read", arg=read)
        expect(panel.locator(".stage:visible canvas")).to_have_count(20)  # four of the ink, and 16 layers
        page.wait_for_timeout(200)
        seen.append(panel.locator(".stage:visible canvas").evaluate_all(PICTURES))
    page.mouse.up()
    for before, after in zip(*seen, strict=True):
        assert before != after
    for sentence in ("drawn again 2.6 pixels wide", "16 patterns of 3×3", "largest of each 2×2", "add up to 1"):
        expect(panel).to_contain_text(sentence)
    answers = panel.get_by_test_id("sees-answers").get_by_role("listitem")
    expect(answers).to_have_count(11)
    expect(answers.nth(3)).to_have_attribute("data-best", "")


@pytest.mark.cleared
def test_a_pupil_sees_fewer_stages_and_the_level_is_remembered(pad_page):
    page = pad_page
    draw(page, "six")
    panel = open_it(page)
    for title in ("Your ink", "One size", "One pen", "Centred", "28 × 28", "Small patterns", "Evidence", "Answer"):
        expect(panel.get_by_role("heading", name=title)).to_be_visible()
    few = panel.locator(".stage:visible").count()
    page.get_by_test_id("level-student").click()
    assert panel.locator(".stage:visible").count() > few + 8
    page.get_by_test_id("open-compare").click()
    page.get_by_test_id("open-sees").click()
    expect(page.get_by_test_id("level-student")).to_have_attribute("aria-pressed", "true")


@pytest.mark.cleared
def test_the_layers_of_the_network_are_listed(pad_page):
    page = pad_page
    choose(page, OTHER)
    panel = open_it(page)
    panel.get_by_test_id("about-network").locator("summary").click()
    rows = [row.split("\t") for row in panel.get_by_role("row").all_inner_texts()]
    assert rows == [
        ["Operation", "Output", "Parameters"],
        ["Input", "28 × 28 × 1", ""],
        ["Convolution 3×3 + ReLU", "26 × 26 × 32", "320"],
        ["Max pooling 2×2", "13 × 13 × 32", ""],
        ["Convolution 3×3 + ReLU", "11 × 11 × 64", "18,496"],
        ["Max pooling 2×2", "5 × 5 × 64", ""],
        ["Convolution 3×3 + ReLU", "3 × 3 × 64", "36,928"],
        ["Flatten", "576", ""],
        ["Dense + ReLU", "64", "36,928"],
        ["Dense", "10", "650"],
        ["Softmax", "10", ""],
    ]
    facts = model_card(OTHER)
    for fact in (f"{facts['parameters']:,}", f"{facts['multiplyAdds']:,}", facts["about"]):
        expect(panel).to_contain_text(fact)
    expect(panel).to_contain_text(f"{100 * facts['accuracy']['MNIST test (10,000)'][facts['precision']]:.2f}%")


@pytest.mark.cleared
def test_each_accuracy_says_how_it_was_measured_and_the_first_is_the_reports(pad_page):
    page = pad_page
    panel = open_it(page)
    panel.get_by_test_id("about-network").locator("summary").click()
    facts = model_card("default")
    for name, by in facts["accuracy"].items():
        in_page, one_look = (f"{100 * by[key]:.2f}%" for key in ("page", facts["precision"]))
        row = panel.get_by_test_id("facts").locator("div").filter(has_text=name).locator("dd")
        if in_page == one_look:
            expect(row).to_have_text(in_page)
        else:
            expect(row).to_have_text(
                f"{in_page} as the page reads; {one_look} without its second look at doubtful digits"
            )
    assert {by["page"] == by[facts["precision"]] for by in facts["accuracy"].values()} == {True, False}


@pytest.mark.cleared
def test_a_convolution_is_written_out_by_keyboard_alone(pad_page):
    page = pad_page
    draw(page, "seven")
    open_it(page, "student")
    detail = take_apart(page, 1)
    expect(detail.get_by_role("heading", name="Convolution 3×3 + ReLU")).to_be_focused()
    surface = detail.get_by_test_id("surface")
    surface.focus()
    for _ in range(28):
        page.keyboard.press("ArrowLeft")
        page.keyboard.press("ArrowUp")
    expect(detail).to_contain_text("row 1, column 1")
    expect(detail.get_by_test_id("terms").get_by_text("edge")).to_have_count(5)
    for _ in range(9):
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowRight")
    expect(detail).to_contain_text("row 10, column 10")
    terms = detail.get_by_test_id("terms").get_by_role("listitem").all_inner_texts()
    assert len(terms) == 9
    products = [numbers_in(text) for text in terms]
    for value, weight, product in products:
        assert value * weight == pytest.approx(product, abs=0.002)
    lines = detail.get_by_test_id("lines").inner_text()
    total, bias, together, value = numbers_in(re.sub(r"\b9 products|becomes 0\b", "", lines))
    assert sum(product for *_, product in products) == pytest.approx(total, abs=0.005)
    assert total + bias == pytest.approx(together, abs=0.002)
    assert value == max(0, together)
    page.keyboard.press("Escape")
    expect(detail).to_be_hidden()
    expect(page.get_by_test_id("press-1")).to_be_focused()
    expect(page.get_by_test_id("panel")).to_be_visible()
    expect(page.get_by_test_id("reading")).to_have_text("7")


@pytest.mark.cleared
def test_pooling_the_depthwise_layer_and_softmax_are_written_out_too(pad_page):
    page = pad_page
    draw(page, "eight")
    open_it(page, "student")

    def written_out(layer, kind):
        detail = take_apart(page, layer)
        expect(detail.get_by_role("heading", name=kind)).to_be_focused()
        terms = numbers_in(" ".join(detail.get_by_test_id("terms").get_by_role("listitem").all_inner_texts()))
        return terms, dict(text.split("\n") for text in detail.get_by_test_id("lines").locator("div").all_inner_texts())

    terms, lines = written_out(3, "Max pooling 2×2")
    assert len(terms) == 4
    assert numbers_in(lines["Largest of these 4"]) == [max(terms)]

    terms, lines = written_out(12, "Depthwise convolution 7×7")
    assert len(terms) == 49
    [total] = numbers_in(lines["Sum of these 49 products"])
    assert sum(terms) == pytest.approx(total, abs=49 * 0.005)  # of two decimals
    expect(page.get_by_test_id("detail")).to_contain_text(f"After: {total:.3f}".replace("-", "\N{MINUS SIGN}"))

    detail = take_apart(page, 15)
    rows = [row.split("\t") for row in detail.get_by_test_id("softmax").get_by_role("row").all_inner_texts()[1:]]
    assert len(rows) == 11
    evidence = np.array([numbers_in(row[1]) for row in rows]).ravel()
    powers = np.exp(evidence - evidence.max())
    np.testing.assert_allclose([float(row[2]) for row in rows], powers, atol=0.0015)
    shares = [float(row[3].rstrip("%")) for row in rows]
    np.testing.assert_allclose(shares, 100 * powers / powers.sum(), atol=0.15)
    assert rows[int(np.argmax(shares))][0] == page.get_by_test_id("reading").inner_text()


@pytest.mark.cleared
def test_the_window_plays_pauses_steps_and_follows_the_pointer(pad_page):
    page = pad_page
    draw(page, "seven")
    open_it(page)
    detail = take_apart(page, 1)
    surface = detail.get_by_test_id("surface")
    box = surface.bounding_box()
    page.mouse.move(box["x"] + 2, box["y"] + 2)
    expect(detail).to_contain_text("row 1, column 1")
    page.mouse.move(0, 0)
    page.get_by_test_id("sees-step").click()
    expect(detail).to_contain_text("row 1, column 2")
    page.get_by_test_id("sees-back").click()
    expect(detail).to_contain_text("row 1, column 1")
    page.get_by_test_id("sees-play").click()
    expect(detail).to_contain_text(re.compile(r"row 1, column ([3-9]|[12]\d)"))
    page.get_by_test_id("sees-play").click()
    expect(page.get_by_test_id("sees-play")).to_have_text("Play")
    before = detail.inner_text()
    page.wait_for_timeout(600)
    assert detail.inner_text() == before
    assert box["width"] == pytest.approx(300, abs=1)


@pytest.mark.cleared
def test_evidence_says_what_spoke_for_one_digit_and_against_another(pad_page):
    page = pad_page
    choose(page, OTHER)
    draw(page, "seven")
    open_it(page)
    detail = take_apart(page, 8)
    page.get_by_test_id("against").select_option("1")
    expect(detail.get_by_role("heading", name="What spoke for 7 and against 1")).to_be_visible()
    voices = [numbers_in(text) for text in detail.get_by_test_id("voices").get_by_role("listitem").all_inner_texts()]
    assert len(voices) == 6
    for value, weight, product in voices:
        assert value * weight == pytest.approx(product, abs=0.005)
    sizes = [abs(product) for *_, product in voices]
    assert sizes == sorted(sizes, reverse=True)
    page.get_by_test_id("press-8").press("Enter")  # the same again closes it
    expect(detail).to_be_hidden()


@pytest.mark.cleared
def test_what_is_erased_or_added_changes_the_answer(pad_page):
    page = pad_page
    draw(page, "seven", QUICK)
    open_it(page)
    take_apart(page, 0)
    expect(page.get_by_test_id("try-before")).to_contain_text("Your ink: 7")
    box = page.get_by_test_id("try").bounding_box()
    for height in (0.14, 0.24):  # the bar of the 7
        page.mouse.move(box["x"] + 0.15 * box["width"], box["y"] + height * box["width"])
        page.mouse.down()
        page.mouse.move(box["x"] + 0.85 * box["width"], box["y"] + height * box["width"], steps=6)
        page.mouse.up()
    expect(page.get_by_test_id("try-after")).to_contain_text(re.compile(r"Changed: (?!7)"))
    expect(page.get_by_test_id("sees-answers").locator("[data-best] b")).not_to_have_text("7")
    expect(page.get_by_test_id("reading")).to_have_text("7")  # the page's own reading stays
    page.get_by_test_id("try-back").click()
    expect(page.get_by_test_id("try-back")).to_be_hidden()
    expect(page.get_by_test_id("sees-answers").locator("[data-best] b")).to_have_text("7")
    page.get_by_test_id("which-ink").click()
    expect(page.get_by_test_id("decided")).to_contain_text("speaks for 7")


@pytest.mark.cleared
def test_the_keyboard_adds_and_erases_ink(pad_page):
    page = pad_page
    draw(page, "bar")
    open_it(page)
    take_apart(page, 0)
    page.get_by_test_id("try-add").press("Enter")
    page.get_by_test_id("try").focus()
    for _ in range(5):
        page.keyboard.press("ArrowRight")
        page.keyboard.press("Space")
    expect(page.get_by_test_id("try-after")).to_contain_text("Changed")
    expect(page.get_by_test_id("reading")).to_have_text("1")


def test_the_way_follows_the_network_and_the_colour_scheme(page, address):
    opened(page, address)
    draw(page, "six")
    panel = open_it(page, "student")
    expect(panel.locator(".stage:visible canvas")).to_have_count(20)
    light = panel.get_by_test_id("press-1").locator("canvas").evaluate_all(PICTURES)
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(
        "(light) => pixelsOf(document.querySelector('[data-testid=press-1] canvas')).join() !== light", arg=light[0]
    )
    take_apart(page, 3)
    choose(page, OTHER)
    expect(panel.locator(".stage:visible canvas")).to_have_count(14)
    expect(page.get_by_test_id("detail")).to_have_count(0)


@pytest.mark.parametrize(("system", "chosen"), [("light", "Dark"), ("dark", "Light")])
def test_the_way_follows_the_theme_that_was_chosen(page, address, system, chosen):
    opened(in_window(page, color_scheme=system), address)
    draw(page, "six")
    panel = open_it(page)
    expect(panel.locator(".stage canvas").first).to_be_visible()
    page.get_by_test_id("open-settings").click()
    page.get_by_test_id("choose-theme").get_by_label(chosen).check()
    page.keyboard.press("Escape")
    ground = "getComputedStyle(document.querySelector('.way')).getPropertyValue('--soft')"
    page.wait_for_function(f"""() => {{
      const context = new OffscreenCanvas(1, 1).getContext("2d");
      context.fillStyle = {ground};
      context.fillRect(0, 0, 1, 1);
      const [r, g, b] = context.getImageData(0, 0, 1, 1).data;
      const pixels = pixelsOf(document.querySelector("[data-testid=press-1] canvas"));
      const isGround = (i) => pixels[i] === r && pixels[i + 1] === g && pixels[i + 2] === b;
      return Array.from({{ length: pixels.length / 4 }}, (_, i) => 4 * i).some(isGround); // where no pattern is found
    }}""")


@pytest.mark.cleared
def test_a_pictures_digit_is_seen_too(pad_page):
    page = pad_page
    page.get_by_test_id("sample").click()
    page.wait_for_function("() => readings.length === 1")
    panel = open_it(page)
    expect(panel.get_by_role("heading", name="The picture")).to_be_visible()
    expect(panel.get_by_role("heading", name="One pen")).to_be_hidden()
    expect(panel.get_by_test_id("press-1")).to_be_visible()


@pytest.mark.cleared
def test_on_a_phone_nothing_is_wider_than_the_page(pad_page):
    page = in_window(pad_page, 390, 844)
    draw(page, "six")
    open_it(page, "student")
    for layer in (0, 2, 12, 14, 15):
        take_apart(page, layer)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, layer


@pytest.mark.cleared
def test_presenting_goes_by_keys_alone_and_ends_as_it_began(pad_page):
    page = pad_page
    draw(page, "seven")
    panel = open_it(page)
    page.get_by_test_id("present").press("Enter")
    expect(panel).to_have_attribute("data-presenting", "")
    shown = panel.locator(".stage:visible h3")
    expect(shown).to_have_text("Your ink")
    assert panel.bounding_box()["width"] >= page.viewport_size["width"] - 1
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    expect(shown).to_have_text("Small patterns")
    expect(page.get_by_test_id("presented")).to_have_text(re.compile(r"6 of \d+"))
    expect(page.get_by_test_id("terms")).to_be_visible()
    before = page.get_by_test_id("map").inner_text()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_test_id("map")).not_to_have_text(before)
    page.keyboard.press("d")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    for _ in range(9):  # to the last, where no more is taken apart
        page.keyboard.press("ArrowRight")
    expect(shown).to_have_text("Answer")
    page.keyboard.press("ArrowLeft")
    expect(shown).to_have_text("Evidence")
    page.keyboard.press("Escape")
    expect(page.locator("[data-presenting], [inert]")).to_have_count(0)
    expect(page.locator("html")).to_have_attribute("data-theme", "light")
    expect(page.get_by_test_id("present")).to_be_focused()
    expect(page.get_by_test_id("reading")).to_have_text("7")


@pytest.mark.cleared
@pytest.mark.parametrize("first", ["pupil", "student"])
def test_another_level_keeps_what_is_presented(pad_page, first):
    page = pad_page
    draw(page, "seven")
    panel = open_it(page, first)
    second = "student" if first == "pupil" else "pupil"
    page.get_by_test_id("present").press("Enter")
    stage = panel.locator(".stage:visible")
    page.keyboard.press("l")
    names = {level: panel.get_by_test_id(f"level-{level}") for level in (first, second)}
    expect(names[second]).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("l")
    where, part, kept = "data-testid", "() => document.querySelector('section[data-presented] h2').textContent", 0
    while True:
        before = (stage.locator("h3").inner_text(), stage.get_attribute(where), page.evaluate(part))
        page.keyboard.press("ArrowDown")  # another map, where there are some
        maps = page.get_by_test_id("map").all_inner_texts()
        page.keyboard.press("l")
        expect(names[second]).to_have_attribute("aria-pressed", "true")
        expect(stage).to_have_count(1)
        assert page.evaluate(part) == before[2]
        if before[1] is None or stage.get_attribute(where) == before[1]:
            assert page.get_by_test_id("map").all_inner_texts() == maps
            kept += 1
        else:
            assert first == "student"  # whose stages a pupil does not see all
        page.keyboard.press("l")
        expect(names[first]).to_have_attribute("aria-pressed", "true")
        assert (stage.locator("h3").inner_text(), stage.get_attribute(where), page.evaluate(part)) == before
        if page.get_by_test_id("present-next").is_disabled():
            break
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Escape")
    assert kept == 11  # what a pupil sees, both see


@pytest.mark.cleared
def test_a_pupil_meets_no_words_of_the_trade(pad_page):
    page = pad_page
    draw(page, "seven")
    panel = open_it(page)
    for layer in (0, 1, 3, 8, 11, 14):
        take_apart(page, layer)
        text = panel.inner_text().split("The network Digitpad")[0]
        assert not re.search(r"(?i)kernel|relu|bias|convolution|pooling|softmax|\bdense", text), layer


@pytest.mark.cleared
def test_the_digit_looks_alike_wherever_its_28_by_28_numbers_are_shown(pad_page):
    page = pad_page
    draw(page, "seven")
    panel = open_it(page)
    of_page = page.get_by_test_id("network-input").evaluate_all(PICTURES)
    assert panel.get_by_test_id("press-0").locator("canvas").evaluate_all(PICTURES) == of_page
    take_apart(page, 0)
    assert page.get_by_test_id("try").locator("canvas").evaluate_all(PICTURES) == of_page
    detail = take_apart(page, 1)
    assert detail.locator(".slide canvas").first.evaluate_all(PICTURES) == of_page


@pytest.mark.cleared
@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080), (2560, 1440)])
def test_what_is_presented_is_large_and_whole(pad_page, size):
    page = in_window(pad_page, *size)
    draw(page, "seven")
    panel = open_it(page)
    page.get_by_test_id("present").press("Enter")
    canvas = panel.locator(".stage:visible canvas")
    assert canvas.bounding_box()["height"] >= 0.6 * size[1]
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    detail = page.get_by_test_id("detail")
    expect(detail).to_be_visible()
    assert page.get_by_test_id("surface").bounding_box()["height"] >= 0.3 * size[1]
    bar = page.get_by_test_id("present-next").bounding_box()
    box = detail.bounding_box()
    assert box["y"] + box["height"] <= bar["y"]
    letters = "(element) => parseFloat(getComputedStyle(element).fontSize)"
    assert panel.locator(".stage:visible p").evaluate(letters) >= 0.025 * size[1]
    page.keyboard.press("Escape")
    expect(panel).not_to_have_attribute("data-presenting", "")
