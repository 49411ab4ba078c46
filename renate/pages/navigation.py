"""The left navigation as data, and what every page's shell needs of the person signed in."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from renate.accounts.access import can
from renate.accounts.models import Membership
from renate.accounts.roles import Act


@dataclass(frozen=True)
class Entry:
    """A place in the navigation, for members who may do one of `acts`; for all members when there are none.

    `prefix` marks the pages under it as the place one is at; "" means the entry's own address only.
    """

    label: Any
    url_name: str
    acts: tuple[Act, ...] = ()
    prefix: str = ""

    def is_for(self, membership: Membership) -> bool:
        return not self.acts or any(can(membership, act) for act in self.acts)


@dataclass(frozen=True)
class Link:
    """An entry as drawn for one request."""

    label: str
    url: str
    active: bool


@dataclass(frozen=True)
class Group:
    """Entries under one heading; the first group has none."""

    label: Any
    entries: tuple[Entry, ...]


NAVIGATION: tuple[Group, ...] = (
    Group(
        "",
        (
            Entry(_("My day"), "pages:home", (Act.WORK_CASES,)),
            Entry(_("My day"), "pages:day_show", (Act.SEE_CASELOAD,)),
            Entry(_("Caseload"), "pages:caseload_show", (Act.SEE_CASELOAD,), "/caseload/"),
            Entry(_("Cases"), "cases:case_list", (Act.WORK_CASES, Act.SEE_CASELOAD), "/cases/"),
            Entry(_("Shelters"), "shelters:shelter_list", (Act.SEE_SHELTERS,), "/shelters/"),
            Entry(_("Activities"), "reintegration:activity_list", (Act.WORK_CASES,), "/activities/"),
            Entry(
                _("Referrals"),
                "referrals:referral_list",
                (Act.OFFER_REFERRAL, Act.ANSWER_REFERRAL),
                "/referrals/",
            ),
            Entry(
                _("Approvals"), "accounts:approval_list", (Act.CLOSE_CASE, Act.APPROVE_EXPORT), "/approvals/"
            ),
            Entry(
                _("Reports"),
                "reports:report_list",
                (Act.WRITE_REPORT, Act.REVIEW_REPORT, Act.READ_ISSUED),
                "/reports/",
            ),
            Entry(_("Grants"), "funding:grant_list", (Act.MANAGE_GRANTS,), "/grants/"),
        ),
    ),
    Group(
        _("Partners and services"),
        (
            Entry(_("Partners"), "referrals:partner_list", (Act.SEE_PARTNERS,), "/partners/"),
            Entry(_("Directory"), "reintegration:directory_list", (Act.SEE_PARTNERS,), "/directory/"),
            Entry(_("Employers"), "reintegration:employer_list", (Act.RECORD_WORK,), "/employers/"),
            Entry(_("Cooperation"), "referrals:activity_list", (Act.LOG_COOPERATION,), "/cooperation/"),
        ),
    ),
    Group(
        _("Organisation"),
        (
            Entry(_("Members"), "accounts:member_list", (Act.MANAGE_MEMBERS,), "/settings/members/"),
            Entry(
                _("Settings"), "accounts:organisation_edit", (Act.MANAGE_SETTINGS,), "/settings/organisation/"
            ),
            Entry(_("Hand over"), "cases:hand_over", (Act.ASSIGN_CASE,), "/hand-over/"),
            Entry(
                _("Emergency access"),
                "cases:emergency_list",
                (Act.BREAK_GLASS, Act.READ_AUDIT, Act.APPROVE_CLOSURE),
                "/emergency/",
            ),
            Entry(_("Operations"), "notices:operations_show", (Act.MANAGE_SETTINGS,), "/operations/"),
            Entry(_("Services"), "reintegration:service_list", (Act.MANAGE_SETTINGS,), "/settings/services/"),
            Entry(
                _("Consent texts"), "cases:consent_text_list", (Act.MANAGE_SETTINGS,), "/settings/consent/"
            ),
            Entry(
                _("Keeping of files"), "rights:periods_edit", (Act.MANAGE_SETTINGS,), "/settings/retention/"
            ),
            Entry(_("Rights of persons"), "rights:request_list", (Act.MANAGE_RIGHTS,), "/rights/"),
            Entry(_("Audit log"), "accounts:audit_list", (Act.READ_AUDIT,), "/settings/audit/"),
        ),
    ),
)


@dataclass(frozen=True)
class LinkGroup:
    """A heading with the links that one member may follow."""

    label: str
    links: tuple[Link, ...]


def navigation_for(membership: Membership | None, path: str) -> list[LinkGroup]:
    """The navigation of one member, with the place they are at marked; nothing for who is not signed in."""
    if membership is None:
        return []
    groups = (LinkGroup(str(group.label), tuple(_links(group, membership, path))) for group in NAVIGATION)
    return [group for group in groups if group.links]


def _links(group: Group, membership: Membership, path: str) -> Iterable[Link]:
    for entry in group.entries:
        if entry.is_for(membership):
            url = reverse(entry.url_name)
            active = path.startswith(entry.prefix) if entry.prefix else path == url
            yield Link(str(entry.label), url, active)


def organisation_choices(request: HttpRequest) -> list[dict[str, Any]]:
    """The organisations a person can switch between; empty for those who belong to one."""
    current = getattr(request, "organisation", None)
    if current is None:
        return []
    own = [seat.organisation for seat in request.own_seats]  # type: ignore[attr-defined]
    if len(own) < 2:
        return []
    return [{"public_id": o.public_id, "name": o.name, "current": o.pk == current.pk} for o in own]


def house(request: HttpRequest) -> dict[str, Any]:
    """Context of the shell, for every template; lazy, so that error pages and fragments ask for nothing."""
    membership = getattr(request, "membership", None)
    return {
        "navigation": SimpleLazyObject(lambda: navigation_for(membership, request.path)),
        "organisation_choices": SimpleLazyObject(lambda: organisation_choices(request)),
        "sign_on": settings.SIGN_ON,
        "demo_sign_ins": getattr(settings, "DEMO_SIGN_INS", ()) if getattr(settings, "DEMO", False) else (),
        "demo_password": getattr(settings, "DEMO_PASSWORD", "") if getattr(settings, "DEMO", False) else "",
    }
