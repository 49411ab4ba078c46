"""The safe contact plan."""

from datetime import date
from typing import Any

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.utils.translation import gettext as _

from cases import hooks
from cases.codes import Channel
from cases.models import Case, ContactPlan
from cases.rules.contact import next_check_on
from renate import audit
from renate.accounts.models import Membership
from renate.kit import clock
from renate.kit.errors import RuleError

WITHOUT_VALUE = frozenset({Channel.NONE, Channel.IN_PERSON})


class ContactError(RuleError):
    """The plan can't be stored as given."""


@transaction.atomic
def set_contact_plan(*, by: Membership, on: date, case: Case, channel: str, **values: Any) -> ContactPlan:
    """Replace the plan by a new one, confirmed today; the old one is kept (domain 4).

    It must be confirmed again after 90 days, 30 while the person is newly here. Raises ContactError.
    """
    if on > clock.today():
        raise ContactError(_("The day of agreement is in the future."), field="on")
    if channel not in WITHOUT_VALUE and not values.get("value"):
        raise ContactError(_("Enter the number or address for this way of contact."), field="value")
    if channel in values.get("unsafe_channels", ()):
        raise ContactError(_("The way of contact is among the unsafe ones."), field="unsafe_channels")
    values.setdefault("check_on", next_check_on(on, in_crisis=_is_new(case, on)))
    Case.objects.select_for_update().only("pk").get(pk=case.pk)
    ContactPlan.objects.filter(case=case, is_current=True).update(is_current=False)
    plan = ContactPlan(case=case, on=on, channel=channel, **values)
    plan.full_clean()
    plan.save()
    audit.record("contact_plan.set", on=plan, channel=channel)
    hooks.run(hooks.on_contact_plan_set, plan, by, on)
    return plan


def _is_new(case: Case, on: date) -> bool:
    months = case.organisation.settings().transition_after_months
    return on < case.opened_on + relativedelta(months=months)
