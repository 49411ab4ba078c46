"""What upper apps do when something happens here: plain lists, called inside the operation's transaction.

Registered in AppConfig.ready, in the order of INSTALLED_APPS; an error in one undoes the whole operation.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

# (case, by, on)
on_case_opened: list[Callable[[Any, Any, date], None]] = []
on_case_closed: list[Callable[[Any, Any, date], None]] = []
on_case_reopened: list[Callable[[Any, Any, date], None]] = []
on_case_assigned: list[Callable[[Any, Any, date], None]] = []
# (consent, by, on); withdrawn: the yes that no longer stands, its superseded_by says why
on_consent_recorded: list[Callable[[Any, Any, date], None]] = []
on_consent_withdrawn: list[Callable[[Any, Any, date], None]] = []
# (plan, by, on)
on_contact_plan_set: list[Callable[[Any, Any, date], None]] = []
# (assessment, by, on)
on_risk_assessed: list[Callable[[Any, Any, date], None]] = []
# (episode, by, on); R-10: one with relation after_assistance asks for a new cycle
on_episode_recorded: list[Callable[[Any, Any, date], None]] = []

# (case, on) -> days; the longest gap between risk reviews that the phase allows (domain 2.7)
risk_phase_limit: list[Callable[[Any, date], int | None]] = []


def run(hooks: list[Callable[[Any, Any, date], None]], subject: Any, by: Any, on: date) -> None:
    """Call every hook of a list."""
    for hook in hooks:
        hook(subject, by, on)


def phase_limit_days(case: Any, on: date) -> int | None:
    """The shortest limit any upper app names, or None."""
    limits = [days for ask in risk_phase_limit if (days := ask(case, on)) is not None]
    return min(limits, default=None)
