"""Words that stand in every free text of some rows, and must turn up nowhere else."""

from enum import StrEnum


class Canary(StrEnum):
    """Whose words they are. Lower case, because addresses and searches fold."""

    HERE = "zq7here"  # the organisation whose members ask
    OTHER = "zq7other"  # a file of theirs that somebody else works on
    SEALED = "zq7sealed"  # a file of theirs that only its case manager may know of
    OURS = "zq7ours"  # a file of theirs that was handed over to the foreign organisation
    FOREIGN = "zq7foreign"  # the foreign organisation
    SHARED = "zq7shared"  # files that the foreign organisation handed over to them
    ELSEWHERE = "zq7elsewhere"  # what the foreign organisation handed over to a third one
    THIRD = "zq7third"  # the third organisation


def found_in(text: str) -> set[Canary]:
    """The canaries in a body, a row or a mail."""
    folded = text.lower()
    return {canary for canary in Canary if canary in folded}
