"""An experience in words, as far as the reader may read it (S0-02, S1-05…13)."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.codes import (
    Act,
    AskedStatus,
    Control,
    Exploitation,
    Means,
    PerpetratorRole,
    Platform,
    RecruitmentMethod,
)
from cases.models import EpisodeStage, RecruiterProfile, TraffickingEpisode
from cases.queries.identity import country_name, in_words, labels, told, yes_no
from cases.rules.history import Elements, duration_months, was_child
from cases.rules.partial_dates import PartialDate

Rows = list[tuple[str, Any]]


def episode_card(
    episode: TraffickingEpisode, birth: PartialDate, *, in_full: bool, with_others: bool
) -> dict[str, Any]:
    """One experience for the page; `with_others` shows who recruited or exploited, never by name."""
    rows = _brief(episode)
    if in_full:
        rows += _details(episode, birth)
    return {
        "episode": episode,
        "title": episode.get_relation_to_assistance_display(),
        "rows": _shown(rows),
        "elements": _elements(elements_of(episode, birth)) if in_full else [],
        "stages": [_stage(stage) for stage in episode.stages.all()] if in_full else [],
        "recruiters": [_recruiter(row) for row in episode.recruiters.all()] if with_others else [],
    }


def elements_of(episode: TraffickingEpisode, birth: PartialDate) -> Elements:
    """Act, means and purpose, as far as recorded."""
    child = was_child(birth, episode.started, episode.age_at_start)
    return Elements(bool(episode.acts), bool(episode.means), bool(episode.purposes), child is True)


def _brief(episode: TraffickingEpisode) -> Rows:
    silent = episode.asked_status != AskedStatus.ANSWERED
    months = duration_months(episode.span)
    lasted = ngettext("%(n)s month", "%(n)s months", months or 0) % {"n": months} if months else ""
    return [
        (_("Talked about"), episode.get_asked_status_display() if silent else ""),
        (_("Exploited for"), told(episode, "purposes", labels(episode.purposes, Exploitation))),
        (_("Began"), told(episode, "started_on", in_words(episode.started))),
        (_("Ended"), told(episode, "ended_on", in_words(episode.ended))),
        (_("Lasted"), lasted),
        (
            _("Country"),
            told(episode, "country_of_exploitation", country_name(episode.country_of_exploitation)),
        ),
    ]


def _details(episode: TraffickingEpisode, birth: PartialDate) -> Rows:
    child = was_child(birth, episode.started, episode.age_at_start)
    age = "" if episode.age_at_start is None else episode.age_at_start
    return [
        (_("Age at the beginning"), told(episode, "age_at_start", age)),
        (_("Under 18 at the time"), yes_no(child)),
        (_("Crossed a border"), told(episode, "cross_border", yes_no(episode.cross_border))),
        (_("Form"), episode.get_sex_exploitation_form_display()),
        (_("Industry"), episode.get_labour_industry_display()),
        (_("Acts"), told(episode, "acts", labels(episode.acts, Act))),
        (_("Means"), told(episode, "means", labels(episode.means, Means))),
        (
            _("How the person was controlled"),
            told(episode, "methods_of_control", labels(episode.methods_of_control, Control)),
        ),
        (_("How it began"), episode.get_recruitment_method_display()),
        (_("Where it began"), episode.get_recruitment_location_type_display()),
        (_("Role of who began it"), episode.get_recruiter_role_display()),
        (_("Relationship to them"), episode.get_relationship_to_trafficker_display()),
        (_("How it ended"), episode.get_exit_mode_display()),
        *[(words, told(episode, name, _euros(getattr(episode, name)))) for name, words in _money()],
        (_("Who told it"), episode.get_told_by_display()),
        (_("In the person’s words"), told(episode, "narrative", episode.narrative)),
    ]


def _money() -> list[tuple[str, str]]:
    return [
        ("earnings_taken", _("Earnings taken")),
        ("debt_claimed", _("Debt claimed")),
        ("unpaid_wages", _("Wages never paid")),
    ]


def _euros(amount: Any) -> str:
    return "" if amount is None else f"€ {amount:,.2f}"


def _elements(found: Elements) -> list[dict[str, Any]]:
    means = _("not asked: under 18") if found.is_child and not found.means else ""
    parts = ((_("Act"), found.act, ""), (_("Means"), found.means, means), (_("Purpose"), found.purpose, ""))
    return [
        {
            "label": label,
            "words": words or (_("recorded") if there else _("not recorded")),
            "tone": "good" if there else "neutral",
        }
        for label, there, words in parts
    ]


def _stage(stage: EpisodeStage) -> dict[str, Any]:
    place = [stage.city, country_name(stage.country) or stage.silence_words("country")]
    return {
        "row": stage,
        "when": told(stage, "happened_on", in_words(stage.happened)),
        "where": ", ".join(filter(None, [stage.get_location_type_display(), *place])),
        "text": told(stage, "description", stage.description),
    }


def _recruiter(row: RecruiterProfile) -> dict[str, Any]:
    persons = "" if row.persons is None else row.persons
    rows: Rows = [
        (_("What they did"), told(row, "roles", labels(row.roles, PerpetratorRole))),
        (_("Relationship"), row.get_relationship_display()),
        (_("Sex"), row.get_sex_display()),
        (_("Age, about"), row.get_age_band_display()),
        (_("Nationality"), told(row, "nationality", country_name(row.nationality))),
        (_("How many"), told(row, "persons", persons)),
        (_("How they approached"), told(row, "methods", labels(row.methods, RecruitmentMethod))),
        (_("Promised"), row.get_promise_display()),
        (_("Platforms"), told(row, "platforms", labels(row.platforms, Platform))),
        (_("Still a threat"), told(row, "still_threat", yes_no(row.still_threat))),
    ]
    return {"row": row, "rows": _shown(rows)}


def _shown(rows: Rows) -> list[dict[str, Any]]:
    return [{"label": label, "value": value} for label, value in rows if value or value == 0]
