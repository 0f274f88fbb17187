"""The README's commands and figures are those of the project."""

import re

from page import figures
from page.site import ROOT

README = (ROOT / "README.md").read_text("utf-8")


def test_the_first_two_commands_are_complete_and_the_second_is_what_ci_runs():
    first, second = re.findall(r"^```\w*\n(.*?)\n```", README, re.MULTILINE | re.DOTALL)[:2]
    assert first == "pip install uv && uv run build.py"
    assert second == "pip install uv && uv run --group test pytest"
    assert (ROOT / ".ci" / "run").read_text().splitlines()[-1] == second
    assert f"run: {second}" in (ROOT / ".github" / "workflows" / "test.yml").read_text()


def test_every_figure_is_as_the_runs_wrote_it():
    assert figures.updated(README) == README


def test_every_file_in_the_map_is_there_and_every_module_is_in_the_map():
    for folder, pattern in (("train", "*.py"), ("web/js", "**/*.js"), ("page", "*.py"), ("page", "*.mjs")):
        for path in (ROOT / folder).glob(pattern):
            if path.name != "__init__.py":
                assert path.name in README, f"README's map lacks {folder}/{path.name}"
