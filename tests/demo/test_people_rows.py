"""Consent, minors, contact after closure, the present caseload, referrals, sign-ins."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.db.models import F, Q

from cases.access import visible_cases
from cases.codes import CaseStatus, ClosureState, ConsentPurpose, GivenBy
from cases.models import (
    Case,
    CaseConference,
    ClosureRequest,
    Consent,
    EmergencyAccess,
    Feedback,
    Flag,
    Incident,
    OneOffHelp,
    Person,
    PurposeBasis,
    SafetyPlan,
    Task,
)
from referrals.codes import ReferralState
from referrals.models import ReferralPackage
from reintegration.codes import Phase, ReviewState
from reintegration.models import FollowUp, ProgrammeCycle
from reintegration.queries.cycles import programme_boundaries, view_of
from renate.accounts.models import Membership, User
from renate.accounts.roles import Role
from renate.demo.figures import PERIOD_FROM, PERIOD_TO
from renate.kit import clock
from renate.pages.my_day import day_of
from renate.reports.models import Report
from renate.tenancy import scope
from renate.tenancy.models import Organisation
from shelters.models import Stay

STATUSES = {CaseStatus.INTAKE, CaseStatus.ACTIVE, CaseStatus.SUSPENDED}


def test_every_case_opens_with_consent_to_services(member: Organisation) -> None:
    for case in Case.objects.all():
        asked = case.consents.for_purpose(ConsentPurpose.SERVICES).order_by("valid_from")
        assert asked[0].decision == "given"
        assert asked[0].valid_from == case.opened_on
        assert case.consents.for_purpose(ConsentPurpose.SERVICES).current().count() == 1


def test_a_consent_is_followed_by_a_later_one_of_its_purpose(member: Organisation) -> None:
    followed = Consent.objects.filter(superseded_by__isnull=False).select_related("superseded_by")

    assert followed.exists()
    for consent in followed:
        assert consent.superseded_by.purpose == consent.purpose
        assert consent.superseded_by.case_id == consent.case_id
        assert consent.superseded_by.valid_from >= consent.valid_from


@pytest.mark.rule("R-16")
def test_minors_have_a_guardian_and_decide_with_them(member: Organisation) -> None:
    minors = [
        case for case in Case.objects.select_related("person") if case.person.is_minor_on(case.opened_on)
        and case.person.birth_precision == "day"
    ]  # fmt: skip

    assert len(minors) > 3
    for case in minors:
        assert case.person.related_people.filter(is_guardian=True).exists() or case.person.cases.count() > 1
        first = case.consents.for_purpose(ConsentPurpose.SERVICES).earliest("valid_from")
        assert first.given_by in {GivenBy.BOTH, GivenBy.COURT}


@pytest.mark.rule("S0-36", "S2-23")
def test_after_closure_only_those_are_contacted_who_agreed(member: Organisation) -> None:
    later = FollowUp.objects.filter(due_on__gt=F("case__closed_on"))

    assert later.exists()
    for follow_up in later:
        consent = follow_up.case.consents.for_purpose(ConsentPurpose.POST_CLOSURE).latest("valid_from")
        assert consent.decision == "given"


@pytest.mark.rule("S3-75", "S3-87")
def test_persons_are_mixed_and_mostly_have_sealed_names(network: list[Organisation]) -> None:
    seen: set[tuple[str, bool]] = set()
    for organisation in network:
        with scope.enter(organisation=organisation):
            for person in Person.objects.all():
                seen.add((person.sex, bool(person.legal_name)))
            assert Person.objects.exclude(citizenship__in=["", organisation.country]).exists()

    assert {("female", True), ("male", True)} <= seen
    assert {sex for sex, _named in seen} == {"female", "male"}


@pytest.mark.rule("R-02")
def test_present_caseload_has_what_the_day_asks_for(member: Organisation) -> None:
    today = clock.today()
    open_cases = Case.objects.open()
    planned = FollowUp.objects.planned()
    running = ProgrammeCycle.objects.running().select_related("case")
    boundaries = programme_boundaries()
    reviews = {view_of(cycle, today, boundaries).review for cycle in running}
    soon = today + timedelta(days=14)

    assert open_cases.count() >= 13
    assert set(open_cases.values_list("status", flat=True)) == STATUSES
    assert {Phase.CRISIS, Phase.TRANSITION, Phase.REINTEGRATION, Phase.EXTENDED} <= {c.phase for c in running}
    assert planned.filter(due_on__lt=today, lapse_on__gt=today).exists()
    assert not planned.filter(lapse_on__lte=today).exists()
    assert planned.filter(due_on=today).exists()
    assert planned.filter(due_on__gt=today).exists()
    assert {"job", "training"} <= set(FollowUp.objects.values_list("anchor", flat=True))
    assert {ReviewState.DUE, ReviewState.OVERDUE} <= reviews
    assert Consent.objects.current().filter(decision="given", valid_until__range=(today, soon)).exists()
    assert Stay.objects.open().exists()
    assert ClosureRequest.objects.filter(state=ClosureState.REQUESTED).count() == 1


def test_present_persons_had_nothing_in_the_first_years(member: Organisation) -> None:
    early = Q(deliveries__on__range=(PERIOD_FROM, PERIOD_TO))

    assert not Case.objects.open().filter(early).exists()
    assert not Case.objects.filter(opened_on__gt=PERIOD_TO).filter(early).exists()


def test_a_referral_waits_everywhere_and_one_is_sealed(member: Organisation) -> None:
    received = ReferralPackage.objects.received()

    assert received.filter(state=ReferralState.OFFERED).count() == 1
    assert received.filter(state=ReferralState.ACCEPTED).count() == 1
    assert ReferralPackage.objects.owned().filter(state=ReferralState.ENDED, payload=None).exists()


def test_every_page_of_the_work_has_something_on_it(member: Organisation) -> None:
    kinds = (
        Task, Flag, CaseConference, Incident, Feedback, SafetyPlan, EmergencyAccess, PurposeBasis, OneOffHelp,
    )  # fmt: skip

    assert [kind.__name__ for kind in kinds if not kind.objects.exists()] == []


def test_sign_ins_work_and_have_work(network: list[Organisation]) -> None:
    wanted = {email for _label, email in settings.DEMO_SIGN_INS}

    users = {user.email: user for user in User.objects.filter(email__in=wanted)}

    assert set(users) == wanted
    assert all(check_password(settings.DEMO_PASSWORD, user.password) for user in users.values())
    with scope.enter(organisation=network[0]):
        worker = Membership.objects.get(user=users["worker@demo.example"])
        day = day_of(worker, clock.today())
        assert worker.role == Role.CASE_MANAGER
        assert visible_cases(worker).open().count() >= 5
        assert day.overdue
        assert day.today
        assert day.coming


def test_the_officer_finds_two_drafts(member: Organisation) -> None:
    drafts = Report.objects.order_by("period_from")

    assert [draft.period_to for draft in drafts] == [PERIOD_TO, clock.today()]
    assert all(draft.tables for draft in drafts)


@pytest.mark.rule("R-02")
def test_the_first_sweep_has_phase_reviews_to_tell(member: Organisation) -> None:
    assert ProgrammeCycle.objects.running().filter(remind_on__lte=clock.today()).exists()
