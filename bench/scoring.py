"""How much of what was read is right."""

from collections import Counter
from dataclasses import dataclass, field

REFUSED = "?"


@dataclass
class Outcome:
    """What a row of cases came to: how many, how many right, the digits among them, and the failures."""

    of: int = 0
    right: int = 0
    digits: int = 0  # expected
    digits_right: int = 0
    rows: int = 0  # expected
    rows_right: int = 0
    refused: int = 0  # readings that are empty or have a "?"
    parts: Counter = field(default_factory=Counter)  # cases by part
    parts_right: Counter = field(default_factory=Counter)
    failures: list = field(default_factory=list)  # (Case, reading)

    def add(self, case, reading, is_right):
        """Count one case; `is_right` tells from the case and the reading's text."""
        text = reading["text"]
        right = is_right(case, text)
        self.of += 1
        self.right += right
        self.parts[case.part] += 1
        self.parts_right[case.part] += right
        self.refused += not text or REFUSED in text
        if case.expected:
            self.digits += len(_in_one_row(case.expected))
            self.digits_right += digits_right(case.expected, text)
            self.rows += len(case.expected.split("\n"))
            self.rows_right += rows_right(case.expected, text)
        if not right:
            self.failures.append((case, reading))

    def plain(self):
        """For bench.json: counts alone."""
        parts = {name: {"of": of, "right": self.parts_right[name]} for name, of in self.parts.items() if name}
        counts = {"of": self.of, "right": self.right, "refused": self.refused}
        return {
            **counts,
            "digits": self.digits,
            "digitsRight": self.digits_right,
            **({"parts": parts} if parts else {}),
        }


def outcome(cases, readings, is_right):
    """The `Outcome` of cases and the readings of each."""
    found = Outcome()
    for case, reading in zip(cases, readings, strict=True):
        found.add(case, reading, is_right)
    return found


# When a reading is right


def reads_all(case, text):
    """Every digit is right, and none too many."""
    return text == case.expected


def reads_no_digit(_case, text):
    """Nothing is taken for a digit."""
    return not any(letter.isdigit() for letter in text)


def reads_not_one_digit(_case, text):
    """It is refused, or taken for what it is made of."""
    return not (len(text) == 1 and text.isdigit())


# Texts


def digits_alone(text):
    """A reading without the marks of its numbers and what parts these; rows stay."""
    return "".join(letter for letter in text if letter.isdigit() or letter in f"{REFUSED}\n")


def digits_right(expected, text):
    """How many of the expected digits were read: their number less the edit distance, at least 0."""
    expected, text = _in_one_row(expected), _in_one_row(text)
    return max(0, len(expected) - edit_distance(expected, text))


def _in_one_row(text):
    return text.replace("\n", "")


def rows_right(expected, text):
    """How many of the expected rows were read without a mistake, by the edit distance of the lists of rows."""
    rows = expected.split("\n")
    return max(0, len(rows) - edit_distance(rows, text.split("\n")))


def digits_in_rows(expected, text):
    """How many digits are in expected rows that are read without a mistake, wherever they come among the others."""
    rows = Counter(text.split("\n"))
    return sum(len(row) * min(count, rows[row]) for row, count in Counter(expected.split("\n")).items())


def edit_distance(a, b):
    """The fewest insertions, deletions and substitutions that turn one sequence into the other (Levenshtein, 1966)."""
    costs = list(range(len(b) + 1))
    for i, left in enumerate(a, 1):
        diagonal, costs[0] = costs[0], i
        for j, right in enumerate(b, 1):
            diagonal, costs[j] = costs[j], min(costs[j] + 1, costs[j - 1] + 1, diagonal + (left != right))
    return costs[-1]
