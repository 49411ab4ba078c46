"""What must stand at the end, computed from the days alone without the product's rules; and what stands."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta

from renate.notices.models import Notice, OutgoingMail
from renate.tenancy import scope
from tests.faults.mailserver import Letterbox
from tests.faults.world import House, Subject

Key = tuple[int, str, str, date]


def expected_of(house: House, days: list[date]) -> set[Key]:
    """Every reminder that sweeps on these days must have made."""
    keys: set[Key] = set()
    for subject in house.follow_ups:
        keys |= _of_follow_up(subject, days)
    for subject in house.papers:
        keys |= _of_paper(subject, days)
    return keys


def _of_follow_up(subject: Subject, days: list[date]) -> set[Key]:
    """Worker on the day and the day after, coordinators on the second; after a gap the newest only."""
    keys: set[Key] = set()
    overdue, late, since = subject.due_on + timedelta(1), subject.due_on + timedelta(2), date.min
    for today in days:
        came = {day for day in (subject.due_on, overdue, late) if since < day <= today}
        if late in came:
            keys |= {(lead, subject.name, "follow_up_overdue", late) for lead in subject.leads}
        if overdue in came:
            keys.add((subject.worker, subject.name, "follow_up_overdue", overdue))
        elif subject.due_on in came:
            keys.add((subject.worker, subject.name, "follow_up_due", subject.due_on))
        since = today
    return keys


def _of_paper(subject: Subject, days: list[date]) -> set[Key]:
    """90, 60 and 30 days before the last day; the newest that has come."""
    keys: set[Key] = set()
    for today in days:
        steps = [subject.due_on - timedelta(number) for number in (90, 60, 30)]
        came = [step for step in steps if step <= today]
        if came and today <= subject.due_on + timedelta(30):
            keys.add((subject.worker, subject.name, "expiry", max(came)))
    return keys


@dataclass
class Verdict:
    """How the run ended."""

    reminders: int = 0
    lost: int = 0
    doubled: int = 0
    mails: int = 0
    offered: int = 0
    samples: list[str] = field(default_factory=list)

    def judge(self, house: House, days: list[date], box: Letterbox) -> None:
        """Compare what stands with what must stand: rows, mails, and what left the house."""
        expected = expected_of(house, days)
        told = Counter(link for links in box.links_by_id().values() for link in links)
        taken = Counter(box.ids())
        with scope.enter(organisation=house.organisation):
            rows = list(Notice.objects.values_list("to_id", "subject", "kind", "day", "public_id", "mail_id"))
            mails = list(OutgoingMail.objects.all())
        present = Counter((to, subject, kind, day) for to, subject, kind, day, _ref, _mail in rows)
        self.reminders += len(present)
        self.lost += len(expected - set(present))
        self.doubled += sum(present.values()) - len(expected & set(present))
        self.samples += [f"lost {key}" for key in sorted(expected - set(present))[:5]]
        self.samples += [f"too many {key}" for key in sorted(set(present) - expected)[:5]]
        for *_key, ref, mail in rows:
            # In one mail, and that mail left under one Message-ID, however often it was offered.
            self.lost += mail is None or told[ref] == 0
            self.doubled += told[ref] > 1
        a_day = Counter((mail.to_id, mail.day) for mail in mails)
        self.doubled += sum(number - 1 for number in a_day.values())
        self.lost += sum(taken[mail.message_id] == 0 for mail in mails)
        self.mails += len(mails)
        self.offered += sum(taken[mail.message_id] for mail in mails)
