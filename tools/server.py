"""The development server: dist/ on loopback, rebuilt when what it is made of changes."""

import errno
import mimetypes
import re
import socket
import sys
import threading
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path, PurePosixPath

from flask import Flask, abort, request, send_file
from watchfiles import watch
from werkzeug.serving import WSGIRequestHandler, make_server
from werkzeug.utils import safe_join

from errors import TROUBLE, told
from tools import built, site

HOST, PORT = "127.0.0.1", 8000  # this machine only
# What a browser on this machine may call it, with any port. Another name is that of a foreign page, whose host has been
# made to lead here so that the page can read what is served. (Werkzeug's list of trusted hosts takes no IPv6 address.)
_OWN_NAME = re.compile(r"(127\.0\.0\.1|localhost|\[::1\])(:\d+)?", re.IGNORECASE)
_HASHED = re.compile(r"-[0-9A-Za-z]{8,10}\.\w+$")
_TEXT = {"Content-Type": "text/plain; charset=utf-8"}
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

    @app.before_request
    def refuse_foreign_names():
        if not _OWN_NAME.fullmatch(request.host):
            return f"This server answers to {HOST} and localhost alone: open it by one of these names.\n", 400, _TEXT
        return None

    @app.get(f"{prefix}/", defaults={"path": "index.html"})
    @app.get(f"{prefix}/<path:path>")
    def file(path):
        encoding, content, changed = _content(folder, path)
        kind = _TYPES.get(PurePosixPath(path).suffix) or mimetypes.guess_type(path)[0] or "application/octet-stream"
        _forget_ranges_but_one()
        # From memory, so that a browser that closes the connection leaves no file open.
        answer = send_file(
            BytesIO(content),
            mimetype=kind,
            etag=f"{changed:x}-{encoding}",
            last_modified=changed / 1e9,
            conditional=True,
        )
        answer.headers["Vary"] = "Accept-Encoding"
        answer.headers["X-Content-Type-Options"] = "nosniff"
        answer.headers["Cache-Control"] = "max-age=31536000, immutable" if _HASHED.search(path) else "no-cache"
        if encoding != "identity":
            answer.headers["Content-Encoding"] = encoding
        return answer

    return app


def _content(folder, path):
    """How a file is sent: (encoding, its bytes in it, when it was changed in ns since 1970). Aborts without one."""
    found = safe_join(str(folder), path)
    if found is None:
        abort(404, f"No file {path} in the site.")
    packed = {"br": f"{found}.br", "gzip": f"{found}.gz", "identity": found}
    try:
        offered = [encoding for encoding, name in packed.items() if Path(name).is_file()]
        encoding = request.accept_encodings.best_match(offered, "identity")
        file = Path(packed[encoding])
        return encoding, file.read_bytes(), file.stat().st_mtime_ns
    except (OSError, ValueError) as error:  # ValueError: a zero byte in the path
        if getattr(error, "errno", None) == errno.ENAMETOOLONG:
            abort(414, "No file has so long a name.")
        abort(404, f"No file {path} in the site.")


def _forget_ranges_but_one():
    """Of several ranges, or one that is not understood, the whole file is sent: servers may leave out the header."""
    asked = request.range
    if asked is None or asked.units != "bytes" or len(asked.ranges) != 1:
        request.environ.pop("HTTP_RANGE", None)


class _Quiet(WSGIRequestHandler):
    def log_request(self, code="-", size="-"):
        """Print nothing: a line for each file would hide the messages that matter."""


@contextmanager
def serving(folder, prefix="", port=0):
    """Serve a built site while the block runs; gives its address. Port 0 is any free one."""
    server = make_server(HOST, port, application(folder, prefix), threaded=True, request_handler=_Quiet)
    with running(server):
        yield f"http://{HOST}:{server.server_port}{prefix}/"


@contextmanager
def running(server):
    """Have a server of `socketserver`'s kind answer, in a thread, while the block runs; then it is closed."""
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def serve(port=PORT):
    """Build what is stale, serve dist/, print the address, and rebuild whenever a source changes, until Ctrl+C.

    What goes wrong meanwhile is told, and the last good build goes on being served. Raises one of errors.TROUBLE where
    there is none in the beginning.
    """
    try:
        site.build_if_stale()
    except TROUBLE as error:
        if not built.began(site.DIST, site.SITE):
            raise
        _say_stays(error)
    with serving(site.DIST, port=_free(port)) as address:
        print(f"Digitpad is at {address} (Ctrl+C stops it)", flush=True)
        try:
            _build_on_changes()
        except KeyboardInterrupt:
            print()


def _build_on_changes():
    folders = [site.ROOT / name for name in ("web", "tools", "train")]
    files = [site.ROOT / name for name in ("package-lock.json", "build.py", "errors.py")]
    outdated = False  # whether this process runs other code than that of the files
    while True:
        # Anew after a change of a file that is watched alone: editors put another one in its place.
        for changes in watch(*folders, *(file for file in files if file.exists())):
            changed = {Path(path) for _, path in changes}
            outdated = _says_restart(changed) or outdated
            if not changed <= _own_code():
                _rebuild(outdated)
            if changed & set(files):
                break


def _own_code():
    """The files of this project that this process has loaded."""
    loaded = (getattr(module, "__file__", None) for module in list(sys.modules.values()))
    found = {Path(file).resolve() for file in loaded if file}
    return {path for path in found if path.is_relative_to(site.ROOT) and not path.is_relative_to(sys.prefix)}


def _says_restart(changed):
    names = sorted(path.relative_to(site.ROOT).as_posix() for path in changed & _own_code())
    if names:
        print(f"{', '.join(names)} changed: press Ctrl+C and start build.py again to run it as it is now.", flush=True)
    return bool(names)


def _rebuild(outdated):
    try:
        if site.build_if_stale():
            print("Built again; reload the page.", flush=True)
            if outdated:
                built.doubt(site.DIST)  # so that it is built by the code as it is now
    except TROUBLE as error:
        _say_stays(error)


def _say_stays(error):
    print(f"{told(error)}\nThe page stays as it was built last.", flush=True)


def _free(port):
    """The port, or 0 for any where it is taken."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise
            why = "taken" if error.errno == errno.EADDRINUSE else "not allowed to everybody"
            print(f"Port {port} is {why}; another one serves.")
            return 0
    return port
