"""The one error of this project that is shown to people as it is."""


class PlainError(Exception):
    """A failure whose message says all that a person needs: what was expected, what came and what to do next.

    Commands print the message alone, without a traceback.
    """
