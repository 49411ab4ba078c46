"""Who is told about a case: who answers for it, else the coordinators (of a sealed one: who may open it)."""

from functools import cached_property

from cases.access import visible_cases
from cases.codes import Confidentiality
from renate.accounts.models import Membership
from renate.accounts.roles import Role


class Recipients:
    """Asked for many cases at once; a fixed number of queries, and more only where a case is sealed."""

    def workers(self, responsible: int | None, case_id: int, *, sealed: bool) -> tuple[int, ...]:
        """The member who answers, where active; else the coordinators."""
        if responsible in self._active:
            return (responsible,)  # type: ignore[return-value]
        return self.leads(case_id, sealed=sealed)

    def leads(self, case_id: int, *, sealed: bool) -> tuple[int, ...]:
        """Active coordinators; of a sealed case only those who may open it."""
        if not sealed:
            return tuple(member.pk for member in self._coordinators)
        return tuple(m.pk for m in self._coordinators if case_id in self._sealed_for[m.pk])

    def both(self, responsible: int | None, case_id: int, *, sealed: bool) -> tuple[int, ...]:
        """Worker and coordinators, each once."""
        people = (*self.workers(responsible, case_id, sealed=sealed), *self.leads(case_id, sealed=sealed))
        return tuple(dict.fromkeys(people))

    @cached_property
    def _active(self) -> frozenset[int]:
        return frozenset(Membership.objects.active().values_list("pk", flat=True))

    @cached_property
    def _coordinators(self) -> list[Membership]:
        return list(Membership.objects.active().filter(role=Role.COORDINATOR).order_by("id"))

    @cached_property
    def _sealed_for(self) -> dict[int, frozenset[int]]:
        sealed = {"confidentiality": Confidentiality.SEALED}
        return {
            member.pk: frozenset(visible_cases(member).filter(**sealed).values_list("pk", flat=True))
            for member in self._coordinators
        }
