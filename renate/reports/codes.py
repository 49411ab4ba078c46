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


class StepKind(TextChoices):
    """What somebody did with a report; each step is kept."""

    DRAFTED = "drafted", _("Drafted")
    EDITED = "edited", _("Changed")
    REVIEWED = "reviewed", _("Reviewed")
    APPROVED = "approved", _("Approved")
    RETURNED = "returned", _("Returned to draft")
    ISSUED = "issued", _("Issued")
    CORRECTING = "correcting", _("Correction begun")


class QuoteUse(TextChoices):
    """Where a person agreed that their words may stand; each use is agreed by itself (domain 4)."""

    DONOR_REPORT = "donor_report", _("Reports to donors and partners")
    PUBLIC_REPORT = "public_report", _("Published reports, for everyone")


class Preset(TextChoices):
    """Which tables stand together, and under which headings (domain 6)."""

    OWN = "own", _("Own choice of tables")
    KBF = "kbf", _("Five aims, as the King Baudouin Foundation asks")
    EUROSTAT = "eurostat", _("Groups of European statistics (Eurostat)")
    UNVTF = "unvtf", _("Services, as the UN Voluntary Trust Fund asks")


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
    CANCELLED = "cancelled", _("Stopped")


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

    CHILD_0_11 = "0-11", "0–11"
    CHILD_12_14 = "12-14", "12–14"
    CHILD_15_17 = "15-17", "15–17"
    ADULT_18_24 = "18-24", "18–24"
    ADULT_25_34 = "25-34", "25–34"
    ADULT_35_59 = "35-59", "35–59"
    ADULT_60 = "60+", _("60 and over")
    UNKNOWN = "unknown", _("Not known")


USES = {Audience.DONOR: QuoteUse.DONOR_REPORT, Audience.PUBLIC: QuoteUse.PUBLIC_REPORT}
THRESHOLDS = {Audience.DONOR: 5, Audience.PUBLIC: 11}
