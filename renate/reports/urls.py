"""Addresses of the reports part."""

from django.urls import path

from renate.reports.views import look, report, run, step

app_name = "reports"

urlpatterns = [
    # reports
    path("reports/", report.report_list, name="report_list"),
    path("reports/new/", report.report_new, name="report_new"),
    path("reports/look/", look.report_look, name="report_look"),
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
    path("reports/<str:ref>/stop/", run.report_stop, name="report_stop"),
    # its steps
    path("reports/<str:ref>/review/", step.report_review, name="report_review"),
    path("reports/<str:ref>/approve/", step.report_approve, name="report_approve"),
    path("reports/<str:ref>/issue/", step.report_issue, name="report_issue"),
    path("reports/<str:ref>/return/", step.report_return, name="report_return"),
    path("reports/<str:ref>/correct/", step.report_correct, name="report_correct"),
    # words of a person
    path("cases/<ref:ref>/quotes/", look.quote_list, name="quote_list"),
    path("cases/<ref:ref>/quotes/new/", look.quote_add, name="quote_add"),
]
