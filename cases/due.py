"""The days of case files, as the one list of everything due knows them (R-16, R-22, R-23, domain 2.7)."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.access import visible_cases
from cases.codes import Confidentiality, ConsentDecision, ConsentPurpose, DocumentStatus
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
from cases.queries.consent import NO, last_word
from cases.recipients import Recipients
from cases.rules.needs import full_round_by, urgent_needs_by
from cases.rules.people import adult_on
from renate.accounts.models import Membership
from renate.accounts.roles import Role
from renate.kit import clock
from renate.notices import due, rules
from renate.notices.codes import NoticeKind
from renate.notices.due import Ask, Asking, Due, Found, Settle, Source, asked, settled_by
from renate.notices.rules import Steps

# (open cases to look at, first and last day) -> rows made by `asked`
Rows = Callable[[CaseQuerySet, date, date], QuerySet]
_FACTS = ("pk", "public_id", "person__case_code", "case_manager_id", "confidentiality")
_PAGES: dict[str, Callable[[str, str], str]] = {}


def case_source(
    key: str,
    what: Any,
    rows: Rows,
    *,
    url_name: str,
    steps: Steps | None,
    kind: str = NoticeKind.REVIEW_DUE,
    settle: Settle | None = None,
) -> Source:
    """A source whose rows hang on open cases: told to who answers for the case, then to the coordinators."""

    def ask(asking: Asking) -> QuerySet:
        return rows(asking.once("open cases", lambda: _open_cases(asking.member)), *asking.days)

    return source_of_cases(key, what, ask, url_name=url_name, steps=steps, kind=kind, settle=settle)


def source_of_cases(
    key: str,
    what: Any,
    ask: Ask,
    *,
    url_name: str,
    steps: Steps | None = None,
    kind: str = NoticeKind.REVIEW_DUE,
    settle: Settle | None = None,
    with_row: bool = False,
) -> Source:
    """The same where whose rows they are is a matter of its own; `with_row`: the page is the row's own."""
    _PAGES[key] = lambda case, row: reverse(url_name, args=[case, row] if with_row else [case])
    return Source(key, what, ask, tell_of_cases, steps, kind, settle=settle)


def cases_of(member: Membership | None) -> CaseQuerySet:
    """All, or what one member may have to see to: own cases, and for coordinators those that are nobody's."""
    if member is None:
        return Case.objects.all()
    if member.role != Role.COORDINATOR:
        return Case.objects.filter(case_manager=member)
    nobodys = Q(case_manager=None) | Q(case_manager__is_active=False) | Q(case_manager__user__is_active=False)
    own = Case.objects.filter(Q(case_manager=member) | nobodys)
    return own.filter(pk__in=visible_cases(member).order_by().values("pk"))


def _open_cases(member: Membership | None) -> CaseQuerySet:
    """By number for a member, who has few: else each source would work out anew whose case is whose."""
    cases = cases_of(member).open()
    if member is None:
        return cases
    return Case.objects.filter(pk__in=list(cases.order_by().values_list("pk", flat=True)))


def tell_of_cases(rows: list[Found], member: Membership | None) -> Iterator[Due]:
    """Rows with the people and the address of their case; a fixed number of queries."""
    ids = {row.about for row in rows}
    cases = {facts[0]: facts for facts in Case.objects.filter(pk__in=ids).values_list(*_FACTS)} if ids else {}
    people = Recipients()
    for row in rows:
        pk, ref, code, manager, confidentiality = cases[row.about]
        url = _PAGES[row.source](ref, row.row)
        if member is not None:
            yield row.due(code, url, (member.pk,))
            continue
        sealed = confidentiality == Confidentiality.SEALED
        workers = people.workers(row.to or manager, pk, sealed=sealed)
        yield row.due(code, url, workers, people.leads(pk, sealed=sealed))


def _documents(cases: CaseQuerySet, first: date, last: date) -> QuerySet:
    # What is lost or kept by others needs a new document, not a reminder.
    held = IdentityDocument.objects.filter(
        status=DocumentStatus.VALID, person__cases__in=cases, expires_on__range=(first, last)
    )
    return asked(held, "expires_on", "person__cases__id").distinct()


def _residences(cases: CaseQuerySet, first: date, last: date) -> QuerySet:
    ending = ResidenceStatus.objects.filter(person__cases__in=cases, valid_to__range=(first, last))
    return asked(ending, "valid_to", "person__cases__id").distinct()


def _reflections(cases: CaseQuerySet, first: date, last: date) -> QuerySet:
    running = ReflectionPeriod.objects.filter(case__in=cases, ended_on=None, to_on__range=(first, last))
    return asked(running, "to_on", "case_id")


def _consents(cases: CaseQuerySet, first: date, last: date) -> QuerySet:
    given = Consent.objects.current().filter(case__in=cases, decision=ConsentDecision.GIVEN)
    return asked(given.filter(valid_until__range=(first, last)), "valid_until", "case_id")


def _contact_plans(cases: CaseQuerySet, first: date, last: date) -> QuerySet:
    current = ContactPlan.objects.filter(case__in=cases, is_current=True, check_on__range=(first, last))
    return asked(current, "check_on", "case_id")


def _risk_reviews(cases: CaseQuerySet, first: date, last: date) -> QuerySet:
    due_then = cases.with_risk().filter(risk_review_due__range=(first, last))
    return asked(due_then, "risk_review_due", "pk")


def _safety_plans(cases: CaseQuerySet, first: date, last: date) -> QuerySet:
    newest = SafetyPlan.objects.filter(case=OuterRef("pk")).order_by("-version")
    ending = cases.annotate(until=Subquery(newest.values("valid_until")[:1])).filter(
        until__range=(first, last)
    )
    return asked(ending, "until", "pk")


def _birthdays(cases: CaseQuerySet, first: date, last: date) -> QuerySet:
    """Birth dates are sealed: the year narrows it down, the few that are left are opened."""
    years = range(max(first.year, 1900) - 18, last.year - 17)
    born_then = Person.objects.filter(cases__in=cases, birth_year__in=years)
    return asked(born_then, about="cases__id").distinct()


def _open_birth_dates(rows: list[Found], first: date, last: date) -> Iterable[Found]:
    people = Person.objects.filter(public_id__in={row.row for row in rows})
    facts = people.only("organisation", "public_id", "birth_date", "birth_precision", "birth_year")
    days = {person.public_id: adult_on(person.birth) for person in facts}
    return settled_by(lambda row: days[row.row])(rows, first, last)


def _needs(cases: CaseQuerySet, first: date, last: date) -> QuerySet:
    newest = NeedsAssessment.objects.filter(case=OuterRef("pk")).order_by("-on", "-id")
    again = cases.annotate(again=Subquery(newest.values("repeat_on")[:1])).filter(again__range=(first, last))
    return asked(_willing(again), "again", "pk")


def _willing(cases: CaseQuerySet) -> CaseQuerySet:
    """Without those who refused to be assessed: nobody is reminded of what must not be done."""
    return cases.annotate(word=last_word(ConsentPurpose.ASSESSMENT)).exclude(word__in=NO)


def _never_assessed(cases: CaseQuerySet) -> CaseQuerySet:
    return cases.filter(~Exists(NeedsAssessment.objects.filter(case=OuterRef("pk"))))


def _first_needs(cases: CaseQuerySet, first: date, last: date) -> QuerySet:
    """Files without any round of needs: a first step that was forgotten has no day but this (S2-10)."""
    return asked(_willing(_never_assessed(cases)), about="pk", facts={"opened_on": "opened_on"})


def _first_round(row: Found) -> date | None:
    opened_on = row.day_in("opened_on")
    return full_round_by(opened_on) if opened_on else None


def _urgent_needs(cases: CaseQuerySet, first: date, last: date) -> QuerySet:
    """Nothing was said about what can't wait; a reason for having no answer is an answer, a round too."""
    silent = _never_assessed(cases).filter(urgent_needs=[]).exclude(not_answered__has_key="urgent_needs")
    known = silent.annotate(word=last_word(ConsentPurpose.ASSESSMENT))
    return asked(known, about="pk", facts={"opened_on": "opened_on", "word": "word"})


def _first_hours(row: Found) -> date | None:
    opened_on, refused = row.day_in("opened_on"), row.facts["word"] in NO
    return urgent_needs_by(opened_on, clock.today(), refused=refused) if opened_on else None


def _disclosures(cases: CaseQuerySet, first: date, last: date) -> QuerySet:
    """Reviewed by whoever authorised it."""
    waiting = Disclosure.objects.filter(case__in=cases, reviewed_on=None, review_due__range=(first, last))
    return asked(waiting, "review_due", "case_id", to="authorised_by_id")


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
)  # fmt: skip


def register() -> None:
    """Make the days of case files known to reminders, lists and calendars."""
    for key, what, rows, url_name, steps, kind in _SOURCES:
        due.register(case_source(key, what, rows, url_name=url_name, steps=steps, kind=kind))
    due.register(
        case_source(
            "birthday", _("18th birthday"), _birthdays, url_name="cases:consent_list",
            steps=rules.BIRTHDAY_18, kind=NoticeKind.DATE_AHEAD, settle=_open_birth_dates,
        )
    )  # fmt: skip
    due.register(
        case_source(
            "urgent-needs", _("Urgent needs"), _urgent_needs, url_name="cases:identity",
            steps=rules.TO_BE_DONE_SOON, settle=settled_by(_first_hours),
        )
    )  # fmt: skip
    due.register(
        case_source(
            "first-needs", _("Needs to assess"), _first_needs, url_name="cases:needs",
            steps=rules.TO_BE_DONE, settle=settled_by(_first_round),
        )
    )  # fmt: skip
