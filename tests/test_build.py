"""The command line: help, building the site, serving it and reading picture files."""

import base64
import csv
import gzip
import io
import json
import os
import re
import shutil
import subprocess
import sys
import threading
import time
import weakref
from pathlib import Path
from types import SimpleNamespace

import brotli
import numpy as np
import pytest
from drawings import drawing
from PIL import Image
from test_ink import PICTURES, picture

import build
from bench import fuzz
from errors import PlainError
from tools import browser, built, icons, predict, site, spreadsheet, test_digits
from train import datasets


def run(*arguments, folder=site.ROOT):
    return subprocess.run(
        [sys.executable, "build.py", *map(str, arguments)], cwd=folder, capture_output=True, text=True, check=False
    )


def test_help_names_every_command_without_loading_tensorflow():
    done = run("--help")
    for command in ("serve", "site", "train", "evaluate", "export", "all", "predict", "bench"):
        assert re.search(rf"^ +{command} ", done.stdout, re.MULTILINE)
    code = "import sys, build; build.parser(); print('tensorflow' in sys.modules, 'keras' in sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], cwd=site.ROOT, capture_output=True, text=True, check=True)
    assert loaded.stdout.split() == ["False", "False"]


# The site


def test_the_site_is_self_contained_hashed_and_compressed(built_site):
    names = {path.relative_to(built_site).as_posix() for path in built_site.rglob("*") if path.is_file()}
    plain = {name for name in names if not name.endswith((".gz", ".br"))}
    assert {name for name in plain if not re.search(r"-[0-9A-Za-z]{8,10}\.\w+$", name)} == {
        "index.html",
        "report.html",
        "collect.html",
        "embed.html",
        "not-here.html",
        "digits.js",
        "digit-input.js",
        "licenses.txt",
        "test-digits/index.json",
        "offline.js",
        built.MARK,
        "retired/offline.js",
        *(f"icons/{name}.png" for name in icons.ICONS),
    }
    for name in (name for name in plain if not name.endswith((".png", built.MARK))):
        content = (built_site / name).read_bytes()
        assert gzip.decompress((built_site / f"{name}.gz").read_bytes()) == content
        assert brotli.decompress((built_site / f"{name}.br").read_bytes()) == content
    # Scripts name addresses in messages, and what they ask for is watched in the browser.
    for path in (*built_site.rglob("*.html"), *built_site.rglob("*.css")):
        assert not re.search(r"""(src|href|url\()=?["']?(/|https?:)""", path.read_text("utf-8")), path.name


def test_the_site_has_test_digits_with_their_labels(tmp_path, monkeypatch):
    monkeypatch.setattr(datasets, "source_named", lambda *_: datasets.EMBEDDED)
    monkeypatch.setattr(test_digits, "SHARD", 128)
    test_digits.write(tmp_path)
    index = json.loads((tmp_path / "test-digits" / "index.json").read_text())
    expected = datasets.load_embedded()[2]
    assert (index["name"], index["side"], index["count"]) == ("embedded digits, test", 28, len(expected))
    assert [shard["count"] for shard in index["shards"]] == [128, 128, 44]
    content = b"".join((tmp_path / "test-digits" / shard["url"]).read_bytes() for shard in index["shards"])
    records = np.frombuffer(content, np.uint8).reshape(len(expected), 785)
    np.testing.assert_array_equal(records[:, 0], expected.labels)
    np.testing.assert_array_equal(records[:, 1:].reshape(-1, 28, 28), expected.pixels)


def test_a_site_with_other_test_digits_than_are_at_hand_is_stale(built_site, monkeypatch):
    monkeypatch.setattr(test_digits, "set_name", lambda: "digits that came since")
    monkeypatch.setattr(site, "build", lambda out: None)
    assert site.build_if_stale()


def test_networks_that_changed_are_left_aside_where_a_site_is_built_for_its_scripts(tmp_path, monkeypatch):
    networks = tmp_path / "web" / "model"
    (networks / "mine").mkdir(parents=True)
    for path, changed in ((tmp_path / "web" / "page.js", 1000), (networks / "mine" / "card.json", 3000)):
        path.write_text("")
        os.utime(path, (changed, changed))
    for folder in (networks / "mine", networks, tmp_path / "web"):
        os.utime(folder, (1000, 1000))
    found = []
    monkeypatch.setattr(site, "ROOT", tmp_path)
    monkeypatch.setattr(built, "began", lambda *_: 2000)
    monkeypatch.setattr(site, "build", found.append)
    monkeypatch.setattr(test_digits, "name_in", lambda _: test_digits.set_name())
    assert (site.build_if_stale(aside=networks), found) == (False, [])
    assert (site.build_if_stale(), found) == (True, [site.DIST])


def test_the_first_load_is_within_its_budget(built_site):
    page = (built_site / "index.html").read_text("utf-8")
    files = {"index.html", *re.findall(r'(?:href|src)="([^"#:]+)"', page)} - {
        "licenses.txt",
        "report.html",
        "embed.html",
        "not-here.html",
    }
    assert sum(name.endswith((".js", ".wasm", ".bin", ".css")) for name in files) >= 5
    sent = [built_site / (name if name.endswith(".png") else f"{name}.gz") for name in files]
    assert sum(path.stat().st_size for path in sent) <= 320_000


def test_posts_find_the_picture_of_the_page_wherever_it_lies(built_site):
    [relative] = re.findall(r'property="og:image" content="([^"]*)"', (built_site / "index.html").read_text("utf-8"))
    assert re.fullmatch(r"assets/post-\w{10}\.png", relative)
    with Image.open(built_site / relative) as picture:
        assert picture.size == (1200, 630)
        assert len(picture.convert("RGB").getcolors()) > 2  # something is drawn
    assert (built_site / relative).stat().st_size < 50_000


# What files, and a build of them, are known by: parts of names, and digests.
KNOWN_BY = re.compile(r"""(?<=")(\w{10}|\w{16}|[\w+/]{43})(?=")""")
HASHED = re.compile(r"""-\w{8,10}\.|digitpad="\w+\"""")


@pytest.fixture(scope="module")
def built_again(built_site, tmp_path_factory):
    """The site built once more, elsewhere and with an address."""
    again = tmp_path_factory.mktemp("again") / "a folder"
    site.build(again, address="https://example.org/digits/")
    return again


def test_with_an_address_the_picture_s_is_whole_and_all_others_stay_relative(built_site, built_again):
    before, page = ((folder / "index.html").read_text("utf-8") for folder in (built_site, built_again))
    assert page.count("https://example.org/") == 1
    assert 'content="https://example.org/digits/assets/post-' in page
    assert HASHED.sub("", page.replace("https://example.org/digits/", "")) == HASHED.sub("", before)


@pytest.mark.parametrize(
    ("given", "taken"),
    [("https://a.example", "https://a.example/"), ("http://a.example/b/", "http://a.example/b/")]
    + [
        (wrong, None) for wrong in ("a.example", "ftp://a.example", "https:///b", 'https://a.example/"', "https://a/?b")
    ],
)
def test_an_address_of_a_site_is_one(given, taken):
    if taken is None:
        with pytest.raises(site.SiteError, match="Expected one such as https://example"):
            site.whole_address(given)
    else:
        assert site.whole_address(given) == taken


@pytest.mark.parametrize("folder", [".", "web", "train"])
def test_a_folder_with_other_things_is_never_replaced(folder):
    with pytest.raises(SystemExit, match=r"would be lost. Name a new or empty folder"):
        build.main(["site", "--out", str(site.ROOT / folder)])
    assert (site.ROOT / "train" / "ink.py").exists()


def test_an_unchanged_site_is_not_built_again(built_site):
    before = (site.DIST / "index.html").stat().st_mtime_ns
    assert site.build_if_stale() is False
    assert (site.DIST / "index.html").stat().st_mtime_ns == before


def test_the_same_sources_give_the_same_site(built_site, built_again):
    """But for the address, which is in one file, and for what files are known by, in those that name that one."""
    files = [path.relative_to(built_site) for path in sorted(built_site.rglob("*")) if path.is_file()]
    assert files == [path.relative_to(built_again) for path in sorted(built_again.rglob("*")) if path.is_file()]
    others = [file for file in files if (built_site / file).read_bytes() != (built_again / file).read_bytes()]
    assert {file.name.removesuffix(".gz").removesuffix(".br") for file in others} == {
        "index.html",  # which another test compares
        "offline.js",
        built.MARK,
    }
    said, again = ((folder / "offline.js").read_text("utf-8") for folder in (built_site, built_again))
    assert KNOWN_BY.sub("", said) == KNOWN_BY.sub("", again)


@pytest.mark.parametrize("damage", ["weights", "card", "everything"])
def test_a_damaged_model_is_not_built_and_what_was_built_stays(tmp_path, damage):
    models = tmp_path / "models"
    shutil.copytree(site.ROOT / "web" / "model", models)
    if damage == "weights":
        (models / "default" / "weights.bin").write_bytes(b"short")
        expected = (
            r"weights\.bin is not the file.*expected \d+ bytes with SHA-256 .*got 5 bytes.*export the model again"
        )
    elif damage == "card":
        (models / "default" / "card.json").write_text("{")
        expected = r"card\.json is no model's card.*expected JSON.*Export the model again"
    else:
        shutil.rmtree(models)
        expected = r"There is no model in .*expected folders with a card\.json"
    out = tmp_path / "dist"
    with built.replacing(out, site.SITE) as unfinished:
        (unfinished / "index.html").write_text("what was there")
    with pytest.raises(site.SiteError, match=expected):
        site.build(out, models)
    assert (out / "index.html").read_text() == "what was there"
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


# Notices


def test_what_a_policy_in_a_meta_can_not_do_is_said_and_the_header_that_does(built_site):
    for page in built_site.glob("*.html"):
        policy = re.search(r'http-equiv="Content-Security-Policy"\s+content="([^"]*)"', page.read_text("utf-8"))[1]
        assert "default-src 'none'" in policy
        assert not re.search(r"frame-ancestors|report-uri|report-to|sandbox", policy)  # it would have no effect
    header = "Content-Security-Policy: frame-ancestors 'self'"
    assert f"`{header}`" in (site.ROOT / "README.md").read_text("utf-8")
    said = (site.ROOT / "docs" / "embedding.md").read_text("utf-8").partition("\n### Headers\n")[2]
    assert re.search(r"can't do(.|\n)*`frame-ancestors`(.|\n)*`report-uri`(.|\n)*`sandbox`", said)
    assert (
        f"/*\n  {header}\n" in said and "add_header Content-Security-Policy \"frame-ancestors 'self'\" always;" in said
    )


def test_the_site_names_what_is_inside_its_wasm_and_whose_digits_it_holds(built_site):
    said = (built_site / "licenses.txt").read_text("utf-8")
    for project in ("XNNPACK (BSD-3-Clause)", "pthreadpool (BSD-2-Clause)", "FXdiv (MIT)", "FP16 (MIT)", "musl (MIT)"):
        assert f"\n{project}, " in said
    assert "\nEmscripten's system libraries, emmalloc among them (MIT), " in said
    # What their licences ask to be kept.
    for holder in (
        "2019 Google LLC",
        "2015-2017 Georgia Institute",
        "2016 Marat Dukhan",
        "Emscripten authors",
        "Felker",
    ):
        assert re.search(rf"\nCopyright .*{holder}", said), holder
    assert said.count("Redistributions in binary form must reproduce the above copyright notice") == 2
    digits = json.loads((built_site / "test-digits" / "index.json").read_text())["name"]
    assert ("CC BY-SA 3.0" in said, "CC BY 4.0" in said) == (digits == "MNIST test", digits != "MNIST test")


def test_the_notices_are_of_the_wasm_that_is_built(built_site):
    (wasm,) = built_site.rglob("*.wasm")
    code = wasm.read_bytes()
    assert b"-0X+0X 0X-0x+0x 0x\0" in code and b"XNN status" in code  # musl's printf, and XNNPACK's caller
    assert b"cpuinfo" not in code
    version = json.loads((site.ROOT / "package.json").read_text())["dependencies"]["@tensorflow/tfjs-backend-wasm"]
    assert f"tfjs-backend-wasm {version}, is code of other projects" in (built_site / "licenses.txt").read_text("utf-8")


NOTICES = """
import {{ dataNotices }} from "./tools/bundle/data.mjs";
console.log(await dataNotices({0!r}).catch((error) => error.message));
"""


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (
            "MNIST test",
            r"(.|\n)*LeCun, Corinna Cortes(.|\n)*Source: http://(.|\n)*Licence: CC BY-SA 3\.0, https://(.|\n)*",
        ),
        (
            "embedded digits, test",
            r"(.|\n)*Alpaydin and Cenk Kaynak(.|\n)*Source: https://doi(.|\n)*Licence: CC BY 4\.0(.|\n)*",
        ),
        ("mine", r'tools/bundle/data\.mjs does not say whose digits "mine" are, nor under which licence\.'),
        (None, ""),
    ],
)
def test_whose_digits_a_site_holds_is_known_of_every_set(tmp_path, name, said):
    if name:
        (tmp_path / "test-digits").mkdir()
        (tmp_path / "test-digits" / "index.json").write_text(json.dumps({"name": name}))
    assert re.fullmatch(said, site.run_node(["--input-type=module", "-e", NOTICES.format(str(tmp_path))]).strip())


# What can't be built is told in words


@pytest.mark.parametrize("command", ["site", "package"])
@pytest.mark.parametrize(
    ("out", "said"),
    [
        ("letter.txt", r"letter\.txt is a file\. Name a folder: a new or empty one, or one with a built \w+\."),
        ("letter.txt/below/it", r"letter\.txt is a file, and there can be no folder in it\. Name another folder\."),
        ("long" * 99, r": File name too long\. Name a shorter path\."),
        ("loop/below", r": Too many levels of symbolic links\.|loop.*: (File exists|Not a directory)\."),
    ],
)
def test_a_folder_that_can_not_be_is_refused_in_one_line(tmp_path, command, out, said):
    (tmp_path / "letter.txt").write_text("Dear")
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(SystemExit) as stopped:
        build.main([command, "--out", str(tmp_path / out)])
    assert re.search(f"({said})$", stopped.value.code) and "\n" not in stopped.value.code, stopped.value.code
    assert (tmp_path / "letter.txt").read_text() == "Dear"


def test_a_folder_that_nobody_may_write_into_is_refused_in_one_line(tmp_path):
    closed = Path("/sys/kernel")  # closed to the superuser, too
    if not closed.is_dir():
        closed = tmp_path
        closed.chmod(0o500)
    with pytest.raises(
        SystemExit, match=r"^[^\n]*: (Operation not permitted|Permission denied)\. Check who may[^\n]*$"
    ):
        build.main(["site", "--out", str(closed / "site")])


full = pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full stands in for a full disk")


@full
def test_a_full_disk_is_told_in_one_line_and_what_was_built_stays(tmp_path, monkeypatch):
    with built.replacing(tmp_path / "site", site.SITE) as unfinished:
        (unfinished / "index.html").write_text("what was there")
    monkeypatch.setattr(icons, "write", lambda _svg, _folder: Path("/dev/full").write_text("full"))
    with pytest.raises(SystemExit, match=r"^No space left on device\. Free some space there and try again\.$"):
        build.main(["site", "--out", str(tmp_path / "site")])
    assert (tmp_path / "site" / "index.html").read_text() == "what was there"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


EXPLAINED = """
import {{ readFileSync, writeFileSync }} from "node:fs";
import {{ BuildError, explain }} from "./tools/bundle/build-error.mjs";
try {{ {0} }} catch (error) {{ console.log(explain(error)); }}
"""


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ('readFileSync("web/gone.html")', r"web/gone\.html: no such file or directory\."),
        pytest.param(
            'writeFileSync("/dev/full", "x")',
            r"no space left on device\. Free some space there and try again\.",
            marks=full,
        ),
        ('throw new BuildError("No model.")', r"No model\."),
        ("null.of", r"TypeError: (.|\n)* at (.|\n)*"),  # of our own making: where it is helps
    ],
)
def test_what_the_system_refuses_is_told_by_node_in_words(code, said):
    assert re.fullmatch(said, site.run_node(["--input-type=module", "-e", EXPLAINED.format(code)]).strip())


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("const a = 1;\nconst b = (;\n", r"{path}:2: Unexpected token ';'"),
        ("import './gone.mjs';", r"Cannot find module '{folder}/gone\.mjs' imported from {path}\."),
    ],
)
def test_a_module_of_the_build_that_is_half_saved_or_gone_is_told_in_one_line(tmp_path, source, said):
    (tmp_path / "half.mjs").write_text(source)
    with pytest.raises(site.SiteError) as told:
        site.run_node([str(tmp_path / "half.mjs")])
    assert re.fullmatch(said.format(path=tmp_path / "half.mjs", folder=tmp_path), str(told.value))


BUNDLED = """
import { build } from "esbuild";
import { explain } from "./tools/bundle/build-error.mjs";
import { bundling } from "./tools/bundle/scripts.mjs";
const entryPoints = [process.argv[1]];
await build({ ...bundling(new Uint8Array()), entryPoints, write: false, outdir: "/" }).then(
  () => console.log("built"),
  (error) => console.log(explain(error)),
);
"""


@pytest.mark.parametrize(
    ("style", "said"),
    [
        ("p { color: red; }", "built"),
        ("p { color: red; }\n}", r'.*style\.css:2: Unexpected "}"\n    }'),
        ("p {\n  color: red;", r'.*style\.css:2: Expected "}" to go with "{"\n    color: red;'),
        ("\n// red\np { color: red; }", r".*style\.css:2: Comments in CSS use (.|\n)*"),
        ("p {\n  widht: 1px;\n}", r'.*style\.css:2: "widht" is not a known CSS property\n    widht: 1px;'),
    ],
)
def test_a_broken_style_sheet_that_a_script_imports_is_told_with_its_file_and_line(tmp_path, style, said):
    (tmp_path / "style.css").write_text(style)
    (tmp_path / "script.js").write_text('import css from "./style.css"; console.log(css);')
    printed = site.run_node(["--input-type=module", "-e", BUNDLED, str(tmp_path / "script.js")])
    assert re.fullmatch(said, printed.strip()), printed


@pytest.mark.parametrize(
    "path",
    ["M1 1", "M1 1h2v3", "M1 1s1 2 3 4 5 6", "h2", "M1 1c1 2", "", "M1 1h2M3 3", "M1 1hx"],
    ids=lambda path: path or "none",
)
def test_an_icon_that_can_not_be_drawn_is_told(path):
    svg = (site.ROOT / "web" / "icon.svg").read_text("utf-8")
    assert icons.draw(svg, 8).size == (8, 8)
    broken = re.sub(r' d="[^"]*"', f' d="{path}"', svg)
    for text in (broken, svg.replace("#fff", "#ff"), svg.replace('rx="15"', ""), svg[:150], "", b"\xff\xfe"):
        with pytest.raises(icons.IconError, match=r"^web/icon\.svg can't be drawn \(.*\): expected a <rect>"):
            icons.draw(text, 8)


def test_the_sign_of_an_icon_that_is_cut_is_in_its_middle():
    svg = (site.ROOT / "web" / "icon.svg").read_text("utf-8")
    reach = []
    for scale in (1, 0.8):
        icon = np.asarray(icons.draw(svg, 100, scale).convert("RGB"), int)
        rows = np.flatnonzero((np.abs(icon - icon[2, 50]).max(axis=2) > 60)[:, 25:75].any(axis=1))
        reach.append(np.ptp(rows) + 1)
    assert reach[1] / reach[0] == pytest.approx(0.8, abs=0.03)
    assert np.asarray(icons.draw(svg, 100, 0.8))[0, 0, 3] == 255 and np.asarray(icons.draw(svg, 100))[0, 0, 3] == 0


# The browser


def found(playwrights_own="/no/such/browser", **options):
    return list(browser.candidates(playwrights_own, [], **options))


@pytest.fixture
def bare(monkeypatch):
    """A system without any browser, and with an installer of the test's own."""
    monkeypatch.delenv(browser.VARIABLE, raising=False)
    monkeypatch.setattr(browser, "_SHELL", "")
    monkeypatch.setattr(browser, "_NAMES", ())
    monkeypatch.setattr(browser, "_PLACES", ())
    return lambda code: monkeypatch.setattr(browser, "_installers", lambda _: [[sys.executable, "-c", code]])


def test_a_browser_named_by_the_environment_is_taken_and_one_that_is_not_there_is_refused(monkeypatch):
    monkeypatch.setenv(browser.VARIABLE, sys.executable)
    assert found() == [sys.executable]
    monkeypatch.setenv(browser.VARIABLE, "/no/such/browser")
    with pytest.raises(browser.BrowserMissing, match=r"DIGITPAD_BROWSER names /no/such/browser, which is no file"):
        found()


def test_the_quicker_one_without_windows_comes_first_but_not_where_pages_are_to_be_kept(monkeypatch, tmp_path):
    for name in ("chromium", "chromium-headless-shell"):
        (tmp_path / name).touch(mode=0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv(browser.VARIABLE, raising=False)
    monkeypatch.setattr(browser, "_PLACES", ())
    monkeypatch.setattr(browser, "_installers", lambda _: [])
    assert [Path(path).name for path in found()] == ["chromium-headless-shell", "chromium"]
    assert [Path(path).name for path in found(keeps_pages=True)] == ["chromium"]


def test_a_browser_is_installed_where_there_is_none(bare, tmp_path):
    installed = tmp_path / "browser"
    bare(f"import pathlib; pathlib.Path({str(installed)!r}).touch()")
    assert found(str(installed)) == [str(installed)]


def test_without_any_browser_one_message_says_what_to_install(bare, tmp_path):
    class Chromium:
        executable_path = str(tmp_path / "broken")

        def launch(self, **_):
            raise browser.Error("a library is missing")

    (tmp_path / "broken").touch()
    bare("raise SystemExit('the host could not be reached')")
    said = r"Install Chrome or Chromium(.|\n)*a library is missing(.|\n)*the host could not be reached"
    with pytest.raises(browser.BrowserMissing, match=said):
        browser.start(Chromium())


# predict


@pytest.mark.parametrize(
    "name", ["dark.png", "light.png", "photo.jpg", "seven.webp", "seven.gif", "seven.bmp", "deep.png"]
)
def test_predict_reads_files_of_common_formats_and_any_polarity(built_site, tmp_path, name, capsys):
    pixels = picture(drawing("seven"), **PICTURES[1])[..., :3]
    if name == "light.png":
        pixels = 255 - pixels
    image = Image.fromarray(pixels[..., 0].astype(np.uint16) * 200) if name == "deep.png" else Image.fromarray(pixels)
    image.save(tmp_path / name)
    build.main(["predict", str(tmp_path / name)])
    first, second = capsys.readouterr().out.strip().splitlines()
    assert first == f"{tmp_path / name}: 7"
    place, share = re.match(r"  (.*): 7 ([\d.]+)%", second).groups()
    assert place == "place 1"
    assert 50 < float(share) <= 99.9


def test_predict_names_what_it_can_not_read_and_reads_the_rest(built_site, tmp_path, capsys):
    Image.new("RGB", (50, 50), "white").save(tmp_path / "blank.png")
    (tmp_path / "large.png").write_bytes(fuzz.claiming(10_000, 10_001))
    (tmp_path / "huge.png").write_bytes(fuzz.claiming(40_000, 30_000))
    said = {
        "missing.png": "There is no such file. Expected a picture: check the path.",
        "folder": r"There are no files in this folder\. Expected pictures in it\.",
        "empty.png": r"This file is empty .*Expected PNG.*",
        "text.png": r"This file is text, not a picture. Expected PNG.*",
        "page.png": r"This file is a web page, not a picture\. Save the picture.*",
        "drawing.svg": r"This file is an SVG drawing, not pixels. Save it as PNG.*",
        "half.png": r"This PNG picture is damaged or cut short \(70 bytes\)\. Expected a whole one.*",
        "long" * 99: r"This file can't be opened: File name too long. Expected one.*",
        "large.png": r"This picture is too large .*at most 100 megapixels; 10,000×10,001 pixels came.*",
        "huge.png": r"This picture is too large .*at most 100 megapixels; 40,000×30,000 pixels came.*",
        "blank.png": "no ink found",
    }
    (tmp_path / "folder").mkdir()
    contents = {"empty.png": "", "text.png": "seven", "page.png": "<html>", "drawing.svg": "<svg/>"}
    for name, content in contents.items():
        (tmp_path / name).write_text(content)
    (tmp_path / "half.png").write_bytes((tmp_path / "blank.png").read_bytes()[:70])
    with pytest.raises(SystemExit) as stopped:
        build.main(["predict", *(str(tmp_path / name) for name in said)])
    assert stopped.value.code == 1
    for line, (name, expected) in zip(capsys.readouterr().out.splitlines(), said.items(), strict=True):
        assert re.fullmatch(rf"{tmp_path / name}: {expected}", line), line


def test_predict_prints_json_for_programs(built_site, tmp_path, capsys):
    Image.fromarray(picture(drawing("seven"), **PICTURES[1])).save(tmp_path / "seven.png")
    files = [str(tmp_path / name) for name in ("seven.png", "missing.png")]
    with pytest.raises(SystemExit):
        build.main(["predict", "--json", "--model", "three-conv", *files])
    seven, missing = json.loads(capsys.readouterr().out)
    assert (seven["file"], seven["text"], seven["digits"][0]["digit"]) == (files[0], "7", 7)
    assert len(seven["digits"][0]["probabilities"]) == 10
    assert missing["file"] == files[1]
    assert "no such file" in missing["error"]


def test_predict_reads_all_pictures_of_a_folder_and_what_comes_by_standard_input(
    built_site, tmp_path, capsys, monkeypatch
):
    (tmp_path / "below").mkdir()
    seven, damaged = tmp_path / "below" / "seven.png", tmp_path / "a.png"
    Image.fromarray(picture(drawing("seven"), **PICTURES[1])).save(seven)
    damaged.write_text("no picture")
    (tmp_path / ".hidden").write_text("nothing to read")

    def read(content, *files):
        monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(content)))
        try:
            build.main(["predict", *files])
        except SystemExit as stopped:
            assert stopped.code == 1
        return [line for line in capsys.readouterr().out.splitlines() if not line.startswith(" ")]

    first, second, third = read(seven.read_bytes(), str(tmp_path), "-")
    assert first.startswith(f"{damaged}: This file is text") and (second, third) == (f"{seven}: 7", "-: 7")
    [said] = read(b"", "-")
    assert said.startswith("-: This file is empty")


def test_predict_reads_a_folder_into_a_csv_and_goes_on_where_it_was_interrupted(built_site, tmp_path):
    pixels = picture(drawing("seven"), **PICTURES[1])
    for name in ("a.png", "b.png"):
        Image.fromarray(pixels).save(tmp_path / name)
    (tmp_path / "c.txt").write_text("no picture")
    table = tmp_path / "readings.csv"
    table.write_text("file,text,values,confidence,doubtful,error\na.png,already read,,,,\nb.pn")  # cut
    for _ in range(2):  # the second time there is nothing to do
        try:
            build.main(["predict", str(tmp_path), "--csv"])
        except SystemExit as stopped:
            assert stopped.code == 1
    rows = {row["file"]: row for row in csv.DictReader(table.read_text().splitlines())}
    assert len(table.read_text().splitlines()) == 4
    assert rows["a.png"]["text"] == "already read"
    assert (rows["b.png"]["text"], rows["b.png"]["values"], rows["b.png"]["error"]) == ("7", "7", "")
    assert "text, not a picture" in rows["c.txt"]["error"]
    (tmp_path / "b.png").rename(tmp_path / "c.txt")  # mended: it is read, and that once
    build.main(["predict", str(tmp_path), "--csv"])
    head, *lines = table.read_text().splitlines()
    assert (head, [each.split(",")[:2] for each in lines]) == (
        "file,text,values,confidence,doubtful,error",
        [["a.png", "already read"], ["b.png", "7"], ["c.txt", "7"]],
    )


@pytest.mark.parametrize("content", ["name;marks\r\nAnna;12\r\nBen;13", "file,text\na.png,1\nb", "no table", "\0"])
def test_another_table_in_the_place_of_the_csv_stays_as_it_is_and_is_told(tmp_path, content):
    table = tmp_path / "readings.csv"
    for encoding in ("utf-8", "utf-16"):
        table.write_bytes(content.encode(encoding))
        with pytest.raises(PlainError, match="is another table: expected the columns file,text,"):
            spreadsheet.write(tmp_path, "default")
        assert table.read_bytes() == content.encode(encoding)


def test_an_empty_folder_gets_no_csv_and_is_told(tmp_path):
    with pytest.raises(PlainError, match="There are no files in"):
        spreadsheet.write(tmp_path, "default")
    assert list(tmp_path.iterdir()) == []


def test_thousands_of_readings_are_not_kept(built_site, tmp_path, monkeypatch):
    class Answer(dict):
        __hash__, __eq__ = object.__hash__, object.__eq__  # or all of them would be one in a set

    names = [f"{i:02}.png" for i in range(40)]
    for name in names:
        (tmp_path / name).touch()
    alive, most = weakref.WeakSet(), []

    def taken_slowly(_path, _limits):
        time.sleep(0.002)  # as pictures are, so that lines are written meanwhile
        answer = Answer(error="no picture")
        alive.add(answer)
        most.append(len(alive))
        return answer

    monkeypatch.setattr(predict, "taken", taken_slowly)
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    assert spreadsheet.write(tmp_path, "default") == len(names)
    assert most[-1] < 20


@pytest.mark.skipif(sys.platform != "linux", reason="Other systems have no such names.")
def test_names_of_files_need_not_be_utf_8(built_site, tmp_path):
    (tmp_path / os.fsdecode(b"\xe4.txt")).write_text("no picture")
    assert spreadsheet.write(tmp_path, "default") == 1
    assert b"\n\xe4.txt," in (tmp_path / "readings.csv").read_bytes()


def test_predict_reads_as_many_at_once_as_there_are_cores_and_writes_a_line_as_each_is_read(
    built_site, tmp_path, monkeypatch
):
    names, table, taken = ("a.txt", "b.txt", "c.txt"), tmp_path / "readings.csv", predict.taken
    for name in names:
        (tmp_path / name).write_text("no picture")
    at_once, seen = threading.Barrier(len(names)), []

    def taken_at_once(path, limits):
        at_once.wait(timeout=20)
        if path.name == "c.txt":  # is being read until there are lines of the others
            until = time.monotonic() + 20
            while table.read_text().count("text, not a picture") < 2 and time.monotonic() < until:
                time.sleep(0.01)
            seen.extend(table.read_text().splitlines()[1:])
        return taken(path, limits)

    monkeypatch.setattr(predict, "taken", taken_at_once)
    monkeypatch.setattr(os, "cpu_count", lambda: len(names))
    assert spreadsheet.write(tmp_path, "default") == 3
    assert sorted(line.split(",")[0] for line in seen) == ["a.txt", "b.txt"]


def test_a_line_of_the_csv_has_values_where_there_are_some_and_counts_doubtful_digits():
    numbers = [{"value": -12.5, "confidence": 0.5}, {"value": None, "confidence": 0.5}]
    digits = [{"rejected": False, "confidence": 0.89}, {"rejected": True, "confidence": 0.99}]
    reading = {"text": "-12,5\n1/2", "rows": [{"numbers": numbers}], "digits": digits}
    assert spreadsheet.line("a.png", reading) == ("a.png", "'-12,5 | 1/2", "'-12.5 ", "0.2500", 2, "")


def test_a_spreadsheet_computes_nothing_of_a_line_and_a_number_with_a_sign_is_one():
    def texts(name, text, *values):
        numbers = [{"value": value, "confidence": 1} for value in values]
        return spreadsheet.line(name, {"text": text, "rows": [{"numbers": numbers}], "digits": []})[:3]

    assert texts("=1+1.png", "-7", -7) == ("'=1+1.png", "-7", "-7")
    assert texts("-1.png", "-1-2", None) == ("'-1.png", "'-1-2", "")
    assert texts("a.png", "-1 -2", -1, -2) == ("a.png", "'-1 -2", "'-1 -2")


def loaded(path, side=1600):
    """A picture as predict decodes it: (height, width, 4)."""
    sent = predict.load(path, {"side": side, "pixels": 1e6})
    return np.frombuffer(base64.b64decode(sent["rgba"]), np.uint8).reshape(sent["height"], sent["width"], 4)


def test_pictures_are_upright_and_no_larger_than_the_page_reads(tmp_path):
    turned = Image.Exif()
    turned[0x0112] = 6  # a quarter to the right
    Image.new("RGB", (400, 100), "white").save(tmp_path / "turned.jpg", exif=turned)
    assert loaded(tmp_path / "turned.jpg").shape == (400, 100, 4)
    assert loaded(tmp_path / "turned.jpg", side=200).shape == (200, 50, 4)
    assert json.loads(site.run_node(["tools/bundle/limits.mjs"])) == {"side": 1600, "pixels": 100_000_000}


def test_tones_of_sixteen_bits_become_as_many_of_eight(tmp_path):
    tones = np.array([[1000, 13_750, 26_500, 39_250, 52_000]], np.uint16)
    Image.fromarray(tones).save(tmp_path / "deep.png")
    np.testing.assert_allclose(loaded(tmp_path / "deep.png")[0, :, 0], [0, 64, 128, 191, 255], atol=1)


READ = """
import {{ inWords }} from "./tools/bundle/words.mjs";
const probabilities = [0.0001, 0, 0, 0, 0, 0.08, 0, 0.9, 0, 0];
const alternatives = [{{ digit: 5, confidence: {five} }}, {{ digit: 0, confidence: {nought} }}];
console.log(inWords({{ digit: 7, confidence: {seven}, probabilities, alternatives, rejected: {rejected} }}));
"""


@pytest.mark.parametrize(
    ("one_of_ten", "rejected", "words"),
    [
        (1, "false", "7 90.0%, or 5 8.0%"),
        (0.95, "false", "7 85.5%, or 5 7.6%, not a digit 5.0%"),
        (0.3, "true", "? not a digit, perhaps 7 27.0%, 5 2.4%"),
    ],
)
def test_predict_says_what_else_a_digit_may_be(one_of_ten, rejected, words):
    shares = {"seven": 0.9 * one_of_ten, "five": 0.08 * one_of_ten, "nought": 0.0001}
    said = site.run_node(["--input-type=module", "-e", READ.format(**shares, rejected=rejected)])
    assert said.removesuffix("\n") == words


def test_predict_names_the_models_that_there_are(built_site, tmp_path):
    Image.fromarray(picture(drawing("seven"), **PICTURES[1])).save(tmp_path / "seven.png")
    with pytest.raises(SystemExit, match=r'no model "other".*Choose one of: .*default'):
        build.main(["predict", "--model", "other", str(tmp_path / "seven.png")])
