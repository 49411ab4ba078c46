"""A member leaves or is away: their cases go to somebody else, or somebody stands in."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from cases.forms.access import CoverForm, HandOverForm
from cases.operations import arrange_cover, hand_over_cases
from cases.queries.hand_over import holders
from cases.views.page import sent, succeeds
from renate.accounts.decorators import requires
from renate.accounts.models import Membership
from renate.accounts.requests import MemberRequest
from renate.accounts.roles import Act
from renate.kit import clock
from renate.kit.forms import form_status


@require_http_methods(["GET", "POST"])
@requires(Act.ASSIGN_CASE)
def hand_over(request: MemberRequest) -> HttpResponse:
    """First who hands over, then which cases to whom; sealed ones by code, without opening them."""
    ref = request.GET.get("of", "")
    if not ref:
        return render(request, "cases/hand_over.html", {"holders": holders()})
    before: Membership = get_object_or_404(Membership.objects.select_related("user"), public_id=ref)
    form = HandOverForm(sent(request), before=before, asking=request.membership)
    by, today = request.membership, clock.today()
    count = 0

    def save() -> None:
        nonlocal count
        count = hand_over_cases(by=by, on=today, before=before, **form.cleaned_data)

    if succeeds(form, save):
        text = ngettext("%(n)d case is handed over.", "%(n)d cases are handed over.", count) % {"n": count}
        messages.success(request, text)
        return redirect("cases:hand_over")
    return render(request, "cases/hand_over.html", {"form": form, "before": before}, status=form_status(form))


@require_http_methods(["GET", "POST"])
@requires(Act.ASSIGN_CASE)
def cover_arrange(request: MemberRequest) -> HttpResponse:
    """Somebody stands in for a member, to a day."""
    form = CoverForm(sent(request), initial={"on": clock.today()})
    count = 0

    def save() -> None:
        nonlocal count
        count = arrange_cover(by=request.membership, **form.cleaned_data)

    if succeeds(form, save):
        text = ngettext("Cover stands in %(n)d case.", "Cover stands in %(n)d cases.", count) % {"n": count}
        messages.success(request, text)
        return redirect("cases:hand_over")
    return render(request, "cases/cover_arrange.html", {"form": form}, status=form_status(form))
