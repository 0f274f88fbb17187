"""What is shown to people as it is, in place of a traceback: PlainError, and what the system refuses."""

import errno


class PlainError(Exception):
    """A failure whose message says all that a person needs: what was expected, what came and what to do next.

    Commands print the message alone, without a traceback.
    """


# What is no fault of the program: it is told in words, and a program that can go on does.
TROUBLE = (PlainError, OSError)

_FULL = "Free some space there and try again."
_FORBIDDEN = "Check who may read and write there, or name another place."
_ADVICE = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EACCES: _FORBIDDEN,
    errno.EPERM: _FORBIDDEN,
    errno.EROFS: _FORBIDDEN,
    errno.ENAMETOOLONG: "Name a shorter path.",
}


def told(error):
    """One of TROUBLE in words: a PlainError's message, or in one line what the system refused, where, and what to do.

    "/media/stick: No space left on device. Free some space there and try again."
    """
    if not isinstance(error, OSError):
        return str(error)
    place = error.filename2 or error.filename
    said = f"{error.strerror or error or type(error).__name__}".removesuffix(".")
    advice = _ADVICE.get(error.errno)
    return f"{f'{place}: ' if place else ''}{said}.{f' {advice}' if advice else ''}"
