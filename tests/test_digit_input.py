"""<digit-input>, on a page of somebody else's with a strict policy and a style of its own."""

import gzip
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from conftest import Held, in_window
from drawings import by_flick, by_mouse, by_pen, by_touch, drawing, placed, touch
from playwright.sync_api import expect

POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; style-src 'self'"
PAGE = """<!doctype html><html lang="en"><head><title>An order</title>
<meta http-equiv="Content-Security-Policy" content="{policy}"><meta name="color-scheme" content="light dark">
<link rel="stylesheet" href="order.css"><script type="module" src="../digit-input.js"></script></head>
<body>{body}</body></html>"""
STYLE = """* { font: 30px serif } input { display: none } button { background: rgb(1, 2, 3); color: rgb(4, 5, 6) }
.far { height: 3000px }"""
ORDER = """<form action="sent" id="order">
<p><label for="zip">ZIP code</label> <digit-input id="zip" name="zip" digits="5" required></digit-input></p>
<p><label>Table <digit-input id="table" name="table" digits="1" value="4"></digit-input></label></p>
<p><digit-input id="count" name="count" aria-label="How many"></digit-input></p>
<button>Send</button> <button type="reset">Reset</button></form>"""
PRESS_UNTIL_READ = """() => {
  const table = document.getElementById("table");
  const again = table.shadowRoot.querySelector(".retry");
  if (again.checkVisibility()) again.click();
  return table.value === "7";
}"""


@pytest.fixture
def order(page, address):
    """Opens a page of other people's, beside the built site: order(body, page), the order form on the usual page."""

    def open_page(body=ORDER, page=page):
        def answer(route):
            path = urlsplit(route.request.url).path
            if path.endswith("/order.css"):
                return route.fulfill(body=STYLE, content_type="text/css")
            html = PAGE.format(policy=POLICY, body="Sent" if path.endswith("/sent") else body)
            return route.fulfill(body=html, content_type="text/html")

        page.route("**/elsewhere/**", answer)
        page.goto(f"{address}elsewhere/order")
        return page

    return open_page


def strokes_on(page, name, drawings, part=slice(None)):
    """Strokes of drawings, side by side on the pad of the field of that id; `part` of as many places."""
    pad = page.locator(f"#{name} canvas").bounding_box()
    size = 0.6 * pad["height"]
    width = pad["width"] / len(drawings)
    return [
        stroke
        for i, each in list(enumerate(drawings))[part]
        for stroke in placed(
            drawing(each), pad["x"] + (i + 0.5) * width - size / 2, pad["y"] + 0.18 * pad["height"], size
        )
    ]


def write(page, name, *drawings, **where):
    page.locator(f"#{name}").scroll_into_view_if_needed()
    by_mouse(page, strokes_on(page, name, drawings, **where))


def has_value(page, name, value):
    page.wait_for_function("([name, value]) => document.getElementById(name).value === value", arg=[name, value])


def get(page, name, expression):
    """What an expression over the field, `field`, gives."""
    return page.locator(f"#{name}").evaluate(f"(field) => {expression}")


def text_of(page, name):
    return page.locator(f"#{name} input")


def message_of(page, name):
    return page.locator(f"#{name} .message")


def sent(page):
    page.wait_for_url("**/sent?**")
    return {key: value[0] for key, value in parse_qs(urlsplit(page.url).query, keep_blank_values=True).items()}


ZIP = ("two", "closed four", "six", "eight", "round zero")


# In a form


def test_three_are_read_with_one_model_and_sent_with_their_form(page, order):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    order()
    write(page, "zip", *ZIP)
    has_value(page, "zip", "24680")
    write(page, "table", "seven")
    has_value(page, "table", "7")
    write(page, "count", "bar", "two")
    has_value(page, "count", "12")
    for file in ("card-", "weights-", r"model-\w+\.json"):
        assert len([url for url in asked if re.search(file, url)]) == 1, file
    page.get_by_role("button", name="Send").click()
    assert sent(page) == {"zip": "24680", "table": "7", "count": "12"}


def test_what_is_missing_keeps_the_form_and_says_so(page, order):
    order()
    assert get(page, "zip", "[field.validity.valueMissing, field.checkValidity(), field.form.checkValidity()]") == [
        True,
        False,
        False,
    ]
    page.get_by_role("button", name="Send").click()
    expect(message_of(page, "zip")).to_have_text("Write or type 5 digits.")
    expect(text_of(page, "zip")).to_be_focused()
    expect(text_of(page, "zip")).to_have_attribute("aria-invalid", "true")
    assert page.url.endswith("/order")
    text_of(page, "zip").fill("12345")
    expect(message_of(page, "zip")).to_be_hidden()
    page.get_by_role("button", name="Send").click()
    assert sent(page) == {"zip": "12345", "table": "4", "count": ""}


def test_what_is_wrong_is_told_to_the_page(page, order):
    order()
    set_and_ask = """(field, value) => {
      field.value = value;
      const flags = Array.from(Object.keys(ValidityState.prototype)).filter((flag) => field.validity[flag]);
      return [flags, field.validationMessage];
    }"""
    asked = {value: page.locator("#zip").evaluate(set_and_ask, value) for value in ("1", "123456", "12?45", "")}
    assert asked == {
        "1": [["tooShort"], "Expected 5 digits; there is 1."],
        "123456": [["tooLong"], "Expected 5 digits; there are 6."],
        "12?45": [["badInput"], "Sign 3 of 5 is not read as a digit. Write it again, or type it."],
        "": [["valueMissing"], "Write or type 5 digits."],
    }


def test_a_page_can_object_to_a_value(page, order):
    order()
    text_of(page, "zip").fill("00000")
    page.locator("#zip").evaluate("(field) => field.setCustomValidity('Nobody lives there.')")
    assert get(page, "zip", "[field.validity.customError, field.reportValidity()]") == [True, False]
    expect(message_of(page, "zip")).to_have_text("Nobody lives there.")
    page.locator("#zip").evaluate("(field) => field.setCustomValidity('')")
    assert get(page, "zip", "field.checkValidity()")


def test_what_is_no_digit_is_told_at_once_and_undone(page, order):
    order()
    pad = page.locator("#table canvas").bounding_box()
    dash = placed([[(0, 0.5), (1, 0.5)]], pad["x"] + 15, pad["y"] + 25, 40)
    by_mouse(page, dash)
    has_value(page, "table", "?")
    expect(message_of(page, "table")).to_have_text(
        "What is written is not read as a digit. Write it again, or type it."
    )
    expect(page.locator("#table [role=status]")).to_contain_text("Probably not a digit")
    page.get_by_role("button", name="Clear: Table").click()
    has_value(page, "table", "")
    expect(message_of(page, "table")).to_be_hidden()


def test_reset_gives_the_first_value_back(page, order):
    order()
    write(page, "table", "seven")
    has_value(page, "table", "7")
    text_of(page, "zip").fill("1")
    page.get_by_role("button", name="Send").click()
    expect(message_of(page, "zip")).to_be_visible()
    page.get_by_role("button", name="Reset").click()
    assert [get(page, name, "field.value") for name in ("zip", "table")] == ["", "4"]
    expect(text_of(page, "table")).to_have_value("4")
    expect(page.locator("#table .hint")).to_have_text("Write here")  # there is no ink any more
    expect(message_of(page, "zip")).to_be_hidden()
    page.locator("#table").evaluate("(field) => field.setAttribute('value', '9')")
    assert get(page, "table", "field.value") == "9"


def test_coming_back_to_the_page_brings_ink_and_value_back(page, order):
    order()
    write(page, "count", "five", "six")
    has_value(page, "count", "56")
    text_of(page, "table").fill("8")
    page.evaluate("() => document.getElementById('order').submit()")
    assert sent(page)["count"] == "56"
    page.go_back()
    assert page.evaluate("() => performance.getEntriesByType('navigation')[0].type") == "back_forward"
    has_value(page, "count", "56")
    has_value(page, "table", "8")
    expect(page.locator("#count .hint")).to_be_empty()
    write(page, "count", "five", "six", "two", part=slice(2, 3))
    page.wait_for_function("() => document.getElementById('count').value.endsWith('2')")
    page.evaluate("() => document.getElementById('count').formStateRestoreCallback('77', 'autocomplete')")
    assert get(page, "count", "field.value") == "77"


def test_a_disabled_fieldset_takes_no_ink_no_keys_and_sends_nothing(page, order):
    order(f"<fieldset>{ORDER.replace('<form', '<form novalidate')}</fieldset>")
    page.locator("fieldset").evaluate("(fieldset) => fieldset.setAttribute('disabled', '')")
    expect(text_of(page, "zip")).to_be_disabled()
    write(page, "zip", *ZIP)
    expect(page.locator("#zip .hint")).to_have_text("Write here")
    assert get(page, "zip", "[field.matches(':disabled'), field.willValidate, field.disabled]") == [True, False, False]
    assert page.evaluate("() => Array.from(new FormData(document.getElementById('order')))") == []
    page.locator("fieldset").evaluate("(fieldset) => fieldset.removeAttribute('disabled')")
    expect(text_of(page, "zip")).to_be_enabled()
    write(page, "table", "seven")
    has_value(page, "table", "7")


def test_readonly_is_read_and_sent_but_not_changed(page, order):
    order('<form action="sent"><digit-input id="f" name="f" value="42" readonly></digit-input><button>Send</button>')
    write(page, "f", "seven")
    text_of(page, "f").press("9")
    text_of(page, "f").press("Escape")
    expect(page.locator("#f .hint")).to_have_text("Write here")
    page.get_by_role("button", name="Send").click()
    assert sent(page) == {"f": "42"}


# Names, keys, events


def test_labels_name_it_and_focus_it(page, order):
    order()
    for name in ("ZIP code", "Table", "How many"):
        expect(page.get_by_role("textbox", name=name, exact=True)).to_be_visible()
        expect(page.get_by_role("button", name=f"Clear: {name}")).to_be_visible()
    page.get_by_text("ZIP code").click()
    expect(page.get_by_role("textbox", name="ZIP code")).to_be_focused()
    assert get(page, "zip", "document.activeElement === field && field.labels.length === 1")
    outline = "getComputedStyle(field.shadowRoot.querySelector('.control')).outlineWidth"
    assert get(page, "zip", outline) == "3px"


LISTEN = """() => {
  window.events = [];
  const tell = ({ type, target }) => events.push(`${type} ${target.id} ${target.value}`);
  for (const type of ["input", "change"]) document.addEventListener(type, tell);
}"""


def test_events_are_those_of_an_input(page, order):
    order()
    page.evaluate(LISTEN)
    write(page, "table", "seven")
    has_value(page, "table", "7")
    assert page.evaluate("() => events") == ["input table 7"]
    text_of(page, "zip").focus()
    text_of(page, "zip").press_sequentially("12")
    text_of(page, "count").focus()
    told = ["input table 7", "change table 7", "input zip 1", "input zip 12", "change zip 12"]
    assert page.evaluate("() => events") == told
    page.locator("#zip").evaluate("(field) => { field.value = '3'; }")
    text_of(page, "zip").focus()
    text_of(page, "count").focus()
    assert page.evaluate("() => events") == told


def test_a_field_that_gets_its_value_back_after_each_event_keeps_its_ink(page, order):
    order()
    page.locator("#count").evaluate("(field) => field.addEventListener('input', () => { field.value = field.value; })")
    write(page, "count", "three", "open four", part=slice(0, 1))
    has_value(page, "count", "3")
    for stroke in strokes_on(page, "count", ["three", "open four"], part=slice(1, 2)):
        by_mouse(page, [stroke])
        page.wait_for_function("() => document.getElementById('count').value.length === 2")
    has_value(page, "count", "34")  # the four's first stroke alone reads 1
    page.get_by_role("button", name="Undo: How many").click()
    assert get(page, "count", "[field.value.length, field.value[0]]") == [2, "3"]
    page.locator("#count").evaluate("(field) => { field.value = '12'; }")
    expect(page.locator("#count .hint")).to_have_text("Write here")  # another value is typed: the ink goes


def test_digits_are_typed_pasted_erased_and_sent_by_enter(page, order):
    order()
    text = text_of(page, "zip")
    text.focus()
    page.keyboard.type("1x2")
    expect(text).to_have_value("12")
    page.keyboard.press("Backspace")
    assert get(page, "zip", "field.value") == "1"
    page.keyboard.press("ControlOrMeta+z")
    assert get(page, "zip", "field.value") == "12"
    page.keyboard.press("Escape")
    assert get(page, "zip", "field.value") == ""
    page.get_by_role("button", name="Undo: ZIP code").press("Enter")
    assert get(page, "zip", "field.value") == "12"
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text("12-34 5")  # as pasting does
    expect(text).to_have_value("12345")
    page.keyboard.press("Enter")
    assert sent(page)["zip"] == "12345"


def test_who_has_written_can_go_on_with_the_keyboard(page, order):
    order()
    write(page, "zip", *ZIP, part=slice(0, 2))
    has_value(page, "zip", "24")
    page.keyboard.type("68")
    assert get(page, "zip", "field.value") == "2468"
    page.keyboard.press("Escape")
    assert get(page, "zip", "field.value") == ""


def test_properties_that_were_set_before_the_module_was_there_count(page, order):
    order("")
    html = re.sub("<script.*</script>", "", PAGE).format(policy=POLICY, body=ORDER)
    page.route("**/elsewhere/early", lambda route: route.fulfill(body=html, content_type="text/html"))
    page.goto(page.url.replace("/order", "/early"))
    early = """async (field) => {
      Object.assign(field, { digits: 3, value: "123", required: true });
      await import("../digit-input.js");
      return [field.value, field.digits, field.getAttribute("digits"), field.checkValidity(), Object.keys(field)];
    }"""
    assert page.locator("#count").evaluate(early) == ["123", 3, "3", True, []]


def test_typing_corrects_what_was_read_and_stays_when_more_is_written(page, order):
    order()
    write(page, "count", "two", "seven", "three", part=slice(0, 2))
    has_value(page, "count", "27")
    text_of(page, "count").fill("21")
    write(page, "count", "two", "seven", "three", part=slice(2, 3))
    has_value(page, "count", "213")
    page.get_by_role("button", name="Undo: How many").click()
    has_value(page, "count", "21")
    page.get_by_role("button", name="Undo: How many").click()
    has_value(page, "count", "27")
    text_of(page, "count").fill("")
    expect(page.locator("#count .hint")).to_have_text("Write here")  # the ink went with its text


def test_who_clicks_into_an_empty_field_to_type_leaves_no_ink(page, order):
    order()
    page.locator("#count canvas").click()
    has_value(page, "count", "?")
    page.keyboard.type("12")
    has_value(page, "count", "12")
    expect(page.locator("#count .hint")).to_have_text("Write here")
    page.locator("#count canvas").click()
    has_value(page, "count", "?")  # beside text it is ink, and a dot is no digit


def test_a_reading_is_said_politely(page, order):
    order()
    write(page, "table", "seven")
    expect(page.locator("#table [role=status]")).to_have_text(re.compile(r"^7, \d\d percent$"))


# For scripts

FLAGS = "Array.from(Object.keys(ValidityState.prototype)).filter((flag) => flag !== 'valid' && field.validity[flag])"


def test_scripts_have_its_ink_its_reading_and_its_steps(page, order):
    order()
    page.evaluate("""() => {
      window.told = [];
      const tell = ({ type, detail }) => told.push([type, detail?.text]);
      for (const type of ["reading", "input"]) document.getElementById("count").addEventListener(type, tell);
    }""")
    assert get(page, "count", "[field.reading, field.strokes.length]") == [None, 0]
    write(page, "count", "two", "seven")
    has_value(page, "count", "27")
    page.wait_for_function("() => told.at(-1)[0] === 'reading' && told.at(-1)[1] === '2 7'")
    read = "[field.reading.text, field.reading.digits.length, field.strokes.length]"
    assert get(page, "count", read) == ["2 7", 2, 2]
    told = page.evaluate("told.length")
    assert get(page, "count", "(field.clear(), [field.value, field.strokes.length, field.reading])") == ["", 0, None]
    assert get(page, "count", "(field.undo(), [field.value, field.strokes.length])") == ["27", 2]
    assert page.evaluate("told.length") == told  # what scripts do is not announced
    page.locator("#table").evaluate("(field) => { field.strokes = document.getElementById('count').strokes; }")
    has_value(page, "table", "27")
    copied = (
        "(field) => { const copy = field.cloneNode(); field.after(copy); return [copy.value, copy.strokes.length]; }"
    )
    assert page.locator("#count").evaluate(copied) == ["27", 2]
    page.locator("#count").first.evaluate("(field) => field.select()")
    page.keyboard.type("5")
    assert page.locator("#count").first.evaluate("(field) => field.value") == "5"


def test_another_network_reads_the_ink_anew(page, order):
    order()
    write(page, "table", "seven")
    has_value(page, "table", "7")
    with page.expect_request("**/three-conv/weights-*"):
        page.locator("#table").evaluate("(field) => field.setAttribute('model', 'three-conv')")
    page.wait_for_function("() => document.getElementById('table').checkValidity()")
    assert get(page, "table", "field.value") == "7"


def test_ranges_of_digits_and_numbers_and_patterns_are_asked_for(page, order):
    fields = {
        'digits="1-3"': {"1234": ["tooLong"], "12": []},
        'minlength="2" maxlength="4"': {"1": ["tooShort"], "12345": ["tooLong"], "1234": []},
        'min="10" max="20"': {"9": ["rangeUnderflow"], "21": ["rangeOverflow"], "20": []},
        'pattern="[13579]*"': {"12": ["patternMismatch"], "13": []},
        'inputmode="decimal" min="-1.5"': {"-2": ["rangeUnderflow"], "-1,25": [], "12.50": []},
    }
    order("".join(f'<digit-input aria-label="{i}" {rules}></digit-input>' for i, rules in enumerate(fields)))
    for i, values in enumerate(fields.values()):
        field = page.locator("digit-input").nth(i)
        for value, flags in values.items():
            asked = f"(field, value) => {{ field.value = value; return {FLAGS}; }}"
            assert field.evaluate(asked, value) == flags, (i, value)
    assert page.locator("digit-input").nth(4).evaluate("(field) => field.value") == "12.50"


def test_what_is_another_number_is_refused_and_digits_of_any_script_are_taken(page, order):
    order()
    texts = r"['12.50', '1x2', '\uff11\uff12', '\u0663\u0664', '12-34']"
    values = f"{texts}.map((value) => ((field.value = value), field.value))"
    assert get(page, "count", values) == ["", "", "12", "34", "1234"]
    text_of(page, "count").fill("7")
    text_of(page, "count").press("ControlOrMeta+a")
    page.keyboard.insert_text("12.50")
    expect(text_of(page, "count")).to_have_value("7")


def test_names_descriptions_and_titles_of_the_page_reach_its_text(page, order):
    order("""<b id="a">How</b> <b id="b">many</b> <i id="c">At most nine.</i>
      <digit-input id="f" aria-labelledby="a b" aria-describedby="c" title="Write here" autofocus></digit-input>""")
    text = page.get_by_role("textbox", name="How many", exact=True)
    expect(text).to_be_focused()
    expect(text).to_have_accessible_description("At most nine.")
    expect(text).to_have_attribute("title", "Write here")


def test_what_stood_in_its_place_is_not_sent_twice(page, order):
    order('<form action="sent"><digit-input id="f" name="f"><input name="f" value="12"></digit-input><button>Send')
    has_value(page, "f", "12")
    page.get_by_role("button", name="Send").click()
    page.wait_for_url("**/sent?**")
    assert urlsplit(page.url).query == "f=12"


def test_a_value_that_was_left_wrong_has_a_state_of_its_own(page, order):
    order()
    text_of(page, "zip").fill("12")
    assert not get(page, "zip", "field.matches(':state(user-invalid)')")
    text_of(page, "table").focus()
    assert get(page, "zip", "field.matches(':state(user-invalid)')")
    text_of(page, "zip").fill("12345")
    assert not get(page, "zip", "field.matches(':state(user-invalid)')")


# Hands


@pytest.mark.parametrize("turn", ["rotate: 90deg", "transform: rotate(-30deg) scale(0.8)", "scale: -1 1"])
def test_ink_is_where_it_is_seen_on_a_pad_that_is_turned(page, order, turn):
    order('<div id="turned"><digit-input id="f" aria-label="F"></digit-input></div>')
    page.locator("#turned").evaluate(
        "(div, turn) => { div.style.cssText = `margin: 300px; transform-origin: 0 0; ${turn}`; }", turn
    )
    box = page.locator("#f canvas").bounding_box()
    x, y = box["x"] + 0.5 * box["width"] + 12, box["y"] + 0.5 * box["height"] + 20
    page.mouse.click(x, y)
    inked = """async (canvas, [x, y]) => {
      await new Promise((then) => requestAnimationFrame(() => requestAnimationFrame(then)));
      const [{ x: inkX, y: inkY }] = canvas.getRootNode().host.strokes[0];
      const mark = document.createElement("i");
      const side = canvas.clientWidth / 1000;
      Object.assign(mark.style, { position: "absolute", left: `${inkX * side}px`, top: `${inkY * side}px` });
      canvas.parentElement.append(mark);
      const at = mark.getBoundingClientRect();
      mark.remove();
      return Math.hypot(at.x - x, at.y - y);
    }"""
    assert page.locator("#f canvas").evaluate(inked, [x, y]) < 2


def test_a_pen_takes_over_from_a_palm_whose_dot_goes(new_page, order):
    page = order(page=new_page(has_touch=True))
    page.wait_for_function("() => customElements.get('digit-input')")
    box = page.locator("#table canvas").bounding_box()
    palm = page.context.new_cdp_session(page)
    touch(palm, "touchStart", (box["x"] + box["width"] - 10, box["y"] + box["height"] - 8))
    by_pen(page, strokes_on(page, "table", ["seven"]))
    touch(palm, "touchEnd")
    has_value(page, "table", "7")
    assert get(page, "table", "field.strokes.length") == 1


def test_a_pen_takes_over_from_a_finger_whose_line_goes(new_page, order):
    page = order(page=new_page(has_touch=True))
    page.wait_for_function("() => customElements.get('digit-input')")
    box = page.locator("#count canvas").bounding_box()
    finger = page.context.new_cdp_session(page)
    x, y = box["x"] + box["width"] - 60, box["y"] + box["height"] - 20
    touch(finger, "touchStart", (x, y))
    for step in range(1, 6):
        touch(finger, "touchMove", (x + 8 * step, y))
    by_pen(page, strokes_on(page, "count", ["seven"]))
    touch(finger, "touchEnd")
    has_value(page, "count", "7")
    assert get(page, "count", "field.strokes.length") == 1


def test_ink_is_drawn_again_where_the_browser_has_taken_its_pixels(page, order):
    order()
    write(page, "table", "seven")
    has_value(page, "table", "7")
    emptied = """(canvas) => {
      canvas.getContext("2d").reset();
      return !pixelsOf(canvas).some(Boolean);
    }"""
    assert page.locator("#table canvas").evaluate(emptied)
    page.locator("#table canvas").evaluate("(canvas) => canvas.dispatchEvent(new Event('contextrestored'))")
    assert ink_of(page, "table") == [0, 0, 0]


def test_a_pen_on_the_pad_writes_no_text_as_ios_would_have_it(new_page, order):
    """Scribble makes text of what a pen writes near a text box, but where moves of touch are kept from it."""
    page = order(page=new_page(has_touch=True))
    page.wait_for_function("() => customElements.get('digit-input')")
    kept = """(target) => !target.dispatchEvent(new TouchEvent("touchmove", {
      bubbles: true,
      cancelable: true,
      changedTouches: [new Touch({ identifier: 1, target, touchType: "stylus" })],
    }))"""
    assert page.locator("#zip canvas").evaluate(kept)
    assert not text_of(page, "zip").evaluate(kept)  # there, it may


# The page around it


def test_it_leaves_the_page_alone_and_the_page_leaves_it(page, order):
    order("<p>Nothing yet</p>")
    names = "() => Object.getOwnPropertyNames(window).sort()"
    before = page.evaluate(names)
    page.evaluate("""async () => {
      await import("../digit-input.js");
      document.body.append(document.createElement("digit-input"));
      document.querySelector("digit-input").id = "f";
    }""")
    write(page, "f", "seven")
    has_value(page, "f", "7")
    assert page.evaluate(names) == before
    assert (
        page.evaluate("() => document.adoptedStyleSheets.length + document.head.querySelectorAll('style').length") == 0
    )
    button = "getComputedStyle(field.shadowRoot.querySelector('button')).backgroundColor"
    assert get(page, "f", button) == "rgba(0, 0, 0, 0)"
    expect(text_of(page, "f")).to_be_visible()


def test_nothing_keeps_it_in_memory_once_it_is_removed(page, order):
    order()
    write(page, "table", "seven")
    has_value(page, "table", "7")
    page.evaluate("""() => {
      window.gone = new WeakRef(document.getElementById("table"));
      document.getElementById("order").remove();
      document.body.tabIndex = -1;
      document.body.focus();
    }""")
    page.mouse.click(5, 5)
    session = page.context.new_cdp_session(page)
    for _ in range(40):
        session.send("HeapProfiler.collectGarbage")
        if page.evaluate("() => !gone.deref()"):
            return
        page.wait_for_timeout(50)
    raise AssertionError("The removed field is still in memory.")


MOUNTED = """async (times) => {
  const nextFrame = () => new Promise((then) => requestAnimationFrame(() => requestAnimationFrame(then)));
  const { strokes } = document.getElementById("table");
  for (let i = 0; i < times; i++) {
    const field = Object.assign(document.createElement("digit-input"), { digits: 3, name: `f${i}` });
    document.body.append(field);
    field.strokes = strokes;
    while (field.value !== "7") await nextFrame();
    field.remove();
  }
  readings.length = 0; // which tests keep
  await nextFrame();
}"""


def test_fields_that_come_and_go_two_hundred_times_leave_nothing(page, order):
    order()
    write(page, "table", "seven")
    has_value(page, "table", "7")
    page.evaluate(MOUNTED, 40)  # what is made once is there
    before = left(page)
    page.evaluate(MOUNTED, 200)
    after = left(page)
    assert after["nodes"] <= before["nodes"]
    assert after["jsEventListeners"] <= before["jsEventListeners"]
    assert after["heap"] < before["heap"] + 400_000  # bytes: 2,000 a field, most of it compiled code


def left(page):
    """What is in memory: nodes, listeners and, in bytes, the heap."""
    session = page.context.new_cdp_session(page)
    page.wait_for_timeout(300)  # until what the browser does later is done
    for _ in range(3):
        session.send("HeapProfiler.collectGarbage")
    counts = session.send("Memory.getDOMCounters") | {"heap": session.send("Runtime.getHeapUsage")["usedSize"]}
    session.detach()
    return counts


def test_it_can_be_moved_with_its_ink(page, order):
    order()
    write(page, "table", "seven")
    has_value(page, "table", "7")
    page.evaluate("() => document.getElementById('order').prepend(document.getElementById('table'))")
    expect(page.locator("#table .hint")).to_be_empty()
    write(page, "table", "bar", "seven", part=slice(0, 1))
    page.wait_for_function("() => document.getElementById('table').value.length === 2")


def test_model_and_pad_are_loaded_when_the_field_is_seen_and_not_before(page, order, built_site):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    order('<p class="far">Scroll</p><digit-input id="f" aria-label="F"></digit-input>')
    page.wait_for_function("() => customElements.get('digit-input')")
    page.wait_for_timeout(300)
    scripts = [urlsplit(url).path.lstrip("/") for url in asked if url.endswith(".js")]
    assert len(scripts) == 2
    assert sum(len(gzip.compress((built_site / path).read_bytes())) for path in scripts) <= 9_000
    assert not [url for url in asked if "weights" in url]
    with page.expect_request("**/weights-*"):
        page.locator("#f").scroll_into_view_if_needed()


def test_a_stroke_is_not_lost_that_is_quicker_than_the_pad(page, order):
    held = Held(page, "**/ink-pad-*")
    with page.expect_request("**/ink-pad-*"):
        order()
    write(page, "table", "seven")
    assert get(page, "table", "field.strokes.length") == 0
    held.release()
    has_value(page, "table", "7")
    assert get(page, "table", "field.strokes.length") == 1
    write(page, "table", "bar")
    page.wait_for_function("() => document.getElementById('table').strokes.length === 2")


def test_without_a_pad_digits_can_be_typed_and_trying_again_brings_it(page, order, problems):
    problems.allow("Failed to load resource")
    page.route("**/ink-pad-*", lambda route: route.fulfill(status=404))
    order()
    text_of(page, "count").fill("5")  # with the focus it tries again, too
    page.wait_for_load_state("networkidle")
    expect(message_of(page, "count")).to_contain_text("The script that draws did not load.")
    assert get(page, "count", "field.checkValidity()")
    page.unroute("**/ink-pad-*")
    page.locator("#count").get_by_role("button", name="Try again").click()
    expect(message_of(page, "count")).to_be_hidden()
    text_of(page, "count").fill("")
    write(page, "count", "two")
    has_value(page, "count", "2")


def test_ink_waits_for_a_slow_model_and_is_not_sent_unread(page, order):
    held = Held(page, "**/weights-*")
    order()
    write(page, "table", "seven")
    assert get(page, "table", "[field.value, field.validity.badInput]") == ["4", True]
    held.release()
    has_value(page, "table", "7")
    assert get(page, "table", "field.checkValidity()")


def test_what_is_typed_before_the_ink_is_read_stays(page, order):
    held = Held(page, "**/weights-*")
    order()
    write(page, "table", "seven")
    text_of(page, "table").fill("5")
    held.release()
    write(page, "count", "two")
    has_value(page, "count", "2")  # and so the ink before it has been read as well
    assert get(page, "table", "field.value") == "5"
    expect(page.locator("#table [role=status]")).to_be_empty()


def test_a_failure_to_read_ink_that_is_gone_is_not_shown(page, order, problems):
    problems.allow("Failed to load resource")
    order()
    write(page, "table", "seven")
    has_value(page, "table", "7")  # it has loaded its network, so that only reading with another one can fail
    held = Held(page, "**/three-conv/weights-*")
    with page.expect_request("**/three-conv/weights-*"):
        page.evaluate("() => document.querySelectorAll('digit-input').forEach((each) => (each.model = 'three-conv'))")
        write(page, "table", "bar")
        write(page, "zip", "two", "seven", part=slice(0, 1))
    text_of(page, "table").fill("5")
    page.route("**/weights-*.bin", lambda route: route.fulfill(status=404))  # it is asked for once more
    held.fail()
    expect(message_of(page, "zip")).to_contain_text("The model's weights could not be fetched")
    assert message_of(page, "table").is_hidden()


def test_without_a_model_digits_can_be_typed_and_trying_again_reads_the_ink(page, order, problems):
    problems.allow("Failed to load resource")
    page.route("**/weights-*", lambda route: route.fulfill(status=404))
    order()
    message = message_of(page, "table")
    width = page.locator("#table").bounding_box()["width"]
    expect(message).to_contain_text("The model's weights could not be fetched")
    expect(message).to_contain_text("Digits can be typed.")
    assert page.locator("#table").bounding_box()["width"] == width
    write(page, "table", "seven")
    assert get(page, "table", "field.validity.badInput")
    text_of(page, "zip").fill("12345")
    assert get(page, "zip", "field.checkValidity()")
    expect(page.locator("#table .retry")).to_be_visible()
    page.unroute("**/weights-*")
    # Fields share an attempt to load: a press during one that fails is not yet the one that succeeds.
    page.wait_for_function(PRESS_UNTIL_READ, polling=200)
    expect(message).to_be_hidden()


def test_a_network_that_the_site_does_not_have_is_told_of(page, order):
    order('<digit-input id="f" aria-label="F" model="mine"></digit-input>')
    expect(message_of(page, "f")).to_contain_text('There is no model "mine" here. Choose one of: default')


# Fingers, colours


def test_a_finger_writes_without_scrolling_and_scrolls_beside_the_pad(new_page, order):
    page = order(ORDER + '<p class="far">More</p>', new_page(has_touch=True, viewport={"width": 400, "height": 700}))
    page.wait_for_function("() => customElements.get('digit-input')")
    by_touch(page, strokes_on(page, "table", ["two"]))
    has_value(page, "table", "2")
    assert page.evaluate("() => scrollY") == 0
    assert get(page, "table", "field.shadowRoot.activeElement.className") == "pad"  # no keyboard comes up
    box = text_of(page, "zip").bounding_box()
    x, y = box["x"] + 20, box["y"] + 20
    session = page.context.new_cdp_session(page)
    touch(session, "touchStart", (x, y))
    for step in range(1, 8):
        touch(session, "touchMove", (x, y - 20 * step))
    touch(session, "touchEnd")
    page.wait_for_function("() => scrollY > 50")


def test_a_press_right_after_a_quick_stroke_counts(new_page, order):
    page = order(page=new_page(has_touch=True))
    write(page, "count", "two")
    has_value(page, "count", "2")
    [quick] = strokes_on(page, "count", ["two", "bar"], part=slice(1, None))
    by_flick(page, quick, page.locator("#count").get_by_role("button", name="Clear"))
    has_value(page, "count", "")


def ink_of(page, name):
    """The colour of the most inked pixel of its pad, in the next frame but one."""
    return page.locator(f"#{name} canvas").evaluate("""async (canvas) => {
      await new Promise((then) => requestAnimationFrame(() => requestAnimationFrame(then)));
      const data = pixelsOf(canvas);
      for (let i = 0; i < data.length; i += 4) if (data[i + 3] === 255) return Array.from(data.slice(i, i + 3));
      return null;
    }""")


def test_ink_follows_the_pages_colour_scheme_and_its_properties(page, order):
    order()
    write(page, "table", "seven")
    has_value(page, "table", "7")
    assert ink_of(page, "table") == [0, 0, 0]
    page.evaluate("() => { document.documentElement.style.colorScheme = 'dark'; }")
    page.wait_for_timeout(150)
    assert ink_of(page, "table") == [255, 255, 255]
    page.evaluate("() => document.getElementById('table').style.setProperty('--digit-input-ink', 'rgb(10, 20, 200)')")
    page.wait_for_timeout(150)
    assert ink_of(page, "table") == [10, 20, 200]


def test_forced_colours_show_ink_edges_and_what_is_wrong(page, order):
    order(page=in_window(page, forced_colors="active"))
    write(page, "table", "seven")
    has_value(page, "table", "7")
    canvas_text = page.evaluate("""() => {
      const probe = Object.assign(document.createElement("p"), { id: "probe" });
      document.body.append(probe);
      return getComputedStyle(probe).color.match(/\\d+/g).map(Number);
    }""")
    assert ink_of(page, "table") == canvas_text
    style = "getComputedStyle(field.shadowRoot.querySelector('.control')).borderTopStyle"
    assert get(page, "zip", style) == "solid"
    page.get_by_role("button", name="Send").click()
    assert get(page, "zip", style) == "dashed"


@pytest.mark.parametrize("width", [320, 1280])
def test_it_fits_any_width_with_targets_for_fingers(page, order, width):
    order(page=in_window(page, width, 900))
    expect(text_of(page, "zip")).to_be_visible()
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    for target in page.locator("digit-input :is(button:not(.retry), input)").all():
        box = target.bounding_box()
        assert box["width"] >= 44
        assert box["height"] >= 44
