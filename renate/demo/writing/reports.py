"""Two drafts on the programme officer's desk; their figures are worked out when somebody looks."""

from datetime import date, timedelta

from renate.accounts.models import Membership
from renate.demo.figures import PERIOD_FROM, PERIOD_TO
from renate.reports.operations import draft_report
from renate.reports.tables import PARTS


def draft_reports(by: Membership, today: date) -> None:
    """One on the first years, one on the year behind us; every table is ticked."""
    tables = list(PARTS)
    last_year = today - timedelta(days=365)
    for title, period_from, period_to in (
        ("2007 to mid-2010", PERIOD_FROM, PERIOD_TO),
        ("The past twelve months", last_year, today),
    ):
        draft_report(
            by=by,
            on=today,
            title=title,
            period_from=period_from,
            period_to=period_to,
            cut_off_on=period_to,
            tables=tables,
        )
