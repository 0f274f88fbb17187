"""Firefox and WebKit, as they are installed, driven by WebDriver: the one standard that stock browsers speak.

    with firefox() as browser:
        browser.go(address)
        browser.draw(strokes)

Firefox speaks it itself (Marionette, which geckodriver only translates), WebKitGTK's driver over HTTP.
"""

import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

PATIENCE = 30  # seconds; a busy machine is slow
HASTE = 8  # ms between the points of a stroke
_ELEMENT = "element-6066-11e4-a52e-4f735466cecf"  # the key of elements, by the standard
KEYS = {"ArrowLeft": "\ue012", "ArrowUp": "\ue013", "ArrowRight": "\ue014", "ArrowDown": "\ue015"}
KEYS |= {"Enter": "\ue007", "Escape": "\ue00c", "Tab": "\ue004", "Space": " ", "Control": "\ue009", "Shift": "\ue008"}

# A command's name in Firefox, and its method and path over HTTP.
_COMMANDS = {
    "Navigate": ("POST", "/url"),
    "ExecuteScript": ("POST", "/execute/sync"),
    "FindElement": ("POST", "/element"),
    "ElementClick": ("POST", "/element/{id}/click"),
    "ElementSendKeys": ("POST", "/element/{id}/value"),
    "PerformActions": ("POST", "/actions"),
}


class BrowserMissing(Exception):
    """It is not installed, or does not start; the message says how it is installed."""


class WebDriverError(Exception):
    """The browser refused a command."""


class Browser:
    """A window of a browser: `command` sends it one command and returns the answer's value."""

    def __init__(self, command, version):
        self.command, self.version = command, version

    def go(self, address):
        self.command("Navigate", {"url": address})

    def reload(self):
        """As the page itself would: Firefox's own command for it passes service workers by."""
        self.evaluate("(() => { window.isOld = true; location.reload(); })()")
        self.wait("!window.isOld && document.readyState === 'complete'")

    def evaluate(self, expression, *arguments):
        """The value of a JavaScript expression, in which `arguments` are the arguments."""
        return self.command("ExecuteScript", {"script": f"return ({expression});", "args": arguments})

    def wait(self, expression, *arguments):
        """The value of the expression, once it is a true one."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            with suppress(WebDriverError):  # between two pages
                if value := self.evaluate(expression, *arguments):
                    return value
            time.sleep(0.05)
        raise AssertionError(f"{self.version}: never true: {expression} {arguments}\n{self.text('message')}")

    def text(self, name):
        """What the element with that data-testid says."""
        return self.evaluate("document.querySelector(`[data-testid=${arguments[0]}]`).textContent", name)

    def shows(self, name, text):
        """Waits until the element says exactly that."""
        said = "document.querySelector(`[data-testid=${arguments[0]}]`).textContent === arguments[1]"
        self.wait(said, name, text)

    def _element(self, name):
        found = self.command("FindElement", {"using": "css selector", "value": f"[data-testid={name}]"})
        return found[_ELEMENT]

    def click(self, name):
        self.command("ElementClick", {"id": self._element(name)})

    def choose_file(self, name, path):
        self.command("ElementSendKeys", {"id": self._element(name), "text": str(path)})

    def box(self, name):
        """Left, top, width and height in the window's pixels."""
        box = "(({ x, y, width, height }) => [x, y, width, height])"
        element = "document.querySelector(`[data-testid=${arguments[0]}]`)"
        return self.evaluate(f"{box}({element}.getBoundingClientRect())", name)

    def draw(self, strokes):
        """Draw with the mouse strokes in the window's pixels."""
        actions = []
        for stroke in strokes:
            points = [
                {"type": "pointerMove", "x": round(x), "y": round(y), "duration": HASTE, "origin": "viewport"}
                for x, y in stroke
            ]
            down, up = ({"type": kind, "button": 0} for kind in ("pointerDown", "pointerUp"))
            actions += [points[0], down, *points[1:], up]
        mouse = {"type": "pointer", "id": "mouse", "parameters": {"pointerType": "mouse"}, "actions": actions}
        self.command("PerformActions", {"actions": [mouse]})

    def press(self, *keys):
        """Press keys one after the other; "Control+z" holds the first while it presses the last."""
        actions = []
        for chord in keys:
            values = [KEYS.get(key, key) for key in chord.split("+")]
            actions += [{"type": "keyDown", "value": value} for value in values]
            actions += [{"type": "keyUp", "value": value} for value in reversed(values)]
        self.command("PerformActions", {"actions": [{"type": "key", "id": "keyboard", "actions": actions}]})


# Firefox


@contextmanager
def firefox():
    """A headless Firefox with a profile of its own."""
    path = shutil.which("firefox-esr") or shutil.which("firefox")
    if not path:
        raise BrowserMissing("Firefox is not installed (on Debian: apt-get install firefox-esr)")
    with ExitStack() as stack:
        profile = stack.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True))
        Path(profile, "user.js").write_text('user_pref("marionette.port", 0);\n')  # any that is free
        arguments = ["--headless", "--marionette", "--no-remote", "--profile", profile]
        stack.enter_context(_running([path, *arguments]))
        port = int(_started("Firefox", lambda: Path(profile, "MarionetteActivePort").read_text()))
        connection = stack.enter_context(socket.create_connection(("127.0.0.1", port), timeout=2 * PATIENCE))
        command = _marionette(connection)
        found = command("NewSession", {})["capabilities"]
        yield Browser(command, f"Firefox {found['browserVersion']}")


def _marionette(connection):
    """Commands over Firefox's own connection: each message is its length, a colon and JSON."""
    answers = connection.makefile("rb")

    def receive():
        length = b""
        while (digit := answers.read(1)) != b":":
            if not digit:
                raise WebDriverError("Firefox has closed the connection.")
            length += digit
        return json.loads(answers.read(int(length)))

    receive()  # its greeting
    sent = 0

    def command(name, parameters):
        nonlocal sent
        sent += 1
        message = json.dumps([0, sent, f"WebDriver:{name}", parameters]).encode()
        connection.sendall(b"%d:%s" % (len(message), message))
        _, _, error, answer = receive()
        if error:
            raise WebDriverError(f"{name}: {error['message']}")
        return answer.get("value", answer)

    return command


# WebKit

_MINI_BROWSERS = ("lib/*", "libexec")  # on Debian, on Fedora


@contextmanager
def webkit():
    """WebKitGTK's MiniBrowser, on a screen of its own where there is none."""
    driver = shutil.which("WebKitWebDriver")
    browsers = [path for places in _MINI_BROWSERS for path in Path("/usr").glob(f"{places}/webkit2gtk-4.*/MiniBrowser")]
    if not driver or not browsers:
        raise BrowserMissing("WebKitGTK's driver is not installed (on Debian: apt-get install webkit2gtk-driver xvfb)")
    with ExitStack() as stack:
        environment = {**os.environ, "DISPLAY": stack.enter_context(_screen())}
        port = _free_port()
        stack.enter_context(_running([driver, f"--port={port}"], env=environment))
        _started("WebKitGTK's driver", lambda: socket.create_connection(("127.0.0.1", port)).close() or True)
        options = {"binary": str(max(browsers)), "args": ["--automation"]}
        capabilities = {"alwaysMatch": {"webkitgtk:browserOptions": options}}
        session = _over_http(port, "POST", "/session", {"capabilities": capabilities})
        home = f"/session/{session['sessionId']}"
        stack.callback(_over_http, port, "DELETE", home)

        def command(name, parameters):
            method, path = _COMMANDS[name]
            return _over_http(port, method, home + path.format(**parameters), parameters)

        yield Browser(command, f"WebKitGTK {session['capabilities']['browserVersion']}")


def _over_http(port, method, path, parameters=None):
    content = None if parameters is None else json.dumps(parameters).encode()
    asked = urllib.request.Request(f"http://127.0.0.1:{port}{path}", content, method=method)
    asked.add_header("Content-Type", "application/json")
    try:
        with urllib.request.urlopen(asked, timeout=2 * PATIENCE) as answer:
            return json.load(answer)["value"]
    except urllib.error.HTTPError as error:
        raise WebDriverError(f"{path}: {json.load(error)['value']['message']}") from None


@contextmanager
def _screen():
    """The name of the X display that there is, or of one made for this."""
    if os.environ.get("DISPLAY"):
        yield os.environ["DISPLAY"]
        return
    if not shutil.which("Xvfb"):
        raise BrowserMissing("WebKitGTK needs a screen: on Debian, apt-get install xvfb")
    ours, its = os.pipe()
    with _running(["Xvfb", "-displayfd", str(its), "-screen", "0", "1400x1000x24"], pass_fds=[its]):
        os.close(its)
        with open(ours) as said:  # noqa: PTH123, a descriptor and no path
            yield f":{said.readline().strip()}"


# Processes


@contextmanager
def _running(command, **options):
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **options)
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _started(name, attempt):
    """What the attempt gives, once it works."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            if found := attempt():
                return found
        except OSError:
            pass
        if time.monotonic() > until:
            raise BrowserMissing(f"{name} is installed and did not start within {PATIENCE} seconds")
        time.sleep(0.05)


def _free_port():
    with socket.create_server(("127.0.0.1", 0)) as found:
        return found.getsockname()[1]
