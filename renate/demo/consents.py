"""What people agreed to, refused and took back (domain 4)."""

from datetime import date
from typing import Any

from cases.codes import ChecklistQuestion, ConsentDecision, ConsentForm, ConsentPurpose, GivenBy
from cases.rules.consent import default_valid_until
from cases.rules.wording import built_in
from renate.demo.luck import Luck
from renate.demo.people import Profile
from renate.demo.story import MANAGER, CaseStory, Row, clip, days

_EXPLAINED = dict.fromkeys(ChecklistQuestion.values, True)
# Purpose → (asked in so many cases, agreed of those asked); statistics and services stand apart.
_AT_OPENING = {
    ConsentPurpose.DATA_STORAGE: (1.0, 1.0),
    ConsentPurpose.SPECIAL_DATA: (0.96, 0.9),
    ConsentPurpose.ASSESSMENT: (1.0, 1.0),
    ConsentPurpose.FAMILY_CONTACT: (0.5, 0.68),
    ConsentPurpose.TESTIFYING: (0.16, 0.5),
    ConsentPurpose.DIGITAL: (0.2, 0.8),
}


def consents(luck: Luck, case: CaseStory, profile: Profile, *, storage: bool, statistics: bool) -> list[Row]:
    """All answers of one case in the order of time; `_replaces` names the answer that one follows."""
    on = case.opened_on
    told = [_answer(luck, profile, ConsentPurpose.SERVICES, on, True)]
    for purpose, (asked, agreed) in _AT_OPENING.items():
        if luck.chance(asked):
            yes = storage if purpose == ConsentPurpose.DATA_STORAGE else luck.chance(agreed)
            told.append(_answer(luck, profile, purpose, _soon(luck, case), yes))
    if luck.chance(0.9) or not statistics:
        told.append(_answer(luck, profile, ConsentPurpose.STATISTICS, _soon(luck, case), statistics))
    if profile.values["interpreter_needed"]:
        told.append(_answer(luck, profile, ConsentPurpose.INTERPRETER, on, True))
    told += _own_right(luck, case, profile, told)
    told += _renewed(luck, case, profile, told)
    told += _taken_back(luck, case, told)
    if case.ending and case.ending.is_planned:
        day = clip(case.ending.on - days(luck.number(0, 12)), on, case.ending.on)
        told.append(_answer(luck, profile, ConsentPurpose.POST_CLOSURE, day, luck.chance(0.74)))
    return sorted(told, key=lambda row: row["valid_from"])


def may_contact_after(case: CaseStory) -> bool:
    """Whether the person agreed to be contacted after closure."""
    asked = [row for row in case.consents if row["purpose"] == ConsentPurpose.POST_CLOSURE]
    return bool(asked) and asked[-1]["decision"] == ConsentDecision.GIVEN


def _soon(luck: Luck, case: CaseStory) -> date:
    return clip(case.opened_on + days(luck.weighted({0: 6, 1: 2, 3: 1})), case.opened_on, case.last_day())


def _answer(luck: Luck, profile: Profile, purpose: str, on: date, yes: bool, **more: Any) -> Row:
    minor, wording = on < profile.adult_on, built_in(purpose)
    given_by = luck.weighted({GivenBy.BOTH: 8, GivenBy.COURT: 2}) if minor else GivenBy.PERSON
    return {
        "purpose": purpose,
        "decision": ConsentDecision.GIVEN if yes else ConsentDecision.REFUSED,
        "given_by": given_by,
        "form": luck.weighted(
            {ConsentForm.SIGNED: 7, ConsentForm.VERBAL_WITNESSED: 2, ConsentForm.VERBAL: 1}
        ),
        "language": profile.language,
        "checklist": _EXPLAINED if yes else {},
        "valid_from": on,
        "valid_until": default_valid_until(purpose, on, profile.adult_on if minor else None) if yes else None,
        "asked_by": MANAGER,
        "text_version": wording.version,
        "text_language": wording.language,
        "text_digest": wording.digest,
        **more,
    }


def _own_right(luck: Luck, case: CaseStory, profile: Profile, told: list[Row]) -> list[Row]:
    """At 18 the person decides alone: what the guardian gave has ended (domain 4, minors)."""
    if not case.opened_on < profile.adult_on < case.last_day():
        return []
    day = clip(profile.adult_on + days(luck.number(0, 9)), profile.adult_on, case.last_day())
    lasting = (ConsentPurpose.SERVICES, ConsentPurpose.DATA_STORAGE, ConsentPurpose.STATISTICS)
    given = [row for row in told if row["purpose"] in lasting and row["decision"] == ConsentDecision.GIVEN]
    return [_answer(luck, profile, row["purpose"], day, True, _replaces=row) for row in given]


def _renewed(luck: Luck, case: CaseStory, profile: Profile, told: list[Row]) -> list[Row]:
    """Assessments are agreed to anew every half year; closed files of then keep it once."""
    renewed: list[Row] = []
    last = next(row for row in told if row["purpose"] == ConsentPurpose.ASSESSMENT)
    late, most = (0, 7) if case.is_open else (150, 1)
    while last["valid_until"] and last["valid_until"] + days(late) < case.last_day() and len(renewed) < most:
        day = clip(last["valid_until"] + days(luck.number(-6, late)), last["valid_from"], case.last_day())
        last = _answer(luck, profile, ConsentPurpose.ASSESSMENT, day, True, _replaces=last)
        renewed.append(last)
    return renewed


def _taken_back(luck: Luck, case: CaseStory, told: list[Row]) -> list[Row]:
    """A few change their mind about family or court; it counts at once."""
    purposes = (ConsentPurpose.FAMILY_CONTACT, ConsentPurpose.TESTIFYING)
    found = []
    for row in told:
        if row["purpose"] in purposes and row["decision"] == ConsentDecision.GIVEN and luck.chance(0.12):
            day = clip(row["valid_from"] + days(luck.number(5, 60)), row["valid_from"], case.last_day())
            changed: Row = {
                "decision": ConsentDecision.WITHDRAWN, "checklist": {}, "valid_until": None,
                "text_version": None, "text_language": "", "text_digest": "",
            }  # fmt: skip
            found.append(row | changed | {"valid_from": day, "_replaces": row})
    return found
