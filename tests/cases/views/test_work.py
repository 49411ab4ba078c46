"""The pages of tasks, flags, conferences, incidents, feedback and the timeline."""

import re
from datetime import timedelta

import pytest

from cases.codes import NoteSection
from cases.models import CaseConference, Feedback, Flag, Incident, Task
from renate.accounts.roles import Role
from renate.kit import clock
from tests.factories.cases import (
    CaseNoteFactory,
    FlagFactory,
    RiskAssessmentFactory,
    TaskFactory,
    TeamMemberFactory,
)

TIMELINE_QUERIES = 13


def url(case, page):
    return f"/cases/{case.ref}/{page}"


def token(html):
    return re.search(r'name="version" value="([^"]*)"', html).group(1)


def test_a_task_is_given_ended_and_shown(browser, worker, case, in_scope):
    with in_scope():
        sent = {"title": "Уверење", "due_on": clock.today().isoformat(), "assigned_to": worker.pk}

    browser.post(url(case, "tasks/new/"), sent)
    with in_scope():
        task = Task.objects.get()
    assert "Уверење" in browser.get(url(case, "tasks/")).content.decode()
    browser.post(url(case, f"tasks/{task.public_id}/"), {"state": "done", "outcome": "Имамо га."})

    page = browser.get(url(case, f"tasks/{task.public_id}/")).content.decode()
    assert "Имамо га." in page
    assert "End the task" not in page


def test_two_people_at_one_task_see_both_texts_and_the_later_decides(browser, worker, case, in_scope):
    with in_scope():
        task, today = TaskFactory(case=case, details="As agreed."), clock.today()
    page = url(case, f"tasks/{task.public_id}/edit/")
    opened = browser.get(page).content.decode()
    sent = {"title": task.title, "due_on": task.due_on.isoformat(), "assigned_to": task.assigned_to_id}
    browser.post(page, sent | {"details": "Theirs, of the colleague.", "version": token(opened)})

    late = browser.post(page, sent | {"details": "Mine, of later.", "version": token(opened)})
    shown = late.content.decode()
    again = browser.post(page, sent | {"details": "Mine, of later.", "version": token(shown)})

    assert late.status_code == 409
    assert "Theirs, of the colleague." in shown
    assert f"Saved by <strong>{worker}</strong>, {today:%-d %b %Y}" in shown
    assert shown.count("Mine, of later.") == 2  # beside the stored one, and in the form
    assert again.status_code == 302
    with in_scope():
        assert Task.objects.get().details == "Mine, of later."


def test_what_was_typed_for_a_row_that_is_gone_can_be_copied(browser, case, in_scope):
    with in_scope():
        flag = FlagFactory(case=case, resolved_on=clock.today(), resolution="Done by a colleague")

    answer = browser.post(
        url(case, f"flags/{flag.public_id}/resolve/"), {"resolution": "It was the neighbour’s car all along."}
    )

    assert answer.status_code == 404
    assert "It was the neighbour’s car all along." in answer.content.decode()


def test_flags_stand_on_the_page_and_are_resolved(browser, case, in_scope):
    browser.post(url(case, "flags/new/"), {"kind": "safety", "reason": "A car again."})
    with in_scope():
        flag = Flag.objects.get()

    browser.post(url(case, f"flags/{flag.public_id}/resolve/"), {"resolution": "The neighbour’s."})

    assert "Resolved flags" in browser.get(url(case, "tasks/")).content.decode()


def test_a_conference_is_held_and_its_record_corrected(browser, worker, case, in_scope):
    due = clock.today() + timedelta(days=3)
    decision = {"text_0": "See the lawyer", "who_0": worker.pk, "due_0": due.isoformat()}
    sent = {"on": clock.today().isoformat(), "kind": "internal", "summary": "Риск", "members": [worker.pk]}

    browser.post(url(case, "conferences/new/"), sent | decision)
    with in_scope():
        conference = CaseConference.objects.get()
    page = url(case, f"conferences/{conference.public_id}/")
    opened = browser.get(page + "edit/").content.decode()
    browser.post(page + "edit/", sent | {"summary": "Ризик", "version": token(opened)})

    shown = browser.get(page).content.decode()
    assert "See the lawyer" in shown
    assert "Ризик" in shown
    assert str(worker) in shown


def test_a_half_told_decision_is_refused_beside_its_row(browser, worker, case):
    sent = {"on": clock.today().isoformat(), "kind": "internal", "summary": "x", "members": [worker.pk]}

    answer = browser.post(
        url(case, "conferences/new/"), sent | {"text_0": "See the lawyer", "who_0": worker.pk}
    )

    assert answer.status_code == 422
    assert "A task needs both" in answer.content.decode()


def test_an_incident_is_recorded_and_the_small_letter_reads_its_kind_only(
    browser, as_member, case, cast, in_scope
):
    sent = {"on": clock.today().isoformat(), "kind": "threat", "severity": "3", "what_happened": "Позив"}
    browser.post(url(case, "incidents/new/"), sent | {"reported_to": ["police"]})
    staff = cast(Role.HEALTH)
    with in_scope():
        incident = Incident.objects.get()
        TeamMemberFactory(case=case, membership=staff)

    seen = as_member(staff).get(url(case, "events/")).content.decode()

    assert "Threat" in seen
    assert "Позив" in browser.get(url(case, f"incidents/{incident.public_id}/")).content.decode()
    assert as_member(staff).get(url(case, f"incidents/{incident.public_id}/")).status_code == 404


def test_feedback_goes_to_who_oversees_and_is_settled(browser, as_member, coordinator, in_scope):
    sent = {"on": clock.today().isoformat(), "kind": "complaint", "given_by": "anonymous", "topic": "house"}
    browser.post("/feedback/new/", sent | {"text": "Hladno je."})
    with in_scope():
        feedback = Feedback.objects.get()
    boss = as_member(coordinator)

    boss.post(f"/feedback/{feedback.public_id}/", {"state": "settled", "result": "Heating mended."})
    browser.post("/feedback/new/", sent | {"topic": "safety", "text": "Ko je zvonio?"})

    listed = boss.get("/feedback/").content.decode()
    assert 0 < listed.index("Safety") < listed.index("Settled")  # what is open stands first
    assert browser.get("/feedback/").status_code == 404
    assert browser.get(f"/feedback/{feedback.public_id}/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_timeline_takes_the_same_queries_however_much_happened(
    browser, case, in_scope, count, django_assert_max_num_queries
):
    with in_scope():
        for _number in range(count):
            CaseNoteFactory(case=case)
            RiskAssessmentFactory(case=case)
            FlagFactory(case=case, kind="safety" if _number else "media", resolved_on=clock.today())
    browser.get(url(case, "timeline/"))

    with django_assert_max_num_queries(TIMELINE_QUERIES) as taken:
        page = browser.get(url(case, "timeline/")).content.decode()

    assert page.count("Went to the school together.") == count
    assert len(taken) == TIMELINE_QUERIES


def test_the_timeline_shows_each_reader_their_part_and_one_kind_if_asked(
    browser, as_member, psychologist, case, in_scope
):
    with in_scope():
        TeamMemberFactory(case=case, membership=psychologist)
        CaseNoteFactory(case=case, section=NoteSection.PSYCHOLOGICAL, text="She sleeps badly.")
        RiskAssessmentFactory(case=case)

    own = as_member(psychologist).get(url(case, "timeline/")).content.decode()
    workers = browser.get(url(case, "timeline/")).content.decode()
    risks = browser.get(url(case, "timeline/"), {"kind": "risk"}).content.decode()

    assert "She sleeps badly." in own
    assert "She sleeps badly." not in workers
    assert "Risk: 1 Low" in workers
    assert "Case opened" not in risks
    assert "Risk: 1 Low" in risks
