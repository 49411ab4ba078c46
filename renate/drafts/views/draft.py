"""Where a form sends what was typed, every few seconds."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from renate.accounts.decorators import member, public
from renate.accounts.requests import MemberRequest
from renate.drafts.keeping import NOT_CONTENT, is_token, opened
from renate.drafts.operations import DraftError, keep_draft, settle_draft
from renate.kit import clock


@require_POST
@public
def draft_keep(request: HttpRequest) -> HttpResponse:
    """Keep the form as it stands; who is signed out is told so instead of being led away from the text."""
    writer = getattr(request, "membership", None)
    if writer is None:
        return _said(
            request, _("Not kept: you are signed out. Sign in in another tab, then write on here."), 401
        )
    sealed, token = opened(request.POST.get("draft_seal", "")), request.POST.get("draft", "")
    if sealed is None or not is_token(token):
        return HttpResponseBadRequest()
    page, label, about = sealed
    content = {name: request.POST.getlist(name) for name in request.POST if name not in NOT_CONTENT}
    try:
        draft = keep_draft(by=writer, token=token, page=page, label=label, about=about, content=content)
    except DraftError as error:
        return _said(request, " ".join(error.reasons), 422)
    if "leave" in request.POST:
        messages.success(
            request, _("Kept as a draft. You find it here and on your start page for two weeks.")
        )
        return HttpResponseRedirect(page)
    words = _("Kept as a draft at %(time)s") % {"time": f"{timezone.localtime(clock.now()):%H:%M}"}
    return _said(request, words if draft else "", 200)


def _said(request: HttpRequest, text: str, status: int) -> HttpResponse:
    return render(
        request, "drafts/draft_keep.html", {"text": text, "is_trouble": status != 200}, status=status
    )


@require_POST
@member
def draft_discard(request: MemberRequest) -> HttpResponse:
    """Throw a draft away; back to the page it was written on."""
    token, sealed = request.POST.get("discard", ""), opened(request.POST.get("draft_seal", ""))
    if not is_token(token):
        return HttpResponseBadRequest()
    settle_draft(by=request.membership, token=token, page=sealed[0] if sealed else "")
    messages.success(request, _("The draft is thrown away."))
    return HttpResponseRedirect(sealed[0] if sealed else reverse("pages:home"))
