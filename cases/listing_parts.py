"""What this app puts on the list of cases: status, manager, risk, flags, exploitation, own overdue tasks."""

from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Exists, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import listing
from cases.codes import Exploitation, FlagKind, RiskLevel
from cases.header import risk_fact
from cases.listing import MINE, NOBODY, ListColumn, ListFilter, Looking, Waiting
from cases.models import Flag, Task, TraffickingEpisode
from cases.models.case import CaseQuerySet
from cases.rules.risk import risk_state
from renate.accounts.models import Membership
from renate.accounts.roles import Access, Act, Section
from renate.kit import clock

UNKNOWN = "unknown"
ANY = "any"


def _managers(looking: Looking) -> list[tuple[str, Any]]:
    few = [(MINE, gettext_lazy("Mine")), (NOBODY, gettext_lazy("Nobody’s yet"))]
    members = Membership.objects.with_act(Act.CLOSE_CASE).select_related("user").order_by("user__full_name")
    return few + [(member.public_id, str(member)) for member in members]


def _managed(code: str, looking: Looking) -> Q:
    if code == MINE:
        return Q(case_manager=looking.membership)
    return Q(case_manager=None) if code == NOBODY else Q(case_manager__public_id=code)


def _at_risk(code: str, looking: Looking) -> Q:
    """The level that may be said today: one whose review has lapsed is not known."""
    fresh = Q(risk_review_due__gte=looking.today)
    if code == UNKNOWN:
        return Q(risk_level=None) | ~fresh
    return fresh & Q(risk_level=int(code))


def _flagged(code: str, looking: Looking) -> Q:
    flags = Flag.objects.standing().filter(case=OuterRef("pk"))
    return Q(Exists(flags if code == ANY else flags.filter(kind=code)))


def _exploited(code: str, looking: Looking) -> Q:
    """By what an episode says; only for who may read about it."""
    episodes = TraffickingEpisode.objects.filter(person=OuterRef("person"), purposes__contains=[code])
    return Q(Exists(episodes))


def _lapsed(looking: Looking) -> Q:
    return Q(risk_review_due__lt=looking.today) | Q(risk_review_due=None)


def overdue_tasks(looking: Looking) -> Q:
    """Cases with a task whose day has passed."""
    return Q(Exists(Task.objects.overdue_on(looking.today).filter(case=OuterRef("pk"))))


def _with_flags(cases: CaseQuerySet) -> CaseQuerySet:
    standing = Flag.objects.standing().filter(case=OuterRef("pk")).order_by().values("case")
    kinds = standing.annotate(kinds=ArrayAgg("kind", order_by="kind")).values("kinds")
    return cases.annotate(flag_kinds=Coalesce(Subquery(kinds), Value([])))


def _flag_words(case: Any) -> str:
    return ", ".join(str(FlagKind(kind).label) for kind in case.flag_kinds)


def _risk(case: Any) -> Any:
    return risk_fact(risk_state(case.risk_level, case.risk_review_due, clock.today()))


def register() -> None:
    """Called once at start-up."""
    risks = [*((str(level.value), f"{level.value} {level.label}") for level in reversed(RiskLevel)),
             (UNKNOWN, gettext_lazy("Unknown or lapsed"))]  # fmt: skip
    flags = [(ANY, gettext_lazy("Any flag")), *FlagKind.choices]
    for item in (
        ListFilter("manager", gettext_lazy("Case manager"), _managers, _managed, is_first=True),
        ListFilter("risk", gettext_lazy("Risk"), lambda _l: risks, _at_risk, True, Section.RISK),
        ListFilter("flag", gettext_lazy("Flag"), lambda _l: flags, _flagged, access=Access.READ),
        ListFilter(
            "purpose",
            gettext_lazy("What happened"),
            lambda _l: Exploitation.choices,
            _exploited,
            section=Section.EXPERIENCE,
        ),
    ):
        listing.register_filter(item)
    for waiting in (
        Waiting("unassigned", gettext_lazy("Without a case manager"), lambda _l: Q(case_manager=None)),
        Waiting("tasks", gettext_lazy("Task overdue"), overdue_tasks),
        Waiting("risk", gettext_lazy("Risk never assessed or review lapsed"), _lapsed, Section.RISK),
    ):
        listing.register_waiting(waiting)
    for column in _columns():
        listing.register_column(column)


def _columns() -> tuple[ListColumn, ...]:
    return (
        ListColumn(
            "code", gettext_lazy("Code"), lambda case: case.person.case_code, ("person__case_code",),
            place=10, is_usual=False,  # it stands under the name
        ),
        ListColumn(
            "status", gettext_lazy("Status"), lambda case: case.get_status_display(), ("status",), place=20
        ),
        ListColumn(
            "risk", gettext_lazy("Risk"), lambda case: _risk(case).value, ("risk_level", "risk_review_due"),
            tone=lambda case: _risk(case).tone, place=40, section=Section.RISK,
        ),
        ListColumn(
            "flags", gettext_lazy("Flags"), _flag_words, ("flag_kinds",), _with_flags, is_usual=False,
            tone=lambda case: "warn" if case.flag_kinds else "", place=60, access=Access.READ,
        ),
        ListColumn("opened", gettext_lazy("Opened"), lambda case: case.opened_on, ("opened_on",), place=70),
        ListColumn(
            "closed", gettext_lazy("Closed"), lambda case: case.closed_on, ("closed_on",), is_usual=False,
            place=72,
        ),
        ListColumn(
            "manager", gettext_lazy("Case manager"),
            lambda case: str(case.case_manager or _("Not assigned")),
            ("case_manager__user__full_name",), place=80,
        ),
    )  # fmt: skip
