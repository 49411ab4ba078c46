"""Looking a person up before one is made: who may be the same, and proof of who was shown."""

from collections.abc import Iterable
from typing import Any

from django.core import signing

from cases.access import visible_cases
from cases.models import Case, Person
from cases.queries.search import Match, lookalikes
from cases.rules.partial_dates import PartialDate
from renate.accounts.models import Membership

_SALT = "renate.lookup"
# A day's work: a form left open over night is looked up again.
_VALID_SECONDS = 12 * 60 * 60


def matches(
    membership: Membership, names: Iterable[str], birth: PartialDate, number: str
) -> list[dict[str, Any]]:
    """Likely matches as the member may see them; a sealed file that is not theirs does not show."""
    exact = birth.value if birth.precision == "day" else None
    year = birth.earliest.year if birth.is_known else None
    found = lookalikes(names, birth_date=exact, birth_year=year, number=number)
    return _known_to(membership, found)


def shown(membership: Membership, rows: list[dict[str, Any]], before: set[str]) -> str:
    """A sealed note of everybody who was shown, for the next step."""
    refs = sorted(before | {row["match"].person.public_id for row in rows})
    return signing.dumps([membership.public_id, refs], salt=_SALT)


def seen(membership: Membership, note: str) -> set[str]:
    """Who was shown already; nobody when the note is old, another member's or not ours."""
    try:
        writer, refs = signing.loads(note, salt=_SALT, max_age=_VALID_SECONDS)
    except (signing.BadSignature, ValueError, TypeError):
        return set()
    return set(refs) if writer == membership.public_id else set()


def unseen(rows: list[dict[str, Any]], before: set[str]) -> list[dict[str, Any]]:
    """Matches nobody has looked at yet."""
    return [row for row in rows if row["match"].person.public_id not in before]


def reusable(membership: Membership, ref: str) -> Person | None:
    """A known person for whom the member may open a new case: a visible case has ended, none is open."""
    person = Person.objects.filter(public_id=ref).first() if ref.isalnum() else None
    if person is None or Case.objects.open().filter(person=person).exists():
        return None
    return person if visible_cases(membership).filter(person=person).exists() else None


def _known_to(membership: Membership, found: list[Match]) -> list[dict[str, Any]]:
    """Matches with the newest case; one the member may not open shows its code and whom to ask."""
    people = [match.person for match in found]
    newest: dict[int, Case] = {}
    hidden: dict[int, Case] = {}
    running: set[int] = set()
    visible = set(visible_cases(membership).filter(person__in=people).values_list("pk", flat=True))
    for case in Case.objects.filter(person__in=people).with_people().order_by("opened_on", "id"):
        target = newest if case.pk in visible else hidden
        target[case.person_id] = case
        running |= {case.person_id} if case.is_open else set()
    return [
        {
            "match": match,
            "name": _both_names(match.person),
            "case": newest.get(match.person.pk),
            "hidden": hidden.get(match.person.pk),
            "may_reuse": match.person.pk in newest and match.person.pk not in running,
        }
        for match in found
        if match.person.pk in newest or not _is_sealed(hidden.get(match.person.pk))
    ]


def _both_names(person: Person) -> str:
    names = (person.legal_name, person.preferred_name)
    return ", ".join(dict.fromkeys(filter(None, names))) or person.case_code


def _is_sealed(case: Case | None) -> bool:
    return case is not None and case.is_sealed
