"""Digitpad's one command: trains, exports, builds and serves.

uv run build.py                                builds the page and serves it on this machine
uv run build.py predict photo.png              reads image files
uv run --group train build.py train            trains the network anew and publishes it
"""

import argparse
import sys
from pathlib import Path

from errors import TROUBLE, PlainError, told
from tools import experiments, flags, site

BENCH = experiments.RUNS / "bench.json"
ROWS = "rows"  # the network for rows of digits that touch, which is none that reads digits one by one
MAX_PORT = 65_535  # the last one that there is


def serve(options):
    from tools import server

    server.serve(options.port)


def build_site(options):
    site.build(options.out, data=options.data, address=options.address)
    print(f"The site is in {options.out}: upload that folder to any static host.")


def build_package(options):
    site.build_package(options.out)
    print(f"The npm package is in {options.out}: npm pack or npm publish it there.")
    if options.networks:
        site.build_networks(options.networks)
        print(f"The package of the other networks is in {options.networks}.")


def train(options):
    if options.names == [ROWS]:
        _train_rows(options)
        return

    def train_and_publish(experiment):
        stages.train(experiment, options.distribute, options.teacher, options.begun)
        stages.export(experiment)
        stages.evaluate(experiment)

    found = _experiments(options)
    from tools import stages

    stages.each(found, train_and_publish)


def _train_rows(options):
    asked = flags.asked(options)
    if asked or options.called or options.teacher or options.begun or options.distribute:
        raise PlainError(f"{ROWS} takes no flags but --data: its settings are in train/row_network.py.")
    from tools import rows

    rows.make(options.data)


def export(options):
    found = _experiments(options)
    from tools import stages

    stages.each(found, stages.export)


def pack(options):
    found = _published(options)
    from tools import stages

    stages.each(found, stages.pack)


def evaluate(options):
    found = _published(options)
    from tools import stages

    stages.each(found, lambda experiment: stages.evaluate(experiment, options.digit))


def _experiments(options):
    """What is to be trained or exported."""
    names = None if options.all else options.names or ["default"]
    return experiments.named(names, options.data, flags.asked(options), options.called, options.teacher, options.begun)


def _published(options):
    """What is to be packed or evaluated."""
    return experiments.published(None if options.all else options.names or ["default"], options.data)


def everything(options):
    from tools import everything as making

    making.make(options.data)


def predict(options):
    if options.csv:
        _predict_folder(options)
        return
    from tools import predict as reading

    failed = reading.predict(options.images, options.model, options.json)
    if failed:
        raise SystemExit(1)


def _predict_folder(options):
    from tools import spreadsheet

    [folder, *others] = options.images
    if others or options.json or not folder.is_dir():
        raise PlainError("--csv expects one folder of pictures, and no --json.")
    if spreadsheet.write(folder, options.model):
        raise SystemExit(1)


def bench(options):
    import bench as measuring

    measuring.bench(options.out, options.sections, options.data, options.photos, options.before)


def figures(options):
    from bench import readme as documenting

    documenting.write(options.bench)
    print("Written to README.md and docs/")


def reference(_options):
    from tools import reference as documenting

    documenting.write()
    print("Written to docs/embedding.md")


def film(_options):
    from bench import film as filming

    filming.write()
    print("Written to docs/")


class _Parser(argparse.ArgumentParser):
    def parse_known_args(self, args=None, namespace=None):
        """Refuse what a command does not know by that command's name, whose help says what it does know."""
        known, unknown = super().parse_known_args(args, namespace)
        if unknown:
            self.error(f"unrecognized arguments: {' '.join(unknown)}")
        return known, unknown

    def error(self, message):
        """Say what is wrong in one line; `--help` has the rest."""
        self.exit(2, f"{message[0].upper()}{message[1:]}. See {self.prog} --help.\n")


def _port(text):
    if not (text.isascii() and text.isdigit() and int(text) <= MAX_PORT):
        raise argparse.ArgumentTypeError(f"expected a number from 0 (any free port) to {MAX_PORT}, got {text!r}")
    return int(text)


def parser():
    """What the command line takes; each command's function is `run` in the options that it gives."""
    root = _Parser(prog="build.py", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = root.add_subparsers(title="commands", metavar="COMMAND")

    def command(run, name, text):
        added = commands.add_parser(name, help=text, description=text[0].upper() + text[1:] + ".")
        added.set_defaults(run=run)
        return added

    _add_building(command)
    _add_networks(command)
    _add_reading(command)
    return root


def _add_building(command):
    serving = command(serve, "serve", "build what is stale and serve the page on this machine (the default)")
    serving.add_argument("--port", type=_port, default=8000, help="where to serve; another one if it is taken (8000)")
    which = "a folder: a new or empty one, or one of an earlier build, whose files are replaced"
    building = command(build_site, "site", "build the page into a folder for any static host")
    building.add_argument("--out", type=Path, default=site.DIST, help=f"{which} (dist/)")
    building.add_argument(
        "--data",
        metavar="DATA",
        help="where its test digits come from: 'download' for MNIST's, or a folder with mnist.npz; 'embedded' for "
        "those that come with scikit-learn (DIGITPAD_DATA; else what was downloaded before; else embedded)",
    )
    building.add_argument(
        "--address",
        metavar="URL",
        help="where the site will be, so that posts with a link to it show its picture",
    )
    packing = command(build_package, "package", "build an npm package, for other people's bundlers")
    packing.add_argument("--out", type=Path, default=site.PACKAGE, help=f"{which} (dist-package/)")
    others = "build the package of the other networks as well, into a folder like that"
    packing.add_argument("--networks", type=Path, metavar="FOLDER", help=others)


def _add_networks(command):
    for run, name, text in (
        (train, "train", "train networks, or go on where training was interrupted, and publish them to web/model/"),
        (export, "export", "convert trained networks, check them in a browser and publish them to web/model/"),
        (pack, "pack", "pack the weights of published networks, whose runs need not be there, and publish them again"),
        (evaluate, "evaluate", "measure published networks in the browser; write reports, metrics and plots"),
        (everything, "all", "make everything that is out of date, from the data to dist/"),
    ):
        added = command(run, name, text)
        added.add_argument(
            "--data",
            metavar="DATA",
            help="'download' for MNIST and pen strokes, or a folder with mnist.npz and pendigits-orig.tra; 'embedded' "
            "for the digits that come with scikit-learn; or digits of your own: a folder of pictures with a folder for "
            "each digit, an .npz, IDX files, a .csv of labels and paths, or .json files saved on the page "
            "(DIGITPAD_DATA; else what was downloaded before; else embedded)",
        )
        if run in (pack, evaluate):
            help = "a published network, by the name of its folder in web/model/ (default)"
            added.add_argument("names", nargs="*", metavar="NAME", help=help)
            added.add_argument("--all", action="store_true", help="all six that come with the repository")
        if run in (train, export):
            _add_names(added)
            added.add_argument(
                "--as",
                dest="called",
                metavar="NAME",
                help="what to publish it as: the name of a folder in web/model/ (a name of its own for each network, "
                "data and settings; one that comes with the repository is replaced only where it is named here)",
            )
            flags.add(added.add_argument_group("settings", "other than the network's own"))
        if run is evaluate:
            help = f"the feature maps in plots/ are those of the first one of the test set ({experiments.DIGIT})"
            digit = {"type": int, "choices": range(10), "metavar": "0-9", "default": experiments.DIGIT}
            added.add_argument("--digit", **digit, help=help)
        if run is train:
            added.add_argument("--distribute", action="store_true", help="train on all devices of this machine at once")


def _add_names(parser):
    parser.add_argument(
        "names",
        nargs="*",
        metavar="NAME",
        help="default, first-cnn, three-conv, augmented, batchnorm or l2-dense; or FILE.py:FUNCTION, a function of "
        "your own that returns a list of Keras layers, or a keras.Model, for 28×28×1 and with 10 or 11 outputs; or a "
        "file saved by Keras, .keras or .h5, which train goes on with, and export publishes as it is (default). train "
        f"{ROWS} makes the network for rows of digits that touch",
    )
    parser.add_argument("--all", action="store_true", help="all six")


def _add_reading(command):
    predicting = command(predict, "predict", "read image files: any common format, dark on light or light on dark")
    names = "a picture's file, a folder of them, or - for one that comes by standard input"
    predicting.add_argument("images", nargs="+", type=Path, metavar="IMAGE", help=names)
    predicting.add_argument("--model", default="default", help="which model of web/model/ reads (default)")
    predicting.add_argument(
        "--json", action="store_true", help="print JSON: text and digits as the public module has them"
    )
    predicting.add_argument(
        "--csv",
        action="store_true",
        help="read all pictures of a folder into readings.csv in it, or go on where that was interrupted",
    )
    measuring = command(bench, "bench", "measure size, speed and accuracy in a real browser, write them as JSON")
    measuring.add_argument("sections", nargs="*", metavar="SECTION", help="what to measure, such as accuracy (all)")
    measuring.add_argument("--out", type=Path, default=BENCH, help="(runs/bench.json)")
    measuring.add_argument("--data", metavar="FOLDER", help="what accuracy and pictures read: as for train")
    measuring.add_argument(
        "--photos",
        metavar="FOLDER",
        action="append",
        default=[],
        help="photographs and a truth.json; may be given several times (photos beside the data)",
    )
    measuring.add_argument(
        "--before", type=Path, metavar="SITE", help="a built site of another version, to compare the first reading with"
    )
    writing = command(figures, "figures", "write docs/figures.md and README's figures from a bench and the cards")
    writing.add_argument("--bench", type=Path, default=BENCH, help="what bench has written (runs/bench.json)")
    command(reference, "reference", "write what docs/embedding.md says of the module and the field from their types")
    command(film, "film", "film the built page in a real browser: README's moving picture")


def with_command(arguments):
    """`serve` where no command is named, with what options there are, so that it need not be named for them."""
    is_named = arguments and (not arguments[0].startswith("-") or arguments[0] in ("-h", "--help"))
    return arguments if is_named else ["serve", *arguments]


def main(arguments):
    options = parser().parse_args(with_command(arguments))
    try:
        options.run(options)
    except KeyboardInterrupt:
        raise SystemExit("\nStopped; what was finished is kept, and the same command goes on from there.") from None
    except TROUBLE as error:
        raise SystemExit(told(error)) from error
    except ModuleNotFoundError as error:
        group = "browser" if options.run in (figures, film) else "train"
        raise SystemExit(f"{error.name} is not installed; run: uv run --group {group} build.py …") from error


if __name__ == "__main__":
    main(sys.argv[1:])
