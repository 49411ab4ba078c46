"""What an operation raises when a rule of the domain forbids it."""

from collections.abc import Iterable


class RuleError(Exception):
    """A rule said no. `reasons` are sentences for the person at the screen; `field` names the form field."""

    def __init__(self, reasons: str | Iterable[str], field: str | None = None) -> None:
        self.reasons: list[str] = (
            [str(reasons)] if not isinstance(reasons, (list, tuple)) else [str(reason) for reason in reasons]
        )
        self.field = field
        super().__init__("; ".join(self.reasons))
