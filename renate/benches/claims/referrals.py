"""Inbox, outbox and case list among 10,000 open packages; handing over in a fixed number of statements."""

import argparse
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import Permission

from cases.codes import ChecklistQuestion, ConsentDecision, ConsentPurpose
from cases.models import Case, Consent, Person, TraffickingEpisode
from cases.operations import record_consent
from referrals.codes import ReferralReason, ServiceAsked
from referrals.models import Referral, ReferralPackage, ReferralPackageUserObjectPermission
from referrals.operations import (
    Request,
    accept_package,
    draft_referral,
    send_referral,
    update_package,
    withdraw_referral,
)
from renate.accounts.models import Membership
from renate.accounts.operations import open_organisation
from renate.accounts.roles import Role
from renate.benches.browser import asking, new_member
from renate.benches.database import analyse, fresh_database
from renate.benches.filling import first_key, key_of, series
from renate.benches.measure import counted_queries, elapsed, timing
from renate.kit import clock
from renate.tenancy import scope
from renate.tenancy.directory import every_organisation
from renate.tenancy.models import Organisation

HELP = "lists of referrals among 10,000 open packages; sealing, sending again and withdrawing"
FILES = (1, 1, 300)  # episodes: a first file, for what is asked once a process; a small one; a large one
SEALED = "decode(repeat('5e', 20000), 'hex')"  # no list may fetch it


@dataclass(frozen=True)
class House:
    """An organisation, who answers there, and who works with the person."""

    organisation: Organisation
    answers: Membership
    works: Membership


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--organisations", type=int, default=200)
    parser.add_argument("--packages", type=int, default=50, help="that each organisation has sent")
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--keep", action="store_true", help="keep the database for the next run")


def run(
    write: Callable[[str], Any], organisations: int, packages: int, times: int, keep: bool, **options: Any
) -> None:
    """Fill, ask for the lists beside an organisation with one package, then hand files over."""
    with fresh_database("referrals", keep) as is_new:
        if is_new:
            write(f"filled in {elapsed(lambda: _fill(organisations, packages)):.0f} s")
            analyse()
        large, other, small = _houses()
        write(
            f"{clock.now():%Y-%m-%d}  {organisations * packages} open packages, {organisations} organisations"
        )
        for name in _pages(large):
            _lists(write, name, large, small, times)
        for number, episodes in enumerate(FILES, start=1):
            said = _hand_over(large, other, packages + number, episodes)
            if number > 1:
                write(f"{episodes:>4} episodes in the file: {said}")


def _houses() -> tuple[House, House, House]:
    """The first two of many, and the one that has a single package."""
    found = every_organisation()
    return _seated(found[0]), _seated(found[1]), _seated(found[-1])


def _seated(organisation: Organisation) -> House:
    with scope.enter(organisation=organisation):
        seats = Membership.objects.select_related("user", "organisation")
        one = {seat.role: seat for seat in seats.order_by("-pk")}
    return House(organisation, one[Role.COORDINATOR], one[Role.CASE_MANAGER])


def _pages(house: House) -> dict[str, tuple[str, Membership]]:
    with scope.enter(organisation=house.organisation):
        ref = Case.objects.order_by("pk").values_list("public_id", flat=True)[0]
    return {
        "inbox, who answers": ("/referrals/?box=received", house.answers),
        "inbox, who works": ("/referrals/?box=received", house.works),
        "outbox": ("/referrals/?box=sent", house.works),
        "case list": ("/cases/", house.works),
        "referrals of a case": (f"/cases/{ref}/referrals/", house.works),
    }


def _lists(write: Callable[[str], Any], name: str, large: House, small: House, times: int) -> None:
    counts, took = [], []
    for house in (small, large):
        page, member = _pages(house)[name]
        browser = asking(member, page)
        browser()
        with counted_queries() as sent:
            browser()
        counts.append(len(sent))
        took.append(timing(browser, times))
    one, many = counts
    write(f"{name:20} {many:>2} statements ({one} with one package), {took[1]} ({took[0].median:.1f})")


def _fill(organisations: int, packages: int) -> None:
    houses = [_open_house(f"H{number}") for number in range(organisations)]
    for house in houses:
        others = [other for other in houses if other is not house]
        with scope.enter(organisation=house.organisation):
            _send(house, others, packages)
    pair = [_open_house("S1"), _open_house("S2")]
    for house, other in (pair, reversed(pair)):
        with scope.enter(organisation=house.organisation):
            _send(house, [other], 1)


def _open_house(name: str) -> House:
    organisation = open_organisation(name=f"House {name}", short_name=name, country="BE")
    return House(
        organisation, new_member(organisation, Role.COORDINATOR), new_member(organisation, Role.CASE_MANAGER)
    )


def _send(house: House, others: Sequence[House], packages: int) -> None:
    """Packages to the others in turn: half of them on offer, half accepted and sealed; and files to spare."""
    chosen, worker, is_taken = f"[1 + (n * 7) % {len(others)}]", str(house.works.pk), "n % 2 = 1"
    receiver = f"(ARRAY[{','.join(str(other.organisation.pk) for other in others)}]){chosen}"
    taker = f"(ARRAY[{','.join(str(other.works.user_id) for other in others)}]){chosen}"
    of_case = {"case_id": key_of(), "sections": "ARRAY['A']"}
    files = packages + len(FILES)
    series(Person, files, case_code="'B' || n", birth_year="1990")
    series(
        Case, files, person_id=key_of(), status="'active'", case_manager_id=worker,
        opened_on="date '2026-11-01' - (n % 1000)::int",
    )  # fmt: skip
    series(
        Consent, packages, **of_case, person_id=key_of(), purpose="'share_org'", decision="'given'",
        valid_from="current_date", receiver_id=receiver, asked_by_id=worker,
    )  # fmt: skip
    series(
        Referral, packages, **of_case, counterpart_id=receiver, consent_id=key_of(), made_by_id=worker,
        reason="'other'", services_asked="ARRAY['legal']", sent_on="current_date", **_state(is_taken),
    )  # fmt: skip
    _seal(packages, receiver, is_taken)
    series(
        ReferralPackageUserObjectPermission, packages, content_object_id=key_of(), user_id=taker,
        receiver_id=receiver, permission_id=str(Permission.objects.get(codename="open_package").pk),
    )  # fmt: skip


def _seal(packages: int, receiver: str, is_taken: str) -> None:
    summary = {"kind": "referral", "urgent": False, "age_band": "25-34", "services_asked": ["legal"]}
    sealed, key = (f"CASE WHEN {is_taken} THEN {what} END" for what in (SEALED, "decode('5e', 'hex')"))
    series(
        ReferralPackage, packages, referral_id=key_of(), receiver_id=receiver, sections="ARRAY['A']",
        summary=f"'{json.dumps(summary)}'::jsonb", offered_on="current_date", **_state(is_taken),
        valid_until="current_date + 30", payload=sealed, wrapped_key=key,
    )  # fmt: skip


def _state(is_taken: str) -> dict[str, str]:
    answered = f"CASE WHEN {is_taken} THEN current_date END"
    return {
        "state": f"CASE WHEN {is_taken} THEN 'accepted' ELSE 'offered' END",
        "answered_on": answered,
        "answer_due_on": f"CASE WHEN {is_taken} THEN NULL ELSE current_date + 7 END",
    }


def _hand_over(here: House, there: House, number: int, episodes: int) -> str:
    """Offer, accept, send again and withdraw one file; statements and milliseconds of each."""
    on, worker = clock.today(), here.works
    with scope.enter(organisation=here.organisation, user=worker.user_id):
        case = Case.objects.select_related("person").get(pk=first_key() + number)
        TraffickingEpisode.objects.bulk_create(
            TraffickingEpisode(person=case.person, case=case, narrative="A day, a road, a door. " * 40)
            for _episode in range(episodes)
        )
        record_consent(
            by=worker, on=on, case=case, purpose=ConsentPurpose.SHARE_ORG, decision=ConsentDecision.GIVEN,
            checklist=dict.fromkeys(ChecklistQuestion.values, True), receiver=there.organisation,
            sections=["A", "B"], valid_until=on + timedelta(days=90),
        )  # fmt: skip
        wish = Request([there.organisation], [ServiceAsked.LEGAL], ["A", "B"], ReferralReason.OTHER)
        referral = draft_referral(by=worker, on=on, case=case, request=wish)
        package = send_referral(by=worker, on=on, referral=referral)
    said = []
    with scope.enter(organisation=there.organisation, user=there.answers.user_id):
        how: dict[str, Any] = {"by": there.answers, "on": on, "package": package, "case_manager": there.works}
        said.append(_counted("accept and seal", lambda: accept_package(**how)))
    with scope.enter(organisation=here.organisation, user=worker.user_id):
        for name, act in (("send again", update_package), ("withdraw", withdraw_referral)):
            now = Referral.objects.get(pk=referral.pk)
            said.append(_counted(name, lambda act=act, now=now: act(by=worker, on=on, referral=now)))
    return "; ".join(said)


def _counted(name: str, act: Callable[[], Any]) -> str:
    with counted_queries() as sent:
        spent = elapsed(act)
    return f"{name} {len(sent)} statements, {spent * 1000:.0f} ms"
