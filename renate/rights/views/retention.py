"""Files whose time is over, and how long files are kept."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from renate.accounts.decorators import requires, sudo
from renate.accounts.requests import MemberRequest
from renate.accounts.roles import Act
from renate.kit import clock
from renate.rights import operations
from renate.rights.forms import KeepForm, NothingForm, PeriodsForm
from renate.rights.models import RetentionReview
from renate.rights.queries import periods
from renate.rights.views.page import act, sent


@requires(Act.MANAGE_RIGHTS)
def review_list(request: MemberRequest) -> HttpResponse:
    """Files whose time is over and which nobody decided yet."""
    rows = RetentionReview.objects.filter(decision="").select_related("person").order_by("warned_on", "id")
    grace = timedelta(days=periods().grace_days)
    items = [{"row": row, "from": row.warned_on + grace} for row in rows[:200]]
    return render(request, "rights/review_list.html", {"items": items, "today": clock.today()})


@requires(Act.MANAGE_RIGHTS)
@sudo
def review_confirm(request: MemberRequest, review_ref: str) -> HttpResponse:
    """Anonymise the file."""
    review, form = _one(review_ref), NothingForm(sent(request))
    by, on = request.membership, clock.today()
    return act(
        request, form, lambda: operations.confirm_review(by=by, on=on, review=review),
        template="review_confirm", back=reverse("rights:review_list"), review=review,
    )  # fmt: skip


@requires(Act.MANAGE_RIGHTS)
def review_keep(request: MemberRequest, review_ref: str) -> HttpResponse:
    """Keep the file longer."""
    review, form = _one(review_ref), KeepForm(sent(request))
    by, on = request.membership, clock.today()
    return act(
        request, form, lambda: operations.keep_longer(by=by, on=on, review=review, **form.cleaned_data),
        template="review_keep", back=reverse("rights:review_list"), review=review,
    )  # fmt: skip


@requires(Act.MANAGE_SETTINGS)
def periods_edit(request: MemberRequest) -> HttpResponse:
    """How long files are kept after their end, by outcome."""
    form = PeriodsForm(sent(request), initial=PeriodsForm.initial_for(periods()))
    by, on = request.membership, clock.today()
    return act(
        request, form, lambda: operations.set_periods(by=by, on=on, **form.cleaned_data),
        template="periods_edit", back=reverse("rights:periods_edit"),
    )  # fmt: skip


def _one(ref: str) -> RetentionReview:
    """A review that nobody decided yet. Raises Http404."""
    return get_object_or_404(RetentionReview.objects.select_related("person"), public_id=ref, decision="")
