"""A copy of the file for the person: after the safety question, and with a second member's approval."""

import json
from datetime import date

from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from renate import audit
from renate.accounts.codes import FourEyes
from renate.accounts.models import Membership
from renate.accounts.operations import four_eyes
from renate.kit.errors import RuleError
from renate.kit.pdf import font_faces, write_pdf
from renate.rights.codes import FileFormat, RequestKind, RequestState, Texts
from renate.rights.models import RightsRequest
from renate.rights.own_file import own_file
from renate.rights.rules import why_not_handed_over


class CopyError(RuleError):
    """No copy can be made as things stand."""


@transaction.atomic
def make_copy(*, by: Membership, on: date, request: RightsRequest, form: str, texts: str) -> bytes:
    """The copy as PDF or JSON; uses up the approval. Raises CopyError, four_eyes.ApprovalNeeded."""
    request = RightsRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    granted = request.kind == RequestKind.ACCESS and request.state in (
        RequestState.GRANTED, RequestState.DONE,
    )  # fmt: skip
    reason = why_not_handed_over(granted=granted, safe=request.safe_to_have)
    if reason is not None:
        texts_of = {
            "undecided": _("The request was not granted."),
            "unsafe": _("First talk with the person: is it safe for them to have this?"),
        }
        raise CopyError(texts_of[reason])
    approval = four_eyes.need_approval(by=by, act=FourEyes.EXPORT_FILE, about=request.case)
    four_eyes.use_approval(by=by, approval=approval)
    tree = own_file(request.person, by, on=on, with_texts=texts == Texts.WITH)
    if request.state == RequestState.GRANTED:
        request.state, request.done_on = RequestState.DONE, on
        request.full_clean()
        request.save()
    audit.record(
        "right.file_copied", on=request, case=request.case.public_id, format=form,
        sections=[section["code"] for section in tree["sections"]],
    )  # fmt: skip
    return _pdf(tree, approval.public_id) if form == FileFormat.PDF else _json(tree)


def _json(tree: dict) -> bytes:
    return json.dumps(tree, ensure_ascii=False, indent=1, default=str).encode()


def _pdf(tree: dict, approval: str) -> bytes:
    html = render_to_string("rights/print/own_file.html", {"file": tree, "approval": approval})
    return write_pdf(html.replace("/*fonts*/", font_faces(), 1))
