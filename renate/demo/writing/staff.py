"""Organisations and the people who work there."""

from functools import cache

from django.conf import settings
from django.contrib.auth.hashers import make_password

from renate.accounts.models import Membership, User
from renate.accounts.operations import add_member, open_organisation
from renate.accounts.roles import Role
from renate.demo.library import load
from renate.demo.luck import Luck
from renate.demo.people import full_name
from renate.demo.writing.sheet import Seats
from renate.tenancy.models import Organisation
from renate.tenancy.models.organisation import OrganisationKind

_ALONE = (
    Role.COORDINATOR, Role.OFFICER, Role.ADMIN, Role.PSYCHOLOGIST, Role.LEGAL, Role.DIRECTOR,
    Role.SHELTER_STAFF,
)  # fmt: skip
# Place in the network and role → the address of the demo's own sign-in.
_SIGN_INS = {
    (0, Role.CASE_MANAGER): "worker@demo.example",
    (0, Role.COORDINATOR): "coordinator@demo.example",
    (0, Role.OFFICER): "officer@demo.example",
    (0, Role.ADMIN): "admin@demo.example",
    (1, Role.CASE_MANAGER): "worker2@demo.example",
    (1, Role.COORDINATOR): "coordinator2@demo.example",
}
SECRETARIAT = "secretariat@demo.example"


@cache
def password_hash() -> str:
    """Hashed once for everybody: the hasher is slow on purpose."""
    return make_password(settings.DEMO_PASSWORD)


def open_member(row: dict, **fields: str) -> Organisation:
    """The organisation as the product opens one: settings, keys, role grants."""
    names = ("name", "short_name", "country", "time_zone")
    return open_organisation(**{name: row[name] for name in names}, **fields)


def open_secretariat() -> Organisation:
    """The office of the network."""
    return open_member(load("organisations")["secretariat"], kind=OrganisationKind.SECRETARIAT)


def seat_secretary(luck: Luck) -> Membership:
    """The one person of the office, in its scope."""
    return _seat(Role.SECRETARIAT, SECRETARIAT, full_name(luck, "AL", female=True))


def seat_staff(row: dict, place: int, luck: Luck) -> Seats:
    """Everybody of a member organisation, in its scope; the first case manager is the one who signs in."""
    roles = [Role.CASE_MANAGER] * row["managers"] + list(_ALONE)
    members: dict[str, list[Membership]] = {}
    for role in roles:
        there = members.setdefault(role, [])
        usual = f"{row['key']}-{role.replace('_', '-')}-{len(there) + 1}@demo.example"
        email = _SIGN_INS.get((place, role), usual) if not there else usual
        there.append(_seat(role, email, full_name(luck, row["country"], female=luck.chance(0.8))))
    return Seats(members)


def _seat(role: str, email: str, name: str) -> Membership:
    user = User.objects.create(email=email, full_name=name, password=password_hash())
    return add_member(user=user, role=role, job_title=load("words")["titles"][role])
