"""Addresses of referrals and partners."""

from django.urls import path

from referrals.views import inbox, offers, partners

app_name = "referrals"

urlpatterns = [
    # both directions
    path("referrals/", inbox.referral_list, name="referral_list"),
    # a package that came to us
    path("referrals/<str:ref>/", inbox.package_show, name="package_show"),
    path("referrals/<str:ref>/accept/", inbox.package_accept, name="package_accept"),
    path("referrals/<str:ref>/decline/", inbox.package_decline, name="package_decline"),
    path("referrals/<str:ref>/end/", inbox.package_end, name="package_end"),
    path("referrals/<str:ref>/case/", inbox.package_link, name="package_link"),
    path("referrals/<str:ref>/sections/<str:letter>/", inbox.package_section, name="package_section"),
    # the referrals of a case
    path("cases/<str:ref>/referrals/", offers.offer_list, name="offer_list"),
    path("cases/<str:ref>/referrals/new/", offers.offer_new, name="offer_new"),
    path("cases/<str:ref>/referrals/<str:offer_ref>/", offers.offer_show, name="offer_show"),
    path("cases/<str:ref>/referrals/<str:offer_ref>/change/", offers.offer_change, name="offer_change"),
    path("cases/<str:ref>/referrals/<str:offer_ref>/check/", offers.offer_check, name="offer_check"),
    path("cases/<str:ref>/referrals/<str:offer_ref>/withdraw/", offers.offer_withdraw, name="offer_withdraw"),
    path("cases/<str:ref>/referrals/<str:offer_ref>/end/", offers.offer_end, name="offer_end"),
    # partners
    path("partners/", partners.partner_list, name="partner_list"),
    path("partners/new/", partners.partner_add, name="partner_add"),
    path("partners/<str:ref>/", partners.partner_change, name="partner_change"),
]
