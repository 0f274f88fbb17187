"""The settings of a run on the command line: asked for as flags, read, and written as flags again.

asked = flags.asked(parser.parse_args(["--epochs", "3"]))   # {"epochs": 3}
flags.written("epochs", 3)                                  # "--epochs 3"
"""

import argparse
from dataclasses import fields

from errors import PlainError
from train.augmentation import Augmentation
from train.settings import OPTIMISERS

SETTINGS = {  # of train.settings.Settings, as flags: type or choices, metavar, help
    "epochs": (int, "N", "how often to go through the data"),
    "batch": (int, "N", "images in a step"),
    "optimiser": (OPTIMISERS, None, "how the weights are moved"),
    "learning_rate": (float, "RATE", "of the optimiser; with --cosine the highest"),
    "cosine": (bool, None, "let the learning rate rise a little and then fall along a cosine"),
    "weight_decay": (float, "RATE", "of the optimiser"),
    "patience": (int, "EPOCHS", "stop after so many without a better validation loss; 0: never"),
    "distillation": (int, "EPOCHS", "go on so many epochs, and learn from a teacher's answers, too; 0: none"),
    "seed": (int, "N", "of all random numbers"),
    "validation": (float, "SHARE", "of MNIST's training writers, to stop and to choose by"),
    "pen": (bool, None, "train on pen strokes, too"),
    "non_digits": (float, "SHARE", "drawings of no digit for each of a digit, for networks of 11 classes"),
    "non_digit_pictures": (float, "SHARE", "the same, pictures"),
    "drawn_digits": (float, "SHARE", "digits drawn by a program for each digit of a pen"),
    "windows": (float, "SHARE", "windows cut out of touching numbers for each digit, for networks of 11 classes"),
}


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
    return numbers


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
