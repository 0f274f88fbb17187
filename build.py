"""Digitpad's one command: trains, exports, builds and serves.

uv run build.py                                builds the page and serves it on this machine
uv run build.py predict photo.png              reads image files
uv run --group train build.py train            trains the network anew and publishes it
"""

import argparse
import hashlib
import json
import os
import sys
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from pathlib import Path

from errors import PlainError
from tools import site

ROOT = Path(__file__).resolve().parent
RUNS = ROOT / "runs"
BENCH = RUNS / "bench.json"
DIGIT = 7  # whose feature maps are plotted


def serve(options):
    from tools import server

    server.serve(options.port)


def build_site(options):
    site.build(options.out.resolve())
    print(f"The site is in {options.out}: upload that folder to any static host.")


def build_package(options):
    site.build_package(options.out.resolve())
    print(f"The npm package is in {options.out}: npm pack or npm publish it there.")


def train(options):
    def train_and_publish(lab):
        _train(lab, options.distribute)
        _publish(lab)

    _each(options, train_and_publish)


def _each(options, work):
    """Do something with each network; one that fails is told of at the end, and does not keep the others waiting."""
    labs, failures = _labs(options), []
    if len(labs) == 1:
        return work(labs[0])
    for lab in labs:
        try:
            work(lab)
        except PlainError as error:
            print(f"{lab.name}: {error}", file=sys.stderr, flush=True)
            failures.append(lab.name)
    if failures:
        raise SystemExit(f"Failed, see above: {', '.join(failures)}")


def _train(lab, distribute=False):
    from train import distillation, fitting

    teacher = None
    if lab.settings.distillation:
        teacher = _train(_lab(distillation.TEACHER, lab.source, {}), distribute)
    print(f"Training {lab.name} on {lab.described}, in {lab.run}", flush=True)
    return fitting.fit(lab.name, lab.source, lab.run, lab.settings, distribute, teacher)


def export(options):
    _each(options, _publish)


def _publish(lab):
    from tools import browser, publish

    model = lab.model()
    origin = publish.Origin(lab.network, lab.settings, lab.source, lab.run, lab.command)
    with browser.browser() as chromium:
        card = publish.export(model, lab.published, origin, chromium)
    size = card["files"]["weights.bin"]["bytes"]
    print(f"Published web/model/{lab.published}: {card['precision']}, {size:,} bytes of weights")
    for name, row in card["accuracy"].items():
        print(f"  {name:45}", "  ".join(f"{reader} {share:.2%}" for reader, share in row.items()))


def evaluate(options):
    _each(options, lambda lab: _evaluate(lab, options.digit))


def _evaluate(lab, digit=DIGIT):
    from tools import browser, reports, server

    if not lab.card:
        raise PlainError(f"There is no web/model/{lab.published}: expected a published network. Train it first.")
    site.build_if_stale()
    with server.serving(site.DIST) as address, browser.browser() as chromium:
        published = reports.of_published(lab, chromium, address)
    reports.show(f"{lab.published}, as published, in the browser", published)
    if (lab.run / "model.keras").exists():
        reports.show(f"{lab.published}, Keras", reports.of_run(lab, digit))
        print(f"  metrics.json and plots/ are in {lab.run}")


def everything(options):
    done = RUNS / "all.json"
    if done.exists() and json.loads(done.read_text()) == _state(options):
        print("All networks are trained, published and evaluated, and nothing has changed since")
    else:
        _each(options, _bring_up_to_date)
        done.write_text(json.dumps(_state(options), indent=1))
    built = site.build_if_stale()
    print(f"The site is in {site.DIST}" + ("" if built else ", and up to date"))


def _state(options):
    """What `everything` goes by, and what it makes: as long as all of it is the same, Keras, which takes seconds to
    start, need not be asked whether anything is to be done."""
    sources = [*sorted((ROOT / "train").glob("*.py")), ROOT / "build.py", ROOT / "uv.lock"]
    made = sorted([*RUNS.glob("*/*"), *(ROOT / "web" / "model").glob("*/*")])
    return {
        "data": options.data or os.environ.get("DIGITPAD_DATA"),
        "sources": {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sources if path.exists()},
        "made": {str(path.relative_to(ROOT)): path.stat().st_mtime_ns for path in made if path.is_file()},
    }


def _bring_up_to_date(lab):
    from train import fitting

    if not fitting.is_finished(lab.run, fitting.asked_for(lab.name, lab.source, lab.settings)):
        _train(lab)
    if not lab.is_from_run:
        _publish(lab)
    if not lab.is_evaluated:
        _evaluate(lab)
    print(f"{lab.published} is trained, published and evaluated")


def predict(options):
    from tools import predict as reading

    failed = reading.predict(options.images, options.model, options.json)
    if failed:
        raise SystemExit(1)


def bench(options):
    import bench as measuring

    measuring.bench(options.out, options.sections, options.data, options.photos)


def figures(options):
    from bench import readme as documenting

    documenting.write(options.bench)
    print("Written to README.md and docs/")


def film(_options):
    from bench import film as filming

    filming.write()
    print("Written to docs/")


@dataclass(frozen=True)
class Lab:
    """A network with its data and settings: what training, export and evaluation share."""

    name: str  # as it was asked for
    network: object  # a train.models.Network
    settings: object
    source: object  # where the data come from: see train.datasets.source_named
    described: str
    published: str  # the folder in web/model/
    run: Path
    command: str  # which makes it anew

    @property
    def folder(self):
        return ROOT / "web" / "model" / self.published

    @property
    def card(self):
        path = self.folder / "card.json"
        return json.loads(path.read_text("utf-8")) if path.exists() else None

    @property
    def is_from_run(self):
        """Whether what is published is from this run."""
        from tools.publish import file_sha256

        trained = self.run / "model.keras"
        return bool(self.card) and trained.exists() and self.card.get("run") == file_sha256(trained)

    @property
    def is_evaluated(self):
        """Whether metrics, plots and the report are newer than what they are of."""
        written = [self.run / "metrics.json", self.folder / "report.json"]
        made = [self.run / "model.keras", self.folder / "card.json"]
        return all(path.exists() for path in written) and min(map(_changed, written)) >= max(map(_changed, made))

    def model(self):
        import keras

        if not (self.run / "model.keras").exists():
            raise PlainError(f"There is nothing to export in {self.run}: expected model.keras there. Train first.")
        return keras.models.load_model(self.run / "model.keras")


def _changed(path):
    return path.stat().st_mtime


def _labs(options):
    """What is to be trained, exported or evaluated, each as a `Lab`."""
    from train import datasets

    source = datasets.source_named(options.data)
    with _tensorflow_silent():
        from train import models
    names = list(models.NETWORKS) if options.all else options.names or ["default"]
    return [_lab(name, source, _asked_settings(options)) for name in names]


def _asked_settings(options):
    """The settings that were named on the command line: {field: value}."""
    from train.augmentation import Augmentation

    asked = {flag: getattr(options, flag) for flag in SETTINGS if getattr(options, flag, None) is not None}
    if getattr(options, "augment", None) is not None:
        asked["augmentation"] = Augmentation.of(**_numbers(options.augment, Augmentation))
    return asked


def _numbers(pairs, kind):
    """["rotation=10", …] as {"rotation": 10.0, …}; "none" is nothing."""
    known = [each.name for each in fields(kind) if each.type is float]
    numbers = {}
    for pair in pairs:
        key, _, value = pair.partition("=")
        if pair == "none":
            continue
        try:
            numbers[key] = float(value)
        except ValueError:
            key = None
        if key not in known:
            raise PlainError(f"--augment {pair}: expected none, or KEY=NUMBER with a KEY of {', '.join(known)}.")
    return numbers


def _lab(name, source, asked):
    from train import datasets, models

    network, published = models.network(name), models.published_name(name)
    embedded = source == datasets.EMBEDDED
    settings = replace(models.embedded_settings(name) if embedded else network.settings, **asked)
    if not 0 < settings.validation < 1:
        raise PlainError(f"--validation {settings.validation:g}: expected a share of the images, between 0 and 1.")
    folder = published
    if embedded:
        described = "scikit-learn's 1,797 digits (for MNIST: --data download, or --data FOLDER)"
        folder = "embedded" if name == "default" else f"{published}-embedded"
    else:
        described = "MNIST and pen strokes" if settings.pen else "MNIST"
    # Runs of other settings are other runs, and lie beside each other.
    flags = [_flag(key, value) for key, value in asked.items()]
    run = RUNS / "".join(
        [published, "-embedded" if embedded else "", *("_" + flag.lstrip("-").replace(" ", "-") for flag in flags)]
    )
    data = source if isinstance(source, str) else "FOLDER"
    command = " ".join(["build.py train", name, f"--data {data}", *flags])
    return Lab(name, network, settings, source, described, folder, run, command)


def _flag(key, value):
    """A setting as the command line has it."""
    flag = f"--{key.replace('_', '-')}"
    if key == "augmentation":
        changed = [f"{each.name}={getattr(value, each.name):g}" for each in fields(value) if getattr(value, each.name)]
        return " ".join(["--augment", *(changed or ["none"])])
    if isinstance(value, bool):
        return flag if value else f"--no-{flag[2:]}"
    return f"{flag} {value}"


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


def _name_networks(lab):
    lab.add_argument(
        "names",
        nargs="*",
        metavar="NAME",
        help="default, first-cnn, three-conv, augmented, batchnorm or l2-dense; or FILE.py:FUNCTION, a function of "
        "your own that returns a list of Keras layers, for 28×28×1 and with a softmax of 10 at its end (default)",
    )
    lab.add_argument("--all", action="store_true", help="all six")


SETTINGS = {  # of train.models.Settings, as flags: type or choices, metavar, help
    "epochs": (int, "N", "how often to go through the data"),
    "batch": (int, "N", "images in a step"),
    "optimiser": (["adam", "adamw", "rmsprop", "sgd"], None, "how the weights are moved"),
    "learning_rate": (float, "RATE", "of the optimiser; with --cosine the highest"),
    "cosine": (bool, None, "let the learning rate rise a little and then fall along a cosine"),
    "weight_decay": (float, "RATE", "of the optimiser"),
    "patience": (int, "EPOCHS", "stop after so many without a better validation loss; 0: never"),
    "distillation": (int, "EPOCHS", "go on so many epochs, and learn from a teacher's answers, too; 0: none"),
    "seed": (int, "N", "of all random numbers"),
    "validation": (float, "SHARE", "of MNIST's training images, to stop and to choose by"),
    "pen": (bool, None, "train on pen strokes, too"),
    "non_digits": (float, "SHARE", "drawings of no digit for each of a digit, for networks of 11 classes"),
    "non_digit_pictures": (float, "SHARE", "the same, pictures"),
}


def _ask_settings(lab):
    for name, (kind, metavar, text) in SETTINGS.items():
        flag = f"--{name.replace('_', '-')}"
        if kind is bool:
            lab.add_argument(flag, action=argparse.BooleanOptionalAction, help=text)
        elif isinstance(kind, list):
            lab.add_argument(flag, choices=kind, help=text)
        else:
            lab.add_argument(flag, type=kind, metavar=metavar, help=text)
    lab.add_argument(
        "--augment",
        nargs="+",
        metavar="KEY=NUMBER",
        help="how far images are changed, such as rotation=10 zoom=0.1 shift=2.8 (see train/augmentation.py), or none",
    )


def with_command(arguments):
    """`serve` where no command is named, with what options there are, so that it need not be named for them."""
    is_named = arguments and (not arguments[0].startswith("-") or arguments[0] in ("-h", "--help"))
    return arguments if is_named else ["serve", *arguments]


def parser():
    root = argparse.ArgumentParser(
        prog="build.py", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = root.add_subparsers(title="commands", metavar="COMMAND")

    def command(run, name, text):
        added = commands.add_parser(name, help=text, description=text[0].upper() + text[1:] + ".")
        added.set_defaults(run=run)
        return added

    serving = command(serve, "serve", "build what is stale and serve the page on this machine (the default)")
    serving.add_argument("--port", type=int, default=8000, help="where to serve; another one if it is taken (8000)")
    building = command(build_site, "site", "build the page into a folder for any static host")
    building.add_argument("--out", type=Path, default=site.DIST, help="the folder, replaced (dist/)")
    packing = command(build_package, "package", "build an npm package, for other people's bundlers")
    packing.add_argument("--out", type=Path, default=site.PACKAGE, help="the folder, replaced (dist-package/)")
    for run, name, text in (
        (train, "train", "train networks, or go on where training was interrupted, and publish them to web/model/"),
        (export, "export", "convert trained networks, check them in a browser and publish them to web/model/"),
        (evaluate, "evaluate", "measure published networks in the browser; write reports, metrics and plots"),
        (everything, "all", "make everything anew from the data to dist/, but what is up to date"),
    ):
        lab = command(run, name, text)
        lab.add_argument(
            "--data",
            metavar="FOLDER",
            help="a folder with mnist.npz and pendigits-orig.tra, or 'download' to fetch them, or 'embedded' for the "
            "digits that come with scikit-learn (DIGITPAD_DATA; else what was downloaded before; else embedded)",
        )
        if run is everything:
            lab.set_defaults(all=True)
        else:
            _name_networks(lab)
            _ask_settings(lab.add_argument_group("settings", "other than the network's own"))
        if run is evaluate:
            help = f"the feature maps in plots/ are those of the first one of the test set ({DIGIT})"
            lab.add_argument("--digit", type=int, choices=range(10), metavar="0-9", default=DIGIT, help=help)
        if run is train:
            lab.add_argument("--distribute", action="store_true", help="train on all devices of this machine at once")
    predicting = command(predict, "predict", "read image files: any common format, dark on light or light on dark")
    predicting.add_argument("images", nargs="+", type=Path, metavar="IMAGE")
    predicting.add_argument("--model", default="default", help="which model of web/model/ reads (default)")
    predicting.add_argument(
        "--json", action="store_true", help="print JSON: text and digits as the public module has them"
    )
    measuring = command(bench, "bench", "measure size, speed and accuracy in a real browser, write them as JSON")
    measuring.add_argument("sections", nargs="*", metavar="SECTION", help="what to measure, such as accuracy (all)")
    measuring.add_argument("--out", type=Path, default=BENCH, help="(runs/bench.json)")
    measuring.add_argument("--data", metavar="FOLDER", help="what accuracy reads: as for train")
    measuring.add_argument("--photos", metavar="FOLDER", help="photographs and a truth.json (photos beside the data)")
    writing = command(figures, "figures", "write docs/figures.md and README's figures from a bench and the cards")
    writing.add_argument("--bench", type=Path, default=BENCH, help="what bench has written (runs/bench.json)")
    command(film, "film", "film the built page in a real browser: README's moving picture")
    return root


def main(arguments):
    options = parser().parse_args(with_command(arguments))
    try:
        options.run(options)
    except KeyboardInterrupt:
        raise SystemExit("\nStopped; what was finished is kept, and the same command goes on from there.") from None
    except PlainError as error:
        raise SystemExit(str(error)) from error
    except ModuleNotFoundError as error:
        group = "browser" if options.run in (figures, film) else "train"
        raise SystemExit(f"{error.name} is not installed; run: uv run --group {group} build.py …") from error


if __name__ == "__main__":
    main(sys.argv[1:])
