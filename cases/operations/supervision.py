"""Keeping the days of staff supervision."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from cases.codes import SupervisionKind
from cases.models import StaffSupervision
from renate import audit
from renate.accounts.access import can
from renate.accounts.models import Membership
from renate.accounts.roles import Act
from renate.kit import clock
from renate.kit.errors import RuleError


class SupervisionError(RuleError):
    """The day can't be kept as given."""


@transaction.atomic
def record_supervision(
    *, by: Membership, on: date, members: Iterable[Membership], kind: SupervisionKind | str
) -> list[StaffSupervision]:
    """Keep that these members had supervision that day, and nothing of what was said (S3-66).

    Who has the day already is passed over. Raises SupervisionError for a day to come, and where nothing is
    new.
    """
    _demand(by)
    if on > clock.today():
        raise SupervisionError(_("The day is in the future."), field="on")
    there = StaffSupervision.objects.filter(on=on, kind=kind).values_list("member_id", flat=True)
    known = set(there)
    rows = [
        StaffSupervision(member=member, on=on, kind=kind, by=by)
        for member in members
        if member.pk not in known
    ]
    if not rows:
        raise SupervisionError(_("This is recorded already."), field="members")
    for row in rows:
        row.full_clean()
        row.save()
    audit.record("supervision.recorded", members=len(rows), kind=str(kind))
    return rows


@transaction.atomic
def take_back_supervision(*, by: Membership, supervision: StaffSupervision) -> None:
    """Remove a day that was kept by mistake."""
    _demand(by)
    audit.record("supervision.taken_back", on=supervision, kind=supervision.kind)
    supervision.delete()


def _demand(by: Membership) -> None:
    if not can(by, Act.SEE_CASELOAD):
        raise SupervisionError(_("You may not keep the days of supervision."))
