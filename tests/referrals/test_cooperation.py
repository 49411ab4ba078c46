"""The directory of members and other bodies, and the log of cooperation that the donor report counts."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from referrals.codes import Audience, CoopKind, PartnerKind
from referrals.models import CooperationActivity, Partner
from referrals.operations import log_activity
from renate.accounts.models import Membership
from renate.reports.indicators.base import Frame
from renate.reports.indicators.beyond import count_cooperation
from renate.tenancy.models import Organisation
from tests.factories import referrals as made
from tests.referrals.conftest import TODAY

SignIn = Callable[[Membership], Client]
BODY = {
    "country": "BG",
    "area": "Пловдив",
    "languages": ["bul", "rom"],
    "services": ["legal"],
    "is_active": "on",
}


@pytest.mark.rule("S3-71", "S3-80", "S1-19")
def test_every_kind_of_body_stands_in_the_directory_and_is_found_by_what_it_is_and_does(
    as_member: SignIn, inside: Membership, worker: Membership
) -> None:
    client = as_member(worker)
    for kind in PartnerKind.values:
        services = ["health"] if kind == PartnerKind.HEALTH else BODY["services"]
        said = {**BODY, "name": f"Body {kind}", "kind": kind, "services": services}
        assert client.post("/partners/new/", said).status_code == 302, kind

    found = client.get("/partners/", {"kind": "embassy_consulate", "country": "BG"}).context["partners"]
    healing = client.get("/partners/", {"service": "health"}).content.decode()
    shown = client.get(f"/partners/{Partner.objects.get(kind='iom').public_id}/").content.decode()

    assert [partner.name for partner in found] == ["Body embassy_consulate"]
    assert "Body health_service" in healing
    assert "Body police" not in healing
    assert [word for word in ("Пловдив", "Bulgaria", "Bulgarian", "Legal help") if word not in shown] == []


@pytest.mark.rule("S1-20", "S3-70")
def test_member_of_the_network_is_taken_in_and_keeps_people_agreements_and_contacts(
    as_member: SignIn, inside: Membership, worker: Membership, receiver: Organisation
) -> None:
    client = as_member(worker)
    listed = client.get("/partners/").content.decode()
    joined = client.post(f"/partners/members/{receiver.public_id}/").url

    tomorrow = (TODAY + timedelta(days=1)).isoformat()
    for path, said in (
        ("people/new/", {"name": "Ана", "reach": "+359 1", "is_current": "on"}),
        ("agreements/new/", {"kind": "mou", "signed_on": "2025-11-01", "valid_until": "2026-11-01"}),
        ("log/", {"happened_on": TODAY.isoformat(), "topic": "Where to meet", "next_step": "Call"}),
    ):
        assert client.post(f"{joined}{path}", said).url == joined
    early = client.post(f"{joined}log/", {"happened_on": tomorrow, "topic": "Not yet"})

    page = client.get(joined).content.decode()
    words = ("Ана", "+359 1", "Memorandum of understanding", "1 Nov 2025", "ended", "Where to meet", "Call")
    assert [word for word in words if word not in page] == []
    assert early.status_code == 422
    assert receiver.public_id in listed
    assert receiver.public_id not in client.get("/partners/").content.decode()


@pytest.mark.rule("S1-10", "S3-66", "S3-68", "S3-69", "S3-70", "S3-79")
def test_each_kind_of_cooperation_is_logged_and_counted_for_donors(
    inside: Membership, worker: Membership
) -> None:
    def log(kind: str, on: date = TODAY, **people: int) -> CooperationActivity:
        about = {"kind": kind, "title": "Ден за обука", "country": "BG", "partners": [body]}
        return log_activity(by=worker, on=TODAY, happened_on=on, participants=people, **about)

    body = made.PartnerFactory()
    for kind in CoopKind.values:
        log(kind)
    log(CoopKind.TRAINING_OTHERS, police=12, journalists=3)
    log(CoopKind.TRAINING_STAFF, own_staff=5)
    log(CoopKind.ADVOCACY, police=40)  # no training: nobody was trained
    log(CoopKind.NRM_MEETING, on=date(2025, 1, 1))  # another period
    period = Frame(from_on=date(2026, 1, 1), to_on=date(2026, 12, 31), as_at=date(2026, 12, 31))

    counted = count_cooperation(period)

    times = {kind: counted[f"activities|kind={kind}"] for kind in CoopKind.values}
    twice = {CoopKind.TRAINING_OTHERS, CoopKind.TRAINING_STAFF, CoopKind.ADVOCACY}
    assert times == {kind: 2 if kind in twice else 1 for kind in CoopKind.values}
    trained = {group: counted[f"audience|group={group}"] for group in Audience.values}
    assert {group: count for group, count in trained.items() if count} == {
        "police": 12, "journalists": 3, "own_staff": 5,
    }  # fmt: skip
