"""Persons, cases and what the case file holds."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType

from cases.access import WORK_CASE
from cases.models import (
    Case,
    CaseNote,
    CaseTeamMember,
    CaseUserObjectPermission,
    ClosureRequest,
    Consent,
    ContactPlan,
    Person,
    RelatedPerson,
    RiskAssessment,
    TraffickingEpisode,
)
from cases.rules.people import CODE_ALPHABET
from renate.accounts.models import Membership
from renate.demo.luck import Luck
from renate.demo.story import CaseStory, PersonStory
from renate.demo.writing.sheet import Seats, Sheet
from renate.kit.folding import fold

_IDENTIFYING = ("legal_name", "preferred_name", "document_number", "place_of_origin", "birth_date")


@dataclass
class Filed:
    """The rows of one case that other parts point to."""

    story: CaseStory
    case: Case
    person: PersonStory
    manager: Membership
    relatives: dict[int, RelatedPerson] = field(default_factory=dict)  # by id() of the told relative


class Filing:
    """Writes the files of one organisation."""

    def __init__(self, sheet: Sheet, seats: Seats, luck: Luck) -> None:
        self.sheet, self.seats, self.luck = sheet, seats, luck
        self._codes: set[str] = set()

    def file(self, people: Iterable[PersonStory]) -> list[Filed]:
        """Write all persons with their cases."""
        filed = [each for person in people for each in self._person(person)]
        self.sheet.write(Person, RelatedPerson, Case, TraffickingEpisode)
        self.sheet.write(ContactPlan, RiskAssessment, CaseNote, ClosureRequest, CaseTeamMember)
        self._write_consents(filed)
        self.sheet.write(CaseUserObjectPermission)
        return filed

    def _person(self, told: PersonStory) -> list[Filed]:
        person = self.sheet.add(Person, case_code=self._new_code(), **_person_values(told))
        relatives = {}
        for relative in told.profile.family:
            values = relative.values | ({"name": ""} if told.storage_refused else {})
            values |= _support(values)
            relatives[id(relative)] = self.sheet.add(RelatedPerson, person=person, **values)
        filed = [self._case(told, story, person, relatives) for story in told.cases]
        for index, row in told.episodes:
            self.sheet.add(TraffickingEpisode, person=person, case=filed[index].case, **row)
        return filed

    def _new_code(self) -> str:
        while True:
            letters = self.luck.code(CODE_ALPHABET, 6)
            if letters not in self._codes:
                self._codes.add(letters)
                return f"{letters[:4]}-{letters[4:]}"

    def _case(
        self, told: PersonStory, story: CaseStory, person: Person, relatives: dict[int, RelatedPerson]
    ) -> Filed:
        manager = self.seats.managers[story.manager]
        case = self.sheet.add(
            Case, person=person, case_manager=manager, opened_on=story.opened_on, **story.values
        )
        for number, row in enumerate(story.contact_plans, start=1):
            self.sheet.add(ContactPlan, case=case, is_current=number == len(story.contact_plans), **row)
        for model, rows in ((RiskAssessment, story.risks), (CaseNote, story.notes)):
            for row in rows:
                self.sheet.add(model, case=case, **self.seats.seated(row, manager))
        if story.closure:
            self.sheet.add(ClosureRequest, case=case, **self.seats.seated(story.closure, manager))
        for row in story.team:
            self._team(case, self.seats.seated(row, manager))
        return Filed(story, case, told, manager, relatives)

    def _team(self, case: Case, values: dict[str, Any]) -> None:
        self.sheet.add(CaseTeamMember, case=case, **values)
        if values["to_on"] is None:
            self.sheet.add(
                CaseUserObjectPermission,
                user=values["membership"].user,
                permission=_work_case(),
                content_object=case,
            )

    def _write_consents(self, filed: list[Filed]) -> None:
        """A later answer is written before the one it replaces, which points to it."""
        layers: dict[int, list[Consent]] = {}
        for each in filed:
            replaced_by = {id(row["_replaces"]): row for row in each.story.consents if "_replaces" in row}
            rows: dict[int, tuple[int, Consent]] = {}
            for told in reversed(each.story.consents):
                self._consent(each, told, replaced_by, rows)
            for depth, row in rows.values():
                layers.setdefault(depth, []).append(row)
        for depth in sorted(layers):
            self.sheet.insert(Consent, layers[depth])

    def _consent(
        self, each: Filed, told: dict, replaced_by: dict, rows: dict[int, tuple[int, Consent]]
    ) -> None:
        if id(told) in rows:
            return
        depth, later = 0, replaced_by.get(id(told))
        if later is not None:
            self._consent(each, later, replaced_by, rows)
            depth = rows[id(later)][0] + 1
        values = {name: value for name, value in told.items() if name != "_replaces"}
        row = Consent(
            public_id=self.sheet.new_id(),
            person=each.case.person,
            case=each.case,
            superseded_by=rows[id(later)][1] if later is not None else None,
            **self.seats.seated(values, each.manager),
        )
        rows[id(told)] = (depth, row)


def _support(values: dict[str, Any]) -> dict[str, Any]:
    """A place in the map of support for whoever is safe, and needs of their own (S3-64)."""
    grown = values["relation"] != "child"
    near: dict[str, Any] = (
        {"trust": 4, "supports_with": ["listens", "practical"]}
        if grown and values["safety"] == "safe"
        else {}
    )
    own = {"needs": ["school"] if values["relation"] == "child" else ["health"]}
    guardian = {"guardian_kind": "parent" if values["relation"] == "parent" else "appointed"}
    return (
        near | (own if values.get("is_beneficiary") else {}) | (guardian if values.get("is_guardian") else {})
    )


def _person_values(told: PersonStory) -> dict[str, Any]:
    values = dict(told.profile.values)
    if told.storage_refused:
        values = {name: value for name, value in values.items() if name not in _IDENTIFYING}
        return values | {"birth_precision": "unknown"}
    names = (values["legal_name"], values["preferred_name"])
    return values | {"search_names": "\n".join(dict.fromkeys(filter(None, map(fold, names))))}


def _work_case() -> Permission:
    kind = ContentType.objects.get_for_model(Case)
    if kind.pk not in _PERMISSIONS:
        _PERMISSIONS[kind.pk] = Permission.objects.get(content_type=kind, codename=WORK_CASE)
    return _PERMISSIONS[kind.pk]


_PERMISSIONS: dict[int, Permission] = {}
