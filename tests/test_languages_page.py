"""The field and the pages in other languages than English."""

import json
import re

import pytest
from conftest import Held, draw, last_reading, opened, serving
from playwright.sync_api import expect
from test_dialogs_page import open_dialog
from test_grid_page import sheet
from test_picture_page import choose

from bench import visits

FIELD = """<!doctype html><html lang="en"><head><title>An order</title>
<script type="module" src="../digit-input.js"></script></head><body>{body}</body></html>"""


TEXTS = "**/de-page-*.js"
NOT_LOADED = "The language did not load. Check the connection and try again."
FAILED = "Failed to load resource"


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
    page.evaluate("() => document.querySelector('p').removeAttribute('lang')")
    page.evaluate("() => { document.documentElement.lang = 'ja'; }")
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


def test_a_field_whose_texts_do_not_arrive_speaks_english(elsewhere, page, problems):
    problems.allow(FAILED)
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
    assert said["french"].startswith("Il n\u2019y a pas de modèle « none » ici.")
    assert said["dutch"] == "Geen none."
    assert said["picture"].startswith("Diese Datei ist ein PDF-Dokument und kein Bild.")


# The page


def chosen(page, language):
    page.evaluate("(language) => localStorage.setItem('digitpad-language', language)", language)
    return page


def choose_language(page, language):
    open_dialog(page, "settings").get_by_test_id("choose-language").select_option(language)


def is_shown_in(page, lang, direction, clear):
    expect(page.locator("html")).to_have_attribute("lang", lang)
    expect(page.locator("body")).to_have_css("direction", direction)
    expect(page.get_by_test_id("clear")).to_have_text(clear)
    expect(page.locator("body")).to_be_visible()


@pytest.mark.parametrize(
    ("locale", "lang", "direction", "clear"),
    [
        ("de-CH", "de", "ltr", "Leeren"),
        ("zh-CN", "zh", "ltr", "清除"),
        ("ar-EG", "ar", "rtl", "مسح"),
        ("nl-NL", "en", "ltr", "Clear"),
    ],
)
def test_the_page_speaks_the_browser_s_language_or_english(new_page, address, locale, lang, direction, clear):
    page = opened(new_page(locale=locale), address)
    is_shown_in(page, lang, direction, clear)
    assert draw(page, "seven")["text"] == "7"


def test_a_language_chosen_in_settings_is_shown_at_once_kept_and_taken_back_without_loading_the_page(pad_page, address):
    page = pad_page
    draw(page, "seven")
    page.evaluate("() => { window.isSamePage = true; }")
    choose_language(page, "de")
    is_shown_in(page, "de", "ltr", "Leeren")
    expect(page.get_by_test_id("dialog-title")).to_have_text("Einstellungen")
    expect(page.get_by_test_id("sureness")).to_have_text("Sehr wahrscheinlich eine 7")
    page.get_by_test_id("choose-language").select_option("ar")
    is_shown_in(page, "ar", "rtl", "مسح")
    page.get_by_test_id("choose-language").select_option("en")
    is_shown_in(page, "en", "ltr", "Clear")
    expect(page.get_by_test_id("sureness")).to_have_text("Very likely a 7")
    expect(page).to_have_title("Digitpad: handwritten numbers, read in your browser")
    assert page.evaluate("() => window.isSamePage")
    page.get_by_test_id("choose-language").select_option("de")
    page.goto(f"{address}report.html")
    expect(page.locator("html")).to_have_attribute("lang", "de")
    page.goto(address)
    is_shown_in(page, "de", "ltr", "Leeren")
    expect(page.get_by_test_id("reading")).to_have_text("7")


def test_the_language_chosen_last_is_shown_whichever_arrives_first(pad_page):
    page = pad_page
    dialog = open_dialog(page, "settings")
    held = Held(page, TEXTS)
    dialog.get_by_test_id("choose-language").select_option("de")
    dialog.get_by_test_id("choose-language").select_option("fr")
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    held.release()
    page.wait_for_timeout(300)
    is_shown_in(page, "fr", "ltr", "Effacer")


def test_a_language_that_does_not_arrive_is_said_in_settings_and_the_page_stays_as_it_is(pad_page, problems):
    problems.allow(FAILED)
    page = pad_page
    page.route(TEXTS, lambda route: route.abort())
    choose_language(page, "de")
    expect(page.locator(".settings [role=alert]")).to_have_text(NOT_LOADED)
    is_shown_in(page, "en", "ltr", "Clear")


def test_a_browser_s_language_that_does_not_arrive_is_said_when_settings_are_reset(new_page, address, problems):
    problems.allow(FAILED)
    page = new_page(locale="de-DE")
    page.goto(f"{address}licenses.txt")
    opened(chosen(page, "en"), address)
    page.route(TEXTS, lambda route: route.abort())
    dialog = open_dialog(page, "settings")
    dialog.get_by_test_id("usual").click()
    expect(page.locator(".settings [role=alert]")).to_have_text(NOT_LOADED)
    is_shown_in(page, "en", "ltr", "Clear")


def test_nothing_is_seen_in_english_before_the_texts_have_come_but_ink_is(new_page, address):
    page = new_page(locale="de-DE")
    page.add_init_script("""{
      const ownTimeout = window.setTimeout; // a busy machine may be slower than anybody's patience
      window.setTimeout = (work, ms, ...rest) => ownTimeout(work, ms === 3000 ? 3_600_000 : ms, ...rest);
    }""")
    held = Held(page, TEXTS)
    page.goto(address, wait_until="commit")
    expect(page.locator("html")).to_have_attribute("data-pad", "")
    expect(page.get_by_test_id("pad")).to_be_visible()
    for name in ("hint", "clear", "open-settings", "open-sees"):
        expect(page.get_by_test_id(name)).to_be_hidden()
    held.release()
    is_shown_in(page, "de", "ltr", "Leeren")
    expect(page.get_by_test_id("hint")).to_be_visible()


def test_texts_that_do_not_arrive_leave_the_page_in_english_and_working(page, address, problems):
    problems.allow(FAILED)
    page.route(TEXTS, lambda route: route.abort())
    chosen(page, "de")
    opened(page, address)
    is_shown_in(page, "en", "ltr", "Clear")
    assert draw(page, "seven")["text"] == "7"


def test_texts_that_take_too_long_are_not_waited_for(page, address):
    held = Held(page, TEXTS)
    chosen(page, "de")
    opened(page, address)
    expect(page.get_by_test_id("clear")).to_be_visible()
    held.release()
    is_shown_in(page, "de", "ltr", "Leeren")


def test_without_a_network_the_page_speaks_the_language_that_was_used(new_page, built_site):
    page = new_page(service_workers="allow", locale="de-DE")
    with serving(built_site) as address:
        opened(page, address)
        visits.draws(page)
        page.wait_for_function("() => navigator.serviceWorker.controller")
        visits.until(
            page,
            """async () => {
              const all = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
              const kept = await Promise.all(all.map((cache) => cache.keys()));
              return kept.flat().some(({ url }) => /de-page-/.test(url));
            }""",
        )
        session = page.context.new_cdp_session(page)
        session.send("Network.clearBrowserCache")  # which may keep such files, too, for as long as it likes
    page.goto(address)
    expect(page.locator("html")).to_have_attribute("data-state", "ready")
    is_shown_in(page, "de", "ltr", "Leeren")


def test_what_was_read_written_or_named_is_shown_as_it_is_and_decimals_as_the_browser_has_them(new_page, address):
    page = opened(new_page(locale="de-DE"), address)
    choose(page, sheet(("15 2", "30 4"), name="Settings.png"))
    expect(page.get_by_test_id("decimal-comma")).to_be_checked()
    reading = last_reading(page, 0)["text"]
    expect(page.get_by_test_id("reading")).to_have_text(re.compile(re.escape(reading.split()[0])))
    expect(page.get_by_test_id("reading")).to_have_attribute("translate", "no")
    page.get_by_test_id("back").click()
    entry = open_dialog(page, "history").get_by_test_id("bring-back").first
    expect(entry).to_contain_text(reading.split("\n")[0])
    expect(entry).to_have_attribute("translate", "no")


def test_a_picture_of_a_game_s_score_is_in_the_language(page, address):
    opened(chosen(page, "de"), address)
    page.wait_for_function("() => performance.getEntriesByType('resource').some(({ name }) => /shown-/.test(name))")
    said = page.evaluate("""async () => {
      const [script] = performance.getEntriesByType("resource").filter(({ name }) => /shown-/.test(name));
      return Object.values(await import(script.name)).map((each) => {
        try { return each("3\\npoints in\\n60 seconds"); } catch { return ""; }
      });
    }""")
    assert "3\nPunkte in\n60 Sekunden" in said


@pytest.mark.parametrize(
    ("name", "heading"),
    [("report.html", "Bericht"), ("collect.html", "Ziffern"), ("embed.html", "Digitpad auf Ihrer Seite")],
)
def test_the_other_pages_speak_it_too(new_page, address, name, heading):
    page = new_page(locale="de-DE")
    page.goto(address + name)
    expect(page.locator("html")).to_have_attribute("lang", "de")
    expect(page.get_by_role("heading", level=1)).to_contain_text(heading)
