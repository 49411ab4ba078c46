"""Rules of this app; those of a handover are at hand here, the others by their module."""

from referrals.rules.handover import (
    ANONYMOUS_DAYS,
    SHAREABLE_SECTIONS,
    ConsentFacts,
    age_band,
    anonymous_until,
    answer_due,
    consent_faults,
    has_expired,
    is_live,
    may_become,
    risk_faults,
    said_no_faults,
    section_faults,
    valid_until,
)

__all__ = [
    "ANONYMOUS_DAYS",
    "SHAREABLE_SECTIONS",
    "ConsentFacts",
    "age_band",
    "anonymous_until",
    "answer_due",
    "consent_faults",
    "has_expired",
    "is_live",
    "may_become",
    "risk_faults",
    "said_no_faults",
    "section_faults",
    "valid_until",
]
