"""The sender's side of a transfer.

Its file closes once the receiver has opened its own, or nothing is done.
"""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from cases.operations import ClosureError, close_as_transferred
from referrals import lifecycle
from referrals.codes import ReferralKind, ReferralState
from referrals.lifecycle import ReferralError
from referrals.models import Referral, ReferralPackage
from renate import audit


class NotPreparedError(ReferralError):
    """The sender still has to do something before its file can close; the receiver is not told what."""


def hand_over(package: ReferralPackage, *, on: date) -> None:
    """Close the sender's file as transferred, end the package; the file stays readable there (R-14, R-20)."""
    lifecycle.demand_open(package)
    referral = Referral.objects.select_related(
        "case__person", "case__organisation", "case__case_manager", "made_by", "counterpart"
    ).get(pk=package.referral_id)
    if referral.kind != ReferralKind.TRANSFER:
        raise ReferralError(_("This is a referral: the sender stays in charge of its own file."))
    text = _("The other organisation has still to prepare the handover. They are told.")
    summary = _("Taken over by %(name)s.") % {"name": referral.counterpart.name}
    by = referral.case.case_manager or referral.made_by
    try:
        close_as_transferred(by=by, on=on, case=referral.case, summary=summary)
    except ClosureError as error:
        raise NotPreparedError(text) from error
    lifecycle.finish(package, ReferralState.TRANSFERRED, on=on)


def ask_to_prepare(package: ReferralPackage, *, on: date) -> None:
    """Nothing changes; the notice that follows makes the sender look what stands against closing."""
    lifecycle.demand_open(package)
    audit.record("referral.handover_awaited", on=package)
