"""Notices, the daily mail, what workers and organisations choose, and how the sweeps went."""

from renate.notices.models.choices import OfficeCalendar, Preference
from renate.notices.models.notice import Notice, OutgoingMail
from renate.notices.models.sweep import Sweep

__all__ = ["Notice", "OfficeCalendar", "OutgoingMail", "Preference", "Sweep"]
