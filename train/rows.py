"""A row of digits that touch, as the row network takes it; the page's half is `web/js/reader/picture/row-input.js`.

    rows.from_ink(ink)   # (HEIGHT, WIDTH) float32 in [0, 1]

One piece of ink, cut to what is not faint, is scaled with its proportions kept until it is HEIGHT pixels high (or,
where it is wider than that, WIDTH pixels wide), and put in the middle. Its lines stay as wide as they are. One
resampling: each pixel of the result is the mean of the area that it covers in the picture (or, where the picture is
coarser, of the area of one of its pixels).
"""

import numpy as np

from train import ink as ink_maps

HEIGHT, WIDTH = 24, 128  # pixels of what the network takes
STEPS = WIDTH // 4  # places along the row that the network says something of
# A share of the most ink: what is fainter at the edges of a piece is not its own. If larger, thin ends are cut off.
FAINT = 0.2


def from_ink(ink):
    """An (h, w) map of ink, some of it above 0, as the network takes it: (HEIGHT, WIDTH) float32."""
    inked = ink > FAINT * ink.max()
    rows, columns = np.flatnonzero(inked.any(axis=1)), np.flatnonzero(inked.any(axis=0))
    ink = ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    scale = min(HEIGHT / ink.shape[0], WIDTH / ink.shape[1])
    down, across = (
        ink_maps.area_weights(n, scale, (side - scale * n) / 2, side)
        for n, side in zip(ink.shape, (HEIGHT, WIDTH), strict=True)
    )
    return (down @ ink @ across.T / ink.max()).astype(np.float32)
