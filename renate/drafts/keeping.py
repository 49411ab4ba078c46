"""A long form that keeps itself: what a view does to let its form be a draft."""

import re
from dataclasses import dataclass
from typing import Any, TypeVar

from django import forms
from django.core import signing
from django.http import QueryDict
from django.utils.translation import gettext_lazy

from renate.accounts.requests import MemberRequest
from renate.drafts.models import Draft
from renate.drafts.operations import is_settled, settle_draft
from renate.kit.public_ids import new_public_id

WINDOW = "draft"
_SALT = "renate.drafts"
_SHAPE = re.compile(r"^[0-9a-z]{12,16}$")
# What a form sends besides what was typed.
NOT_CONTENT = frozenset({"csrfmiddlewaretoken", WINDOW, "draft_seal", "discard", "leave"})

_TWICE = gettext_lazy(
    "This was saved already, or thrown away. Nothing was stored a second time; press the button once more if "
    "what stands here now is to be stored too."
)

Form = TypeVar("Form", bound=forms.BaseForm)


@dataclass
class Keeping:
    """The draft of one form in one window, and what the same writer left here before."""

    request: MemberRequest
    token: str
    seal: str
    page: str
    others: list[Draft]
    restored: Draft | None = None

    def settle(self) -> None:
        """The form was saved."""
        settle_draft(by=self.request.membership, token=self.token, page=self.page)


def drafted(request: MemberRequest, form: Form, *, label: Any, about: str = "", once: bool = True) -> Form:
    """Let a form be kept as it is typed, and restored with `?draft=…`; one query, two when it was sent.

    `label` names the form in neutral words, `about` is a case code; both are shown in the list of drafts.
    A window whose form was saved says so when it is sent again, by the back button or a second click; a form
    that is stored once in another way says `once=False`.
    """
    left = list(Draft.objects.of(request.membership).filter(page=request.path))
    asked = request.POST.get(WINDOW, "") if request.method == "POST" else request.GET.get(WINDOW, "")
    restored = next((draft for draft in left if draft.token == asked), None)
    token = asked if request.method == "POST" and _SHAPE.match(asked) else ""
    if restored is not None:
        token = restored.token
        if not form.is_bound:
            fill(form, restored)
    form.draft = Keeping(  # type: ignore[attr-defined]
        request=request,
        token=token or new_public_id(),
        seal=signing.dumps([request.path, str(label), about], salt=_SALT),
        page=request.path,
        others=[draft for draft in left if draft is not restored] if not form.is_bound else [],
        restored=restored if not form.is_bound else None,
    )
    was_sent = once and form.is_bound and token and restored is None
    if was_sent and is_settled(by=request.membership, token=token):
        form.draft.token = new_public_id()  # type: ignore[attr-defined]
        form.errors  # noqa: B018  (cleans once, so that the next line is not wiped)
        form.add_error(None, str(_TWICE))
    return form


def is_token(text: str) -> bool:
    """Whether this can be a window's token."""
    return bool(_SHAPE.match(text))


def opened(seal: str) -> tuple[str, str, str] | None:
    """Page, label and code of a form of ours; None when the seal is not ours."""
    try:
        page, label, about = signing.loads(seal, salt=_SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return page, label, about


def settle(form: forms.BaseForm) -> None:
    """What every operation that succeeded does with the form it came from."""
    keeping: Keeping | None = getattr(form, "draft", None)
    if keeping is not None:
        keeping.settle()


def fill(form: forms.BaseForm, draft: Draft) -> None:
    """Put what was typed into an unsent form, in the shape of its controls."""
    data = QueryDict(mutable=True)
    for name, values in draft.fields.items():
        data.setlist(name, values)
    if hasattr(form, "version") and draft.fields.get("version"):
        # What was stored since then makes the restored text come too late, and be compared.
        form.version = draft.fields["version"][0]
    for name, field in form.fields.items():
        key = form.add_prefix(name)
        if not field.widget.value_omitted_from_data(data, {}, key) or isinstance(
            field.widget, forms.CheckboxInput | forms.CheckboxSelectMultiple
        ):
            form.initial[name] = field.widget.value_from_datadict(data, {}, key)
