"""Reads over cycles, plans, factors and follow-ups; what other apps may ask."""

from reintegration.queries.caseload import CaseloadRow, LongStay, caseload
from reintegration.queries.cycles import (
    PhaseView,
    latest_cycle,
    phase_view,
    programme_boundaries,
    running_cycle,
)
from reintegration.queries.my_day import DueRow, MyDay, my_day
from reintegration.queries.profile import FactorProfile, factor_profile

__all__ = [
    "CaseloadRow",
    "DueRow",
    "FactorProfile",
    "LongStay",
    "MyDay",
    "PhaseView",
    "caseload",
    "factor_profile",
    "latest_cycle",
    "my_day",
    "phase_view",
    "programme_boundaries",
    "running_cycle",
]
