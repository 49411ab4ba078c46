"""Legal matters, hearings, protection orders; testifying by the person's own, renewed yes.

S4-29, S4-30, R-20.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.codes import ConsentPurpose
from cases.models import Case, Consent
from cases.queries import valid_consent
from cases.queries.safety import risk_block
from referrals.codes import CLOSED_MATTERS, HearingState, OrderState
from referrals.models import Hearing, LegalMatter, ProtectionOrder
from referrals.rules import justice
from referrals.rules.justice import TestimonyFacts
from renate import audit
from renate.accounts.models import Membership
from renate.kit.errors import RuleError


class LegalError(RuleError):
    """The matter or the hearing can't be recorded as given."""


@transaction.atomic
def keep_matter(
    *, by: Membership, on: date, case: Case, matter: LegalMatter | None = None, **details: Any
) -> LegalMatter:
    """Open a legal matter, or write down where it stands; in any country, several at a time.

    S1-03, S1-04.
    """
    matter = matter or LegalMatter(case=case)
    if details["status_on"] > on:
        raise LegalError(_("The day is in the future."), field="status_on")
    if details["status"] in CLOSED_MATTERS and not details.get("result"):
        raise LegalError(_("Say how it ended."), field="result")
    sums = (details.get(f"compensation_{name}") for name in ("claimed", "awarded", "paid"))
    for field, text in justice.money_faults(*sums):
        raise LegalError(text, field=field)
    return _keep(matter, "legal.matter_kept", details)


@transaction.atomic
def keep_hearing(
    *, by: Membership, on: date, matter: LegalMatter, hearing: Hearing | None = None, **details: Any
) -> Hearing:
    """Plan a hearing, or move it; another day asks for another yes (domain 4, testifying)."""
    if not matter.is_running:
        raise LegalError(_("The matter is over."))
    hearing = hearing or Hearing(matter=matter)
    if hearing.state != HearingState.PLANNED:
        raise LegalError(_("The hearing is over."))
    if hearing.pk and _day(hearing.at) != _day(details["at"]):
        hearing.consent, hearing.confirmed_on, hearing.refused_on = None, None, None
    return _keep(hearing, "legal.hearing_kept", details)


@transaction.atomic
def confirm_testimony(*, by: Membership, on: date, hearing: Hearing, agrees: bool) -> Hearing:
    """The person was asked again before this hearing: yes or no; a no needs nothing and changes no help."""
    hearing = _locked(hearing)
    if hearing.state != HearingState.PLANNED or not hearing.testifies:
        raise LegalError(_("The person is not asked to testify there."))
    if not agrees:
        hearing.refused_on, hearing.confirmed_on, hearing.consent = on, None, None
    else:
        consent = valid_consent(hearing.matter.case, ConsentPurpose.TESTIFYING, on)
        hearing.consent, hearing.confirmed_on, hearing.refused_on = consent, on, None
        if faults := testimony_faults(hearing, on=on):
            raise LegalError(faults)
    return _keep(hearing, "legal.testimony_asked", {}, agrees=agrees)


@transaction.atomic
def record_hearing(
    *, by: Membership, on: date, hearing: Hearing, state: str, testified: bool | None = None,
    result: str = "", aftercare: str = "",
) -> Hearing:  # fmt: skip
    """What came of a hearing. That the person testified is only ever noted with consent and a fresh.

    Risk check.
    """
    hearing = _locked(hearing)
    if hearing.state != HearingState.PLANNED or state == HearingState.PLANNED:
        raise LegalError(_("The hearing is over."))
    if state == HearingState.HELD and _day(hearing.at) > on:
        raise LegalError(_("The hearing has not been yet."), field="state")
    if testified:
        if state != HearingState.HELD:
            raise LegalError(_("Nobody testified at a hearing that was not held."), field="testified")
        if faults := testimony_faults(hearing, on=on):
            raise LegalError(faults, field="testified")
    details = {"state": state, "testified": testified, "result": result, "aftercare": aftercare}
    return _keep(hearing, "legal.hearing_recorded", details, state=state)


@transaction.atomic
def keep_order(
    *, by: Membership, on: date, case: Case, order: ProtectionOrder | None = None, **details: Any
) -> ProtectionOrder:
    """Apply for, or write down, a protection order."""
    order = order or ProtectionOrder(case=case)
    if details["state"] == OrderState.IN_FORCE and not details.get("issued_on"):
        raise LegalError(_("Enter the day since which it is in force."), field="issued_on")
    return _keep(order, "legal.order_kept", details)


def testimony_faults(hearing: Hearing, *, on: date) -> list[str]:
    """Why the person does not testify at this hearing as things stand (S4-29, S4-30, R-20)."""
    case, day = hearing.matter.case, _day(hearing.at)
    facts = TestimonyFacts(
        has_consent=valid_consent(case, ConsentPurpose.TESTIFYING, min(on, day)) is not None,
        confirmed_on=hearing.confirmed_on,
        refused_on=hearing.refused_on,
        risk_block=risk_block(case, min(on, day)),
        hearing_on=day,
    )
    return justice.testimony_faults(facts)


@transaction.atomic
def follow_testifying_consent(consent: Consent, by: Membership, on: date) -> None:
    """A yes to testifying taken back ends every confirmation for hearings to come, at once."""
    if consent.purpose != ConsentPurpose.TESTIFYING:
        return
    planned = Hearing.objects.filter(matter__case=consent.case_id, state=HearingState.PLANNED)
    for hearing in planned.filter(confirmed_on__isnull=False):
        hearing.consent, hearing.confirmed_on, hearing.refused_on = None, None, on
        _keep(hearing, "legal.testimony_withdrawn", {})


def _locked(hearing: Hearing) -> Hearing:
    Hearing.objects.select_for_update().only("pk").get(pk=hearing.pk)
    return Hearing.objects.select_related("matter__case").get(pk=hearing.pk)


def _day(moment: Any) -> date:
    return timezone.localtime(moment).date()


def _keep(row: Any, action: str, details: dict[str, Any], **meta: Any) -> Any:
    for name, value in details.items():
        setattr(row, name, value)
    row.full_clean()
    row.save()
    audit.record(action, on=row, **meta)
    return row
