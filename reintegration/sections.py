"""What this app adds to the list of what is still to be filled in: the plan (domain 2.7, S2-44)."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import sections
from cases.models import Case
from cases.sections import Part, State, begun, done, late, to_do
from reintegration.models import ProgrammeCycle, ServicePlan
from reintegration.queries.plan import without_plan
from reintegration.rules.plans import agreed_by
from renate.accounts.roles import Section


def plan(case: Case, today: date) -> State | None:
    """Agreed with the person within two weeks; nothing to fill in where no cycle asks for one."""
    current = ServicePlan.objects.current().filter(case=case)
    cycle = without_plan(ProgrammeCycle.objects.running().filter(case=case)).first()
    if cycle is None:
        return done() if current.exists() else None
    if agreed_by(cycle.started_on, cycle.redrafted_on) < today:
        return late(_("To be agreed within 14 days."))
    return begun(_("Not agreed yet.")) if current.exists() else to_do(_("Within 14 days."))


def register() -> None:
    """Add the part, after those the plan is made from."""
    group, label = gettext_lazy("The plan"), gettext_lazy("Plan")
    sections.register(Part("plan", group, label, "reintegration:plan_show", Section.PLAN, 200, plan))
