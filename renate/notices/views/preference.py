"""One's own reminders: the daily mail and the calendar feed."""

from django.contrib import messages
from django.forms import model_to_dict
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from renate.accounts.decorators import member
from renate.accounts.requests import MemberRequest
from renate.kit.forms import form_status
from renate.notices import operations
from renate.notices.calendar_feed import feed_address
from renate.notices.forms import PreferenceForm
from renate.notices.queries import office_calendar, preference_of


@require_http_methods(["GET", "POST"])
@member
def preference_edit(request: MemberRequest) -> HttpResponse:
    """Choose hour, language and amount of the daily mail; see the address of the calendar."""
    preference = preference_of(request.membership)
    form = PreferenceForm(request.POST or None, initial=model_to_dict(preference))
    if form.is_valid():
        operations.change_preference(by=request.membership, **form.cleaned_data)
        messages.success(request, _("Saved. It holds from the next mail on."))
        return redirect("notices:preference_edit")
    address = feed_address(preference)
    context = {"form": form, "calendar": office_calendar(), "address": address}
    return render(request, "notices/preference_edit.html", context, status=form_status(form))


@require_POST
@member
def calendar_renew(request: MemberRequest) -> HttpResponse:
    """Make the feed, or give it a new address."""
    operations.renew_calendar_key(by=request.membership)
    messages.success(request, _("The calendar has a new address. An older one no longer answers."))
    return redirect("notices:preference_edit")


@require_POST
@member
def calendar_stop(request: MemberRequest) -> HttpResponse:
    """End the feed."""
    operations.stop_calendar(by=request.membership)
    messages.success(request, _("The calendar's address no longer answers."))
    return redirect("notices:preference_edit")
