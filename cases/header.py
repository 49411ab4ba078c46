"""The facts in the head of every case page; upper apps add theirs (phase and month, next due)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from cases.access import shows_name
from cases.codes import CaseStatus, RiskLevel
from cases.models import Case, RiskAssessment
from cases.queries.safety import latest_with_plan, plan_needed
from cases.rules.risk import RiskState, risk_state
from cases.rules.safety_plan import PlanState
from renate.accounts.access import section_access
from renate.accounts.models import Membership
from renate.accounts.roles import Access, Section
from renate.kit import clock


@dataclass(frozen=True)
class HeaderFact:
    """A label and a value; the tone is one of the badge tones, or none."""

    label: Any
    value: Any
    tone: str = ""


@dataclass(frozen=True)
class CaseHeader:
    """What stands above the tabs."""

    title: str
    subtitle: str
    facts: list[HeaderFact]


Provider = Callable[[Case], list[HeaderFact]]
PROVIDERS: list[Provider] = []
_STATUS_TONES: dict[str, str] = {CaseStatus.ACTIVE: "good", CaseStatus.SUSPENDED: "warn"}


def register(provider: Provider) -> None:
    """Let an upper app add facts; it is given the case."""
    if provider not in PROVIDERS:
        PROVIDERS.append(provider)


def header_for(case: Case, membership: Membership) -> CaseHeader:
    """Name if the role permits it, else the code; status, risk and what upper apps know."""
    code = case.person.case_code
    title = case.person.display_name if shows_name(membership) else code
    facts = [HeaderFact(_("Status"), case.get_status_display(), _STATUS_TONES.get(case.status, "neutral"))]
    for provider in PROVIDERS:
        facts += provider(case)
    if section_access(membership, Section.RISK) >= Access.LIMITED and case.is_open:
        latest = latest_with_plan(case)
        facts.append(risk_fact(state_of_assessment(latest)))
        facts += plan_facts(plan_needed(latest, clock.today()))
    return CaseHeader(title=title, subtitle=code if title != code else "", facts=facts)


def state_of_risk(case: Case) -> RiskState:
    """What may be said about the risk today: a lapsed review is not shown as the old level."""
    return state_of_assessment(RiskAssessment.objects.latest_for(case))


def state_of_assessment(latest: RiskAssessment | None) -> RiskState:
    """The same from the newest assessment at hand."""
    if latest is None:
        return RiskState(level=None)
    return risk_state(latest.overall, latest.review_due, clock.today())


def plan_facts(state: PlanState) -> list[HeaderFact]:
    """The safety plan, only while it is overdue."""
    if not state.is_overdue:
        return []
    since = _("overdue since %(day)s") % {"day": f"{state.due_on:%-d %b %Y}"}
    return [HeaderFact(_("Safety plan"), since, "warn")]


def risk_fact(state: RiskState) -> HeaderFact:
    """The risk as a fact with its colour, the number and the word."""
    if state.level is not None:
        level = RiskLevel(state.level)
        return HeaderFact(_("Risk"), f"{level.value} {level.label}", f"risk{level.value}")
    if state.unknown_since:
        same_year = state.unknown_since.year == clock.today().year
        day = f"{state.unknown_since:%-d %b}" if same_year else f"{state.unknown_since:%-d %b %Y}"
        since = _("unknown since %(day)s") % {"day": day}
        return HeaderFact(_("Risk"), since, "warn")
    unknown = _("unknown") if state.review_due else _("not assessed")
    return HeaderFact(_("Risk"), unknown, "warn")
