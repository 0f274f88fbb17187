"""User stories on what the page shows of its networks: choose one, compare them, test one."""

import hashlib
import json
import re
import shutil
from pathlib import Path

import numpy as np
import pytest
from conftest import Held, choose_network, draw, in_window, opened, reading_by, serving
from drawings import QUICK, drawing, on_pad, thinned
from playwright.sync_api import expect

from train import datasets

OTHER = "three-conv"
TITLES = {"default": "Digitpad, 98 K (default)", OTHER: "Deep CNN, 93 K (three-conv)"}  # for visitors
WEIGHTS_OF_OTHER = f"**/model/{OTHER}/weights-*.bin"
FETCH_FAILED = "Console: Failed to load resource"  # Chromium says so of every answer that is none
COUNT = 200  # test digits
DIGITS = datasets.load_embedded()[2][:COUNT]


def shard(labels, scans):
    return b"".join(bytes([label]) + scan.tobytes() for label, scan in zip(labels, scans, strict=True))


@pytest.fixture(scope="module")
def lab_site(built_site, tmp_path_factory):
    """The built site with a few of scikit-learn's digits as its test digits, whatever digits it was built with."""
    site = Path(shutil.copytree(built_site, tmp_path_factory.mktemp("lab") / "dist"))
    shutil.rmtree(site / "test-digits", ignore_errors=True)
    (site / "test-digits").mkdir()
    shards = []
    for at in range(0, COUNT, 100):
        content = shard(DIGITS.labels[at : at + 100].tolist(), DIGITS.pixels[at : at + 100])
        shards.append({"url": f"{hashlib.sha256(content).hexdigest()[:10]}.bin", "count": 100})
        (site / "test-digits" / shards[-1]["url"]).write_bytes(content)
    index = {"name": "embedded digits", "side": 28, "count": COUNT, "shards": shards}
    (site / "test-digits" / "index.json").write_text(json.dumps(index))
    return site


@pytest.fixture(scope="module")
def address(lab_site):
    with serving(lab_site) as where:
        yield where


@pytest.fixture(scope="module")
def names(lab_site):
    return sorted(folder.name for folder in (lab_site / "model").iterdir())


def card(site, name):
    return json.loads(next((site / "model" / name).glob("card-*.json")).read_bytes())


def choose(page, name):
    page.get_by_test_id("model").select_option(name)


def open_panel(page, name):
    page.get_by_test_id(f"open-{name}").click()
    panel = page.get_by_test_id("panel")
    expect(panel).to_be_visible()
    return panel


# What it costs who does not look


def test_nothing_of_it_is_loaded_before_it_is_opened(page, address):
    asked = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(address) or "index.html"))
    opened(page, address)
    draw(page, "two")
    page.wait_for_load_state("networkidle")
    late = re.compile(r"assets/(panels|sees)-|^test-digits/|^model/(?!default/)")
    assert [path for path in asked if late.search(path)] == []
    open_panel(page, "sees")
    expect(page.get_by_test_id("about-network")).to_be_visible()
    assert any(late.search(path) for path in asked)  # that they are called so


# Which network reads


def test_another_network_reads_what_is_on_the_pad(page, address, names):
    opened(page, address)
    shown = page.get_by_test_id("model").locator("option")
    options = shown.evaluate_all("(options) => options.map(({ value }) => value)")
    assert options[0] == "default"
    assert shown.first.inner_text() == "Digitpad, 98 K (default)"
    assert sorted(options) == names
    before = draw(page, "seven with a bar")
    choose(page, OTHER)
    again = f"() => readings.length > 1 && readings.at(-1).digits[0].confidence !== {before['digits'][0]['confidence']}"
    page.wait_for_function(again)
    after = page.evaluate("readings.at(-1)")
    assert (after["text"], after["source"], after["strokes"]) == ("7", "pad", 2)
    reading_by(page, OTHER)
    shown = re.search(r"[\d.]+", page.get_by_test_id("bar-7").locator("span").inner_text())[0]
    assert float(shown) == pytest.approx(100 * min(0.999, after["digits"][0]["confidence"]), abs=0.1)


@pytest.mark.cleared
def test_a_network_that_knows_digits_only_says_so(pad_page):
    page = pad_page
    limit = page.get_by_test_id("model-limit")
    expect(limit).to_be_hidden()
    choose_network(page, OTHER)
    expect(limit).to_have_text("Knows only digits: reads scribbles and letters as digits, too.")
    expect(limit).to_be_visible()
    choose_network(page, "default")
    expect(limit).to_be_hidden()


def test_the_choice_is_remembered(page, address):
    opened(page, address)
    choose_network(page, OTHER)
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-state", "ready")
    reading_by(page, OTHER)


def test_a_remembered_network_that_is_gone_is_forgotten(page, address):
    page.evaluate("localStorage.setItem('digitpad-model', 'long gone')")
    opened(page, address)
    reading_by(page, "default")


def test_where_nothing_can_be_remembered_the_choice_still_holds(new_tab, address):
    page = new_tab
    page.add_init_script(
        """Object.defineProperty(window, "localStorage", { get() { throw new Error("no storage"); } });"""
    )
    opened(page, address)
    choose_network(page, OTHER)


def test_the_old_network_reads_while_the_new_one_loads(page, address, lab_site):
    opened(page, address)
    weights = Held(page, WEIGHTS_OF_OTHER)
    choose(page, OTHER)
    expect(page.get_by_test_id("progress")).to_be_visible()
    expect(page.get_by_test_id("model-loading")).to_contain_text(re.compile(r"Loading the network, \d+%"))
    assert draw(page, "five")["text"] == "5"
    weights.release()
    reading_by(page, OTHER)
    expect(page.get_by_test_id("reading")).to_have_text("5")


def test_a_network_that_does_not_load_leaves_the_old_one(page, address, problems):
    problems.allow(FETCH_FAILED)
    opened(page, address)
    page.route(WEIGHTS_OF_OTHER, lambda route: route.fulfill(status=404, body="No such file"))
    choose(page, OTHER)
    said = page.get_by_role("alert").filter(visible=True)
    other = re.escape(TITLES[OTHER])
    expect(said).to_contain_text(re.compile(f"{other} could not be loaded. Still using default.*404"))
    reading_by(page, "default")
    assert draw(page, "three")["text"] == "3"
    page.unroute(WEIGHTS_OF_OTHER)
    choose_network(page, OTHER)


def test_a_picture_is_read_anew(page, address):
    opened(page, address)
    page.get_by_test_id("sample").click()
    page.wait_for_function("() => readings.length === 1")
    choose(page, OTHER)
    page.wait_for_function("() => readings.length === 2")
    first, second = page.evaluate("readings")
    assert [first["source"], second["source"]] == ["sample", "sample"]
    assert first["label"] == second["label"]
    assert first["digits"][0]["probabilities"] != second["digits"][0]["probabilities"]


# Compare


@pytest.mark.cleared
def test_all_networks_read_the_same_ink_side_by_side(pad_page, names):
    page = pad_page
    panel = open_panel(page, "compare")
    draw(page, "two")
    for name in names:
        network = panel.get_by_test_id(f"compare-{name}")
        expect(network.locator(".answer")).to_have_text("2")
        expect(network).to_contain_text(re.compile(r"[\d.]+ ms per digit"))
        shares = [float(text.rstrip("%")) for text in network.locator("span").all_inner_texts()]
        assert len(shares) == 3
        assert shares == sorted(shares, reverse=True)
        assert 50 < sum(shares) <= 100.2
    page.get_by_test_id("clear").click()
    for name in names:
        expect(panel.get_by_test_id(f"compare-{name}").locator(".answer")).to_have_text("")


@pytest.mark.cleared
def test_they_are_compared_while_one_draws(pad_page, names):
    page = pad_page
    panel = open_panel(page, "compare")
    expect(panel.get_by_text("Nothing to read yet")).to_have_count(len(names))
    stroke = thinned(on_pad(page, drawing("three")), QUICK)[0]
    page.mouse.move(*stroke[0])
    page.mouse.down()
    for point in stroke:
        page.mouse.move(*point)
    for name in names:
        expect(panel.get_by_test_id(f"compare-{name}").locator(".answer")).to_have_text("3")  # the button is still down
    page.mouse.up()


# What a network's layers give


@pytest.mark.cleared
def test_what_the_layers_give_is_what_the_network_gives(pad_page, names):
    """In float32 and of every network; and no tensor is left behind."""
    page = pad_page
    for name in names:
        layers, answer, probabilities, tensors = page.evaluate(
            """async (model) => {
              const { createReader } = await import(new URL("digits.js", location.href).href);
              const reader = await createReader({ model });
              const image = Float32Array.from({ length: 784 }, (_, i) => (i % 28 > 12 && i % 28 < 16 ? 1 : 0));
              const before = reader.tensorCount();
              const layers = await reader.layers(image);
              const tensors = reader.tensorCount() - before;
              const shown = layers.map(({ kind, shape, values }) => ({ kind, shape, count: values.length }));
              const answer = Array.from(layers.at(-1).values);
              return [shown, answer, Array.from(await reader.classify(image)), tensors];
            }""",
            name,
        )
        assert tensors == 0
        assert (layers[0]["kind"], layers[-1]["kind"]) == ("input", "softmax")
        for layer in layers:
            assert layer["count"] == np.prod(layer["shape"])
        assert np.argmax(answer[:10]) == np.argmax(probabilities)
        assert sum(answer) == pytest.approx(1, abs=1e-4)


# Test digits


def test_a_test_digit_is_read_and_judged(page, address):
    opened(page, address)
    page.get_by_test_id("sample").click()
    page.wait_for_function("() => readings.length === 1")
    [reading] = page.evaluate("readings")
    assert (reading["source"], reading["strokes"], reading["finished"]) == ("sample", 0, True)
    assert reading["label"] in range(10)
    label = reading["label"]
    verdict = f"{'Correct' if reading['text'] == str(label) else 'Wrong'}: it is {'an' if label == 8 else 'a'} {label}"
    expect(page.get_by_test_id("truth")).to_have_text(verdict)
    expect(page.get_by_test_id("spoken")).to_contain_text(verdict)
    expect(page.get_by_test_id("picture").get_by_role("img")).to_be_visible()
    expect(page.get_by_test_id("reading")).to_have_text(reading["text"])
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("truth")).to_be_hidden()


BREAKS = {
    "no test digits": (
        "**/test-digits/index.json",
        {"status": 404, "body": "No such file"},
        "built without test digits",
    ),
    "a damaged list": ("**/test-digits/index.json", {"body": "<title>Log in</title>"}, "list of test digits.*damaged"),
    "no shard": ("**/test-digits/*.bin", {"status": 404, "body": "No such file"}, "file of test digits.*404"),
    "a shard cut off": ("**/test-digits/*.bin", {"body": "short"}, "expected 78500 bytes, got 5"),
}


@pytest.mark.parametrize("broken", BREAKS)
def test_missing_test_digits_are_told(page, address, problems, broken):
    pattern, answer, said = BREAKS[broken]
    problems.allow(FETCH_FAILED)
    opened(page, address)
    page.route(pattern, lambda route: route.fulfill(**answer))
    page.get_by_test_id("sample").click()
    expect(page.get_by_test_id("notice-text")).to_contain_text(re.compile(said))
    open_panel(page, "test-set")
    page.get_by_test_id("run").click()
    expect(page.get_by_test_id("test-status")).to_contain_text(re.compile(said))
    page.unroute(pattern)
    page.get_by_test_id("sample").click()
    page.wait_for_function("() => readings.at(-1)?.source === 'sample'")


def test_the_test_set_is_run(page, address):
    opened(page, address)
    panel = open_panel(page, "test-set")
    page.get_by_test_id("run").click()
    status = page.get_by_test_id("test-status")
    expect(status).to_contain_text(re.compile(r"Digitpad, 98 K \(default\): [\d.]+% correct"))
    result = page.get_by_test_id("test-result")
    expect(result.get_by_role("heading")).to_have_text(TITLES["default"])
    expect(result).to_contain_text(re.compile(r"\d+ of 200 correct: [\d.]+% of .*, at [\d,]+ per second"))
    right = int(re.search(r"(\d+) of 200", result.inner_text())[1])
    assert right > 0.93 * COUNT  # of all 1,797, 96.3 % as pictures
    assert f"{100 * right / COUNT:.2f}%" in result.inner_text()
    assert f"{100 * right / COUNT:.2f}%" in status.inner_text()
    rows = panel.get_by_role("row").all_inner_texts()[1:]
    counts = np.array([[int(cell or 0) for cell in row.split("\t")[1:]] for row in rows])
    assert counts.shape == (10, 10)
    assert counts.trace() == right
    assert counts.sum(1).tolist() == np.bincount(DIGITS.labels).tolist()
    in_window(page, 390, 844)
    sizes = result.locator("tbody").evaluate(
        "(body) => ['tr', 'td'].map((part) => Array.from(body.querySelectorAll(part), (each) =>"
        " part === 'tr' ? each.clientHeight : each.clientWidth))"
    )
    assert all(max(each) - min(each) <= 1 for each in sizes)  # rows as high as each other, and columns as wide
    expect(panel.get_by_role("columnheader")).to_have_count(10)
    expect(panel.get_by_role("rowheader")).to_have_count(10)


@pytest.mark.parametrize(
    ("name", "count", "said"),
    [
        ("MNIST test", 10_000, "10,000 of MNIST's test digits (by LeCun, Cortes and Burges)"),
        ("embedded digits, test", 300, "300 of scikit-learn's 8×8 digits (low-resolution scans, used because MNIST"),
        ("mine", 5, '5 of the digits of "mine"'),
    ],
)
def test_the_panel_says_first_which_digits_they_are(page, address, name, count, said):
    listed = {"name": name, "side": 28, "count": count, "shards": []}
    page.route("**/test-digits/index.json", lambda route: route.fulfill(body=json.dumps(listed)))
    opened(page, address)
    open_panel(page, "test-set")
    expect(page.get_by_test_id("test-about")).to_contain_text(said)


def test_a_panel_without_test_digits_says_so_before_it_is_run(page, address, problems):
    problems.allow(FETCH_FAILED)
    page.route("**/test-digits/index.json", lambda route: route.fulfill(status=404))
    opened(page, address)
    open_panel(page, "test-set")
    expect(page.get_by_test_id("test-status")).to_contain_text("built without test digits")
    expect(page.get_by_test_id("test-about")).to_be_hidden()
    page.unroute("**/test-digits/index.json")
    page.get_by_test_id("run").click()
    expect(page.get_by_test_id("test-result")).to_be_visible()
    expect(page.get_by_test_id("test-about")).to_contain_text("200 of")


def test_each_network_keeps_its_own_result_the_newest_first(page, address):
    opened(page, address)
    panel = open_panel(page, "test-set")
    heads = panel.get_by_test_id("test-result").get_by_role("heading")
    for name, after in (("default", ["default"]), (OTHER, [OTHER, "default"]), ("default", ["default", OTHER])):
        choose_network(page, name)
        page.get_by_test_id("run").click()
        expect(heads).to_have_text([TITLES[each] for each in after])


def test_misread_digits_are_shown_when_their_cell_is_pressed(page, address):
    opened(page, address)
    choose_network(page, OTHER)
    panel = open_panel(page, "test-set")
    page.get_by_test_id("run").click()
    cells = panel.get_by_role("button", name=re.compile(r"^\d read as \d: "))
    cells.first.press("Enter")
    said, count = cells.first.get_attribute("aria-label").split(": ")
    expect(cells.first).to_have_attribute("aria-pressed", "true")
    pictures = panel.get_by_test_id("misread").get_by_role("img", name=said)
    expect(pictures).to_have_count(int(count))
    seen = pictures.first.evaluate("(canvas) => Array.from(pixelsOf(canvas)).filter((_, i) => i % 4 === 0)")
    assert DIGITS.labels[DIGITS.pixels.reshape(COUNT, -1).tolist().index(seen)] == int(said[0])


def test_running_the_test_set_can_be_cancelled(page, address):
    opened(page, address)
    panel = open_panel(page, "test-set")
    shards = Held(page, "**/test-digits/*.bin")
    page.get_by_test_id("run").press("Enter")
    expect(page.get_by_test_id("cancel")).to_be_focused()
    page.keyboard.press("Enter")
    shards.release()
    expect(page.get_by_test_id("test-status")).to_have_text("Cancelled.")
    expect(page.get_by_test_id("run")).to_be_focused()
    expect(panel.get_by_role("table")).to_have_count(0)


# The panels


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.cleared
def test_the_panels_fit(pad_page, scheme, width):
    page = in_window(pad_page, width, 640, color_scheme=scheme)
    draw(page, "six")
    for name in ("sees", "compare", "test-set"):
        panel = open_panel(page, name)
        expect(panel.locator("canvas, .answer, table, button").first).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        expect(page.get_by_test_id(f"open-{name}")).to_have_attribute("aria-expanded", "true")
    page.get_by_test_id("open-test-set").press("Enter")
    expect(page.get_by_test_id("panel")).to_be_hidden()
    expect(page.locator("[aria-expanded=true]")).to_have_count(0)


@pytest.mark.cleared
def test_the_pad_stays_in_sight_of_the_layers(pad_page):
    page = in_window(pad_page, 390, 760)
    draw(page, "six")
    page.evaluate("scrollTo(0, 0)")
    panel = open_panel(page, "sees")
    page.wait_for_function("() => scrollY > 0")  # a sheet that comes into view by itself
    box = panel.bounding_box()
    pad = page.get_by_test_id("pad").bounding_box()
    assert pad["y"] >= 0
    assert min(760, box["y"] + box["height"]) - max(box["y"], pad["y"] + pad["height"]) > 190
    panel.locator("canvas").last.scroll_into_view_if_needed()
    expect(page.get_by_test_id("pad")).to_be_in_viewport()
    draw_again = page.get_by_test_id("pad").bounding_box()
    assert draw_again["y"] >= 0


def test_a_panel_that_does_not_load_is_told(page, address, problems):
    problems.allow(FETCH_FAILED)
    opened(page, address)
    page.route("**/assets/panels-*.js", lambda route: route.abort("internetdisconnected"))
    panel = open_panel(page, "test-set")
    expect(panel).to_contain_text("did not load")


def test_networks_that_cannot_be_compared_are_told(page, address, problems):
    problems.allow(FETCH_FAILED)
    page.route("**/assets/digits-*.js", lambda route: route.abort("internetdisconnected"))
    page.goto(address)
    expect(page.locator("html")).to_have_attribute("data-state", "error")
    panel = open_panel(page, "compare")
    expect(panel.get_by_role("alert")).to_contain_text("did not load. Check the connection and try again.")


def test_a_network_that_does_not_load_is_told_in_plain_words_and_the_details_are_a_press_away(page, address, problems):
    problems.allow(FETCH_FAILED)
    page.route(f"**/model/{OTHER}/card-*.json", lambda route: route.fulfill(status=503))
    opened(page, address)
    panel = open_panel(page, "compare")
    card = panel.get_by_test_id(f"compare-{OTHER}")
    expect(card).to_contain_text("This network did not load. Check your connection, then open Compare again.")
    details = card.get_by_text("answered 503")
    expect(details).to_be_hidden()
    card.get_by_text("Why").click()
    expect(details).to_be_visible()
