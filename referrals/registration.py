"""What this app adds to the case file: its tab, and what a later consent does to packages."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from cases import hooks, tabs
from referrals.operations import follow_consent
from referrals.sealing import rewrap_packages
from renate.accounts.roles import Access, Section
from renate.tenancy import rotation


def register() -> None:
    """Called once at start-up."""
    tabs.register(
        tabs.Tab(
            key="referrals",
            label=_("Referrals"),
            url_name="referrals:offer_list",
            section=Section.PLAN,
            order=110,
            access=Access.READ,
        )
    )
    for hook in (hooks.on_consent_recorded, hooks.on_consent_withdrawn):
        if follow_consent not in hook:
            hook.append(follow_consent)
    rotation.register_rewrapper(rewrap_packages)
