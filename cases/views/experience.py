"""What happened to the person."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from cases.decorators import CaseRequest, case_page
from cases.forms.experience import EpisodeForm, RecruiterForm, StageForm
from cases.models import Case, EpisodeStage, RecruiterProfile, TraffickingEpisode
from cases.operations import EpisodeDetails, put_recruiter, put_stage, record_episode, update_episode
from cases.queries.experience import episode_card
from cases.rules.history import is_previously_trafficked, is_re_trafficked
from cases.views.editing import edited
from cases.views.page import done, draw, sent, succeeds
from renate.accounts.access import section_access
from renate.accounts.roles import Access, Section
from renate.drafts.keeping import drafted
from renate.kit import clock
from renate.kit.conflicts import held


@case_page(Section.EXPERIENCE, Access.LIMITED, tab="experience")
def experience(request: CaseRequest, case: Case) -> HttpResponse:
    """All experiences of the person; the account itself only to those who may read the section in full."""
    access = section_access(request.membership, Section.EXPERIENCE)
    others = section_access(request.membership, Section.THIRD_PARTIES)
    found = case.person.episodes.prefetch_related("stages", "recruiters").order_by("started_on", "id")
    episodes = list(found)
    spans = [episode.span for episode in episodes]
    in_full = access >= Access.READ
    context = {
        "episodes": [
            episode_card(row, case.person.birth, in_full=in_full, with_others=others >= Access.READ)
            for row in episodes
        ],
        "previously": is_previously_trafficked(spans),
        "again": is_re_trafficked(spans),
        "may_write": access >= Access.WRITE,
        "may_write_others": others >= Access.WRITE and access >= Access.WRITE,
    }
    return draw(request, case, "experience", **context)


@case_page(Section.EXPERIENCE, Access.WRITE, tab="experience")
def episode_add(request: CaseRequest, case: Case) -> HttpResponse:
    """Record an experience; whether it was before or after assistance follows from the dates."""
    form = drafted(request, EpisodeForm(sent(request)), label=_("History"), about=case.person.case_code)
    membership, today = request.membership, clock.today()

    def save() -> None:
        record_episode(by=membership, on=today, case=case, details=EpisodeDetails(**form.answers()))

    if succeeds(form, save):
        return done(request, _("Saved."), "cases:experience", case.ref)
    return draw(request, case, "episode_add", form=form)


@case_page(Section.EXPERIENCE, Access.WRITE, tab="experience")
def episode_edit(request: CaseRequest, case: Case, episode_ref: str) -> HttpResponse:
    """Add to what was said, or mend it."""
    episode = held(request, _episode(case, episode_ref))
    form = edited(EpisodeForm(sent(request), initial=EpisodeForm.initial_for(episode)), episode)
    membership, today = request.membership, clock.today()

    def save() -> None:
        details = EpisodeDetails(**form.answers())
        update_episode(by=membership, on=today, case=case, episode=episode, details=details)

    if succeeds(form, save):
        return done(request, _("Saved."), "cases:experience", case.ref)
    return draw(request, case, "episode_edit", form=form)


@case_page(Section.EXPERIENCE, Access.WRITE, tab="experience")
def stage_add(request: CaseRequest, case: Case, episode_ref: str) -> HttpResponse:
    """Recruitment, transit or exploitation: where and when (S1-05, S1-08)."""
    return _stage(request, case, _episode(case, episode_ref), None, "stage_add")


@case_page(Section.EXPERIENCE, Access.WRITE, tab="experience")
def stage_edit(request: CaseRequest, case: Case, episode_ref: str, stage_ref: str) -> HttpResponse:
    """Mend a stage."""
    episode = _episode(case, episode_ref)
    stage: EpisodeStage = held(request, get_object_or_404(episode.stages, public_id=stage_ref))
    return _stage(request, case, episode, stage, "stage_edit")


@case_page(Section.THIRD_PARTIES, Access.WRITE, tab="experience")
def recruiter_add(request: CaseRequest, case: Case, episode_ref: str) -> HttpResponse:
    """Somebody who recruited, moved or exploited, without a name (S1-06, S1-07)."""
    return _recruiter(request, case, _episode(case, episode_ref), None, "recruiter_add")


@case_page(Section.THIRD_PARTIES, Access.WRITE, tab="experience")
def recruiter_edit(request: CaseRequest, case: Case, episode_ref: str, recruiter_ref: str) -> HttpResponse:
    """Mend a profile."""
    episode = _episode(case, episode_ref)
    recruiter: RecruiterProfile = held(
        request, get_object_or_404(episode.recruiters, public_id=recruiter_ref)
    )
    return _recruiter(request, case, episode, recruiter, "recruiter_edit")


def _episode(case: Case, ref: str) -> TraffickingEpisode:
    return get_object_or_404(case.person.episodes.select_related("person"), public_id=ref)


def _stage(
    request: CaseRequest, case: Case, episode: TraffickingEpisode, stage: EpisodeStage | None, template: str
) -> HttpResponse:
    form = edited(StageForm(sent(request), initial=StageForm.initial_for(stage) if stage else {}), episode)
    membership, today = request.membership, clock.today()

    def save() -> None:
        put_stage(by=membership, on=today, episode=episode, stage_row=stage, **form.answers())

    if succeeds(form, save):
        return done(request, _("Saved."), "cases:experience", case.ref)
    return draw(request, case, template, form=form)


def _recruiter(
    request: CaseRequest,
    case: Case,
    episode: TraffickingEpisode,
    recruiter: RecruiterProfile | None,
    template: str,
) -> HttpResponse:
    initial = RecruiterForm.initial_for(recruiter) if recruiter else {}
    form = edited(RecruiterForm(sent(request), initial=initial), episode)
    membership, today = request.membership, clock.today()

    def save() -> None:
        put_recruiter(by=membership, on=today, episode=episode, recruiter=recruiter, **form.answers())

    if succeeds(form, save):
        return done(request, _("Saved."), "cases:experience", case.ref)
    return draw(request, case, template, form=form)
