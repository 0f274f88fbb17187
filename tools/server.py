"""The development server: dist/ on loopback, rebuilt when what it is made of changes."""

import errno
import mimetypes
import re
import socket
import threading
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from flask import Flask, abort, request, send_file
from watchfiles import watch
from werkzeug.serving import WSGIRequestHandler, make_server
from werkzeug.utils import safe_join

from tools import site

HOST, PORT = "127.0.0.1", 8000  # this machine only
_HASHED = re.compile(r"-[0-9A-Za-z]{8,10}\.\w+$")
# Types that systems disagree on, and that browsers insist on.
_TYPES = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".wasm": "application/wasm",
}


def application(folder, prefix=""):
    """A Flask application that serves a built site under `prefix`, precompressed where the browser takes it."""
    app = Flask(__name__, static_folder=None)

    @app.get(f"{prefix}/", defaults={"path": "index.html"})
    @app.get(f"{prefix}/<path:path>")
    def file(path):
        found = safe_join(str(folder), path)
        if found is None or not Path(found).is_file():
            abort(404, f"No file {path} in the site.")
        kind = _TYPES.get(Path(found).suffix) or mimetypes.guess_type(found)[0] or "application/octet-stream"
        name, encoding = _precompressed(found)
        changed = Path(name).stat().st_mtime_ns
        # From memory, so that a browser that closes the connection leaves no file open.
        content = BytesIO(Path(name).read_bytes())
        answer = send_file(content, mimetype=kind, etag=f"{changed:x}", last_modified=changed / 1e9, conditional=True)
        answer.headers["Vary"] = "Accept-Encoding"
        answer.headers["X-Content-Type-Options"] = "nosniff"
        answer.headers["Cache-Control"] = "max-age=31536000, immutable" if _HASHED.search(path) else "no-cache"
        if encoding:
            answer.headers["Content-Encoding"] = encoding
        return answer

    return app


def _precompressed(path):
    for encoding in ("br", "gzip"):
        packed = f"{path}.{'br' if encoding == 'br' else 'gz'}"
        if encoding in request.accept_encodings.values() and Path(packed).is_file():
            return packed, encoding
    return path, None


class _Quiet(WSGIRequestHandler):
    def log_request(self, code="-", size="-"):
        """Print nothing: a line for each file would hide the messages that matter."""


@contextmanager
def serving(folder, prefix="", port=0):
    """Serve a built site while the block runs; gives its address. Port 0 is any free one."""
    server = make_server(HOST, port, application(folder, prefix), threaded=True, request_handler=_Quiet)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://{HOST}:{server.server_port}{prefix}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def serve(port=PORT):
    """Build what is stale, serve dist/, print the address, and rebuild whenever a source changes, until Ctrl+C."""
    site.build_if_stale()
    with serving(site.DIST, port=_free(port)) as address:
        print(f"Digitpad is at {address} (Ctrl+C stops it)", flush=True)
        try:
            for _ in watch(site.ROOT / "web", site.ROOT / "tools", site.ROOT / "package-lock.json"):
                _rebuild()
        except KeyboardInterrupt:
            print()


def _rebuild():
    try:
        if site.build_if_stale():
            print("Built again; reload the page.", flush=True)
    except site.SiteError as error:
        print(f"{error}\nThe page stays as it was built last.", flush=True)


def _free(port):
    """The port, or 0 for any where it is taken."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise
            print(f"Port {port} is taken; another one serves.")
            return 0
    return port
