"""Built sites for what happens between one version and the next: others made of a built one, and a host for them.

Versions are made by changing the built files, which takes no build: names with a hash change with what they stand for,
in all files that name them, and the service worker's list is written anew.
"""

import base64
import hashlib
import json
import re
import shutil
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tools import server

_HASHED = re.compile(r"-([0-9A-Za-z]{8,10})(\.\w+)$")
_TEXT = {".html", ".js", ".css", ".json", ".webmanifest"}
_MARK = re.compile(r'data-digitpad="(\w+)"')
_LIST = "const BUILD="


# Versions


def copied(site, folder):
    """A copy of a built site in `folder`, without what is compressed; returns `folder`."""
    return Path(shutil.copytree(site, folder, ignore=shutil.ignore_patterns("*.gz", "*.br")))


def other_pages(folder, title):
    """Another version of the site: another title, another style, another script of a panel, another report."""
    other_title(folder, title)
    _replace(folder / "report.html", r"<h1>[^<]*", f"<h1>{title}: report")
    changed = [_one(folder, "assets/app-*.css"), _one(folder, "assets/panels-*.js")]
    for path in changed:
        path.write_text(f"{path.read_text('utf-8')}/* {title} */\n", "utf-8")
    _rename(folder, changed)
    list_anew(folder)


def other_title(folder, title):
    """Another version of the site, of which only a page is another."""
    _replace(folder / "index.html", r"<h1>Digitpad[^<]*", f"<h1>{title}")
    list_anew(folder)


def other_weights(folder):
    """Another version of the site, of which only the default network's weights are others."""
    weights, card = _one(folder, "model/default/weights-*.bin"), _one(folder, "model/default/card-*.json")
    content = bytearray(weights.read_bytes())
    before = hashlib.sha256(content).hexdigest()
    content[0] ^= 1  # of packed weights that is a scale: further on they would be damaged
    weights.write_bytes(content)
    card.write_text(card.read_text("utf-8").replace(before, hashlib.sha256(content).hexdigest()), "utf-8")
    _rename(folder, [weights, card])
    list_anew(folder)


def list_anew(folder):
    """Write the service worker's list of a site anew, after its files, as the build does."""
    for page in folder.glob("*.html"):
        text = page.read_text("utf-8")
        mark = hashlib.sha256(_MARK.sub("", text).encode()).hexdigest()[:16]
        page.write_text(_MARK.sub(f'data-digitpad="{mark}"', text), "utf-8")
    worker = folder / "offline.js"
    line, code = worker.read_text("utf-8").split("\n", 1)
    build = json.loads(line.removeprefix(_LIST).removesuffix(";"))
    build["files"] = {address: _digest(folder / address) for address in build["files"]}
    build["marks"] = {page.name: _MARK.search(page.read_text("utf-8"))[1] for page in folder.glob("*.html")}
    build["version"] = hashlib.sha256(json.dumps(build["files"]).encode()).hexdigest()[:10]
    worker.write_text(f"{_LIST}{json.dumps(build, separators=(',', ':'))};\n{code}", "utf-8")


def _digest(path):
    return base64.b64encode(hashlib.sha256(path.read_bytes()).digest()).decode().rstrip("=")


def _one(folder, pattern):
    (path,) = folder.glob(pattern)
    return path


def _replace(path, pattern, text):
    path.write_text(re.sub(pattern, text, path.read_text("utf-8"), count=1), "utf-8")


def _rename(folder, changed):
    """Give changed files other names, and with them all that name these, and so on."""
    waiting, done = list(changed), set()
    while waiting:
        path = waiting.pop(0)
        if path.name in done or not _HASHED.search(path.name):
            continue
        name = _name_of(path)
        done |= {path.name, name}
        path.rename(path.with_name(name))
        for other in (each for each in folder.rglob("*") if each.suffix in _TEXT):
            text = other.read_text("utf-8")
            if path.name in text:
                other.write_text(text.replace(path.name, name), "utf-8")
                waiting.append(other)


def _name_of(path):
    """By the content where pages check that, and else any other."""
    is_model = path.suffix in (".json", ".bin")
    digest = hashlib.sha256(path.read_bytes() if is_model else path.name.encode()).hexdigest()
    return _HASHED.sub(rf"-{digest[:10] if is_model else digest[:8].upper()}\2", path.name)


# A host


class Host:
    """Serves the folder `folder` at `address`, and other files; what it answers can be changed at any time.

    `fault` gives for a path (without the first slash) what is answered in the file's place: None for the file itself,
    else (status, type, content), or CUT for half of it; DOWN for no answer. `asked` has what came: (path with query,
    range), the newest last.
    """

    CUT, DOWN = "cut", "down"

    def __init__(self, folder, below=""):
        self.folder, self.below = folder, below
        self.fault = lambda path: None
        self.others = {}  # path → (type, content): files beside and below the site, of other people
        self.asked = []

    def answer(self, path):
        """What is sent for a path: (status, type, content), CUT or DOWN."""
        if path in self.others:
            return 200, *self.others[path]
        file = path.removeprefix(self.below) or "index.html"
        found = self.folder / file if path.startswith(self.below) else None
        broken = self.fault(file) if found else None
        if broken in (self.CUT, self.DOWN) or isinstance(broken, tuple):
            return broken
        if not found or not found.is_file():
            return 404, "text/html", b"<!doctype html><title>Not found</title>"
        content = found.read_bytes()
        return 200, _type_of(found), broken(content) if broken else content


def _type_of(path):
    types = {".js": "text/javascript", ".wasm": "application/wasm", ".webmanifest": "application/manifest+json"}
    return types.get(path.suffix) or guess_type(path.name)[0] or "application/octet-stream"


@contextmanager
def serving(host):
    """The host's address, at which it answers while the block runs."""

    class Server(ThreadingHTTPServer):
        def handle_error(self, *_):
            """Browsers close connections when they like."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_):
            """Print nothing."""

        def do_GET(self):
            path = unquote(urlsplit(self.path).path[1:])
            host.asked.append((self.path, self.headers.get("Range")))
            answer = host.answer(path)
            if answer == Host.DOWN:
                self.close_connection = True
                return
            if answer == Host.CUT:
                self._send(200, _type_of(Path(path)), b"half of it", 99)
                self.close_connection = True
                return
            self._send(*answer, len(answer[2]))

        def _send(self, status, kind, content, length):
            self.send_response(status)
            self.send_header("Content-Type", kind)
            # Whatever is sent under such a name, an error page, too: as hosts do that go by the name.
            lasting = status == 200 and _HASHED.search(urlsplit(self.path).path)
            self.send_header("Cache-Control", "max-age=31536000, immutable" if lasting else "no-cache")
            self.send_header("Content-Length", str(length))
            self.end_headers()
            self.wfile.write(content)

    started = Server(("127.0.0.1", 0), Handler)
    with server.running(started):
        yield f"http://127.0.0.1:{started.server_port}/{host.below}"
