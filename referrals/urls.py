"""Addresses of referrals and partners."""

from django.urls import path

from referrals.views import inbox, offers, partners

app_name = "referrals"

urlpatterns = [
    # both directions
    path("referrals/", inbox.referral_list, name="referral_list"),
    # a package that came to us
    path("referrals/<ref:ref>/", inbox.package_show, name="package_show"),
    path("referrals/<ref:ref>/accept/", inbox.package_accept, name="package_accept"),
    path("referrals/<ref:ref>/decline/", inbox.package_decline, name="package_decline"),
    path("referrals/<ref:ref>/end/", inbox.package_end, name="package_end"),
    path("referrals/<ref:ref>/case/", inbox.package_link, name="package_link"),
    path("referrals/<ref:ref>/sections/<str:letter>/", inbox.package_section, name="package_section"),
    # the referrals of a case
    path("cases/<ref:ref>/referrals/", offers.offer_list, name="offer_list"),
    path("cases/<ref:ref>/referrals/new/", offers.offer_new, name="offer_new"),
    path("cases/<ref:ref>/referrals/<ref:offer_ref>/", offers.offer_show, name="offer_show"),
    path("cases/<ref:ref>/referrals/<ref:offer_ref>/change/", offers.offer_change, name="offer_change"),
    path("cases/<ref:ref>/referrals/<ref:offer_ref>/check/", offers.offer_check, name="offer_check"),
    path("cases/<ref:ref>/referrals/<ref:offer_ref>/withdraw/", offers.offer_withdraw, name="offer_withdraw"),
    path("cases/<ref:ref>/referrals/<ref:offer_ref>/end/", offers.offer_end, name="offer_end"),
    # partners
    path("partners/", partners.partner_list, name="partner_list"),
    path("partners/new/", partners.partner_add, name="partner_add"),
    path("partners/<ref:ref>/", partners.partner_change, name="partner_change"),
]
