import sys
sys.path.insert(0,"/tmp/w/languages/tests")
import pytest
from conftest import draw, opened, last_reading
from drawings import by_mouse, on_pad, drawing
from playwright.sync_api import expect
from test_grid_page import sheet
from test_picture_page import choose
from untranslated import in_brackets, untranslated

def test_leaks(new_page, address, problems):
    page = in_brackets(new_page())
    out=[]
    def look(name):
        page.wait_for_timeout(150)
        for each in untranslated(page): out.append(f"{name} | {each}")
    try:
        opened(page, address); look("empty")
        page.wait_for_timeout(900); look("invited")
        draw(page,"seven"); look("seven")
        page.get_by_test_id("all-bars").click(); look("bars")
        for d in ("history","save","settings","correction"):
            page.get_by_test_id(f"open-{d}").click(); look(d); page.keyboard.press("Escape")
        for p in ("sees","compare","test-set"):
            page.get_by_test_id(f"open-{p}").click(); page.wait_for_timeout(800); look(p)
            if p=="sees":
                page.get_by_test_id("level-student").click(); page.wait_for_timeout(500); look("student")
            if p=="test-set":
                page.wait_for_timeout(5000); look("tested")
            page.get_by_test_id(f"open-{p}").click()
        page.get_by_test_id("clear").click()
        strokes=on_pad(page,drawing("seven"),size=120) if False else None
        page.get_by_test_id("sample").click(); page.wait_for_timeout(800); look("sample")
        choose(page, sheet()); page.wait_for_timeout(2500); look("table")
        page.get_by_test_id("open-camera").click(); page.wait_for_timeout(1000); look("camera"); page.keyboard.press("Escape")
        for other in ("report.html","collect.html","embed.html"):
            page.goto(address+other); page.wait_for_timeout(2500); look(other)
    finally:
        open("/tmp/w/leaks.txt","w").write("\n".join(dict.fromkeys(out)))
