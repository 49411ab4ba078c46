"""Whose cases can be handed over."""

from dataclasses import dataclass

from django.db.models import Count

from cases.models import Case
from renate.accounts.models import Membership


@dataclass(frozen=True, slots=True)
class Holder:
    """A member with open cases; one who is kept out comes first."""

    member: Membership
    cases: int


def holders() -> list[Holder]:
    """Everybody who manages open cases, in two queries; who can't work any more comes first."""
    counted = Case.objects.open().exclude(case_manager=None).order_by().values("case_manager")
    counts = {row["case_manager"]: row["n"] for row in counted.annotate(n=Count("pk"))}
    members = Membership.objects.filter(pk__in=list(counts)).select_related("user")
    found = [Holder(member, counts[member.pk]) for member in members.order_by("user__full_name")]
    return sorted(found, key=lambda holder: holder.member.is_active)
