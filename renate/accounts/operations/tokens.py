"""Keys of programs: made by a member for themselves, ended by them or an administrator."""

import secrets
from collections.abc import Collection
from datetime import timedelta

from allauth.mfa.utils import is_mfa_enabled
from django.db import transaction
from django.utils.translation import gettext as _

from renate import audit
from renate.accounts.access import acts_of, can
from renate.accounts.models import ApiToken, Membership
from renate.accounts.roles import Act
from renate.accounts.tokens import digest_of, text_of
from renate.kit import clock
from renate.kit.errors import RuleError

LONGEST_DAYS = 365
MOST = 10


class TokenError(RuleError):
    """The key can't be made or ended."""


@transaction.atomic
def make_token(
    *, by: Membership, name: str, days: int, reads_only: bool = True, acts: Collection[str] = ()
) -> tuple[ApiToken, str]:
    """A key and its text, which is never shown again. Raises TokenError."""
    if not is_mfa_enabled(by.user):
        raise TokenError(_("Set up a second step at sign-in first."))
    if not 1 <= days <= LONGEST_DAYS:
        raise TokenError(_("A key holds for a year at most."), field="days")
    if not set(acts) <= acts_of(by):
        raise TokenError(_("A key may do no more than its member."), field="acts")
    Membership.objects.select_for_update().get(pk=by.pk)
    if ApiToken.objects.live(clock.now()).filter(membership=by).count() >= MOST:
        raise TokenError(_("You have ten keys: end one first."))
    secret = secrets.token_urlsafe(32)
    token = ApiToken(
        membership=by, name=name.strip(), digest=digest_of(secret), reads_only=reads_only, acts=sorted(acts),
        expires_at=clock.now() + timedelta(days=days),
    )  # fmt: skip
    token.full_clean()
    token.save()
    audit.record("token.made", on=token, reads_only=reads_only, acts=token.acts, days=days)
    return token, text_of(token, secret)


@transaction.atomic
def end_token(*, by: Membership, token: ApiToken) -> ApiToken:
    """Make a key void at once: one's own, or any by an administrator. Raises TokenError."""
    if token.membership_id != by.pk and not can(by, Act.MANAGE_MEMBERS):
        raise TokenError(_("This key is somebody else’s."))
    if token.ended_at is None:
        token.ended_at = clock.now()
        token.save(update_fields=["ended_at", "updated_at"])
        audit.record("token.ended", on=token)
    return token


def note_use(token: ApiToken) -> None:
    """On record once a day; what the program read or changed is on record by itself."""
    if token.last_used_on != clock.today():
        token.last_used_on = clock.today()
        token.save(update_fields=["last_used_on", "updated_at"])
        audit.record("token.used", on=token)
