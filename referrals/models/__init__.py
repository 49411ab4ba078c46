"""The rows of this app, one file a subject."""

from referrals.models.cooperation import (
    ActivityPartner,
    ContactEntry,
    CooperationActivity,
)
from referrals.models.grants import (
    ReferralPackageGroupObjectPermission,
    ReferralPackageUserObjectPermission,
)
from referrals.models.journey import (
    ReturnContact,
    ReturnLeg,
)
from referrals.models.justice import (
    Hearing,
    LegalMatter,
    ProtectionOrder,
)
from referrals.models.outside import (
    OutsideFile,
    OutsideReferral,
)
from referrals.models.package import (
    PackageMessage,
    PackageReading,
    ReferralPackage,
)
from referrals.models.partner import (
    Agreement,
    Partner,
    PartnerContact,
)
from referrals.models.referral import (
    Referral,
)
from referrals.models.requests import (
    CopiedField,
    PersonRequest,
    RequestNote,
)
from referrals.models.returns import (
    ReturnProcess,
    ReturnStep,
)

__all__ = [
    "ActivityPartner",
    "Agreement",
    "ContactEntry",
    "CooperationActivity",
    "CopiedField",
    "Hearing",
    "LegalMatter",
    "OutsideFile",
    "OutsideReferral",
    "PackageMessage",
    "PackageReading",
    "Partner",
    "PartnerContact",
    "PersonRequest",
    "ProtectionOrder",
    "Referral",
    "ReferralPackage",
    "ReferralPackageGroupObjectPermission",
    "ReferralPackageUserObjectPermission",
    "RequestNote",
    "ReturnContact",
    "ReturnLeg",
    "ReturnProcess",
    "ReturnStep",
]
