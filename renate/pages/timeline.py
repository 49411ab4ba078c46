"""Stays and referrals on the timeline of a file: composed here, from apps that need not know of it."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import timeline
from cases.timeline import Source
from cases.timeline_sources import label
from referrals.codes import Direction, ReferralState
from referrals.models import Referral
from renate.accounts.roles import Access, Section
from shelters.codes import ReasonIn, ReasonOut
from shelters.models import Stay

STAY, REFERRAL = gettext_lazy("Stay"), gettext_lazy("Referral")

SOURCES = (
    Source(
        "stay_begun", "stay", STAY, Section.STAY, lambda case, _by: Stay.objects.filter(case=case), "from_on",
        lambda _row: _("Stay began"), "shelters:stay_show", lambda row: label(ReasonIn, row.code),
        "reason_in", access=Access.LIMITED,
    ),
    Source(
        "stay_ended", "stay", STAY, Section.STAY,
        lambda case, _by: Stay.objects.filter(case=case, to_on__isnull=False), "to_on",
        lambda _row: _("Stay ended"), "shelters:stay_show", lambda row: label(ReasonOut, row.code),
        "reason_out", access=Access.LIMITED,
    ),
    Source(
        "referral", "referral", REFERRAL, Section.PLAN,
        lambda case, _by: Referral.objects.filter(case=case, sent_on__isnull=False), "sent_on",
        lambda row: _("Referral: %(state)s") % {"state": label(ReferralState, row.code)},
        "referrals:offer_list", lambda row: label(Direction, row.extra), "state", "direction",
    ),
)  # fmt: skip


def register() -> None:
    """Called once at start-up."""
    timeline.register(*SOURCES)
