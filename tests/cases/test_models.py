"""Rows of the case file: what stands in the database, and what the database refuses."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from cases.models import Case, Consent, Person
from renate.kit.fields import BlindIndexField
from renate.tenancy import scope
from tests.factories.cases import (
    CaseFactory,
    CaseNoteFactory,
    ConsentFactory,
    ContactPlanFactory,
    EpisodeFactory,
    PersonFactory,
    RelatedPersonFactory,
    RiskAssessmentFactory,
)

NAMES = ["Ђорђе Ђорђевић", "Шпреса Ѓорѓиева", "Mirjeta Ëndërrçë", "Ștefania Țîrlea", "Щерева, Цветѝ"]


@pytest.mark.parametrize("name", NAMES)
def test_name_comes_back_as_written(inside, name):
    person = PersonFactory(legal_name=name)

    assert Person.objects.get(pk=person.pk).legal_name == name


def test_nothing_identifying_stands_in_the_clear(inside):
    PersonFactory(
        legal_name="Mirjeta Hoxha", preferred_name="Mira", aliases="Miri", document_number="AB123456",
        place_of_origin="Lushnje", birth_date=date(1994, 5, 12),
    )  # fmt: skip

    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(p)::text FROM cases_person p")
        (row,) = cursor.fetchone()

    for text in ("Mirjeta", "Hoxha", "Mira", "Miri", "AB123456", "Lushnje", "1994-05-12", "mirjeta"):
        assert text not in row
        assert text.encode().hex() not in row


def test_document_number_is_found_however_it_is_typed(inside):
    person = PersonFactory(document_number="AB 123-456")

    found = Person.objects.filter(document_number_index=BlindIndexField.key_for("ab123456"))

    assert list(found) == [person]


def test_same_document_has_another_hash_in_another_organisation(inside, other_organisation):
    ours = PersonFactory(document_number="AB123456")

    with scope.enter(organisation=other_organisation):
        theirs = PersonFactory(document_number="AB123456")

    assert bytes(ours.document_number_index) != bytes(theirs.document_number_index)


def test_saving_one_name_renews_the_search_cell(inside):
    person = PersonFactory(legal_name="Mirjeta Hoxha")

    person.preferred_name = "Мира"
    person.save(update_fields=["preferred_name"])

    assert Person.objects.get().search_names == "mirjeta hoxha\nmira"


def test_code_stands_for_a_person_without_a_name(inside):
    person = PersonFactory(legal_name="", preferred_name="")

    assert person.display_name == person.case_code
    assert str(person) == person.case_code


def test_closed_case_needs_day_reason_and_outcome(inside):
    case = CaseFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(status="closed")


def test_two_persons_never_share_a_code(inside):
    PersonFactory(case_code="7Q2K-M4")

    with pytest.raises(IntegrityError), transaction.atomic():
        PersonFactory(case_code="7Q2K-M4")


def test_sharing_consent_names_its_receiver(inside):
    with pytest.raises(IntegrityError), transaction.atomic():
        ConsentFactory(purpose="share_org")


def test_every_row_says_itself_without_a_name(inside):
    case = CaseFactory()
    rows = [
        case, RelatedPersonFactory(), EpisodeFactory(), ConsentFactory(case=case),
        ContactPlanFactory(case=case), RiskAssessmentFactory(case=case), CaseNoteFactory(case=case),
    ]  # fmt: skip

    assert not any("Mirjeta" in str(row) or "Arta" in str(row) for row in rows)


def test_consents_valid_on_a_day(inside):
    yes = ConsentFactory(valid_from=date(2026, 1, 1), valid_until=date(2026, 6, 30))
    no = ConsentFactory(case=yes.case, valid_from=date(2026, 4, 1), decision="withdrawn")
    yes.superseded_by = no
    yes.save()

    assert list(Consent.objects.valid_on(date(2026, 3, 31))) == [yes]
    assert list(Consent.objects.valid_on(date(2026, 4, 1))) == []
