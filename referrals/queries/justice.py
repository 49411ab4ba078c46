"""Legal matters of a case as the legal page shows them."""

from __future__ import annotations

from cases.models import Case
from referrals.codes import HearingState
from referrals.models import Hearing, LegalMatter, ProtectionOrder


def matters(case: Case) -> list[LegalMatter]:
    """Running ones first, then by the day of their status."""
    rows = LegalMatter.objects.filter(case=case).order_by("-status_on", "-id")
    return sorted(rows, key=lambda matter: not matter.is_running)


def hearings_to_come(case: Case) -> list[Hearing]:
    """Planned hearings of all matters, the next one first."""
    rows = Hearing.objects.filter(matter__case=case, state=HearingState.PLANNED)
    return list(rows.select_related("matter__case").order_by("at", "id"))


def hearings_of(matter: LegalMatter) -> list[Hearing]:
    """All hearings of one matter, the newest first."""
    rows = Hearing.objects.filter(matter=matter).select_related("matter__case", "consent")
    return list(rows.order_by("-at", "-id"))


def orders(case: Case) -> list[ProtectionOrder]:
    """Protection orders, the longest valid first."""
    return list(ProtectionOrder.objects.filter(case=case).order_by("-valid_until", "-id"))
