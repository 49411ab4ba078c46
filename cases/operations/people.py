"""The person and the people around them."""

from dataclasses import dataclass, field, fields
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from cases.codes import ConsentPurpose, NotAnswered, Precision, Sex
from cases.models import Person
from cases.queries.consent import said_no
from cases.rules.partial_dates import UNKNOWN_DATE, PartialDate
from cases.rules.people import birth_problem
from renate import audit
from renate.accounts.models import Membership
from renate.kit import clock
from renate.kit.errors import RuleError

IDENTIFYING = ("legal_name", "preferred_name", "aliases", "document_number", "place_of_origin")
SPECIAL = ("gender", "pregnant", "disability")


class PersonError(RuleError):
    """The data about the person can't be stored as given."""


@dataclass(frozen=True)
class PersonDetails:
    """What is known about a person; every part may stay empty."""

    legal_name: str = ""
    preferred_name: str = ""
    aliases: str = ""
    birth: PartialDate = UNKNOWN_DATE
    birth_year: int | None = None
    age_estimated: bool = False
    possibly_minor: bool = False
    sex: str = Sex.UNKNOWN
    gender: str = ""
    citizenship: str = ""
    other_citizenships: tuple[str, ...] = ()
    stateless: bool | None = None
    country_of_birth: str = ""
    place_of_origin: str = ""
    first_language: str = ""
    other_languages: tuple[str, ...] = ()
    interpreter_needed: bool = False
    interpreter_gender: str = ""
    interpreter_avoid: str = ""
    literacy: str = ""
    education_level: str = ""
    marital_status: str = ""
    children_count: int | None = None
    pregnant: bool | None = None
    disability: str = ""
    document_number: str = ""
    not_answered: dict[str, str] = field(default_factory=dict)

    @property
    def identifies(self) -> bool:
        """Whether anything in it says who the person is."""
        exact = self.birth.is_known and self.birth.precision == Precision.DAY
        return exact or any(getattr(self, name) for name in IDENTIFYING)


@transaction.atomic
def update_person(*, by: Membership, on: date, person: Person, details: PersonDetails) -> Person:
    """Replace what is known about a person (R-15); identity only while its storage is agreed (domain 4)."""
    check_person(details, may_identify=may_identify(person))
    _check_special(person, details)
    changed = fill_person(person, details)
    person.full_clean()
    person.save()
    audit.record("person.updated", on=person, fields=changed)
    return person


def check_person(details: PersonDetails, *, may_identify: bool) -> None:
    """Raise PersonError when the birth date is impossible or identity may not be stored."""
    problem = birth_problem(details.birth, clock.today())
    if problem == "future":
        raise PersonError(_("The date of birth is in the future."), field="birth")
    if problem == "too_old":
        raise PersonError(_("Check the year: the person would be over 120."), field="birth")
    if not may_identify and details.identifies:
        text = _(
            "Storing identifying data was refused: leave name, exact birth date, document and place empty."
            " The code stands for the person."
        )
        raise PersonError(text, field="legal_name")


def fill_person(person: Person, details: PersonDetails) -> list[str]:
    """Write the details onto the row; returns the names of what changed."""
    values = {known.name: getattr(details, known.name) for known in fields(details)}
    birth: PartialDate = values.pop("birth")
    values["birth_date"], values["birth_precision"] = birth.value, birth.precision
    if birth.is_known:
        values["birth_year"] = birth.earliest.year
    for name in ("other_citizenships", "other_languages"):
        values[name] = list(values[name])
    changed = [name for name, value in values.items() if getattr(person, name) != value]
    for name, value in values.items():
        setattr(person, name, value)
    return changed


def may_identify(person: Person) -> bool:
    """Whether identifying data may be stored: not after the person refused it (domain 4)."""
    return not said_no(person, ConsentPurpose.DATA_STORAGE)


def _check_special(person: Person, details: PersonDetails) -> None:
    """After a no to special data these questions get no new answer; the reasons for silence remain."""
    new = [name for name in SPECIAL if getattr(details, name) not in (None, "", getattr(person, name))]
    told = [name for name in new if getattr(details, name) not in NotAnswered.values]
    if told and said_no(person, ConsentPurpose.SPECIAL_DATA):
        text = _("Storing health and other special data was refused: leave this without an answer.")
        raise PersonError(text, field=told[0])
