"""Encrypted columns: sealed in the database, opened in their own row, refused everywhere else."""

from datetime import date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import F
from django.db.models.functions import Upper

from renate.kit.crypto import SealBroken
from renate.kit.fields import BlindIndexField, EncryptedTextField
from renate.tenancy import scope
from renate.tenancy.keys import keyring
from renate.tenancy.models import Organisation
from tests.tenancy.specimens import Paper

pytestmark = pytest.mark.usefixtures("specimens", "inside")


def _stored(column: str, paper: Paper) -> bytes | None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM specimens_paper WHERE id = %s", [paper.pk])
        value = cursor.fetchone()[0]
    return None if value is None else bytes(value)


def _put(column: str, paper: Paper, cell: bytes) -> Paper:
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE specimens_paper SET {column} = %s WHERE id = %s", [cell, paper.pk])
    return Paper.objects.get(pk=paper.pk)


# what is kept


@pytest.mark.parametrize("text", ["Elira", "Ђорђевић", "a\n\tb", "'; DROP TABLE", "ж" * 20_000])
def test_text_comes_back_as_it_was_written(text: str) -> None:
    paper = Paper.objects.create(name=text)

    assert Paper.objects.get(pk=paper.pk).name == text


def test_a_date_comes_back_as_a_date() -> None:
    paper = Paper.objects.create(born_on=date(2001, 5, 12))

    assert Paper.objects.get(pk=paper.pk).born_on == date(2001, 5, 12)


def test_a_moment_is_kept_as_its_day() -> None:
    paper = Paper.objects.create(born_on=datetime(2001, 5, 12, 13, 30))

    assert Paper.objects.get(pk=paper.pk).born_on == date(2001, 5, 12)


def test_no_date_is_accepted_that_is_none() -> None:
    with pytest.raises(ValidationError):
        Paper(born_on="12 May").full_clean()


@pytest.mark.parametrize("nothing", ["", None])
def test_nothing_is_stored_as_null_and_read_as_empty(nothing: str | None) -> None:
    paper = Paper.objects.create(name=nothing)

    assert _stored("name", paper) is None
    assert Paper.objects.get(pk=paper.pk).name == ""


def test_the_database_holds_no_readable_byte_of_it() -> None:
    paper = Paper.objects.create(name="Elira", number="AB123")

    cell = _stored("name", paper)

    assert cell is not None
    assert b"Elira" not in cell
    assert b"AB123" not in (_stored("number_index", paper) or b"")


def test_a_text_that_is_too_long_is_refused() -> None:
    with pytest.raises(ValidationError):
        EncryptedTextField(max_chars=5).validate("123456", None)


# relocation


def test_a_value_moved_to_another_row_is_refused() -> None:
    one, other = Paper.objects.create(name="Elira"), Paper.objects.create(name="Ana")

    moved = _put("name", other, _stored("name", one) or b"")

    with pytest.raises(SealBroken):
        _ = moved.name


def test_a_value_moved_to_another_column_is_refused() -> None:
    paper = Paper.objects.create(name="Elira")

    moved = _put("story", paper, _stored("name", paper) or b"")

    with pytest.raises(SealBroken):
        _ = moved.story


def test_a_value_moved_by_an_update_between_columns_is_refused() -> None:
    paper = Paper.objects.create(name="Elira")

    Paper.objects.filter(pk=paper.pk).update(story=F("name"))

    with pytest.raises(SealBroken):
        _ = Paper.objects.get(pk=paper.pk).story


def test_a_value_moved_to_another_organisation_is_refused(other_organisation: Organisation) -> None:
    paper = Paper.objects.create(name="Elira")
    cell = _stored("name", paper)

    with scope.enter(organisation=other_organisation):
        moved = _put("name", Paper.objects.create(public_id=paper.public_id), cell or b"")

        with pytest.raises(SealBroken):
            _ = moved.name


@pytest.mark.parametrize("version", [0, 2, 65_535])
def test_a_value_relabelled_with_another_key_version_is_refused(version: int) -> None:
    paper = Paper.objects.create(name="Elira")
    cell = _stored("name", paper) or b""

    moved = _put("name", paper, cell[:1] + version.to_bytes(2, "big") + cell[3:])

    with pytest.raises(SealBroken):
        _ = moved.name


def test_an_altered_value_is_refused_and_never_shown() -> None:
    paper = Paper.objects.create(name="Elira")
    cell = bytearray(_stored("name", paper) or b"")
    cell[-1] ^= 1

    altered = _put("name", paper, bytes(cell))

    with pytest.raises(SealBroken):
        _ = altered.name


def test_plain_text_in_the_column_is_refused_and_never_shown() -> None:
    paper = _put("name", Paper.objects.create(name="Elira"), b"Somebody else entirely")

    with pytest.raises(SealBroken):
        _ = paper.name


def test_the_key_of_another_organisation_is_not_handed_out(other_organisation: Organisation) -> None:
    with pytest.raises(scope.ScopeError):
        keyring.index_key(other_organisation.pk)


# queries


@pytest.mark.parametrize("lookup", ["name", "name__contains", "name__in", "story__startswith", "born_on__gt"])
def test_an_encrypted_column_can_not_be_searched(lookup: str) -> None:
    with pytest.raises(TypeError, match="encrypted"):
        Paper.objects.filter(**{lookup: "Elira"})


def test_whether_there_is_a_value_can_be_asked() -> None:
    Paper.objects.create()
    paper = Paper.objects.create(name="Elira")

    assert list(Paper.objects.filter(name__isnull=False)) == [paper]


def test_an_encrypted_column_is_not_updated_in_bulk() -> None:
    paper = Paper.objects.create(name="Elira")

    with pytest.raises(TypeError, match="encrypted"):
        Paper.objects.update(name="Ana")
    with pytest.raises(TypeError, match="encrypted"):
        Paper.objects.bulk_update([paper], ["name"])


def test_values_give_the_sealed_bytes_and_say_so() -> None:
    Paper.objects.create(name="Elira")

    value = Paper.objects.values_list("name", flat=True).get()

    assert bytes(value)[:1] == b"\x01"
    assert f"{value} {value!r} {value!s}" == "<sealed> <sealed> <sealed>"


def test_the_database_can_not_compute_with_it() -> None:
    Paper.objects.create(name="Elira")

    with (
        pytest.raises(Exception, match=r"upper\(bytea\) does not exist|isn't|Cannot"),
        scope.enter(organisation=scope.organisation_id()),
    ):
        list(Paper.objects.annotate(loud=Upper("name")))


def test_rows_made_in_bulk_are_sealed_each_in_its_place() -> None:
    Paper.objects.bulk_create([Paper(name="Elira"), Paper(name="Ana")])

    assert {paper.name for paper in Paper.objects.all()} == {"Elira", "Ana"}


def test_a_deferred_value_opens_when_it_is_asked_for(django_assert_num_queries) -> None:
    Paper.objects.create(name="Elira", story="Long")
    paper = Paper.objects.defer("story").get()

    with django_assert_num_queries(1):
        assert paper.story == "Long"


def test_a_row_saved_unread_keeps_what_it_has() -> None:
    paper = Paper.objects.create(name="Elira")

    fresh = Paper.objects.get(pk=paper.pk)
    fresh.title = "Read only in part"
    fresh.save()

    assert Paper.objects.get(pk=paper.pk).name == "Elira"


# exact search


@pytest.mark.parametrize("typed", ["AB 123-Ђ", "ab123dj", "Ab-123 đ", "AB123DJ"])
def test_a_number_is_found_however_it_is_typed(typed: str) -> None:
    paper = Paper.objects.create(number="ab 123 Đ")

    assert list(Paper.objects.filter(number_index=BlindIndexField.key_for(typed))) == [paper]


def test_a_date_is_found_by_its_index() -> None:
    paper = Paper.objects.create(born_on=date(2001, 5, 12))

    assert list(Paper.objects.filter(born_on_index=BlindIndexField.key_for(date(2001, 5, 12)))) == [paper]


def test_a_changed_number_is_found_and_the_old_one_is_not() -> None:
    paper = Paper.objects.create(number="AB123")

    paper.number = "CD456"
    paper.save(update_fields=["number"])

    assert Paper.objects.filter(number_index=BlindIndexField.key_for("AB123")).count() == 0
    assert Paper.objects.filter(number_index=BlindIndexField.key_for("CD456")).count() == 1


@pytest.mark.parametrize("nothing", ["", " - "])
def test_nothing_has_no_index(nothing: str) -> None:
    paper = Paper.objects.create(number=nothing)

    assert _stored("number_index", paper) is None


def test_the_same_number_has_another_index_in_another_organisation(other_organisation: Organisation) -> None:
    here = BlindIndexField.key_for("AB123")

    with scope.enter(organisation=other_organisation):
        assert BlindIndexField.key_for("AB123") != here
