"""The README's commands and figures are those of the project."""

import re

from bench import readme
from tools.site import ROOT

README = (ROOT / "README.md").read_text("utf-8")


def test_the_first_two_commands_are_complete_and_the_second_is_what_ci_runs():
    first, second = re.findall(r"^```\w*\n(.*?)\n```", README, re.MULTILINE | re.DOTALL)[:2]
    assert first == "pip install uv && uv run build.py"
    assert second == "pip install uv && uv run --group test pytest"
    assert (ROOT / ".ci" / "run").read_text().splitlines()[-1] == second
    assert f"run: {second}" in (ROOT / ".github" / "workflows" / "test.yml").read_text()


def test_every_figure_is_as_the_runs_wrote_it():
    assert readme.updated(README) == README
