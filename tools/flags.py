"""The settings of a run on the command line: asked for as flags, read, and written as flags again.

asked = flags.asked(parser.parse_args(["--epochs", "3"]))   # {"epochs": 3}
flags.written("epochs", 3)                                  # "--epochs 3"
"""

import argparse
import math
from dataclasses import fields

from errors import PlainError
from train import datasets, sources
from train.augmentation import Augmentation
from train.settings import OPTIMISERS

# The largest numbers that settings may have: beyond them, there is a typing error, or nothing is learnt.
MOST_EPOCHS, MOST_BATCH, MOST_SEED, MOST_RATE, MOST_SHARE = 10_000, 65_536, 2**32 - 2, 10, 10


def _whole(least, most):
    """Takes a whole number from `least` to `most` from the command line."""

    def take(text):
        try:
            number = int(text)
        except ValueError:
            number = None
        if number is None or not least <= number <= most:
            raise argparse.ArgumentTypeError(f"expected a whole number from {least} to {most:,}, got {text!r}")
        return number

    return take


def _number(what, most, *, is_open):
    """Takes a number from 0 to `most` from the command line, without 0 and `most` themselves where `is_open`."""

    def take(text):
        try:
            number = float(text)
        except ValueError:
            number = math.nan
        if not 0 <= number <= most or (is_open and number in (0, most)):
            edges = f"above 0 and below {most:g}" if is_open else f"from 0 to {most:g}"
            raise argparse.ArgumentTypeError(f"expected {what}, {edges}, got {text!r}")
        return number

    return take


_EPOCHS, _RATE = _whole(0, MOST_EPOCHS), _number("a rate", MOST_RATE, is_open=True)
_SHARE = _number("a share", MOST_SHARE, is_open=False)
SETTINGS = {  # of train.settings.Settings, as flags: what takes them or choices, metavar, help
    "epochs": (_whole(1, MOST_EPOCHS), "N", "how often to go through the data"),
    "batch": (_whole(1, MOST_BATCH), "N", "images in a step"),
    "optimiser": (OPTIMISERS, None, "how the weights are moved"),
    "learning_rate": (_RATE, "RATE", "of the optimiser; with --cosine the highest"),
    "cosine": (bool, None, "let the learning rate rise a little and then fall along a cosine"),
    "weight_decay": (_number("a rate", MOST_RATE, is_open=False), "RATE", "of the optimiser"),
    "patience": (_EPOCHS, "EPOCHS", "stop after so many without a better validation loss; 0: never"),
    "distillation": (_EPOCHS, "EPOCHS", "go on so many epochs, and learn from a teacher's answers, too; 0: none"),
    "seed": (_whole(0, MOST_SEED), "N", "of all random numbers"),
    "validation": (
        _number("a share of those who wrote, or of the digits", 1, is_open=True),
        "SHARE",
        "of MNIST's training writers, or of one's own data, to stop and to choose by",
    ),
    "pen": (bool, None, "train on pen strokes, too"),
    "non_digits": (_SHARE, "SHARE", "drawings of no digit for each of a digit, for networks of 11 classes"),
    "non_digit_pictures": (_SHARE, "SHARE", "the same, pictures"),
    "drawn_digits": (_SHARE, "SHARE", "digits drawn by a program for each digit of a pen"),
    "windows": (_SHARE, "SHARE", "windows cut out of touching numbers for each digit, for networks of 11 classes"),
}
# The most that a digit may be changed by --augment: beyond, it is no longer the digit that it is labelled as.
AUGMENTED_MOST = {"rotation": 180.0, "shift": 14.0, "stroke_shift": 14.0, "coarse_gamma": 3.0, "elastic": 14.0}


def add(parser):
    """Add a flag for each setting to an argparse parser or group."""
    for name, (kind, metavar, text) in SETTINGS.items():
        if kind is bool:
            parser.add_argument(_flag(name), action=argparse.BooleanOptionalAction, help=text)
        elif isinstance(kind, tuple):
            parser.add_argument(_flag(name), choices=kind, help=text)
        else:
            parser.add_argument(_flag(name), type=kind, metavar=metavar, help=text)
    parser.add_argument(
        "--teacher", metavar="NAME", help="a published network that teaches, in place of batchnorm, trained anew"
    )
    parser.add_argument(
        "--from",
        dest="begun",
        metavar="NAME",
        help="begin with the weights of a published network, and go on with the epochs of --distillation alone",
    )
    parser.add_argument(
        "--no-teacher", dest="distillation", action="store_const", const=0, help="the same as --distillation 0"
    )
    parser.add_argument(
        "--augment",
        nargs="+",
        metavar="KEY=NUMBER",
        help="how far images are changed, such as rotation=10 zoom=0.1 shift=2.8 (see train/augmentation.py), or none",
    )


def asked(options):
    """The settings that were named on the command line: {field of Settings: value}. Raises PlainError."""
    found = {name: getattr(options, name) for name in SETTINGS if getattr(options, name, None) is not None}
    if getattr(options, "augment", None) is not None:
        found["augmentation"] = Augmentation.of(**_numbers(options.augment))
    return found


def _numbers(pairs):
    """["rotation=10", …] as {"rotation": 10.0, …}; "none" is nothing."""
    known = [each.name for each in fields(Augmentation) if each.type is float]
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
        most = AUGMENTED_MOST.get(key, 1.0)
        if not 0 <= numbers[key] <= most:
            raise PlainError(f"--augment {pair}: expected a number from 0 to {most:g}.")
    return numbers


def check(asked, source):
    """Raise PlainError where what was asked for does not apply to this source, see `train.sources.named`."""
    is_own, is_embedded = sources.is_own(source), source == datasets.EMBEDDED
    which = "data of one's own" if is_own else "the digits that come with scikit-learn"
    no_pen = f"there are no pen strokes among {which}; those that --data download fetches have some"
    no_numbers = f"{which} don't say who wrote numbers"
    refused = {
        "pen": (is_own or is_embedded) and no_pen,
        "windows": (is_own or is_embedded) and no_numbers,
        "validation": is_embedded and f"of {which}, the same 300 always are for validation",
    }
    for name, why in refused.items():
        if why and asked.get(name):
            raise PlainError(f"{written(name, asked[name])} does not apply: {why}.")


def written(name, value):
    """A setting as the command line has it: "--epochs 3"."""
    if name == "augmentation":
        changed = [f"{each.name}={getattr(value, each.name):g}" for each in fields(value) if getattr(value, each.name)]
        return " ".join(["--augment", *(changed or ["none"])])
    if isinstance(value, bool):
        return _flag(name) if value else f"--no-{_flag(name)[2:]}"
    return f"{_flag(name)} {value}"


def _flag(name):
    return f"--{name.replace('_', '-')}"
