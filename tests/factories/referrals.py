"""Partners, consents to share and referrals; made inside the sender's scope, by the operations themselves."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import factory

from cases.codes import ChecklistQuestion, ConsentDecision, ConsentPurpose
from cases.models import Case, Consent
from cases.operations import record_consent
from referrals.codes import PartnerKind, ServiceAsked
from referrals.models import Partner, Referral, ReferralPackage
from referrals.operations import Request, accept_package, draft_referral, send_referral
from renate.accounts.models import Membership
from renate.tenancy import scope
from renate.tenancy.models import Organisation
from tests.factories.cases import CaseFactory


class PartnerFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Partner

    name = factory.Sequence(lambda n: f"Partner {n}")
    kind = PartnerKind.NGO
    country = "AL"


def consent_to_share(
    *,
    by: Membership,
    case: Case,
    receiver: Organisation,
    on: date,
    sections: Sequence[str] = "ABCD",
    **fields: Any,
) -> Consent:
    """A yes to share with one organisation, all seven questions explained."""
    answers = dict.fromkeys(ChecklistQuestion.values, True)
    values = {"decision": ConsentDecision.GIVEN, "checklist": answers, **fields}
    return record_consent(
        by=by,
        on=on,
        case=case,
        purpose=ConsentPurpose.SHARE_ORG,
        receiver=receiver,
        sections=list(sections),
        **values,
    )


def request_to(receiver: Organisation, sections: Sequence[str] = "AB", **fields: Any) -> Request:
    """A referral for accommodation."""
    asked = {"services_asked": [ServiceAsked.ACCOMMODATION], **fields}
    return Request(counterparts=[receiver], sections=list(sections), **asked)


def offer(
    *,
    by: Membership,
    receiver: Organisation,
    on: date,
    case: Case | None = None,
    sections: Sequence[str] = "AB",
    **fields: Any,
) -> ReferralPackage:
    """A package on offer, with the consent that carries it."""
    case = case or CaseFactory(case_manager=by)
    consent_to_share(by=by, case=case, receiver=receiver, on=on)
    referral = draft_referral(by=by, on=on, case=case, request=request_to(receiver, sections, **fields))
    return send_referral(by=by, on=on, referral=referral)


def accept(
    package: ReferralPackage, *, by: Membership, case_manager: Membership, on: date
) -> ReferralPackage:
    """Have the receiver accept, in its own scope."""
    with scope.enter(organisation=by.organisation_id, user=by.user_id):
        return accept_package(by=by, on=on, package=package, case_manager=case_manager)


def as_received(package: ReferralPackage, by: Membership) -> Referral:
    """The receiver's own record of an accepted package."""
    with scope.enter(organisation=by.organisation_id, user=by.user_id):
        return Referral.objects.taken_in().get(package_ref=package.public_id)
