"""Sign-ins on record: who came, who left, and on whose account somebody tried (architecture 3).

Nobody is in an organisation yet, so these events stand outside all; each says in which one the session
begins, or which account was tried, so that its data protection officer can read it.
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest

from renate import audit
from renate.accounts.models import Membership, User
from renate.accounts.sessions import SESSION_ORGANISATION, chosen_membership
from renate.accounts.sign_on import bound_to
from renate.tenancy import scope


def came_in(sender: Any, request: HttpRequest, user: User, **kwargs: Any) -> None:
    """The session begins in the organisation of its provider, or the first of the person's."""
    organisation = bound_to(request, user)
    if organisation is None:
        with scope.enter(user=user):
            seat = chosen_membership()
        organisation = seat.organisation_id if seat else None
    audit.record_outside("sign_in.done", user.pk, organisation=organisation)


def moved_over(seat: Membership) -> None:
    """A session goes on in another organisation of the person."""
    audit.record_outside("sign_in.done", seat.user_id, organisation=seat.organisation_id, by="switch")


def left(sender: Any, request: HttpRequest, user: User | None, **kwargs: Any) -> None:
    """The session ends where it worked."""
    organisation = bound_to(request, user) if user else None
    organisation = organisation or request.session.get(SESSION_ORGANISATION)
    audit.record_outside("sign_in.ended", user.pk if user else None, organisation=organisation)


def failed(sender: Any, credentials: dict[str, Any], **kwargs: Any) -> None:
    """A wrong password; the same work whether there is such an account or not."""
    login = str(credentials.get("email") or credentials.get("username") or "").lower()
    account = User.objects.filter(email=login).values_list("pk", flat=True).first()
    audit.record_outside("sign_in.failed", account=account, by="password")


def changed(action: str) -> Callable[..., None]:
    """What keeps the account was changed: on record for every organisation that has a seat for it."""

    def told(sender: Any, user: User, **kwargs: Any) -> None:
        audit.record_outside(action, user.pk, account=user.pk)

    return told


def failed_second_step(sender: Any, user: User, **kwargs: Any) -> None:
    """A wrong code, after the right password."""
    audit.record_outside("sign_in.failed", account=user.pk, by="second_step")
