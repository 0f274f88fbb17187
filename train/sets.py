"""The names of the sets of digits that networks are judged on.

Cards, reports and benches have the names in them, and `web/js/ui/sets.js` says what the pages show of each set. A name
that is changed here is no longer found in what earlier runs wrote.
"""

MNIST = "MNIST test"
PEN = "pen strokes of held-out writers"
EMBEDDED = "embedded digits, test"
VALIDATION = "validation"


def with_size(name, size):
    """A set as cards name it: "MNIST test (10,000)"."""
    return f"{name} ({size:,})"


def own(name):
    """What the test digits of someone's own data are called: "ann, test"."""
    return f"{name}, test"
