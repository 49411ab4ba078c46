"""Models of re/integration; every row belongs to one organisation."""

from reintegration.models.assessment import FactorAssessment, FactorScore, SelfRating
from reintegration.models.cycle import PhasePeriod, ProgrammeCycle
from reintegration.models.delivery import ServiceDelivery
from reintegration.models.follow_up import FollowUp
from reintegration.models.monitoring import MonitoringSchedule
from reintegration.models.plan import Goal, PlanItem, ServicePlan
from reintegration.models.setback import Placement, Setback

__all__ = [
    "FactorAssessment",
    "FactorScore",
    "FollowUp",
    "Goal",
    "MonitoringSchedule",
    "PhasePeriod",
    "Placement",
    "PlanItem",
    "ProgrammeCycle",
    "SelfRating",
    "ServiceDelivery",
    "ServicePlan",
    "Setback",
]
