"""Sign-on through an organisation's own provider (OpenID Connect): it opens that organisation, nothing else.

Nobody gets an account this way: the provider vouches for somebody who has a seat already. A session that
began so stays in the provider's organisation, whatever seats the person has elsewhere, because whoever runs
the provider could otherwise enter those.
"""

from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.http import HttpRequest
from django.shortcuts import render

from renate import audit
from renate.accounts.models import Membership, User
from renate.tenancy import scope
from renate.tenancy.models import Organisation

SESSION_SIGN_ON = "sign_on"


class SignOnAdapter(DefaultSocialAccountAdapter):
    """Lets members of the provider's organisation in, and keeps of the provider's words the subject only."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        provider: Any = sociallogin.account.get_provider()
        _keep_the_subject_only(sociallogin)
        organisation = _organisation(provider.app.settings.get("organisation", ""))
        user = sociallogin.user if sociallogin.is_existing else _vouched_for(sociallogin)
        if organisation is None or user is None or not _has_seat(user, organisation):
            account = user.pk if user else None
            audit.record_outside("sign_in.failed", account=account, by="provider")
            refused = render(request, "account/sign_on_refused.html", status=403)
            raise ImmediateHttpResponse(refused)
        if not sociallogin.is_existing:
            sociallogin.connect(request, user)
        request.session[SESSION_SIGN_ON] = [user.pk, organisation]


def bound_to(request: HttpRequest, user: Any = None) -> int | None:
    """The one organisation of a session that began at a provider; None for any other session."""
    user_id, organisation = request.session.get(SESSION_SIGN_ON) or (None, None)
    return organisation if user_id == (user or request.user).pk else None


def _keep_the_subject_only(sociallogin: SocialLogin) -> None:
    sociallogin.account.extra_data = {}
    if sociallogin.is_existing:
        sociallogin.account.save(update_fields=["extra_data"])


def _organisation(public_id: str) -> int | None:
    with scope.enter(platform=True):
        found = Organisation.objects.filter(public_id=public_id, is_active=True)
        return found.values_list("pk", flat=True).first()


def _vouched_for(sociallogin: SocialLogin) -> User | None:
    """The account with an address that the provider says it has checked."""
    checked = [address.email.lower() for address in sociallogin.email_addresses if address.verified]
    return User.objects.filter(email__in=checked, is_active=True).first() if checked else None


def _has_seat(user: User, organisation: int) -> bool:
    with scope.enter(organisation=organisation):
        return Membership.objects.active().filter(user=user).exists()
