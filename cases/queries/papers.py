"""What the page of the person shows of documents, the right to stay and the time to reflect."""

from datetime import date
from typing import Any

from cases.codes import COUNTRIES
from cases.models import Case
from cases.rules.expiry import SOON_DAYS, soon

_COUNTRY_NAMES = dict(COUNTRIES)


def papers_of(case: Case, today: date) -> dict[str, list[dict[str, Any]]]:
    """Three lists of rows, each with the words and the tone of its last day."""
    person = case.person
    documents = person.documents.order_by("id")
    residences = person.residences.order_by("-id")
    periods = case.reflection_periods.order_by("-from_on", "-id")
    return {
        "documents": [_row(row, row.expires_on, today, row.country) for row in documents],
        "residences": [_row(row, row.valid_to, today, row.country) for row in residences],
        "periods": [_row(row, row.ended_on or row.to_on, today) for row in periods],
    }


def _row(row: Any, last: date | None, today: date, country: str = "") -> dict[str, Any]:
    name = str(_COUNTRY_NAMES.get(country, country))
    return {"row": row, "country": name, "last": last, "soon": soon(last, today, SOON_DAYS)}
