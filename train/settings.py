"""How a network is trained: the settings of a run, which the command line can change one by one."""

from dataclasses import dataclass

from train.augmentation import NONE, Augmentation

OPTIMISERS = ("adam", "adamw", "rmsprop", "sgd")


@dataclass(frozen=True)
class Settings:
    """How a network is trained. Runs of other settings are other runs, in folders of their own."""

    epochs: int = 10  # how often all images are seen; if larger, training takes longer and may fit noise
    batch: int = 64  # images in a step; if larger, steps are fewer, steadier and take more memory
    optimiser: str = "adam"  # one of OPTIMISERS
    learning_rate: float = 1e-3  # how far a step moves the weights; if larger, faster, until it no longer converges
    cosine: bool = False  # the learning rate rises for fitting.WARM_UP of the steps, and then falls along a cosine
    weight_decay: float = 0.0  # how fast weights shrink; if larger, the network is simpler and may fit less
    patience: int = 0  # epochs without a better validation loss before training stops; 0: it never stops early
    distillation: int = 0  # more epochs after those, see train/distillation.py; 0: none
    seed: int = 1  # of all random numbers
    validation: float = 0.05  # the share of MNIST's training writers whose digits are held back to choose by
    pen: bool = False  # whether pen strokes are trained on, too
    # Drawings of what is no digit for each drawing of a pen digit, if the network knows them. If larger, more scribbles
    # are refused, and more digits, too.
    non_digits: float = 0.0
    non_digit_pictures: float = 0.0  # the same for each image of a digit
    # Digits drawn by a program, see train/hands.py, for each pen digit. If larger, shapes that few people write count
    # more.
    drawn_digits: float = 0.0
    # Windows cut out of touching numbers, for each digit: half of them are digits, and half are wrong cuts. If larger,
    # touching numbers are read better, and other digits count less.
    windows: float = 0.0
    augmentation: Augmentation = NONE  # how far images and strokes are changed
