"""The copy of a file in the browser: talk, approval, download."""

from cases.models import Case
from renate.accounts.models import ApprovalRequest, Membership
from renate.tenancy import scope
from tests.rights.views.test_requests import As, case, dpo, logged

__all__ = ["case", "dpo"]


def test_a_copy_is_handed_over_after_the_talk_and_with_a_second_member(
    worker: Membership, coordinator: Membership, dpo: Membership, case: Case, as_member: As
) -> None:
    request, mine = logged(worker, case, "access"), as_member(worker)
    page = f"/cases/{case.ref}/rights/{request.public_id}"
    as_member(dpo).post(f"/rights/{request.public_id}/decide/", {"decision": "granted"})
    wanted = {"form": "json", "texts": "with"}
    assert mine.post(f"{page}/copy/", wanted).status_code == 422

    assert mine.post(f"{page}/safety/", {"safe": "yes"}).status_code == 302
    assert mine.post(f"{page}/approval/", {"reason": "She asked."}).status_code == 302
    assert mine.post(f"{page}/copy/", wanted).status_code == 422
    with scope.enter(organisation=worker.organisation_id):
        waiting = ApprovalRequest.objects.get().public_id
    decided = as_member(coordinator).post(f"/approvals/{waiting}/", {"decision": "approve"})
    assert decided.status_code == 302

    response = mine.post(f"{page}/copy/", wanted)
    assert response["Content-Disposition"] == f'attachment; filename="file-{request.public_id}.json"'
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert case.person.legal_name in response.content.decode()
