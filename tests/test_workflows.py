"""What runs on GitHub, and what is locked: nothing is taken in that could have changed since, or that is for few."""

import re
import tomllib
from collections import defaultdict

import pytest
from packaging import tags
from packaging.markers import Marker
from packaging.utils import parse_wheel_filename

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


# What is installed


SYSTEMS = {  # those that README names, as wheels are named for them and as the lock's markers ask
    "Linux": (
        [f"manylinux{libc}_x86_64" for libc in ("1", "2010", "2014", *(f"_2_{minor}" for minor in range(5, 36)))],
        ("linux", "Linux", "x86_64"),
    ),
    "Windows": (["win_amd64"], ("win32", "Windows", "AMD64")),
    "macOS": (list(tags.mac_platforms((14, 0), "arm64")), ("darwin", "Darwin", "arm64")),
}
PYTHONS = re.search(r"python: \[(.*)\]", WORKFLOWS["test.yml"])[1].replace('"', "").split(", ")
LOCKED = tomllib.loads((ROOT / "uv.lock").read_text("utf-8"))["package"]


def test_the_tests_run_on_the_oldest_and_the_newest_python():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    oldest, above = re.fullmatch(r">=3\.(\d+),<3\.(\d+)", project["requires-python"]).groups()
    assert [PYTHONS[0], PYTHONS[-1]] == [f"3.{oldest}", f"3.{int(above) - 1}"]
    assert f"Python {PYTHONS[0]} to {PYTHONS[-1]}" in (ROOT / "README.md").read_text("utf-8")


@pytest.mark.parametrize("system", SYSTEMS)
@pytest.mark.parametrize("python", PYTHONS)
def test_all_that_is_locked_has_a_wheel_with_its_hash(python, system):
    platforms, (sys_platform, platform_system, machine) = SYSTEMS[system]
    version = tuple(map(int, python.split(".")))
    known = set(tags.cpython_tags(version, platforms=platforms))
    known |= set(tags.compatible_tags(version, f"cp3{version[1]}", platforms))
    environment = {
        **{"python_full_version": f"{python}.9", "python_version": python, "sys_platform": sys_platform},
        **{"platform_system": platform_system, "platform_machine": machine},
        **{"os_name": "nt" if system == "Windows" else "posix"},
        **{"implementation_name": "cpython", "platform_python_implementation": "CPython"},
    }
    found = packages_for(environment)
    assert {"tensorflow", "tensorflowjs", "pytest"} <= {package["name"] for package in found}
    assert [package["name"] for package in found if not has_wheel(package, known)] == []


def packages_for(environment):
    """What `uv sync --group test` installs there."""
    [project] = [package for package in LOCKED if package["name"] == "digitpad"]
    waiting = [*project["dependencies"], *project["dev-dependencies"]["test"]]
    found = {}
    while waiting:
        wanted = waiting.pop()
        if "marker" in wanted and not Marker(wanted["marker"]).evaluate(environment):
            continue
        [package] = [
            each
            for each in LOCKED
            if each["name"] == wanted["name"] and each["version"] == wanted.get("version", each["version"])
        ]
        if package["name"] not in found:
            found[package["name"]] = package
            waiting += package.get("dependencies", [])
            waiting += [one for extra in wanted.get("extra", []) for one in package["optional-dependencies"][extra]]
    return list(found.values())


def has_wheel(package, known):
    wheels = [one for one in package.get("wheels", []) if re.fullmatch("sha256:[0-9a-f]{64}", one["hash"])]
    return any(parse_wheel_filename(one["url"].rsplit("/", 1)[1])[3] & known for one in wheels)
