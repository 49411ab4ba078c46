"""How forms are drawn: what a screen reader and a keyboard need is there, nothing typed is lost."""

import re
from collections.abc import Callable

import pytest
from django import forms
from django.contrib.auth.models import Group

from renate.kit.errors import RuleError
from renate.kit.forms import add_rule_error, form_status
from tests.kit.showcase import ShowcaseForm, draw_showcase

SENT = {"wording": "", "on": "2026-02-31", "channel": "phone", "months": "4", "days": ["mo", "su"]}


@pytest.fixture
def refused() -> str:
    return draw_showcase(ShowcaseForm(SENT))


def _control(html: str, name: str) -> str:
    found = re.search(rf'<(?:input|select|textarea)[^>]*name="{name}"[^>]*>', html)
    assert found, name
    return found[0]


def test_a_refused_field_points_to_its_hint_and_its_error(refused: str) -> None:
    control = _control(refused, "wording")

    assert 'aria-invalid="true"' in control
    assert 'aria-describedby="id_wording_helptext id_wording_error"' in control
    assert 'id="id_wording_helptext"' in refused
    assert 'id="id_wording_error"' in refused


def test_the_error_summary_links_to_each_refused_control(refused: str) -> None:
    summary = refused.split('id="error-summary"')[1].split("</ul>")[0]

    targets = re.findall(r'href="#([^"]+)"', summary)

    assert targets == ["id_wording", "id_on", "id_safe_0", "id_agreed"]
    for target in targets:
        assert f'id="{target}"' in refused


def test_a_summary_line_names_the_field_and_keeps_a_question_mark(refused: str) -> None:
    assert ">In her own words: This field is required.</a>" in refused
    assert ">May we leave a message? This field is required.</a>" in refused


def test_what_was_typed_is_kept(refused: str) -> None:
    assert 'value="4"' in _control(refused, "months")
    assert '<option value="phone" selected>' in refused
    assert [
        re.search(r'value="(\w+)"', box)[1] for box in re.findall(r"<input[^>]*checked[^>]*>", refused)
    ] == [
        "mo",
        "su",
    ]


def test_a_date_is_asked_with_the_native_control() -> None:
    html = draw_showcase(ShowcaseForm(initial={"on": "2026-11-22"}))

    assert 'type="date"' in _control(html, "on")
    assert 'value="2026-11-22"' in _control(html, "on")


def test_optional_fields_say_so_in_words_and_others_are_required() -> None:
    html = draw_showcase(ShowcaseForm())

    assert re.search(r'for="id_note">Note\s*<span class="optional">\(optional\)', html)
    assert not re.search(r'for="id_wording">[^<]*<span class="optional">', html)
    assert "required" in _control(html, "wording")


def test_an_empty_choice_is_a_word_not_a_row_of_dashes() -> None:
    class Asks(forms.Form):
        needed = forms.ModelChoiceField(queryset=Group.objects.none())
        spare = forms.ModelChoiceField(queryset=Group.objects.none(), required=False)

    html = draw_showcase(Asks())

    assert '<option value="" selected>Choose</option>' in html
    assert '<option value="" selected>Not recorded</option>' in html
    assert "-----" not in html


def test_choices_stand_in_a_fieldset_with_each_label_tied_to_its_control() -> None:
    html = draw_showcase(ShowcaseForm())

    assert re.search(r"<fieldset[^>]*>\s*<legend>May we leave a message\?", html)
    for label in re.findall(r'<label for="(id_(?:safe|days)_[\d_]+)"', html):
        assert len(re.findall(f'id="{label}"', html)) == 1


def test_a_form_with_a_file_is_sent_as_parts_and_only_once() -> None:
    form = re.search(r'<form class="renate-form"[^>]*>', draw_showcase(ShowcaseForm()))

    assert form is not None
    assert 'enctype="multipart/form-data"' in form[0]
    assert "data-once" in form[0]


def test_a_hostile_label_and_value_are_escaped() -> None:
    html = draw_showcase(ShowcaseForm({**SENT, "wording": "x", "note": "</textarea><b>x"}))

    assert "</textarea><b>x" not in html
    assert "&lt;/textarea&gt;&lt;b&gt;x" in html


@pytest.mark.parametrize(
    ("make", "status"),
    [
        (lambda: ShowcaseForm(), 200),
        (lambda: ShowcaseForm(SENT), 422),
        (lambda: forms.Form({}), 200),
    ],
)
def test_a_refused_form_answers_422(make: Callable[[], forms.Form], status: int) -> None:
    assert form_status(make()) == status


def test_the_reasons_of_an_operation_stand_beside_their_field_or_on_top() -> None:
    form = ShowcaseForm(SENT)

    add_rule_error(form, RuleError("Too early.", field="months"))
    add_rule_error(form, RuleError(["No consent.", "No manager."]))
    add_rule_error(form, RuleError("Elsewhere.", field="not_here"))

    assert form.errors["months"] == ["Too early."]
    assert form.non_field_errors() == ["No consent.", "No manager.", "Elsewhere."]
