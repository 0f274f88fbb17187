"""Folders that hold a build: what is replaced and removed in them, what never is, and builds that are stopped."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import build
from tools import built, site

KIND = built.Kind(
    name="site",
    words="a built site",
    opened=("index.html", "offline.js"),
    default=Path("/no/such/folder"),
    unmarked=re.compile(r"index\.html|assets/\w+\.js"),
)
FIRST = {"index.html": "assets/one.js", "assets/one.js": "1", "assets/both.js": "first", "icons/a.png": "a"}
SECOND = {"index.html": "assets/two.js", "assets/two.js": "2", "assets/both.js": "second", "offline.js": "works"}


def put(out, files, kind=KIND):
    """Build these files into the folder."""
    with built.replacing(out, kind) as unfinished:
        write(unfinished, files)


def write(folder, files):
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)


def held(out):
    """{path: text} of all files in a folder but its mark."""
    paths = (path for path in out.rglob("*") if path.is_file() and path.name != built.MARK)
    return {path.relative_to(out).as_posix(): path.read_text() for path in paths}


def test_a_build_takes_the_place_of_the_last_and_leaves_what_it_did_not_write(tmp_path):
    out = tmp_path / "below" / "site"
    put(out, FIRST)
    assert held(out) == FIRST
    own = {"CNAME": "digits.example", ".git/HEAD": "ref", "assets/photo.jpg": "me", "photos/empty.txt": ""}
    write(out, own)
    (out / "kept empty").mkdir()
    put(out, SECOND)
    assert held(out) == SECOND | own
    assert (out / "kept empty").is_dir() and not (out / "icons").exists()
    assert [path.name for path in out.parent.iterdir()] == ["site"]


def refused(out, match, kind=KIND):
    """What is in the folder stays as it is, and no build begins."""
    before = {path: path.lstat().st_mtime_ns for path in out.rglob("*")}
    with pytest.raises(built.FolderError, match=match), built.replacing(out, kind):
        pytest.fail("It began to build.")
    assert {path: path.lstat().st_mtime_ns for path in out.rglob("*")} == before


@pytest.mark.parametrize("command", ["site", "package"])
def test_a_folder_with_anything_but_a_build_is_refused_and_nothing_in_it_touched(tmp_path, command):
    own = {"index.html": "my page", "digit-input.js": "mine", "photo.jpg": "me", ".git/HEAD": "ref"}
    write(tmp_path / "mine", own)
    with pytest.raises(
        SystemExit, match=r"holds other things than a built (site|package); .*Name a new or empty folder"
    ):
        build.main([command, "--out", str(tmp_path / "mine")])
    assert held(tmp_path / "mine") == own
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


def test_a_folder_that_holds_the_other_kind_of_build_is_refused(tmp_path):
    put(tmp_path / "site", FIRST)
    refused(tmp_path / "site", r"holds other things than a built package\. Name a new", site.NPM_PACKAGE)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"kind": "site", "files": {"../letter.txt": ["x"]}}'])
def test_a_damaged_mark_is_refused(tmp_path, text):
    (tmp_path / "letter.txt").write_text("Dear")
    write(tmp_path / "site", {built.MARK: text, "index.html": "whose?"})
    refused(tmp_path / "site", r"\.digitpad-build\.json is damaged\. Delete .*, or name a new or empty folder")


@pytest.mark.parametrize("path", ["/etc/passwd", "a/../../b", "C:/Users", "..\\b", "", built.MARK])
def test_a_mark_can_name_nothing_outside_its_folder(tmp_path, path):
    write(tmp_path, {built.MARK: json.dumps({"kind": "site", "files": {path: ["x"]}})})
    refused(tmp_path, "is damaged")


def test_what_somebody_changed_since_it_was_built_is_not_lost(tmp_path):
    put(tmp_path, FIRST)
    (tmp_path / "index.html").write_text("a page of my own")
    refused(
        tmp_path, r"index\.html was changed by somebody since the last build.*Move it away, or delete it, and build"
    )
    (tmp_path / "index.html").unlink()
    put(tmp_path, SECOND)
    assert held(tmp_path) == SECOND


def test_what_is_in_the_place_of_a_new_file_is_not_replaced(tmp_path):
    put(tmp_path, FIRST)
    write(tmp_path, {"offline.js": "mine", "assets/two.js": "mine, too"})
    with pytest.raises(
        built.FolderError, match=r"assets/two\.js, offline\.js were put there by no build.*Move it away"
    ):
        put(tmp_path, SECOND)
    assert held(tmp_path) == FIRST | {"offline.js": "mine", "assets/two.js": "mine, too"}


@pytest.mark.parametrize("what", ["file", "folder", "emptied folder"])
def test_nothing_is_written_or_removed_through_a_link(tmp_path, what):
    out, elsewhere = tmp_path / "site", tmp_path / "elsewhere"
    put(out, FIRST)
    write(elsewhere, {"one.js": "1", "both.js": "first"} if what != "emptied folder" else {"letter.txt": "Dear"})
    if what == "file":
        (out / "assets" / "one.js").unlink()
        (out / "assets" / "one.js").symlink_to(elsewhere / "one.js")
    else:
        shutil.rmtree(out / "assets")
        (out / "assets").symlink_to(elsewhere, target_is_directory=True)
    before = held(elsewhere)
    with pytest.raises(built.FolderError, match=r"In .*assets/.*Move it away"):
        put(out, SECOND)
    assert held(elsewhere) == before and (out / "index.html").read_text() == FIRST["index.html"]


def test_a_folder_that_is_itself_a_link_is_built_into(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real", target_is_directory=True)
    for files in (FIRST, SECOND):
        put(tmp_path / "link", files)
        assert (tmp_path / "link").is_symlink() and held(tmp_path / "real") == files


def test_the_projects_own_folder_of_a_version_without_marks_is_taken_over(tmp_path):
    kind = built.Kind(**{**vars(KIND), "default": tmp_path / "dist"})
    old = {"index.html": "old", "assets/old.js": "old"}
    write(tmp_path / "dist", old)
    write(tmp_path / "named", old)
    refused(tmp_path / "named", "A folder with nothing but an earlier build in it can be deleted", kind)
    (tmp_path / "dist" / "letter.txt").write_text("Dear")
    refused(tmp_path / "dist", "holds other things", kind)
    (tmp_path / "dist" / "letter.txt").unlink()
    put(tmp_path / "dist", SECOND, kind)
    assert held(tmp_path / "dist") == SECOND


NEW = ("retired/", "rows/", "collect.html", "not-here.html")


def test_what_version_0_1_0_built_is_known_by_its_names(built_site):
    paths = {path.relative_to(built_site).as_posix() for path in built_site.rglob("*") if path.is_file()}
    paths = {path for path in paths if path != built.MARK and not path.startswith(NEW)}
    assert [path for path in paths if not site.SITE.unmarked.fullmatch(path)] == []
    own = ("photo.jpg", ".git/HEAD", "assets/mine.js", "docs/index.html", "digits.js.bak", "assets/x/chunk-ABCDEFGH.js")
    assert [path for path in own if site.SITE.unmarked.fullmatch(path)] == []


# Builds that are stopped

# Each in a process of its own, which loads as little as it can.
COMMON = f"""
import json, os, re, sys, time
from pathlib import Path
sys.path.insert(0, {str(site.ROOT)!r})
from tools import built

KIND = built.Kind("site", "a built site", {KIND.opened}, Path("/no/such/folder"), re.compile("index.html"))
"""
STOPPED = (
    COMMON
    + f"""
replace, calls = Path.replace, 0
def counted(self, to):
    global calls
    calls += 1
    if calls == int(sys.argv[2]):
        os._exit(9)
    return replace(self, to)
Path.replace = counted
with built.replacing(Path(sys.argv[1]), KIND) as unfinished:
    for path, text in {SECOND}.items():
        (unfinished / path).parent.mkdir(exist_ok=True)
        (unfinished / path).write_text(text)
"""
)


def test_where_a_build_is_killed_half_way_there_is_a_whole_site_and_the_next_build_mends_the_rest(tmp_path):
    script = tmp_path / "stopped.py"
    script.write_text(STOPPED)
    seen = set()
    for at in (1, 2, 3, 5, 6, 7):  # the mark, two new or changed files, the page, the worker, the mark again
        out = tmp_path / f"site {at}"
        put(out, FIRST)
        (out / "CNAME").write_text("mine")
        done = subprocess.run([sys.executable, script, out, str(at)], check=False, capture_output=True, text=True)
        assert done.returncode == (9 if at <= 6 else 0), done.stderr
        page = (out / "index.html").read_text()
        seen.add(page)
        assert (out / page).read_text() == {"assets/one.js": "1", "assets/two.js": "2"}[page]
        put(out, SECOND)
        assert held(out) == SECOND | {"CNAME": "mine"}
    assert seen == {"assets/one.js", "assets/two.js"}
    assert [path for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_build_that_was_stopped_counts_as_none(tmp_path):
    put(tmp_path / "site", FIRST)
    assert built.began(tmp_path / "site", KIND) == pytest.approx(time.time(), abs=60)
    (tmp_path / "site" / "icons" / "a.png").unlink()
    assert built.began(tmp_path / "site", KIND) == 0
    assert built.began(tmp_path, KIND) == 0


def test_what_changes_while_a_build_is_made_is_newer_than_it(tmp_path):
    with built.replacing(tmp_path / "site", KIND) as unfinished:
        write(unfinished, FIRST)
        time.sleep(0.02)
        (tmp_path / "source").touch()
        time.sleep(0.02)
    assert built.began(tmp_path / "site", KIND) < (tmp_path / "source").stat().st_mtime


HOLDING = (
    COMMON
    + """
with built.replacing(Path(sys.argv[1]), KIND) as unfinished:
    (unfinished / "half.js").write_text("half")
    print("building", flush=True)
    time.sleep(20)
"""
)


def test_what_a_killed_build_left_is_removed_by_the_next_but_not_what_a_running_one_needs(tmp_path):
    script = tmp_path / "holding.py"
    script.write_text(HOLDING)
    own = {".site-of-mine/letter.txt": "Dear", ".site-abcdefgh/new/letter.txt": "Dear"}
    write(tmp_path, own)
    with subprocess.Popen([sys.executable, script, tmp_path / "site"], stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout.readline() == "building\n"
        (left,) = (path for path in tmp_path.glob(".site-*") if path.name not in (".site-of-mine", ".site-abcdefgh"))
        put(tmp_path / "site", FIRST)
        assert (left / "new" / "half.js").exists()
        os.kill(other.pid, signal.SIGKILL)
    put(tmp_path / "site", SECOND)
    assert not left.exists()
    assert sorted(path.name for path in tmp_path.glob(".site-*")) == [".site-abcdefgh", ".site-of-mine"]
    assert (tmp_path / ".site-abcdefgh" / "new" / "letter.txt").read_text() == "Dear"


def test_git_ignores_what_a_killed_build_leaves():
    asked = [".dist-x1y2z3_4/new/index.html", ".dist-package-x1y2z3_4/new/index.js"]
    done = subprocess.run(["git", "check-ignore", *asked], cwd=site.ROOT, capture_output=True, text=True, check=False)
    assert done.stdout.split() == asked
