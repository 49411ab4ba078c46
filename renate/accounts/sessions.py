"""Which organisation a session works in."""

from django.http import HttpRequest

from renate.accounts.models import Membership

SESSION_ORGANISATION = "organisation"


def chosen_membership() -> Membership | None:
    """The seat a person takes at sign-in: the first of their active memberships. Needs the person in scope."""
    return (
        Membership.own.active()
        .select_related("organisation")
        .filter(organisation__is_active=True)
        .order_by("organisation__name", "id")
        .first()
    )


def own_memberships() -> list[Membership]:
    """All organisations the person in scope works for, for the switcher."""
    return list(
        Membership.own.active()
        .select_related("organisation")
        .filter(organisation__is_active=True)
        .order_by("organisation__name")
    )


def switch_organisation(request: HttpRequest, membership: Membership) -> None:
    """Work in another organisation from the next request on; the session key changes with it."""
    request.session.cycle_key()
    request.session[SESSION_ORGANISATION] = membership.organisation_id
