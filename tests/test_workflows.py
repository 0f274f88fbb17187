"""What runs on GitHub: it takes nothing in that could have changed since, and may do no more than it has to."""

import re
from collections import defaultdict

import pytest

from tools.site import ROOT

WORKFLOWS = {path.name: path.read_text("utf-8") for path in sorted((ROOT / ".github" / "workflows").glob("*.yml"))}
ANY = pytest.mark.parametrize("name", WORKFLOWS)


@ANY
def test_every_action_is_pinned_by_its_commit_and_says_its_version(name):
    used = re.findall(r"uses: *(.*)", WORKFLOWS[name])
    assert used
    assert [action for action in used if not re.fullmatch(r"[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", action)] == []


def test_one_action_has_one_version():
    versions = defaultdict(set)
    for action, version in re.findall(r"uses: *([\w/-]+)@(.*)", "\n".join(WORKFLOWS.values())):
        versions[action].add(version)
    assert {action: found for action, found in versions.items() if len(found) > 1} == {}


@ANY
def test_uv_is_of_one_version_and_installs_what_is_locked(name):
    installed = re.findall(r"pip install (.*?)(?: &&|$)", WORKFLOWS[name], re.MULTILINE)
    assert installed and {package for package in installed if not re.fullmatch(r"uv==\d+\.\d+\.\d+", package)} == set()
    assert len(set(re.findall(r"uv==[\d.]+", "".join(WORKFLOWS.values())))) == 1
    commands = re.findall(r"\buv (?:run|sync)\b.*?(?=&&|$)", WORKFLOWS[name], re.MULTILINE)
    assert [command for command in commands if command.split()[2] != "--locked"] == []
    assert not re.search(r"npm (install|i)\b", WORKFLOWS[name])  # npm ci takes what is locked


@ANY
def test_a_job_may_read_the_source_and_one_alone_more(name):
    text = WORKFLOWS[name]
    assert re.search(r"^permissions:\n  contents: read\n(?! )", text, re.MULTILINE)
    more = re.findall(r"^      ([\w-]+): write\b", text, re.MULTILINE)
    assert more == {"pages.yml": ["pages", "id-token"], "release.yml": ["contents"], "test.yml": []}[name]
    checkouts = len(re.findall("uses: actions/checkout@", text))
    assert checkouts == len(re.findall(r"actions/checkout@.*\n +with:\n +persist-credentials: false\n", text))
    for job in re.split(r"^  (?=\w+:$)", text.partition("\njobs:\n")[2], flags=re.MULTILINE):
        assert not (": write" in job and "actions/checkout@" in job)  # what may write runs nothing of the project
