"""Where a person sleeps, who was asked to help, the next contacts: three apps on one overview."""

from datetime import date
from typing import Any, NamedTuple

from django.db.models import DateField, Value

from cases.models import Case
from referrals.codes import ReferralState
from referrals.models import Referral
from reintegration.follow_up_codes import Purpose
from reintegration.models import FollowUp
from renate.accounts.access import section_access
from renate.accounts.models import Membership
from renate.accounts.roles import Access, Section
from shelters.models import Stay

LATEST_REFERRALS = 3
NEXT_CONTACTS = 4


class Sleeps(NamedTuple):
    """A bed and since when."""

    shelter: str
    room: str
    bed: str
    since: date


class Contact(NamedTuple):
    """A follow-up that is planned."""

    public_id: str
    purpose: str
    due_on: date


def around(case: Case, membership: Membership) -> dict[str, Any]:
    """What the member may read of it: plain cells only, so that one query does for all three."""
    parts: list[Any] = []
    reads_plan = section_access(membership, Section.PLAN) >= Access.READ
    if section_access(membership, Section.STAY) >= Access.LIMITED:
        stays = Stay.objects.open().filter(case=case).order_by().annotate(what=Value("stay"))
        parts.append(stays.values_list("what", "bed__shelter__name", "bed__room", "bed__label", "from_on"))
    if reads_plan:
        asked = Referral.objects.filter(case=case).order_by("-id").annotate(
            what=Value("referral"), more=Value(""), day=Value(None, output_field=DateField())
        )  # fmt: skip
        cells = asked.values_list("what", "counterpart__short_name", "state", "more", "day")
        parts.append(cells[:LATEST_REFERRALS])
        next_ones = FollowUp.objects.planned().filter(case=case).order_by("due_on")
        marked = next_ones.annotate(what=Value("contact"), more=Value(""))
        parts.append(marked.values_list("what", "public_id", "purpose", "more", "due_on")[:NEXT_CONTACTS])
    if not parts:
        return {}
    found: dict[str, list[Any]] = {"stay": [], "referral": [], "contact": []}
    for what, *row in parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]:
        found[what].append(row)
    shown: dict[str, Any] = {"stay": next((Sleeps(*row) for row in found["stay"]), None)}
    if reads_plan:
        contacts = [
            Contact(ref, str(Purpose(purpose).label), due) for ref, purpose, _more, due in found["contact"]
        ]
        shown["follow_ups"] = sorted(contacts, key=lambda contact: contact.due_on)
        shown["referrals"] = [(name, ReferralState(code).label) for name, code, *_rest in found["referral"]]
    return shown
