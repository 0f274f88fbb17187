"""README and the other documents: their commands, figures, links and pictures are those of the project."""

import json
import re
import shlex
import tomllib

import pytest
from PIL import Image

import bench
import build
from bench import figures, readme
from tools.site import ROOT

README = (ROOT / "README.md").read_text("utf-8")
DOCUMENTS = {
    path.relative_to(ROOT).as_posix(): path.read_text("utf-8")
    for path in (
        *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "tools/npm/README.md")),
        *sorted((ROOT / "docs").glob("*.md")),
    )
}
WORKFLOWS = {path.name: path.read_text("utf-8") for path in sorted((ROOT / ".github" / "workflows").glob("*.yml"))}
FENCED = re.compile(r"^ *```(\w*)\n(.*?)^ *```", re.MULTILINE | re.DOTALL)


# README


def test_the_first_two_commands_are_complete_and_the_second_is_what_ci_runs():
    first, second = [code.strip() for _, code in FENCED.findall(README)][:2]
    assert first == "pip install uv && uv run build.py"
    assert second == "pip install uv && uv run --group test pytest"
    assert (ROOT / ".ci" / "run").read_text().splitlines()[-1] == second
    assert f"run: {second}" in re.sub(r"(?<=uv)==[\d.]+|(?<=uv run) --locked", "", WORKFLOWS["test.yml"])


def test_the_readme_is_read_in_a_few_minutes():
    assert 300 < len(words(README)) <= 900


def words(markdown):
    """What a person reads, code and what pictures say included; without comments, addresses and signs."""
    text = re.sub(r"<!--.*?-->", "", markdown, flags=re.DOTALL)
    text = re.sub(r'<img[^>]*alt="([^"]*)"[^>]*>', r" \1 ", text)
    text = re.sub(r"\]\([^)]*\)", "]", text)
    text = re.sub(r"</?(picture|source)\b[^>]*>", "", text)
    return [word for word in text.split() if re.search(r"\w", word)]


def test_words_are_counted_as_people_read_them():
    assert words("<!-- no --> A [link](https://a.example/b c), `code` - and | a cell |\n```sh\nrun it\n```") == [
        *("A", "[link],", "`code`", "and", "a", "cell", "```sh", "run", "it"),
    ]


# Figures


def test_every_figure_is_as_the_runs_wrote_it():
    assert readme.updated(README) == README
    kept = json.loads((ROOT / "docs" / "bench.json").read_text("utf-8"))
    assert figures.page(kept) == DOCUMENTS["docs/figures.md"]


def test_three_figures_stand_in_the_readme():
    block = README.split("<!-- figures:")[1].split("<!-- /figures -->")[0]
    assert re.search(r"^\| \d\d\.\d\d% \| \d+\.\d ms \| \d{3} KB \|$", block, re.MULTILINE)


def test_goals_that_were_missed_are_marked_and_touch_is_among_the_figures():
    page = DOCUMENTS["docs/figures.md"]
    kept = json.loads((ROOT / "docs" / "bench.json").read_text("utf-8"))
    figures = [each for section in kept.values() for each in (section or {}).get("figures", {}).values()]
    verdicts = [each["verdict"] for each in figures if "verdict" in each]
    missed = [verdict for verdict in verdicts if verdict != "ok"]
    assert f"{len(missed)} of {len(verdicts)} goals are missed" in page
    assert page.count("**missed**") == 2 * len(missed)  # at the top, and in its own place
    touch = kept["latency"]["figures"]["end of stroke to reading, touch, median"]
    assert re.search(rf"touch.*median \| {touch['value']:.1f} ms \| ≤ 3.0 ms, \*\*missed\*\*", page)


# Commands


def code_of(markdown):
    """Each line of blocks for the shell, and each piece of code within a line of text."""
    blocks = [line for language, code in FENCED.findall(markdown) if language == "sh" for line in code.splitlines()]
    return blocks + [" ".join(code.split()) for code in re.findall(r"`([^`]+)`", FENCED.sub("", markdown))]


def commands(lines):
    """What stands after `build.py` in commands, as the parser gets it; of what has to be filled in, an example."""
    examples = {"NAME": "default", "FOLDER": ".", "SECTION": "size", "FILE": "photo.png"}
    for line in lines:
        for found in re.finditer(r"(?:^|[ `])build\.py(?= |$)([^#&;()|]*)", line):
            yield [examples.get(word, word) for word in shlex.split(found[1]) if word != "…"]


QUOTED = [
    pytest.param(command, id=f"{name}: {' '.join(command)}")
    for name, text in DOCUMENTS.items()
    for command in dict.fromkeys(map(tuple, commands(code_of(text))))
] + [
    pytest.param(command, id=f"{name}: {' '.join(command)}")
    for name, text in WORKFLOWS.items()
    for command in dict.fromkeys(map(tuple, commands(text.splitlines())))
]


@pytest.mark.parametrize("command", QUOTED)
def test_every_command_quoted_is_one_of_build_py(command):
    try:
        options = build.parser().parse_args(build.with_command(list(command)))
    except SystemExit as ended:
        assert ended.code == 0  # --help
    else:
        assert set(getattr(options, "sections", ())) <= set(bench.SECTIONS)


def test_commands_are_found():
    found = {tuple(command[:1]) for text in DOCUMENTS.values() for command in commands(code_of(text))}
    assert {(), ("site",), ("train",), ("export",), ("evaluate",), ("all",), ("bench",), ("film",)} <= found
    assert [command for command in commands(WORKFLOWS["pages.yml"].splitlines())] == [
        ["site", "--data", "download", "--address", "$ADDRESS"]
    ]
    assert [command for command in commands(WORKFLOWS["release.yml"].splitlines())] == [
        ["site"],
        ["package", "--networks", "dist-networks"],
    ]


def test_groups_and_scripts_that_are_named_exist():
    text = "\n".join([*DOCUMENTS.values(), *WORKFLOWS.values()])
    groups = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["dependency-groups"]
    scripts = json.loads((ROOT / "package.json").read_text("utf-8"))["scripts"]
    assert {"train", "browser", "test"} <= set(re.findall(r"--group (\w+)", text)) <= set(groups)
    assert {"check", "format"} <= set(re.findall(r"npm run (\w+)", text)) <= set(scripts)


def test_a_release_has_what_the_builds_make():
    text = WORKFLOWS["release.yml"]
    assert "cd dist " in text and "npm pack ./dist-package ./dist-networks " in text
    assert (build.site.DIST.name, build.site.PACKAGE.name) == ("dist", "dist-package")
    assert re.findall(r"contents: (\w+)", text) == ["read", "write"]


# Links and files


def links_of(markdown):
    """The addresses of all links and pictures, but those to other sites."""
    text = FENCED.sub("", markdown)
    found = re.findall(r"\]\(([^)\s]+)\)", text) + re.findall(r'(?:src|srcset|href)="([^"]+)"', text)
    return [address for address in found if not re.match(r"[a-z]+:", address)]


def anchors_of(markdown):
    """What GitHub calls the headings of a document."""
    headings = re.findall(r"^#+ (.+)$", FENCED.sub("", markdown), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_link_leads_somewhere(name):
    for address in links_of(DOCUMENTS[name]):
        path, _, anchor = address.partition("#")
        target = (ROOT / name).parent / path if path else ROOT / name
        assert target.exists(), address
        if anchor:
            assert anchor in anchors_of(target.read_text("utf-8")), address


def test_links_and_anchors_are_found():
    text = (
        '# A b\n\n## `read(x)`, and more\n[one](a.md#b) [two](https://c.example) <img src="d.png">\n```\n[no](e)\n```\n'
    )
    assert links_of(text) == ["a.md#b", "d.png"]
    assert anchors_of(text) == {"a-b", "readx-and-more"}
    assert len(links_of(README)) > 15


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_file_named_exists(name):
    """Those in the project's own folders; `*` stands for anything."""
    own = re.compile(r"(web|train|tools|bench|tests|docs)/(?!.*NAME)[\w./*-]*")
    named = [code for code in code_of(DOCUMENTS[name]) if own.fullmatch(code)]
    assert [path for path in named if not any(ROOT.glob(path.rstrip("/")))] == []


# The moving picture


@pytest.mark.parametrize("name", ["film.webp", "film-dark.webp"])
def test_the_moving_picture_moves_and_is_small(name):
    path = ROOT / "docs" / name
    assert f"docs/{name}" in README
    assert path.stat().st_size <= 600_000
    with Image.open(path) as film:
        assert film.is_animated and film.n_frames > 60
        assert film.info["loop"] == 0  # for ever
        assert film.width >= 800
