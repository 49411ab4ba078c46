"""Tasks, flags, conferences, incidents, feedback."""

from datetime import date, timedelta

import pytest

from cases.access import readable_feedback, readable_tasks
from cases.codes import FeedbackFrom, FeedbackState, TaskState
from cases.models import Feedback, Flag, Incident, Task
from cases.operations import (
    ConferenceError,
    Decision,
    FeedbackError,
    FlagError,
    NoteError,
    TaskError,
    correct_note,
    end_task,
    give_task,
    handle_feedback,
    hold_conference,
    log_incident,
    raise_flag,
    resolve_flag,
    take_feedback,
)
from renate.accounts.roles import Role
from renate.kit import clock
from renate.notices.models import Notice
from tests.factories.cases import CaseFactory, CaseNoteFactory, TeamMemberFactory

ON = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to("2026-11-20 10:00")


@pytest.fixture
def case(inside):
    return CaseFactory(case_manager=inside, opened_on=date(2026, 10, 1))


def task_for(by, case, to, **given):
    return give_task(by=by, on=ON, case=case, title="Call the school", due_on=ON, assigned_to=to, **given)


def test_a_task_tells_whoever_gets_it_and_names_nobody(case, inside, coordinator):
    task_for(coordinator, case, inside)

    notice = Notice.objects.get()
    assert (notice.to, notice.ref) == (inside, case.person.case_code)
    assert "school" not in notice.url


def test_a_task_goes_only_to_who_can_open_the_case_and_not_into_the_past(case, inside, cast):
    deputy = cast(Role.DEPUTY)

    with pytest.raises(TaskError, match="team first"):
        task_for(inside, case, deputy)
    with pytest.raises(TaskError, match="past"):
        give_task(by=inside, on=ON, case=case, title="x", due_on=ON - timedelta(days=1), assigned_to=inside)
    assert not Task.objects.exists()


def test_a_task_is_ended_once_by_who_has_it_and_dropped_with_a_reason(case, inside, cast):
    lawyer, doctor = cast(Role.LEGAL), cast(Role.HEALTH)
    TeamMemberFactory(case=case, membership=lawyer)
    task = task_for(inside, case, lawyer)

    with pytest.raises(TaskError, match="Only who has the task"):
        end_task(by=doctor, on=ON, task=task, state=TaskState.DONE)
    with pytest.raises(TaskError, match="why"):
        end_task(by=lawyer, on=ON, task=task, state=TaskState.DROPPED)
    end_task(by=lawyer, on=ON, task=task, state=TaskState.DONE, outcome="Ѓорѓи has it.")

    assert list(readable_tasks(lawyer, case)) == [task]
    assert list(readable_tasks(doctor, case)) == []
    with pytest.raises(TaskError, match="already"):
        end_task(by=lawyer, on=ON, task=task, state=TaskState.DONE)


def test_a_flag_of_a_kind_stands_once_and_is_resolved_with_words(case, inside):
    flag = raise_flag(by=inside, on=ON, case=case, kind="safety", reason="A car again.")

    with pytest.raises(FlagError, match="stands"):
        raise_flag(by=inside, on=ON, case=case, kind="safety", reason="And again.")
    with pytest.raises(FlagError, match="how"):
        resolve_flag(by=inside, on=ON, flag=flag, resolution=" ")
    resolve_flag(by=inside, on=ON, flag=flag, resolution="It was the neighbour’s.")
    raise_flag(by=inside, on=ON, case=case, kind="safety", reason="Another one.")

    assert Flag.objects.standing().count() == 1


def test_a_decision_with_a_member_and_a_day_becomes_a_task(case, inside):
    decisions = [Decision("See the lawyer", inside, ON + timedelta(days=3)), Decision("No visits for now")]

    conference = hold_conference(
        by=inside, on=ON, case=case, kind="internal", summary="Риск", members=[inside], decisions=decisions
    )

    tasks = [decision.task for decision in conference.decisions.order_by("id")]
    assert [task.title if task else None for task in tasks] == ["See the lawyer", None]


def test_a_conference_has_somebody_and_is_in_the_time_of_the_case(case, inside):
    told = {"by": inside, "case": case, "kind": "internal", "summary": "x"}

    with pytest.raises(ConferenceError, match="attended"):
        hold_conference(on=ON, **told)
    with pytest.raises(ConferenceError, match="future"):
        hold_conference(on=ON + timedelta(days=1), members=[inside], **told)
    with pytest.raises(ConferenceError, match="before the case"):
        hold_conference(on=date(2026, 9, 30), members=[inside], **told)


def test_an_incident_concerns_nobody_or_several(case, inside):
    other = CaseFactory(case_manager=inside)

    log_incident(by=inside, on=ON, kind="fire_or_building", severity=1, what_happened="A window broke.")
    log_incident(by=inside, on=ON, kind="quarrel", severity=2, what_happened="…", cases=[case, other])

    assert [row.people.count() for row in Incident.objects.order_by("id")] == [0, 2]


def test_a_complaint_is_neither_read_nor_handled_by_whom_it_is_about(inside, coordinator, cast):
    director = cast(Role.DIRECTOR)
    complaint = take_feedback(
        by=inside, on=ON, kind="complaint", given_by=FeedbackFrom.PERSON, topic="treatment", text="Lies",
        about=coordinator,
    )  # fmt: skip

    assert list(readable_feedback(coordinator)) == []
    assert list(readable_feedback(inside)) == []
    assert list(readable_feedback(director)) == [complaint]
    with pytest.raises(FeedbackError, match="about"):
        handle_feedback(by=coordinator, on=ON, feedback=complaint, state=FeedbackState.IN_HAND)
    with pytest.raises(FeedbackError, match="what came"):
        handle_feedback(by=director, on=ON, feedback=complaint, state=FeedbackState.SETTLED)


def test_anonymous_feedback_bears_no_case(case, inside):
    take_feedback(
        by=inside, on=ON, kind="complaint", given_by=FeedbackFrom.ANONYMOUS, topic="house", text="Cold",
        case=case,
    )  # fmt: skip

    assert Feedback.objects.get().about_case is None


def test_a_note_is_corrected_by_its_writer_once_and_the_first_wording_stays(case, inside, coordinator):
    note = CaseNoteFactory(case=case, by=inside, text="Mother called.")

    with pytest.raises(NoteError, match="wrote it"):
        correct_note(by=coordinator, on=clock.today(), note=note, text="x")
    newer = correct_note(by=inside, on=clock.today(), note=note, text="The aunt called.")

    assert (newer.corrects.text, newer.text) == ("Mother called.", "The aunt called.")
    with pytest.raises(NoteError, match="already"):
        correct_note(by=inside, on=clock.today(), note=note, text="y")
