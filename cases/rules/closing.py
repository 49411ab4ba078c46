"""What a closure needs, and the one list of what may stand against it (R-14, R-20)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.codes import ClosureReason

# Upper apps add a question here when they are ready: "is a bed still taken?"
Blocker = Callable[[Any], str | None]
BLOCKERS: list[Blocker] = []

# The person can no longer be asked, so consent and risk are not asked for.
WITHOUT_PERSON = frozenset({ClosureReason.DECEASED, ClosureReason.LOST_CONTACT})


def register_blocker(blocker: Blocker) -> None:
    """Let an upper app keep a case from being closed; it answers a sentence or None."""
    if blocker not in BLOCKERS:
        BLOCKERS.append(blocker)


def blockers_for(case: Any) -> list[str]:
    """Every sentence that stands against closing this case."""
    return [text for blocker in BLOCKERS if (text := blocker(case))]


@dataclass(frozen=True)
class Try:
    """Somebody tried to reach the person, on a day and in a way that is safe, and did not."""

    on: date
    way: str


# Upper apps that keep contacts tell here of the tries since the person was last reached.
Tries = Callable[[Any], list[Try]]
TRIES: list[Tries] = []
# before a contact counts as lost.
TRIES_NEEDED = 3
WAYS_NEEDED = 2
DAYS_NEEDED = 30


def register_tries(tries: Tries) -> None:
    """Let an upper app tell of tries to reach a person."""
    if tries not in TRIES:
        TRIES.append(tries)


def tries_for(case: Any) -> tuple[Try, ...]:
    """Every try since the person was last reached."""
    return tuple(found for tries in TRIES for found in tries(case))


def lost_contact_problem(tries: Sequence[Try], on: date) -> str | None:
    """Why contact is not lost yet: three tries in two safe ways over thirty days come first (R-13)."""
    known = [found for found in tries if found.on <= on]
    ways, days = {found.way for found in known}, max(((on - found.on).days for found in known), default=0)
    if len(known) >= TRIES_NEEDED and len(ways) >= WAYS_NEEDED and days >= DAYS_NEEDED:
        return None
    return _(
        "Contact is lost after three tries in two safe ways over thirty days. On record since the person was"
        " last reached: tries %(tries)d, ways %(ways)d, days %(days)d. Record each try under Follow-ups."
    ) % {"tries": len(known), "ways": len(ways), "days": days}


@dataclass(frozen=True)
class ClosureFacts:
    """What is known when somebody asks to close."""

    reason: str
    outcome: str
    summary: str
    on: date
    opened_on: date
    today: date
    data_consent_decided: bool = False
    contact_consent_decided: bool = False
    # The sentence of R-20, if there is one (cases.queries.safety.risk_block).
    risk_block: str | None = None
    tries: tuple[Try, ...] = ()
    open_tasks: int = 0
    open_items: str = ""


def missing_for_closure(facts: ClosureFacts) -> list[tuple[str | None, str]]:
    """(field, message) for everything R-14 and R-20 still ask for."""
    missing = _wrong_dates(facts)
    if not facts.reason:
        missing.append(("reason", _("Choose the reason for closing.")))
    if not facts.outcome:
        missing.append(("outcome", _("Choose the outcome.")))
    if not facts.summary.strip():
        missing.append(("summary", _("Write the closing summary.")))
    if facts.open_tasks and not facts.open_items.strip():
        text = ngettext(
            "%(count)d task is still open: say who takes it over, or end it first.",
            "%(count)d tasks are still open: say who takes them over, or end them first.",
            facts.open_tasks,
        )
        missing.append(("open_items", text % {"count": facts.open_tasks}))
    if facts.reason == ClosureReason.LOST_CONTACT and (
        problem := lost_contact_problem(facts.tries, facts.on)
    ):
        missing.append(("reason", problem))
    if facts.reason not in WITHOUT_PERSON:
        missing += _missing_with_person(facts)
    return missing


def _wrong_dates(facts: ClosureFacts) -> list[tuple[str | None, str]]:
    if facts.on > facts.today:
        return [("on", _("The day of closing is in the future."))]
    if facts.on < facts.opened_on:
        return [("on", _("The day of closing is before the case was opened."))]
    return []


def _missing_with_person(facts: ClosureFacts) -> list[tuple[str | None, str]]:
    missing: list[tuple[str | None, str]] = []
    if not facts.data_consent_decided:
        missing.append((None, _("Record the person’s decision on storing data.")))
    if not facts.contact_consent_decided:
        missing.append((None, _("Record the person’s decision on contact after closure.")))
    if facts.risk_block:
        missing.append((None, facts.risk_block))
    return missing
