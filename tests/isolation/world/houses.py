"""An organisation with its members, each signed in somewhere."""

import time
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.test import Client
from guardian.shortcuts import assign_perm

from renate.accounts.models import Membership, User
from renate.accounts.operations import open_organisation, role_group
from renate.accounts.roles import Act
from renate.accounts.sessions import SESSION_TOUCHED
from renate.reports.models import Report, ReportIssue
from renate.reports.snapshot import Earlier, assemble, count
from renate.tenancy import scope
from renate.tenancy.models import Organisation
from tests.factories.accounts import prove
from tests.isolation.world.canaries import Canary
from tests.isolation.world.files import File
from tests.isolation.world.filling import Filler
from tests.isolation.world.models import models_of_the_house

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
# What is swept away afterwards is known by these.
MAIL_DOMAIN = "isolation.example"
COUNTRY = "XK"


@dataclass
class Actor:
    """A member in a browser: `cookie` is the key of a session in which they are signed in."""

    name: str
    membership: Membership
    cookie: str = ""

    @property
    def role(self) -> str:
        return self.membership.role


@dataclass
class House:
    """An organisation, who works there, and what it has."""

    organisation: Organisation
    canary: Canary
    actors: dict[str, Actor] = field(default_factory=dict)
    files: dict[str, File] = field(default_factory=dict)
    own_files: dict[str, File] = field(default_factory=dict)
    packages: dict[str, Any] = field(default_factory=dict)
    requests: dict[str, Any] = field(default_factory=dict)
    reports: dict[str, Report] = field(default_factory=dict)
    rows: dict[type, Any] = field(default_factory=dict)

    def filler(self, canary: Canary | None = None, *, counterpart: Organisation, by: Membership) -> Filler:
        """Fills rows of this organisation, hanging on what it has."""
        known = {**self.rows, Membership: by}
        return Filler(canary or self.canary, user=by.user, counterpart=counterpart, known=known)


def open_house(name: str, canary: Canary) -> House:
    """An organisation as the product opens it; its name is in the directory, so it holds no canary."""
    opened = open_organisation(name=name, short_name=name, country=COUNTRY, time_zone="Europe/Belgrade")
    return House(opened, canary)


def seat(house: House, name: str, role: str, *, canary: Canary | None = None, user: Any = None) -> Actor:
    """Give somebody a role; in scope of the house."""
    words = f"{canary or house.canary} {name}"
    if user is None:
        email = f"{name}.{house.organisation.public_id}@{MAIL_DOMAIN}"
        user = User.objects.create(email=email, full_name=words)
    membership = Membership.objects.create(user=user, role=role, job_title=words)
    user.groups.add(role_group(house.organisation, role))
    actor = Actor(name, Membership.objects.select_related("user", "organisation").get(pk=membership.pk))
    house.actors[name] = actor
    return actor


def sign_in(actor: Actor) -> None:
    """A session that works in the actor's organisation."""
    client = Client()
    client.force_login(actor.membership.user, backend=BACKEND)
    session = client.session
    session["organisation"] = actor.membership.organisation_id
    # As if somebody had clicked just now, and for some time: what each request would write is undone anyway.
    session[SESSION_TOUCHED] = int(time.time()) + 6 * 3600
    prove(session, actor.membership.user)
    session.save()
    actor.cookie = client.cookies[settings.SESSION_COOKIE_NAME].value


def furnish(house: House, counterpart: Organisation) -> None:
    """One row of everything that an organisation has besides files; in scope of the house."""
    by = house.actors["colleague"].membership
    filler = house.filler(counterpart=counterpart, by=by)
    for model in models_of_the_house():
        filler.make(model)
    house.rows = {model: filler.rows[model] for model in models_of_the_house()}
    house.reports = {"draft": house.rows[Report], "issued": _issued(filler)}
    # An act beyond the role, for nobody whom the matrix asks.
    assign_perm(Act.READ_AUDIT, by.user, house.organisation)


def _issued(filler: Filler) -> Report:
    """A report with figures as the product works them out; only its document is not drawn."""
    report = filler.make(Report, state="issued")
    snapshot = assemble(count(report), Earlier(), lambda stage, percent: None)
    filler.make(ReportIssue, report=report, snapshot=snapshot)
    return report


def inside(house: House, actor: Actor | None = None) -> Any:
    """The scope of the house, as one of its members."""
    user = actor.membership.user_id if actor else None
    return scope.enter(organisation=house.organisation.pk, user=user)
