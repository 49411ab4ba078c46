"""What a view behind `@member`, `@requires` or `@case_page` may rely on."""

from django.http import HttpRequest

from renate.accounts.models import Membership, User
from renate.tenancy.models import Organisation


class MemberRequest(HttpRequest):
    """A request inside an organisation; the middleware and the decorator have seen to it."""

    user: User
    membership: Membership
    organisation: Organisation
    own_seats: list[Membership]
    is_locked: bool
