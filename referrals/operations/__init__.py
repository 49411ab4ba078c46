"""What can be done with referrals, packages and partners."""

from referrals.lifecycle import ReferralError
from referrals.operations.answering import (
    accept_package,
    decline_package,
    end_package,
    link_case,
    read_section,
)
from referrals.operations.partners import PartnerError, add_partner, change_partner
from referrals.operations.sending import (
    Request,
    discard_referral,
    draft_referral,
    end_referral,
    expire_package,
    follow_consent,
    send_referral,
    withdraw_referral,
)

__all__ = [
    "PartnerError",
    "ReferralError",
    "Request",
    "accept_package",
    "add_partner",
    "change_partner",
    "decline_package",
    "discard_referral",
    "draft_referral",
    "end_package",
    "end_referral",
    "expire_package",
    "follow_consent",
    "link_case",
    "read_section",
    "send_referral",
    "withdraw_referral",
]
