"""What is left of a person: nothing that leads to them, and every figure as it was."""

from datetime import date
from typing import Any

import pytest
from django.db import connection

from cases.models import Case, Person
from renate import audit
from renate.accounts.models import Membership
from renate.audit.chain import seal_settled, verify
from renate.kit import clock
from renate.kit.fields import BlindIndexField, _EncryptedField
from renate.reports.indicators import INDICATORS, Frame, measure
from renate.rights.models import LegalHold, RetentionReview
from renate.rights.operations import AnonymiseError, anonymise_person
from renate.rights.operations.anonymising import GONE, SHARED
from renate.rights.walk import models_of_a_person, rows_of
from renate.tenancy.fields import TenantForeignKey
from renate.tenancy.models import OrganisationKeyring
from tests.factories.reports import a_closed_case, an_assessment, an_assisted_person, an_episode
from tests.isolation.world.canaries import Canary
from tests.isolation.world.filling import Filler
from tests.isolation.world.models import models_of_a_file, models_of_the_house, tenant_models
from tests.rights.conftest import closed


@pytest.fixture
def filled(inside: Membership, other_organisation: Any) -> Person:
    """A person with a row in every table that there is, each with words of theirs."""
    filler = Filler(Canary.HERE, user=inside.user, counterpart=other_organisation, known={Membership: inside})
    for model in models_of_the_house():
        filler.make(model)
    person = filler.make(Person)
    case = filler.make(Case, case_manager=inside, opened_on=date(2020, 1, 1))
    for model in models_of_a_file():
        filler.make(model)
    audit.read_section(case, "C")
    audit.record("consent.recorded", on=filler.rows[models_of_a_file()[0]], case=case.public_id)
    LegalHold.objects.all().delete()
    RetentionReview.objects.all().delete()
    return closed(case, days_ago=400) and person


def stored(refs: list[str]) -> list[str]:
    """Tables of the organisation where one of these words stands, in whatever column."""
    found = []
    for model in tenant_models():
        if model in SHARED or model is OrganisationKeyring:
            continue
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT row_to_json(t)::text FROM {model._meta.db_table} t")
            rows = " ".join(row for (row,) in cursor.fetchall())
        found += [model._meta.label for ref in refs if ref in rows]
    return found


def test_a_row_of_every_table_is_found_by_its_keys(filled: Person) -> None:
    reached = models_of_a_person()
    found = {model for model, rows in rows_of(filled) if rows.exists()}
    needs_a_case = {
        model
        for model in models_of_a_file()
        if any(isinstance(f, TenantForeignKey) and not f.null for f in model._meta.local_fields)
    }

    assert [model._meta.label for model in models_of_a_file() if model not in reached] == []
    kept = {LegalHold, RetentionReview}  # the fixture took them away
    assert [model._meta.label for model in needs_a_case - found - kept] == []


def test_nothing_that_was_told_and_no_address_is_left(filled: Person, inside: Membership) -> None:
    refs = [
        ref
        for model, rows in rows_of(filled)
        if model not in SHARED
        for ref in rows.values_list("public_id", flat=True)
    ]
    assert len(refs) > 40
    assert stored(refs[:1])

    anonymise_person(by=inside, on=clock.today(), person=filled)

    sealed = [
        f"{model._meta.label}.{field.name}"
        for model, rows in rows_of(filled)
        if model not in SHARED
        for field in model._meta.local_concrete_fields
        if isinstance(field, _EncryptedField | BlindIndexField)
        and rows.filter(**{f"{field.name}__isnull": False}).exists()
    ]
    assert sealed == []
    assert stored([*refs, filled.case_code]) == []
    assert all(not rows.exists() for model, rows in rows_of(filled) if model in GONE)
    assert Person.objects.get().anonymised_on == clock.today()


def test_the_log_says_who_did_what_and_no_more_about_whom(filled: Person, inside: Membership) -> None:
    ref = filled.cases.get().public_id
    before = audit.own_events(limit=100)
    assert any(event.ref == ref for event in before)

    anonymise_person(by=inside, on=clock.today(), person=filled)

    after = audit.own_events(limit=100)
    assert ref not in str(after)
    assert [(e.id, e.at, e.actor_id, e.action) for e in before] == [
        (e.id, e.at, e.actor_id, e.action) for e in after[-len(before) :]
    ]
    assert [event.action for event in after[:2]] == ["person.anonymised", "audit.scrubbed"]


def history(by: Membership) -> None:
    """People with services, episodes, outcomes and scores: figures that are not nought."""
    for number in range(8):
        sex = "male" if number > 5 else "female"
        case = an_assisted_person(date(2008, 2, 1), sex=sex, born=1980 + number)
        an_episode(case)
        outcome = "reintegrated_successfully" if number < 4 else "not_reintegrated"
        cycle = a_closed_case(case, date(2009, 6, 1), outcome=outcome)
        an_assessment(cycle, date(2008, 6, 1), dict.fromkeys(range(1, 15), 3), by)


def figures() -> dict[str, Any]:
    return measure(Frame(date(2008, 1, 1), date(2009, 12, 31), date(2010, 6, 30)), INDICATORS)


def test_every_figure_is_the_same_before_and_after(inside: Membership) -> None:
    history(inside)
    before = figures()

    people = list(Person.objects.order_by("pk")[:4])
    for person in people:
        anonymise_person(by=inside, on=clock.today(), person=person)

    assert len(people) == 4
    assert before == figures()
    assert len([number for number in before.values() if number]) > 20


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_the_chain_verifies_after_somebody_was_taken_out(cast: Any) -> None:
    from renate.tenancy import scope
    from tests.factories.cases import CaseFactory

    worker = cast("case_manager")
    with scope.enter(organisation=worker.organisation_id, user=worker.user_id):
        case = CaseFactory(case_manager=worker)
        audit.read_section(closed(case, days_ago=1), "C")
    seal_settled()
    with scope.enter(organisation=worker.organisation_id, user=worker.user_id):
        anonymise_person(by=worker, on=clock.today(), person=case.person)
    seal_settled()

    assert verify().faults == ()


def test_a_person_with_an_open_case_stays(inside: Membership) -> None:
    case = an_assisted_person(date(2008, 2, 1))

    with pytest.raises(AnonymiseError, match="open case"):
        anonymise_person(by=inside, on=clock.today(), person=case.person)


def test_nobody_is_anonymised_twice(filled: Person, inside: Membership) -> None:
    anonymise_person(by=inside, on=clock.today(), person=filled)

    with pytest.raises(AnonymiseError, match="already"):
        anonymise_person(by=inside, on=clock.today(), person=filled)
