"""Organisations, their settings and keys, and the base of every row that belongs to one."""

from renate.tenancy.models.base import TenantModel
from renate.tenancy.models.organisation import Organisation, OrganisationKeyring, OrganisationSettings

__all__ = ["Organisation", "OrganisationKeyring", "OrganisationSettings", "TenantModel"]
