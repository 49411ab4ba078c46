"""How the codes of a summary and of an opened section are read: labels in the reader's language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cases import codes as case_codes
from referrals.codes import (
    AgeBand,
    ContactRole,
    DestinationKind,
    FeedbackKind,
    LegMode,
    MessageKind,
    ReferralKind,
    ReferralReason,
    ReturnType,
    ServiceAsked,
)
from referrals.rules.returns import BY_CODE
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


@dataclass(frozen=True)
class ShownBlock:
    """A block as the template draws it."""

    title: str
    table: bool
    labels: list[str]
    rows: list[list[dict[str, str]]]


def _label(choices: Any) -> Show:
    """Look a stored code up; an unknown one is shown as it stands, never dropped."""
    pairs = choices.choices if hasattr(choices, "choices") else choices
    words = {str(code): label for code, label in pairs}
    return lambda value: str(words.get(str(value), value))


def _labels(choices: Any) -> Show:
    one = _label(choices)
    return lambda values: ", ".join(one(value) for value in values)


def _day(value: Any) -> str:
    return date_format(date.fromisoformat(value), "j M Y")


def _partial(value: Any) -> str:
    """As exact as it crossed: the year, the month or the day."""
    if len(value) == len("2001"):
        return str(value)
    return (
        _day(value)
        if len(value) == len("2001-05-12")
        else date_format(date.fromisoformat(f"{value}-01"), "F Y")
    )


def _score(value: Any) -> str:
    return f"{value} {work_codes.ScoreLevel(value).label}"


def _moment(value: Any) -> str:
    """A day with its hour, in the organisation's own time."""
    return date_format(localtime(datetime.fromisoformat(value)), "j M Y, H:i")


def _yes_no(value: Any) -> str:
    return _("Yes") if value else _("No")


def _factor(number: Any) -> str:
    return f"{number} {instrument().factor(number).short}"


_country = _label(case_codes.COUNTRIES)
_languages = _labels(case_codes.LANGUAGES)
_sex = _label(case_codes.Sex)

SUMMARY = (
    Item("services_asked", gettext_lazy("Asked for"), _labels(ServiceAsked)),
    Item("urgent", gettext_lazy("Urgent"), _yes_no),
    Item("kind", gettext_lazy("Kind"), _label(ReferralKind)),
    Item("reason", gettext_lazy("Reason"), _label(ReferralReason)),
    Item("age_band", gettext_lazy("Age"), _label(AgeBand)),
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
        Item("first_language", gettext_lazy("First language"), _label(case_codes.LANGUAGES)),
        Item("other_languages", gettext_lazy("Other languages"), _languages),
        Item("interpreter_needed", gettext_lazy("Interpreter needed"), _yes_no),
        Item("education_level", gettext_lazy("Education"), _label(case_codes.Education)),
        Item("marital_status", gettext_lazy("Marital status"), _label(case_codes.MaritalStatus)),
        Item("children_count", gettext_lazy("Children")),
        Item("case_code", gettext_lazy("Code at the sender")),
    ),
)
_CONTACT = Block(
    "contact",
    gettext_lazy("Safe contact"),
    (
        Item("channel", gettext_lazy("Way"), _label(case_codes.Channel)),
        Item("value", gettext_lazy("Number or address")),
        Item("language", gettext_lazy("Language"), _label(case_codes.LANGUAGES)),
        Item("safe_times", gettext_lazy("Safe times")),
        Item("who_may_answer", gettext_lazy("Who else may answer")),
        Item("say_we_are", gettext_lazy("Say we are")),
        Item("may_leave_message", gettext_lazy("A message may be left"), _yes_no),
        Item("code_word", gettext_lazy("Code word")),
        Item("unsafe_channels", gettext_lazy("Never by"), _labels(case_codes.Channel)),
    ),
)
_DEPENDANTS = Block(
    "dependants",
    gettext_lazy("Dependants"),
    (
        Item("relation", gettext_lazy("Relation"), _label(case_codes.Relation)),
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
        Item("relation_to_assistance", gettext_lazy("Which"), _label(case_codes.RelationToAssistance)),
        Item("asked_status", gettext_lazy("Asked"), _label(case_codes.AskedStatus)),
        Item("purposes", gettext_lazy("Form"), _labels(case_codes.Exploitation)),
        Item("sex_exploitation_form", gettext_lazy("In particular"), _label(case_codes.SexualForm)),
        Item("labour_industry", gettext_lazy("Industry"), _label(case_codes.Industry)),
        Item("methods_of_control", gettext_lazy("Control"), _labels(case_codes.Control)),
        Item("started", gettext_lazy("Began"), _partial),
        Item("ended", gettext_lazy("Ended"), _partial),
        Item("country_of_exploitation", gettext_lazy("Country"), _country),
        Item("cross_border", gettext_lazy("Crossed a border"), _yes_no),
        Item("recruitment_method", gettext_lazy("How it began"), _label(case_codes.RecruitmentMethod)),
        Item("exit_mode", gettext_lazy("How it ended"), _label(case_codes.ExitMode)),
        Item("age_at_start", gettext_lazy("Age at the beginning")),
        Item("narrative", gettext_lazy("Account")),
    ),
)
_PLAN = Block(
    "plan",
    gettext_lazy("Plan"),
    (
        Item("status", gettext_lazy("State"), _label(work_codes.PlanStatus)),
        Item("agreed_on", gettext_lazy("Agreed on"), _day),
        Item("review_due", gettext_lazy("Review due"), _day),
    ),
)
_GOALS = Block(
    "goals",
    gettext_lazy("Goals"),
    (
        Item("factor", gettext_lazy("Factor"), _factor),
        Item("wording", gettext_lazy("In the person's words")),
        Item("status", gettext_lazy("State"), _label(work_codes.GoalStatus)),
        Item("target_on", gettext_lazy("By"), _day),
    ),
    table=True,
)
_SERVICES = Block(
    "services",
    gettext_lazy("Services"),
    (
        Item("service", gettext_lazy("Service"), catalogue.service_label),
        Item("timing", gettext_lazy("The person wants it"), _label(work_codes.Timing)),
        Item("status", gettext_lazy("State"), _label(work_codes.PlanItemStatus)),
        Item("due_on", gettext_lazy("Due"), _day),
    ),
    table=True,
)
_ASSESSMENT = Block(
    "assessment",
    gettext_lazy("Latest assessment"),
    (
        Item("on", gettext_lazy("Date"), _day),
        Item("kind", gettext_lazy("Occasion"), _label(work_codes.AssessmentKind)),
        Item("months_in_programme", gettext_lazy("Months in the programme")),
    ),
)
_SCORES = Block(
    "scores",
    gettext_lazy("Scores"),
    (
        Item("factor", gettext_lazy("Factor"), _factor),
        Item("worker_score", gettext_lazy("Score"), _score, is_score=True),
        Item("mark", gettext_lazy("Without score"), _label(work_codes.ScoreMark)),
        Item("self_score", gettext_lazy("The person's own score"), _score, is_score=True),
    ),
    table=True,
)

_WAY = Block(
    "way",
    gettext_lazy("Return"),
    (
        Item("kind", gettext_lazy("How"), _label(ReturnType)),
        Item("from_country", gettext_lazy("From"), _country),
        Item("to_country", gettext_lazy("To"), _country),
        Item("destination", gettext_lazy("Wants to live"), _label(DestinationKind)),
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
        Item("mode", gettext_lazy("By"), _label(LegMode)),
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
        Item("role", gettext_lazy("Who"), _label(ContactRole)),
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
    "journey": (_WAY, _LEGS, _HELPERS),
}


@dataclass(frozen=True)
class ShownMessage:
    """A message between the two sides as the template draws it."""

    kind: str
    on: date
    writer: str
    from_receiver: bool
    text: str


def message(kind: str, on: date, writer: str, from_receiver: bool, body: dict[str, Any]) -> ShownMessage:
    """One message in words; one whose key was destroyed says so."""
    words = {
        MessageKind.QUESTION: lambda: body.get("text", ""),
        MessageKind.ANSWER: lambda: body.get("text", ""),
        MessageKind.FEEDBACK: lambda: feedback_in_words(body),
        MessageKind.STEP: lambda: str(BY_CODE[body["code"]].label) if body else "",
    }
    text = words[MessageKind(kind)]() if body else ""
    return ShownMessage(kind, on, writer, from_receiver, text or _("Not kept any more."))


def feedback_in_words(body: dict[str, Any]) -> str:
    """Feedback as a sentence: what, when, how often, and the service's name where that was agreed."""
    parts = [str(FeedbackKind(body["what"]).label)]
    if body.get("service"):
        parts.append(catalogue.service_label(body["service"]))
    if body.get("count"):
        parts.append(ngettext("once", "%(count)s times", body["count"]) % {"count": body["count"]})
    if body.get("since") and body["since"] != body["on"]:
        parts.append(_("%(first)s to %(last)s") % {"first": _day(body["since"]), "last": _day(body["on"])})
    else:
        parts.append(_day(body["on"]))
    return ", ".join(parts)


def services_in_words(codes: list[str]) -> list[str]:
    """The services asked for."""
    one = _label(ServiceAsked)
    return [one(code) for code in codes]


def journey_blocks(content: dict[str, list[dict[str, Any]]]) -> list[ShownBlock]:
    """The way and who helps on it, as the partner at the other end reads it."""
    return section_blocks("journey", content)


REQUEST: tuple[Item, ...] = (
    Item("name", gettext_lazy("Name used")),
    Item("legal_name", gettext_lazy("Name in the documents")),
    Item("born", gettext_lazy("Born"), _partial),
    Item("citizenship", gettext_lazy("Citizenship"), _country),
)


def request_rows(content: dict[str, str]) -> list[dict[str, str]]:
    """Whom another organisation asks about, as label and value."""
    return _rows(REQUEST, content, keep_empty=True)


def summary_rows(summary: dict[str, Any]) -> list[dict[str, str]]:
    """The anonymous summary as label and value."""
    return _rows(SUMMARY, summary, keep_empty=True)


def section_blocks(letter: str, content: dict[str, list[dict[str, Any]]]) -> list[ShownBlock]:
    """An opened section as the template draws it; blocks without rows are left out."""
    shown = []
    for block in SECTION_BLOCKS[letter]:
        rows = content.get(block.key) or []
        if rows:
            items = tuple(item for item in block.items if any(_is_said(row.get(item.key)) for row in rows))
            drawn = [_rows(items, row, keep_empty=block.table) for row in rows]
            labels = [str(item.label) for item in items]
            shown.append(ShownBlock(str(block.title), block.table, labels, drawn))
    return shown


def _rows(items: tuple[Item, ...], values: dict[str, Any], *, keep_empty: bool) -> list[dict[str, str]]:
    rows = [
        {
            "label": str(item.label),
            "value": _shown(item, values.get(item.key)),
            "css": f"score score-{values[item.key]}" if item.is_score and values.get(item.key) else "",
        }
        for item in items
    ]
    return rows if keep_empty else [row for row in rows if row["value"]]


def _shown(item: Item, value: Any) -> str:
    return item.show(value) if _is_said(value) else ""


def _is_said(value: Any) -> bool:
    return value is not None and value != "" and value != []
