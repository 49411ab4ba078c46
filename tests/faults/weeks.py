"""The days of the run: reminders fall due, mails leave, and something breaks all the time."""

import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

from django.db import DatabaseError, connections

from reintegration.models import FollowUp
from renate.kit import clock
from renate.notices.codes import MailState
from renate.notices.models import Notice, OutgoingMail, Sweep
from renate.tenancy import scope
from tests.faults import mailserver
from tests.faults.clockwork import move_to
from tests.faults.crew import Crew, alive, children, kill, kill_group
from tests.faults.holding import held_up
from tests.faults.house import Premises
from tests.faults.mailserver import Letterbox
from tests.faults.oracle import Verdict
from tests.faults.progress import say
from tests.faults.world import House, build

START = date(2026, 10, 24)  # the day before the clocks go back
CREW = {"worker": 2, "beat": 2}
PATIENCE = 120.0
# While one waits, time goes on: past a lease of five minutes, and past the pause after a killed sweep.
STEP, EVERY_SECONDS = timedelta(minutes=7), 1.5
WEIGHTS = {"worker": 4, "pool process": 4, "beat": 2, "broker": 1, "database": 1}


class Weeks:
    """One run."""

    def __init__(
        self, premises: Premises, box: Letterbox, crew: Crew, luck: random.Random, size: dict[str, int]
    ) -> None:
        self.premises, self.box, self.crew, self.luck, self.size = premises, box, crew, luck, size
        self.days = [START + timedelta(days=number) for number in range(size["days"])]
        # Thirty days in which nothing runs; what fell due meanwhile is told of at the end, once.
        self.after = self.days[-1] + timedelta(days=30)
        self.running: dict[str, list[int]] = {kind: [] for kind in CREW}
        self.faults: Counter[str] = Counter()
        self.in_midst = 0
        # Each kind once, however short the run; from then on by luck.
        self.still_to_come = luck.sample(list(WEIGHTS), len(WEIGHTS))
        self.in_trouble = True
        move_to(_at(self.days[0], 3))
        dues = self.days + [self.days[-1] + timedelta(days=number) for number in range(1, 28)]
        weighted = [*self.days * 6, *dues]
        self.houses: list[House] = build(size["houses"], size["follow_ups"], weighted, luck)

    # The days

    def pass_by(self) -> Verdict:
        """Let the days pass; returns what the oracle says of them."""
        self._keep_crew()
        for number, day in enumerate(self.days):
            if number == 1:
                # From before the first mail of the day, else there is none left to refuse.
                self.box.mood = mailserver.REFUSING
            self._night(day)
            self._morning(day, strikes=self.size["strikes"])
            if number == 1:
                self._hour_without_mail(day)
            self._mails_leave(_at(day, 9))
            say(f"{day}, {self.faults.total()} faults, {len(self.box.mails)} mails")
        self._thirty_days_without_anything()
        days = [*self.days, self.after]
        while not self._told():
            # What came after the mail of a day leaves with the next day's.
            days.append(days[-1] + timedelta(days=1))
            self._quiet_day(days[-1])
        verdict = Verdict()
        for house in self.houses:
            verdict.judge(house, days, self.box)
        self.in_trouble = bool(verdict.lost or verdict.doubled)
        for sample in verdict.samples:
            say(sample)
        return verdict

    def _quiet_day(self, day: date) -> None:
        """A day on which nothing breaks: first the reminders, then the mails."""
        move_to(_at(day, 9))
        self._settle(self._swept, f"the sweeps of {day}")
        self._settle(self._mailed, "the mails")

    def _night(self, day: date) -> None:
        """When clocks change, the hours are passed one by one: some have their mail at two or three."""
        if day == date(2026, 10, 25):
            self.faults["clock change"] += 1
            for minutes in (0, 60, 120):
                move_to(_at(day, 0) + timedelta(minutes=minutes))
                self._settle(self._swept, "the sweeps of the night")

    def _morning(self, day: date, strikes: int) -> None:
        """What is due is reminded of, while things break."""
        move_to(_at(day, 5))
        self._kill_in_mid_sweep()
        for number in range(strikes):
            time.sleep(self.luck.uniform(0, 0.6))
            if number == strikes // 2:
                move_to(_at(day, 7, 30))
            self._strike()
        self._settle(self._swept, f"the sweeps of {day}")

    def _hour_without_mail(self, day: date) -> None:
        """The mail server refuses for more than an hour; nothing may be given up."""
        self.faults["mail refused"] += 1
        self._settle(lambda: self.box.refused > 0, "the first refusal")
        for minutes in range(0, 80, 16):
            move_to(_at(day, 9) + timedelta(minutes=minutes))
            time.sleep(0.5)
        self._settle(lambda: self.box.refused > 1, "another refusal")
        self.box.mood = mailserver.OPEN

    def _mails_leave(self, moment: datetime) -> None:
        """Daily mails leave; who was killed in mid-mail is waited for, and the hours pass meanwhile."""
        move_to(max(moment, clock.now()))
        if self.luck.random() < 0.5:
            self.box.mood = mailserver.BREAKING
            self.faults["mail broken off"] += 1
            time.sleep(0.4)
            self.box.mood = mailserver.OPEN
        self._strike("worker", "pool process")
        self._settle(self._mailed, "the mails")

    def _thirty_days_without_anything(self) -> None:
        """Everything is off for a month. Then each worker gets one mail, not thirty."""
        for kind in CREW:
            for pid in self.running[kind]:
                kill_group(pid)
        self.faults["month of downtime"] += 1
        move_to(_at(self.after, 9))
        before = len(set(self.box.ids()))
        self._settle(self._swept, "the sweeps after the month")
        self._settle(self._mailed, "the mails after the month")
        receivers = {str(mail["To"]) for mail in self.box.mails}
        assert len(set(self.box.ids())) - before <= len(receivers), "more than one mail after the month"

    # What breaks

    def _strike(self, *kinds: str) -> None:
        """One fault, noted whether it hit while work was under way."""
        ways: dict[str, Callable[[], None]] = {
            "worker": lambda: kill_group(self.luck.choice(self.running["worker"])),
            "pool process": self._kill_in_pool,
            "beat": lambda: kill_group(self.luck.choice(self.running["beat"])),
            "broker": self.premises.lose_queue,
            "database": self._restart_database,
        }
        names = list(kinds or ways)
        name = self.luck.choices(names, [WEIGHTS[name] for name in names])[0]
        if self.still_to_come and not kinds:
            name = self.still_to_come.pop()
        self.in_midst += not self._swept()
        ways[name]()
        self.faults[name] += 1
        self._keep_crew()

    def _kill_in_mid_sweep(self) -> None:
        """All workers at once, while a sweep has claimed its rows and has not told anybody yet."""
        with held_up("notices_notice") as is_reached:
            self._settle(is_reached, "a sweep that wants to write")
            for pid in self.running["worker"]:
                kill_group(pid)
        self.in_midst += 1
        self.faults["workers in mid-sweep"] += 1
        self._keep_crew()

    def _kill_in_pool(self) -> None:
        inside = children(self.luck.choice(self.running["worker"]))
        if inside:
            kill(self.luck.choice(inside))

    def _restart_database(self) -> None:
        connections.close_all()
        self.premises.restart_database()

    def _keep_crew(self) -> None:
        """Start anew what has died, as a supervisor does."""
        for kind, wanted in CREW.items():
            self.running[kind] = [pid for pid in self.running[kind] if alive(pid)]
            while len(self.running[kind]) < wanted:
                self.running[kind].append(self.crew.start(kind))

    # What is waited for

    def _settle(self, done: Callable[[], bool], what: str) -> None:
        """Wait until it is done, keeping the crew; time passes meanwhile, for leases and pauses."""
        deadline = time.monotonic() + PATIENCE
        moved = time.monotonic()
        while not done():
            if time.monotonic() > deadline:
                raise TimeoutError(f"{what} did not come within {PATIENCE:.0f} s: {self._state()}")
            if time.monotonic() - moved > EVERY_SECONDS:
                move_to(clock.now() + STEP)
                moved = time.monotonic()
            self._keep_crew()
            time.sleep(0.1)

    def _state(self) -> list[object]:
        """What stands in the way, for whoever reads the error."""
        found: list[object] = [clock.now().isoformat(), self.box.refused, len(self.box.mails)]
        for _house in self._inside():
            found += Sweep.objects.values_list("name", "ended_at", "trouble")
            found += OutgoingMail.objects.exclude(state="sent").values_list("state", "trouble")[:3]
            found.append(Notice.objects.to_mail().count())
        return found

    def _swept(self) -> bool:
        """No row waits for its reminder, and the other days have been looked at since the clock moved."""
        now = clock.now()
        for _house in self._inside():
            if FollowUp.objects.planned().filter(remind_on__lte=clock.today()).exists():
                return False
            sweep = Sweep.objects.filter(name="due").first()
            if sweep is None or sweep.ended_at is None or now - sweep.ended_at > timedelta(minutes=59):
                return False
        return True

    def _mailed(self) -> bool:
        """No mail waits to leave, and nothing waits for one but what came after today's."""
        for _house in self._inside():
            if OutgoingMail.objects.filter(state=MailState.WAITING).exists():
                return False
            had = OutgoingMail.objects.filter(day=clock.today()).values("to")
            if Notice.objects.to_mail().exclude(to__in=had).exists():
                return False
        return True

    def _told(self) -> bool:
        """Nothing at all waits for a mail."""
        return not any(Notice.objects.to_mail().exists() for _house in self._inside())

    def _inside(self) -> Iterator[House]:
        """Each organisation's scope in turn; a database that was just killed counts as not done."""
        for house in self.houses:
            with _patient(), scope.enter(organisation=house.organisation):
                yield house

    def end(self) -> None:
        """End the crew."""
        for pids in self.running.values():
            for pid in pids:
                kill_group(pid)
        connections.close_all()
        self.crew.end()

    def summary(self, verdict: Verdict) -> list[str]:
        """What happened, and the figures as the last line."""
        kinds = ", ".join(f"{number} {name}" for name, number in sorted(self.faults.items()))
        return [
            f"faults: {kinds}; {self.in_midst} while sweeps were under way",
            f"mails {verdict.mails}, offered {verdict.offered} times, each under one Message-ID",
            f"reminders {verdict.reminders}, faults {self.faults.total()}, lost {verdict.lost},"
            f" doubled {verdict.doubled}",
        ]


def _at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC)


@contextmanager
def _patient() -> Iterator[None]:
    try:
        yield
    except DatabaseError:
        connections.close_all()
        raise
