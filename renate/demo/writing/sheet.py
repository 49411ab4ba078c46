"""Rows waiting to be written in one go."""

from collections.abc import Iterable
from typing import Any, TypeVar

from django.db import models

from renate.accounts.models import Membership
from renate.accounts.roles import Role
from renate.demo.luck import Luck
from renate.demo.story import COORDINATOR, MANAGER, PSYCHOLOGIST

M = TypeVar("M", bound=models.Model)
BATCH = 1000
_SEATED = ("by", "asked_by", "decided_by", "delivered_by", "done_by", "responsible", "membership")


class Sheet:
    """Rows of one organisation, kept by model until they are written; public ids repeat with the seed."""

    def __init__(self, luck: Luck) -> None:
        self._luck = luck
        self._rows: dict[type[models.Model], list[Any]] = {}
        self.written = 0

    def add(self, model: type[M], **values: Any) -> M:
        """A row to be written later; others may point to it already."""
        row = model(public_id=self.new_id(), **values)
        self._rows.setdefault(model, []).append(row)
        return row

    def new_id(self) -> str:
        """A public id of this demo."""
        return self._luck.code()

    def write(self, *kinds: type[models.Model]) -> None:
        """Write the rows of these models, in this order: what others point to comes first."""
        for model in kinds:
            self.insert(model, self._rows.pop(model, []))

    def insert(self, model: type[models.Model], rows: Iterable[Any]) -> None:
        """Write rows now."""
        rows = list(rows)
        model.objects.bulk_create(rows, batch_size=BATCH)  # type: ignore[attr-defined]
        self.written += len(rows)


class Seats:
    """Who sits where in an organisation; turns a seat of a story into a membership."""

    def __init__(self, members: dict[str, list[Membership]]) -> None:
        self.members = members

    @property
    def managers(self) -> list[Membership]:
        """The case managers; the first is the one of the demo's sign-in."""
        return self.members[Role.CASE_MANAGER]

    def one(self, role: str) -> Membership:
        """The first member in a role."""
        return self.members[role][0]

    def seated(self, values: dict[str, Any], manager: Membership) -> dict[str, Any]:
        """The values with memberships in place of seats."""
        found = {name: self._seat(values[name], manager) for name in _SEATED if values.get(name)}
        return values | found

    def _seat(self, seat: str, manager: Membership) -> Membership:
        return {
            MANAGER: manager,
            COORDINATOR: self.one(Role.COORDINATOR),
            PSYCHOLOGIST: self.one(Role.PSYCHOLOGIST),
        }[seat]
