"""The parts of a summary and of an opened section: which values, under which label, shown how.

Data of `showing.py`: codes cross, and are read in the reader's own language.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import codes as case_codes
from referrals.codes import (
    AgeBand,
    ContactRole,
    DestinationKind,
    LegMode,
    ReferralKind,
    ReferralReason,
    ReturnType,
    ServiceAsked,
)
from reintegration import catalogue
from reintegration import codes as work_codes
from reintegration.instrument import instrument

Show = Callable[[Any], str]


@dataclass(frozen=True)
class Item:
    """One value of a block: its key in the snapshot, its label, how it is shown."""

    key: str
    label: Any
    show: Show = str
    is_score: bool = False


@dataclass(frozen=True)
class Block:
    """One block of a section: a list of values, or a table where `table` is set."""

    key: str
    title: Any
    items: tuple[Item, ...]
    table: bool = False


def label(choices: Any) -> Show:
    """Look a stored code up; an unknown one is shown as it stands, never dropped."""
    pairs = choices.choices if hasattr(choices, "choices") else choices
    words = {str(code): word for code, word in pairs}
    return lambda value: str(words.get(str(value), value))


def labels(choices: Any) -> Show:
    """The same for a list of codes."""
    one = label(choices)
    return lambda values: ", ".join(one(value) for value in values)


def shown_day(value: Any) -> str:
    """A stored day."""
    return date_format(date.fromisoformat(value), "j M Y")


def _partial(value: Any) -> str:
    """As exact as it crossed: the year, the month or the day."""
    if len(value) == len("2001"):
        return str(value)
    return (
        shown_day(value)
        if len(value) == len("2001-05-12")
        else date_format(date.fromisoformat(f"{value}-01"), "F Y")
    )


def _score(value: Any) -> str:
    return f"{value} {work_codes.ScoreLevel(value).label}"


def _risk(value: Any) -> str:
    return f"{value} {case_codes.RiskLevel(value).label}"


def _moment(value: Any) -> str:
    """A day with its hour, in the organisation's own time."""
    return date_format(localtime(datetime.fromisoformat(value)), "j M Y, H:i")


def _yes_no(value: Any) -> str:
    return _("Yes") if value else _("No")


def _factor(number: Any) -> str:
    return f"{number} {instrument().factor(number).short}"


_sign = label([(sign.code, sign.label) for signs in case_codes.SIGNS.values() for sign in signs])
_country = label(case_codes.COUNTRIES)
_languages = labels(case_codes.LANGUAGES)
_sex = label(case_codes.Sex)

SUMMARY = (
    Item("services_asked", gettext_lazy("Asked for"), labels(ServiceAsked)),
    Item("urgent", gettext_lazy("Urgent"), _yes_no),
    Item("kind", gettext_lazy("Kind"), label(ReferralKind)),
    Item("reason", gettext_lazy("Reason"), label(ReferralReason)),
    Item("age_band", gettext_lazy("Age"), label(AgeBand)),
    Item("sex", gettext_lazy("Sex"), _sex),
    Item("languages", gettext_lazy("Languages"), _languages),
    Item("interpreter_needed", gettext_lazy("Interpreter needed"), _yes_no),
    Item("country", gettext_lazy("Country at present"), _country),
)

_PERSON = Block(
    "person",
    gettext_lazy("Person"),
    (
        Item("legal_name", gettext_lazy("Name in the documents")),
        Item("preferred_name", gettext_lazy("Name used")),
        Item("aliases", gettext_lazy("Other names")),
        Item("birth", gettext_lazy("Born"), _partial),
        Item("sex", gettext_lazy("Sex"), _sex),
        Item("citizenship", gettext_lazy("Citizenship"), _country),
        Item("country_of_birth", gettext_lazy("Country of birth"), _country),
        Item("first_language", gettext_lazy("First language"), label(case_codes.LANGUAGES)),
        Item("other_languages", gettext_lazy("Other languages"), _languages),
        Item("interpreter_needed", gettext_lazy("Interpreter needed"), _yes_no),
        Item("education_level", gettext_lazy("Education"), label(case_codes.Education)),
        Item("marital_status", gettext_lazy("Marital status"), label(case_codes.MaritalStatus)),
        Item("children_count", gettext_lazy("Children")),
        Item("case_code", gettext_lazy("Code at the sender")),
    ),
)
_CONTACT = Block(
    "contact",
    gettext_lazy("Safe contact"),
    (
        Item("channel", gettext_lazy("Way"), label(case_codes.Channel)),
        Item("value", gettext_lazy("Number or address")),
        Item("language", gettext_lazy("Language"), label(case_codes.LANGUAGES)),
        Item("safe_times", gettext_lazy("Safe times")),
        Item("who_may_answer", gettext_lazy("Who else may answer")),
        Item("say_we_are", gettext_lazy("Say we are")),
        Item("may_leave_message", gettext_lazy("A message may be left"), _yes_no),
        Item("code_word", gettext_lazy("Code word")),
        Item("unsafe_channels", gettext_lazy("Never by"), labels(case_codes.Channel)),
    ),
)
_DEPENDANTS = Block(
    "dependants",
    gettext_lazy("Dependants"),
    (
        Item("relation", gettext_lazy("Relation"), label(case_codes.Relation)),
        Item("birth_year", gettext_lazy("Year of birth")),
        Item("sex", gettext_lazy("Sex"), _sex),
        Item("lives_with", gettext_lazy("Lives with the person"), _yes_no),
    ),
    table=True,
)
_EPISODES = Block(
    "episodes",
    gettext_lazy("History"),
    (
        Item("relation_to_assistance", gettext_lazy("Which"), label(case_codes.RelationToAssistance)),
        Item("asked_status", gettext_lazy("Asked"), label(case_codes.AskedStatus)),
        Item("purposes", gettext_lazy("Form"), labels(case_codes.Exploitation)),
        Item("sex_exploitation_form", gettext_lazy("In particular"), label(case_codes.SexualForm)),
        Item("labour_industry", gettext_lazy("Industry"), label(case_codes.Industry)),
        Item("methods_of_control", gettext_lazy("Control"), labels(case_codes.Control)),
        Item("started", gettext_lazy("Began"), _partial),
        Item("ended", gettext_lazy("Ended"), _partial),
        Item("country_of_exploitation", gettext_lazy("Country"), _country),
        Item("cross_border", gettext_lazy("Crossed a border"), _yes_no),
        Item("recruitment_method", gettext_lazy("How it began"), label(case_codes.RecruitmentMethod)),
        Item("exit_mode", gettext_lazy("How it ended"), label(case_codes.ExitMode)),
        Item("age_at_start", gettext_lazy("Age at the beginning")),
        Item("narrative", gettext_lazy("Account")),
    ),
)
_PLAN = Block(
    "plan",
    gettext_lazy("Plan"),
    (
        Item("status", gettext_lazy("State"), label(work_codes.PlanStatus)),
        Item("agreed_on", gettext_lazy("Agreed on"), shown_day),
        Item("review_due", gettext_lazy("Review due"), shown_day),
    ),
)
_GOALS = Block(
    "goals",
    gettext_lazy("Goals"),
    (
        Item("factor", gettext_lazy("Factor"), _factor),
        Item("wording", gettext_lazy("In the person's words")),
        Item("status", gettext_lazy("State"), label(work_codes.GoalStatus)),
        Item("target_on", gettext_lazy("By"), shown_day),
    ),
    table=True,
)
_SERVICES = Block(
    "services",
    gettext_lazy("Services"),
    (
        Item("service", gettext_lazy("Service"), catalogue.service_label),
        Item("timing", gettext_lazy("The person wants it"), label(work_codes.Timing)),
        Item("status", gettext_lazy("State"), label(work_codes.PlanItemStatus)),
        Item("due_on", gettext_lazy("Due"), shown_day),
    ),
    table=True,
)
_ASSESSMENT = Block(
    "assessment",
    gettext_lazy("Latest assessment"),
    (
        Item("on", gettext_lazy("Date"), shown_day),
        Item("kind", gettext_lazy("Occasion"), label(work_codes.AssessmentKind)),
        Item("months_in_programme", gettext_lazy("Months in the programme")),
    ),
)
_SCORES = Block(
    "scores",
    gettext_lazy("Scores"),
    (
        Item("factor", gettext_lazy("Factor"), _factor),
        Item("worker_score", gettext_lazy("Score"), _score, is_score=True),
        Item("mark", gettext_lazy("Without score"), label(work_codes.ScoreMark)),
        Item("self_score", gettext_lazy("The person's own score"), _score, is_score=True),
    ),
    table=True,
)

_RISK = Block(
    "risk",
    gettext_lazy("Latest look at the risk"),
    (
        Item("on", gettext_lazy("Date"), shown_day),
        Item("overall", gettext_lazy("Level"), _risk),
        Item("own_level", gettext_lazy("The person says"), _risk),
        *(Item(domain.value, domain.label, _risk) for domain in case_codes.RiskDomain),
        Item("protection", gettext_lazy("What protects"), labels(case_codes.Protection)),
        Item("review_due", gettext_lazy("Review due"), shown_day),
    ),
)
_SIGNS = Block(
    "signs",
    gettext_lazy("Signs found"),
    (
        Item("domain", gettext_lazy("About"), label(case_codes.RiskDomain)),
        Item("sign", gettext_lazy("Sign"), _sign),
    ),
    table=True,
)
_SAFETY_PLAN = Block(
    "safety_plan",
    gettext_lazy("Safety plan"),
    (
        Item("agreed_on", gettext_lazy("Made on"), shown_day),
        Item("made_for_level", gettext_lazy("Made for level"), _risk),
        Item("warning_signs", gettext_lazy("Warning signs")),
        Item("what_i_do", gettext_lazy("What I do")),
        Item("documents_bag", gettext_lazy("Bag with documents")),
        Item("digital_steps", gettext_lazy("Phone and accounts")),
        Item("children_steps", gettext_lazy("Children")),
        Item("work_and_court", gettext_lazy("At work and in court")),
        Item("valid_until", gettext_lazy("Valid until"), shown_day),
    ),
)

_WAY = Block(
    "way",
    gettext_lazy("Return"),
    (
        Item("kind", gettext_lazy("How"), label(ReturnType)),
        Item("from_country", gettext_lazy("From"), _country),
        Item("to_country", gettext_lazy("To"), _country),
        Item("destination", gettext_lazy("Wants to live"), label(DestinationKind)),
        Item("call_due_at", gettext_lazy("Safe arrival to be heard of by"), _moment),
    ),
)
_LEGS = Block(
    "legs",
    gettext_lazy("The way"),
    (
        Item("from_place", gettext_lazy("From")),
        Item("departs_at", gettext_lazy("Leaves"), _moment),
        Item("to_place", gettext_lazy("To")),
        Item("arrives_at", gettext_lazy("Arrives"), _moment),
        Item("mode", gettext_lazy("By"), label(LegMode)),
        Item("booking", gettext_lazy("Booking")),
        Item("escorted", gettext_lazy("Accompanied"), _yes_no),
        Item("met_by", gettext_lazy("Met by")),
    ),
    table=True,
)
_HELPERS = Block(
    "contacts",
    gettext_lazy("Who helps on the way"),
    (
        Item("role", gettext_lazy("Who"), label(ContactRole)),
        Item("country", gettext_lazy("Country"), _country),
        Item("name", gettext_lazy("Name and office")),
        Item("reach", gettext_lazy("How to reach them")),
        Item("languages", gettext_lazy("Languages"), _languages),
        Item("knows", gettext_lazy("What they were told")),
    ),
    table=True,
)

SECTION_BLOCKS: dict[str, tuple[Block, ...]] = {
    "A": (_PERSON, _CONTACT, _DEPENDANTS),
    "B": (_EPISODES,),
    "C": (_PLAN, _GOALS, _SERVICES),
    "D": (_ASSESSMENT, _SCORES),
    "E": (_RISK, _SIGNS, _SAFETY_PLAN),
    "journey": (_WAY, _LEGS, _HELPERS),
}


REQUEST: tuple[Item, ...] = (
    Item("name", gettext_lazy("Name used")),
    Item("legal_name", gettext_lazy("Name in the documents")),
    Item("born", gettext_lazy("Born"), _partial),
    Item("citizenship", gettext_lazy("Citizenship"), _country),
)
