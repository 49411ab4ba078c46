"""Addresses of the rights of the person."""

from django.urls import path

from renate.rights.views import case, requests, retention

app_name = "rights"

urlpatterns = [
    # requests
    path("rights/", requests.request_list, name="request_list"),
    # files whose time is over
    path("rights/over/", retention.review_list, name="review_list"),
    path("rights/over/<ref:review_ref>/confirm/", retention.review_confirm, name="review_confirm"),
    path("rights/over/<ref:review_ref>/keep/", retention.review_keep, name="review_keep"),
    path("settings/retention/", retention.periods_edit, name="periods_edit"),
    # one request
    path("rights/<ref:request_ref>/", requests.request_show, name="request_show"),
    path("rights/<ref:request_ref>/decide/", requests.request_decide, name="request_decide"),
    path("rights/<ref:request_ref>/longer/", requests.request_extend, name="request_extend"),
    path("rights/<ref:request_ref>/disagreement/", requests.request_disagree, name="request_disagree"),
    path("rights/<ref:request_ref>/do/", requests.request_do, name="request_do"),
    path("rights/<ref:request_ref>/withdraw/", requests.request_withdraw, name="request_withdraw"),
    path("rights/<ref:request_ref>/lift/", requests.restriction_lift, name="restriction_lift"),
    path("rights/<ref:request_ref>/hold/", requests.hold_place, name="hold_place"),
    path("rights/<ref:request_ref>/hold/<ref:hold_ref>/end/", requests.hold_end, name="hold_end"),
    # in the file
    path("cases/<ref:ref>/rights/", case.case_rights, name="case_rights"),
    path("cases/<ref:ref>/rights/new/", case.right_ask, name="right_ask"),
    path("cases/<ref:ref>/rights/<ref:request_ref>/safety/", case.right_safety, name="right_safety"),
    path("cases/<ref:ref>/rights/<ref:request_ref>/approval/", case.right_approval, name="right_approval"),
    path("cases/<ref:ref>/rights/<ref:request_ref>/copy/", case.right_copy, name="right_copy"),
]
