"""What hangs on a consent inside the case file, and ends with it at once (domain 4)."""

from datetime import date

from cases.codes import Channel, ConsentPurpose
from cases.models import Consent, ContactPlan
from cases.operations.alerts import tell, tell_coordinators, workers_of
from renate.accounts.models import Membership
from renate.notices.codes import NoticeKind

BY_DIGITAL = (Channel.SMS, Channel.APP, Channel.EMAIL)
# Others were told something on the strength of this yes: they must learn that it no longer stands.
OUTSIDE = frozenset({
    ConsentPurpose.SHARE_ORG, ConsentPurpose.SHARE_AUTHORITY, ConsentPurpose.FAMILY_CONTACT,
    ConsentPurpose.EMPLOYER_CONTACT, ConsentPurpose.MEDIA_STORY, ConsentPurpose.RETURN,
    ConsentPurpose.TESTIFYING, ConsentPurpose.RESEARCH_EVAL,
})  # fmt: skip
# Nothing goes on as before without these.
GROUND = frozenset({ConsentPurpose.SERVICES, ConsentPurpose.DATA_STORAGE, ConsentPurpose.SPECIAL_DATA})


def end_what_hangs_on(consent: Consent, by: Membership, on: date) -> None:
    """The contact plan follows, and whoever must tell others is told to."""
    current = ContactPlan.objects.filter(case=consent.case, is_current=True)
    if consent.purpose == ConsentPurpose.DIGITAL:
        current.filter(channel__in=BY_DIGITAL).update(check_on=on)
    if consent.purpose == ConsentPurpose.POST_CLOSURE:
        current.update(valid_after_closure=False)
    case, key = consent.case, f"consent:{consent.public_id}:ended"
    if consent.purpose in GROUND:
        tell_coordinators(case, key, page="cases:consent_list", on=on)
    elif consent.purpose in OUTSIDE:
        tell(workers_of(case), case, key, page="cases:consent_list", on=on, kind=NoticeKind.OTHER)
