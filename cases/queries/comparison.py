"""Rounds of an assessment side by side: one row a question, one column a round, the newest first (S2-15)."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from cases.codes import LocalService, NeedDomain, NeedLevel
from cases.models import Case, CommunityAssessment, FamilyAssessment, Need, NeedsAssessment
from cases.queries.identity import country_name, labels, told, yes_no
from cases.rules.needs import change_of

SHOWN = 4
_TONES = {0: "score5", 1: "score4", 2: "score2", 3: "score1"}


@dataclass
class Comparison:
    """Columns of rounds and rows of questions; `hidden` older rounds are not drawn."""

    rounds: list[Any] = field(default_factory=list)
    rows: list[dict[str, Any]] = field(default_factory=list)
    hidden: int = 0
    repeat_on: date | None = None
    is_late: bool = False


def _table(found: list[Any], lines: list[tuple[str, Callable[[Any], Any]]]) -> Comparison:
    shown = found[:SHOWN]
    asked = [(label, [ask(row) or "" for row in shown]) for label, ask in lines]
    kept = [
        {"label": label, "cells": [{"text": text} for text in texts]} for label, texts in asked if any(texts)
    ]
    return Comparison(rounds=shown, rows=kept, hidden=len(found) - len(shown))


def needs_table(case: Case, today: date) -> Comparison:
    """Levels by area, with the person's order and wish, and how each moved."""
    found = NeedsAssessment.objects.filter(case=case).select_related("by__user").prefetch_related("needs")
    rounds = list(found.order_by("-on", "-id"))
    table = _table(rounds, _words_of_needs())
    by_round = [{need.domain: need for need in row.needs.all()} for row in rounds]
    areas = [_area(NeedDomain(code), by_round) for code in NeedDomain.values] if rounds else []
    table.rows = areas + table.rows
    if rounds and case.is_open:
        table.repeat_on = rounds[0].repeat_on
        table.is_late = rounds[0].repeat_on < today
    return table


def _area(domain: NeedDomain, by_round: list[dict[str, Need]]) -> dict[str, Any]:
    levels = [needs[domain].level if domain in needs else None for needs in by_round]
    change = change_of(levels).direction
    words = {"better": _("less than before"), "worse": _("more than before"), "same": _("as before")}
    return {
        "label": domain.label,
        "change": words.get(change, ""),
        "cells": [_cell(needs.get(domain)) for needs in by_round[:SHOWN]],
    }


def _cell(need: Need | None) -> dict[str, Any]:
    if need is None:
        return {"text": ""}
    details = [need.get_timing_display(), need.priority and _("place %(n)s") % {"n": need.priority}]
    hint = ", ".join(str(part).lower() for part in details if part)
    if need.level is None:
        return {"text": need.get_not_answered_display(), "hint": hint}
    level = NeedLevel(need.level)
    return {"text": f"{level.value} {level.label}", "tone": _TONES[level.value], "hint": hint}


def _words_of_needs() -> list[tuple[str, Callable[[Any], Any]]]:
    return [
        (_("What is needed most"), lambda row: told(row, "most_needed", row.most_needed)),
        (_("What gives strength"), lambda row: told(row, "resilience", row.resilience)),
        (_("Savings"), lambda row: row.get_savings_display()),
        (_("Note"), lambda row: row.note),
    ]


def family_table(case: Case) -> Comparison:
    """The family over time."""
    found = FamilyAssessment.objects.filter(case=case).select_related("by__user", "relative")
    return _table(
        list(found.order_by("-on", "-id")),
        [
            (_("Conclusion"), lambda row: row.get_conclusion_display()),
            (_("Looking for the family"), lambda row: row.get_tracing_display()),
            (_("Spoken to"), lambda row: row.relative.get_relation_display() if row.relative else ""),
            (_("Agrees to receive the person"), _flag("agrees")),
            (_("Is able to receive the person"), _flag("able")),
            (_("Knows what happened"), _flag("knows")),
            (_("The home"), lambda row: row.get_home_environment_display()),
            (_("Violence at home"), _flag("violence")),
            (_("Link to those who exploited"), _flag("linked")),
            (_("Means of the family"), lambda row: row.get_economy_display()),
            (_("Mediation is needed"), _flag("mediation_needed")),
            (_("Support the family needs"), lambda row: told(row, "support_needed", row.support_needed)),
            (_("What the child says"), lambda row: told(row, "child_views", row.child_views)),
            (_("Note"), lambda row: row.note),
        ],
    )


def community_table(case: Case) -> Comparison:
    """Places over time."""
    found = CommunityAssessment.objects.filter(case=case).select_related("by__user")
    return _table(
        list(found.order_by("-on", "-id")),
        [
            (_("Conclusion"), lambda row: row.get_conclusion_display()),
            (_("Place"), lambda row: ", ".join(filter(None, (row.place, country_name(row.country))))),
            (_("Stigma"), lambda row: told(row, "stigma", row.stigma and f"{row.stigma} / 5")),
            (
                _("Services within thirty kilometres"),
                lambda row: told(row, "services", labels(row.services, LocalService)),
            ),
            (_("Work to be found"), lambda row: row.get_work_display()),
            (_("Security"), lambda row: row.get_security_display()),
            (_("Staff can visit safely"), _flag("safe_to_visit")),
            (_("Note"), lambda row: row.note),
        ],
    )


def _flag(name: str) -> Callable[[Any], Any]:
    return lambda row: told(row, name, yes_no(getattr(row, name)))
