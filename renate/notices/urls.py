"""Addresses of reminding."""

from django.urls import path

from renate.notices.views import calendar, notice, operations, preference

app_name = "notices"

urlpatterns = [
    # links in mails and calendars
    path("notices/<ref:ref>/", notice.notice_open, name="notice_open"),
    path("calendar/<str:token>/tasks.ics", calendar.calendar_feed, name="calendar_feed"),
    # oneself
    path("account/reminders/", preference.preference_edit, name="preference_edit"),
    path("account/reminders/calendar/", preference.calendar_renew, name="calendar_renew"),
    path("account/reminders/calendar/stop/", preference.calendar_stop, name="calendar_stop"),
    # the administrator
    path("settings/reminders/", calendar.calendar_edit, name="calendar_edit"),
    path("operations/", operations.operations_show, name="operations_show"),
    path("operations/mails/<ref:ref>/retry/", operations.mail_retry, name="mail_retry"),
]
