"""Who came in, who left, and on whose account somebody tried: read by the organisation that it concerns."""

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from renate import audit
from renate.accounts.adapters import MFAAdapter
from renate.accounts.models import Membership
from renate.accounts.roles import Role
from renate.tenancy import scope
from renate.tenancy.models import Organisation
from tests.factories.accounts import MembershipFactory

pytestmark = pytest.mark.django_db
PASSWORD = "harbour-lantern-42"


@pytest.fixture
def owner(worker: Membership) -> Any:
    worker.user.set_password(PASSWORD)
    worker.user.save()
    return worker.user


def _sign_in(login: str, password: str = PASSWORD) -> Client:
    browser = Client()
    browser.post("/account/login/", {"login": login, "password": password})
    return browser


def _told(organisation: Organisation) -> list[tuple]:
    with scope.enter(organisation=organisation):
        return [(e.action, e.actor_id, e.meta) for e in reversed(audit.own_sign_ins())]


def test_coming_leaving_and_a_wrong_password_are_read_by_the_own_organisation(
    owner, organisation, other_organisation, stranger
) -> None:
    _sign_in(owner.email.upper(), "not-the-password")
    _sign_in(owner.email).post("/account/logout/")
    _sign_in("nobody@example.org")

    assert _told(organisation) == [
        ("sign_in.failed", owner.pk, {"by": "password"}),
        ("sign_in.done", owner.pk, {}),
        ("sign_in.ended", owner.pk, {}),
    ]
    assert _told(other_organisation) == []


def test_a_wrong_code_after_the_right_password_is_on_record(owner, organisation) -> None:
    data = {"secret": MFAAdapter().encrypt("JBSWY3DPEHPK3PXP")}
    Authenticator.objects.create(user=owner, type=Authenticator.Type.TOTP, data=data)

    _sign_in(owner.email).post("/account/second-step/authenticate/", {"code": "000000"})

    assert _told(organisation) == [("sign_in.failed", owner.pk, {"by": "second_step"})]


def test_who_works_in_two_organisations_is_seen_where_they_work(
    owner, organisation, other_organisation, stranger
) -> None:
    with scope.enter(organisation=other_organisation):
        MembershipFactory(user=owner)
    browser = _sign_in(owner.email)
    first = _told(other_organisation)

    browser.post("/account/organisation/", {"organisation": other_organisation.public_id})

    assert (first, len(_told(organisation))) == ([], 1)
    assert _told(other_organisation) == [("sign_in.done", owner.pk, {"by": "switch"})]


def test_attempts_on_who_left_are_not_told_any_more(owner, worker, admin, organisation) -> None:
    _sign_in(owner.email, "not-the-password")
    with scope.enter(organisation=organisation):
        Membership.objects.filter(pk=worker.pk).update(is_active=False)

    assert _told(organisation) == []


def test_the_protection_officer_reads_them_in_the_log(owner, worker, cast, as_member) -> None:
    _sign_in(owner.email, "not-the-password")
    browser = as_member(cast(Role.DPO))

    lines = browser.get("/settings/audit/?group=sign_ins").context["lines"]
    of_worker = browser.get(f"/settings/audit/?group=sign_ins&member={worker.public_id}").context["lines"]

    assert [(line.who, line.action, line.details) for line in of_worker] == [
        (str(worker), "Sign-in failed", "by: password")
    ]
    assert [line.action for line in lines] == ["Signed in", "Sign-in failed"]
