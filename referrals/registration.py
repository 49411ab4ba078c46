"""What this app adds to the case file: its tabs, and what a later consent or a closure does here."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from cases import hooks, tabs
from referrals import due
from referrals.operations import follow_closure, follow_consent
from referrals.operations.justice import follow_testifying_consent
from referrals.operations.outside import follow_outside_consent
from referrals.operations.requests import follow_request_consent
from referrals.operations.returns import follow_return_consent
from referrals.sealing import rewrap_packages
from reintegration import anchors
from renate.accounts.roles import Access, Section
from renate.tenancy import rotation

_TABS = (
    tabs.Tab("legal", _("Legal"), "referrals:matter_list", Section.LEGAL, 105, Access.LIMITED),
    tabs.Tab("referrals", _("Referrals"), "referrals:offer_list", Section.PLAN, 110, Access.READ),
    tabs.Tab("return", _("Return"), "referrals:return_show", Section.PLAN, 115, Access.READ),
)


def register() -> None:
    """Called once at start-up."""
    for tab in _TABS:
        tabs.register(tab)
    for hook in (hooks.on_consent_recorded, hooks.on_consent_withdrawn):
        for follow in (follow_consent, follow_return_consent):
            if follow not in hook:
                hook.append(follow)
    for follow in (follow_testifying_consent, follow_outside_consent, follow_request_consent):
        if follow not in hooks.on_consent_withdrawn:
            hooks.on_consent_withdrawn.append(follow)
    if follow_closure not in hooks.on_case_closed:
        hooks.on_case_closed.append(follow_closure)
    rotation.register_rewrapper(rewrap_packages)
    due.register()
    anchors.register_arrival(due.arrived_on)
