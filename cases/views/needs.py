"""Needs, strengths, family and community: what the plan is made from (S0-32, S0-33, S2-10…15, S3-44)."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from cases.decorators import CaseRequest, case_page
from cases.forms.assessments import CommunityForm, FamilyForm, NeedsForm
from cases.forms.people import ProfileForm, SkillForm
from cases.models import Case, Profile
from cases.operations import (
    add_skill,
    assess_community,
    assess_family,
    assess_needs,
    update_skill,
    write_profile,
)
from cases.queries.comparison import community_table, family_table, needs_table
from cases.queries.profile import profile_rows
from cases.views.editing import edited
from cases.views.page import done, draw, sent, succeeds
from renate.accounts.access import section_access
from renate.accounts.roles import Access, Section
from renate.drafts.keeping import drafted
from renate.kit import clock
from renate.kit.conflicts import held


@case_page(Section.PLAN, Access.READ, tab="needs")
def needs(request: CaseRequest, case: Case) -> HttpResponse:
    """Strengths first; then the rounds side by side, the newest on the left."""
    context = {
        "profile": profile_rows(case.person),
        "skills": case.person.skills.order_by("id"),
        "needs": needs_table(case, clock.today()),
        "family": family_table(case),
        "community": community_table(case),
        "may_write": section_access(request.membership, Section.PLAN) >= Access.WRITE,
    }
    return draw(request, case, "needs", **context)


@case_page(Section.PLAN, Access.WRITE, tab="needs")
def needs_assess(request: CaseRequest, case: Case) -> HttpResponse:
    """One round over all areas of life."""
    first = not case.needs_assessments.exists()
    start = {"on": clock.today(), "kind": "initial" if first else "repeat", "with_person": True}
    form = drafted(
        request, NeedsForm(sent(request), initial=start), label=_("Needs"), about=case.person.case_code
    )
    membership = request.membership

    def save() -> None:
        assess_needs(by=membership, case=case, needs=form.needs(), **form.answers(NeedsForm.OWN))

    if succeeds(form, save):
        return done(request, _("The assessment is saved."), "cases:needs", case.ref)
    return draw(request, case, "needs_assess", form=form)


@case_page(Section.PLAN, Access.WRITE, tab="needs")
def family_assess(request: CaseRequest, case: Case) -> HttpResponse:
    """Whether the family can receive the person, and whether that would be safe."""
    membership, today = request.membership, clock.today()
    relatives = case.person.related_people.order_by("relation", "id")
    form = FamilyForm(
        sent(request), initial={"on": today}, relatives=relatives, is_minor=case.person.is_minor_on(today)
    )
    form = drafted(request, form, label=_("Family"), about=case.person.case_code)
    if succeeds(form, lambda: assess_family(by=membership, case=case, **form.answers())):
        return done(request, _("The assessment is saved."), "cases:needs", case.ref)
    return draw(request, case, "family_assess", form=form)


@case_page(Section.PLAN, Access.WRITE, tab="needs")
def community_assess(request: CaseRequest, case: Case) -> HttpResponse:
    """Whether the person can live in a place."""
    form = CommunityForm(sent(request), initial={"on": clock.today()})
    form = drafted(request, form, label=_("Community"), about=case.person.case_code)
    membership = request.membership
    if succeeds(form, lambda: assess_community(by=membership, case=case, **form.answers())):
        return done(request, _("The assessment is saved."), "cases:needs", case.ref)
    return draw(request, case, "community_assess", form=form)


@case_page(Section.PLAN, Access.WRITE, tab="needs")
def profile_edit(request: CaseRequest, case: Case) -> HttpResponse:
    """What the person brings, in their own words."""
    row = Profile.objects.filter(person=case.person).first()
    stored = held(request, row) if row else None
    form = edited(ProfileForm(sent(request), initial=ProfileForm.initial_for(stored)), stored)
    form = drafted(request, form, label=_("Strengths, skills, wishes"), about=case.person.case_code)
    membership, today = request.membership, clock.today()
    if succeeds(form, lambda: write_profile(by=membership, on=today, case=case, **form.answers())):
        return done(request, _("Saved."), "cases:needs", case.ref)
    return draw(request, case, "profile_edit", form=form)


@case_page(Section.PLAN, Access.WRITE, tab="needs")
def skill_add(request: CaseRequest, case: Case) -> HttpResponse:
    """Add something the person can do."""
    form = SkillForm(sent(request))
    membership, today = request.membership, clock.today()
    if succeeds(form, lambda: add_skill(by=membership, on=today, case=case, **form.cleaned_data)):
        return done(request, _("Saved."), "cases:needs", case.ref)
    return draw(request, case, "skill_add", form=form)


@case_page(Section.PLAN, Access.WRITE, tab="needs")
def skill_edit(request: CaseRequest, case: Case, skill_ref: str) -> HttpResponse:
    """Change it."""
    skill = held(request, get_object_or_404(case.person.skills, public_id=skill_ref))
    form = edited(SkillForm(sent(request), initial=SkillForm.initial_for(skill)), skill)
    membership, today = request.membership, clock.today()

    def save() -> None:
        values = {name: form.cleaned_data[name] for name in SkillForm.base_fields}
        update_skill(by=membership, on=today, skill=skill, **values)

    if succeeds(form, save):
        return done(request, _("Saved."), "cases:needs", case.ref)
    return draw(request, case, "skill_edit", form=form)
