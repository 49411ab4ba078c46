"""What colleagues write to each other: tasks, flags, conferences, incidents, feedback, safety plans."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from cases.codes import Basis, ConsentPurpose, FeedbackState, RiskDomain, SpecialGround, TaskState
from cases.models import (
    CaseConference,
    ConferenceAttendee,
    ConferenceDecision,
    ConflictOfInterest,
    EmergencyAccess,
    Feedback,
    Flag,
    Incident,
    IncidentPerson,
    OneOffHelp,
    PurposeBasis,
    SafetyPlan,
    Task,
)
from cases.rules.risk import scheduling_level
from cases.rules.safety_plan import PLAN_DAYS
from renate.accounts.roles import Role
from renate.demo.library import load
from renate.demo.luck import Luck
from renate.demo.story import Setting, days
from renate.demo.writing.files import Filed
from renate.demo.writing.sheet import Seats, Sheet
from renate.kit import clock

_KINDS = (
    Task, Flag, CaseConference, ConferenceAttendee, ConferenceDecision, Incident, IncidentPerson, Feedback,
    ConflictOfInterest, EmergencyAccess, SafetyPlan, PurposeBasis, OneOffHelp,
)  # fmt: skip
# Where a purpose rests on more than the person's yes.
_GROUNDS: dict[str, tuple[str, str]] = {
    ConsentPurpose.SERVICES: (Basis.LEGITIMATE, SpecialGround.CARE),
    ConsentPurpose.DATA_STORAGE: (Basis.LEGITIMATE, SpecialGround.CARE),
    ConsentPurpose.TESTIFYING: (Basis.CONSENT, SpecialGround.LEGAL_CLAIMS),
    ConsentPurpose.STATISTICS: (Basis.LEGITIMATE, SpecialGround.STATISTICS),
}


class Events:
    """Writes them for the open files of one organisation."""

    def __init__(self, sheet: Sheet, seats: Seats, setting: Setting) -> None:
        self.sheet, self.seats, self.today = sheet, seats, setting.today
        self.luck = Luck(setting.seed, setting.key, "events")
        self.lead = seats.one(Role.COORDINATOR)
        self.words: dict[str, Any] = load("events")

    def write(self, filed: Iterable[Filed]) -> None:
        """A few of everything; each of the case managers finds some in their own files."""
        there = [each for each in filed if each.story.is_open]
        for each in there:
            self._tasks(each)
            self._safety_plan(each)
        few = max(2, len(there) // 8)
        for each in self.luck.some(there, few):
            self._flag(each)
        for each in self.luck.some(there, few):
            self._conference(each)
        for each, told in zip(self.luck.some(there, 4), self.words["incidents"], strict=False):
            self._incident(each, told)
        for told in self.words["feedback"]:
            self._feedback(told)
        self._house()
        if len(there) > 2:
            self._exceptions(*self.luck.some(there, 2))
        self.sheet.write(*_KINDS)

    def _since(self, each: Filed, most: int) -> date:
        """A day of the last weeks, not before the file was opened."""
        return max(each.case.opened_on, self.today - days(self.luck.number(0, most)))

    def _tasks(self, each: Filed) -> None:
        for title, details in self.luck.some(self.words["tasks"], self.luck.weighted({0: 5, 1: 3, 2: 1})):
            given_by = self.luck.pick([each.manager, self.lead])
            row = {"case": each.case, "title": title, "details": details, "assigned_to": each.manager}
            if self.luck.chance(0.3):
                day = self._since(each, 40)
                ended = {"state": TaskState.DONE, "ended_on": day, "ended_by": each.manager}
                outcome = self.luck.pick(self.words["outcomes"])
                self.sheet.add(Task, given_by=given_by, due_on=day, outcome=outcome, **ended, **row)
            else:
                due_on = max(each.case.opened_on, self.today + days(self.luck.number(-3, 18)))
                self.sheet.add(Task, given_by=given_by, due_on=due_on, **row)

    def _safety_plan(self, each: Filed) -> None:
        """Most of those whose level asks for one have it."""
        newest = each.story.risks[-1]
        levels = {name: newest[name] for name in RiskDomain.values}
        level = scheduling_level(levels, newest.get("own_level"))
        holds = self.today + days(self.luck.number(12, 60))
        if level in PLAN_DAYS and self.luck.chance(0.85):
            self.sheet.add(
                SafetyPlan, case=each.case, version=1, agreed_on=newest["on"], agreed_with_person=True,
                by=each.manager, made_for_level=level, valid_until=holds,
                **self.words["plan"],
            )  # fmt: skip

    def _flag(self, each: Filed) -> None:
        kind, reason = self.luck.pick(self.words["flags"])
        raised_by = self.luck.pick([each.manager, self.lead])
        self.sheet.add(
            Flag,
            case=each.case,
            kind=kind,
            reason=reason,
            raised_on=self._since(each, 20),
            raised_by=raised_by,
        )

    def _conference(self, each: Filed) -> None:
        kind, summary, decisions = self.luck.pick(self.words["conferences"])
        held = self.sheet.add(
            CaseConference, case=each.case, on=self._since(each, 50), kind=kind, summary=summary,
            by=each.manager, person_took_part=kind == "with_person",
            next_on=self.today + days(self.luck.number(10, 50)),
        )  # fmt: skip
        for member in (each.manager, self.lead, self.seats.one(Role.PSYCHOLOGIST)):
            self.sheet.add(ConferenceAttendee, conference=held, membership=member)
        for text in decisions:
            self.sheet.add(ConferenceDecision, conference=held, text=text)

    def _incident(self, each: Filed, told: list[Any]) -> None:
        kind, severity, what, response, reported_to = told
        happened = self.sheet.add(
            Incident, on=self._since(each, 30), kind=kind, severity=severity, what_happened=what,
            response=response, reported_to=reported_to, reported_by=each.manager,
        )  # fmt: skip
        self.sheet.add(IncidentPerson, incident=happened, case=each.case)

    def _feedback(self, told: list[str]) -> None:
        kind, given_by, topic, text, state, result = told
        day = self.today - days(self.luck.number(2, 25))
        settled = {"settled_on": day, "told_back": True} if state == FeedbackState.SETTLED else {}
        handled = {} if state == FeedbackState.NEW else {"handled_by": self.lead}
        self.sheet.add(
            Feedback, on=day, kind=kind, given_by=given_by, topic=topic, text=text, state=state,
            result=result, **handled, **settled,
        )  # fmt: skip

    def _house(self) -> None:
        """What the organisation decided on consent, and help that left no file."""
        office, on = self.seats.one(Role.ADMIN), self.today - days(300)
        for purpose in ConsentPurpose.values:
            basis, ground = _GROUNDS.get(purpose, (Basis.CONSENT, SpecialGround.EXPLICIT_CONSENT))
            self.sheet.add(
                PurposeBasis, purpose=purpose, basis=basis, special_ground=ground, decided_on=on,
                decided_by=office,
            )  # fmt: skip
        for kinds in (["medical"], ["legal", "rights_information"], ["shelter"]):
            day = self.today - days(self.luck.number(3, 200))
            self.sheet.add(OneOffHelp, on=day, kinds=kinds, people=1, by=self.lead)

    def _exceptions(self, known: Filed, opened: Filed) -> None:
        """Somebody who knows a person stays out of the file; one file was opened in an emergency."""
        others = [member for member in self.seats.managers if member != known.manager]
        for member in others[-1:]:
            self.sheet.add(
                ConflictOfInterest, person=known.case.person, membership=member, declared_by=member,
                on=self._since(known, 60), note="Went to school together.",
            )  # fmt: skip
        began = clock.now() - timedelta(days=6)
        self.sheet.add(
            EmergencyAccess, case=opened.case, membership=self.lead, from_at=began,
            until_at=began + timedelta(hours=24), reason="The worker was away, and the clinic called.",
        )  # fmt: skip
