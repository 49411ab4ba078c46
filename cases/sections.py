"""The list of what a file is made of, after the short intake: in any order, over days (issue: intake).

One explicit list; upper apps add theirs in AppConfig.ready.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.models import Case
from renate.accounts.access import section_access
from renate.accounts.models import Membership
from renate.accounts.roles import Access, Section


@dataclass(frozen=True)
class State:
    """How far a part is: done, begun, open, or late; `hint` says what is missing."""

    word: Any
    tone: str = "neutral"
    hint: Any = ""


def done(hint: Any = "") -> State:
    """Nothing is missing."""
    return State(_("Done"), "good", hint)


def begun(hint: Any = "") -> State:
    """Something is there."""
    return State(_("Begun"), "info", hint)


def to_do(hint: Any = "") -> State:
    """Nothing is there yet."""
    return State(_("Not begun"), "neutral", hint)


def late(hint: Any = "") -> State:
    """It should be there by now."""
    return State(_("Needed now"), "warn", hint)


@dataclass(frozen=True)
class Part:
    """A part of the file: where it is filled in, who may, how far it is (None: not for this person)."""

    key: str
    group: Any
    label: Any
    url_name: str
    section: str
    order: int
    state: Callable[[Case, date], State | None]


_PARTS: dict[str, Part] = {}


def register(part: Part) -> None:
    """Add a part; the same key again replaces it."""
    _PARTS[part.key] = part


def groups_for(case: Case, membership: Membership, today: date) -> list[dict[str, Any]]:
    """What the page draws: the parts whose section the role may read, under their headings."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for part in sorted(_PARTS.values(), key=lambda part: part.order):
        if section_access(membership, part.section) < Access.READ:
            continue
        state = part.state(case, today)
        if state is None:
            continue
        task = {
            "label": part.label, "url": reverse(part.url_name, args=[case.ref]), "hint": state.hint,
            "status": state.word, "tone": state.tone,
        }  # fmt: skip
        groups.setdefault(str(part.group), []).append(task)
    return [{"title": title, "tasks": tasks} for title, tasks in groups.items()]


FIRST = _("First hours")
PERSON = _("The person")
SAFETY = _("Safety and consent")
BASIS = _("What the plan is made from")

# Key (also the name of the question in `queries/sections.py`), words, page, section of the record.
_OWN = (
    (FIRST, (
        ("arrival", _("How the person came"), "cases:identity", Section.IDENTITY),
        ("period", _("Reflection period"), "cases:identity", Section.IDENTITY),
        ("risk", _("Risk"), "cases:risk_list", Section.RISK),
        ("safety_plan", _("Safety plan"), "cases:risk_list", Section.RISK),
        ("minor", _("Guardian and best interest"), "cases:people", Section.FAMILY),
    )),
    (PERSON, (
        ("identity", _("Who the person is"), "cases:identity", Section.IDENTITY),
        ("papers", _("Documents, right to stay"), "cases:identity", Section.IDENTITY),
        ("people", _("People around"), "cases:people", Section.FAMILY),
        ("experience", _("History"), "cases:experience", Section.EXPERIENCE),
    )),
    (SAFETY, (
        ("consent", _("Consent"), "cases:consent_list", Section.IDENTITY),
        ("contact", _("Contact plan"), "cases:contact", Section.IDENTITY),
        ("team", _("Team"), "cases:team", Section.PLAN),
    )),
    (BASIS, (
        ("profile", _("Strengths, skills, wishes"), "cases:needs", Section.PLAN),
        ("needs", _("Needs"), "cases:needs", Section.PLAN),
        ("family", _("Family"), "cases:needs", Section.PLAN),
        ("community", _("Community"), "cases:needs", Section.PLAN),
    )),
)  # fmt: skip


def register_own() -> None:
    """The parts that this app owns."""
    from cases.queries import sections

    rows = [(group, *part) for group, parts in _OWN for part in parts]
    for place, (group, key, label, page, section) in enumerate(rows, 1):
        register(Part(key, group, label, page, section, place * 10, getattr(sections, key)))
