"""What can be done with referrals, requests, bodies, returns and legal matters."""

from referrals.handover import NotPreparedError
from referrals.lifecycle import ReferralError
from referrals.operations.answering import (
    accept_package,
    ask_sender,
    decline_package,
    put_on_waiting_list,
    reassign_package,
)
from referrals.operations.following import follow_closure, follow_consent
from referrals.operations.partners import (
    PartnerError,
    add_member_entry,
    add_partner,
    change_partner,
    keep_agreement,
    keep_contact,
    log_activity,
    log_contact,
)
from referrals.operations.sending import (
    Request,
    answer_question,
    discard_referral,
    draft_referral,
    end_referral,
    expire_package,
    open_sections,
    send_referral,
    update_package,
    withdraw_referral,
)
from referrals.operations.taking_over import take_over
from referrals.operations.working import (
    Feedback,
    end_package,
    give_feedback,
    link_case,
    mark_journey_step,
    read_journey,
    read_section,
    report_deliveries,
)

__all__ = [
    "Feedback",
    "NotPreparedError",
    "PartnerError",
    "ReferralError",
    "Request",
    "accept_package",
    "add_member_entry",
    "add_partner",
    "answer_question",
    "ask_sender",
    "change_partner",
    "decline_package",
    "discard_referral",
    "draft_referral",
    "end_package",
    "end_referral",
    "expire_package",
    "follow_closure",
    "follow_consent",
    "give_feedback",
    "keep_agreement",
    "keep_contact",
    "link_case",
    "log_activity",
    "log_contact",
    "mark_journey_step",
    "open_sections",
    "put_on_waiting_list",
    "read_journey",
    "read_section",
    "reassign_package",
    "report_deliveries",
    "send_referral",
    "take_over",
    "update_package",
    "withdraw_referral",
]
