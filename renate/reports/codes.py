"""Fixed lists of the reports part."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ReportState(TextChoices):
    """Steps of a report; an issued one is frozen."""

    DRAFT = "draft", _("Draft")
    REVIEWED = "reviewed", _("Reviewed")
    APPROVED = "approved", _("Approved")
    ISSUED = "issued", _("Issued")


class Audience(TextChoices):
    """Who will read it; decides the smallest count that is shown (domain 6, small numbers 1)."""

    DONOR = "donor", _("Donors and partners")
    PUBLIC = "public", _("Everyone: will be published")


class RunPurpose(TextChoices):
    """What a run works out."""

    PREVIEW = "preview", _("Figures for the preview")
    ISSUE = "issue", _("The issued document")


class RunState(TextChoices):
    """Where a run stands. The row is the truth; a task is only a poke."""

    WAITING = "waiting", _("Waiting")
    RUNNING = "running", _("Under way")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")


class RunStage(TextChoices):
    """What a run is doing, shown with the progress bar."""

    WAITING = "waiting", _("Waiting for its turn")
    COUNTING = "counting", _("Counting")
    PROTECTING = "protecting", _("Protecting small numbers")
    DRAWING = "drawing", _("Drawing charts")
    LAYOUT = "layout", _("Laying out pages")
    FINISHED = "finished", _("Finished")


class AgeGroup(TextChoices):
    """Age groups at intake (domain 6, T2)."""

    CHILD_0_11 = "0-11", _("0–11")
    CHILD_12_14 = "12-14", _("12–14")
    CHILD_15_17 = "15-17", _("15–17")
    ADULT_18_24 = "18-24", _("18–24")
    ADULT_25_34 = "25-34", _("25–34")
    ADULT_35_59 = "35-59", _("35–59")
    ADULT_60 = "60+", _("60 and over")
    UNKNOWN = "unknown", _("Not known")


THRESHOLDS = {Audience.DONOR: 5, Audience.PUBLIC: 11}
