"""What every page of a file does the same way: draw with the case, run one operation, answer."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cases.decorators import CaseRequest
from cases.models import Case
from renate.drafts.keeping import settle
from renate.kit.forms import carried_out, form_status


def draw(request: CaseRequest, case: Case, template: str, **context: Any) -> HttpResponse:
    """A page of the file; 422 when its form was sent and refused, 409 when it came too late."""
    form = context.get("form")
    filled = {"case": case, "tab": request.case_tab, **context}
    return render(request, f"cases/{template}.html", filled, status=form_status(form) if form else 200)


def sent(request: HttpRequest) -> Any:
    """The data to bind a form to: what was posted, else nothing."""
    return request.POST if request.method == "POST" else None


def succeeds(form: BaseForm, operation: Callable[[], Any]) -> bool:
    """The same as `carried_out`; the draft that the form was goes with it."""
    if not carried_out(form, operation):
        return False
    settle(form)
    return True


def done(request: HttpRequest, text: Any, to: str, *args: Any) -> HttpResponse:
    """Say what was done and go on."""
    messages.success(request, text)
    return redirect(to, *args)
