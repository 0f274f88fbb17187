"""The size of what a network takes and gives; the page's half is `web/js/reader/shared/contract.js`.

A network takes (n, SIDE, SIDE, 1) float32 in [0, 1], prepared as `train/ink.py` says, and gives the probabilities of
(n, DIGITS) or (n, CLASSES) classes.
"""

SIDE = 28  # pixels of a prepared digit, each way
PIXELS = SIDE * SIDE  # values of a prepared digit
DIGITS = 10  # classes that are digits
NO_DIGIT = DIGITS  # the label of what is no digit
CLASSES = DIGITS + 1  # of a network that also knows what is no digit: the last class
