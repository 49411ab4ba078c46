"""Answer, reason for silence, or still open: never two at once (domain 2.1.4, 2.4)."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from cases.codes import NotAnswered
from cases.rules.partial_dates import PartialDate

REASONS = frozenset(NotAnswered.values)


def is_answered(value: Any) -> bool:
    """Whether a question has an answer; "no" and 0 are answers."""
    if isinstance(value, PartialDate):
        return value.is_known
    return value not in (None, "", [], (), {})


def silence_problems(answers: Mapping[str, Any], silences: Mapping[str, str]) -> list[tuple[str, str]]:
    """(question, message) for each reason that is unknown, about no question, or beside an answer."""
    problems: list[tuple[str, str]] = []
    for question, reason in silences.items():
        if question not in answers:
            problems.append((question, _("This question is not one of these: %s.") % question))
        elif reason not in REASONS:
            problems.append((question, _("Choose one of the reasons for having no answer.")))
        elif is_answered(answers[question]):
            problems.append((question, _("Give either the answer or the reason for having none.")))
    return problems
