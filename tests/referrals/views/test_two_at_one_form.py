"""Every form that changes a row: sent as it came it is saved, sent too late it shows both texts."""

from collections.abc import Callable
from datetime import timedelta

from django.test import Client

from cases.models import Case
from referrals.operations import (
    draft_referral,
    keep_agreement,
    keep_contact,
    log_activity,
)
from referrals.operations.justice import keep_hearing, keep_matter, keep_order
from referrals.operations.returns import keep_leg, keep_way_contact, open_return
from renate.accounts.models import Membership
from renate.accounts.roles import Role
from renate.drafts.models import Draft
from renate.kit import clock
from renate.tenancy.models import Organisation
from tests.factories import referrals as made
from tests.factories.cases import TeamMemberFactory
from tests.referrals.conftest import TODAY
from tests.referrals.views.filled import filled_form

SignIn = Callable[[Membership], Client]
LATER = "Ѓорѓи, më vonë: " + "ë" * 60


def assert_nothing_is_lost(client: Client, page: str, field: str) -> None:
    """One opens the page, another saves it; the first is shown both texts, and decides."""
    opened, as_it_came = (filled_form(client.get(page).content.decode()) for _window in range(2))
    assert client.post(page, as_it_came).status_code == 302, page
    theirs = client.post(page, filled_form(client.get(page).content.decode()) | {field: "Theirs"})
    assert theirs.status_code == 302, (page, theirs.context["form"].errors)

    late = client.post(page, opened | {field: LATER})

    shown = late.content.decode()
    assert (late.status_code, "Theirs" in shown, LATER in shown) == (409, True, True), page
    assert client.post(page, filled_form(shown)).status_code == 302, page
    assert LATER in client.get(page).content.decode(), page


def pages_of_a_return(by: Membership, case: Case) -> dict[str, str]:
    how = {"kind": "identified_victim_official", "from_country": "IT", "to_country": "AL"}
    journey = open_return(by=by, on=TODAY, case=case, transit_countries=["BG", "RS"], **how)
    leg = keep_leg(
        by=by, on=TODAY, journey=journey, mode="air", from_place="Rome", to_place="Tiranë", to_country="AL",
        departs_at=clock.now(), arrives_at=clock.now() + timedelta(hours=3),
    )  # fmt: skip
    who = {"role": "border", "country": "AL", "name": "Офицер", "reach": "112", "languages": ["sqi"]}
    helper = keep_way_contact(by=by, on=TODAY, journey=journey, **who)
    base = f"/cases/{case.ref}/return/"
    paths = {"change/": "situation", "steps/stabilised/": "note"}
    return {f"{base}{path}": field for path, field in paths.items()} | {
        f"{base}legs/{leg.public_id}/": "met_by",
        f"{base}helpers/{helper.public_id}/": "knows",
    }


def pages_of_justice(by: Membership, case: Case) -> dict[str, str]:
    about = {"kind": "civil_compensation", "country": "IT", "role": "claimant", "status": "trial"}
    sums = {"compensation_claimed": 1000, "legal_aid": True, "protection": ["no_visual_contact"]}
    matter = keep_matter(by=by, on=TODAY, case=case, status_on=TODAY, **about, **sums)
    at = clock.now() + timedelta(days=2)
    hearing = keep_hearing(by=by, on=TODAY, matter=matter, kind="hearing", at=at, testifies=True)
    order = keep_order(by=by, on=TODAY, case=case, state="applied", country="AL")
    base = f"/cases/{case.ref}/legal/"
    return {
        f"{base}matters/{matter.public_id}/change/": "note",
        f"{base}hearings/{hearing.public_id}/change/": "place",
        f"{base}orders/{order.public_id}/": "conditions",
    }


def pages_of_bodies(by: Membership) -> dict[str, str]:
    body = made.PartnerFactory(services=["legal"], languages=["sqi", "eng"])
    person = keep_contact(by=by, on=TODAY, partner=body, name="Ana", reach="+355 1", languages=["sqi"])
    agreed = keep_agreement(by=by, on=TODAY, partner=body, kind="mou", signed_on=TODAY)
    meeting = {"kind": "nrm_meeting", "title": "Meeting", "country": "AL", "topics": ["ethics"]}
    done = log_activity(
        by=by, on=TODAY, happened_on=TODAY, participants={"police": 4}, partners=[body], **meeting
    )
    base = f"/partners/{body.public_id}/"
    return {
        f"{base}change/": "contact",
        f"{base}people/{person.public_id}/": "job",
        f"{base}agreements/{agreed.public_id}/": "note",
        f"/cooperation/{done.public_id}/": "result",
    }


def test_forms_of_a_file_that_come_too_late_lose_nothing(
    as_member: SignIn, cast, inside: Membership, worker: Membership, receiver: Organisation, case: Case
) -> None:
    adviser = cast(Role.LEGAL)
    TeamMemberFactory(case=case, membership=adviser)
    offer = draft_referral(by=worker, on=TODAY, case=case, request=made.request_to(receiver))

    for page, field in pages_of_a_return(worker, case).items():
        assert_nothing_is_lost(as_member(worker), page, field)
    for page, field in pages_of_justice(adviser, case).items():
        assert_nothing_is_lost(as_member(adviser), page, field)
    assert_nothing_is_lost(
        as_member(worker), f"/cases/{case.ref}/referrals/{offer.public_id}/change/", "note"
    )


def test_forms_of_the_directory_and_the_log_that_come_too_late_lose_nothing(
    as_member: SignIn, inside: Membership, worker: Membership
) -> None:
    for page, field in pages_of_bodies(worker).items():
        assert_nothing_is_lost(as_member(worker), page, field)


def test_long_forms_are_kept_while_they_are_written(
    as_member: SignIn, inside: Membership, worker: Membership, case: Case
) -> None:
    client, page = as_member(worker), f"/cases/{case.ref}/referrals/new/"
    opened = filled_form(client.get(page).content.decode())

    client.post("/drafts/keep/", opened | {"note": "Чека: " + "а" * 1500})

    draft = Draft.objects.get()
    restored = client.get(f"{page}?draft={draft.token}").content.decode()
    assert "Чека: " in restored
    assert "Mirela" not in f"{draft.label}{draft.about}"
