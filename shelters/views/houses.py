"""The board, the page of a house, and its beds."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from cases.views.page import done, sent, succeeds
from renate import audit
from renate.accounts.access import can
from renate.accounts.decorators import requires
from renate.accounts.requests import MemberRequest
from renate.accounts.roles import Act
from renate.kit import clock
from renate.kit.forms import form_status
from shelters import access, operations, queries
from shelters.chart import night_chart
from shelters.forms import BedForm, CloseForm, DayForm, HouseRulesForm, RetireBedForm, ShelterForm
from shelters.models import Bed, HouseRules, Shelter


@requires(Act.SEE_SHELTERS, Act.MANAGE_SHELTERS)
def shelter_list(request: MemberRequest) -> HttpResponse:
    """Occupancy on one night: every house with its rooms and beds (S0-08, R-17)."""
    today = clock.today()
    form = DayForm(request.GET or None)
    on = min(form.cleaned_data["on"] or today, today) if form.is_valid() else today
    visible = access.residents_shown_to(request.membership)
    context = {
        "houses": queries.board(on, shelters=queries.open_shelters(on), visible=visible),
        "closed": queries.closed_shelters(today),
        "today": on,
        "is_tonight": on == today,
        "day_before": on - timedelta(days=1),
        "day_after": on + timedelta(days=1),
        "form": form,
        "may_manage": can(request.membership, Act.MANAGE_SHELTERS),
    }
    return render(request, "shelters/shelter_list.html", context)


@requires(Act.SEE_SHELTERS, Act.MANAGE_SHELTERS)
def shelter_show(request: MemberRequest, ref: str) -> HttpResponse:
    """One house; its address only for those who need it (section J)."""
    shelter = get_object_or_404(Shelter, public_id=ref)
    today = clock.today()
    visible = access.residents_shown_to(request.membership)
    shows_address = access.shows_address(request.membership, shelter)
    if shows_address:
        audit.record("shelter.address_read", on=shelter)
    context = {
        "shelter": shelter,
        "house": queries.board(today, shelters=[shelter], visible=visible)[0],
        "month": queries.bed_nights([shelter], today.replace(day=1), today)[0],
        "chart": night_chart(queries.nights_of([shelter], today)),
        "rules": HouseRules.objects.filter(shelter=shelter).order_by("version").last(),
        "today": today,
        "is_tonight": True,
        "shows_address": shows_address,
        "may_manage": can(request.membership, Act.MANAGE_SHELTERS),
    }
    return render(request, "shelters/shelter_show.html", context)


@requires(Act.MANAGE_SHELTERS)
def shelter_add(request: MemberRequest) -> HttpResponse:
    """Add a house."""
    form, by, on = ShelterForm(sent(request)), request.membership, clock.today()
    made: list[Shelter] = []
    if succeeds(form, lambda: made.append(operations.open_shelter(by=by, on=on, **form.cleaned_data))):
        said = _("The shelter is added. Now add its beds.")
        return done(request, said, "shelters:shelter_show", made[0].public_id)
    return render(request, "shelters/shelter_add.html", {"form": form}, status=form_status(form))


@requires(Act.MANAGE_SHELTERS)
def shelter_change(request: MemberRequest, ref: str) -> HttpResponse:
    """Change a house; not its level."""
    shelter = get_object_or_404(Shelter, public_id=ref)
    form, by, on = ShelterForm(sent(request), instance=shelter), request.membership, clock.today()
    if succeeds(form, lambda: operations.change_shelter(by=by, on=on, shelter=shelter, **form.cleaned_data)):
        return done(request, _("Saved."), "shelters:shelter_show", ref)
    context = {"form": form, "shelter": shelter}
    return render(request, "shelters/shelter_change.html", context, status=form_status(form))


@requires(Act.MANAGE_SHELTERS)
def shelter_close(request: MemberRequest, ref: str) -> HttpResponse:
    """Close a house for good; its past stays in the figures."""
    shelter = get_object_or_404(Shelter, public_id=ref)
    form, by = CloseForm(sent(request)), request.membership
    if succeeds(form, lambda: operations.close_shelter(by=by, shelter=shelter, **form.cleaned_data)):
        return done(request, _("The shelter is closed."), "shelters:shelter_list")
    context = {"form": form, "shelter": shelter}
    return render(request, "shelters/shelter_close.html", context, status=form_status(form))


@requires(Act.MANAGE_SHELTERS)
def rules_write(request: MemberRequest, ref: str) -> HttpResponse:
    """Write a new version of the house rules."""
    shelter = get_object_or_404(Shelter, public_id=ref)
    last = HouseRules.objects.filter(shelter=shelter).order_by("version").last()
    form = HouseRulesForm(sent(request), initial={"text": last.text} if last else None)
    by = request.membership
    if succeeds(form, lambda: operations.write_house_rules(by=by, shelter=shelter, **form.cleaned_data)):
        said = _("The new version is kept. Explain it to those who live there.")
        return done(request, said, "shelters:shelter_show", ref)
    context = {"form": form, "shelter": shelter}
    return render(request, "shelters/rules_write.html", context, status=form_status(form))


@requires(Act.MANAGE_SHELTERS)
def bed_add(request: MemberRequest, ref: str) -> HttpResponse:
    """Put a bed into a room."""
    shelter = get_object_or_404(Shelter, public_id=ref)
    form, by = BedForm(sent(request)), request.membership
    made: list[Bed] = []
    if succeeds(form, lambda: made.append(operations.add_bed(by=by, shelter=shelter, **form.cleaned_data))):
        return done(request, _("%(bed)s is added.") % {"bed": made[0]}, "shelters:shelter_show", ref)
    context = {"form": form, "shelter": shelter}
    return render(request, "shelters/bed_add.html", context, status=form_status(form))


@requires(Act.MANAGE_SHELTERS)
def bed_retire(request: MemberRequest, ref: str, bed_ref: str) -> HttpResponse:
    """Take a bed out of use."""
    bed: Bed = get_object_or_404(
        Bed.objects.select_related("shelter"), shelter__public_id=ref, public_id=bed_ref
    )
    form, by = RetireBedForm(sent(request)), request.membership
    if succeeds(form, lambda: operations.retire_bed(by=by, bed=bed, **form.cleaned_data)):
        return done(request, _("%(bed)s is out of use.") % {"bed": bed}, "shelters:shelter_show", ref)
    context = {"form": form, "shelter": bed.shelter, "bed": bed}
    return render(request, "shelters/bed_retire.html", context, status=form_status(form))
