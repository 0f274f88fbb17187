"""The same stories on every host that is at hand, and what is said where there is none."""

import shutil
import socket
import subprocess
import time
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from conftest import draw, in_window, opened, serving
from drawings import by_mouse, drawing, placed
from playwright.sync_api import expect
from test_picture_page import choose, picture, read_picture

from tools import server

OTHER = "first-cnn"
NO_NGINX = "nginx is not installed (on Debian and Ubuntu: apt-get install nginx-light): its test is left out"


# Hosts: each serves a built site, copied into a folder of the test's own, and gives its address


class _PlainHandler(SimpleHTTPRequestHandler):
    def log_message(self, *_):
        """Print nothing."""


class PagesHandler(_PlainHandler):
    """As GitHub Pages answers: nothing may be configured, all is kept for ten minutes, and a 404 is a page."""

    def end_headers(self):
        self.send_header("Cache-Control", "max-age=600")
        self.send_header("Access-Control-Allow-Origin", "*")
        super().end_headers()

    def send_error(self, code, message=None, explain=None):
        body = b"<!doctype html><title>Site not found</title><h1>404</h1>"
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def served_by(handler, folder):
    host = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=folder))
    with server.running(host):
        yield f"http://127.0.0.1:{host.server_port}/"


@contextmanager
def on_python(site, folder):
    """No compression, no cache rules, no header of ours, and spaces in the path."""
    shutil.copytree(site, folder / "my own site" / "digit pad")
    with served_by(_PlainHandler, folder) as address:
        yield f"{address}my%20own%20site/digit%20pad/"


@contextmanager
def on_github_pages(site, folder):
    shutil.copytree(site, folder / "digitpad")
    with served_by(PagesHandler, folder) as address:
        yield f"{address}digitpad/"


@contextmanager
def on_flask(site, folder):
    with serving(site, prefix="/some/where") as address:
        yield address


# The system's own list of types, and no other setting that a site asks for.
NGINX = """
daemon off; master_process off; pid {folder}/pid; error_log stderr;
events {{}}
http {{
  include /etc/nginx/mime.types; access_log off;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  server {{ listen 127.0.0.1:{port}; root {folder}/sites; }}
}}
"""


@contextmanager
def on_nginx(site, folder):
    command = shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/local/bin:/usr/bin:/opt/homebrew/bin")
    if not command or not Path("/etc/nginx/mime.types").exists():
        pytest.skip(NO_NGINX)
    shutil.copytree(site, folder / "sites" / "digits")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    (folder / "nginx.conf").write_text(NGINX.format(folder=folder, port=port))
    running = subprocess.Popen([command, "-p", folder, "-c", folder / "nginx.conf"], stderr=subprocess.PIPE, text=True)
    try:
        _wait_for(port, running)
        yield f"http://127.0.0.1:{port}/digits/"
    finally:
        running.terminate()
        running.communicate()


def _wait_for(port, running):
    end = time.monotonic() + 20
    while time.monotonic() < end and running.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.05)
    running.terminate()
    pytest.fail(f"nginx did not start: {running.communicate()[1]}")


HOSTS = {
    "Python's http.server": on_python,
    "GitHub Pages": on_github_pages,
    "the Flask dev server": on_flask,
    "nginx": on_nginx,
}


@pytest.mark.parametrize("host", HOSTS)
def test_everything_works_on(host, new_page, built_site, tmp_path, problems):
    problems.allow("preloaded using link preload but not used")  # the default network's, where another one reads
    page = new_page(service_workers="allow")
    with HOSTS[host](built_site, tmp_path) as address:
        assert draw(opened(page, address), "three")["text"] == "3"
        expect(page.get_by_test_id("model-status")).not_to_contain_text("slower")
        choose(page, picture("204"))
        assert read_picture(page)["text"] == "204"
        page.keyboard.press("Escape")
        page.evaluate("async () => { await navigator.serviceWorker.ready; }")
        page.wait_for_function("() => navigator.serviceWorker.controller")
        page.get_by_test_id("model").select_option(OTHER)
        page.wait_for_function("(name) => localStorage.getItem('digitpad-model') === name", arg=OTHER)
        page.goto(f"{address}index.html")
        expect(page.get_by_test_id("model")).to_have_value(OTHER)
    page.goto(address)  # the host is gone
    expect(page.locator("html")).to_have_attribute("data-state", "ready")
    page.get_by_test_id("clear").click()
    assert draw(page, "six")["text"] == "6"
    page.get_by_test_id("model").select_option("default")
    page.wait_for_function("() => localStorage.getItem('digitpad-model') === 'default'")


# No host


def with_scripts(site):
    """The site's pages, but for the one that is shown offline and does nothing."""
    pages = sorted(path for path in site.glob("*.html") if '<script type="module"' in path.read_text("utf-8"))
    assert len(pages) == 4
    return pages


@pytest.mark.parametrize("width", [320, 1280])
def test_a_page_opened_from_disk_says_why_it_does_not_run(page, built_site, problems, width):
    problems.allow("^Request to another host: file:|CORS policy|Failed to load resource")
    in_window(page, width, 700)
    for path in with_scripts(built_site):
        page.goto(path.as_uri())
        expect(page.get_by_text("opened from disk")).to_be_visible()
        expect(page.get_by_text("python3 -m http.server", exact=True)).to_be_visible()
        expect(page.get_by_test_id("not-loaded")).to_be_hidden()
        expect(page.get_by_role("main")).to_be_hidden()
        assert page.evaluate("document.documentElement.scrollWidth") <= width


FAULTS = {
    "no answer": lambda route: route.abort(),
    "not found": lambda route: route.fulfill(status=404, body="No such file"),
    "a login page": lambda route: route.fulfill(body="<!doctype html>", content_type="text/html"),
}


def test_a_page_whose_script_does_not_arrive_says_so(page, address, built_site, problems):
    problems.allow("Failed to load|MIME type|was preloaded using link preload but not used")
    for path in with_scripts(built_site):
        page.goto(f"{address}{path.name}")
        script = urlsplit(page.locator("script[type=module]").first.get_attribute("src")).path
        for fault, answer in FAULTS.items():
            where = f"{path.name}, {fault}"
            page.route(f"**/{script}", answer)
            page.reload()
            expect(page.get_by_test_id("not-loaded"), where).to_be_visible()
            expect(page.get_by_test_id("from-disk"), where).to_be_hidden()
            page.unroute(f"**/{script}")
        page.reload()
        expect(page.get_by_role("main"), path.name).to_be_visible()
        expect(page.get_by_test_id("not-running"), path.name).to_be_hidden()


def test_a_page_none_of_whose_scripts_arrives_says_so(page, address, built_site, problems):
    problems.allow("Failed to load|was preloaded using link preload but not used")
    said = page.get_by_text("The scripts of this page have not arrived")
    for path in with_scripts(built_site):
        page.route("**/assets/*.js", FAULTS["no answer"])
        page.goto(f"{address}{path.name}")
        expect(said, path.name).to_be_visible()
        page.unroute("**/assets/*.js")
        page.reload()
        expect(page.locator("html"), path.name).to_have_attribute("data-theme", "light")
        expect(said, path.name).to_be_hidden()


# Another origin

READ_PICTURE = """async (digits) => {
  const { createReader } = await import(digits);
  const reader = await createReader();
  const canvas = Object.assign(document.createElement("canvas"), { width: 900, height: 900 });
  const context = Object.assign(canvas.getContext("2d"), { lineWidth: 40 });
  context.ellipse(450, 450, 150, 250, 0, 0, 7);
  context.stroke();
  const { text } = await reader.read(canvas);
  return [text, reader.backend, reader.worker];
}"""


def in_a_frame(page):
    """A frame of the page that is denied an origin."""
    page.evaluate("""() => {
      const frame = Object.assign(document.createElement("iframe"), { sandbox: "allow-scripts" });
      document.body.append(Object.assign(frame, { srcdoc: "<!doctype html><p>Framed</p>" }));
    }""")
    expect(page.frame_locator("iframe").locator("p")).to_be_visible()
    return page.frames[1]


@pytest.mark.parametrize("framed", [False, True])
def test_the_module_of_another_origin_reads_with_its_worker(new_tab, built_site, address, problems, framed):
    """From a page of a site of its own, and from a frame that is denied an origin."""
    problems.allow("Request to another host")
    with served_by(PagesHandler, built_site) as other:
        new_tab.goto(f"{address}empty.html")
        place = in_a_frame(new_tab) if framed else new_tab
        assert place.evaluate(READ_PICTURE, f"{other}digits.js") == ["0", "wasm", True]


@pytest.mark.parametrize("sandbox", ["", "allow-scripts"])
def test_the_field_is_filled_in_in_a_frame_of_another_origin(new_tab, built_site, address, tmp_path, problems, sandbox):
    """In a frame that is another site's, and in one that is denied an origin besides."""
    problems.allow("Request to another host")
    folder = Path(shutil.copytree(built_site, tmp_path / "other"))
    framed = '<label for="f">Table</label> <digit-input id="f" digits="1"></digit-input>'
    with served_by(PagesHandler, folder) as other:
        html = f'<!doctype html><script type="module" src="{other}digit-input.js"></script>{framed}'
        (folder / "framed.html").write_text(html)
        new_tab.goto(f"{address}empty.html")
        new_tab.evaluate(
            """([src, sandbox]) => {
              const frame = document.createElement("iframe");
              if (sandbox) frame.sandbox = sandbox;
              document.body.append(Object.assign(frame, { src, width: 600, height: 400 }));
            }""",
            [f"{other}framed.html", sandbox],
        )
        frame = new_tab.frame_locator("iframe")
        expect(frame.get_by_role("textbox", name="Table")).to_be_visible()
        box = frame.locator("canvas").bounding_box()
        by_mouse(new_tab, placed(drawing("seven"), box["x"] + 10, box["y"] + 15, 55))
        expect(frame.get_by_role("textbox", name="Table")).to_have_value("7")
