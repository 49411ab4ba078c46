"""Opening a case."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from cases import hooks
from cases.models import Case, CaseUserObjectPermission, Consent, Person, TraffickingEpisode
from cases.operations import (
    ArrivalDetails,
    ArrivalError,
    ConsentAnswer,
    EpisodeDetails,
    EpisodeError,
    GuardianDetails,
    IntakeError,
    PersonDetails,
    PersonError,
    open_case,
)
from cases.operations import intake as intake_module
from cases.rules.partial_dates import on_day
from renate.accounts.models import OrganisationGroupGrant
from renate.accounts.roles import Role
from renate.kit import clock
from renate.notices.models import Notice
from renate.tenancy import scope
from tests.factories.cases import ALL_YES, CaseFactory, PersonFactory, TeamMemberFactory

GUARDIAN = GuardianDetails(relation="parent", name="Ана", kind="parent", is_verified=True,
                           conflict_of_interest=False)  # fmt: skip
YES = ConsentAnswer("given", checklist=ALL_YES)
NO = ConsentAnswer("refused")


def intake(by, **changes):
    values = {
        "by": by,
        "on": clock.today(),
        "person": PersonDetails(legal_name="Ђорђе Илић", birth=on_day(date(1990, 2, 3))),
        "arrival": ArrivalDetails(intake_route="hotline", country_of_identification="RS"),
        "services": YES,
        "data_storage": YES,
        "experience": EpisodeDetails(
            purposes=("forced_labour",), started=on_day(date(2025, 1, 1)), country_of_exploitation="IT"
        ),
    }
    return open_case(**values | changes)


@pytest.mark.rule("S0-01", "S0-02", "S0-19", "S1-17")
def test_intake_makes_person_case_consents_and_episode(inside):
    case = intake(inside)

    assert case.person.legal_name == "Ђорђе Илић"
    assert case.status == "active"
    assert case.case_manager == inside
    assert set(case.consents.values_list("purpose", "decision")) == {
        ("services", "given"),
        ("data_storage", "given"),
    }
    assert case.person.episodes.get().relation_to_assistance == "index"


def test_intake_without_consent_to_services_is_refused_and_leaves_nothing(inside):
    with pytest.raises(IntakeError) as refused:
        intake(inside, services=NO)

    assert refused.value.field == "services"
    assert not Person.objects.exists()
    assert not Consent.objects.exists()


def test_intake_without_consent_to_storage_keeps_no_identity(inside):
    with pytest.raises(PersonError) as refused:
        intake(inside, data_storage=NO)
    case = intake(inside, data_storage=NO, person=PersonDetails(birth_year=1990, sex="male"))

    assert refused.value.field == "legal_name"
    assert case.person.display_name == case.person.case_code
    assert case.person.birth_year == 1990


def test_intake_needs_the_seven_questions(inside):
    with pytest.raises(IntakeError) as refused:
        intake(inside, services=ConsentAnswer("given", checklist={}))

    assert refused.value.field == "checklist"


def test_same_token_is_one_case(inside):
    first = intake(inside, token="t" * 32)
    second = intake(inside, token="t" * 32)

    assert first == second
    assert Person.objects.count() == 1


def test_token_that_appears_meanwhile_is_the_same_case(inside, monkeypatch):
    first = intake(inside, token="t" * 32)
    answers = iter([None, first])
    monkeypatch.setattr(intake_module, "_opened_by", lambda token: next(answers))

    assert intake(inside, token="t" * 32) == first
    assert Person.objects.count() == 1


def test_same_token_in_another_organisation_is_another_case(inside, stranger):
    intake(inside, token="t" * 32)

    with scope.enter(organisation=stranger.organisation_id, user=stranger.user_id):
        intake(stranger, token="t" * 32)
        assert Case.objects.count() == 1


@pytest.mark.rule("R-15")
@pytest.mark.parametrize(
    ("change", "error", "field"),
    [
        ({"on": date(2999, 1, 1)}, IntakeError, "on"),
        ({"person": PersonDetails(birth=on_day(date(2999, 1, 1)))}, PersonError, "birth"),
        ({"person": PersonDetails(birth=on_day(date(1800, 1, 1)))}, PersonError, "birth"),
        ({"arrival": ArrivalDetails(identified_on=date(2999, 1, 1))}, ArrivalError, "identified_on"),
        ({"arrival": ArrivalDetails(presumed_on=date(1980, 1, 1))}, ArrivalError, "presumed_on"),
        (
            {"experience": EpisodeDetails(purposes=("other",), started=on_day(date(1980, 1, 1)))},
            EpisodeError,
            "started",
        ),
        ({"experience": EpisodeDetails()}, EpisodeError, "purposes"),
    ],
)
def test_intake_with_impossible_dates_is_refused(inside, change, error, field):
    with pytest.raises(error) as refused:
        intake(inside, **change)

    assert refused.value.field == field
    assert not Case.objects.exists()


def test_intake_opened_before_birth_is_refused(inside):
    born = clock.today() - timedelta(days=3)
    baby = PersonDetails(birth=on_day(born))
    answer = ConsentAnswer("given", given_by="both", checklist=ALL_YES)

    with pytest.raises(IntakeError) as refused:
        intake(inside, on=born - timedelta(days=1), person=baby, services=answer, data_storage=answer)

    assert refused.value.field == "birth"


@pytest.mark.rule("R-16")
def test_minor_needs_guardian_and_own_agreement(inside):
    child = PersonDetails(birth=on_day(clock.today() - timedelta(days=15 * 365)))
    both = ConsentAnswer("given", given_by="both", checklist=ALL_YES)

    with pytest.raises(IntakeError) as refused:
        intake(inside, person=child, experience=None)
    case = intake(inside, person=child, services=both, data_storage=both, experience=None, guardian=GUARDIAN)

    assert refused.value.field == "given_by"
    assert case.person.is_minor_on(clock.today())
    assert case.person.related_people.get().is_guardian
    assert set(case.consents.values_list("assent", flat=True)) == {"given"}


@pytest.mark.rule("R-16")
@pytest.mark.parametrize(
    ("guardian", "words"),
    [
        (None, "No guardian is recorded"),
        (replace(GUARDIAN, is_verified=False), "not verified yet"),
        (replace(GUARDIAN, conflict_of_interest=True), "the authority decides"),
        (replace(GUARDIAN, conflict_of_interest=None, reason="unknown"), "the authority decides"),
    ],
)
def test_guardian_with_a_conflict_or_none_does_not_decide(inside, guardian, words):
    child = PersonDetails(birth=on_day(clock.today() - timedelta(days=15 * 365)))
    both = ConsentAnswer("given", given_by="both", checklist=ALL_YES)

    with pytest.raises(IntakeError) as refused:
        intake(inside, person=child, services=both, data_storage=both, experience=None, guardian=guardian)

    assert refused.value.field == "given_by"
    assert words in refused.value.reasons[0]
    assert not Person.objects.exists()


@pytest.mark.rule("S0-05", "S0-06", "R-24")
def test_held_with_those_who_exploited_calls_the_coordinators_at_once(inside, coordinator):
    held = ArrivalDetails(held_with_traffickers=True, in_detention=True, rescue_context="border_check")

    intake(inside, arrival=held)

    told = Notice.objects.filter(kind="urgent").values_list("to", flat=True)
    assert set(told) == {coordinator.pk, inside.pk}


def test_not_asking_is_an_answer(inside):
    intake(inside, experience=EpisodeDetails(asked_status="not_asked_unsafe_or_not_needed"))

    assert TraffickingEpisode.objects.get().purposes == []


def test_known_person_has_one_open_case_at_a_time(inside):
    person = CaseFactory(case_manager=inside).person

    with pytest.raises(IntakeError):
        intake(inside, person=person, experience=None)
    again = intake(inside, person=PersonFactory(), experience=None)

    assert again.person.cases.count() == 1


def test_coordinator_opens_a_case_that_is_assigned_later(coordinator, inside):
    assert intake(coordinator).case_manager is None


def test_opening_tells_the_apps_above_in_the_same_transaction(inside, monkeypatch):
    told = []
    monkeypatch.setattr(hooks, "on_case_opened", [lambda case, by, on: told.append((case, by, on))])

    case = intake(inside)

    assert told == [(case, inside, clock.today())]


def test_hook_that_fails_leaves_no_case(inside, monkeypatch):
    def fail(*_args):
        raise RuntimeError

    monkeypatch.setattr(hooks, "on_case_opened", [fail])

    with pytest.raises(RuntimeError):
        intake(inside)
    assert not Case.objects.exists()


def test_deputy_who_opens_nothing_is_no_case_manager(cast, inside):
    assert intake(cast(Role.DEPUTY)).case_manager is None


def test_grants_grow_with_who_is_let_in_and_not_with_cases(cast, inside):
    before = CaseUserObjectPermission.objects.count(), OrganisationGroupGrant.objects.count()

    for _number in range(3):
        intake(by=inside, on=clock.today())
    assert (CaseUserObjectPermission.objects.count(), OrganisationGroupGrant.objects.count()) == before
    TeamMemberFactory(case=Case.objects.first(), membership=cast(Role.DEPUTY))

    assert CaseUserObjectPermission.objects.count() == before[0] + 1
