"""The development server: what it answers, to whom, and how it goes on when a source is broken."""

import http.client
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from queue import Empty, Queue
from threading import Thread
from urllib.parse import urlsplit

import brotli
import pytest

import build
from errors import PlainError
from tools import built, server, site


@pytest.mark.parametrize(
    ("arguments", "port"),
    [
        ([], 8000),
        (["--port", "8123"], 8123),
        (["serve", "--port=8123"], 8123),
        (["serve"], 8000),
        (["serve", "--port", "0"], 0),
        (["serve", "--port", "65535"], 65535),
    ],
)
def test_serve_is_the_default_and_takes_its_options_unnamed(monkeypatch, arguments, port):
    ports = []
    monkeypatch.setattr(server, "serve", ports.append)
    build.main(arguments)
    assert ports == [port]


@pytest.mark.parametrize("port", ["99999", "65536", "-1", "8e3", "8_000", "٣", ""])
def test_a_port_that_there_is_not_is_refused_in_one_line(monkeypatch, capsys, port):
    monkeypatch.setattr(server, "serve", lambda _port: pytest.fail("It serves."))
    with pytest.raises(SystemExit):
        build.main(["serve", "--port", port])
    said = (
        f"Argument --port: expected a number from 0 (any free port) to 65535, got {port!r}. See build.py serve --help."
    )
    assert capsys.readouterr().err == f"{said}\n"


def test_what_a_command_does_not_know_leads_to_the_help_of_that_command(capsys):
    with pytest.raises(SystemExit):
        build.main(["site", "elsewhere"])
    assert capsys.readouterr().err == "Unrecognized arguments: elsewhere. See build.py site --help.\n"


def fetch(url, **headers):
    with urllib.request.urlopen(urllib.request.Request(url, headers=headers)) as answer:
        return answer.headers, answer.read()


def test_the_server_sends_what_is_precompressed_and_caches_what_is_hashed(address, built_site):
    script = next(path for path in (built_site / "assets").glob("main-*.js")).name
    headers, body = fetch(f"{address}assets/{script}", **{"Accept-Encoding": "gzip, br"})
    assert (headers["Content-Encoding"], headers["Content-Type"]) == ("br", "text/javascript; charset=utf-8")
    assert brotli.decompress(body) == (built_site / "assets" / script).read_bytes()
    assert "immutable" in headers["Cache-Control"]
    headers, body = fetch(address)
    assert headers["Content-Encoding"] is None
    assert headers["Cache-Control"] == "no-cache"
    assert body == (built_site / "index.html").read_bytes()


@pytest.mark.parametrize(
    "path", ["nothing.js", "../build.py", "%2e%2e/build.py", "assets", "%00", "%ff", "index.html/x"]
)
def test_the_server_serves_the_site_and_nothing_else(address, path):
    with pytest.raises(urllib.error.HTTPError, match="404"):
        fetch(address + path)


def test_the_server_listens_on_loopback_only(address):
    assert address.startswith("http://127.0.0.1:")
    assert server.HOST == "127.0.0.1"


# What is asked for


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """The port of a server with one script of ten bytes, compressed in two ways."""
    folder = tmp_path_factory.mktemp("small")
    for name, text in {"a.js": "0123456789", "a.js.br": "brotli", "a.js.gz": "gzip"}.items():
        (folder / name).write_text(text)
    with server.serving(folder) as address:
        yield urlsplit(address).port


def ask(port, path="/a.js", **headers):
    """The answer to exactly these headers: (status, headers, body)."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.putrequest("GET", path, skip_host="Host" in headers, skip_accept_encoding=True)
    for name, value in headers.items():
        connection.putheader(name.replace("_", "-"), value)
    connection.endheaders()
    answer = connection.getresponse()
    body = answer.read().decode()
    connection.close()
    return answer.status, answer.headers, body


@pytest.mark.parametrize(
    ("accepted", "sent"),
    [
        ("gzip, br", "brotli"),
        ("gzip", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("br;q=0.1, gzip;q=0.9", "gzip"),
        ("br;q=0", "0123456789"),
        ("br;q=0.000, gzip;q=0", "0123456789"),
        ("*;q=0", "0123456789"),
        ("identity, br;q=0.5", "0123456789"),
        ("", "0123456789"),
    ],
)
def test_what_a_browser_does_not_take_is_not_sent(small, accepted, sent):
    status, headers, body = ask(small, Accept_Encoding=accepted)
    assert (status, body, headers["Vary"]) == (200, sent, "Accept-Encoding")
    assert headers["Content-Encoding"] == {"brotli": "br", "gzip": "gzip"}.get(sent)


@pytest.mark.parametrize(
    ("asked", "status", "body", "range"),
    [
        ("bytes=2-4", 206, "234", "bytes 2-4/10"),
        ("bytes=-2", 206, "89", "bytes 8-9/10"),
        ("bytes=0-1,4-5", 200, "0123456789", None),  # servers may send all instead
        ("bytes=0-1,99-", 200, "0123456789", None),
        ("lines=1-2", 200, "0123456789", None),
        ("bytes=x", 200, "0123456789", None),
        ("bytes=10-", 416, None, "bytes */10"),
    ],
)
def test_a_range_is_sent_and_several_are_the_whole_file(small, asked, status, body, range):
    got, headers, sent = ask(small, Range=asked)
    assert (got, headers["Content-Range"]) == (status, range)
    assert body in (None, sent)


@pytest.mark.parametrize("path", ["/" + "a" * 300, "/" + "a/" * 4000, "/" + "a" * 70_000])
def test_a_path_that_is_too_long_is_refused_as_such(small, path, capfd):
    assert ask(small, path)[0] == 414
    assert "Traceback" not in capfd.readouterr().err


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:80", "127.0.0.2", ""]
)
def test_a_foreign_name_is_refused(small, host):
    status, headers, body = ask(small, Host=host)
    assert (status, headers["Content-Type"]) == (400, "text/plain; charset=utf-8")
    assert body == "This server answers to 127.0.0.1 and localhost alone: open it by one of these names.\n"


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "localhost:{}", "LocalHost:{}", "[::1]:{}"])
def test_its_own_names_are_answered(small, host):
    assert ask(small, Host=host.format(small))[0] == 200


# Building again


def copied_sources(folder, built_site):
    """What a site is made of, and a built one that is not older."""
    ignored = shutil.ignore_patterns("__pycache__", "node_modules", "*.test.js")
    for name in ("web", "tools", "train"):
        shutil.copytree(site.ROOT / name, folder / name, ignore=ignored)
    for name in ("build.py", "errors.py", "package.json", "package-lock.json"):
        shutil.copy2(site.ROOT / name, folder)
    (folder / "node_modules").symlink_to(site.ROOT / "node_modules")
    shutil.copytree(built_site, folder / "dist")
    return folder


@contextmanager
def serving(folder, port):
    """`build.py serve`; gives a function that waits for a line that matches, and the process."""
    arguments = [sys.executable, "-u", "build.py", "serve", "--port", str(port)]
    out = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    with subprocess.Popen(arguments, cwd=folder, **out) as process:
        lines = Queue()
        reading = Thread(target=lambda: [lines.put(line) for line in process.stdout])
        reading.start()
        said = []

        def waits_for(pattern, again=lambda: None):
            """The match in the first line that has it; `again` is done every two seconds that nothing is said."""
            for _ in range(30):
                try:
                    said.append(lines.get(timeout=2))
                except Empty:
                    again()
                    continue
                match = re.search(pattern, said[-1])
                if match:
                    return match
            pytest.fail(f"Nothing matches {pattern}:\n{''.join(said)}")

        try:
            yield waits_for, process
            assert "Traceback" not in "".join(said)
        finally:
            process.terminate()
            reading.join()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="a full disk is made by limits that Linux has")
def test_serve_goes_on_whatever_is_wrong_with_the_sources_or_the_disk(built_site, tmp_path):
    import resource

    folder = copied_sources(tmp_path / "digitpad", built_site)
    icon, style = folder / "web" / "icon.svg", folder / "web" / "css" / "app.css"
    whole, styles = icon.read_text(), style.read_text()
    stays = "^The page stays as it was built last\\."
    icon.write_text(whole[:150])  # before it starts
    with socket.create_server((server.HOST, 0)) as taken, serving(folder, taken.getsockname()[1]) as (said, process):
        said(r"^web/icon\.svg can't be drawn \(.*\): expected a <rect> .*\n$")
        said(stays)
        said(rf"^Port {taken.getsockname()[1]} is taken; another one serves\.")
        address = said(r"Digitpad is at (http://127\.0\.0\.1:\d+/)")[1]
        icon.unlink()
        said(r"/web/icon\.svg: No such file or directory\.\n$", again=lambda: os.utime(style))
        said(stays)
        style.write_text(styles + "\np { color: red }\n}\n")
        icon.write_text(whole)
        said(rf'^web/css/app\.css:{styles.count(chr(10)) + 3}: Unexpected "}}"\n$')
        said(stays)
        limits = resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (1000, resource.RLIM_INFINITY))
        style.write_text(styles + "\np { color: red }\n")
        said(r"File too large\.")
        said(stays)
        assert b"<title>Digitpad" in fetch(address)[1]
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, limits)
        (folder / "web" / "css" / "theme.css").touch()
        said(r"^Built again; reload the page\.")
        page = fetch(address)[1].decode()
        assert b"red}" in fetch(address + re.search(r'href="(assets/app-\w+\.css)"', page)[1])[1]
        (folder / "tools" / "icons.py").touch()
        said(r"^tools/icons\.py changed: press Ctrl\+C and start build\.py again")
    assert [path.name for path in folder.glob(".dist-*")] == []


def test_what_runs_is_known_by_its_files():
    code = server._own_code()
    assert {site.ROOT / "build.py", site.ROOT / "errors.py", site.ROOT / "tools" / "icons.py"} <= code
    assert all(path.is_relative_to(site.ROOT) and ".venv" not in path.parts for path in code)


def test_what_old_code_built_is_built_again_after_a_restart(tmp_path, monkeypatch):
    with built.replacing(tmp_path / "dist", site.SITE) as unfinished:
        (unfinished / "index.html").write_text("page")
    monkeypatch.setattr(site, "DIST", tmp_path / "dist")
    monkeypatch.setattr(site, "build_if_stale", lambda: True)
    server._rebuild(outdated=False)
    assert built.began(tmp_path / "dist", site.SITE) == pytest.approx(time.time(), abs=60)
    server._rebuild(outdated=True)
    assert built.began(tmp_path / "dist", site.SITE) == 0


@pytest.mark.parametrize(
    "trouble", [PlainError("web/icon.svg is half."), PermissionError(13, "Permission denied", "dist")]
)
def test_serve_ends_in_words_where_there_is_nothing_to_serve(tmp_path, monkeypatch, trouble):
    def fails():
        raise trouble

    monkeypatch.setattr(site, "DIST", tmp_path / "dist")
    monkeypatch.setattr(site, "build_if_stale", fails)
    monkeypatch.setattr(server, "serving", lambda *_, **__: pytest.fail("It serves."))
    with pytest.raises(SystemExit, match=r"^(web/icon\.svg is half\.|dist: Permission denied\. Check who may.*)$"):
        build.main(["serve", "--port", "0"])


def test_a_port_that_is_taken_is_left_alone():
    with socket.create_server((server.HOST, 0)) as taken:
        port = taken.getsockname()[1]
        assert server._free(port) == 0
    assert server._free(port) == port


def test_a_fault_of_the_servers_own_is_no_trouble_of_the_persons(monkeypatch):
    def fails():
        raise TypeError("ours")

    monkeypatch.setattr(site, "build_if_stale", fails)
    with pytest.raises(TypeError):
        server._rebuild(outdated=False)
