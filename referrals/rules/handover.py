"""Rules of a handover: what may cross, with which consent, and how long (R-20, R-25, share_org)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta
from django.utils.translation import gettext as _

from referrals.codes import LIVE_STATES, AgeBand, ReferralKind, ReferralState

#: What can cross at all: identity, history, plan, factor scores, risk and safety. Never notes of a
#: psychologist, shelter addresses or third parties (domain.md 7, 8 "never").
SHAREABLE_SECTIONS = ("A", "B", "C", "D", "E")

#: A package lives as long as its consent, and six months where the consent has no end (domain.md 4).
LONGEST_MONTHS = 6

#: An offer without consent is anonymous; nobody should keep even that for half a year.
ANONYMOUS_DAYS = 30

#: How long an organisation has to answer; `referrals.due.ANSWER` says who hears of its silence, and when.
ANSWER_DAYS, URGENT_ANSWER_DAYS = 7, 2

_ENDINGS = frozenset({ReferralState.WITHDRAWN, ReferralState.EXPIRED})
_ANSWERS = frozenset({ReferralState.AGREED, ReferralState.ACCEPTED, ReferralState.DECLINED})
_NEXT_STATES: dict[str, frozenset[str]] = {
    ReferralState.DRAFT: frozenset({ReferralState.OFFERED, ReferralState.WITHDRAWN}),
    ReferralState.OFFERED: _ANSWERS | _ENDINGS | {ReferralState.ASKED, ReferralState.WAITING},
    ReferralState.ASKED: _ANSWERS | _ENDINGS | {ReferralState.OFFERED, ReferralState.WAITING},
    ReferralState.WAITING: _ANSWERS | _ENDINGS | {ReferralState.ASKED, ReferralState.WAITING},
    ReferralState.AGREED: _ENDINGS | {ReferralState.ACCEPTED, ReferralState.ENDED},
    ReferralState.ACCEPTED: _ENDINGS | {ReferralState.ENDED, ReferralState.TRANSFERRED},
}


@dataclass(frozen=True)
class ConsentFacts:
    """What a rule has to know of a consent to share."""

    is_valid: bool
    receiver_id: int | None
    sections: frozenset[str]
    valid_until: date | None


def may_become(state: str, wanted: str) -> bool:
    """Whether a referral may go from one state to another; answered and ended ones stay as they are."""
    return wanted in _NEXT_STATES.get(state, frozenset())


def is_live(state: str) -> bool:
    """Whether the package can still be answered, read or withdrawn."""
    return state in LIVE_STATES


def consent_faults(consent: ConsentFacts | None, *, receiver_id: int, sections: Collection[str]) -> list[str]:
    """Why this consent does not carry this package (share_org names one organisation and its sections)."""
    if consent is None:
        return [_("There is no consent to share with this organisation.")]
    if not consent.is_valid:
        return [_("The consent to share is not valid any more.")]
    if consent.receiver_id != receiver_id:
        return [_("The consent to share names another organisation.")]
    beyond = sorted(set(sections) - consent.sections)
    if beyond:
        return [
            _("The consent to share does not cover section %(letters)s.") % {"letters": ", ".join(beyond)}
        ]
    return []


def section_faults(sections: Collection[str], *, readable: Collection[str]) -> list[str]:
    """Why these sections cannot be ticked: only what can cross, and only what the sender may read."""
    if not sections:
        return [_("Tick at least one section to share.")]
    closed = sorted(set(sections) - (set(SHAREABLE_SECTIONS) & set(readable)))
    if closed:
        return [_("Section %(letters)s cannot be shared by you.") % {"letters": ", ".join(closed)}]
    return []


def risk_faults(kind: str, risk_block: str | None) -> list[str]:
    """R-20: what stands against a transfer; a plain referral, where the case stays, never waits for it."""
    return [risk_block] if kind == ReferralKind.TRANSFER and risk_block else []


def said_no_faults(decisions: Collection[str], *, said_no: Collection[str]) -> list[str]:
    """A person who said no to sharing with an organisation is not offered to it, not even without a name."""
    if any(decision in said_no for decision in decisions):
        return [_("The person said no to sharing with this organisation.")]
    return []


def answer_due(*, on: date, urgent: bool) -> date:
    """The day by which an answer is asked for."""
    return on + timedelta(days=URGENT_ANSWER_DAYS if urgent else ANSWER_DAYS)


def anonymous_until(*, on: date) -> date:
    """The last day of an offer that rests on no consent yet."""
    return on + timedelta(days=ANONYMOUS_DAYS)


def valid_until(*, on: date, consent_until: date | None) -> date:
    """The last day of a package: that of its consent, and never more than six months."""
    longest = on + relativedelta(months=LONGEST_MONTHS)
    return longest if consent_until is None else min(consent_until, longest)


def has_expired(last_day: date, *, on: date) -> bool:
    """Whether a package is past its last day."""
    return on > last_day


_BANDS = (
    (11, AgeBand.CHILD),
    (17, AgeBand.TEEN),
    (24, AgeBand.YOUNG),
    (34, AgeBand.ADULT),
    (49, AgeBand.MIDDLE),
)


def age_band(birth_year: int | None, *, on: date) -> AgeBand:
    """The band of the age reached in the year of `on`."""
    if birth_year is None:
        return AgeBand.UNKNOWN
    age = on.year - birth_year
    return next((band for oldest, band in _BANDS if age <= oldest), AgeBand.OLDER)
