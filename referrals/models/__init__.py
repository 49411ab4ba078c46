"""Partner, Referral, ReferralPackage with its readings and grants."""

from referrals.models.grants import ReferralPackageGroupObjectPermission, ReferralPackageUserObjectPermission
from referrals.models.package import PackageReading, ReferralPackage
from referrals.models.partner import Partner
from referrals.models.referral import Referral

__all__ = [
    "PackageReading",
    "Partner",
    "Referral",
    "ReferralPackage",
    "ReferralPackageGroupObjectPermission",
    "ReferralPackageUserObjectPermission",
]
