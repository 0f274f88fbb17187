"""User stories on the report page, in a real browser, on a site with reports and test digits made up for them."""

import json
import re
import shutil
from contextlib import ExitStack
from dataclasses import fields
from functools import cache
from itertools import pairwise

import numpy as np
import pytest
from accessible import expect_accessible
from conftest import Held, Problems, in_window, serving, watched
from playwright.sync_api import expect

from tools import site
from train.augmentation import Augmentation

SET, OTHER_SET = "MNIST test", "pen strokes of held-out writers"
COUNT = 200  # digits of a set; their labels go round
SHARD = 60
SIDE = 28
# Label → what some are read as, and where they are in the set.
WRONG = {3: (5, (13, 63, 193)), 7: (1, (77,))}
TITLES = {"default": "Digitpad, 98 K", "three-conv": "Deep CNN, 93 K"}  # for visitors
UNLISTED = 193  # a mistake that the report counts and does not list
HISTORY = [
    {"accuracy": 0.8 + i / 40, "loss": 1 / (i + 1), "val_accuracy": 0.82 + i / 40, "val_loss": 0.9 / (i + 1)}
    for i in range(4)
]


def labels_and_readings():
    labels = np.arange(COUNT) % 10
    read = labels.copy()
    for reading, places in WRONG.values():
        read[list(places)] = reading
    return labels, read


EMBEDDED = {"name": "embedded digits, test", "side": 28, "count": 300, "shards": [{"url": "0.bin", "count": 300}]}


def read_set():
    labels, read = labels_and_readings()
    confusion = np.zeros((10, 10), int)
    np.add.at(confusion, (labels, read), 1)
    wrong = [int(i) for i in np.flatnonzero(labels != read) if i != UNLISTED]
    return {
        "count": COUNT,
        "accuracy": float((labels == read).mean()),
        "loss": 0.0321,
        "refused": 2,
        "confusion": confusion.tolist(),
        "digits": [{"precision": 0.9, "recall": 0.8 + d / 100, "f1": 0.85, "count": 20} for d in range(10)],
        "reliability": [{"count": 0, "confidence": None, "accuracy": None}] * 13
        + [{"count": 50, "confidence": 0.9, "accuracy": 0.95}, {"count": 150, "confidence": 0.99, "accuracy": 0.98}],
        "calibrationError": 0.0123,
        "mistakes": [
            {"index": i, "label": int(labels[i]), "read": int(read[i]), "confidence": 0.9 - i / 1000} for i in wrong
        ],
    }


def report(name, history=HISTORY):
    layers = [
        {"name": "first", "kind": "Conv2D", "settings": "8 filters, 3×3", "shape": [26, 26, 8], "parameters": 80},
        {"name": "last", "kind": "Dense", "settings": "10 units, softmax", "shape": [10], "parameters": 1010},
    ]
    return {"name": name, "layers": layers, "history": history, "sets": {SET: read_set(), OTHER_SET: read_set()}}


def write_test_digits(folder):
    """Digits whose ink says where in the set they are: all of it is that number."""
    folder.mkdir()
    labels, _ = labels_and_readings()
    records = np.stack([np.r_[label, np.full(SIDE * SIDE, i)] for i, label in enumerate(labels)]).astype(np.uint8)
    parts = [records[first : first + SHARD] for first in range(0, COUNT, SHARD)]
    for i, part in enumerate(parts):
        (folder / f"{i}.bin").write_bytes(part.tobytes())
    shards = [{"url": f"{i}.bin", "count": len(part)} for i, part in enumerate(parts)]
    listed = {"name": SET, "side": SIDE, "count": COUNT, "shards": shards}
    (folder / "index.json").write_text(json.dumps(listed))


@pytest.fixture(scope="module")
def models(tmp_path_factory):
    """Three networks: one with a report, one whose epochs were not kept, and one without any report."""
    folder = tmp_path_factory.mktemp("models")
    for name, source in (("default", "default"), ("three-conv", "three-conv"), ("unreported", "three-conv")):
        shutil.copytree(site.ROOT / "web" / "model" / source, folder / name)
        (folder / name / "report.json").unlink(missing_ok=True)
    (folder / "default" / "report.json").write_text(json.dumps(report("default", [])))
    (folder / "three-conv" / "report.json").write_text(json.dumps(report("three-conv")))
    return folder


@pytest.fixture(scope="module")
def report_address(models, tmp_path_factory):
    out = tmp_path_factory.mktemp("site") / "dist"
    site.build(out, models)
    write_test_digits(out / "test-digits")
    with serving(out) as where:
        yield where


def opened(page, address, network=""):
    page.goto(f"{address}report.html{network}")
    return ready(page)


def ready(page):
    expect(page.get_by_test_id("about")).to_have_attribute("aria-busy", "false")
    return page


@pytest.fixture(scope="module")
def _looks(chromium, report_address):
    """By network, its page, and what was wrong with any of them."""
    problems = Problems()
    with ExitStack() as stack:

        @cache
        def look(network):
            return opened(stack.enter_context(watched(chromium, problems)), report_address, network)

        yield look, problems


@pytest.fixture
def look(_looks):
    """Opens the report of a network for a test that only looks at it: each is loaded once for all of them."""
    look, problems = _looks
    yield look
    assert problems.unexpected() == []


def part(page, name=SET):
    return page.locator(f'[data-set="{name}"]')


def cell(page, label, reading):
    return part(page).get_by_role("button", name=re.compile(f"^{label} read as {reading}:"))


def places(pictures):
    """Where in the set the digits of pictures are: what `write_test_digits` has drawn with."""
    return pictures.evaluate_all("(all) => all.map((canvas) => pixelsOf(canvas)[0])")


# All of them


def test_every_network_is_in_the_table_with_the_figures_of_its_card(page, report_address, models):
    rows = opened(page, report_address).get_by_test_id("networks").locator("tbody tr")
    expect(rows.locator("th")).to_have_text(["Digitpad, 98 K default", "Deep CNN, 93 K three-conv", "unreported"])
    for row, name in zip(rows.all(), ("default", "three-conv", "unreported"), strict=True):
        card = site.model_card(name, models)
        said = row.inner_text()
        precision = card["precision"]
        figures = [
            f"{card['parameters']:,}",
            f"{card['multiplyAdds']:,}",
            f"{card['files']['weights.bin']['bytes']:,}",
            precision,
            *(f"{accuracy.get('page', accuracy[precision]):.2%}" for accuracy in card["accuracy"].values()),
        ]
        figures += [f"{card['stated']:.2%}"] if card.get("stated") else []
        assert [figure for figure in figures if figure not in said] == []


def test_speed_is_measured_on_demand_and_nothing_is_fetched_for_it_before(page, report_address):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    opened(page, report_address)
    assert [url for url in asked if url.endswith((".wasm", ".bin")) and "/test-digits/" not in url] == []
    page.get_by_test_id("measure").click()
    expect(page.get_by_test_id("measured")).to_contain_text("Measured in this browser with WebAssembly", timeout=60_000)
    for row in page.get_by_test_id("networks").locator("tbody tr").all():
        one, many = row.locator("td").all_inner_texts()[-2:]
        assert 0 < float(one.removesuffix(" ms")) < 1000
        assert int(many.replace(",", "")) > 10
    expect(page.get_by_test_id("measure")).to_be_enabled()


def test_networks_are_measured_in_turns_and_the_best_round_counts(page, report_address):
    opened(page, report_address)
    page.evaluate("""() => {
      window.shown = [];
      const rows = document.querySelectorAll("[data-testid=networks] tbody tr");
      rows.forEach((row) => new MutationObserver(() => {
        const figures = [...row.querySelectorAll("td")].slice(-2).map((cell) => cell.innerText.replace(",", ""));
        shown.push([row.querySelector("th").innerText.split("\\n").at(-1), ...figures.map(parseFloat)]);
      }).observe(row, { childList: true, subtree: true }));
    }""")
    page.get_by_test_id("measure").click()
    expect(page.get_by_test_id("measured")).to_contain_text("the best of 7 rounds", timeout=60_000)
    shown = page.evaluate("shown")
    assert [name for name, *_ in shown] == ["default", "three-conv", "unreported"] * 7
    for name in ("default", "three-conv", "unreported"):
        ones, many = zip(*(figures for each, *figures in shown if each == name), strict=True)
        assert list(ones) == sorted(ones, reverse=True)
        assert list(many) == sorted(many)


def test_the_heads_of_the_columns_are_short_and_what_they_mean_is_said(look):
    table = look("").get_by_test_id("networks")
    heads = table.locator("thead th")
    assert max(len(head) for head in heads.all_inner_texts()) <= 20
    line = table.evaluate("(table) => parseFloat(getComputedStyle(table).fontSize) * 1.25")
    assert max(head.bounding_box()["height"] for head in heads.all()) < 2.2 * line + 12
    expect(heads.filter(has_text="Pen strokes").locator("abbr")).to_have_attribute("title", OTHER_SET)
    expect(table.locator("caption")).to_contain_text("the largest difference of a probability")
    expect(table.locator("caption")).to_contain_text("it scrolls sideways")


def test_a_network_that_can_not_be_measured_says_so_and_the_others_are(page, report_address, problems):
    problems.allow("404|Failed to load resource")
    opened(page, report_address)
    page.route("**/three-conv/weights-*", lambda route: route.fulfill(status=404))
    page.get_by_test_id("measure").click()
    expect(page.get_by_test_id("measured")).to_contain_text("Measured in this browser", timeout=60_000)
    expect(page.get_by_test_id("failures")).to_contain_text("answered 404")
    speeds = page.get_by_test_id("networks").locator("tbody tr td:last-child").all_inner_texts()
    assert [speed == "–" for speed in speeds] == [False, True, False]


# One of them


def test_the_network_is_chosen_by_the_address_the_table_and_the_select(page, report_address):
    name, choice = page.get_by_test_id("name"), page.get_by_test_id("choice")
    opened(page, report_address)
    expect(name).to_have_text(TITLES["default"])
    opened(page, report_address, "#three-conv")
    expect(name).to_have_text(TITLES["three-conv"])
    expect(choice).to_have_value("three-conv")
    choice.select_option("default")
    expect(name).to_have_text(TITLES["default"])
    assert page.url.endswith("#default")
    page.get_by_test_id("networks").get_by_role("link", name="Deep CNN").click()
    expect(name).to_have_text(TITLES["three-conv"])
    expect(name).to_be_focused()
    expect(name).to_be_in_viewport()
    page.go_back()
    expect(name).to_have_text(TITLES["default"])


def test_the_first_network_with_a_report_is_shown_where_the_address_names_none(page, report_address, models):
    unreported = json.dumps(site.model_card("unreported", models))
    page.route("**/default/card-*", lambda route: route.fulfill(body=unreported))
    opened(page, report_address)
    expect(page.get_by_test_id("name")).to_have_text(TITLES["three-conv"])
    expect(page.get_by_test_id("curve-loss")).to_be_visible()
    opened(page, report_address, "#default")
    expect(page.get_by_test_id("name")).to_have_text(TITLES["default"])


def test_a_report_that_comes_late_does_not_replace_that_of_the_network_chosen_since(page, report_address):
    held = Held(page, "**/three-conv/report-*")
    page.goto(f"{report_address}report.html#three-conv")
    expect(page.get_by_test_id("name")).to_have_text(TITLES["three-conv"])
    page.get_by_test_id("choice").select_option("default")
    ready(page)
    with page.expect_response("**/three-conv/report-*"):
        held.release()
    page.evaluate("() => new Promise((then) => setTimeout(then, 300))")
    expect(page.get_by_test_id("name")).to_have_text(TITLES["default"])
    expect(page.get_by_test_id("about")).to_contain_text("No learning curves")  # which is default's
    expect(page.get_by_test_id("about")).to_have_attribute("aria-busy", "false")


def test_an_address_that_names_no_network_shows_the_first_and_says_so(page, report_address):
    opened(page, report_address, "#no-such")
    expect(page.get_by_test_id("about")).to_contain_text('There is no network "no-such" here. This is default.')


def test_the_dotted_line_of_the_curves_is_explained(look):
    page = look("#three-conv")
    for curve in ("curve-accuracy", "curve-loss"):
        line = page.get_by_test_id(curve).locator(".guide title").text_content()
        epoch = re.search(r"Epoch (\d+) was kept", line)[1]
        said = f"The dotted line is at epoch {epoch}. The weights of epoch {epoch} were kept"
        expect(page.get_by_text(said)).to_be_visible()


def cut_off(page):
    """Captions of which a part is outside of what scrolls around them, before anything is scrolled."""
    return page.locator(".scrolling caption span").evaluate_all("""(captions) => captions.flatMap((caption) => {
      const [own, around] = [caption, caption.closest(".scrolling")].map((each) => each.getBoundingClientRect());
      return own.right > around.right || own.left < around.left ? [caption.textContent] : [];
    })""")


@pytest.mark.parametrize("width", [1366, 1024, 700, 390, 320])
def test_no_caption_is_cut_off(page, report_address, width):
    opened(in_window(page, width, 768), report_address, "#three-conv")
    expect(page.get_by_test_id("networks")).to_be_visible()
    assert page.locator(".scrolling caption span").count() >= 5
    assert cut_off(page) == []


def test_curves_have_as_many_points_as_there_were_epochs(look):
    page = look("#three-conv")
    for key in ("accuracy", "loss"):
        curve = page.get_by_test_id(f"curve-{key}")
        expect(curve.locator("circle")).to_have_count(len(HISTORY))
        expect(curve.locator("rect")).to_have_count(len(HISTORY))
    page.get_by_text("As a table").first.click()
    last = page.get_by_role("table", name="Each epoch").locator("tbody tr").last
    expect(last.locator("th, td")).to_have_text(["4", "87.50%", "89.50%", "0.2500", "0.2250"])


def test_epochs_that_were_not_kept_are_said_to_be_missing(look):
    page = look("#default")
    expect(page.get_by_test_id("about")).to_contain_text("No learning curves")


def test_each_set_has_its_figures(look):
    page = look("#three-conv")
    shown = part(page, OTHER_SET)
    expect(shown).to_contain_text("Accuracy 98.00% on 200 digits, loss 0.0321; 2 rejected for low confidence.")
    expect(shown.get_by_test_id("calibration-error")).to_have_text("Expected calibration error: 1.23%")
    expect(shown.get_by_test_id("reliability").locator("circle")).to_have_count(2)
    row = shown.get_by_test_id("digits").locator("tbody tr").nth(4)
    expect(row.locator("th, td")).to_have_text(["4", "90.00%", "84.00%", "85.00%", "20"])


def test_a_cell_shows_the_digits_that_were_taken_for_another(page, report_address):
    opened(page, report_address, "#three-conv")
    chosen = part(page).get_by_test_id("chosen")
    cell(page, 3, 5).click()
    expect(chosen.locator("h5")).to_have_text("3 read as 5: 3, 15.00% of the 3s")
    expect(chosen.locator("canvas")).to_have_count(2)
    assert places(chosen.locator("canvas")) == [13, 63]
    expect(chosen).to_contain_text("Not shown: 1. The report lists only the most confident mistakes.")
    cell(page, 7, 1).click()
    expect(chosen.locator("canvas")).to_have_count(1)
    assert places(chosen.locator("canvas")) == [77]
    cell(page, 4, 4).click()
    expect(chosen.locator("canvas")).to_have_count(12)
    assert {place % 10 for place in places(chosen.locator("canvas"))} == {4}
    cell(page, 0, 9).click()
    expect(chosen).to_have_text("0 read as 9: 0, 0.00% of the 0s")


def test_the_cells_are_reached_and_chosen_with_the_keyboard(page, report_address):
    opened(page, report_address, "#three-conv")
    page.get_by_role("group", name=f"{SET}: confusion matrix").focus()
    page.keyboard.press("Tab")
    expect(cell(page, 0, 0)).to_be_focused()
    page.keyboard.press("ArrowLeft")
    for key in ("ArrowDown", "ArrowDown", "ArrowDown", *["ArrowRight"] * 5, "Enter"):
        page.keyboard.press(key)
    expect(cell(page, 3, 5)).to_have_attribute("aria-pressed", "true")
    expect(part(page).get_by_test_id("chosen").locator("h5")).to_contain_text("3 read as 5")
    page.keyboard.press("Tab")
    expect(part(page).locator(".confusion :focus")).to_have_count(0)


def test_the_worst_mistakes_are_shown_where_the_site_has_them(page, report_address):
    opened(page, report_address, "#three-conv")
    gallery = part(page).get_by_test_id("worst")
    gallery.scroll_into_view_if_needed()
    expect(gallery.locator("li")).to_have_text(["3 as 5, 88.7%", "3 as 5, 83.7%", "7 as 1, 82.3%"])
    expect(gallery.locator("canvas")).to_have_count(3)
    assert places(gallery.locator("canvas")) == [13, 63, 77]
    expect(part(page)).to_contain_text("3 of 4: what the digit is, what it was read as, and how sure the network was.")


NO_PICTURES = "The pictures of these digits are not part of this site."


def test_a_set_without_pictures_says_why_once_and_has_nothing_to_press(look):
    page = look("#three-conv")
    other = part(page, OTHER_SET)
    expect(other.get_by_text("no pictures")).to_have_text(
        "These digits are pen strokes, of which this site has no pictures."
    )
    expect(other.get_by_test_id("confusion").locator("tbody tr").nth(3).locator("td").nth(5)).to_have_text("3")
    expect(other.get_by_role("button")).to_have_count(0)
    expect(other.get_by_text("Choose a cell")).to_have_count(0)
    expect(other.locator("canvas")).to_have_count(0)
    expect(part(page).get_by_text(NO_PICTURES)).to_have_count(0)


def test_a_site_built_without_mnist_says_so_and_lists_the_ten_worst_in_words(page, report_address, models):
    many = report("three-conv")
    for read in many["sets"].values():
        read["mistakes"] = [{**read["mistakes"][0], "confidence": 0.99 - i / 100} for i in range(20)]
        read["confusion"][3][5] = 43
    page.route("**/three-conv/report-*", lambda route: route.fulfill(body=json.dumps(many)))
    page.route("**/test-digits/index.json", lambda route: route.fulfill(body=json.dumps(EMBEDDED)))
    opened(page, report_address, "#three-conv")
    has = "It has pictures of scikit-learn's 8×8 digits instead."
    expect(part(page).get_by_text(NO_PICTURES)).to_have_text(f"{NO_PICTURES} {has}")
    expect(part(page)).to_contain_text("10 of 44: what the digit is")
    expect(part(page).get_by_test_id("worst").locator("li")).to_have_count(10)


def test_the_layers_and_the_model_card_are_those_of_the_run(look, models):
    page = look("#three-conv")
    layers = page.get_by_test_id("layers")
    expect(layers.locator("caption")).to_have_text("2 layers, 1,090 parameters")
    expect(layers.locator("tbody tr").first.locator("th, td")).to_have_text(
        ["first", "Conv2D", "8 filters, 3×3", "26×26×8", "80"]
    )
    card = site.model_card("three-conv", models)
    shown = page.get_by_test_id("model-card")
    training = card["training"]
    hashes = [data["sha256"] for data in (*training["data"].values(), *card["files"].values())]
    expect(page.get_by_test_id("about")).to_contain_text(card["about"])
    for said in (training["command"], *card["versions"].values(), *hashes):
        expect(shown).to_contain_text(said)
    seed = f"Random seed {training['settings']['seed']}"
    expect(shown.get_by_role("row", name=seed)).to_be_visible()


def test_settings_are_said_in_words_with_their_units_and_those_that_are_off_are_left_out(page, report_address, models):
    card = site.model_card("default", models)
    changes = {field.name: field.default for field in fields(Augmentation)} | {"stroke_zoom": 0.0}
    settings = card["training"]["settings"] | {"patience": 0, "augmentation": changes}
    training = card["training"] | {"settings": settings}
    page.route("**/default/card-*", lambda route: route.fulfill(body=json.dumps(card | {"training": training})))
    opened(page, report_address, "#default")
    shown = page.get_by_test_id("model-card")
    heads = shown.locator("[data-testid=settings] tbody th, [data-testid=changes] tbody th").all_inner_texts()
    raw = {key.replace("_", " ") for key in (*settings, *changes)}
    assert [head for head in heads if head in raw] == []
    assert [head for head in heads if head.startswith(("Early stopping", "Zoom of drawings"))] == []
    for row in (
        "Drawings of non-digits for each drawn digit 0.5",
        "Learning rate schedule warm-up, then cosine decay",
        "Optimiser AdamW",
        "Rotation up to 14°",
        "Width of the pen 25% (standard deviation)",
        "Gamma of such a scan 0.67 to 1.49",
        "Pixels across such a scan 11 to 24",
    ):
        expect(shown.get_by_role("row", name=row, exact=True)).to_be_visible()


def test_a_network_whose_digits_were_not_changed_says_so(look):
    page = look("#three-conv")
    expect(page.get_by_test_id("model-card")).to_contain_text(
        "No data augmentation: the training digits were not changed."
    )


def test_the_limits_are_those_of_the_network(look):
    limits = look("#three-conv").get_by_test_id("limits")
    expect(limits).to_contain_text("ten classes and none for what is not a digit")
    expect(limits).to_contain_text("not trained on pen strokes")
    expect(limits).to_contain_text("were centred and of the same size")
    expect(limits).not_to_contain_text("second looks")
    page = look("#default")
    limits = page.get_by_test_id("limits")
    expect(limits).to_contain_text("An eleventh class stands for everything that is not a digit")
    expect(limits).to_contain_text("of writers 5, 10, 15, 20, 25, 30. It was not trained on their strokes")
    expect(limits).to_contain_text("below 95%, the page also reads slanted and shifted copies")
    expect(page.get_by_test_id("model-card")).to_contain_text("packed, with second looks")
    expect(limits).not_to_contain_text("not trained on pen strokes")
    expect(limits).not_to_contain_text("centred")


def test_the_bits_of_each_layer_and_what_they_cost_are_those_of_the_card(look, models):
    page = look("#default")
    about = site.model_card("default", models)["quantisation"]
    rows = page.get_by_test_id("packed").locator("tbody tr")
    expect(rows).to_have_count(len(about["weights"]))
    for row, one in zip(rows.all(), about["weights"], strict=True):
        expect(row).to_contain_text(one["name"])
        expect(row.locator("td").nth(1)).to_have_text(str(one["bits"]))
        expect(row.locator("td").nth(2)).to_have_text(f"{one['bytes']:,}")
    expect(page.get_by_test_id("model-card")).to_contain_text(
        f"{about['against']['otherDigits']:,} of {about['against']['images']:,} digits are read differently"
    )


def test_a_confidence_is_never_shown_as_certain(page, report_address):
    certain = report("three-conv")
    for mistake in certain["sets"][SET]["mistakes"]:
        mistake["confidence"] = 0.99999
    page.route("**/three-conv/report-*", lambda route: route.fulfill(body=json.dumps(certain)))
    opened(page, report_address, "#three-conv")
    expect(part(page).get_by_test_id("worst").locator("li").first).to_have_text("3 as 5, 99.9%")
    cell(page, 7, 1).click()
    expect(part(page).get_by_test_id("chosen").locator("li")).to_have_text("99.9% sure")


# What is missing or broken


def test_a_network_without_a_report_says_so_and_shows_its_card(look):
    page = look("#unreported")
    said = page.get_by_test_id("about").locator("> p")
    expect(said.nth(1)).to_contain_text("There is no report on this network")
    expect(said.nth(1)).not_to_contain_text("build.py")
    expect(said.nth(2)).to_contain_text("build.py evaluate unreported")
    expect(page.get_by_test_id("model-card")).to_contain_text("Intended use")


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (
            {"status": 503},
            "The report of three-conv could not be fetched: the host answered 503. Check",
        ),
        ({"body": "<html>"}, "The report of three-conv is damaged: expected JSON, got 6 characters"),
        ({"body": '{"history": []}'}, "The report of three-conv is not in the expected format"),
        (None, "The report of three-conv could not be fetched: no answer arrived"),
    ],
)
def test_a_report_that_does_not_come_says_why_and_the_card_is_shown(page, report_address, problems, answer, said):
    problems.allow("Failed to load resource")
    page.route(
        "**/three-conv/report-*", lambda route: route.fulfill(**answer) if answer else route.abort("connectionfailed")
    )
    opened(page, report_address, "#three-conv")
    expect(page.get_by_role("alert")).to_contain_text(said)
    expect(page.get_by_test_id("model-card")).to_contain_text("Intended use")
    page.get_by_test_id("choice").select_option("default")
    expect(part(page)).to_be_visible()


def test_a_card_that_does_not_come_says_so_and_the_others_are_compared(page, report_address, problems):
    problems.allow("Failed to load resource|was preloaded")
    page.route("**/three-conv/card-*", lambda route: route.fulfill(status=500))
    opened(page, report_address)
    expect(page.get_by_test_id("networks").locator("tbody th")).to_have_text(["Digitpad, 98 K default", "unreported"])
    said = "The card of three-conv could not be fetched: the host answered 500"
    expect(page.get_by_test_id("comparison").get_by_role("alert")).to_contain_text(said)
    page.get_by_test_id("choice").select_option("three-conv")
    expect(page.get_by_test_id("about")).to_contain_text(said)


def test_a_site_without_test_digits_says_so_of_each_set(page, report_address, problems):
    problems.allow("Failed to load resource")
    page.route("**/test-digits/index.json", lambda route: route.fulfill(status=404))
    opened(page, report_address, "#three-conv")
    expect(page.get_by_text(f"{NO_PICTURES} This site was built without test digits")).to_have_count(2)
    expect(part(page).get_by_role("button")).to_have_count(0)


def test_test_digits_that_do_not_come_are_said_to_be_missing(page, report_address):
    page.route("**/test-digits/*.bin", lambda route: route.fulfill(body="short"))
    opened(page, report_address, "#three-conv")
    cell(page, 3, 5).click()
    expect(part(page).get_by_test_id("chosen")).to_contain_text("is damaged: expected 47100 bytes, got 5")
    expect(part(page).get_by_test_id("chosen").locator("h5")).to_contain_text("3 read as 5")


def test_test_digits_that_did_not_come_are_fetched_when_a_cell_is_chosen_again(page, report_address):
    page.route("**/test-digits/*.bin", lambda route: route.fulfill(body="short"))
    opened(page, report_address, "#three-conv")
    cell(page, 7, 1).click()
    chosen = part(page).get_by_test_id("chosen")
    expect(chosen.get_by_role("alert")).to_contain_text("is damaged")
    page.unroute("**/test-digits/*.bin")
    cell(page, 7, 1).click()
    expect(chosen.locator("canvas")).to_have_count(1)
    assert places(chosen.locator("canvas")) == [77]


# All of it, at a glance


def test_the_contents_lead_to_each_part_of_the_network_that_is_shown(page, report_address):
    opened(page, report_address, "#three-conv")
    contents = page.get_by_test_id("contents")
    headings = page.locator("main :is(h2, h3)").all_inner_texts()
    assert len(headings) == 7
    expect(contents.get_by_role("listitem")).to_have_text(headings, ignore_case=True)
    contents.get_by_role("button", name="Model card").press("Enter")
    expect(page.get_by_role("heading", name="Model card")).to_be_focused()
    expect(page.get_by_role("heading", name="Model card")).to_be_in_viewport()
    assert page.url.endswith("#three-conv")


def test_a_chart_shows_accuracy_against_size(look, models):
    chart = look("").get_by_test_id("sizes")
    points = chart.locator("circle").evaluate_all("""(all) =>
      all.map((one) => [one.textContent, Number(one.getAttribute("cx")), Number(one.getAttribute("cy"))])""")
    assert len(points) == 3
    cards = [site.model_card(name, models) for name in ("default", "three-conv")]
    for one in cards:
        accuracy = one["accuracy"]["MNIST test (10,000)"]
        share = 100 * accuracy.get("page", accuracy[one["precision"]])
        kilobytes = round(one["files"]["weights.bin"]["bytes"] / 1000)
        said = f"{TITLES[one['name']]}: {share:.2f}%, {kilobytes} KB"
        assert said in [title for title, *_ in points]
    by_title = {title.split(":")[0]: (x, y) for title, x, y in points}
    digitpad, deep = by_title[TITLES["default"]], by_title[TITLES["three-conv"]]
    assert digitpad[0] > deep[0] and digitpad[1] < deep[1]  # larger, and more accurate: y is down
    names = chart.locator(".one text").evaluate_all("(all) => all.map((one) => one.getBoundingClientRect().toJSON())")
    ends = sorted((box["top"], box["bottom"]) for box in names)
    assert len(ends) == 3 and all(a[1] <= b[0] + 3 for a, b in pairwise(ends))  # none over another


def test_zeros_are_not_printed(look):
    page = look("#three-conv")
    for matrix in page.get_by_test_id("confusion").all():
        texts = matrix.locator("tbody td").all_inner_texts()
        assert len(texts) == 100
        assert "0" not in texts
        assert texts.count("") == 88  # all but the right ones and two kinds of mistakes
    expect(cell(page, 0, 9)).to_have_attribute("aria-label", "0 read as 9: 0")


CUT = "(all) => all.filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.ariaLabel)"


def test_tables_fit_a_projector(page, report_address):
    opened(in_window(page, 1366, 650), report_address, "#default")
    assert page.locator(".scrolling").evaluate_all(CUT) == []


def test_tables_fit_a_phone(page, report_address):
    opened(in_window(page, 390, 844), report_address, "#default")
    assert page.locator(".scrolling:has(.confusion:not(:has(button)))").count() > 0
    assert page.locator(".scrolling:not(:has(.confusion button))").evaluate_all(CUT) == []
    row = page.get_by_test_id("networks").locator("tbody tr").first.locator("td").first
    assert row.evaluate("(cell) => getComputedStyle(cell, '::before').content") == '"Parameters"'


# Beside the pad


def test_the_pad_loads_nothing_of_the_report_and_links_to_it(page, report_address):
    asked = []
    page.on("request", lambda request: asked.append(request.url.rsplit("/", 1)[-1]))
    page.goto(report_address)
    expect(page.locator("html")).to_have_attribute("data-state", "ready")
    before = set(asked)
    page.get_by_role("link", name="Report").click()
    ready(page)
    own = {name for name in set(asked) - before if name}
    assert any(name.startswith("report-") and name.endswith(".js") for name in own)
    assert [name for name in before if name.startswith("report")] == []
    page.get_by_role("link", name="Digitpad", exact=True).click()
    expect(page.get_by_test_id("pad")).to_be_visible()


def test_the_pages_have_the_same_policy():
    pages = [(site.ROOT / "web" / name).read_text("utf-8") for name in ("index.html", "report.html")]
    pad, report_page = (re.search(r'content="(default-src [^"]+)"', html)[1] for html in pages)
    assert pad == report_page


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_nothing_is_wider_than_the_window(page, report_address, width):
    opened(in_window(page, width, 800), report_address, "#three-conv")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_report_is_accessible(page, report_address):
    opened(page, report_address, "#three-conv")
    for details in page.locator("details").all():
        details.evaluate("(details) => (details.open = true)")
    expect_accessible(page)
