"""Whole numbers of few bits → a code in which frequent ones take less room: what web/js/reader/network/entropy-code.js
reads, where the code is described.

    entropy_code.encoded([(numbers, 4), (others, 8)])
"""

import numpy as np

# As in the decoder, which says what they are.
_SLOT_BITS = 14
_SLOTS = 1 << _SLOT_BITS
_LOWEST = 1 << 23
_FIRST = 32


def encoded(sequences):
    """The code of some sequences: (numbers, bits) each, with whole numbers from 0 to 2^bits - 1. Returns bytes."""
    ranges = np.concatenate([_ranges(numbers, bits) for numbers, bits in sequences])
    state, code = _LOWEST, bytearray()
    for start, slots in reversed(ranges.tolist()):  # the decoder takes last what went in first
        while state >= slots << (31 - _SLOT_BITS):
            code.append(state & 255)
            state >>= 8
        state = (state // slots << _SLOT_BITS) + state % slots + start
    return state.to_bytes(4, "big") + bytes(reversed(code))


def length(numbers, bits):
    """About how many bytes a sequence takes."""
    return float(-np.log2(_ranges(numbers, bits)[:, 1] / _SLOTS).sum() / 8)


def _ranges(numbers, bits):
    """The first slot of each number, and how many it has, in the table of its time: (n, 2)."""
    counts, found, at, until = np.zeros(1 << bits, np.int64), [], 0, _FIRST
    while at < len(numbers):
        part = numbers[at:until]
        starts = _starts(counts)
        found.append(np.stack([starts[part], starts[part + 1] - starts[part]], axis=1))
        counts += np.bincount(part, minlength=len(counts))
        at, until = until, 2 * until
    return np.concatenate(found) if found else np.zeros((0, 2), np.int64)


def _starts(counts):
    """The first slot of each number, and `_SLOTS` after the last."""
    before = np.cumsum(counts if counts.any() else np.ones_like(counts))
    ends = np.arange(1, len(counts) + 1) + (_SLOTS - len(counts)) * before // before[-1]
    return np.concatenate([[0], ends])
