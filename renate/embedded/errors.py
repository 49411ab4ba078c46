"""The one exception that a person sees: what went wrong and what to do, in a sentence."""


class StartError(Exception):
    """A start that can't go on; its text says what to do."""
