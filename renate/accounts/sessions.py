"""Which organisation a session works in."""

from django.db.models import Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest

from renate.accounts.models import Membership, User
from renate.accounts.models.membership import MembershipQuerySet
from renate.kit import clock
from renate.tenancy.models import OrganisationSettings

SESSION_ORGANISATION = "organisation"
SESSION_TOUCHED = "touched"
TOUCH_SECONDS = 60
IDLE_MINUTES = 15  # where the organisation says nothing


def chosen_membership() -> Membership | None:
    """The seat a person takes at sign-in: the first of their active ones. Needs the person in scope."""
    return (
        Membership.own.active()
        .select_related("organisation")
        .filter(organisation__is_active=True)
        .order_by("organisation__name", "id")
        .first()
    )


def seats_at_sign_in(user: User) -> list[Membership]:
    """The same, for a person who is loaded, and what the organisation in scope asks of a session."""
    # Of the organisation in scope, the only one whose settings can be read; in the same query.
    asked = OrganisationSettings.objects.order_by()
    seats = list(
        _own_seats().annotate(
            second_factor_asked=Subquery(asked.values("require_second_factor")[:1]),
            idle_minutes=Coalesce(Subquery(asked.values("idle_minutes")[:1]), IDLE_MINUTES),
        )
    )
    for seat in seats:
        seat.user = user
    return seats


def _own_seats() -> MembershipQuerySet:
    seats = Membership.own.active().select_related("organisation")
    return seats.filter(organisation__is_active=True).order_by("organisation__name")


def keep_alive(request: HttpRequest) -> None:
    """Push the idle limit out, at most once a minute: a write on every request would double the queries."""
    moment = int(clock.now().timestamp())
    if moment - request.session.get(SESSION_TOUCHED, 0) >= TOUCH_SECONDS:
        request.session[SESSION_TOUCHED] = moment


def switch_organisation(request: HttpRequest, membership: Membership) -> None:
    """Work in another organisation from the next request on; the session key changes with it."""
    request.session.cycle_key()
    request.session[SESSION_ORGANISATION] = membership.organisation_id
