"""What these pages do the same way: one form, one operation, back to where it was asked."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from cases.views.page import sent, succeeds
from renate.kit.forms import form_status
from renate.rights.models import RightsRequest


def the_request(ref: str) -> RightsRequest:
    """A request of the organisation. Raises Http404."""
    found = RightsRequest.objects.select_related("person", "case", "by__user", "decided_by__user")
    return get_object_or_404(found, public_id=ref)


def act(
    request: HttpRequest,
    form: Form,
    operation: Callable[[], Any],
    *,
    template: str,
    back: str,
    **context: Any,
) -> HttpResponse:
    """Run the operation when the form is right and go back; else draw the form, with what was refused."""
    if form.is_bound and succeeds(form, operation):
        messages.success(request, _("Done."))
        return redirect(back)
    filled = {"form": form, "back": back, **context}
    return render(request, f"rights/{template}.html", filled, status=form_status(form))


__all__ = ["act", "sent", "succeeds", "the_request"]
