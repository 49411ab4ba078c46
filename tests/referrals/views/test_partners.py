"""The directory of outside bodies."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from referrals.models import Partner
from renate.accounts.models import Membership
from tests.factories.referrals import PartnerFactory

SignIn = Callable[[Membership], Client]
VALUES = {
    "name": "Legal Clinic",
    "kind": "legal_aid",
    "country": "AL",
    "languages": ["sqi"],
    "is_active": "on",
}


def test_partner_is_added_and_changed(as_member: SignIn, worker: Membership, inside: Membership) -> None:
    client = as_member(worker)

    client.post("/partners/new/", {**VALUES, "contact": "+355 1"})
    ref = Partner.objects.get().public_id
    client.post(f"/partners/{ref}/change/", {**VALUES, "name": "Law Clinic", "is_active": ""})

    partner = Partner.objects.get()
    assert (partner.name, partner.is_active, partner.languages) == ("Law Clinic", False, ["sqi"])


def test_second_partner_of_one_name_is_refused(
    as_member: SignIn, worker: Membership, inside: Membership
) -> None:
    PartnerFactory(name="Legal Clinic")

    answer = as_member(worker).post("/partners/new/", VALUES)

    assert answer.status_code == 422
    assert answer.context["form"].errors == {"name": ["There is a partner of this name."]}
    assert Partner.objects.count() == 1


def test_other_organisation_sees_none(as_member: SignIn, stranger: Membership, inside: Membership) -> None:
    partner = PartnerFactory()
    client = as_member(stranger)

    assert partner.name not in client.get("/partners/").content.decode()
    assert client.get(f"/partners/{partner.public_id}/").status_code == 404


@pytest.mark.parametrize("role", ["officer", "admin"])
def test_directory_is_not_there_for_others(
    request: pytest.FixtureRequest, as_member: SignIn, role: str
) -> None:
    assert as_member(request.getfixturevalue(role)).get("/partners/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_list_needs_the_same_queries_for_more(
    as_member: SignIn, worker: Membership, inside: Membership, count: int
) -> None:
    PartnerFactory.create_batch(count)
    client = as_member(worker)
    client.get("/partners/")

    with CaptureQueriesContext(connection) as queries:
        client.get("/partners/")

    assert len(queries) == 9
