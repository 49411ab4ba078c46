"""Keys of organisations: wrapped under the root key, each for its purpose, known in its own scope only."""

import pytest

from renate.kit.crypto import SealBroken, new_key
from renate.tenancy import keys, scope
from renate.tenancy.models import Organisation, OrganisationKeyring


def test_an_organisation_starts_with_a_data_key_and_an_index_key(organisation: Organisation) -> None:
    with scope.enter(organisation=organisation):
        kept = OrganisationKeyring.objects.order_by("purpose").values_list("purpose", "version")

        assert list(kept) == [("data", 1), ("index", 1)]


def test_no_key_stands_unwrapped_in_the_database(organisation: Organisation) -> None:
    with scope.enter(organisation=organisation):
        data_key = keys.keyring.data_key(organisation.pk, 1)

        for row in OrganisationKeyring.objects.all():
            assert data_key not in bytes(row.wrapped)


def test_data_key_and_index_key_differ(organisation: Organisation, other_organisation: Organisation) -> None:
    found = []
    for each in (organisation, other_organisation):
        with scope.enter(organisation=each):
            found += [keys.keyring.data_key(each.pk, 1), keys.keyring.index_key(each.pk)]

    assert len(set(found)) == 4


def test_a_key_wrapped_for_one_purpose_is_not_opened_for_another() -> None:
    wrapped = keys.wrap_with_root(new_key(), "1|data|1")

    with pytest.raises(SealBroken):
        keys.unwrap_with_root(wrapped, "2|data|1")


def test_a_key_is_not_opened_under_another_root(monkeypatch: pytest.MonkeyPatch) -> None:
    wrapped = keys.wrap_with_root(new_key(), "1|data|1")
    monkeypatch.setattr(keys, "root_key", new_key)

    with pytest.raises(SealBroken):
        keys.unwrap_with_root(wrapped, "1|data|1")


def test_an_unknown_key_version_is_a_broken_seal(organisation: Organisation) -> None:
    with scope.enter(organisation=organisation), pytest.raises(SealBroken):
        keys.keyring.data_key(organisation.pk, 9)


@pytest.mark.parametrize("ask", ["data", "index", "version"])
def test_keys_known_in_this_process_are_still_refused_to_others(
    organisation: Organisation, other_organisation: Organisation, ask: str
) -> None:
    questions = {
        "data": lambda: keys.keyring.data_key(organisation.pk, 1),
        "index": lambda: keys.keyring.index_key(organisation.pk),
        "version": lambda: keys.keyring.current_version(organisation.pk),
    }
    with scope.enter(organisation=organisation):
        questions[ask]()

    with scope.enter(organisation=other_organisation), pytest.raises(scope.ScopeError):
        questions[ask]()


def test_the_newest_data_key_seals_and_the_older_one_still_opens(organisation: Organisation) -> None:
    with scope.enter(organisation=organisation):
        older = keys.keyring.data_key(organisation.pk, 1)
        wrapped = keys.wrap_with_root(new_key(), f"{organisation.pk}|data|2")
        OrganisationKeyring.objects.create(purpose="data", version=2, wrapped=wrapped)
        keys.keyring.forget()

        assert keys.keyring.current_version(organisation.pk) == 2
        assert keys.keyring.data_key(organisation.pk, 1) == older
