"""Finding people and listing cases."""

from datetime import date

import pytest

from cases.models import Person
from cases.queries import CaseFilters, case_rows, find_people
from renate.tenancy import scope
from tests.factories.cases import CaseFactory, PersonFactory, RiskAssessmentFactory


def names(matches):
    return [match.person.display_name for match in matches]


@pytest.mark.parametrize(
    "typed",
    ["Đorđević", "Djordjevic", "Ђорђевић", "djordjevic milan", "Milan Đorđević", "Djordevic", "djordj"],
)
def test_name_is_found_in_either_alphabet_and_with_a_slip(inside, typed):
    PersonFactory(legal_name="Милан Ђорђевић")
    PersonFactory(legal_name="Mirjeta Hoxha")

    assert names(find_people(typed)) == ["Милан Ђорђевић"]


@pytest.mark.parametrize("typed", ["Hoxha Mirjeta", "Mirieta Hoxha", "hoxha", "Mira"])
def test_albanian_name_is_found_by_parts_and_aliases(inside, typed):
    PersonFactory(legal_name="Mirjeta Hoxha", aliases="Mira, Miri")
    PersonFactory(legal_name="Ștefania Țîrlea")

    assert names(find_people(typed)) == ["Mirjeta Hoxha"]


def test_other_name_is_not_found(inside):
    PersonFactory(legal_name="Mirjeta Hoxha")

    assert find_people("Valbona Krasniqi") == []
    assert find_people("") == []


def test_document_and_birth_date_are_found_exactly(inside):
    person = PersonFactory(legal_name="A", document_number="AB-12", birth_date=date(1990, 2, 3))
    PersonFactory(legal_name="B", document_number="AB-13")

    assert [match.person for match in find_people(document_number="ab12")] == [person]
    assert [match.person for match in find_people(birth_date=date(1990, 2, 3))] == [person]


def test_code_is_found_by_its_beginning(inside):
    person = PersonFactory(case_code="7Q2K-M4")

    assert [match.person for match in find_people("7q2k")] == [person]


def test_same_birth_year_comes_first(inside):
    PersonFactory(legal_name="Ana Popa", birth_date=date(1980, 1, 1))
    younger = PersonFactory(legal_name="Ana Pop", birth_date=date(1995, 1, 1))

    assert find_people("Ana Popa", birth_year=1995)[0].person == younger


def test_nobody_of_another_organisation_is_found(inside, other_organisation):
    with scope.enter(organisation=other_organisation):
        PersonFactory(legal_name="Mirjeta Hoxha", document_number="AB12")

    assert find_people("Mirjeta Hoxha", document_number="AB12") == []


def test_one_is_found_among_many_in_two_queries(inside, django_assert_num_queries):
    people = [Person(legal_name=f"Name{n % 30} Family{n}", case_code=f"{n:07}") for n in range(500)]
    Person.objects.bulk_create(people)
    PersonFactory(legal_name="Ђорђе Ђорђевић")

    with django_assert_num_queries(2):
        assert names(find_people("Djordje Djordjevic")) == ["Ђорђе Ђорђевић"]


def test_list_narrows_by_status_manager_and_text(inside, coordinator):
    mine = CaseFactory(case_manager=inside, person__legal_name="Mirjeta Hoxha")
    nobody = CaseFactory(case_manager=None, person__legal_name="Ana Popa")
    closed = CaseFactory(
        case_manager=inside, status="closed", closed_on=date(2026, 11, 1), closure_reason="goals_met",
        closure_outcome="unknown", opened_on=date(2026, 1, 1),
    )  # fmt: skip

    def found(**filters):
        return set(case_rows(coordinator, CaseFilters(**filters)))

    assert found() == {mine, nobody}
    assert found(status="ended") == {closed}
    assert found(status="") == {mine, nobody, closed}
    assert found(manager="nobody") == {nobody}
    assert found(manager=inside.public_id) == {mine}
    assert found(text="hoxha") == {mine}


def test_list_shows_the_newest_risk(inside):
    case = CaseFactory(case_manager=inside)
    RiskAssessmentFactory(case=case, on=date(2026, 1, 1), traffickers=4)
    newest = RiskAssessmentFactory(case=case, on=date(2026, 2, 1), traffickers=2)

    row = case_rows(inside, CaseFilters()).get()

    assert (row.risk_level, row.risk_review_due) == (2, newest.review_due)
