"""Models of re/integration; every row belongs to one organisation."""

from reintegration.models.activity import GroupActivity
from reintegration.models.assessment import FactorAssessment, FactorScore, SelfRating
from reintegration.models.cycle import PhasePeriod, ProgrammeCycle
from reintegration.models.delivery import ServiceDelivery
from reintegration.models.directory import ProviderEntry
from reintegration.models.employer import Employer, EmployerCheck, JobOffer
from reintegration.models.follow_up import FollowUp
from reintegration.models.monitoring import MonitoringSchedule
from reintegration.models.offering import ServiceOffer
from reintegration.models.plan import Goal, PlanItem, ServicePlan
from reintegration.models.setback import Placement, Setback
from reintegration.models.work import Job, JobBarriers, Training

__all__ = [
    "Employer",
    "EmployerCheck",
    "FactorAssessment",
    "FactorScore",
    "FollowUp",
    "Goal",
    "GroupActivity",
    "Job",
    "JobBarriers",
    "JobOffer",
    "MonitoringSchedule",
    "PhasePeriod",
    "Placement",
    "PlanItem",
    "ProgrammeCycle",
    "ProviderEntry",
    "SelfRating",
    "ServiceDelivery",
    "ServiceOffer",
    "ServicePlan",
    "Setback",
    "Training",
]
