"""Pages of grants, donors and programmes."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from renate.accounts.decorators import requires
from renate.accounts.requests import MemberRequest
from renate.accounts.roles import Act
from renate.funding import operations
from renate.funding.forms import DonorForm, GrantForm, ProgrammeForm
from renate.funding.models import Donor, Grant, Programme
from renate.kit.forms import carried_out, form_status


@requires(Act.MANAGE_GRANTS)
def grant_list(request: MemberRequest) -> HttpResponse:
    """Grants with their sum, newest first; donors and programmes below."""
    grants = Grant.objects.select_related("donor", "programme").with_next_deadline()
    context = {
        "grants": grants.order_by("-from_on", "code"),
        "total": Grant.objects.total(),
        "donors": Donor.objects.order_by("name"),
        "programmes": Programme.objects.order_by("-from_on", "name"),
    }
    return render(request, "funding/grant_list.html", context)


@requires(Act.MANAGE_GRANTS)
def grant_add(request: MemberRequest) -> HttpResponse:
    """Enter a grant."""
    form = GrantForm(request.POST or None)
    by, made = request.membership, list[Grant]()
    if carried_out(form, lambda: made.append(operations.add_grant(by=by, **form.cleaned_data))):
        messages.success(request, _("The grant has been added."))
        return redirect("funding:grant_show", made[0].public_id)
    return render(request, "funding/grant_add.html", {"form": form}, status=form_status(form))


@requires(Act.MANAGE_GRANTS)
def donor_add(request: MemberRequest) -> HttpResponse:
    """Enter a donor."""
    form = DonorForm(request.POST or None)
    if form.is_valid():
        if Donor.objects.filter(name=form.cleaned_data["name"]).exists():
            form.add_error("name", _("There is already a donor of this name."))
        else:
            operations.add_donor(by=request.membership, **form.cleaned_data)
            messages.success(request, _("The donor has been added."))
            return redirect("funding:grant_list")
    return render(request, "funding/donor_add.html", {"form": form}, status=form_status(form))


@requires(Act.MANAGE_GRANTS)
def programme_add(request: MemberRequest) -> HttpResponse:
    """Enter a programme."""
    form = ProgrammeForm(request.POST or None)
    if form.is_valid():
        if Programme.objects.filter(code=form.cleaned_data["code"]).exists():
            form.add_error("code", _("There is already a programme with this code."))
        else:
            operations.add_programme(by=request.membership, **form.cleaned_data)
            messages.success(request, _("The programme has been added."))
            return redirect("funding:grant_list")
    return render(request, "funding/programme_add.html", {"form": form}, status=form_status(form))
