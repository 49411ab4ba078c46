"""Two people at one form: what came too late is not stored over the other's work, and neither text is lost.

A guarded form carries a sealed mark of every value it was filled with. When it comes back and what is stored
no longer bears these marks, the form is not valid: it answers 409 and shows both texts. A field that only the
other changed takes the stored value, one that only the sender changed keeps what was sent, and where both
wrote, the sender's text stands in the field and the stored one beside it.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar, cast

from django import forms
from django.core import signing
from django.db import models
from django.http import Http404, HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

SEALED = "version"
_SALT = "renate.conflicts"
_TOO_LATE = gettext_lazy(
    "This was changed after you opened it, by a colleague or by you in another window. "
    "Nothing of yours is lost: compare below, then save again."
)

Row = TypeVar("Row", bound=models.Model)
Form = TypeVar("Form", bound=forms.BaseForm)


@dataclass(frozen=True)
class Clash:
    """One field with both texts, as they are shown side by side."""

    label: str
    stored: str
    sent: str


@dataclass
class Conflict:
    """What the two wrote: `clashes` where both did, `taken_over` where only the other did.

    `who` saved it meanwhile and `at` what moment is for the caller to find out (`cases.views.editing`).
    """

    clashes: list[Clash] = field(default_factory=list)
    taken_over: list[str] = field(default_factory=list)
    who: str = ""
    at: datetime | None = None


def held(request: HttpRequest, row: Row) -> Row:
    """The row as it stands now, kept from others while a form about it is being stored.

    Reading it first and locking it later would let two forms sent at one moment both find it unchanged.
    """
    if request.method != "POST":
        return row
    rows = type(row)._default_manager.select_for_update(of=("self",))
    if rows.filter(pk=row.pk).first() is None:
        raise Http404
    row.refresh_from_db()
    return row


def guarded(form: Form, *, ignore: Collection[str] = ()) -> Form:
    """Let an edit form notice that its values were changed meanwhile; `ignore` names fields asked anew.

    Give it the form with the stored values as `initial`; take the row from `held` first.
    """
    names = [name for name in form.fields if name not in ignore]
    now = {name: _mark(name, _stored(form, name)) for name in names}
    form.version = signing.dumps(now, salt=_SALT, compress=True)  # type: ignore[attr-defined]
    if form.is_bound:
        token = form.data.get(SEALED, "")
        before = _opened(token) if token else now
        changed = [name for name in names if before.get(name) != now[name]]
        if changed:
            _settle(form, changed, before)
    return form


def _settle(form: forms.BaseForm, changed: Iterable[str], before: dict[str, str]) -> None:
    """Merge what can be merged, show the rest, and let the next sending be the last word."""
    conflict = Conflict()
    data: Any = form.data.copy()  # type: ignore[attr-defined]
    for name in changed:
        bound, sent = form.fields[name], _sent(form, name)
        label = str(form[name].label)
        if _mark(name, sent) == before.get(name):
            _put(data, form, name)
            conflict.taken_over.append(label)
        elif canonical(sent) != canonical(_stored(form, name)):
            stored_text, sent_text = _in_words(bound, _stored(form, name)), _in_words(bound, sent)
            conflict.clashes.append(Clash(label, stored_text, sent_text))
    if not conflict.clashes and not conflict.taken_over:
        return  # both wrote the same
    data[SEALED] = form.version  # type: ignore[attr-defined]
    form.data = data
    form.conflict = conflict  # type: ignore[attr-defined]
    form.errors  # noqa: B018  (cleans once, so that the next line is not wiped)
    form.add_error(None, str(_TOO_LATE))


def _opened(token: str) -> dict[str, str]:
    """The marks in a token; one that was tampered with vouches for nothing."""
    try:
        found = signing.loads(token, salt=_SALT)
    except signing.BadSignature:
        return {}
    return found if isinstance(found, dict) else {}


def _mark(name: str, value: Any) -> str:
    return salted_hmac(_SALT, f"{name}={canonical(value)}").hexdigest()[:12]


def _stored(form: forms.BaseForm, name: str) -> Any:
    """The stored value, in the shape in which the form would send it."""
    known = form.fields[name]
    value = known.prepare_value(form.get_initial_for_field(known, name))
    widget = known.widget
    if isinstance(widget, forms.MultiWidget) and not isinstance(value, list | tuple):
        return widget.decompress(value)
    return bool(value) if isinstance(widget, forms.CheckboxInput) else _in_order(widget, value)


def _sent(form: forms.BaseForm, name: str) -> Any:
    widget = form.fields[name].widget
    return _in_order(widget, widget.value_from_datadict(form.data, form.files, form.add_prefix(name)))


def _in_order(widget: forms.Widget, value: Any) -> Any:
    """Several choices are the same whatever their order."""
    several = getattr(widget, "allow_multiple_selected", False) and isinstance(value, list | tuple)
    return sorted(canonical(part) for part in value) if several else value


def canonical(value: Any) -> str:
    """One text for one value, whether it comes from the database or from a browser."""
    if value is None or value is False:
        return ""
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        parts = [canonical(part) for part in value]
        return "\x1f".join(parts) if any(parts) else ""
    return str(value).replace("\r\n", "\n").strip()


def _put(data: Any, form: forms.BaseForm, name: str) -> None:
    """Write the stored value into the sent data, as a browser would."""
    key, widget, value = form.add_prefix(name), form.fields[name].widget, _stored(form, name)
    data.pop(key, None)
    if isinstance(widget, forms.MultiWidget):
        for suffix, part in zip(widget.widgets_names, value, strict=False):  # type: ignore[attr-defined]
            data[f"{key}{suffix}"] = canonical(part)
    elif isinstance(value, list | tuple):
        data.setlist(key, [canonical(part) for part in value])
    elif canonical(value):
        data[key] = "on" if value is True else canonical(value)


def _in_words(known: forms.Field, value: Any) -> str:
    """A value for people: labels of codes, dates nobody can misread, text as it is."""
    if isinstance(known, forms.DateField):
        value = known.to_python(value) if canonical(value) and _is_date(known, value) else value
        return date_format(value, "j M Y") if isinstance(value, date) else canonical(value)
    if isinstance(known, forms.ChoiceField):
        labels = {str(code): str(label) for code, label in _flat(cast(Any, known.choices))}
        codes = value if isinstance(value, list | tuple) else [value]
        return ", ".join(labels.get(canonical(code), canonical(code)) for code in codes if canonical(code))
    if isinstance(value, list | tuple):
        return " ".join(filter(None, map(canonical, value)))
    return str(_("Yes")) if value is True else canonical(value)


def _is_date(known: forms.Field, value: Any) -> bool:
    try:
        known.to_python(value)
    except forms.ValidationError:
        return False
    return True


def _flat(choices: Iterable[Any]) -> Iterable[tuple[Any, Any]]:
    for code, label in choices:
        if isinstance(label, list | tuple):
            yield from _flat(label)
        else:
            yield code, label
