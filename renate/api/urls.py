"""Addresses of the API."""

from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView

from renate.api.views import cases, follow_ups, reports
from renate.api.views.docs import docs

_v1 = [
    # cases
    path("cases/", cases.CaseListView.as_view(), name="case_list"),
    path("cases/<ref:ref>/", cases.CaseDetailView.as_view(), name="case_read"),
    # follow-ups
    path("follow-ups/", follow_ups.FollowUpListView.as_view(), name="follow_up_list"),
    path("follow-ups/<ref:ref>/", follow_ups.FollowUpDetailView.as_view(), name="follow_up_read"),
    path("follow-ups/<ref:ref>/record/", follow_ups.FollowUpRecordView.as_view(), name="follow_up_record"),
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
