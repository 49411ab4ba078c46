"""What is known about the person and the arrival, as rows of a summary list."""

from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cases.codes import COUNTRIES, LANGUAGES, Complexity, FirstHelp, Precision, UrgentNeed
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


def told(row: Any, question: str, words: Any) -> Any:
    """The answer in words, or the reason why there is none."""
    return words or row.silence_words(question)


def labels(codes: list[str], choices: Any) -> str:
    """Codes in words, separated by commas."""
    known = dict(choices.choices)
    return ", ".join(str(known.get(code, code)) for code in codes)


def person_rows(person: Person, today: date, *, in_full: bool) -> list[dict[str, Any]]:
    """Name, age, language and children for everybody who may see names; the rest in full only."""
    some: list[tuple[str, Any]] = [
        (_("Code"), person.case_code),
        (_("Name used"), person.preferred_name),
        (_("Name in the documents"), person.legal_name) if in_full else (_("Name"), person.display_name),
        (_("Age"), _age(person, today)),
        (_("First language"), language_name(person.first_language)),
        (_("Needs an interpreter"), yes_no(person.interpreter_needed)),
        (_("Number of children"), _number(person, "children_count")),
    ]
    rows = some + _full_rows(person) if in_full else some[:1] + some[2:]
    return [{"label": label, "value": value} for label, value in rows]


def arrival_rows(case: Case) -> list[dict[str, Any]]:
    """How the person came, and what was decided."""
    rows = [
        (_("Opened on"), date_format(case.opened_on, "j M Y")),
        (_("How the person came to us"), case.get_intake_route_display()),
        (_("Who met the person first"), case.get_first_responder_display()),
        (_("How the person got out"), case.get_rescue_context_display()),
        (_("Who acted"), case.get_with_police_display()),
        (_("Held with those who exploited"), _flag(case, "held_with_traffickers")),
        (_("In detention"), ", ".join(filter(None, (_flag(case, "in_detention"), case.detention_place)))),
        (_("Detained"), _span(case.detained_from, case.detained_to)),
        (_("Way of return"), case.get_type_of_return_display()),
        (_("Urgent needs"), told(case, "urgent_needs", labels(case.urgent_needs, UrgentNeed))),
        (_("Offered at once"), labels(case.first_help, FirstHelp)),
        (_("Identification"), case.get_identification_status_display()),
        (_("Who identified the person"), case.get_identified_by_display()),
        (_("First presumed on"), date_format(case.presumed_on, "j M Y") if case.presumed_on else ""),
        (_("Identified on"), date_format(case.identified_on, "j M Y") if case.identified_on else ""),
        (_("Country of identification"), country_name(case.country_of_identification)),
        (_("Support"), case.get_support_mode_display()),
        (_("Model of care"), case.get_model_of_care_display()),
        (_("What makes it difficult"), labels(case.complexity, Complexity)),
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
        (_("Date of birth"), told(person, "birth_date", in_words(person.birth))),
        (_("Sex"), person.get_sex_display()),
        (_("Gender identity"), person.get_gender_display()),
        (_("Citizenship"), told(person, "citizenship", country_name(person.citizenship))),
        (_("Stateless"), _flag(person, "stateless")),
        (_("Country of birth"), told(person, "country_of_birth", country_name(person.country_of_birth))),
        (_("Place of origin"), told(person, "place_of_origin", person.place_of_origin)),
        (_("Document number"), told(person, "document_number", person.document_number)),
        (_("Other languages"), ", ".join(map(language_name, person.other_languages))),
        (_("Reading and writing"), person.get_literacy_display()),
        (_("Accepts as interpreter"), person.get_interpreter_gender_display()),
        (_("No interpreter who …"), person.interpreter_avoid),
        (_("Education"), person.get_education_level_display()),
        (_("Marital status"), person.get_marital_status_display()),
        (_("Pregnant"), _flag(person, "pregnant")),
        (_("Disability"), person.get_disability_display()),
    ]


def _flag(row: Any, question: str) -> str:
    return str(told(row, question, yes_no(getattr(row, question))))


def _number(row: Any, question: str) -> Any:
    value = getattr(row, question)
    return row.silence_words(question) if value is None else value


def _span(first: date | None, last: date | None) -> str:
    if first is None and last is None:
        return ""
    return " – ".join(date_format(day, "j M Y") if day else "…" for day in (first, last))
