"""The stages of an experience, and who recruited, moved or exploited, without names (S1-05…08, S1-11)."""

from datetime import date
from typing import Any

from django.db import transaction

from cases.models import EpisodeStage, RecruiterProfile, TraffickingEpisode
from cases.operations.experience import EpisodeError
from cases.rules.history import stage_problems
from cases.rules.partial_dates import PartialDate
from renate import audit
from renate.accounts.models import Membership
from renate.kit import clock


@transaction.atomic
def put_stage(
    *,
    by: Membership,
    on: date,
    episode: TraffickingEpisode,
    happened: PartialDate,
    stage_row: EpisodeStage | None = None,
    **values: Any,
) -> EpisodeStage:
    """Add or mend a stage; its date lies between birth and the end of the experience (R-15)."""
    problems = stage_problems(happened, episode.span, episode.person.birth, clock.today())
    if problems:
        name, text = problems[0]
        raise EpisodeError(text, field=name)
    row = stage_row or EpisodeStage(episode=episode)
    for name, value in values.items():
        setattr(row, name, value)
    row.happened_on, row.happened_precision = happened.value, happened.precision
    row.full_clean()
    row.save()
    audit.record("episode.stage_recorded", on=episode)
    return row


@transaction.atomic
def put_recruiter(
    *,
    by: Membership,
    on: date,
    episode: TraffickingEpisode,
    recruiter: RecruiterProfile | None = None,
    **values: Any,
) -> RecruiterProfile:
    """Add or mend a profile: an allegation, kept to role, method and relationship (domain 2.1.8)."""
    row = recruiter or RecruiterProfile(episode=episode)
    for name, value in values.items():
        setattr(row, name, value)
    row.full_clean()
    row.save()
    audit.record("episode.recruiter_recorded", on=episode)
    return row
