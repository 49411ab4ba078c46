"""The grant pages."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from renate.funding.models import Donor, Grant, Programme
from renate.tenancy import scope
from tests.factories.funding import DonorFactory, GrantFactory, ProgrammeFactory


@pytest.fixture
def page(as_member, officer):
    return as_member(officer)


def test_grant_list_shows_grants_and_their_sum(page, officer):
    with scope.enter(organisation=officer.organisation_id):
        GrantFactory(code="KB-1", amount=600)
        GrantFactory(code="KB-2", amount=30)

    html = page.get(reverse("funding:grant_list")).content.decode()

    assert "KB-1" in html
    assert "KB-2" in html
    assert "630.00" in html


def test_grant_list_does_not_ask_more_for_more_grants(page, officer):
    page.get(reverse("funding:grant_list"))  # fills what is kept between requests
    counts = []
    for _ in range(2):
        with scope.enter(organisation=officer.organisation_id):
            GrantFactory()
            GrantFactory()
        with CaptureQueriesContext(connection) as asked:
            page.get(reverse("funding:grant_list"))
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_grant_list_is_not_there_for_a_case_manager(as_member, worker):
    assert as_member(worker).get(reverse("funding:grant_list")).status_code == 404


def test_grant_add_enters_a_grant(page, officer):
    with scope.enter(organisation=officer.organisation_id):
        donor, programme = DonorFactory(), ProgrammeFactory()
    sent = {
        "donor": donor.pk, "programme": programme.pk, "code": "KB-9", "amount": "1200.50",
        "from_on": "2008-01-01", "to_on": "2009-12-31",
    }  # fmt: skip

    answer = page.post(reverse("funding:grant_add"), sent)

    assert answer.status_code == 302
    with scope.enter(organisation=officer.organisation_id):
        assert str(Grant.objects.get(code="KB-9").amount) == "1200.50"


def test_grant_add_refused_keeps_what_was_typed(page, officer):
    with scope.enter(organisation=officer.organisation_id):
        donor, programme = DonorFactory(), ProgrammeFactory()
    sent = {
        "donor": donor.pk, "programme": programme.pk, "code": "KB-9", "amount": "10",
        "from_on": "2008-01-01", "to_on": "2007-12-31",
    }  # fmt: skip

    answer = page.post(reverse("funding:grant_add"), sent)

    assert answer.status_code == 422
    assert "The grant ends before it begins." in answer.content.decode()
    assert 'value="KB-9"' in answer.content.decode()


def test_grant_add_does_not_offer_another_organisations_donor(page, officer, other_organisation):
    with scope.enter(organisation=other_organisation):
        foreign = DonorFactory(name="Far Foundation")
    with scope.enter(organisation=officer.organisation_id):
        programme = ProgrammeFactory()
    sent = {
        "donor": foreign.pk, "programme": programme.pk, "code": "X", "amount": "1",
        "from_on": "2008-01-01", "to_on": "2008-12-31",
    }  # fmt: skip

    answer = page.post(reverse("funding:grant_add"), sent)

    assert answer.status_code == 422
    assert "Far Foundation" not in answer.content.decode()


def test_donor_add_refuses_the_same_name(page, officer):
    page.post(reverse("funding:donor_add"), {"name": "A Foundation", "kind": "foundation"})
    answer = page.post(reverse("funding:donor_add"), {"name": "A Foundation", "kind": "eu"})

    assert answer.status_code == 422
    with scope.enter(organisation=officer.organisation_id):
        assert Donor.objects.count() == 1


def test_programme_add_enters_a_programme(page, officer):
    page.post(
        reverse("funding:programme_add"), {"name": "Three years", "code": "P1", "from_on": "2007-01-01"}
    )

    with scope.enter(organisation=officer.organisation_id):
        assert Programme.objects.get().code == "P1"
