"""Addresses of referrals, returns, legal matters, bodies and the log of cooperation."""

from django.urls import path

from referrals.views import answers, cooperation, inbox, justice, offers, outside, partners, requests, returns

app_name = "referrals"

_IN = "referrals/<ref:ref>/"
_CASE = "cases/<ref:ref>/"
_OFFER = f"{_CASE}referrals/<ref:offer_ref>/"
_OUTSIDE = f"{_CASE}outside/<ref:outside_ref>/"
_LEGAL = f"{_CASE}legal/"
_HEARING = f"{_LEGAL}hearings/<ref:hearing_ref>/"
_RETURN = f"{_CASE}return/"
_PARTNER = "partners/<ref:ref>/"

urlpatterns = [
    # both directions
    path("referrals/", inbox.referral_list, name="referral_list"),
    # a package that came to us
    path(_IN, inbox.package_show, name="package_show"),
    path(f"{_IN}accept/", answers.package_accept, name="package_accept"),
    path(f"{_IN}decline/", answers.package_decline, name="package_decline"),
    path(f"{_IN}ask/", inbox.package_ask, name="package_ask"),
    path(f"{_IN}wait/", answers.package_wait, name="package_wait"),
    path(f"{_IN}reassign/", answers.package_reassign, name="package_reassign"),
    path(f"{_IN}end/", answers.package_end, name="package_end"),
    path(f"{_IN}case/", answers.package_link, name="package_link"),
    path(f"{_IN}feedback/", answers.package_feedback, name="package_feedback"),
    path(f"{_IN}report/", answers.package_report, name="package_report"),
    path(f"{_IN}take-over/", answers.package_take_over, name="package_take_over"),
    path(f"{_IN}still-open/", inbox.package_still_open, name="package_still_open"),
    path(f"{_IN}way/", inbox.package_journey, name="package_journey"),
    path(f"{_IN}sections/<str:letter>/", inbox.package_section, name="package_section"),
    # what others ask us about a person
    path("requests/<ref:ref>/", requests.request_show, name="request_show"),
    # the referrals of a case
    path(f"{_CASE}referrals/", offers.offer_list, name="offer_list"),
    path(f"{_CASE}referrals/new/", offers.offer_new, name="offer_new"),
    path(_OFFER, offers.offer_show, name="offer_show"),
    path(f"{_OFFER}change/", offers.offer_change, name="offer_change"),
    path(f"{_OFFER}check/", offers.offer_check, name="offer_check"),
    path(f"{_OFFER}open/", offers.offer_open, name="offer_open"),
    path(f"{_OFFER}update/", offers.offer_update, name="offer_update"),
    path(f"{_OFFER}answer/", offers.offer_answer, name="offer_answer"),
    path(f"{_OFFER}withdraw/", offers.offer_withdraw, name="offer_withdraw"),
    path(f"{_OFFER}end/", offers.offer_end, name="offer_end"),
    # what we ask others about a person
    path(f"{_CASE}requests/new/", requests.request_new, name="request_new"),
    path(f"{_CASE}requests/<ref:asked_ref>/take-back/", requests.request_take_back, name="request_take_back"),
    # bodies without an account
    path(f"{_CASE}outside/new/", outside.outside_new, name="outside_new"),
    path(_OUTSIDE, outside.outside_show, name="outside_show"),
    path(f"{_OUTSIDE}file/", outside.outside_file, name="outside_file"),
    path(f"{_OUTSIDE}file/<ref:file_ref>/", outside.outside_download, name="outside_download"),
    path(f"{_OUTSIDE}answer/", outside.outside_answer, name="outside_answer"),
    # legal matters
    path(_LEGAL, justice.matter_list, name="matter_list"),
    path(f"{_LEGAL}new/", justice.matter_open, name="matter_open"),
    path(f"{_LEGAL}orders/new/", justice.order_add, name="order_add"),
    path(f"{_LEGAL}orders/<ref:order_ref>/", justice.order_change, name="order_change"),
    path(f"{_LEGAL}matters/<ref:matter_ref>/", justice.matter_show, name="matter_show"),
    path(f"{_LEGAL}matters/<ref:matter_ref>/change/", justice.matter_change, name="matter_change"),
    path(f"{_LEGAL}matters/<ref:matter_ref>/hearings/new/", justice.hearing_plan, name="hearing_plan"),
    path(f"{_HEARING}change/", justice.hearing_change, name="hearing_change"),
    path(f"{_HEARING}asked/", justice.testimony_ask, name="testimony_ask"),
    path(f"{_HEARING}record/", justice.hearing_record, name="hearing_record"),
    # a return
    path(_RETURN, returns.return_show, name="return_show"),
    path(f"{_RETURN}new/", returns.return_open, name="return_open"),
    path(f"{_RETURN}change/", returns.return_change, name="return_change"),
    path(f"{_RETURN}sign/", returns.return_sign, name="return_sign"),
    path(f"{_RETURN}depart/", returns.return_depart, name="return_depart"),
    path(f"{_RETURN}arrived/", returns.return_arrive, name="return_arrive"),
    path(f"{_RETURN}screening/", returns.return_screen, name="return_screen"),
    path(f"{_RETURN}stop/", returns.return_stop, name="return_stop"),
    path(f"{_RETURN}finish/", returns.return_finish, name="return_finish"),
    path(f"{_RETURN}steps/<str:code>/", returns.step_mark, name="step_mark"),
    path(f"{_RETURN}legs/new/", returns.leg_add, name="leg_add"),
    path(f"{_RETURN}legs/<ref:leg_ref>/", returns.leg_change, name="leg_change"),
    path(f"{_RETURN}legs/<ref:leg_ref>/remove/", returns.leg_remove, name="leg_remove"),
    path(f"{_RETURN}helpers/new/", returns.helper_add, name="helper_add"),
    path(f"{_RETURN}helpers/<ref:helper_ref>/", returns.helper_change, name="helper_change"),
    # bodies
    path("partners/", partners.partner_list, name="partner_list"),
    path("partners/new/", partners.partner_add, name="partner_add"),
    path("partners/members/<ref:ref>/", partners.partner_join, name="partner_join"),
    path(_PARTNER, partners.partner_show, name="partner_show"),
    path(f"{_PARTNER}change/", partners.partner_change, name="partner_change"),
    path(f"{_PARTNER}people/new/", partners.person_add, name="person_add"),
    path(f"{_PARTNER}people/<ref:person_ref>/", partners.person_change, name="person_change"),
    path(f"{_PARTNER}agreements/new/", partners.agreement_add, name="agreement_add"),
    path(f"{_PARTNER}agreements/<ref:agreement_ref>/", partners.agreement_change, name="agreement_change"),
    path(f"{_PARTNER}log/", partners.contact_log, name="contact_log"),
    # cooperation
    path("cooperation/", cooperation.activity_list, name="activity_list"),
    path("cooperation/new/", cooperation.activity_log, name="activity_log"),
    path("cooperation/<ref:ref>/", cooperation.activity_change, name="activity_change"),
]
