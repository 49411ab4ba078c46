"""The small tags of the look."""

from datetime import UTC, date, datetime

import pytest
from django import forms
from django.core.paginator import Paginator
from django.db.models import TextChoices
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import timezone

from renate.kit.templatetags.kit import choice_groups, in_columns, page_numbers


class Colour(TextChoices):
    RED = "r", "Red"


def draw(source: str, **context: object) -> str:
    return Template("{% load kit %}" + source).render(Context(context))


def test_a_date_can_not_be_misread() -> None:
    assert draw("{{ d|day }}", d=date(2026, 2, 1)) == "1 Feb 2026"
    assert draw("{{ d|day }}", d=None) == ""


def test_a_moment_is_shown_in_the_time_zone_of_the_organisation() -> None:
    at = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)

    with timezone.override("Europe/Belgrade"):
        assert draw("{{ d|day }} / {{ d|moment }}", d=at) == "23 Nov 2026 / 23 Nov 2026, 00:30"


def test_a_badge_always_has_its_word_and_only_known_tones() -> None:
    assert draw('{% badge "2 of 4" "risk2" %}') == '<span class="badge badge-risk2">2 of 4</span>'
    assert (
        draw('{% badge t "x\\" onclick" %}', t="<b>") == '<span class="badge badge-neutral">&lt;b&gt;</span>'
    )


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{% qs page=2 %}", "?q=a+b&amp;page=2"),
        ("{% qs q=None %}", "."),
        ('{% qs q="ž" %}', "?q=%C5%BE"),
    ],
)
def test_the_query_string_is_kept(source: str, expected: str) -> None:
    assert draw(source, request=RequestFactory().get("/?q=a+b")) == expected


def test_a_code_is_shown_in_words() -> None:
    assert draw("{% code_label v choices %}", v="r", choices=Colour) == "Red"
    assert draw("{% code_label v choices %}", v="r", choices=[("r", "Rot")]) == "Rot"
    assert draw("{% code_label v choices %}", v="z", choices=Colour) == "z"


def test_long_lists_leave_gaps_in_their_page_numbers() -> None:
    page = Paginator(range(200), 10).page(10)

    assert list(page_numbers(page)) == [1, None, 8, 9, 10, 11, 12, None, 20]


def test_an_empty_value_in_a_summary_list_says_so() -> None:
    rows = [{"label": "Language", "value": ""}, {"label": "Children", "value": 0}]

    html = draw('{% include "kit/summary_list.html" with rows=rows %}', rows=rows)

    assert "Not recorded" in html
    assert "<dd>0</dd>" in html


def test_a_summary_row_never_runs_what_was_typed() -> None:
    html = draw(
        '{% include "kit/summary_list.html" with rows=rows %}', rows=[{"label": "A", "value": "<b>x"}]
    )

    assert "&lt;b&gt;x" in html


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        (
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537 (KHTML, like Gecko) Chrome/120 Safari/537",
            "Chrome, Linux",
        ),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537 Chrome/120 Safari/537 Edg/120", "Edge, Windows"),
        ("Mozilla/5.0 (Windows NT 10.0; rv:120) Gecko Firefox/120", "Firefox, Windows"),
        ("", "Another browser"),
    ],
)
def test_a_browser_is_named_in_words(said: str, shown: str) -> None:
    assert draw("{{ a|browser_name }}", a=said) == shown


@pytest.mark.parametrize(
    ("labels", "widget", "stands"),
    [
        (["Albanian"] * 13, forms.CheckboxSelectMultiple, True),
        (["Albanian"] * 12, forms.CheckboxSelectMultiple, False),
        (["Scores, share stable, change since baseline"] * 13, forms.CheckboxSelectMultiple, False),
        (["Legal adviser"] * 13, forms.RadioSelect, False),
    ],
)
def test_only_many_short_tick_boxes_stand_in_columns(labels: list[str], widget: type, stands: bool) -> None:
    class Form(forms.Form):
        asked = forms.ChoiceField(choices=list(enumerate(labels)), widget=widget)

    groups = choice_groups(Form()["asked"])

    assert in_columns(groups) is stands
