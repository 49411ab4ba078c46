"""Documents in the browser: put in, shown by section, given only as a download."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from cases.models import Attachment
from cases.operations import add_attachment, add_team_member
from renate.kit import clock
from tests.factories.cases import ConsentFactory

NAME = "Mirjeta Hoxha pasaporta.txt"


def upload(content: bytes = b"Dear Mirjeta", name: str = NAME) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="text/html")


def answers(**changes: object) -> dict[str, object]:
    return {"document": upload(), "section": "A", "kind": "official", "title": "Letter"} | changes


def put(worker, case, **changes):
    details = {"section": "A", "kind": "official", "content": b"Dear Mirjeta", "name": "a.txt"} | changes
    return add_attachment(by=worker, on=clock.today(), case=case, **details)


def test_a_document_is_put_in_listed_and_given_as_a_download_without_its_name(browser, case, in_scope):
    assert browser.post(f"/cases/{case.ref}/documents/new/", answers()).status_code == 302

    with in_scope():
        attachment = Attachment.objects.get()
    assert "Letter" in browser.get(f"/cases/{case.ref}/documents/").content.decode()
    response = browser.get(f"/cases/{case.ref}/documents/{attachment.public_id}/content/")
    assert response.content == b"Dear Mirjeta"
    expected = {
        "Content-Type": "application/octet-stream",
        "Content-Disposition": f'attachment; filename="document-{attachment.public_id}.txt"',
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "Cache-Control": "max-age=0, no-cache, no-store, must-revalidate, private",
    }
    assert {name: response[name] for name in expected} == expected


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"document": upload(b"MZ\x90\x00")}, "document"),
        ({"document": upload(name="a.pdf")}, "document"),
        ({"document": upload(b"")}, "document"),
        ({"document": ""}, "document"),
        ({"section": "G"}, "section"),
        ({"kind": "nonsense"}, "kind"),
        ({"consent": "999"}, "consent"),
        ({"title": "x" * 201}, "title"),
    ],
)
def test_what_is_refused_is_said_beside_the_field_and_the_rest_is_kept(browser, case, changes, field):
    response = browser.post(f"/cases/{case.ref}/documents/new/", answers(**changes))

    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert str(changes.get("title", "Letter")) in response.content.decode()


def test_a_document_is_there_for_those_who_read_its_section(
    case, in_scope, worker, coordinator, psychologist, as_member
):
    with in_scope():
        add_team_member(by=coordinator, on=clock.today(), case=case, membership=psychologist)
        legal, identity = put(worker, case, section="B"), put(worker, case, section="A")
        identity.title = "Shown"

    browser = as_member(psychologist)
    html = browser.get(f"/cases/{case.ref}/documents/").content.decode()
    addresses = [f"/cases/{case.ref}/documents/{row.public_id}" for row in (legal, identity)]
    statuses = [browser.get(f"{address}/content/").status_code for address in addresses]
    assert [address in html for address in addresses] == [False, True]
    assert statuses == [404, 200]
    assert [browser.get(f"{address}/remove/").status_code for address in addresses] == [404, 404]
    assert as_member(coordinator).get(f"{addresses[1]}/content/").status_code == 404


def test_a_document_is_taken_out_with_a_reason(browser, case, in_scope, worker):
    with in_scope():
        attachment = put(worker, case, title="Old letter")
    address = f"/cases/{case.ref}/documents/{attachment.public_id}"

    assert "Old letter" in browser.get(f"{address}/remove/").content.decode()
    assert browser.post(f"{address}/remove/", {"reason": ""}).status_code == 422
    assert browser.post(f"{address}/remove/", {"reason": "duplicate"}).status_code == 302

    html = browser.get(f"/cases/{case.ref}/documents/").content.decode()
    assert "It is there twice" in html
    assert "Old letter" not in html
    assert browser.get(f"{address}/content/").status_code == 404


def test_the_list_asks_as_much_for_three_documents_as_for_one(
    browser: Client, case, in_scope, worker, django_assert_num_queries
):
    browser.get("/")  # what is asked once a session

    def listed() -> int:
        with django_assert_num_queries(12):
            return browser.get(f"/cases/{case.ref}/documents/").content.decode().count("/content/")

    with in_scope():
        consent = ConsentFactory(case=case, person=case.person)
        put(worker, case, kind="consent_form", consent=consent)
    assert listed() == 1
    with in_scope():
        put(worker, case), put(worker, case)
    assert listed() == 3


def test_a_restricted_file_can_be_read_and_not_changed(browser, case, in_scope):
    with in_scope():
        case.person.restricted_on = clock.today()
        case.person.save()
    before = browser.get(f"/cases/{case.ref}/documents/")

    refused = [
        browser.post(f"/cases/{case.ref}/documents/new/", answers()),
        browser.get(f"/cases/{case.ref}/identity/edit/"),
        browser.post(f"/cases/{case.ref}/notes/new/", {"section": "C", "text": "x", "on": "2026-01-01"}),
    ]

    assert before.status_code == 200
    assert [response.status_code for response in refused] == [409, 409, 409]
    assert all("This file is restricted" in response.content.decode() for response in refused)
    with in_scope():
        assert not Attachment.objects.exists()
