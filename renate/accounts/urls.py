"""Addresses of sign-in, one's own account and the organisation's members."""

from django.urls import include, path

from renate.accounts.views import account, approval, audit, invitation, lock, member, organisation, token

_own = [
    # oneself
    path("account/", account.account_show, name="account_show"),
    path("account/organisation/", account.organisation_switch, name="organisation_switch"),
    path("account/lock/", lock.session_lock, name="session_lock"),
    path("account/held/<ref:ref>/", lock.held_show, name="held_show"),
    path("account/held/<ref:ref>/drop/", lock.held_drop, name="held_drop"),
    path("account/keys/", token.token_list, name="token_list"),
    path("account/keys/new/", token.token_make, name="token_make"),
    path("account/keys/<ref:ref>/end/", token.token_end, name="token_end"),
    # acts that need two people
    path("approvals/", approval.approval_list, name="approval_list"),
    path("approvals/<ref:ref>/", approval.approval_decide, name="approval_decide"),
    path("approvals/<ref:ref>/withdraw/", approval.approval_withdraw, name="approval_withdraw"),
    # invitations, from the side of who is invited
    path("account/invitation/<str:token>/", invitation.invitation_accept, name="invitation_accept"),
    # members, for the administrator
    path("settings/members/", member.member_list, name="member_list"),
    path("settings/members/invite/", member.member_invite, name="member_invite"),
    path("settings/members/<str:ref>/role/", member.member_change_role, name="member_change_role"),
    path("settings/members/<str:ref>/deactivate/", member.member_deactivate, name="member_deactivate"),
    path("settings/members/<str:ref>/suspend/", member.member_suspend, name="member_suspend"),
    path("settings/members/<str:ref>/restore/", member.member_restore, name="member_restore"),
    path("settings/organisation/", organisation.organisation_edit, name="organisation_edit"),
    path("settings/audit/", audit.audit_list, name="audit_list"),
    path("settings/invitations/<str:ref>/withdraw/", member.invitation_withdraw, name="invitation_withdraw"),
]

urlpatterns = [
    path("", include((_own, "accounts"))),
    path("account/second-step/", include("allauth.mfa.urls")),
    path("account/sessions/", include("allauth.usersessions.urls")),
    path("account/sign-on/", include("allauth.socialaccount.urls")),
    path("account/sign-on/", include("allauth.socialaccount.providers.openid_connect.urls")),
    path("account/", include("allauth.account.urls")),
]
