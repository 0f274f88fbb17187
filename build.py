"""Digitpad's one command: trains, exports, builds and serves.

uv run build.py                                builds the page and serves it on this machine
uv run build.py predict photo.png              reads image files
uv run --group train build.py train            trains the network anew and publishes it
"""

import argparse
import os
import sys
from pathlib import Path

from page import site

ROOT = Path(__file__).resolve().parent


def serve(options):
    from page import server

    server.serve(options.port)


def build_site(options):
    site.build(options.out.resolve())
    print(f"The site is in {options.out}: upload that folder to any static host.")


def train(options):
    datasets, _, run, settings = _lab(options)
    from train import fitting

    source = datasets.source_named(options.data)
    print(f"Training {options.name} on {_named(source)}, in {run}", flush=True)
    fitting.fit(options.name, source, run, settings)
    export(options)


def export(options):
    datasets, keras, run, _ = _lab(options)
    from train import export as publishing

    if not (run / "best.keras").exists():
        raise SystemExit(
            f"There is nothing to export in {run}: expected best.keras there. Train first: build.py train."
        )
    source = datasets.source_named(options.data)
    name = datasets.EMBEDDED if source == datasets.EMBEDDED else options.name
    model = keras.models.load_model(run / "best.keras")
    card = publishing.export(model, name, source, run, _command(options))
    print(
        f"Published web/model/{name}, {card['precision']}, {card['files']['weights.bin']['bytes']:,} bytes of weights"
    )
    _print_accuracy(card["accuracy"])


def evaluate(options):
    datasets, keras, run, _ = _lab(options)
    from page import browser, server
    from train import evaluation

    site.build_if_stale()
    sets = evaluation.test_sets(datasets.source_named(options.data))
    rows = {f"{name} ({len(images):,})": {} for name, images in sets.items()}
    with server.serving(site.DIST) as address, browser.browser() as chromium:
        for row, images in zip(rows.values(), sets.values(), strict=True):
            inputs = evaluation.as_input(images.pixels)
            shipped = browser.classify(chromium, address, options.name, inputs)
            row["browser"] = evaluation.accuracy(shipped, images.labels)
            if (run / "best.keras").exists():
                model = keras.models.load_model(run / "best.keras")
                row["keras"] = evaluation.accuracy(model.predict(inputs, verbose=0), images.labels)
    _print_accuracy(rows)


def predict(options):
    from page import pictures

    failed = pictures.predict(options.images, options.model)
    if failed:
        raise SystemExit(1)


def bench(options):
    from page import bench as measuring

    measuring.bench(options.out)


def _lab(options):
    """What training, export and evaluation share; imports TensorFlow, which serving the page doesn't need."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")  # the start-up notes of TensorFlow hide our own words
    try:
        import keras
        import tensorflow  # noqa: F401
    except ImportError as error:
        raise SystemExit(
            f"This needs the training packages ({error.name} is missing): uv run --group train build.py …"
        ) from error
    from dataclasses import replace

    from train import datasets, models

    source = datasets.source_named(options.data)
    embedded = source == datasets.EMBEDDED
    settings = models.EMBEDDED_SETTINGS if embedded else models.Settings()
    asked = {key: getattr(options, key, None) for key in ("epochs", "seed")}
    settings = replace(settings, **{key: value for key, value in asked.items() if value is not None})
    run = ROOT / "runs" / f"{options.name}-{'embedded' if embedded else 'mnist+pen'}"
    return datasets, keras, run, settings


def _named(source):
    if source == "embedded":
        return "scikit-learn's 1,797 digits (for MNIST and pen strokes: --data download, or --data FOLDER)"
    return "MNIST and pen strokes"


def _command(options):
    flags = [
        f"--{key} {getattr(options, key)}" for key in ("epochs", "seed") if getattr(options, key, None) is not None
    ]
    data = options.data if options.data in ("embedded", "download") else "FOLDER"
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
        if run is not evaluate:
            lab.add_argument("--epochs", type=int, help="how often to go through the data")
            lab.add_argument("--seed", type=int, help="of all random numbers")
    predicting = command(predict, "predict", "read image files: any common format, dark on light or light on dark")
    predicting.add_argument("images", nargs="+", type=Path, metavar="IMAGE")
    predicting.add_argument("--model", default="default", help="which model of web/model/ reads (default)")
    measuring = command(bench, "bench", "measure size and speed in a real browser, print and write them as JSON")
    measuring.add_argument("--out", type=Path, default=ROOT / "runs" / "bench.json", help="(runs/bench.json)")
    return root


def main(arguments=None):
    options = parser().parse_args(arguments)
    try:
        options.run(options)
    except KeyboardInterrupt:
        raise SystemExit("\nStopped; what was finished is kept, and the same command goes on from there.") from None
    except Exception as error:
        if type(error).__name__ not in ("SiteError", "DataError", "ExportError", "BrowserMissing"):
            raise
        raise SystemExit(str(error)) from error


if __name__ == "__main__":
    main(sys.argv[1:])
