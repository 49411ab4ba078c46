"""What this app adds to the case file: its tab, and what keeps a case from closing."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import tabs
from cases.models import Case
from cases.rules import closing
from renate.accounts.roles import Section
from shelters.models import Stay


def open_stay_blocks(case: Case) -> str | None:
    """R-14: a case whose person still has a bed is not closed."""
    if Stay.objects.open().filter(case=case).exists():
        return _("The person still has a bed: end the stay first.")
    return None


def register() -> None:
    """Called once at start-up."""
    tabs.register(
        tabs.Tab(
            key="stay",
            label=gettext_lazy("Stay"),
            url_name="shelters:stay_show",
            section=Section.STAY,
            order=70,
        )
    )
    closing.register_blocker(open_stay_blocks)
