"""What the ORM can be asked about a foreign row; each question says whether it came through."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connection, models, transaction
from django.db.models import Count, Exists, OuterRef, Q

from renate.kit.errors import RuleError
from renate.tenancy.fields import TenantForeignKey
from renate.tenancy.scope import ScopeError


@dataclass(frozen=True)
class Pair:
    """A row of ours and one of theirs, of the same model."""

    model: type[models.Model]
    ours: Any
    theirs: Any

    @property
    def rows(self) -> Any:
        return self.model._default_manager.all()

    @property
    def foreign(self) -> Q:
        return Q(organisation_id=self.theirs.organisation_id)

    @property
    def row(self) -> Any:
        return self.rows.filter(pk=self.theirs.pk)

    def foreign_keys(self) -> list[models.Field]:
        return [field for field in self.model._meta.local_fields if isinstance(field, TenantForeignKey)]


def _listed(pair: Pair) -> bool:
    return pair.theirs.pk in pair.rows.values_list("pk", flat=True)


def _excluded_around(pair: Pair) -> bool:
    return pair.theirs.pk in pair.rows.exclude(pk=pair.ours.pk).values_list("pk", flat=True)


def _found_by_ref(pair: Pair) -> bool:
    return pair.rows.filter(public_id=pair.theirs.public_id).exists()


def _counted(pair: Pair) -> bool:
    return pair.rows.aggregate(n=Count("pk", filter=Q(pk=pair.theirs.pk)))["n"] > 0


def _found_by_the_base_manager(pair: Pair) -> bool:
    return pair.model._base_manager.filter(pk=pair.theirs.pk).exists()


def _read_again(pair: Pair) -> bool:
    pair.theirs.refresh_from_db(fields=["updated_at"])
    return True


def _found_inside_a_query(pair: Pair) -> bool:
    inner = pair.model._default_manager.filter(pk=pair.theirs.pk, created_at__lte=OuterRef("updated_at"))
    return (
        pair.rows.filter(Exists(inner) | Q(pk__in=pair.row.values("pk"))).filter(pk=pair.theirs.pk).exists()
    )


def _joined(pair: Pair) -> bool:
    return any(
        pair.rows.filter(**{f"{key.name}__pk__gt": 0}).filter(pk=pair.theirs.pk).exists()
        for key in pair.foreign_keys()
    )


def _reached_forward(pair: Pair) -> bool:
    """A new row of ours is pointed at theirs, and the key is followed."""
    for key in pair.foreign_keys():
        target = getattr(pair.theirs, key.attname)
        if target is not None and getattr(pair.model(**{key.attname: target}), key.name).pk == target:
            return True
    return False


def _reached_backward(pair: Pair) -> bool:
    """The row that theirs hangs on is held, and its relation is followed."""
    for key in pair.foreign_keys():
        target = getattr(pair.theirs, key.attname)
        back = key.remote_field.get_accessor_name()
        if target is None or key.remote_field.hidden or key.one_to_one:
            continue
        held = key.related_model(pk=target, organisation_id=pair.theirs.organisation_id)
        if getattr(held, back).filter(pk=pair.theirs.pk).exists():
            return True
    return False


def _updated(pair: Pair) -> bool:
    return pair.row.update(updated_at=pair.ours.updated_at) > 0


def _deleted(pair: Pair) -> bool:
    return pair.row._raw_delete(using=DEFAULT_DB_ALIAS) > 0


def _moved_here(pair: Pair) -> bool:
    return pair.row.update(organisation=pair.ours.organisation_id) > 0


def _moved_there(pair: Pair) -> bool:
    return pair.rows.filter(pk=pair.ours.pk).update(organisation_id=pair.theirs.organisation_id) > 0


def _saved(pair: Pair) -> bool:
    pair.theirs.save(force_update=True)
    return True


def _made_there(pair: Pair) -> bool:
    _copy(pair).save(force_insert=True)
    return True


def _made_there_in_bulk(pair: Pair) -> bool:
    pair.model._default_manager.bulk_create([_copy(pair)])
    return True


def _copy(pair: Pair) -> Any:
    """A row like ours, as a new one of theirs."""
    values = {field.attname: pair.ours.__dict__[field.attname] for field in pair.model._meta.local_fields}
    there = pair.theirs.organisation_id
    return pair.model(**{**values, "id": None, "public_id": "zzzz", "organisation_id": there})


def _read_by_sql(pair: Pair) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {pair.model._meta.db_table} WHERE id = %s", [pair.theirs.pk])
        return bool(cursor.fetchone()[0])


Question = Callable[[Pair], bool]
BY_ORM: dict[str, Question] = {
    question.__name__.strip("_"): question
    for question in (
        _listed, _excluded_around, _found_by_ref, _counted, _found_by_the_base_manager, _read_again,
        _found_inside_a_query, _joined, _reached_forward, _reached_backward, _updated, _deleted, _moved_here,
        _moved_there, _saved, _made_there, _made_there_in_bulk,
    )
}  # fmt: skip
BY_SQL: dict[str, Question] = {"read_by_sql": _read_by_sql}
# What a wall may say to a question: that the row is not there, or that it is not ours.
_NO = (ObjectDoesNotExist, ScopeError, DatabaseError, RuleError)


def comes_through(question: Question, pair: Pair) -> bool:
    """Ask, and undo it."""
    try:
        with transaction.atomic():
            through = question(pair)
            transaction.set_rollback(True)
            return through
    except _NO:
        return False
