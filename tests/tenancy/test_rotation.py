"""Keys change while the system runs: nothing is lost, nothing stays behind, and the old one may go."""

import base64
import threading
from datetime import date
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command
from django.db import connections

from cases.models import CaseNote, Person, RelatedPerson
from referrals import sealing
from referrals.models import ReferralPackage
from renate.accounts.adapters import MFAAdapter
from renate.accounts.models import Membership
from renate.audit import own_events
from renate.kit.crypto import SealBroken, key_version_of, new_key
from renate.kit.fields import BlindIndexField, _EncryptedField
from renate.tenancy import keys, rotation, scope
from renate.tenancy.models import Organisation, OrganisationKeyring, TenantModel
from tests.factories import referrals as made
from tests.factories.cases import CaseFactory, CaseNoteFactory, PersonFactory, RelatedPersonFactory

LATER = "2026-11-22 13:00"


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel("2026-11-22 12:00", tick=False):
        yield


@pytest.fixture
def people(worker: Membership) -> list[Person]:
    """Three persons with a date, a number, a child and a note."""
    with scope.enter(organisation=worker.organisation_id, user=worker.user_id):
        cases = [
            CaseFactory(person__legal_name=f"Mirjeta {n}", person__document_number=f"AB {n}")
            for n in range(3)
        ]
        for case in cases:
            RelatedPersonFactory(person=case.person, name="Arta")
            CaseNoteFactory(case=case, text="Went to the school together.")
        return [case.person for case in cases]


def _told(organisation: Organisation) -> dict[str, Any]:
    """Everything that is encrypted, opened."""
    with scope.enter(organisation=organisation):
        return {
            f"{model._meta.label}.{row.pk}.{field.name}": getattr(row, field.attname)
            for model, fields in rotation.encrypted_models()
            for row in model.objects.all()
            for field in fields
        }


def _versions(organisation: Organisation) -> set[int]:
    with scope.enter(organisation=organisation):
        return {
            key_version_of(cell)
            for model, fields in rotation.encrypted_models()
            for field in fields
            for cell in model.objects.values_list(field.name, flat=True)
            if cell
        }


def _rotate(organisation: Organisation, **options: Any) -> None:
    call_command("rotate_keys", organisation=organisation.public_id, verbosity=0, **options)


def test_every_encrypted_column_belongs_to_an_organisation() -> None:
    """Rotation goes from organisation to organisation: a column of nobody would stay behind."""
    found = list(rotation.encrypted_models())

    assert len(found) >= 15
    assert all(issubclass(model, TenantModel) for model, _ in found)
    assert all(isinstance(field, _EncryptedField) for _, fields in found for field in fields)


def test_after_a_rotation_no_cell_stands_under_the_old_key_and_everything_reads_the_same(
    organisation: Organisation, people: list[Person], capsys: pytest.CaptureFixture, tally: Any
) -> None:
    before = _told(organisation)

    _rotate(organisation, batch=2)

    with scope.enter(organisation=organisation):
        tally.add("rotated", len([value for value in before.values() if value]))
        tally.add("left", left := rotation.cells_below(2))
        assert left == 0
        assert [event.action for event in own_events(limit=1)] == ["keys.rotated"]
    assert _versions(organisation) == {2}
    assert _told(organisation) == before
    assert any("Mirjeta" in str(value) for value in before.values())
    assert "version 2, 0 cells left on an old key" in capsys.readouterr().out


def test_search_by_number_and_the_time_of_the_last_change_survive_a_rotation(
    organisation: Organisation, people: list[Person]
) -> None:
    changed = people[0].updated_at

    with time_machine.travel(LATER, tick=False):
        _rotate(organisation)

    with scope.enter(organisation=organisation):
        found = Person.objects.get(document_number_index=BlindIndexField.key_for("ab1"))
        assert found.document_number == "AB 1"
        assert Person.objects.get(pk=people[0].pk).updated_at == changed


def test_another_organisation_keeps_its_key(
    organisation: Organisation, people: list[Person], stranger: Membership
) -> None:
    with scope.enter(organisation=stranger.organisation_id, user=stranger.user_id):
        PersonFactory()

    _rotate(organisation)

    assert _versions(stranger.organisation) == {1}


def test_an_interrupted_rotation_goes_on_to_the_same_version(
    organisation: Organisation, people: list[Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = _told(organisation)

    def stop(label: str, cells: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rotation.reseal(organisation, rotation.begin(organisation), batch=1, progress=stop)
    assert _versions(organisation) == {1, 2}
    assert _told(organisation) == before

    _rotate(organisation)

    assert _versions(organisation) == {2}
    assert _told(organisation) == before


def test_a_second_rotation_makes_a_third_key(organisation: Organisation, people: list[Person]) -> None:
    _rotate(organisation)
    _rotate(organisation)

    assert _versions(organisation) == {3}


def test_a_process_that_remembers_the_old_key_reads_what_another_sealed_under_the_new_one(
    organisation: Organisation, people: list[Person]
) -> None:
    old_timer = keys.OrganisationKeys()
    with scope.enter(organisation=organisation):
        assert old_timer.current_version(organisation.pk) == 1

    _rotate(organisation)

    with scope.enter(organisation=organisation):
        assert old_timer.data_key(organisation.pk, 2) == keys.keyring.data_key(organisation.pk, 2)
        assert old_timer.current_version(organisation.pk) == 2


def test_a_process_notices_within_a_minute_that_there_is_a_new_key(
    organisation: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    old_timer = keys.OrganisationKeys()
    with scope.enter(organisation=organisation):
        old_timer.current_version(organisation.pk)
    rotation.begin(organisation)
    monkeypatch.setattr(keys, "REMEMBERED_SECONDS", -1.0)

    with scope.enter(organisation=organisation):
        assert old_timer.current_version(organisation.pk) == 2


def test_a_row_read_before_and_saved_after_does_not_bring_the_old_key_back(
    organisation: Organisation, people: list[Person]
) -> None:
    with scope.enter(organisation=organisation):
        read_before = Person.objects.get(pk=people[0].pk)
    _rotate(organisation)

    with scope.enter(organisation=organisation):
        read_before.save()

    assert _versions(organisation) == {2}


def test_an_old_key_goes_only_when_no_transaction_can_still_use_it(
    organisation: Organisation, people: list[Person]
) -> None:
    before = _told(organisation)
    _rotate(organisation)
    _rotate(organisation, retire=True)
    with scope.enter(organisation=organisation):
        assert OrganisationKeyring.objects.filter(purpose="data").count() == 2

    with time_machine.travel(LATER, tick=False):
        _rotate(organisation, retire=True)

    with scope.enter(organisation=organisation):
        assert list(OrganisationKeyring.objects.filter(purpose="data").values_list("version", flat=True)) == [
            2
        ]
    assert _told(organisation) == before


def test_retiring_seals_anew_what_a_slow_process_wrote_under_the_old_key(
    organisation: Organisation, people: list[Person]
) -> None:
    with scope.enter(organisation=organisation):
        old_cell = RelatedPerson.objects.values_list("name", flat=True).order_by("pk").first()
    _rotate(organisation)
    with scope.enter(organisation=organisation):
        row = RelatedPerson.objects.order_by("pk").first()
        RelatedPerson.objects.filter(pk=row.pk).update(name=old_cell)
        assert rotation.cells_below(2) == 1

    with time_machine.travel(LATER, tick=False):
        _rotate(organisation, retire=True)

    with scope.enter(organisation=organisation):
        assert {relative.name for relative in RelatedPerson.objects.all()} == {"Arta"}


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_a_row_in_use_is_passed_over_and_done_when_it_is_free(
    organisation: Organisation, people: list[Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    taken, let_go = threading.Event(), threading.Event()

    def hold() -> None:
        with scope.enter(organisation=organisation):
            CaseNote.objects.select_for_update().order_by("pk").first()
            taken.set()
            let_go.wait(10)
        connections.close_all()

    holder = threading.Thread(target=hold)
    holder.start()
    taken.wait(10)
    monkeypatch.setattr(rotation.time, "sleep", lambda seconds: None)
    monkeypatch.setattr(rotation, "PASSES", 1)
    try:
        with pytest.raises(CommandError, match="1 cells are left"):
            _rotate(organisation)
    finally:
        let_go.set()
        holder.join()
    _rotate(organisation)

    assert _versions(organisation) == {2}


def test_without_its_keys_an_organisation_can_not_be_read(
    organisation: Organisation, people: list[Person], stranger: Membership
) -> None:
    with scope.enter(organisation=stranger.organisation_id, user=stranger.user_id):
        PersonFactory(legal_name="Still There")
    with scope.enter(organisation=organisation):
        keys.destroy_keys()

        person = Person.objects.get(pk=people[0].pk)
        with pytest.raises(SealBroken):
            person.legal_name  # noqa: B018 (looking is the test)
        with pytest.raises(SealBroken):
            PersonFactory()

    assert "Still There" in _told(stranger.organisation).values()


@pytest.fixture
def new_root(settings: Any) -> bytes:
    key = new_key()
    settings.NEW_ROOT_KEY = base64.b64encode(key).decode()
    return key


def test_a_new_root_key_is_asked_for() -> None:
    with pytest.raises(CommandError, match="RENATE_NEW_ROOT_KEY"):
        call_command("rotate_keys", root=True, verbosity=0)


def test_after_a_change_of_the_root_key_everything_opens_without_the_former(
    settings: Any,
    request: pytest.FixtureRequest,
    worker: Membership,
    stranger: Membership,
    cast: Any,
    people: list[Person],
    capsys: pytest.CaptureFixture,
) -> None:
    package = _accepted_package(worker, stranger, cast)
    data = {"secret": MFAAdapter().encrypt("JBSWY3DP")}
    factor = Authenticator.objects.create(user=worker.user, type=Authenticator.Type.TOTP, data=data)
    before = _told(worker.organisation)
    new_root = request.getfixturevalue("new_root")

    call_command("rotate_keys", root=True, verbosity=0)
    settings.ROOT_KEY, settings.NEW_ROOT_KEY = base64.b64encode(new_root).decode(), ""
    keys.keyring.forget()

    assert ", 0 left under the former root key" in capsys.readouterr().out
    assert _told(worker.organisation) == before
    factor.refresh_from_db()
    assert MFAAdapter().decrypt(factor.data["secret"]) == "JBSWY3DP"
    with scope.enter(organisation=stranger.organisation_id, user=stranger.user_id):
        assert sealing.read(ReferralPackage.objects.get(pk=package.pk))


def test_while_the_root_key_changes_both_open_and_the_new_one_wraps(
    request: pytest.FixtureRequest, settings: Any
) -> None:
    old = keys.wrap_with_root(b"k" * 32, "1|data|1")
    request.getfixturevalue("new_root")
    new = keys.wrap_with_root(b"k" * 32, "1|data|1")

    assert keys.unwrap_with_root(old, "1|data|1") == keys.unwrap_with_root(new, "1|data|1") == b"k" * 32
    settings.NEW_ROOT_KEY = ""
    with pytest.raises(SealBroken):
        keys.unwrap_with_root(new, "1|data|1")


def _accepted_package(worker: Membership, taker: Membership, cast: Any) -> ReferralPackage:
    today = date(2026, 11, 22)
    answerer = cast("coordinator", of=taker.organisation)
    with scope.enter(organisation=worker.organisation_id, user=worker.user_id):
        case = CaseFactory(case_manager=worker)
        offered = made.offer(by=worker, receiver=taker.organisation, on=today, case=case)
    return made.accept(offered, by=answerer, case_manager=taker, on=today)
