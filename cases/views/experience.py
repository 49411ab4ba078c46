"""What happened to the person."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from cases.codes import AskedStatus, Control, Exploitation
from cases.decorators import CaseRequest, case_page
from cases.forms.experience import EpisodeForm
from cases.models import Case, TraffickingEpisode
from cases.operations import EpisodeDetails, record_episode
from cases.queries.identity import country_name, in_words, yes_no
from cases.rules.history import is_previously_trafficked, is_re_trafficked
from cases.views.page import done, draw, sent, succeeds
from renate.accounts.access import section_access
from renate.accounts.roles import Access, Section
from renate.kit import clock


@case_page(Section.EXPERIENCE, Access.LIMITED, tab="experience")
def experience(request: CaseRequest, case: Case) -> HttpResponse:
    """All experiences of the person; the account itself only to those who may read the section in full."""
    access = section_access(request.membership, Section.EXPERIENCE)
    episodes = list(case.person.episodes.order_by("id"))
    spans = [episode.span for episode in episodes]
    context = {
        "episodes": [_card(episode, in_full=access >= Access.READ) for episode in episodes],
        "previously": is_previously_trafficked(spans),
        "again": is_re_trafficked(spans),
        "may_write": access >= Access.WRITE,
    }
    return draw(request, case, "experience", **context)


@case_page(Section.EXPERIENCE, Access.WRITE, tab="experience")
def episode_add(request: CaseRequest, case: Case) -> HttpResponse:
    """Record an experience; whether it was before or after assistance follows from the dates."""
    form = EpisodeForm(sent(request))
    membership, today = request.membership, clock.today()

    def save() -> None:
        record_episode(by=membership, on=today, case=case, details=EpisodeDetails(**form.cleaned_data))

    if succeeds(form, save):
        return done(request, _("Saved."), "cases:experience", case.ref)
    return draw(request, case, "episode_add", form=form)


def _card(episode: TraffickingEpisode, *, in_full: bool) -> dict[str, Any]:
    words = dict(Exploitation.choices)
    silent = episode.asked_status != AskedStatus.ANSWERED
    rows = [
        (_("Talked about"), episode.get_asked_status_display() if silent else ""),
        (_("Exploited for"), ", ".join(str(words[code]) for code in episode.purposes)),
        (_("Began"), in_words(episode.started)),
        (_("Ended"), in_words(episode.ended)),
        (_("Country"), country_name(episode.country_of_exploitation)),
    ]
    if in_full:
        rows += _details(episode)
    shown = [{"label": label, "value": value} for label, value in rows if value]
    return {"title": episode.get_relation_to_assistance_display(), "rows": shown}


def _details(episode: TraffickingEpisode) -> list[tuple[str, Any]]:
    control = dict(Control.choices)
    return [
        (_("Crossed a border"), yes_no(episode.cross_border)),
        (_("How the person was controlled"), ", ".join(str(control[c]) for c in episode.methods_of_control)),
        (_("How it began"), episode.get_recruitment_method_display()),
        (_("Role of who began it"), episode.get_recruiter_role_display()),
        (_("How it ended"), episode.get_exit_mode_display()),
        (_("In the person’s words"), episode.narrative),
    ]
