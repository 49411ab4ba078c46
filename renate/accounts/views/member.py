"""Who works for the organisation: the administrator invites, gives roles and switches off."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from renate.accounts import operations
from renate.accounts.decorators import requires, sudo
from renate.accounts.forms import InvitationForm, RoleForm
from renate.accounts.models import Invitation, Membership
from renate.accounts.models.membership import MembershipQuerySet
from renate.accounts.operations import MemberError
from renate.accounts.requests import MemberRequest
from renate.accounts.roles import Act
from renate.kit import clock
from renate.kit.forms import carried_out, form_status


@require_safe
@requires(Act.MANAGE_MEMBERS)
def member_list(request: MemberRequest) -> HttpResponse:
    """Everybody with a seat, and who is still to answer an invitation."""
    members = Membership.objects.select_related("user").order_by("-is_active", "user__full_name", "id")
    invitations = Invitation.objects.filter(accepted_at=None, withdrawn_at=None).order_by("expires_at", "id")
    context = {"members": members, "invitations": invitations, "now": clock.now()}
    return render(request, "accounts/member_list.html", context)


@require_http_methods(["GET", "POST"])
@requires(Act.MANAGE_MEMBERS)
@sudo
def member_invite(request: MemberRequest) -> HttpResponse:
    """Invite by e-mail."""
    form = InvitationForm(request.POST or None, organisation=request.organisation)
    by, made = request.membership, list[Invitation]()
    if carried_out(form, lambda: made.append(operations.invite_member(by=by, **form.cleaned_data))):
        messages.success(request, _("The invitation to %s is on its way.") % made[0].email)
        return redirect("accounts:member_list")
    return render(request, "accounts/member_invite.html", {"form": form}, status=form_status(form))


@require_http_methods(["GET", "POST"])
@requires(Act.MANAGE_MEMBERS)
@sudo
def member_change_role(request: MemberRequest, ref: str) -> HttpResponse:
    """Give a member another role."""
    member = _seat(Membership.objects.active(), ref)
    form = RoleForm(request.POST or None, organisation=request.organisation, initial={"role": member.role})
    by = request.membership
    if carried_out(form, lambda: operations.change_role(by=by, member=member, **form.cleaned_data)):
        said = _("%(name)s is now %(role)s.") % {"name": member, "role": member.get_role_display()}
        messages.success(request, said)
        return redirect("accounts:member_list")
    context = {"form": form, "member": member}
    return render(request, "accounts/member_change_role.html", context, status=form_status(form))


@require_http_methods(["GET", "POST"])
@requires(Act.MANAGE_MEMBERS)
@sudo
def member_deactivate(request: MemberRequest, ref: str) -> HttpResponse:
    """Ask, then switch a member off; the reasons why not are shown on the same page."""
    member = _seat(Membership.objects.filter(ended_at=None), ref)
    reasons: list[str] = []
    if request.method == "POST":
        try:
            operations.deactivate_member(by=request.membership, member=member)
        except MemberError as error:
            reasons = error.reasons
        else:
            messages.success(request, _("%s can no longer sign in here.") % member)
            return redirect("accounts:member_list")
    context = {"member": member, "reasons": reasons}
    return render(request, "accounts/member_deactivate.html", context, status=422 if reasons else 200)


@require_POST
@requires(Act.MANAGE_MEMBERS)
def member_suspend(request: MemberRequest, ref: str) -> HttpResponse:
    """Keep a member out from this moment; one click, because it may have to be quick."""
    member = _seat(Membership.objects.active(), ref)
    try:
        operations.suspend_member(by=request.membership, member=member)
    except MemberError as error:
        messages.error(request, " ".join(error.reasons))
    else:
        messages.success(request, _("%s is kept out from now on.") % member)
    return redirect("accounts:member_list")


@require_POST
@requires(Act.MANAGE_MEMBERS)
@sudo(back="accounts:member_list")
def member_restore(request: MemberRequest, ref: str) -> HttpResponse:
    """Let a suspended member in again."""
    member = _seat(Membership.objects.filter(is_active=False).exclude(suspended_at=None), ref)
    try:
        operations.restore_member(by=request.membership, member=member)
    except MemberError as error:
        messages.error(request, " ".join(error.reasons))
    else:
        messages.success(request, _("%s can sign in again.") % member)
    return redirect("accounts:member_list")


def _seat(members: MembershipQuerySet, ref: str) -> Membership:
    return get_object_or_404(members.select_related("user", "organisation"), public_id=ref)


@require_POST
@requires(Act.MANAGE_MEMBERS)
def invitation_withdraw(request: MemberRequest, ref: str) -> HttpResponse:
    """Make an open invitation void."""
    invitation = get_object_or_404(
        Invitation.objects.filter(accepted_at=None, withdrawn_at=None), public_id=ref
    )
    operations.withdraw_invitation(by=request.membership, invitation=invitation)
    messages.success(request, _("The invitation to %s is withdrawn.") % invitation.email)
    return redirect("accounts:member_list")
