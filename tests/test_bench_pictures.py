"""The bench's pictures: what a program draws, how it is counted, and a tiny run of that section in the browser."""

import json
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from bench import bringing, cases, drawn, drawn_digits, drawn_grids, figures, hands, pictures, readme, scoring, sections
from bench.sheets import Picture
from train import datasets


@pytest.fixture(scope="module")
def source():
    return hands.source(datasets.load_embedded()[0], cases.own_digits(60))


def some(source, kind, seed=1):
    return [picture for _, picture in drawn.pictures(source, seed, {kind: 1})]


# Drawing


@pytest.mark.parametrize("kind", [*drawn.KINDS, drawn.SAME])
def test_each_kind_is_drawn_and_says_what_it_shows(source, kind):
    for picture in some(source, kind):
        height, width, channels = picture.pixels.shape
        assert channels == 3 and picture.pixels.dtype == np.uint8 and picture.kind == kind
        assert min(height, width) >= 1 and max(height, width) <= 2000
        assert all(row.isdigit() for row in picture.text.split("\n"))
        assert np.ptp(picture.pixels.mean(axis=2)) > 60  # there is ink


@pytest.mark.parametrize("kind", ["square", "notebook crop"])
def test_the_same_seed_draws_the_same_picture(source, kind):
    [first], [again], [other] = some(source, kind), some(source, kind), some(source, kind, seed=2)
    assert np.array_equal(first.pixels, again.pixels) and first.text == again.text
    assert not np.array_equal(first.pixels, other.pixels)


def test_a_picture_does_not_depend_on_which_others_are_drawn(source):
    several = dict(drawn.pictures(source, 1, {"date": 1, "square": 2}))
    assert np.array_equal(several["square 0"].pixels, some(source, "square")[0].pixels)


def test_a_crop_is_cut_to_its_ink(source):
    for picture in dict(drawn.pictures(source, 1, {"cut to the ink, 64 px": 5})).values():
        grey = picture.pixels[..., 0].astype(int)
        ink = abs(grey - (255 if np.median(grey) > 128 else 0)) > 2
        assert max(grey.shape) == 64
        assert all(edge.any() for edge in (ink[0], ink[-1], ink[:, 0], ink[:, -1]))


def test_a_picture_in_all_ways_says_the_same(source):
    ways = drawn_digits.variants(np.random.default_rng(1), source)
    assert len({picture.text for picture in ways.values()}) == 1
    plain = ways[drawn.AS_IT_IS].pixels
    assert np.array_equal(np.rot90(ways["turned by 90°"].pixels, -1), plain)
    assert np.array_equal(255 - ways["inverted"].pixels, plain)
    assert abs(ways["half"].pixels.shape[0] - plain.shape[0] / 2) < 1


@pytest.mark.parametrize("kind", drawn.HEAVY)
def test_what_is_heavy_has_nothing_to_read(kind):
    [picture] = some(None, kind)
    assert picture.text is None and picture.pixels.shape == (900, 1600, 3)


def test_a_hand_of_wide_pens_draws_wider_lines(source):
    widths = [
        np.mean(hands.Hand(source, np.random.default_rng(3), pen=pen, kind="pen").digit(7, 100) > 0.5)
        for pen in (0.05, 0.15)
    ]
    assert widths[1] > 2 * widths[0]


# Counting


@pytest.mark.parametrize(
    ("expected", "text", "digits"),
    [
        ("12\n345", "12\n345", 5),
        ("12\n345", "1204\n345\n12", 5),  # in any order, among others
        ("12\n345", "12345", 0),
        ("12\n345", "1?\n345", 3),
        ("77\n77", "77", 2),  # one of the two
        ("12", "", 0),
    ],
)
def test_digits_in_rows_that_are_found_whole(expected, text, digits):
    assert scoring.digits_in_rows(expected, text) == digits


@pytest.mark.parametrize(
    ("busy_until", "idle"),
    [(0, 5.0), (5.0, 5.0), (5.5, 5.5), (9.0, None)],
)
def test_idle_is_when_nothing_is_computed_any_more(busy_until, idle):
    """Sampled every 20 ms, Clear at 5 s."""
    samples = [(at, min(at, busy_until)) for at in np.arange(0, 6, 0.02)]
    found = bringing.idle_since(samples, 5.0)
    assert found is None if idle is None else found == pytest.approx(idle, abs=0.03)


def test_it_is_not_idle_before_it_was_quiet_for_long_enough():
    assert bringing.idle_since([(5.0, 1.0), (5.05, 1.0)], 5.0) is None


def test_figures_show_all_of_pictures():
    kept = json.loads(readme.BENCH.read_text("utf-8"))
    kept["pictures"] = {"is": "drawn", "figures": {"table": sections.share(9, 10), "date": sections.share(1, 8, 0.5)}}
    page = figures.page(kept)
    assert "## Pictures\n\nThese are drawn." in page
    assert "| table | 90.00% | 10 |" in page and "| date | 12.50% | 8 | ≥ 50.00%, **missed** |" in page


# In the browser


def heavy(_random, _digits):
    return Picture("", np.full((40, 40, 3), 255, np.uint8), None)


def test_a_tiny_section_in_the_browser(monkeypatch, chromium, address, tmp_path, source):
    monkeypatch.setattr(drawn, "KINDS", {"frame": partial(drawn_grids.framed)})
    monkeypatch.setattr(drawn, "HEAVY", {"heavy, white": heavy})
    for name in ("COMPOSED", "WAYS"):
        monkeypatch.setattr(pictures, name, 1)
    [row] = some(source, "frame")
    own = cases.Case(cases.file(pictures._png(row.pixels)), row.text, "row.png")
    variants = drawn_digits.variants
    few = (drawn.AS_IT_IS, "half", "frame")  # ways
    monkeypatch.setattr(drawn_digits, "variants", lambda *given: {way: variants(*given)[way] for way in few})
    at_hand = cases.Samples(cases.own_digits(60), (), datasets.load_embedded()[0], {"own": [own]})
    monkeypatch.setattr(cases, "load", lambda *_: at_hand)
    monkeypatch.setattr(pictures, "GIVEN_BACK", 0)
    measured = sections.Bench(chromium, address, [], None, Path(), gallery=tmp_path / "gallery")
    section = pictures.pictures(measured)
    assert section["rows"]["own"]["of"] == 1 and section["rows"][drawn.SAME]["of"] == 3
    assert section["figures"]["own"]["of"] == 1
    assert section["figures"]["reads the same, at ½, 2 and 3 times its size"]["of"] == 1
    assert 0 < section["figures"]["drop to a reading or a message, slowest"]["value"] < 1000 * bringing.PATIENCE
    assert section["heavy"]["heavy, white"]["idle"] < 1000 * bringing.PATIENCE
    assert sum(name.startswith("memory after") for name in section["figures"]) == 2
    assert "points" not in json.dumps(section)


def test_a_page_that_does_not_answer_is_given_up(monkeypatch, chromium, address):
    monkeypatch.setattr(bringing, "PATIENCE", 0.3)
    monkeypatch.setattr(bringing, "ALIVE", 0.3)
    measured = sections.Bench(chromium, address, [], None, Path(), Path())
    with bringing.Page(measured) as page:
        stuck = "() => { const end = performance.now() + 3000; while (performance.now() < end); }"
        # Not before the picture comes, and before it can be answered.
        hang = f"const {{ bring }} = pictures; pictures.bring = (cleared) => (setTimeout({stuck}, 10), bring(cleared));"
        page.page.evaluate(f"() => {{ {hang} }}")
        answer = page.answer(pictures._png(np.full((30, 30, 3), 255, np.uint8)))
        assert answer["error"] == "no answer within 0.3 s" and answer["longest"] == 300
        assert page.page.evaluate("() => document.documentElement.dataset.state") == "ready"
