"""Telling of a person who is no longer in the house and of whom nobody knows whether they are safe."""

from __future__ import annotations

from datetime import date

from cases.operations.alerts import leads_of, tell, workers_of
from renate.accounts.models import Membership
from shelters.models import Stay


def tell_gone(stay: Stay, by: Membership, on: date) -> int:
    """Tell the case manager and the coordinators at once, but for whoever has just recorded it."""
    to = {*workers_of(stay.case), *leads_of(stay.case)} - {by.pk}
    return tell(sorted(to), stay.case, f"stay:{stay.public_id}:gone:{on}", page="shelters:stay_show", on=on)
