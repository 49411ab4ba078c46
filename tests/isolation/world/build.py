"""The whole world, built and committed once, and swept away at the end."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db import connections, transaction
from guardian.shortcuts import assign_perm

from cases.access import WORK_CASE
from cases.codes import Confidentiality
from cases.models import Case, Consent
from referrals.codes import MessageKind
from referrals.models import PackageMessage, PersonRequest, ReferralPackage
from referrals.operations import read_section, withdraw_referral
from referrals.operations.requests import ask_about_person
from renate.accounts.models import Membership
from renate.accounts.roles import Role
from renate.kit import clock
from renate.tenancy import scope
from tests.factories.referrals import accept, offer
from tests.isolation.world.canaries import Canary
from tests.isolation.world.files import File, grant, open_file, put_on_team
from tests.isolation.world.houses import MAIL_DOMAIN, Actor, House, furnish, inside, open_house, seat, sign_in
from tests.isolation.world.models import tenant_models

NAMES = {"here": "Isolation Here", "there": "Isolation There", "third": "Isolation Third"}
# Seats that are no use any more, or never were.
OUT = ("suspended", "disabled", "nowhere")


@dataclass
class World:
    """`here` is where the asking members work; `there` is foreign to them; `third` to both."""

    here: House
    there: House
    third: House
    outside: dict[str, Actor] = field(default_factory=dict)

    @property
    def houses(self) -> tuple[House, House, House]:
        return self.here, self.there, self.third

    @property
    def asking(self) -> list[Actor]:
        """One member of each role."""
        return [self.here.actors[role] for role in Role.values]


def build() -> World:
    """Make everything; what an earlier run left behind goes first."""
    tear_down()
    here = open_house(NAMES["here"], Canary.HERE)
    there = open_house(NAMES["there"], Canary.FOREIGN)
    third = open_house(NAMES["third"], Canary.THIRD)
    world = World(here, there, third)
    for house, counterpart in ((here, there), (there, here), (third, here)):
        with inside(house):
            _employ(house)
            furnish(house, counterpart.organisation)
            _open_files(house, counterpart)
    _hand_over(world)
    _leave(world)
    for actor in [*here.actors.values(), *there.actors.values(), *world.outside.values()]:
        sign_in(actor)
    return world


def _employ(house: House) -> None:
    for role in Role.values:
        seat(house, role, role)
    seat(house, "colleague", Role.CASE_MANAGER)
    seat(house, "sealer", Role.CASE_MANAGER)
    if house.canary == Canary.HERE:
        for name in OUT[:2]:
            seat(house, name, Role.COORDINATOR)
    # Their names cross with the packages they take.
    crossing = Canary.OURS if house.canary == Canary.HERE else Canary.SHARED
    seat(house, "taker", Role.CASE_MANAGER, canary=crossing)
    seat(house, "answerer", Role.COORDINATOR, canary=crossing)


def _open_files(house: House, counterpart: House) -> None:
    colleague, sealer = house.actors["colleague"].membership, house.actors["sealer"].membership
    everybody = tuple(house.actors[role].membership for role in Role.values)

    def one(canary: Canary, manager: Membership = colleague, **more: Any) -> File:
        filler = house.filler(canary, counterpart=counterpart.organisation, by=manager)
        return open_file(filler, manager, **more)

    own = house.canary
    if own != Canary.HERE:
        house.files["own"] = one(own, team=(house.actors[Role.DEPUTY].membership,))
        _cover(house.files["own"].case, everybody)
        return
    house.files |= {
        "team": one(own, team=everybody),
        "sealed_team": one(own, team=everybody, confidentiality=Confidentiality.SEALED),
        "left": one(Canary.OTHER),
        "grant": one(Canary.OTHER),
        "group": one(own),
        "other": one(Canary.OTHER),
        "sealed": one(Canary.SEALED, sealer, confidentiality=Confidentiality.SEALED),
        "ours": one(Canary.OURS),
    }
    yesterday = clock.today() - timedelta(days=1)
    for member in everybody:
        put_on_team(house.files["left"].case, member, until=yesterday)
        grant(house.files["grant"].case, member)
        house.own_files[member.role] = one(own, member)
    _cover(house.files["group"].case, everybody)


def _cover(case: Case, members: tuple[Membership, ...]) -> None:
    """A grant to the groups of all roles on one file."""
    for member in members:
        for group in member.user.groups.all():
            assign_perm(WORK_CASE, group, case)


def _hand_over(world: World) -> None:
    """Packages in both directions and to the third: offered, accepted by one and by another, withdrawn."""
    here, there, third = world.houses
    us = here.actors
    there.packages = {
        "offered": _offer(there, here),
        "accepted": _accepted(_offer(there, here), us[Role.COORDINATOR], us[Role.CASE_MANAGER]),
        "accepted_by_another": _accepted(_offer(there, here), us["answerer"], us["taker"]),
        "withdrawn": _withdrawn(there, _offer(there, here)),
        "elsewhere": _accepted(
            _offer(there, third, Canary.ELSEWHERE), third.actors["answerer"], third.actors["taker"]
        ),
    }
    ours = _offer(here, there, file=here.files["ours"], by=us["colleague"])
    there.requests = {
        "to us": _asked(there, there.packages["offered"], here),
        "elsewhere": _asked(there, there.packages["elsewhere"], third),
    }
    here.packages = {"sent": _accepted(ours, there.actors["answerer"], there.actors["taker"])}
    here.requests = {"sent": _asked(here, ours, there, by=us["colleague"])}


def _offer(
    sender: House,
    receiver: House,
    canary: Canary = Canary.SHARED,
    *,
    file: File | None = None,
    by: Any = None,
) -> ReferralPackage:
    manager = (by or sender.actors["taker"]).membership
    with inside(sender, by or sender.actors["taker"]):
        if file is None:
            filler = sender.filler(canary, counterpart=receiver.organisation, by=manager)
            file = open_file(filler, manager)
        to = receiver.organisation
        package = offer(by=manager, receiver=to, on=clock.today(), case=file.case, sections="AC")
        if canary != Canary.SHARED or by is not None:
            # What was handed to us is deleted by a probe: nothing may hang on it.
            _talk(package, file, manager)
        return package


def _talk(package: ReferralPackage, file: File, manager: Membership) -> None:
    """What else stands between two organisations: a question about the package, one about a person."""
    today = clock.today()
    PackageMessage.objects.create(
        package=package, receiver=package.receiver, kind=MessageKind.values[0], on=today, from_receiver=True,
        writer_name="Worker",
    )  # fmt: skip
    PersonRequest.objects.create(
        receiver=package.receiver, case=file.case, consent=file.rows[Consent], made_by=manager,
        contact_name="Worker", sent_on=today, valid_until=today + timedelta(days=30),
    )  # fmt: skip


def _asked(sender: House, package: ReferralPackage, asked: House, by: Any = None) -> PersonRequest:
    """The person of a package is asked about there too."""
    member = (by or sender.actors["taker"]).membership
    with inside(sender, by or sender.actors["taker"]):
        how = {"counterpart": asked.organisation, "question": "Do you know them?"}
        return ask_about_person(by=member, on=clock.today(), case=package.referral.case, **how)


def _accepted(package: ReferralPackage, by: Actor, taker: Actor) -> ReferralPackage:
    accept(package, by=by.membership, case_manager=taker.membership, on=clock.today())
    with scope.enter(organisation=taker.membership.organisation_id, user=taker.membership.user_id):
        read_section(by=taker.membership, on=clock.today(), package=package, section="A")
    return package


def _withdrawn(sender: House, package: ReferralPackage) -> ReferralPackage:
    with inside(sender, sender.actors["taker"]):
        withdraw_referral(by=sender.actors["taker"].membership, on=clock.today(), referral=package.referral)
    return package


def _leave(world: World) -> None:
    """A suspended seat, a disabled account, and an account without a seat."""
    with inside(world.here):
        suspended = world.here.actors["suspended"].membership
        Membership.objects.filter(pk=suspended.pk).update(is_active=False)
        user = world.here.actors["disabled"].membership.user
        user.is_active = False
        user.save()
        nowhere = seat(world.here, "nowhere", Role.COORDINATOR)
        Membership.objects.filter(pk=nowhere.membership.pk).delete()
    for name in OUT:
        world.outside[name] = world.here.actors.pop(name)


def tear_down() -> None:
    """Remove every trace, as the owner and inside each organisation in turn."""
    owner = connections["owner"]
    with transaction.atomic(using="owner"), owner.cursor() as cursor:
        cursor.execute("SELECT set_config('app.ctx', %s, true)", [_pass(owner, platform=True)])
        cursor.execute(
            "SELECT id, public_id FROM tenancy_organisation WHERE name = ANY(%s)", [[*NAMES.values()]]
        )
        found = cursor.fetchall()
        for organisation, _ in found:
            cursor.execute("SELECT set_config('app.ctx', %s, true)", [_pass(owner, organisation)])
            for model in tenant_models():
                cursor.execute(
                    f"DELETE FROM {model._meta.db_table} WHERE organisation_id = %s", [organisation]
                )
            cursor.execute("DELETE FROM audit.event WHERE organisation_id = %s", [organisation])
        _forget_people(cursor, [f"{public_id}:%" for _, public_id in found])
        if found:
            _forget_organisations(cursor)
    owner.close()


def _pass(connection: Any, organisation: int | None = None, *, platform: bool = False) -> str:
    connection.ensure_connection()
    expires = int(scope.wall_clock()) + 60
    return scope.sign(
        scope.Scope(organisation, None, platform), connection.connection.info.backend_pid, expires
    )


def _forget_people(cursor: Any, groups: list[str]) -> None:
    own = f"SELECT id FROM accounts_user WHERE email LIKE '%%@{MAIL_DOMAIN}'"
    for table in ("usersessions_usersession", "account_emailaddress", "accounts_user_groups"):
        cursor.execute(f"DELETE FROM {table} WHERE user_id IN ({own})")
    cursor.execute(f"DELETE FROM accounts_user WHERE id IN ({own})")
    cursor.execute("DELETE FROM auth_group WHERE name LIKE ANY(%s)", [groups])
    cursor.execute("DELETE FROM django_session")
    cursor.execute("DELETE FROM audit.event WHERE organisation_id IS NULL")


def _forget_organisations(cursor: Any) -> None:
    """No policy lets anybody delete an entry of the directory, so the wall is lifted for a moment."""
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    cursor.execute("ALTER TABLE tenancy_organisation NO FORCE ROW LEVEL SECURITY")
    cursor.execute("DELETE FROM tenancy_organisation WHERE name = ANY(%s)", [[*NAMES.values()]])
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    cursor.execute("ALTER TABLE tenancy_organisation FORCE ROW LEVEL SECURITY")
