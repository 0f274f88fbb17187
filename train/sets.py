"""The sets of digits that networks are judged on: their names, and the accuracy that the default network must reach.

Cards, reports and benches have the names in them, and `web/js/ui/sets.js` says what the pages show of each set. A name
that is changed here is no longer found in what earlier runs wrote.
"""

MNIST = "MNIST test"
PEN = "pen strokes of held-out writers"
EMBEDDED = "embedded digits, test"
VALIDATION = "validation"

# Shares of digits read correctly, in the browser, of the default network. One that reads less is not published, and the
# bench reports it. If larger, a network that is as good as the published one may be refused.
FLOORS = {MNIST: 0.9972, PEN: 0.992, EMBEDDED: 0.9}


def with_size(name, size):
    """A set as cards name it: "MNIST test (10,000)"."""
    return f"{name} ({size:,})"
