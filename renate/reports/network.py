"""Counting over all members of the network: sums only, never rows (domain 6, 2.9 network totals).

Each member is counted inside its own scope, and only its sums leave it. A person whom two members helped
carries the same random `network_ref` at both (given when a referral is accepted). A first look collects, for
each member, these marks as salted hashes that live as long as the run; from them it follows with whom such a
person is counted. The second look counts, each member leaving out whom another one counts, so every table
adds up and nobody is in it twice.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from secrets import token_bytes
from typing import Any

from django.db.models import Min, Q

from referrals.models import Referral
from renate.reports.codes import RunStage
from renate.reports.indicators import Frame, Measures, add_up
from renate.reports.indicators.money import EACH_GRANT
from renate.reports.models import Report
from renate.reports.snapshot import Counted, chosen_parts, count_in, counted
from renate.reports.tables.members import Member
from renate.tenancy import scope
from renate.tenancy.models import Organisation
from renate.tenancy.models.organisation import OrganisationKind


@dataclass(frozen=True)
class Shared:
    """One person of one member whom another member may know too; no identity, only hashes of this run."""

    member: int
    marks: frozenset[bytes]
    in_period: bool
    first_on: date


def count_network(report: Report, inside: dict[str, Any], tell: Callable[[RunStage, int], None]) -> Counted:
    """The sums of all active members, each person once."""
    with scope.enter(platform=True):
        members = list(
            Organisation.objects.filter(is_active=True, kind=OrganisationKind.MEMBER).order_by(
                "country", "name"
            )
        )
    salt = token_bytes(32)
    shared: list[Shared] = []
    for member in members:
        with scope.enter(organisation=member.pk):
            shared += _shared_persons(_frame(report, member), member.pk, salt)
    elsewhere = counted_elsewhere(shared)
    sums, found = [], []
    for place, member in enumerate(members):
        tell(RunStage.COUNTING, 10 + 25 * place // max(1, len(members)))
        with scope.enter(organisation=member.pk):
            own, measures = _count_member(report, member, elsewhere.get(member.pk, frozenset()), salt)
        found.append(own)
        sums.append(measures)
    with scope.enter(**inside):
        return counted(report, _whole(sums), tuple(found))


def _whole(sums: list[Measures]) -> Measures:
    """Single grants are the members' own business: the network sees their sums by kind of source."""
    whole = add_up(sums)
    return {key: value for key, value in whole.items() if not key.startswith(EACH_GRANT)}


def _frame(report: Report, member: Organisation, elsewhere: tuple[int, ...] = ()) -> Frame:
    return Frame(
        report.period_from, report.period_to, report.cut_off_on, home=member.country, elsewhere=elsewhere
    )


def _mark(ref: str, salt: bytes) -> bytes:
    return blake2b(ref.encode(), key=salt, digest_size=16).digest()


def _referred() -> Any:
    return Referral.objects.exclude(network_ref="").filter(case__isnull=False)


def _shared_persons(frame: Frame, member: int, salt: bytes) -> list[Shared]:
    """Persons of the member in scope who carry a mark of the network and were ever assisted."""
    marks: dict[int, set[bytes]] = {}
    for person, ref in _referred().values_list("case__person", "network_ref"):
        marks.setdefault(person, set()).add(_mark(ref, salt))
    firsts = (
        frame.services()
        .to_primary()
        .filter(case__person__pk__among=list(marks))
        .values_list("case__person")
        .annotate(first=Min("on"), in_period=Min("on", filter=Q(on__range=(frame.from_on, frame.last))))
    )
    return [
        Shared(member, frozenset(marks[person]), in_period is not None, first)
        for person, first, in_period in firsts
    ]


def counted_elsewhere(shared: Iterable[Shared]) -> dict[int, frozenset[bytes]]:
    """For each member the marks of persons whom another one counts.

    A person is counted where they were helped in the period, and of several where help began last: there the
    newest outcome stands. Persons handed on from one member to the next are one person all along.
    """
    groups = _same_persons(list(shared))
    elsewhere: dict[int, set[bytes]] = {}
    for group in groups:
        keeper = max(group, key=lambda each: (each.in_period, each.first_on, each.member))
        for each in group:
            if each.member != keeper.member:
                elsewhere.setdefault(each.member, set()).update(each.marks)
    return {member: frozenset(marks) for member, marks in elsewhere.items()}


def _same_persons(shared: list[Shared]) -> list[list[Shared]]:
    """Groups whose marks hang together."""
    leader: dict[bytes, bytes] = {}

    def find(mark: bytes) -> bytes:
        while leader.setdefault(mark, mark) != mark:
            mark = leader[mark]
        return mark

    for each in shared:
        first, *others = sorted(each.marks)
        for mark in others:
            leader[find(mark)] = find(first)
    groups: dict[bytes, list[Shared]] = {}
    for each in shared:
        groups.setdefault(find(min(each.marks)), []).append(each)
    return [group for group in groups.values() if len(group) > 1]


def _count_member(
    report: Report, member: Organisation, elsewhere: frozenset[bytes], salt: bytes
) -> tuple[Member, Measures]:
    """The sums of the member in scope: its own, and without whom another one counts."""
    parts = chosen_parts(report)
    own = count_in(_frame(report, member), ["T1"], ())
    left_out = _persons_with(elsewhere, salt)
    measures = count_in(_frame(report, member, left_out), parts, report.breakdowns)
    line = Member(member.public_id, member.name, member.country, int(own["assisted"]), int(own["secondary"]))
    return line, measures


def _persons_with(marks: frozenset[bytes], salt: bytes) -> tuple[int, ...]:
    rows = _referred().values_list("case__person", "network_ref")
    return tuple({person for person, ref in rows if _mark(ref, salt) in marks})


__all__ = ["Shared", "count_network", "counted_elsewhere"]
