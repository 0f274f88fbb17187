"""The field and the pages in other languages than English."""

import json

import pytest
from conftest import draw, opened
from playwright.sync_api import expect

FIELD = """<!doctype html><html lang="en"><head><title>An order</title>
<script type="module" src="../digit-input.js"></script></head><body>{body}</body></html>"""


@pytest.fixture
def elsewhere(page, address):
    """Opens a page of other people's with fields on it: elsewhere(body)."""

    def open_page(body):
        def answer(route):
            route.fulfill(body=FIELD.format(body=body), content_type="text/html")

        page.route("**/elsewhere/**", answer)
        page.goto(f"{address}elsewhere/order")
        page.wait_for_function("() => customElements.get('digit-input')")
        return page

    return open_page


def hint(page, name):
    return page.locator(f"#{name} .hint")


def message_of(page, name):
    return page.evaluate("(name) => document.getElementById(name).validationMessage", name)


# The field


def test_a_german_field_on_an_english_page_speaks_german_and_its_neighbour_english(elsewhere):
    page = elsewhere("""<p lang="de-AT"><digit-input id="zip" digits="4" required aria-label="PLZ"></digit-input></p>
      <digit-input id="count" digits="4" required aria-label="How many"></digit-input>""")
    expect(hint(page, "zip")).to_have_text("Hier schreiben")
    expect(hint(page, "count")).to_have_text("Write here")
    assert message_of(page, "zip") == "4 Ziffern schreiben oder tippen."
    assert message_of(page, "count") == "Write or type 4 digits."
    expect(page.locator("#zip canvas")).to_have_accessible_name("PLZ: Zeichenfläche")
    expect(page.locator("#zip .frame")).to_have_attribute("lang", "de-AT")
    expect(page.locator("#count .frame")).to_have_attribute("lang", "en")
    page.locator("#zip input").fill("12")
    assert message_of(page, "zip") == "4 Ziffern erwartet; es sind 2."


def test_an_arabic_field_is_written_from_right_to_left_and_its_number_from_left_to_right(elsewhere):
    page = elsewhere('<div lang="ar" dir="rtl"><digit-input id="zip" digits="5" required></digit-input></div>')
    expect(hint(page, "zip")).to_have_text("اكتب هنا")
    frame = page.locator("#zip .frame")
    expect(frame).to_have_attribute("dir", "rtl")
    expect(frame).to_have_css("direction", "rtl")
    expect(page.locator("#zip input")).to_have_css("direction", "ltr")
    assert message_of(page, "zip") == "اكتب بالقلم أو بلوحة المفاتيح 5 أرقام."
    pad, side = (page.locator(f"#zip .{name}").bounding_box() for name in ("pad", "side"))
    assert pad["x"] > side["x"]


def test_a_field_follows_when_the_language_around_it_changes(elsewhere):
    page = elsewhere('<p lang="de"><digit-input id="zip" required></digit-input></p>')
    expect(hint(page, "zip")).to_have_text("Hier schreiben")
    page.evaluate("() => { document.querySelector('p').lang = 'fr'; }")
    expect(hint(page, "zip")).to_have_text("Écrivez ici")
    page.evaluate("() => { document.querySelector('p').lang = 'en-GB'; }")
    expect(hint(page, "zip")).to_have_text("Write here")
    page.evaluate("() => { document.querySelector('p').removeAttribute('lang'); document.documentElement.lang = 'ja'; }")
    expect(hint(page, "zip")).to_have_text("ここに書いてください")


def test_a_field_in_a_shadow_tree_has_the_language_around_its_host(elsewhere):
    page = elsewhere("""<div id="host" lang="es"></div>""")
    page.evaluate("""() => {
      const root = document.getElementById("host").attachShadow({ mode: "open" });
      root.append(document.createElement("digit-input"));
    }""")
    expect(page.locator("#host .hint")).to_have_text("Escribe aquí")


def test_an_app_can_give_its_own_texts_in_a_language_of_its_own(elsewhere):
    page = elsewhere('<p lang="nl"><digit-input id="zip" digits="4" required></digit-input></p>')
    expect(hint(page, "zip")).to_have_text("Write here")
    expect(page.locator("#zip .frame")).to_have_attribute("lang", "en")
    texts = {"Write here": "Schrijf hier", "Write or type {0}.": "Schrijf of typ {0}.", "{0} digits": "{0} cijfers"}
    page.evaluate(f"() => {{ document.getElementById('zip').texts = {json.dumps(texts)}; }}")
    expect(hint(page, "zip")).to_have_text("Schrijf hier")
    expect(page.locator("#zip .frame")).to_have_attribute("lang", "nl")
    assert message_of(page, "zip") == "Schrijf of typ 4 cijfers."


def test_a_field_whose_texts_do_not_arrive_speaks_english(elsewhere, page):
    page.route("**/de-*.js", lambda route: route.abort())
    elsewhere('<p lang="de"><digit-input id="zip" required></digit-input></p>')
    expect(hint(page, "zip")).to_have_text("Write here")
    expect(page.locator("#zip .frame")).to_have_attribute("lang", "en")


def test_an_english_field_asks_for_no_texts(elsewhere, page):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    elsewhere('<digit-input id="zip"></digit-input>')
    expect(hint(page, "zip")).to_have_text("Write here")
    assert not [url for url in asked if "tables-" in url or "/de-" in url]


# The module


def test_errors_of_the_module_are_in_the_language_of_the_page_or_the_one_asked_for(elsewhere):
    page = elsewhere("")
    said = page.evaluate("""async () => {
      const { createReader } = await import("../digits.js");
      const failed = (options) => createReader(options).then(() => "", (error) => error.message);
      const english = await failed({ model: "none" });
      const german = await failed({ model: "none", lang: "de" });
      document.documentElement.lang = "fr";
      const french = await failed({ model: "none" });
      const texts = { 'There is no model "{0}" here. Choose one of: {1}.': "Geen {0}." };
      const dutch = await failed({ model: "none", lang: "nl", texts });
      const reader = await createReader({ lang: "de" });
      const picture = await reader.read(new Blob(["%PDF-1.4"])).catch(({ message }) => message);
      return { english, german, french, dutch, picture };
    }""")
    assert said["english"].startswith('There is no model "none" here.')
    assert said["german"].startswith("Ein Modell „none“ gibt es hier nicht. Zur Wahl stehen: default")
    assert said["french"].startswith("Il n’y a pas de modèle « none » ici.")
    assert said["dutch"] == "Geen none."
    assert said["picture"].startswith("Diese Datei ist ein PDF-Dokument und kein Bild.")
