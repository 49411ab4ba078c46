"""Donors, programmes, grants, and what a grant is made of."""

from renate.funding.models.cost import Cost
from renate.funding.models.grant import Donor, Grant, Programme
from renate.funding.models.terms import BudgetLine, GrantDeadline, Instalment

__all__ = ["BudgetLine", "Cost", "Donor", "Grant", "GrantDeadline", "Instalment", "Programme"]
