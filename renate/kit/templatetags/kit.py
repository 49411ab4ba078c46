"""Template tags of the house: badges, unambiguous dates, query strings and the drawing of form controls."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from django import template
from django.conf import settings
from django.core.paginator import Page
from django.db.models.fields import BLANK_CHOICE_DASH
from django.forms import BoundField, widgets
from django.template import Context
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

register = template.Library()

TONES = frozenset(
    ["neutral", "info", "good", "warn"] + [f"risk{n}" for n in range(5)] + [f"score{n}" for n in range(1, 6)]
)
NATIVE_INPUTS = (  # a widget class, the browser's own control for it and the only format that control reads
    (widgets.DateTimeInput, "datetime-local", "%Y-%m-%dT%H:%M"),
    (widgets.DateInput, "date", "%Y-%m-%d"),
    (widgets.TimeInput, "time", "%H:%M"),
)
# Marks in the order in which they tell most: Edge and Chrome also say "Safari".
BROWSERS = (("Edg", "Edge"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)
NOTHING = BLANK_CHOICE_DASH[0][1]  # Django's dashes for "nothing chosen", which no screen reader can say
DJANGO_ROWS = "10"  # what a Textarea asks for when nobody said anything
MANY, SHORT = 12, 32  # tick boxes above which, and letters up to which, a list stands in columns
NEUTRAL_PAGE = "https://www.wikipedia.org/"


@register.simple_tag
def badge(text: object, tone: str = "neutral") -> SafeString:
    """A word or number on a coloured ground; an unknown tone is drawn neutral."""
    return format_html('<span class="badge badge-{}">{}</span>', tone if tone in TONES else "neutral", text)


@register.filter
def day(value: date | datetime | None) -> str:
    """A date nobody can misread: 22 Nov 2026."""
    if not value:
        return ""
    if isinstance(value, datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    return date_format(value, "j M Y")


@register.filter
def dayish(value: object) -> object:
    """A date in the words of `day`; anything else as it is."""
    return day(value) if isinstance(value, date) else value


@register.filter
def moment(value: datetime | None) -> str:
    """A date with its time: 22 Nov 2026, 14:05."""
    if not value:
        return ""
    return f"{day(value)}, {date_format(timezone.localtime(value), 'H:i')}"


@register.simple_tag(takes_context=True)
def qs(context: Context, **changes: object) -> str:
    """The current query string with some parameters changed; None or "" takes one out."""
    query = context["request"].GET.copy()
    for name, value in changes.items():
        if value in (None, ""):
            query.pop(name, None)
        else:
            query[name] = str(value)
    return f"?{query.urlencode()}" if query else "."


@register.simple_tag
def code_label(value: object, choices: Any) -> str:
    """The words for a stored code, from a TextChoices class or pairs; the code itself if unknown."""
    pairs: Iterable[tuple[object, object]] = getattr(choices, "choices", choices) or ()
    for code, label in pairs:
        if code == value:
            return str(label)
    return str(value or "")


@register.simple_tag
def quick_exit_url() -> str:
    """Where the quick exit leads; from the settings, so that error pages without a context have it too."""
    return getattr(settings, "QUICK_EXIT_URL", "") or NEUTRAL_PAGE


@register.filter
def page_numbers(page: Page) -> Iterator[int | None]:
    """Page numbers to offer; None stands for a gap."""
    for number in page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1):
        yield number if isinstance(number, int) else None


@register.filter
def field_shape(field: BoundField) -> str:
    """How a field is laid out: choices, checkbox, group (several controls under one legend) or line."""
    widget = field.field.widget
    if isinstance(widget, widgets.RadioSelect | widgets.CheckboxSelectMultiple):
        return "choices"
    if isinstance(widget, widgets.CheckboxInput):
        return "checkbox"
    return "group" if isinstance(widget, widgets.MultiWidget | widgets.SelectDateWidget) else "line"


@register.filter
def error_target(field: BoundField) -> str:
    """The id of the control that the error summary links to."""
    shape = field_shape(field)
    if shape == "choices":
        return next((option["id"] for group in choice_groups(field) for option in group["options"]), "")
    return f"{field.auto_id}_0" if shape == "group" else field.id_for_label


@register.filter
def error_lead(field: BoundField) -> str:
    """The label before an error in the summary; a question keeps its mark."""
    label = str(field.label or "")
    return f"{label} " if label.endswith(("?", ":", "…")) else f"{label}: " if label else ""


@register.filter
def choice_groups(field: BoundField) -> list[dict[str, Any]]:
    """Radios or tick boxes of a field under the headings of their groups."""
    groups: list[dict[str, Any]] = []
    widget = field.field.widget
    attrs = field.build_widget_attrs(widget.attrs | {"class": "form-check-input", "id": field.auto_id})
    attrs.pop("aria-describedby", None)  # the fieldset has it, once
    for name, options, _index in widget.optgroups(field.html_name, widget.format_value(field.value()), attrs):
        drawn = [_choice(field, option) for option in options]
        groups.append({"label": name, "options": drawn})
    return groups


@register.filter
def in_columns(groups: list[dict[str, Any]]) -> bool:
    """Whether tick boxes are so many and so short, and in no groups, that they stand beside each other."""
    if any(group["label"] for group in groups):
        return False
    options = [option for group in groups for option in group["options"]]
    many = len(options) > MANY and 'type="checkbox"' in options[0]["tag"]
    return many and all(len(str(option["label"])) <= SHORT for option in options)


def _choice(field: BoundField, option: dict[str, Any]) -> dict[str, Any]:
    html = field.form.renderer.render(option["template_name"], {"widget": {**option, "wrap_label": False}})
    return {"tag": SafeString(html), "id": option["attrs"].get("id", ""), "label": option["label"]}


@register.filter
def browser_name(user_agent: str) -> str:
    """A browser and its system in words, from what it says of itself; good enough to know one's own."""
    browser = next((name for mark, name in BROWSERS if mark in user_agent), _("Another browser"))
    system = next((name for mark, name in SYSTEMS if mark in user_agent), "")
    return f"{browser}, {system}" if system else str(browser)


@register.simple_tag
def control(field: BoundField, **attrs: str) -> SafeString:
    """The bare control of a field with the classes of the look; dates become the browser's own date input."""
    widget = field.field.widget
    for kind, input_type, input_format in NATIVE_INPUTS:
        if isinstance(widget, kind) and getattr(widget, "input_type", "") in ("text", input_type):
            widget.input_type, widget.format = input_type, input_format
            break
    widget.attrs.pop("placeholder", None)  # it goes when one types: the label and the hint stay
    attrs["class"] = f"{_control_class(widget)} {widget.attrs.get('class', '')}".strip()
    if isinstance(widget, widgets.Textarea):
        rows = str(widget.attrs.get("rows", DJANGO_ROWS))
        attrs.setdefault("rows", "4" if rows == DJANGO_ROWS else rows)
    html = field.as_widget(attrs={**attrs})
    nothing = _("Choose") if field.field.required else _("Not recorded")
    return SafeString(html.replace(f">{NOTHING}<", f">{escape(nothing)}<"))


def _control_class(widget: widgets.Widget) -> str:
    if isinstance(widget, widgets.CheckboxInput):
        return "form-check-input"
    return "form-select" if isinstance(widget, widgets.Select) else "form-control"
