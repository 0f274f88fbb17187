"""The page: building it, serving it, opening it in a browser and measuring it."""


class PlainError(Exception):
    """A failure whose message says all that a person needs: what was expected, what came and what to do."""
