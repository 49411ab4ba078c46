"""Organisations are opened, suspended and forgotten by who runs the machine; keys are backed up apart."""

import json
import re
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from cases.models import Person
from renate.accounts.access import can
from renate.accounts.models import Membership, OrganisationGroupGrant
from renate.accounts.roles import Act, Role
from renate.audit import own_events
from renate.kit.crypto import SealBroken
from renate.tenancy import keys, scope
from renate.tenancy.models import Organisation, OrganisationKeyring
from tests.factories.cases import PersonFactory

OPEN = (
    "open", "--name", "Shtëpia e Re", "--short-name", "E Re", "--country", "AL",
    "--administrator", "Drita@Example.org", "--administrator-name", "Drita Zogaj",
)  # fmt: skip


def run(*words: str, command: str = "organisation") -> str:
    told = StringIO()
    call_command(command, *words, stdout=told)
    return told.getvalue()


def test_a_new_organisation_is_opened_and_its_administrator_comes_in_once(client: Client, db: None) -> None:
    told = run(*OPEN)
    path = re.search(r"https?://[^/]+(/account/invitation/\S+)", told)[1]

    password = "kumbulla-nën-hënë-31"
    form = {"full_name": "Drita Zogaj", "password": password, "password_again": password}
    came, again = client.post(path, form), Client().post(path, form)

    assert (came.status_code, again.status_code) == (302, 404)
    with scope.enter(platform=True):
        opened = Organisation.objects.get(short_name="E Re")
    with scope.enter(organisation=opened):
        seat = Membership.objects.get(role=Role.ADMIN)
        assert (seat.user.email, can(seat, Act.MANAGE_MEMBERS)) == ("drita@example.org", True)
        with pytest.raises(CommandError, match="administrator already"):
            run("invite", opened.public_id, *OPEN[7:])
    assert f"{opened.public_id}  member" in run("list")


@pytest.mark.parametrize(
    ("more", "words"),
    [(("--time-zone", "Europe/Nowhere"), "no such time zone"), (("--country", "ALB"), "at most 2")],
)
def test_what_cannot_be_is_refused_in_words(db: None, more: tuple[str, ...], words: str) -> None:
    with pytest.raises(CommandError, match=words):
        run(*OPEN, *more)


def test_nobody_of_a_suspended_organisation_gets_in(worker, as_member) -> None:
    browser, ref = as_member(worker), worker.organisation.public_id

    run("suspend", ref)
    out = browser.get("/cases/").status_code
    run("restore", ref)

    assert (out, as_member(worker).get("/cases/").status_code) == (404, 200)
    with scope.enter(organisation=worker.organisation_id):
        told = {event.action for event in own_events(limit=10)}
    assert {"organisation.suspended", "organisation.restored"} <= told


def test_grants_follow_the_table_of_roles_again(organisation: Organisation) -> None:
    with scope.enter(organisation=organisation):
        OrganisationGroupGrant.objects.all().delete()
        before = OrganisationGroupGrant.objects.count()

    run("grants")

    with scope.enter(organisation=organisation):
        assert OrganisationGroupGrant.objects.count() > before == 0


def test_a_forgotten_organisation_opens_only_with_a_bundle_from_before(
    organisation: Organisation, other_organisation: Organisation, tmp_path: Path
) -> None:
    with scope.enter(organisation=organisation):
        person = PersonFactory(legal_name="Mirjeta")
    earlier, later = tmp_path / "earlier", tmp_path / "later"
    run("write", str(earlier), command="key_bundle")
    with pytest.raises(CommandError, match="Suspend"):
        run("forget", organisation.public_id, "--yes-forget", "Harbour")
    run("suspend", organisation.public_id)
    with pytest.raises(CommandError, match="another"):
        run("forget", organisation.public_id, "--yes-forget", "Somebody")

    run("forget", organisation.public_id, "--yes-forget", "Harbour")
    run("write", str(later), command="key_bundle")

    assert earlier.stat().st_mode & 0o777 == 0o600
    assert len(json.loads(earlier.read_text())) == 4
    assert len(json.loads(later.read_text())) == 2
    assert "0 keys" in run("read", str(later), command="key_bundle")
    with scope.enter(organisation=organisation), pytest.raises(SealBroken):
        Person.objects.get(pk=person.pk).legal_name  # noqa: B018 (looking is the test)
    assert "2 keys" in run("read", str(earlier), command="key_bundle")
    with scope.enter(organisation=organisation):
        assert Person.objects.get(pk=person.pk).legal_name == "Mirjeta"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"ref": "2222222222bb"}, "not in this database"),
        ({"version": 7}, "root key does not open"),
        ({"wrapped": None}, "no bundle"),
    ],
)
def test_a_bundle_that_does_not_fit_adds_nothing(
    organisation: Organisation, tmp_path: Path, change: dict, words: str
) -> None:
    file = tmp_path / "keys"
    run("write", str(file), command="key_bundle")
    lines = json.loads(file.read_text())
    with scope.enter(organisation=organisation):
        keys.destroy_keys()
    file.write_text(json.dumps([lines[0], lines[1] | change]))

    with pytest.raises(CommandError, match=words):
        run("read", str(file), command="key_bundle")

    with scope.enter(organisation=organisation):
        assert not OrganisationKeyring.objects.exists()
