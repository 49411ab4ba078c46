"""Every action has its words and its place in the filter of the log."""

import ast
import re
from collections import Counter

import pytest

from renate.audit.words import GROUPS, in_words
from tests.guards.sources import dotted, of_product

ACTION = re.compile(r"[a-z_]+\.[a-z_]+")


def _actions() -> set[str]:
    """What every audit.record(...) is given, and what operations pass on to one."""
    return {
        argument.value
        for source in of_product()
        for call in source.calls()
        if dotted(call.func).rpartition(".")[2] in {"record", "_tell"} or "/operations/" in source.path
        for argument in call.args
        if isinstance(argument, ast.Constant) and ACTION.fullmatch(str(argument.value))
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
