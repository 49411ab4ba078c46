"""How the sweeps and mails of the organisation stand."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from renate.accounts.decorators import requires
from renate.accounts.requests import MemberRequest
from renate.accounts.roles import Act
from renate.kit import clock
from renate.notices import operations
from renate.notices.models import OutgoingMail
from renate.notices.operations import MailError
from renate.notices.queries import board, office_calendar


@requires(Act.MANAGE_SETTINGS)
def operations_show(request: MemberRequest) -> HttpResponse:
    """Last sweep, what waits, what failed and why."""
    found = board(clock.now(), clock.today())
    context = {"board": found, "calendar": office_calendar()}
    return render(request, "notices/operations_show.html", context)


@require_POST
@requires(Act.MANAGE_SETTINGS)
def mail_retry(request: MemberRequest, ref: str) -> HttpResponse:
    """Offer one mail once more."""
    mail = OutgoingMail.objects.filter(public_id=ref).first()
    if mail is None:
        raise Http404
    try:
        operations.retry_mail(by=request.membership, mail=mail)
    except MailError as error:
        messages.error(request, " ".join(str(reason) for reason in error.reasons))
    else:
        messages.success(request, _("It leaves within a minute, if the mail server takes it."))
    return redirect("notices:operations_show")
