"""Every component of the look on one page: drawn by the tests, and by hand to look at (docs/look.md)."""

from datetime import date
from types import SimpleNamespace
from typing import Any

from django import forms
from django.contrib.messages.constants import SUCCESS
from django.contrib.messages.storage.base import Message
from django.core.paginator import Paginator
from django.template import engines
from django.test import RequestFactory

CHANNELS = [("phone", "Telephone"), ("mail", "E-mail"), ("visit", "Visit")]


class ShowcaseForm(forms.Form):
    """One field of each kind."""

    wording = forms.CharField(label="In her own words", help_text="As it was said, in one sentence.")
    note = forms.CharField(label="Note", widget=forms.Textarea, required=False)
    on = forms.DateField(label="On", help_text="The day it happened.")
    months = forms.IntegerField(label="Months", min_value=0, required=False)
    channel = forms.ChoiceField(label="Channel", choices=[("", "Choose"), *CHANNELS])
    safe = forms.ChoiceField(
        label="May we leave a message?", choices=[("y", "Yes"), ("n", "No")], widget=forms.RadioSelect
    )
    days = forms.MultipleChoiceField(
        label="Days", choices=[("Week", [("mo", "Monday"), ("tu", "Tuesday")]), ("End", [("su", "Sunday")])],
        widget=forms.CheckboxSelectMultiple, required=False,
    )  # fmt: skip
    agreed = forms.BooleanField(label="She agreed to this plan", help_text="Asked today, in her language.")
    paper = forms.FileField(label="Document", required=False)


class FilterForm(forms.Form):
    """A filter as lists have it."""

    q = forms.CharField(label="Search", required=False)
    channel = forms.ChoiceField(label="Channel", choices=[("", "All"), *CHANNELS], required=False)


def showcase_context(form: forms.Form) -> dict[str, Any]:
    """Invented rows for every component."""
    people = ["Đorđević, Ana", "Șerban, Ioana", "Ђорђевић, Ана", "Κάλλας, Ελένη"]
    table = [
        {"code": f"7Q2K-M{n}", "phase": "Transition, month 5", "manager": people[n % 4],
         "risk": f"{n % 5} of 4", "tone": f"risk{n % 5}", "due": date(2026, 11, 22 + n), "items_open": n * 3}
        for n in range(1, 6)
    ]  # fmt: skip
    seat = SimpleNamespace(get_role_display="Case manager")
    request = RequestFactory().get("/caseload/?q=a")
    request.user = SimpleNamespace(is_authenticated=True, full_name="Elira Hoxha", email="e@example.org")  # type: ignore[assignment]
    request.membership = seat  # type: ignore[attr-defined]
    request.organisation = SimpleNamespace(name="Harbour House")  # type: ignore[attr-defined]
    labels = ["My day", "Caseload", "Cases", "Shelters", "Referrals", "Partners"]
    links = [SimpleNamespace(label=label, url="#", active=label == "Caseload") for label in labels]
    return {
        "request": request,
        "navigation": [SimpleNamespace(label="", links=links)],
        "messages": [Message(SUCCESS, "The case is open.")],
        "form": form,
        "filter_form": FilterForm(),
        "table": table,
        "page": Paginator(range(240), 20).page(4),
        "stats": [
            {"label": "Active cases", "value": 43},
            {"label": "Due this week", "value": 12, "hint": "3 overdue"},
            {"label": "Beds free", "value": "4 of 18"},
        ],
        "rows": [
            {"label": "First language", "value": "Albanian", "change_url": "#"},
            {"label": "Interpreter", "value": "", "change_url": "#"},
            {"label": "Children", "value": 0},
        ],
        "tasks": [
            {"label": "Identity", "url": "#", "status": "Done", "tone": "good"},
            {"label": "Consent", "url": "#", "hint": "Services and data", "status": "To do", "tone": "info"},
        ],
        "entries": [
            {"on": date(2026, 11, 2), "title": "Case opened", "text": "By referral of the police."},
            {"on": date(2026, 11, 12), "title": "Risk assessed", "badge": "3 high", "tone": "risk3"},
        ],
        "tones": ["neutral", "info", "good", "warn", *(f"risk{n}" for n in range(5)), "score1", "score5"],
    }  # fmt: skip


def draw_showcase(form: forms.Form) -> str:
    """The page as HTML."""
    from pathlib import Path

    source = (Path(__file__).parent / "templates" / "showcase.html").read_text()
    return engines["django"].from_string(source).render(showcase_context(form))
