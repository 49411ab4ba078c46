"""Keys of one's own programs."""

from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from renate.accounts.decorators import member, sudo
from renate.accounts.forms import TokenForm
from renate.accounts.models import ApiToken
from renate.accounts.operations.tokens import TokenError, end_token, make_token
from renate.accounts.requests import MemberRequest
from renate.kit import clock
from renate.kit.forms import add_rule_error, form_status


@require_safe
@member
def token_list(request: MemberRequest) -> HttpResponse:
    """One's own keys; never their text."""
    own = ApiToken.objects.filter(membership=request.membership).order_by("-id")
    context = {"tokens": own, "now": clock.now(), "has_second_step": is_mfa_enabled(request.user)}
    return render(request, "accounts/token_list.html", context)


@require_http_methods(["GET", "POST"])
@member
@sudo
def token_make(request: MemberRequest) -> HttpResponse:
    """Make one; its text is on the page that answers, and nowhere afterwards."""
    form = TokenForm(request.POST or None, membership=request.membership)
    if form.is_valid():
        try:
            token, text = make_token(by=request.membership, **form.cleaned_data)
        except TokenError as error:
            add_rule_error(form, error)
        else:
            return render(request, "accounts/token_made.html", {"token": token, "text": text}, status=201)
    return render(request, "accounts/token_make.html", {"form": form}, status=form_status(form))


@require_POST
@member
def token_end(request: MemberRequest, ref: str) -> HttpResponse:
    """Make one's own key void."""
    token: ApiToken = get_object_or_404(ApiToken.objects.filter(membership=request.membership), public_id=ref)
    end_token(by=request.membership, token=token)
    messages.success(request, _("The key is void."))
    return redirect("accounts:token_list")
