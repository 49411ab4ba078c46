"""The days of case files, as the one list of everything due knows them (R-16, R-22, R-23)."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

from django.db.models import OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.access import visible_cases
from cases.codes import Confidentiality, ConsentDecision, DocumentStatus
from cases.models import (
    Case,
    Consent,
    ContactPlan,
    Disclosure,
    IdentityDocument,
    NeedsAssessment,
    Person,
    ReflectionPeriod,
    ResidenceStatus,
    SafetyPlan,
)
from cases.models.case import CaseQuerySet
from cases.recipients import Recipients
from cases.rules.people import adult_on
from renate.accounts.models import Membership
from renate.accounts.roles import Role
from renate.notices import due, rules
from renate.notices.codes import NoticeKind
from renate.notices.due import Due, Source
from renate.notices.rules import Steps

# (row's public id, day, id of the case), or with the membership that is named for it as a fourth
Row = tuple[Any, ...]
Rows = Callable[[CaseQuerySet, date, date], Iterable[Row]]
_FACTS = ("pk", "public_id", "person__case_code", "case_manager_id", "confidentiality")


def case_source(
    key: str,
    what: Any,
    rows: Rows,
    *,
    url_name: str,
    steps: Steps | None,
    kind: str = NoticeKind.REVIEW_DUE,
) -> Source:
    """A source whose rows hang on cases: told to who answers for the case, then to the coordinators.

    `rows` gets the open cases to look at, and the first and last day.
    """

    def find(first: date, last: date, member: Membership | None) -> Iterator[Due]:
        wanted = rows(cases_of(member).open(), first, last)
        return with_people(list(wanted), url_name, member)

    return Source(key, what, find, steps, kind)


def cases_of(member: Membership | None) -> CaseQuerySet:
    """All, or what one member may have to see to: own cases, and for coordinators those that are nobody's."""
    if member is None:
        return Case.objects.all()
    if member.role != Role.COORDINATOR:
        return Case.objects.filter(case_manager=member)
    nobodys = Q(case_manager=None) | Q(case_manager__is_active=False) | Q(case_manager__user__is_active=False)
    own = Case.objects.filter(Q(case_manager=member) | nobodys)
    return own.filter(pk__in=visible_cases(member).order_by().values("pk"))


def with_people(rows: list[Row], url_name: str, member: Membership | None) -> Iterator[Due]:
    """Rows with the people and the address of their case; a fixed number of queries."""
    if not rows:
        return
    ids = {row[2] for row in rows}
    cases = {facts[0]: facts for facts in Case.objects.filter(pk__in=ids).values_list(*_FACTS)}
    people = Recipients()
    for row_id, day, case_id, *named in rows:
        pk, ref, code, manager, confidentiality = cases[case_id]
        url = reverse(url_name, args=[ref])
        if member is not None:
            yield Due(row_id, day, code, url, workers=(member.pk,))
            continue
        sealed = confidentiality == Confidentiality.SEALED
        responsible = (named[0] if named else None) or manager
        workers, leads = people.workers(responsible, pk, sealed=sealed), people.leads(pk, sealed=sealed)
        yield Due(row_id, day, code, url, workers, leads)


def _documents(cases: CaseQuerySet, first: date, last: date) -> Any:
    # What is lost or kept by others needs a new document, not a reminder.
    held = IdentityDocument.objects.filter(
        status=DocumentStatus.VALID, person__cases__in=cases, expires_on__range=(first, last)
    )
    return held.values_list("public_id", "expires_on", "person__cases__id").distinct()


def _residences(cases: CaseQuerySet, first: date, last: date) -> Any:
    ending = ResidenceStatus.objects.filter(person__cases__in=cases, valid_to__range=(first, last))
    return ending.values_list("public_id", "valid_to", "person__cases__id").distinct()


def _reflections(cases: CaseQuerySet, first: date, last: date) -> Any:
    running = ReflectionPeriod.objects.filter(case__in=cases, ended_on=None, to_on__range=(first, last))
    return running.values_list("public_id", "to_on", "case_id")


def _consents(cases: CaseQuerySet, first: date, last: date) -> Any:
    given = Consent.objects.current().filter(case__in=cases, decision=ConsentDecision.GIVEN)
    return given.filter(valid_until__range=(first, last)).values_list("public_id", "valid_until", "case_id")


def _contact_plans(cases: CaseQuerySet, first: date, last: date) -> Any:
    current = ContactPlan.objects.filter(case__in=cases, is_current=True, check_on__range=(first, last))
    return current.values_list("public_id", "check_on", "case_id")


def _risk_reviews(cases: CaseQuerySet, first: date, last: date) -> Any:
    due_then = cases.with_risk().filter(risk_review_due__range=(first, last))
    return due_then.values_list("public_id", "risk_review_due", "pk")


def _safety_plans(cases: CaseQuerySet, first: date, last: date) -> Any:
    newest = SafetyPlan.objects.filter(case=OuterRef("pk")).order_by("-version")
    ending = cases.annotate(until=Subquery(newest.values("valid_until")[:1])).filter(
        until__range=(first, last)
    )
    return ending.values_list("public_id", "until", "pk")


def _birthdays(cases: CaseQuerySet, first: date, last: date) -> Iterator[Row]:
    """Birth dates are sealed: the year narrows it down, the few that are left are opened."""
    years = range(max(first.year, 1900) - 18, last.year - 17)
    born_then = Person.objects.filter(cases__in=cases, birth_year__in=years).distinct()
    birthdays = {}
    for person in born_then.only("organisation", "public_id", "birth_date", "birth_precision", "birth_year"):
        day = adult_on(person.birth)
        if day is not None and first <= day <= last:
            birthdays[person.pk] = (person.public_id, day)
    for case_id, person_id in cases.filter(person__in=birthdays).values_list("pk", "person_id"):
        yield (*birthdays[person_id], case_id)


def _needs(cases: CaseQuerySet, first: date, last: date) -> Any:
    newest = NeedsAssessment.objects.filter(case=OuterRef("pk")).order_by("-on", "-id")
    again = cases.annotate(again=Subquery(newest.values("repeat_on")[:1])).filter(again__range=(first, last))
    return again.values_list("public_id", "again", "pk")


def _disclosures(cases: CaseQuerySet, first: date, last: date) -> Any:
    """Reviewed by whoever authorised it."""
    waiting = Disclosure.objects.filter(case__in=cases, reviewed_on=None, review_due__range=(first, last))
    return waiting.values_list("public_id", "review_due", "case_id", "authorised_by_id")


# key, what it is called, its rows, the page where it is done, when to remind, in which words
_SOURCES: tuple[tuple[str, Any, Rows, str, Steps, str], ...] = (
    ("document", _("Document expires"), _documents, "cases:identity", rules.DOCUMENT, NoticeKind.EXPIRY),
    ("residence", _("Residence ends"), _residences, "cases:identity", rules.DOCUMENT, NoticeKind.EXPIRY),
    ("reflection", _("Reflection ends"), _reflections, "cases:identity", rules.REFLECTION, NoticeKind.EXPIRY),
    ("consent", _("Consent ends"), _consents, "cases:consent_list", rules.CONSENT, NoticeKind.EXPIRY),
    (
        "contact-plan", _("Contact plan to confirm"), _contact_plans, "cases:contact", rules.TO_BE_DONE,
        NoticeKind.REVIEW_DUE,
    ),
    (
        "risk-review", _("Risk review"), _risk_reviews, "cases:risk_list", rules.TO_BE_DONE_SOON,
        NoticeKind.REVIEW_DUE,
    ),
    (
        "safety-plan", _("Safety plan to review"), _safety_plans, "cases:risk_list", rules.TO_BE_DONE,
        NoticeKind.REVIEW_DUE,
    ),
    (
        "needs", _("Needs to assess again"), _needs, "cases:needs", rules.TO_BE_DONE, NoticeKind.REVIEW_DUE,
    ),
    (
        "disclosure", _("Disclosure to review"), _disclosures, "cases:disclosure_list", rules.TO_BE_DONE_SOON,
        NoticeKind.REVIEW_DUE,
    ),
    (
        "birthday", _("18th birthday"), _birthdays, "cases:consent_list", rules.BIRTHDAY_18,
        NoticeKind.DATE_AHEAD,
    ),
)  # fmt: skip


def register() -> None:
    """Make the days of case files known to reminders, lists and calendars."""
    for key, what, rows, url_name, steps, kind in _SOURCES:
        due.register(case_source(key, what, rows, url_name=url_name, steps=steps, kind=kind))
