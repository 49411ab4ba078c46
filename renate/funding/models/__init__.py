"""Donor, programme, grant."""

from renate.funding.models.grant import Donor, Grant, Programme

__all__ = ["Donor", "Grant", "Programme"]
