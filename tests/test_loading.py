"""Hosts, networks and browsers that fail: the page says what is wrong, tries again, and keeps what is drawn."""

import hashlib
import json
import re
import shutil
from pathlib import Path

import pytest
from conftest import Held, choose_network, last_reading, opened, serving, without_rest
from drawings import by_mouse, drawing, on_pad
from playwright.sync_api import expect
from test_picture_page import choose, picture, read_picture

CARD, GRAPH, WEIGHTS = "**/card-*.json", "**/model-*.json", "**/weights-*.bin"
# Chromium says so of every answer that is none, and when a fault has kept the page from what it preloads.
FETCH_FAILED = "Console: Failed to load resource|was preloaded using link preload but not used"
POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; img-src 'self' data: blob:; "
    "style-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; "
    "require-trusted-types-for 'script'; trusted-types digitpad"
)


@pytest.fixture(scope="module")
def model(built_site):
    """The built files of the default model: its card and, by name, their bytes."""
    folder = built_site / "model" / "default"

    class Model:
        card = json.loads(next(folder.glob("card-*.json")).read_bytes())
        files = {name: (folder / file["url"]).read_bytes() for name, file in card["files"].items()}  # noqa: RUF012
        card_bytes = next(folder.glob("card-*.json")).read_bytes()

    return Model


def serve(body):
    return lambda route: route.fulfill(body=body, content_type="application/octet-stream")


def missing(route):
    route.fulfill(status=404, body="No such file")


def cut_off(route):
    route.abort("internetdisconnected")


def flipped(content, at=1000):
    return content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]


def sha(content):
    return hashlib.sha256(content).hexdigest()[:10]


def draw(page, name):
    by_mouse(page, on_pad(page, drawing(name)))


def state(page):
    return expect(page.locator("html"))


def message(page):
    """What the page says went wrong, once it says so."""
    state(page).to_have_attribute("data-state", "error")
    expect(page.get_by_role("alert")).to_be_visible()
    return page.get_by_test_id("message").inner_text()


def retry(page):
    page.get_by_role("button", name="Try again").click()


LOGIN = b"<!doctype html><title>Log in</title>"


def faults_of_card(model):
    """What breaks on the way, and what the page has to say of it."""
    other = flipped(model.card_bytes, model.card_bytes.index(b'"parameters"') + 14)
    return [
        (missing, r"card.*card-\w+\.json.*404"),
        (cut_off, r"card.*did not arrive.*connection"),
        (serve(LOGIN), r"card.*expected .*got 36 bytes"),
        (serve(other), rf"card.*expected .*{sha(model.card_bytes)}.*got .*SHA-256 {sha(other)}"),
    ]


def faults_of_graph(model):
    graph = model.files["model.json"]
    return [
        (missing, r"graph.*model-\w+\.json.*404"),
        (serve(LOGIN), r"graph.*expected .*got 36 bytes"),
        (serve(flipped(graph)), rf"graph.*expected .*{sha(graph)}.*got .*{sha(flipped(graph))}"),
    ]


def faults_of_weights(model):
    weights = model.files["weights.bin"]
    expected = rf"weights.*expected {len(weights):,} bytes.*{sha(weights)}.*"
    return [
        (missing, r"weights.*weights-\w+\.bin.*404"),
        (cut_off, r"weights.*did not arrive.*connection"),
        (serve(b""), r"weights.*expected .*got 0 bytes"),
        (serve(weights[:-100]), rf"{expected}got {len(weights) - 100:,} bytes.*{sha(weights[:-100])}"),
        (serve(flipped(weights)), rf"{expected}got {len(weights):,} bytes.*{sha(flipped(weights))}"),
    ]


@pytest.mark.parametrize(
    ("file", "faults_of"),
    [(CARD, faults_of_card), (GRAPH, faults_of_graph), (WEIGHTS, faults_of_weights)],
    ids=["card", "graph", "weights"],
)
def test_faults_are_told_one_after_the_other_and_trying_again_works(page, address, problems, model, file, faults_of):
    """Without a reload, and with what was drawn in the meantime."""
    problems.allow(FETCH_FAILED)
    (breaking, said), *others = faults_of(model)
    page.route(file, breaking)
    page.goto(address)
    assert re.search(said, message(page))
    draw(page, "seven")
    page.evaluate("window.sameVisit = true")
    for breaking, said in others:
        page.unroute(file)
        page.route(file, breaking)
        retry(page)
        expect(page.get_by_test_id("message")).to_have_text(re.compile(said))
        state(page).to_have_attribute("data-state", "error")
    page.unroute(file)
    retry(page)
    state(page).to_have_attribute("data-state", "ready")
    expect(page.get_by_role("alert")).to_be_hidden()
    assert last_reading(page, 1)["text"] == "7"
    expect(page.get_by_test_id("reading")).to_have_text("7")
    assert page.evaluate("sameVisit")


def test_a_blocked_network_is_there_once_it_is_let_through(page, address, problems):
    """Trying again once is enough, though each of its files was preloaded, in vain."""
    problems.allow(FETCH_FAILED)
    page.route("**/model/default/**", cut_off)
    page.goto(address)
    assert "did not arrive" in message(page)
    page.unroute("**/model/default/**")
    retry(page)
    state(page).not_to_have_attribute("data-state", "error")
    state(page).to_have_attribute("data-state", "ready")
    expect(page.get_by_role("alert")).to_be_hidden()


def test_a_damaged_file_is_not_taken_from_the_cache_again(page, built_site, model, tmp_path):
    """Hosts let browsers keep hashed names for a year; intercepting would switch the cache off."""
    site = Path(shutil.copytree(built_site, tmp_path / "site"))
    weights = site / "model" / "default" / model.card["files"]["weights.bin"]["url"]
    for packed in weights.parent.glob(f"{weights.name}.*"):
        packed.unlink()
    weights.write_bytes(flipped(model.files["weights.bin"]))
    with serving(site) as address:
        page.goto(address)
        assert "damaged" in message(page)
        draw(page, "seven")
        weights.write_bytes(model.files["weights.bin"])
        retry(page)
        assert last_reading(page, 1)["text"] == "7"


def test_files_are_checked_also_where_browsers_withhold_their_own_sha_256(new_tab, address, model, problems):
    """As on plain http: what does it instead is fetched there alone."""
    page = new_tab
    problems.allow(FETCH_FAILED)
    page.add_init_script("Object.defineProperty(Crypto.prototype, 'subtle', { get: () => undefined });")
    page.route(WEIGHTS, serve(flipped(model.files["weights.bin"])))
    with page.expect_request("**/assets/sha2-*.js"):
        page.goto(address)
    assert sha(flipped(model.files["weights.bin"])) in message(page)
    page.unroute(WEIGHTS)
    draw(page, "seven")
    retry(page)
    assert last_reading(page, 1)["text"] == "7"


def test_trying_again_in_vain_says_so_again(page, address, problems):
    problems.allow(FETCH_FAILED)
    page.route(WEIGHTS, missing)
    page.goto(address)
    assert "404" in message(page)
    page.unroute(WEIGHTS)
    page.route(WEIGHTS, cut_off)
    retry(page)
    expect(page.get_by_test_id("message")).to_contain_text("did not arrive")
    state(page).to_have_attribute("data-state", "error")


def comes_by_trying_again(page, address, script, said):
    """A script that does not arrive is told of; once it does, what was drawn meanwhile is read."""
    page.route(script, cut_off)
    page.goto(address)
    assert re.search(said, message(page))
    draw(page, "three")
    page.unroute(script)
    retry(page)
    assert last_reading(page, 1)["text"] == "3"


def test_a_script_that_did_not_arrive_is_tried_again(page, address, problems):
    problems.allow(FETCH_FAILED)
    comes_by_trying_again(page, address, "**/assets/digits-*.js", "did not load.*connection")


def test_undo_and_clear_work_without_a_model(page, address, problems):
    problems.allow(FETCH_FAILED)
    page.route(WEIGHTS, missing)
    page.goto(address)
    message(page)
    draw(page, "seven")
    draw(page, "bar")
    page.get_by_test_id("undo").click()
    page.unroute(WEIGHTS)
    retry(page)
    assert last_reading(page, 1)["text"] == "7"


# A broken network


def broken_site(built_site, folder, change):
    """A copy of the site whose default model `change(card, graph, weights)` has broken, its hashes being right."""
    site = Path(shutil.copytree(built_site, folder / "site"))
    model = site / "model" / "default"
    [card_path] = model.glob("card-*.json")
    card = json.loads(card_path.read_bytes())
    paths = {name: model / file["url"] for name, file in card["files"].items()}
    graph = json.loads(paths["model.json"].read_bytes())
    weights = change(card, graph, paths["weights.bin"].read_bytes())
    for name, content in (("model.json", json.dumps(graph).encode()), ("weights.bin", weights)):
        paths[name].write_bytes(content)
        card["files"][name] |= {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    content = json.dumps(card).encode()
    named = f"card-{sha(content)}.json"
    (model / named).write_bytes(content)
    for packed in [*model.glob("*.gz"), *model.glob("*.br"), *site.glob("assets/*.js.*")]:
        packed.unlink()
    for script in site.glob("assets/*.js"):
        script.write_text(script.read_text("utf-8").replace(card_path.name, named), "utf-8")
    return site


def weight(graph, i):
    return graph["weightsManifest"][0]["weights"][i]


def with_infinite_weights(_card, graph, weights):
    weight(graph, 1)["quantization"]["scale"] = 10**400  # JSON has room for more than numbers have
    return weights


def with_nan_weights(_card, graph, weights):
    """Of the last layer, so that none that follows could hide it."""
    weight(graph, -1)["quantization"] |= {"scale": 10**400, "min": -(10**400)}
    return weights


def with_other_classes(card, _graph, weights):
    card["classes"] = 10
    return weights


def with_half_its_weights(_card, _graph, weights):
    return weights[: len(weights) // 2]


def without_softmax(_card, graph, weights):
    [softmax] = [node for node in graph["modelTopology"]["node"] if node["op"] == "Softmax"]
    softmax["op"] = "Relu"
    return weights


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (with_infinite_weights, "its weights hold"),
        (with_nan_weights, "its weights hold NaN"),
        (with_other_classes, "it was expected to give 10 numbers per image"),
        (with_half_its_weights, "do not fit together"),
        (without_softmax, "are not probabilities"),
    ],
)
def test_a_broken_network_says_so_and_reads_nothing(page, built_site, tmp_path, change, why):
    with serving(broken_site(built_site, tmp_path, change)) as address:
        page.goto(address)
        said = message(page)
        assert said.startswith('The model "default" is broken: ') and why in said
        assert "uploaded anew" in said
        expect(page.get_by_test_id("model-status")).to_have_text("The network isn't loaded. Your drawing is kept.")
        expect(page.get_by_role("button", name="Try again")).to_be_visible()
        draw(page, "seven")
        expect(page.get_by_test_id("reading")).to_have_text("")
        assert page.evaluate("readings") == []


# Without wasm

NO_WASM = {
    "an old browser": lambda page, problems: page.add_init_script("delete globalThis.WebAssembly"),
    "a policy forbids it": lambda page, problems: forbid_wasm(page, problems),
}


def forbid_wasm(page, problems):
    problems.allow("Policy violated: script-src, wasm-eval|Content Security Policy")

    def stricter(route):
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace(" 'wasm-unsafe-eval'", ""))

    page.route("**/", stricter)


@pytest.mark.parametrize("reason", NO_WASM)
def test_it_reads_without_wasm_and_says_so(new_tab, address, problems, reason):
    NO_WASM[reason](new_tab, problems)
    opened(new_tab, address)
    expect(new_tab.get_by_test_id("model-status")).to_contain_text(re.compile("without WebAssembly.*slower"))
    draw(new_tab, "two")
    assert last_reading(new_tab, 1)["text"] == "2"


def test_with_wasm_it_says_so_too(page, address):
    opened(page, address)
    expect(page.get_by_test_id("model-status")).to_contain_text("WebAssembly")
    expect(page.get_by_test_id("model-status")).not_to_contain_text("slower")


# A network that the engine does not run


def with_average_pooling(_card, graph, weights):
    """Of single pixels, which changes nothing but what has to run it."""
    nodes = graph["modelTopology"]["node"]
    [pooled, *_] = [node for node in nodes if node["op"] == "MaxPool"]
    window = {"list": {"i": ["1", "1", "1", "1"]}}
    kind = {"padding": {"s": "VkFMSUQ="}, "T": {"type": "DT_FLOAT"}, "ksize": window, "strides": window}
    nodes.append({"name": "average", "op": "AvgPool", "input": pooled["input"], "attr": kind})
    pooled["input"] = ["average"]
    return weights


@pytest.fixture(scope="module")
def foreign_address(built_site, tmp_path_factory):
    folder = tmp_path_factory.mktemp("foreign")
    with serving(broken_site(built_site, folder, with_average_pooling)) as address:
        yield address


@pytest.mark.parametrize("wasm", ["arrives", "does not arrive", "is damaged"])
def test_tensorflow_js_is_loaded_for_it(new_tab, foreign_address, problems, wasm):
    asked = []
    without_rest(new_tab).on("request", lambda request: asked.append(request.url))
    if wasm != "arrives":
        problems.allow(FETCH_FAILED)
        new_tab.route("**/*.wasm", cut_off if wasm == "does not arrive" else serve(b"\0asm, or so"))
    opened(new_tab, foreign_address)
    assert any("/assets/runtime-" in url for url in asked)
    status = new_tab.get_by_test_id("model-status")
    expect(status).to_contain_text(re.compile("WebAssembly" if wasm == "arrives" else "without WebAssembly.*slower"))
    draw(new_tab, "two")
    assert last_reading(new_tab, 1)["text"] == "2"
    choose(new_tab, picture("204"))  # whose pieces are found in a worker
    assert read_picture(new_tab)["text"] == "204"
    assert len(new_tab.workers) == 1


def test_how_it_sees_takes_apart_a_network_that_tensorflow_js_runs(new_tab, foreign_address):
    page = opened(new_tab, foreign_address)
    draw(page, "two")
    page.get_by_test_id("open-sees").click()
    page.get_by_test_id("level-student").click()
    page.get_by_test_id("press-1").press("Enter")
    detail = page.get_by_test_id("detail")
    expect(detail.get_by_role("heading", name="Convolution")).to_be_visible()
    expect(detail.get_by_test_id("terms").get_by_role("listitem")).to_have_count(9)
    expect(page.get_by_test_id("sees-answers").locator("[data-best] b")).to_have_text("2")


def test_tensorflow_js_does_not_arrive(new_tab, foreign_address, problems):
    problems.allow(FETCH_FAILED)
    said = "TensorFlow.js, which runs this model.*connection"
    comes_by_trying_again(new_tab, foreign_address, "**/assets/runtime-*.js", said)


def test_nobody_loads_tensorflow_js_for_our_networks(page, address):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    opened(page, address)
    choice = page.get_by_test_id("model")
    for name in choice.locator("option").evaluate_all("(all) => all.map(({value}) => value)")[1:]:
        with page.expect_response(f"**/model/{name}/weights-*.bin"):
            choose_network(page, name)
    assert sum("/weights-" in url for url in asked) > 1
    assert not [url for url in asked if "/assets/runtime-" in url or url.endswith(".wasm")]


# While it loads


def test_a_drawing_made_while_it_loads_is_read_when_it_is_ready(page, address):
    weights = Held(page, WEIGHTS)
    page.goto(address)
    draw(page, "five")
    state(page).to_have_attribute("data-state", "loading")
    expect(page.get_by_test_id("reading")).to_have_text("")
    assert page.evaluate("readings") == []
    weights.release()
    assert last_reading(page, 2)["text"] == "5"
    expect(page.get_by_test_id("reading")).to_have_text("5")
    state(page).to_have_attribute("data-state", "ready")


def test_a_drawing_cleared_while_it_loads_stays_cleared(page, address):
    weights = Held(page, WEIGHTS)
    page.goto(address)
    draw(page, "five")
    page.keyboard.press("Escape")
    weights.release()
    state(page).to_have_attribute("data-state", "ready")
    expect(page.get_by_test_id("reading")).to_have_text("")
    draw(page, "bar")
    assert last_reading(page, 1)["text"] == "1"


def test_progress_is_shown(page, address, model):
    weights = Held(page, WEIGHTS)
    page.goto(address)
    progress = page.get_by_test_id("progress")
    expect(progress).to_be_visible()
    state(page).to_have_attribute("data-state", "loading")
    all_bytes = sum(map(len, model.files.values()))
    without_weights = all_bytes - len(model.files["weights.bin"])
    expect(progress).to_have_js_property("max", all_bytes)
    expect(progress).to_have_js_property("value", without_weights)
    said = page.get_by_test_id("model-loading")  # on the pad, where people look
    expect(said).to_have_text(f"Loading the network, {100 * without_weights / all_bytes:.0f}%")
    pad, words = page.get_by_test_id("pad").bounding_box(), said.bounding_box()
    assert pad["y"] < words["y"] < words["y"] + words["height"] < pad["y"] + pad["height"]
    select = page.get_by_test_id("model")
    before = select.bounding_box()
    status = page.get_by_test_id("model-status")
    weights.release()
    state(page).to_have_attribute("data-state", "ready")
    expect(progress).to_be_hidden()
    assert select.bounding_box() == before  # it does not grow with its names
    expect(status).to_contain_text(f"{model.card['parameters']:,} parameters")


# What it may do


def test_the_policy_is_strict_and_comes_first(page, address):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    opened(page, address)
    policy = page.locator("meta[http-equiv=Content-Security-Policy]")
    expect(policy).to_have_attribute("content", POLICY)
    assert page.evaluate("document.querySelector('[http-equiv], script, link').httpEquiv") == "Content-Security-Policy"
    draw(page, "bar")
    last_reading(page, 1)
    assert any("weights" in url for url in asked)
    assert [url for url in asked if not url.startswith(address)] == []


def test_the_policy_holds(page, address, problems):
    """That the page's policy is enforced here, and that these tests would see what it forbids."""
    opened(page, address)
    page.evaluate("document.body.append(Object.assign(new Image(), { src: 'https://example.invalid/a.png' }))")
    page.wait_for_function("() => document.images[0].complete")
    assert any("Policy violated: img-src" in problem for problem in problems)
    problems.allow("img-src|Content Security Policy|https://example.invalid/a.png")


def test_everything_loaded_is_used_once(page, address):
    """What is preloaded is what is fetched: nothing twice, nothing for nothing."""
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    opened(page, address)
    assert sorted(asked) == sorted(set(asked))
