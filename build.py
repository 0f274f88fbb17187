"""Digitpad's one command: trains, exports, builds and serves.

uv run build.py                                builds the page and serves it on this machine
uv run build.py predict photo.png              reads image files
uv run --group train build.py train            trains the network anew and publishes it
"""

import argparse
import os
import sys
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from page import PlainError, site

ROOT = Path(__file__).resolve().parent
RUNS = ROOT / "runs"
BENCH = RUNS / "bench.json"


def serve(options):
    from page import server

    server.serve(options.port)


def build_site(options):
    site.build(options.out.resolve())
    print(f"The site is in {options.out}: upload that folder to any static host.")


def train(options):
    lab = _lab(options)
    from train import fitting

    print(f"Training {options.name} on {lab.described}, in {lab.run}", flush=True)
    fitting.fit(options.name, lab.source, lab.run, lab.settings)
    _publish(options, lab)


def export(options):
    _publish(options, _lab(options))


def _publish(options, lab):
    from page import browser
    from train import export as publishing

    model = lab.model()
    with browser.browser() as chromium:
        command = _command(options, lab)
        card = publishing.export(model, lab.published, lab.source, lab.run, command, chromium)
    size = card["files"]["weights.bin"]["bytes"]
    print(f"Published web/model/{lab.published}: {card['precision']}, {size:,} bytes of weights")
    _print_accuracy(card["accuracy"])


def evaluate(options):
    lab = _lab(options)
    from page import browser, server
    from train import evaluation

    site.build_if_stale()
    published = lab.published if (ROOT / "web" / "model" / lab.published).exists() else options.name
    with server.serving(site.DIST) as address, browser.browser() as chromium:
        for name, images in evaluation.test_sets(lab.source).items():
            inputs = images.inputs
            shipped = browser.classify(chromium, address, published, inputs)
            row = {f"{published} in the browser": evaluation.accuracy(shipped, images.labels)}
            if (lab.run / "model.keras").exists():
                row["Keras"] = evaluation.accuracy(lab.model().predict(inputs, verbose=0), images.labels)
            _print_accuracy({f"{name} ({len(images):,})": row})


def predict(options):
    from page import pictures

    failed = pictures.predict(options.images, options.model)
    if failed:
        raise SystemExit(1)


def bench(options):
    from page import bench as measuring

    measuring.bench(options.out, options.sections, options.data, options.photos)


def figures(options):
    from page import figures as documenting

    documenting.write(options.bench)
    print("Written to README.md and docs/")


@dataclass
class Lab:
    """What training, export and evaluation share."""

    source: object  # where the data come from: see train.datasets.source_named
    described: str
    run: Path
    settings: object
    published: str  # the folder in web/model/

    def model(self):
        import keras

        if not (self.run / "model.keras").exists():
            raise PlainError(f"There is nothing to export in {self.run}: expected model.keras there. Train first.")
        return keras.models.load_model(self.run / "model.keras")


def _lab(options):
    from train import datasets

    source = datasets.source_named(options.data)
    with _tensorflow_silent():
        from train import models
    asked = {key: getattr(options, key, None) for key in ("epochs", "seed")}
    asked = {key: value for key, value in asked.items() if value is not None}
    if source == datasets.EMBEDDED:
        described = "scikit-learn's 1,797 digits (for MNIST and pen strokes: --data download, or --data FOLDER)"
        settings = replace(models.EMBEDDED_SETTINGS, **asked)
        return Lab(source, described, RUNS / f"{options.name}-embedded", settings, datasets.EMBEDDED)
    settings = replace(models.Settings(), **asked)
    return Lab(source, "MNIST and pen strokes", RUNS / f"{options.name}-mnist+pen", settings, options.name)


@contextmanager
def _tensorflow_silent():
    """TensorFlow says a dozen lines about accelerators as it is imported, on the standard error, past Python."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    kept = os.dup(2)
    with Path(os.devnull).open("w") as nothing:
        os.dup2(nothing.fileno(), 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)


def _command(options, lab):
    flags = [
        f"--{key} {getattr(options, key)}" for key in ("epochs", "seed") if getattr(options, key, None) is not None
    ]
    data = lab.source if isinstance(lab.source, str) else "FOLDER"
    return " ".join(["build.py train", options.name, f"--data {data}", *flags])


def _print_accuracy(rows):
    for name, row in rows.items():
        print(f"  {name:45}", "  ".join(f"{reader} {share:.2%}" for reader, share in row.items()))


def parser():
    root = argparse.ArgumentParser(
        prog="build.py", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    root.set_defaults(run=serve, port=8000)
    commands = root.add_subparsers(title="commands", metavar="COMMAND")

    def command(run, name, text):
        added = commands.add_parser(name, help=text, description=text[0].upper() + text[1:] + ".")
        added.set_defaults(run=run)
        return added

    serving = command(serve, "serve", "build what is stale and serve the page on this machine (the default)")
    serving.add_argument("--port", type=int, default=8000, help="where to serve; another one if it is taken (8000)")
    building = command(build_site, "site", "build the page into a folder for any static host")
    building.add_argument("--out", type=Path, default=site.DIST, help="the folder, replaced (dist/)")
    for run, name, text in (
        (train, "train", "train a network, or go on where training was interrupted, and publish it to web/model/"),
        (export, "export", "convert a trained network, check it in a browser and publish it to web/model/"),
        (evaluate, "evaluate", "print the accuracy of the published network in the browser, and of the trained one"),
    ):
        lab = command(run, name, text)
        lab.add_argument("name", nargs="?", default="default", choices=["default"], help="the network (default)")
        lab.add_argument(
            "--data",
            metavar="FOLDER",
            help="a folder with mnist.npz and pendigits-orig.tra, or 'download' to fetch them, or 'embedded' for the "
            "digits that come with scikit-learn (DIGITPAD_DATA; else what was downloaded before; else embedded)",
        )
        if run is train:
            lab.add_argument("--epochs", type=int, help="how often to go through the data")
            lab.add_argument("--seed", type=int, help="of all random numbers")
    predicting = command(predict, "predict", "read image files: any common format, dark on light or light on dark")
    predicting.add_argument("images", nargs="+", type=Path, metavar="IMAGE")
    predicting.add_argument("--model", default="default", help="which model of web/model/ reads (default)")
    measuring = command(bench, "bench", "measure size, speed and accuracy in a real browser, write them as JSON")
    measuring.add_argument("sections", nargs="*", metavar="SECTION", help="what to measure, such as accuracy (all)")
    measuring.add_argument("--out", type=Path, default=BENCH, help="(runs/bench.json)")
    measuring.add_argument("--data", metavar="FOLDER", help="what accuracy reads: as for train")
    measuring.add_argument("--photos", metavar="FOLDER", help="photographs and a truth.json (photos beside the data)")
    writing = command(figures, "figures", "write README's figures and pictures from a bench and the model's card")
    writing.add_argument("--bench", type=Path, default=BENCH, help="what bench has written (runs/bench.json)")
    return root


def main(arguments=None):
    options = parser().parse_args(arguments)
    try:
        options.run(options)
    except KeyboardInterrupt:
        raise SystemExit("\nStopped; what was finished is kept, and the same command goes on from there.") from None
    except PlainError as error:
        raise SystemExit(str(error)) from error
    except ModuleNotFoundError as error:
        group = "browser" if options.run is figures else "train"
        raise SystemExit(f"{error.name} is not installed; run: uv run --group {group} build.py …") from error


if __name__ == "__main__":
    main(sys.argv[1:])
