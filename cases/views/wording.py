"""Settings: what is read out before a consent, and the ground of each purpose."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cases.codes import ConsentPurpose
from cases.forms.wording import BasisForm, ConsentTextForm
from cases.models import PurposeBasis
from cases.operations.wording import decide_basis, write_consent_text
from cases.queries.wording import own_texts, purpose_lines, wording_for
from cases.views.editing import edited
from cases.views.page import sent, succeeds
from renate.accounts.decorators import requires
from renate.accounts.requests import MemberRequest
from renate.accounts.roles import Act
from renate.kit import clock
from renate.kit.conflicts import held
from renate.kit.forms import form_status


@requires(Act.MANAGE_SETTINGS)
def consent_text_list(request: MemberRequest) -> HttpResponse:
    """Every purpose with its ground, and the languages it is explained in."""
    return render(request, "cases/consent_text_list.html", {"lines": purpose_lines()})


@requires(Act.MANAGE_SETTINGS)
def consent_text_write(request: MemberRequest) -> HttpResponse:
    """Write the next version of a text, starting from the one in use."""
    purpose, language = _purpose(request), request.GET.get("language", "")
    start = {"language": language, "text": wording_for(purpose, language).text}
    form = ConsentTextForm(sent(request), initial=start)
    today = clock.today()

    def write() -> None:
        write_consent_text(by=request.membership, on=today, purpose=purpose, **form.cleaned_data)

    context = {"purpose": purpose, "form": form, "texts": own_texts(purpose)}
    return _answer(request, form, write, "cases/consent_text_write.html", context)


@requires(Act.MANAGE_SETTINGS)
def legal_basis_set(request: MemberRequest) -> HttpResponse:
    """Decide on what ground a purpose rests."""
    purpose = _purpose(request)
    row = PurposeBasis.objects.filter(purpose=purpose).first()
    stored = held(request, row) if row else None
    form = edited(BasisForm(sent(request), initial=BasisForm.initial_for(stored)), stored)

    def decide() -> None:
        decide_basis(by=request.membership, on=clock.today(), purpose=purpose, **form.cleaned_data)

    return _answer(request, form, decide, "cases/legal_basis_set.html", {"purpose": purpose, "form": form})


def _purpose(request: MemberRequest) -> ConsentPurpose:
    """The one in the address; the first of all where none is named."""
    purpose = request.GET.get("purpose", ConsentPurpose.SERVICES)
    if purpose not in ConsentPurpose.values:
        raise Http404
    return ConsentPurpose(purpose)


def _answer(
    request: MemberRequest, form: Any, act: Any, template: str, context: dict[str, Any]
) -> HttpResponse:
    if succeeds(form, act):
        messages.success(request, _("Saved."))
        return redirect("cases:consent_text_list")
    return render(request, template, context, status=form_status(form))
