"""What is known about the person and the arrival, as rows of a summary list."""

from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cases.codes import COUNTRIES, LANGUAGES, Precision
from cases.models import Case, Person
from cases.rules.partial_dates import PartialDate

_COUNTRY_NAMES = dict(COUNTRIES)
_LANGUAGE_NAMES = dict(LANGUAGES)


def in_words(moment: PartialDate) -> str:
    """A date as far as it is known: "12 May 1990", "May 1990", "1990"."""
    if not moment.is_known or moment.value is None:
        return ""
    if moment.precision == Precision.YEAR:
        return str(moment.value.year)
    return date_format(moment.value, "F Y" if moment.precision == Precision.MONTH else "j M Y")


def country_name(code: str) -> str:
    """The country in words."""
    return str(_COUNTRY_NAMES.get(code, code))


def language_name(code: str) -> str:
    """The language in words."""
    return str(_LANGUAGE_NAMES.get(code, code))


def yes_no(value: bool | None) -> str:
    """A three-valued flag in words; unknown is empty."""
    return {True: _("Yes"), False: _("No")}.get(value, "")  # type: ignore[arg-type]


def person_rows(person: Person, today: date, *, in_full: bool) -> list[dict[str, Any]]:
    """Name, age, language and children for everybody who may see names; the rest in full only."""
    some: list[tuple[str, Any]] = [
        (_("Code"), person.case_code),
        (_("Name used"), person.preferred_name),
        (_("Name in the documents"), person.legal_name) if in_full else (_("Name"), person.display_name),
        (_("Age"), _age(person, today)),
        (_("First language"), language_name(person.first_language)),
        (_("Needs an interpreter"), yes_no(person.interpreter_needed)),
        (_("Number of children"), person.children_count),
    ]
    rows = some + _full_rows(person) if in_full else some[:1] + some[2:]
    return [{"label": label, "value": value} for label, value in rows]


def arrival_rows(case: Case) -> list[dict[str, Any]]:
    """How the person came, and what was decided."""
    rows = [
        (_("Opened on"), date_format(case.opened_on, "j M Y")),
        (_("How the person came to us"), case.get_intake_route_display()),
        (_("How the person got out"), case.get_rescue_context_display()),
        (_("Who acted"), case.get_with_police_display()),
        (_("Identification"), case.get_identification_status_display()),
        (_("Identified on"), date_format(case.identified_on, "j M Y") if case.identified_on else ""),
        (_("Country of identification"), country_name(case.country_of_identification)),
        (_("Support"), case.get_support_mode_display()),
        (_("Case manager"), case.case_manager),
    ]
    return [{"label": label, "value": value} for label, value in rows]


def _age(person: Person, today: date) -> str:
    age = person.age_on(today)
    if age is None:
        return _("unclear, treated as a minor") if person.possibly_minor else ""
    words = str(age) if not person.age_estimated else _("about %(age)s") % {"age": age}
    return _("%(age)s (minor)") % {"age": words} if person.is_minor_on(today) else words


def _full_rows(person: Person) -> list[tuple[str, Any]]:
    return [
        (_("Other names"), person.aliases),
        (_("Date of birth"), in_words(person.birth)),
        (_("Sex"), person.get_sex_display()),
        (_("Gender identity"), person.get_gender_display()),
        (_("Citizenship"), country_name(person.citizenship)),
        (_("Stateless"), yes_no(person.stateless)),
        (_("Country of birth"), country_name(person.country_of_birth)),
        (_("Place of origin"), person.place_of_origin),
        (_("Document number"), person.document_number),
        (_("Other languages"), ", ".join(map(language_name, person.other_languages))),
        (_("Education"), person.get_education_level_display()),
        (_("Marital status"), person.get_marital_status_display()),
    ]
