"""The organisation's calendar, and the feed behind a worker's address."""

from typing import Any

from django.contrib import messages
from django.forms import model_to_dict
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from renate.accounts.decorators import public, requires
from renate.accounts.requests import MemberRequest
from renate.accounts.roles import Act
from renate.kit.forms import add_rule_error, form_status
from renate.notices import operations
from renate.notices.calendar_feed import feed_behind
from renate.notices.forms import CalendarForm
from renate.notices.operations import ChoiceError
from renate.notices.queries import office_calendar


@require_safe
@public
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """The feed: no account can sign in from a phone's calendar, so the address is the key."""
    calendar = feed_behind(token)
    if calendar is None:
        raise Http404
    response = HttpResponse(calendar, content_type="text/calendar; charset=utf-8")
    response["Cache-Control"] = "private, no-store"
    return response


@require_http_methods(["GET", "POST"])
@requires(Act.MANAGE_SETTINGS)
def calendar_edit(request: MemberRequest) -> HttpResponse:
    """Choose quiet days, days off and the hour of the daily mail."""
    form = CalendarForm(request.POST or None, initial=_initial())
    if form.is_valid():
        try:
            operations.change_calendar(by=request.membership, **form.cleaned_data)
        except ChoiceError as error:
            add_rule_error(form, error)
        else:
            messages.success(request, _("Saved. It holds from now on."))
            return redirect("notices:calendar_edit")
    return render(request, "notices/calendar_edit.html", {"form": form}, status=form_status(form))


def _initial() -> dict[str, Any]:
    values = model_to_dict(office_calendar())
    return values | {"closed_days": "\n".join(day.isoformat() for day in values["closed_days"])}
