"""User stories of the live camera, which sees a film of paper with numbers on it."""

import pytest
from accessible import expect_accessible
from conftest import draw, in_window, opened, watched, with_windows
from playwright.sync_api import expect

from bench import filmed

NUMBERS = ["2048", "305", "67"]
FAKE = "--use-fake-device-for-media-stream"
HIDDEN = """(isHidden) => {
  Object.defineProperty(document, "hidden", { configurable: true, get: () => isHidden });
  document.dispatchEvent(new Event("visibilitychange"));
}"""
# What is shown after each picture that was read, and the camera's track.
WATCH = """
window.live = [];
document.addEventListener("live", ({ detail: { numbers } }) => window.live.push(numbers));
"""
IS_SHOWN = "(numbers) => live.at(-1)?.map(({ text }) => text).join() === numbers.join()"
TRACK = "window.track = document.querySelector('.live video').srcObject.getVideoTracks()[0]"


@pytest.fixture(scope="module")
def film(tmp_path_factory):
    path = tmp_path_factory.mktemp("film") / "paper.y4m"
    filmed.write(path, filmed.paper(NUMBERS, seed=1))
    return path


@pytest.fixture(scope="module")
def with_camera(chromium, film):
    with with_windows(chromium, *filmed.arguments(film)) as running:
        yield running


@pytest.fixture
def seeing(with_camera, problems, address):
    """The page in a browser whose camera sees the film, and which allows its use."""
    with watched(with_camera, problems, permissions=["camera"]) as page:
        page.add_init_script(WATCH)
        yield opened(page, address)


def open_camera(page):
    page.get_by_test_id("open-camera").click()
    expect(page.get_by_test_id("freeze")).to_be_visible()
    page.evaluate(TRACK)
    return page


def said(page):
    return page.get_by_test_id("live-said")


def expect_off(page):
    """In the next moment: the browser tells of a closed dialog after it has moved the focus."""
    page.wait_for_function("() => track.readyState === 'ended'", timeout=2000)


# What is seen


def test_numbers_are_read_while_they_are_seen_and_their_boxes_lie_on_them(seeing):
    open_camera(seeing).wait_for_function(IS_SHOWN, arg=NUMBERS)
    expect(seeing.get_by_test_id("live-reading")).to_have_text("2048 · 305 · 67")
    expect(seeing.get_by_test_id("live-boxes").locator("b")).to_have_text(NUMBERS)
    seen = seeing.get_by_test_id("live-frame").bounding_box()
    middles = []
    for box in map(lambda box: box.bounding_box(), seeing.get_by_test_id("live-boxes").locator("> div").all()):
        assert 0.1 < box["height"] / seen["height"] < 0.35
        middles.append((box["y"] + box["height"] / 2 - seen["y"]) / seen["height"])
    assert middles == pytest.approx([1 / 6, 1 / 2, 5 / 6], abs=0.04)
    assert seeing.workers  # pictures are read there, small as they are: the page's own thread is free


def test_a_press_freezes_it_into_a_picture_that_is_read_as_any_other(seeing):
    draw(seeing, "seven")
    open_camera(seeing).wait_for_function(IS_SHOWN, arg=NUMBERS)
    seeing.get_by_test_id("freeze").click()
    expect(seeing.get_by_test_id("reading")).to_have_text("\n".join(NUMBERS), use_inner_text=True)
    expect(seeing.locator("html")).to_have_attribute("data-view", "picture")
    expect(seeing.get_by_role("dialog")).to_have_count(0)
    expect(seeing.get_by_test_id("turn-left")).to_be_visible()
    expect(seeing.get_by_test_id("grid")).to_be_visible()
    expect_off(seeing)
    assert seeing.evaluate("readings.at(-1).source") == "image"
    image = seeing.get_by_test_id("picture").locator("canvas")
    assert image.evaluate("({ width, height }) => [width, height]") == [640, 480]
    seeing.get_by_test_id("back").click()
    expect(seeing.get_by_test_id("reading")).to_have_text("7")  # the drawing is there again


def test_a_press_on_the_picture_freezes_it_too(seeing):
    open_camera(seeing).get_by_test_id("live-frame").click(position={"x": 20, "y": 20})
    expect(seeing.get_by_test_id("reading")).to_have_text("\n".join(NUMBERS), use_inner_text=True)


def test_it_is_used_by_keys_alone_and_escape_leaves_the_ink(seeing):
    draw(seeing, "seven")
    button = seeing.get_by_test_id("open-camera")
    button.focus()
    seeing.keyboard.press("Enter")
    expect(seeing.get_by_test_id("freeze")).to_be_focused()
    seeing.evaluate(TRACK)
    seeing.keyboard.press("Escape")
    expect(button).to_be_focused()
    expect_off(seeing)
    expect(seeing.get_by_test_id("reading")).to_have_text("7")
    seeing.keyboard.press("Enter")
    expect(seeing.get_by_test_id("freeze")).to_be_focused()
    seeing.keyboard.press("Space")
    expect(seeing.get_by_test_id("reading")).to_have_text("\n".join(NUMBERS), use_inner_text=True)


def test_its_picture_keeps_its_shape_when_the_device_is_turned(seeing):
    open_camera(seeing).wait_for_function(IS_SHOWN, arg=NUMBERS)
    for size in ((360, 640), (640, 360), (1366, 650)):
        in_window(seeing, *size)  # where all of it is seen at once
        over = seeing.get_by_role("dialog").evaluate("({ scrollHeight, clientHeight }) => scrollHeight - clientHeight")
        assert over == 0, size
    box = seeing.get_by_test_id("live-frame").bounding_box()
    assert box["width"] / box["height"] == pytest.approx(4 / 3, abs=0.02)
    seeing.evaluate("""() => {
      const canvas = Object.assign(document.createElement("canvas"), { width: 480, height: 640 });
      const paint = () => {
        canvas.getContext("2d").fillRect(0, 0, 480, 640);
        requestAnimationFrame(paint);
      };
      paint();
      document.querySelector(".live video").srcObject = canvas.captureStream();
    }""")
    seeing.wait_for_function("() => document.querySelector('.live video').videoHeight === 640")
    seeing.wait_for_function(IS_SHOWN, arg=[])
    box = seeing.get_by_test_id("live-frame").bounding_box()
    assert box["width"] / box["height"] == pytest.approx(3 / 4, abs=0.02)


def test_nothing_of_the_camera_is_asked_for_before_the_press(seeing, address):
    seeing.add_init_script("""
      window.asked = 0;
      const own = MediaDevices.prototype.getUserMedia;
      MediaDevices.prototype.getUserMedia = function (what) { window.asked++; return own.call(this, what); };
    """)
    opened(seeing, address)
    draw(seeing, "seven")
    assert seeing.evaluate("asked") == 0
    assert not seeing.evaluate("performance.getEntriesByType('resource').some(({ name }) => /dialogs-/.test(name))")
    open_camera(seeing)
    assert seeing.evaluate("asked") == 1


def test_nothing_moves_while_it_opens_and_reads(seeing):
    seeing.evaluate("""() => {
      window.shifts = [];
      const add = (list) => shifts.push(...list.getEntries().map((each) => JSON.stringify(each)));
      new PerformanceObserver(add).observe({ type: "layout-shift", buffered: false });
    }""")
    open_camera(seeing).wait_for_function(IS_SHOWN, arg=NUMBERS)
    seeing.wait_for_function("(before) => live.length > before + 5", arg=seeing.evaluate("live.length"))
    assert seeing.evaluate("shifts") == []


@pytest.mark.parametrize("state", ["seeing", "refused"])
def test_it_is_accessible(seeing, state):
    if state == "refused":
        seeing.context.clear_permissions()
        seeing.get_by_test_id("open-camera").click()
        expect(seeing.get_by_test_id("live-again")).to_be_visible()
    else:
        open_camera(seeing).wait_for_function(IS_SHOWN, arg=NUMBERS)
    expect_accessible(seeing)


# What may go wrong


def test_who_refuses_is_told_how_to_allow_it_and_may_try_again(with_camera, problems, address):
    with watched(with_camera, problems) as page:
        page.add_init_script(WATCH)
        opened(page, address).get_by_test_id("open-camera").click()
        expect(said(page)).to_contain_text("may not use the camera. Allow it in the site's settings")
        expect(said(page)).to_contain_text("“Picture”")
        expect(page.get_by_test_id("live-again")).to_be_focused()
        page.context.grant_permissions(["camera"])
        page.keyboard.press("Enter")
        expect(page.get_by_test_id("freeze")).to_be_focused()
        page.wait_for_function(IS_SHOWN, arg=NUMBERS)


def test_where_there_is_no_camera_it_is_said(chromium, problems, address):
    with with_windows(chromium) as running, watched(running, problems, permissions=["camera"]) as page:
        opened(page, address).get_by_test_id("open-camera").click()
        expect(said(page)).to_contain_text("No camera was found. Plug one in")


@pytest.mark.parametrize(
    ("lack", "words"),
    [
        ("Object.defineProperty(window, 'isSecureContext', { value: false })", "begins with https://"),
        ("", "This browser gives pages no camera"),
    ],
    ids=["plain http", "an old browser"],
)
def test_where_browsers_give_no_camera_it_is_said_what_helps(new_page, address, lack, words):
    page = new_page()
    page.add_init_script(f"delete Navigator.prototype.mediaDevices; {lack}")
    opened(page, address).get_by_test_id("open-camera").click()
    expect(said(page)).to_contain_text(words)
    expect(said(page)).to_contain_text("“Picture”")


def test_a_camera_that_is_unplugged_is_told_of_and_may_be_started_again(seeing):
    open_camera(seeing).wait_for_function(IS_SHOWN, arg=NUMBERS)
    seeing.evaluate("track.dispatchEvent(new Event('ended'))")
    expect(said(seeing)).to_contain_text("unplugged")
    expect(seeing.get_by_test_id("freeze")).to_be_hidden()
    expect(seeing.get_by_test_id("live-boxes").locator("> div")).to_have_count(0)
    seeing.get_by_test_id("live-again").click()
    seeing.wait_for_function("(before) => live.length > before", arg=seeing.evaluate("live.length"))
    seeing.wait_for_function(IS_SHOWN, arg=NUMBERS)


def test_it_is_off_while_the_page_is_out_of_sight(seeing):
    open_camera(seeing)
    seeing.evaluate(HIDDEN, True)
    expect_off(seeing)
    seeing.evaluate(HIDDEN, False)
    expect(said(seeing)).to_contain_text("turned off while this page was out of sight")
    seeing.get_by_test_id("live-again").click()
    expect(seeing.get_by_test_id("freeze")).to_be_visible()


def test_it_is_off_once_it_is_closed_also_while_it_starts(with_camera, problems, address):
    with watched(with_camera, problems, permissions=["camera"]) as page:
        page.add_init_script("""
          window.given = [];
          const own = MediaDevices.prototype.getUserMedia;
          MediaDevices.prototype.getUserMedia = async function (what) {
            await new Promise((then) => (window.release = then));
            const stream = await own.call(this, what);
            window.given.push(...stream.getTracks());
            return stream;
          };
        """)
        opened(page, address).get_by_test_id("open-camera").click()
        page.wait_for_function("() => window.release")
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_have_count(0)
        page.evaluate("release()")
        page.wait_for_function("() => given.length && given.every(({ readyState }) => readyState === 'ended')")


# Several cameras, and light


def test_of_several_cameras_another_can_be_chosen(chromium, problems, address):
    started = with_windows(chromium, f"{FAKE}=device-count=2")
    with started as running, watched(running, problems, permissions=["camera"]) as page:
        open_camera(opened(page, address))
        choice = page.get_by_label("Which camera")
        first = choice.input_value()
        names = choice.locator("option").all_inner_texts()
        assert len(names) == 2
        [other] = [name for name in names if name != choice.locator("option:checked").inner_text()]
        choice.select_option(other)
        expect(page.get_by_test_id("freeze")).to_be_visible()
        expect_off(page)  # the first one
        page.wait_for_function("() => document.querySelector('.live video').srcObject")
        page.evaluate(TRACK)
        assert page.evaluate("track.getSettings().deviceId") == choice.input_value() != first


def test_with_one_camera_there_is_no_choice_and_without_a_light_no_switch(seeing):
    open_camera(seeing)
    expect(seeing.get_by_test_id("live-camera")).to_be_hidden()
    expect(seeing.get_by_test_id("light")).to_be_hidden()


@pytest.mark.parametrize("works", [True, False])
def test_a_light_is_switched_where_there_is_one(seeing, address, works):
    seeing.add_init_script(f"""
      MediaStreamTrack.prototype.getCapabilities = () => ({{ torch: true }});
      window.lit = [];
      MediaStreamTrack.prototype.applyConstraints = async ({{ advanced: [{{ torch }}] }}) => {{
        if (!{str(works).lower()}) throw new DOMException("No", "NotAllowedError");
        window.lit.push(torch);
      }};
    """)
    light = open_camera(opened(seeing, address)).get_by_test_id("light")
    light.click()
    if not works:
        expect(seeing.get_by_test_id("live-note")).to_have_text("The light of this camera can't be switched.")
        expect(seeing.get_by_test_id("live-reading")).to_contain_text("2048")  # and it goes on reading
        return
    expect(light).to_have_attribute("aria-pressed", "true")
    light.click()
    expect(light).to_have_attribute("aria-pressed", "false")
    assert seeing.evaluate("lit") == [True, False]
