"""Addresses of the API."""

from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView

from renate.api.views import (
    cases,
    consents,
    deliveries,
    directory,
    follow_ups,
    offers,
    outside,
    referrals,
    reports,
    requests,
)
from renate.api.views.docs import docs

_v1 = [
    # cases
    path("cases/", cases.CaseListView.as_view(), name="case_list"),
    path("cases/<ref:ref>/", cases.CaseDetailView.as_view(), name="case_read"),
    # consent
    path("cases/<ref:ref>/consents/", consents.ConsentListView.as_view(), name="consent_list"),
    path("cases/<ref:ref>/consents/record/", consents.ConsentRecordView.as_view(), name="consent_record"),
    path(
        "cases/<ref:ref>/consents/<ref:consent_ref>/withdraw/",
        consents.ConsentWithdrawView.as_view(),
        name="consent_withdraw",
    ),
    # services
    path("cases/<ref:ref>/plan/items/", deliveries.ItemListView.as_view(), name="plan_item_list"),
    path("cases/<ref:ref>/deliveries/", deliveries.DeliveryListView.as_view(), name="delivery_list"),
    path("cases/<ref:ref>/deliveries/log/", deliveries.DeliveryLogView.as_view(), name="delivery_log"),
    # follow-ups
    path("follow-ups/", follow_ups.FollowUpListView.as_view(), name="follow_up_list"),
    path("follow-ups/<ref:ref>/", follow_ups.FollowUpDetailView.as_view(), name="follow_up_read"),
    path("follow-ups/<ref:ref>/record/", follow_ups.FollowUpRecordView.as_view(), name="follow_up_record"),
    # referrals that came
    path("referrals/", referrals.PackageListView.as_view(), name="referral_list"),
    path("referrals/<ref:ref>/", referrals.PackageDetailView.as_view(), name="referral_read"),
    path(
        "referrals/<ref:ref>/sections/<str:letter>/",
        referrals.PackageSectionView.as_view(),
        name="referral_section",
    ),
    path("referrals/<ref:ref>/answer/", referrals.PackageAnswerView.as_view(), name="referral_answer"),
    path("referrals/<ref:ref>/feedback/", referrals.PackageFeedbackView.as_view(), name="referral_feedback"),
    path("referrals/<ref:ref>/case/", referrals.PackageCaseView.as_view(), name="referral_tie_case"),
    path("referrals/<ref:ref>/report/", referrals.PackageReportView.as_view(), name="referral_report"),
    path(
        "referrals/<ref:ref>/take-over/", referrals.PackageTakeOverView.as_view(), name="referral_take_over"
    ),
    # referrals that we sent
    path("cases/<ref:ref>/referrals/", offers.OfferListView.as_view(), name="offer_list"),
    path("cases/<ref:ref>/referrals/<ref:offer_ref>/", offers.OfferDetailView.as_view(), name="offer_read"),
    path("cases/<ref:ref>/referrals/<ref:offer_ref>/act/", offers.OfferActView.as_view(), name="offer_act"),
    # questions about a person
    path("cases/<ref:ref>/requests/", requests.AskedListView.as_view(), name="asked_list"),
    path(
        "cases/<ref:ref>/requests/<ref:asked_ref>/take-back/",
        requests.AskedTakeBackView.as_view(),
        name="asked_take_back",
    ),
    path("requests/", requests.RequestListView.as_view(), name="request_list"),
    path("requests/<ref:ref>/", requests.RequestDetailView.as_view(), name="request_read"),
    path("requests/<ref:ref>/handling/", requests.RequestHandlingView.as_view(), name="request_handle"),
    # bodies without an account
    path("cases/<ref:ref>/outside/", outside.OutsideListView.as_view(), name="outside_list"),
    path(
        "cases/<ref:ref>/outside/<ref:outside_ref>/", outside.OutsideDetailView.as_view(), name="outside_read"
    ),
    path(
        "cases/<ref:ref>/outside/<ref:outside_ref>/answer/",
        outside.OutsideAnswerView.as_view(),
        name="outside_answer",
    ),
    # the directory
    path("organisations/", directory.OrganisationListView.as_view(), name="organisation_list"),
    path("partners/", directory.PartnerListView.as_view(), name="partner_list"),
    path("workers/", directory.WorkerListView.as_view(), name="worker_list"),
    # issued reports
    path("reports/", reports.ReportListView.as_view(), name="report_list"),
    path("reports/<ref:ref>/", reports.ReportDetailView.as_view(), name="report_read"),
    path("reports/<ref:ref>/figures/", reports.ReportFiguresView.as_view(), name="report_figures"),
]

urlpatterns = [
    path("v1/", include((_v1, "v1"))),
    path("schema/", SpectacularAPIView.as_view(api_version="v1"), name="api_schema"),
    path("docs/", docs, name="api_docs"),
]
