"""Pictures of paper as people have it, drawn by a program out of real digits, each with what it says.

    source = hands.source(mnist_test, held_out_pen_digits)
    for name, picture in drawn.pictures(source, seed=1, counts={"form, scanned": 20}): ...

The same seed gives the same pictures, and those of one kind do not depend on which others are drawn.
"""

from dataclasses import replace
from functools import partial

import numpy as np

from bench import drawn_digits, drawn_forms, drawn_grids, drawn_heavy, drawn_rows

KINDS = {
    "form, scanned": partial(drawn_forms.form, photographed=False),
    "form, photographed": partial(drawn_forms.form, photographed=True),
    "sudoku": drawn_grids.sudoku,
    "notebook crop": drawn_rows.crop,
    "notebook page": drawn_rows.page,
    **{f"cut to the ink, {size} px": partial(drawn_digits.crop, size=size) for size in drawn_digits.SIZES},
    "16×16 scan": partial(drawn_digits.scan, times=1),
    "16×16 scan, three times": partial(drawn_digits.scan, times=3),
    "close rows": drawn_rows.close_rows,
    "table": drawn_grids.table,
    "square": drawn_grids.square,
    "frame": drawn_grids.framed,
    "thin strokes": drawn_rows.thin,
    "slip": drawn_forms.slip,
    "date": drawn_forms.date,
}
HEAVY = {  # what only the time of is measured
    "heavy, noise": drawn_heavy.noise,
    "heavy, screenshot": drawn_heavy.screenshot,
    "heavy, photographed print": drawn_heavy.photographed_print,
    "heavy, page of digits": drawn_heavy.page_of_digits,
    "heavy, specks": drawn_heavy.specks,
    "heavy, scribble": drawn_heavy.scribble,
    "heavy, hatching": drawn_heavy.hatching,
    "heavy, checkerboard": drawn_heavy.checkerboard,
    "heavy, halftone": drawn_heavy.halftone,
}
FORMS = ("form, scanned", "form, photographed")  # kinds of which each row is a field
SAME = "the same picture"  # in several ways, see drawn_digits.variants
AS_IT_IS = drawn_digits.AS_IT_IS


def pictures(source, seed, counts):
    """(name, Picture) of `counts` pictures by kind, one after another."""
    for kind, count in counts.items():
        for i in range(count):
            random = np.random.default_rng([seed, i, *kind.encode()])
            if kind == SAME:
                name = f"{kind} {i}"
                for way, picture in drawn_digits.variants(random, source).items():
                    yield f"{name}, {way}", replace(picture, kind=kind)
            else:
                yield f"{kind} {i}", replace({**KINDS, **HEAVY}[kind](random, source), kind=kind)
