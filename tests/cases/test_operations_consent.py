"""Recording and withdrawing consent (domain 4)."""

from datetime import date, timedelta

import pytest

from cases import hooks
from cases.models import Consent
from cases.operations import (
    ConsentError,
    NoteError,
    PersonDetails,
    PersonError,
    record_consent,
    update_person,
    withdraw_consent,
    write_note,
)
from cases.queries import decided_purposes, latest_answers, valid_consent
from renate.accounts.roles import Role
from renate.kit import clock
from renate.notices.models import Notice
from tests.factories.cases import (
    ALL_YES,
    CaseFactory,
    ConsentFactory,
    ContactPlanFactory,
    GuardianFactory,
    RiskAssessmentFactory,
)


@pytest.fixture
def case(inside):
    return CaseFactory(case_manager=inside)


def given(case, by, **changes):
    values = {"on": clock.today(), "purpose": "family_contact", "decision": "given", "checklist": ALL_YES}
    values["scope"] = "Her sister; that she is well."
    return record_consent(by=by, case=case, **values | changes)


@pytest.fixture
def withdrawn_calls(monkeypatch):
    told = []
    monkeypatch.setattr(hooks, "on_consent_withdrawn", [lambda consent, by, on: told.append(consent)])
    return told


def test_recorded_yes_stands_until_its_default_end(case, inside):
    consent = given(case, inside)

    assert valid_consent(case, "family_contact", clock.today()) == consent
    assert consent.valid_until is not None
    assert valid_consent(case, "family_contact", consent.valid_until + timedelta(days=1)) is None


def test_withdrawal_acts_at_once_and_keeps_the_yes(case, inside, withdrawn_calls):
    consent = given(case, inside)

    withdrawn = withdraw_consent(by=inside, on=clock.today(), consent=consent)

    assert valid_consent(case, "family_contact", clock.today()) is None
    consent.refresh_from_db()
    assert (consent.decision, consent.superseded_by) == ("given", withdrawn)
    assert withdrawn_calls == [consent]


def test_yes_stood_on_the_days_before_it_was_withdrawn(case, inside):
    start = clock.today() - timedelta(days=10)
    consent = given(case, inside, on=start)

    withdraw_consent(by=inside, on=clock.today(), consent=consent)

    assert valid_consent(case, "family_contact", start) == consent
    assert valid_consent(case, "family_contact", clock.today()) is None


def test_refusal_after_a_yes_is_a_withdrawal_too(case, inside, withdrawn_calls):
    consent = given(case, inside)

    given(case, inside, decision="refused", checklist={})

    assert withdrawn_calls == [consent]


def test_refusal_without_a_yes_before_tells_nobody(case, inside, withdrawn_calls):
    given(case, inside, decision="refused", checklist={})

    assert withdrawn_calls == []


def test_withdrawn_consent_is_not_withdrawn_twice(case, inside):
    consent = given(case, inside)
    withdraw_consent(by=inside, on=clock.today(), consent=consent)
    consent.refresh_from_db()

    with pytest.raises(ConsentError):
        withdraw_consent(by=inside, on=clock.today(), consent=consent)


@pytest.mark.parametrize("days", [-11, 1])
def test_withdrawal_lies_between_the_yes_and_today(case, inside, days):
    consent = given(case, inside, on=clock.today() - timedelta(days=10))

    with pytest.raises(ConsentError) as refused:
        withdraw_consent(by=inside, on=clock.today() + timedelta(days=days), consent=consent)
    assert refused.value.field == "on"


def test_sharing_with_one_organisation_is_not_sharing_with_another(case, inside, other_organisation):
    from tests.factories.accounts import new_organisation

    third = new_organisation(name="Third House", short_name="Third", country="BG")
    consent = given(case, inside, purpose="share_org", receiver=other_organisation, sections=["A", "C"])

    assert valid_consent(case, "share_org", clock.today(), receiver=other_organisation) == consent
    assert valid_consent(case, "share_org", clock.today(), receiver=third) is None


def test_later_answer_replaces_only_the_same_purpose_and_receiver(case, inside, other_organisation):
    other = ConsentFactory(case=case, purpose="services")
    shared = given(case, inside, purpose="share_org", receiver=other_organisation, sections=["A"])
    first = given(case, inside)
    second = given(case, inside)

    assert set(latest_answers(case)) == {other, shared, second}
    first.refresh_from_db()
    assert first.superseded_by == second


def test_answer_older_than_the_recorded_one_is_refused(case, inside):
    given(case, inside)

    with pytest.raises(ConsentError) as refused:
        given(case, inside, on=clock.today() - timedelta(days=1))
    assert refused.value.field == "on"


def test_yes_without_the_questions_is_refused(case, inside):
    with pytest.raises(ConsentError) as refused:
        given(case, inside, checklist=ALL_YES | {"uses_explained": False})

    assert refused.value.field == "checklist"
    assert not Consent.objects.exists()


@pytest.mark.rule("R-16")
def test_what_a_guardian_gave_ends_on_the_eighteenth_birthday(inside):
    today = clock.today()
    case = CaseFactory(case_manager=inside, person__birth_date=date(today.year - 18, 12, 31))

    GuardianFactory(person=case.person)

    consent = given(case, inside, purpose="data_storage", given_by="both")

    assert consent.valid_until == date(today.year, 12, 30)
    assert consent.assent == "given"


def test_could_not_be_asked_is_no_decision(case, inside):
    given(case, inside, decision="not_possible", checklist={})
    given(case, inside, purpose="digital", decision="refused", checklist={})

    assert decided_purposes(case) == {"digital"}


@pytest.mark.rule("R-16")
def test_where_the_child_refuses_only_the_authority_decides(inside):
    case = CaseFactory(case_manager=inside, person__birth_date=clock.today() - timedelta(days=15 * 365))
    GuardianFactory(person=case.person)

    with pytest.raises(ConsentError) as by_guardian:
        given(case, inside, purpose="services", given_by="both", assent="refused")
    with pytest.raises(ConsentError) as unasked:
        given(case, inside, purpose="services", given_by="court")
    decided = given(case, inside, purpose="services", given_by="court", assent="refused")

    assert by_guardian.value.field == unasked.value.field == "assent"
    assert (decided.given_by, decided.assent) == ("court", "refused")


@pytest.mark.rule("R-20")
def test_a_story_waits_for_a_fresh_assessment_that_is_not_critical(case, inside):
    with pytest.raises(ConsentError) as unassessed:
        given(case, inside, purpose="media_story")
    RiskAssessmentFactory(case=case, on=clock.today(), traffickers=4)
    with pytest.raises(ConsentError) as critical:
        given(case, inside, purpose="media_story")
    RiskAssessmentFactory(case=case, on=clock.today())

    assert "nobody has yet" in unassessed.value.reasons[0]
    assert "is critical" in critical.value.reasons[0]
    assert given(case, inside, purpose="media_story").decision == "given"


def test_after_a_no_to_special_data_health_and_psychology_stay_empty(cast, inside):
    psychologist = cast(Role.PSYCHOLOGIST)
    case = CaseFactory(case_manager=inside)
    told = {"by": psychologist, "on": clock.today(), "case": case, "text": "…"}
    write_note(section="G", **told)
    ConsentFactory(case=case, purpose="special_data", decision="refused")

    with pytest.raises(NoteError) as refused:
        write_note(section="G", **told)
    with pytest.raises(PersonError) as kept_out:
        update_person(
            by=inside, on=clock.today(), person=case.person, details=PersonDetails(disability="physical")
        )

    assert refused.value.field == "section"
    assert kept_out.value.field == "disability"
    assert write_note(section="E", **told).section == "E"
    update_person(
        by=inside, on=clock.today(), person=case.person, details=PersonDetails(disability="declined")
    )


def test_withdrawal_reaches_the_contact_plan_and_whoever_must_tell_others(case, inside):
    plan = ContactPlanFactory(case=case, channel="sms", valid_after_closure=True)
    for purpose in ("digital", "post_closure", "family_contact"):
        withdraw_consent(by=inside, on=clock.today(), consent=given(case, inside, purpose=purpose))

    plan.refresh_from_db()
    assert plan.check_on == clock.today()
    assert not plan.valid_after_closure
    assert Notice.objects.filter(to=inside, kind="other").count() == 1
