"""Who offers what, where, in which languages, at what cost, how soon (domain 3)."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cases.views.page import sent, succeeds
from reintegration import operations
from reintegration.forms.directory import DirectorySearchForm, ProviderEntryForm
from reintegration.models import ProviderEntry
from reintegration.queries.directory import find_entries
from reintegration.views.page import one_or_404
from renate.accounts.decorators import requires
from renate.accounts.requests import MemberRequest
from renate.accounts.roles import Act
from renate.kit import clock
from renate.kit.forms import form_status

_FIELDS = (
    "service", "provider", "provider_kind", "area", "languages", "accepts", "cost", "waiting_days",
    "is_active",
)  # fmt: skip


@requires(Act.SEE_PARTNERS)
def directory_list(request: MemberRequest) -> HttpResponse:
    """The directory, the shortest wait first."""
    form = DirectorySearchForm(request.GET or None)
    wanted = form.cleaned_data if form.is_valid() else {}
    context = {"form": form, "entries": find_entries(clock.today(), **wanted)}
    return render(request, "reintegration/directory_list.html", context)


@requires(Act.SEE_PARTNERS)
def entry_add(request: MemberRequest) -> HttpResponse:
    """One more entry."""
    start = {"on": clock.today(), "service": request.GET.get("service", "")}
    form = ProviderEntryForm(sent(request), initial=start)
    return _saved(request, form, None) or _page(request, "entry_add", form)


@requires(Act.SEE_PARTNERS)
def entry_change(request: MemberRequest, ref: str) -> HttpResponse:
    """Change an entry."""
    entry = one_or_404(ProviderEntry.objects.all(), ref)
    known = {name: getattr(entry, name) for name in _FIELDS}
    form = ProviderEntryForm(sent(request), initial={**known, "on": clock.today()})
    return _saved(request, form, entry) or _page(request, "entry_change", form, entry=entry)


@require_POST
@requires(Act.SEE_PARTNERS)
def entry_verify(request: MemberRequest, ref: str) -> HttpResponse:
    """Somebody called: it is as it says."""
    entry = one_or_404(ProviderEntry.objects.all(), ref)
    operations.verify_entry(by=request.membership, on=clock.today(), entry=entry)
    messages.success(request, _("Verified today."))
    return redirect("reintegration:directory_list")


def _saved(
    request: MemberRequest, form: ProviderEntryForm, entry: ProviderEntry | None
) -> HttpResponse | None:
    if not succeeds(
        form, lambda: operations.save_entry(by=request.membership, entry=entry, **form.cleaned_data)
    ):
        return None
    messages.success(request, _("The entry is kept."))
    return redirect("reintegration:directory_list")


def _page(request: MemberRequest, template: str, form: Any, **context: Any) -> HttpResponse:
    filled = {"form": form, **context}
    return render(request, f"reintegration/{template}.html", filled, status=form_status(form))
