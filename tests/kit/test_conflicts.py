"""A form that comes too late: nothing is stored over another's work, and neither text is lost."""

from datetime import date

from django import forms
from django.http import QueryDict

from renate.kit.conflicts import SEALED, guarded
from renate.kit.forms import form_status


class Paper(forms.Form):
    text = forms.CharField(widget=forms.Textarea)
    place = forms.CharField(required=False)
    on = forms.DateField()
    signs = forms.MultipleChoiceField(
        choices=[("a", "Alpha"), ("b", "Beta")], required=False, widget=forms.CheckboxSelectMultiple
    )
    done = forms.BooleanField(required=False)


STORED = {"text": "Ѓорѓи", "place": "Tirana", "on": date(2026, 11, 20), "signs": ["a"], "done": True}
SENT = {"text": "Ѓорѓи", "place": "Tirana", "on": "2026-11-20", "signs": ["a"], "done": "on"}


def filled_from(stored):
    """The token of a form as it was opened."""
    return guarded(Paper(initial=dict(stored))).version


def sending(now_stored, opened=STORED, **changes):
    data = QueryDict(mutable=True)
    for name, value in (SENT | changes | {SEALED: filled_from(opened)}).items():
        if value:
            data.setlist(name, value if isinstance(value, list) else [value])
    return guarded(Paper(data, initial=dict(now_stored)))


def test_what_nobody_changed_meanwhile_is_stored():
    form = sending(STORED, text="Ѓорѓи and Arta")

    assert form.is_valid()
    assert form_status(form) == 200


def test_where_both_wrote_both_texts_are_shown_and_the_later_one_stays_in_the_form():
    form = sending(STORED | {"text": "Theirs"}, text="Mine")

    assert form_status(form) == 409
    [clash] = form.conflict.clashes
    assert (clash.label, clash.stored, clash.sent) == ("Text", "Theirs", "Mine")
    assert form["text"].value() == "Mine"


def test_what_only_the_other_changed_is_taken_over_in_every_kind_of_field():
    theirs = STORED | {"place": "Vlorë", "on": date(2026, 11, 21), "signs": ["a", "b"], "done": False}

    form = sending(theirs, text="Mine")

    assert form.conflict.clashes == []
    assert form.conflict.taken_over == ["Place", "On", "Signs", "Done"]
    taken = (form["place"].value(), form["on"].value(), form["signs"].value(), form["done"].value())
    assert taken == ("Vlorë", "2026-11-21", ["a", "b"], False)
    assert form["text"].value() == "Mine"


def test_sending_once_more_is_the_last_word():
    theirs = STORED | {"text": "Theirs"}
    late = sending(theirs, text="Mine")

    again = guarded(Paper(late.data, initial=theirs))

    assert again.is_valid()
    assert again.cleaned_data["text"] == "Mine"


def test_two_who_wrote_the_same_are_in_no_conflict():
    assert sending(STORED | {"text": "Same"}, text="Same").is_valid()


def test_a_token_that_was_tampered_with_vouches_for_nothing():
    data = QueryDict(mutable=True)
    data.update({"text": "Mine", "on": "2026-11-20", SEALED: "forged"})

    form = guarded(Paper(data, initial=dict(STORED)))

    assert not form.is_valid()
    assert form.conflict.clashes[0].sent == "Mine"


def test_a_field_that_is_asked_anew_is_no_conflict():
    form = guarded(Paper(initial=dict(STORED)), ignore=["on"])
    data = QueryDict(mutable=True)
    data.update({"text": "Ѓорѓи", "place": "Tirana", "on": "2026-11-20", "signs": "a", "done": "on"})
    data[SEALED] = form.version

    assert guarded(Paper(data, initial=STORED | {"on": date(2026, 11, 22)}), ignore=["on"]).is_valid()
