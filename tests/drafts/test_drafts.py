"""What is being written is kept on the server, for its writer alone, and comes back."""

import re
from datetime import timedelta

import pytest

from cases.models import CaseNote
from renate.drafts.models import Draft
from renate.drafts.operations import sweep_drafts
from renate.drafts.tasks import sweep
from renate.kit import clock
from renate.tenancy import scope
from tests.factories.cases import CaseFactory

TEXT = "Ѓорѓи called. Tomorrow we go to the school together."


@pytest.fixture
def case(worker):
    with scope.enter(organisation=worker.organisation_id, user=worker.user_id):
        return CaseFactory(case_manager=worker)


def hidden(html: str, name: str) -> str:
    return re.search(rf'name="{name}" value="([^"]*)"', html).group(1)


def write(browser, page, **typed):
    """Open the form, type, and let it keep itself."""
    html = browser.get(page).content.decode()
    sent = {"draft": hidden(html, "draft"), "draft_seal": hidden(html, "draft_seal")} | typed
    return sent, browser.post("/drafts/keep/", sent, headers={"HX-Request": "true"})


def test_what_was_typed_comes_back_in_a_new_session(as_member, worker, case):
    page = f"/cases/{case.ref}/notes/new/"
    sent, kept = write(as_member(worker), page, text=TEXT, on="2026-11-20", section="E")

    later = as_member(worker)
    offered = later.get(page).content.decode()
    restored = later.get(page, {"draft": sent["draft"]}).content.decode()

    assert "Kept as a draft at" in kept.content.decode()
    assert TEXT not in offered
    assert f"?draft={sent['draft']}" in offered
    assert TEXT in restored
    assert 'value="2026-11-20"' in restored


def test_saving_settles_the_draft_and_a_late_autosave_does_not_bring_it_back(as_member, worker, case):
    browser, page = as_member(worker), f"/cases/{case.ref}/notes/new/"
    sent, _kept = write(browser, page, text=TEXT, on="2026-11-20", section="C")

    browser.post(page, sent)
    late = browser.post("/drafts/keep/", sent, headers={"HX-Request": "true"})

    assert late.status_code == 200
    assert "You wrote here" not in browser.get(page).content.decode()
    with scope.enter(organisation=worker.organisation_id):
        assert CaseNote.objects.get().text == TEXT
        assert Draft.objects.get().content == ""


def test_the_back_button_and_a_second_click_store_nothing_twice(as_member, worker, case):
    browser, page = as_member(worker), f"/cases/{case.ref}/notes/new/"
    sent, _kept = write(browser, page, text=TEXT, on="2026-11-20", section="C")
    browser.post(page, sent)

    again = browser.post(page, sent)
    on_purpose = sent | {"draft": hidden(again.content.decode(), "draft"), "text": "And another."}
    browser.post(page, on_purpose)

    assert again.status_code == 422
    assert TEXT in again.content.decode()
    with scope.enter(organisation=worker.organisation_id):
        assert sorted(note.text for note in CaseNote.objects.all()) == ["And another.", TEXT]


def test_a_draft_is_its_writers_alone(as_member, worker, coordinator, case, cast):
    page = f"/cases/{case.ref}/notes/new/"
    sent, _kept = write(as_member(worker), page, text=TEXT)
    with scope.enter(organisation=worker.organisation_id):
        CaseNote.objects.all().delete()
        case.case_manager = colleague = cast("case_manager")
        case.save()

    other = as_member(colleague).get(page, {"draft": sent["draft"]}).content.decode()

    assert TEXT not in other
    assert "You wrote here" not in other
    assert as_member(worker).get(page, {"draft": sent["draft"]}).status_code == 404


def test_throwing_away_empties_it(as_member, worker, case):
    browser, page = as_member(worker), f"/cases/{case.ref}/notes/new/"
    sent, _kept = write(browser, page, text=TEXT)

    answer = browser.post("/drafts/discard/", sent | {"discard": sent["draft"]})

    assert answer.url == page
    assert "You wrote here" not in browser.get(page).content.decode()
    with scope.enter(organisation=worker.organisation_id):
        assert Draft.objects.get().content == ""


def test_who_is_signed_out_is_told_beside_the_text_and_led_nowhere(as_member, client, worker, case):
    sent, _kept = write(as_member(worker), f"/cases/{case.ref}/notes/new/", text=TEXT)

    answer = client.post("/drafts/keep/", sent, headers={"HX-Request": "true"})

    assert answer.status_code == 401
    assert "signed out" in answer.content.decode()


def test_a_page_that_is_not_ours_is_not_kept(as_member, worker):
    sent = {"draft": "b" * 12, "draft_seal": "forged", "text": TEXT}

    assert as_member(worker).post("/drafts/keep/", sent).status_code == 400
    assert as_member(worker).post("/drafts/discard/", {"discard": "../"}).status_code == 400


def test_two_windows_are_two_drafts_and_both_are_offered(as_member, worker, case):
    browser, page = as_member(worker), f"/cases/{case.ref}/notes/new/"
    one, _ = write(browser, page, text=TEXT)
    two, _ = write(browser, page, text="Another note altogether")

    offered = browser.get(page).content.decode()

    assert one["draft"] != two["draft"]
    assert offered.count("You wrote here") == 2


def test_what_nobody_came_back_to_is_swept_after_two_weeks(inside):
    for token, age in (("b" * 12, 15), ("c" * 12, 13)):
        Draft.objects.create(writer=inside, token=token, page="/", label="Note", content="{}")
        Draft.objects.filter(token=token).update(updated_at=clock.now() - timedelta(days=age))

    assert sweep_drafts() == 1
    assert Draft.objects.get().token == "c" * 12
    assert sweep() == 0


def test_typing_and_saving_at_one_moment_make_one_row_and_no_error(inside, monkeypatch):
    from renate.drafts import operations

    kept = {"by": inside, "token": "b" * 12, "page": "/x/", "label": "Note", "content": {"text": ["Нешто"]}}
    operations.settle_draft(by=inside, token="b" * 12, page="/x/")
    first_look = iter([None])
    locked = operations._locked
    monkeypatch.setattr(operations, "_locked", lambda by, token: next(first_look, locked(by, token)))

    assert operations.keep_draft(**kept) is None
    assert Draft.objects.get().is_settled


def test_the_intake_survives_a_lost_session_with_every_word(as_member, worker):
    browser, page = as_member(worker), "/cases/new/"
    looked = browser.post(page, {"text": "Лејла"}).content.decode()
    html = browser.post(
        page, {"text": "Лејла", "step": "new", "looked": hidden(looked, "looked")}
    ).content.decode()
    sent = {name: hidden(html, name) for name in ("draft", "draft_seal", "token", "looked")}
    typed = {"preferred_name": "Лејла", "urgent_needs": ["medical"], "first_responder": "declined"}

    browser.post("/drafts/keep/", sent | typed, headers={"HX-Request": "true"})
    restored = as_member(worker).get(page, {"draft": sent["draft"]}).content.decode()

    assert 'value="Лејла"' in restored
    assert re.search(r'value="medical"[^>]* checked', restored)
    assert hidden(restored, "token") == sent["token"]  # saving it twice still makes one case


LONG = (
    "identity/edit/", "identity/arrival/", "people/new/", "needs/profile/", "needs/family/new/",
    "needs/community/new/", "needs/new/", "contact/edit/", "risk/new/", "risk/plan/new/", "experience/new/",
    "notes/new/", "closure/request/", "conferences/new/", "incidents/new/",
)  # fmt: skip


def test_every_long_form_of_a_file_keeps_itself(as_member, worker, case):
    browser = as_member(worker)
    pages = {page: browser.get(f"/cases/{case.ref}/{page}").content.decode() for page in LONG}

    assert [page for page, html in pages.items() if "data-draft" not in html] == []
