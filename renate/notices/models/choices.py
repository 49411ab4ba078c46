"""What a worker and an organisation choose about reminders (domain 2.8)."""

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from renate.notices.codes import ClosedDayRule, MailChoice, Weekday
from renate.notices.rules import DEFAULT_HOUR, CalendarFacts
from renate.tenancy.fields import TenantOneToOneField
from renate.tenancy.models import TenantModel

_HOUR = (MinValueValidator(0), MaxValueValidator(23))


class Preference(TenantModel):
    """When and in which language a worker gets the daily mail, and the key of their calendar feed."""

    membership = TenantOneToOneField(
        "accounts.Membership", on_delete=models.CASCADE, related_name="preference"
    )
    mail = models.CharField(_("In the daily mail"), max_length=10, choices=MailChoice, default=MailChoice.ALL)
    hour = models.PositiveSmallIntegerField(_("hour"), null=True, blank=True, validators=_HOUR)
    language = models.CharField(_("language"), max_length=8, blank=True)
    # Part of the feed's address; another one makes the old address worthless.
    calendar_key = models.CharField(max_length=32, blank=True)

    class Privacy:
        personal = ("membership", "mail", "hour", "language", "calendar_key")
        special = ()
        operational = ()
        retention = "membership"

    def __str__(self) -> str:
        return f"Preferences {self.public_id}"


class OfficeCalendar(TenantModel):
    """On which days an organisation sends no mail, and when it sends; one row each."""

    hour = models.PositiveSmallIntegerField(_("hour"), default=DEFAULT_HOUR, validators=_HOUR)
    keeps_holidays = models.BooleanField(_("quiet on public holidays"), default=True)
    holiday_country = models.CharField(_("public holidays of"), max_length=2, blank=True)
    quiet_weekdays = ArrayField(
        models.CharField(max_length=1, choices=Weekday),
        default=list,
        blank=True,
        verbose_name=_("quiet days"),
    )
    closed_days = ArrayField(models.DateField(), default=list, blank=True, verbose_name=_("own days off"))
    on_closed_day = models.CharField(
        _("a follow-up on a day off"), max_length=8, choices=ClosedDayRule, default=ClosedDayRule.STAY
    )

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["organisation"], name="notices_one_calendar")]

    class Privacy:
        personal = ()
        special = ()
        operational = (
            "hour", "keeps_holidays", "holiday_country", "quiet_weekdays", "closed_days", "on_closed_day",
        )  # fmt: skip
        retention = "organisation"

    def __str__(self) -> str:
        return "Calendar"

    @property
    def facts(self) -> CalendarFacts:
        """What the rules need."""
        return CalendarFacts(
            country=(self.holiday_country or self.organisation.country) if self.keeps_holidays else "",
            quiet_weekdays=frozenset(int(day) for day in self.quiet_weekdays),
            closed_days=frozenset(self.closed_days),
        )
