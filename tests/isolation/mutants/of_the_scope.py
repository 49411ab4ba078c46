"""Wall 1, the binding of the context, keys and seals."""

from django.db import DatabaseError, connection, transaction

from cases.models import Person
from referrals.models import ReferralPackage
from renate.accounts.models import Invitation, Membership
from renate.kit.crypto import SealBroken, open_sealed, seal
from renate.kit.fields import Sealed
from renate.tenancy import scope
from renate.tenancy.keys import keyring
from renate.tenancy.scope import ScopeError
from tests.isolation.mutants.asking import refuses
from tests.isolation.mutants.engine import Mutant
from tests.isolation.walls.off import without_row_security
from tests.isolation.world import World
from tests.isolation.world.houses import inside

OWNER = '"organisation_id" = ('
_MANAGERS, _SCOPE = "renate.tenancy.managers", "renate.tenancy.scope"
_PACKAGES, _KEYS = "referrals.managers", "renate.tenancy.keys"


def queries_name_the_organisation(world: World) -> None:
    with inside(world.here):
        assert OWNER in str(Invitation.objects.all().query)


def packages_name_both_sides(world: World) -> None:
    with inside(world.here):
        everything = str(ReferralPackage.objects.all().query)

    assert OWNER in everything
    assert '"receiver_id" = (' in everything


def packages_are_written_by_their_sender(world: World) -> None:
    with without_row_security(), inside(world.here):
        rows = ReferralPackage.objects.received().filter(pk=world.there.packages["offered"].pk)
        assert rows.exists()
        assert rows.update(decline_reason="other") == 0
        assert rows.delete()[0] == 0


def nothing_is_asked_outside(world: World) -> None:
    refuses(Invitation.objects.exists, ScopeError)
    with scope.enter(user=world.here.actors["admin"].membership.user_id):
        refuses(Invitation.objects.exists, ScopeError)


def _foreign(world: World) -> Invitation:
    row: Invitation = world.there.rows[Invitation]
    return row


def foreign_rows_are_not_saved(world: World) -> None:
    with inside(world.here):
        refuses(_foreign(world).save, ScopeError)
        refuses(_foreign(world).full_clean, ScopeError)


def foreign_rows_are_not_made_in_bulk(world: World) -> None:
    row = Invitation(organisation_id=world.there.organisation.pk, email="x@isolation.example")
    with inside(world.here):
        refuses(lambda: Invitation.objects.bulk_create([row]), ScopeError)


def rows_stay_in_their_organisation(world: World) -> None:
    with inside(world.here):
        refuses(lambda: Invitation.objects.update(organisation=world.there.organisation), ScopeError)


def the_database_follows_the_scope(world: World) -> None:
    with inside(world.here):
        with inside(world.there):
            assert _believed() == world.there.organisation.pk
        assert _believed() == world.here.organisation.pk


def nobody_is_believed_after_leaving(world: World) -> None:
    with inside(world.here), scope.leave(), connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('app.ctx', true)")
        assert cursor.fetchone()[0] == ""


def _believed() -> int:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT app.org()")
            organisation: int = cursor.fetchone()[0]
    except DatabaseError as refusal:
        raise AssertionError("nobody is believed") from refusal
    return organisation


def own_seats_are_one_s_own(world: World) -> None:
    with scope.enter(user=world.here.actors["admin"].membership.user_id):
        assert '"user_id" = (' in str(Membership.own.all().query)


def foreign_keys_are_refused_even_when_known(world: World) -> None:
    foreign = world.there.organisation.pk
    with inside(world.there):
        keyring.data_key(foreign, 1)
    with inside(world.here):
        refuses(lambda: keyring.data_key(foreign, 1), ScopeError)
        refuses(lambda: keyring.current_version(foreign), ScopeError)


def _moved_cell(world: World, *, to: str, column: str) -> None:
    """A cell is sealed in one place and opened in another."""
    with inside(world.here):
        one, other = Person(legal_name="zq7here"), Person()
        for person in (one, other):
            person.claim()
        names = {field.name: field for field in Person._meta.local_fields}
        cell = Sealed(names["legal_name"].close(one, "zq7here"))
        target = {"row": other, "column": one}[to]
        refuses(lambda: names[column].open(target, cell), SealBroken)


def cells_do_not_open_in_another_row(world: World) -> None:
    _moved_cell(world, to="row", column="legal_name")


def cells_do_not_open_in_another_column(world: World) -> None:
    _moved_cell(world, to="column", column="aliases")


def touched_cells_do_not_open(world: World) -> None:
    key, cell = b"k" * 32, seal(b"k" * 32, b"words", b"place")
    refuses(lambda: open_sealed(key, cell[:-1] + bytes([cell[-1] ^ 1]), b"place"), SealBroken)
    refuses(lambda: open_sealed(key, cell, b"another place"), SealBroken)


MUTANTS = [
    Mutant(
        f"{_MANAGERS}:claim", "if instance.organisation_id != here:", "if False:", foreign_rows_are_not_saved
    ),
    Mutant(
        f"{_MANAGERS}:TenantManager.get_queryset",
        ".filter(organisation_id=CurrentOrganisation())",
        "",
        queries_name_the_organisation,
    ),
    Mutant(
        f"{_MANAGERS}:TenantQuerySet.bulk_create", "row.claim()", "pass", foreign_rows_are_not_made_in_bulk
    ),
    Mutant(
        f"{_MANAGERS}:TenantQuerySet.update",
        '{"organisation", "organisation_id"} & set(kwargs)',
        "False",
        rows_stay_in_their_organisation,
    ),
    Mutant(
        f"{_MANAGERS}:CurrentOrganisation.as_sql", "scope.organisation_id()", "None", nothing_is_asked_outside
    ),
    Mutant("renate.tenancy.models.base:TenantModel.save", "self.claim()", "pass", foreign_rows_are_not_saved),
    Mutant(
        "renate.tenancy.models.base:TenantModel.full_clean",
        "self.claim()",
        "pass",
        foreign_rows_are_not_saved,
    ),
    Mutant(
        "renate.accounts.models.membership:OwnMembershipManager.get_queryset",
        ".filter(user_id=CurrentUser())",
        "",
        own_seats_are_one_s_own,
    ),
    Mutant(
        f"{_PACKAGES}:TwoSidedManager.get_queryset",
        "Q(organisation_id=here) | Q(receiver_id=here)",
        "Q()",
        packages_name_both_sides,
    ),
    Mutant(
        f"{_PACKAGES}:TwoSidedQuerySet.update", "self.owned()", "self", packages_are_written_by_their_sender
    ),
    Mutant(
        f"{_PACKAGES}:TwoSidedQuerySet.delete", "self.owned()", "self", packages_are_written_by_their_sender
    ),
    Mutant(f"{_SCOPE}:organisation_id", "if found is None:", "if False:", nothing_is_asked_outside),
    Mutant(f"{_SCOPE}:current", "if scope is None:", "if False:", nothing_is_asked_outside),
    Mutant(
        f"{_SCOPE}:_become",
        "_current.reset(token)\n        if connection.in_atomic_block:",
        "_current.reset(token)\n        if False:",
        the_database_follows_the_scope,
    ),
    Mutant(
        f"{_SCOPE}:_become",
        "connections[DEFAULT_DB_ALIAS]\n    if connection.in_atomic_block:",
        "connections[DEFAULT_DB_ALIAS]\n    if False:",
        the_database_follows_the_scope,
    ),
    Mutant(
        f"{_SCOPE}:bind",
        'token = "" if scope is None else',
        "if scope is None: return\n    token =",
        nobody_is_believed_after_leaving,
    ),
    Mutant(f"{_SCOPE}:sign", 'scope.organisation_id or ""', '""', the_database_follows_the_scope),
    Mutant(f"{_SCOPE}:sign", "settings.CONTEXT_KEY", '"00" * 32', the_database_follows_the_scope),
    Mutant(
        f"{_KEYS}:OrganisationKeys._known",
        "scope.organisation_id() != organisation_id",
        "False",
        foreign_keys_are_refused_even_when_known,
    ),
    Mutant("renate.kit.fields:_place", "|{instance.public_id}", "", cells_do_not_open_in_another_row),
    Mutant("renate.kit.fields:_place", "|{column}", "", cells_do_not_open_in_another_column),
    Mutant(
        "renate.kit.crypto:open_sealed",
        'raise SealBroken("the sealed value does not authenticate") from None',
        "return cell",
        touched_cells_do_not_open,
    ),
]
