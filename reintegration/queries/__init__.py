"""Reads over cycles, plans, factors and follow-ups; what other apps may ask."""

from reintegration.queries.caseload import CaseloadRow, caseload
from reintegration.queries.cycles import (
    PhaseView,
    latest_cycle,
    phase_of_page,
    phase_view,
    programme_boundaries,
    running_cycle,
)
from reintegration.queries.profile import FactorProfile, factor_profile

__all__ = [
    "CaseloadRow",
    "FactorProfile",
    "PhaseView",
    "caseload",
    "factor_profile",
    "latest_cycle",
    "phase_of_page",
    "phase_view",
    "programme_boundaries",
    "running_cycle",
]
