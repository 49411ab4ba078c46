"""Inbox, outbox and case list among 10,000 open packages; handing over in a fixed number of statements."""

import argparse
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from cases.codes import ChecklistQuestion, ConsentDecision, ConsentPurpose
from cases.models import Case, Person, TraffickingEpisode
from cases.operations import record_consent
from referrals.codes import ReferralReason, ServiceAsked
from referrals.models import Referral, ReferralPackage
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
from renate.benches.measure import counted_queries, timing
from renate.kit import clock
from renate.tenancy import scope
from renate.tenancy.models import Organisation

HELP = "lists of referrals among 10,000 open packages; sealing, sending again and withdrawing"
PAGES = ("/referrals/?box=received", "/referrals/?box=sent", "/cases/")
FILES = (1, 300)  # episodes of the small file and of the large one


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--organisations", type=int, default=200)
    parser.add_argument("--packages", type=int, default=50, help="that each organisation has sent")
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--keep", action="store_true", help="keep the database for the next run")


def run(
    write: Callable[[str], Any], organisations: int, packages: int, times: int, keep: bool, **options: Any
) -> None:
    """Fill, ask for the lists, then hand over a small file and a large one."""
    with fresh_database("referrals", keep) as is_new:
        if is_new:
            _fill(organisations, packages)
            analyse()
        with scope.enter(platform=True):
            here, there = Organisation.objects.order_by("pk")[:2]
        write(
            f"{clock.now():%Y-%m-%d}  {organisations * packages} open packages, {organisations} organisations"
        )
        seats = (new_member(here, Role.COORDINATOR), new_member(here, Role.CASE_MANAGER))
        for page, member in zip(PAGES, (seats[0], seats[1], seats[1]), strict=True):
            _lists(write, member, page, times)
        answerer, taker = new_member(there, Role.COORDINATOR), new_member(there, Role.CASE_MANAGER)
        for number, episodes in enumerate(FILES, start=1):
            _hand_over(write, seats[1], answerer, taker, packages + number, episodes)


def _lists(write: Callable[[str], Any], member: Membership, page: str, times: int) -> None:
    browser = asking(member, page)
    browser()
    with counted_queries() as sent:
        browser()
    write(f"{page:28} {len(sent)} statements, {timing(browser, times)}")


def _fill(organisations: int, packages: int) -> None:
    houses = [
        open_organisation(name=f"House {number}", short_name=f"H{number}", country="BE")
        for number in range(organisations)
    ]
    for house in houses:
        worker = new_member(house, Role.CASE_MANAGER)
        others = ",".join(str(other.pk) for other in houses if other.pk != house.pk)
        receiver = f"(ARRAY[{others}])[1 + (n * 7) % {len(houses) - 1}]"
        with scope.enter(organisation=house):
            _offers(worker, packages, receiver)


def _offers(worker: Membership, packages: int, receiver: str) -> None:
    opened = "date '2026-11-01' - (n % 1000)::int"
    asked = {"services_asked": "ARRAY['legal']", "reason": "'other'", "sections": "ARRAY['A']"}
    summary = {"kind": "referral", "urgent": False, "age_band": "25-34", "services_asked": ["legal"]}
    # Two files more than packages, to be handed over by the measurement.
    series(Person, packages + len(FILES), case_code="'B' || n", birth_year="1990")
    series(
        Case, packages + len(FILES), person_id=key_of(), status="'active'", opened_on=opened,
        case_manager_id=str(worker.pk),
    )  # fmt: skip
    series(
        Referral, packages, case_id=key_of(), counterpart_id=receiver, made_by_id=str(worker.pk),
        state="'offered'", sent_on="current_date", answer_due_on="current_date + 7", **asked,
    )  # fmt: skip
    series(
        ReferralPackage, packages, referral_id=key_of(), receiver_id=receiver, sections="ARRAY['A']",
        summary=f"'{json.dumps(summary)}'::jsonb", offered_on="current_date",
        valid_until="current_date + 30", answer_due_on="current_date + 7",
    )  # fmt: skip


def _hand_over(
    write: Callable[[str], Any],
    worker: Membership,
    answerer: Membership,
    taker: Membership,
    number: int,
    episodes: int,
) -> None:
    on = clock.today()
    with scope.enter(organisation=worker.organisation_id, user=worker.user_id):
        case = Case.objects.select_related("person").get(pk=first_key() + number)
        TraffickingEpisode.objects.bulk_create(
            TraffickingEpisode(person=case.person, case=case, narrative="A day, a road, a door. " * 40)
            for _episode in range(episodes)
        )
        record_consent(
            by=worker, on=on, case=case, purpose=ConsentPurpose.SHARE_ORG, decision=ConsentDecision.GIVEN,
            checklist=dict.fromkeys(ChecklistQuestion.values, True), receiver=answerer.organisation,
            sections=["A", "B"], valid_until=on + timedelta(days=90),
        )  # fmt: skip
        wish = Request([answerer.organisation], [ServiceAsked.LEGAL], ["A", "B"], ReferralReason.OTHER)
        referral = draft_referral(by=worker, on=on, case=case, request=wish)
        package = send_referral(by=worker, on=on, referral=referral)
    counts = {}
    with scope.enter(organisation=answerer.organisation_id, user=answerer.user_id), counted_queries() as sent:
        accept_package(by=answerer, on=on, package=package, case_manager=taker)
    counts["accept and seal"] = len(sent)
    with scope.enter(organisation=worker.organisation_id, user=worker.user_id):
        for name, act in (("send again", update_package), ("withdraw", withdraw_referral)):
            with counted_queries() as sent:
                act(by=worker, on=on, referral=Referral.objects.get(pk=referral.pk))
            counts[name] = len(sent)
    said = ", ".join(f"{name} {count}" for name, count in counts.items())
    write(f"statements with {episodes} episodes in the file: {said}")
