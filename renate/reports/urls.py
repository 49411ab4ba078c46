"""Addresses of the reports part."""

from django.urls import path

from renate.reports.views import report, run

app_name = "reports"

urlpatterns = [
    # reports
    path("reports/", report.report_list, name="report_list"),
    path("reports/new/", report.report_new, name="report_new"),
    # files of an issued report
    *[
        path(f"reports/<str:ref>.{kind}", run.report_download, {"kind": kind}, name=f"report_{kind}")
        for kind in ("pdf", "xlsx", "csv")
    ],
    # one report
    path("reports/<str:ref>/", report.report_show, name="report_show"),
    path("reports/<str:ref>/edit/", report.report_edit, name="report_edit"),
    path("reports/<str:ref>/figures/", run.report_work_out, name="report_work_out"),
    path("reports/<str:ref>/progress/", run.report_progress, name="report_progress"),
    path("reports/<str:ref>/issue/", run.report_issue, name="report_issue"),
]
