"""Who may import whom, among folders and among files, in JavaScript and in Python."""

import ast
import json
import re
from collections import namedtuple
from graphlib import CycleError, TopologicalSorter
from itertools import chain, pairwise
from pathlib import Path

import pytest

from tools import site

ROOT = site.ROOT

# By folder of web/js, and tools/bundle: which folders and files its code may import besides its own.
CODE = {
    "app": {
        "pad",
        "ui",
        "languages",
        "reader",
        "offline/register.js",
        "css/camera.css",
        "css/dialog-contents.css",
        "css/editing.css",
        "css/game.css",
        "css/keyboard-pen.css",
        "css/panel-contents.css",
        "css/papers.css",
        "css/part.css",
        "css/print.css",
        "css/sees.css",
        "css/table.css",
        "css/welcome.css",
    },
    "field": {"pad", "ui", "languages", "reader", "offline/register.js", "css/digit-input.css"},
    "report": {"pad", "ui", "languages", "reader"},
    "embed": {"ui", "languages"},
    "collect": {"pad", "ui", "languages", "reader/shared/contract.js"},
    "offline": {"reader/shared"},
    "pad": set(),
    "ui": {"languages", "reader/shared/contract.js", "reader/shared/taken.js"},
    "reader": {"languages"},
    "languages": {"css/languages.css"},
    "bundle": {"reader", "ui"},
}
# And from where its types may come as well: they are gone at run time, but whoever reads a file has to know them.
TYPES = {"pad": {"reader"}, "collect": {"reader"}, "ui": {"reader"}, "offline": {"bundle/offline.mjs"}}

PYTHON = {
    "errors": set(),
    "train": {"errors"},
    "tools": {"train", "errors"},
    "bench": {"tools", "train", "errors"},
    "build": {"bench", "tools", "train", "errors"},
}

Import = namedtuple("Import", "file line to kind")  # paths from the root; static, dynamic or type


# JavaScript


def javascript_imports():
    """Every import of every module, tests and types in comments included."""
    files = [*(ROOT / "web" / "js").rglob("*.js"), *(ROOT / "tools" / "bundle").glob("*.mjs")]
    files = sorted(path.relative_to(ROOT).as_posix() for path in files)
    site.install_packages()  # the bundler, which finds the imports
    found = json.loads(site.run_node(["tests/imports.mjs", *files]))
    return [each for file in files for each in (*code_imports(file, found[file]), *type_imports(file))]


COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
TYPE = re.compile(r"""import\("(\.[^"]+)"\)|@import [^"]*"(\.[^"]+)\"""")


def code_imports(file, found):
    code = COMMENT.sub(lambda comment: re.sub(r"[^\n]", " ", comment[0]), (ROOT / file).read_text("utf-8"))
    for each in found:
        named = re.search(rf"""(?:from|import)[ (]*"{re.escape(each["original"])}\"""", code)
        yield Import(file, line_of(code, named.start()), each["path"], each["kind"])


def type_imports(file):
    text = (ROOT / file).read_text("utf-8")
    for comment in COMMENT.finditer(text):
        for named in TYPE.finditer(text, comment.start(), comment.end()):
            to = (ROOT / file).parent / (named[1] or named[2])
            yield Import(file, line_of(text, named.start()), to.resolve().relative_to(ROOT).as_posix(), "type")


def line_of(text, at):
    return text.count("\n", 0, at) + 1


def broken_in_javascript(each):
    """The rule that an import breaks, or None."""
    file, to = (re.sub("^(web/js|web|tools)/", "", path) for path in (each.file, each.to))
    folder = file.split("/")[0]
    if folder not in CODE:
        return f"no rule says what {folder} may import"
    allowed = CODE[folder] | (TYPES.get(folder, set()) if each.kind == "type" else set())
    if any(f"{to}/".startswith(f"{one}/") for one in {folder, *allowed}):
        return None
    return f"{folder} may import {'types' if each.kind == 'type' else 'code'} of {listed(allowed)} only"


def listed(names):
    return ", ".join(sorted(names)) or "its own files"


# Python


def python_imports():
    """Every import of a module of this project in another, those within functions included."""
    files = [ROOT / "build.py", ROOT / "errors.py"]
    files += chain.from_iterable(sorted((ROOT / package).glob("*.py")) for package in ("train", "tools", "bench"))
    return [each for file in files for each in imports_of(file)]


def imports_of(file):
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names = [name.name for name in node.names]
        elif isinstance(node, ast.ImportFrom):
            module = f"{file.parent.name}.{node.module or ''}".strip(".") if node.level else node.module
            # Of a package its modules, of a module what is in it.
            names = [name if path_of(name) else module for name in (f"{module}.{name.name}" for name in node.names)]
        else:
            continue
        for path in dict.fromkeys(filter(None, map(path_of, names))):
            yield Import(file.relative_to(ROOT).as_posix(), node.lineno, path, "static")


def path_of(name):
    """A module's file, as a path from the root; None for other people's modules."""
    path = Path(*name.split("."))
    found = (each for each in (path.with_suffix(".py"), path / "__init__.py") if (ROOT / each).is_file())
    return next(map(Path.as_posix, found), None)


def broken_in_python(each):
    package, to = (path.removesuffix(".py").split("/")[0] for path in (each.file, each.to))
    return None if to in {package, *PYTHON[package]} else f"{package} may import {listed(PYTHON[package])} only"


# The rules


@pytest.fixture(scope="module", params=["JavaScript", "Python"])
def language(request):
    return request.param


@pytest.fixture(scope="module")
def imports(language):
    return {"JavaScript": javascript_imports, "Python": python_imports}[language]()


def test_files_import_what_their_folder_may(language, imports):
    broken = {"JavaScript": broken_in_javascript, "Python": broken_in_python}[language]
    wrong = [
        f"{each.file}:{each.line}: {each.kind} import of {each.to}: {broken(each)}" for each in imports if broken(each)
    ]
    if wrong:
        pytest.fail("\n".join(wrong), pytrace=False)


def test_no_files_import_each_other_in_a_circle(imports):
    """Types may: a part names the type of the whole that it belongs to."""
    lines = {(each.file, each.to): each.line for each in imports if each.kind != "type"}
    found = circle(lines)
    if found:
        pytest.fail("\n".join(f"{file}:{lines[file, to]} imports {to}" for file, to in pairwise(found)), pytrace=False)


@pytest.mark.parametrize("language", ["JavaScript", "Python"])
def test_no_folders_may_import_each_other_in_a_circle(language):
    tables = {"JavaScript": [CODE, TYPES], "Python": [PYTHON]}[language]
    allowed = chain.from_iterable(table.items() for table in tables)
    assert not circle([(folder, one.split("/")[0]) for folder, others in allowed for one in others])


def test_imports_are_found(language, imports):
    """Of each kind one, so that it shows if the scanners above find none."""
    known = {
        "JavaScript": {
            ("web/js/field/shadow.js", "web/css/digit-input.css", "static"),
            ("web/js/reader/networks.js", "web/js/reader/digits.js", "dynamic"),
            ("web/js/field/entry.js", "web/js/reader/types.js", "type"),
        },
        "Python": {
            ("tools/site.py", "tools/icons.py", "static"),
            ("build.py", "tools/stages.py", "static"),  # within a function
        },
    }
    assert known[language] <= {(each.file, each.to, each.kind) for each in imports}


def test_what_is_imported_is_named():
    """No rule above holds for a name that is put together. not-running.js imports its page's own scripts once more."""
    scripts = {path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in (ROOT / "web/js").rglob("*.js")}
    computed = re.compile(r"\bimport\(\s*[^\s\"]")
    assert [name for name, text in scripts.items() if computed.search(COMMENT.sub("", text))] == [
        "web/js/ui/not-running.js"
    ]
    files = [
        ROOT / "build.py",
        *chain.from_iterable((ROOT / name).glob("*.py") for name in ("train", "tools", "bench")),
    ]
    by_text = re.compile(r"\bimport_module\(|\b__import__\(")
    assert [file.name for file in files if by_text.search(file.read_text("utf-8"))] == []


def test_no_line_is_longer_than_120_characters():
    """Linters hold this for Python and JavaScript."""
    files = [*(ROOT / "web" / "css").glob("*.css"), *(ROOT / "web" / "js").rglob("*.ts")]
    lines = [(file.name, line) for file in files for line in file.read_text("utf-8").splitlines()]
    assert len(lines) > 1000
    assert [each for each in lines if len(each[1]) > 120] == []


def circle(arrows):
    """A circle among (importer, imported): its members in order, the first again at the end; [] where there is none."""
    graph = {}
    for importer, imported in arrows:
        graph.setdefault(importer, []).append(imported)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return error.args[1][::-1]  # it names the imported before the importer
    return []


def test_the_engine_can_be_read_in_one_go():
    """Lines of code: those that hold more than a comment."""
    files = [path for path in (ROOT / "web/js/reader/network/engine").iterdir() if path.suffix in {".js", ".ts"}]
    codes = [re.sub(r"//.*", "", COMMENT.sub("", file.read_text("utf-8"))) for file in files]
    assert 300 < sum(1 for code in codes for line in code.splitlines() if line.strip()) <= 600


def test_what_is_waited_for_on_a_page_is_a_function():
    """An expression is asked once, and then blocked by the page's policy: such a test fails on a busy machine alone.

    The promise of an async function is something at once, whatever it comes to: bench.visits.until waits for those.
    """
    calls = [
        (file.relative_to(ROOT), node)
        for folder in ("tests", "bench", "tools")
        for file in (ROOT / folder).glob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "wait_for_function"
    ]
    texts = [(file, node.lineno, node.args[0].value) for file, node in calls if isinstance(node.args[0], ast.Constant)]
    assert len(texts) > 40
    assert [
        (str(file), line) for file, line, text in texts if "=>" not in text or text.lstrip().startswith("async")
    ] == []
