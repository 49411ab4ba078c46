"""The network's report: sums of members, each person once, nobody's line given away."""

from datetime import date

import pytest

from referrals.models import Referral
from renate.reports.network import Shared, count_network, counted_elsewhere
from renate.reports.operations import carry_out, draft_report, preview_tables
from renate.reports.queries import latest_preview
from renate.reports.suppression import protect
from renate.reports.tables import Builder
from renate.reports.tables.members import Member, member_tables
from renate.tenancy import scope
from tests.factories.accounts import MembershipFactory
from tests.factories.reports import a_service, an_assisted_person

A, B, C = 1, 2, 3
EARLY, LATE = date(2008, 1, 1), date(2009, 1, 1)


def shared(member: int, *marks: str, first: date = EARLY, in_period: bool = True) -> Shared:
    return Shared(member, frozenset(mark.encode() for mark in marks), in_period, first)


@pytest.mark.rule("S3-65")
def test_person_handed_on_twice_is_counted_once_and_where_help_began_last():
    persons = [shared(A, "x"), shared(B, "x", "y", first=LATE), shared(C, "y", first=date(2008, 6, 1))]

    assert counted_elsewhere(persons) == {A: {b"x"}, C: {b"y"}}


def test_person_is_counted_where_help_lay_in_the_period():
    persons = [shared(A, "x"), shared(B, "x", first=LATE, in_period=False)]

    assert counted_elsewhere(persons) == {B: {b"x"}}


def test_persons_without_a_common_mark_are_counted_where_they_are():
    assert counted_elsewhere([shared(A, "x"), shared(B, "y")]) == {}


def a_person_of_both(organisation, other_organisation) -> None:
    """Twenty persons at each, one of them the same person."""
    begun = ((organisation, other_organisation, date(2008, 2, 1)),
             (other_organisation, organisation, date(2009, 2, 1)))  # fmt: skip
    for place, counterpart, first in begun:
        with scope.enter(organisation=place):
            cases = [an_assisted_person(first) for _ in range(20)]
            for case in cases:
                a_service(case, date(2009, 3, 1))
            a_known_referral(cases[0], "n3tw0rk", counterpart)


def a_known_referral(case, mark: str, counterpart) -> None:
    Referral.objects.bulk_create(
        [
            Referral(
                direction="in",
                case=case,
                counterpart=counterpart,
                reason="other",
                state="accepted",
                network_ref=mark,
                made_by=MembershipFactory(),
                services_asked=[],
            )
        ]
    )


def a_draft(by, **changes):
    return draft_report(
        by=by, on=date(2026, 11, 22), title="The network", period_from=date(2007, 1, 1),
        period_to=date(2010, 6, 30), cut_off_on=date(2010, 6, 30), tables=["T1", "T2"], **changes,
    )  # fmt: skip


@pytest.mark.rule("S3-65", "R-25")
def test_network_adds_up_members_and_counts_a_person_of_two_once(secretary, organisation, other_organisation):
    a_person_of_both(organisation, other_organisation)
    with scope.enter(organisation=secretary.organisation_id, user=secretary.user_id):
        report = a_draft(secretary)
        run = preview_tables(by=secretary, report=report)
    carry_out(secretary.organisation_id, run.public_id)

    with scope.enter(organisation=secretary.organisation_id):
        snapshot = latest_preview(report).snapshot
    assert report.is_network
    assert snapshot["published"]["assisted"] == 39
    assert snapshot["published"]["assisted|sex=female"] == 39
    assert [row["label"] for row in snapshot["sections"][0]["tables"][3]["rows"]] == [
        "Harbour House (Albania)", "Open Door (Serbia)",
    ]  # fmt: skip


def test_network_leaves_out_a_suspended_member(secretary, organisation, other_organisation):
    a_person_of_both(organisation, other_organisation)
    with scope.enter(organisation=organisation):
        type(organisation).objects.filter(pk=organisation.pk).update(is_active=False)
    inside = {"organisation": secretary.organisation_id, "user": secretary.user_id}
    with scope.enter(**inside):
        report = a_draft(secretary)

    counted = count_network(report, inside, lambda stage, percent: None)

    assert [member.name for member in counted.members] == ["Open Door"]
    assert counted.measures["assisted"] == 20


def test_number_of_persons_helped_by_two_cannot_be_worked_out_from_the_lines():
    members = [Member("a", "A", "AL", 60, 10), Member("b", "B", "RS", 50, 10), Member("c", "C", "RO", 40, 10)]
    builder = Builder({"assisted": 148, "secondary": 30}, 5)
    member_tables(builder, members)

    protected = protect(builder.figures, threshold=5)

    assert protected.number("assisted") == 148
    assert None in {protected.number(f"assisted|member={member.ref}") for member in members}
    assert len(protected.proof["assisted|more than once"]) >= 4
    assert protected.number("secondary|member=a") == 10


def test_small_line_of_a_member_is_hidden_even_where_the_sum_is_large():
    members = [Member("a", "A", "AL", 60, 30), Member("b", "B", "RS", 3, 20), Member("c", "C", "RO", 40, 9)]
    builder = Builder({"assisted": 103, "secondary": 59}, 5)
    member_tables(builder, members)

    protected = protect(builder.figures, threshold=5)

    assert protected.text("assisted|member=b") == "<5"
    assert protected.number("assisted|country=RS") is None
