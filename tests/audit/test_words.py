"""Every action has its words and its place in the filter of the log."""

import ast
from collections import Counter

import pytest

from renate.audit.words import GROUPS, in_words
from tests.guards.sources import dotted, of_product


def _actions() -> set[str]:
    """The first argument of every audit.record(...) and _tell(...) in the product."""
    return {
        call.args[0].value
        for source in of_product()
        for call in source.calls()
        if dotted(call.func).rpartition(".")[2] in {"record", "_tell"}
        and call.args
        and isinstance(call.args[0], ast.Constant)
        and isinstance(call.args[0].value, str)
        and "." in call.args[0].value
    }


def test_every_action_is_found_under_one_group() -> None:
    counted = Counter(kind for _, kinds in GROUPS.values() for kind in kinds)
    kinds = {action.partition(".")[0] for action in _actions()}

    assert kinds - set(counted) == set()
    assert max(counted.values()) == 1


@pytest.mark.parametrize(
    ("action", "words"),
    [
        ("section.read", "Opened"),
        ("consent.recorded", "Consent recorded"),
        ("contact_plan.set", "Contact plan set"),
    ],
)
def test_an_action_reads_as_words(action: str, words: str) -> None:
    assert in_words(action) == words
