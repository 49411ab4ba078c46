"""Help for who wants no file: it is counted, and nothing else is kept."""

from django.contrib import messages
from django.db.models import Q, Sum
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cases.codes import FirstHelp
from cases.forms.one_off import OneOffForm
from cases.models import OneOffHelp
from cases.operations.one_off import count_help
from cases.views.page import sent, succeeds
from renate.accounts.decorators import requires
from renate.accounts.requests import MemberRequest
from renate.accounts.roles import Act
from renate.kit import clock
from renate.kit.forms import form_status


@requires(Act.OPEN_INTAKE)
def help_count(request: MemberRequest) -> HttpResponse:
    """Count it; below, the figures of this year."""
    today = clock.today()
    form = OneOffForm(sent(request), initial={"on": today, "people": 1})
    if succeeds(form, lambda: count_help(by=request.membership, **form.cleaned_data)):
        messages.success(request, _("Counted. Nothing else is kept."))
        return redirect("cases:help_count")
    given = {kind: Sum("people", filter=Q(kinds__contains=[kind]), default=0) for kind in FirstHelp.values}
    this_year = OneOffHelp.objects.filter(on__year=today.year)
    found = this_year.aggregate(total=Sum("people", default=0), **given)
    rows = [(label, found[code]) for code, label in FirstHelp.choices if found[code]]
    context = {"form": form, "rows": rows, "total": found["total"], "year": today.year}
    return render(request, "cases/help_count.html", context, status=form_status(form))
