"""The page that collects digits: what it asks for, what it counts and keeps, and that training takes what it saves."""

from drawings import by_mouse, drawing, placed
from playwright.sync_api import expect

from train import brought_drawings


def write(page):
    box = page.get_by_test_id("pad").bounding_box()
    by_mouse(page, placed(drawing("seven"), x=box["x"] + 80, y=box["y"] + 60, size=200))


def test_digits_of_two_people_are_counted_kept_and_trained_on(page, address, tmp_path):
    page.goto(f"{address}collect.html")
    asked, counted, back = (page.get_by_test_id(name) for name in ("asked", "counted", "back"))
    expect(counted).to_have_text("No digits yet; each person writes 100.")
    page.get_by_test_id("writer").fill("Ann")
    first = asked.text_content()
    write(page)
    page.get_by_test_id("next").click()
    expect(counted).to_have_text("Ann has written 1 of 100. In all: 1, by 1 person.")
    second = asked.text_content()
    assert first != second
    write(page)  # and nothing is pressed: a moment later it is taken
    expect(counted).to_have_text("Ann has written 2 of 100. In all: 2, by 1 person.")
    back.click()
    expect(asked).to_have_text(second)
    page.get_by_test_id("writer").fill("Bob")
    write(page)
    page.get_by_test_id("next").click()
    expect(counted).to_have_text("Bob has written 1 of 100. In all: 2, by 2 people.")
    page.reload()
    expect(counted).to_contain_text("In all: 2, by 2 people.")
    with page.expect_download() as saving:
        page.get_by_test_id("save").click()
    file = tmp_path / saving.value.suggested_filename
    saving.value.save_as(file)
    samples = brought_drawings.samples(file)
    assert [one.writer for one in samples] == ["digits/Ann", "digits/Bob"]
    assert samples[0].label == int(first.removeprefix("Write a "))
    assert all(len(one.strokes) == 1 and one.image.max() == 255 for one in samples)
